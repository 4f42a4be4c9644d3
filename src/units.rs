//! Text to units and terms, for the index and for queries; `theme/search-core.js` does the same in a browser.
//!
//! Scripts without spaces are indexed by overlapping bigrams: no dictionary decides what is a word, so nothing that
//! stands in a text can be missed.

use std::ops::Range;

/// A piece of text that has a position of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// Its bytes in the text.
    pub range: Range<usize>,
    /// Its letters, folded.
    pub text: String,
    /// What it is.
    pub kind: UnitKind,
    /// Whether it follows the unit before it without anything between.
    pub joined: bool,
}

/// What a unit is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnitKind {
    /// One character of a script without spaces.
    Ideograph,
    /// A run of letters.
    Word,
    /// Digits with the signs between them, and a per cent sign behind them: `99.9%`.
    Number,
}

/// A character as it is compared: full width as half width, capitals as small letters; always one for one.
pub fn fold(c: char) -> char {
    let narrow = match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        c => c,
    };
    let mut lower = narrow.to_lowercase();
    match (lower.next(), lower.next()) {
        (Some(small), None) => small,
        _ => narrow,
    }
}

/// Whether a character belongs to a script that is written without spaces.
fn is_ideograph(c: char) -> bool {
    matches!(u32::from(c), 0x3005..=0x3007 | 0x3041..=0x30ff | 0x3400..=0x4dbf | 0x4e00..=0x9fff | 0xf900..=0xfaff | 0x20000..=0x3ffff)
}

/// The units of a text, in order.
pub fn units(text: &str) -> Vec<Unit> {
    let chars: Vec<(usize, char)> = text.char_indices().map(|(at, c)| (at, fold(c))).collect();
    let end_of = |index: usize| chars.get(index).map_or(text.len(), |(at, _)| *at);
    let mut units: Vec<Unit> = Vec::new();
    let mut index = 0;
    while let Some(&(start, first)) = chars.get(index) {
        let (kind, length) = if is_ideograph(first) {
            (UnitKind::Ideograph, 1)
        } else if first.is_ascii_digit() {
            (UnitKind::Number, number_length(&chars[index..]))
        } else if first.is_alphabetic() {
            let rest = chars[index..].iter();
            (UnitKind::Word, rest.take_while(|(_, c)| c.is_alphabetic() && !is_ideograph(*c)).count())
        } else {
            index += 1;
            continue;
        };
        let range = start..end_of(index + length);
        let letters = chars[index..index + length].iter().map(|(_, c)| *c);
        let text = letters.filter(|c| kind != UnitKind::Number || *c != ',').collect();
        let joined = units.last().is_some_and(|last| last.range.end == start);
        units.push(Unit { range, text, kind, joined });
        index += length;
    }
    units
}

/// How many characters a number has: a sign belongs to it only between two digits.
fn number_length(chars: &[(usize, char)]) -> usize {
    let at = |index: usize| chars.get(index).map(|(_, c)| *c);
    let is_digit = |index: usize| at(index).is_some_and(|c| c.is_ascii_digit());
    let mut length = 1;
    loop {
        match at(length) {
            Some(c) if c.is_ascii_digit() => length += 1,
            Some('.' | ',' | ':') if is_digit(length + 1) => length += 2,
            Some('%' | '‰') => return length + 1,
            _ => return length,
        }
    }
}

/// The terms of units, each with its position: bigrams of ideographs, the last of a run alone, words and numbers.
pub fn terms(units: &[Unit]) -> Vec<(String, usize)> {
    let term = |(position, unit): (usize, &Unit)| {
        let next = units
            .get(position + 1)
            .filter(|next| next.joined && next.kind == UnitKind::Ideograph && unit.kind == UnitKind::Ideograph);
        (next.map_or_else(|| unit.text.clone(), |next| format!("{}{}", unit.text, next.text)), position)
    };
    units.iter().enumerate().map(term).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The same vectors are run in a browser.
    #[test]
    fn vectors() {
        #[derive(serde::Deserialize)]
        struct Vector {
            text: String,
            units: Vec<String>,
            terms: Vec<String>,
        }
        let vectors: Vec<Vector> = serde_json::from_str(include_str!("../tests/fixtures/search-tokens.json")).unwrap();
        assert!(vectors.len() >= 10);
        for vector in vectors {
            let units = units(&vector.text);
            let shown: Vec<_> = units.iter().map(|unit| vector.text[unit.range.clone()].to_owned()).collect();
            assert_eq!(shown, vector.units, "{}", vector.text);
            let terms: Vec<_> = terms(&units).into_iter().map(|(term, _)| term).collect();
            assert_eq!(terms, vector.terms, "{}", vector.text);
        }
    }

    proptest::proptest! {
        #[test]
        fn folding_is_one_for_one_and_units_are_apart(text in "\\PC{0,60}") {
            proptest::prop_assert_eq!(text.chars().map(fold).count(), text.chars().count());
            let units = units(&text);
            for pair in units.windows(2) {
                proptest::prop_assert!(pair[0].range.end <= pair[1].range.start);
                proptest::prop_assert_eq!(pair[1].joined, pair[0].range.end == pair[1].range.start);
            }
            for unit in &units {
                proptest::prop_assert!(!text[unit.range.clone()].is_empty());
            }
        }
    }
}
