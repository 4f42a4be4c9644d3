//! Quotes: what the editors say of a clause stands only as long as the clause does.

use std::cell::Cell;
use std::collections::BTreeMap;

use super::references;
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::{Claim, Family, Flat, Located, Pin, Place, Variant};
use crate::passage;

/// Ensures that every quote occurs exactly once in its clause, and that no word occurs that is said to be lacking.
pub(super) fn every_claim_holds(family: &Family, diagnostics: &mut Diagnostics) {
    let texts = Texts::new(family);
    for annotation in &family.annotations {
        let answers = annotation.points.iter().flat_map(|point| &point.answers).flat_map(|answer| &answer.pins);
        for pin in answers.chain(annotation.notes.iter().flat_map(|note| &note.pins)) {
            if texts.searched.get() > MOST_SEARCHED {
                let message = "up to here, more was searched for than a check has time for";
                let help = "name the clause in which words are lacking, or list fewer words";
                diagnostics.push(Diagnostic::new(Code::TooMany, pin.variant.span, message).help(help));
                return;
            }
            // `annotations::every_variant_is_known` reports the others.
            if let Some(variant) = family.variant(&pin.variant) {
                judge(variant, pin, &texts, diagnostics);
            }
        }
    }
}

/// Bytes that are searched, for all words and quotes together: their time grows with the product.
const MOST_SEARCHED: usize = 2_000_000_000;

/// The clauses of every variant with their texts, by the id of the variant.
struct Texts<'a> {
    by_variant: BTreeMap<&'a str, Vec<(Place<'a>, String)>>,
    /// Bytes that have been searched.
    searched: Cell<usize>,
}

impl<'a> Texts<'a> {
    fn new(family: &'a Family) -> Self {
        let texts = |variant: &'a Variant| {
            let clauses = variant.clauses();
            let texts =
                clauses.map(|(part, article, clause)| (Place { part, article, clause }, Flat::new([clause]).text));
            (variant.id.value.as_str(), texts.collect())
        };
        Self { by_variant: family.variants.iter().map(texts).collect(), searched: Cell::new(0) }
    }

    fn of(&self, variant: &Variant) -> &[(Place<'a>, String)] {
        self.by_variant.get(variant.id.value.as_str()).map(Vec::as_slice).unwrap_or_default()
    }

    /// Counts bytes that are searched.
    fn count(&self, bytes: usize) {
        self.searched.set(self.searched.get().saturating_add(bytes));
    }

    fn text(&self, variant: &Variant, place: Place<'_>) -> &str {
        let mut texts = self.of(variant).iter();
        texts
            .find(|(other, _)| std::ptr::eq(other.clause, place.clause))
            .map(|(_, text)| text.as_str())
            .unwrap_or_default()
    }
}

fn judge(variant: &Variant, pin: &Pin, texts: &Texts<'_>, diagnostics: &mut Diagnostics) {
    let place = match &pin.clause {
        None => None,
        Some(target) => match variant.clause(target) {
            Ok(place) => Some(place),
            Err(error) => return references::report(variant, target, error, diagnostics),
        },
    };
    match (&pin.claim, place) {
        // A text that could not be read as a whole would make quotes fail that stand.
        (Claim::Quote(_), Some(_)) if !variant.is_complete => {}
        (Claim::Quote(quote), Some(place)) => self::quote(variant, place, quote, texts, diagnostics),
        (Claim::Lacks(words), _) => lacks(variant, place, words, texts, diagnostics),
        (Claim::Announced, Some(place)) if !place.clause.announced => {
            let message = format!(
                "clause {} of {} has a text; nothing shows which words are meant",
                place.clause.printed, variant.title
            );
            let span = pin.clause.as_ref().map_or(pin.variant.span, |clause| clause.span);
            diagnostics.push(Diagnostic::new(Code::QuoteNotFound, span, message).help("add `quote` or `searched`"));
        }
        // A quote without a clause was reported by the loader.
        (Claim::Announced, _) | (Claim::Quote(_), None) => {}
    }
}

fn quote(
    variant: &Variant,
    place: Place<'_>,
    quote: &Located<String>,
    texts: &Texts<'_>,
    diagnostics: &mut Diagnostics,
) {
    let text = texts.text(variant, place);
    texts.count(text.len());
    let clause = format!("clause {} of {}", place.clause.printed, variant.title);
    match text.matches(quote.as_str()).count() {
        1 => {}
        0 => {
            let message = format!("{clause} does not say “{}”", quote.value);
            let diagnostic = Diagnostic::new(Code::QuoteNotFound, quote.span, message);
            diagnostics.push_cured(diagnostic, |found| cure(found, variant, text, quote, texts));
        }
        count => {
            let message = format!("{clause} says “{}” {count} times", quote.value);
            diagnostics.push_cured(Diagnostic::new(Code::QuoteRepeated, quote.span, message), |found| {
                let longer = lengthen(quote, text).map_or(String::new(), |longer| format!(", such as “{longer}”"));
                found.help(format!("make the quote longer, so that it can be one passage only{longer}"))
            });
        }
    }
}

fn cure(
    diagnostic: Diagnostic,
    variant: &Variant,
    text: &str,
    quote: &Located<String>,
    texts: &Texts<'_>,
) -> Diagnostic {
    let elsewhere: Vec<&str> = texts
        .of(variant)
        .iter()
        .filter(|(_, text)| text.contains(quote.as_str()))
        .map(|(place, _)| place.clause.anchor.as_str())
        .collect();
    if !elsewhere.is_empty() {
        return diagnostic.help(format!("the words stand in `{}` now; correct `clause`", elsewhere.join("`, `")));
    }
    match passage::nearest(quote, text) {
        Some(near) if near.is_unique => {
            let help = format!(
                "it says “{}”; if what is said about it still holds, write `quote: {}`, or let `clausebook check --fix-quotes` do it",
                near.text, near.text
            );
            diagnostic.help(help).fix(quote.span, near.text)
        }
        Some(near) => diagnostic
            .help(format!("it says “{}”, and more that is like it; quote the passage that is meant", near.text)),
        None if text.is_empty() => diagnostic.help("the clause has no text; leave `quote` out"),
        None => diagnostic.help("it says nothing like it; read the clause again and correct what is said about it"),
    }
}

/// Characters that a hint adds to a quote at most.
const LONGEST: usize = 40;

/// The first occurrence with as many of the following characters as make it unique, at most to the end of its line.
///
/// What needs more than [`LONGEST`] characters is no longer a hint, and would take long to find.
fn lengthen(quote: &str, text: &str) -> Option<String> {
    let start = text.find(quote)?;
    let line_end = text[start..].find('\n').map_or(text.len(), |at| start + at);
    let ends = text[start..line_end].char_indices().map(|(at, c)| start + at + c.len_utf8());
    let mut longer = ends.filter(|end| *end > start + quote.len()).take(LONGEST).map(|end| &text[start..end]);
    longer.find(|candidate| text.matches(candidate).count() == 1).map(str::to_owned)
}

fn lacks(
    variant: &Variant,
    place: Option<Place<'_>>,
    words: &[Located<String>],
    texts: &Texts<'_>,
    diagnostics: &mut Diagnostics,
) {
    let size = match place {
        Some(place) => texts.text(variant, place).len(),
        None => texts.of(variant).iter().map(|(_, text)| text.len()).sum(),
    };
    texts.count(size.saturating_mul(words.len()));
    for word in words {
        let found = match place {
            Some(place) => texts.text(variant, place).contains(word.as_str()).then_some(place),
            None => texts.of(variant).iter().find(|(place, text)| says(*place, text, word)).map(|(place, _)| *place),
        };
        if let Some(found) = found {
            let message = format!("“{}” occurs in clause {} of {}", word.value, found.clause.printed, variant.title);
            diagnostics.push(
                Diagnostic::new(Code::WordFound, word.span, message)
                    .help("correct what is said about it, or search for a word that only such a clause would have"),
            );
        }
    }
}

/// Whether a clause has the word in its text or, if it has a text, in its heading.
fn says(place: Place<'_>, text: &str, word: &str) -> bool {
    let heading = place.clause.heading.as_deref().unwrap_or_default();
    !place.clause.announced && (text.contains(word) || heading.contains(word))
}
