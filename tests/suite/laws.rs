//! What must hold of any input; the tests ask it of the real clauses and of random ones, the fuzz targets of any bytes.

use std::collections::BTreeSet;
use std::ops::Range;

use clausebook::check::characters::is_forbidden;
use clausebook::collate::{
    Band, Collation, Comparison, Difference, Literal, Presence, Reading, Segment, Token, compare, compare_literally,
};
use clausebook::diagnostics::{Code, Diagnostics, Format, Place, render};
use clausebook::fix;
use clausebook::model::{Block, Inline, visit_inlines};
use clausebook::page::{PairPage, Settings, variant_pages};
use clausebook::pipeline;
use clausebook::source::{SourceFile, Sources};
use clausebook::units::{UnitKind, fold, terms, units};
use serde_json::Value;

/// Every mistake has a place in its file, and can be shown in every format without tricking a terminal.
pub fn assert_placed(diagnostics: &Diagnostics, sources: &Sources) {
    for diagnostic in diagnostics.sorted(sources) {
        let fix = diagnostic.fix.as_ref().map(|fix| fix.span);
        let span = match diagnostic.place {
            Place::Span(span) => Some(span),
            Place::Path(_) => None,
        };
        for span in span.into_iter().chain(fix) {
            assert!(sources.get(span.file).text.get(span.range()).is_some(), "{diagnostic:?}");
        }
    }
    for format in [Format::Human { color: false }, Format::Short, Format::Github] {
        let text = render(diagnostics, sources, format);
        assert_eq!(text.chars().find(|c| is_forbidden(*c) && *c != '\n'), None, "{text}");
    }
    let json = render(diagnostics, sources, Format::Json);
    assert!(serde_json::from_str::<Value>(&json).is_ok_and(|value| value.is_array()), "{json}");
}

/// Where words are as long as their place in the source, they stand there; a line break may have become a space.
pub fn assert_spans_show_the_words(blocks: &[Block], sources: &Sources) {
    visit_inlines(blocks, &mut |inline| {
        if let Inline::Text(words) = inline
            && words.span.range().len() == words.value.len()
        {
            assert_eq!(sources.text(words.span).replace(['\n', '\r'], " "), words.value);
        }
    });
}

/// A quote that was cured is not complained of again.
pub fn assert_cured(sources: &Sources, diagnostics: &Diagnostics) {
    let count = |diagnostics: &Diagnostics, sources: &Sources| {
        diagnostics.sorted(sources).iter().filter(|diagnostic| diagnostic.code == Code::QuoteNotFound).count()
    };
    let cured = fix::cure(sources, diagnostics, Code::QuoteNotFound);
    if cured.changes.is_empty() {
        return;
    }
    let file = |(id, file): (_, &SourceFile)| {
        cured.files.get(&id).map_or_else(|| file.clone(), |text| SourceFile::new(file.path.as_str(), text.as_str()))
    };
    let changed = Sources::new("clauses", sources.iter().map(file).collect());
    let again = pipeline::read(&changed, &Settings::default()).diagnostics;
    let (before, after) = (count(diagnostics, sources), count(&again, &changed));
    assert_eq!(after + cured.changes.len(), before, "{:?}", cured.changes);
}

/// Exchanging two readings mirrors the result, also of what is printed.
pub fn assert_mirrored(left: &Reading<'_>, right: &Reading<'_>) {
    let (forth, back) = (compare(left, right), compare(right, left));
    assert_eq!((forth.band, forth.similarity), (back.band, back.similarity));
    let mut mirrored: Vec<_> = back.differences.iter().cloned().map(Difference::mirrored).collect();
    mirrored.sort();
    assert_eq!(forth.differences, mirrored);
    assert_eq!(segments(&forth), turned(&back));
    let (a, b) = (Literal::new(left), Literal::new(right));
    let (forth, back) = (compare_literally(&a, &b, &forth), compare_literally(&b, &a, &back));
    assert_eq!((forth.band, forth.similarity), (back.band, back.similarity));
    assert_eq!(segments(&forth), turned(&back));
}

type Stretch = (Range<usize>, Range<usize>, bool);

fn segments(comparison: &Comparison) -> Vec<Stretch> {
    let segments = comparison.segments.iter().flatten();
    segments.map(|segment| (segment.a.clone(), segment.b.clone(), segment.equal)).collect()
}

fn turned(comparison: &Comparison) -> Vec<Stretch> {
    segments(comparison).into_iter().map(|(a, b, equal)| (b, a, equal)).collect()
}

/// The segments cover both readings in order, and what they call equal is equal; what is printed alike is literally the same.
pub fn assert_exact(left: &Reading<'_>, right: &Reading<'_>) {
    let by_role = compare(left, right);
    assert_covered(by_role.segments.as_deref(), &left.tokens, &right.tokens);
    let (a, b) = (Literal::new(left), Literal::new(right));
    let literal = compare_literally(&a, &b, &by_role);
    assert_covered(literal.segments.as_deref(), &a.tokens, &b.tokens);
    if left.presence() == Presence::Present && right.presence() == Presence::Present {
        let printed = |reading: &Reading<'_>| reading.flat.text.split_whitespace().collect::<String>();
        assert_eq!(literal.band == Band::Same, printed(left) == printed(right));
    }
}

fn assert_covered(segments: Option<&[Segment]>, left: &[Token], right: &[Token]) {
    let Some(segments) = segments else { return };
    let (mut a, mut b) = (0, 0);
    for segment in segments {
        assert_eq!((segment.a.start, segment.b.start), (a, b));
        (a, b) = (segment.a.end, segment.b.end);
        if segment.equal {
            let forms = |tokens: &[Token], range: &Range<usize>| {
                tokens[range.clone()].iter().map(|token| token.n.clone()).collect::<Vec<_>>()
            };
            assert_eq!(forms(left, &segment.a), forms(right, &segment.b));
        }
    }
    assert_eq!((a, b), (left.len(), right.len()));
}

/// A reading compared with itself shows nothing.
pub fn assert_equal_to_itself(reading: &Reading<'_>) {
    if reading.presence() == Presence::Present {
        let comparison = compare(reading, reading);
        assert_eq!((comparison.band, comparison.differences.as_slice()), (Band::Same, [].as_slice()));
    }
}

/// What the page of two variants shows of each reading, marks and all, read in order, is its text.
pub fn assert_marked_text_is_the_text(collation: &Collation<'_>, a: usize, b: usize) {
    let pages = variant_pages(collation.family);
    let page =
        serde_json::to_value(PairPage::new(collation, (a, b), &pages, &Settings::default())).expect("a page is data");
    let rows = collation
        .rows
        .iter()
        .filter(|row| [a, b].iter().any(|index| row.readings[*index].presence() != Presence::Absent));
    let topics = page["subjects"].as_array().into_iter().flatten().flat_map(|subject| subject["topics"].as_array());
    let shown: Vec<&Value> = topics.flatten().collect();
    let rows: Vec<_> = rows.collect();
    assert_eq!(shown.len(), rows.len());
    for (topic, row) in shown.into_iter().zip(rows) {
        for (side, index) in [("a", a), ("b", b)] {
            let mut text = String::new();
            topic[side]["clauses"]
                .as_array()
                .into_iter()
                .flatten()
                .for_each(|clause| read(&clause["blocks"], &mut text));
            assert_eq!(text, row.readings[index].flat.text.replace('\n', ""));
        }
    }
}

/// The words of blocks and inlines as a template gets them, in order.
fn read(view: &Value, text: &mut String) {
    if let Value::String(words) = view {
        return text.push_str(words);
    }
    let Value::Object(fields) = view else {
        return view.as_array().into_iter().flatten().for_each(|inner| read(inner, text));
    };
    let word = |key: &str| fields.get(key).and_then(Value::as_str);
    match word("kind") {
        Some("reference" | "link") => *text += word("text").unwrap_or_default(),
        Some("blank") => {
            let default = word("default").map(|default| format!("：{default}")).unwrap_or_default();
            *text += &format!("[{}{default}]", word("printed").unwrap_or_default());
        }
        Some("omitted" | "note") => {}
        _ => ["inlines", "items", "head", "rows"]
            .iter()
            .filter_map(|key| fields.get(*key))
            .for_each(|inner| read(inner, text)),
    }
}

/// Units stand in the text as they say, leave out no letter, and are the same in any stretch that begins and ends with one.
pub fn assert_units_cover(text: &str) {
    assert_eq!(text.chars().map(fold).count(), text.chars().count());
    assert!(text.chars().all(|c| fold(fold(c)) == fold(c)), "folding twice is folding once");
    let found = units(text);
    let mut end = 0;
    for unit in &found {
        let between = &text[end..unit.range.start];
        assert!(!between.contains(|c: char| fold(c).is_alphabetic() || fold(c).is_ascii_digit()), "{between:?}");
        assert_eq!(unit.joined, end > 0 && between.is_empty());
        let letters = text[unit.range.clone()].chars().map(fold);
        let kept: String = letters.filter(|c| unit.kind != UnitKind::Number || *c != ',').collect();
        assert_eq!(unit.text, kept);
        end = unit.range.end;
    }
    assert!(!text[end..].contains(|c: char| fold(c).is_alphabetic() || fold(c).is_ascii_digit()));
    let all: BTreeSet<_> = terms(&found).into_iter().map(|(term, _)| term).collect();
    for (position, pair) in found.windows(2).enumerate() {
        let stretch = &text[pair[0].range.start..pair[1].range.end];
        let inner = units(stretch);
        let shown: Vec<_> = inner.iter().map(|unit| (unit.text.as_str(), unit.kind)).collect();
        assert_eq!(shown, pair.iter().map(|unit| (unit.text.as_str(), unit.kind)).collect::<Vec<_>>());
        assert_eq!(inner[1].joined, pair[1].joined);
        assert!(all.contains(&terms(&inner)[0].0), "at {position} of {text}");
    }
}

#[test]
fn the_laws_hold_for_the_fixtures_and_the_real_clauses() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    for folder in ["clauses", "tests/fixtures/mistakes"] {
        let sources =
            clausebook::storage::read_sources(root, std::path::Path::new(folder)).expect("the folder is there");
        let checked = pipeline::read(&sources, &Settings::default());
        assert_eq!(checked.diagnostics.has_errors(), folder != "clauses");
        assert_placed(&checked.diagnostics, &sources);
        assert_cured(&sources, &checked.diagnostics);
        for (_, _, clause) in checked.family.variants.iter().flat_map(|variant| variant.clauses()) {
            assert_spans_show_the_words(&clause.text, &sources);
        }
        sources.iter().for_each(|(_, file)| assert_units_cover(&file.text));
    }
}
