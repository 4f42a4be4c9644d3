//! The laws that notes cite, with the notes.

use serde::Serialize;

use super::remarks::{NoteLink, Remark, note_link};
use crate::model::{Family, Statute, StatuteArticle};

/// What `statutes.html` may use.
#[derive(Debug, Serialize)]
pub struct StatutesPage<'a> {
    title: &'a str,
    statutes: Vec<StatuteView<'a>>,
    disclaimer: &'a str,
}

#[derive(Debug, Serialize)]
struct StatuteView<'a> {
    id: &'a str,
    title: &'a str,
    version: &'a str,
    in_force: Option<String>,
    checked: String,
    caveat: Option<&'a str>,
    articles: Vec<ArticleView<'a>>,
}

#[derive(Debug, Serialize)]
struct ArticleView<'a> {
    number: &'a str,
    gist: &'a str,
    caveat: Option<&'a str>,
    notes: Vec<NoteLink<'a>>,
}

impl<'a> StatutesPage<'a> {
    /// The page of a family.
    pub fn new(family: &'a Family) -> Self {
        let statute = |statute: &'a Statute| StatuteView {
            id: &statute.id,
            title: &statute.title,
            version: &statute.version,
            in_force: statute.in_force.map(|day| day.to_string()),
            checked: statute.checked.value.to_string(),
            caveat: statute.caveat.as_deref(),
            articles: statute.articles.iter().map(|article| article_view(family, statute, article)).collect(),
        };
        Self {
            title: &family.overviews.statutes,
            statutes: family.statutes.iter().map(statute).collect(),
            disclaimer: &family.disclaimer,
        }
    }
}

fn article_view<'a>(family: &'a Family, statute: &Statute, article: &'a StatuteArticle) -> ArticleView<'a> {
    let mut notes = Vec::new();
    for annotation in &family.annotations {
        for note in &annotation.notes {
            let cites =
                |law: &crate::model::Citation| law.statute == statute.id.value && law.article == article.number.value;
            if note.law.iter().any(cites) {
                notes.extend(note.pins.first().map(|pin| note_link(family, &Remark { annotation, note, pin })));
            }
        }
    }
    ArticleView { number: &article.number, gist: &article.gist, caveat: article.caveat.as_deref(), notes }
}
