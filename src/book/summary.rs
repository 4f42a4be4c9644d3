//! `SUMMARY.md` by mdBook's own parser, with the chapters taken from memory.

use mdbook_core::book::{Book, BookItem, Chapter};
use mdbook_summary::{Link, Summary, SummaryItem, parse_summary};

use super::Marker;
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::markdown;
use crate::source::{FileId, Sources, Span};

/// Reads the prose part of the book; `None` if `SUMMARY.md` is missing, unreadable or malformed.
pub fn read(sources: &Sources, diagnostics: &mut Diagnostics) -> Option<Book> {
    let Some(file) = sources.find("SUMMARY.md") else {
        diagnostics.push(
            Diagnostic::at_path(Code::MissingFile, "SUMMARY.md", "this file is missing")
                .help("create it; `clausebook explain summary` tells what goes in"),
        );
        return None;
    };
    // What is wrong with the file itself was reported when it was read.
    if sources.get(file).fault.is_some() {
        return None;
    }
    let text = &sources.get(file).text;
    let document = markdown::Document { file, offset: 0, text };
    if markdown::is_out_of_bounds(document, diagnostics) {
        return None;
    }
    // Its links are judged below, with the pages that they name.
    markdown::check_prose(document, diagnostics);
    let summary = match parse_summary(text) {
        Ok(summary) => summary,
        Err(error) => {
            let message = format!("{error:#}").replace('\n', " ");
            diagnostics.push(
                Diagnostic::new(Code::Summary, Span::new(file, 0..0), message)
                    .help("write a list of `- [title](page.md)`; `clausebook explain summary` tells more"),
            );
            return None;
        }
    };
    let mut reader = Reader { sources, file, text, searched: 0, markers: Vec::new(), diagnostics };
    let book = reader.book(&summary);
    let found = reader.markers;
    for marker in Marker::ALL.iter().filter(|marker| !found.contains(marker)) {
        let name = marker.name();
        let message = format!("there is no place for the generated part `{name}`");
        diagnostics.push(
            Diagnostic::new(Code::MissingMarker, Span::new(file, 0..0), message)
                .help(format!("add a line `- [{{{{{name}}}}}]()`")),
        );
    }
    Some(book)
}

struct Reader<'a> {
    sources: &'a Sources,
    file: FileId,
    text: &'a str,
    /// The summary has no positions; they are searched in order from here.
    searched: usize,
    markers: Vec<Marker>,
    diagnostics: &'a mut Diagnostics,
}

impl Reader<'_> {
    fn book(&mut self, summary: &Summary) -> Book {
        let items = [&summary.prefix_chapters, &summary.numbered_chapters, &summary.suffix_chapters];
        Book::new_with_items(items.into_iter().flat_map(|items| self.items(items, &[])).collect())
    }

    fn items(&mut self, items: &[SummaryItem], parents: &[String]) -> Vec<BookItem> {
        items.iter().filter_map(|item| self.item(item, parents)).collect()
    }

    fn item(&mut self, item: &SummaryItem, parents: &[String]) -> Option<BookItem> {
        match item {
            SummaryItem::Link(link) => self.chapter(link, parents).map(BookItem::Chapter),
            SummaryItem::PartTitle(title) => {
                self.check_title(title, "#");
                Some(BookItem::PartTitle(title.clone()))
            }
            // The enum may grow; what mdBook 0.5 has besides is the separator.
            _ => Some(BookItem::Separator),
        }
    }

    fn chapter(&mut self, link: &Link, parents: &[String]) -> Option<Chapter> {
        self.check_title(&link.name, "[");
        let mut chapter =
            match &link.location {
                None => self.draft(link, parents),
                Some(location) => {
                    let path = location.to_str().unwrap_or_default().replace('\\', "/");
                    let span = self.find(&format!("({path})"));
                    let Some(id) = self.sources.find(&path).filter(|_| is_prose(&path)) else {
                        let known =
                            self.sources.iter().map(|(_, file)| file.path.as_str()).filter(|path| is_prose(path));
                        self.diagnostics.push(
                            Diagnostic::new(Code::MissingChapter, span, format!("there is no page `{path}`"))
                                .did_you_mean(&path, known, "create the file, or correct the name"),
                        );
                        return None;
                    };
                    Chapter::new(&link.name, self.sources.get(id).text.clone(), path, parents.to_vec())
                }
            };
        chapter.number.clone_from(&link.number);
        let mut inner = parents.to_vec();
        inner.push(link.name.clone());
        chapter.sub_items = self.items(&link.nested_items, &inner);
        Some(chapter)
    }

    fn draft(&mut self, link: &Link, parents: &[String]) -> Chapter {
        let span = self.find(&format!("[{}]", link.name));
        match Marker::parse(&link.name) {
            Some(Ok(marker)) => self.marker(marker, link, span),
            Some(Err(name)) => {
                let known = Marker::ALL.iter().map(|marker| marker.name());
                let help = "`clausebook explain unknown-marker` tells more";
                self.diagnostics.push(
                    Diagnostic::new(Code::UnknownMarker, span, format!("unknown marker `{name}`"))
                        .did_you_mean(name, known, help),
                );
            }
            None => {}
        }
        Chapter::new_draft(&link.name, parents.to_vec())
    }

    fn marker(&mut self, marker: Marker, link: &Link, span: Span) {
        let name = marker.name();
        if self.markers.contains(&marker) {
            let message = format!("the marker `{name}` stands here a second time");
            self.diagnostics.push(Diagnostic::new(Code::Summary, span, message).help("remove one of the two"));
        }
        if !link.nested_items.is_empty() {
            let message = format!("the marker `{name}` has pages below it, which would be lost");
            let help = "indent them less; generated pages take the place of the marker";
            self.diagnostics.push(Diagnostic::new(Code::Summary, span, message).help(help));
        }
        self.markers.push(marker);
    }

    /// Ensures that a title is there, in one line: mdBook puts it into a script, which a line break would end.
    fn check_title(&mut self, title: &str, opening: &str) {
        if title.trim().is_empty() || title.contains(char::is_control) {
            // A control character may be written as an entity, so only what stands before it is searched.
            let shown = title.split(char::is_control).next().filter(|shown| !shown.trim().is_empty());
            let at = self.searched + self.text[self.searched..].find(shown.unwrap_or(opening)).unwrap_or_default();
            let span = Span::new(self.file, at..at);
            let message = "the title of a page or of a group is not one line of words";
            self.diagnostics.push(Diagnostic::new(Code::Summary, span, message).help("write `[title](page.md)`"));
        }
    }

    /// Where a piece of the summary stands, behind the pieces found before.
    fn find(&mut self, piece: &str) -> Span {
        let at = self.text[self.searched..].find(piece).map(|at| self.searched + at);
        let start = at.unwrap_or_default();
        let end = at.map_or(0, |at| at + piece.len());
        self.searched = self.searched.max(end);
        Span::new(self.file, start..end)
    }
}

/// Prose lies beside `SUMMARY.md`; folders belong to variants and annotations.
pub(super) fn is_prose(path: &str) -> bool {
    path.ends_with(".md") && !path.contains('/') && path != "SUMMARY.md"
}
