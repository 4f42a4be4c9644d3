//! The words of a lexicon, ready to be found in running text: the longest word at a place wins.

use std::collections::BTreeMap;

use crate::model::{Family, Lexicon, ModalityKind, Numerals, Part, Role, Unit};
use crate::numeral;

/// What a word means for a comparison.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Meaning<'a> {
    /// A party label of the part.
    Party(Role),
    /// A modal word.
    Modality(ModalityKind),
    /// A word that widens or narrows.
    Scope,
    /// A word that joins.
    Connective,
    /// A word that means both parties.
    Collective,
    /// A word behind which the party stands that a modal word binds.
    AgentMark,
    /// A unit before its number.
    Prefix(&'a Unit),
    /// Behind this a number counts places.
    OrdinalMark,
    /// A word that only looks like one of the others.
    LookAlike,
}

/// Words by their first character, longest first.
#[derive(Debug, Default)]
pub(super) struct Words<'a> {
    by_first: BTreeMap<char, Vec<(&'a str, Meaning<'a>)>>,
    lexicon: Option<&'a Lexicon>,
}

impl<'a> Words<'a> {
    /// The words that count in a part.
    pub(super) fn new(family: &'a Family, part: &'a Part) -> Self {
        let lexicon = &family.lexicon;
        let mut words = Self { by_first: BTreeMap::new(), lexicon: Some(lexicon) };
        for (label, role) in &part.roles {
            words.add(label, Meaning::Party(*role));
        }
        for modality in &lexicon.modalities {
            modality.words.iter().for_each(|word| words.add(word, Meaning::Modality(modality.kind)));
        }
        lexicon.scope_words.iter().for_each(|word| words.add(word, Meaning::Scope));
        lexicon.collective_parties.iter().for_each(|word| words.add(word, Meaning::Collective));
        lexicon.agent_marks.iter().for_each(|word| words.add(word, Meaning::AgentMark));
        lexicon.connectives.iter().for_each(|word| words.add(word, Meaning::Connective));
        for unit in &lexicon.units {
            unit.prefixes.iter().for_each(|word| words.add(word, Meaning::Prefix(unit)));
        }
        lexicon.ordinal_marks.iter().for_each(|word| words.add(word, Meaning::OrdinalMark));
        let look_alikes = lexicon.look_alikes.iter().chain(&family.look_alikes);
        look_alikes.for_each(|word| words.add(word, Meaning::LookAlike));
        for list in words.by_first.values_mut() {
            list.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then_with(|| a.0.cmp(b.0)));
        }
        words
    }

    fn add(&mut self, word: &'a str, meaning: Meaning<'a>) {
        if let Some(first) = word.chars().next() {
            self.by_first.entry(first).or_default().push((word, meaning));
        }
    }

    /// The longest word with which `text` begins.
    pub(super) fn at(&self, text: &str) -> Option<(&'a str, Meaning<'a>)> {
        let first = text.chars().next()?;
        self.by_first.get(&first)?.iter().copied().find(|(word, _)| text.starts_with(word))
    }

    /// The longest unit with which `text` begins, with its length.
    pub(super) fn unit(&self, text: &str) -> Option<(&'a Unit, usize)> {
        let units = self.lexicon?.units.iter();
        let words = units.flat_map(|unit| unit.words.iter().map(move |word| (unit, word)));
        words
            .filter(|(_, word)| text.starts_with(word.as_str()))
            .map(|(unit, word)| (unit, word.len()))
            .max_by_key(|(_, length)| *length)
    }

    /// The number with which `text` begins, with its length; `None` if there is none.
    pub(super) fn number(&self, text: &str) -> Option<(Digits, usize)> {
        let reads_han = self.lexicon?.numerals.contains(&Numerals::Han);
        if let Some((digits, length)) = arabic(text) {
            // 5千: Arabic digits with a Han place behind them.
            let place = text[length..].chars().next().filter(|_| reads_han).and_then(numeral::place_of_han);
            let place_length =
                if place.is_some() { text[length..].chars().next().map_or(0, char::len_utf8) } else { 0 };
            return Some((Digits::Arabic(digits, place.unwrap_or(1)), length + place_length));
        }
        if !reads_han {
            return None;
        }
        let run = text.chars().take(LONGEST_HAN + 1).take_while(|c| numeral::is_han(*c));
        let (count, length) = run.fold((0, 0), |(count, length), c| (count + 1, length + c.len_utf8()));
        let value = (count <= LONGEST_HAN).then(|| numeral::parse_han(&text[..length]))?;
        value.map(|value| (Digits::Han(value), length))
    }

    /// The words behind the three numbers of a date.
    pub(super) fn date(&self) -> Option<[&'a str; 3]> {
        match self.lexicon?.date.as_slice() {
            [year, month, day] => Some([year, month, day]),
            _ => None,
        }
    }
}

/// Longer runs of Han numerals are no number that [`numeral::parse_han`] knows.
const LONGEST_HAN: usize = 20;
/// So many digits a float keeps.
const EXACT_DIGITS: usize = 15;

/// A number as it is written.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Digits {
    /// In Arabic digits, folded to half width, with the place that multiplies it; also 3.5 and 09:00.
    Arabic(String, u64),
    /// In Han numerals, which are words as well: 一方. Only with a unit behind it is it a number.
    Han(u64),
}

impl Digits {
    /// The number in one way of writing, multiplied; a time of day stays as it is.
    pub(super) fn scaled(&self, factor: f64) -> String {
        let value = match self {
            // An account number is not rounded, or a changed figure at its end would not be seen.
            Self::Arabic(text, _) if text.len() > EXACT_DIGITS => return text.clone(),
            Self::Arabic(text, place) => match text.parse::<f64>() {
                Ok(value) => value * *place as f64,
                Err(_) => return text.clone(),
            },
            Self::Han(value) => *value as f64,
        };
        let text = format!("{:.6}", value * factor);
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    }
}

/// Arabic digits at the start of a text: 3, 3.5, 09:00, 10,000; folded, without the commas, with their length.
fn arabic(text: &str) -> Option<(String, usize)> {
    let mut folded = String::new();
    let mut end = 0;
    for (at, c) in text.char_indices() {
        // Four tell three from more; to count them all would take the square of the length.
        let behind = text[at + c.len_utf8()..].chars().take(4);
        let digits_behind = behind.take_while(|c| fold_width(*c).is_ascii_digit()).count();
        match fold_width(c) {
            digit if digit.is_ascii_digit() => folded.push(digit),
            ',' if !folded.is_empty() && digits_behind == 3 => {}
            sign @ ('.' | ':') if !folded.is_empty() && digits_behind > 0 => folded.push(sign),
            _ => break,
        }
        end = at + c.len_utf8();
    }
    (end > 0).then_some((folded, end))
}

/// Full-width Latin letters, digits and signs as half-width ones.
pub(super) fn fold_width(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '\u{3000}' => ' ',
        c => c,
    }
}
