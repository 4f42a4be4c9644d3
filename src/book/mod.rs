//! The mdBook: prose pages from `SUMMARY.md`, generated pages at its markers.

mod links;
mod summary;

pub use links::check_prose;
pub use summary::read;

use std::mem::take;

use mdbook_core::book::{Book, BookItem, Chapter};

/// A place in `SUMMARY.md` where generated pages go, written `- [{{variants}}]()`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Marker {
    /// One page for each variant.
    Variants,
    /// One comparison page for each subject.
    Subjects,
    /// One page for each pair of variants.
    Pairs,
    /// Coverage, decisions, numbers, blanks, health, statutes.
    Overviews,
    /// Questions that lead to a variant.
    Chooser,
}

impl Marker {
    /// Every marker that there is.
    pub const ALL: &[Self] = &[Self::Variants, Self::Subjects, Self::Pairs, Self::Overviews, Self::Chooser];

    /// The word between the braces.
    pub fn name(self) -> &'static str {
        match self {
            Self::Variants => "variants",
            Self::Subjects => "subjects",
            Self::Pairs => "pairs",
            Self::Overviews => "overviews",
            Self::Chooser => "chooser",
        }
    }

    /// The marker of a draft chapter with this name, the name itself if it looks like a marker and is none.
    fn parse(chapter: &str) -> Option<Result<Self, &str>> {
        let name = chapter.strip_prefix("{{")?.strip_suffix("}}")?.trim();
        Some(Self::ALL.iter().copied().find(|marker| marker.name() == name).ok_or(name))
    }
}

/// A page that is generated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Title in the sidebar.
    pub title: String,
    /// Address relative to the root of the book, ending in `.md`.
    pub path: String,
    /// The source file that “suggest an edit” leads to.
    pub source: String,
    /// One HTML block.
    pub html: String,
}

/// The generated pages of one marker.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// Where they go.
    pub marker: Marker,
    /// The pages, in order.
    pub pages: Vec<Page>,
}

/// What is generated inside of a prose page, in the place of a line `{{heat-map}}`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Insert {
    /// How far the variants are from each other.
    HeatMap,
}

impl Insert {
    /// Every insert that there is.
    pub const ALL: &[Self] = &[Self::HeatMap];

    /// The word between the braces.
    pub fn name(self) -> &'static str {
        match self {
            Self::HeatMap => "heat-map",
        }
    }

    /// The insert of a line, the word itself if it looks like an insert and is none.
    fn parse(line: &str) -> Option<Result<Self, &str>> {
        let name = line.trim().strip_prefix("{{")?.strip_suffix("}}")?.trim();
        Some(Self::ALL.iter().copied().find(|insert| insert.name() == name).ok_or(name))
    }
}

/// Everything that is generated.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Generated {
    /// Pages of their own.
    pub sections: Vec<Section>,
    /// HTML blocks for prose pages.
    pub inserts: Vec<(Insert, String)>,
}

/// Puts what was generated in the place of its markers; everything else stays as it is.
pub fn assemble(book: Book, generated: Generated) -> Book {
    let Generated { mut sections, inserts } = generated;
    let mut book = Book::new_with_items(replace_markers(book.items, &[], &mut sections));
    book.for_each_chapter_mut(|chapter| {
        // Generated pages hold contract text, which is no place for inserts.
        let is_prose = chapter.path.as_ref().is_some_and(|path| path.components().count() == 1);
        if is_prose {
            chapter.content = replace_inserts(&chapter.content, &inserts);
        }
    });
    book
}

/// A blank line on both sides keeps the neighbours out of the HTML block.
fn replace_inserts(content: &str, inserts: &[(Insert, String)]) -> String {
    let replace = |line: &str| {
        let insert = Insert::parse(line).and_then(Result::ok);
        inserts.iter().find(|(other, _)| Some(*other) == insert).map(|(_, html)| format!("\n{}\n\n", html.trim_end()))
    };
    content.split_inclusive('\n').map(|line| replace(line).unwrap_or_else(|| line.to_owned())).collect()
}

/// The pages are taken out of their sections: there may be many, and nobody needs them twice.
fn replace_markers(items: Vec<BookItem>, parents: &[String], sections: &mut [Section]) -> Vec<BookItem> {
    let mut replaced = Vec::new();
    for item in items {
        match item {
            BookItem::Chapter(chapter) if chapter.is_draft_chapter() && Marker::parse(&chapter.name).is_some() => {
                let marker = Marker::parse(&chapter.name).and_then(Result::ok);
                let section = sections.iter_mut().find(|section| Some(section.marker) == marker);
                let pages = section.map(|section| take(&mut section.pages)).unwrap_or_default();
                replaced.extend(pages.into_iter().map(|page| BookItem::Chapter(self::chapter(page, parents))));
            }
            BookItem::Chapter(mut chapter) => {
                let mut inner = parents.to_vec();
                inner.push(chapter.name.clone());
                chapter.sub_items = replace_markers(chapter.sub_items, &inner, sections);
                replaced.push(BookItem::Chapter(chapter));
            }
            other => replaced.push(other),
        }
    }
    replaced
}

fn chapter(page: Page, parents: &[String]) -> Chapter {
    let mut chapter = Chapter::new(&page.title, page.html, &page.path, parents.to_vec());
    chapter.source_path = Some(page.source.into());
    chapter
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_take_the_place_of_their_marker() {
        let mut parent = Chapter::new("P", String::new(), "p.md", vec![]);
        parent.sub_items.push(BookItem::Chapter(Chapter::new_draft("{{ variants }}", vec!["P".into()])));
        let book = Book::new_with_items(vec![BookItem::PartTitle("T".into()), BookItem::Chapter(parent)]);
        let page = |id: &str| Page {
            title: id.to_uppercase(),
            path: format!("variants/{id}.md"),
            source: format!("{id}/variant.yaml"),
            html: "<p>x</p>".into(),
        };
        let section = Section { marker: Marker::Variants, pages: vec![page("a"), page("b")] };
        let book = assemble(book, Generated { sections: vec![section], inserts: vec![] });
        let shown: Vec<_> = book
            .chapters()
            .map(|chapter| (chapter.name.as_str(), chapter.parent_names.len(), chapter.source_path.clone().unwrap()))
            .collect();
        assert_eq!(
            shown,
            [("P", 0, "p.md".into()), ("A", 1, "a/variant.yaml".into()), ("B", 1, "b/variant.yaml".into())]
        );
    }
}
