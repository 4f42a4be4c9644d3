//! Running text: words, blanks, references, links and emphasis of one line.

use std::mem;
use std::ops::Range;

use mdbook_markdown::pulldown_cmark::{Event, Tag, TagEnd};

use super::blank::{self, Piece};
use super::clause::{Reader, clamp, is_block};
use super::is_plain_web_address;
use crate::diagnostics::Code;
use crate::model::{BlankUse, Inline, Located, Reference, visit_nested};

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
        // Most lines are one piece, and a vector makes room for four.
        line.inlines.shrink_to_fit();
        line.inlines
    }

    fn inline(&mut self, event: Event<'a>, range: Range<usize>, line: &mut Line) {
        match event {
            Event::Text(words) => {
                line.settle_break(words.chars().next());
                line.push(&words, range);
            }
            // A line break in the source is a space between Latin words and nothing between Han characters.
            Event::SoftBreak => line.pending_break = Some(range),
            Event::Start(Tag::Strong) => self.nested(TagEnd::Strong, line, Inline::Strong),
            Event::Start(Tag::Emphasis) => self.nested(TagEnd::Emphasis, line, Inline::Emphasis),
            Event::Start(Tag::Link { dest_url, .. }) => {
                let text = self.link_text();
                line.settle_break(text.chars().next());
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

    fn nested(&mut self, end: TagEnd, line: &mut Line, make: fn(Vec<Inline>) -> Inline) {
        let inner = self.inlines(end);
        line.settle_break(shown(&inner).chars().next());
        self.flush(line);
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
        if text.trim().is_empty() {
            self.report(Code::ForbiddenLink, range, "this link has no words", "write `[words](https://…)`");
            return None;
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
        let breaks = mem::take(&mut line.breaks);
        // Origins and breaks are in order: those of a piece are found without looking at all the others.
        let touching = |range: &Range<usize>| {
            let from = origins.partition_point(|origin| origin.words.end <= range.start);
            let to = origins.partition_point(|origin| origin.words.start < range.end);
            origins[from..to.max(from)].iter()
        };
        let place = |range: &Range<usize>| {
            let start = touching(range).next().map_or(0, |origin| origin.place(range).start);
            start..touching(range).next_back().map_or(start, |origin| origin.place(range).end)
        };
        let is_broken = |range: &Range<usize>| {
            let next = breaks.get(breaks.partition_point(|at| *at <= range.start));
            next.is_some_and(|at| *at < range.end)
        };
        for piece in blank::cut(&words) {
            match piece {
                Piece::Words(range) => {
                    for origin in touching(&range) {
                        let part = range.start.max(origin.words.start)..range.end.min(origin.words.end);
                        let span = self.document.span(clamp(self.document.text, origin.place(&part)));
                        line.inlines.push(Inline::Text(Located { value: words[part].to_owned(), span }));
                    }
                }
                Piece::Blank { printed, name, default, range } if !is_broken(&range) => {
                    line.inlines.push(Inline::Blank(BlankUse {
                        printed: printed.to_owned(),
                        name: name.to_owned(),
                        default: default.map(str::to_owned),
                        span: self.document.span(clamp(self.document.text, place(&range))),
                    }));
                }
                Piece::Blank { range, .. } | Piece::Malformed(range) => self.report(
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
    /// Where the words come from, in order and without gaps.
    origins: Vec<Origin>,
    /// Offsets in `words` where the source begins a new line.
    breaks: Vec<usize>,
    /// A line break of which it is not known yet what follows.
    pending_break: Option<Range<usize>>,
}

impl Line {
    fn push(&mut self, words: &str, source: Range<usize>) {
        let start = self.words.len();
        self.words += words;
        let exact = words.len() == source.len();
        match self.origins.last_mut() {
            Some(last) if exact && last.is_exact() && last.source.end == source.start => {
                last.words.end = self.words.len();
                last.source.end = source.end;
            }
            _ => self.origins.push(Origin { words: start..self.words.len(), source }),
        }
    }

    /// A line break is a space between Latin words and nothing between Han characters.
    fn settle_break(&mut self, next: Option<char>) {
        let Some(range) = self.pending_break.take() else { return };
        let last = self.words.chars().next_back().or_else(|| last_shown(&self.inlines));
        self.breaks.push(self.words.len());
        if [last, next].iter().all(|c| c.is_some_and(|c| c.is_ascii())) {
            self.push(" ", range);
        }
    }
}

/// A piece of the gathered words and the piece of the source that it was made of. Where both are equally long
/// they are the same, otherwise the source holds an entity.
struct Origin {
    words: Range<usize>,
    source: Range<usize>,
}

impl Origin {
    fn is_exact(&self) -> bool {
        self.words.len() == self.source.len()
    }

    /// Where the part of `range` that lies in this piece stands in the source.
    fn place(&self, range: &Range<usize>) -> Range<usize> {
        if !self.is_exact() {
            return self.source.clone();
        }
        let shift = |at: usize| self.source.start + at.clamp(self.words.start, self.words.end) - self.words.start;
        shift(range.start)..shift(range.end)
    }
}

/// The last character that a reader sees of a line.
fn last_shown(inlines: &[Inline]) -> Option<char> {
    inlines.iter().rev().find_map(|inline| match inline {
        Inline::Strong(inner) | Inline::Emphasis(inner) => last_shown(inner),
        leaf => shown(std::slice::from_ref(leaf)).chars().next_back(),
    })
}

/// What a reader sees of a line.
fn shown(inlines: &[Inline]) -> String {
    let mut text = String::new();
    visit_nested(inlines, &mut |inline| match inline {
        Inline::Text(words) => text += words,
        Inline::Blank(blank) => text += &blank.printed,
        Inline::Reference(Reference { text: words, .. }) | Inline::Link { text: words, .. } => text += words,
        Inline::Strong(_) | Inline::Emphasis(_) => {}
    });
    text
}

#[cfg(test)]
mod tests {
    use super::shown;
    use crate::diagnostics::Diagnostics;
    use crate::markdown::{Document, parse_clauses};
    use crate::model::Block;
    use crate::source::{SourceFile, Sources};

    fn check(text: &str, expected: &str) {
        let text = format!("## 1.1 题\n\n{text}\n");
        let sources = Sources::new("", vec![SourceFile::new("a.md", text.as_str())]);
        let file = sources.find("a.md").unwrap();
        let clauses = parse_clauses(Document { file, offset: 0, text: &text }, &mut Diagnostics::default()).unwrap();
        let [Block::Paragraph(inlines)] = clauses[0].text.as_slice() else { panic!("{text}") };
        assert_eq!(shown(inlines), expected);
    }

    #[test]
    fn a_line_break_is_a_space_between_latin_words_only() {
        check("foo\nbar", "foo bar");
        check("甲\n乙", "甲乙");
        check("abc\n中", "abc中");
        check("**Foo**\nbar", "Foo bar");
        check("[x](https://x.org)\nbaz", "x baz");
        check("baz\n[x](https://x.org)", "baz x");
        check("abc\n**中**", "abc中");
        check("abc\n**def *g***", "abc def g");
    }
}
