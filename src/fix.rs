//! Cures that are known as edits, put into the texts of the sources.

use std::collections::BTreeMap;

use crate::diagnostics::{Code, Diagnostics, Fix};
use crate::source::{FileId, Sources, Span};

/// An edit of a value as a person reads it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Where the value stands.
    pub span: Span,
    /// What stood there.
    pub before: String,
    /// What stands there now.
    pub after: String,
}

/// The edits that cure mistakes of one kind.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cured {
    /// The whole new text of every file that changes.
    pub files: BTreeMap<FileId, String>,
    /// Every edit, in the order of the files.
    pub changes: Vec<Change>,
}

/// Cures the mistakes of one kind whose fix is known. Values are YAML; a cured one is written in double quotes.
pub fn cure(sources: &Sources, diagnostics: &Diagnostics, code: Code) -> Cured {
    let fixes: Vec<&Fix> = diagnostics
        .sorted(sources)
        .into_iter()
        .filter(|diagnostic| diagnostic.code == code)
        .filter_map(|diagnostic| diagnostic.fix.as_ref())
        .collect();
    let mut cured = Cured::default();
    // From the last to the first, so that the places of the others stay true.
    for fix in fixes.iter().rev() {
        let text = cured.files.entry(fix.span.file).or_insert_with(|| sources.get(fix.span.file).text.clone());
        text.replace_range(fix.span.range(), &quoted(&fix.value));
        cured.changes.push(Change {
            span: fix.span,
            before: sources.text(fix.span).to_owned(),
            after: quoted(&fix.value),
        });
    }
    cured.changes.reverse();
    cured
}

/// A value as a YAML scalar in double quotes, which JSON's strings are.
fn quoted(value: &str) -> String {
    serde_json::Value::from(value).to_string()
}
