//! The decision table of a subject: points by variants.

use serde::Serialize;

use super::compared::{ClauseLink, VariantLink};
use crate::model::{Annotation, Answer, Claim, Family, Favours, State, Subject, Variant};

/// A row: a question with the answers of all variants.
#[derive(Debug, Serialize)]
pub struct PointView<'a> {
    id: &'a str,
    title: &'a str,
    answers: Vec<AnswerView<'a>>,
}

/// What a variant answers.
#[derive(Debug, Serialize)]
pub struct AnswerView<'a> {
    variant: VariantLink<'a>,
    value: &'a str,
    state: State,
    favours: Option<Favours>,
    evidence: Vec<EvidenceView<'a>>,
    searched: Vec<&'a str>,
}

/// A passage that shows it.
#[derive(Debug, Serialize)]
struct EvidenceView<'a> {
    clause: ClauseLink<'a>,
    quote: Option<&'a str>,
}

/// The place of a point on the page of its subject.
pub(super) fn point_anchor(point: &str) -> String {
    format!("point.{point}")
}

/// The decision table of a subject.
pub(super) fn points<'a>(family: &'a Family, subject: &'a Subject, annotation: &'a Annotation) -> Vec<PointView<'a>> {
    let view = |point: &'a crate::model::Point| PointView {
        id: &point.id,
        title: &point.title,
        answers: family
            .variants
            .iter()
            .filter_map(|variant| Some(answer_view(variant, annotation.answer(&point.id, &variant.id)?)))
            .collect(),
    };
    subject.points.iter().map(view).collect()
}

/// An answer with its evidence.
pub(super) fn answer_view<'a>(variant: &'a Variant, answer: &'a Answer) -> AnswerView<'a> {
    let evidence = answer.pins.iter().filter_map(|pin| {
        let place = variant.clause(pin.clause.as_ref()?).ok()?;
        let quote = match &pin.claim {
            Claim::Quote(quote) => Some(quote.as_str()),
            Claim::Lacks(_) | Claim::Announced => None,
        };
        Some(EvidenceView { clause: ClauseLink::new(variant, &place), quote })
    });
    let searched = answer.pins.iter().flat_map(|pin| match &pin.claim {
        Claim::Lacks(words) => words.as_slice(),
        Claim::Quote(_) | Claim::Announced => &[],
    });
    AnswerView {
        variant: VariantLink::new(variant),
        value: &answer.value,
        state: answer.state,
        favours: answer.favours,
        evidence: evidence.collect(),
        searched: searched.map(|word| word.as_str()).collect(),
    }
}
