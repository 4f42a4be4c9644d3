//! The front matter of `annotations/<subject>.md`.

use serde::Deserialize;

use super::Entries;
use crate::model::{Fault, Favours, NoteKind, State, Weight};
use crate::yaml::Spanned;

/// What the editors say on a subject.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Annotation {
    /// Id of the subject.
    pub subject: Spanned<String>,
    /// Point to variant to answer.
    pub points: Entries<Entries<Answer>>,
    /// Remarks on single passages.
    #[serde(default)]
    pub notes: Vec<Note>,
}

/// What a variant answers to a point.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answer {
    /// The answer in a few words.
    pub value: Spanned<String>,
    /// Whether the variant really says it.
    #[serde(default)]
    pub state: State,
    /// Whom it favours.
    pub favours: Option<Favours>,
    /// The clause that says it.
    pub clause: Option<Spanned<String>>,
    /// The words that say it.
    pub quote: Option<Spanned<String>>,
    /// For an absence: words that occur nowhere in the variant.
    pub searched: Option<Vec<Spanned<String>>>,
    /// Further passages.
    #[serde(default)]
    pub also: Vec<Passage>,
}

/// A further passage of the same variant.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Passage {
    /// The clause.
    pub clause: Spanned<String>,
    /// The words; none for a clause that has none.
    pub quote: Option<Spanned<String>>,
    /// Words that do not occur in the clause.
    pub searched: Option<Vec<Spanned<String>>>,
}

/// A remark.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Note {
    /// Permanent name, unique in its subject.
    pub id: Spanned<String>,
    /// What kind of remark.
    pub kind: NoteKind,
    /// How much it matters.
    pub severity: Weight,
    /// How the text is broken; defects alone have it.
    pub fault: Option<Spanned<Fault>>,
    /// Whom the passage favours as it stands.
    pub favours: Option<Favours>,
    /// The passages that it is about.
    pub on: Vec<Pin>,
    /// The law that it rests on, each written `statute#article`.
    #[serde(default)]
    pub law: Vec<Spanned<String>>,
    /// A few words.
    pub title: Spanned<String>,
    /// The remark.
    pub text: Spanned<String>,
}

/// A passage that a note is about.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pin {
    /// Id of the variant.
    pub variant: Spanned<String>,
    /// The clause; none if the whole variant is meant.
    pub clause: Option<Spanned<String>>,
    /// The words.
    pub quote: Option<Spanned<String>>,
    /// Words that do not occur in the clause or variant.
    pub searched: Option<Vec<Spanned<String>>>,
}
