//! The comparison of readings as they are printed: other labels, other ways to write a number and other punctuation differ too.

use std::ops::Range;

use super::similarity::{self, Profile, similarity};
use super::{Comparison, Kind, Presence, Reading, Token, align, units};

/// A reading whose tokens are compared by their printed form; made when it is asked for, because few readers ask.
#[derive(Debug)]
pub struct Literal<'a> {
    /// The reading.
    pub reading: &'a Reading<'a>,
    /// Its tokens, and the signs between them as tokens.
    pub tokens: Vec<Token>,
    profile: Profile,
    /// For each token its start and end, in UTF-16 units of the text without its line feeds.
    pub units: Vec<(usize, usize)>,
}

impl<'a> Literal<'a> {
    /// Cuts a reading anew: its tokens as printed, and each sign between them.
    pub fn new(reading: &'a Reading<'a>) -> Self {
        let text = &reading.flat.text;
        let mut tokens = Vec::with_capacity(reading.tokens.len());
        let mut end = 0;
        for token in &reading.tokens {
            tokens.extend(signs(text, end..token.range.start));
            tokens.push(Token { n: text[token.range.clone()].to_owned(), ..token.clone() });
            end = token.range.end;
        }
        tokens.extend(signs(text, end..text.len()));
        let (profile, units) = (Profile::new(&tokens), units(text, &tokens));
        Self { reading, tokens, profile, units }
    }
}

/// The characters between two tokens that a reader sees.
fn signs(text: &str, between: Range<usize>) -> impl Iterator<Item = Token> {
    let start = between.start;
    let seen = text[between].char_indices().filter(|(_, c)| !c.is_whitespace());
    seen.map(move |(at, c)| Token { range: start + at..start + at + c.len_utf8(), n: c.to_string(), kind: Kind::Word })
}

/// Compares two readings as they are printed; exchanging them mirrors the result.
///
/// Their differences of substance do not depend on how a text is written: they are those of their comparison by role.
pub fn compare_literally(a: &Literal<'_>, b: &Literal<'_>, by_role: &Comparison) -> Comparison {
    if a.reading.presence() != Presence::Present || b.reading.presence() != Presence::Present {
        return by_role.clone();
    }
    let similarity = similarity(&a.profile, &b.profile);
    let differences = by_role.differences.clone();
    let band = similarity::band(&a.tokens, &b.tokens, similarity, !differences.is_empty());
    let segments = if band.has_marks() { align(&a.tokens, &b.tokens) } else { None };
    Comparison { band, similarity, segments, differences }
}
