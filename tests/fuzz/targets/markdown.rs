//! Any text as an article, an explanation and a prose page.
#![no_main]

use clausebook::diagnostics::Diagnostics;
use clausebook::frontmatter;
use clausebook::markdown::{self, Document};
use clausebook::source::FileId;
use clausebook_fuzz::laws::{assert_placed, assert_spans_show_the_words};
use clausebook_fuzz::one_file;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let sources = one_file("a.md", data);
    let text = &sources.get(FileId::default()).text;
    let mut offset = 0;
    if let Some(pieces) = frontmatter::cut(text) {
        assert_eq!(&text[pieces.yaml_offset..pieces.yaml_offset + pieces.yaml.len()], pieces.yaml);
        assert_eq!(&text[pieces.body_offset..], pieces.body);
        offset = pieces.body_offset;
    }
    let document = Document { file: FileId::default(), offset, text: &text[offset..] };
    let mut diagnostics = Diagnostics::default();
    for clause in markdown::parse_clauses(document, &mut diagnostics).unwrap_or_default() {
        assert_spans_show_the_words(&clause.text, &sources);
    }
    for chapter in markdown::parse_explanation(document, &mut diagnostics).unwrap_or_default() {
        assert_spans_show_the_words(&chapter.text, &sources);
    }
    markdown::check_prose(document, &mut diagnostics);
    markdown::sections(document.text);
    assert_placed(&diagnostics, &sources);
});
