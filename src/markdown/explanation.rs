//! The body of an annotation file: an explanation in chapters.

use mdbook_markdown::pulldown_cmark::{Event, HeadingLevel, Tag};

use super::clause::{Reader, trim};
use super::{Document, check_source, is_out_of_bounds};
use crate::diagnostics::{Code, Diagnostics};
use crate::model::{Block, Cell, Chapter, Inline, Located};

/// Reads an explanation; what cannot be shown is reported and left out. `None` if it is out of bounds.
///
/// It is written like clause text, but has no blanks: brackets are brackets.
pub fn parse_explanation(document: Document<'_>, diagnostics: &mut Diagnostics) -> Option<Vec<Chapter>> {
    check_source(document, diagnostics);
    if is_out_of_bounds(document, diagnostics) {
        return None;
    }
    let mut reader = Reader::new(document, diagnostics);
    let mut chapters: Vec<Chapter> = Vec::new();
    while let Some((event, range)) = reader.events.next() {
        if let Event::Start(Tag::Heading { level, id, classes, attrs }) = event {
            let text = reader.heading_text();
            let range = trim(document.text, range);
            if level != HeadingLevel::H2 || id.is_some() || !classes.is_empty() || !attrs.is_empty() {
                let help = "write `## ` and the words; deeper headings and attributes are not used here";
                reader.report(Code::MalformedHeading, range.clone(), "not a heading of an explanation", help);
            }
            let heading = Located { value: text.trim().to_owned(), span: document.span(range) };
            chapters.push(Chapter { heading, text: Vec::new() });
        } else if let Some(mut block) = reader.block(event, range.clone()) {
            match chapters.last_mut() {
                Some(chapter) => {
                    without_blanks(&mut block);
                    chapter.text.push(block);
                }
                None => {
                    reader.report(Code::StrayText, range, "text before the first heading", "put it below a heading")
                }
            }
        }
    }
    Some(chapters)
}

fn without_blanks(block: &mut Block) {
    match block {
        Block::Paragraph(inlines) => plain(inlines),
        Block::List { items, .. } => items.iter_mut().flatten().for_each(without_blanks),
        Block::Table { head, rows } => {
            head.iter_mut().chain(rows.iter_mut().flatten()).for_each(|cell: &mut Cell| plain(cell));
        }
    }
}

fn plain(inlines: &mut [Inline]) {
    for inline in inlines {
        match inline {
            Inline::Blank(blank) => {
                *inline = Inline::Text(Located { value: format!("[{}]", blank.printed), span: blank.span });
            }
            Inline::Strong(inner) | Inline::Emphasis(inner) => plain(inner),
            Inline::Text(_) | Inline::Reference(_) | Inline::Link { .. } => {}
        }
    }
}
