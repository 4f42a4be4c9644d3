//! `annotations/<subject>.md`: answers, notes and explanation.

use super::{Reader, pieces};
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::markdown;
use crate::model::{Annotation, Answer, Answers, Citation, Claim, Located, Note, NoteKind, Pin, Taxonomy};
use crate::schema;
use crate::source::{FileId, Sources, Span};
use crate::yaml::{self, Spanned};

/// Folder of the annotation files.
pub(crate) const FOLDER: &str = "annotations";
/// Bytes of an explanation: some screens. There may be as many explanations as subjects.
pub(crate) const LONGEST_EXPLANATION: usize = 32 * 1024;

/// Reads every annotation file; they come out in the order of the taxonomy.
pub(super) fn load(sources: &Sources, taxonomy: &Taxonomy, diagnostics: &mut Diagnostics) -> Vec<Annotation> {
    let mut annotations = Vec::new();
    for (id, file) in sources.iter() {
        let Some(name) = name(&file.path) else { continue };
        let Some(stem) = stem(name) else {
            diagnostics.push(
                Diagnostic::at_path(Code::UnexpectedFile, &file.path, "this is not an annotation file")
                    .help("annotation files are named after their subject: `annotations/fees.md`"),
            );
            continue;
        };
        if file.fault.is_none() {
            annotations.extend(annotation(sources, id, stem, diagnostics));
        }
    }
    let position = |annotation: &Annotation| {
        taxonomy.subjects.iter().position(|subject| subject.id.value == annotation.subject.value)
    };
    annotations.sort_by_key(|annotation| position(annotation).unwrap_or(usize::MAX));
    annotations
}

/// The annotation files, whether they could be read or not.
pub(crate) fn annotation_files(sources: &Sources) -> impl Iterator<Item = FileId> {
    sources.iter().filter(|(_, file)| name(&file.path).and_then(stem).is_some()).map(|(id, _)| id)
}

/// The path of a file in the folder of annotations.
fn name(path: &str) -> Option<&str> {
    path.strip_prefix(FOLDER)?.strip_prefix('/')
}

/// The subject that a file is named after.
fn stem(name: &str) -> Option<&str> {
    name.strip_suffix(".md").filter(|stem| !stem.contains('/'))
}

fn annotation(sources: &Sources, file: FileId, stem: &str, diagnostics: &mut Diagnostics) -> Option<Annotation> {
    let help = "begin with `---`, then `subject`, `points` and `notes`, then another `---`";
    let pieces = pieces(sources, file, help, diagnostics)?;
    let body = markdown::Document { file, offset: pieces.body_offset, text: pieces.body };
    if pieces.body.len() > LONGEST_EXPLANATION {
        let message = format!("the explanation has {} bytes; it may have {LONGEST_EXPLANATION}", pieces.body.len());
        diagnostics.push(
            Diagnostic::at_path(Code::FileTooLarge, &sources.get(file).path, message)
                .help("make it shorter; a long text is a page of its own"),
        );
        return None;
    }
    let explanation = markdown::parse_explanation(body, diagnostics);
    let document = yaml::Document { file, offset: pieces.yaml_offset, text: pieces.yaml };
    let raw = yaml::parse::<schema::Annotation>(document, diagnostics)?;
    let explanation = explanation?;
    let mut reader = Reader { document, diagnostics };
    let subject = reader.id(&raw.subject);
    if subject.value != stem {
        let message = format!("the subject `{}` belongs to a file `{}.md`", subject.value, subject.value);
        reader.diagnostics.push(
            Diagnostic::new(Code::PathMismatch, subject.span, message).help("rename the file, or correct `subject`"),
        );
    }
    let points = raw.points.0.iter().map(|(point, raw)| answers(point, raw, &mut reader)).collect();
    let notes: Vec<_> = raw.notes.iter().map(|raw| note(sources, raw, &mut reader)).collect();
    reader.unique("note", notes.iter().map(|note| &note.id));
    Some(Annotation { subject, path: sources.get(file).path.clone(), points, notes, explanation })
}

fn answers(point: &Spanned<String>, raw: &schema::Entries<schema::Answer>, reader: &mut Reader<'_, '_>) -> Answers {
    let answers = raw.0.iter().map(|(variant, raw)| answer(variant, raw, reader)).collect();
    Answers { point: reader.located(point), answers }
}

fn answer(variant: &Spanned<String>, raw: &schema::Answer, reader: &mut Reader<'_, '_>) -> Answer {
    let variant = reader.located(variant);
    let value = reader.located(&raw.value);
    let place = Written { clause: raw.clause.as_ref(), quote: raw.quote.as_ref(), searched: raw.searched.as_deref() };
    let mut pins = vec![pin(&variant, place, value.span, reader)];
    for also in &raw.also {
        let place =
            Written { clause: Some(&also.clause), quote: also.quote.as_ref(), searched: also.searched.as_deref() };
        pins.push(pin(&variant, place, value.span, reader));
    }
    Answer { variant, value, state: raw.state, favours: raw.favours, pins }
}

fn note(sources: &Sources, raw: &schema::Note, reader: &mut Reader<'_, '_>) -> Note {
    let id = reader.id(&raw.id);
    let mut complain = |message: &str, help: &str| {
        reader.diagnostics.push(Diagnostic::new(Code::InvalidValue, id.span, message).help(help));
    };
    match (raw.kind, &raw.fault) {
        (NoteKind::Defect, None) => complain("a defect says how the text is broken", "add `fault: contradictory`"),
        (NoteKind::Defect, Some(_)) | (_, None) => {}
        _ => complain("only a defect has a fault", "make it `kind: defect`, or remove `fault`"),
    }
    if raw.on.is_empty() {
        complain("a note is about some clause", "add `on: [{variant: …, clause: …, quote: …}]`");
    }
    let mut pins = Vec::new();
    for raw in &raw.on {
        let variant = reader.located(&raw.variant);
        let place =
            Written { clause: raw.clause.as_ref(), quote: raw.quote.as_ref(), searched: raw.searched.as_deref() };
        pins.push(pin(&variant, place, variant.span, reader));
    }
    Note {
        kind: raw.kind,
        severity: raw.severity,
        fault: raw.fault.as_ref().map(|fault| fault.value),
        favours: raw.favours,
        pins,
        law: raw.law.iter().filter_map(|raw| citation(raw, reader)).collect(),
        title: reader.line(&raw.title),
        text: reader.text(&raw.text),
        line: sources.line_column(id.span).0,
        id,
    }
}

/// A place as the three keys write it.
#[derive(Clone, Copy)]
struct Written<'a> {
    clause: Option<&'a Spanned<String>>,
    quote: Option<&'a Spanned<String>>,
    searched: Option<&'a [Spanned<String>]>,
}

fn pin(variant: &Located<String>, written: Written<'_>, span: Span, reader: &mut Reader<'_, '_>) -> Pin {
    let mut complain = |message: &str, help: &str| {
        reader.diagnostics.push(Diagnostic::new(Code::InvalidValue, span, message).help(help));
    };
    match (written.clause, written.quote, written.searched) {
        (_, Some(_), Some(_)) => complain("words that are there and words that are not", "keep `quote` or `searched`"),
        (None, Some(_), None) => complain("a quote without its clause", "add `clause: \"8.1\"`"),
        (None, None, None) => {
            complain("nothing shows this", "add `clause` and `quote`, or `searched` with words that nowhere occur");
        }
        (_, _, Some([])) => complain("no word was searched for", "list words that such a clause would have"),
        _ => {}
    }
    let clause = written.clause.map(|clause| reader.located(clause));
    let claim = match (written.quote, written.searched) {
        (Some(quote), _) => Claim::Quote(reader.located(quote)),
        (None, Some(words)) => Claim::Lacks(words.iter().map(|word| reader.located(word)).collect()),
        (None, None) => Claim::Announced,
    };
    Pin { variant: variant.clone(), clause, claim }
}

fn citation(raw: &Spanned<String>, reader: &mut Reader<'_, '_>) -> Option<Citation> {
    let written = reader.located(raw);
    let Some((statute, article)) = written.split_once('#') else {
        let message = format!("`{}` does not name an article", written.value);
        reader.diagnostics.push(
            Diagnostic::new(Code::InvalidValue, written.span, message)
                .help("write `statute#article`, as in \"civil-code#585\""),
        );
        return None;
    };
    Some(Citation { statute: statute.to_owned(), article: article.to_owned(), written: written.clone() })
}
