//! How much a family is as a whole: what each file may have is not enough when there are many files, and a text is shown
//! on more than one page.

use std::collections::BTreeSet;

use mdbook_core::book::Book;

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::{Annotation, BlankUse, Block, Citation, Claim, Clause, Family, Inline, Note, Numerals, Part};
use crate::numeral;
use crate::page::{Pairs, Settings, pairs};

/// Characters that the clauses of a family may have. A character takes some hundred bytes while a family is compared.
pub(crate) const MOST_CHARACTERS: usize = 4_000_000;
/// Characters that all pages of a site may show. Each takes some hundred nanoseconds to make, render and index.
pub(crate) const MOST_SHOWN: usize = 48_000_000;
/// A paragraph, an item, a cell, a stretch of words or a modal word costs as much as so many characters, however short it is.
pub(crate) const PIECE: usize = 12;
/// A figure or blank costs as much as so many characters: it stands on pages of its own, and is a difference to other texts.
pub(crate) const FIGURE: usize = 42;
/// Pages that a site may have. mdBook needs the square of their number.
pub(crate) const MOST_PAGES: usize = 1_000;
/// A variant and a topic cost as much as so many characters, whether the one speaks of the other or not.
const CELL: usize = 40;
/// The frame of a page costs as much as so many characters.
const PAGE: usize = 5_000;
/// A byte of a prose page costs at most as much as so many characters: every third may be a paragraph of its own.
const PROSE: usize = 12;

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
    let pages = count_pages(family, prose, settings);
    if pages > MOST_PAGES {
        let message = format!("the site would have {pages} pages; it may have {MOST_PAGES}");
        diagnostics.push(Diagnostic::at_path(Code::FamilyTooLarge, "family.yaml", message).help(shown.help));
    }
    let cells = family.variant_ids.len().saturating_mul(family.taxonomy.topics().count()).saturating_mul(CELL);
    total.add(cells, "taxonomy.yaml", diagnostics);
    shown.add(pages.saturating_mul(frame(family)).saturating_add(cells), "family.yaml", diagnostics);
    let scale = Scale::new(family);
    for (index, variant) in family.variants.iter().enumerate() {
        let pages = pages_with_text_of(index, family, settings);
        for part in &variant.parts {
            for article in &part.articles {
                let size = article.clauses.iter().map(|clause| scale.clause(clause, part)).sum();
                total.add(size, &article.path, diagnostics);
                shown.add(size.saturating_mul(pages), &article.path, diagnostics);
            }
        }
    }
    for annotation in &family.annotations {
        shown.add(scale.annotation(annotation), &annotation.path, diagnostics);
    }
    for chapter in prose.into_iter().flat_map(Book::chapters) {
        let path = chapter.source_path.as_ref().and_then(|path| path.to_str()).unwrap_or("SUMMARY.md");
        shown.add(chapter.content.len().saturating_mul(PROSE), path, diagnostics);
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

/// The number of pages; a book has some overviews besides.
fn count_pages(family: &Family, prose: Option<&Book>, settings: &Settings) -> usize {
    let prose = prose.map_or(0, |prose| prose.chapters().count());
    family.variant_ids.len() + family.taxonomy.subjects.len() + pairs(family, settings.pairs).len() + prose
}

/// What every page has without any text.
fn frame(family: &Family) -> usize {
    PAGE + count(&family.disclaimer) + family.look_alikes.iter().map(|word| count(word)).sum::<usize>()
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

/// What texts are weighed with.
struct Scale<'a> {
    family: &'a Family,
    /// The characters with which modal words begin: to look for the words would take long.
    modal: BTreeSet<char>,
    reads_han: bool,
}

impl<'a> Scale<'a> {
    fn new(family: &'a Family) -> Self {
        let lexicon = &family.lexicon;
        let words = lexicon.modalities.iter().flat_map(|modality| &modality.words);
        let modal = words.filter_map(|word| word.chars().next()).collect();
        Self { family, modal, reads_han: lexicon.numerals.contains(&Numerals::Han) }
    }

    fn clause(&self, clause: &Clause, part: &Part) -> usize {
        // Each place where a clause is shown names the parties of its part.
        let labels: usize = part.roles.keys().map(|label| 2 * count(label)).sum();
        let heading = clause.heading.as_deref().map_or(0, count);
        let links = (1 + clause.also.len()) * (heading + PIECE);
        labels + links + self.blocks(&clause.text)
    }

    fn blocks(&self, blocks: &[Block]) -> usize {
        let size = |block: &Block| match block {
            Block::Paragraph(inlines) => self.line(inlines),
            Block::List { items, .. } => items.iter().map(|item| PIECE + self.blocks(item)).sum(),
            Block::Table { head, rows } => head.iter().chain(rows.iter().flatten()).map(|cell| self.line(cell)).sum(),
        };
        blocks.iter().map(size).sum()
    }

    fn line(&self, inlines: &[Inline]) -> usize {
        let size = |inline: &Inline| match inline {
            Inline::Text(text) => self.words(text),
            Inline::Strong(inner) | Inline::Emphasis(inner) => self.line(inner),
            Inline::Blank(blank) => FIGURE + count(&blank.printed) + self.blank(blank),
            Inline::Reference(reference) => 2 * PIECE + count(&reference.text),
            Inline::Link { text, href } => count(text) + count(href),
        };
        PIECE + inlines.iter().map(|inline| PIECE + size(inline)).sum::<usize>()
    }

    fn words(&self, text: &str) -> usize {
        let is_digit = |c: char| c.is_numeric() || (self.reads_han && numeral::is_han(c));
        let (mut size, mut in_figure) = (0, false);
        for c in text.chars() {
            let (was_in_figure, is_modal) = (in_figure, self.modal.contains(&c));
            in_figure = is_digit(c);
            size += 1 + PIECE * usize::from(is_modal) + FIGURE * usize::from(in_figure && !was_in_figure);
        }
        size
    }

    /// What a page says of a blank wherever it stands.
    fn blank(&self, used: &BlankUse) -> usize {
        let default = used.default.as_deref().map_or(0, count);
        let registered = self.family.blanks.get(&used.name).map_or(0, |blank| {
            let options: usize = blank.options.iter().map(|option| PIECE + count(option)).sum();
            count(&blank.meaning) + blank.hint.as_deref().map_or(0, count) + options
        });
        default + registered
    }

    fn annotation(&self, annotation: &Annotation) -> usize {
        let answers = annotation.points.iter().flat_map(|point| &point.answers).map(|answer| {
            let pins: usize = answer.pins.iter().map(|pin| size_of_claim(&pin.claim)).sum();
            // On the page of the subject, that of the variant and among the decisions.
            3 * (PIECE + count(&answer.value) + pins)
        });
        let chapters = annotation.explanation.iter().map(|chapter| self.blocks(&chapter.text));
        let notes = annotation.notes.iter().map(|note| self.note(note));
        answers.chain(chapters).chain(notes).sum()
    }

    /// A note stands on the page of its subject and on that of each variant that it is about, with all that it cites.
    fn note(&self, note: &Note) -> usize {
        let variants: BTreeSet<&str> = note.pins.iter().map(|pin| pin.variant.value.as_str()).collect();
        let pins: usize = note.pins.iter().map(|pin| size_of_claim(&pin.claim)).sum();
        let laws: usize = note.law.iter().map(|law| 2 * PIECE + self.caveats(law)).sum();
        (4 * PIECE + count(&note.title) + count(&note.text) + pins + laws) * (1 + variants.len())
    }

    fn caveats(&self, law: &Citation) -> usize {
        let Some(statute) = self.family.statutes.iter().find(|statute| statute.id.value == law.statute) else {
            return 0;
        };
        let article = statute.articles.iter().find(|article| article.number.value == law.article);
        let caveats = [statute.caveat.as_deref(), article.and_then(|article| article.caveat.as_deref())];
        caveats.into_iter().flatten().map(count).sum()
    }
}

fn size_of_claim(claim: &Claim) -> usize {
    2 * PIECE
        + match claim {
            Claim::Quote(quote) => count(quote),
            Claim::Lacks(words) => words.iter().map(|word| PIECE + count(word)).sum(),
            Claim::Announced => 0,
        }
}

fn count(text: &str) -> usize {
    text.chars().count()
}
