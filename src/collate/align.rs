//! Two sequences of tokens side by side, by the diff of the crate `similar`.

use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::tokenize::{Kind, Token};

/// Sequences longer than this together are not aligned: the time of a diff grows with the product.
const MOST_TOKENS: usize = 12_000;
/// Equal runs up to this many plain words between two changes are accidents of language, not agreement.
const ACCIDENT: usize = 2;

/// A stretch of two readings: equal, or changed. Ranges count tokens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment {
    /// The tokens of the first reading; empty for an addition.
    pub a: Range<usize>,
    /// The tokens of the second reading; empty for an omission.
    pub b: Range<usize>,
    /// Whether the normalized forms are the same.
    pub equal: bool,
}

/// Aligns two readings; the segments cover both in order. `None` if they are too long together.
///
/// Exchanging the two gives the mirrored segments: the diff is always made in the same direction.
pub fn align(a: &[Token], b: &[Token]) -> Option<Vec<Segment>> {
    if a.len() + b.len() > MOST_TOKENS {
        return None;
    }
    let forms = |tokens: &[Token]| tokens.iter().map(|token| token.n.clone()).collect::<Vec<_>>();
    let (left, right) = (forms(a), forms(b));
    let segments = if left <= right {
        diff(&left, &right)
    } else {
        diff(&right, &left).into_iter().map(|segment| Segment { a: segment.b, b: segment.a, ..segment }).collect()
    };
    Some(without_accidents(segments, a, b))
}

fn diff(a: &[String], b: &[String]) -> Vec<Segment> {
    let segment = |op: DiffOp| match op {
        DiffOp::Equal { old_index, new_index, len } => {
            Segment { a: old_index..old_index + len, b: new_index..new_index + len, equal: true }
        }
        DiffOp::Delete { old_index, old_len, new_index } => {
            Segment { a: old_index..old_index + old_len, b: new_index..new_index, equal: false }
        }
        DiffOp::Insert { old_index, new_index, new_len } => {
            Segment { a: old_index..old_index, b: new_index..new_index + new_len, equal: false }
        }
        DiffOp::Replace { old_index, old_len, new_index, new_len } => {
            Segment { a: old_index..old_index + old_len, b: new_index..new_index + new_len, equal: false }
        }
    };
    capture_diff_slices(Algorithm::Myers, a, b).into_iter().map(segment).collect()
}

/// Joins neighbouring changes, and changes with a short run of words between them that are plain on both sides: what is a
/// number in the one may count a place in the other.
fn without_accidents(segments: Vec<Segment>, a: &[Token], b: &[Token]) -> Vec<Segment> {
    let are_plain = |tokens: &[Token]| tokens.iter().all(|token| token.kind == Kind::Word);
    let is_accident = |index: usize| {
        let segment = &segments[index];
        let between = index > 0 && index + 1 < segments.len();
        let changed = |other: &Segment| other.a.len().max(other.b.len());
        between
            && segment.equal
            && segment.a.len() <= ACCIDENT
            && are_plain(&a[segment.a.clone()])
            && are_plain(&b[segment.b.clone()])
            && changed(&segments[index - 1]) + changed(&segments[index + 1]) > 2 * segment.a.len()
    };
    let mut joined: Vec<Segment> = Vec::new();
    for (index, segment) in segments.iter().enumerate() {
        let segment = Segment { equal: segment.equal && !is_accident(index), ..segment.clone() };
        match joined.last_mut().filter(|last| last.equal == segment.equal) {
            Some(last) => {
                last.a.end = segment.a.end;
                last.b.end = segment.b.end;
            }
            None => joined.push(segment),
        }
    }
    joined
}
