//! What can be found: clauses, topics, points, notes, explanations, prose and laws, each with its address.

use mdbook_core::book::{Book, Chapter};
use serde::Serialize;

use crate::collate::{Collation, Kind as TokenKind, Reading};
use crate::markdown::{self, Section};
use crate::model::{Annotation, Flat, Place, Role, Subject};
use crate::page;

/// Something that is found as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// Address of its page, relative to the root of the site.
    pub path: String,
    /// Title of its page.
    pub page: String,
    /// Its place on the page; empty for the page itself.
    pub anchor: String,
    /// Its heading.
    pub heading: String,
    /// Its text.
    pub body: String,
    /// What it is.
    pub kind: Kind,
    /// Positions of the variants that it is about, in the order of the family.
    pub variants: Vec<usize>,
    /// Position of its subject in the taxonomy.
    pub subject: Option<usize>,
    /// Where parties stand in its text: byte and role.
    pub parties: Vec<(usize, Role)>,
}

/// What a document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum Kind {
    Page,
    Clause,
    Point,
    Topic,
    Note,
    Prose,
    Statute,
}

/// Every document, subject by subject: what is found together lies together.
pub fn documents(collation: &Collation<'_>, prose: &Book) -> Vec<Document> {
    let mut documents = pages(collation);
    for (index, subject) in collation.family.taxonomy.subjects.iter().enumerate() {
        let from = documents.len();
        documents.push(subject_page(subject));
        topics(collation, subject, &mut documents);
        if let Some(annotation) = collation.family.annotation(&subject.id) {
            annotated(collation, subject, annotation, &mut documents);
        }
        documents[from..].iter_mut().for_each(|document| document.subject = Some(index));
    }
    statutes(collation, &mut documents);
    prose.chapters().for_each(|chapter| sections(chapter, &mut documents));
    documents
}

fn document(path: &str, page: &str, kind: Kind, anchor: impl Into<String>, heading: &str, body: String) -> Document {
    Document {
        path: page::html(path),
        page: page.to_owned(),
        anchor: anchor.into(),
        heading: heading.to_owned(),
        body,
        kind,
        variants: Vec::new(),
        subject: None,
        parties: Vec::new(),
    }
}

/// The pages of the variants, and the overviews.
fn pages(collation: &Collation<'_>) -> Vec<Document> {
    let family = collation.family;
    let mut documents = Vec::new();
    for (position, variant) in family.variants.iter().enumerate() {
        let path = page::variant_path(&variant.id);
        let mut found =
            document(&path, &variant.title, Kind::Page, "", &variant.title, variant.characterization.clone());
        found.variants = vec![position];
        documents.push(found);
    }
    let overviews = page::overview_paths(family).into_iter().chain(page::chooser_path(family));
    documents.extend(overviews.map(|path| {
        let title = page::overview_title(family, path);
        let questions = family.questions.iter().filter(|_| path == page::CHOOSER_PATH);
        let body = questions.map(|question| question.question.as_str()).collect::<Vec<_>>().join("\n");
        document(path, title, Kind::Page, "", title, body)
    }));
    documents
}

fn subject_page(subject: &Subject) -> Document {
    let topics: Vec<_> = subject.topics.iter().map(|topic| topic.title.as_str()).collect();
    document(&page::subject_path(&subject.id), &subject.title, Kind::Page, "", &subject.title, topics.join("\n"))
}

/// The rows of a subject, each with its clauses behind it.
fn topics(collation: &Collation<'_>, subject: &Subject, documents: &mut Vec<Document>) {
    let path = page::subject_path(&subject.id);
    for row in collation.rows_of(&subject.id) {
        let clauses: Vec<Document> =
            row.readings.iter().enumerate().flat_map(|(at, reading)| clauses(at, reading)).collect();
        let listed: Vec<_> = clauses.iter().map(|clause| format!("{} {}", clause.page, clause.heading)).collect();
        let topic = &row.topic;
        let mut found =
            document(&path, &subject.title, Kind::Topic, topic.id.as_str(), &topic.title, listed.join("\n"));
        let has_text = |reading: &&(usize, &Reading<'_>)| !reading.1.clauses.is_empty();
        found.variants =
            row.readings.iter().enumerate().filter(|reading| has_text(&reading)).map(|(at, _)| at).collect();
        documents.push(found);
        documents.extend(clauses);
    }
}

fn clauses(variant: usize, reading: &Reading<'_>) -> Vec<Document> {
    let path = page::variant_path(&reading.variant.id);
    let ranges = reading.ranges();
    let view = |(place, range): (&Place<'_>, Option<std::ops::Range<usize>>)| {
        let clause = place.clause;
        let range = range.unwrap_or(0..0);
        let heading = match &clause.heading {
            Some(heading) => format!("{} {heading}", clause.printed),
            None => format!("{} {}", clause.printed, place.article.title),
        };
        let body = reading.flat.text[range.clone()].to_owned();
        let mut found = document(&path, &reading.variant.title, Kind::Clause, clause.anchor.as_str(), &heading, body);
        found.variants = vec![variant];
        let tokens = reading.tokens.iter().filter(|token| range.contains(&token.range.start));
        found.parties = tokens
            .filter_map(|token| match token.kind {
                TokenKind::Party(role) => Some((token.range.start - range.start, role)),
                _ => None,
            })
            .collect();
        found
    };
    reading.clauses.iter().zip(ranges).map(view).collect()
}

/// The points, notes and explanation of a subject.
fn annotated(collation: &Collation<'_>, subject: &Subject, annotation: &Annotation, documents: &mut Vec<Document>) {
    let family = collation.family;
    let path = page::subject_path(&subject.id);
    let position = |id: &str| family.variants.iter().position(|variant| variant.id.value == id);
    for answers in &annotation.points {
        let Some(point) = subject.points.iter().find(|point| point.id.value == answers.point.value) else { continue };
        let said = answers
            .answers
            .iter()
            .filter_map(|answer| Some(format!("{} {}", family.variant(&answer.variant)?.title, answer.value.value)));
        let body = said.collect::<Vec<_>>().join("\n");
        let mut found = document(&path, &subject.title, Kind::Point, page::point_anchor(&point.id), &point.title, body);
        found.variants = answers.answers.iter().filter_map(|answer| position(&answer.variant)).collect();
        documents.push(found);
    }
    for note in &annotation.notes {
        let anchor = page::note_anchor(annotation, note);
        let mut found = document(&path, &subject.title, Kind::Note, anchor, &note.title, note.text.clone());
        found.variants = note.pins.iter().filter_map(|pin| position(&pin.variant)).collect();
        found.variants.sort_unstable();
        found.variants.dedup();
        documents.push(found);
    }
    for (at, chapter) in annotation.explanation.iter().enumerate() {
        let body = Flat::of_blocks(&chapter.text).text;
        let anchor = page::chapter_anchor(at);
        documents.push(document(&path, &subject.title, Kind::Prose, anchor, &chapter.heading, body));
    }
}

fn statutes(collation: &Collation<'_>, documents: &mut Vec<Document>) {
    let family = collation.family;
    if !page::overview_paths(family).contains(&page::STATUTES_PATH) {
        return;
    }
    for statute in &family.statutes {
        for article in &statute.articles {
            let heading = format!("{} {}", statute.short, article.number.value);
            let anchor = format!("{}-{}", statute.id.value, article.number.value);
            let body = article.gist.clone();
            documents.push(document(
                page::STATUTES_PATH,
                &family.overviews.statutes,
                Kind::Statute,
                anchor,
                &heading,
                body,
            ));
        }
    }
}

/// A prose page as sections.
fn sections(chapter: &Chapter, documents: &mut Vec<Document>) {
    let Some(path) = chapter.path.as_ref().and_then(|path| path.to_str()) else { return };
    for Section { heading, anchor, text } in markdown::sections(&chapter.content) {
        let heading = if heading.is_empty() { &chapter.name } else { &heading };
        documents.push(document(path, &chapter.name, Kind::Prose, anchor, heading, text));
    }
}
