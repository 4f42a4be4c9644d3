//! The page of a variant: its profile and its complete text.

use serde::Serialize;

use super::edit::EditView;
use super::profile::Profile;
use super::remarks::{NoteLink, Notes, Numbering, Pins, Remarks};
use super::text::{BlockView, Marks, Viewer, Within};
use super::{Settings, topic_href};
use crate::model::{Article, Clause, Family, Flat, Origin, Part, Role, Variant};

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
    profile: Profile<'a>,
    /// Notes on what the whole text lacks.
    notes: Notes<'a>,
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
    /// Only where no clause has a link of its own.
    edit_href: Option<String>,
    clauses: Vec<ClauseView<'a>>,
}

#[derive(Debug, Serialize)]
struct ClauseView<'a> {
    anchor: &'a str,
    number: &'a str,
    heading: Option<&'a str>,
    edit: Option<EditView<'a>>,
    announced: bool,
    topic: &'a str,
    compare_href: String,
    blocks: Vec<BlockView<'a>>,
    /// Notes on the clause that are about no words of it.
    beside: Vec<NoteLink<'a>>,
    notes: Notes<'a>,
}

impl<'a> VariantPage<'a> {
    /// The page of one variant of a family that has passed every check.
    pub fn new(family: &'a Family, variant: &'a Variant, remarks: &'a Remarks<'a>, settings: &'a Settings) -> Self {
        let numbering = Numbering::new(family, settings, Pins::Linked);
        let mut maker = Maker { family, variant, remarks, settings, numbering };
        let clauses: Vec<_> = variant.clauses().collect();
        let blanks: std::collections::BTreeSet<_> =
            clauses.iter().flat_map(|(_, _, clause)| clause.blanks()).map(|blank| &blank.name).collect();
        let articles = variant.parts.iter().map(|part| part.articles.len()).sum();
        // Notes are numbered in the order of the page: those on what is not there come behind the text.
        let parts = variant.parts.iter().map(|part| maker.part(part)).collect();
        let notes = maker.numbering.show(remarks.on_whole(&variant.id).iter().copied());
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
            profile: Profile::new(family, variant, remarks),
            notes,
            disclaimer: &family.disclaimer,
            parts,
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

/// What the text of the page is made from; notes are numbered on the way.
struct Maker<'a> {
    family: &'a Family,
    variant: &'a Variant,
    remarks: &'a Remarks<'a>,
    settings: &'a Settings,
    numbering: Numbering<'a>,
}

impl<'a> Maker<'a> {
    fn part(&mut self, part: &'a Part) -> PartView<'a> {
        let articles = part.articles.iter().map(|article| self.article(part, article)).collect();
        PartView { id: &part.id.value, heading: &part.heading, articles }
    }

    fn article(&mut self, part: &'a Part, article: &'a Article) -> ArticleView<'a> {
        let clauses: Vec<_> = article.clauses.iter().map(|clause| self.clause(part, article, clause)).collect();
        let has_link = clauses.iter().any(|clause| clause.edit.is_some());
        ArticleView {
            anchor: &article.anchor,
            label: &article.label,
            title: &article.title,
            announced: article.is_announced(),
            edit_href: self.settings.edit_href(&article.path).filter(|_| !has_link),
            clauses,
        }
    }

    fn clause(&mut self, part: &'a Part, article: &'a Article, clause: &'a Clause) -> ClauseView<'a> {
        let (subject, topic) =
            self.family.taxonomy.topic(&clause.topic).expect("`check::topics` lets no other topic pass");
        let remarks = self.remarks.on(&self.variant.id, &clause.anchor);
        let notes = self.numbering.show(remarks.iter().copied());
        let flat = Flat::new([clause]);
        let own = self.numbering.marks(&flat, 0..flat.text.len(), remarks);
        let marks = Marks { notes: own.in_text, ..Marks::default() };
        let within = Within::Part { variant: self.variant, part, page: "" };
        let viewer = Viewer { family: self.family, within };
        ClauseView {
            anchor: &clause.anchor,
            number: &clause.printed,
            heading: clause.heading.as_deref(),
            edit: EditView::new(self.settings, self.variant, article, clause),
            announced: clause.announced,
            topic: &topic.title,
            compare_href: topic_href(subject, topic),
            blocks: viewer.marked(&clause.text, &mut flat.leaves.iter(), &marks),
            beside: own.beside,
            notes,
        }
    }
}
