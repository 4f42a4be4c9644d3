//! One of the contracts, from its parts down to its clauses.

use indexmap::IndexMap;
use serde::{Deserialize, Serialize};

use super::{ArticleNumber, BlankUse, Block, Inline, Located, visit_inlines};
use crate::source::Span;

/// Whom a party label means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Buys the service.
    Client,
    /// Renders the service.
    Provider,
    /// The text never says.
    Undefined,
}

/// Whether a text follows a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Origin {
    /// Structure and facts of a known text.
    Source,
    /// Drafted by the project itself.
    Project,
}

/// One of the contracts that are compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Variant {
    /// Name of its folder and of its page.
    pub id: Located<String>,
    /// The letter by which it is called.
    pub siglum: String,
    /// Its name on the site.
    pub title: String,
    /// Title that the text bears.
    pub source_title: Option<String>,
    /// One line: what kind of text this is.
    pub characterization: String,
    /// Whether it follows a source.
    pub origin: Origin,
    /// Where it comes from, in words.
    pub provenance: String,
    /// Conventions of the text, in words.
    pub conventions: Vec<String>,
    /// Its parts, in order.
    pub parts: Vec<Part>,
    /// Whether all of its articles could be read; else a reference may lead to one that could not.
    pub is_complete: bool,
}

/// A part of a variant, such as the body or the notes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// One of the family's parts.
    pub id: Located<String>,
    /// The heading that the text prints.
    pub heading: String,
    /// The party labels that this part uses, with whom they mean, in the order of the file.
    pub roles: IndexMap<String, Role>,
    /// Its articles, in order.
    pub articles: Vec<Article>,
}

/// An article: a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Article {
    /// Its number.
    pub number: Located<ArticleNumber>,
    /// Address on the page of its variant, unique there: `body-3`.
    pub anchor: String,
    /// The number as its heading prints it.
    pub label: String,
    /// The number as the numbers of its clauses print it.
    pub printed: String,
    /// Its heading.
    pub title: String,
    /// Its file, below the source folder.
    pub path: String,
    /// Its clauses, in order.
    pub clauses: Vec<Clause>,
}

impl Article {
    /// Whether the table of contents promises it and the text lacks it altogether.
    pub fn is_announced(&self) -> bool {
        !self.clauses.is_empty() && self.clauses.iter().all(|clause| clause.announced)
    }
}

/// A clause: what is compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clause {
    /// The number as the source writes it.
    pub number: Located<String>,
    /// The number as the page prints it.
    pub printed: String,
    /// Address on the page of its variant, unique there: `body-3.1`.
    pub anchor: String,
    /// Its heading, where it has one.
    pub heading: Option<String>,
    /// The topic that it is compared under.
    pub topic: Located<String>,
    /// Further topics that it speaks of.
    pub also: Vec<Located<String>>,
    /// The table of contents promises it and the text lacks it.
    pub announced: bool,
    /// Its text; empty if announced.
    pub text: Vec<Block>,
    /// Its heading line.
    pub span: Span,
    /// The number of that line in the file of its article, from one.
    pub line: usize,
}

impl Clause {
    /// Every blank of its text, in order.
    pub fn blanks(&self) -> Vec<&BlankUse> {
        let mut blanks = Vec::new();
        visit_inlines(&self.text, &mut |inline| {
            if let Inline::Blank(blank) = inline {
                blanks.push(blank);
            }
        });
        blanks
    }
}

impl Variant {
    /// All clauses with their parts and articles, in order.
    pub fn clauses(&self) -> impl Iterator<Item = (&Part, &Article, &Clause)> {
        self.parts.iter().flat_map(|part| {
            let articles = part.articles.iter();
            articles.flat_map(move |article| article.clauses.iter().map(move |clause| (part, article, clause)))
        })
    }
}
