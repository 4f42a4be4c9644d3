//! What a cross reference means.

use super::{Article, ArticleNumber, Clause, Part, Variant};

/// A clause or article that a reference can lead to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target<'a> {
    /// A clause, with its article.
    Clause(&'a Article, &'a Clause),
    /// A whole article.
    Article(&'a Article),
}

impl<'a> Target<'a> {
    /// Its address on the page of the variant.
    pub fn anchor(self) -> &'a str {
        match self {
            Self::Clause(_, clause) => &clause.anchor,
            Self::Article(article) => &article.anchor,
        }
    }

    fn is_printed_as(self, number: &str) -> bool {
        match self {
            Self::Clause(article, clause) => {
                !matches!(article.number.value, ArticleNumber::Named(..)) && clause.number.value == number
            }
            Self::Article(article) => article.number.to_string() == number,
        }
    }
}

/// A clause with where it stands.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Place<'a> {
    /// Its part.
    pub part: &'a Part,
    /// Its article.
    pub article: &'a Article,
    /// The clause itself.
    pub clause: &'a Clause,
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
    /// Finds what `target` means in a clause of `part`: an address (`body-8.1`), otherwise a number that the same
    /// part prints, otherwise a number that only one other part prints. The clauses of a named article, which are
    /// numbered 1, 2, 3, have addresses only.
    ///
    /// # Errors
    /// If nothing fits, or several parts fit.
    pub fn resolve(&self, part: &Part, target: &str) -> Result<Target<'_>, TargetError> {
        if let Some(addressed) = self.targets().find(|hit| hit.anchor() == target) {
            return Ok(addressed);
        }
        let own = self.parts.iter().filter(|own| own.id.value == part.id.value).flat_map(targets);
        if let Some(own) = own.into_iter().find(|hit| hit.is_printed_as(target)) {
            return Ok(own);
        }
        match self.targets().filter(|hit| hit.is_printed_as(target)).collect::<Vec<_>>().as_slice() {
            [] => Err(TargetError::Unknown),
            [hit] => Ok(*hit),
            many => Err(TargetError::Ambiguous(many.iter().map(|hit| hit.anchor().to_owned()).collect())),
        }
    }

    /// Finds the clause that the editors mean: a number is one of the first part, else as for [`Self::resolve`].
    ///
    /// # Errors
    /// If no clause fits, or clauses of several parts fit.
    pub fn clause(&self, target: &str) -> Result<Place<'_>, TargetError> {
        let first = self.parts.first().ok_or(TargetError::Unknown)?;
        let Target::Clause(_, found) = self.resolve(first, target)? else { return Err(TargetError::Unknown) };
        let mut clauses = self.clauses();
        let cited = clauses.find(|(_, _, clause)| std::ptr::eq(*clause, found));
        cited.map(|(part, article, clause)| Place { part, article, clause }).ok_or(TargetError::Unknown)
    }

    fn targets(&self) -> impl Iterator<Item = Target<'_>> {
        self.parts.iter().flat_map(targets)
    }

    /// Every address that a reference may name.
    pub fn anchors(&self) -> Vec<&str> {
        self.targets().map(Target::anchor).collect()
    }
}

fn targets(part: &Part) -> impl Iterator<Item = Target<'_>> {
    part.articles.iter().flat_map(|article| {
        let clauses = article.clauses.iter().map(move |clause| Target::Clause(article, clause));
        std::iter::once(Target::Article(article)).chain(clauses)
    })
}
