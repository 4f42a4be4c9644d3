//! The words by which a search widens a query.

use super::Role;

/// What a reader may type for what the texts say.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SearchWords {
    /// Words for a party, whatever a text calls it.
    pub roles: Vec<(Role, Vec<String>)>,
    /// Words that mean the same.
    pub same: Vec<Vec<String>>,
    /// Words that are often confused: what is found by them is labelled.
    pub related: Vec<Vec<String>>,
    /// Characters that a reader may write in two ways: as typed, as the texts have it.
    pub characters: Vec<(char, char)>,
}
