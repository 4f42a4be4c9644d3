//! `choosing.yaml`: questions that lead a reader to a variant.

use serde::Deserialize;

use crate::model::Verdict;
use crate::yaml::Spanned;

/// The whole file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choosing {
    /// The questions, in the order in which a reader asks them.
    pub questions: Vec<Question>,
}

/// A question that a reader has.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// Address on the page.
    pub id: Spanned<String>,
    /// The question.
    pub question: Spanned<String>,
    /// Why it matters, one or two sentences.
    pub reason: Spanned<String>,
    /// What a reader may reply.
    pub replies: Vec<Reply>,
}

/// A reply with what follows from it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reply {
    /// The reply.
    pub reply: Spanned<String>,
    /// The variants that it speaks for or against.
    pub variants: Vec<Fit>,
}

/// How a variant fits a reply.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fit {
    /// Id of the variant.
    pub variant: Spanned<String>,
    /// How well it fits.
    pub verdict: Verdict,
    /// Why.
    pub why: Spanned<String>,
    /// What shows it: `subject/point` or `subject#note`.
    pub evidence: Vec<Spanned<String>>,
}
