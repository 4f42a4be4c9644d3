//! Every heading, and where words stand: what a reader without scripts has in the place of the search.

use serde::Serialize;

use super::compared::{ClauseLink, VariantLink};
use super::{subject_href, topic_href};
use crate::collate::{Collation, Presence, Row};

/// What `terms.html` may use.
#[derive(Debug, Serialize)]
pub struct TermsPage<'a> {
    title: &'a str,
    subjects: Vec<SubjectView<'a>>,
    words: Vec<WordsView<'a>>,
    disclaimer: &'a str,
}

#[derive(Debug, Serialize)]
struct SubjectView<'a> {
    id: &'a str,
    title: &'a str,
    href: String,
    topics: Vec<TopicView<'a>>,
}

#[derive(Debug, Serialize)]
struct TopicView<'a> {
    title: &'a str,
    href: String,
    readings: Vec<ReadingView<'a>>,
}

/// The clauses of a variant on a topic.
#[derive(Debug, Serialize)]
struct ReadingView<'a> {
    variant: VariantLink<'a>,
    clauses: Vec<ClauseLink<'a>>,
}

/// Words that a search takes for each other, with the topics whose texts have one of them.
#[derive(Debug, Serialize)]
struct WordsView<'a> {
    words: Vec<&'a str>,
    topics: Vec<PlaceView<'a>>,
}

#[derive(Debug, Serialize)]
struct PlaceView<'a> {
    title: &'a str,
    href: String,
    variants: Vec<&'a str>,
}

impl<'a> TermsPage<'a> {
    /// The page of a collation.
    pub fn new(collation: &'a Collation<'a>) -> Self {
        let family = collation.family;
        let subjects = family.taxonomy.subjects.iter().map(|subject| SubjectView {
            id: &subject.id,
            title: &subject.title,
            href: subject_href(subject),
            topics: collation.rows_of(&subject.id).map(topic_view).collect(),
        });
        let groups = family.search_words.same.iter().chain(&family.search_words.related);
        let words = groups.map(|group| words_view(collation, group)).filter(|view| !view.topics.is_empty());
        Self {
            title: &family.overviews.terms,
            subjects: subjects.collect(),
            words: words.collect(),
            disclaimer: &family.disclaimer,
        }
    }
}

fn topic_view<'a>(row: &'a Row<'a>) -> TopicView<'a> {
    let readings = row.readings.iter().filter(|reading| reading.presence() != Presence::Absent);
    let view = |reading: &'a crate::collate::Reading<'a>| ReadingView {
        variant: VariantLink::new(reading.variant),
        clauses: reading.clauses.iter().map(|place| ClauseLink::new(reading.variant, place)).collect(),
    };
    TopicView {
        title: &row.topic.title,
        href: topic_href(row.subject, row.topic),
        readings: readings.map(view).collect(),
    }
}

/// The words of a group that stand in some text, and where.
fn words_view<'a>(collation: &'a Collation<'a>, group: &'a [String]) -> WordsView<'a> {
    let stands = |word: &str| {
        let mut readings = collation.rows.iter().flat_map(|row| &row.readings);
        readings.any(|reading| reading.flat.text.contains(word))
    };
    let words: Vec<&str> = group.iter().map(String::as_str).filter(|word| stands(word)).collect();
    let place = |row: &'a Row<'a>| {
        let has_one = |text: &str| words.iter().any(|word| text.contains(word));
        let readings = row.readings.iter().filter(|reading| has_one(&reading.flat.text));
        let variants: Vec<_> = readings.map(|reading| reading.variant.title.as_str()).collect();
        let href = topic_href(row.subject, row.topic);
        (!variants.is_empty()).then_some(PlaceView { title: &row.topic.title, href, variants })
    };
    let topics = collation.rows.iter().filter_map(place).collect();
    WordsView { words, topics }
}
