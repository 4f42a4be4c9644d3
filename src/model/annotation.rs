//! What the editors say about the variants: answers to points, notes on passages, an explanation.

use serde::{Deserialize, Serialize};

use super::{Block, Located};

/// Whom a passage favours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Favours {
    /// Who buys the service.
    Client,
    /// Who renders it.
    Provider,
    /// Balanced on purpose.
    Neutral,
}

/// Whether a variant really gives the answer.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// It says so.
    #[default]
    Stated,
    /// It leaves the answer to be filled in.
    Blank,
    /// Its words can be read in more than one way.
    Unclear,
    /// It says one thing here and another there.
    Contradictory,
    /// It says nothing.
    Absent,
}

/// What kind of remark a note is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum NoteKind {
    /// The text is broken.
    Defect,
    /// The text is clear and can hurt.
    Risk,
    /// Something that belongs in such a contract is not there.
    Gap,
    /// How to fill in, add or negotiate.
    Tip,
    /// A solution worth taking over.
    Strength,
}

/// How much a note matters; the heaviest comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum Weight {
    High,
    Medium,
    Low,
}

/// How a text is broken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fault {
    /// A necessary piece is not there.
    Missing,
    /// Two passages cannot both hold.
    Contradictory,
    /// It is announced or referred to and is not there.
    Promised,
    /// The other party must be meant.
    WrongParty,
    /// A date or figure that should be a blank.
    HardCoded,
    /// Nobody can tell what is meant.
    Unclear,
}

/// What the editors say on a subject: a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Annotation {
    /// Id of the subject.
    pub subject: Located<String>,
    /// Its file, below the source folder.
    pub path: String,
    /// The answers, by point.
    pub points: Vec<Answers>,
    /// The remarks, in the order of the file.
    pub notes: Vec<Note>,
    /// The explanation.
    pub explanation: Vec<Chapter>,
}

/// The answers to one point.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answers {
    /// Id of the point.
    pub point: Located<String>,
    /// One for each variant.
    pub answers: Vec<Answer>,
}

/// What a variant answers to a point.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// Id of the variant.
    pub variant: Located<String>,
    /// The answer in a few words.
    pub value: Located<String>,
    /// Whether the variant really says it.
    pub state: State,
    /// Whom it favours.
    pub favours: Option<Favours>,
    /// What shows it; the first passage is the foremost.
    pub pins: Vec<Pin>,
}

/// A remark on one or more passages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// Permanent name, unique in its subject.
    pub id: Located<String>,
    /// The number of the line with that name in the file of its subject, from one.
    pub line: usize,
    /// What kind of remark.
    pub kind: NoteKind,
    /// How much it matters.
    pub severity: Weight,
    /// How the text is broken, for a defect.
    pub fault: Option<Fault>,
    /// Whom the passage favours as it stands.
    pub favours: Option<Favours>,
    /// The passages that it is about.
    pub pins: Vec<Pin>,
    /// The law that it rests on.
    pub law: Vec<Citation>,
    /// A few words.
    pub title: String,
    /// The remark.
    pub text: String,
}

/// A place in a variant, with what holds there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pin {
    /// Id of the variant.
    pub variant: Located<String>,
    /// Number or address of the clause; none if the whole variant is meant.
    pub clause: Option<Located<String>>,
    /// What holds there.
    pub claim: Claim,
}

/// What must hold of a clause or variant, so that what is said about it can stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Claim {
    /// These words occur exactly once.
    Quote(Located<String>),
    /// None of these words occurs.
    Lacks(Vec<Located<String>>),
    /// The table of contents promises the clause and the text lacks it.
    Announced,
}

/// An article of a law, as a note cites it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citation {
    /// Id of the statute.
    pub statute: String,
    /// Number of the article.
    pub article: String,
    /// Both, as written.
    pub written: Located<String>,
}

/// A piece of an explanation with its heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chapter {
    /// Its heading.
    pub heading: Located<String>,
    /// Its text; references name a clause of a variant, `v4/8.1`.
    pub text: Vec<Block>,
}

impl Annotation {
    /// The answer of a variant to a point.
    pub fn answer(&self, point: &str, variant: &str) -> Option<&Answer> {
        let answers = &self.points.iter().find(|answers| answers.point.value == point)?.answers;
        answers.iter().find(|answer| answer.variant.value == variant)
    }

    /// The note with this id.
    pub fn note(&self, id: &str) -> Option<&Note> {
        self.notes.iter().find(|note| note.id.value == id)
    }
}

impl Note {
    /// The passages in a variant that it is about.
    pub fn pins_on(&self, variant: &str) -> impl Iterator<Item = &Pin> {
        self.pins.iter().filter(move |pin| pin.variant.value == variant)
    }
}
