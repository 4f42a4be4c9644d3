//! What is accepted on purpose stands on the pages as words: nothing in it runs, and nothing is fetched for it.

use std::collections::BTreeMap;
use std::fs;

use clausebook::site::Project;
use walkdir::WalkDir;

use super::html::{Tag, tags};
use super::{BODY, FEES, LINE, VARIANT, found, sound};
use crate::family::Family;

/// Words that would do harm wherever one of them was not escaped: in a page, an attribute, a script, a template.
const EVIL: &str = "<img src=x onerror=alert(1)>'\"` \\u003csvg onload=alert(1)\\u003e </script><script>alert(1)</script> \
    --> ${alert(1)} {{#include /etc/passwd}} {{heat-map}} {% raw %} &lt;b&gt;";

/// Every kind of text in the YAML files: file and the value in its place.
const TEXTS: &[(&str, &str)] = &[
    ("family.yaml", "小合同"),
    ("family.yaml", "两份。"),
    ("family.yaml", "CC BY 4.0"),
    ("family.yaml", "不构成法律意见。"),
    ("family.yaml", "覆盖"),
    ("family.yaml", "数字"),
    ("family.yaml", "空白"),
    ("family.yaml", "要点"),
    ("family.yaml", "体检"),
    ("family.yaml", "法条"),
    ("family.yaml", "条目索引"),
    ("family.yaml", "怎么选"),
    ("family.yaml", "正文"),
    ("taxonomy.yaml", "费用"),
    ("taxonomy.yaml", "总额"),
    ("taxonomy.yaml", "多少钱"),
    ("blanks.yaml", "多少元"),
    ("blanks.yaml", "常见的是30日"),
    ("blanks.yaml", "专用"),
    (VARIANT, "siglum: 甲"),
    (VARIANT, "甲本"),
    (VARIANT, "原题"),
    (VARIANT, "短"),
    (VARIANT, "来源。"),
    (VARIANT, "正文"),
    (VARIANT, "项印作（1）。"),
    (BODY, "费用"),
    (FEES, "留空"),
    (FEES, "没有金额"),
    (FEES, "付多少钱没有写。"),
    ("statutes.yaml", "中华人民共和国民法典"),
    ("statutes.yaml", "short: 民法典"),
    ("statutes.yaml", "2020年通过"),
    ("statutes.yaml", "可以约定违约金。"),
    ("statutes.yaml", "过高可以请求减少。"),
    ("choosing.yaml", "价钱定了吗？"),
    ("choosing.yaml", "没定的要填。"),
    ("choosing.yaml", "reply: 定了"),
    ("choosing.yaml", "有空白可填"),
    ("lexicon.yaml", "天"),
];

/// The same words as Markdown.
fn escaped() -> String {
    EVIL.replace("{{#", "{{&#35;")
        .chars()
        .fold(String::new(), |text, c| match c {
            '<' | '>' | '\\' | '`' | '[' | ']' => text + "\\" + &c.to_string(),
            '&' => text + "&amp;",
            c => text + &c.to_string(),
        })
        .replace("&amp;#35;", "&#35;")
}

fn evil() -> Family {
    let quoted = format!("'{}'", EVIL.replace('\'', "''"));
    let mut family = sound();
    for (path, value) in TEXTS {
        let with = match value.split_once(": ") {
            Some((key, _)) => format!("{key}: {quoted}"),
            None => quoted.clone(),
        };
        family = family.replace(path, value, &with);
    }
    let escaped = escaped();
    let markdown = format!(
        "{escaped} [{escaped}](<https://example.org/\"onclick=alert(1)'>) [x](https://example.org '\"onclick=alert(1)')"
    );
    // Headings of clauses have no braces.
    let heading = "\\<img src=x onerror=alert(1)\\>'\"\\\\u003csvg\\>";
    let note = "[^x\"onclick='alert(1)]";
    let prose = format!(
        "    <b>\n\n{markdown} `{{{{x}}}} <b>`{note}\n\n{note}: {escaped}\n\n> [!NOTE]\n> x\n\n## {heading}\n\n见"
    );
    family
        .replace(BODY, LINE, &format!("{markdown}\n\n| {} |\n|---|\n| **x** |", escaped.replace('|', "\\|")))
        .replace(BODY, "## 1.2 期限", &format!("## 1.2 {heading}"))
        .replace("blanks.yaml", "name: 发票", "name: '<b onclick=alert(1)>\"'")
        .replace(BODY, "[发票]", "[\\<b onclick=alert(1)\\>\"]")
        .replace(FEES, "- 都要填。", &format!("- {markdown}"))
        .replace("family.yaml", "most: 50", "most: 5000")
        .replace("index.md", "见", &prose)
        .replace("SUMMARY.md", "[首页]", &format!("[{escaped}]"))
        .replace("SUMMARY.md", "# 范本", &format!("# {escaped}"))
}

/// Every file of the site that a family makes.
fn site(family: &Family) -> BTreeMap<String, String> {
    let book = family.on_disk();
    let project = Project::open(book.path()).unwrap();
    let (sources, destination) = (project.sources().unwrap(), project.destination(None).unwrap());
    project.build(project.check(&sources), &sources, &destination).unwrap();
    let files = WalkDir::new(destination.path()).into_iter().map(Result::unwrap);
    let files = files.filter(|entry| entry.file_type().is_file());
    files
        .filter_map(|entry| {
            let path = entry.path().strip_prefix(destination.path()).unwrap().to_string_lossy().into_owned();
            Some((path, fs::read_to_string(entry.path()).ok()?))
        })
        .collect()
}

/// What a tag could do, apart from showing words.
fn complaint(tag: &Tag) -> Option<&'static str> {
    let runs = |value: &str| {
        let plain: String = value.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_ascii_lowercase();
        ["javascript:", "vbscript:", "data:text"].iter().any(|scheme| plain.starts_with(scheme))
    };
    let is_data = tag.attribute("type") == Some("application/json");
    if tag.attributes.iter().any(|(name, _)| name.starts_with("on")) {
        Some("an event handler")
    } else if tag.attributes.iter().any(|(name, _)| name.contains(['<', '"', '\'', '{'])) {
        Some("an attribute that was cut short")
    } else if ["href", "src", "action"].iter().filter_map(|name| tag.attribute(name)).any(runs) {
        Some("an address that runs")
    } else if !is_data && tag.raw.contains("alert(1)") {
        Some("a script")
    } else {
        None
    }
}

/// Elements that run or fetch something, of which a page has as many as without the words.
const ACTIVE: &[&str] =
    &["script", "style", "link", "meta", "base", "form", "iframe", "frame", "img", "object", "embed", "video", "audio"];

fn active(html: &str) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for tag in tags(html).into_iter().filter(|tag| ACTIVE.contains(&tag.name.as_str())) {
        *counts.entry(tag.name).or_default() += 1;
    }
    counts
}

#[test]
fn what_is_accepted_is_shown_as_words() {
    let family = evil();
    assert_eq!(found(&family.sources(), ""), "");
    let (plain, site) = (site(&sound()), site(&family));
    let pages: Vec<_> = site.iter().filter(|(path, _)| path.ends_with(".html")).collect();
    assert_eq!(pages.len(), plain.keys().filter(|path| path.ends_with(".html")).count());
    let shown = "&lt;img src=x onerror=alert(1)&gt;";
    for (path, html) in pages {
        for tag in tags(html) {
            assert_eq!(complaint(&tag), None, "{path}: {tag:?}");
        }
        assert_eq!(active(html), active(&plain[path]), "{path}");
        // The page for unknown addresses is mdBook's own.
        assert!(path == "404.html" || html.contains(shown), "{path} does not show the words");
        assert!(!html.contains("root:"), "{path}");
    }
}

/// mdBook writes the list of pages into a script, in single quotes.
#[test]
fn the_list_of_pages_stays_one_string() {
    let site = site(&evil());
    let (_, toc) = site.iter().find(|(path, _)| path.starts_with("toc") && path.ends_with(".js")).unwrap();
    let list = toc.split_once("innerHTML = '").unwrap().1.split('\'').next().unwrap();
    assert!(list.ends_with("</ol>") && !list.contains(['\\', '\n']), "{list}");
    assert!(list.contains("&lt;img src=x"), "{list}");
    for tag in tags(list) {
        assert_eq!(complaint(&tag), None, "{tag:?}");
    }
}

/// The files of the search are scripts: each is one call with one value.
#[test]
fn the_search_holds_data_only() {
    let site = site(&evil());
    let files: Vec<_> = site.iter().filter(|(path, _)| path.starts_with("search/")).collect();
    assert!(files.len() > 3, "{files:?}");
    for (path, text) in files {
        let call = text.trim().strip_prefix("clausebookSearch.receive(").and_then(|rest| rest.strip_suffix(");"));
        let arguments = format!("[{}]", call.unwrap_or_else(|| panic!("{path}: {text}")));
        let value: serde_json::Value = serde_json::from_str(&arguments).unwrap();
        assert_eq!(value.as_array().map(Vec::len), Some(2), "{path}");
    }
    assert!(serde_json::from_str::<serde_json::Value>(&site["data.json"]).is_ok());
}
