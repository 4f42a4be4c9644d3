//! The commands. What they print, they print here, with `put` and `say`.

mod check;
mod compare;
mod progress;

use std::fmt::Display;
use std::io::{ErrorKind, IsTerminal, Write, stderr, stdin, stdout};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result};
use clap::{CommandFactory, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;

use crate::diagnostics::{self, Code, Diagnostics, Format, nearest, summary};
use crate::preprocessor::{self, Outcome};
use crate::serve::{self, Changes, Port};
use crate::site::Project;
use crate::source::Sources;
use crate::storage::Destination;
use progress::Progress;

/// Assembles the variants of a contract into a site that can be browsed and compared.
///
/// Without a command it speaks mdBook's preprocessor protocol on standard input and output.
#[derive(Debug, Parser)]
#[command(name = "clausebook", version)]
struct Arguments {
    /// Folder of the book, with book.toml.
    #[arg(long, global = true, default_value = ".")]
    root: PathBuf,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Build the site; the old one stays until the new one is complete.
    Build {
        /// Folder of the site, instead of build.build-dir in book.toml.
        #[arg(long, short)]
        dest_dir: Option<PathBuf>,
    },
    /// Report every mistake in the sources.
    Check {
        /// How to print what was found.
        #[arg(long, value_enum, default_value_t = CheckFormat::Human)]
        format: CheckFormat,
        /// Put the nearest passage of the clause in the place of every quote that no longer stands, where only one
        /// passage is near, and show each change; read what is said about it again.
        #[arg(long)]
        fix_quotes: bool,
        /// Judge the age of laws by this day, instead of today.
        #[arg(long, value_name = "YYYY-MM-DD")]
        today: Option<Date>,
    },
    /// Build the site, show it in a browser and follow every change of clauses and theme; book.toml is read once.
    Serve {
        /// Folder of the site, instead of build.build-dir in book.toml.
        #[arg(long, short)]
        dest_dir: Option<PathBuf>,
        /// Port on this machine; 0 takes any free one.
        #[arg(long, short, default_value_t = 3000)]
        port: u16,
        /// Open a browser.
        #[arg(long, short)]
        open: bool,
    },
    /// Print how two variants differ.
    Compare {
        /// Id of the first variant.
        a: String,
        /// Id of the second variant.
        b: String,
        /// Only this topic, or all topics of this subject.
        #[arg(long)]
        topic: Option<String>,
        /// How to print it.
        #[arg(long, value_enum, default_value_t = compare::CompareFormat::Text)]
        format: compare::CompareFormat,
    },
    /// Tell more about a code that `check` prints, or list all codes.
    Explain {
        /// The code, for instance unknown-topic.
        code: Option<String>,
    },
    /// Tell mdBook whether a renderer is supported.
    #[command(hide = true)]
    Supports {
        /// Name of the renderer.
        renderer: String,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum CheckFormat {
    /// With the source line and the cure.
    Human,
    /// One line each.
    Short,
    /// A JSON array.
    Json,
    /// Workflow commands of GitHub.
    Github,
}

/// Content has mistakes.
const MISTAKES: u8 = 1;
/// The command could not run.
const FAILED: u8 = 2;

/// Runs the command line of this process.
pub fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let result = match arguments.command {
        Some(Command::Build { dest_dir }) => build(&arguments.root, dest_dir.as_deref()),
        Some(Command::Check { format, fix_quotes, today }) => check::run(&arguments.root, format, fix_quotes, today),
        Some(Command::Serve { dest_dir, port, open }) => serve(&arguments.root, dest_dir.as_deref(), port, open),
        Some(Command::Compare { a, b, topic, format }) => compare(&arguments.root, (&a, &b), topic.as_deref(), format),
        Some(Command::Explain { code }) => explain(code.as_deref()),
        Some(Command::Supports { renderer }) => {
            Ok(if preprocessor::supports(&renderer) { ExitCode::SUCCESS } else { ExitCode::from(MISTAKES) })
        }
        None if stdin().is_terminal() => help(),
        None => preprocess(),
    };
    result.unwrap_or_else(|error| {
        say(format!("error: {error:#}"));
        ExitCode::from(FAILED)
    })
}

fn help() -> Result<ExitCode> {
    Arguments::command().print_help()?;
    Ok(ExitCode::from(FAILED))
}

fn build(root: &Path, dest_dir: Option<&Path>) -> Result<ExitCode> {
    let project = Project::open(root)?;
    let destination = project.destination(dest_dir)?;
    if !build_once(&project, &destination)? {
        return Ok(ExitCode::from(MISTAKES));
    }
    say(format!("the site is in {}", destination.path().display()));
    Ok(ExitCode::SUCCESS)
}

/// Builds the site if the content has no errors; tells whether it did.
fn build_once(project: &Project, destination: &Destination) -> Result<bool> {
    let progress = Progress::start();
    progress.stage("reading and checking the clauses");
    let sources = project.sources()?;
    let checked = project.check(&sources);
    if !checked.diagnostics.is_empty() {
        progress.pause(|| report(&checked.diagnostics, &sources));
    }
    if checked.diagnostics.has_errors() {
        return Ok(false);
    }
    progress.stage("rendering the pages");
    project.build(checked, &sources, destination)?;
    Ok(true)
}

fn report(diagnostics: &Diagnostics, sources: &Sources) {
    let format = Format::Human { color: stderr().is_terminal() };
    say(format!("{}{}", diagnostics::render(diagnostics, sources, format), summary(diagnostics)));
}

fn serve(root: &Path, dest_dir: Option<&Path>, port: u16, open: bool) -> Result<ExitCode> {
    let project = Project::open(root)?;
    let destination = project.destination(dest_dir)?;
    let port = Port::take(port)?;
    // Before the first build reads the sources: what is saved while it runs is built next.
    let changes = Changes::watch(&project.watched())?;
    build_once(&project, &destination)?;
    let url = port.url();
    say(format!("the site is at {url} and follows every change; stop with Ctrl+C"));
    if open && let Err(error) = open::that_detached(&url) {
        say(format!("no browser could be opened: {error}"));
    }
    let site = destination.path().to_owned();
    let rebuild = move || match build_once(&project, &destination) {
        Ok(true) => {
            say("the site is up to date");
            true
        }
        Ok(false) => {
            say("the last good site stays");
            false
        }
        Err(error) => {
            say(format!("error: {error:#}; the last good site stays"));
            false
        }
    };
    serve::serve(port, &site, changes, rebuild)?;
    Ok(ExitCode::SUCCESS)
}

fn compare(root: &Path, pair: (&str, &str), topic: Option<&str>, format: compare::CompareFormat) -> Result<ExitCode> {
    let project = Project::open(root)?;
    let sources = project.sources()?;
    let checked = project.check(&sources);
    if checked.diagnostics.has_errors() {
        report(&checked.diagnostics, &sources);
        return Ok(ExitCode::from(MISTAKES));
    }
    put(&compare::run(&checked.family, pair, topic, format)?)?;
    Ok(ExitCode::SUCCESS)
}

fn explain(name: Option<&str>) -> Result<ExitCode> {
    let Some(name) = name else {
        put(&diagnostics::list_of_codes())?;
        return Ok(ExitCode::SUCCESS);
    };
    if let Some(code) = Code::from_name(name) {
        put(&format!("{name} ({})\n\n{}\n", code.severity().as_str(), diagnostics::explain(code)))?;
        return Ok(ExitCode::SUCCESS);
    }
    let hint = nearest(name, Code::ALL.iter().map(|code| code.name()));
    let hint = hint.map_or("`clausebook explain` lists all codes".to_owned(), |near| format!("did you mean `{near}`?"));
    say(format!("error: there is no code `{name}`; {hint}"));
    Ok(ExitCode::from(FAILED))
}

fn preprocess() -> Result<ExitCode> {
    Ok(match preprocessor::run(stdin().lock(), stdout().lock())? {
        Outcome::Done => ExitCode::SUCCESS,
        Outcome::Mistakes(text) => {
            say(text.trim_end_matches('\n'));
            ExitCode::from(MISTAKES)
        }
    })
}

/// Prints the result of a command. A reader who has seen enough (`| head`) is no failure.
fn put(text: &str) -> Result<()> {
    let mut out = stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        written => written.context("printing"),
    }
}

/// Tells how it goes, on standard error. If nobody can be told, there is nobody to tell that either.
fn say(line: impl Display) {
    let _ = stderr().write_all(format!("{line}\n").as_bytes());
}
