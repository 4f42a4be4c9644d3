//! Which variant says anything on which topic.

use serde::Serialize;

use super::compared::VariantLink;
use super::{subject_href, topic_href};
use crate::collate::{Collation, Presence, Reading};

/// What `coverage.html` may use.
#[derive(Debug, Serialize)]
pub struct CoveragePage<'a> {
    title: &'a str,
    variants: Vec<VariantLink<'a>>,
    subjects: Vec<SubjectView<'a>>,
    topics: usize,
    /// For each variant: topics with text, topics only announced, topics without anything, clauses.
    sums: Vec<Sum>,
    disclaimer: &'a str,
}

#[derive(Debug, Default, Serialize)]
struct Sum {
    present: usize,
    announced: usize,
    absent: usize,
    clauses: usize,
}

#[derive(Debug, Serialize)]
struct SubjectView<'a> {
    title: &'a str,
    href: String,
    topics: Vec<TopicView<'a>>,
}

#[derive(Debug, Serialize)]
struct TopicView<'a> {
    title: &'a str,
    href: String,
    cells: Vec<CellView>,
    present: usize,
}

#[derive(Debug, Serialize)]
struct CellView {
    presence: Presence,
    clauses: usize,
    /// Clauses that only the table of contents has.
    announced: usize,
    /// Clauses of other topics that speak of this one as well.
    also: usize,
}

impl<'a> CoveragePage<'a> {
    /// The page of a collation.
    pub fn new(collation: &'a Collation<'a>) -> Self {
        let family = collation.family;
        let mut sums: Vec<Sum> = family.variants.iter().map(|_| Sum::default()).collect();
        let mut subjects: Vec<SubjectView<'a>> = Vec::new();
        for row in &collation.rows {
            let cells: Vec<_> = row.readings.iter().map(cell).collect();
            for (sum, cell) in sums.iter_mut().zip(&cells) {
                match cell.presence {
                    Presence::Present => sum.present += 1,
                    Presence::Announced => sum.announced += 1,
                    Presence::Absent => sum.absent += 1,
                }
                sum.clauses += cell.clauses;
            }
            let href = subject_href(row.subject);
            let topic = TopicView {
                title: &row.topic.title,
                href: topic_href(row.subject, row.topic),
                present: cells.iter().filter(|cell| cell.presence == Presence::Present).count(),
                cells,
            };
            match subjects.last_mut().filter(|subject| subject.href == href) {
                Some(subject) => subject.topics.push(topic),
                None => subjects.push(SubjectView { title: &row.subject.title, href, topics: vec![topic] }),
            }
        }
        Self {
            title: &family.overviews.coverage,
            variants: family.variants.iter().map(VariantLink::new).collect(),
            subjects,
            topics: collation.rows.len(),
            sums,
            disclaimer: &family.disclaimer,
        }
    }
}

fn cell(reading: &Reading<'_>) -> CellView {
    let announced = reading.clauses.iter().filter(|place| place.clause.announced).count();
    let clauses = reading.clauses.len() - announced;
    CellView { presence: reading.presence(), clauses, announced, also: reading.also.len() }
}
