//! A variant in brief: what it says on the points that matter most, where it is strong and where it is weak.

use std::collections::BTreeSet;

use serde::Serialize;

use super::compared::ClauseLink;
use super::decision::{AnswerView, answer_view, point_anchor};
use super::pin::clause_link;
use super::remarks::{NoteLink, Remarks, link_on_page};
use super::subject_href;
use crate::model::{Family, NoteKind, PointRef, Variant};

/// Strengths and weak spots that are listed, each.
const MOST_LISTED: usize = 5;

/// The brief part of the page of a variant.
#[derive(Debug, Serialize)]
pub struct Profile<'a> {
    facts: Vec<Fact<'a>>,
    strengths: Vec<NoteLink<'a>>,
    weak_spots: Vec<NoteLink<'a>>,
}

/// A point with the answer of the variant.
#[derive(Debug, Serialize)]
struct Fact<'a> {
    title: &'a str,
    href: String,
    answer: AnswerView<'a>,
    /// Every clause that shows it, once.
    clauses: Vec<ClauseLink<'a>>,
}

impl<'a> Profile<'a> {
    /// The profile of a variant, from the points that the family names and the weightiest notes.
    pub(super) fn new(family: &'a Family, variant: &'a Variant, remarks: &Remarks<'a>) -> Self {
        let notes = remarks.weightiest(&variant.id);
        let list = |is_wanted: fn(NoteKind) -> bool| {
            let wanted = notes.iter().filter(|remark| is_wanted(remark.note.kind));
            wanted.take(MOST_LISTED).map(|remark| link_on_page(family, remark)).collect()
        };
        Self {
            facts: family.profile.iter().filter_map(|point| fact(family, variant, point)).collect(),
            strengths: list(|kind| kind == NoteKind::Strength),
            weak_spots: list(|kind| matches!(kind, NoteKind::Defect | NoteKind::Risk | NoteKind::Gap)),
        }
    }
}

fn fact<'a>(family: &'a Family, variant: &'a Variant, wanted: &PointRef) -> Option<Fact<'a>> {
    let subject = family.taxonomy.subjects.iter().find(|subject| subject.id.value == wanted.subject)?;
    let point = subject.points.iter().find(|point| point.id.value == wanted.point)?;
    let answer = family.annotation(&subject.id)?.answer(&point.id, &variant.id)?;
    let mut seen = BTreeSet::new();
    let clauses =
        answer.pins.iter().filter_map(|pin| pin.clause.as_ref()).filter(|clause| seen.insert(clause.as_str()));
    Some(Fact {
        clauses: clauses.map(|clause| clause_link(variant, clause)).collect(),
        title: &point.title,
        href: format!("{}#{}", subject_href(subject), point_anchor(&point.id)),
        answer: answer_view(family, variant, answer),
    })
}
