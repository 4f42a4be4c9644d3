//! The YAML files as they are written. What they mean is in [`crate::model`]; nothing else reads these.

use indexmap::IndexMap;
use serde::Deserialize;

use crate::model::{BlankKind, Origin, Role};
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
    /// Ids of the variants in the order of the site.
    pub variants: Vec<Spanned<String>>,
    /// Words that contain a party label and are none.
    #[serde(default)]
    pub look_alikes: Vec<Spanned<String>>,
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
    pub roles: IndexMap<String, Role>,
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
    pub roles: Option<IndexMap<String, Role>>,
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
