//! The real clauses: they must check clean, and what a reader relies on must hold for all of them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use clausebook::collate::Collation;
use clausebook::diagnostics::{Format, render};
use clausebook::model::{Annotation, Family, NoteKind};
use clausebook::page::{self, Pairs, Settings};
use clausebook::pipeline;
use clausebook::storage;
use clausebook::templates::Templates;

fn real() -> Family {
    let sources = storage::read_sources(Path::new(env!("CARGO_MANIFEST_DIR")), Path::new("clauses")).unwrap();
    let checked = pipeline::read(&sources, &Settings::default());
    assert_eq!(render(&checked.diagnostics, &sources, Format::Short), "", "the clauses check clean");
    checked.family
}

/// The list of addresses that prose may link to is the list of pages that are made.
#[test]
fn every_page_that_may_be_linked_to_is_made() {
    let family = real();
    let templates = Templates::new(&BTreeMap::new()).unwrap();
    for pairs in [Pairs::All, Pairs::Base, Pairs::None] {
        let settings = Settings { pairs, ..Settings::default() };
        let generated = pipeline::pages(&Collation::new(&family), &templates, &settings).unwrap();
        let made: Vec<_> =
            generated.sections.iter().flat_map(|section| &section.pages).map(|page| page.path.clone()).collect();
        assert_eq!(made, page::generated_paths(&family, &settings));
        let expected = match pairs {
            Pairs::All => 15,
            Pairs::Base => 5,
            Pairs::None => 0,
        };
        assert_eq!(made.iter().filter(|path| path.starts_with("pairs/")).count(), expected);
    }
}

#[test]
fn every_variant_of_the_list_is_there_in_its_order() {
    let family = real();
    let listed: Vec<_> = family.variant_ids.iter().map(|id| id.value.as_str()).collect();
    let loaded: Vec<_> = family.variants.iter().map(|variant| variant.id.value.as_str()).collect();
    assert_eq!(listed, loaded);
    assert!(loaded.len() >= 2, "there is something to compare");
}

#[test]
fn every_topic_in_use_exists_and_every_topic_is_used() {
    let family = real();
    let known: BTreeSet<&str> = family.taxonomy.topics().map(|(_, topic)| topic.id.value.as_str()).collect();
    let clauses = || family.variants.iter().flat_map(|variant| variant.clauses());
    let used: BTreeSet<&str> = clauses()
        .flat_map(|(_, _, clause)| std::iter::once(&clause.topic).chain(&clause.also))
        .map(|topic| topic.value.as_str())
        .collect();
    assert_eq!(used.difference(&known).count(), 0);
    let unused: Vec<_> = known.difference(&used).collect();
    assert!(unused.is_empty(), "no variant says anything on {unused:?}");
}

#[test]
fn no_clause_is_empty_unless_it_is_announced_only() {
    for (_, article, clause) in real().variants.iter().flat_map(|variant| variant.clauses()) {
        assert_eq!(clause.text.is_empty(), clause.announced, "{} {}", article.path, clause.number.value);
    }
}

/// The sizes of the six contracts. A clause that is lost or gained is no accident: change the number with it.
#[test]
fn the_variants_have_all_their_clauses() {
    let family = real();
    let counts: Vec<_> = family
        .variants
        .iter()
        .map(|variant| {
            let announced = variant.clauses().filter(|(_, _, clause)| clause.announced).count();
            (variant.id.value.as_str(), variant.clauses().count(), announced)
        })
        .collect();
    assert_eq!(counts, [("v1", 75, 0), ("v2", 66, 2), ("v3", 70, 3), ("v4", 70, 5), ("v5", 67, 3), ("v6", 95, 0)]);
}

/// Every subject is annotated, every point answered for every variant, and every variant has strong and weak spots.
#[test]
fn everything_is_annotated() {
    let family = real();
    let subjects: Vec<_> = family.taxonomy.subjects.iter().map(|subject| &subject.id.value).collect();
    let annotated: BTreeSet<_> = family.annotations.iter().map(|annotation| &annotation.subject.value).collect();
    assert_eq!(annotated, subjects.into_iter().collect::<BTreeSet<_>>());
    let answers = |annotation: &Annotation| annotation.points.iter().map(|point| point.answers.len()).sum::<usize>();
    assert_eq!(family.annotations.iter().map(answers).sum::<usize>(), 82 * 6);
    let notes = || family.annotations.iter().flat_map(|annotation| &annotation.notes);
    assert!(notes().count() >= 150, "{} notes", notes().count());
    for variant in &family.variants {
        let on_it = || notes().filter(|note| note.pins_on(&variant.id).next().is_some());
        let strengths = on_it().filter(|note| note.kind == NoteKind::Strength).count();
        let weak_spots = on_it().filter(|note| !matches!(note.kind, NoteKind::Strength | NoteKind::Tip)).count();
        assert!(strengths >= 5 && weak_spots >= 5, "{}: {strengths}, {weak_spots}", variant.id.value);
    }
    assert!((6..=8).contains(&family.questions.len()));
}

/// What the editors write is set as carefully as the contracts, and says what it says in few words.
#[test]
fn annotations_are_short_and_set_in_full_width_punctuation() {
    let han = |text: &str| text.chars().filter(|c| ('\u{4e00}'..='\u{9fff}').contains(c)).count();
    for annotation in &real().annotations {
        for note in &annotation.notes {
            let place = format!("{}#{}", annotation.subject.value, note.id.value);
            assert!(han(&note.title) <= 14, "{place}: {}", note.title);
            assert!((65..=180).contains(&han(&note.text)), "{place}: {} characters", han(&note.text));
            assert!(!note.text.contains([',', ';', '(', ')', '!', '?', '"']), "{place}: {}", note.text);
        }
        for answer in annotation.points.iter().flat_map(|point| &point.answers) {
            let value = &answer.value.value;
            assert!(han(value) <= 34, "{}: {value}", annotation.subject.value);
            assert!(!value.contains([',', ';', '(', ')', '!', '?', '"']), "{}: {value}", annotation.subject.value);
        }
    }
}

/// Half-width punctuation, a space between Han characters and a doubled full stop are slips of typing.
#[test]
fn clause_text_is_set_in_full_width_punctuation() {
    use clausebook::model::{Inline, visit_inlines};
    let is_han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    for (_, article, clause) in real().variants.iter().flat_map(|variant| variant.clauses()) {
        visit_inlines(&clause.text, &mut |inline| {
            let Inline::Text(text) = inline else { return };
            let slip = text.value.contains([',', ';', '(', ')', '"', '\'', '!', '?'])
                || text.value.contains("。。")
                || text.value.chars().zip(text.value.chars().skip(1)).any(|(a, b)| is_han(a) && b == ' ');
            assert!(!slip, "{} {}: {}", article.path, clause.number.value, text.value);
        });
    }
}
