//! `search.yaml`. A family may do without; then a search finds exactly what is typed.

use super::{Reader, optional};
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::{Role, SearchWords};
use crate::schema;
use crate::source::Sources;
use crate::units::units;
use crate::yaml::{self, Spanned};

/// Reads the words by which a search widens a query.
pub(super) fn load(sources: &Sources, diagnostics: &mut Diagnostics) -> SearchWords {
    let Some(document) = optional(sources, "search.yaml") else { return SearchWords::default() };
    let Some(raw) = yaml::parse::<schema::Search>(document, diagnostics) else { return SearchWords::default() };
    let mut reader = Reader { document, diagnostics };
    let roles = [(Role::Client, &raw.roles.client), (Role::Provider, &raw.roles.provider)];
    let all: Vec<_> = raw.same.iter().chain(&raw.related).flatten().map(|word| reader.located(word)).collect();
    reader.unique("word", &all);
    SearchWords {
        roles: roles.into_iter().map(|(role, names)| (role, words(names, &mut reader))).collect(),
        same: groups(&raw.same, &mut reader),
        related: groups(&raw.related, &mut reader),
        characters: raw.characters.as_ref().map(|pairs| characters(pairs, &mut reader)).unwrap_or_default(),
    }
}

fn groups(raw: &[Vec<Spanned<String>>], reader: &mut Reader<'_, '_>) -> Vec<Vec<String>> {
    let groups: Vec<_> = raw.iter().map(|group| words(group, reader)).collect();
    for (raw, words) in raw.iter().zip(&groups) {
        if let ([only], true) = (raw.as_slice(), words.len() < 2) {
            let span = reader.document.span(only);
            reader.diagnostics.push(
                Diagnostic::new(Code::InvalidValue, span, "a word alone widens nothing")
                    .help("add the other word, or remove it"),
            );
        }
    }
    groups
}

/// Words that can be searched for: the index knows letters, digits and ideographs only.
fn words(raw: &[Spanned<String>], reader: &mut Reader<'_, '_>) -> Vec<String> {
    let mut words = Vec::new();
    for raw in raw {
        let word = reader.located(raw);
        let units = units(&word.value);
        if !word.value.trim().is_empty() && (units.is_empty() || units.iter().skip(1).any(|unit| !unit.joined)) {
            let message = format!("`{}` is not one word", word.value);
            reader.diagnostics.push(
                Diagnostic::new(Code::InvalidValue, word.span, message)
                    .help("write letters, without spaces or signs between"),
            );
        }
        words.push(word.value);
    }
    words
}

fn characters(raw: &Spanned<String>, reader: &mut Reader<'_, '_>) -> Vec<(char, char)> {
    let text = reader.located_of_any_length(raw);
    let mut pairs = Vec::new();
    for written in text.value.split_whitespace() {
        let mut chars = written.chars();
        match (chars.next(), chars.next(), chars.next()) {
            (Some(written), Some(meant), None) if written != meant => pairs.push((written, meant)),
            _ => {
                let message = format!("`{written}` is not a pair of characters");
                reader.diagnostics.push(
                    Diagnostic::new(Code::InvalidValue, text.span, message)
                        .help("write the typed character and the one it means, with a space behind"),
                );
            }
        }
    }
    pairs
}
