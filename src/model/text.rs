//! The text of a clause: what is left when Markdown is taken off.

use super::Located;
use crate::source::Span;

/// A piece of clause text that stands on lines of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// Items; `start` is the number of the first, or none for a list without numbers.
    List {
        /// Number of the first item.
        start: Option<u64>,
        /// The items, each of them blocks.
        items: Vec<Vec<Self>>,
    },
    /// A table; all rows have the width of the head.
    Table {
        /// The head row.
        head: Vec<Cell>,
        /// The other rows.
        rows: Vec<Vec<Cell>>,
    },
}

/// A cell of a table.
pub type Cell = Vec<Inline>;

/// A piece of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Inline {
    /// Words.
    Text(Located<String>),
    /// Words in bold.
    Strong(Vec<Self>),
    /// Words in italics.
    Emphasis(Vec<Self>),
    /// A blank.
    Blank(BlankUse),
    /// A cross reference within the variant.
    Reference(Reference),
    /// A link out of the site.
    Link {
        /// The words.
        text: String,
        /// An `http:`, `https:` or `mailto:` address.
        href: String,
    },
}

/// A blank as a clause uses it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BlankUse {
    /// The words that the text prints between the brackets.
    pub printed: String,
    /// Name in the registry.
    pub name: String,
    /// The value that the text pre-sets.
    pub default: Option<String>,
    /// The blank with its brackets.
    pub span: Span,
}

/// A cross reference as a clause writes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// The printed words.
    pub text: String,
    /// What stands behind `clause:`; [`super::Variant::resolve`] finds what it means.
    pub target: Located<String>,
}

/// Whether a reader sees anything of the blocks.
pub fn has_words(blocks: &[Block]) -> bool {
    let mut found = false;
    visit_inlines(blocks, &mut |inline| {
        found |= match inline {
            Inline::Text(text) => !text.trim().is_empty(),
            Inline::Reference(Reference { text, .. }) | Inline::Link { text, .. } => !text.trim().is_empty(),
            Inline::Blank(_) => true,
            Inline::Strong(_) | Inline::Emphasis(_) => false,
        };
    });
    found
}

/// Calls `visit` for every inline of the blocks in reading order, those inside of others too.
pub fn visit_inlines<'a>(blocks: &'a [Block], visit: &mut impl FnMut(&'a Inline)) {
    for block in blocks {
        match block {
            Block::Paragraph(inlines) => visit_nested(inlines, visit),
            Block::List { items, .. } => items.iter().for_each(|item| visit_inlines(item, visit)),
            Block::Table { head, rows } => {
                let cells = head.iter().chain(rows.iter().flatten());
                cells.for_each(|cell| visit_nested(cell, visit));
            }
        }
    }
}

/// Calls `visit` for every inline of a line in reading order, those inside of others too.
pub fn visit_nested<'a>(inlines: &'a [Inline], visit: &mut impl FnMut(&'a Inline)) {
    for inline in inlines {
        visit(inline);
        if let Inline::Strong(inner) | Inline::Emphasis(inner) = inline {
            visit_nested(inner, visit);
        }
    }
}
