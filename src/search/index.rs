//! The inverted index: for every term the documents and positions where it stands.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::document::Document;
use crate::model::Role;
use crate::units::{Unit, terms, units};

/// Weight of length in the norm of a document, as in BM25 (Robertson and Zaragoza 2009).
const LENGTH_WEIGHT: f64 = 0.75;

/// As many documents are parsed at once: their terms are held in memory until they are merged.
const CHUNK: usize = 128;

/// Terms with their places, and the sizes by which a hit is weighed.
#[derive(Debug, Default)]
pub struct Index {
    /// Where each term stands.
    pub postings: BTreeMap<String, Postings>,
    /// One for each document.
    pub measures: Vec<Measure>,
}

/// Where a term stands, as a browser gets it: for each document its distance from the last one, the number of
/// positions, and these as distances from each other.
#[derive(Debug, Default)]
pub struct Postings {
    numbers: Vec<u32>,
    /// The last document, the place of its number of positions in the list, and its last position.
    last: Option<(u32, usize, u32)>,
}

impl Postings {
    /// Adds a place; documents and positions come in order.
    fn push(&mut self, document: u32, position: u32) {
        match &mut self.last {
            Some((last, count, last_position)) if *last == document => {
                self.numbers[*count] += 1;
                self.numbers.push(position - *last_position);
                *last_position = position;
            }
            last => {
                let before = last.map_or(0, |(document, _, _)| document);
                *last = Some((document, self.numbers.len() + 1, position));
                self.numbers.extend([document - before, 1, position]);
            }
        }
    }

    /// The list.
    pub fn numbers(&self) -> &[u32] {
        &self.numbers
    }
}

/// Where the fields of a document end, in positions, and how long it is against the average.
///
/// Positions count units: first those of the heading, then of the page's title, then of the text. A position is left
/// out between two fields, so that no phrase reaches from one into the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Measure {
    /// First position behind the heading.
    pub heading: u32,
    /// First position behind the title of the page.
    pub page: u32,
    /// In hundredths: 100 for a document of average length.
    pub norm: u32,
}

/// The term for a party of this role, whatever a text calls it. No text has such a term: `@` is no letter.
pub fn role_term(role: Role) -> Option<&'static str> {
    match role {
        Role::Client => Some("@client"),
        Role::Provider => Some("@provider"),
        Role::Undefined => None,
    }
}

/// Indexes documents; their number is their place in the list.
pub fn index(documents: &[Document]) -> Index {
    let mut index = Index::default();
    let mut lengths = Vec::new();
    for chunk in documents.chunks(CHUNK) {
        for parsed in chunk.par_iter().map(parse).collect::<Vec<_>>() {
            let number = position(lengths.len());
            for (term, position) in parsed.terms {
                index.postings.entry(term).or_default().push(number, position);
            }
            index.measures.push(Measure { heading: parsed.heading, page: parsed.page, norm: 0 });
            lengths.push(parsed.length);
        }
    }
    let average = lengths.iter().sum::<usize>() as f64 / lengths.len().max(1) as f64;
    for (measure, length) in index.measures.iter_mut().zip(lengths) {
        let norm = 1.0 - LENGTH_WEIGHT + LENGTH_WEIGHT * length as f64 / average.max(1.0);
        measure.norm = (norm * 100.0).round() as u32;
    }
    index
}

/// A document as terms with their positions, in order.
struct Parsed {
    terms: Vec<(String, u32)>,
    heading: u32,
    page: u32,
    length: usize,
}

fn parse(document: &Document) -> Parsed {
    let (heading, page, body) = (units(&document.heading), units(&document.page), units(&document.body));
    let page_start = heading.len() + 1;
    let body_start = page_start + page.len() + 1;
    let mut found = Vec::new();
    for (units, start) in [(&heading, 0), (&page, page_start), (&body, body_start)] {
        found.extend(terms(units).into_iter().map(|(term, at)| (term, position(start + at))));
    }
    found.extend(parties(document, &body).map(|(term, at)| (term.to_owned(), position(body_start + at))));
    found.sort_by_key(|(_, position)| *position);
    Parsed {
        terms: found,
        heading: position(heading.len()),
        page: position(page_start + page.len()),
        length: body_start + body.len(),
    }
}

/// A term for each party in the text, at the unit where its label begins.
fn parties(document: &Document, units: &[Unit]) -> impl Iterator<Item = (&'static str, usize)> {
    document.parties.iter().filter_map(|(byte, role)| {
        let at = units.binary_search_by_key(byte, |unit| unit.range.start).ok()?;
        Some((role_term(*role)?, at))
    })
}

fn position(count: usize) -> u32 {
    u32::try_from(count).expect("all sources together are smaller than four billion bytes")
}
