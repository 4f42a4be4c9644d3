//! Readings to tokens: single characters, whole words of other scripts, quantities with their unit, blanks.
//!
//! A token keeps its printed form (its bytes in the flat text) and its normalized form `n`, which is what is
//! compared; CollateX calls the two t and n. Punctuation and white space are no tokens.

use std::ops::Range;

use super::words::{Digits, Meaning, Words, fold_width};
use crate::model::{BlankKind, BlankUse, Family, Inline, Leaf, ModalityKind, QuantityKind, Role};

/// What a token is, for the typing of differences.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Anything else.
    Word,
    /// A number with its unit.
    Quantity(QuantityKind),
    /// A party label.
    Party(Role),
    /// A word that means both parties.
    Collective,
    /// A word behind which the party stands that a modal word binds.
    AgentMark,
    /// A modal word.
    Modality(ModalityKind),
    /// A word that widens or narrows.
    Scope,
    /// A word that joins alternatives or conditions.
    Connective,
    /// A blank; the quantity that it stands for, if any.
    Blank(Option<QuantityKind>),
    /// A cross reference.
    Reference,
}

/// A piece of a reading that is compared as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// Its bytes in the flat text.
    pub range: Range<usize>,
    /// Its normalized form.
    pub n: String,
    /// What it is.
    pub kind: Kind,
}

/// Cuts pieces of a flat text into tokens; `words` are those of their part.
pub(super) fn tokenize(text: &str, leaves: &[Leaf<'_>], words: &Words<'_>, family: &Family) -> Vec<Token> {
    let mut tokens = Vec::new();
    for (index, leaf) in leaves.iter().enumerate() {
        match leaf.inline {
            Inline::Blank(blank) => {
                let kind = family.blanks.get(&blank.name).map_or(BlankKind::Text, |blank| blank.kind);
                let behind = leaves.get(index + 1).map_or("", |next| &text[next.range.clone()]);
                let quantity = quantity_of_blank(kind, behind, words);
                let preset = blank.default.as_deref().and_then(|default| value_of_preset(default, quantity?, words));
                let (n, kind) = preset.unwrap_or_else(|| (form_of_blank(kind, blank), Kind::Blank(quantity)));
                tokens.push(Token { range: leaf.range.clone(), n, kind });
            }
            Inline::Reference(_) => {
                // Every variant numbers its clauses in its own way.
                tokens.push(Token { range: leaf.range.clone(), n: "§".into(), kind: Kind::Reference });
            }
            _ => Scanner { text, end: leaf.range.end, words, at: leaf.range.start, ordinal: false }.scan(&mut tokens),
        }
    }
    tokens
}

/// Blanks for the same kind of value are equal, whatever each text calls them; of free text only the name is known.
fn form_of_blank(kind: BlankKind, blank: &BlankUse) -> String {
    let default = blank.default.as_deref().map(|default| format!("={default}")).unwrap_or_default();
    match kind {
        BlankKind::Text | BlankKind::Choice => format!("[{}{default}]", blank.name),
        kind => format!("[{kind:?}{default}]"),
    }
}

/// A blank with a pre-set figure is that figure: it applies unless the parties change it.
fn value_of_preset(default: &str, quantity: QuantityKind, words: &Words<'_>) -> Option<(String, Kind)> {
    let (digits, length) = words.number(default)?;
    let unit = words.unit(&default[length..]).filter(|(_, unit_length)| length + unit_length == default.len());
    unit.map(|(unit, _)| (format!("{}{}", digits.scaled(unit.factor), unit.unit), Kind::Quantity(quantity)))
}

fn quantity_of_blank(kind: BlankKind, behind: &str, words: &Words<'_>) -> Option<QuantityKind> {
    match kind {
        BlankKind::Percentage => Some(QuantityKind::Percentage),
        BlankKind::Amount => Some(QuantityKind::Amount),
        BlankKind::Duration | BlankKind::Time => Some(QuantityKind::Deadline),
        BlankKind::Date => Some(QuantityKind::Date),
        BlankKind::Count => Some(words.unit(behind).map_or(QuantityKind::Number, |(unit, _)| unit.kind)),
        _ => None,
    }
}

struct Scanner<'a> {
    text: &'a str,
    end: usize,
    words: &'a Words<'a>,
    at: usize,
    /// Whether a number here would count places, not things.
    ordinal: bool,
}

impl Scanner<'_> {
    fn rest(&self) -> &str {
        &self.text[self.at..self.end]
    }

    fn scan(mut self, tokens: &mut Vec<Token>) {
        while let Some(c) = self.rest().chars().next() {
            let token = self.word().or_else(|| self.quantity()).unwrap_or_else(|| self.character(c));
            let is_mark = matches!(self.words.at(self.rest()), Some((_, Meaning::OrdinalMark)));
            self.at += token.range.len();
            self.ordinal = is_mark;
            // What has no normalized form is punctuation.
            if !token.n.is_empty() {
                split(token, self.text, tokens);
            }
        }
    }

    fn token(&self, length: usize, n: String, kind: Kind) -> Token {
        Token { range: self.at..self.at + length, n, kind }
    }

    /// A word of the lexicon.
    fn word(&self) -> Option<Token> {
        let (word, meaning) = self.words.at(self.rest())?;
        let token = |n: &str, kind| Some(self.token(word.len(), n.to_owned(), kind));
        match meaning {
            Meaning::Party(Role::Client) => token("@client", Kind::Party(Role::Client)),
            Meaning::Party(Role::Provider) => token("@provider", Kind::Party(Role::Provider)),
            Meaning::Party(Role::Undefined) => token(word, Kind::Party(Role::Undefined)),
            Meaning::Modality(kind) => token(word, Kind::Modality(kind)),
            Meaning::Scope => token(word, Kind::Scope),
            Meaning::Collective => token(word, Kind::Collective),
            Meaning::AgentMark => token(word, Kind::AgentMark),
            Meaning::Connective => token(word, Kind::Connective),
            Meaning::LookAlike | Meaning::OrdinalMark => token(word, Kind::Word),
            Meaning::Prefix(unit) => {
                let (digits, length) = self.words.number(&self.rest()[word.len()..])?;
                let n = format!("{}{}", digits.scaled(unit.factor), unit.unit);
                Some(self.token(word.len() + length, n, Kind::Quantity(unit.kind)))
            }
        }
    }

    /// A number with its unit, or a date.
    fn quantity(&self) -> Option<Token> {
        if self.ordinal {
            return None;
        }
        if let Some(date) = self.date() {
            return Some(date);
        }
        let (digits, length) = self.words.number(self.rest())?;
        match (self.words.unit(&self.rest()[length..]), &digits) {
            (Some((unit, unit_length)), _) => {
                let n = format!("{}{}", digits.scaled(unit.factor), unit.unit);
                Some(self.token(length + unit_length, n, Kind::Quantity(unit.kind)))
            }
            (None, Digits::Arabic(..)) => {
                Some(self.token(length, digits.scaled(1.0), Kind::Quantity(QuantityKind::Number)))
            }
            (None, Digits::Han(_)) => None,
        }
    }

    fn date(&self) -> Option<Token> {
        let (mut length, mut n) = (0, Vec::new());
        for word in self.words.date()? {
            let (digits, digits_length) = self.words.number(&self.rest()[length..])?;
            length += digits_length;
            if !self.rest()[length..].starts_with(word) {
                return None;
            }
            length += word.len();
            n.push(digits.scaled(1.0));
        }
        Some(self.token(length, n.join("-"), Kind::Quantity(QuantityKind::Date)))
    }

    /// A word of Latin letters, or a single character.
    fn character(&self, c: char) -> Token {
        if fold_width(c).is_ascii_alphabetic() {
            let length = self.rest().find(|c: char| !fold_width(c).is_ascii_alphabetic()).unwrap_or(self.rest().len());
            let n = self.rest()[..length].chars().map(|c| fold_width(c).to_ascii_lowercase()).collect();
            return self.token(length, n, Kind::Word);
        }
        if self.ordinal
            && let Some((digits, length)) = self.words.number(self.rest())
        {
            return self.token(length, digits.scaled(1.0), Kind::Word);
        }
        let n = if counts(c) { fold_width(c).to_string() } else { String::new() };
        // A sign narrows or widens: ≥ is not ≤.
        let kind = if c.is_alphanumeric() { Kind::Word } else { Kind::Scope };
        self.token(c.len_utf8(), n, kind)
    }
}

/// Letters, digits and the signs that change what is said; all else is punctuation.
fn counts(c: char) -> bool {
    c.is_alphanumeric() || matches!(fold_width(c), '+' | '<' | '>' | '=' | '±' | '×' | '÷' | '≤' | '≥' | '−')
}

/// Plain words of several characters are compared character by character all the same.
fn split(token: Token, text: &str, tokens: &mut Vec<Token>) {
    let is_latin = token.n.is_ascii();
    if token.kind != Kind::Word || is_latin {
        tokens.push(token);
        return;
    }
    let printed = &text[token.range.clone()];
    tokens.extend(printed.char_indices().filter(|(_, c)| counts(*c)).map(|(at, c)| {
        let start = token.range.start + at;
        Token { range: start..start + c.len_utf8(), n: fold_width(c).to_string(), kind: Kind::Word }
    }));
}
