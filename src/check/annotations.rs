//! Annotations: every point has its answers, every name is known, every explanation has its shape.

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::{Annotation, Answers, Family, Inline, Located, State, Subject, visit_inlines};

use super::references;

/// Ensures that every annotation file answers every point of its subject for every variant, and nothing else.
pub(super) fn every_point_is_answered(family: &Family, diagnostics: &mut Diagnostics) {
    for annotation in &family.annotations {
        let mut subjects = family.taxonomy.subjects.iter();
        match subjects.find(|subject| subject.id.value == annotation.subject.value) {
            Some(subject) => points(family, annotation, subject, diagnostics),
            None => {
                let known = family.taxonomy.subjects.iter().map(|subject| subject.id.value.as_str());
                let message = format!("unknown subject `{}`", annotation.subject.value);
                diagnostics
                    .push_cured(Diagnostic::new(Code::UnknownSubject, annotation.subject.span, message), |found| {
                        found.did_you_mean(&annotation.subject, known, "the subjects are in `taxonomy.yaml`")
                    });
            }
        }
    }
}

fn points(family: &Family, annotation: &Annotation, subject: &Subject, diagnostics: &mut Diagnostics) {
    for point in &subject.points {
        match annotation.points.iter().find(|answers| answers.point.value == point.id.value) {
            Some(answers) => self::answers(family, answers, diagnostics),
            None => {
                let message = format!("the point `{}` ({}) is not answered", point.id.value, point.title);
                diagnostics.push(
                    Diagnostic::new(Code::MissingAnswer, annotation.subject.span, message)
                        .help(format!("add `{}:` with an answer for every variant below `points`", point.id.value)),
                );
            }
        }
    }
    for answers in &annotation.points {
        let point = &answers.point;
        let mut known = subject.points.iter().map(|point| point.id.value.as_str());
        if !known.clone().any(|id| id == point.value) {
            let message = format!("the subject `{}` has no point `{}`", subject.id.value, point.value);
            diagnostics.push_cured(Diagnostic::new(Code::UnknownPoint, point.span, message), |found| {
                found.did_you_mean(point, known.by_ref(), "the points are in `taxonomy.yaml`")
            });
        }
    }
}

fn answers(family: &Family, answers: &Answers, diagnostics: &mut Diagnostics) {
    for id in &family.variant_ids {
        if !answers.answers.iter().any(|answer| answer.variant.value == id.value) {
            let message = format!("`{}` has no answer to the point `{}`", id.value, answers.point.value);
            diagnostics.push(
                Diagnostic::new(Code::MissingAnswer, answers.point.span, message)
                    .help(format!("add `{}: {{value: …, clause: …, quote: …}}`", id.value)),
            );
        }
    }
    for answer in &answers.answers {
        let whole = answer.pins.iter().all(|pin| pin.clause.is_none());
        let complaint = match (answer.state, whole) {
            (State::Absent, false) => Some((
                "an absent answer rests on words that nowhere occur, not on a clause",
                "remove `clause` and `quote` and add `searched`, or choose another `state`",
            )),
            (State::Absent, true) | (_, false) => None,
            (_, true) => Some((
                "only an absent answer rests on words that nowhere occur",
                "add `state: absent`, or `clause` and `quote`",
            )),
        };
        if let Some((message, help)) = complaint {
            diagnostics.push(Diagnostic::new(Code::InvalidValue, answer.value.span, message).help(help));
        }
    }
}

/// Ensures that every variant that an annotation or a choice names is one of the family.
pub(super) fn every_variant_is_known(family: &Family, diagnostics: &mut Diagnostics) {
    let answers = family.annotations.iter().flat_map(|annotation| &annotation.points).flat_map(|point| &point.answers);
    let notes = family.annotations.iter().flat_map(|annotation| &annotation.notes).flat_map(|note| &note.pins);
    let fits = family.questions.iter().flat_map(|question| &question.replies).flat_map(|reply| &reply.fits);
    let named = answers.map(|answer| &answer.variant).chain(notes.map(|pin| &pin.variant));
    for named in named.chain(fits.map(|fit| &fit.variant)) {
        variant_is_known(family, named, &named.value, diagnostics);
    }
}

fn variant_is_known(family: &Family, named: &Located<String>, id: &str, diagnostics: &mut Diagnostics) -> bool {
    let known = || family.variant_ids.iter().map(|id| id.value.as_str());
    if known().any(|other| other == id) {
        return true;
    }
    let message = format!("unknown variant `{id}`");
    diagnostics.push_cured(Diagnostic::new(Code::UnknownVariant, named.span, message), |found| {
        found.did_you_mean(id, known(), "the variants are listed in `family.yaml`")
    });
    false
}

/// Ensures that every reference of an explanation leads to one clause of a variant.
pub(super) fn every_reference_of_explanations_resolves(family: &Family, diagnostics: &mut Diagnostics) {
    for chapter in family.annotations.iter().flat_map(|annotation| &annotation.explanation) {
        visit_inlines(&chapter.text, &mut |inline| {
            let Inline::Reference(reference) = inline else { return };
            let target = &reference.target;
            let Some((id, number)) = target.split_once('/') else {
                diagnostics.push(
                    Diagnostic::new(Code::MalformedReference, target.span, "this reference does not name a variant")
                        .help("write `[words](clause:variant/8.1)`"),
                );
                return;
            };
            if !variant_is_known(family, target, id, diagnostics) {
                return;
            }
            let Some(variant) = family.variant(id) else { return };
            if let Err(error) = variant.clause(number) {
                let number = Located { value: number.to_owned(), span: target.span };
                references::report(variant, &number, error, diagnostics);
            }
        });
    }
}

/// Ensures that explanations have the headings and the length that the family asks for.
pub(super) fn explanations_have_their_shape(family: &Family, diagnostics: &mut Diagnostics) {
    let Some(rule) = &family.explanation else { return };
    for annotation in &family.annotations {
        let place = annotation.explanation.first().map_or(annotation.subject.span, |chapter| chapter.heading.span);
        let headings: Vec<&str> = annotation.explanation.iter().map(|chapter| chapter.heading.value.as_str()).collect();
        if headings != rule.headings {
            let message = format!("the headings are not `{}`", rule.headings.join("`, `"));
            diagnostics.push(
                Diagnostic::new(Code::Explanation, place, message)
                    .help("write these headings, in this order, each as `## …`"),
            );
        }
        let letters: usize = annotation.explanation.iter().map(|chapter| count_letters(&chapter.text)).sum();
        if !(rule.least..=rule.most).contains(&letters) {
            let message = format!("the explanation has {letters} letters, not {} to {}", rule.least, rule.most);
            diagnostics.push(Diagnostic::new(Code::Explanation, place, message).help("shorten it, or tell more"));
        }
    }
}

fn count_letters(text: &[crate::model::Block]) -> usize {
    let mut letters = 0;
    visit_inlines(text, &mut |inline| {
        let words = match inline {
            Inline::Text(text) => text.value.as_str(),
            Inline::Reference(reference) => &reference.text,
            Inline::Link { text, .. } => text,
            Inline::Blank(_) | Inline::Strong(_) | Inline::Emphasis(_) => "",
        };
        letters += words.chars().filter(|c| c.is_alphabetic()).count();
    });
    letters
}

/// Advises to annotate every subject where some are.
pub(super) fn every_subject_is_annotated(family: &Family, diagnostics: &mut Diagnostics) {
    if family.annotations.is_empty() {
        return;
    }
    for subject in &family.taxonomy.subjects {
        if family.annotation(&subject.id).is_none() {
            let message = format!("the subject `{}` has no annotations", subject.id.value);
            diagnostics.push(
                Diagnostic::new(Code::MissingAnnotation, subject.id.span, message)
                    .help(format!("write `annotations/{}.md`; CONTRIBUTING.md tells what goes in", subject.id.value)),
            );
        }
    }
}

/// Ensures that the profile of `family.yaml` names points of the taxonomy.
pub(super) fn profile_points_are_known(family: &Family, diagnostics: &mut Diagnostics) {
    let subjects = &family.taxonomy.subjects;
    let known = subjects
        .iter()
        .flat_map(|subject| subject.points.iter().map(move |point| format!("{}/{}", subject.id.value, point.id.value)));
    let known: Vec<String> = known.collect();
    for point in &family.profile {
        if !known.contains(&point.written.value) {
            let message = format!("there is no point `{}`", point.written.value);
            diagnostics.push_cured(Diagnostic::new(Code::UnknownPoint, point.written.span, message), |found| {
                found.did_you_mean(
                    &point.written,
                    known.iter().map(String::as_str),
                    "write `subject/point`; both are in `taxonomy.yaml`",
                )
            });
        }
    }
}
