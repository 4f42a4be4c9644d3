//! A family in which every mistake occurs: all of them are found in one run, each at its place.

use std::collections::BTreeSet;
use std::path::Path;

use clausebook::diagnostics::{Code, Format, render};
use clausebook::page::Settings;
use clausebook::source::{Fault, SourceFile, Sources};
use clausebook::{pipeline, storage};

/// These cannot stand beside the others: a malformed summary has no markers, advice needs a sound family.
const ELSEWHERE: &[Code] =
    &[Code::Summary, Code::UnusedBlank, Code::MissingAnnotation, Code::UnusedStatute, Code::StaleStatute];

/// The fixture, with the files that a repository cannot hold.
fn sources() -> Sources {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let read = storage::read_sources(&root, Path::new("mistakes")).unwrap();
    let mut files: Vec<SourceFile> = read.iter().map(|(_, file)| file.clone()).collect();
    let lossy = "---\npart: \u{fffd}";
    files.push(SourceFile {
        path: "a/body-91.md".into(),
        text: lossy.into(),
        fault: Some(Fault::NotUtf8 { offset: 10 }),
    });
    files.push(SourceFile::faulty("a/body-92.md", Fault::Symlink));
    files.push(SourceFile::faulty("a/body-93.md", Fault::NotAFile));
    files.push(SourceFile::faulty("a/body-94.md", Fault::TooLarge { size: 300_000, limit: 262_144 }));
    files.push(SourceFile::faulty("a/body-95.md", Fault::Unreadable("Permission denied".into())));
    files.push(SourceFile::faulty("a/body-98.md", Fault::NoRoom("a source folder may have 16 MB".into())));
    files.push(SourceFile::new("a/body-96.md", "\u{feff}---\npart: body\n"));
    files.push(SourceFile::new(
        "a/body-97.md",
        format!("---\npart: body\narticle: \"97\"\ntitle: 长\n---\n{}", "## 97.1 题\n".repeat(301)),
    ));
    files.push(SourceFile::new("Con.md", ""));
    Sources::new("clauses", files)
}

#[test]
fn every_mistake_is_found_in_one_run() {
    let sources = sources();
    let checked = pipeline::read(&sources, &Settings::default());
    let text = render(&checked.diagnostics, &sources, Format::Human { color: false });
    snapbox::assert_data_eq!(text, snapbox::file!["../fixtures/mistakes.txt"].raw());
}

#[test]
fn the_fixture_has_every_mistake() {
    let sources = sources();
    let checked = pipeline::read(&sources, &Settings::default());
    let found: BTreeSet<Code> = checked.diagnostics.sorted(&sources).iter().map(|diagnostic| diagnostic.code).collect();
    let missing: Vec<_> = Code::ALL
        .iter()
        .filter(|code| !found.contains(code) && !ELSEWHERE.contains(code))
        .map(|code| code.name())
        .collect();
    assert!(missing.is_empty(), "the fixture lacks {missing:?}");
}
