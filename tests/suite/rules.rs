//! Every rule in the smallest family that breaks it: what is said, and where.

use clausebook::book::Marker;
use clausebook::diagnostics::Code;

use crate::family::Family;

const BODY: &str = "a/body-01.md";
const VARIANT: &str = "a/variant.yaml";

fn check(family: &Family, expected: &[&str]) {
    let found = family.messages();
    let expected: String = expected.iter().map(|line| format!("clauses/{line}\n")).collect();
    assert_eq!(found, expected);
}

/// Replaces `from` by `to` in the body of variant a.
fn body(from: &str, to: &str, expected: &[&str]) {
    check(&Family::sound().replace(BODY, from, to), expected);
}

#[test]
fn front_matter() {
    body("---\npart", "part", &["a/body-01.md:1:1: error[front-matter]: the file does not begin with front matter"]);
    body(
        "article: \"1\"",
        "article: \"2\"",
        &[
            "a/body-01.md:3:10: error[path-mismatch]: part and article belong to a file `body-02.md`",
            "a/body-01.md:7:4: error[number-mismatch]: `1.1` is not a clause of article 2",
            "a/body-01.md:11:4: error[number-mismatch]: `1.2` is not a clause of article 2",
        ],
    );
    body(
        "article: \"1\"",
        "article: 1.x",
        &["a/body-01.md:3:10: error[invalid-value]: `1.x` is not the number of an article"],
    );
    body("part: body", "part: bodi", &["a/body-01.md:2:7: error[unknown-part]: this variant has no part `bodi`"]);
    let doubled = Family::sound().with("a/body-02.md.md", "---\npart: body\narticle: \"2\"\ntitle: 又\n---\n");
    check(&doubled, &["a/body-02.md.md:3:10: error[path-mismatch]: part and article belong to a file `body-02.md`"]);
    body("title: 费用", "titel: 费用", &["a/body-01.md:4:1: error[unknown-key]: unknown key `titel`"]);
    body("title: 费用\n", "", &["a/body-01.md:3:1: error[missing-key]: the key `title` is missing"]);
}

#[test]
fn headings() {
    let lost = "a/body-01.md:9:46: error[dangling-reference]: `a` has no clause or article `1.2`";
    body(
        "## 1.2 期限",
        "### 1.2 期限",
        &[lost, "a/body-01.md:11:1: error[malformed-heading]: this heading is not a clause"],
    );
    body(
        "## 1.2 期限",
        "## 期限",
        &[lost, "a/body-01.md:11:1: error[malformed-heading]: the heading of a clause begins with its number"],
    );
    body(
        "## 1.2 期限",
        "## 1.2 [期限]",
        &[lost, "a/body-01.md:11:1: error[malformed-heading]: brackets or braces in a heading"],
    );
    for title in ["**期限**", "期限![图](y.png)", "[期限](javascript:x)"] {
        let found = Family::sound().replace(BODY, "## 1.2 期限", &format!("## 1.2 {title}")).messages();
        assert!(found.contains("error[malformed-heading]: markup in a heading"), "{title}: {found}");
    }
    let empty = "means nothing here";
    body(
        "topic=amount also=deadline",
        "topic=amount also=deadline,",
        &[&format!("a/body-01.md:7:25: error[unknown-attribute]: `also=deadline,` {empty}")],
    );
    body(
        "topic=amount also=deadline",
        "topic= also=,",
        &[
            "a/body-01.md:7:1: error[missing-topic]: clause 1.1 has no topic",
            &format!("a/body-01.md:7:12: error[unknown-attribute]: `topic=` {empty}"),
            &format!("a/body-01.md:7:19: error[unknown-attribute]: `also=,` {empty}"),
        ],
    );
    body(
        "also=deadline}",
        "also=deadline also=amount #x .y z=1}",
        &[
            "a/body-01.md:7:39: error[unknown-attribute]: `also=amount` means nothing here",
            "a/body-01.md:7:51: error[unknown-attribute]: `#x` means nothing here",
            "a/body-01.md:7:54: error[unknown-attribute]: `.y` means nothing here",
            "a/body-01.md:7:57: error[unknown-attribute]: `z=1` means nothing here",
        ],
    );
    body("\n## 1.1", "\n前言。\n\n## 1.1", &["a/body-01.md:7:1: error[stray-text]: text before the first clause"]);
}

#[test]
fn topics() {
    body("topic=amount ", "", &["a/body-01.md:7:1: error[missing-topic]: clause 1.1 has no topic"]);
    body("topic=amount", "topic=amuont", &["a/body-01.md:7:18: error[unknown-topic]: unknown topic `amuont`"]);
    body(
        "also=deadline",
        "also=deadline,dedline",
        &["a/body-01.md:7:39: error[unknown-topic]: unknown topic `dedline`"],
    );
    body(
        "also=deadline",
        "also=amount",
        &["a/body-01.md:7:30: error[repeated-topic]: the clause names the topic `amount` twice"],
    );
}

#[test]
fn numbers() {
    body(
        "## 1.2",
        "## 1.1",
        &[
            "a/body-01.md:9:46: error[dangling-reference]: `a` has no clause or article `1.2`",
            "a/body-01.md:11:4: error[duplicate-number]: the article has a second clause 1.1",
        ],
    );
    body("## 1.1", "## 1.3", &["a/body-01.md:11:4: error[number-order]: clause 1.2 stands behind a higher number"]);
    body("## 1.1", "## 2.1", &["a/body-01.md:7:4: error[number-mismatch]: `2.1` is not a clause of article 1"]);
    let twice = Family::sound().with("a/notes-2.md", "---\npart: notes\narticle: 说明一\ntitle: 又\n---\n");
    check(&twice, &["a/notes-2.md:3:10: error[duplicate-number]: the part has a second article `说明一`"]);
    let address = "error[duplicate-number]: the variant has a second article with the address";
    let plain = Family::sound().with("a/notes-01.md", "---\npart: notes\narticle: \"1\"\ntitle: 又\n---\n");
    check(&plain, &[&format!("a/notes-1.md:3:10: {address} `notes-1`")]);
    let toc = Family::sound()
        .replace("family.yaml", "{id: notes, title: 说明}", "{id: notes, title: 说明}, {id: body-toc, title: 目}")
        .replace(VARIANT, "{id: notes, heading: 说明}", "{id: notes, heading: 说明}, {id: body-toc, heading: 目}")
        .with("a/body-toc-11.md", "---\npart: body\narticle: TOC-11\ntitle: 目\n---\n");
    check(&toc, &[]);
    // Both want the same file, so one of them has the wrong name, too.
    let both = toc.with("a/body-toc-011.md", "---\npart: body-toc\narticle: \"11\"\ntitle: 目\n---\n");
    check(
        &both,
        &[
            "a/body-toc-011.md:3:10: error[path-mismatch]: part and article belong to a file `body-toc-11.md`",
            &format!("a/body-toc-011.md:3:10: {address} `body-toc-11`"),
        ],
    );
}

#[test]
fn text_and_announced_clauses() {
    body(
        "topic=deadline}",
        "topic=deadline .announced}",
        &["a/body-01.md:11:1: error[announced-text]: clause 1.2 is announced, yet has text"],
    );
    let empty = Family::sound().replace("a/notes-1.md", " .announced", "");
    check(&empty, &["a/notes-1.md:7:1: error[empty-clause]: clause 1 has no text"]);
    let no_text = "a/notes-1.md:7:1: error[empty-clause]: clause 1 has no text";
    let item = "error[empty-clause]: this item has no text";
    let text = |text: &str| Family::sound().replace("a/notes-1.md", " .announced}\n", &format!("}}\n\n{text}\n"));
    check(&text("-"), &[no_text, &format!("a/notes-1.md:9:1: {item}")]);
    check(&text("1. 一\n2."), &[&format!("a/notes-1.md:10:1: {item}")]);
    let link = "a/notes-1.md:9:1: error[forbidden-link]: this link has no words";
    check(&text("[](https://x.org)"), &[no_text, link]);
    check(&text("&nbsp;"), &[no_text]);
}

#[test]
fn blanks() {
    body("[金额]", "[金颜]", &["a/body-01.md:9:13: error[unknown-blank]: unknown blank `金颜`"]);
    body("[金额]", "[金额|]", &["a/body-01.md:9:13: error[malformed-blank]: these brackets are not a blank"]);
    body(
        "[金额]",
        "[金**额**]",
        &[
            "a/body-01.md:9:13: error[malformed-blank]: these brackets are not a blank",
            "a/body-01.md:9:20: error[malformed-blank]: these brackets are not a blank",
        ],
    );
    body("[金额]", "[金\n额]", &["a/body-01.md:9:13: error[malformed-blank]: these brackets are not a blank"]);
    body(
        "30日",
        "15日",
        &["a/body-01.md:9:20: error[blank-default]: the clause pre-sets `15日`, `blanks.yaml` says `30日`"],
    );
    body("[金额]元", "五元", &["blanks.yaml:1:10: warning[unused-blank]: no clause uses the blank `金额`"]);
    let choice = |from: &str, to: &str| Family::sound().replace("blanks.yaml", from, to);
    check(
        &choice(", options: [专用, 普通]", ""),
        &["blanks.yaml:3:10: error[choice-options]: a choice has at least two options"],
    );
    check(
        &choice("kind: choice", "kind: text"),
        &["blanks.yaml:3:10: error[choice-options]: only a choice has options"],
    );
    check(
        &choice("name: 发票", "name: 金额"),
        &[
            "a/body-01.md:9:54: error[unknown-blank]: unknown blank `发票`",
            "blanks.yaml:3:10: error[duplicate-id]: the blank `金额` stands here a second time",
        ],
    );
}

#[test]
fn references() {
    body(
        "clause:1.2",
        "clause:1.9",
        &["a/body-01.md:9:46: error[dangling-reference]: `a` has no clause or article `1.9`"],
    );
    body(
        "clause:1.2",
        "clause:",
        &["a/body-01.md:9:31: error[malformed-reference]: this cross reference has no words or no number"],
    );
    let unread = Family::sound().replace(BODY, "clause:1.2", "clause:2.1").with("a/body-02.md", "x");
    check(&unread, &["a/body-02.md:1:1: error[front-matter]: the file does not begin with front matter"]);
    body("clause:1.2", "clause:body-1.2", &[]);
    body("clause:1.2", "clause:notes-1.1", &[]);
    body("clause:1.2", "clause:1", &[]);
    let ambiguous = Family::sound()
        .replace("family.yaml", "{id: notes, title: 说明}", "{id: notes, title: 说明}, {id: more, title: 补充}")
        .replace(VARIANT, "{id: notes, heading: 说明}", "{id: notes, heading: 说明}, {id: more, heading: 补充}")
        .with("a/more-01.md", "---\npart: more\narticle: \"1\"\ntitle: 补\n---\n\n## 1.1 补 {topic=amount}\n\n文。\n")
        .replace("a/notes-1.md", " .announced}\n", "}\n\n见[第1.1条](clause:1.1)。\n");
    check(&ambiguous, &["a/notes-1.md:9:17: error[ambiguous-reference]: `1.1` is found in several parts"]);
}

#[test]
fn parties() {
    let foreign = "error[unknown-party]: `客户方` is not a party of this part";
    body("款项如下：", "甲乙双方\n由客户方承担", &[&format!("a/body-01.md:14:2: {foreign}")]);
    body("款项如下：", "甲\\*客户方", &[&format!("a/body-01.md:13:4: {foreign}")]);
    body("款项如下：", "甲&amp;客户方", &[&format!("a/body-01.md:13:7: {foreign}")]);
    body("甲方按", "客户方按", &["a/body-01.md:9:1: error[unknown-party]: `客户方` is not a party of this part"]);
    let listed = Family::sound().replace("family.yaml", "look_alikes", "party_labels: [丙方]\nlook_alikes");
    check(
        &listed.replace(BODY, "甲方按", "丙方按"),
        &["a/body-01.md:9:1: error[unknown-party]: `丙方` is not a party of this part"],
    );
    body("服务方式", "服务方法", &["a/body-01.md:9:7: error[unknown-party]: `服务方` is not a party of this part"]);
}

#[test]
fn forbidden_markdown() {
    let html = "error[raw-html]: HTML in the text";
    body("款项如下：", "<b>款项</b>", &[&format!("a/body-01.md:13:1: {html}"), &format!("a/body-01.md:13:6: {html}")]);
    body("款项如下：", "<div>\n款项\n</div>", &[&format!("a/body-01.md:13:1: {html}")]);
    body("款项如下：", "![图](x.png)", &["a/body-01.md:13:1: error[image]: an image"]);
    body(
        "款项如下：",
        "[点](javascript:alert)",
        &["a/body-01.md:13:1: error[forbidden-link]: this link may not stand in clause text"],
    );
    body("款项如下：", "<https://example.org> [信](mailto:a@b.cn)", &[]);
    let forbidden = "error[forbidden-markdown]: this Markdown is not for clause text";
    for markdown in ["> 引用", "```\n代码\n```", "款`项`", "~~款~~", "- [ ] 款", "款\\\n项", "款\n\n***"] {
        let found = Family::sound().replace(BODY, "款项如下：", markdown).messages();
        assert!(found.contains(forbidden) && found.lines().count() == 1, "{markdown}: {found}");
    }
    body("款项如下：", "{{#include /etc/passwd}}", &["a/body-01.md:13:1: error[directive]: a directive of mdBook"]);
    body(
        "款项如下：",
        "[金额]: https://example.org",
        &["a/body-01.md:13:1: error[link-definition]: a link definition would make every `[金额]` of this file a link"],
    );
}

#[test]
fn invisible_characters_also_where_they_are_escaped() {
    body(
        "款项如下：",
        "款\u{202e}项",
        &["a/body-01.md:13:2: error[forbidden-character]: a character that changes the direction of writing (U+202E)"],
    );
    body(
        "款项如下：",
        "款&#x202e;项",
        &["a/body-01.md:13:2: error[forbidden-character]: an invisible character, written as an entity"],
    );
    let entity = "error[forbidden-character]: an invisible character, written as an entity";
    body("1.2 期限", "1.2 期&#x202e;限", &[&format!("a/body-01.md:11:9: {entity}")]);
    body("[第1.2条]", "[第1.2&#x200b;条]", &[&format!("a/body-01.md:9:36: {entity}")]);
    body("[金额]", "[甲&#x200b;|金额]", &[&format!("a/body-01.md:9:15: {entity}")]);
    let prose = Family::sound().replace("index.md", "见", "&#x202e;见");
    check(&prose, &[&format!("index.md:3:1: {entity}")]);
    check(
        &Family::sound().replace(VARIANT, "title: 甲本", "title: \"甲\\u200b本\""),
        &["a/variant.yaml:3:8: error[forbidden-character]: an invisible character, written as an escape"],
    );
}

#[test]
fn variant_files() {
    check(
        &Family::sound().replace(VARIANT, "id: a\n", "id: c\n"),
        &["a/variant.yaml:1:5: error[wrong-id]: the folder is `a`, the id is `c`"],
    );
    check(
        &Family::sound().replace(VARIANT, "第{han}条", "第条"),
        &["a/variant.yaml:9:16: error[invalid-value]: the pattern has no place for the number"],
    );
    check(
        &Family::sound().replace(VARIANT, "{id: notes, heading: 说明}", "{id: nots, heading: 说明}"),
        &[
            "a/notes-1.md:2:7: error[unknown-part]: this variant has no part `notes`",
            "a/variant.yaml:10:39: error[unknown-part]: the family has no part `nots`",
        ],
    );
    check(
        &Family::sound().with("a/notes.txt", "x"),
        &["a/notes.txt:1:1: error[unexpected-file]: this is not an article file"],
    );
    check(
        &Family::sound().with("c/variant.yaml", "id: c"),
        &["c/variant.yaml:1:1: error[unlisted-variant]: `family.yaml` does not list the variant `c`"],
    );
    let unlisted = "error[unlisted-variant]: `family.yaml` does not list the variant `c`";
    let folder = Family::sound().with("c/body-01.md", "x").with("c/body-02.md", "x").with("c/variant.yaml", "id: c");
    check(
        &folder.clone().with("annotations/body-01.md", "x"),
        &[
            "annotations/body-01.md:1:1: error[front-matter]: the file does not begin with front matter",
            &format!("c/body-01.md:1:1: {unlisted}"),
        ],
    );
    let found = folder.replace("family.yaml", "about:", "abuot:").messages();
    assert!(found.contains("unknown-key") && !found.contains("unlisted-variant"), "{found}");
    check(
        &Family::sound().without("b/variant.yaml"),
        &["b/variant.yaml:1:1: error[missing-file]: this file is missing"],
    );
    check(
        &Family::sound().without("b/body-01.md"),
        &["b/variant.yaml:1:1: error[empty-variant]: the variant `b` has no article"],
    );
    let roles = |label: &str| Family::sound().replace(VARIANT, "roles: {", &format!("roles: {{{label}: client, "));
    check(&roles("\"\""), &["a/variant.yaml:8:9: error[invalid-value]: this text is empty"]);
    for label in ["甲 方", "\"[甲]\""] {
        let message = format!("`{}` cannot be a party label", label.trim_matches('"'));
        check(&roles(label), &[&format!("a/variant.yaml:8:9: error[invalid-value]: {message}")]);
    }
    let invisible = "error[forbidden-character]: an invisible character, written as an escape";
    check(&roles("\"甲\\u200b\""), &[&format!("a/variant.yaml:8:9: {invisible}")]);
    check(&Family::sound().without("blanks.yaml"), &["blanks.yaml:1:1: error[missing-file]: this file is missing"]);
    check(
        &Family::sound().replace(VARIANT, "origin: source", "origin: suorce"),
        &["a/variant.yaml:6:9: error[invalid-value]: `suorce` is not one of the words for this key"],
    );
}

#[test]
fn the_book() {
    let summary = |from: &str, to: &str| Family::sound().replace("SUMMARY.md", from, to);
    check(
        &summary("{{variants}}", "{{varants}}"),
        &[
            "SUMMARY.md:1:1: error[missing-marker]: there is no place for the generated part `variants`",
            "SUMMARY.md:7:3: error[unknown-marker]: unknown marker `varants`",
        ],
    );
    check(&summary("index.md", "indx.md"), &["SUMMARY.md:3:5: error[missing-chapter]: there is no page `indx.md`"]);
    let malformed =
        summary("- [{{variants}}]()", "- [{{variants}}]()\n\n[尾](index.md)\n\n- [又](index.md)\n").messages();
    assert!(malformed.contains("SUMMARY.md:1:1: error[summary]"), "{malformed}");
    check(
        &Family::sound().replace("index.md", "variants/a.md", "variants/c.md"),
        &["index.md:3:2: error[dangling-link]: the book has no page `variants/c.md`"],
    );
    check(
        &Family::sound().replace("index.md", "# 首页", "# 首页 {onclick=alert(1) style=color:red .x}\n\n# 题 {#place}"),
        &["index.md:1:1: error[unknown-attribute]: attributes at a heading"],
    );
    check(
        &Family::sound().replace("index.md", "见", "<i>见</i>{{#include x}}![](y)[z](data:x)"),
        &[
            "index.md:3:1: error[raw-html]: HTML in the text",
            "index.md:3:5: error[raw-html]: HTML in the text",
            "index.md:3:9: error[directive]: a directive of mdBook",
            "index.md:3:23: error[image]: an image",
            "index.md:3:29: error[forbidden-link]: the link `data:x` is not allowed",
        ],
    );
}

/// `pairs/a-b.html` must not have two meanings.
#[test]
fn ids_of_variants_have_no_hyphen() {
    let family = Family::sound().replace("family.yaml", "[a, b]", "[a, b, b-c]").with("b-c/variant.yaml", "id: b-c");
    let found = family.messages();
    assert!(found.contains("error[invalid-value]: the id `b-c` of a variant contains a hyphen"), "{found}");
}

#[test]
fn every_rule_has_a_name_that_explain_knows() {
    for &code in Code::ALL {
        assert_eq!(Code::from_name(code.name()), Some(code));
    }
}

#[test]
fn markers_stand_once_and_alone() {
    let lost = Family::sound()
        .replace("SUMMARY.md", "- [{{variants}}]()\n", "- [{{variants}}]()\n  - [丢](lost.md)\n")
        .with("lost.md", "# 丢\n");
    let error = "SUMMARY.md:7:3: error[summary]: the marker `variants` has pages below it, which would be lost";
    check(&lost, &[error]);
    let twice = Family::sound().replace("SUMMARY.md", "- [{{pairs}}]()\n", "- [{{pairs}}]()\n- [{{pairs}}]()\n");
    check(&twice, &["SUMMARY.md:10:3: error[summary]: the marker `pairs` stands here a second time"]);
}

#[test]
fn the_page_for_unknown_addresses_has_no_inserts_and_is_judged_once() {
    let error = "404.md:1:1: error[unknown-marker]: an insert cannot stand here";
    let family = Family::sound().with("404.md", "{{heat-map}}\n");
    check(&family, &[error]);
    check(&family.replace("SUMMARY.md", "# 目录\n\n", "# 目录\n\n[无](404.md)\n"), &[error]);
}

#[test]
fn pages_that_cannot_be_known_are_not_missed() {
    let broken = Family::sound().replace("taxonomy.yaml", "title: 费用", "titel: 费用");
    let linked = broken.replace("index.md", "variants/a.md", "compare/fees.md");
    check(&linked, &["taxonomy.yaml:3:5: error[unknown-key]: unknown key `titel`"]);
    let found = Family::sound().with("SUMMARY.md", "").messages();
    assert_eq!(found.matches("missing-marker").count(), Marker::ALL.len(), "{found}");
}
