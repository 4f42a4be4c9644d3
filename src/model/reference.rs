//! What a cross reference means.

use super::{Article, Clause, Part, Variant};

/// A clause or article that a reference can lead to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target<'a> {
    /// A clause.
    Clause(&'a Clause),
    /// A whole article.
    Article(&'a Article),
}

impl<'a> Target<'a> {
    /// Its address on the page of the variant.
    pub fn anchor(self) -> &'a str {
        match self {
            Self::Clause(clause) => &clause.anchor,
            Self::Article(article) => &article.anchor,
        }
    }
}

/// Why a reference leads nowhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TargetError {
    /// Nothing has this number.
    Unknown,
    /// Several parts have this number; these addresses tell them apart.
    Ambiguous(Vec<String>),
}

impl Variant {
    /// Finds what `target` means in a clause of `part`: an address (`body-8.1`), otherwise a number of the same
    /// part, otherwise a number that only one other part has.
    ///
    /// # Errors
    /// If nothing fits, or several parts fit.
    pub fn resolve(&self, part: &Part, target: &str) -> Result<Target<'_>, TargetError> {
        let hits: Vec<_> = self.parts.iter().flat_map(|other| hits(other, target)).collect();
        let exact = hits.iter().find(|hit| hit.anchor() == target);
        let own = || hits.iter().find(|hit| hit.anchor() == format!("{}-{target}", part.id.value).to_lowercase());
        match (exact.or_else(own), hits.as_slice()) {
            (Some(hit), _) => Ok(*hit),
            (None, []) => Err(TargetError::Unknown),
            (None, [hit]) => Ok(*hit),
            (None, many) => Err(TargetError::Ambiguous(many.iter().map(|hit| hit.anchor().to_owned()).collect())),
        }
    }

    /// Every address that a reference may name.
    pub fn anchors(&self) -> Vec<&str> {
        let articles = self.parts.iter().flat_map(|part| &part.articles);
        let article_anchors = articles.map(|article| article.anchor.as_str());
        article_anchors.chain(self.clauses().map(|(_, _, clause)| clause.anchor.as_str())).collect()
    }
}

fn hits<'a>(part: &'a Part, target: &str) -> Vec<Target<'a>> {
    let address = format!("{}-{target}", part.id.value).to_lowercase();
    let fits = |anchor: &str| anchor == target || anchor == address;
    let mut hits = Vec::new();
    for article in &part.articles {
        if fits(&article.anchor) {
            hits.push(Target::Article(article));
        }
        let clauses = article.clauses.iter().filter(|clause| fits(&clause.anchor));
        hits.extend(clauses.map(Target::Clause));
    }
    hits
}
