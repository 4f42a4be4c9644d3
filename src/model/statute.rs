//! The laws that notes may cite, in the version that was read.

use jiff::civil::Date;

use super::Located;

/// A law in the version that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statute {
    /// Name by which notes cite it.
    pub id: Located<String>,
    /// Full name.
    pub title: String,
    /// Name that citations print.
    pub short: String,
    /// Which version was read, in words.
    pub version: String,
    /// Day from which that version is in force.
    pub in_force: Option<Date>,
    /// Day on which it was last compared with the official text.
    pub checked: Located<Date>,
    /// What a reader must know about the whole text.
    pub caveat: Option<String>,
    /// The articles that may be cited.
    pub articles: Vec<StatuteArticle>,
}

/// An article of a law.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatuteArticle {
    /// Its number.
    pub number: Located<String>,
    /// What it says, in other words.
    pub gist: String,
    /// What a reader must know before relying on it.
    pub caveat: Option<String>,
}
