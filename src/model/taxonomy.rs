//! What the comparison is made of: subjects, their topics and points.

use super::Located;

/// All subjects, in the order of the site.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Taxonomy {
    /// One comparison page each.
    pub subjects: Vec<Subject>,
}

/// A comparison page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subject {
    /// Address of the page.
    pub id: Located<String>,
    /// Title of the page.
    pub title: String,
    /// Rows of the side-by-side table.
    pub topics: Vec<Topic>,
    /// Rows of the decision table.
    pub points: Vec<Point>,
}

/// A row of the side-by-side table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Topic {
    /// Permanent name, unique in the whole taxonomy.
    pub id: Located<String>,
    /// What the site prints.
    pub title: String,
}

/// A row of the decision table: a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Point {
    /// Permanent name, unique in its subject.
    pub id: Located<String>,
    /// What the site prints.
    pub title: String,
}

impl Taxonomy {
    /// All topics with their subjects, in order.
    pub fn topics(&self) -> impl Iterator<Item = (&Subject, &Topic)> {
        self.subjects.iter().flat_map(|subject| subject.topics.iter().map(move |topic| (subject, topic)))
    }

    /// The topic with this id and its subject.
    pub fn topic(&self, id: &str) -> Option<(&Subject, &Topic)> {
        self.topics().find(|(_, topic)| topic.id.value == id)
    }
}
