//! Any text as each of the YAML files.
#![no_main]

use clausebook::diagnostics::Diagnostics;
use clausebook::source::{FileId, Sources};
use clausebook::yaml::{self, Document};
use clausebook::{frontmatter, schema};
use clausebook_fuzz::laws::assert_placed;
use clausebook_fuzz::one_file;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let sources = one_file("a.yaml", data);
    check::<schema::Family>(&sources);
    check::<schema::Taxonomy>(&sources);
    check::<Vec<schema::Blank>>(&sources);
    check::<schema::Variant>(&sources);
    check::<schema::Article>(&sources);
    check::<schema::Lexicon>(&sources);
    check::<schema::Annotation>(&sources);
    check::<schema::Choosing>(&sources);
    check::<schema::Search>(&sources);
    check::<schema::Statutes>(&sources);
});

/// There is a value or a mistake, never both or neither; a front matter is read as its YAML.
fn check<T: serde::de::DeserializeOwned>(sources: &Sources) {
    let text = &sources.get(FileId::default()).text;
    let (offset, text) = frontmatter::cut(text).map_or((0, text.as_str()), |pieces| (pieces.yaml_offset, pieces.yaml));
    let mut diagnostics = Diagnostics::default();
    let value = yaml::parse::<T>(Document { file: FileId::default(), offset, text }, &mut diagnostics);
    assert_eq!(value.is_some(), diagnostics.is_empty());
    assert_placed(&diagnostics, sources);
}
