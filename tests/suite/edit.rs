//! “Suggest an edit”: every clause and every note leads to its line in the sources.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use clausebook::links;
use clausebook::storage;

use crate::address::{real, set};
use crate::family::Family;
use crate::site::{build, html_of};

/// As long as such an address is likely to be.
const TEMPLATE: &str = "https://github.com/example-organisation/contract-clauses/edit/main/{path}";

/// A link to a source: the line of the source that it leads to, and what it is called.
type Edit = (String, String);

/// The links to lines of sources that a page of the book has, in its order.
fn edits(book: &Path, page: &str) -> Vec<Edit> {
    let prefix = TEMPLATE.strip_suffix("{path}").unwrap();
    let links = page.split("<a rel=\"edit\" href=\"").skip(1);
    links
        .map(|link| {
            let (address, rest) = link.split_once('"').unwrap();
            let (path, line) = address.strip_prefix(prefix).unwrap().split_once("#L").unwrap();
            let source = fs::read_to_string(book.join(path)).unwrap();
            let line = source.lines().nth(line.parse::<usize>().unwrap() - 1).unwrap().to_owned();
            let label = rest.strip_prefix(" aria-label=\"").map(|rest| rest.split_once('"').unwrap().0);
            let text = rest.split_once('>').unwrap().1.split_once("</a>").unwrap().0;
            assert!(text.starts_with("修订") && label.is_none_or(|label| label.starts_with(text)), "{rest:.80}");
            (line, label.unwrap_or(text).to_owned())
        })
        .collect()
}

/// The site of a book, by the paths of its pages.
fn pages(book: &Path) -> BTreeMap<String, String> {
    assert!(build(book).unwrap());
    html_of(&book.join("book"))
}

#[test]
fn every_clause_and_every_note_leads_to_its_line() {
    let book = Family::annotated().on_disk();
    let config = fs::read_to_string(book.path().join("book.toml")).unwrap();
    fs::write(book.path().join("book.toml"), config.replace("https://example.org/edit/{path}", TEMPLATE)).unwrap();
    let pages = pages(book.path());
    let found = |page: &str| -> Vec<String> {
        edits(book.path(), &pages[page]).into_iter().map(|(line, label)| format!("{label}: {line}")).collect()
    };
    assert_eq!(
        found("variants/a.html"),
        [
            "修订 1.1: ## 1.1 总额 {topic=amount also=deadline}",
            "修订 1.2: ## 1.2 期限 {topic=deadline}",
            "修订 说明一 1: ## 1 清单 {topic=amount .announced}",
        ]
    );
    let compared = [
        "修订甲本第 1.1 条的源文件: ## 1.1 总额 {topic=amount also=deadline}",
        "修订甲本说明一第 1 条的源文件: ## 1 清单 {topic=amount .announced}",
        "修订乙本第 1.1 条的源文件: ## 1.1 {topic=amount}",
        "修订甲本第 1.2 条的源文件: ## 1.2 期限 {topic=deadline}",
    ];
    assert_eq!(found("pairs/a-b.html"), compared);
    let (notes, clauses): (Vec<_>, Vec<_>) =
        found("compare/fees.html").into_iter().partition(|edit| edit.contains('注'));
    assert_eq!(clauses, compared);
    let id = |edit: &String| edit.split("id: ").nth(1).unwrap().split(',').next().unwrap().to_owned();
    assert_eq!(notes.iter().map(id).collect::<Vec<_>>(), ["no-sum", "no-fine", "two-steps"]);
    assert!(notes[1].starts_with("修订注 2 的源文件: "), "{}", notes[1]);
    assert!(!pages["variants/a.html"].contains("修订本条"), "the clauses have links of their own");
}

/// A page must not grow too large by them.
#[test]
fn the_real_book_has_room_for_the_links() {
    let book = real();
    set(book.path(), "edit-url-template", TEMPLATE);
    let pages = pages(book.path());
    for (path, html) in &pages {
        assert!(html.len() < 300_000, "{path} has {} bytes", html.len());
        let found = edits(book.path(), html);
        for (line, label) in &found {
            let number = label.rsplit(' ').next().unwrap().trim_start_matches("目录");
            let is_clause =
                line.starts_with("## ") && (!path.starts_with("variants") || line.contains(&format!("{number} ")));
            let is_note = line.starts_with("  - ") && line.contains("id: ") && label.starts_with("修订注 ");
            assert!(is_clause || is_note, "{path}: {label} leads to `{line}`");
        }
        if path.starts_with("variants/") {
            assert_eq!(found.len(), html.matches("<section class=\"cb-clause").count(), "{path}");
        }
    }
    assert!(edits(book.path(), &pages["compare/fees.html"]).len() > 40);
}

#[test]
fn without_a_template_there_are_no_links() {
    let book = Family::annotated().on_disk();
    let config = fs::read_to_string(book.path().join("book.toml")).unwrap();
    fs::write(book.path().join("book.toml"), config.replace("edit-url-template", "# ")).unwrap();
    let pages = pages(book.path());
    assert!(pages.values().all(|page| !page.contains("rel=\"edit\"")));
    assert_eq!(links::external(&storage::read_site(&book.path().join("book")).unwrap()), []);
}

#[test]
fn lines_may_have_a_template_of_their_own_or_none() {
    let book = Family::annotated().on_disk();
    let config = fs::read_to_string(book.path().join("book.toml")).unwrap();
    let with = |value: &str| {
        let table = format!("[preprocessor.clausebook]\nclause-edit-url-template = {value:?}");
        fs::write(book.path().join("book.toml"), config.replace("[preprocessor.clausebook]", &table)).unwrap();
    };
    with("https://example.org/blob/{path}?plain=1#L{line}");
    let own = pages(book.path());
    assert!(own["pairs/a-b.html"].contains("href=\"https://example.org/blob/clauses/a/body-01.md?plain=1#L11\""));
    with("");
    let none = pages(book.path());
    assert!(!none["pairs/a-b.html"].contains("body-01.md"));
    assert!(
        none["variants/a.html"]
            .contains("href=\"https://example.org/edit/clauses/a/body-01.md\" rel=\"edit\">修订本条")
    );
    with("javascript:alert(1)");
    let error = format!("{:#}", build(book.path()).unwrap_err());
    assert_eq!(
        error,
        "`preprocessor.clausebook.clause-edit-url-template` in book.toml is `javascript:alert(1)`: \
         only `https:` and `http:` addresses can be linked to"
    );
}
