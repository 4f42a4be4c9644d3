//! The real site as built: every link leads somewhere, every address is unique, nothing leads out unasked.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use clausebook::site::Project;
use walkdir::WalkDir;

/// The pages of the real site, address to HTML.
fn pages() -> BTreeMap<String, String> {
    let project = Project::open(Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let destination = project.destination(Some(&folder.path().join("site"))).unwrap();
    let sources = project.sources().unwrap();
    let checked = project.check(&sources);
    project.build(checked, &sources, &destination).unwrap();
    let files = WalkDir::new(destination.path()).into_iter().map(Result::unwrap);
    let pages = files.filter(|entry| entry.path().extension().is_some_and(|extension| extension == "html"));
    pages
        .map(|entry| {
            let path = entry.path().strip_prefix(destination.path()).unwrap().to_string_lossy().replace('\\', "/");
            (path, fs::read_to_string(entry.path()).unwrap())
        })
        .collect()
}

/// The values of an attribute, in order.
fn values<'a>(html: &'a str, attribute: &str) -> Vec<&'a str> {
    let start = format!(" {attribute}=\"");
    html.split(start.as_str()).skip(1).map(|rest| rest.split('"').next().unwrap_or_default()).collect()
}

/// The address that `href` means on the page `from`.
fn resolve(from: &str, href: &str) -> String {
    let mut folders: Vec<&str> = from.split('/').collect();
    folders.pop();
    for piece in href.split('/') {
        match piece {
            ".." => drop(folders.pop()),
            "." | "" => {}
            piece => folders.push(piece),
        }
    }
    folders.join("/")
}

#[test]
fn every_link_leads_somewhere_and_every_address_is_unique() {
    let pages = pages();
    let ids: BTreeMap<&str, Vec<&str>> = pages.iter().map(|(path, html)| (path.as_str(), values(html, "id"))).collect();
    let mut broken = Vec::new();
    for (path, list) in &ids {
        let unique: BTreeSet<_> = list.iter().collect();
        if unique.len() != list.len() {
            broken.push(format!("{path}: an id stands twice"));
        }
    }
    // The address of the page that is shown for unknown addresses is not known; its links are absolute.
    for (path, html) in pages.iter().filter(|(path, _)| path.as_str() != "404.html") {
        for href in values(html, "href") {
            let (page, place) = href.split_once('#').unwrap_or((href, ""));
            let target = if page.is_empty() { path.clone() } else { resolve(path, page) };
            let is_page = target.ends_with(".html");
            let known = ids.get(target.as_str());
            let place_is_known = place.is_empty() || known.is_some_and(|ids| ids.contains(&place));
            if page.contains(':') || (is_page && (known.is_none() || !place_is_known)) {
                broken.push(format!("{path}: {href}"));
            }
        }
    }
    assert!(broken.is_empty(), "{broken:#?}");
    assert!(pages.len() > 40, "{}", pages.len());
}

#[test]
fn nothing_is_loaded_from_elsewhere() {
    for (path, html) in pages() {
        for address in values(&html, "src") {
            assert!(!address.contains("//"), "{path}: {address}");
        }
        assert!(html.len() < 300_000, "{path} has {} bytes", html.len());
    }
}
