//! Clause text as templates see it: references have addresses, blanks have meanings.

use serde::Serialize;

use crate::model::{Blank, BlankKind, BlankUse, Block, Family, Inline, Part, Variant};

/// A piece of text that stands on lines of its own.
#[derive(Debug, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the same shape as `model::Block`")]
pub enum BlockView<'a> {
    Paragraph { inlines: Vec<InlineView<'a>> },
    List { start: Option<u64>, items: Vec<Vec<Self>> },
    Table { head: Vec<Vec<InlineView<'a>>>, rows: Vec<Vec<Vec<InlineView<'a>>>> },
}

/// A piece of a line.
#[derive(Debug, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the same shape as `model::Inline`")]
pub enum InlineView<'a> {
    Text { text: &'a str },
    Strong { inlines: Vec<Self> },
    Emphasis { inlines: Vec<Self> },
    Blank(BlankView<'a>),
    Reference { text: &'a str, href: String },
    Link { text: &'a str, href: &'a str },
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

/// What is needed to make views of the text of one part.
#[derive(Clone, Copy)]
pub(super) struct Viewer<'a> {
    pub(super) family: &'a Family,
    pub(super) variant: &'a Variant,
    pub(super) part: &'a Part,
}

impl<'a> Viewer<'a> {
    /// The text of a clause.
    pub(super) fn blocks(self, blocks: &'a [Block]) -> Vec<BlockView<'a>> {
        blocks.iter().map(|block| self.block(block)).collect()
    }

    fn block(self, block: &'a Block) -> BlockView<'a> {
        let row = |cells: &'a Vec<Vec<Inline>>| cells.iter().map(|cell| self.inlines(cell)).collect();
        match block {
            Block::Paragraph(inlines) => BlockView::Paragraph { inlines: self.inlines(inlines) },
            Block::List { start, items } => {
                BlockView::List { start: *start, items: items.iter().map(|item| self.blocks(item)).collect() }
            }
            Block::Table { head, rows } => BlockView::Table { head: row(head), rows: rows.iter().map(row).collect() },
        }
    }

    fn inlines(self, inlines: &'a [Inline]) -> Vec<InlineView<'a>> {
        inlines.iter().map(|inline| self.inline(inline)).collect()
    }

    fn inline(self, inline: &'a Inline) -> InlineView<'a> {
        match inline {
            Inline::Text(text) => InlineView::Text { text },
            Inline::Strong(inner) => InlineView::Strong { inlines: self.inlines(inner) },
            Inline::Emphasis(inner) => InlineView::Emphasis { inlines: self.inlines(inner) },
            Inline::Blank(blank) => InlineView::Blank(self.blank(blank)),
            Inline::Reference(reference) => {
                let target = self.variant.resolve(self.part, &reference.target);
                let target = target.expect("`check::references` lets no other reference pass");
                InlineView::Reference { text: &reference.text, href: format!("#{}", target.anchor()) }
            }
            Inline::Link { text, href } => InlineView::Link { text, href },
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
