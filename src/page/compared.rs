//! What comparison pages have in common: variants, clauses with marks, differences in words.

use serde::Serialize;

use super::Settings;
use super::edit::EditView;
use super::remarks::NoteLink;
use super::text::{BlockView, Mark, Marks, Omission, Viewer, Within};
use super::variant_href;
use crate::collate::{Comparison, DifferenceKind, Kind, Presence, Reading, Segment, Token};
use crate::model::{Family, Place, Role, Variant};

/// A variant by name, with its page.
#[derive(Debug, Clone, Serialize)]
pub struct VariantLink<'a> {
    id: &'a str,
    siglum: &'a str,
    title: &'a str,
    href: String,
}

impl<'a> VariantLink<'a> {
    /// The link from a page that lies one folder below the root.
    pub(super) fn new(variant: &'a Variant) -> Self {
        Self { id: &variant.id, siglum: &variant.siglum, title: &variant.title, href: variant_href(variant) }
    }
}

/// A clause by number, with its place in the full text.
#[derive(Debug, Serialize)]
pub struct ClauseLink<'a> {
    label: String,
    heading: Option<&'a str>,
    href: String,
}

impl<'a> ClauseLink<'a> {
    pub(super) fn new(variant: &Variant, place: &Place<'a>) -> Self {
        Self {
            label: citation(place),
            heading: place.clause.heading.as_deref(),
            href: format!("{}#{}", variant_href(variant), place.clause.anchor),
        }
    }
}

/// How a clause is cited: by its number, and by the name of its article where the number alone says too little.
pub(super) fn citation(place: &Place<'_>) -> String {
    if place.article.number.clause_prefix().is_empty() {
        format!("{} {}", place.article.label, place.clause.printed)
    } else {
        place.clause.printed.clone()
    }
}

/// A clause with its text.
#[derive(Debug, Serialize)]
pub struct ComparedClause<'a> {
    link: ClauseLink<'a>,
    edit: Option<EditView<'a>>,
    /// Whom the party labels of its part mean.
    parties: Vec<PartyView<'a>>,
    announced: bool,
    blocks: Vec<BlockView<'a>>,
    /// Notes on the clause that are about no words of it.
    notes: Vec<NoteLink<'a>>,
}

/// A party label and whom it means.
#[derive(Debug, Serialize)]
pub struct PartyView<'a> {
    label: &'a str,
    role: Role,
}

/// What a variant says on a topic.
#[derive(Debug, Serialize)]
pub struct ReadingView<'a> {
    presence: Presence,
    clauses: Vec<ComparedClause<'a>>,
    also: Vec<ClauseLink<'a>>,
}

impl<'a> ReadingView<'a> {
    /// `beside` has the notes that are about no words, for each clause; it may be shorter than the clauses are.
    pub(super) fn new(
        family: &'a Family,
        reading: &'a Reading<'a>,
        marks: &Marks,
        beside: Vec<Vec<NoteLink<'a>>>,
        page: &'a str,
        settings: &Settings,
    ) -> Self {
        let mut leaves = reading.flat.leaves.iter();
        let mut beside = beside.into_iter();
        let clauses = reading
            .clauses
            .iter()
            .map(|place| {
                let within = Within::Part { variant: reading.variant, part: place.part, page };
                let viewer = Viewer { family, within };
                ComparedClause {
                    notes: beside.next().unwrap_or_default(),
                    link: ClauseLink::new(reading.variant, place),
                    edit: EditView::new(settings, reading.variant, place.article, place.clause),
                    parties: place.part.roles.iter().map(|(label, role)| PartyView { label, role: *role }).collect(),
                    announced: place.clause.announced,
                    blocks: viewer.marked(&place.clause.text, &mut leaves, marks),
                }
            })
            .collect();
        let also = reading.also.iter().map(|place| ClauseLink::new(reading.variant, place)).collect();
        Self { presence: reading.presence(), clauses, also }
    }
}

/// A difference in words: what one side has, what the other.
///
/// What only one side has is gathered: five periods that the other text lacks are one line, not five.
#[derive(Debug, Clone, Serialize)]
pub struct DifferenceView {
    kind: DifferenceKind,
    a: Vec<Phrase>,
    b: Vec<Phrase>,
}

/// Words that belong together, such as a party and what it must do.
type Phrase = Vec<WordView>;

/// A printed word; with whom it means if it is a party label.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct WordView {
    text: String,
    role: Option<Role>,
}

/// All differences of two readings in words.
pub(super) fn differences(a: &Reading<'_>, b: &Reading<'_>, comparison: &Comparison) -> Vec<DifferenceView> {
    let mut views: Vec<DifferenceView> = Vec::new();
    for difference in &comparison.differences {
        let view = DifferenceView {
            kind: difference.kind,
            a: phrase(a, &difference.a).into_iter().collect(),
            b: phrase(b, &difference.b).into_iter().collect(),
        };
        let is_like = |last: &&mut DifferenceView| {
            let one_sided = (last.a.is_empty() && view.a.is_empty()) || (last.b.is_empty() && view.b.is_empty());
            last.kind == view.kind && one_sided
        };
        match views.last_mut().filter(is_like) {
            Some(last) => {
                add_new(&mut last.a, view.a);
                add_new(&mut last.b, view.b);
            }
            None => views.push(view),
        }
    }
    views
}

fn add_new(phrases: &mut Vec<Phrase>, more: Vec<Phrase>) {
    for phrase in more {
        if !phrases.contains(&phrase) {
            phrases.push(phrase);
        }
    }
}

fn phrase(reading: &Reading<'_>, tokens: &[usize]) -> Option<Phrase> {
    let word = |token: &Token| WordView {
        text: reading.flat.text[token.range.clone()].to_owned(),
        role: match token.kind {
            Kind::Party(role) => Some(role),
            _ => None,
        },
    };
    (!tokens.is_empty()).then(|| tokens.iter().map(|index| word(&reading.tokens[*index])).collect())
}

/// Marks for the second reading as changed against the first: additions in their place, omissions between.
pub(super) fn redline(a: &Reading<'_>, b: &Reading<'_>, segments: &[Segment]) -> Marks {
    let mut marks = Marks::default();
    for segment in segments.iter().filter(|segment| !segment.equal) {
        if let Some(range) = bytes(&b.tokens, &segment.b) {
            marks.ranges.push((range, Mark::Ins));
        }
        if let Some(range) = bytes(&a.tokens, &segment.a) {
            let text = a.flat.text[range].replace('\n', " ");
            let before = segment.b.start.checked_sub(1).map(|last| b.tokens[last].range.end);
            let first_leaf = b.flat.leaves.first().map_or(0, |leaf| leaf.range.start);
            marks.omitted.push(Omission { at: before.unwrap_or(first_leaf), first: before.is_none(), text });
        }
    }
    marks
}

/// Marks for one of two readings that stand side by side: its own words that the other does not have.
pub(super) fn own_words(
    reading: &Reading<'_>,
    ranges: impl Iterator<Item = std::ops::Range<usize>>,
    mark: Mark,
) -> Marks {
    let ranges = ranges.filter_map(|range| bytes(&reading.tokens, &range)).map(|range| (range, mark)).collect();
    Marks { ranges, ..Marks::default() }
}

/// The bytes of a range of tokens, with the punctuation between them.
fn bytes(tokens: &[Token], range: &std::ops::Range<usize>) -> Option<std::ops::Range<usize>> {
    let (first, last) = (tokens[range.clone()].first()?, tokens[range.clone()].last()?);
    Some(first.range.start..last.range.end)
}
