//! Markdown to clauses and prose, by mdBook's own parser with mdBook's own options.

mod blank;
mod clause;
mod explanation;
mod heading;
mod inline;
mod prose;
mod sections;

pub use clause::{RawClause, parse_clauses};
pub use explanation::parse_explanation;
pub use heading::Heading;
pub use prose::check_prose;
pub use sections::{Section, sections};

use std::ops::Range;

use mdbook_markdown::pulldown_cmark::{Event, OffsetIter, Parser, Tag};
use mdbook_markdown::{MarkdownOptions, new_cmark_parser};

use crate::check::characters;
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::source::{FileId, Span, floor_char_boundary};

/// A piece of Markdown in a source file: a whole page or the body of an article.
#[derive(Debug, Clone, Copy)]
pub struct Document<'a> {
    /// The file that holds it.
    pub file: FileId,
    /// Offset of its first byte in the file.
    pub offset: usize,
    /// The Markdown itself.
    pub text: &'a str,
}

impl<'a> Document<'a> {
    fn span(self, range: Range<usize>) -> Span {
        Span::new(self.file, range.start + self.offset..range.end + self.offset)
    }

    fn events(self) -> OffsetIter<'a> {
        self.parser().into_offset_iter()
    }

    fn parser(self) -> Parser<'a> {
        // The published text must be the text of the source: no quotes or dots are exchanged.
        let mut options = MarkdownOptions::default();
        options.smart_punctuation = false;
        new_cmark_parser(self.text, &options)
    }
}

/// Whether an address leads out of the site in a way that cannot run anything.
fn is_plain_web_address(href: &str) -> bool {
    let lower = href.to_ascii_lowercase();
    ["https://", "http://", "mailto:"].iter().any(|scheme| lower.starts_with(scheme))
}

/// Lists in lists, emphasis in emphasis: deeper than this nobody writes, and readers of trees run out of stack.
const MOST_NESTED: usize = 32;
/// More headings than this in a file nobody reads; each becomes an address and a row of the search.
pub(crate) const MOST_HEADINGS: usize = 300;

/// Whether the Markdown nests deeper or has more headings than allowed; then it must not be given to anything else.
pub fn is_out_of_bounds(document: Document<'_>, diagnostics: &mut Diagnostics) -> bool {
    let mut depth = 0;
    let mut headings = 0;
    for (event, range) in document.events() {
        match &event {
            Event::Start(tag) => {
                depth += 1;
                headings += usize::from(matches!(tag, Tag::Heading { .. }));
            }
            Event::End(_) => depth -= 1,
            _ => {}
        }
        let (code, message, help) = if depth > MOST_NESTED {
            let message = format!("nested more than {MOST_NESTED} deep");
            (Code::ForbiddenMarkdown, message, "write fewer levels of lists and emphasis")
        } else if headings > MOST_HEADINGS {
            let message = format!("the file has more than {MOST_HEADINGS} headings");
            (Code::TooMany, message, "divide it into several files")
        } else {
            continue;
        };
        let end = document.text[range.start..].find('\n').map_or(document.text.len(), |at| range.start + at);
        diagnostics.push(Diagnostic::new(code, document.span(range.start..end), message).help(help));
        return true;
    }
    false
}

/// The end of a directive is looked for in so many bytes; with many that never end, it would take the square of their number.
const LONGEST_DIRECTIVE: usize = 200;

/// Reports what no page may contain, clause or prose: `{{#` directives, link definitions and characters that nobody sees.
fn check_source(document: Document<'_>, diagnostics: &mut Diagnostics) {
    for (at, _) in document.text.match_indices("{{") {
        // mdBook allows white space before the sign.
        if !document.text[at + 2..].trim_start().starts_with('#') {
            continue;
        }
        let limit = floor_char_boundary(document.text, at + LONGEST_DIRECTIVE);
        let end = document.text[at..limit].find(['}', '\n']).map_or(limit, |length| at + length);
        diagnostics.push(
            Diagnostic::new(Code::Directive, document.span(at..end), "a directive of mdBook")
                .help("write the text itself; nothing is included from other files"),
        );
    }
    for (name, definition) in document.parser().reference_definitions().iter() {
        diagnostics.push(
            Diagnostic::new(
                Code::LinkDefinition,
                document.span(definition.span.clone()),
                format!("a link definition would make every `[{name}]` of this file a link"),
            )
            .help("remove the line; write the address at the link: `[words](https://…)`"),
        );
    }
    let is_invisible = |c| c != '\n' && characters::is_forbidden(c);
    for (event, range) in document.events() {
        let holds = match &event {
            Event::Text(words) | Event::Code(words) => words.contains(is_invisible),
            Event::Start(Tag::Link { dest_url, title, .. }) => {
                dest_url.contains(is_invisible) || title.contains(is_invisible)
            }
            _ => false,
        };
        // What stands in the source as it is, `check::characters` reports.
        if holds && !document.text[range.clone()].contains(is_invisible) {
            let message = "an invisible character, written as an entity";
            diagnostics
                .push(Diagnostic::new(Code::ForbiddenCharacter, document.span(range), message).help("remove it"));
        }
    }
}
