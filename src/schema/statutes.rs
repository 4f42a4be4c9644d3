//! `statutes.yaml`: the laws that may be cited.

use serde::Deserialize;

use crate::yaml::Spanned;

/// The whole file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Statutes {
    /// Every law.
    pub statutes: Vec<Statute>,
}

/// A law in the version that was read.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Statute {
    /// Name by which notes cite it.
    pub id: Spanned<String>,
    /// Full name.
    pub title: Spanned<String>,
    /// Name that citations print.
    pub short: Spanned<String>,
    /// Which version was read, in words.
    pub version: Spanned<String>,
    /// Day from which that version is in force, `2021-01-01`.
    pub in_force: Option<Spanned<String>>,
    /// Day on which it was last compared with the official text.
    pub checked: Spanned<String>,
    /// What a reader must know about the whole text.
    pub caveat: Option<Spanned<String>>,
    /// The articles that may be cited.
    pub articles: Vec<StatuteArticle>,
}

/// An article of a law.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StatuteArticle {
    /// Its number.
    pub number: Spanned<String>,
    /// What it says, in other words.
    pub gist: Spanned<String>,
    /// What a reader must know before relying on it.
    pub caveat: Option<Spanned<String>>,
}
