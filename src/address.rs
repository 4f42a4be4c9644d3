//! The public address of a site, and what search engines and other sites learn from it: the address of every page in
//! its head, a map of the site, and what robots may read.

use anyhow::{Context, Result, bail};
use indexmap::IndexSet;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;

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

/// A page of a site, by the name of its file, with its address.
#[derive(Debug)]
pub struct Addressed<'a> {
    /// Its path below the root.
    pub name: &'a str,
    address: String,
    /// Whether it is a second copy of another page.
    is_copy: bool,
}

/// The home page, which a server also shows at the root.
const HOME: &str = "index.html";

/// The pages of a book, which are given in their order and as mdBook names them, with their addresses.
///
/// mdBook writes the first page a second time as the home page, unless there is one; both have the address of the root.
pub fn pages<'a>(root: &str, names: &'a IndexSet<String>) -> Vec<Addressed<'a>> {
    let has_home = names.contains(HOME);
    let page = |(at, name): (usize, &'a String)| {
        let is_home = name == HOME || (!has_home && at == 0);
        Addressed {
            name,
            address: if is_home { root.to_owned() } else { format!("{root}{}", encode(name)) },
            is_copy: false,
        }
    };
    let copy = (!has_home).then(|| Addressed { name: HOME, address: root.to_owned(), is_copy: true });
    names.iter().enumerate().map(page).chain(copy).collect()
}

/// A page that says in its head where it lies.
///
/// # Errors
/// If a template asks for what it does not get, or the page has no end of its head.
pub fn with_address(html: &str, page: &Addressed<'_>, templates: &Templates) -> Result<String> {
    let head = templates.render(&Head { address: &page.address })?;
    let (before, after) = html.split_once("</head>").with_context(|| format!("`{}` has no `</head>`", page.name))?;
    Ok([before, &head, "</head>", after].concat())
}

/// `sitemap.xml` and `robots.txt`, as name and text.
///
/// # Errors
/// If a template asks for what it does not get.
pub fn files(root: &str, pages: &[Addressed<'_>], templates: &Templates) -> Result<[(&'static str, String); 2]> {
    let pages = pages.iter().filter(|page| !page.is_copy);
    let sitemap = Sitemap { addresses: pages.map(|page| page.address.as_str()).collect() };
    Ok([
        ("sitemap.xml", templates.render(&sitemap)?),
        ("robots.txt", templates.render(&Robots { sitemap: format!("{root}sitemap.xml") })?),
    ])
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
