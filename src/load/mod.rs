//! Sources to [`Family`]: every file is read and parsed once; mistakes of form are reported on the way.

pub(crate) mod annotation;
mod article;
mod choosing;
pub(crate) mod family;
mod faults;
mod lexicon;
mod names;
mod search;
mod statutes;
pub(crate) mod variant;

pub(crate) use annotation::{FOLDER as ANNOTATIONS, annotation_files};

use std::collections::BTreeSet;

use rayon::prelude::*;

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::frontmatter::{self, Pieces};
use crate::model::{Family, Located, Variant};
use crate::source::{FileId, Sources, Span};
use crate::yaml::{self, Spanned};

/// Reads a family. It is as complete as the sources allow; whether it is sound is for [`crate::check`].
pub fn load(sources: &Sources) -> (Family, Diagnostics) {
    let mut diagnostics = Diagnostics::default();
    faults::report(sources, &mut diagnostics);
    let mut family = family::load(sources, &mut diagnostics);
    let folders = family.variant_ids.iter().map(|id| id.value.as_str()).chain([annotation::FOLDER]).collect();
    names::report(sources, &folders, &mut diagnostics);
    let (variants, found): (Vec<_>, Vec<_>) = family
        .variant_ids
        .par_iter()
        .map(|id| {
            let mut diagnostics = Diagnostics::default();
            (variant::load(sources, &family, id, &mut diagnostics), diagnostics)
        })
        .unzip();
    family.variants = variants.into_iter().flatten().collect::<Vec<Variant>>();
    found.into_iter().for_each(|found| diagnostics.append(found));
    family.annotations = annotation::load(sources, &family.taxonomy, &mut diagnostics);
    family.statutes = statutes::load(sources, &mut diagnostics);
    family.questions = choosing::load(sources, &mut diagnostics);
    family.search_words = search::load(sources, &mut diagnostics);
    report_unlisted(sources, &family, &mut diagnostics);
    (family, diagnostics)
}

/// Ensures that `family.yaml` lists every folder with a `variant.yaml` or with article files.
fn report_unlisted(sources: &Sources, family: &Family, diagnostics: &mut Diagnostics) {
    if diagnostics.has_error_in(sources, "family.yaml") {
        return;
    }
    let mut seen: BTreeSet<&str> = family.variant_ids.iter().map(|id| id.value.as_str()).collect();
    seen.insert(annotation::FOLDER);
    for (_, file) in sources.iter() {
        let Some((folder, name)) = file.path.rsplit_once('/') else { continue };
        let is_below_seen = folder.split_once('/').is_some_and(|(top, _)| seen.contains(top));
        if (name == "variant.yaml" || is_article_name(name, family)) && !is_below_seen && seen.insert(folder) {
            let message = format!("`family.yaml` does not list the variant `{folder}`");
            diagnostics.push(
                Diagnostic::at_path(Code::UnlistedVariant, &file.path, message)
                    .help(format!("add `- {folder}` under `variants` in `family.yaml`")),
            );
        }
    }
}

/// Whether a file is named as the articles of this family are: `body-01.md`.
fn is_article_name(name: &str, family: &Family) -> bool {
    let Some(stem) = name.strip_suffix(".md").filter(|stem| stem.ends_with(|c: char| c.is_ascii_digit())) else {
        return false;
    };
    let mut parts = family.parts.iter();
    parts.any(|part| stem.strip_prefix(part.id.as_str()).is_some_and(|rest| rest.starts_with('-')))
}

/// Finds a file that must be there.
fn require(sources: &Sources, path: &str, diagnostics: &mut Diagnostics) -> Option<FileId> {
    let found = sources.find(path);
    if found.is_none() {
        diagnostics.push(
            Diagnostic::at_path(Code::MissingFile, path, "this file is missing")
                .help(format!("create `{}`; CONTRIBUTING.md tells what goes in", sources.display_path(path))),
        );
    }
    found.filter(|&id| sources.get(id).fault.is_none())
}

/// The YAML of a whole file.
fn document(sources: &Sources, file: FileId) -> yaml::Document<'_> {
    yaml::Document { file, offset: 0, text: &sources.get(file).text }
}

/// The YAML of a file that a family may do without; none if it is missing or cannot be read.
fn optional<'a>(sources: &'a Sources, path: &str) -> Option<yaml::Document<'a>> {
    let file = sources.find(path).filter(|&id| sources.get(id).fault.is_none())?;
    Some(document(sources, file))
}

/// Front matter and body of a file; a file without front matter is reported.
fn pieces<'a>(sources: &'a Sources, file: FileId, help: &str, diagnostics: &mut Diagnostics) -> Option<Pieces<'a>> {
    let text = &sources.get(file).text;
    let pieces = frontmatter::cut(text);
    if pieces.is_none() {
        let first_line = Span::new(file, 0..text.find('\n').unwrap_or(text.len()));
        let message = "the file does not begin with front matter";
        diagnostics.push(Diagnostic::new(Code::FrontMatter, first_line, message).help(help));
    }
    pieces
}

/// Characters of a text in YAML: some of them stand on every page.
const LONGEST_TEXT: usize = 2_000;
/// Characters of a title, a name or another text of one line: some of them stand in every row of a table.
const LONGEST_LINE: usize = 200;

/// Takes values out of a YAML document, with the checks that hold for every text.
struct Reader<'a, 'd> {
    document: yaml::Document<'a>,
    diagnostics: &'d mut Diagnostics,
}

impl Reader<'_, '_> {
    /// A text with its place.
    fn located(&mut self, value: &Spanned<String>) -> Located<String> {
        let text = self.located_of_any_length(value);
        self.limit(&text, LONGEST_TEXT, text.span);
        text
    }

    /// A text with its place that may be as long as the file allows: no page shows it as a whole.
    fn located_of_any_length(&mut self, value: &Spanned<String>) -> Located<String> {
        let span = self.document.span(value);
        if value.value.contains(|c| c != '\n' && crate::check::characters::is_forbidden(c)) {
            let message = "an invisible character, written as an escape";
            self.diagnostics.push(Diagnostic::new(Code::ForbiddenCharacter, span, message).help("remove it"));
        }
        if value.value.trim().is_empty() {
            let message = "this text is empty";
            self.diagnostics.push(Diagnostic::new(Code::InvalidValue, span, message).help("write what belongs here"));
        }
        Located { value: value.value.clone(), span }
    }

    /// A text in one line: titles go where a line break would end what they stand in.
    fn line(&mut self, value: &Spanned<String>) -> String {
        self.located_line(value).value
    }

    /// A text in one line, with its place.
    fn located_line(&mut self, value: &Spanned<String>) -> Located<String> {
        let line = self.located(value);
        if line.contains('\n') {
            let message = "a line break in a text of one line";
            self.diagnostics.push(
                Diagnostic::new(Code::InvalidValue, line.span, message).help("write it in one line, without `\\n`"),
            );
        }
        self.limit(&line, LONGEST_LINE, line.span);
        line
    }

    /// Ensures that a text is not longer than `most` characters.
    fn limit(&mut self, text: &str, most: usize, span: Span) {
        // Nothing needs to be counted where the bytes are few enough.
        if text.len() > most && text.chars().count() > most {
            let message = format!("this text has more than {most} characters");
            self.diagnostics.push(Diagnostic::new(Code::InvalidValue, span, message).help("make it shorter"));
        }
    }

    /// A text without its place.
    fn text(&mut self, value: &Spanned<String>) -> String {
        self.located(value).value
    }

    /// An optional text.
    fn optional(&mut self, value: Option<&Spanned<String>>) -> Option<String> {
        value.map(|value| self.text(value))
    }

    /// A list of texts.
    fn texts(&mut self, values: &[Spanned<String>]) -> Vec<String> {
        values.iter().map(|value| self.text(value)).collect()
    }

    /// An id: it becomes an address on the site.
    fn id(&mut self, value: &Spanned<String>) -> Located<String> {
        let id = self.located(value);
        let help = match id.as_str() {
            text if !is_id(text) => "use at most 64 lower-case letters, digits and hyphens, and begin with a letter",
            text if names::is_device(text) => "choose another word; Windows has no files of this name",
            _ => return id,
        };
        let message = format!("`{}` cannot be an id", id.value);
        self.diagnostics.push(Diagnostic::new(Code::InvalidValue, id.span, message).help(help));
        id
    }

    /// Ensures that no two of these are the same.
    fn unique<'a>(&mut self, what: &str, items: impl IntoIterator<Item = &'a Located<String>>) {
        let mut seen = BTreeSet::new();
        for item in items {
            if !seen.insert(&item.value) {
                let message = format!("the {what} `{}` stands here a second time", item.value);
                self.diagnostics.push(
                    Diagnostic::new(Code::DuplicateId, item.span, message).help("remove or rename one of the two"),
                );
            }
        }
    }
}

fn is_id(text: &str) -> bool {
    let good = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    text.starts_with(|c: char| c.is_ascii_lowercase()) && text.len() <= 64 && text.bytes().all(good)
}
