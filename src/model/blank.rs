//! The registry of blanks: what may be left open in a clause.

use serde::{Deserialize, Serialize};

use super::Located;

/// What kind of value goes into a blank.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum BlankKind {
    Text,
    Person,
    Organisation,
    Address,
    Phone,
    Email,
    Date,
    Duration,
    Time,
    Amount,
    Percentage,
    Count,
    Place,
    Institution,
    /// One of the options that the registry lists.
    Choice,
}

/// An entry of the registry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Blank {
    /// The name by which clauses refer to it.
    pub name: Located<String>,
    /// What kind of value goes in.
    pub kind: BlankKind,
    /// What is to be filled in, one line.
    pub meaning: String,
    /// The value that clauses pre-set.
    pub default: Option<String>,
    /// The boxes of a choice; empty for every other kind.
    pub options: Vec<String>,
    /// Advice to whoever fills it in.
    pub hint: Option<String>,
}
