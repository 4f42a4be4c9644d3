//! YAML to typed values; the only module that names the YAML crate.

use std::ops::Range;

use serde::de::DeserializeOwned;
use serde_saphyr::{DefaultMessageFormatter, DuplicateKeyPolicy, Error, Location, MergeKeyPolicy, MessageFormatter};

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::source::{FileId, Span};

/// A value with the place where it stands; [`Document::span`] makes a [`Span`] of it.
pub use serde_saphyr::Spanned;

/// Mappings and lists in each other; our files need four levels.
const MOST_NESTED: usize = 16;
/// More mistakes than this in one file are not looked for.
const MOST_MISTAKES: usize = 50;

/// A piece of YAML in a source file: a whole file or a front matter.
#[derive(Debug, Clone, Copy)]
pub struct Document<'a> {
    /// The file that holds it.
    pub file: FileId,
    /// Offset of its first byte in the file.
    pub offset: usize,
    /// The YAML itself.
    pub text: &'a str,
}

impl Document<'_> {
    /// Where a value stands in its file.
    pub fn span<T>(&self, value: &Spanned<T>) -> Span {
        Span::new(self.file, shift(range(value.referenced, self.text), self.offset))
    }
}

/// Reads a value; every mistake that can be told from the others is reported, not only the first.
///
/// The parser stops at the first mistake. To find the next, the line of the mistake is blanked and the
/// document read again; what is found above that line, or may follow from the blanking, is not reported. A line
/// on which others hang is not blanked: they would change their meaning.
pub fn parse<T: DeserializeOwned>(document: Document<'_>, diagnostics: &mut Diagnostics) -> Option<T> {
    let mut text = document.text.to_owned();
    let mut last_line = None;
    for _ in 0..MOST_MISTAKES {
        let error = match serde_saphyr::from_str_with_options::<T>(&text, options()) {
            Ok(value) if last_line.is_none() => return Some(value),
            Ok(_) => return None,
            Err(error) => error,
        };
        let range = error.location().map_or(0..0, |location| range(location, &text));
        let line = text[..range.start].matches('\n').count();
        let mistake = classify(&error);
        if last_line.is_some_and(|last| line <= last) || (last_line.is_some() && !mistake.is_independent()) {
            return None;
        }
        let stops = !mistake.is_independent();
        diagnostics.push(diagnose(mistake, document, range.clone()));
        if stops || !stands_alone(&text, line) || !blank_line(&mut text, range.start) {
            return None;
        }
        last_line = Some(line);
    }
    None
}

fn options() -> serde_saphyr::Options {
    serde_saphyr::options! {
        budget: serde_saphyr::budget! { max_anchors: 0, max_aliases: 0, max_depth: MOST_NESTED },
        duplicate_keys: DuplicateKeyPolicy::Error,
        merge_keys: MergeKeyPolicy::Error,
        strict_booleans: true,
        reject_unsupported_tags: true,
        // Text that only a decoder can read must not reach the site.
        ignore_binary_tag_for_string: true,
    }
}

enum Mistake {
    Syntax(String),
    UnknownKey { key: String, known: Vec<&'static str> },
    MissingKey(&'static str),
    DuplicateKey(String),
    UnknownWord { word: String, known: Vec<&'static str> },
    Feature,
    InvalidValue(String),
}

impl Mistake {
    /// Whether the rest of the document can still be judged when the line is taken away.
    fn is_independent(&self) -> bool {
        !matches!(self, Self::Syntax(_) | Self::Feature | Self::MissingKey(_))
    }
}

fn classify(error: &Error) -> Mistake {
    let message = || DefaultMessageFormatter.format_message(error).into_owned();
    match error.without_snippet() {
        Error::SerdeUnknownField { field, expected, .. } => {
            Mistake::UnknownKey { key: field.clone(), known: expected.clone() }
        }
        Error::SerdeUnknownVariant { variant, expected, .. } => {
            Mistake::UnknownWord { word: variant.clone(), known: expected.clone() }
        }
        Error::SerdeMissingField { field, .. } => Mistake::MissingKey(field),
        Error::DuplicateMappingKey { key, .. } => Mistake::DuplicateKey(key.clone().unwrap_or_default()),
        Error::Budget { .. } | Error::MergeKeyNotAllowed { .. } => Mistake::Feature,
        Error::ExternalMessage { .. } | Error::Eof { .. } | Error::MultipleDocuments { .. } => {
            Mistake::Syntax(message())
        }
        _ => Mistake::InvalidValue(message()),
    }
}

fn diagnose(mistake: Mistake, document: Document<'_>, range: Range<usize>) -> Diagnostic {
    let span = Span::new(document.file, shift(range, document.offset));
    match mistake {
        Mistake::Syntax(message) => Diagnostic::new(Code::YamlSyntax, span, message)
            .help("indent with spaces, and quote texts that contain `: ` or ` #` or begin with a bracket"),
        Mistake::Feature => {
            Diagnostic::new(Code::YamlSyntax, span, "anchors, aliases, merge keys and deep nesting are not read here")
                .help("write every value out, in at most four levels")
        }
        Mistake::UnknownKey { key, known } => {
            let list = known.join("`, `");
            Diagnostic::new(Code::UnknownKey, span, format!("unknown key `{key}`")).did_you_mean(
                &key,
                known,
                format!("the keys here are `{list}`"),
            )
        }
        Mistake::MissingKey(key) => Diagnostic::new(Code::MissingKey, span, format!("the key `{key}` is missing"))
            .help(format!("add a line `{key}: …`")),
        Mistake::DuplicateKey(key) => {
            Diagnostic::new(Code::DuplicateKey, span, format!("the key `{key}` stands here a second time"))
                .help("remove one of the two")
        }
        Mistake::UnknownWord { word, known } => {
            let list = known.join("`, `");
            Diagnostic::new(Code::InvalidValue, span, format!("`{word}` is not one of the words for this key"))
                .did_you_mean(&word, known, format!("write one of `{list}`"))
        }
        Mistake::InvalidValue(message) => Diagnostic::new(Code::InvalidValue, span, message)
            .help("write a value of the kind that this key takes; `clausebook explain invalid-value` tells more"),
    }
}

/// The bytes of a location; the parser gives no length for some mistakes, then it is one word.
fn range(location: Location, text: &str) -> Range<usize> {
    let span = location.span();
    let offset = span.byte_offset().and_then(|offset| usize::try_from(offset).ok());
    let start = offset.unwrap_or_else(|| offset_of(location, text)).min(text.len());
    let length = span.byte_len().and_then(|length| usize::try_from(length).ok()).unwrap_or_default();
    let end = (start + length).min(text.len());
    if !text.is_char_boundary(start) || !text.is_char_boundary(end) {
        return 0..0;
    }
    let marked = text[start..end].trim_end();
    let line_end = marked.find('\n').unwrap_or(marked.len());
    if line_end > 0 {
        return start..start + line_end;
    }
    let word = text[start..].find(|c: char| c.is_whitespace() || c == ':').unwrap_or(text.len() - start);
    start..start + word
}

/// The byte offset of a location that knows its line and column only.
fn offset_of(location: Location, text: &str) -> usize {
    let line = usize::try_from(location.line()).unwrap_or_default().saturating_sub(1);
    let column = usize::try_from(location.column()).unwrap_or_default().saturating_sub(1);
    let before: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
    before + text[before..].chars().take(column).map(char::len_utf8).sum::<usize>()
}

fn shift(range: Range<usize>, offset: usize) -> Range<usize> {
    range.start + offset..range.end + offset
}

/// Whether a line can be taken away without a change of meaning for the others: nothing is nested below it, and
/// it is not all that a key has.
fn stands_alone(text: &str, line: usize) -> bool {
    let indent = |line: &str| line.len() - line.trim_start().len();
    let is_item = |line: &str| line.trim_start().starts_with("- ");
    let has_content = |line: &&str| !line.trim().is_empty() && !line.trim_start().starts_with('#');
    let lines: Vec<_> = text.lines().collect();
    let (Some(this), Some(below)) = (lines.get(line), lines.get(line + 1..)) else { return false };
    let above = lines[..line].iter().copied().rfind(has_content);
    let next = below.iter().copied().find(has_content);
    let is_nested = next.is_some_and(|next| {
        indent(next) > indent(this) || (indent(next) == indent(this) && is_item(next) && !is_item(this))
    });
    let has_sibling = next.is_some_and(|next| indent(next) == indent(this) && is_item(next) == is_item(this));
    let is_first = above.is_some_and(|above| above.trim_end().ends_with([':', '-']));
    !is_nested && (has_sibling || !is_first)
}

/// Replaces the line at `offset` by spaces; false if there is nothing left to replace.
fn blank_line(text: &mut String, offset: usize) -> bool {
    let start = text[..offset].rfind('\n').map_or(0, |at| at + 1);
    let end = text[offset..].find('\n').map_or(text.len(), |at| offset + at);
    if text[start..end].trim().is_empty() {
        return false;
    }
    text.replace_range(start..end, &" ".repeat(end - start));
    true
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;
    use crate::diagnostics::{Format, render};
    use crate::source::{SourceFile, Sources};

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "only the shape matters here")]
    struct Entry {
        id: Spanned<String>,
        count: Option<u32>,
    }

    fn check(text: &str, expected: &str) {
        let sources = Sources::new("", vec![SourceFile::new("a.yaml", text)]);
        let file = sources.find("a.yaml").unwrap();
        let mut diagnostics = Diagnostics::default();
        let value: Option<Vec<Entry>> = parse(Document { file, offset: 0, text }, &mut diagnostics);
        assert_eq!(value.is_some(), diagnostics.is_empty());
        assert_eq!(render(&diagnostics, &sources, Format::Short), expected);
    }

    #[test]
    fn a_good_document_has_no_mistakes() {
        check("- {id: 甲, count: 3}\n- id: b\n", "");
    }

    #[test]
    fn several_mistakes_are_found_in_one_run() {
        check(
            "- {id: a, cuont: 3}\n- {id: b, count: x}\n- {id: c}\n- {id: d, id: e}\n",
            "\
a.yaml:1:11: error[unknown-key]: unknown key `cuont`
a.yaml:2:18: error[invalid-value]: invalid u32
a.yaml:4:11: error[duplicate-key]: the key `id` stands here a second time
",
        );
    }

    /// The values of a block-style entry belong to its first line, and a list needs an entry.
    #[test]
    fn no_mistake_is_invented() {
        let unknown = "error[unknown-key]: unknown key";
        check("- idd: fees\n  count: 3\n- id: b\n  count: x\n", &format!("a.yaml:1:3: {unknown} `idd`\n"));
        check("- id: a\n  cuont:\n  - 3\n- id: b\n", &format!("a.yaml:2:3: {unknown} `cuont`\n"));
        check("-\n  idd: a\n# note\n- {id: b}\n", &format!("a.yaml:2:3: {unknown} `idd`\n"));
        check(
            "- id: a\n  cuont: 3\n- id: b\n  count: x\n",
            &format!("a.yaml:2:3: {unknown} `cuont`\na.yaml:4:10: error[invalid-value]: invalid u32\n"),
        );
    }

    #[test]
    fn a_missing_key_points_into_its_mapping() {
        check("- id: a\n- count: 1\n", "a.yaml:2:3: error[missing-key]: the key `id` is missing\n");
    }

    #[test]
    fn what_could_blow_up_is_refused() {
        let refused = "error[yaml-syntax]: anchors, aliases, merge keys and deep nesting are not read here\n";
        check("- {id: &a x}\n- {id: *a}\n", &format!("a.yaml:1:11: {refused}"));
        check(&format!("- id: {}\n", "[".repeat(20_000)), "a.yaml:1:7: error[invalid-value]: expected string scalar\n");
    }

    #[test]
    fn syntax_is_named() {
        check("- {id: a\n", "a.yaml:1:3: error[yaml-syntax]: unclosed bracket '{'\n");
    }
}
