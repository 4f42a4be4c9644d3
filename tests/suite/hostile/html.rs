//! The tags of a page as a browser sees them, so that a test can tell markup from words.

/// A start tag.
#[derive(Debug)]
pub(super) struct Tag {
    pub(super) name: String,
    /// Names in lower case, values as written.
    pub(super) attributes: Vec<(String, String)>,
    /// What stands in a `script` or `style`; such text is no markup.
    pub(super) raw: String,
}

impl Tag {
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(other, _)| other == name).map(|(_, value)| value.as_str())
    }
}

/// Every start tag, in order.
pub(super) fn tags(html: &str) -> Vec<Tag> {
    let mut tags = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        if rest.starts_with("!--") {
            rest = rest.find("-->").map_or("", |end| &rest[end + 3..]);
        } else if rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
            let end = rest.find(|c: char| c.is_whitespace() || c == '/' || c == '>').unwrap_or(rest.len());
            let name = rest[..end].to_ascii_lowercase();
            let (attributes, behind) = attributes(&rest[end..]);
            rest = behind;
            let mut raw = String::new();
            if name == "script" || name == "style" {
                let end = rest.to_ascii_lowercase().find(&format!("</{name}")).unwrap_or(rest.len());
                raw = rest[..end].to_owned();
                rest = &rest[end..];
            }
            tags.push(Tag { name, attributes, raw });
        }
    }
    tags
}

/// The attributes up to the end of a tag, and what stands behind it.
fn attributes(mut rest: &str) -> (Vec<(String, String)>, &str) {
    let mut attributes = Vec::new();
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
        if rest.is_empty() || rest.starts_with('>') {
            return (attributes, rest.strip_prefix('>').unwrap_or_default());
        }
        let end = rest.find(|c: char| c.is_whitespace() || "=>/".contains(c)).filter(|end| *end > 0).unwrap_or(1);
        let name = rest[..end].to_ascii_lowercase();
        rest = rest[end..].trim_start();
        let mut value = "";
        if let Some(behind) = rest.strip_prefix('=') {
            let behind = behind.trim_start();
            (value, rest) = match behind.chars().next() {
                Some(quote @ ('"' | '\'')) => behind[1..].split_once(quote).unwrap_or((&behind[1..], "")),
                _ => behind.split_at(behind.find(|c: char| c.is_whitespace() || c == '>').unwrap_or(behind.len())),
            };
        }
        attributes.push((name, value.to_owned()));
    }
}

#[test]
fn tags_are_told_from_words() {
    let found = tags("<p class=\"a>b\" ONCLICK=x>&lt;i> 1 < 2 <!-- <b> --><script src='y'>\"<i>\"</script><br/></p>");
    let shown: Vec<String> =
        found.iter().map(|tag| format!("{} {:?} {:?}", tag.name, tag.attributes, tag.raw)).collect();
    assert_eq!(
        shown,
        [r#"p [("class", "a>b"), ("onclick", "x")] """#, r#"script [("src", "y")] "\"<i>\"""#, r#"br [] """#,]
    );
}
