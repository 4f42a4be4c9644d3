//! Characters that no source may contain, because a reader cannot see them.

use std::ops::Range;

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::source::{Fault, Sources, Span};

/// Whether a character is a control, an invisible or a direction-changing one. The line feed is allowed.
///
/// Invisible are those that Unicode calls ignorable by default (joiners, fillers, selectors, tags), the line and
/// paragraph separators, interlinear marks and the empty braille cell.
pub fn is_forbidden(c: char) -> bool {
    let invisible = matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}'
        | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{2800}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}'
        | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}');
    (c.is_control() && c != '\n') || invisible
}

/// Ensures that no file contains such a character; a carriage return before a line feed is a line end.
pub fn check(sources: &Sources, diagnostics: &mut Diagnostics) {
    for (id, file) in sources.iter() {
        let limit = match file.fault {
            Some(Fault::NotUtf8 { offset }) => offset,
            _ => file.text.len(),
        };
        for range in forbidden(&file.text[..limit]) {
            let c = file.text[range.clone()].chars().next().expect("the range holds one character");
            let cure = if c == '\t' { "use spaces" } else { "delete it" };
            diagnostics.push(Diagnostic::new(Code::ForbiddenCharacter, Span::new(id, range), describe(c)).help(cure));
        }
    }
}

/// The places of forbidden characters in a text.
pub fn forbidden(text: &str) -> impl Iterator<Item = Range<usize>> {
    text.char_indices()
        .filter(|&(at, c)| is_forbidden(c) && !(c == '\r' && text[at + 1..].starts_with('\n')))
        .map(|(at, c)| at..at + c.len_utf8())
}

/// Names a character without printing it.
pub fn describe(c: char) -> String {
    let kind = match c {
        '\t' => "a tab",
        '\u{feff}' => "a byte-order mark",
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{61c}' => {
            "a character that changes the direction of writing"
        }
        c if c.is_control() => "a control character",
        _ => "an invisible character",
    };
    format!("{kind} (U+{:04X})", u32::from(c))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::{Format, render};
    use crate::source::SourceFile;

    #[test]
    fn each_invisible_character_is_named_and_none_is_printed() {
        let text = "甲\u{202e}方\r\n\tx\u{200b}\u{7}\r";
        let sources = Sources::new("", vec![SourceFile::new("a.md", text)]);
        let mut diagnostics = Diagnostics::default();
        check(&sources, &mut diagnostics);
        let expected = "\
a.md:1:2: error[forbidden-character]: a character that changes the direction of writing (U+202E)
a.md:2:1: error[forbidden-character]: a tab (U+0009)
a.md:2:3: error[forbidden-character]: an invisible character (U+200B)
a.md:2:4: error[forbidden-character]: a control character (U+0007)
a.md:2:5: error[forbidden-character]: a control character (U+000D)
";
        assert_eq!(render(&diagnostics, &sources, Format::Short), expected);
        let human = render(&diagnostics, &sources, Format::Human { color: false });
        assert!(!human.contains(is_forbidden), "{human}");
    }

    #[test]
    fn ordinary_text_passes() {
        assert_eq!(forbidden("甲方（以下简称“客户”）\r\n应当……3.1 ★\u{3000}").count(), 0);
    }
}
