//! The public address of a site, and what search engines and other sites learn from it: the address of every page in
//! its head, a map of the site, and what robots may read.

use anyhow::{Context, Result, bail};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;

use crate::links::Site;
use crate::templates::Templates;

/// What a path says as it is; everything else is written as `%…`.
const PATH: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~').remove(b'/');
/// What the path of an address may have besides, where it was written by hand; it may be encoded already.
const WRITTEN: &AsciiSet = &PATH
    .remove(b'%')
    .remove(b'!')
    .remove(b'$')
    .remove(b'&')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b'+')
    .remove(b',')
    .remove(b';')
    .remove(b'=')
    .remove(b':')
    .remove(b'@');

/// What `site-url` of `[output.html]` says, always with its final slash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SiteUrl {
    /// Where the site lies on a server that is not named; only the page for unknown addresses needs it.
    Path(String),
    /// Where the site lies in the world.
    Address(String),
}

impl SiteUrl {
    /// Reads the value of the key.
    ///
    /// # Errors
    /// If it is neither a path from the root of a server nor an address of the web.
    pub fn parse(written: &str) -> Result<Self> {
        read(written).with_context(|| format!("`output.html.site-url` in book.toml is `{written}`"))
    }

    /// As mdBook takes it: without its final slash the last folder would be lost.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Path(text) | Self::Address(text) => text,
        }
    }
}

fn read(written: &str) -> Result<SiteUrl> {
    if written.contains(|c: char| c.is_control() || c.is_whitespace() || "?#\\".contains(c)) {
        bail!("it must not have spaces, `\\`, `?` or `#`");
    }
    if written.starts_with('/') && !written.starts_with("//") {
        return Ok(SiteUrl::Path(with_slash(written.to_owned())));
    }
    let (scheme, rest) = written.split_once("://").unwrap_or_default();
    let scheme = scheme.to_ascii_lowercase();
    if scheme != "https" && scheme != "http" {
        bail!("write an address, `https://example.org/book/`, or a path that begins with `/`");
    }
    let (host, path) = rest.find('/').map_or((rest, ""), |at| rest.split_at(at));
    if !host.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '[')
        || !host.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-.:[]".contains(&byte))
    {
        bail!("`{host}` is not the name of a server; letters beyond a to z are written as `xn--…`");
    }
    let path = utf8_percent_encode(path, WRITTEN);
    Ok(SiteUrl::Address(with_slash(format!("{scheme}://{}{path}", host.to_ascii_lowercase()))))
}

fn with_slash(mut text: String) -> String {
    if !text.ends_with('/') {
        text.push('/');
    }
    text
}

/// A path as addresses write it.
pub fn encode(path: &str) -> String {
    utf8_percent_encode(path, PATH).to_string()
}

/// What stands in the head of a page.
#[derive(Debug, Serialize)]
pub struct Head<'a> {
    address: &'a str,
}

/// The map of a site.
#[derive(Debug, Serialize)]
pub struct Sitemap<'a> {
    addresses: Vec<&'a str>,
}

/// What robots may read.
#[derive(Debug, Serialize)]
pub struct Robots {
    sitemap: String,
}

/// The files of a site that name its address, as name and text: the `pages` of the book, which are given in their order
/// and as mdBook names them, with their addresses, `sitemap.xml` and `robots.txt`.
///
/// # Errors
/// If a template asks for what it does not get, or a page has no end of its head.
pub fn files(root: &str, pages: &[String], site: &Site, templates: &Templates) -> Result<Vec<(String, String)>> {
    // mdBook writes the first page a second time as the home page, unless there is one.
    let home = "index.html".to_owned();
    let (first, own_home) = (pages.first(), pages.contains(&home));
    let is_home = |page: &String| *page == home || (!own_home && Some(page) == first);
    let address = |page: &String| if is_home(page) { root.to_owned() } else { format!("{root}{}", encode(page)) };
    let addresses: Vec<String> = pages.iter().map(address).collect();
    let mut files = Vec::new();
    for (page, address) in pages.iter().zip(&addresses).chain((!own_home).then_some((&home, &root.to_owned()))) {
        let html = site.pages.get(page).with_context(|| format!("mdBook did not write `{page}`"))?;
        let head = templates.render(&Head { address })?;
        let (before, after) = html.split_once("</head>").with_context(|| format!("`{page}` has no `</head>`"))?;
        files.push((page.clone(), [before, &head, "</head>", after].concat()));
    }
    let sitemap = Sitemap { addresses: addresses.iter().map(String::as_str).collect() };
    files.push(("sitemap.xml".to_owned(), templates.render(&sitemap)?));
    files.push(("robots.txt".to_owned(), templates.render(&Robots { sitemap: format!("{root}sitemap.xml") })?));
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_ends_with_a_slash() {
        for (written, read) in [
            ("https://example.org", "https://example.org/"),
            ("HTTPS://Example.org/Book", "https://example.org/Book/"),
            ("http://localhost:8080/a/", "http://localhost:8080/a/"),
            ("https://example.org/合同&co/a%20b", "https://example.org/%E5%90%88%E5%90%8C&co/a%20b/"),
            ("https://[::1]/", "https://[::1]/"),
        ] {
            assert_eq!(SiteUrl::parse(written).unwrap(), SiteUrl::Address(read.to_owned()));
        }
        assert_eq!(SiteUrl::parse("/").unwrap(), SiteUrl::Path("/".to_owned()));
        assert_eq!(SiteUrl::parse("/book").unwrap().as_str(), "/book/");
    }

    #[test]
    fn what_is_no_address_is_an_error_that_names_the_key() {
        for written in [
            "",
            "book/",
            "example.org",
            "//example.org/",
            "ftp://example.org/",
            "javascript://example.org/",
            "https://",
            "https:///book/",
            "https://me@example.org/",
            "https://例子.org/",
            "https://example.org/?a",
            "https://example.org/#a",
            "https://example.org/a b",
            "/a\nb",
        ] {
            let error = format!("{:#}", SiteUrl::parse(written).unwrap_err());
            assert!(error.starts_with("`output.html.site-url` in book.toml is `"), "{error}");
        }
    }
}
