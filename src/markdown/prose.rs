//! Prose pages: mdBook renders them, so they are only checked here.

use mdbook_markdown::pulldown_cmark::{CodeBlockKind, Event, Tag};

use super::{Document, check_source, is_out_of_bounds, is_plain_web_address};
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::Located;

/// Reports what a prose page may not contain and returns its links to other pages of the book.
pub fn check_prose(document: Document<'_>, diagnostics: &mut Diagnostics) -> Vec<Located<String>> {
    check_source(document, diagnostics);
    if is_out_of_bounds(document, diagnostics) {
        return Vec::new();
    }
    let mut links = Vec::new();
    for (event, range) in document.events() {
        let span = document.span(range.clone());
        match event {
            Event::Start(Tag::HtmlBlock) | Event::InlineHtml(_) => diagnostics.push(
                Diagnostic::new(Code::RawHtml, span, "HTML in the text").help("write Markdown; `<` as a sign is `\\<`"),
            ),
            Event::Start(Tag::Image { .. }) => {
                diagnostics.push(Diagnostic::new(Code::Image, span, "an image").help("remove it"));
            }
            // Runnable code makes a page of mdBook ask a server of others as soon as it is opened.
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(language))) if !is_plain_language(&language) => {
                diagnostics.push(
                    Diagnostic::new(Code::ForbiddenMarkdown, span, "code that could be run")
                        .help("write one word behind the fence, the name of a language other than Rust, or nothing"),
                );
            }
            // mdBook prints every attribute as it is, `onclick` too.
            Event::Start(Tag::Heading { id, classes, attrs, .. })
                if !classes.is_empty() || !attrs.is_empty() || id.as_deref().is_some_and(|id| !is_place(id)) =>
            {
                diagnostics.push(
                    Diagnostic::new(Code::UnknownAttribute, span, "attributes at a heading")
                        .help("only an id of letters, digits and hyphens may stand between the braces: `{#place}`"),
                );
            }
            Event::Start(Tag::Link { dest_url, .. }) if !is_plain_web_address(&dest_url) => {
                if is_page_address(&dest_url) {
                    links.push(Located { value: dest_url.into_string(), span });
                } else {
                    diagnostics.push(
                        Diagnostic::new(Code::ForbiddenLink, span, format!("the link `{dest_url}` is not allowed"))
                            .help("link to a page of the book (`guide.md#place`) or with `https://…`"),
                    );
                }
            }
            _ => {}
        }
    }
    links
}

fn is_plain_language(language: &str) -> bool {
    let is_word = language.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    is_word && !language.eq_ignore_ascii_case("rust")
}

fn is_place(id: &str) -> bool {
    id.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_')
}

/// A relative address without a scheme.
fn is_page_address(href: &str) -> bool {
    let path = href.split(['#', '?']).next().unwrap_or_default();
    !path.starts_with('/') && !path.contains([':', '\\'])
}
