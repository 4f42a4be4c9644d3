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
    compared: OnceLock<Compared>,
}

/// What was found out about a row when it was first asked.
#[derive(Debug)]
struct Compared {
    pairs: Vec<Pair>,
    /// For each reading the places of its tokens as printed, in UTF-16 units; none if it has no text.
    literal_units: Vec<Vec<(usize, usize)>>,
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
        Self { subject, topic, readings, compared: OnceLock::new() }
    }

    /// What the readings are measured against: that of the first variant, or where it has no text, of the first that has.
    pub fn base(&self) -> usize {
        self.readings.iter().position(|reading| reading.presence() == Presence::Present).unwrap_or(0)
    }

    /// Every pair that a reader can ask a page for, compared once.
    pub fn pairs(&self) -> &[Pair] {
        &self.compared().pairs
    }

    /// Where the tokens of a reading stand as it is printed; see [`Literal::units`].
    pub fn literal_units(&self, at: usize) -> &[(usize, usize)] {
        &self.compared().literal_units[at]
    }

    /// The comparison of two variants by role.
    pub fn comparison(&self, a: usize, b: usize) -> Cow<'_, Comparison> {
        let known = self.pairs().iter().find(|pair| (pair.a, pair.b) == (a, b));
        known.map_or_else(
            || Cow::Owned(compare(&self.readings[a], &self.readings[b])),
            |pair| Cow::Borrowed(&pair.by_role),
        )
    }

    fn compared(&self) -> &Compared {
        self.compared.get_or_init(|| {
            let texts = self.readings.iter().enumerate();
            let texts = texts.filter(|(_, reading)| reading.presence() == Presence::Present);
            let texts: Vec<(usize, Literal<'_>)> = texts.map(|(at, reading)| (at, Literal::new(reading))).collect();
            let few = self.readings.len() <= MOST_VARIANTS;
            let firsts = texts.iter().enumerate().filter(|(at, _)| few || *at == 0);
            let pairs = firsts.flat_map(|(at, first)| texts[at + 1..].iter().map(move |second| (first, second)));
            let pairs = pairs.map(|((a, left), (b, right))| Pair::new((*a, left), (*b, right))).collect();
            let mut literal_units = vec![Vec::new(); self.readings.len()];
            texts.into_iter().for_each(|(at, text)| literal_units[at] = text.units);
            Compared { pairs, literal_units }
        })
    }
}

impl Pair {
    fn new((a, left): (usize, &Literal<'_>), (b, right): (usize, &Literal<'_>)) -> Self {
        let by_role = compare(left.reading, right.reading);
        let literal = compare_literally(left, right, &by_role);
        Self { a, b, by_role, literal }
    }
}
