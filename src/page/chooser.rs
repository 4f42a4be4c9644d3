//! Questions that lead a reader to a variant.

use serde::Serialize;

use super::compared::VariantLink;
use super::decision::point_anchor;
use super::remarks::{Remark, note_link};
use super::subject_href;
use crate::model::{Evidence, EvidenceKind, Family, Fit, Question, Reply, Verdict};

/// What `chooser.html` may use.
#[derive(Debug, Serialize)]
pub struct ChooserPage<'a> {
    title: &'a str,
    questions: Vec<QuestionView<'a>>,
    disclaimer: &'a str,
}

#[derive(Debug, Serialize)]
struct QuestionView<'a> {
    id: &'a str,
    question: &'a str,
    reason: &'a str,
    replies: Vec<ReplyView<'a>>,
}

#[derive(Debug, Serialize)]
struct ReplyView<'a> {
    reply: &'a str,
    fits: Vec<FitView<'a>>,
}

#[derive(Debug, Serialize)]
struct FitView<'a> {
    variant: VariantLink<'a>,
    verdict: Verdict,
    why: &'a str,
    evidence: Vec<EvidenceView<'a>>,
}

#[derive(Debug, Serialize)]
struct EvidenceView<'a> {
    title: &'a str,
    href: String,
}

impl<'a> ChooserPage<'a> {
    /// The page of a family.
    pub fn new(family: &'a Family) -> Self {
        let question = |question: &'a Question| QuestionView {
            id: &question.id,
            question: &question.question,
            reason: &question.reason,
            replies: question.replies.iter().map(|reply| reply_view(family, reply)).collect(),
        };
        Self {
            title: &family.overviews.chooser,
            questions: family.questions.iter().map(question).collect(),
            disclaimer: &family.disclaimer,
        }
    }
}

/// A reply with the variants that fit best on top.
fn reply_view<'a>(family: &'a Family, reply: &'a Reply) -> ReplyView<'a> {
    let mut fits: Vec<_> = reply.fits.iter().filter_map(|fit| fit_view(family, fit)).collect();
    fits.sort_by_key(|fit| fit.verdict);
    ReplyView { reply: &reply.reply, fits }
}

fn fit_view<'a>(family: &'a Family, fit: &'a Fit) -> Option<FitView<'a>> {
    Some(FitView {
        variant: VariantLink::new(family.variant(&fit.variant)?),
        verdict: fit.verdict,
        why: &fit.why,
        evidence: fit.evidence.iter().filter_map(|evidence| evidence_view(family, evidence)).collect(),
    })
}

fn evidence_view<'a>(family: &'a Family, evidence: &'a Evidence) -> Option<EvidenceView<'a>> {
    match &evidence.kind {
        EvidenceKind::Point(id) => {
            let mut subjects = family.taxonomy.subjects.iter();
            let subject = subjects.find(|subject| subject.id.value == evidence.subject)?;
            let point = subject.points.iter().find(|point| point.id.value == *id)?;
            Some(EvidenceView { title: &point.title, href: format!("{}#{}", subject_href(subject), point_anchor(id)) })
        }
        EvidenceKind::Note(id) => {
            let annotation = family.annotation(&evidence.subject)?;
            let note = annotation.note(id)?;
            let link = note_link(family, &Remark { annotation, note, pin: note.pins.first()? });
            Some(EvidenceView { title: &note.title, href: link.href().to_owned() })
        }
    }
}
