//! The body of an article: headings and the text below each, as blocks and inlines.

use std::iter::Peekable;
use std::ops::Range;

use mdbook_markdown::pulldown_cmark::{Event, OffsetIter, Tag, TagEnd};

use super::heading::{self, Attributes, Heading};
use super::{Document, check_source, is_out_of_bounds};
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::{Block, Cell, has_words};
use crate::source::floor_char_boundary;

/// A clause as its file has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawClause {
    /// Its heading.
    pub heading: Heading,
    /// Its text.
    pub text: Vec<Block>,
}

/// Reads the body of an article; what cannot be shown is reported and left out. `None` if it is out of bounds.
pub fn parse_clauses(document: Document<'_>, diagnostics: &mut Diagnostics) -> Option<Vec<RawClause>> {
    check_source(document, diagnostics);
    if is_out_of_bounds(document, diagnostics) {
        return None;
    }
    let mut reader = Reader::new(document, diagnostics);
    let mut clauses: Vec<RawClause> = Vec::new();
    while let Some((event, range)) = reader.events.next() {
        if let Event::Start(Tag::Heading { level, id, classes, attrs }) = event {
            let attributes = Attributes { level, id, classes, pairs: attrs };
            let text = reader.heading_text();
            let heading = heading::read(document, range, &text, &attributes, reader.diagnostics);
            clauses.extend(heading.map(|heading| RawClause { heading, text: Vec::new() }));
        } else if let Some(block) = reader.block(event, range.clone()) {
            match clauses.last_mut() {
                Some(clause) => clause.text.push(block),
                None => reader.report(Code::StrayText, range, "text before the first clause", "put it below a heading"),
            }
        }
    }
    Some(clauses)
}

/// Reads the events of an article in order.
pub(super) struct Reader<'a, 'd> {
    pub(super) document: Document<'a>,
    pub(super) events: Peekable<OffsetIter<'a>>,
    diagnostics: &'d mut Diagnostics,
}

impl<'a, 'd> Reader<'a, 'd> {
    pub(super) fn new(document: Document<'a>, diagnostics: &'d mut Diagnostics) -> Self {
        Self { document, events: document.events().peekable(), diagnostics }
    }

    pub(super) fn report(&mut self, code: Code, range: Range<usize>, message: &str, help: &str) {
        let range = trim(self.document.text, range);
        self.diagnostics.push(Diagnostic::new(code, self.document.span(range), message).help(help));
    }

    /// Reads the block that `event` opens; `None` if it was reported or holds nothing.
    pub(super) fn block(&mut self, event: Event<'a>, range: Range<usize>) -> Option<Block> {
        match event {
            Event::Start(Tag::Paragraph) => {
                let inlines = self.inlines(TagEnd::Paragraph);
                (!inlines.is_empty()).then_some(Block::Paragraph(inlines))
            }
            Event::Start(Tag::List(start)) => Some(self.list(start)),
            Event::Start(Tag::Table(_)) => Some(self.table()),
            Event::Start(Tag::HtmlBlock) => {
                self.report(Code::RawHtml, range, "HTML in the text", "write Markdown; `<` as a sign is `\\<`");
                self.skip_to_end();
                None
            }
            Event::Start(_) => {
                self.forbidden(range);
                self.skip_to_end();
                None
            }
            Event::Rule => {
                self.forbidden(range);
                None
            }
            _ => None,
        }
    }

    pub(super) fn forbidden(&mut self, range: Range<usize>) {
        let help = "use paragraphs, lists, tables, emphasis, blanks, cross references and links";
        self.report(Code::ForbiddenMarkdown, range, "this Markdown is not for clause text", help);
    }

    /// Leaves out the inside of a tag that has been reported as a whole.
    pub(super) fn skip_to_end(&mut self) {
        let mut depth = 1;
        while depth > 0 {
            match self.events.next() {
                Some((Event::Start(_), _)) => depth += 1,
                Some((Event::End(_), _)) => depth -= 1,
                Some(_) => {}
                None => return,
            }
        }
    }

    fn list(&mut self, start: Option<u64>) -> Block {
        let mut items = Vec::new();
        while let Some((event, range)) = self.events.next() {
            match event {
                Event::Start(Tag::Item) => {
                    let item = self.item();
                    if !has_words(&item) {
                        self.report(Code::EmptyClause, range, "this item has no text", "write its text, or remove it");
                    }
                    items.push(item);
                }
                Event::End(TagEnd::List(_)) => break,
                _ => {}
            }
        }
        Block::List { start, items }
    }

    /// The blocks of an item; the text of a tight list stands in it without a paragraph.
    fn item(&mut self) -> Vec<Block> {
        let mut blocks = Vec::new();
        while let Some((event, _)) = self.events.peek() {
            match event {
                Event::End(TagEnd::Item) => {
                    self.events.next();
                    break;
                }
                Event::Start(tag) if is_block(tag) => {
                    if let Some((event, range)) = self.events.next() {
                        blocks.extend(self.block(event, range));
                    }
                }
                Event::Rule => {
                    if let Some((event, range)) = self.events.next() {
                        blocks.extend(self.block(event, range));
                    }
                }
                _ => {
                    let inlines = self.inlines(TagEnd::Item);
                    if !inlines.is_empty() {
                        blocks.push(Block::Paragraph(inlines));
                    }
                }
            }
        }
        blocks.shrink_to_fit();
        blocks
    }

    fn table(&mut self) -> Block {
        let mut rows: Vec<Vec<Cell>> = Vec::new();
        while let Some((event, _)) = self.events.next() {
            match event {
                Event::Start(Tag::TableHead | Tag::TableRow) => rows.push(Vec::new()),
                Event::Start(Tag::TableCell) => {
                    let cell = self.inlines(TagEnd::TableCell);
                    rows.last_mut().expect("a cell stands in a row").push(cell);
                }
                Event::End(TagEnd::Table) => break,
                _ => {}
            }
        }
        let head = if rows.is_empty() { Vec::new() } else { rows.remove(0) };
        Block::Table { head, rows }
    }

    pub(super) fn heading_text(&mut self) -> String {
        let mut text = String::new();
        while let Some((event, range)) = self.events.next() {
            match event {
                Event::End(TagEnd::Heading(_)) => break,
                Event::Text(words) => text += &words,
                Event::End(_) => {}
                _ => self.report(
                    Code::MalformedHeading,
                    range,
                    "markup in a heading",
                    "a heading is plain words; put the rest into the text below",
                ),
            }
        }
        text
    }
}

/// Whether a tag begins a block inside of an item.
pub(super) fn is_block(tag: &Tag<'_>) -> bool {
    !matches!(tag, Tag::Strong | Tag::Emphasis | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. })
}

/// A range of the source without the white space around it.
pub(super) fn trim(text: &str, range: Range<usize>) -> Range<usize> {
    let range = clamp(text, range);
    let piece = &text[range.clone()];
    let start = range.start + piece.len() - piece.trim_start().len();
    start..start.max(range.start + piece.trim_end().len())
}

/// A range that may be sliced.
pub(super) fn clamp(text: &str, range: Range<usize>) -> Range<usize> {
    let start = floor_char_boundary(text, range.start);
    start..floor_char_boundary(text, range.end).max(start)
}
