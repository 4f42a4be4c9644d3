//! Clauses: their numbers and whether they have text.

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::{Family, has_words};

/// Ensures that the numbers of an article's clauses rise.
pub(super) fn numbers_are_in_order(family: &Family, diagnostics: &mut Diagnostics) {
    let parts = family.variants.iter().flat_map(|variant| &variant.parts);
    for article in parts.flat_map(|part| &part.articles) {
        let mut highest = 0;
        let mut seen = std::collections::BTreeSet::new();
        for clause in &article.clauses {
            let number = &clause.number;
            let ordinal = number.rsplit('.').next().and_then(|digits| digits.parse::<u32>().ok()).unwrap_or_default();
            if !seen.insert(ordinal) {
                let message = format!("the article has a second clause {}", number.value);
                diagnostics
                    .push(Diagnostic::new(Code::DuplicateNumber, number.span, message).help("renumber one of the two"));
            } else if ordinal < highest {
                let message = format!("clause {} stands behind a higher number", number.value);
                diagnostics.push(
                    Diagnostic::new(Code::NumberOrder, number.span, message)
                        .help("put the clauses in the order of their numbers"),
                );
            }
            highest = highest.max(ordinal);
        }
    }
}

/// Ensures that a clause has text, unless it is announced only; then it has none.
pub(super) fn text_is_there_unless_announced(family: &Family, diagnostics: &mut Diagnostics) {
    for (_, _, clause) in family.variants.iter().flat_map(|variant| variant.clauses()) {
        let number = &clause.number.value;
        match (clause.announced, clause.text.is_empty()) {
            (false, _) if !has_words(&clause.text) => diagnostics.push(
                Diagnostic::new(Code::EmptyClause, clause.span, format!("clause {number} has no text"))
                    .help("write its text, or mark it `.announced` if only the table of contents has it"),
            ),
            (true, false) => diagnostics.push(
                Diagnostic::new(
                    Code::AnnouncedText,
                    clause.span,
                    format!("clause {number} is announced, yet has text"),
                )
                .help("remove `.announced` or the text"),
            ),
            _ => {}
        }
    }
}
