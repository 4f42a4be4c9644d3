//! How much is too much: each limit is kept at its number and named one above it.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use clausebook::collate::Collation;
use clausebook::diagnostics::{Format, Severity, render};
use clausebook::page::{Pairs, Settings};
use clausebook::source::{SourceFile, Sources};
use clausebook::{pipeline, storage};

use super::{BODY, FEES, LINE, VARIANT, found, sound};
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

/// The sound family with so much in further articles of `a`, at most `room` in each; `text` makes an article of its number and
/// of what it has.
fn spread(mut left: usize, room: usize, text: impl Fn(usize, usize) -> String) -> Family {
    let mut family = sound();
    for number in 2.. {
        let here = left.min(room);
        family = family.with(&format!("a/body-{number:02}.md"), &text(number, here));
        left -= here;
        if left == 0 {
            break;
        }
    }
    family
}

/// A family whose variant `a` has this many clauses; three stand in the sound one.
fn clauses(count: usize) -> Family {
    spread(count - 3, 200, article)
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

#[test]
fn texts_of_yaml_and_headings() {
    let titled = |count: usize| {
        found(&sound().replace(VARIANT, "title: 甲本", &format!("title: {}", "题".repeat(count))).sources(), VARIANT)
    };
    assert_eq!(titled(200), "");
    assert_eq!(titled(201), "3 invalid-value");
    let told = |count: usize| {
        let text = format!("characterization: {}", "文".repeat(count));
        found(&sound().replace(VARIANT, "characterization: 短", &text).sources(), VARIANT)
    };
    assert_eq!(told(2_000), "");
    assert_eq!(told(2_001), "5 invalid-value");
    let headed = |count: usize| {
        let article = format!("{ARTICLE}## 2.1 {} {{topic=amount}}\n\n文。\n", "题".repeat(count));
        found(&sound().with("a/body-02.md", &article).sources(), "a/body-02.md")
    };
    assert_eq!(headed(200), "");
    assert_eq!(headed(201), "7 malformed-heading");
}

#[test]
fn subjects_of_a_taxonomy() {
    let with = |count: usize| {
        let more: String =
            (1..count).map(|number| format!("  - {{id: s{number}, title: 题, topics: [], points: []}}\n")).collect();
        let text = format!("{}{more}", Family::sound().text("taxonomy.yaml"));
        found(&Family::sound().with("taxonomy.yaml", &text).sources(), "taxonomy.yaml")
    };
    assert!(!with(100).contains("too-many"), "{}", with(100));
    assert!(with(101).contains("too-many"), "{}", with(101));
}

#[test]
fn bytes_of_an_explanation() {
    let with = |count: usize| {
        let text = sound().text(FEES).to_owned();
        let size = text.len() - text.find("\n---\n").unwrap() - "\n---\n".len();
        let long = format!("{text}{}", "\n".repeat(count - size));
        found(&sound().with(FEES, &long).sources(), FEES)
    };
    assert_eq!(with(32 * 1024), "");
    assert_eq!(with(32 * 1024 + 1), "1 file-too-large");
}

/// Articles of `a` with a clause each, as many as have so many characters together.
fn filled(characters: usize) -> Family {
    spread(characters, 80_000, |number, here| {
        let text = "文".repeat(here);
        format!(
            "---\npart: body\narticle: \"{number}\"\ntitle: 又\n---\n\n## {number}.1 题 {{topic=amount}}\n\n{text}\n"
        )
    })
}

#[test]
fn characters_of_a_family() {
    // Each clause has some more: its heading, its link, the labels of the parties.
    assert_eq!(found(&filled(3_990_000).sources(), ""), "");
    assert_eq!(found(&filled(4_000_000).sources(), ""), "a/body-51.md:1 family-too-large");
}

/// What is found on the whole of a family whose files have so much in common, by the pairs that have a page.
fn with_pairs(sources: &Sources, pairs: Pairs) -> String {
    let settings = Settings { pairs, ..Settings::default() };
    let diagnostics = pipeline::read(sources, &settings).diagnostics;
    let text = render(&diagnostics, sources, Format::Short);
    text.lines().filter(|line| line.contains("family-too-large")).map(|line| format!("{line}\n")).collect()
}

/// A family of so many variants with a clause each.
fn variants(count: usize) -> Sources {
    let base = sound();
    let ids: String = (2..count).map(|number| format!(", v{number}")).collect();
    let mut family = sound().replace("family.yaml", "[a, b]", &format!("[a, b{ids}]"));
    for number in 2..count {
        let variant = base.text("b/variant.yaml").replace("id: b", &format!("id: v{number}"));
        family = family.with(&format!("v{number}/variant.yaml"), &variant);
        family = family.with(&format!("v{number}/body-01.md"), base.text("b/body-01.md"));
    }
    family.sources()
}

#[test]
fn pages_of_a_site() {
    assert_eq!(with_pairs(&variants(40), Pairs::All), "");
    let many = variants(50);
    assert_eq!(
        with_pairs(&many, Pairs::All),
        "clauses/family.yaml:1:1: error[family-too-large]: the site would have 1277 pages; it may have 1000\n"
    );
    assert_eq!(with_pairs(&many, Pairs::Base), "");
}

/// A text stands on one page more for each pair; the prose counts too.
#[test]
fn characters_of_all_pages() {
    let prose = |bytes: usize| {
        let list = (0..16).map(|number| format!("- [p](p{number}.md)\n")).collect::<String>();
        let mut family = sound().with("SUMMARY.md", &format!("{}\n{list}", sound().text("SUMMARY.md")));
        for number in 0..16 {
            family = family.with(&format!("p{number}.md"), &"x".repeat(bytes / 16));
        }
        with_pairs(&family.sources(), Pairs::All)
    };
    assert_eq!(prose(3_990_000), "");
    let message = "error[family-too-large]: with this file all pages have more than 48000000 characters\n";
    assert_eq!(prose(4_000_000), format!("clauses/p15.md:1:1: {message}"));
}

/// A variant and a topic have a cell in many tables, whether the one speaks of the other or not.
#[test]
fn topics_of_all_variants() {
    let with = |topics: usize| {
        let list: String = (0..topics).map(|number| format!("{{id: x{number}, title: 题}}, ")).collect();
        let more = format!("  - {{id: more, title: 题, topics: [{list}], points: []}}\n");
        with_pairs(&sound_with_taxonomy(&more), Pairs::None)
    };
    assert_eq!(with(900), "");
    assert!(with(1_100).starts_with("clauses/taxonomy.yaml:1:1: error[family-too-large]"), "{}", with(1_100));
}

/// A hundred variants with this added to the taxonomy.
fn sound_with_taxonomy(more: &str) -> Sources {
    let sources = variants(100);
    let files = sources.iter().map(|(_, file)| {
        let text = if file.path == "taxonomy.yaml" { format!("{}{more}", file.text) } else { file.text.clone() };
        SourceFile::new(file.path.clone(), text)
    });
    Sources::new("clauses", files.collect())
}

/// The files of a folder with these, and which of them have no room.
fn on_disk(files: &[(String, usize)]) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    for (path, bytes) in files {
        let path = folder.path().join("clauses").join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, "x".repeat(*bytes)).unwrap();
    }
    let sources = storage::read_sources(folder.path(), Path::new("clauses")).unwrap();
    let text = render(&pipeline::read(&sources, &Settings::default()).diagnostics, &sources, Format::Short);
    text.lines().filter(|line| line.contains("family-too-large")).map(str::to_owned).collect()
}

#[test]
fn bytes_of_a_source_folder() {
    let files = |folder: &str, count: usize, more: usize| {
        let mut files: Vec<_> = (0..count).map(|number| (format!("{folder}/{number:02}.md"), 256 * 1024)).collect();
        files.push((format!("{folder}/{count}.md"), more));
        on_disk(&files)
    };
    assert_eq!(files("annotations", 64, 0), [""; 0]);
    assert_eq!(
        files("annotations", 64, 1),
        ["clauses/annotations/64.md:1:1: error[family-too-large]: this file and what follows is too much: \
          a source folder may have 16 MB"]
    );
    assert_eq!(files("a", 16, 0), [""; 0]);
    assert_eq!(
        files("a", 16, 1),
        ["clauses/a/16.md:1:1: error[family-too-large]: this file and what follows is too much: \
          the articles of all variants may have 4 MB"]
    );
}

#[test]
fn files_of_a_source_folder() {
    let files = |count: usize| on_disk(&(0..count).map(|number| (format!("{number}.txt"), 0)).collect::<Vec<_>>());
    assert_eq!(files(10_000), [""; 0]);
    assert_eq!(files(10_001).len(), 1);
}

/// Real families may grow: the clauses of this one have not a twentieth of what they may have.
#[test]
fn the_real_family_has_room() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let real = storage::read_sources(root, Path::new("clauses")).unwrap();
    let bytes = |wanted: fn(&str) -> bool| {
        real.iter().filter(|(_, file)| wanted(&file.path)).map(|(_, file)| file.text.len()).sum::<usize>()
    };
    assert!(bytes(|_| true) * 20 < 16 * 1024 * 1024);
    assert!(bytes(|path| path.starts_with('v') && path.ends_with(".md")) * 20 < 4 * 1024 * 1024);
    let mut files: Vec<SourceFile> = real.iter().map(|(_, file)| file.clone()).collect();
    // Named articles cannot be numbered anew; copies of the others stand for them.
    for (_, file) in real.iter().filter(|(_, file)| file.path.starts_with('v') && !file.path.contains("/notes-")) {
        let Some((stem, number)) = file.path.strip_suffix(".md").and_then(|path| path.rsplit_once('-')) else {
            continue;
        };
        let number: usize = number.parse().unwrap();
        for new in (1..24).map(|copy| 40 * copy + number) {
            let text = file.text.replace(&format!("article: \"{number}\""), &format!("article: \"{new}\""));
            let text = text.replace(&format!("\n## {number}."), &format!("\n## {new}."));
            files.push(SourceFile::new(format!("{stem}-{new}.md"), text));
        }
    }
    let sources = Sources::new("clauses", files);
    let family = pipeline::read(&sources, &Settings::default()).family;
    let clauses: usize = family.variants.iter().map(|variant| variant.clauses().count()).sum();
    assert!(clauses > 20 * 443, "{clauses}");
    assert_eq!(with_pairs(&sources, Pairs::All), "");
}
