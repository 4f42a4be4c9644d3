//! `search.yaml`: words by which a search widens a query.

use serde::Deserialize;

use crate::yaml::Spanned;

/// The whole file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Search {
    /// Words for the parties.
    #[serde(default)]
    pub roles: Roles,
    /// Groups of words that mean the same.
    #[serde(default)]
    pub same: Vec<Vec<Spanned<String>>>,
    /// Groups of words that are often confused.
    #[serde(default)]
    pub related: Vec<Vec<Spanned<String>>>,
    /// Pairs of characters between spaces: as a reader may type it, as the texts have it.
    pub characters: Option<Spanned<String>>,
}

/// Words for the parties.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Roles {
    /// For who buys the service.
    #[serde(default)]
    pub client: Vec<Spanned<String>>,
    /// For who renders it.
    #[serde(default)]
    pub provider: Vec<Spanned<String>>,
}
