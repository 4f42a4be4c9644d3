//! What a stranger could send: each piece of bad input is named with its code and line, or shown to be harmless.
//!
//! A table has one row for each input: file, passage of the sound family, what takes its place (a whole new file if
//! the passage is empty), and what must be found, `line code` for the same file or `file:line code` for another.

mod arbitrary;
mod encoding;
mod files;
mod harmless;
mod html;
mod ids;
mod include;
mod limits;
mod markdown;
mod script;
mod yaml;

use clausebook::check::characters;
use clausebook::diagnostics::{Diagnostics, Format, render};
use clausebook::page::Settings;
use clausebook::pipeline;
use clausebook::source::Sources;

use crate::family::Family;

const BODY: &str = "a/body-01.md";
const VARIANT: &str = "a/variant.yaml";
const FEES: &str = "annotations/fees.md";
/// A paragraph of `BODY` that nothing else rests on, in line 13.
const LINE: &str = "款项如下：";

/// File, passage, replacement, what is found.
type Row<'a> = (&'a str, &'a str, &'a str, &'a str);

/// A family with every kind of file.
fn sound() -> Family {
    Family::annotated()
        .with("search.yaml", "roles: {client: [买方], provider: [卖方]}\nsame:\n- [定金, 订金]\ncharacters: 請请\n")
        .with("lexicon.yaml", "numerals: [han]\nunits:\n- {kind: deadline, unit: 日, words: [天], factor: 1}\n")
}

/// Ensures that every row is found where it says, and nothing else.
fn check(rows: &[Row<'_>]) {
    let wrong: Vec<String> = rows.iter().filter_map(complaint).collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

fn complaint(&(path, from, to, expected): &Row<'_>) -> Option<String> {
    let family = sound();
    let family = if from.is_empty() { family.with(path, to) } else { family.replace(path, from, to) };
    let found = found(&family.sources(), path);
    let shown: String = to.chars().take(60).collect();
    (found != expected).then(|| format!("@@{found}@@ {path}: {shown:?} expected {expected}"))
}

/// What is found, each line and code once; places in `own` without its name.
fn found(sources: &Sources, own: &str) -> String {
    let diagnostics = pipeline::read(sources, &Settings::default()).diagnostics;
    assert_messages_are_clean(&diagnostics, sources);
    let mut places = Vec::new();
    for line in render(&diagnostics, sources, Format::Short).lines() {
        let severity = [": error[", ": warning["].iter().filter_map(|severity| line.find(severity)).min();
        let (place, rest) = line.split_at(severity.expect("a message begins with its place"));
        let (place, _) = place.rsplit_once(':').expect("a place ends with its column");
        let place = place.strip_prefix("clauses/").expect("sources lie in `clauses`");
        let place = place.strip_prefix(own).and_then(|rest| rest.strip_prefix(':')).unwrap_or(place);
        let code = rest.split(['[', ']']).nth(1).expect("a message has its code");
        let place = format!("{place} {code}");
        if places.last() != Some(&place) {
            places.push(place);
        }
    }
    places.join(", ")
}

/// Ensures that no format prints a character that a reader cannot see, or lets a source begin a line of its own.
fn assert_messages_are_clean(diagnostics: &Diagnostics, sources: &Sources) {
    let text = |format| render(diagnostics, sources, format);
    let plain = text(Format::Human { color: false });
    let bare = without_colours(&text(Format::Human { color: true }));
    let (short, github) = (text(Format::Short), text(Format::Github));
    for (name, text) in
        [("human", &plain), ("coloured", &bare), ("short", &short), ("json", &text(Format::Json)), ("github", &github)]
    {
        let hidden = text.chars().find(|c| *c != '\n' && characters::is_forbidden(*c));
        assert_eq!(hidden.map(|c| c.escape_unicode().to_string()), None, "{name}: {text}");
    }
    assert!(short.lines().all(|line| line.starts_with("clauses/")), "{short}");
    assert!(github.lines().all(|line| line.starts_with("::error ") || line.starts_with("::warning ")), "{github}");
}

/// Takes out what sets the colours of a terminal, and nothing else.
fn without_colours(text: &str) -> String {
    let mut bare = String::new();
    for (index, piece) in text.split("\u{1b}[").enumerate() {
        let end = if index == 0 { 0 } else { piece.find(|c: char| !c.is_ascii_digit() && c != ';').unwrap_or(0) };
        let is_colour = index > 0 && piece[end..].starts_with('m');
        bare += if is_colour { &piece[end + 1..] } else { piece };
        assert!(index == 0 || is_colour, "{piece:?} is not a colour");
    }
    bare
}
