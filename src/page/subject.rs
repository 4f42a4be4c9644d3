//! The comparison page of a subject: each topic with the readings of all variants side by side.

use std::collections::BTreeSet;

use rayon::prelude::*;
use serde::Serialize;

use super::compared::{ClauseLink, DifferenceView, ReadingView, VariantLink, differences, redline};
use super::decision::{PointView, points};
use super::remarks::{NoteLink, Notes, Numbering, Pins, Remark, Remarks, note_link};
use super::text::{BlockView, Viewer, Within};
use super::variant_href;
use crate::collate::{Band, Collation, DifferenceKind, Presence, Reading, Row, compare};
use crate::data::{self, TopicData};
use crate::model::{Annotation, Family, Place, Subject};

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
    /// Every kind of difference, and every band that a comparison may have: what a reader can choose, and words for it.
    /// Words that contain a party label and are none.
    look_alikes: &'a [String],
    kinds: &'static [DifferenceKind],
    bands: &'static [Band],
    /// The comparisons of all pairs, for a browser that changes the base; JSON that is safe inside `<script>`.
    data: String,
    disclaimer: &'a str,
}

#[derive(Debug, Serialize)]
struct TopicView<'a> {
    id: &'a str,
    title: &'a str,
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

/// The reading of a variant, or of several that say the same.
#[derive(Debug, Serialize)]
struct CellView<'a> {
    variant: VariantLink<'a>,
    same: Vec<SameView<'a>>,
    is_base: bool,
    band: Option<Band>,
    differences: Vec<DifferenceView>,
    reading: ReadingView<'a>,
}

/// A variant whose reading is shown with that of another, because it says the same.
#[derive(Debug, Serialize)]
struct SameView<'a> {
    variant: VariantLink<'a>,
    clauses: Vec<ClauseLink<'a>>,
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
    pub fn new(collation: &'a Collation<'a>, remarks: &Remarks<'a>, subject: &'a Subject, pages: &'a [String]) -> Self {
        let family = collation.family;
        let annotation = family.annotation(&subject.id);
        let mut numbering = Numbering::new(family, Pins::Shown);
        let rows: Vec<_> = collation.rows_of(&subject.id).collect();
        let base = family.variants.first().expect("`check` lets no family without variants pass");
        let data: Vec<TopicData> = rows.par_iter().map(|row| data::topic(row, family.variants.len())).collect();
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
            look_alikes: &family.look_alikes,
            kinds: DifferenceKind::ALL,
            bands: Band::ALL,
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
    let mut cells: Vec<CellView<'a>> = Vec::new();
    let mut shown: Vec<&Reading<'_>> = Vec::new();
    // Where the base of the page has no text, the first that has takes its place.
    let with_text = row.readings.iter().find(|reading| reading.presence() == Presence::Present);
    let base = with_text.unwrap_or(&row.readings[0]);
    for (index, reading) in row.readings.iter().enumerate() {
        if reading.presence() != Presence::Present {
            continue;
        }
        let variant = VariantLink::new(reading.variant);
        // Equal readings are shown once, unless their labels differ: then a reader must see both.
        let same = shown.iter().position(|other| other.says_the_same_as(reading) && other.labels() == reading.labels());
        if let Some(at) = same {
            cells[at].same.push(SameView { variant, clauses: links(reading, &reading.clauses) });
            continue;
        }
        shown.push(reading);
        cells.push(cell(family, base, reading, &pages[index], remarks, numbering));
    }
    TopicView {
        id: &row.topic.id,
        title: &row.topic.title,
        cells,
        silent: row.readings.iter().filter(|reading| reading.presence() != Presence::Present).map(silent).collect(),
        notes,
        elsewhere,
    }
}

fn silent<'a>(reading: &'a Reading<'a>) -> SilentView<'a> {
    SilentView {
        variant: VariantLink::new(reading.variant),
        announced: links(reading, &reading.clauses),
        also: links(reading, &reading.also),
    }
}

fn links<'a>(reading: &Reading<'a>, places: &[Place<'a>]) -> Vec<ClauseLink<'a>> {
    places.iter().map(|place| ClauseLink::new(reading.variant, place)).collect()
}

fn cell<'a>(
    family: &'a Family,
    base: &'a Reading<'a>,
    reading: &'a Reading<'a>,
    page: &'a str,
    remarks: &Remarks<'a>,
    numbering: &Numbering<'a>,
) -> CellView<'a> {
    let is_base = std::ptr::eq(base, reading);
    let comparison = (!is_base).then(|| compare(base, reading));
    let segments = comparison.as_ref().and_then(|comparison| comparison.segments.as_deref());
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
        same: Vec::new(),
        is_base,
        band: comparison.as_ref().map(|comparison| comparison.band),
        differences: comparison.as_ref().map(|comparison| differences(base, reading, comparison)).unwrap_or_default(),
        reading: ReadingView::new(family, reading, &marks, beside, page),
    }
}
