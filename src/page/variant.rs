//! The page of a variant: its profile and its complete text.

use serde::Serialize;

use super::text::{BlockView, Viewer};
use super::{Settings, topic_href};
use crate::model::{Article, Clause, Family, Origin, Part, Role, Variant};

/// What `variant.html` may use.
#[derive(Debug, Serialize)]
pub struct VariantPage<'a> {
    title: &'a str,
    source_title: Option<&'a str>,
    characterization: &'a str,
    origin: Origin,
    provenance: Vec<&'a str>,
    conventions: &'a [String],
    roles: Vec<RolesView<'a>>,
    articles: usize,
    clauses: usize,
    blanks: usize,
    announced: Vec<LinkView>,
    edit_href: Option<String>,
    disclaimer: &'a str,
    parts: Vec<PartView<'a>>,
}

/// Party labels with whom they mean; `parts` names the parts that use them.
#[derive(Debug, Serialize)]
struct RolesView<'a> {
    parts: Vec<&'a str>,
    labels: Vec<LabelView<'a>>,
}

#[derive(Debug, Serialize)]
struct LabelView<'a> {
    label: &'a str,
    role: Role,
}

#[derive(Debug, Serialize)]
struct LinkView {
    href: String,
    text: String,
}

#[derive(Debug, Serialize)]
struct PartView<'a> {
    id: &'a str,
    heading: &'a str,
    articles: Vec<ArticleView<'a>>,
}

#[derive(Debug, Serialize)]
struct ArticleView<'a> {
    anchor: &'a str,
    label: &'a str,
    title: &'a str,
    announced: bool,
    edit_href: Option<String>,
    clauses: Vec<ClauseView<'a>>,
}

#[derive(Debug, Serialize)]
struct ClauseView<'a> {
    anchor: &'a str,
    number: &'a str,
    heading: Option<&'a str>,
    announced: bool,
    topic: &'a str,
    compare_href: String,
    blocks: Vec<BlockView<'a>>,
}

impl<'a> VariantPage<'a> {
    /// The page of one variant of a family that has passed every check.
    pub fn new(family: &'a Family, variant: &'a Variant, settings: &Settings) -> Self {
        let clauses: Vec<_> = variant.clauses().collect();
        let blanks: std::collections::BTreeSet<_> =
            clauses.iter().flat_map(|(_, _, clause)| clause.blanks()).map(|blank| &blank.name).collect();
        let articles = variant.parts.iter().map(|part| part.articles.len()).sum();
        Self {
            title: &variant.title,
            source_title: variant.source_title.as_deref(),
            characterization: &variant.characterization,
            origin: variant.origin,
            provenance: variant.provenance.lines().filter(|line| !line.trim().is_empty()).collect(),
            conventions: &variant.conventions,
            roles: roles(variant),
            articles,
            clauses: clauses.len(),
            blanks: blanks.len(),
            announced: clauses
                .iter()
                .filter(|(_, _, clause)| clause.announced)
                .map(|(_, _, clause)| LinkView { href: format!("#{}", clause.anchor), text: title_of(clause) })
                .collect(),
            edit_href: settings.edit_href(&format!("{}/variant.yaml", variant.id.value)),
            disclaimer: &family.disclaimer,
            parts: variant.parts.iter().map(|part| part_view(family, variant, part, settings)).collect(),
        }
    }
}

/// Number and heading in one line.
fn title_of(clause: &Clause) -> String {
    match &clause.heading {
        Some(heading) => format!("{} {heading}", clause.printed),
        None => clause.printed.clone(),
    }
}

/// The labels of each part, parts with the same labels together.
fn roles(variant: &Variant) -> Vec<RolesView<'_>> {
    let mut groups: Vec<(&indexmap::IndexMap<String, Role>, RolesView<'_>)> = Vec::new();
    for part in &variant.parts {
        if let Some((_, group)) = groups.iter_mut().find(|(roles, _)| **roles == part.roles) {
            group.parts.push(&part.heading);
        } else {
            let labels = part.roles.iter().map(|(label, role)| LabelView { label, role: *role }).collect();
            groups.push((&part.roles, RolesView { parts: vec![&part.heading], labels }));
        }
    }
    groups.into_iter().map(|(_, group)| group).collect()
}

fn part_view<'a>(family: &'a Family, variant: &'a Variant, part: &'a Part, settings: &Settings) -> PartView<'a> {
    let viewer = Viewer { family, variant, part, page: "" };
    let articles = part.articles.iter().map(|article| article_view(viewer, article, settings)).collect();
    PartView { id: &part.id.value, heading: &part.heading, articles }
}

fn article_view<'a>(viewer: Viewer<'a>, article: &'a Article, settings: &Settings) -> ArticleView<'a> {
    ArticleView {
        anchor: &article.anchor,
        label: &article.label,
        title: &article.title,
        announced: article.is_announced(),
        edit_href: settings.edit_href(&article.path),
        clauses: article.clauses.iter().map(|clause| clause_view(viewer, clause)).collect(),
    }
}

fn clause_view<'a>(viewer: Viewer<'a>, clause: &'a Clause) -> ClauseView<'a> {
    let (subject, topic) =
        viewer.family.taxonomy.topic(&clause.topic).expect("`check::topics` lets no other topic pass");
    ClauseView {
        anchor: &clause.anchor,
        number: &clause.printed,
        heading: clause.heading.as_deref(),
        announced: clause.announced,
        topic: &topic.title,
        compare_href: topic_href(subject, topic),
        blocks: viewer.blocks(&clause.text),
    }
}
