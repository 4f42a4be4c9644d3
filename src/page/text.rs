//! Clause text as templates see it: references have addresses, blanks have meanings.

use std::ops::Range;
use std::slice::Iter;

use serde::Serialize;

use super::variant_href;
use crate::model::{Blank, BlankKind, BlankUse, Block, Cell, Family, Inline, Leaf, Part, Variant};

/// A piece of text that stands on lines of its own.
#[derive(Debug, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the same shape as `model::Block`")]
pub enum BlockView<'a> {
    List {
        start: Option<u64>,
        items: Vec<Vec<Self>>,
    },
    Table {
        head: Vec<Vec<InlineView<'a>>>,
        rows: Vec<Vec<Vec<InlineView<'a>>>>,
    },
    /// A plain list for templates: most blocks are paragraphs, and a map takes several times as much memory.
    #[serde(untagged)]
    Paragraph(Vec<InlineView<'a>>),
}

/// A piece of a line.
#[derive(Debug, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the same shape as `model::Inline`")]
pub enum InlineView<'a> {
    Strong {
        inlines: Vec<Self>,
    },
    Emphasis {
        inlines: Vec<Self>,
    },
    Blank(BlankView<'a>),
    Reference {
        text: &'a str,
        href: String,
    },
    Link {
        text: &'a str,
        href: &'a str,
    },
    /// Words that the other reading does not have.
    Marked {
        mark: Mark,
        inlines: Vec<Self>,
    },
    /// Words that only the other reading has, in the place where they would stand.
    Omitted {
        text: String,
    },
    /// The number of a note on the words before.
    Note {
        number: usize,
        href: String,
    },
    /// A plain string for templates, as paragraphs are plain lists.
    #[serde(untagged)]
    Text(&'a str),
}

/// How changed words are marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mark {
    /// An addition to the base.
    Ins,
    /// An omission from the base.
    Del,
}

/// The marks of one reading, over the bytes of its flat text, in order and without overlaps.
#[derive(Debug, Default)]
pub(super) struct Marks {
    pub(super) ranges: Vec<(Range<usize>, Mark)>,
    /// Words that only the other reading has.
    pub(super) omitted: Vec<Omission>,
    /// Numbers of notes, in order.
    pub(super) notes: Vec<NoteMark>,
}

/// The number of a note, with the place behind the words that it is about.
#[derive(Debug, Clone)]
pub(super) struct NoteMark {
    /// An offset of the flat text, inside or at the end of a piece.
    pub(super) at: usize,
    pub(super) number: usize,
    /// The note on the same page.
    pub(super) href: String,
}

/// Words that only the other reading has, with the place where they would stand.
#[derive(Debug)]
pub(super) struct Omission {
    /// An offset of the flat text: the end of a piece, or the start of the first.
    pub(super) at: usize,
    /// Whether they would stand before everything.
    pub(super) first: bool,
    /// The words.
    pub(super) text: String,
}

/// A blank with what the registry says of it.
#[derive(Debug, Serialize)]
pub struct BlankView<'a> {
    /// The words between the brackets.
    printed: &'a str,
    /// The value that the text pre-sets.
    default: Option<&'a str>,
    /// What is to be filled in.
    meaning: &'a str,
    /// Advice to whoever fills it in.
    hint: Option<&'a str>,
    /// What kind of value.
    blank: BlankKind,
    /// The boxes of a choice.
    options: &'a [String],
}

/// What is needed to make views of text.
#[derive(Clone, Copy)]
pub(super) struct Viewer<'a> {
    pub(super) family: &'a Family,
    pub(super) within: Within<'a>,
}

/// What the references of a text mean.
#[derive(Clone, Copy)]
pub(super) enum Within<'a> {
    /// Clauses of the same variant.
    Part {
        variant: &'a Variant,
        part: &'a Part,
        /// Address of the page of the variant, from the page that is made; empty on that page itself.
        page: &'a str,
    },
    /// Clauses of any variant, from a page one folder below the root.
    Family,
}

impl<'a> Viewer<'a> {
    /// The text of a clause.
    pub(super) fn blocks(self, blocks: &'a [Block]) -> Vec<BlockView<'a>> {
        self.marked(blocks, &mut [].iter(), &Marks::default())
    }

    /// The text of a clause with marks; `leaves` are the pieces of the reading from this clause on, and are used up.
    pub(super) fn marked(
        self,
        blocks: &'a [Block],
        leaves: &mut Iter<'_, Leaf<'a>>,
        marks: &Marks,
    ) -> Vec<BlockView<'a>> {
        blocks.iter().map(|block| self.block(block, leaves, marks)).collect()
    }

    fn block(self, block: &'a Block, leaves: &mut Iter<'_, Leaf<'a>>, marks: &Marks) -> BlockView<'a> {
        match block {
            Block::Paragraph(inlines) => BlockView::Paragraph(self.inlines(inlines, leaves, marks)),
            Block::List { start, items } => BlockView::List {
                start: *start,
                items: items.iter().map(|item| self.marked(item, leaves, marks)).collect(),
            },
            Block::Table { head, rows } => BlockView::Table {
                head: self.row(head, leaves, marks),
                rows: rows.iter().map(|row| self.row(row, leaves, marks)).collect(),
            },
        }
    }

    fn row(self, cells: &'a [Cell], leaves: &mut Iter<'_, Leaf<'a>>, marks: &Marks) -> Vec<Vec<InlineView<'a>>> {
        cells.iter().map(|cell| self.inlines(cell, leaves, marks)).collect()
    }

    fn inlines(self, inlines: &'a [Inline], leaves: &mut Iter<'_, Leaf<'a>>, marks: &Marks) -> Vec<InlineView<'a>> {
        let mut views = Vec::new();
        for inline in inlines {
            match inline {
                Inline::Strong(inner) => views.push(InlineView::Strong { inlines: self.inlines(inner, leaves, marks) }),
                Inline::Emphasis(inner) => {
                    views.push(InlineView::Emphasis { inlines: self.inlines(inner, leaves, marks) });
                }
                leaf => match leaves.next() {
                    Some(place) => self.cut(leaf, &place.range, marks, &mut views),
                    None => views.push(self.leaf(leaf)),
                },
            }
        }
        views.shrink_to_fit();
        views
    }

    /// Cuts a piece at the marks that touch it. Words are cut inside; everything else is marked as a whole.
    fn cut(self, leaf: &'a Inline, place: &Range<usize>, marks: &Marks, views: &mut Vec<InlineView<'a>>) {
        // Marks are in order: those of a piece are found without looking at all the others.
        let from = marks.ranges.partition_point(|(range, _)| range.end <= place.start);
        let to = marks.ranges.partition_point(|(range, _)| range.start < place.end);
        let touching = &marks.ranges[from..to.max(from)];
        let from = marks.omitted.partition_point(|omission| omission.at < place.start);
        let to = marks.omitted.partition_point(|omission| omission.at <= place.end);
        let (first, omitted): (Vec<_>, Vec<_>) = marks.omitted[from..to]
            .iter()
            .filter(|omission| match omission.first {
                true => omission.at == place.start,
                false => place.start < omission.at && omission.at <= place.end,
            })
            .partition(|omission| omission.first);
        let show = |omission: &&Omission| InlineView::Omitted { text: omission.text.clone() };
        let notes: Vec<_> = marks.notes.iter().filter(|note| place.start < note.at && note.at <= place.end).collect();
        let number = |note: &&NoteMark| InlineView::Note { number: note.number, href: note.href.clone() };
        views.extend(first.iter().map(show));
        let Inline::Text(text) = leaf else {
            match touching.first() {
                Some((_, mark)) => views.push(InlineView::Marked { mark: *mark, inlines: vec![self.leaf(leaf)] }),
                None => views.push(self.leaf(leaf)),
            }
            views.extend(omitted.iter().map(show));
            views.extend(notes.iter().map(number));
            return;
        };
        let bounds = |range: &Range<usize>| [range.start, range.end];
        let mut cuts: Vec<usize> = touching.iter().flat_map(|(range, _)| bounds(range)).collect();
        cuts.extend(omitted.iter().map(|omission| omission.at).chain(bounds(place)));
        cuts.extend(notes.iter().map(|note| note.at));
        cuts.iter_mut().for_each(|cut| *cut = (*cut).clamp(place.start, place.end));
        cuts.sort_unstable();
        cuts.dedup();
        for pair in cuts.windows(2) {
            let view = InlineView::Text(&text.value[pair[0] - place.start..pair[1] - place.start]);
            let mark = touching.get(touching.partition_point(|(range, _)| range.end < pair[1]));
            match mark.filter(|(range, _)| range.start <= pair[0]) {
                Some((_, mark)) => views.push(InlineView::Marked { mark: *mark, inlines: vec![view] }),
                None => views.push(view),
            }
            let here = omitted.partition_point(|omission| omission.at < pair[1]);
            views.extend(omitted[here..].iter().take_while(|omission| omission.at == pair[1]).map(show));
            views.extend(notes.iter().filter(|note| note.at == pair[1]).map(number));
        }
    }

    fn leaf(self, inline: &'a Inline) -> InlineView<'a> {
        match inline {
            Inline::Text(text) => InlineView::Text(text),
            Inline::Strong(_) | Inline::Emphasis(_) => unreachable!("`inlines` goes into these"),
            Inline::Blank(blank) => InlineView::Blank(self.blank(blank)),
            Inline::Reference(reference) => {
                InlineView::Reference { text: &reference.text, href: self.href(&reference.target) }
            }
            Inline::Link { text, href } => InlineView::Link { text, href },
        }
    }

    fn href(self, target: &str) -> String {
        match self.within {
            Within::Part { variant, part, page } => {
                let target = variant.resolve(part, target).expect("`check::references` lets no other reference pass");
                format!("{page}#{}", target.anchor())
            }
            Within::Family => {
                let (id, number) = target.split_once('/').unwrap_or_default();
                let variant = self.family.variant(id).expect("`check::annotations` lets no other variant pass");
                let place = variant.clause(number).expect("`check::annotations` lets no other reference pass");
                format!("{}#{}", variant_href(variant), place.clause.anchor)
            }
        }
    }

    fn blank(self, used: &'a BlankUse) -> BlankView<'a> {
        let registered: &'a Blank =
            self.family.blanks.get(&used.name).expect("`check::blanks` lets no other blank pass");
        BlankView {
            printed: &used.printed,
            default: used.default.as_deref(),
            meaning: &registered.meaning,
            hint: registered.hint.as_deref(),
            blank: registered.kind,
            options: &registered.options,
        }
    }
}
