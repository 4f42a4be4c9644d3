//! Files that are no text: each a diagnostic, never a panic, and an existing site is left as it was.

use std::fs;
use std::path::Path;

use clausebook::diagnostics::{Format, render};
use clausebook::page::Settings;
use clausebook::site::Project;
use clausebook::{pipeline, storage};

use crate::family::Family;

fn messages(root: &Path) -> String {
    let sources = storage::read_sources(root, Path::new("clauses")).expect("the folder is there");
    render(&pipeline::read(&sources, &Settings::default()).diagnostics, &sources, Format::Short)
}

#[test]
fn a_missing_source_folder_is_an_error_that_names_it() {
    let folder = tempfile::tempdir().unwrap();
    let error = storage::read_sources(folder.path(), Path::new("clauses")).unwrap_err();
    assert!(format!("{error:#}").contains("clauses"), "{error:#}");
    let error = Project::open(folder.path()).unwrap_err();
    assert!(format!("{error:#}").contains("book.toml"), "{error:#}");
}

#[test]
fn a_source_folder_that_is_a_file_is_an_error() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("clauses"), "").unwrap();
    let error = storage::read_sources(folder.path(), Path::new("clauses")).unwrap_err();
    assert!(format!("{error:#}").contains("is not a folder"), "{error:#}");
}

#[test]
fn files_that_are_no_text_are_named() {
    let book = Family::sound().on_disk();
    let clauses = book.path().join("clauses");
    fs::write(clauses.join("a/body-02.md"), b"---\npart: \xff\n").unwrap();
    fs::write(clauses.join("a/body-03.md"), "字".repeat(2_000_000)).unwrap();
    fs::write(clauses.join("a/body-04.md"), "").unwrap();
    fs::create_dir(clauses.join("a/body-05.md")).unwrap();
    fs::write(clauses.join("SUMMARY.md"), b"# \xff").unwrap();
    fs::write(clauses.join(".hidden.md"), b"\xff").unwrap();
    assert_eq!(
        messages(book.path()),
        "\
clauses/SUMMARY.md:1:3: error[not-utf8]: the file is not UTF-8 from here on
clauses/a/body-02.md:2:7: error[not-utf8]: the file is not UTF-8 from here on
clauses/a/body-03.md:1:1: error[file-too-large]: 6000000 bytes; a file of this kind may have 262144
clauses/a/body-04.md:1:1: error[front-matter]: the file does not begin with front matter
clauses/a/body-05.md:1:1: error[not-a-file]: a folder or device, not a file
"
    );
}

#[cfg(unix)]
#[test]
fn links_and_devices_are_refused() {
    let book = Family::sound().on_disk();
    let clauses = book.path().join("clauses");
    std::os::unix::fs::symlink("/etc/passwd", clauses.join("a/body-02.md")).unwrap();
    std::os::unix::fs::symlink("/etc", clauses.join("c")).unwrap();
    assert_eq!(
        messages(book.path()),
        "\
clauses/a/body-02.md:1:1: error[symlink]: a symbolic link
clauses/c:1:1: error[symlink]: a symbolic link
"
    );
}

#[test]
fn an_unreadable_file_is_named() {
    use clausebook::source::{Fault, SourceFile, Sources};
    let file = SourceFile::faulty("a/body-01.md", Fault::Unreadable("Permission denied".into()));
    let sources = Sources::new("clauses", vec![file]);
    let text = render(&pipeline::read(&sources, &Settings::default()).diagnostics, &sources, Format::Short);
    assert!(text.contains("clauses/a/body-01.md:1:1: error[unreadable]: Permission denied\n"), "{text}");
}

#[test]
fn an_empty_folder_misses_its_files() {
    let sources = clausebook::source::Sources::new("clauses", vec![]);
    let found = render(&pipeline::read(&sources, &Settings::default()).diagnostics, &sources, Format::Short);
    let missing: Vec<_> = found.lines().filter_map(|line| line.split(':').next()).collect();
    assert_eq!(missing, ["clauses/SUMMARY.md", "clauses/blanks.yaml", "clauses/family.yaml", "clauses/taxonomy.yaml"]);
}

/// Deep nesting must not exhaust the stack, and wide input not the clock.
#[test]
fn deep_and_wide_input_is_bounded() {
    let sound = Family::sound();
    let body = |text: &str| sound.clone().replace("a/body-01.md", "款项如下：", text).messages();
    let deep = "error[forbidden-markdown]: nested more than 32 deep";
    for text in ["- ".repeat(20_000) + "深", "*深 ".repeat(20_000), "> ".repeat(20_000) + "深"] {
        let found = body(&text);
        assert!(found.is_empty() || found.contains(deep), "{}", &found[..found.len().min(300)]);
    }
    assert!(sound.clone().with("index.md", &("- ".repeat(20_000) + "深")).messages().contains(deep));
    let summary = "- ".repeat(20_000) + "[深]()";
    assert!(sound.clone().with("SUMMARY.md", &summary).messages().contains(deep));
}

#[test]
fn line_ends_of_windows_change_nothing() {
    let sound = Family::sound();
    let text =
        "---\r\npart: body\r\narticle: \"2\"\r\ntitle: 又\r\n---\r\n\r\n## 2.1 又 {topic=amount}\r\n\r\n文。\r\n";
    assert_eq!(sound.with("a/body-02.md", text).messages(), "");
}

/// Many mistakes in one file are counted, and few of them printed; lines are shown in part.
#[test]
fn many_mistakes_are_counted_but_not_all_shown() {
    let sources = Family::sound().replace("a/body-01.md", "款项如下：", &"款\t".repeat(5_000)).sources();
    let diagnostics = pipeline::read(&sources, &Settings::default()).diagnostics;
    assert_eq!(diagnostics.count(clausebook::diagnostics::Severity::Error), 5_000);
    let short = render(&diagnostics, &sources, Format::Short);
    assert_eq!(short.lines().count(), 21, "{short}");
    let closing = "clauses/a/body-01.md:13:42: error[forbidden-character]: … and 4980 more of this kind in this file\n";
    assert!(short.ends_with(closing), "{short}");
    let long = "款".repeat(10_000) + "\t" + &"项".repeat(10_000);
    let sources = Family::sound().replace("a/body-01.md", "款项如下：", &long).sources();
    let diagnostics = pipeline::read(&sources, &Settings::default()).diagnostics;
    let human = render(&diagnostics, &sources, Format::Human { color: false });
    assert!(human.contains("--> clauses/a/body-01.md:13:10001\n"), "{human}");
    assert!(human.lines().all(|line| line.chars().count() < 200), "{human}");
}

#[test]
fn what_begins_many_times_and_never_ends_is_bounded() {
    let count = if cfg!(debug_assertions) { 1_000 } else { 40_000 };
    let twice = ["[", "]", "|"].map(|text| text.repeat(2 * count));
    for text in twice.into_iter().chain(["[a](", "**a"].map(|text| text.repeat(count))) {
        let found = Family::sound().replace("a/body-01.md", "款项如下：", &text).messages();
        assert!(found.lines().count() < 100, "{} lines", found.lines().count());
    }
}
