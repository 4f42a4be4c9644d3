//! Laws: what notes cite, and how long ago it was compared with the official text.

use std::collections::BTreeSet;

use jiff::ToSpan;
use jiff::civil::Date;

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::{Family, Statute, StatuteArticle};

/// Ensures that `statutes.yaml` has every article that a note cites.
pub(super) fn every_citation_is_known(family: &Family, diagnostics: &mut Diagnostics) {
    for citation in family.annotations.iter().flat_map(|annotation| &annotation.notes).flat_map(|note| &note.law) {
        if family.article(citation).is_some() {
            continue;
        }
        let message = format!("`statutes.yaml` has no article `{}`", citation.written.value);
        diagnostics.push_cured(Diagnostic::new(Code::UnknownStatute, citation.written.span, message), |found| {
            found.did_you_mean(
                &citation.written,
                known(family).iter().map(String::as_str),
                "add it there, or cite another",
            )
        });
    }
}

/// Everything that could be cited.
fn known(family: &Family) -> Vec<String> {
    let articles = |statute: &Statute| {
        let number = |article: &StatuteArticle| format!("{}#{}", statute.id.value, article.number.value);
        statute.articles.iter().map(number).collect::<Vec<_>>()
    };
    family.statutes.iter().flat_map(articles).collect()
}

/// Advises to take out what no note cites.
pub(super) fn every_article_is_cited(family: &Family, diagnostics: &mut Diagnostics) {
    let notes = family.annotations.iter().flat_map(|annotation| &annotation.notes);
    let cited: BTreeSet<(&str, &str)> =
        notes.flat_map(|note| &note.law).map(|law| (law.statute.as_str(), law.article.as_str())).collect();
    for statute in &family.statutes {
        for article in &statute.articles {
            if !cited.contains(&(statute.id.value.as_str(), article.number.value.as_str())) {
                let message = format!("no note cites `{}#{}`", statute.id.value, article.number.value);
                diagnostics.push(
                    Diagnostic::new(Code::UnusedStatute, article.number.span, message).help("cite it, or take it out"),
                );
            }
        }
    }
}

/// Advises to compare again what was compared more than a year before `today`.
pub(super) fn every_statute_is_fresh(family: &Family, today: Date, diagnostics: &mut Diagnostics) {
    for statute in &family.statutes {
        let checked = &statute.checked;
        if checked.value.saturating_add(1.year()) < today {
            let message = format!("{} was last compared with its official text on {}", statute.short, checked.value);
            diagnostics.push(
                Diagnostic::new(Code::StaleStatute, checked.span, message)
                    .help("compare it again, correct what was changed, and set `checked`"),
            );
        }
    }
}
