//! What is broken or missing in each variant: from the notes, from the answers, and from the texts themselves.

use serde::Serialize;

use super::compared::{ClauseLink, VariantLink};
use super::decision::point_anchor;
use super::remarks::{NoteLink, Remarks, note_link};
use super::subject_href;
use crate::collate::{Collation, Kind};
use crate::model::{Family, Fault, NoteKind, Place, QuantityKind, Role, State, Variant};

/// What `health.html` may use.
#[derive(Debug, Serialize)]
pub struct HealthPage<'a> {
    title: &'a str,
    faults: &'static [Fault],
    variants: Vec<VariantHealth<'a>>,
    disclaimer: &'a str,
}

/// The findings in one variant.
#[derive(Debug, Serialize)]
struct VariantHealth<'a> {
    variant: VariantLink<'a>,
    findings: Vec<Findings<'a>>,
    total: usize,
}

/// The findings of one kind: by the editors, in the decision tables, in the text.
#[derive(Debug, Serialize)]
struct Findings<'a> {
    fault: Fault,
    notes: Vec<NoteLink<'a>>,
    answers: Vec<AnswerLink<'a>>,
    places: Vec<Finding<'a>>,
    count: usize,
}

/// An answer that is a finding.
#[derive(Debug, Serialize)]
struct AnswerLink<'a> {
    subject: &'a str,
    point: &'a str,
    value: &'a str,
    href: String,
}

/// What a program finds in the text.
#[derive(Debug, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
enum Finding<'a> {
    /// The table of contents promises a clause.
    Announced { clause: ClauseLink<'a> },
    /// A date is printed.
    Date { clause: ClauseLink<'a>, text: String },
    /// A part uses a label and never says whom it means.
    Label { part: &'a str, label: &'a str },
}

const FAULTS: &[Fault] =
    &[Fault::Contradictory, Fault::WrongParty, Fault::Promised, Fault::Missing, Fault::Unclear, Fault::HardCoded];

impl<'a> HealthPage<'a> {
    /// The report of a family.
    pub fn new(collation: &'a Collation<'a>, remarks: &Remarks<'a>) -> Self {
        let family = collation.family;
        let variants = family.variants.iter().enumerate().map(|(index, variant)| {
            let findings: Vec<_> =
                FAULTS.iter().map(|fault| findings(collation, remarks, (index, variant), *fault)).collect();
            VariantHealth {
                variant: VariantLink::new(variant),
                total: findings.iter().map(|findings| findings.count).sum(),
                findings,
            }
        });
        Self {
            title: &family.overviews.health,
            faults: FAULTS,
            variants: variants.collect(),
            disclaimer: &family.disclaimer,
        }
    }
}

fn findings<'a>(
    collation: &'a Collation<'a>,
    remarks: &Remarks<'a>,
    (index, variant): (usize, &'a Variant),
    fault: Fault,
) -> Findings<'a> {
    let is_of = |kind: NoteKind, found: Option<Fault>| {
        found == Some(fault) || (kind == NoteKind::Gap && fault == Fault::Missing)
    };
    let all = remarks.weightiest(&variant.id);
    let notes: Vec<_> =
        all.iter().filter(|r| is_of(r.note.kind, r.note.fault)).map(|r| note_link(collation.family, r)).collect();
    let answers = answers(collation.family, variant, fault);
    let places = match fault {
        Fault::Promised => announced(variant),
        Fault::HardCoded => dates(collation, index),
        Fault::Unclear => labels(variant),
        Fault::Missing | Fault::Contradictory | Fault::WrongParty => Vec::new(),
    };
    Findings { fault, count: notes.len() + answers.len() + places.len(), notes, answers, places }
}

/// The points that the variant does not answer, or answers in a broken way.
fn answers<'a>(family: &'a Family, variant: &'a Variant, fault: Fault) -> Vec<AnswerLink<'a>> {
    let state = match fault {
        Fault::Missing => State::Absent,
        Fault::Contradictory => State::Contradictory,
        Fault::Unclear => State::Unclear,
        Fault::Promised | Fault::WrongParty | Fault::HardCoded => return Vec::new(),
    };
    let mut links = Vec::new();
    for subject in &family.taxonomy.subjects {
        let Some(annotation) = family.annotation(&subject.id) else { continue };
        for point in &subject.points {
            let answer = annotation.answer(&point.id, &variant.id);
            links.extend(answer.filter(|answer| answer.state == state).map(|answer| AnswerLink {
                subject: &subject.title,
                point: &point.title,
                value: &answer.value,
                href: format!("{}#{}", subject_href(subject), point_anchor(&point.id)),
            }));
        }
    }
    links
}

fn announced(variant: &Variant) -> Vec<Finding<'_>> {
    let clauses = variant.clauses().filter(|(_, _, clause)| clause.announced);
    clauses
        .map(|(part, article, clause)| Finding::Announced {
            clause: ClauseLink::new(variant, &Place { part, article, clause }),
        })
        .collect()
}

/// Dates that are printed where a contract for use has a blank.
fn dates<'a>(collation: &'a Collation<'a>, index: usize) -> Vec<Finding<'a>> {
    let readings = collation.rows.iter().map(|row| &row.readings[index]);
    let mut found = Vec::new();
    for reading in readings {
        for token in reading.tokens.iter().filter(|token| token.kind == Kind::Quantity(QuantityKind::Date)) {
            let clause = reading.place_at(token.range.start);
            found.extend(clause.map(|place| Finding::Date {
                clause: ClauseLink::new(reading.variant, place),
                text: reading.flat.text[token.range.clone()].to_owned(),
            }));
        }
    }
    found
}

/// Labels that a part uses and never explains.
fn labels(variant: &Variant) -> Vec<Finding<'_>> {
    let mut found = Vec::new();
    for part in &variant.parts {
        let undefined = part.roles.iter().filter(|(_, role)| **role == Role::Undefined);
        found.extend(undefined.map(|(label, _)| Finding::Label { part: &part.heading, label }));
    }
    found
}
