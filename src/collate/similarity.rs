//! How alike two readings are, and the band that this puts them in.

use std::cmp::Ordering;
use std::hash::{DefaultHasher, Hash, Hasher};

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
const REWRITTEN: f64 = 0.37;

/// How often each pair of neighbouring tokens occurs in a reading; made once, compared many times.
///
/// The pairs are kept as hashes, sorted: only whether two are equal matters, never the value.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Profile {
    pairs: Vec<(u64, u32)>,
}

impl Profile {
    /// The profile of these tokens; the ends count as neighbours, so that one token has pairs too.
    pub fn new(tokens: &[Token]) -> Self {
        let mut hashes = Vec::with_capacity(tokens.len() + 1);
        let mut last = "";
        for n in tokens.iter().map(|token| token.n.as_str()).chain((!tokens.is_empty()).then_some("")) {
            let mut hasher = DefaultHasher::new();
            (last, n).hash(&mut hasher);
            hashes.push(hasher.finish());
            last = n;
        }
        hashes.sort_unstable();
        let pairs = hashes.chunk_by(|a, b| a == b).map(|same| (same[0], u32::try_from(same.len()).unwrap_or(u32::MAX)));
        Self { pairs: pairs.collect() }
    }

    fn count(&self) -> u64 {
        self.pairs.iter().map(|(_, count)| u64::from(*count)).sum()
    }
}

/// From 0 (nothing in common) to 1 (the same): Dice's coefficient over pairs of neighbouring tokens.
///
/// Pairs, because single characters agree by accident; not a diff, because the order of items matters little.
pub fn similarity(a: &Profile, b: &Profile) -> f64 {
    let (mut left, mut right) = (a.pairs.iter().peekable(), b.pairs.iter().peekable());
    let mut shared = 0;
    while let (Some((x, left_count)), Some((y, right_count))) = (left.peek(), right.peek()) {
        match x.cmp(y) {
            Ordering::Less => drop(left.next()),
            Ordering::Greater => drop(right.next()),
            Ordering::Equal => {
                shared += u64::from(*left_count.min(right_count));
                left.next();
                right.next();
            }
        }
    }
    let total = a.count() + b.count();
    if total == 0 { 1.0 } else { 2.0 * shared as f64 / total as f64 }
}

/// Whether the normalized forms are the same, one by one.
pub(super) fn are_same(a: &[Token], b: &[Token]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.n == b.n)
}

/// The band of two readings that are both there; `substance` tells whether a typed difference was found.
pub(super) fn band(a: &[Token], b: &[Token], similarity: f64, substance: bool) -> Band {
    if are_same(a, b) {
        Band::Same
    } else if similarity >= WORDING && !substance {
        Band::Wording
    } else if similarity >= REWRITTEN {
        Band::Rewritten
    } else {
        Band::Different
    }
}
