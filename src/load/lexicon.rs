//! `lexicon.yaml`. A family may do without; then only the words themselves are compared.

use super::{Reader, optional};
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::{Lexicon, Modality, Unit};
use crate::schema;
use crate::source::Sources;
use crate::yaml;

/// Reads the words that a comparison recognises.
pub(super) fn load(sources: &Sources, diagnostics: &mut Diagnostics) -> Lexicon {
    let Some(document) = optional(sources, "lexicon.yaml") else { return Lexicon::default() };
    let Some(raw) = yaml::parse::<schema::Lexicon>(document, diagnostics) else { return Lexicon::default() };
    let mut reader = Reader { document, diagnostics };
    let date = reader.texts(&raw.date);
    if !matches!(date.len(), 0 | 3) {
        let span = document.span(&raw.date[0]);
        let message = format!("a date has three words, not {}", date.len());
        reader.diagnostics.push(
            Diagnostic::new(Code::InvalidValue, span, message).help("write the words behind year, month and day"),
        );
    }
    Lexicon {
        numerals: raw.numerals,
        ordinal_marks: reader.texts(&raw.ordinal_marks),
        units: raw.units.iter().map(|raw| unit(raw, &mut reader)).collect(),
        date,
        modalities: raw.modalities.iter().map(|raw| modality(raw, &mut reader)).collect(),
        scope_words: reader.texts(&raw.scope_words),
        collective_parties: reader.texts(&raw.collective_parties),
        agent_marks: reader.texts(&raw.agent_marks),
        connectives: reader.texts(&raw.connectives),
        look_alikes: reader.texts(&raw.look_alikes),
    }
}

fn unit(raw: &schema::Unit, reader: &mut Reader<'_, '_>) -> Unit {
    let factor = raw.factor.as_ref().map_or(1.0, |factor| factor.value);
    if let Some(raw) = raw.factor.as_ref().filter(|_| !factor.is_finite() || factor <= 0.0) {
        let span = reader.document.span(raw);
        let help = "write by how much a number is multiplied to be in `unit`";
        let message = "a factor is a number above zero";
        reader.diagnostics.push(Diagnostic::new(Code::InvalidValue, span, message).help(help));
    }
    Unit {
        kind: raw.kind,
        unit: reader.text(&raw.unit),
        words: reader.texts(&raw.words),
        prefixes: reader.texts(&raw.prefixes),
        factor,
    }
}

fn modality(raw: &schema::Modality, reader: &mut Reader<'_, '_>) -> Modality {
    Modality { kind: raw.kind, words: reader.texts(&raw.words) }
}
