//! The words by which a comparison recognises quantities, modality and scope. They are data of the family.

use serde::{Deserialize, Serialize};

/// What a quantity measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum QuantityKind {
    Number,
    Amount,
    Percentage,
    Deadline,
    Date,
}

/// What a modal word does to whom it speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum ModalityKind {
    Duty,
    Permission,
    Prohibition,
}

/// A system of numerals besides the Arabic one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Numerals {
    /// 一, 二, 三
    Han,
}

/// A unit as texts write it and as it is compared.
#[derive(Debug, Clone, PartialEq)]
pub struct Unit {
    /// What it measures.
    pub kind: QuantityKind,
    /// The form that all ways of writing are compared as.
    pub unit: String,
    /// Ways of writing it behind a number.
    pub words: Vec<String>,
    /// Ways of writing it before a number.
    pub prefixes: Vec<String>,
    /// By how much a number is multiplied to be in `unit`.
    pub factor: f64,
}

/// A modal word in its ways of writing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Modality {
    /// What it does.
    pub kind: ModalityKind,
    /// The words.
    pub words: Vec<String>,
}

/// All words of a family.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Lexicon {
    /// Numerals besides the Arabic ones.
    pub numerals: Vec<Numerals>,
    /// Behind these a number counts places, not things.
    pub ordinal_marks: Vec<String>,
    /// Units of quantities.
    pub units: Vec<Unit>,
    /// Words behind the three numbers of a date: year, month, day; empty if dates are not written so.
    pub date: Vec<String>,
    /// Modal words.
    pub modalities: Vec<Modality>,
    /// Words that widen or narrow.
    pub scope_words: Vec<String>,
    /// Words that mean both parties.
    pub collective_parties: Vec<String>,
    /// Words that stand between a modal word and the party that it binds.
    pub agent_marks: Vec<String>,
    /// Words that join alternatives or conditions.
    pub connectives: Vec<String>,
    /// Words that contain one of the above and are none.
    pub look_alikes: Vec<String>,
}
