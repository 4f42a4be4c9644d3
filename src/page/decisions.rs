//! The decision tables of all subjects on one page.

use serde::Serialize;

use super::compared::VariantLink;
use super::decision::{PointView, points};
use super::subject_href;
use crate::model::Family;

/// What `decisions.html` may use.
#[derive(Debug, Serialize)]
pub struct DecisionsPage<'a> {
    title: &'a str,
    variants: Vec<VariantLink<'a>>,
    subjects: Vec<SubjectView<'a>>,
    points: usize,
    disclaimer: &'a str,
}

#[derive(Debug, Serialize)]
struct SubjectView<'a> {
    id: &'a str,
    title: &'a str,
    href: String,
    points: Vec<PointView<'a>>,
}

impl<'a> DecisionsPage<'a> {
    /// The page of a family; subjects without annotations are left out.
    pub fn new(family: &'a Family) -> Self {
        let subjects = family.taxonomy.subjects.iter().filter_map(|subject| {
            Some(SubjectView {
                id: &subject.id,
                title: &subject.title,
                href: subject_href(subject),
                points: points(family, subject, family.annotation(&subject.id)?),
            })
        });
        let subjects: Vec<_> = subjects.filter(|subject| !subject.points.is_empty()).collect();
        Self {
            title: &family.overviews.decisions,
            variants: family.variants.iter().map(VariantLink::new).collect(),
            points: subjects.iter().map(|subject| subject.points.len()).sum(),
            subjects,
            disclaimer: &family.disclaimer,
        }
    }
}
