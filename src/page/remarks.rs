//! Notes as pages show them: numbered in the order of the page, with marks in the clauses that they are about.

use std::collections::BTreeMap;
use std::ops::Range;

use serde::Serialize;

use super::pin::{PinView, pin_views};
use super::text::NoteMark;
use super::{STATUTES_PATH, Settings, from_below, subject_path};
use crate::model::{Annotation, Claim, Family, Fault, Favours, Flat, Note, NoteKind, Pin, Weight};

/// A note with one of the passages that it is about.
#[derive(Debug, Clone, Copy)]
pub(super) struct Remark<'a> {
    pub(super) annotation: &'a Annotation,
    pub(super) note: &'a Note,
    pub(super) pin: &'a Pin,
}

/// Every note of a family, by the clauses that it is about.
#[derive(Debug)]
pub struct Remarks<'a> {
    /// By the id of the variant and the address of the clause.
    by_clause: BTreeMap<&'a str, BTreeMap<&'a str, Vec<Remark<'a>>>>,
    /// About a variant as a whole, by its id.
    whole: BTreeMap<&'a str, Vec<Remark<'a>>>,
}

impl<'a> Remarks<'a> {
    /// The notes of a family without errors.
    pub fn new(family: &'a Family) -> Self {
        let mut remarks = Self { by_clause: BTreeMap::new(), whole: BTreeMap::new() };
        for annotation in &family.annotations {
            for (note, pin) in annotation.notes.iter().flat_map(|note| note.pins.iter().map(move |pin| (note, pin))) {
                let remark = Remark { annotation, note, pin };
                let list = match (&pin.clause, family.variant(&pin.variant)) {
                    (Some(clause), Some(variant)) => {
                        let place = variant.clause(clause).expect("`check::quotes` lets no other clause pass");
                        remarks.by_clause.entry(&variant.id).or_default().entry(&place.clause.anchor).or_default()
                    }
                    _ => remarks.whole.entry(&pin.variant).or_default(),
                };
                list.push(remark);
            }
        }
        remarks
    }

    /// The notes on a clause, by subject.
    pub(super) fn on(&self, variant: &str, anchor: &str) -> &[Remark<'a>] {
        self.by_clause.get(variant).and_then(|clauses| clauses.get(anchor)).map(Vec::as_slice).unwrap_or_default()
    }

    /// The notes on a variant as a whole.
    pub(super) fn on_whole(&self, variant: &str) -> &[Remark<'a>] {
        self.whole.get(variant).map(Vec::as_slice).unwrap_or_default()
    }

    /// Every note on a variant, each once, the weightiest first; of equals that which is about the fewest variants.
    pub(super) fn weightiest(&self, variant: &str) -> Vec<Remark<'a>> {
        let clauses = self.by_clause.get(variant).into_iter().flat_map(BTreeMap::values);
        let mut remarks: Vec<Remark<'a>> = clauses.flatten().chain(self.on_whole(variant)).copied().collect();
        let address = |remark: &Remark<'a>| (remark.annotation.subject.value.as_str(), remark.note.id.value.as_str());
        remarks.sort_by_key(|remark| address(remark));
        remarks.dedup_by_key(|remark| address(remark));
        let breadth = |note: &Note| {
            let mut variants: Vec<_> = note.pins.iter().map(|pin| pin.variant.value.as_str()).collect();
            variants.sort_unstable();
            variants.dedup();
            variants.len()
        };
        remarks.sort_by_key(|remark| (remark.note.severity, breadth(remark.note)));
        remarks
    }
}

/// A note in full.
#[derive(Debug, Serialize)]
pub struct NoteView<'a> {
    /// Address on the page.
    anchor: String,
    number: usize,
    kind: NoteKind,
    severity: Weight,
    fault: Option<Fault>,
    favours: Option<Favours>,
    /// The variants that it is about.
    variants: Vec<VariantName<'a>>,
    title: &'a str,
    text: &'a str,
    law: Vec<CitationView<'a>>,
    /// The passages; none where the page shows its own and links to the others.
    on: Vec<PinView<'a>>,
    /// The note with all its passages, where this page does not show them.
    home: Option<String>,
    /// Where its source can be changed; only where it is at home.
    edit_href: Option<String>,
}

/// A variant by name.
#[derive(Debug, Clone, Serialize)]
struct VariantName<'a> {
    id: &'a str,
    title: &'a str,
}

/// A note that is shown elsewhere.
#[derive(Debug, Clone, Serialize)]
pub struct NoteLink<'a> {
    /// Its number, where it is shown on the same page.
    number: Option<usize>,
    /// The variants that it is about.
    variants: Vec<VariantName<'a>>,
    title: &'a str,
    kind: NoteKind,
    severity: Weight,
    favours: Option<Favours>,
    href: String,
}

/// An article of a law with the version that was read.
#[derive(Debug, Serialize)]
pub struct CitationView<'a> {
    short: &'a str,
    article: &'a str,
    version: &'a str,
    checked: String,
    caveat: Option<&'a str>,
    href: String,
}

impl NoteLink<'_> {
    /// Its address, from a page one folder below the root.
    pub(super) fn href(&self) -> &str {
        &self.href
    }
}

/// The place of a note on any page that shows it.
pub fn note_anchor(annotation: &Annotation, note: &Note) -> String {
    format!("note.{}.{}", annotation.subject.value, note.id.value)
}

fn anchor(remark: &Remark<'_>) -> String {
    note_anchor(remark.annotation, remark.note)
}

/// A link to the note on the page of its subject, from a page one folder below the root.
pub(super) fn note_link<'a>(family: &'a Family, remark: &Remark<'a>) -> NoteLink<'a> {
    let home = format!("{}#{}", from_below(&subject_path(&remark.annotation.subject)), anchor(remark));
    link(family, remark, None, home)
}

/// A link to the note on the page that is made, which shows it.
pub(super) fn link_on_page<'a>(family: &'a Family, remark: &Remark<'a>) -> NoteLink<'a> {
    link(family, remark, None, format!("#{}", anchor(remark)))
}

fn link<'a>(family: &'a Family, remark: &Remark<'a>, number: Option<usize>, href: String) -> NoteLink<'a> {
    let Note { title, kind, severity, favours, .. } = remark.note;
    let variants = names(family, remark.note);
    NoteLink { number, variants, title, kind: *kind, severity: *severity, favours: *favours, href }
}

/// The variants that a note is about, in the order of the family.
fn names<'a>(family: &'a Family, note: &Note) -> Vec<VariantName<'a>> {
    let named = family.variants.iter().filter(|variant| note.pins_on(&variant.id).next().is_some());
    named.map(|variant| VariantName { id: &variant.id, title: &variant.title }).collect()
}

/// Whether notes come with the passages of all variants, or with a link to where these are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pins {
    Shown,
    Linked,
}

/// Numbers notes in the order in which a page shows them.
#[derive(Debug)]
pub(super) struct Numbering<'a> {
    family: &'a Family,
    pub(super) settings: &'a Settings,
    pins: Pins,
    given: BTreeMap<String, usize>,
}

/// The notes of a place on a page: those that are shown there in full, and those that were shown before.
#[derive(Debug, Default, Serialize)]
pub struct Notes<'a> {
    notes: Vec<NoteView<'a>>,
    again: Vec<NoteLink<'a>>,
}

impl<'a> Numbering<'a> {
    pub(super) fn new(family: &'a Family, settings: &'a Settings, pins: Pins) -> Self {
        Self { family, settings, pins, given: BTreeMap::new() }
    }

    /// The notes of the next place on the page, each once.
    pub(super) fn show(&mut self, remarks: impl IntoIterator<Item = Remark<'a>>) -> Notes<'a> {
        let mut shown = Notes::default();
        let mut seen: Vec<String> = Vec::new();
        for remark in remarks {
            let anchor = self::anchor(&remark);
            if seen.contains(&anchor) {
                continue;
            }
            seen.push(anchor.clone());
            match self.given.get(&anchor) {
                Some(number) => shown.again.push(link(self.family, &remark, Some(*number), format!("#{anchor}"))),
                None => {
                    let number = self.given.len() + 1;
                    self.given.insert(anchor.clone(), number);
                    shown.notes.push(self.view(&remark, anchor, number));
                }
            }
        }
        shown
    }

    fn view(&self, remark: &Remark<'a>, anchor: String, number: usize) -> NoteView<'a> {
        let (family, note) = (self.family, remark.note);
        let is_linked = self.pins == Pins::Linked;
        let edit_href = self.settings.edit_line_href(&remark.annotation.path, note.line);
        NoteView {
            anchor,
            number,
            kind: note.kind,
            severity: note.severity,
            fault: note.fault,
            favours: note.favours,
            variants: names(family, note),
            title: &note.title,
            text: &note.text,
            law: note.law.iter().map(|citation| citation_view(family, citation)).collect(),
            on: if is_linked { Vec::new() } else { pin_views(family, &note.pins) },
            home: is_linked.then(|| note_link(family, remark).href),
            edit_href: edit_href.filter(|_| !is_linked),
        }
    }

    /// Links to the notes of a subject that have been numbered, the weightiest first.
    pub(super) fn index(&self, annotation: &'a Annotation) -> Vec<NoteLink<'a>> {
        let notes = annotation.notes.iter().filter_map(|note| {
            let remark = Remark { annotation, note, pin: note.pins.first()? };
            let anchor = self::anchor(&remark);
            let number = self.given.get(&anchor)?;
            Some(link(self.family, &remark, Some(*number), format!("#{anchor}")))
        });
        let mut index: Vec<_> = notes.collect();
        index.sort_by_key(|link| (link.severity, link.number));
        index
    }

    /// Marks for notes that have been numbered: in the text behind their quotes, and those of notes without a quote.
    ///
    /// `within` is the place of the clause in the flat text.
    pub(super) fn marks(&self, flat: &Flat<'_>, within: Range<usize>, remarks: &[Remark<'a>]) -> ClauseMarks<'a> {
        let mut marks = ClauseMarks::default();
        for remark in remarks {
            let anchor = self::anchor(remark);
            let Some(number) = self.given.get(&anchor) else { continue };
            let quote = match &remark.pin.claim {
                Claim::Quote(quote) => flat.text[within.clone()].find(quote.as_str()).map(|at| at + quote.len()),
                Claim::Lacks(_) | Claim::Announced => None,
            };
            match quote {
                Some(end) => {
                    marks.in_text.push(NoteMark { at: within.start + end, number: *number, href: format!("#{anchor}") })
                }
                None => marks.beside.push(link(self.family, remark, Some(*number), format!("#{anchor}"))),
            }
        }
        marks.in_text.sort_by_key(|mark| (mark.at, mark.number));
        marks.in_text.dedup_by_key(|mark| (mark.at, mark.number));
        marks
    }
}

/// The marks of the notes on one clause.
#[derive(Debug, Default)]
pub(super) struct ClauseMarks<'a> {
    pub(super) in_text: Vec<NoteMark>,
    pub(super) beside: Vec<NoteLink<'a>>,
}

fn citation_view<'a>(family: &'a Family, citation: &crate::model::Citation) -> CitationView<'a> {
    let (statute, article) = family.article(citation).expect("`check::statutes` lets no other article pass");
    CitationView {
        short: &statute.short,
        article: &article.number,
        version: &statute.version,
        checked: statute.checked.value.to_string(),
        caveat: article.caveat.as_deref(),
        href: format!("{}#{}-{}", from_below(STATUTES_PATH), statute.id.value, article.number.value),
    }
}
