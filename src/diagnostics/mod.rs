//! What is wrong with the content: data here, text in [`render`] and nowhere else.

mod code;
mod explain;
mod render;

pub use code::Code;
pub use explain::explain;
pub use render::{Format, list_of_codes, one_line, render, summary};

use std::collections::BTreeMap;

use indexmap::IndexSet;

use crate::source::{FileId, Sources, Span};

/// How bad a mistake is: an error stops the build, a warning does not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Nothing is built.
    Error,
    /// The site is built all the same.
    Warning,
}

impl Severity {
    /// The word that messages print.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

/// Where a mistake is: a range of a file, or a path alone where there is no text to point to.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Place {
    /// A range of a source file.
    Span(Span),
    /// A path below the source folder, of a file that is missing or could not be read.
    Path(String),
}

impl From<Span> for Place {
    fn from(span: Span) -> Self {
        Self::Span(span)
    }
}

/// One mistake in the content.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Diagnostic {
    /// Which rule was broken.
    pub code: Code,
    /// Where.
    pub place: Place,
    /// One line: what is wrong.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
    /// The cure as an edit, where it is known.
    pub fix: Option<Fix>,
}

/// An edit that cures a mistake.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Fix {
    /// What is replaced: the place of a value.
    pub span: Span,
    /// The value that takes its place.
    pub value: String,
}

impl Diagnostic {
    /// A mistake against the rule `code`.
    pub fn new(code: Code, place: impl Into<Place>, message: impl Into<String>) -> Self {
        Self { code, place: place.into(), message: message.into(), help: None, fix: None }
    }

    /// A mistake in a file that has no text to show.
    pub fn at_path(code: Code, path: &str, message: impl Into<String>) -> Self {
        Self::new(code, Place::Path(path.to_owned()), message)
    }

    /// Adds the cure.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Adds the cure as an edit.
    #[must_use]
    pub fn fix(mut self, span: Span, value: impl Into<String>) -> Self {
        self.fix = Some(Fix { span, value: value.into() });
        self
    }

    /// Adds “did you mean” where one of `known` is near to `word`, otherwise `otherwise`.
    #[must_use]
    pub fn did_you_mean<'a>(
        self,
        word: &str,
        known: impl IntoIterator<Item = &'a str>,
        otherwise: impl Into<String>,
    ) -> Self {
        match nearest(word, known) {
            Some(near) => self.help(format!("did you mean `{near}`?")),
            None => self.help(otherwise),
        }
    }
}

/// The word of `known` that `word` was probably meant to be.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    known
        .into_iter()
        .map(|candidate| (strsim::normalized_damerau_levenshtein(word, candidate), candidate))
        .filter(|(similarity, _)| *similarity >= 0.6)
        .max_by(|a, b| a.0.total_cmp(&b.0).then_with(|| b.1.cmp(a.1)))
        .map(|(_, candidate)| candidate)
}

/// More of the same kind in one file are counted, but not shown.
const MOST_SHOWN: usize = 20;
/// For more of the same kind in one file no cure is looked for. Mistakes are not found in the order of the file, so
/// that these are more than are shown.
const MOST_CURED: usize = 100;

/// The mistakes of one run, each once.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Diagnostics {
    list: IndexSet<Diagnostic>,
    counts: BTreeMap<(Option<FileId>, Code), usize>,
}

impl Diagnostics {
    /// Adds one mistake.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        *self.counts.entry(kind_of(&diagnostic)).or_default() += 1;
        self.list.insert(diagnostic);
    }

    /// Adds one mistake with a cure that takes time to find, unless the file has very many of the kind: a file of
    /// nothing but mistakes must not keep a reviewer waiting.
    pub fn push_cured(&mut self, diagnostic: Diagnostic, cure: impl FnOnce(Diagnostic) -> Diagnostic) {
        let count = self.counts.get(&kind_of(&diagnostic)).copied().unwrap_or_default();
        self.push(if count < MOST_CURED { cure(diagnostic) } else { diagnostic });
    }

    /// Takes over the mistakes of another list.
    pub fn append(&mut self, other: Self) {
        other.list.into_iter().for_each(|diagnostic| self.push(diagnostic));
    }

    /// Number of mistakes of this severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.list.iter().filter(|diagnostic| diagnostic.code.severity() == severity).count()
    }

    /// Whether anything must stop the build.
    pub fn has_errors(&self) -> bool {
        self.count(Severity::Error) > 0
    }

    /// Whether nothing at all was found.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Whether an error was found in the file with this path.
    pub fn has_error_in(&self, sources: &Sources, path: &str) -> bool {
        self.list.iter().any(|diagnostic| {
            diagnostic.code.severity() == Severity::Error && path_of(&diagnostic.place, sources) == path
        })
    }

    /// The mistakes by path, place and code.
    pub fn sorted(&self, sources: &Sources) -> Vec<&Diagnostic> {
        let mut sorted: Vec<_> = self.list.iter().collect();
        sorted.sort_by_key(|diagnostic| sort_key(diagnostic, sources));
        sorted
    }

    /// What is worth printing: where a file has very many mistakes of one kind, the first of them and their number.
    fn shown(&self, sources: &Sources) -> Vec<Diagnostic> {
        let mut shown: Vec<Diagnostic> = Vec::new();
        let mut seen: BTreeMap<(&str, Code), (usize, usize)> = BTreeMap::new();
        for diagnostic in self.sorted(sources) {
            let (count, closing) = seen.entry((path_of(&diagnostic.place, sources), diagnostic.code)).or_default();
            *count += 1;
            if *count <= MOST_SHOWN + 1 {
                *closing = shown.len();
                shown.push(diagnostic.clone());
            }
        }
        for ((_, code), (count, closing)) in seen.into_iter().filter(|(_, (count, _))| *count > MOST_SHOWN + 1) {
            let message = format!("… and {} more of this kind in this file", count - MOST_SHOWN);
            shown[closing] = Diagnostic::new(code, shown[closing].place.clone(), message);
        }
        shown
    }
}

fn kind_of(diagnostic: &Diagnostic) -> (Option<FileId>, Code) {
    let file = match diagnostic.place {
        Place::Span(span) => Some(span.file),
        Place::Path(_) => None,
    };
    (file, diagnostic.code)
}

fn sort_key<'a>(diagnostic: &'a Diagnostic, sources: &'a Sources) -> (&'a str, usize, Code, &'a str) {
    let offset = match diagnostic.place {
        Place::Span(span) => span.start,
        Place::Path(_) => 0,
    };
    (path_of(&diagnostic.place, sources), offset, diagnostic.code, &diagnostic.message)
}

fn path_of<'a>(place: &'a Place, sources: &'a Sources) -> &'a str {
    match place {
        Place::Span(span) => &sources.get(span.file).path,
        Place::Path(path) => path,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nearest_is_deterministic_and_modest() {
        assert_eq!(nearest("dispute-metod", ["dispute-method", "dispute-venue"]), Some("dispute-method"));
        assert_eq!(nearest("服务其限", ["服务期限", "服务地域"]), Some("服务期限"));
        assert_eq!(nearest("fees", ["dispute-method"]), None);
    }
}
