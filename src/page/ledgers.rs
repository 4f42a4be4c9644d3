//! Every figure and every blank of all variants, in two tables.

use std::collections::BTreeMap;

use serde::Serialize;

use super::compared::{ClauseLink, VariantLink};
use super::topic_href;
use crate::collate::{Collation, Kind, Reading, Row};
use crate::model::{BlankKind, Family, Inline, Place, QuantityKind};

/// What `numbers.html` may use.
#[derive(Debug, Serialize)]
pub struct NumbersPage<'a> {
    title: &'a str,
    variants: Vec<VariantLink<'a>>,
    /// For each variant the number of figures.
    counts: Vec<usize>,
    topics: Vec<NumbersTopic<'a>>,
    disclaimer: &'a str,
}

#[derive(Debug, Serialize)]
struct NumbersTopic<'a> {
    subject: &'a str,
    title: &'a str,
    href: String,
    /// For each variant its figures, in the order of the text.
    cells: Vec<Vec<Figure>>,
}

#[derive(Debug, Serialize)]
struct Figure {
    printed: String,
    /// The form in which figures are compared, where it is not what is printed.
    normalized: Option<String>,
    quantity: QuantityKind,
    /// Whether it stands in a blank and can be changed.
    preset: bool,
}

/// What `blanks.html` may use.
#[derive(Debug, Serialize)]
pub struct BlanksPage<'a> {
    title: &'a str,
    variants: Vec<BlanksOfVariant<'a>>,
    disclaimer: &'a str,
}

#[derive(Debug, Serialize)]
struct BlanksOfVariant<'a> {
    variant: VariantLink<'a>,
    blanks: Vec<BlankRow<'a>>,
}

#[derive(Debug, Serialize)]
struct BlankRow<'a> {
    printed: &'a str,
    name: &'a str,
    blank: BlankKind,
    meaning: &'a str,
    default: Option<&'a str>,
    clauses: Vec<ClauseLink<'a>>,
    /// The figures of this kind that other variants have on the topic; they may serve another purpose.
    others: Vec<Elsewhere<'a>>,
}

#[derive(Debug, Serialize)]
struct Elsewhere<'a> {
    variant: &'a str,
    values: Vec<String>,
}

impl<'a> NumbersPage<'a> {
    /// The ledger of a collation; topics without any figure are left out.
    pub fn new(collation: &'a Collation<'a>) -> Self {
        let family = collation.family;
        let topic = |row: &'a Row<'a>| NumbersTopic {
            subject: &row.subject.title,
            title: &row.topic.title,
            href: topic_href(row.subject, row.topic),
            cells: row.readings.iter().map(figures).collect(),
        };
        let topics: Vec<_> =
            collation.rows.iter().map(topic).filter(|topic| topic.cells.iter().any(|cell| !cell.is_empty())).collect();
        let counts = (0..family.variants.len()).map(|index| topics.iter().map(|topic| topic.cells[index].len()).sum());
        Self {
            title: &family.overviews.numbers,
            variants: family.variants.iter().map(VariantLink::new).collect(),
            counts: counts.collect(),
            topics,
            disclaimer: &family.disclaimer,
        }
    }
}

fn figures(reading: &Reading<'_>) -> Vec<Figure> {
    let quantities = reading.tokens.iter().filter_map(|token| match token.kind {
        Kind::Quantity(quantity) => Some((token, quantity)),
        _ => None,
    });
    quantities
        .map(|(token, quantity)| {
            let whole = &reading.flat.text[token.range.clone()];
            let blank = reading.flat.leaves.iter().find(|leaf| leaf.range == token.range).map(|leaf| leaf.inline);
            let preset = match blank {
                Some(Inline::Blank(blank)) => blank.default.as_deref(),
                _ => None,
            };
            let printed = preset.unwrap_or(whole).to_owned();
            // A date is written in one way only.
            let normalized = Some(token.n.clone()).filter(|n| *n != printed && quantity != QuantityKind::Date);
            Figure { printed, normalized, quantity, preset: preset.is_some() }
        })
        .collect()
}

impl<'a> BlanksPage<'a> {
    /// The ledger of a collation.
    pub fn new(collation: &'a Collation<'a>) -> Self {
        let family = collation.family;
        let variants = family.variants.iter().enumerate();
        Self {
            title: &family.overviews.blanks,
            variants: variants
                .map(|(index, variant)| BlanksOfVariant {
                    variant: VariantLink::new(variant),
                    blanks: blanks(collation, index),
                })
                .collect(),
            disclaimer: &family.disclaimer,
        }
    }
}

/// The blanks of a variant in the order of their first use.
fn blanks<'a>(collation: &'a Collation<'a>, index: usize) -> Vec<BlankRow<'a>> {
    let family: &'a Family = collation.family;
    let variant = &family.variants[index];
    let mut rows: Vec<BlankRow<'a>> = Vec::new();
    for (part, article, clause) in variant.clauses() {
        for used in clause.blanks() {
            let link = ClauseLink::new(variant, &Place { part, article, clause });
            if let Some(row) = rows.iter_mut().find(|row| row.name == used.name) {
                row.clauses.push(link);
                continue;
            }
            let registered = &family.blanks[&used.name];
            rows.push(BlankRow {
                printed: &used.printed,
                name: &used.name,
                blank: registered.kind,
                meaning: &registered.meaning,
                default: used.default.as_deref(),
                clauses: vec![link],
                others: elsewhere(collation, index, &clause.topic, registered.kind),
            });
        }
    }
    rows
}

/// The values of this kind that other variants print on the topic.
fn elsewhere<'a>(collation: &'a Collation<'a>, index: usize, topic: &str, kind: BlankKind) -> Vec<Elsewhere<'a>> {
    let wanted = match kind {
        BlankKind::Percentage => QuantityKind::Percentage,
        BlankKind::Amount => QuantityKind::Amount,
        BlankKind::Duration | BlankKind::Time | BlankKind::Count => QuantityKind::Deadline,
        BlankKind::Date => QuantityKind::Date,
        _ => return Vec::new(),
    };
    let Some(row) = collation.rows.iter().find(|row| row.topic.id.value == topic) else { return Vec::new() };
    let mut found: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    for (other, reading) in row.readings.iter().enumerate().filter(|(other, _)| *other != index) {
        for figure in figures(reading).into_iter().filter(|figure| figure.quantity == wanted) {
            let values = found.entry(other).or_default();
            if !values.contains(&figure.printed) {
                values.push(figure.printed);
            }
        }
    }
    found
        .into_iter()
        .map(|(other, values)| Elsewhere { variant: &collation.family.variants[other].title, values })
        .collect()
}
