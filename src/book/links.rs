//! Prose pages: what they may contain, and whether their links lead to pages of the book.

use std::collections::BTreeSet;

use mdbook_core::book::Book;

use super::Insert;
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::markdown;
use crate::source::{Sources, Span};

/// The page that is shown for addresses that do not exist; it is in the book without being listed.
const NOT_FOUND: &str = "404.md";

/// Checks every prose page of the book; `generated` are the addresses of the pages that will be added.
pub fn check_prose(sources: &Sources, book: &Book, generated: &[String], diagnostics: &mut Diagnostics) {
    let mut prose: Vec<String> =
        book.chapters().filter_map(|chapter| chapter.path.as_ref()?.to_str().map(str::to_owned)).collect();
    prose.push(NOT_FOUND.to_owned());
    let pages: BTreeSet<&str> = prose.iter().chain(generated).map(String::as_str).collect();
    for path in &prose {
        let Some(file) = sources.find(path) else { continue };
        let document = markdown::Document { file, offset: 0, text: &sources.get(file).text };
        check_inserts(document, diagnostics);
        for link in markdown::check_prose(document, diagnostics) {
            let target = link.split(['#', '?']).next().unwrap_or_default();
            let target = target.strip_suffix(".html").map_or_else(|| target.to_owned(), |stem| format!("{stem}.md"));
            if !target.is_empty() && !pages.contains(target.trim_start_matches("./")) {
                let message = format!("the book has no page `{target}`");
                let known = pages.iter().copied();
                diagnostics.push(Diagnostic::new(Code::DanglingLink, link.span, message).did_you_mean(
                    &target,
                    known,
                    "link to a page that `SUMMARY.md` lists or that is generated",
                ));
            }
        }
    }
}

/// Ensures that a line `{{…}}` names something that is generated.
fn check_inserts(document: markdown::Document<'_>, diagnostics: &mut Diagnostics) {
    let mut start = 0;
    for line in document.text.split_inclusive('\n') {
        if let Some(Err(name)) = Insert::parse(line)
            && !name.starts_with('#')
        {
            let span = Span::new(document.file, start..start + line.trim_end().len());
            let known = Insert::ALL.iter().map(|insert| insert.name());
            diagnostics.push(
                Diagnostic::new(Code::UnknownMarker, span, format!("unknown marker `{name}`")).did_you_mean(
                    name,
                    known,
                    "`clausebook explain unknown-marker` tells more",
                ),
            );
        }
        start += line.len();
    }
}
