//! Reasons to choose a variant: each rests on something that the annotations say about it.

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::{Evidence, EvidenceKind, Family, Fit};

/// Ensures that the evidence of every reason exists and speaks of the variant.
pub(super) fn all_evidence_is_there(family: &Family, diagnostics: &mut Diagnostics) {
    let replies = family.questions.iter().flat_map(|question| &question.replies);
    for fit in replies.flat_map(|reply| &reply.fits) {
        for evidence in fit.evidence.iter().filter(|evidence| !holds(family, fit, evidence)) {
            let message =
                format!("the annotations say nothing about `{}` in `{}`", fit.variant.value, evidence.written.value);
            diagnostics.push_cured(Diagnostic::new(Code::UnknownEvidence, evidence.written.span, message), |found| {
                found.did_you_mean(
                    &evidence.written,
                    known(family, fit).iter().map(String::as_str),
                    "write `subject/point`, or `subject#note` for a note that is pinned to the variant",
                )
            });
        }
    }
}

fn holds(family: &Family, fit: &Fit, evidence: &Evidence) -> bool {
    let Some(annotation) = family.annotation(&evidence.subject) else { return false };
    match &evidence.kind {
        EvidenceKind::Point(point) => annotation.answer(point, &fit.variant).is_some(),
        EvidenceKind::Note(note) => {
            annotation.note(note).is_some_and(|note| note.pins_on(&fit.variant).next().is_some())
        }
    }
}

/// Everything that could be written for this variant.
fn known(family: &Family, fit: &Fit) -> Vec<String> {
    let mut known = Vec::new();
    for annotation in &family.annotations {
        let subject = &annotation.subject.value;
        known.extend(annotation.points.iter().map(|answers| format!("{subject}/{}", answers.point.value)));
        let notes = annotation.notes.iter().filter(|note| note.pins_on(&fit.variant).next().is_some());
        known.extend(notes.map(|note| format!("{subject}#{}", note.id.value)));
    }
    known
}
