//! Typed differences: what matters in a contract whatever the wording, found by rule from the tokens.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::align::Segment;
use super::tokenize::{Kind, Token};
use crate::model::{ModalityKind, QuantityKind};

/// What kind of thing differs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum DifferenceKind {
    /// A count.
    Number,
    /// A sum of money.
    Amount,
    /// A percentage.
    Percentage,
    /// A period, with its unit: working days are not days.
    Deadline,
    /// A date.
    Date,
    /// One text has a value where the other leaves a blank.
    Blank,
    /// Who owes or may do something.
    Party,
    /// Whether something must, may or must not be done, where no party is named.
    Modality,
    /// A word that widens or narrows.
    Scope,
}

/// A typed difference: the tokens of each side, by their positions; at least one side has some.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Difference {
    /// What differs.
    pub kind: DifferenceKind,
    /// Tokens of the first reading.
    pub a: Vec<usize>,
    /// Tokens of the second reading.
    pub b: Vec<usize>,
}

impl Difference {
    /// The same seen from the other reading.
    #[must_use]
    pub fn mirrored(self) -> Self {
        Self { a: self.b, b: self.a, ..self }
    }
}

/// All typed differences of two readings, sorted. `segments` is their alignment if they are near enough to have
/// one; `starts_sentence` tells whether a sentence begins before a token.
pub(super) fn classify(
    (a, b): (&[Token], &[Token]),
    segments: Option<&[Segment]>,
    starts_sentence: (&[bool], &[bool]),
) -> Vec<Difference> {
    let mut differences = quantities(a, b);
    differences.extend(modalities((a, b), starts_sentence));
    differences.extend(words_of(a, b, Kind::Scope));
    if let Some(segments) = segments {
        differences.extend(words_of(a, b, Kind::Connective));
        differences.extend(exchanged_parties(a, b, segments));
    }
    if segments.is_none() {
        // Where the texts are not the same sentence, a word that one of them happens not to need says nothing.
        differences.retain(|difference| {
            difference.kind != DifferenceKind::Modality || !(difference.a.is_empty() || difference.b.is_empty())
        });
    }
    differences.sort();
    differences.dedup();
    differences
}

/// Positions of the tokens that have no partner with the same normalized form on the other side, in order.
fn unmatched(tokens: &[Token], other: &[Token], wanted: impl Fn(Kind) -> bool) -> Vec<usize> {
    let mut partners: BTreeMap<&str, usize> = BTreeMap::new();
    for token in other.iter().filter(|token| wanted(token.kind)) {
        *partners.entry(&token.n).or_default() += 1;
    }
    let candidates = tokens.iter().enumerate().filter(|(_, token)| wanted(token.kind));
    candidates
        .filter(|(_, token)| match partners.get_mut(token.n.as_str()) {
            Some(left) if *left > 0 => {
                *left -= 1;
                false
            }
            _ => true,
        })
        .map(|(index, _)| index)
        .collect()
}

/// Quantities: those of one kind are paired in order; then values with the blanks of the other side.
fn quantities(a: &[Token], b: &[Token]) -> Vec<Difference> {
    let kinds = [
        (QuantityKind::Number, DifferenceKind::Number),
        (QuantityKind::Amount, DifferenceKind::Amount),
        (QuantityKind::Percentage, DifferenceKind::Percentage),
        (QuantityKind::Deadline, DifferenceKind::Deadline),
        (QuantityKind::Date, DifferenceKind::Date),
    ];
    let mut differences = Vec::new();
    for (quantity, kind) in kinds {
        let value = |found: Kind| found == Kind::Quantity(quantity);
        let blank = |found: Kind| found == Kind::Blank(Some(quantity));
        let (mut left, mut right) = (unmatched(a, b, value), unmatched(b, a, value));
        let pairs = left.len().min(right.len());
        for (x, y) in left.drain(..pairs).zip(right.drain(..pairs)) {
            differences.push(Difference { kind, a: vec![x], b: vec![y] });
        }
        let mut blanks = (unmatched(a, b, blank).into_iter(), unmatched(b, a, blank).into_iter());
        for x in left {
            let partner = blanks.1.next();
            let kind = if partner.is_some() { DifferenceKind::Blank } else { kind };
            differences.push(Difference { kind, a: vec![x], b: partner.into_iter().collect() });
        }
        for y in right {
            let partner = blanks.0.next();
            let kind = if partner.is_some() { DifferenceKind::Blank } else { kind };
            differences.push(Difference { kind, a: partner.into_iter().collect(), b: vec![y] });
        }
    }
    differences
}

/// A modal word with the party that it speaks of, if its sentence names one before it.
struct Duty<'a> {
    party: Option<(&'a str, usize)>,
    modality: ModalityKind,
    at: usize,
}

fn duties<'a>(tokens: &'a [Token], starts_sentence: &[bool]) -> Vec<Duty<'a>> {
    let (mut parties, mut duties): (Vec<usize>, _) = (Vec::new(), Vec::new());
    for (index, token) in tokens.iter().enumerate() {
        if starts_sentence[index] {
            parties.clear();
        }
        match token.kind {
            Kind::Party(_) => {
                // Parties with at most one word between them are named together: “A and B”.
                if parties.last().is_none_or(|last| index - last > 2) {
                    parties.clear();
                }
                parties.push(index);
            }
            Kind::Modality(modality) if parties.is_empty() => duties.push(Duty { party: None, modality, at: index }),
            Kind::Modality(modality) => duties.extend(parties.iter().map(|at| Duty {
                party: Some((tokens[*at].n.as_str(), *at)),
                modality,
                at: index,
            })),
            _ => {}
        }
    }
    duties
}

/// Who must, may or must not: a pair of party and modality that only one side has.
fn modalities((a, b): (&[Token], &[Token]), starts_sentence: (&[bool], &[bool])) -> Vec<Difference> {
    let (left, right) = (duties(a, starts_sentence.0), duties(b, starts_sentence.1));
    let key = |duty: &Duty<'_>| (duty.party.map(|(n, _)| n.to_owned()), duty.modality);
    let keys = |duties: &[Duty<'_>]| duties.iter().map(key).collect::<BTreeSet<_>>();
    let (left_keys, right_keys) = (keys(&left), keys(&right));
    let only = |duties: &[Duty<'_>], other: &BTreeSet<_>| {
        let mut seen = BTreeSet::new();
        duties
            .iter()
            .filter(|duty| !other.contains(&key(duty)) && seen.insert(key(duty)))
            .map(|duty| (duty.party.is_some(), duty.modality, positions(duty)))
            .collect::<Vec<_>>()
    };
    let (only_left, mut only_right) = (only(&left, &right_keys), only(&right, &left_keys));
    let mut differences = Vec::new();
    for (named, modality, positions) in only_left {
        // The same duty of another party is one difference, not two; so is another duty where nobody is named.
        let partner = only_right.iter().position(|other| other.0 == named && (!named || other.1 == modality));
        let partner = partner.map(|at| only_right.remove(at).2).unwrap_or_default();
        differences.push(Difference { kind: kind_of(named), a: positions, b: partner });
    }
    differences.extend(only_right.into_iter().map(|(named, _, positions)| Difference {
        kind: kind_of(named),
        a: vec![],
        b: positions,
    }));
    differences
}

fn positions(duty: &Duty<'_>) -> Vec<usize> {
    duty.party.map(|(_, at)| at).into_iter().chain([duty.at]).collect()
}

fn kind_of(named: bool) -> DifferenceKind {
    if named { DifferenceKind::Party } else { DifferenceKind::Modality }
}

/// Words of this kind that only one side has, each once.
fn words_of(a: &[Token], b: &[Token], kind: Kind) -> Vec<Difference> {
    let words = |tokens: &[Token]| {
        tokens.iter().filter(|token| token.kind == kind).map(|token| token.n.clone()).collect::<BTreeSet<_>>()
    };
    let (left, right) = (words(a), words(b));
    let only = |tokens: &[Token], other: &BTreeSet<String>| {
        let mut seen = BTreeSet::new();
        let found = tokens
            .iter()
            .enumerate()
            .filter(|(_, token)| token.kind == kind && !other.contains(&token.n) && seen.insert(token.n.clone()));
        found.map(|(index, _)| index).collect::<Vec<_>>()
    };
    let left_only =
        only(a, &right).into_iter().map(|x| Difference { kind: DifferenceKind::Scope, a: vec![x], b: vec![] });
    let right_only =
        only(b, &left).into_iter().map(|y| Difference { kind: DifferenceKind::Scope, a: vec![], b: vec![y] });
    left_only.chain(right_only).collect()
}

/// One party in the place of another, in texts that are near enough to be aligned.
fn exchanged_parties(a: &[Token], b: &[Token], segments: &[Segment]) -> Vec<Difference> {
    let party = |tokens: &[Token], start: usize| {
        let found: Vec<_> =
            tokens.iter().enumerate().filter(|(_, token)| matches!(token.kind, Kind::Party(_))).collect();
        match found.as_slice() {
            [(at, token)] if tokens.len() <= 3 => Some((start + at, token.n.clone())),
            _ => None,
        }
    };
    let changed = segments.iter().filter(|segment| !segment.equal);
    changed
        .filter_map(|segment| {
            let (x, left) = party(&a[segment.a.clone()], segment.a.start)?;
            let (y, right) = party(&b[segment.b.clone()], segment.b.start)?;
            (left != right).then(|| Difference { kind: DifferenceKind::Party, a: vec![x], b: vec![y] })
        })
        .collect()
}
