//! How much a family is as a whole: what each file may have is not enough when there are many files, and a text is shown
//! on more than one page.

use std::collections::BTreeSet;

use mdbook_core::book::Book;

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::{Annotation, Blank, Block, Claim, Clause, Family, Inline, Note, Part};
use crate::page::{Pairs, Settings, pairs};

/// Characters that the clauses of a family may have. A character takes some hundred bytes while a family is compared.
const MOST_CHARACTERS: usize = 3_000_000;
/// Characters that all pages of a site may show. Each takes some hundred nanoseconds to make, render and index.
const MOST_SHOWN: usize = 24_000_000;
/// A paragraph, an item, a cell, a blank or a stretch of words costs as much as so many characters, however short it is.
const PIECE: usize = 12;
/// The frame of a page costs as much as so many characters.
const PAGE: usize = 5_000;
/// A character of a prose page costs at most as much as so many characters: it may be a paragraph of its own.
const PROSE: usize = 4;

/// Ensures that the clauses can be compared and the pages be made in little time and memory, whoever wrote them.
///
/// The limits are named at the file with which they are passed, in order.
pub fn check(family: &Family, prose: Option<&Book>, settings: &Settings, diagnostics: &mut Diagnostics) {
    let mut total = Sum { most: MOST_CHARACTERS, of: "the clauses", help: "make two families of it", count: 0 };
    let mut shown = Sum {
        most: MOST_SHOWN,
        of: "all pages",
        help: "give pages to fewer pairs of variants, by `pairs` in book.toml, or make two families of it",
        count: 0,
    };
    shown.add(frames(family, settings), "family.yaml", diagnostics);
    for (index, variant) in family.variants.iter().enumerate() {
        let pages = pages_with_text_of(index, family, settings);
        for part in &variant.parts {
            for article in &part.articles {
                let size = article.clauses.iter().map(|clause| size_of_clause(clause, part, family)).sum();
                total.add(size, &article.path, diagnostics);
                shown.add(size.saturating_mul(pages), &article.path, diagnostics);
            }
        }
    }
    for annotation in &family.annotations {
        shown.add(size_of_annotation(annotation, family), &annotation.path, diagnostics);
    }
    for chapter in prose.into_iter().flat_map(Book::chapters) {
        let path = chapter.source_path.as_ref().and_then(|path| path.to_str()).unwrap_or("SUMMARY.md");
        shown.add(chapter.content.chars().count().saturating_mul(PROSE), path, diagnostics);
    }
}

/// A sum that is complained about once, where it passes its limit.
struct Sum<'a> {
    most: usize,
    of: &'a str,
    help: &'a str,
    count: usize,
}

impl Sum<'_> {
    fn add(&mut self, size: usize, path: &str, diagnostics: &mut Diagnostics) {
        let was_in_bounds = self.count <= self.most;
        self.count = self.count.saturating_add(size);
        if was_in_bounds && self.count > self.most {
            let message = format!("with this file {} have more than {} characters", self.of, self.most);
            diagnostics.push(Diagnostic::at_path(Code::FamilyTooLarge, path, message).help(self.help));
        }
    }
}

/// What pages have without any text: their frames, and a cell for each variant and topic.
fn frames(family: &Family, settings: &Settings) -> usize {
    let (variants, subjects) = (family.variant_ids.len(), family.taxonomy.subjects.len());
    let pages = variants + subjects + pairs(family, settings.pairs).len();
    let words: usize = family.look_alikes.iter().map(|word| word.chars().count()).sum();
    let cells = variants * family.taxonomy.topics().count();
    pages * (PAGE + family.disclaimer.chars().count() + words) + cells * 2 * PIECE
}

/// The number of pages that show the text of a variant: its own, that of the subject, and those of its pairs.
fn pages_with_text_of(index: usize, family: &Family, settings: &Settings) -> usize {
    let others = family.variant_ids.len().saturating_sub(1);
    2 + match settings.pairs {
        Pairs::All => others,
        Pairs::Base if index == 0 => others,
        Pairs::Base => 1,
        Pairs::None => 0,
    }
}

fn size_of_clause(clause: &Clause, part: &Part, family: &Family) -> usize {
    // Each place where a clause is shown names the parties of its part.
    let labels: usize = part.roles.keys().map(|label| label.chars().count() + PIECE).sum();
    let heading = clause.heading.as_ref().map_or(0, |heading| heading.chars().count());
    let links = (1 + clause.also.len()) * (heading + 2 * PIECE);
    labels + links + size_of_blocks(&clause.text, family)
}

fn size_of_blocks(blocks: &[Block], family: &Family) -> usize {
    let size = |block: &Block| match block {
        Block::Paragraph(inlines) => size_of_line(inlines, family),
        Block::List { items, .. } => items.iter().map(|item| PIECE + size_of_blocks(item, family)).sum(),
        Block::Table { head, rows } => {
            let cells = head.iter().chain(rows.iter().flatten());
            cells.map(|cell| size_of_line(cell, family)).sum()
        }
    };
    blocks.iter().map(size).sum()
}

fn size_of_line(inlines: &[Inline], family: &Family) -> usize {
    let size = |inline: &Inline| match inline {
        Inline::Text(text) => text.chars().count(),
        Inline::Strong(inner) | Inline::Emphasis(inner) => size_of_line(inner, family),
        Inline::Blank(blank) => {
            let default = blank.default.as_ref().map_or(0, |default| default.chars().count());
            blank.printed.chars().count() + default + family.blanks.get(&blank.name).map_or(0, size_of_meaning)
        }
        Inline::Reference(reference) => PIECE + reference.text.chars().count(),
        Inline::Link { text, href } => text.chars().count() + href.chars().count(),
    };
    PIECE + inlines.iter().map(|inline| PIECE + size(inline)).sum::<usize>()
}

/// What a page says of a blank wherever it stands.
fn size_of_meaning(blank: &Blank) -> usize {
    let options = blank.options.iter().map(|option| PIECE + option.chars().count());
    let hint = blank.hint.as_ref().map_or(0, |hint| hint.chars().count());
    blank.meaning.chars().count() + hint + options.sum::<usize>()
}

fn size_of_annotation(annotation: &Annotation, family: &Family) -> usize {
    let answers = annotation.points.iter().flat_map(|point| &point.answers).map(|answer| {
        let pins = answer.pins.iter().map(|pin| size_of_claim(&pin.claim));
        // On the page of the subject, that of the variant and among the decisions.
        3 * (PIECE + answer.value.chars().count() + pins.sum::<usize>())
    });
    let chapters = annotation.explanation.iter().map(|chapter| size_of_blocks(&chapter.text, family));
    let notes = annotation.notes.iter().map(|note| size_of_note(note, family));
    answers.chain(chapters).chain(notes).sum()
}

/// A note stands on the page of its subject and on that of each variant that it is about, with all that it cites.
fn size_of_note(note: &Note, family: &Family) -> usize {
    let variants: BTreeSet<&str> = note.pins.iter().map(|pin| pin.variant.value.as_str()).collect();
    let pins: usize = note.pins.iter().map(|pin| size_of_claim(&pin.claim)).sum();
    let caveats = note.law.iter().map(|law| {
        let statute = family.statutes.iter().find(|statute| statute.id.value == law.statute);
        let article = statute
            .and_then(|statute| statute.articles.iter().find(|article| article.number.value == law.article))
            .and_then(|article| article.caveat.as_ref());
        let caveats = statute.and_then(|statute| statute.caveat.as_ref()).into_iter().chain(article);
        2 * PIECE + caveats.map(|caveat| caveat.chars().count()).sum::<usize>()
    });
    let words = note.title.chars().count() + note.text.chars().count();
    (4 * PIECE + words + pins + caveats.sum::<usize>()) * (1 + variants.len())
}

fn size_of_claim(claim: &Claim) -> usize {
    2 * PIECE
        + match claim {
            Claim::Quote(quote) => quote.chars().count(),
            Claim::Lacks(words) => words.iter().map(|word| PIECE + word.chars().count()).sum(),
            Claim::Announced => 0,
        }
}
