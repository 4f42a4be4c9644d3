//! The comparison page of a subject: each topic with the readings of all variants side by side.

use std::collections::BTreeSet;

use rayon::prelude::*;
use serde::Serialize;

use super::compared::{ClauseLink, DifferenceView, ReadingView, VariantLink, differences, redline};
use super::decision::{PointView, points};
use super::remarks::{NoteLink, Notes, Numbering, Pins, Remark, Remarks, note_link};
use super::text::{BlockView, Viewer, Within};
use super::{Settings, variant_href};
use crate::collate::{self, Band, Collation, DifferenceKind, Presence, Reading, Row};
use crate::data::{self, TopicData};
use crate::model::{Annotation, Family, Place, Role, Subject};

/// What `subject.html` may use.
#[derive(Debug, Serialize)]
pub struct SubjectPage<'a> {
    title: &'a str,
    base: VariantLink<'a>,
    variants: Vec<VariantLink<'a>>,
    points: Vec<PointView<'a>>,
    explanation: Vec<ChapterView<'a>>,
    /// Every note of the subject, the weightiest first.
    index: Vec<NoteLink<'a>>,
    /// Notes that are about no clause of this page.
    notes: Notes<'a>,
    topics: Vec<TopicView<'a>>,
    /// How many of the variants can be the base: those whose comparisons the page has.
    bases: usize,
    /// Words that contain a party label and are none.
    look_alikes: &'a [String],
    /// Every kind of difference, and every band that a comparison may have: what a reader can choose, and words for it.
    kinds: &'static [DifferenceKind],
    bands: Vec<Band>,
    /// Whom a party label may mean.
    roles: [Role; 3],
    /// The comparisons of all pairs, for a browser that changes the base; JSON that is safe inside `<script>`.
    data: String,
    disclaimer: &'a str,
}

#[derive(Debug, Serialize)]
struct TopicView<'a> {
    id: &'a str,
    title: &'a str,
    /// One for each variant with a text, in the order of the family.
    cells: Vec<CellView<'a>>,
    /// Variants without text of their own on the topic.
    silent: Vec<SilentView<'a>>,
    notes: Notes<'a>,
    /// Notes of other subjects on the same clauses.
    elsewhere: Vec<NoteLink<'a>>,
}

/// A piece of the explanation.
#[derive(Debug, Serialize)]
struct ChapterView<'a> {
    /// Address on the page.
    anchor: String,
    heading: &'a str,
    blocks: Vec<BlockView<'a>>,
}

/// What a variant says on the topic, in its column.
#[derive(Debug, Serialize)]
struct CellView<'a> {
    variant: VariantLink<'a>,
    is_base: bool,
    /// How it relates to the base of the row; nothing for the base itself.
    band: Option<Band>,
    differences: Vec<DifferenceView>,
    reading: ReadingView<'a>,
}

/// A variant without text on a topic: what its table of contents promises, and where else it speaks of it.
#[derive(Debug, Serialize)]
struct SilentView<'a> {
    variant: VariantLink<'a>,
    announced: Vec<ClauseLink<'a>>,
    also: Vec<ClauseLink<'a>>,
}

impl<'a> SubjectPage<'a> {
    /// The page of a subject; the first variant of the family is the base.
    pub fn new(
        collation: &'a Collation<'a>,
        remarks: &Remarks<'a>,
        subject: &'a Subject,
        pages: &'a [String],
        settings: &'a Settings,
    ) -> Self {
        let family = collation.family;
        let annotation = family.annotation(&subject.id);
        let mut numbering = Numbering::new(family, settings, Pins::Shown);
        let rows: Vec<_> = collation.rows_of(&subject.id).collect();
        let base = family.variants.first().expect("`check` lets no family without variants pass");
        let data: Vec<TopicData> = rows.par_iter().map(|row| data::topic(row)).collect();
        let notes = numbering.show(off_page(annotation, remarks, &rows));
        let topics = rows.iter().map(|row| topic_view(family, row, pages, remarks, &mut numbering)).collect();
        let viewer = Viewer { family, within: Within::Family };
        let chapters = annotation.map(|annotation| annotation.explanation.as_slice()).unwrap_or_default();
        Self {
            title: &subject.title,
            base: VariantLink::new(base),
            variants: family.variants.iter().map(VariantLink::new).collect(),
            points: annotation.map(|annotation| points(family, subject, annotation)).unwrap_or_default(),
            explanation: chapters
                .iter()
                .enumerate()
                .map(|(at, chapter)| ChapterView {
                    anchor: chapter_anchor(at),
                    heading: &chapter.heading,
                    blocks: viewer.blocks(&chapter.text),
                })
                .collect(),
            index: annotation.map(|annotation| numbering.index(annotation)).unwrap_or_default(),
            notes,
            topics,
            bases: collate::bases(family.variants.len()),
            look_alikes: &family.look_alikes,
            kinds: DifferenceKind::ALL,
            bands: Band::ALL.iter().copied().filter(|band| *band != Band::Absent).collect(),
            roles: [Role::Client, Role::Provider, Role::Undefined],
            data: data::script(&data),
            disclaimer: &family.disclaimer,
        }
    }
}

/// The place of a chapter of the explanation on the page of its subject.
pub fn chapter_anchor(at: usize) -> String {
    format!("Explanation-{}", at + 1)
}

/// Addresses of the variants' pages as a page one folder below the root writes them.
pub fn variant_pages(family: &Family) -> Vec<String> {
    family.variants.iter().map(variant_href).collect()
}

/// The notes of the subject that are about none of the clauses of its page.
fn off_page<'a>(annotation: Option<&'a Annotation>, remarks: &Remarks<'a>, rows: &[&'a Row<'a>]) -> Vec<Remark<'a>> {
    let Some(annotation) = annotation else { return Vec::new() };
    let shown: BTreeSet<&str> = rows
        .iter()
        .flat_map(|row| row_remarks(remarks, row))
        .filter(|remark| std::ptr::eq(remark.annotation, annotation))
        .map(|remark| remark.note.id.value.as_str())
        .collect();
    let notes = annotation.notes.iter().filter(|note| !shown.contains(note.id.value.as_str()));
    notes.filter_map(|note| Some(Remark { annotation, note, pin: note.pins.first()? })).collect()
}

/// The notes on the clauses of a row.
fn row_remarks<'a>(remarks: &Remarks<'a>, row: &Row<'a>) -> Vec<Remark<'a>> {
    let places = row.readings.iter().flat_map(|reading| reading.clauses.iter().map(move |place| (reading, place)));
    places.flat_map(|(reading, place)| remarks.on(&reading.variant.id, &place.clause.anchor)).copied().collect()
}

fn topic_view<'a>(
    family: &'a Family,
    row: &'a Row<'a>,
    pages: &'a [String],
    remarks: &Remarks<'a>,
    numbering: &mut Numbering<'a>,
) -> TopicView<'a> {
    let (own, foreign): (Vec<_>, Vec<_>) = row_remarks(remarks, row)
        .into_iter()
        .partition(|remark| remark.annotation.subject.value == row.subject.id.value);
    let notes = numbering.show(own);
    let mut elsewhere: Vec<NoteLink<'a>> = foreign.iter().map(|remark| note_link(family, remark)).collect();
    elsewhere.sort_by(|a, b| a.href().cmp(b.href()));
    elsewhere.dedup_by(|a, b| a.href() == b.href());
    let base = row.base();
    let (present, silent): (Vec<_>, Vec<_>) =
        (0..row.readings.len()).partition(|at| row.readings[*at].presence() == Presence::Present);
    let cells = present.into_iter().map(|at| cell(family, row, (base, at), &pages[at], remarks, numbering)).collect();
    let silent = silent.into_iter().map(|at| self::silent(&row.readings[at])).collect();
    TopicView { id: &row.topic.id, title: &row.topic.title, cells, silent, notes, elsewhere }
}

fn silent<'a>(reading: &'a Reading<'a>) -> SilentView<'a> {
    let links = |places: &[Place<'a>]| places.iter().map(|place| ClauseLink::new(reading.variant, place)).collect();
    SilentView {
        variant: VariantLink::new(reading.variant),
        announced: links(&reading.clauses),
        also: links(&reading.also),
    }
}

fn cell<'a>(
    family: &'a Family,
    row: &'a Row<'a>,
    (from, at): (usize, usize),
    page: &'a str,
    remarks: &Remarks<'a>,
    numbering: &Numbering<'a>,
) -> CellView<'a> {
    let (base, reading) = (&row.readings[from], &row.readings[at]);
    let is_base = from == at;
    let comparison = (!is_base).then(|| row.comparison(from, at));
    let comparison = comparison.as_deref();
    let segments = comparison.and_then(|comparison| comparison.segments.as_deref());
    let mut marks = segments.map(|segments| redline(base, reading, segments)).unwrap_or_default();
    let mut beside = Vec::new();
    for (place, range) in reading.clauses.iter().zip(reading.ranges()) {
        let on = remarks.on(&reading.variant.id, &place.clause.anchor);
        let own = numbering.marks(&reading.flat, range.unwrap_or_default(), on);
        marks.notes.extend(own.in_text);
        beside.push(own.beside);
    }
    CellView {
        variant: VariantLink::new(reading.variant),
        is_base,
        band: comparison.map(|comparison| comparison.band),
        differences: comparison.map(|comparison| differences(base, reading, comparison)).unwrap_or_default(),
        reading: ReadingView::new(family, reading, &marks, beside, page, numbering.settings),
    }
}
