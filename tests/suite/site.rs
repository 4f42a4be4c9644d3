//! The site on disk: both doors give the same pages, builds are repeatable, a failed build changes nothing.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use clausebook::site::Project;
use mdbook_driver::MDBook;
use walkdir::WalkDir;

use crate::family::Family;

/// Builds the book in `root` into `root/book`; tells whether the content had no errors.
pub fn build(root: &Path) -> anyhow::Result<bool> {
    let project = Project::open(root)?;
    let destination = project.destination(None)?;
    let sources = project.sources()?;
    let checked = project.check(&sources);
    if checked.diagnostics.has_errors() {
        return Ok(false);
    }
    project.build(checked, &sources, &destination)?;
    Ok(true)
}

/// Every file below a folder with its bytes.
pub fn tree(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let files = WalkDir::new(folder).into_iter().map(Result::unwrap).filter(|entry| entry.file_type().is_file());
    files
        .map(|entry| {
            let path = entry.path().strip_prefix(folder).unwrap().to_owned();
            (path, fs::read(entry.path()).unwrap())
        })
        .collect()
}

/// The text of every page in a folder, by its path.
pub fn html_of(folder: &Path) -> BTreeMap<String, String> {
    pages(&tree(folder)).into_iter().map(|(path, html)| (path.to_str().unwrap().to_owned(), html)).collect()
}

fn pages(tree: &BTreeMap<PathBuf, Vec<u8>>) -> BTreeMap<&PathBuf, String> {
    let pages = tree.iter().filter(|(path, _)| path.extension().is_some_and(|extension| extension == "html"));
    pages.map(|(path, bytes)| (path, String::from_utf8(bytes.clone()).unwrap())).collect()
}

fn assert_same_pages(left: &BTreeMap<PathBuf, Vec<u8>>, right: &BTreeMap<PathBuf, Vec<u8>>) {
    let (left, right) = (pages(left), pages(right));
    assert_eq!(left.keys().collect::<Vec<_>>(), right.keys().collect::<Vec<_>>());
    for (path, text) in &left {
        assert_eq!(text, &right[path], "{}", path.display());
    }
}

#[test]
fn two_builds_from_two_folders_are_byte_identical() {
    let (one, two) = (Family::sound().on_disk(), tempfile::tempdir().unwrap());
    let deeper = two.path().join("一 个/deeper");
    fs::create_dir_all(&deeper).unwrap();
    Family::sound().write_to(&deeper);
    assert!(build(one.path()).unwrap() && build(&deeper).unwrap());
    let (one, two) = (tree(&one.path().join("book")), tree(&deeper.join("book")));
    assert!(one.contains_key(Path::new("variants/a.html")));
    assert!(one == two, "the files differ");
}

/// The real book through mdBook itself, which runs this crate's binary as the preprocessor.
#[test]
fn plain_mdbook_gives_the_same_pages() {
    let real = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = tempfile::tempdir().unwrap();
    for name in ["book.toml", "clauses", "theme"] {
        copy(&real.join(name), &folder.path().join(name));
    }
    let config = fs::read_to_string(folder.path().join("book.toml")).unwrap();
    let command = format!("command = \"{}\"", env!("CARGO_BIN_EXE_clausebook"));
    let with_path = config.replace("command = \"clausebook\"", &command);
    assert_ne!(config, with_path, "book.toml names the preprocessor");
    fs::write(folder.path().join("book.toml"), with_path).unwrap();

    assert!(build(folder.path()).unwrap());
    let ours = tree(&folder.path().join("book"));
    let mut mdbook = MDBook::load(folder.path()).unwrap();
    mdbook.config.build.build_dir = "plain".into();
    mdbook.build().unwrap();
    assert_same_pages(&ours, &tree(&folder.path().join("plain")));
}

pub fn copy(from: &Path, to: &Path) {
    for entry in WalkDir::new(from) {
        let entry = entry.unwrap();
        let inner = entry.path().strip_prefix(from).unwrap();
        let target = if inner.as_os_str().is_empty() { to.to_owned() } else { to.join(inner) };
        if entry.file_type().is_dir() {
            fs::create_dir_all(&target).unwrap();
        } else {
            fs::copy(entry.path(), &target).unwrap();
        }
    }
}

#[test]
fn nothing_of_the_sources_is_published_but_the_pages() {
    let sound = Family::sound();
    assert!(!build(sound.clone().with("secret.txt", "x").on_disk().path()).unwrap());
    let book = sound.with(".secret.txt", "x").with("draft.md", "# secret").on_disk();
    assert!(build(book.path()).unwrap());
    let site = tree(&book.path().join("book"));
    assert!(!site.keys().any(|path| path.to_string_lossy().contains("secret")), "{:?}", site.keys());
    assert!(!site.keys().any(|path| path.extension().is_some_and(|extension| extension == "yaml")));
}

#[test]
fn a_broken_clause_leaves_the_old_site_whole() {
    let sound = Family::sound();
    let book = sound.on_disk();
    assert!(build(book.path()).unwrap());
    let before = tree(&book.path().join("book"));
    sound.clone().replace("a/body-01.md", "[金额]", "[无此空白]").write_to(book.path());
    assert!(!build(book.path()).unwrap());
    assert!(before == tree(&book.path().join("book")));
    sound.write_to(book.path());
    assert!(build(book.path()).unwrap());
    assert!(before == tree(&book.path().join("book")));
}

#[test]
fn a_broken_template_leaves_the_old_site_whole() {
    let book = Family::sound().on_disk();
    assert!(build(book.path()).unwrap());
    let before = tree(&book.path().join("book"));
    fs::create_dir_all(book.path().join("theme/templates")).unwrap();
    fs::write(book.path().join("theme/templates/variant.html"), "<p>{{ titel }}</p>").unwrap();
    let error = format!("{:?}", build(book.path()).unwrap_err());
    assert!(error.contains("titel") && error.contains("variant.html"), "{error}");
    assert!(before == tree(&book.path().join("book")));
    let leftovers: Vec<_> = fs::read_dir(book.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert!(!leftovers.iter().any(|name| name.to_string_lossy().starts_with(".clausebook")), "{leftovers:?}");
}

#[test]
fn a_page_that_is_gone_is_gone_from_the_site() {
    let book = Family::sound().on_disk();
    assert!(build(book.path()).unwrap());
    let clauses = book.path().join("clauses");
    fs::remove_dir_all(clauses.join("b")).unwrap();
    let family = fs::read_to_string(clauses.join("family.yaml")).unwrap();
    fs::write(clauses.join("family.yaml"), family.replace("[a, b]", "[a]").replace("\nlook_alikes: [服务方式]", ""))
        .unwrap();
    assert!(build(book.path()).unwrap());
    assert!(!book.path().join("book/variants/b.html").exists());
    assert!(book.path().join("book/variants/a.html").exists());
}

#[test]
fn a_folder_that_is_not_ours_is_never_replaced() {
    let book = Family::sound().on_disk();
    let project = Project::open(book.path()).unwrap();
    let refuse = |folder: &Path, why: &str| {
        let error = project.destination(Some(folder)).unwrap_err();
        assert!(format!("{error:#}").contains(why), "{error:#}");
    };
    let precious = book.path().join("precious");
    fs::create_dir(&precious).unwrap();
    assert!(project.destination(Some(&precious)).is_ok(), "an empty folder may be used");
    fs::write(precious.join("thesis.txt"), "x").unwrap();
    refuse(&precious, "did not build");
    refuse(&precious.join("thesis.txt"), "it is a file");
    refuse(book.path(), "overlaps");
    refuse(&book.path().join("clauses/site"), "overlaps");
    refuse(&book.path().join("precious/../clauses"), "overlaps");
    refuse(Path::new("/"), "root");
    refuse(Path::new("."), "cannot be the destination");
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(&precious, book.path().join("link")).unwrap();
        refuse(&book.path().join("link"), "it is a link");
    }
    assert_eq!(fs::read_to_string(precious.join("thesis.txt")).unwrap(), "x");
}

#[test]
fn what_others_put_into_the_site_is_not_deleted() {
    let book = Family::sound().on_disk();
    assert!(build(book.path()).unwrap());
    let site = book.path().join("book");
    fs::write(site.join("CNAME"), "example.org").unwrap();
    fs::create_dir(site.join(".git")).unwrap();
    let error = format!("{:#}", build(book.path()).unwrap_err());
    assert!(error.contains("did not build: `.git`, `CNAME`; move them"), "{error}");
    assert!(site.join("CNAME").exists());
    fs::remove_file(site.join("CNAME")).unwrap();
    fs::remove_dir(site.join(".git")).unwrap();
    assert!(build(book.path()).unwrap());
    // Sites of the first version have no list of names.
    let marker = fs::read_to_string(site.join(".clausebook")).unwrap();
    assert!(marker.contains("\nindex.html\n"), "{marker}");
    let sentence = marker.split_inclusive('\n').next().unwrap();
    fs::write(site.join(".clausebook"), sentence).unwrap();
    assert!(build(book.path()).unwrap());
    // Those of the second list the names in the folder, without what is deeper.
    let names = fs::read_dir(&site).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap() + "\n");
    fs::write(site.join(".clausebook"), sentence.to_owned() + &names.collect::<String>()).unwrap();
    assert!(build(book.path()).unwrap());
}

#[test]
fn what_others_put_into_a_folder_of_the_site_is_not_deleted() {
    let book = Family::sound().on_disk();
    assert!(build(book.path()).unwrap());
    let site = book.path().join("book");
    fs::write(site.join("variants/thesis.txt"), "x").unwrap();
    fs::create_dir_all(site.join("variants/mine/deep")).unwrap();
    let error = format!("{:#}", build(book.path()).unwrap_err());
    assert!(error.contains("did not build: `variants/mine`, `variants/thesis.txt`; move them"), "{error}");
    assert_eq!(fs::read_to_string(site.join("variants/thesis.txt")).unwrap(), "x");
    fs::remove_file(site.join("variants/thesis.txt")).unwrap();
    fs::remove_dir_all(site.join("variants/mine")).unwrap();
    fs::remove_file(site.join("variants/a.html")).unwrap();
    assert!(build(book.path()).unwrap(), "what is missing is no loss");
    for number in 10..40 {
        fs::write(site.join(format!("{number}.txt")), "x").unwrap();
    }
    let error = format!("{:#}", build(book.path()).unwrap_err());
    assert!(
        error.contains("`10.txt`") && error.contains("`19.txt` and more;") && !error.contains("`20.txt`"),
        "{error}"
    );
}

/// Whoever works in the folder would be left in one that is gone, even if it is empty or a site of ours.
#[test]
fn the_home_and_the_working_folder_are_never_replaced() {
    let book = Family::sound().on_disk();
    let home = book.path().join("home/me");
    fs::create_dir_all(&home).unwrap();
    let build = |working: &Path, site: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_clausebook"));
        command.current_dir(working).env("HOME", &home).arg("--root").arg(book.path()).args(["build", "-d", site]);
        let output = command.output().unwrap();
        (output.status.code(), String::from_utf8(output.stderr).unwrap())
    };
    assert_eq!(build(book.path(), "site").0, Some(0));
    for (working, site) in [("site", "."), ("site/variants", ".."), ("site", "../home/me"), ("site", "../home")] {
        let (code, message) = build(&book.path().join(working), site);
        let which = if site.contains("home") { "home" } else { "working" };
        assert_eq!(code, Some(2), "{message}");
        assert!(message.contains(&format!("it is the {which} folder or lies around it")), "{message}");
    }
    assert_eq!(fs::read_dir(&home).unwrap().count(), 0);
    assert_eq!(build(&book.path().join("home"), "me/site").0, Some(0), "inside of the home folder there may be a site");
}

#[test]
fn the_destination_is_checked_again_before_it_is_replaced() {
    let book = Family::sound().on_disk();
    let project = Project::open(book.path()).unwrap();
    let destination = project.destination(None).unwrap();
    let site = book.path().join("book");
    fs::create_dir(&site).unwrap();
    fs::write(site.join("thesis.txt"), "x").unwrap();
    let sources = project.sources().unwrap();
    let error = project.build(project.check(&sources), &sources, &destination).unwrap_err();
    assert!(format!("{error:#}").contains("`thesis.txt`"), "{error:#}");
    assert_eq!(fs::read_to_string(site.join("thesis.txt")).unwrap(), "x");
}

#[test]
fn an_insert_is_a_block_of_its_own() {
    let book = Family::sound().with("index.md", "# 首页\n文\n{{heat-map}}\n## 下一节\n").on_disk();
    assert!(build(book.path()).unwrap());
    let page = fs::read_to_string(book.path().join("book/index.html")).unwrap();
    assert!(page.contains("heat-map-note") && page.contains("<h2 id=") && !page.contains("## 下一节"), "{page}");
}

/// A template of strangers may be nested as deep as it likes.
#[test]
fn a_deep_page_is_a_page() {
    const DEPTH: usize = 20_000;
    let book = Family::sound().on_disk();
    fs::create_dir_all(book.path().join("theme/templates")).unwrap();
    let deep = "<div>".repeat(DEPTH) + "x" + &"</div>".repeat(DEPTH);
    fs::write(book.path().join("theme/templates/coverage.html"), deep).unwrap();
    assert!(build(book.path()).unwrap());
    let page = fs::read_to_string(book.path().join("book/overviews/coverage.html")).unwrap();
    assert!(page.matches("<div>").count() >= DEPTH);
}
