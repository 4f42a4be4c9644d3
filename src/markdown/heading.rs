//! Clause headings: `## 3.1 服务标准 {topic=service-levels also=fees .announced}`.

use std::ops::Range;

use mdbook_markdown::pulldown_cmark::{CowStr, HeadingLevel};

use super::Document;
use super::clause::clamp;
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::Located;
use crate::source::Span;

/// A clause heading, taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// The printed number.
    pub number: Located<String>,
    /// The words behind it, if any.
    pub title: Option<String>,
    /// The topic, if it is named.
    pub topic: Option<Located<String>>,
    /// Further topics.
    pub also: Vec<Located<String>>,
    /// Whether the clause is marked as promised and missing.
    pub announced: bool,
    /// The whole line.
    pub span: Span,
}

/// The attributes of a heading as the Markdown parser found them between the braces.
pub(super) struct Attributes<'a> {
    pub(super) level: HeadingLevel,
    pub(super) id: Option<CowStr<'a>>,
    pub(super) classes: Vec<CowStr<'a>>,
    pub(super) pairs: Vec<(CowStr<'a>, Option<CowStr<'a>>)>,
}

/// Characters of a heading: it stands wherever the clause is linked.
const LONGEST_TITLE: usize = 200;

const EXAMPLE: &str = "write `## 3.1 heading {topic=…}`";

/// Makes a heading of its text and attributes; `None` if it cannot be the heading of a clause.
pub(super) fn read(
    document: Document<'_>,
    range: Range<usize>,
    text: &str,
    attributes: &Attributes<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<Heading> {
    let line = Line { document, start: range.start, text: document.text[range.clone()].trim_end() };
    let span = line.span_of(line.text);
    let mut malformed = |message: &str, help: &str| {
        diagnostics.push(Diagnostic::new(Code::MalformedHeading, span, message).help(help));
    };
    if attributes.level != HeadingLevel::H2 || !line.text.starts_with("## ") {
        malformed("this heading is not a clause", "only `## number heading {topic=…}` occurs in an article");
        return None;
    }
    let (number, title) = text.trim().split_once(char::is_whitespace).unwrap_or((text.trim(), ""));
    if number.is_empty() || !number.ends_with(|c: char| c.is_ascii_digit()) {
        malformed("the heading of a clause begins with its number", EXAMPLE);
        return None;
    }
    if title.contains(['{', '}', '[', ']']) {
        malformed("brackets or braces in a heading", "blanks stand in the text; attributes stand at the end in braces");
        return None;
    }
    if title.chars().count() > LONGEST_TITLE {
        let message = format!("this heading has more than {LONGEST_TITLE} characters");
        malformed(&message, "a heading is a few words; put the rest into the text below");
    }
    let mut heading = Heading {
        number: Located { value: number.to_owned(), span: line.span_of(number) },
        title: Some(title.trim()).filter(|title| !title.is_empty()).map(str::to_owned),
        topic: None,
        also: Vec::new(),
        announced: false,
        span,
    };
    line.read_attributes(attributes, &mut heading, diagnostics);
    Some(heading)
}

/// The source line of a heading.
#[derive(Clone, Copy)]
struct Line<'a> {
    document: Document<'a>,
    start: usize,
    text: &'a str,
}

impl Line<'_> {
    /// Where `piece` stands in the line; the line as a whole if it is not found.
    fn span_of(self, piece: &str) -> Span {
        let range = self.text.find(piece).map_or(0..self.text.len(), |at| at..at + piece.len());
        self.document.span(self.start + range.start..self.start + range.end)
    }

    fn read_attributes(self, attributes: &Attributes<'_>, heading: &mut Heading, diagnostics: &mut Diagnostics) {
        let mut unknown = |piece: &str| {
            diagnostics.push(
                Diagnostic::new(Code::UnknownAttribute, self.span_of(piece), format!("`{piece}` means nothing here"))
                    .help("between the braces stand `topic=…`, `also=…,…` and `.announced`, each at most once"),
            );
        };
        if let Some(id) = &attributes.id {
            unknown(&format!("#{id}"));
        }
        for class in &attributes.classes {
            if class.as_ref() == "announced" && !heading.announced {
                heading.announced = true;
            } else {
                unknown(&format!(".{class}"));
            }
        }
        for (key, value) in &attributes.pairs {
            match (key.as_ref(), value.as_deref()) {
                ("topic", Some(topic)) if heading.topic.is_none() && !topic.is_empty() => {
                    heading.topic = Some(self.value(key, topic))
                }
                ("also", Some(list)) if heading.also.is_empty() && list.split(',').all(|topic| !topic.is_empty()) => {
                    heading.also = self.items(key, list);
                }
                (key, Some(value)) => unknown(&format!("{key}={value}")),
                (key, None) => unknown(key),
            }
        }
    }

    /// The value of `key=value` with its place.
    fn value(self, key: &str, value: &str) -> Located<String> {
        let whole = self.span_of(&format!("{key}={value}"));
        self.within(whole, key.len() + 1, value)
    }

    /// The items of the list in `key=list` with their places.
    fn items(self, key: &str, list: &str) -> Vec<Located<String>> {
        let whole = self.span_of(&format!("{key}={list}"));
        let mut at = key.len() + 1;
        let mut items = Vec::new();
        for item in list.split(',') {
            items.push(self.within(whole, at, item));
            at += item.len() + 1;
        }
        items
    }

    /// A piece of an attribute, `at` bytes behind its start.
    fn within(self, whole: Span, at: usize, piece: &str) -> Located<String> {
        let start = (whole.start + at).min(whole.end) - self.document.offset;
        let end = (start + piece.len()).min(whole.end - self.document.offset);
        Located { value: piece.to_owned(), span: self.document.span(clamp(self.document.text, start..end)) }
    }
}
