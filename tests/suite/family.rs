//! A builder for small families: a sound one by default, to which a test adds what it is about.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use clausebook::diagnostics::{Format, render};
use clausebook::page::Settings;
use clausebook::pipeline;
use clausebook::source::{SourceFile, Sources};
use tempfile::TempDir;

const BOOK_TOML: &str = r#"
[book]
title = "小合同"
language = "zh-CN"
src = "clauses"
[build]
create-missing = false
use-default-preprocessors = false
[preprocessor.clausebook]
command = "clausebook"
[output.html]
smart-punctuation = false
no-section-label = true
edit-url-template = "https://example.org/edit/{path}"
[output.html.print]
enable = false
"#;

const SOUND: &[(&str, &str)] = &[
    (
        "SUMMARY.md",
        "# 目录\n\n[首页](index.md)\n\n# 范本\n\n- [{{variants}}]()\n- [{{subjects}}]()\n- [{{pairs}}]()\n- [{{overviews}}]()\n- [{{chooser}}]()\n",
    ),
    ("index.md", "# 首页\n\n见[甲本](variants/a.md)。\n"),
    (
        "family.yaml",
        "title: 小合同\nabout: 两份。\nlicence: CC BY 4.0\ndisclaimer: 不构成法律意见。\n\
         overviews: {coverage: 覆盖, numbers: 数字, blanks: 空白, decisions: 要点, health: 体检, statutes: 法条, terms: 条目索引, chooser: 怎么选}\nparts: [{id: body, title: 正文}, {id: notes, title: 说明}]\nvariants: [a, b]\nlook_alikes: [服务方式]\n\
         explanation: {headings: [不同, 选择], least: 5, most: 50}\nprofile: [fees/sum]\n",
    ),
    (
        "taxonomy.yaml",
        "subjects:\n  - id: fees\n    title: 费用\n    topics: [{id: amount, title: 总额}, {id: deadline, title: 期限}]\n    points: [{id: sum, title: 多少钱}, {id: late, title: 逾期怎么办}]\n",
    ),
    (
        "blanks.yaml",
        "- {name: 金额, kind: amount, meaning: 多少元}\n\
         - {name: 期限, kind: duration, meaning: 多久, default: 30日, hint: 常见的是30日}\n\
         - {name: 发票, kind: choice, meaning: 哪种发票, options: [专用, 普通]}\n",
    ),
    (
        "a/variant.yaml",
        "id: a\nsiglum: 甲\ntitle: 甲本\nsource_title: 原题\ncharacterization: 短\norigin: source\nprovenance: 来源。\n\
         roles: {甲方: client, 乙方: provider}\narticle_label: \"第{han}条\"\n\
         parts: [{id: body, heading: 正文}, {id: notes, heading: 说明}]\nconventions: [项印作（1）。]\n",
    ),
    (
        "a/body-01.md",
        "---\npart: body\narticle: \"1\"\ntitle: 费用\n---\n\n## 1.1 总额 {topic=amount also=deadline}\n\n\
         甲方按约定的服务方式付款[金额]元，在[期限:30日]内，见[第1.2条](clause:1.2)。发票为[发票]。\n\n\
         ## 1.2 期限 {topic=deadline}\n\n款项如下：\n\n2. **首款**；\n3. 尾款：\n   1. *半年*；\n   2. 一年。\n\n\
         | 期 | 比例 |\n|---|---|\n| 一 | 50% |\n",
    ),
    ("a/notes-1.md", "---\npart: notes\narticle: 说明一\ntitle: 附件\n---\n\n## 1 清单 {topic=amount .announced}\n"),
    (
        "b/variant.yaml",
        "id: b\nsiglum: 乙\ntitle: 乙本\ncharacterization: 长\norigin: project\nprovenance: 自拟。\n\
         roles: {服务方: provider, 客户方: client}\narticle_label: \"{number}.\"\nparts: [{id: body, heading: 正文}]\n",
    ),
    (
        "b/body-01.md",
        "---\npart: body\narticle: \"1\"\ntitle: 费用\n---\n\n## 1.1 {topic=amount}\n\n客户方付款 & <依法>“纳税”。\n",
    ),
];

/// What the editors say about it.
const ANNOTATED: &[(&str, &str)] = &[
    (
        "annotations/fees.md",
        "---\nsubject: fees\npoints:\n  sum:\n    a: {value: 留空, clause: \"1.1\", quote: \"[金额]元\", state: blank}\n    \
         b: {value: 没有数字, clause: \"1.1\", quote: 依法, state: unclear, favours: client}\n  late:\n    \
         a: {value: 未约定, state: absent, searched: [逾期, 滞纳金]}\n    b: {value: 未约定, state: absent, searched: [逾期]}\n\
         notes:\n  - id: no-sum\n    kind: defect\n    severity: high\n    fault: missing\n    favours: client\n    \
         on: [{variant: b, clause: \"1.1\", quote: 客户方付款}, {variant: a, clause: notes-1.1}]\n    law: [\"code#585\"]\n    title: 没有金额\n    text: 付多少钱没有写。\n  \
         - {id: two-steps, kind: strength, severity: low, on: [{variant: a, clause: \"1.2\", quote: 首款}], title: 分两步, text: 分两步付。}\n  \
         - {id: no-fine, kind: gap, severity: medium, favours: client, on: [{variant: a, searched: [滞纳金]}, {variant: b, clause: \"1.1\", searched: [滞纳金]}], title: 没有滞纳金, text: 拖着不付没有后果。}\n\
         ---\n\n## 不同\n\n[甲本1.1](clause:a/1.1)留空[金额]。\n\n## 选择\n\n- 都要填。\n",
    ),
    (
        "statutes.yaml",
        "statutes:\n  - id: code\n    title: 中华人民共和国民法典\n    short: 民法典\n    version: 2020年通过\n    in_force: 2021-01-01\n    checked: 2026-01-31\n    \
         articles: [{number: \"585\", gist: 可以约定违约金。, caveat: 过高可以请求减少。}]\n",
    ),
    (
        "choosing.yaml",
        "questions:\n  - id: fixed\n    question: 价钱定了吗？\n    reason: 没定的要填。\n    replies:\n      - reply: 定了\n        variants:\n          \
         - {variant: a, verdict: fits, why: 有空白可填, evidence: [fees/sum, \"fees#two-steps\"]}\n          - {variant: b, verdict: avoid, why: 没有金额, evidence: [\"fees#no-sum\"]}\n",
    ),
];

/// A family in memory.
#[derive(Clone)]
pub struct Family {
    files: BTreeMap<String, String>,
}

impl Family {
    /// A small sound family of two variants.
    pub fn sound() -> Self {
        Self { files: SOUND.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect() }
    }

    /// The same family with annotations, laws and questions.
    pub fn annotated() -> Self {
        ANNOTATED.iter().fold(Self::sound(), |family, (path, text)| family.with(path, text))
    }

    /// Sets the text of a file.
    pub fn with(mut self, path: &str, text: &str) -> Self {
        self.files.insert(path.to_owned(), text.to_owned());
        self
    }

    /// Replaces a passage of a file; it must be there.
    pub fn replace(mut self, path: &str, from: &str, to: &str) -> Self {
        let text = self.files.get_mut(path).expect("the file exists");
        assert!(text.contains(from), "{path} has no `{from}`");
        *text = text.replacen(from, to, 1);
        self
    }

    /// Takes a file away.
    pub fn without(mut self, path: &str) -> Self {
        self.files.remove(path).expect("the file exists");
        self
    }

    /// The text of a file; it must be there.
    pub fn text(&self, path: &str) -> &str {
        self.files.get(path).expect("the file exists")
    }

    /// The family as sources.
    pub fn sources(&self) -> Sources {
        let files = self.files.iter().map(|(path, text)| SourceFile::new(path, text)).collect();
        Sources::new("clauses", files)
    }

    /// What the checks say, one line each.
    pub fn messages(&self) -> String {
        let sources = self.sources();
        render(&pipeline::read(&sources, &Settings::default()).diagnostics, &sources, Format::Short)
    }

    /// The family as a book in a temporary folder.
    pub fn on_disk(&self) -> TempDir {
        let folder = tempfile::tempdir().expect("a temporary folder");
        self.write_to(folder.path());
        folder
    }

    /// The family as a book in this folder.
    pub fn write_to(&self, folder: &Path) {
        fs::write(folder.join("book.toml"), BOOK_TOML).expect("writing to a temporary folder");
        for (path, text) in &self.files {
            let path = folder.join("clauses").join(path);
            fs::create_dir_all(path.parent().expect("a file has a folder")).expect("writing to a temporary folder");
            fs::write(path, text).expect("writing to a temporary folder");
        }
    }
}

#[test]
fn the_sound_family_is_sound() {
    assert_eq!(Family::sound().messages(), "");
    assert_eq!(Family::annotated().messages(), "");
}
