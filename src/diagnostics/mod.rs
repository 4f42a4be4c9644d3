//! What is wrong with the content: data here, text in [`render`] and nowhere else.

mod code;
mod explain;
mod render;

pub use code::Code;
pub use explain::explain;
pub use render::{Format, list_of_codes, render, summary};

use crate::source::{Sources, Span};

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
#[derive(Debug, Clone, PartialEq, Eq)]
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
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// Which rule was broken.
    pub code: Code,
    /// Where.
    pub place: Place,
    /// One line: what is wrong.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
}

impl Diagnostic {
    /// A mistake against the rule `code`.
    pub fn new(code: Code, place: impl Into<Place>, message: impl Into<String>) -> Self {
        Self { code, place: place.into(), message: message.into(), help: None }
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

/// The mistakes of one run.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
}

impl Diagnostics {
    /// Adds one mistake.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.list.push(diagnostic);
    }

    /// Takes over the mistakes of another list.
    pub fn append(&mut self, mut other: Self) {
        self.list.append(&mut other.list);
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

    /// The mistakes by path, place and code, without repetitions.
    pub fn sorted(&self, sources: &Sources) -> Vec<&Diagnostic> {
        let mut sorted: Vec<_> = self.list.iter().collect();
        sorted.sort_by_key(|diagnostic| sort_key(diagnostic, sources));
        sorted.dedup();
        sorted
    }
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
