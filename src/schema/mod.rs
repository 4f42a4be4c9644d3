//! The YAML files as they are written. What they mean is in [`crate::model`]; nothing else reads these.

mod annotation;
mod choosing;
mod entries;
mod search;
mod statutes;

pub use annotation::{Annotation, Answer, Note, Pin};
pub use choosing::{Choosing, Fit, Question, Reply};
pub use entries::Entries;
pub use search::{Roles, Search};
pub use statutes::{Statute, StatuteArticle, Statutes};

use serde::Deserialize;

use crate::model::{BlankKind, ModalityKind, Numerals, Origin, QuantityKind, Role};
use crate::yaml::Spanned;

/// `family.yaml`: what is compared.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Family {
    /// Name of the contract that the variants are variants of.
    pub title: Spanned<String>,
    /// What the variants are and where they come from, in Markdown.
    pub about: Spanned<String>,
    /// Licence of the texts.
    pub licence: Spanned<String>,
    /// The sentence at the foot of every page: this is not legal advice.
    pub disclaimer: Spanned<String>,
    /// The parts that a variant may have, in order.
    pub parts: Vec<PartKind>,
    /// Titles of the overview pages.
    pub overviews: Overviews,
    /// What explanations are made of; without it they are free.
    pub explanation: Option<Explanation>,
    /// The points that sum a variant up, each written `subject/point`.
    #[serde(default)]
    pub profile: Vec<Spanned<String>>,
    /// Ids of the variants in the order of the site.
    pub variants: Vec<Spanned<String>>,
    /// Party labels to look out for in every variant, besides those that the variants use.
    #[serde(default)]
    pub party_labels: Vec<Spanned<String>>,
    /// Words that contain a party label and are none.
    #[serde(default)]
    pub look_alikes: Vec<Spanned<String>>,
}

/// Titles of the overview pages.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Overviews {
    /// Which variant says anything on which topic.
    pub coverage: Spanned<String>,
    /// Every figure.
    pub numbers: Spanned<String>,
    /// Every blank.
    pub blanks: Spanned<String>,
    /// Every point of every subject.
    pub decisions: Spanned<String>,
    /// What is broken or missing in each variant.
    pub health: Spanned<String>,
    /// The laws that notes cite.
    pub statutes: Spanned<String>,
    /// Every heading, and where words stand.
    pub terms: Spanned<String>,
    /// Questions that lead to a variant.
    pub chooser: Spanned<String>,
}

/// What explanations are made of.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Explanation {
    /// The headings, in order.
    pub headings: Vec<Spanned<String>>,
    /// Least number of letters.
    pub least: usize,
    /// Greatest number of letters.
    pub most: usize,
}

/// A part that variants of the family may have.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PartKind {
    /// First piece of the article files' names.
    pub id: Spanned<String>,
    /// The site's own name for it.
    pub title: Spanned<String>,
}

/// `taxonomy.yaml`: what the comparison is made of.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Taxonomy {
    /// One comparison page each.
    pub subjects: Vec<Subject>,
}

/// A comparison page.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Subject {
    /// Address of the page.
    pub id: Spanned<String>,
    /// Title of the page.
    pub title: Spanned<String>,
    /// Rows of the side-by-side table.
    pub topics: Vec<Entry>,
    /// Rows of the decision table.
    pub points: Vec<Entry>,
}

/// A topic or a point.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Permanent name.
    pub id: Spanned<String>,
    /// What the site prints.
    pub title: Spanned<String>,
}

/// One entry of `blanks.yaml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Blank {
    /// The words between the brackets, behind `|` where there is one.
    pub name: Spanned<String>,
    /// What kind of value goes in.
    pub kind: Spanned<BlankKind>,
    /// What is to be filled in, one line.
    pub meaning: Spanned<String>,
    /// The value that a clause pre-sets.
    pub default: Option<Spanned<String>>,
    /// The boxes of a choice.
    pub options: Option<Vec<Spanned<String>>>,
    /// Advice to whoever fills it in.
    pub hint: Option<Spanned<String>>,
}

/// `variant.yaml`: one of the contracts.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Variant {
    /// Name of the folder.
    pub id: Spanned<String>,
    /// The letter by which it is called.
    pub siglum: Spanned<String>,
    /// Name of the variant on the site.
    pub title: Spanned<String>,
    /// Title that the text bears.
    pub source_title: Option<Spanned<String>>,
    /// One line: what kind of text this is.
    pub characterization: Spanned<String>,
    /// Whether the text follows a source or is the project's own.
    pub origin: Spanned<Origin>,
    /// Where the text comes from, in words.
    pub provenance: Spanned<String>,
    /// Party label to role, for the whole text.
    pub roles: Entries<Role>,
    /// How the number of an article is printed: `{number}` or `{han}` stands for the number.
    pub article_label: Spanned<String>,
    /// The parts in the order of the text.
    pub parts: Vec<Part>,
    /// Conventions of the text, in words.
    #[serde(default)]
    pub conventions: Vec<Spanned<String>>,
}

/// A part of one variant.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// One of the family's parts.
    pub id: Spanned<String>,
    /// The heading that the text prints.
    pub heading: Spanned<String>,
    /// Party labels of this part, where they differ from those of the whole.
    pub roles: Option<Entries<Role>>,
}

/// The front matter of an article file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Article {
    /// The part that the article belongs to.
    pub part: Spanned<String>,
    /// Its number or name.
    pub article: Spanned<String>,
    /// Its heading.
    pub title: Spanned<String>,
    /// How its number is printed in its heading, where the variant's pattern does not fit.
    pub label: Option<Spanned<String>>,
    /// How its number is printed at the front of its clauses' numbers, where not as it is.
    pub printed: Option<Spanned<String>>,
}

/// `lexicon.yaml`: the words that a comparison recognises.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lexicon {
    /// Numerals besides the Arabic ones.
    #[serde(default)]
    pub numerals: Vec<Numerals>,
    /// Behind these a number counts places, not things.
    #[serde(default)]
    pub ordinal_marks: Vec<Spanned<String>>,
    /// Units of quantities.
    #[serde(default)]
    pub units: Vec<Unit>,
    /// Words behind year, month and day.
    #[serde(default)]
    pub date: Vec<Spanned<String>>,
    /// Modal words.
    #[serde(default)]
    pub modalities: Vec<Modality>,
    /// Words that widen or narrow.
    #[serde(default)]
    pub scope_words: Vec<Spanned<String>>,
    /// Words that mean both parties.
    #[serde(default)]
    pub collective_parties: Vec<Spanned<String>>,
    /// Words that stand between a modal word and the party that it binds.
    #[serde(default)]
    pub agent_marks: Vec<Spanned<String>>,
    /// Words that join alternatives or conditions.
    #[serde(default)]
    pub connectives: Vec<Spanned<String>>,
    /// Words that contain one of the above and are none.
    #[serde(default)]
    pub look_alikes: Vec<Spanned<String>>,
}

/// A unit of quantities.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Unit {
    /// What it measures.
    pub kind: QuantityKind,
    /// The form that all ways of writing are compared as.
    pub unit: Spanned<String>,
    /// Ways of writing it behind a number.
    #[serde(default)]
    pub words: Vec<Spanned<String>>,
    /// Ways of writing it before a number.
    #[serde(default)]
    pub prefixes: Vec<Spanned<String>>,
    /// By how much a number is multiplied to be in `unit`.
    pub factor: Option<Spanned<f64>>,
}

/// A modal word.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Modality {
    /// What it does.
    pub kind: ModalityKind,
    /// The words.
    pub words: Vec<Spanned<String>>,
}
