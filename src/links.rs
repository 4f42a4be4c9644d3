//! The rendered site as a whole: every link inside of it leads to a page or file, every fragment to a place on that
//! page, and no place has its name twice.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use html5gum::emitters::default::DefaultEmitter;
use html5gum::{StartTag, Token, Tokenizer};
use percent_encoding::percent_decode_str;

/// A message lists this many problems; the rest is counted.
const SHOWN: usize = 20;

/// A site as it was rendered.
#[derive(Debug, Clone, Default)]
pub struct Site {
    /// Every page, by its path.
    pub pages: BTreeMap<String, Page>,
    /// The paths of all files, pages too.
    pub files: BTreeSet<String>,
}

/// What is wrong with a page.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Problem {
    /// The site has nothing at this address.
    NoPage,
    /// The page that is meant has no such place.
    NoPlace,
    /// The address counts from the root of a server whose folders are not known.
    FromRoot,
    /// The place is named more than once.
    IdTwice,
}

/// A page, the link or the name on it, and what is wrong with it.
pub type Found = (String, String, Problem);

/// Everything that is wrong with a site; there is at least one thing.
#[derive(Debug)]
pub struct BrokenSite(Vec<Found>);

impl fmt::Display for BrokenSite {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the site does not hold together, so it was not published")?;
        for (page, what, problem) in self.0.iter().take(SHOWN) {
            match problem {
                Problem::NoPage => write!(f, "\n  {page}: `{what}` leads to no page or file")?,
                Problem::NoPlace => write!(f, "\n  {page}: `{what}` leads to a place that its page does not have")?,
                Problem::FromRoot => write!(f, "\n  {page}: `{what}` must not begin with `/`")?,
                Problem::IdTwice => write!(f, "\n  {page}: the id `{what}` stands more than once")?,
            }
        }
        match self.0.len().saturating_sub(SHOWN) {
            0 => Ok(()),
            more => write!(f, "\n  … and {more} more"),
        }
    }
}

impl std::error::Error for BrokenSite {}

/// What a page offers to links, and where its own links lead. Its text is not kept: a site may be large.
#[derive(Debug, Clone, Default)]
pub struct Page {
    ids: BTreeSet<String>,
    twice: BTreeSet<String>,
    links: BTreeSet<String>,
    base: Option<String>,
}

/// Ensures that a site holds together.
///
/// # Errors
/// If it does not: every problem, sorted by page.
pub fn check(site: &Site) -> Result<(), BrokenSite> {
    let found = problems(site);
    if found.is_empty() { Ok(()) } else { Err(BrokenSite(found)) }
}

/// Everything that is wrong with a site, sorted by page.
pub fn problems(site: &Site) -> Vec<Found> {
    let mut found = Vec::new();
    for (path, page) in &site.pages {
        found.extend(page.twice.iter().map(|id| (path.clone(), id.clone(), Problem::IdTwice)));
        for link in page.links.iter().filter(|link| !is_external(link)) {
            if let Err(problem) = follow(link, path, page, site) {
                found.push((path.clone(), link.clone(), problem));
            }
        }
    }
    found.sort_unstable();
    found
}

/// The links that lead out of a site or to nothing that has an address, with the pages that they are on.
pub fn external(site: &Site) -> Vec<(&str, String)> {
    let links = site.pages.iter().flat_map(|(path, page)| page.links.iter().map(move |link| (&**path, link.clone())));
    links.filter(|(_, link)| is_external(link)).collect()
}

impl Page {
    /// The page with this HTML.
    pub fn new(html: &str) -> Self {
        let mut page = Self::default();
        page.read(html.as_bytes());
        page
    }

    fn read(&mut self, html: &[u8]) {
        let mut emitter = DefaultEmitter::<()>::default();
        // Otherwise the text of a script would be read as tags. What is for readers without scripts is text then.
        emitter.naively_switch_states(true);
        let mut without_scripts = false;
        for token in Tokenizer::new_with_emitter(html, emitter) {
            let Ok(token) = token;
            match token {
                Token::StartTag(tag) => {
                    self.add(&tag);
                    without_scripts = **tag.name == *b"noscript";
                }
                Token::String(text) if without_scripts => self.read(&text),
                Token::EndTag(_) => without_scripts = false,
                _ => {}
            }
        }
    }

    fn add(&mut self, tag: &StartTag<()>) {
        let value = |name: &[u8]| {
            let value = tag.attributes.get(name)?;
            Some(String::from_utf8_lossy(value).trim_ascii().to_owned())
        };
        if let Some(id) = value(b"id").filter(|id| !id.is_empty())
            && let Some(id) = self.ids.replace(id)
        {
            self.twice.insert(id);
        }
        if **tag.name == *b"base" {
            self.base = self.base.take().or(value(b"href"));
        } else {
            self.links.extend([value(b"href"), value(b"src")].into_iter().flatten());
        }
    }
}

/// A scheme comes before every character that divides an address; `//` is another server.
fn is_external(link: &str) -> bool {
    let before = link.split(['/', '?', '#']).next().unwrap_or_default();
    link.starts_with("//") || before.contains(':')
}

/// Whether a link of the page at `path` leads somewhere.
fn follow(link: &str, path: &str, page: &Page, site: &Site) -> Result<(), Problem> {
    let Site { pages, files } = site;
    let (address, place) = link.split_once('#').unwrap_or((link, ""));
    let address = decode(address.split('?').next().unwrap_or_default());
    // Only the page for unknown addresses has a base, the root of the site: it is shown in any folder. A fragment alone
    // would lead from there to the home page; mdBook writes such links into headings all the same and means the heading.
    let base = page.base.as_deref();
    let target = match address.strip_prefix(base.filter(|base| base.starts_with('/')).unwrap_or("\0")) {
        Some(from_root) => resolve("", from_root),
        None if address.starts_with('/') => return Err(Problem::FromRoot),
        None if address.is_empty() => path.to_owned(),
        None => resolve(if base.is_some() { "" } else { path }, &address),
    };
    let index = if target.is_empty() { "index.html".to_owned() } else { format!("{target}/index.html") };
    let target = if files.contains(&target) { target } else { index };
    if !files.contains(&target) {
        return Err(Problem::NoPage);
    }
    // Browsers know the top of a page by no name and by this one.
    let is_named =
        |page: &Page| ["", "top"].contains(&place) || page.ids.contains(place) || page.ids.contains(&decode(place));
    if pages.get(target.as_str()).is_none_or(is_named) { Ok(()) } else { Err(Problem::NoPlace) }
}

fn decode(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

/// The path that `address` means on the page `from`; above the root there is nothing.
fn resolve(from: &str, address: &str) -> String {
    let mut folders: Vec<&str> = from.split('/').collect();
    folders.pop();
    for piece in address.split('/') {
        match piece {
            ".." if folders.last().is_none_or(|folder| *folder == "..") => folders.push(".."),
            ".." => drop(folders.pop()),
            "." | "" => {}
            piece => folders.push(piece),
        }
    }
    folders.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The problems of a site of `a.html` with this body, a page `folder/b.html` with the places `x` and `第一`, and a file.
    fn found(body: &str) -> Vec<(String, Problem)> {
        let pages = [
            ("a.html", body),
            ("folder/b.html", "<p id=x><p id=第一><a href='../a.html'>a</a>"),
            ("folder/index.html", ""),
        ];
        let pages: BTreeMap<_, _> = pages.map(|(path, html)| (path.to_owned(), Page::new(html))).into();
        let files = pages.keys().cloned().chain(["data.json".to_owned()]).collect();
        problems(&Site { pages, files })
            .into_iter()
            .map(|(page, what, problem)| {
                assert_eq!(page, "a.html");
                (what, problem)
            })
            .collect()
    }

    #[test]
    fn what_leads_somewhere_is_no_problem() {
        for href in [
            "",
            "#",
            "#top",
            "a.html",
            "./a.html?q=1#",
            "folder/b.html#x",
            "folder/../folder/b.html#第一",
            "folder/b.html#%E7%AC%AC%E4%B8%80",
            "folder/%62.html",
            "folder",
            "folder/",
            "data.json",
            "data.json#x",
            "https://example.org/x",
            "//example.org/x",
            "mailto:x@example.org",
            "data:,x",
        ] {
            assert_eq!(found(&format!("<a href=\"{href}\">x</a>")), [], "{href}");
        }
    }

    #[test]
    fn what_leads_nowhere_is_named() {
        for (href, problem) in [
            ("c.html", Problem::NoPage),
            ("./", Problem::NoPage),
            ("folder/a.html", Problem::NoPage),
            ("../a.html", Problem::NoPage),
            ("c:d.html/..", Problem::NoPage),
            ("#x", Problem::NoPlace),
            ("folder/b.html#X", Problem::NoPlace),
            ("folder#x", Problem::NoPlace),
            ("/a.html", Problem::FromRoot),
        ] {
            let href = if href.starts_with("c:") { "./c:d.html" } else { href };
            assert_eq!(found(&format!("<A HREF='{href}'>x</A>")), [(href.to_owned(), problem)], "{href}");
        }
        assert_eq!(found("<img src=x.png>"), [("x.png".to_owned(), Problem::NoPage)]);
    }

    #[test]
    fn only_tags_have_links_and_places() {
        let body = "<!-- <a href=no> --><script>'<a href=no>'</script><title><a href=no></title>&lt;a href=no>\
                    <p title='<a href=no>'><style>/* <a href=no> */</style>";
        assert_eq!(found(body), []);
        assert_eq!(found("<a href='folder/b.html#&#120;'>"), []);
        assert_eq!(found("<noscript><a href=no></noscript>"), [("no".to_owned(), Problem::NoPage)]);
    }

    #[test]
    fn a_place_has_its_name_once() {
        assert_eq!(found("<p id=x><p id=y><p id='x'>"), [("x".to_owned(), Problem::IdTwice)]);
        assert_eq!(found("<p id=x><p id=X><p data-id=x>"), []);
    }

    #[test]
    fn a_base_is_the_root_of_the_site() {
        let body =
            "<base href='/contract/'><a href=folder/b.html#x><a href=/contract/a.html><a href=/a.html><a href=#x id=x>";
        assert_eq!(found(body), [("/a.html".to_owned(), Problem::FromRoot)]);
    }

    #[test]
    fn a_message_names_page_and_link_and_counts_the_rest() {
        let links: String = (10..40).map(|number| format!("<a href=c{number}.html>")).collect();
        let pages = BTreeMap::from([("a.html".to_owned(), Page::new(&links))]);
        let files = pages.keys().cloned().collect();
        let message = check(&Site { pages, files }).unwrap_err().to_string();
        assert!(message.starts_with("the site does not hold together, so it was not published\n"), "{message}");
        assert!(message.contains("\n  a.html: `c10.html` leads to no page or file\n"), "{message}");
        assert!(message.ends_with("\n  … and 10 more"), "{message}");
        assert_eq!(message.lines().count(), 22, "{message}");
    }
}
