//! How alike two readings are, and the band that this puts them in.

use std::collections::BTreeMap;

use super::tokenize::Token;

/// How a reading relates to the one that it is measured against.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Band {
    /// Equal after normalization.
    Same,
    /// Other words in the same sentence; no difference of substance was found.
    Wording,
    /// The same sentence rewritten.
    Rewritten,
    /// Another text on the same topic.
    Different,
    /// One of the two says nothing.
    Absent,
}

impl Band {
    /// Every band, from near to far.
    pub const ALL: &[Self] = &[Self::Same, Self::Wording, Self::Rewritten, Self::Different, Self::Absent];

    /// Whether marking single words helps a reader.
    pub fn has_marks(self) -> bool {
        matches!(self, Self::Same | Self::Wording | Self::Rewritten)
    }
}

/// Readings at least this alike, without a difference of substance, differ in wording only.
const WORDING: f64 = 0.60;
/// Readings at least this alike are the same sentence rewritten.
const REWRITTEN: f64 = 0.38;

/// From 0 (nothing in common) to 1 (the same): Dice's coefficient over pairs of neighbouring tokens.
///
/// Pairs, because single characters agree by accident; not a diff, because the order of items matters little.
pub fn similarity(a: &[Token], b: &[Token]) -> f64 {
    let (left, right) = (pairs(a), pairs(b));
    let shared: usize = left.iter().map(|(pair, count)| right.get(pair).map_or(0, |other| *count.min(other))).sum();
    let total: usize = left.values().sum::<usize>() + right.values().sum::<usize>();
    if total == 0 { 1.0 } else { 2.0 * shared as f64 / total as f64 }
}

/// Neighbouring tokens with how often they occur; the ends count as neighbours, so that one token has pairs too.
fn pairs(tokens: &[Token]) -> BTreeMap<(&str, &str), usize> {
    let mut pairs = BTreeMap::new();
    let mut last = "";
    for n in tokens.iter().map(|token| token.n.as_str()).chain((!tokens.is_empty()).then_some("")) {
        *pairs.entry((last, n)).or_default() += 1;
        last = n;
    }
    pairs
}

/// The band of two readings that are both there; `substance` tells whether a typed difference was found.
pub(super) fn band(a: &[Token], b: &[Token], similarity: f64, substance: bool) -> Band {
    let same = a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.n == b.n);
    if same {
        Band::Same
    } else if similarity >= WORDING && !substance {
        Band::Wording
    } else if similarity >= REWRITTEN {
        Band::Rewritten
    } else {
        Band::Different
    }
}
