//! Two sequences of tokens side by side, by the diff of the crate `similar`.

use std::collections::BTreeMap;
use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::tokenize::{Kind, Token};

/// Sequences longer than this together are not aligned.
const MOST_TOKENS: usize = 12_000;
/// Nor are those whose length multiplied with what changes is greater: the time of a diff grows with the product. Two
/// readings of three hundred tokens each may be in any order.
const MOST_WORK: usize = 400_000;
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

/// Aligns two readings; the segments cover both in order. `None` if that would take too long.
///
/// Exchanging the two gives the mirrored segments: the diff is always made in the same direction.
pub fn align(a: &[Token], b: &[Token]) -> Option<Vec<Segment>> {
    let length = a.len() + b.len();
    if length > MOST_TOKENS || (length * length > MOST_WORK && length * most_changes(a, b) > MOST_WORK) {
        return None;
    }
    let is_first = a.iter().map(|token| &token.n).le(b.iter().map(|token| &token.n));
    let (left, right) = numbers(a, b);
    let segments = if is_first {
        diff(&left, &right)
    } else {
        diff(&right, &left).into_iter().map(|segment| Segment { a: segment.b, b: segment.a, ..segment }).collect()
    };
    Some(without_accidents(segments, a, b))
}

/// How many tokens change at most: all but those where pairs of neighbours stand that occur once in both and stand in
/// the same order, as Patience diff looks for them.
fn most_changes(a: &[Token], b: &[Token]) -> usize {
    let places = unique_pairs(b);
    let mut common: Vec<(usize, usize)> =
        unique_pairs(a).into_iter().filter_map(|(pair, at)| Some((at, *places.get(&pair)?))).collect();
    common.sort_unstable();
    // The last places of the longest rising sequences of every length.
    let mut lasts: Vec<usize> = Vec::new();
    for (_, place) in common {
        match lasts.partition_point(|last| *last < place) {
            end if end == lasts.len() => lasts.push(place),
            at => lasts[at] = place,
        }
    }
    a.len() + b.len() - 2 * lasts.len()
}

/// Pairs of neighbouring tokens that occur once, with their places.
fn unique_pairs(tokens: &[Token]) -> BTreeMap<(&str, &str), usize> {
    let mut places: BTreeMap<(&str, &str), Option<usize>> = BTreeMap::new();
    for (at, pair) in tokens.windows(2).enumerate() {
        let place = places.entry((&pair[0].n, &pair[1].n));
        place.and_modify(|place| *place = None).or_insert(Some(at));
    }
    places.into_iter().filter_map(|(pair, place)| Some((pair, place?))).collect()
}

/// A number for each normalized form: a diff compares every token many times.
fn numbers(a: &[Token], b: &[Token]) -> (Vec<usize>, Vec<usize>) {
    let mut known: BTreeMap<&str, usize> = BTreeMap::new();
    for token in a.iter().chain(b) {
        let next = known.len();
        known.entry(&token.n).or_insert(next);
    }
    let numbers = |tokens: &[Token]| tokens.iter().map(|token| known[token.n.as_str()]).collect();
    (numbers(a), numbers(b))
}

fn diff(a: &[usize], b: &[usize]) -> Vec<Segment> {
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

#[cfg(test)]
mod tests {
    use super::*;

    /// A token for each letter.
    fn tokens(text: &str) -> Vec<Token> {
        let token = |(at, c): (usize, char)| Token { range: at..at + c.len_utf8(), n: c.to_string(), kind: Kind::Word };
        text.char_indices().map(token).collect()
    }

    #[test]
    fn no_more_changes_than_are_counted() {
        for (a, b, most) in [
            ("", "", 0),
            ("甲乙丙丁", "甲乙丙丁", 2),
            ("甲乙丙丁", "丙丁甲乙", 6),
            ("甲乙丙丁戊", "甲乙己丁戊", 6),
            ("甲甲甲甲", "甲甲甲甲", 8),
        ] {
            assert_eq!(most_changes(&tokens(a), &tokens(b)), most, "{a} {b}");
            assert_eq!(most_changes(&tokens(b), &tokens(a)), most, "{b} {a}");
        }
    }

    #[test]
    fn long_readings_are_aligned_if_they_agree() {
        let letters = |range: Range<u32>| range.filter_map(char::from_u32).collect::<String>();
        let text = letters(0x4e00..0x4e00 + 5_000);
        let changed = format!("{}新{}", letters(0x4e00..0x5000), letters(0x5001..0x4e00 + 5_000));
        assert!(align(&tokens(&text), &tokens(&changed)).is_some());
        let exchanged = format!("{}{}", letters(0x5400..0x4e00 + 5_000), letters(0x4e00..0x5400));
        assert!(align(&tokens(&text), &tokens(&exchanged)).is_none());
        assert!(align(&tokens(&text[..900]), &tokens(&exchanged[..900])).is_some());
    }
}
