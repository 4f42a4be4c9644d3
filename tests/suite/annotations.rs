//! Annotations stand only as long as the clauses do: what is said when they no longer do, and the cure.

use std::path::Path;
use std::process::{Command, Output};

use clausebook::diagnostics::{Code, Format, render};
use clausebook::page::Settings;
use clausebook::source::{SourceFile, Sources};
use clausebook::{check, fix, pipeline, storage};

use crate::family::Family;

const FEES: &str = "annotations/fees.md";
const BODY: &str = "a/body-01.md";

fn check(family: &Family, expected: &[&str]) {
    let expected: String = expected.iter().map(|line| format!("clauses/{line}\n")).collect();
    assert_eq!(family.messages(), expected);
}

/// Replaces `from` by `to` in the annotations.
fn fees(from: &str, to: &str, expected: &[&str]) {
    check(&Family::annotated().replace(FEES, from, to), expected);
}

#[test]
fn quotes() {
    let found = |what: &str| format!("annotations/fees.md:5:42: error[{what}");
    let family = Family::annotated();
    check(
        &family.clone().replace(BODY, "[金额]元", "[金额]角"),
        &[&found("quote-not-found]: clause 1.1 of 甲本 does not say “[金额]元”")],
    );
    check(
        &family.clone().replace(BODY, "[金额]元", "[金额]元，或者[金额]元"),
        &[&found("quote-repeated]: clause 1.1 of 甲本 says “[金额]元” 2 times")],
    );
    check(
        &family.clone().replace(FEES, "clause: \"1.1\", quote: \"[金额]元\"", "clause: \"1.9\", quote: \"[金额]元\""),
        &["annotations/fees.md:5:28: error[dangling-reference]: `a` has no clause or article `1.9`"],
    );
    let text = "## 1 清单 {topic=amount}\n\n清单。\n";
    check(
        &family.clone().replace("a/notes-1.md", "## 1 清单 {topic=amount .announced}\n", text),
        &[
            "annotations/fees.md:16:74: error[quote-not-found]: clause 1 of 甲本 has a text; nothing shows which words are meant",
        ],
    );
    check(
        &family.replace(BODY, "在[期限:30日]内", "逾期的，在[期限:30日]内"),
        &["annotations/fees.md:8:47: error[word-found]: “逾期” occurs in clause 1.1 of 甲本"],
    );
}

/// Only headings that have a text behind them count as words of the variant.
#[test]
fn absence_is_judged_by_texts_and_their_headings() {
    let family = Family::annotated();
    check(&family.clone().replace("a/notes-1.md", "1 清单", "1 逾期清单"), &[]);
    check(
        &family.replace(BODY, "## 1.2 期限", "## 1.2 逾期"),
        &["annotations/fees.md:8:47: error[word-found]: “逾期” occurs in clause 1.2 of 甲本"],
    );
}

#[test]
fn answers_and_notes() {
    fees(
        "  late:\n",
        "  lates:\n",
        &[
            "annotations/fees.md:2:10: error[missing-answer]: the point `late` (逾期怎么办) is not answered",
            "annotations/fees.md:7:3: error[unknown-point]: the subject `fees` has no point `lates`",
        ],
    );
    fees(
        "    b: {value: 未约定, state: absent, searched: [逾期]}\n",
        "",
        &["annotations/fees.md:7:3: error[missing-answer]: `b` has no answer to the point `late`"],
    );
    fees(
        "state: absent, searched: [逾期]",
        "searched: [逾期]",
        &["annotations/fees.md:9:16: error[invalid-value]: only an absent answer rests on words that nowhere occur"],
    );
    fees(
        "state: absent, searched: [逾期]",
        "state: absent, clause: \"1.1\", quote: 依法",
        &[
            "annotations/fees.md:9:16: error[invalid-value]: an absent answer rests on words that nowhere occur, not on a clause",
        ],
    );
    fees(
        "searched: [逾期]",
        "quote: 依法",
        &[
            "annotations/fees.md:9:16: error[invalid-value]: a quote without its clause",
            "annotations/fees.md:9:16: error[invalid-value]: an absent answer rests on words that nowhere occur, not on a clause",
        ][..1],
    );
    fees(
        "fault: missing\n    ",
        "",
        &["annotations/fees.md:11:9: error[invalid-value]: a defect says how the text is broken"],
    );
    fees(
        "kind: gap",
        "kind: gap, fault: missing",
        &["annotations/fees.md:21:10: error[invalid-value]: only a defect has a fault"],
    );
    fees(
        "variant: a, searched",
        "variant: c, searched",
        &["annotations/fees.md:21:80: error[unknown-variant]: unknown variant `c`"],
    );
    fees(
        "code#585",
        "code#586",
        &["annotations/fees.md:17:11: error[unknown-statute]: `statutes.yaml` has no article `code#586`"],
    );
    fees(
        "law: [\"code#585\"]",
        "law: [code]",
        &["annotations/fees.md:17:11: error[invalid-value]: `code` does not name an article"],
    );
    fees(
        "clause:a/1.1",
        "clause:a/1.9",
        &["annotations/fees.md:26:16: error[dangling-reference]: `a` has no clause or article `1.9`"],
    );
    fees(
        "clause:a/1.1",
        "clause:1.1",
        &["annotations/fees.md:26:16: error[malformed-reference]: this reference does not name a variant"],
    );
    fees("clause:a/1.1", "clause:c/1.1", &["annotations/fees.md:26:16: error[unknown-variant]: unknown variant `c`"]);
}

#[test]
fn advice() {
    let family = Family::annotated().replace(FEES, "    law: [\"code#585\"]\n", "");
    check(&family, &["statutes.yaml:8:25: warning[unused-statute]: no note cites `code#585`"]);
    let second = "    points: [{id: sum, title: 多少钱}, {id: late, title: 逾期怎么办}]\n";
    let family = Family::annotated().replace(
        "taxonomy.yaml",
        second,
        &format!("{second}  - {{id: other, title: 其他, topics: [], points: []}}\n"),
    );
    check(&family, &["taxonomy.yaml:6:10: warning[missing-annotation]: the subject `other` has no annotations"]);
}

#[test]
fn a_law_is_stale_after_a_year() {
    let sources = Family::annotated().sources();
    let family = pipeline::read(&sources, &Settings::default()).family;
    let found = |day: &str| render(&check::age(&family, day.parse().unwrap()), &sources, Format::Short);
    assert_eq!(found("2027-01-31"), "");
    assert_eq!(
        found("2027-02-01"),
        "clauses/statutes.yaml:7:14: warning[stale-statute]: 民法典 was last compared with its official text on 2026-01-31\n"
    );
}

/// What a contributor sees who changes a period in a real clause.
#[test]
fn a_changed_clause_of_the_real_family_breaks_what_is_said_about_it() {
    let sources = changed();
    let checked = pipeline::read(&sources, &Settings::default());
    let text = render(&checked.diagnostics, &sources, Format::Human { color: false });
    snapbox::assert_data_eq!(text, snapbox::file!["../fixtures/changed-clause.txt"].raw());
    let cured = fix::cure(&sources, &checked.diagnostics, Code::QuoteNotFound);
    assert!(!cured.changes.is_empty());
    let files = sources.iter().map(|(id, file)| match cured.files.get(&id) {
        Some(text) => SourceFile::new(&file.path, text),
        None => file.clone(),
    });
    let sources = Sources::new("clauses", files.collect());
    let checked = pipeline::read(&sources, &Settings::default());
    assert_eq!(render(&checked.diagnostics, &sources, Format::Short), "");
}

/// The real family with 15 days in the place of 30 in the fourth variant's clause on rescission.
fn changed() -> Sources {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let real = storage::read_sources(root, Path::new("clauses")).unwrap();
    let change = |file: &SourceFile| {
        let mut file = file.clone();
        if file.path == "v4/body-08.md" {
            assert!(file.text.contains("满30日"));
            file.text = file.text.replace("满30日", "满15日");
        }
        file
    };
    Sources::new("clauses", real.iter().map(|(_, file)| change(file)).collect())
}

#[test]
fn quotes_are_cured_on_disk() {
    let folder = Family::annotated().replace(BODY, "付款[金额]元", "付款[金额]万元").on_disk();
    let run = |arguments: &[&str]| -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_clausebook"));
        command.arg("--root").arg(folder.path()).arg("check").args(["--today", "2026-02-01"]).args(arguments);
        command.output().unwrap()
    };
    assert_eq!(run(&[]).status.code(), Some(1));
    let cured = run(&["--fix-quotes"]);
    assert_eq!(cured.status.code(), Some(0), "{cured:?}");
    let told = String::from_utf8(cured.stderr).unwrap();
    let change = "clauses/annotations/fees.md:5\n  - \"[金额]元\"\n  + \"[金额]万元\"\n1 quote cured; read again";
    assert!(told.starts_with(change), "{told}");
    assert_eq!(run(&[]).status.code(), Some(0));
}
