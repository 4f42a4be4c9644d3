//! Pages as values: one struct a template. What a template may use is what its struct has.

mod chooser;
mod compared;
mod coverage;
mod decision;
mod decisions;
mod edit;
mod health;
mod heat_map;
mod ledgers;
mod pair;
mod pin;
mod profile;
mod remarks;
mod statutes;
mod subject;
mod terms;
mod text;
mod variant;

pub use chooser::ChooserPage;
pub use coverage::CoveragePage;
pub use decision::point_anchor;
pub use decisions::DecisionsPage;
pub use edit::EditUrls;
pub use health::HealthPage;
pub use heat_map::HeatMap;
pub use ledgers::{BlanksPage, NumbersPage};
pub use pair::PairPage;
pub use remarks::{Remarks, note_anchor};
pub use statutes::StatutesPage;
pub use subject::{SubjectPage, chapter_anchor, variant_pages};
pub use terms::TermsPage;
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
    /// Where “suggest an edit” leads.
    pub edit: EditUrls,
    /// The source folder as the book's configuration names it.
    pub source_folder: String,
    /// Which pairs of variants get a page.
    pub pairs: Pairs,
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

/// Every point of every subject.
pub const DECISIONS_PATH: &str = "overviews/decisions.md";
/// What is broken or missing in each variant.
pub const HEALTH_PATH: &str = "overviews/health.md";
/// The laws that notes cite.
pub const STATUTES_PATH: &str = "overviews/statutes.md";
/// Every heading, and where words stand.
pub const TERMS_PATH: &str = "overviews/terms.md";
/// Questions that lead to a variant.
pub const CHOOSER_PATH: &str = "overviews/choose.md";

/// The address at which a browser finds a page.
pub fn html(path: &str) -> String {
    path.strip_suffix(".md").map_or_else(|| path.to_owned(), |stem| format!("{stem}.html"))
}

/// A page as a page one folder below the root writes it.
fn from_below(path: &str) -> String {
    format!("../{}", html(path))
}

/// The page of a variant as a page one folder below the root writes it.
fn variant_href(variant: &Variant) -> String {
    from_below(&variant_path(&variant.id))
}

/// The page of a subject as a page one folder below the root writes it.
fn subject_href(subject: &Subject) -> String {
    from_below(&subject_path(&subject.id))
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

/// Addresses of the overviews that a family has: without annotations there is nothing to decide or to cure.
pub fn overview_paths(family: &Family) -> Vec<&'static str> {
    let is_annotated = !family.annotations.is_empty();
    let paths = [
        (true, COVERAGE_PATH),
        (is_annotated, DECISIONS_PATH),
        (true, NUMBERS_PATH),
        (true, BLANKS_PATH),
        (is_annotated, HEALTH_PATH),
        (is_annotated && !family.statutes.is_empty(), STATUTES_PATH),
        (true, TERMS_PATH),
    ];
    paths.into_iter().filter(|(has, _)| *has).map(|(_, path)| path).collect()
}

/// Title of an overview or of the page that helps to choose.
pub fn overview_title<'a>(family: &'a Family, path: &str) -> &'a str {
    let titles = &family.overviews;
    match path {
        COVERAGE_PATH => &titles.coverage,
        DECISIONS_PATH => &titles.decisions,
        NUMBERS_PATH => &titles.numbers,
        BLANKS_PATH => &titles.blanks,
        HEALTH_PATH => &titles.health,
        STATUTES_PATH => &titles.statutes,
        TERMS_PATH => &titles.terms,
        CHOOSER_PATH => &titles.chooser,
        other => unreachable!("`{other}` is no overview"),
    }
}

/// Address of the page that helps to choose, if the family has questions.
pub fn chooser_path(family: &Family) -> Option<&'static str> {
    (!family.questions.is_empty()).then_some(CHOOSER_PATH)
}

/// Addresses of every page that is generated, relative to the root of the book.
pub fn generated_paths(family: &Family, settings: &Settings) -> Vec<String> {
    let ids = &family.variant_ids;
    let mut paths: Vec<String> = ids.iter().map(|id| variant_path(id)).collect();
    paths.extend(family.taxonomy.subjects.iter().map(|subject| subject_path(&subject.id)));
    paths.extend(pairs(family, settings.pairs).into_iter().map(|(a, b)| pair_path(&ids[a], &ids[b])));
    paths.extend(overview_paths(family).into_iter().chain(chooser_path(family)).map(str::to_owned));
    paths
}
