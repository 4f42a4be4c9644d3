//! What we reason about: a family of variants with their clauses. Made by [`crate::load`] alone.

mod annotation;
mod blank;
mod choosing;
mod flat;
mod lexicon;
mod number;
mod reference;
mod search;
mod statute;
mod taxonomy;
mod text;
mod variant;

pub use annotation::{
    Annotation, Answer, Answers, Chapter, Citation, Claim, Fault, Favours, Note, NoteKind, Pin, State, Weight,
};
pub use blank::{Blank, BlankKind};
pub use choosing::{Evidence, EvidenceKind, Fit, Question, Reply, Verdict};
pub use flat::{Flat, Leaf};
pub use lexicon::{Lexicon, Modality, ModalityKind, Numerals, QuantityKind, Unit};
pub use number::ArticleNumber;
pub use reference::{Place, Target, TargetError};
pub use search::SearchWords;
pub use statute::{Statute, StatuteArticle};
pub use taxonomy::{Point, Subject, Taxonomy, Topic};
pub use text::{BlankUse, Block, Cell, Inline, Reference, has_words, visit_inlines, visit_nested};
pub use variant::{Article, Clause, Origin, Part, Role, Variant};

use std::collections::BTreeMap;
use std::ops::Deref;

use crate::source::Span;

/// A value and the place where it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Located<T> {
    /// The value.
    pub value: T,
    /// Where it is written.
    pub span: Span,
}

impl<T> Deref for Located<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

/// A part that the variants of a family may have, such as the body or the notes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartKind {
    /// First piece of the article files' names.
    pub id: Located<String>,
    /// The site's own name for it.
    pub title: String,
}

/// Titles of the overview pages.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Overviews {
    /// Which variant says anything on which topic.
    pub coverage: String,
    /// Every figure.
    pub numbers: String,
    /// Every blank.
    pub blanks: String,
    /// Every point of every subject.
    pub decisions: String,
    /// What is broken or missing in each variant.
    pub health: String,
    /// The laws that notes cite.
    pub statutes: String,
    /// Every heading, and where words stand.
    pub terms: String,
    /// Questions that lead to a variant.
    pub chooser: String,
}

/// What explanations are made of.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ExplanationRule {
    /// The headings, in order.
    pub headings: Vec<String>,
    /// Least number of letters.
    pub least: usize,
    /// Greatest number of letters.
    pub most: usize,
}

/// A point of a subject.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PointRef {
    /// Id of the subject.
    pub subject: String,
    /// Id of the point.
    pub point: String,
    /// Both, as written.
    pub written: Located<String>,
}

/// The set of contracts that are compared.
#[derive(Debug, Clone, PartialEq)]
pub struct Family {
    /// Name of the contract that the variants are variants of.
    pub title: String,
    /// What the variants are and where they come from.
    pub about: String,
    /// Licence of the texts.
    pub licence: String,
    /// The sentence at the foot of every page.
    pub disclaimer: String,
    /// Titles of the overview pages.
    pub overviews: Overviews,
    /// The parts that a variant may have, in order.
    pub parts: Vec<PartKind>,
    /// Subjects, topics and points.
    pub taxonomy: Taxonomy,
    /// Every blank that a clause may use, by name.
    pub blanks: BTreeMap<String, Blank>,
    /// The words by which a comparison recognises quantities, modality and scope.
    pub lexicon: Lexicon,
    /// Party labels to look out for, besides those that the variants use.
    pub listed_labels: Vec<String>,
    /// Words that contain a party label and are none.
    pub look_alikes: Vec<String>,
    /// What explanations are made of; without it they are free.
    pub explanation: Option<ExplanationRule>,
    /// The points that sum a variant up.
    pub profile: Vec<PointRef>,
    /// What the editors say, by subject, in the order of the taxonomy.
    pub annotations: Vec<Annotation>,
    /// The laws that notes may cite.
    pub statutes: Vec<Statute>,
    /// Questions that lead a reader to a variant.
    pub questions: Vec<Question>,
    /// The words by which a search widens a query.
    pub search_words: SearchWords,
    /// Ids of the variants as `family.yaml` lists them; while loading, some of them may not have been found.
    pub variant_ids: Vec<Located<String>>,
    /// The variants in the order of the site.
    pub variants: Vec<Variant>,
}

impl Family {
    /// What the editors say on a subject.
    pub fn annotation(&self, subject: &str) -> Option<&Annotation> {
        self.annotations.iter().find(|annotation| annotation.subject.value == subject)
    }

    /// The variant with this id.
    pub fn variant(&self, id: &str) -> Option<&Variant> {
        self.variants.iter().find(|variant| variant.id.value == id)
    }

    /// The law and article that a note cites.
    pub fn article(&self, citation: &Citation) -> Option<(&Statute, &StatuteArticle)> {
        let statute = self.statutes.iter().find(|statute| statute.id.value == citation.statute)?;
        let article = statute.articles.iter().find(|article| article.number.value == citation.article)?;
        Some((statute, article))
    }

    /// Every party label that some variant uses or the family lists.
    pub fn party_labels(&self) -> Vec<&str> {
        let parts = self.variants.iter().flat_map(|variant| &variant.parts);
        let used = parts.flat_map(|part| part.roles.keys());
        let mut labels: Vec<_> = used.chain(&self.listed_labels).map(String::as_str).collect();
        labels.sort_unstable();
        labels.dedup();
        labels
    }
}
