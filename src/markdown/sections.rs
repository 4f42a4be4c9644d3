//! Prose pages as what a search finds: sections with their addresses.

use std::collections::BTreeSet;

use mdbook_markdown::pulldown_cmark::{Event, Tag, TagEnd};

use super::Document;
use crate::source::FileId;

/// A heading with the text below it, down to the next heading.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Section {
    /// Its heading; empty for text before the first one.
    pub heading: String,
    /// Its place on the page, as mdBook names it; empty for the top.
    pub anchor: String,
    /// Its text; paragraphs are parted by line feeds.
    pub text: String,
}

/// The sections of a prose page; those without a text and a heading are left out.
pub fn sections(text: &str) -> Vec<Section> {
    let mut sections = vec![Section::default()];
    let mut used = BTreeSet::new();
    let mut in_heading: Option<String> = None;
    for event in (Document { file: FileId::default(), offset: 0, text }).parser() {
        let section = sections.last_mut().expect("it begins with one and only grows");
        match event {
            Event::Start(Tag::Heading { id, .. }) => {
                in_heading = Some(id.map(|id| id.into_string()).unwrap_or_default());
                sections.push(Section::default());
            }
            Event::End(TagEnd::Heading(_)) => {
                let id = in_heading.take().filter(|id| !id.is_empty());
                section.anchor = unique(id.unwrap_or_else(|| place_of(&section.heading)), &mut used);
            }
            Event::Text(words) | Event::Code(words) if in_heading.is_some() => section.heading.push_str(&words),
            Event::Text(words) | Event::Code(words) => section.text.push_str(&words),
            Event::SoftBreak | Event::HardBreak => section.text.push(' '),
            Event::End(TagEnd::Paragraph | TagEnd::Item | TagEnd::TableCell | TagEnd::CodeBlock) => {
                section.text.push('\n');
            }
            _ => {}
        }
    }
    for section in &mut sections {
        section.text = without_inserts(&section.text);
    }
    sections.retain(|section| !section.text.is_empty() || !section.heading.is_empty());
    sections
}

/// A line `{{heat-map}}` stands for a table that is not prose.
fn without_inserts(text: &str) -> String {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("{{"));
    lines.collect::<Vec<_>>().join("\n")
}

/// The place that mdBook makes of a heading.
fn place_of(heading: &str) -> String {
    let lower = heading.trim().to_lowercase();
    let keep = |c: char| match c {
        c if c.is_alphanumeric() || c == '_' || c == '-' => Some(c),
        c if c.is_whitespace() => Some('-'),
        _ => None,
    };
    lower.chars().filter_map(keep).collect()
}

/// mdBook numbers places that it has given before.
fn unique(place: String, used: &mut BTreeSet<String>) -> String {
    let numbered = (1..).map(|number| format!("{place}-{number}"));
    let free = std::iter::once(place.clone()).chain(numbered).find(|place| !used.contains(place));
    let free = free.expect("there are more numbers than places");
    used.insert(free.clone());
    free
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_cut_at_its_headings() {
        let text = "# 怎样 阅读\n\n先看`[空白]`，\n再看。\n\n{{heat-map}}\n\n## 列表\n\n- 一\n- 二\n\n## 列表\n\n## 别处 {#here}\n\n完\n";
        let section = |heading: &str, anchor: &str, text: &str| Section {
            heading: heading.into(),
            anchor: anchor.into(),
            text: text.into(),
        };
        assert_eq!(
            sections(text),
            [
                section("怎样 阅读", "怎样-阅读", "先看[空白]， 再看。"),
                section("列表", "列表", "一\n二"),
                section("列表", "列表-1", ""),
                section("别处", "here", "完"),
            ]
        );
    }
}
