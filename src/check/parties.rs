//! Party labels.

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::{Family, Inline, Located, Part, visit_inlines};
use crate::source::Span;

/// Ensures that the text uses only the party labels of its part.
pub(super) fn labels_belong_to_the_part(family: &Family, diagnostics: &mut Diagnostics) {
    let labels = family.party_labels();
    for (part, _, clause) in family.variants.iter().flat_map(|variant| variant.clauses()) {
        visit_inlines(&clause.text, &mut |inline| {
            if let Inline::Text(text) = inline {
                check_text(text, part, &labels, &family.look_alikes, diagnostics);
            }
        });
    }
}

fn check_text(
    text: &Located<String>,
    part: &Part,
    labels: &[&str],
    look_alikes: &[String],
    diagnostics: &mut Diagnostics,
) {
    for label in labels.iter().filter(|label| !part.roles.contains_key(**label)) {
        for (at, _) in text.match_indices(label).filter(|(at, _)| !is_look_alike(text, *at, label, look_alikes)) {
            let start = (text.span.start + at).min(text.span.end);
            let span = Span::new(text.span.file, start..(start + label.len()).min(text.span.end));
            let own = part.roles.keys().map(String::as_str).collect::<Vec<_>>().join("`, `");
            let message = format!("`{label}` is not a party of this part");
            diagnostics.push(Diagnostic::new(Code::UnknownParty, span, message).help(format!(
                "the parties here are `{own}`; a word that only looks like a label goes under `look_alikes` in `family.yaml`"
            )));
        }
    }
}

/// Whether a word of the list, or a longer label, covers the label found at `at`.
fn is_look_alike(text: &str, at: usize, label: &str, look_alikes: &[String]) -> bool {
    look_alikes.iter().any(|word| {
        word.match_indices(label).any(|(inner, _)| {
            at.checked_sub(inner)
                .and_then(|start| text.get(start..))
                .is_some_and(|rest| rest.starts_with(word.as_str()))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::is_look_alike;

    #[test]
    fn a_look_alike_covers_the_label_inside_of_it() {
        let words = ["服务方式".to_owned(), "为服务方便".to_owned()];
        let check = |text: &str| is_look_alike(text, text.find("服务方").unwrap(), "服务方", &words);
        assert!(check("按约定的服务方式履行"));
        assert!(check("为服务方便起见"));
        assert!(!check("由服务方履行"));
    }
}
