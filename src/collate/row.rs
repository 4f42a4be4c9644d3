//! A row of the alignment table, and the comparisons of its pairs, which several pages and `data.json` need.

use std::borrow::Cow;
use std::sync::OnceLock;

use super::literal::{Literal, compare_literally};
use super::{Comparison, Presence, Reading, compare};
use crate::model::{Subject, Topic};

/// A row of the alignment table.
#[derive(Debug)]
pub struct Row<'a> {
    /// The subject of the topic.
    pub subject: &'a Subject,
    /// The topic.
    pub topic: &'a Topic,
    /// One reading for each variant, in the order of the family.
    pub readings: Vec<Reading<'a>>,
    pairs: OnceLock<Vec<Pair>>,
}

/// Two readings of a row that both have a text, by role and as printed; `a` stands before `b` in the family.
#[derive(Debug)]
pub struct Pair {
    /// The position of the first variant.
    pub a: usize,
    /// The position of the second.
    pub b: usize,
    /// What differs whatever the labels.
    pub by_role: Comparison,
    /// What is printed in another way.
    pub literal: Comparison,
}

/// With more variants than this, only the pairs with the base are compared beforehand: their number grows with the square.
const MOST_VARIANTS: usize = 12;

/// How many of so many variants can be the base of a page, the first ones.
pub fn bases(variants: usize) -> usize {
    if variants <= MOST_VARIANTS { variants } else { 1 }
}

impl<'a> Row<'a> {
    pub(super) fn new(subject: &'a Subject, topic: &'a Topic, readings: Vec<Reading<'a>>) -> Self {
        Self { subject, topic, readings, pairs: OnceLock::new() }
    }

    /// What the readings are measured against: that of the first variant, or where it has no text, of the first that has.
    pub fn base(&self) -> usize {
        self.readings.iter().position(|reading| reading.presence() == Presence::Present).unwrap_or(0)
    }

    /// Every pair that a reader can ask a page for, compared once.
    pub fn pairs(&self) -> &[Pair] {
        self.pairs.get_or_init(|| {
            let present: Vec<(usize, Literal<'_>)> = self
                .readings
                .iter()
                .enumerate()
                .filter(|(_, reading)| reading.presence() == Presence::Present)
                .map(|(at, reading)| (at, Literal::new(reading)))
                .collect();
            let few = self.readings.len() <= MOST_VARIANTS;
            let firsts = present.iter().enumerate().filter(|(at, _)| few || *at == 0);
            let pairs = firsts.flat_map(|(at, first)| present[at + 1..].iter().map(move |second| (first, second)));
            pairs.map(|((a, left), (b, right))| Pair::new((*a, left), (*b, right))).collect()
        })
    }

    /// The comparison of two variants by role.
    pub fn comparison(&self, a: usize, b: usize) -> Cow<'_, Comparison> {
        let known = self.pairs.get().and_then(|pairs| pairs.iter().find(|pair| (pair.a, pair.b) == (a, b)));
        known.map_or_else(
            || Cow::Owned(compare(&self.readings[a], &self.readings[b])),
            |pair| Cow::Borrowed(&pair.by_role),
        )
    }
}

impl Pair {
    fn new((a, left): (usize, &Literal<'_>), (b, right): (usize, &Literal<'_>)) -> Self {
        let by_role = compare(left.reading, right.reading);
        let literal = compare_literally(left, right, &by_role);
        Self { a, b, by_role, literal }
    }
}
