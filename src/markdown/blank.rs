//! Blanks in running text: `[name]`, `[printed|name]`, `[name:default]`.

use std::ops::Range;

/// A piece of a line: words, a blank, or brackets that are no blank.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    Words(Range<usize>),
    Blank { printed: &'a str, name: &'a str, default: Option<&'a str>, range: Range<usize> },
    Malformed(Range<usize>),
}

/// Cuts text into words and blanks; the ranges cover it without gaps.
pub(super) fn cut(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut words = 0;
    while let Some(open) = text[words..].find(['[', ']']).map(|at| words + at) {
        if open > words {
            pieces.push(Piece::Words(words..open));
        }
        let end = match text[open + 1..].find(['[', ']']).map(|at| open + 1 + at) {
            _ if text[open..].starts_with(']') => open + 1,
            Some(next) if text[next..].starts_with(']') => next + 1,
            next => next.unwrap_or(text.len()),
        };
        let range = open..end;
        pieces.push(read(&text[range.clone()], range.clone()).unwrap_or(Piece::Malformed(range)));
        words = end;
    }
    if words < text.len() {
        pieces.push(Piece::Words(words..text.len()));
    }
    pieces
}

fn read(text: &str, range: Range<usize>) -> Option<Piece<'_>> {
    let inner = text.strip_prefix('[')?.strip_suffix(']')?;
    let (names, default) = match inner.split_once(':') {
        Some((names, default)) => (names, Some(default)),
        None => (inner, None),
    };
    let (printed, name) = names.split_once('|').unwrap_or((names, names));
    let is_clean = |part: &str| !part.is_empty() && part.trim() == part && !part.contains(['|', '\n']);
    let good = is_clean(printed) && is_clean(name) && default.is_none_or(is_clean);
    good.then_some(Piece::Blank { printed, name, default, range })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let shown: Vec<_> = cut(text)
            .into_iter()
            .map(|piece| match piece {
                Piece::Words(range) => text[range].to_owned(),
                Piece::Blank { printed, name, default, .. } => format!("<{printed},{name},{default:?}>"),
                Piece::Malformed(range) => format!("!{}!", &text[range]),
            })
            .collect();
        assert_eq!(shown.join(" "), expected, "{text}");
    }

    #[test]
    fn blanks_are_cut_out_of_words() {
        check("每[支付日]前", "每 <支付日,支付日,None> 前");
        check("[比例|首期比例]%", "<比例,首期比例,None> %");
        check("[时间:09:00至21:00]", "<时间,时间,Some(\"09:00至21:00\")>");
        check("[甲][乙]", "<甲,甲,None> <乙,乙,None>");
        check("", "");
    }

    #[test]
    fn brackets_that_are_no_blank_are_malformed() {
        check("a[b", "a ![b!");
        check("a]b", "a !]! b");
        check("[]", "![]!");
        check("[a|b|c]", "![a|b|c]!");
        check("[ a]", "![ a]!");
        check("[a[b]", "![a! <b,b,None>");
        check("[a:]", "![a:]!");
    }
}
