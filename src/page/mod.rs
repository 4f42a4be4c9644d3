//! Pages as values: one struct a template. What a template may use is what its struct has.

mod compared;
mod coverage;
mod heat_map;
mod ledgers;
mod pair;
mod subject;
mod text;
mod variant;

pub use coverage::CoveragePage;
pub use heat_map::HeatMap;
pub use ledgers::{BlanksPage, NumbersPage};
pub use pair::PairPage;
pub use subject::{SubjectPage, variant_pages};
pub use text::{BlockView, InlineView};
pub use variant::VariantPage;

use crate::model::{Family, Subject, Topic, Variant};

/// Which pairs of variants get a page of their own: their number grows with the square of the variants.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Pairs {
    /// Every pair.
    #[default]
    All,
    /// The first variant with each other.
    Base,
    /// None.
    None,
}

/// What pages need to know about the book they stand in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Settings {
    /// Where “suggest an edit” leads; `{path}` stands for the file below the project's root.
    pub edit_url: Option<String>,
    /// The source folder as the book's configuration names it.
    pub source_folder: String,
    /// Which pairs of variants get a page.
    pub pairs: Pairs,
}

impl Settings {
    /// The address at which a source file can be edited.
    fn edit_href(&self, path: &str) -> Option<String> {
        let template = self.edit_url.as_ref()?;
        Some(template.replace("{path}", &format!("{}/{path}", self.source_folder)))
    }
}

/// Address of the page of a variant, relative to the root of the book.
pub fn variant_path(id: &str) -> String {
    format!("variants/{id}.md")
}

/// Address of the comparison page of a subject.
pub fn subject_path(id: &str) -> String {
    format!("compare/{id}.md")
}

/// Address of the page of two variants.
pub fn pair_path(a: &str, b: &str) -> String {
    format!("pairs/{a}-{b}.md")
}

/// Addresses of the overviews.
pub const COVERAGE_PATH: &str = "overviews/coverage.md";
/// Every amount, percentage and deadline.
pub const NUMBERS_PATH: &str = "overviews/numbers.md";
/// Every blank.
pub const BLANKS_PATH: &str = "overviews/blanks.md";

/// The address at which a browser finds a page.
fn html(path: &str) -> String {
    path.strip_suffix(".md").map_or_else(|| path.to_owned(), |stem| format!("{stem}.html"))
}

/// The page of a variant as a page one folder below the root writes it.
fn variant_href(variant: &Variant) -> String {
    format!("../{}", html(&variant_path(&variant.id)))
}

/// The page of a subject as a page one folder below the root writes it.
fn subject_href(subject: &Subject) -> String {
    format!("../{}", html(&subject_path(&subject.id)))
}

/// The row of a topic on the page of its subject as a page one folder below the root writes it.
fn topic_href(subject: &Subject, topic: &Topic) -> String {
    format!("{}#{}", subject_href(subject), topic.id.value)
}

/// The positions of the pairs that get a page, in the order of the family.
pub fn pairs(family: &Family, pairs: Pairs) -> Vec<(usize, usize)> {
    let count = family.variant_ids.len();
    let all = (0..count).flat_map(|a| (a + 1..count).map(move |b| (a, b)));
    all.filter(|(a, _)| pairs == Pairs::All || (pairs == Pairs::Base && *a == 0)).collect()
}

/// Addresses of every page that is generated, relative to the root of the book.
pub fn generated_paths(family: &Family, settings: &Settings) -> Vec<String> {
    let ids = &family.variant_ids;
    let mut paths: Vec<String> = ids.iter().map(|id| variant_path(id)).collect();
    paths.extend(family.taxonomy.subjects.iter().map(|subject| subject_path(&subject.id)));
    paths.extend(pairs(family, settings.pairs).into_iter().map(|(a, b)| pair_path(&ids[a], &ids[b])));
    paths.extend([COVERAGE_PATH, NUMBERS_PATH, BLANKS_PATH].map(str::to_owned));
    paths
}
