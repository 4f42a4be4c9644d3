//! “Suggest an edit”: where the source of a clause, a note or a page can be changed.

use anyhow::{Context, Result, bail};
use serde::Serialize;

use super::Settings;
use crate::address;
use crate::model::{Article, Clause, Variant};

/// Where “suggest an edit” leads: templates in which `{path}` stands for the file below the project's root and `{line}`
/// for a line of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EditUrls {
    file: Option<String>,
    line: Option<String>,
}

impl EditUrls {
    /// Takes mdBook's template for files and ours for lines; without ours the line is the fragment of the file, and an
    /// empty one means no links to lines.
    ///
    /// # Errors
    /// If a template is no address of the web.
    pub fn new(file: Option<String>, line: Option<String>) -> Result<Self> {
        let keys = ["output.html.edit-url-template", "preprocessor.clausebook.clause-edit-url-template"];
        for (key, template) in keys.into_iter().zip([&file, &line]) {
            let template = template.as_deref().unwrap_or_default();
            check(template).with_context(|| format!("`{key}` in book.toml is `{template}`"))?;
        }
        let fragment = |file: &String| if file.contains('#') { file.clone() } else { format!("{file}#L{{line}}") };
        let line = line.or_else(|| file.as_ref().map(fragment)).filter(|line| !line.is_empty());
        Ok(Self { file, line })
    }
}

/// A browser would run `javascript:`, also if it is written with a line break inside.
fn check(template: &str) -> Result<()> {
    if template.contains(|c: char| c.is_control() || c.is_whitespace()) {
        bail!("it must not have spaces; write `%20`");
    }
    let before = template.split(['/', '?', '#']).next().unwrap_or_default();
    match before.split_once(':') {
        Some((scheme, _)) if !["http", "https"].iter().any(|web| scheme.eq_ignore_ascii_case(web)) => {
            bail!("only `https:` and `http:` addresses can be linked to")
        }
        _ => Ok(()),
    }
}

impl Settings {
    /// The address at which a source file can be changed.
    pub(super) fn edit_href(&self, path: &str) -> Option<String> {
        self.edit.file.as_ref().map(|template| self.fill(template, path))
    }

    /// The address at which a line of a source file can be changed.
    pub(super) fn edit_line_href(&self, path: &str, line: usize) -> Option<String> {
        let template = self.edit.line.as_ref()?;
        Some(self.fill(template, path).replace("{line}", &line.to_string()))
    }

    fn fill(&self, template: &str, path: &str) -> String {
        template.replace("{path}", &address::encode(&format!("{}/{path}", self.source_folder)))
    }
}

/// A link to the source of a clause, and how the clause is called.
#[derive(Debug, Serialize)]
pub struct EditView<'a> {
    href: String,
    variant: &'a str,
    /// The article, where the number alone says too little.
    article: Option<&'a str>,
    number: &'a str,
}

impl<'a> EditView<'a> {
    /// The link to the heading of the clause, if there are such links.
    pub(super) fn new(
        settings: &Settings,
        variant: &'a Variant,
        article: &'a Article,
        clause: &'a Clause,
    ) -> Option<Self> {
        Some(Self {
            href: settings.edit_line_href(&article.path, clause.line)?,
            variant: &variant.title,
            article: article.number.clause_prefix().is_empty().then_some(&article.label),
            number: &clause.printed,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(file: Option<&str>, line: Option<&str>) -> Result<Settings> {
        let edit = EditUrls::new(file.map(str::to_owned), line.map(str::to_owned))?;
        Ok(Settings { edit, source_folder: "正文 1".to_owned(), ..Settings::default() })
    }

    #[test]
    fn the_line_is_the_fragment_unless_a_template_says_otherwise() {
        let file = "https://example.org/edit/{path}";
        let hrefs = |file, line| {
            let settings = settings(file, line).unwrap();
            (settings.edit_href("a/b.md"), settings.edit_line_href("a/b.md", 7))
        };
        let encoded = "%E6%AD%A3%E6%96%87%201/a/b.md";
        let (edit, own) = (format!("https://example.org/edit/{encoded}"), format!("/blob/{encoded}?plain=1#L7"));
        assert_eq!(hrefs(None, None), (None, None));
        assert_eq!(hrefs(Some(file), None), (Some(edit.clone()), Some(format!("{edit}#L7"))));
        assert_eq!(hrefs(Some(file), Some("")), (Some(edit.clone()), None));
        assert_eq!(hrefs(Some(file), Some("/blob/{path}?plain=1#L{line}")), (Some(edit), Some(own.clone())));
        assert_eq!(hrefs(None, Some("/blob/{path}?plain=1#L{line}")), (None, Some(own)));
        assert_eq!(hrefs(Some("#{path}"), None).1, Some(format!("#{encoded}")));
    }

    #[test]
    fn what_is_no_address_is_an_error_that_names_the_key() {
        for template in
            ["javascript:alert(1)", "JavaScript:1/{path}", "java\nscript:1", "data:text/html,x", " https://x/"]
        {
            let error = format!("{:#}", settings(Some(template), None).unwrap_err());
            assert!(error.starts_with("`output.html.edit-url-template` in book.toml is `"), "{error}");
            let error = format!("{:#}", settings(None, Some(template)).unwrap_err());
            assert!(
                error.starts_with("`preprocessor.clausebook.clause-edit-url-template` in book.toml is `"),
                "{error}"
            );
        }
        for template in
            ["HTTPS://example.org/{path}", "http://localhost:1/{path}", "//example.org/{path}", "edit/{path}:{line}"]
        {
            assert!(settings(Some(template), Some(template)).is_ok(), "{template}");
        }
    }
}
