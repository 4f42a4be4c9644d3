//! Questions that lead a reader to a variant.

use serde::{Deserialize, Serialize};

use super::Located;

/// How well a variant fits what a reader needs; the best comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// As it stands.
    Fits,
    /// After changes.
    Partly,
    /// Better not.
    Avoid,
}

/// A question that a reader has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// Address on the page.
    pub id: Located<String>,
    /// The question.
    pub question: String,
    /// Why it matters.
    pub reason: String,
    /// What a reader may reply.
    pub replies: Vec<Reply>,
}

/// A reply with what follows from it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    /// The reply.
    pub reply: String,
    /// The variants that it speaks for or against.
    pub fits: Vec<Fit>,
}

/// How a variant fits a reply.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fit {
    /// Id of the variant.
    pub variant: Located<String>,
    /// How well it fits.
    pub verdict: Verdict,
    /// Why.
    pub why: String,
    /// What shows it.
    pub evidence: Vec<Evidence>,
}

/// Something that the annotations say about the variant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// Id of the subject.
    pub subject: String,
    /// An answer or a note of that subject.
    pub kind: EvidenceKind,
    /// As written.
    pub written: Located<String>,
}

/// What is pointed to, by its id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EvidenceKind {
    /// The variant's answer to a point.
    Point(String),
    /// A note on the variant.
    Note(String),
}
