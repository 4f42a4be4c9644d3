//! The one flow: sources to checked family to generated pages.

use anyhow::Result;
use mdbook_core::book::Book;
use rayon::prelude::*;

use crate::book::{self, Generated, Insert, Marker, Page, Section};
use crate::collate::Collation;
use crate::data;
use crate::diagnostics::Diagnostics;
use crate::model::{Family, Subject, Variant};
use crate::page::{
    self, BlanksPage, ChooserPage, CoveragePage, DecisionsPage, HealthPage, HeatMap, NumbersPage, PairPage, Remarks,
    Settings, StatutesPage, SubjectPage, TermsPage, VariantPage,
};
use crate::source::Sources;
use crate::templates::{self, Templates};
use crate::{check, load, search};

/// A family that was read and judged.
#[derive(Debug)]
pub struct Checked {
    /// What was read.
    pub family: Family,
    /// The prose part of the book with markers for the generated parts; `None` only if there is an error.
    pub prose: Option<Book>,
    /// Everything that was found.
    pub diagnostics: Diagnostics,
}

/// Loads and checks everything below the source folder; all mistakes are found in one run.
pub fn read(sources: &Sources, settings: &Settings) -> Checked {
    let (family, mut diagnostics) = load::load(sources);
    let found = check::check(sources, &family, &diagnostics);
    diagnostics.append(found);
    let is_known = !["family.yaml", "taxonomy.yaml"].iter().any(|path| diagnostics.has_error_in(sources, path));
    let generated = is_known.then(|| page::generated_paths(&family, settings));
    let prose = book::read(sources, &mut diagnostics);
    if let Some(prose) = &prose {
        book::check_prose(sources, prose, generated.as_deref(), &mut diagnostics);
    }
    check::size::check(&family, prose.as_ref(), settings, &mut diagnostics);
    Checked { family, prose, diagnostics }
}

/// Makes everything that is generated, of a family without errors.
///
/// # Errors
/// If a template asks for what its page does not have.
pub fn pages(collation: &Collation<'_>, templates: &Templates, settings: &Settings) -> Result<Generated> {
    let family = collation.family;
    let remarks = Remarks::new(family);
    let maker = Maker { collation, remarks: &remarks, templates, settings, variant_pages: page::variant_pages(family) };
    let variants: Result<Vec<_>> = family.variants.par_iter().map(|variant| maker.variant(variant)).collect();
    let subjects: Result<Vec<_>> = family.taxonomy.subjects.par_iter().map(|subject| maker.subject(subject)).collect();
    let pairs: Result<Vec<_>> =
        page::pairs(family, settings.pairs).into_par_iter().map(|pair| maker.pair(pair)).collect();
    let sections = vec![
        Section { marker: Marker::Variants, pages: variants? },
        Section { marker: Marker::Subjects, pages: subjects? },
        Section { marker: Marker::Pairs, pages: pairs? },
        Section { marker: Marker::Overviews, pages: maker.overviews()? },
        Section { marker: Marker::Chooser, pages: maker.chooser()? },
    ];
    let inserts = vec![(Insert::HeatMap, templates.render(&HeatMap::new(collation))?)];
    Ok(Generated { sections, inserts })
}

/// What a browser needs to search a family: one file each, below the folder of the search.
pub fn search(collation: &Collation<'_>, prose: &Book) -> Vec<search::File> {
    let documents = search::documents(collation, prose);
    let index = search::index(&documents);
    search::files(collation.family, &documents, &index)
}

/// The comparison as data, for other programs.
pub fn data(collation: &Collation<'_>) -> String {
    let json = serde_json::to_string(&data::data(collation));
    json.expect("strings and numbers always serialize") + "\n"
}

/// What every page is made from.
struct Maker<'a> {
    collation: &'a Collation<'a>,
    remarks: &'a Remarks<'a>,
    templates: &'a Templates,
    settings: &'a Settings,
    variant_pages: Vec<String>,
}

impl Maker<'_> {
    fn page(&self, title: &str, path: &str, source: &str, page: &impl templates::Page) -> Result<Page> {
        let html = self.templates.render(page)?;
        Ok(Page { title: title.to_owned(), path: path.to_owned(), source: source.to_owned(), html })
    }

    fn variant(&self, variant: &Variant) -> Result<Page> {
        let source = format!("{}/variant.yaml", variant.id.value);
        let page = VariantPage::new(self.collation.family, variant, self.remarks, self.settings);
        self.page(&variant.title, &page::variant_path(&variant.id), &source, &page)
    }

    fn subject(&self, subject: &Subject) -> Result<Page> {
        let page = SubjectPage::new(self.collation, self.remarks, subject, &self.variant_pages, self.settings);
        self.page(&subject.title, &page::subject_path(&subject.id), "taxonomy.yaml", &page)
    }

    fn pair(&self, (a, b): (usize, usize)) -> Result<Page> {
        let page = PairPage::new(self.collation, (a, b), &self.variant_pages, self.settings);
        let variants = &self.collation.family.variants;
        let (a, b) = (&variants[a], &variants[b]);
        let title = format!("{} – {}", a.title, b.title);
        self.page(&title, &page::pair_path(&a.id, &b.id), "family.yaml", &page)
    }

    fn overviews(&self) -> Result<Vec<Page>> {
        page::overview_paths(self.collation.family).into_iter().map(|path| self.overview(path)).collect()
    }

    fn overview(&self, path: &str) -> Result<Page> {
        let family = self.collation.family;
        let title = page::overview_title(family, path);
        match path {
            page::COVERAGE_PATH => self.page(title, path, "taxonomy.yaml", &CoveragePage::new(self.collation)),
            page::DECISIONS_PATH => self.page(title, path, "taxonomy.yaml", &DecisionsPage::new(family)),
            page::NUMBERS_PATH => self.page(title, path, "lexicon.yaml", &NumbersPage::new(self.collation)),
            page::BLANKS_PATH => self.page(title, path, "blanks.yaml", &BlanksPage::new(self.collation)),
            page::HEALTH_PATH => self.page(title, path, "family.yaml", &HealthPage::new(self.collation, self.remarks)),
            page::STATUTES_PATH => self.page(title, path, "statutes.yaml", &StatutesPage::new(family)),
            page::TERMS_PATH => self.page(title, path, "search.yaml", &TermsPage::new(self.collation)),
            other => unreachable!("`page::overview_paths` has no `{other}`"),
        }
    }

    fn chooser(&self) -> Result<Vec<Page>> {
        let family = self.collation.family;
        let title = &family.overviews.chooser;
        let path = page::chooser_path(family).into_iter();
        path.map(|path| self.page(title, path, "choosing.yaml", &ChooserPage::new(family))).collect()
    }
}
