//! Running text: words, blanks, references, links and emphasis of one line.

use std::mem;
use std::ops::Range;

use mdbook_markdown::pulldown_cmark::{Event, Tag, TagEnd};

use super::blank::{self, Piece};
use super::clause::{Reader, clamp, is_block};
use super::is_plain_web_address;
use crate::check::characters;
use crate::diagnostics::Code;
use crate::model::{BlankUse, Inline, Located, Reference};

impl<'a> Reader<'a, '_> {
    /// Reads inlines up to `end`. In a tight list an item's text also ends where an inner block begins.
    pub(super) fn inlines(&mut self, end: TagEnd) -> Vec<Inline> {
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
pub(super) struct Line {
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
