//! The page of two variants: topic by topic, with what differs on top.

use std::collections::BTreeMap;

use serde::Serialize;

use super::compared::{DifferenceView, ReadingView, VariantLink, differences, own_words};
use super::text::{Mark, Marks};
use super::{Settings, subject_href, topic_href};
use crate::collate::{Band, Collation, Comparison, Presence, Reading, Row};

/// What `pair.html` may use.
#[derive(Debug, Serialize)]
pub struct PairPage<'a> {
    a: VariantLink<'a>,
    b: VariantLink<'a>,
    bands: Vec<BandCount>,
    only_a: usize,
    only_b: usize,
    found: usize,
    subjects: Vec<SubjectView<'a>>,
    disclaimer: &'a str,
}

#[derive(Debug, Serialize)]
struct BandCount {
    band: Band,
    count: usize,
}

#[derive(Debug, Serialize)]
struct SubjectView<'a> {
    title: &'a str,
    href: String,
    topics: Vec<TopicView<'a>>,
}

#[derive(Debug, Serialize)]
struct TopicView<'a> {
    id: &'a str,
    title: &'a str,
    href: String,
    band: Band,
    differences: Vec<DifferenceView>,
    a: ReadingView<'a>,
    b: ReadingView<'a>,
}

impl<'a> PairPage<'a> {
    /// The page of the variants at these positions of the family.
    pub fn new(collation: &'a Collation<'a>, (a, b): (usize, usize), pages: &'a [String], settings: &Settings) -> Self {
        let family = collation.family;
        let mut subjects: Vec<SubjectView<'a>> = Vec::new();
        let (mut counts, mut only_a, mut only_b, mut found) = (BTreeMap::new(), 0, 0, 0);
        for row in &collation.rows {
            let (left, right) = (&row.readings[a], &row.readings[b]);
            let present = (left.presence() == Presence::Present, right.presence() == Presence::Present);
            if left.presence() == Presence::Absent && right.presence() == Presence::Absent {
                continue;
            }
            let comparison = row.comparison(a, b);
            match present {
                (true, true) => *counts.entry(comparison.band).or_default() += 1,
                (true, false) => only_a += 1,
                (false, true) => only_b += 1,
                (false, false) => {}
            }
            found += comparison.differences.len();
            let href = subject_href(row.subject);
            let topic = topic_view(family, row, (left, &pages[a]), (right, &pages[b]), &comparison, settings);
            match subjects.last_mut().filter(|subject| subject.href == href) {
                Some(subject) => subject.topics.push(topic),
                None => subjects.push(SubjectView { title: &row.subject.title, href, topics: vec![topic] }),
            }
        }
        let bands = Band::ALL.iter().filter(|band| **band != Band::Absent);
        Self {
            a: VariantLink::new(&family.variants[a]),
            b: VariantLink::new(&family.variants[b]),
            bands: bands.map(|band| BandCount { band: *band, count: counts.get(band).copied().unwrap_or(0) }).collect(),
            only_a,
            only_b,
            found,
            subjects,
            disclaimer: &family.disclaimer,
        }
    }
}

fn topic_view<'a>(
    family: &'a crate::model::Family,
    row: &'a Row<'a>,
    (left, left_page): (&'a Reading<'a>, &'a str),
    (right, right_page): (&'a Reading<'a>, &'a str),
    comparison: &Comparison,
    settings: &Settings,
) -> TopicView<'a> {
    let changed = comparison.segments.iter().flatten().filter(|segment| !segment.equal);
    let marks_a = own_words(left, changed.clone().map(|segment| segment.a.clone()), Mark::Del);
    let marks_b = own_words(right, changed.map(|segment| segment.b.clone()), Mark::Ins);
    let view = |reading: &'a Reading<'a>, marks: &Marks, page: &'a str| {
        ReadingView::new(family, reading, marks, Vec::new(), page, settings)
    };
    TopicView {
        id: &row.topic.id,
        title: &row.topic.title,
        href: topic_href(row.subject, row.topic),
        band: comparison.band,
        differences: differences(left, right, comparison),
        a: view(left, &marks_a, left_page),
        b: view(right, &marks_b, right_page),
    }
}
