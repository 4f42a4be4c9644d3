//! The real site as built: every link leads somewhere, every address is unique, nothing leads out unasked; and a site that
//! would have a dead link is not published.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use clausebook::links::{self, Site};
use clausebook::site::Project;
use clausebook::storage;

use crate::family::Family;
use crate::site::{build, tree};

/// The real site, as a build left it on the disk: its links, and its files.
fn real() -> (Site, BTreeMap<PathBuf, Vec<u8>>) {
    let project = Project::open(Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let destination = project.destination(Some(&folder.path().join("site"))).unwrap();
    let sources = project.sources().unwrap();
    let checked = project.check(&sources);
    project.build(checked, &sources, &destination).unwrap();
    (storage::read_site(destination.path()).unwrap(), tree(destination.path()))
}

#[test]
fn every_link_leads_somewhere_and_every_address_is_unique() {
    let (site, files) = real();
    assert_eq!(links::problems(&site), []);
    assert_eq!(links::external(&site), []);
    assert!(site.pages.len() > 40, "{}", site.pages.len());
    let icons: Vec<_> = site.files.iter().filter(|path| path.starts_with("favicon")).collect();
    assert!(matches!(icons[..], [icon] if icon.ends_with(".svg")), "mdBook's own icons stay away: {icons:?}");
    for path in site.pages.keys() {
        let bytes = files[Path::new(path)].len();
        assert!(bytes < 300_000, "{path} has {bytes} bytes");
    }
}

#[test]
fn a_dead_link_stops_the_build_and_the_old_site_stands() {
    let sound = Family::sound();
    let book = sound.on_disk();
    assert!(build(book.path()).unwrap());
    let before = tree(&book.path().join("book"));
    let refuse = |message: &str| {
        let error = format!("{:#}", build(book.path()).unwrap_err());
        assert!(error.contains(message), "{error}");
        assert!(before == tree(&book.path().join("book")));
    };
    // That the page is there is checked with the sources; what places it has is known when it is rendered.
    sound.clone().replace("index.md", "a.md", "a.md#nowhere").write_to(book.path());
    refuse("\n  index.html: `variants/a.html#nowhere` leads to a place that its page does not have");
    sound.write_to(book.path());
    let templates = book.path().join("theme/templates");
    fs::create_dir_all(&templates).unwrap();
    fs::write(templates.join("variant.html"), "<p id=x><a id=x href='../gone.html'>x</a></p>").unwrap();
    refuse("\n  variants/a.html: `../gone.html` leads to no page or file");
    refuse("\n  variants/b.html: the id `x` stands more than once");
    fs::remove_dir_all(book.path().join("theme")).unwrap();
    assert!(build(book.path()).unwrap());
}
