//! Cuts a file into front matter and body without copying.

/// The two pieces of an article or annotation file, with the offsets of their first bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pieces<'a> {
    /// The YAML between the fences.
    pub yaml: &'a str,
    /// Offset of the YAML in the file.
    pub yaml_offset: usize,
    /// Everything behind the closing fence.
    pub body: &'a str,
    /// Offset of the body in the file.
    pub body_offset: usize,
}

/// Cuts at the two fences `---`; `None` if the file does not begin with one or the second is missing.
pub fn cut(text: &str) -> Option<Pieces<'_>> {
    let yaml_offset = fence(text)?;
    let mut offset = yaml_offset;
    loop {
        if let Some(length) = fence(&text[offset..]) {
            let body_offset = offset + length;
            let (yaml, body) = (&text[yaml_offset..offset], &text[body_offset..]);
            return Some(Pieces { yaml, yaml_offset, body, body_offset });
        }
        offset += text[offset..].find('\n')? + 1;
    }
}

/// Length of the fence line with its line feed, if `text` begins with one.
fn fence(text: &str) -> Option<usize> {
    let rest = text.strip_prefix("---")?;
    let line = rest.split('\n').next().unwrap_or_default();
    line.trim().is_empty().then(|| (3 + line.len() + 1).min(text.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<(&str, &str)>) {
        assert_eq!(cut(text).map(|pieces| (pieces.yaml, pieces.body)), expected, "{text:?}");
    }

    #[test]
    fn cuts_at_the_fences() {
        check("---\na: 1\n---\n\n# x\n", Some(("a: 1\n", "\n# x\n")));
        check("---\r\na: 1\r\n---\r\nx", Some(("a: 1\r\n", "x")));
        check("---\n---", Some(("", "")));
        check("---\na: 1\n", None);
        check("# x\n", None);
        check("", None);
        check("----\n---\n", None);
    }
}
