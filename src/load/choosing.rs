//! `choosing.yaml`. A family may do without; then there is no page that helps to choose.

use super::{Reader, optional};
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::{Evidence, EvidenceKind, Fit, Question, Reply};
use crate::schema;
use crate::source::Sources;
use crate::yaml::{self, Spanned};

/// Reads the questions that lead a reader to a variant.
pub(super) fn load(sources: &Sources, diagnostics: &mut Diagnostics) -> Vec<Question> {
    let Some(document) = optional(sources, "choosing.yaml") else { return Vec::new() };
    let Some(raw) = yaml::parse::<schema::Choosing>(document, diagnostics) else { return Vec::new() };
    let mut reader = Reader { document, diagnostics };
    let questions: Vec<_> = raw.questions.iter().map(|raw| question(raw, &mut reader)).collect();
    reader.unique("question", questions.iter().map(|question| &question.id));
    questions
}

fn question(raw: &schema::Question, reader: &mut Reader<'_, '_>) -> Question {
    Question {
        id: reader.id(&raw.id),
        question: reader.line(&raw.question),
        reason: reader.text(&raw.reason),
        replies: raw.replies.iter().map(|raw| reply(raw, reader)).collect(),
    }
}

fn reply(raw: &schema::Reply, reader: &mut Reader<'_, '_>) -> Reply {
    let fits: Vec<_> = raw.variants.iter().map(|raw| fit(raw, reader)).collect();
    reader.unique("variant", fits.iter().map(|fit| &fit.variant));
    Reply { reply: reader.line(&raw.reply), fits }
}

fn fit(raw: &schema::Fit, reader: &mut Reader<'_, '_>) -> Fit {
    let variant = reader.located(&raw.variant);
    if raw.evidence.is_empty() {
        reader.diagnostics.push(
            Diagnostic::new(Code::InvalidValue, variant.span, "nothing shows this")
                .help("add `evidence: [subject/point]` or `evidence: [subject#note]`"),
        );
    }
    Fit {
        verdict: raw.verdict,
        why: reader.text(&raw.why),
        evidence: raw.evidence.iter().filter_map(|raw| evidence(raw, reader)).collect(),
        variant,
    }
}

fn evidence(raw: &Spanned<String>, reader: &mut Reader<'_, '_>) -> Option<Evidence> {
    let written = reader.located(raw);
    let point = written.split_once('/').map(|(subject, id)| (subject, EvidenceKind::Point(id.to_owned())));
    let note = || written.split_once('#').map(|(subject, id)| (subject, EvidenceKind::Note(id.to_owned())));
    let Some((subject, kind)) = point.or_else(note) else {
        let message = format!("`{}` names neither a point nor a note", written.value);
        reader.diagnostics.push(
            Diagnostic::new(Code::InvalidValue, written.span, message).help("write `subject/point` or `subject#note`"),
        );
        return None;
    };
    Some(Evidence { subject: subject.to_owned(), kind, written: written.clone() })
}
