//! Blanks against the registry.

use std::collections::BTreeSet;

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::{BlankUse, Family};

fn uses(family: &Family) -> impl Iterator<Item = &BlankUse> {
    family.variants.iter().flat_map(|variant| variant.clauses()).flat_map(|(_, _, clause)| clause.blanks())
}

/// Ensures that every blank of a clause is in `blanks.yaml`.
pub(super) fn every_blank_is_registered(family: &Family, diagnostics: &mut Diagnostics) {
    for blank in uses(family).filter(|blank| !family.blanks.contains_key(&blank.name)) {
        let message = format!("unknown blank `{}`", blank.name);
        diagnostics.push_cured(Diagnostic::new(Code::UnknownBlank, blank.span, message), |found| {
            found.did_you_mean(
                &blank.name,
                family.blanks.keys().map(String::as_str),
                format!("add `- {{name: {}, kind: text, meaning: …}}` to `blanks.yaml`", blank.name),
            )
        });
    }
}

/// Ensures that a value that a clause pre-sets is the default of the registry.
pub(super) fn defaults_agree(family: &Family, diagnostics: &mut Diagnostics) {
    for blank in uses(family) {
        let Some(registered) = family.blanks.get(&blank.name) else { continue };
        let Some(value) = &blank.default else { continue };
        let (message, help) = match &registered.default {
            Some(default) if default == value => continue,
            Some(default) => (
                format!("the clause pre-sets `{value}`, `blanks.yaml` says `{default}`"),
                "correct one of the two".to_owned(),
            ),
            None => (
                format!("the clause pre-sets `{value}`, `blanks.yaml` has no default"),
                format!("add `default: {value}` to the blank `{}`", blank.name),
            ),
        };
        diagnostics.push(Diagnostic::new(Code::BlankDefault, blank.span, message).help(help));
    }
}

/// Ensures that the registry holds nothing that no clause uses.
pub(super) fn every_registered_blank_is_used(family: &Family, diagnostics: &mut Diagnostics) {
    let used: BTreeSet<&str> = uses(family).map(|blank| blank.name.as_str()).collect();
    for blank in family.blanks.values().filter(|blank| !used.contains(blank.name.as_str())) {
        let message = format!("no clause uses the blank `{}`", blank.name.value);
        diagnostics.push(Diagnostic::new(Code::UnusedBlank, blank.name.span, message).help("remove the entry"));
    }
}
