//! `clausebook check`.

use std::io::{IsTerminal, stdout};
use std::path::Path;
use std::process::ExitCode;

use anyhow::Result;
use jiff::civil::Date;

use super::{CheckFormat, MISTAKES, put, say};
use crate::diagnostics::{self, Code, Diagnostics, Format, one_line, summary};
use crate::fix;
use crate::site::Project;
use crate::source::Sources;

/// Prints every mistake of the sources, after curing quotes if asked.
pub(super) fn run(root: &Path, format: CheckFormat, fix_quotes: bool, today: Option<Date>) -> Result<ExitCode> {
    let project = Project::open(root)?;
    let mut sources = project.sources()?;
    let mut diagnostics = check(&project, &sources, today);
    if fix_quotes {
        cure_quotes(&project, &sources, &diagnostics)?;
        sources = project.sources()?;
        diagnostics = check(&project, &sources, today);
    }
    let format = match format {
        CheckFormat::Human => Format::Human { color: stdout().is_terminal() },
        CheckFormat::Short => Format::Short,
        CheckFormat::Json => Format::Json,
        CheckFormat::Github => Format::Github,
    };
    put(&diagnostics::render(&diagnostics, &sources, format))?;
    say(summary(&diagnostics));
    Ok(if diagnostics.has_errors() { ExitCode::from(MISTAKES) } else { ExitCode::SUCCESS })
}

fn check(project: &Project, sources: &Sources, today: Option<Date>) -> Diagnostics {
    let checked = project.check(sources);
    let mut diagnostics = checked.diagnostics;
    if !diagnostics.has_errors() {
        diagnostics.append(crate::check::age(&checked.family, today.unwrap_or_else(self::today)));
    }
    diagnostics
}

#[expect(clippy::disallowed_methods, reason = "only a warning depends on the day, nothing that is built")]
fn today() -> Date {
    jiff::tz::TimeZone::UTC.to_datetime(jiff::Timestamp::now()).date()
}

fn cure_quotes(project: &Project, sources: &Sources, diagnostics: &Diagnostics) -> Result<()> {
    let cured = fix::cure(sources, diagnostics, Code::QuoteNotFound);
    for (file, text) in &cured.files {
        project.write(&sources.get(*file).path, text)?;
    }
    for change in &cured.changes {
        let (line, _) = sources.line_column(change.span);
        let path = sources.display_path(&sources.get(change.span.file).path);
        let [before, after] = [&change.before, &change.after].map(|text| one_line(text));
        say(format!("{}:{line}\n  - {before}\n  + {after}", one_line(&path)));
    }
    match cured.changes.len() {
        0 => say("no quote could be cured"),
        1 => say("1 quote cured; read again what is said about the passage"),
        count => say(format!("{count} quotes cured; read again what is said about the passages")),
    }
    Ok(())
}
