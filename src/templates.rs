//! Page structs to HTML, by Tera. The only place where markup is made is the template files.

use std::collections::BTreeMap;

use anyhow::{Context as _, Result};
use serde::Serialize;
use tera::{Context, Tera};

use crate::address::{Head, Robots, Sitemap};
use crate::page::{
    BlanksPage, ChooserPage, CoveragePage, DecisionsPage, HealthPage, HeatMap, NumbersPage, PairPage, StatutesPage,
    SubjectPage, TermsPage, VariantPage,
};

/// Template files that are used where the project's theme has none of that name.
const BUILT_IN: &[(&str, &str)] = &[
    ("address.html", include_str!("../theme/templates/address.html")),
    ("blanks.html", include_str!("../theme/templates/blanks.html")),
    ("chooser.html", include_str!("../theme/templates/chooser.html")),
    ("compared.html", include_str!("../theme/templates/compared.html")),
    ("coverage.html", include_str!("../theme/templates/coverage.html")),
    ("decisions.html", include_str!("../theme/templates/decisions.html")),
    ("health.html", include_str!("../theme/templates/health.html")),
    ("heat-map.html", include_str!("../theme/templates/heat-map.html")),
    ("notes.html", include_str!("../theme/templates/notes.html")),
    ("numbers.html", include_str!("../theme/templates/numbers.html")),
    ("pair.html", include_str!("../theme/templates/pair.html")),
    ("robots.txt", include_str!("../theme/templates/robots.txt")),
    ("sitemap.xml", include_str!("../theme/templates/sitemap.xml")),
    ("statutes.html", include_str!("../theme/templates/statutes.html")),
    ("subject.html", include_str!("../theme/templates/subject.html")),
    ("terms.html", include_str!("../theme/templates/terms.html")),
    ("text.html", include_str!("../theme/templates/text.html")),
    ("variant.html", include_str!("../theme/templates/variant.html")),
];

/// A page struct and the template that shows it.
pub trait Page: Serialize {
    /// File name of the template.
    const TEMPLATE: &'static str;
}

impl Page for BlanksPage<'_> {
    const TEMPLATE: &'static str = "blanks.html";
}

impl Page for ChooserPage<'_> {
    const TEMPLATE: &'static str = "chooser.html";
}

impl Page for DecisionsPage<'_> {
    const TEMPLATE: &'static str = "decisions.html";
}

impl Page for HealthPage<'_> {
    const TEMPLATE: &'static str = "health.html";
}

impl Page for StatutesPage<'_> {
    const TEMPLATE: &'static str = "statutes.html";
}

impl Page for CoveragePage<'_> {
    const TEMPLATE: &'static str = "coverage.html";
}

impl Page for HeatMap<'_> {
    const TEMPLATE: &'static str = "heat-map.html";
}

impl Page for NumbersPage<'_> {
    const TEMPLATE: &'static str = "numbers.html";
}

impl Page for PairPage<'_> {
    const TEMPLATE: &'static str = "pair.html";
}

impl Page for SubjectPage<'_> {
    const TEMPLATE: &'static str = "subject.html";
}

impl Page for TermsPage<'_> {
    const TEMPLATE: &'static str = "terms.html";
}

impl Page for VariantPage<'_> {
    const TEMPLATE: &'static str = "variant.html";
}

impl Page for Head<'_> {
    const TEMPLATE: &'static str = "address.html";
}

impl Page for Sitemap<'_> {
    const TEMPLATE: &'static str = "sitemap.xml";
}

impl Page for Robots {
    const TEMPLATE: &'static str = "robots.txt";
}

/// The compiled templates.
#[derive(Debug, Clone)]
pub struct Templates {
    tera: Tera,
}

impl Templates {
    /// Compiles the built-in templates, with `theme` (file name to text) in their place where it has them.
    ///
    /// # Errors
    /// If a template is malformed.
    pub fn new(theme: &BTreeMap<String, String>) -> Result<Self> {
        let mut files: BTreeMap<&str, &str> = BUILT_IN.iter().copied().collect();
        files.extend(theme.iter().map(|(name, text)| (name.as_str(), text.as_str())));
        let mut tera = Tera::new();
        tera.add_raw_templates(files).context("a template of the theme is malformed")?;
        Ok(Self { tera })
    }

    /// Renders a page.
    ///
    /// # Errors
    /// If the template asks for what the page does not have.
    pub fn render<P: Page>(&self, page: &P) -> Result<String> {
        let name = P::TEMPLATE;
        let context = Context::from_serialize(page).with_context(|| format!("data of `{name}`"))?;
        let html = self.tera.render(name, &context).with_context(|| format!("template `{name}`"))?;
        Ok(one_block(&html))
    }
}

/// Takes out blank lines and indentation. A page is a single HTML block for the Markdown parser then, which
/// passes it on untouched; a blank line would end the block and the rest would be read as Markdown. Two braces are
/// written as entities: what a text has between them must not be a directive to any preprocessor of mdBook.
fn one_block(html: &str) -> String {
    let html = html.replace("{{", "&#123;&#123;");
    let lines = html.lines().map(str::trim_start).filter(|line| !line.is_empty());
    lines.flat_map(|line| [line, "\n"]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_one_block() {
        assert_eq!(one_block("<div>\n\n    <p>a\n  \n</p></div>"), "<div>\n<p>a\n</p></div>\n");
        assert_eq!(one_block("<p>{{#include x}}</p>"), "<p>&#123;&#123;#include x}}</p>\n");
    }

    #[test]
    fn a_malformed_template_is_an_error_with_its_place() {
        let theme = BTreeMap::from([("variant.html".to_owned(), "a\n{% if %}".to_owned())]);
        let error = format!("{:?}", Templates::new(&theme).unwrap_err());
        assert!(error.contains("variant.html:2"), "{error}");
    }
}
