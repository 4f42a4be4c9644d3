//! What the fuzz targets share: how random bytes become input, and what must hold of everything that is read.

#[path = "../../suite/family.rs"]
pub mod family;
#[path = "../../suite/laws.rs"]
pub mod laws;

use std::ops::Range;
use std::sync::LazyLock;

use clausebook::source::{SourceFile, Sources, floor_char_boundary};

use family::Family;

/// One file as sources.
pub fn one_file(path: &str, data: &[u8]) -> Sources {
    Sources::new("clauses", vec![SourceFile::new(path, String::from_utf8_lossy(data))])
}

/// The files of the small family of the tests.
static FILES: LazyLock<Vec<SourceFile>> =
    LazyLock::new(|| Family::annotated().sources().iter().map(|(_, file)| file.clone()).collect());

/// The small family with edits in one of its files.
///
/// The first byte chooses the file. Each edit has two bytes for its place, one for the number of characters that it
/// takes away, and a text, up to a byte 0xFF, which no text contains; `write` makes of the text what is put in.
pub fn edited(data: &[u8], write: impl Fn(&str) -> String) -> Option<Sources> {
    let (first, edits) = data.split_first()?;
    let mut files = FILES.clone();
    let chosen = usize::from(*first) % files.len();
    for edit in edits.split(|byte| *byte == 0xff) {
        let [high, low, characters, text @ ..] = edit else { continue };
        let file = &mut files[chosen].text;
        let range = range(file, u16::from_be_bytes([*high, *low]).into(), (*characters).into());
        file.replace_range(range, &write(&String::from_utf8_lossy(text)));
    }
    Some(Sources::new("clauses", files))
}

/// So many characters from about so many bytes on, counted around the end of the text.
fn range(text: &str, at: usize, characters: usize) -> Range<usize> {
    let start = floor_char_boundary(text, at % (text.len() + 1));
    let length: usize = text[start..].chars().take(characters).map(char::len_utf8).sum();
    start..start + length
}
