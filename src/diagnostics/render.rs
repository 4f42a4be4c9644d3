//! Diagnostics as text: for people, for editors, for programs and for pull requests.

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};
use serde::Serialize;

use super::{Code, Diagnostic, Diagnostics, Place, Severity};
use crate::source::{Sources, Span, floor_char_boundary};

/// How `check` prints what it found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// With the source line and the cure; coloured if asked.
    Human {
        /// Whether to use terminal colours.
        color: bool,
    },
    /// One line each: `file:line:column: error[code]: message`.
    Short,
    /// A JSON array.
    Json,
    /// Workflow commands that GitHub shows at the line of a pull request.
    Github,
}

/// All diagnostics, sorted, in the given format; ends with a line feed unless empty.
pub fn render(diagnostics: &Diagnostics, sources: &Sources, format: Format) -> String {
    let shown = diagnostics.shown(sources);
    match format {
        Format::Human { color } => {
            let renderer = if color { Renderer::styled() } else { Renderer::plain() };
            shown.iter().map(|diagnostic| human(diagnostic, sources, &renderer)).collect()
        }
        Format::Short => shown.iter().map(|diagnostic| short(diagnostic, sources)).collect(),
        Format::Json => json(&shown, sources),
        Format::Github => shown.iter().map(|diagnostic| github(diagnostic, sources)).collect(),
    }
}

fn human(diagnostic: &Diagnostic, sources: &Sources, renderer: &Renderer) -> String {
    let level = match diagnostic.code.severity() {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let message = one_line(&diagnostic.message);
    let path = display_path(diagnostic, sources);
    let excerpt = match &diagnostic.place {
        Place::Span(span) => Excerpt::around(sources, *span),
        Place::Path(_) => Excerpt::default(),
    };
    let title = level.primary_title(&message).id(diagnostic.code.name());
    let mut group = title.element(
        Snippet::source(&excerpt.text)
            .path(&path)
            .line_start(excerpt.first_line)
            .annotation(AnnotationKind::Primary.span(excerpt.start..excerpt.end)),
    );
    let help = diagnostic.help.as_deref().map(one_line);
    if let Some(help) = &help {
        group = group.element(Level::HELP.message(help));
    }
    format!("{}\n\n", renderer.render(&[group]))
}

/// The lines that a span touches, at most three of them, and the span within these lines.
struct Excerpt {
    text: String,
    first_line: usize,
    start: usize,
    end: usize,
}

impl Default for Excerpt {
    fn default() -> Self {
        Self { text: String::new(), first_line: 1, start: 0, end: 0 }
    }
}

impl Excerpt {
    /// Control and invisible characters are shown as `�`, so that a message cannot trick a terminal.
    fn around(sources: &Sources, span: Span) -> Self {
        let text = &sources.get(span.file).text;
        let start = floor_char_boundary(text, span.start);
        let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
        let mut end = floor_char_boundary(text, span.end).max(start);
        if let Some((third, _)) = text[start..end].match_indices('\n').nth(2) {
            end = start + third;
        }
        let line_end = text[end..].find('\n').map_or(text.len(), |at| end + at);
        let before = printable(&text[line_start..start]);
        let marked = printable(text[start..end].trim_end_matches('\n'));
        let after = printable(text[end..line_end].trim_end_matches('\n'));
        let (marked, after) = cut(&before, marked, after);
        Self {
            first_line: sources.line_column(span).0,
            start: before.len(),
            end: before.len() + marked.len(),
            text: format!("{before}{marked}{after}"),
        }
    }
}

/// Characters of a line that are shown; longer lines are cut.
const WIDTH: usize = 120;

/// Cuts what would make a line too long to read. What stands before the mark gives its column, so that the
/// renderer cuts it.
fn cut(before: &str, mut marked: String, mut after: String) -> (String, String) {
    let mut room = WIDTH.saturating_sub(before.chars().count()).max(WIDTH / 2);
    for text in [&mut marked, &mut after] {
        if let Some((end, _)) = text.char_indices().nth(room) {
            text.replace_range(end.., "…");
        }
        room = room.saturating_sub(text.chars().count());
    }
    (marked, after)
}

fn printable(text: &str) -> String {
    text.chars().map(|c| if c != '\n' && crate::check::characters::is_forbidden(c) { '\u{fffd}' } else { c }).collect()
}

/// Text that may hold pieces of a source or a file name, fit for a terminal: no invisible characters, and no line
/// feed that could begin a message of its own.
pub fn one_line(text: &str) -> String {
    printable(text).replace('\n', "\u{fffd}")
}

fn display_path(diagnostic: &Diagnostic, sources: &Sources) -> String {
    one_line(&match &diagnostic.place {
        Place::Span(span) => sources.display_path(&sources.get(span.file).path),
        Place::Path(path) => sources.display_path(path),
    })
}

fn line_column(diagnostic: &Diagnostic, sources: &Sources) -> (usize, usize) {
    match diagnostic.place {
        Place::Span(span) => sources.line_column(span),
        Place::Path(_) => (1, 1),
    }
}

fn short(diagnostic: &Diagnostic, sources: &Sources) -> String {
    let path = display_path(diagnostic, sources);
    let (line, column) = line_column(diagnostic, sources);
    let (severity, code) = (diagnostic.code.severity().as_str(), diagnostic.code.name());
    format!("{path}:{line}:{column}: {severity}[{code}]: {}\n", one_line(&diagnostic.message))
}

/// One entry of the JSON array.
#[derive(Serialize)]
struct Record {
    code: &'static str,
    severity: &'static str,
    file: String,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    message: String,
    help: Option<String>,
}

fn json(shown: &[Diagnostic], sources: &Sources) -> String {
    let records: Vec<_> = shown.iter().map(|diagnostic| record(diagnostic, sources)).collect();
    let text = serde_json::to_string_pretty(&records).expect("strings and numbers always serialize");
    text + "\n"
}

fn record(diagnostic: &Diagnostic, sources: &Sources) -> Record {
    let (line, column) = line_column(diagnostic, sources);
    let (end_line, end_column) = match diagnostic.place {
        Place::Span(span) => sources.line_column(Span::new(span.file, span.end..span.end)),
        Place::Path(_) => (line, column),
    };
    Record {
        code: diagnostic.code.name(),
        severity: diagnostic.code.severity().as_str(),
        file: display_path(diagnostic, sources),
        line,
        column,
        end_line,
        end_column,
        message: one_line(&diagnostic.message),
        help: diagnostic.help.as_deref().map(one_line),
    }
}

/// The format of GitHub's workflow commands: `%`, line feeds and, in properties, `:` and `,` are escaped.
fn github(diagnostic: &Diagnostic, sources: &Sources) -> String {
    let (line, column) = line_column(diagnostic, sources);
    let mut message = one_line(&diagnostic.message);
    if let Some(help) = &diagnostic.help {
        message = format!("{message}\n{}", one_line(help));
    }
    let escape = |text: &str| text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A");
    format!(
        "::{} file={},line={line},col={column},title={}::{}\n",
        diagnostic.code.severity().as_str(),
        escape(&display_path(diagnostic, sources)).replace(':', "%3A").replace(',', "%2C"),
        diagnostic.code.name(),
        escape(&message),
    )
}

/// The line that closes a run: how many errors and warnings.
pub fn summary(diagnostics: &Diagnostics) -> String {
    let plural = |count: usize, word: &str| format!("{count} {word}{}", if count == 1 { "" } else { "s" });
    let errors = plural(diagnostics.count(Severity::Error), "error");
    let warnings = plural(diagnostics.count(Severity::Warning), "warning");
    format!("{errors}, {warnings}")
}

/// The list that `explain` prints without an argument.
pub fn list_of_codes() -> String {
    Code::ALL.iter().map(|code| format!("{}\n", code.name())).collect()
}
