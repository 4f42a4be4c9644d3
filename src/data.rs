//! The comparison as data, for browsers and for other programs. The format is told in ARCHITECTURE.md.

use std::ops::Range;

use rayon::prelude::*;
use serde::Serialize;

use crate::collate::{
    Band, Collation, Comparison, Difference, DifferenceKind, Kind, Literal, Presence, Reading, Row, Segment, compare,
    compare_literally,
};
use crate::model::Role;

/// Version of the format; it changes when a reader of the old one could misread the new one.
pub const VERSION: u32 = 1;

/// The whole comparison: `data.json`.
#[derive(Debug, Serialize)]
pub struct Data<'a> {
    version: u32,
    title: &'a str,
    about: &'a str,
    licence: &'a str,
    disclaimer: &'a str,
    variants: Vec<VariantData<'a>>,
    topics: Vec<TopicData<'a>>,
}

#[derive(Debug, Serialize)]
struct VariantData<'a> {
    id: &'a str,
    siglum: &'a str,
    title: &'a str,
}

/// One topic: what every variant says, and how the readings compare.
#[derive(Debug, Serialize)]
pub struct TopicData<'a> {
    subject: &'a str,
    id: &'a str,
    title: &'a str,
    readings: Vec<ReadingData<'a>>,
    pairs: Vec<PairData<'a>>,
}

#[derive(Debug, Serialize)]
struct ReadingData<'a> {
    variant: &'a str,
    presence: Presence,
    clauses: Vec<&'a str>,
    text: Option<&'a str>,
}

#[derive(Debug, Serialize)]
struct PairData<'a> {
    a: &'a str,
    b: &'a str,
    band: Band,
    /// In thousandths.
    similarity: u32,
    /// Changed stretches `[a start, a end, b start, b end]`, in UTF-16 units of the texts without their line feeds.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    edits: Vec<[usize; 4]>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    differences: Vec<DifferenceData>,
    /// The comparison of what is printed, if it shows something else.
    #[serde(skip_serializing_if = "Option::is_none")]
    literal: Option<LiteralData>,
}

/// Two texts as they are printed: labels, numerals and punctuation count.
#[derive(Debug, Serialize)]
struct LiteralData {
    band: Band,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    edits: Vec<[usize; 4]>,
}

#[derive(Debug, Serialize)]
struct DifferenceData {
    kind: DifferenceKind,
    a: Vec<PlaceData>,
    b: Vec<PlaceData>,
}

/// A word with its place, in UTF-16 units of the text without its line feeds.
#[derive(Debug, Serialize)]
struct PlaceData {
    text: String,
    start: usize,
    end: usize,
    /// Whom the word means, if it is a party label.
    #[serde(skip_serializing_if = "Option::is_none")]
    role: Option<Role>,
}

/// The data of a whole family, texts included.
pub fn data<'a>(collation: &'a Collation<'a>) -> Data<'a> {
    let family = collation.family;
    let variants = family.variants.iter();
    Data {
        version: VERSION,
        title: &family.title,
        about: &family.about,
        licence: &family.licence,
        disclaimer: &family.disclaimer,
        variants: variants
            .map(|variant| VariantData { id: &variant.id, siglum: &variant.siglum, title: &variant.title })
            .collect(),
        topics: collation
            .rows
            .par_iter()
            .map(|row| {
                let mut topic = topic(row);
                for (data, reading) in topic.readings.iter_mut().zip(&row.readings) {
                    data.text = (reading.presence() == Presence::Present).then_some(reading.flat.text.as_str());
                }
                topic
            })
            .collect(),
    }
}

/// The data of one topic, without the texts, which a page has anyway.
pub fn topic<'a>(row: &'a Row<'a>) -> TopicData<'a> {
    let pairs = row.pairs().iter().map(|found| {
        let places = [found.a, found.b];
        let readings = places.map(|at| &row.readings[at]);
        pair(readings, &found.by_role, &found.literal, places.map(|at| row.literal_units(at)))
    });
    TopicData {
        subject: &row.subject.id,
        id: &row.topic.id,
        title: &row.topic.title,
        readings: row.readings.iter().map(reading).collect(),
        pairs: pairs.collect(),
    }
}

/// The data of one topic for two variants, in the order asked for, texts included; a pair only if both have a text.
pub fn pair_of<'a>(row: &'a Row<'a>, a: usize, b: usize) -> TopicData<'a> {
    let (left, right) = (&row.readings[a], &row.readings[b]);
    let with_text = |reading: &'a Reading<'a>| ReadingData {
        text: (reading.presence() == Presence::Present).then_some(reading.flat.text.as_str()),
        ..self::reading(reading)
    };
    let both = [left, right].iter().all(|reading| reading.presence() == Presence::Present);
    let pairs = both.then(|| {
        let by_role = compare(left, right);
        let literal = [left, right].map(Literal::new);
        let printed = compare_literally(&literal[0], &literal[1], &by_role);
        pair([left, right], &by_role, &printed, [&literal[0].units, &literal[1].units])
    });
    TopicData {
        subject: &row.subject.id,
        id: &row.topic.id,
        title: &row.topic.title,
        readings: vec![with_text(left), with_text(right)],
        pairs: pairs.into_iter().collect(),
    }
}

/// The word by which the format names a band, a presence or a kind of difference.
pub fn word(value: &impl Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        _ => String::new(),
    }
}

/// Serialized so that it can stand inside a `<script>` element: no `<`, no `&`, no line separators.
pub fn script(value: &impl Serialize) -> String {
    let json = serde_json::to_string(value).expect("strings and numbers always serialize");
    let json = json.replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026");
    // Two braces occur in strings only; there they must not be a directive to a preprocessor of mdBook.
    json.replace("{{", "\\u007b\\u007b").replace(['\u{2028}', '\u{2029}'], " ")
}

fn reading<'a>(reading: &Reading<'a>) -> ReadingData<'a> {
    ReadingData {
        variant: &reading.variant.id,
        presence: reading.presence(),
        clauses: reading.clauses.iter().map(|place| place.clause.anchor.as_str()).collect(),
        text: None,
    }
}

fn pair<'a>(
    [left, right]: [&Reading<'a>; 2],
    by_role: &Comparison,
    literal: &Comparison,
    [a, b]: [&[Units]; 2],
) -> PairData<'a> {
    let edits = edits(by_role.segments.as_deref(), &left.units, &right.units);
    let printed = LiteralData { band: literal.band, edits: self::edits(literal.segments.as_deref(), a, b) };
    PairData {
        a: &left.variant.id,
        b: &right.variant.id,
        band: by_role.band,
        similarity: (by_role.similarity * 1000.0).round() as u32,
        literal: (printed.band != by_role.band || printed.edits != edits).then_some(printed),
        edits,
        differences: by_role.differences.iter().map(|difference| difference_data(left, right, difference)).collect(),
    }
}

/// What changed, as the format has it.
fn edits(segments: Option<&[Segment]>, a: &[Units], b: &[Units]) -> Vec<[usize; 4]> {
    let changed = segments.unwrap_or_default().iter().filter(|segment| !segment.equal);
    let edit = |segment: &Segment| {
        let (a, b) = (units(a, segment.a.clone()), units(b, segment.b.clone()));
        [a.0, a.1, b.0, b.1]
    };
    changed.map(edit).collect()
}

fn difference_data(a: &Reading<'_>, b: &Reading<'_>, difference: &Difference) -> DifferenceData {
    let places = |reading: &Reading<'_>, tokens: &[usize]| {
        let place = |index: &usize| {
            let token = &reading.tokens[*index];
            let (start, end) = units(&reading.units, *index..index + 1);
            let role = match token.kind {
                Kind::Party(role) => Some(role),
                _ => None,
            };
            PlaceData { text: reading.flat.text[token.range.clone()].to_owned(), start, end, role }
        };
        tokens.iter().map(place).collect()
    };
    DifferenceData { kind: difference.kind, a: places(a, &difference.a), b: places(b, &difference.b) }
}

/// Where a token begins and ends.
type Units = (usize, usize);

/// Where a range of tokens begins and ends; an empty one stands behind the token before it.
fn units(all: &[Units], range: Range<usize>) -> Units {
    let before = range.start.checked_sub(1).map_or(0, |last| all[last].1);
    match (all[range.clone()].first(), all[range].last()) {
        (Some(first), Some(last)) => (first.0, last.1),
        _ => (before, before),
    }
}
