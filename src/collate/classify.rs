//! Typed differences: what matters in a contract whatever the wording, found by rule from the tokens.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::align::Segment;
use super::tokenize::{Kind, Token};
use crate::model::{ModalityKind, QuantityKind, Role};

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

impl DifferenceKind {
    /// Every kind.
    pub const ALL: &[Self] = &[
        Self::Number,
        Self::Amount,
        Self::Percentage,
        Self::Deadline,
        Self::Date,
        Self::Blank,
        Self::Party,
        Self::Modality,
        Self::Scope,
    ];
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
/// one; `starts_phrase` tells whether a phrase begins before a token.
pub(super) fn classify(
    (a, b): (&[Token], &[Token]),
    segments: Option<&[Segment]>,
    starts_phrase: (&[bool], &[bool]),
) -> Vec<Difference> {
    let mut differences = quantities(a, b, segments);
    differences.extend(modalities((a, b), starts_phrase));
    differences.extend(words_of(a, b, Kind::Scope));
    if let Some(segments) = segments {
        differences.extend(exchanged_connectives(a, b));
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

/// Quantities of one kind, and values against blanks of that kind. Two are a pair if they stand in the same changed
/// stretch of near texts, or if each is the only one on its side; otherwise nobody can tell which answers which.
fn quantities(a: &[Token], b: &[Token], segments: Option<&[Segment]>) -> Vec<Difference> {
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
        let (mut left_blanks, mut right_blanks) = (unmatched(a, b, blank), unmatched(b, a, blank));
        let changed = || segments.into_iter().flatten().filter(|segment| !segment.equal);
        pairs(&mut left, &mut right, kind, changed(), &mut differences);
        pairs(&mut left, &mut right_blanks, DifferenceKind::Blank, changed(), &mut differences);
        pairs(&mut left_blanks, &mut right, DifferenceKind::Blank, changed(), &mut differences);
        differences.extend(left.into_iter().map(|x| Difference { kind, a: vec![x], b: vec![] }));
        differences.extend(right.into_iter().map(|y| Difference { kind, a: vec![], b: vec![y] }));
    }
    differences
}

/// Takes out of both lists what belongs together.
fn pairs<'a>(
    left: &mut Vec<usize>,
    right: &mut Vec<usize>,
    kind: DifferenceKind,
    changed: impl Iterator<Item = &'a Segment>,
    differences: &mut Vec<Difference>,
) {
    let mut take = |x: usize, y: usize, left: &mut Vec<usize>, right: &mut Vec<usize>| {
        left.retain(|other| *other != x);
        right.retain(|other| *other != y);
        differences.push(Difference { kind, a: vec![x], b: vec![y] });
    };
    for segment in changed {
        let inside = |list: &[usize], range: &std::ops::Range<usize>| {
            list.iter().copied().filter(|index| range.contains(index)).collect::<Vec<_>>()
        };
        for (x, y) in inside(left, &segment.a).into_iter().zip(inside(right, &segment.b)) {
            take(x, y, left, right);
        }
    }
    if let ([x], [y]) = (left.as_slice(), right.as_slice()) {
        take(*x, *y, left, right);
    }
}

/// A modal word with the party that it speaks of, if one stands beside it.
struct Duty<'a> {
    party: Option<(&'a str, usize)>,
    modality: ModalityKind,
    at: usize,
}

/// What a token says of parties: its own, or both.
fn named(token: &Token) -> &[&str] {
    match token.kind {
        Kind::Party(Role::Client) => &["@client"],
        Kind::Party(Role::Provider) => &["@provider"],
        Kind::Collective => &["@client", "@provider"],
        _ => &[],
    }
}

/// The modal words, each with the parties beside it. A party farther away may be anything in the sentence, so only
/// the nearest places count: right before the modal word, with at most one word between (“A and B both may”), or
/// right behind it and a mark of the agent (“shall by A be paid”).
fn duties<'a>(tokens: &'a [Token], starts_phrase: &[bool]) -> Vec<Duty<'a>> {
    let mut duties = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        let Kind::Modality(modality) = token.kind else { continue };
        let mut found: Vec<(&str, usize)> = Vec::new();
        let (mut index, mut gap) = (at, 0);
        while index > 0 && gap < 2 && !starts_phrase[index] {
            index -= 1;
            match named(&tokens[index]) {
                [] => gap += 1,
                parties => {
                    gap = 0;
                    found.extend(parties.iter().map(|party| (*party, index)));
                }
            }
        }
        let behind = tokens.get(at + 1).filter(|next| next.kind == Kind::AgentMark).and(tokens.get(at + 2));
        if found.is_empty()
            && let Some(agent) = behind
        {
            found.extend(named(agent).iter().map(|party| (*party, at + 2)));
        }
        if found.is_empty() {
            duties.push(Duty { party: None, modality, at });
        }
        duties.extend(found.into_iter().map(|party| Duty { party: Some(party), modality, at }));
    }
    duties
}

/// Who must, may or must not: a pair of party and modality that only one side has.
fn modalities((a, b): (&[Token], &[Token]), starts_phrase: (&[bool], &[bool])) -> Vec<Difference> {
    let (left, right) = (duties(a, starts_phrase.0), duties(b, starts_phrase.1));
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
    let mut positions: Vec<_> = duty.party.map(|(_, at)| at).into_iter().chain([duty.at]).collect();
    positions.sort_unstable();
    positions
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

/// “Or” in the one, “and” in the other; one that the other text does not need says nothing.
fn exchanged_connectives(a: &[Token], b: &[Token]) -> Option<Difference> {
    let found = words_of(a, b, Kind::Connective);
    let left = found.iter().find(|difference| difference.b.is_empty())?;
    let right = found.iter().find(|difference| difference.a.is_empty())?;
    Some(Difference { kind: DifferenceKind::Scope, a: left.a.clone(), b: right.b.clone() })
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
