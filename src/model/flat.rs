//! Clauses as running text, with the way back to the pieces that it was made of.

use std::ops::Range;

use super::{BlankUse, Block, Clause, Inline, visit_inlines, visit_nested};

/// The text of one or more clauses; blocks are parted by line feeds, which belong to no piece.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Flat<'a> {
    /// What a reader reads.
    pub text: String,
    /// The pieces in reading order.
    pub leaves: Vec<Leaf<'a>>,
}

/// A piece of running text that has no markup inside.
#[derive(Debug, Clone, PartialEq)]
pub struct Leaf<'a> {
    /// Its bytes in [`Flat::text`].
    pub range: Range<usize>,
    /// What it was made of: words, a blank, a reference or a link.
    pub inline: &'a Inline,
}

impl<'a> Flat<'a> {
    /// The text of these clauses, one after the other.
    pub fn new(clauses: impl IntoIterator<Item = &'a Clause>) -> Self {
        let mut flat = Self::default();
        for clause in clauses {
            flat.push_blocks(&clause.text);
        }
        flat
    }

    /// The text of these blocks.
    pub fn of_blocks(blocks: &'a [Block]) -> Self {
        let mut flat = Self::default();
        flat.push_blocks(blocks);
        flat
    }

    fn push_blocks(&mut self, blocks: &'a [Block]) {
        for block in blocks {
            match block {
                Block::List { items, .. } => items.iter().for_each(|item| self.push_blocks(item)),
                Block::Table { head, rows } => {
                    head.iter().chain(rows.iter().flatten()).for_each(|cell| self.push_line(cell));
                }
                Block::Paragraph(inlines) => self.push_line(inlines),
            }
        }
    }

    fn push_line(&mut self, inlines: &'a [Inline]) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        visit_nested(inlines, &mut |inline| {
            let shown = match inline {
                Inline::Text(text) => text.value.as_str(),
                Inline::Reference(reference) => &reference.text,
                Inline::Link { text, .. } => text,
                Inline::Blank(blank) => &shown(blank),
                Inline::Strong(_) | Inline::Emphasis(_) => return,
            };
            let start = self.text.len();
            self.text.push_str(shown);
            self.leaves.push(Leaf { range: start..self.text.len(), inline });
        });
    }
}

impl Clause {
    /// How many pieces its text has.
    pub fn count_leaves(&self) -> usize {
        let mut count = 0;
        visit_inlines(&self.text, &mut |inline| {
            count += usize::from(!matches!(inline, Inline::Strong(_) | Inline::Emphasis(_)));
        });
        count
    }
}

/// A blank as a reader sees it.
fn shown(blank: &BlankUse) -> String {
    match &blank.default {
        Some(default) => format!("[{}：{default}]", blank.printed),
        None => format!("[{}]", blank.printed),
    }
}
