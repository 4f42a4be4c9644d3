//! The body of an article: headings and the text below each, as blocks and inlines.

use std::iter::Peekable;
use std::mem;
use std::ops::Range;

use mdbook_markdown::pulldown_cmark::{Event, OffsetIter, Tag, TagEnd};

use super::blank::{self, Piece};
use super::heading::{self, Attributes, Heading};
use super::{Document, check_source, is_plain_web_address};
use crate::check::characters;
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::{BlankUse, Block, Cell, Inline, Located, Reference};

/// A clause as its file has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawClause {
    /// Its heading.
    pub heading: Heading,
    /// Its text.
    pub text: Vec<Block>,
}

/// Reads the body of an article; what cannot be shown is reported and left out.
pub fn parse_clauses(document: Document<'_>, diagnostics: &mut Diagnostics) -> Vec<RawClause> {
    check_source(document, diagnostics);
    let mut reader = Reader { document, events: document.events().peekable(), diagnostics };
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
    clauses
}

struct Reader<'a, 'd> {
    document: Document<'a>,
    events: Peekable<OffsetIter<'a>>,
    diagnostics: &'d mut Diagnostics,
}

impl<'a> Reader<'a, '_> {
    fn report(&mut self, code: Code, range: Range<usize>, message: &str, help: &str) {
        let range = trim(self.document.text, range);
        self.diagnostics.push(Diagnostic::new(code, self.document.span(range), message).help(help));
    }

    /// Reads the block that `event` opens; `None` if it was reported or holds nothing.
    fn block(&mut self, event: Event<'a>, range: Range<usize>) -> Option<Block> {
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

    fn forbidden(&mut self, range: Range<usize>) {
        let help = "use paragraphs, lists, tables, emphasis, blanks, cross references and links";
        self.report(Code::ForbiddenMarkdown, range, "this Markdown is not for clause text", help);
    }

    /// Leaves out the inside of a tag that has been reported as a whole.
    fn skip_to_end(&mut self) {
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
        while let Some((event, _)) = self.events.next() {
            match event {
                Event::Start(Tag::Item) => items.push(self.item()),
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

    fn heading_text(&mut self) -> String {
        let mut text = String::new();
        while let Some((event, range)) = self.events.next() {
            match event {
                Event::End(TagEnd::Heading(_)) => break,
                Event::Text(words) => text += &words,
                Event::Start(_) | Event::End(_) => {}
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

    /// Reads inlines up to `end`. In a tight list an item's text also ends where an inner block begins.
    fn inlines(&mut self, end: TagEnd) -> Vec<Inline> {
        let mut line = Line::default();
        while let Some((event, _)) = self.events.peek() {
            match event {
                Event::End(found) if *found == end => {
                    if end != TagEnd::Item {
                        self.events.next();
                    }
                    break;
                }
                Event::Start(tag) if end == TagEnd::Item && is_block(tag) => break,
                Event::Rule if end == TagEnd::Item => break,
                _ => {}
            }
            let Some((event, range)) = self.events.next() else { break };
            self.inline(event, range, &mut line);
        }
        self.flush(&mut line);
        line.inlines
    }

    fn inline(&mut self, event: Event<'a>, range: Range<usize>, line: &mut Line) {
        match event {
            Event::Text(words) => line.push(&words, range.start),
            // A line break in the source is a space between Latin words and nothing between Han characters.
            Event::SoftBreak => {
                if line.ends_with_ascii() && self.next_is_ascii(range.end) {
                    line.push(" ", range.start);
                }
            }
            Event::Start(Tag::Strong) => self.nested(TagEnd::Strong, line, Inline::Strong),
            Event::Start(Tag::Emphasis) => self.nested(TagEnd::Emphasis, line, Inline::Emphasis),
            Event::Start(Tag::Link { dest_url, .. }) => {
                let text = self.link_text();
                self.flush(line);
                line.inlines.extend(self.link(text, &dest_url, range));
            }
            Event::Start(Tag::Image { .. }) => {
                self.report(Code::Image, range, "an image", "remove it; a contract is text");
                self.skip_to_end();
            }
            Event::Html(_) | Event::InlineHtml(_) => {
                self.report(Code::RawHtml, range, "HTML in the text", "write Markdown; `<` as a sign is `\\<`");
            }
            Event::Start(_) => {
                self.forbidden(range);
                self.skip_to_end();
            }
            Event::End(_) => {}
            _ => self.forbidden(range),
        }
    }

    fn next_is_ascii(&self, offset: usize) -> bool {
        self.document.text[offset..].trim_start().starts_with(|c: char| c.is_ascii())
    }

    fn nested(&mut self, end: TagEnd, line: &mut Line, make: fn(Vec<Inline>) -> Inline) {
        self.flush(line);
        let inner = self.inlines(end);
        line.inlines.push(make(inner));
    }

    fn link_text(&mut self) -> String {
        let mut text = String::new();
        while let Some((event, range)) = self.events.next() {
            match event {
                Event::End(TagEnd::Link) => break,
                Event::Text(words) => text += &words,
                Event::Start(_) => {
                    self.forbidden(range);
                    self.skip_to_end();
                }
                _ => self.forbidden(range),
            }
        }
        text
    }

    fn link(&mut self, text: String, href: &str, range: Range<usize>) -> Option<Inline> {
        if let Some(target) = href.strip_prefix("clause:") {
            let source = &self.document.text[range.clone()];
            let at = if target.is_empty() { None } else { source.rfind(target) };
            let place = at.map_or(range.clone(), |at| range.start + at..range.start + at + target.len());
            let target = Located { value: target.to_owned(), span: self.document.span(place) };
            return Some(Inline::Reference(Reference { text, target }));
        }
        if is_plain_web_address(href) {
            return Some(Inline::Link { text, href: href.to_owned() });
        }
        let help = "link to a clause with `(clause:8.1)`, out of the site with `https://…`; a blank takes no address";
        self.report(Code::ForbiddenLink, range, "this link may not stand in clause text", help);
        None
    }

    /// Turns the words gathered so far into text and blanks.
    fn flush(&mut self, line: &mut Line) {
        let words = mem::take(&mut line.words);
        let origins = mem::take(&mut line.origins);
        let place = |range: &Range<usize>| {
            let shift = |at: usize| {
                let (merged, source) = *origins.iter().rev().find(|(merged, _)| *merged <= at).unwrap_or(&(0, 0));
                source + at - merged
            };
            let last = range.end.max(range.start + 1) - 1;
            shift(range.start)..shift(last) + range.end - last
        };
        for piece in blank::cut(&words) {
            match piece {
                Piece::Words(range) => {
                    let source = clamp(self.document.text, place(&range));
                    let is_invisible = |c| c != '\n' && characters::is_forbidden(c);
                    // What stands in the source as it is, `check::characters` reports.
                    if words[range.clone()].contains(is_invisible)
                        && !self.document.text[source.clone()].contains(is_invisible)
                    {
                        let message = "an invisible character, written as an entity";
                        self.report(Code::ForbiddenCharacter, source.clone(), message, "remove it");
                    }
                    let span = self.document.span(source);
                    line.inlines.push(Inline::Text(Located { value: words[range].to_owned(), span }));
                }
                Piece::Blank { printed, name, default, range } => line.inlines.push(Inline::Blank(BlankUse {
                    printed: printed.to_owned(),
                    name: name.to_owned(),
                    default: default.map(str::to_owned),
                    span: self.document.span(clamp(self.document.text, place(&range))),
                })),
                Piece::Malformed(range) => self.report(
                    Code::MalformedBlank,
                    place(&range),
                    "these brackets are not a blank",
                    "write `[name]`, `[printed|name]` or `[name:default]`",
                ),
            }
        }
    }
}

/// The inlines of a line so far, and words that have not been searched for blanks yet.
#[derive(Default)]
struct Line {
    inlines: Vec<Inline>,
    words: String,
    /// Offsets in `words` where a piece of the source begins, with its offset there.
    origins: Vec<(usize, usize)>,
}

impl Line {
    fn push(&mut self, words: &str, source: usize) {
        self.origins.push((self.words.len(), source));
        self.words += words;
    }

    fn ends_with_ascii(&self) -> bool {
        self.words.ends_with(|c: char| c.is_ascii())
    }
}

fn is_block(tag: &Tag<'_>) -> bool {
    !matches!(tag, Tag::Strong | Tag::Emphasis | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. })
}

/// A range of the source without the white space around it.
fn trim(text: &str, range: Range<usize>) -> Range<usize> {
    let range = clamp(text, range);
    let piece = &text[range.clone()];
    let start = range.start + piece.len() - piece.trim_start().len();
    start..start.max(range.start + piece.trim_end().len())
}

/// Entities make the gathered words shorter than the source; then a place is only about right.
fn clamp(text: &str, range: Range<usize>) -> Range<usize> {
    let floor = |mut at: usize| {
        at = at.min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let start = floor(range.start);
    start..floor(range.end).max(start)
}
