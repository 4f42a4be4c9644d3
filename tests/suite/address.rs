//! A site that knows its public address: the map of the site, canonical addresses, what robots may read.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use clausebook::links;
use clausebook::storage;
use mdbook_driver::MDBook;
use tempfile::TempDir;

use crate::family::Family;
use crate::site::{build, copy, html_of, tree};

const ADDRESS: &str = "https://example.org/contracts/";

/// Sets a key of `[output.html]`.
pub fn set(book: &Path, key: &str, value: &str) {
    let path = book.join("book.toml");
    let config = fs::read_to_string(&path).unwrap();
    let changed = config.replace("[output.html]\n", &format!("[output.html]\n{key} = {value:?}\n"));
    assert_ne!(config, changed, "book.toml has a table for HTML");
    fs::write(path, changed).unwrap();
}

/// A copy of the real book.
pub fn real() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for name in ["book.toml", "clauses", "theme"] {
        copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join(name), &folder.path().join(name));
    }
    folder
}

/// Builds a small family with this `site-url`; what its site is, or the error.
fn small(family: &Family, site_url: Option<&str>) -> Result<BTreeMap<PathBuf, Vec<u8>>, String> {
    let book = family.on_disk();
    if let Some(site_url) = site_url {
        set(book.path(), "site-url", site_url);
    }
    build(book.path()).map_err(|error| format!("{error:#}"))?;
    Ok(tree(&book.path().join("book")))
}

fn text(site: &BTreeMap<PathBuf, Vec<u8>>, path: impl AsRef<Path>) -> String {
    String::from_utf8(site[path.as_ref()].clone()).unwrap()
}

/// The addresses of a sitemap. It is XML of one form, line by line, in which no character stands that would need an entity.
fn addresses(sitemap: &str) -> Vec<String> {
    let inside = sitemap
        .strip_prefix("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n")
        .and_then(|rest| rest.strip_suffix("</urlset>\n"))
        .unwrap_or_else(|| panic!("this is no sitemap: {sitemap}"));
    let address = |line: &str| {
        let address = line.strip_prefix("<url><loc>")?.strip_suffix("</loc></url>")?.replace("&amp;", "\u{0}");
        (!address.contains(['&', '<', '>', '"', '\''])).then(|| address.replace('\u{0}', "&"))
    };
    inside.lines().map(|line| address(line).unwrap_or_else(|| panic!("{line}"))).collect()
}

/// What stands between these words in the head of a page, once.
fn in_head<'a>(page: &'a str, before: &str) -> Option<&'a str> {
    let head = page.split_once("</head>").unwrap().0;
    assert!(page.matches(before).count() == head.matches(before).count(), "only the head names the address");
    let mut found = head.split(before).skip(1).map(|rest| rest.split_once("\">\n").unwrap().0);
    let first = found.next();
    assert_eq!(found.next(), None);
    first
}

fn canonical(page: &str) -> Option<&str> {
    let address = in_head(page, "<link rel=\"canonical\" href=\"");
    assert_eq!(in_head(page, "<meta property=\"og:url\" content=\""), address);
    address
}

/// The pages that a reader is sent to: not the page for unknown addresses, and not the table of contents for readers without scripts.
fn pages(site: &BTreeMap<String, String>) -> impl Iterator<Item = (&String, &String)> {
    site.iter().filter(|(path, _)| !["404.html", "toc.html"].contains(&path.as_str()))
}

#[test]
fn every_page_of_the_real_site_is_once_in_the_map_and_says_its_address() {
    let book = real();
    set(book.path(), "site-url", ADDRESS);
    assert!(build(book.path()).unwrap());
    let folder = book.path().join("book");
    let site = html_of(&folder);
    let listed = addresses(&fs::read_to_string(folder.join("sitemap.xml")).unwrap());
    for (path, html) in pages(&site) {
        let address = if path == "index.html" { ADDRESS.to_owned() } else { format!("{ADDRESS}{path}") };
        assert_eq!(canonical(html), Some(address.as_str()), "{path}");
        assert_eq!(listed.iter().filter(|listed| **listed == address).count(), 1, "{address}");
    }
    assert_eq!(pages(&site).count(), listed.len());
    assert_eq!(listed[..3], ["", "overviews/choose.html", "variants/v1.html"].map(|path| format!("{ADDRESS}{path}")));
    for path in ["404.html", "toc.html"] {
        assert_eq!(canonical(&site[path]), None, "{path}");
    }
    assert!(site["404.html"].contains(&format!("<base href=\"{ADDRESS}\">")));
    let robots = fs::read_to_string(folder.join("robots.txt")).unwrap();
    assert_eq!(robots, format!("User-agent: *\nAllow: /\nSitemap: {ADDRESS}sitemap.xml\n"));
    assert_eq!(links::problems(&storage::read_site(&folder).unwrap()), []);
    let marker = fs::read_to_string(folder.join(".clausebook")).unwrap();
    assert!(marker.contains("\nrobots.txt\n") && marker.contains("\nsitemap.xml\n"), "{marker}");
    assert!(build(book.path()).unwrap(), "what was written is replaced by the next build");
}

/// Nothing but the heads and the two files knows the address; plain mdBook knows it for the page of unknown addresses.
#[test]
fn the_address_changes_nothing_else() {
    let book = Family::sound().on_disk();
    set(book.path(), "site-url", ADDRESS);
    let config = fs::read_to_string(book.path().join("book.toml")).unwrap();
    let command = format!("command = {:?}", env!("CARGO_BIN_EXE_clausebook"));
    fs::write(book.path().join("book.toml"), config.replace("command = \"clausebook\"", &command)).unwrap();
    assert!(build(book.path()).unwrap());
    let ours = tree(&book.path().join("book"));
    let mut mdbook = MDBook::load(book.path()).unwrap();
    mdbook.config.build.build_dir = "plain".into();
    mdbook.build().unwrap();
    let plain = tree(&book.path().join("plain"));
    let without = small(&Family::sound(), None).unwrap();
    let others = ours.keys().filter(|path| !["robots.txt", "sitemap.xml"].iter().any(|name| path.ends_with(name)));
    assert_eq!(others.collect::<Vec<_>>(), without.keys().collect::<Vec<_>>());
    for (path, page) in plain.iter().filter(|(path, _)| path.extension().is_some_and(|ending| ending == "html")) {
        let (page, ours) = (String::from_utf8_lossy(page), text(&ours, path));
        let is_ours = |line: &&str| line.contains("rel=\"canonical\"") || line.contains("og:url");
        // The default frame of mdBook has spaces before the end of the head.
        let ours = ours.replace("<link rel=\"canonical\"", "\n<link rel=\"canonical\"");
        let lines = ours.lines().filter(|line| !is_ours(line));
        assert!(lines.flat_map(str::split_whitespace).eq(page.split_whitespace()), "{}", path.display());
        let page = page.replace(&format!("<base href=\"{ADDRESS}\">"), "<base href=\"/\">");
        assert_eq!(page, text(&without, path), "{}", path.display());
    }
}

#[test]
fn a_path_is_for_the_page_of_unknown_addresses_alone() {
    let without = small(&Family::sound(), None).unwrap();
    for path in ["/contracts/", "/contracts"] {
        let site = small(&Family::sound(), Some(path)).unwrap();
        assert_eq!(site.keys().collect::<Vec<_>>(), without.keys().collect::<Vec<_>>());
        assert!(text(&site, "404.html").contains("<base href=\"/contracts/\">"));
        for (path, bytes) in site.iter().filter(|(path, _)| *path != Path::new("404.html")) {
            assert!(*bytes == without[path], "{}", path.display());
        }
    }
    let home = text(&without, "index.html");
    assert!(!home.contains("canonical") && !home.contains("og:url"));
    assert!(!without.contains_key(Path::new("sitemap.xml")) && !without.contains_key(Path::new("robots.txt")));
}

#[test]
fn the_final_slash_may_be_missing() {
    let with = small(&Family::sound(), Some(ADDRESS)).unwrap();
    assert!(with == small(&Family::sound(), Some(ADDRESS.trim_end_matches('/'))).unwrap());
}

#[test]
fn addresses_are_written_as_addresses() {
    let summary = "[说明](说明.md)\n- [{{variants}}]()\n- [{{subjects}}]()\n- [{{pairs}}]()\n- [{{overviews}}]()\n- [{{chooser}}]()\n";
    let family = Family::sound().with("SUMMARY.md", summary).with("说明.md", "# 说明\n").without("index.md");
    let site = small(&family, Some("https://example.org/a&b")).unwrap();
    let root = "https://example.org/a&b/";
    assert_eq!(addresses(&text(&site, "sitemap.xml"))[..2], [root.to_owned(), format!("{root}variants/a.html")]);
    // The first page is the home page too.
    for page in ["index.html", "说明.html"] {
        assert_eq!(canonical(&text(&site, page)), Some("https://example.org/a&amp;b/"), "{page}");
    }
    let family =
        Family::sound().with("SUMMARY.md", &format!("[首页](index.md)\n{summary}")).with("说明.md", "# 说明\n");
    let site = small(&family, Some(ADDRESS)).unwrap();
    assert_eq!(canonical(&text(&site, "说明.html")).unwrap(), format!("{ADDRESS}%E8%AF%B4%E6%98%8E.html"));
}

#[test]
fn what_is_no_address_stops_both_doors() {
    let book = Family::sound().on_disk();
    set(book.path(), "site-url", "example.org");
    let error = format!("{:#}", build(book.path()).unwrap_err());
    assert_eq!(
        error,
        "`output.html.site-url` in book.toml is `example.org`: write an address, `https://example.org/book/`, or a path that begins with `/`"
    );
    let mut plain = Command::new(env!("CARGO_BIN_EXE_clausebook"));
    plain.current_dir(book.path()).stdin(Stdio::piped()).stderr(Stdio::piped());
    let mut plain = plain.spawn().unwrap();
    let context = serde_json::json!({
        "root": book.path(),
        "config": {"book": {"src": "clauses"}, "output": {"html": {"site-url": "example.org"}}},
        "renderer": "html",
        "mdbook_version": "0.5.4",
    });
    write!(plain.stdin.take().unwrap(), "{}", serde_json::json!([context, {"items": []}])).unwrap();
    let output = plain.wait_with_output().unwrap();
    let message = String::from_utf8(output.stderr).unwrap();
    assert_eq!((output.status.code(), message), (Some(2), format!("error: {error}\n")));
    assert!(!book.path().join("book").exists());
}

#[test]
fn a_frame_without_an_end_of_its_head_is_an_error() {
    let book = Family::sound().on_disk();
    set(book.path(), "site-url", ADDRESS);
    fs::create_dir(book.path().join("theme")).unwrap();
    fs::write(book.path().join("theme/index.hbs"), "<title>x</title>{{{ content }}}").unwrap();
    let error = format!("{:#}", build(book.path()).unwrap_err());
    assert!(error.contains("has no `</head>`"), "{error}");
}
