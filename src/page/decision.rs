//! The decision table of a subject: points by variants.

use serde::Serialize;

use super::compared::VariantLink;
use super::pin::{PinView, pin_views};
use crate::model::{Annotation, Answer, Family, Favours, State, Subject, Variant};

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
    on: Vec<PinView<'a>>,
}

/// The place of a point on the page of its subject.
pub fn point_anchor(point: &str) -> String {
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
            .filter_map(|variant| Some(answer_view(family, variant, annotation.answer(&point.id, &variant.id)?)))
            .collect(),
    };
    subject.points.iter().map(view).collect()
}

/// An answer with its evidence.
pub(super) fn answer_view<'a>(family: &'a Family, variant: &'a Variant, answer: &'a Answer) -> AnswerView<'a> {
    AnswerView {
        variant: VariantLink::new(variant),
        value: &answer.value,
        state: answer.state,
        favours: answer.favours,
        on: pin_views(family, &answer.pins),
    }
}
