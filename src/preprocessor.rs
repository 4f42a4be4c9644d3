//! mdBook's preprocessor protocol, so that plain `mdbook build` gives the same pages.

use std::io::{Read, Write};

use anyhow::{Context, Result};
use mdbook_preprocessor::parse_input;

use crate::collate::Collation;
use crate::diagnostics::{Diagnostics, Format, render};
use crate::source::Sources;
use crate::templates::Templates;
use crate::{book, pipeline, site, storage};

/// Whether the pages can be used by this renderer of mdBook.
pub fn supports(renderer: &str) -> bool {
    renderer == "html"
}

/// What a run of the preprocessor came to.
#[derive(Debug)]
pub enum Outcome {
    /// The book was written.
    Done,
    /// The content has errors; this is their text.
    Mistakes(String),
}

/// Reads mdBook's context and book from `input` and writes the book with the generated pages to `output`.
///
/// # Errors
/// If mdBook's message is malformed, or sources or templates cannot be read.
pub fn run(input: impl Read, mut output: impl Write) -> Result<Outcome> {
    let (context, incoming) = parse_input(input).context("mdBook's message is malformed")?;
    storage::refuse_hidden(&context.root, &context.config.book.src)?;
    let sources = storage::read_sources(&context.root, &context.config.book.src)?;
    let settings = site::settings(&context.config)?;
    // mdBook takes any text and would write a page for unknown addresses that nobody can read.
    site::site_url(&context.config)?;
    let checked = pipeline::read(&sources, &settings);
    if checked.diagnostics.has_errors() {
        return Ok(Outcome::Mistakes(text(&checked.diagnostics, &sources)));
    }
    let templates = Templates::new(&storage::read_templates(&context.root)?)?;
    let generated = pipeline::pages(&Collation::new(&checked.family), &templates, &settings)?;
    let assembled = book::assemble(incoming, generated);
    serde_json::to_writer(&mut output, &assembled).context("answering mdBook")?;
    Ok(Outcome::Done)
}

fn text(diagnostics: &Diagnostics, sources: &Sources) -> String {
    render(diagnostics, sources, Format::Human { color: false })
}
