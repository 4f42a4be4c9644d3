//! How much is too much: each limit is kept at its number and named one above it.

use std::fmt::Write as _;

use clausebook::collate::Collation;
use clausebook::diagnostics::{Format, Severity, render};
use clausebook::page::Settings;
use clausebook::pipeline;

use super::{BODY, FEES, LINE, found, sound};
use crate::family::Family;

const ARTICLE: &str = "---\npart: body\narticle: \"2\"\ntitle: 又\n---\n\n";

/// An article with this number and so many clauses.
fn article(number: usize, clauses: usize) -> String {
    let mut text = format!("---\npart: body\narticle: \"{number}\"\ntitle: 又\n---\n\n");
    for clause in 1..=clauses {
        write!(text, "## {number}.{clause} 题 {{topic=amount}}\n\n文。\n\n").unwrap();
    }
    text
}

#[test]
fn headings_of_a_file() {
    let with = |count: usize| found(&sound().with("a/body-02.md", &article(2, count)).sources(), "a/body-02.md");
    assert_eq!(with(300), "");
    assert_eq!(with(301), "1207 too-many");
    let prose = |count: usize| found(&sound().with("index.md", &"## 题\n".repeat(count)).sources(), "index.md");
    assert_eq!(prose(300), "");
    assert_eq!(prose(301), "301 too-many");
    let list = found(&sound().replace("SUMMARY.md", "# 范本", &"# 组\n\n".repeat(301)).sources(), "SUMMARY.md");
    assert_eq!(list, "603 too-many");
    let explained = sound().replace(FEES, "## 选择", &"## 选择\n\n".repeat(300));
    assert_eq!(found(&explained.sources(), FEES), "626 too-many");
}

/// A family whose variant `a` has this many clauses.
fn clauses(count: usize) -> Family {
    let mut family = sound();
    // Three stand in the sound family.
    let mut left = count - 3;
    for number in 2.. {
        let here = left.min(200);
        family = family.with(&format!("a/body-{number:02}.md"), &article(number, here));
        left -= here;
        if left == 0 {
            break;
        }
    }
    family
}

#[test]
fn clauses_of_a_variant() {
    assert_eq!(found(&clauses(2_000).sources(), ""), "");
    assert_eq!(found(&clauses(2_001).sources(), ""), "a/notes-1.md:7 too-many");
}

#[test]
fn variants_of_a_family() {
    let ids = |count: usize| (2..count).map(|number| format!(", v{number}")).collect::<String>();
    let with = |count: usize| {
        let family = Family::sound().replace("family.yaml", "[a, b]", &format!("[a, b{}]", ids(count)));
        found(&family.sources(), "family.yaml")
    };
    let missing = |found: &str| found.matches("missing-file").count();
    assert_eq!((missing(&with(200)), with(200).contains("too-many")), (198, false));
    assert_eq!((missing(&with(201)), with(201).matches("7 too-many").count()), (198, 1));
}

#[test]
fn depth() {
    let nested = |count: usize| {
        found(&sound().replace(BODY, "款项如下：", &format!("{}深", "- ".repeat(count))).sources(), BODY)
    };
    // A list in a list counts twice, once for the list and once for the item.
    assert_eq!(nested(16), "");
    assert_eq!(nested(17), "13 forbidden-markdown");
    let quoted =
        |count: usize| found(&sound().with("index.md", &format!("{}深\n", "> ".repeat(count))).sources(), "index.md");
    assert_eq!(quoted(31), "");
    assert_eq!(quoted(32), "1 forbidden-markdown");
}

/// Thousands of mistakes, each with a word that could be meant: they are counted, and only some are cured.
#[test]
fn files_of_nothing_but_mistakes() {
    let rows = [
        (BODY, "款项如下：", "[第](clause:1.9)"),
        (BODY, "款项如下：", "[金颜]"),
        (BODY, "款项如下：", "[x](javascript:x)"),
        (BODY, "款项如下：", "服务方"),
        (BODY, "also=deadline", ",deadlin"),
        (BODY, "also=deadline", " .anounced"),
        ("index.md", "见", "[x](idex.md)"),
    ];
    for (path, from, mistake) in rows {
        let times = if cfg!(debug_assertions) { 500 } else { 10_000 };
        let many: String = (0..times)
            .map(|number| {
                format!("{}{}", mistake, if mistake.starts_with([',', ' ']) { number.to_string() } else { "\n".into() })
            })
            .collect();
        let many = if mistake.starts_with(',') { format!("also=deadline{many}") } else { many };
        let sources = sound().replace(path, from, &many).sources();
        let diagnostics = pipeline::read(&sources, &Settings::default()).diagnostics;
        assert!(diagnostics.count(Severity::Error) >= times, "{mistake}");
        let human = render(&diagnostics, &sources, Format::Human { color: false });
        assert!(human.contains(" more of this kind in this file"), "{mistake}: {human}");
        assert!(human.len() < 100_000, "{mistake}: {} bytes", human.len());
    }
    assert!(
        found(
            &sound()
                .with("a/body-02.md", &format!("{ARTICLE}## 2.1 题 {{topic=amount}}\n\n{}", "文。".repeat(20_000)))
                .sources(),
            ""
        )
        .is_empty()
    );
}

/// Runs that are read from every one of their places would take the square of their length.
#[test]
fn long_runs_are_read_once() {
    let length = if cfg!(debug_assertions) { 20_000 } else { 80_000 };
    for run in ["9", "9,", "9:99", "一", "千百", "万", "a", "词"] {
        let text = run.repeat(length / run.len());
        let article = format!("{ARTICLE}## 2.1 题 {{topic=amount}}\n\n{text}\n");
        let sources = sound().with("a/body-02.md", &article).sources();
        let checked = pipeline::read(&sources, &Settings::default());
        assert!(!checked.diagnostics.has_errors(), "{run}");
        let data = pipeline::data(&Collation::new(&checked.family));
        assert!(data.contains(&text), "{run}");
    }
}

#[test]
fn marks_that_never_end_are_read_once() {
    let length = if cfg!(debug_assertions) { 60_000 } else { 240_000 };
    for (mark, code) in [("{{#", "directive"), ("[", "malformed-blank"), ("]", "malformed-blank")] {
        let many = mark.repeat(length / mark.len());
        assert_eq!(found(&sound().replace(BODY, LINE, &many).sources(), BODY), format!("13 {code}"), "{mark}");
    }
}
