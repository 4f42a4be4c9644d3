//! YAML that means more than it shows, or less than its author thinks.

use super::{BODY, FEES, VARIANT, check};

#[test]
fn what_could_run_or_fetch_or_repeat() {
    check(&[
        ("family.yaml", "小合同", "!!python/object/apply:os.system [id]", "1 invalid-value"),
        ("family.yaml", "小合同", "!!python/name:os.system x", "1 invalid-value"),
        ("family.yaml", "小合同", "!ruby/object:Gem::Installer x", "1 invalid-value"),
        ("family.yaml", "小合同", "!include /etc/passwd", "1 invalid-value"),
        ("family.yaml", "小合同", "!!js/function 'return 1'", "1 invalid-value"),
        ("family.yaml", "[a, b]", "!!set {a, b}", "7 invalid-value"),
        ("family.yaml", "title: 小合同", "!secret title: 小合同", "1 invalid-value"),
        ("family.yaml", "title: 小合同", "%TAG ! tag:x.org,2000:\n---\ntitle: !y 小合同", "3 invalid-value"),
        ("blanks.yaml", "kind: amount", "kind: !amount", "1 invalid-value"),
        ("blanks.yaml", "kind: amount", "kind: !evil amount", "1 invalid-value"),
        ("family.yaml", "小合同", "&t 小合同", "1 yaml-syntax"),
        ("family.yaml", "小合同", "*t", "1 invalid-value"),
        ("family.yaml", "title: 小合同", "<<: {title: 小合同}", "1 yaml-syntax"),
        ("family.yaml", "title: 小合同", "\"<<\": {title: 小合同}", "1 unknown-key"),
        (VARIANT, "roles: {甲方", "roles: {<<: {丙方: client}, 甲方", "8 yaml-syntax"),
        (BODY, "title: 费用", "title: &t 费用", "4 yaml-syntax"),
        (FEES, "a: {value: 留空", "a: &a {value: 留空", "5 yaml-syntax"),
        ("search.yaml", "[买方]", "[&b 买方, *b]", "1 yaml-syntax"),
    ]);
}

#[test]
fn keys() {
    check(&[
        ("family.yaml", "about: 两份。", "title: 又\nabout: 两份。", "2 duplicate-key"),
        ("family.yaml", "about: 两份。", "\"title\": 又\nabout: 两份。", "2 duplicate-key"),
        ("family.yaml", "about: 两份。", "\"t\\u0069tle\": 又\nabout: 两份。", "2 duplicate-key"),
        ("family.yaml", "about: 两份。", "about: 两份。\nTitle: 又", "3 unknown-key"),
        ("family.yaml", "about: 两份。", "about: 两份。\n__proto__: {x: 1}", "3 unknown-key"),
        ("family.yaml", "about: 两份。", "about: 两份。\n? [a, b]\n: 又", "3 invalid-value, 4 invalid-value"),
        ("family.yaml", "about: 两份。", "about: 两份。\n5: 又", "3 unknown-key"),
        ("family.yaml", "about: 两份。", "about: 两份。\n~: 又", "3 invalid-value"),
        ("family.yaml", "coverage: 覆盖", "coverage: 覆盖, coverage: 又", "5 duplicate-key"),
        ("taxonomy.yaml", "{id: sum,", "{id: sum, weight: 3,", "5 unknown-key"),
        (VARIANT, "甲方: client", "甲方: client, 甲方: provider", "8 duplicate-key"),
        (BODY, "title: 费用", "title: 费用\nscript: x", "5 unknown-key"),
        (FEES, "value: 留空,", "value: 留空, onclick: x,", "5 unknown-key"),
        (FEES, "  late:\n", "  sum:\n    a: {value: 又, state: absent, searched: [x]}\n  late:\n", "7 duplicate-key"),
        ("statutes.yaml", "version:", "url: https://example.org\n    version:", "5 unknown-key"),
        ("choosing.yaml", "reason:", "html: x\n    reason:", "4 unknown-key"),
        ("search.yaml", "same:", "regex: x\nsame:", "2 unknown-key"),
        ("lexicon.yaml", "numerals:", "evals: x\nnumerals:", "1 unknown-key"),
    ]);
}

#[test]
fn wrong_types() {
    check(&[
        ("family.yaml", "小合同", "[小合同]", "1 invalid-value"),
        ("family.yaml", "小合同", "{a: b}", "1 invalid-value"),
        ("family.yaml", "title: 小合同", "title:", "1 invalid-value"),
        ("family.yaml", "title: 小合同", "title: ~", "1 invalid-value"),
        ("family.yaml", "title: 小合同", "title: null", "1 invalid-value"),
        ("family.yaml", "title: 小合同", "title: \"\"", "1 invalid-value"),
        ("family.yaml", "title: 小合同", "title: \"　\"", "1 invalid-value"),
        ("family.yaml", "[a, b]", "a", "7 invalid-value"),
        ("family.yaml", "[a, b]", "{a: b}", "7 invalid-value"),
        ("family.yaml", "[a, b]", "[]", "1 invalid-value"),
        (
            "family.yaml",
            "[a, b]",
            "[a, b, 7]",
            "7/variant.yaml:1 missing-file, annotations/fees.md:4 missing-answer, annotations/fees.md:7 missing-answer, 7 invalid-value",
        ),
        ("family.yaml", "[a, b]", "[a, b, [b]]", "7 invalid-value"),
        ("family.yaml", "[a, b]", "[a, b, b]", "7 duplicate-id"),
        ("family.yaml", "least: 5", "least: five", "9 invalid-value"),
        ("family.yaml", "least: 5", "least: -1", "9 invalid-value"),
        ("family.yaml", "least: 5", "least: 1.5", "9 invalid-value"),
        ("family.yaml", "least: 5", "least: 99999999999999999999999", "9 invalid-value"),
        ("family.yaml", "least: 5", "least: yes", "9 invalid-value"),
        ("family.yaml", "least: 5, most: 50", "least: 50, most: 5", "annotations/fees.md:24 explanation"),
        (VARIANT, "origin: source", "origin: no", "6 invalid-value"),
        (VARIANT, "origin: source", "origin: [source]", "6 invalid-value"),
        (VARIANT, "甲方: client", "甲方: 1", "8 invalid-value"),
        (VARIANT, "roles: {甲方: client, 乙方: provider}", "roles: [甲方, 乙方]", "8 invalid-value"),
        (VARIANT, "conventions: [项印作（1）。]", "conventions: 项印作（1）。", "11 invalid-value"),
        (BODY, "article: \"1\"", "article: 1.0", "3 invalid-value"),
        (BODY, "article: \"1\"", "article: 0x1", "3 invalid-value"),
        (BODY, "article: \"1\"", "article: 1e0", "3 invalid-value"),
        (
            BODY,
            "article: \"1\"",
            "article: １",
            "3 path-mismatch, 7 number-mismatch, 11 number-mismatch, annotations/fees.md:5 dangling-reference, annotations/fees.md:20 dangling-reference, annotations/fees.md:26 dangling-reference",
        ),
        (BODY, "article: \"1\"", "article: [1]", "3 invalid-value"),
        (BODY, "article: \"1\"", "article: ../1", "3 invalid-value"),
        ("statutes.yaml", "2026-01-31", "2026-02-30", "7 invalid-value"),
        ("statutes.yaml", "2026-01-31", "31.1.2026", "7 invalid-value"),
        ("statutes.yaml", "2026-01-31", "2026-01-31 25:00", "7 invalid-value"),
        ("statutes.yaml", "2026-01-31", "no", "7 invalid-value"),
        ("statutes.yaml", "2021-01-01", "99999-01-01", "6 invalid-value"),
        ("lexicon.yaml", "factor: 1", "factor: .nan", "3 invalid-value"),
        ("lexicon.yaml", "factor: 1", "factor: -.inf", "3 invalid-value"),
        ("lexicon.yaml", "factor: 1", "factor: 1e400", "3 invalid-value"),
        ("lexicon.yaml", "factor: 1", "factor: 0", "3 invalid-value"),
        ("lexicon.yaml", "factor: 1", "factor: true", "3 invalid-value"),
        (FEES, "state: blank", "state: true", "5 invalid-value"),
        (FEES, "searched: [逾期, 滞纳金]", "searched: 逾期", "8 invalid-value"),
        (FEES, "searched: [逾期, 滞纳金]", "searched: [逾期, \"\"]", "8 invalid-value, 8 word-found"),
    ]);
}

#[test]
fn shape() {
    let deep = |open: &str, close: &str| format!("{}a{}", open.repeat(40), close.repeat(40));
    check(&[
        ("family.yaml", "title: 小合同", "\ttitle: 小合同", "1 forbidden-character, 1 missing-key"),
        ("family.yaml", "parts: [{id", "parts:\n\t- x\nx: [{id", "7 forbidden-character, 7 yaml-syntax"),
        (BODY, "title: 费用", "title:\t费用", "4 forbidden-character"),
        ("family.yaml", "title: 小合同", "title: 小合同\n---\ntitle: 又", "1 missing-key"),
        ("family.yaml", "title: 小合同", "---\ntitle: 小合同", ""),
        ("taxonomy.yaml", "subjects:", "--- {}\n---\nsubjects:", "1 missing-key"),
        ("blanks.yaml", "- {name: 期限", "...\n- {name: 期限", "3 yaml-syntax"),
        ("family.yaml", "[a, b]", &deep("[", "]"), "7 invalid-value"),
        ("family.yaml", "[a, b]", &deep("{a: ", "}"), "7 invalid-value"),
        ("family.yaml", "title: 小合同", "title: \"小合同", "1 yaml-syntax"),
        ("family.yaml", "title: 小合同", "title: 小: 合同", "1 yaml-syntax"),
        ("family.yaml", "title: 小合同", "title: @小合同", "1 yaml-syntax"),
        ("family.yaml", "title: 小合同", "title: \"\\q\"", "1 yaml-syntax"),
        ("family.yaml", "title: 小合同", "title: \"\\ud800\"", "1 yaml-syntax"),
        ("family.yaml", "title: 小合同", "title: \"\\U00110000\"", "1 yaml-syntax"),
        ("family.yaml", "", "", "1 yaml-syntax"),
        ("family.yaml", "", "null", "1 invalid-value"),
        ("family.yaml", "", "[]", "1 invalid-value"),
        ("taxonomy.yaml", "", "# 空\n", "2 yaml-syntax"),
        ("blanks.yaml", "", "{}", "1 invalid-value"),
        (BODY, "", "---\n---\n", "2 yaml-syntax"),
        (BODY, "", "---\npart: body\n", "1 front-matter"),
        (BODY, "", "---\n- part\n---\n", "2 invalid-value"),
        (FEES, "", "---\nsubject: fees\n---\n", "2 missing-key"),
    ]);
}

/// Titles go into lists and scripts of mdBook, where a line break would end what they stand in.
#[test]
fn line_breaks_in_titles() {
    check(&[
        ("family.yaml", "小合同", "\"小\\n合同\"", "1 invalid-value"),
        ("family.yaml", "coverage: 覆盖", "coverage: \"覆\\n盖\"", "5 invalid-value"),
        ("family.yaml", "title: 正文", "title: \"正\\n文\"", "6 invalid-value"),
        ("taxonomy.yaml", "title: 费用", "title: |\n      费\n      用", "4 invalid-value"),
        (VARIANT, "title: 甲本", "title: \"甲\\n本\"", "3 invalid-value"),
        (VARIANT, "siglum: 甲", "siglum: \"甲\\n\"", "2 invalid-value"),
        (BODY, "title: 费用", "title: \"费\\n用\"", "4 invalid-value"),
        ("blanks.yaml", "name: 发票", "name: \"发\\n票\"", "a/body-01.md:9 unknown-blank, 3 invalid-value"),
        (FEES, "title: 没有金额", "title: \"没\\n有\"", "18 invalid-value"),
        ("choosing.yaml", "reply: 定了", "reply: \"定\\n了\"", "6 invalid-value"),
        ("statutes.yaml", "short: 民法典", "short: \"民\\n法\"", "4 invalid-value"),
        ("taxonomy.yaml", "title: 费用", "title: \"费\\r用\"", "3 forbidden-character"),
        ("taxonomy.yaml", "title: 费用", "title: \"费\\L用\"", "3 forbidden-character"),
        ("taxonomy.yaml", "title: 费用", "title: \"费\\N用\"", "3 forbidden-character"),
    ]);
}
