//! Prose pages: what they may contain, and whether their links lead to pages of the book.

use std::collections::BTreeSet;

use mdbook_core::book::Book;

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::markdown;
use crate::source::Sources;

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
