//! Bytes and characters that a reader cannot see.

use clausebook::source::{SourceFile, Sources};
use clausebook::storage;

use super::{BODY, FEES, LINE, VARIANT, check, found, sound};
use std::fs;
use std::path::Path;

/// One of every kind: direction, zero width, joiner, filler, selector, tag, separator, control.
const HIDDEN: &[char] = &[
    '\u{202e}',
    '\u{2066}',
    '\u{200f}',
    '\u{200b}',
    '\u{200d}',
    '\u{2060}',
    '\u{ad}',
    '\u{feff}',
    '\u{34f}',
    '\u{115f}',
    '\u{3164}',
    '\u{ffa0}',
    '\u{fe0f}',
    '\u{180e}',
    '\u{2800}',
    '\u{e0041}',
    '\u{e0100}',
    '\u{2028}',
    '\u{2029}',
    '\u{0}',
    '\u{7}',
    '\u{8}',
    '\u{b}',
    '\u{c}',
    '\u{1b}',
    '\u{7f}',
    '\u{85}',
    '\u{9b}',
];

/// Where a reader meets text: file, the words that are replaced, and their line.
const TEXTS: &[(&str, &str, usize)] = &[
    ("family.yaml", "小合同", 1),
    ("family.yaml", "不构成法律意见。", 4),
    ("taxonomy.yaml", "费用", 3),
    ("blanks.yaml", "多少元", 1),
    (VARIANT, "甲本", 3),
    (FEES, "没有数字", 6),
    (FEES, "没有金额", 18),
    (FEES, "付多少钱没有写。", 19),
    ("statutes.yaml", "可以约定违约金。", 8),
    ("choosing.yaml", "价钱定了吗？", 3),
    ("search.yaml", "买方", 1),
    (BODY, "费用", 4),
    ("lexicon.yaml", "天", 3),
];

#[test]
fn hidden_characters_are_named_in_every_kind_of_text() {
    for &(path, words, line) in TEXTS {
        for &c in HIDDEN {
            let sources = sound().replace(path, words, &format!("{words}{c}")).sources();
            let found = found(&sources, path);
            let expected = format!("{line} forbidden-character");
            assert!(found.split(", ").any(|found| found == expected), "{path}: {c:?} in {words}: {found}");
        }
    }
}

#[test]
fn hidden_characters_are_named_where_yaml_escapes_them() {
    for &(path, words, line) in TEXTS {
        for &c in HIDDEN {
            let escaped = format!("\"{words}\\U{:08x}\"", u32::from(c));
            let sources = sound().replace(path, words, &escaped).sources();
            assert_eq!(found(&sources, path), format!("{line} forbidden-character"), "{path}: {escaped}");
        }
    }
}

/// Markdown decodes entities; YAML does not.
#[test]
fn hidden_characters_are_named_where_markdown_hides_them() {
    let texts = [
        (BODY, LINE, 13),
        (BODY, "1.2 期限", 11),
        ("index.md", "见[", 3),
        ("index.md", "# 首页", 1),
        (FEES, "都要填", 30),
    ];
    for (path, words, line) in texts {
        // The null character and some others are not made by any entity.
        for &c in HIDDEN.iter().filter(|c| !c.is_control()) {
            for hidden in [c.to_string(), format!("&#x{:x};", u32::from(c)), format!("&#{};", u32::from(c))] {
                let sources = sound().replace(path, words, &format!("{words}{hidden}")).sources();
                let found = found(&sources, path);
                let expected = format!("{line} forbidden-character");
                assert!(found.split(", ").any(|found| found == expected), "{path}: {hidden:?} in {words}: {found}");
            }
        }
    }
}

#[test]
fn byte_order_marks_and_tabs() {
    check(&[
        (BODY, "---\npart", "\u{feff}---\npart", "1 forbidden-character, 1 front-matter"),
        (FEES, "---\nsubject", "\u{feff}---\nsubject", "1 forbidden-character, 1 front-matter"),
        ("index.md", "# 首页", "\u{feff}# 首页", "1 forbidden-character"),
        ("SUMMARY.md", "# 目录", "\u{feff}# 目录", "1 forbidden-character"),
        ("family.yaml", "title: 小合同", "\u{feff}title: 小合同", "1 forbidden-character"),
        ("blanks.yaml", "- {name: 金额", "\u{feff}- {name: 金额", "1 forbidden-character"),
        (BODY, "   1. *半年*", "\t1. *半年*", "17 forbidden-character"),
        (BODY, LINE, "\t款项", "13 forbidden-character, 13 forbidden-markdown"),
        (
            BODY,
            "## 1.2 期限",
            "##\t1.2 期限",
            "9 dangling-reference, 11 malformed-heading, 11 forbidden-character, annotations/fees.md:20 dangling-reference",
        ),
        ("index.md", "见", "见\t", "3 forbidden-character"),
        (
            BODY,
            "## 1.2 期限 {topic=deadline}",
            "## 1.2 期限 {topic=dead\u{200b}line}",
            "11 unknown-topic, 11 forbidden-character",
        ),
        (BODY, "(clause:1.2)", "(clause:1.\u{200b}2)", "9 dangling-reference, 9 forbidden-character"),
        (BODY, "part: body", "part: bo\u{ad}dy", "2 forbidden-character, 2 unknown-part, 2 forbidden-character"),
        (
            BODY,
            "[金额]",
            "[金\u{2060}额]",
            "9 unknown-blank, 9 forbidden-character, annotations/fees.md:5 quote-not-found",
        ),
        ("SUMMARY.md", "index.md", "index\u{200b}.md", "3 missing-chapter, 3 forbidden-character"),
        ("family.yaml", "about: 两份。", "about: 两份。\n\"ab\\u202eout\": x", "3 unknown-key"),
        ("family.yaml", "about: 两份。", "about: 两份。\nab\u{202e}out: x", "3 unknown-key, 3 forbidden-character"),
        (VARIANT, "origin: source", "origin: \"so\\u202eurce\"", "6 invalid-value"),
        ("choosing.yaml", "id: fixed", "id: \"fi\\u200bxed\"", "2 forbidden-character, 2 invalid-value"),
        ("family.yaml", "[fees/sum]", "[\"fees/\\u202esum\"]", "10 forbidden-character, 10 unknown-point"),
        (VARIANT, "第{han}条", "第{han}\u{200b}条", "9 forbidden-character"),
        (VARIANT, "第{han}条", "第{han}\\u200b条", "9 forbidden-character"),
        (FEES, "code#585", "code#\\u202e585", "17 forbidden-character, 17 unknown-statute"),
    ]);
}

#[test]
fn bytes_that_are_no_text() {
    let book = sound().on_disk();
    let clauses = book.path().join("clauses");
    let files: &[(&str, &[u8])] = &[
        ("a/body-01.md", b"---\npart: body\n\x80"),
        ("annotations/fees.md", b"\xff\xfe-\0-\0-\0"),
        ("blanks.yaml", b"- {name: \xc0\xaf}"),
        ("choosing.yaml", b"\n\n\xed\xa0\x80"),
        ("family.yaml", b"title: \xf4\x90\x80\x80"),
        ("index.md", b"# \xe9\xa6\n"),
        ("lexicon.yaml", b"\xfe\xff\0a"),
        ("search.yaml", b"same: [\xb8\xf1]"),
        ("statutes.yaml", b"a\0\xff"),
    ];
    for (path, bytes) in files {
        fs::write(clauses.join(path), bytes).unwrap();
    }
    let sources = storage::read_sources(book.path(), Path::new("clauses")).unwrap();
    let named = |path: &str, line: usize| format!("{path}:{line} not-utf8");
    let expected = [
        named("a/body-01.md", 3),
        named("annotations/fees.md", 1),
        named("blanks.yaml", 1),
        named("choosing.yaml", 3),
        named("family.yaml", 1),
        named("index.md", 1),
        named("lexicon.yaml", 1),
        named("search.yaml", 1),
        "statutes.yaml:1 forbidden-character".to_owned(),
        named("statutes.yaml", 1),
    ];
    assert_eq!(found(&sources, ""), expected.join(", "));
}

#[test]
fn a_name_of_a_file_cannot_begin_a_message_of_its_own() {
    let path = "a/x\nclauses/b\u{202e}\u{1b}[31m.md";
    let sources = Sources::new("clauses", vec![SourceFile::new(path, "x")]);
    assert!(found(&sources, "").contains("file-name"));
}
