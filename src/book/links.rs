//! Prose pages: what they may contain, and whether their links lead to pages of the book.

use std::collections::BTreeSet;

use mdbook_core::book::Book;

use super::Insert;
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::markdown;
use crate::source::{Sources, Span};

/// The page that is shown for addresses that do not exist; it is in the book without being listed.
const NOT_FOUND: &str = "404.md";

/// Checks every prose page of the book; `generated` are the addresses of the pages that will be added, `None` if
/// mistakes elsewhere keep them from being known.
pub fn check_prose(sources: &Sources, book: &Book, generated: Option<&[String]>, diagnostics: &mut Diagnostics) {
    let mut prose: BTreeSet<String> =
        book.chapters().filter_map(|chapter| chapter.path.as_ref()?.to_str().map(str::to_owned)).collect();
    prose.insert(NOT_FOUND.to_owned());
    let pages: BTreeSet<&str> = prose.iter().chain(generated.unwrap_or_default()).map(String::as_str).collect();
    for path in &prose {
        let Some(file) = sources.find(path) else { continue };
        let document = markdown::Document { file, offset: 0, text: &sources.get(file).text };
        check_inserts(document, path != NOT_FOUND, diagnostics);
        for link in markdown::check_prose(document, diagnostics) {
            let target = link.split(['#', '?']).next().unwrap_or_default();
            let target = target.strip_suffix(".html").map_or_else(|| target.to_owned(), |stem| format!("{stem}.md"));
            let target_path = target.trim_start_matches("./");
            // Prose lies beside `SUMMARY.md`; whatever is in a folder is generated.
            let is_unknown = generated.is_none() && target_path.contains('/');
            if !target.is_empty() && !is_unknown && !pages.contains(target_path) {
                let message = format!("the book has no page `{target}`");
                let known = pages.iter().copied();
                diagnostics.push_cured(Diagnostic::new(Code::DanglingLink, link.span, message), |found| {
                    found.did_you_mean(&target, known, "link to a page that `SUMMARY.md` lists or that is generated")
                });
            }
        }
    }
}

/// Ensures that a line `{{…}}` names something that is generated, and that the page may have it.
fn check_inserts(document: markdown::Document<'_>, may_have_inserts: bool, diagnostics: &mut Diagnostics) {
    let mut start = 0;
    for line in document.text.split_inclusive('\n') {
        let span = Span::new(document.file, start..start + line.trim_end().len());
        match Insert::parse(line) {
            Some(Ok(_)) if !may_have_inserts => diagnostics.push(
                Diagnostic::new(Code::UnknownMarker, span, "an insert cannot stand here")
                    .help("remove the line; this page is shown for addresses that do not exist"),
            ),
            Some(Err(name)) if !name.starts_with('#') => {
                let known = Insert::ALL.iter().map(|insert| insert.name());
                diagnostics.push_cured(
                    Diagnostic::new(Code::UnknownMarker, span, format!("unknown marker `{name}`")),
                    |found| found.did_you_mean(name, known, "`clausebook explain unknown-marker` tells more"),
                );
            }
            _ => {}
        }
        start += line.len();
    }
}
