//! All readings side by side: the five stages of a collation, as CollateX names them.
//!
//! Readings are aligned by topic (`Collation`), cut into tokens (`tokenize`), compared by their normalized forms
//! (`words`, `tokenize`), aligned (`align`), and the differences typed (`classify`). Nothing here knows a page.

mod align;
mod classify;
mod literal;
mod row;
mod similarity;
mod tokenize;
mod words;

pub use align::{Segment, align};
pub use classify::{Difference, DifferenceKind};
pub use literal::{Literal, compare_literally};
pub use row::{Pair, Row, bases};
pub use similarity::{Band, Profile, similarity};
pub use tokenize::{Kind, Token};

use std::collections::BTreeMap;
use std::ops::Range;

use rayon::prelude::*;

use crate::model::{Family, Flat, Place, Topic, Variant};
use words::Words;

/// The readings of all variants, topic by topic.
#[derive(Debug)]
pub struct Collation<'a> {
    /// What was collated.
    pub family: &'a Family,
    /// The alignment table: one row a topic, in the order of the taxonomy.
    pub rows: Vec<Row<'a>>,
}

/// What a variant says on a topic.
#[derive(Debug)]
pub struct Reading<'a> {
    /// The variant.
    pub variant: &'a Variant,
    /// Its clauses on the topic, in order, those that are only announced too.
    pub clauses: Vec<Place<'a>>,
    /// Clauses of other topics that speak of this one as well.
    pub also: Vec<Place<'a>>,
    /// The text of the clauses.
    pub flat: Flat<'a>,
    /// The text as tokens.
    pub tokens: Vec<Token>,
    /// What the text is compared by as a whole.
    pub profile: Profile,
    /// For each token its start and end, in UTF-16 units of the text without its line feeds.
    pub units: Vec<(usize, usize)>,
    /// For each token whether a phrase begins before it.
    starts_phrase: Vec<bool>,
}

impl<'a> Reading<'a> {
    /// Where each of its clauses stands in the flat text; nowhere, if it has no text.
    pub fn ranges(&self) -> Vec<Option<Range<usize>>> {
        let mut leaves = self.flat.leaves.iter();
        let range = |place: &Place<'a>| {
            let mut own = leaves.by_ref().take(place.clause.count_leaves());
            let first = own.next()?;
            Some(first.range.start..own.last().unwrap_or(first).range.end)
        };
        self.clauses.iter().map(range).collect()
    }

    /// The clause that holds this byte of the flat text.
    pub fn place_at(&self, offset: usize) -> Option<&Place<'a>> {
        let at = self.ranges().into_iter().position(|range| range.is_some_and(|range| range.contains(&offset)))?;
        self.clauses.get(at)
    }
}

/// Whether a variant has anything to say on a topic.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Presence {
    /// It has text.
    Present,
    /// Its table of contents promises text that is not there.
    Announced,
    /// It says nothing.
    Absent,
}

/// Two readings of one topic against each other.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    /// How near they are.
    pub band: Band,
    /// From 0 to 1; 0 if one of them is absent.
    pub similarity: f64,
    /// Their alignment; only where marks help a reader.
    pub segments: Option<Vec<Segment>>,
    /// What differs in substance.
    pub differences: Vec<Difference>,
}

impl<'a> Collation<'a> {
    /// Aligns a family by topic.
    pub fn new(family: &'a Family) -> Self {
        let words: Vec<Vec<Words<'a>>> = family
            .variants
            .iter()
            .map(|variant| variant.parts.iter().map(|part| Words::new(family, part)).collect())
            .collect();
        let places: Vec<Places<'a>> = family.variants.iter().map(places).collect();
        let topics: Vec<_> = family.taxonomy.topics().collect();
        let rows = topics
            .into_par_iter()
            .map(|(subject, topic)| {
                let variants = family.variants.iter().zip(&places).zip(&words);
                let readings = variants
                    .map(|((variant, places), words)| Reading::new(family, variant, topic, places, words))
                    .collect();
                Row::new(subject, topic, readings)
            })
            .collect();
        Self { family, rows }
    }

    /// The rows of one subject.
    pub fn rows_of(&self, subject: &str) -> impl Iterator<Item = &Row<'a>> {
        self.rows.iter().filter(move |row| row.subject.id.value == subject)
    }
}

/// The clauses of a variant by topic: those that stand there, and those that speak of it as well.
type Places<'a> = BTreeMap<&'a str, (Vec<Place<'a>>, Vec<Place<'a>>)>;

fn places(variant: &Variant) -> Places<'_> {
    let mut places = Places::new();
    for (part, article, clause) in variant.clauses() {
        let place = Place { part, article, clause };
        places.entry(&clause.topic.value).or_default().0.push(place);
        for also in &clause.also {
            places.entry(&also.value).or_default().1.push(place);
        }
    }
    places
}

impl<'a> Reading<'a> {
    fn new(family: &'a Family, variant: &'a Variant, topic: &Topic, places: &Places<'a>, words: &[Words<'a>]) -> Self {
        let (clauses, also) = places.get(topic.id.value.as_str()).cloned().unwrap_or_default();
        let (flat, tokens) = tokens(family, variant, &clauses, words);
        let starts_phrase = phrase_starts(&flat.text, &tokens);
        let (profile, units) = (Profile::new(&tokens), units(&flat.text, &tokens));
        Self { variant, clauses, also, flat, tokens, profile, units, starts_phrase }
    }

    /// Whether there is text, a promise of text, or nothing.
    pub fn presence(&self) -> Presence {
        if self.clauses.iter().any(|place| !place.clause.announced) {
            Presence::Present
        } else if self.clauses.is_empty() {
            Presence::Absent
        } else {
            Presence::Announced
        }
    }
}

/// Every clause is cut with the words of its own part.
fn tokens<'a>(
    family: &'a Family,
    variant: &'a Variant,
    clauses: &[Place<'a>],
    words: &[Words<'a>],
) -> (Flat<'a>, Vec<Token>) {
    let flat = Flat::new(clauses.iter().map(|place| place.clause));
    let mut tokens = Vec::new();
    let mut leaves = flat.leaves.as_slice();
    for place in clauses {
        let count = place.clause.count_leaves();
        let part = variant.parts.iter().position(|part| part.id == place.part.id).expect("a clause stands in a part");
        let (own, rest) = leaves.split_at(count);
        tokens.extend(tokenize::tokenize(&flat.text, own, &words[part], family));
        leaves = rest;
    }
    (flat, tokens)
}

/// The places of tokens as a browser counts them.
fn units(text: &str, tokens: &[Token]) -> Vec<(usize, usize)> {
    let (mut at, mut count) = (0, 0);
    let mut upto = |end: usize| {
        count += text[at..end].chars().filter(|c| *c != '\n').map(char::len_utf16).sum::<usize>();
        at = end;
        count
    };
    tokens.iter().map(|token| (upto(token.range.start), upto(token.range.end))).collect()
}

fn phrase_starts(text: &str, tokens: &[Token]) -> Vec<bool> {
    let mut end = 0;
    let ends_phrase = |c: char| matches!(c, '。' | '；' | '，' | '：' | '！' | '？' | '.' | ';' | ',' | ':' | '\n');
    tokens
        .iter()
        .map(|token| {
            let starts = end == 0 || text[end..token.range.start].contains(ends_phrase);
            end = token.range.end;
            starts
        })
        .collect()
}

/// Compares two readings of one topic; exchanging them mirrors the result.
pub fn compare(a: &Reading<'_>, b: &Reading<'_>) -> Comparison {
    if a.presence() != Presence::Present || b.presence() != Presence::Present {
        let band = if a.presence() == b.presence() { Band::Same } else { Band::Absent };
        return Comparison { band, similarity: 0.0, segments: None, differences: Vec::new() };
    }
    let similarity = similarity(&a.profile, &b.profile);
    let is_near = similarity::band(&a.tokens, &b.tokens, similarity, true).has_marks();
    let segments = if is_near { align(&a.tokens, &b.tokens) } else { None };
    let starts = (a.starts_phrase.as_slice(), b.starts_phrase.as_slice());
    let differences = classify::classify((&a.tokens, &b.tokens), segments.as_deref(), starts);
    let band = similarity::band(&a.tokens, &b.tokens, similarity, !differences.is_empty());
    Comparison { band, similarity, segments, differences }
}
