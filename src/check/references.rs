//! Cross references within a variant.

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::{Family, Inline, Located, Part, Reference, TargetError, Variant, visit_inlines};

/// Ensures that every cross reference leads to one clause or article.
pub(super) fn every_reference_resolves(family: &Family, diagnostics: &mut Diagnostics) {
    for variant in &family.variants {
        for (part, _, clause) in variant.clauses() {
            visit_inlines(&clause.text, &mut |inline| {
                if let Inline::Reference(reference) = inline {
                    resolve(variant, part, reference, diagnostics);
                }
            });
        }
    }
}

fn resolve(variant: &Variant, part: &Part, reference: &Reference, diagnostics: &mut Diagnostics) {
    let target = &reference.target;
    if target.is_empty() || target.contains(char::is_whitespace) || reference.text.trim().is_empty() {
        let message = "this cross reference has no words or no number";
        diagnostics.push(
            Diagnostic::new(Code::MalformedReference, target.span, message).help("write `[printed words](clause:8.1)`"),
        );
        return;
    }
    if let Err(error) = variant.resolve(part, target) {
        report(variant, target, error, diagnostics);
    }
}

/// Tells why a reference into a variant leads nowhere.
pub(super) fn report(variant: &Variant, target: &Located<String>, error: TargetError, diagnostics: &mut Diagnostics) {
    match error {
        TargetError::Unknown if !variant.is_complete => {}
        TargetError::Unknown => {
            let message = format!("`{}` has no clause or article `{}`", variant.id.value, target.value);
            let known = || {
                let addresses = variant.anchors().into_iter();
                addresses.flat_map(|anchor| [anchor, anchor.split_once('-').map_or(anchor, |(_, n)| n)])
            };
            diagnostics.push_cured(Diagnostic::new(Code::DanglingReference, target.span, message), |found| {
                found.did_you_mean(
                    target,
                    known(),
                    "refer to a number that the variant prints, or to an address such as `body-8.1`",
                )
            });
        }
        TargetError::Ambiguous(addresses) => {
            let message = format!("`{}` is found in several parts", target.value);
            let help = format!("name the part: `{}`", addresses.join("` or `"));
            diagnostics.push(Diagnostic::new(Code::AmbiguousReference, target.span, message).help(help));
        }
    }
}
