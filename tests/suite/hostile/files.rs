//! Names of files, links, folders and devices.

use std::fs;
use std::path::Path;

use clausebook::site::Project;
use clausebook::storage;
use tempfile::TempDir;

use super::{BODY, check, found, sound};

fn found_in(book: &TempDir) -> String {
    found(&storage::read_sources(book.path(), Path::new("clauses")).unwrap(), "")
}

#[test]
fn names_are_plain() {
    let article = "---\npart: body\narticle: \"2\"\ntitle: 又\n---\n";
    check(&[
        ("a b.md", "", "x", "1 file-name"),
        ("x'+alert(1)+'.md", "", "x", "1 file-name"),
        ("x\" onmouseover=\"alert(1).md", "", "x", "1 file-name"),
        ("<script>.md", "", "x", "1 file-name"),
        ("x&y.md", "", "x", "1 file-name"),
        ("x#y.md", "", "x", "1 file-name"),
        ("x%2f.md", "", "x", "1 file-name"),
        ("a\\body-02.md", "", "x", "1 file-name"),
        ("x:y.md", "", "x", "1 file-name"),
        ("-x .md", "", "x", "1 file-name"),
        ("x\u{202e}dm.md", "", "x", "x�dm.md:1 file-name"),
        ("con.md", "", "x", "1 file-name"),
        ("Aux.txt.md", "", "x", "1 file-name"),
        ("com1/variant.yaml", "", "x", "1 file-name, 1 unlisted-variant"),
        ("toc.md", "", "x", "1 file-name"),
        ("Print.md", "", "x", "1 file-name"),
        ("INDEX.md", "", "x", "index.md:1 file-name"),
        ("A/notes.md", "", "x", "a/body-01.md:1 file-name"),
        ("a/Body-01.md", "", article, "3 path-mismatch, a/body-01.md:1 file-name"),
        ("evil.html", "", "<script>", "1 unexpected-file"),
        ("variants/a.html", "", "<script>", "1 unexpected-file"),
        ("theme/index.hbs", "", "x", "1 unexpected-file"),
        ("book.toml", "", "x", "1 unexpected-file"),
        ("serach.yaml", "", "x", "1 unexpected-file"),
        ("family.yml", "", "x", "1 unexpected-file"),
        ("family.yaml.md", "", "x", ""),
        ("a/variant.yml", "", "x", "1 unexpected-file"),
        ("a/readme.md", "", "x", "1 front-matter"),
        ("a/body-02.MD", "", article, "1 unexpected-file"),
        ("a/body-2.md", "", article, "3 path-mismatch"),
        ("a/body-+2.md", "", article, "1 file-name, 3 path-mismatch"),
        ("a/deep/body-02.md", "", article, "1 unexpected-file"),
        ("annotations/x.yaml", "", "x", "1 unexpected-file"),
        ("annotations/deep/fees.md", "", "x", "1 unexpected-file"),
        ("annotations/con.md", "", "x", "1 file-name, 1 front-matter"),
        (BODY, "", "", "1 front-matter"),
    ]);
}

#[cfg(unix)]
#[test]
fn links_are_refused_and_not_followed() {
    use std::os::unix::fs::symlink;
    let book = sound().on_disk();
    let clauses = book.path().join("clauses");
    let secret = book.path().join("secret.md");
    fs::write(&secret, "# 秘密").unwrap();
    for path in ["index.md", "family.yaml", "a/body-01.md", "annotations/fees.md"] {
        fs::remove_file(clauses.join(path)).unwrap();
        symlink(&secret, clauses.join(path)).unwrap();
    }
    symlink("/", clauses.join("root")).unwrap();
    symlink(".", clauses.join("loop")).unwrap();
    symlink("nowhere", clauses.join("dangling.md")).unwrap();
    symlink("variant.yaml", clauses.join("b/body-02.md")).unwrap();
    let links = [
        "a/body-01.md",
        "annotations/fees.md",
        "b/body-02.md",
        "dangling.md",
        "family.yaml",
        "index.md",
        "loop",
        "root",
    ];
    assert_eq!(found_in(&book), links.map(|path| format!("{path}:1 symlink")).join(", "));
    fs::remove_dir_all(&clauses).unwrap();
    symlink(book.path(), &clauses).unwrap();
    let error = storage::read_sources(book.path(), Path::new("clauses")).unwrap_err();
    assert!(format!("{error:#}").contains("is not a folder"), "{error:#}");
}

#[cfg(unix)]
#[test]
fn devices_and_folders_are_no_files() {
    use std::os::unix::ffi::OsStrExt;
    let book = sound().on_disk();
    let clauses = book.path().join("clauses");
    let fifo = std::process::Command::new("mkfifo").arg(clauses.join("a/body-02.md")).status().unwrap();
    assert!(fifo.success());
    fs::create_dir(clauses.join("page.md")).unwrap();
    fs::create_dir(clauses.join("c.yaml")).unwrap();
    fs::remove_file(clauses.join("blanks.yaml")).unwrap();
    fs::create_dir(clauses.join("blanks.yaml")).unwrap();
    let _socket = std::os::unix::net::UnixListener::bind(clauses.join("socket.md")).unwrap();
    fs::write(clauses.join(std::ffi::OsStr::from_bytes(b"x\xff.md")), "x").unwrap();
    fs::write(clauses.join("a\\variant.yaml"), "id: evil").unwrap();
    let expected = [
        "a/body-02.md:1 not-a-file",
        "a\\variant.yaml:1 file-name",
        "blanks.yaml:1 not-a-file",
        "c.yaml:1 not-a-file",
        "page.md:1 not-a-file",
        "socket.md:1 not-a-file",
        "x\u{fffd}.md:1 file-name",
    ];
    assert_eq!(found_in(&book), expected.join(", "));
}

/// Plain mdBook copies what it does not know, and follows links on the way.
#[cfg(unix)]
#[test]
fn what_begins_with_a_dot_is_not_published() {
    let book = sound().with(".x.html", "<script>").on_disk();
    std::os::unix::fs::symlink("/", book.path().join("clauses/.root")).unwrap();
    assert_eq!(found_in(&book), "");
    let project = Project::open(book.path()).unwrap();
    let (sources, destination) = (project.sources().unwrap(), project.destination(None).unwrap());
    project.build(project.check(&sources), &sources, &destination).unwrap();
    assert!(!destination.path().join(".x.html").exists() && !destination.path().join(".root").exists());
    let error = storage::refuse_hidden(book.path(), Path::new("clauses")).unwrap_err();
    assert!(format!("{error:#}").contains("plain mdBook would publish"), "{error:#}");
}
