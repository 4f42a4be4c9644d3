//! `family.yaml`, `taxonomy.yaml` and `blanks.yaml`.

use std::collections::{BTreeMap, BTreeSet};

use super::{Reader, document, lexicon, require};
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::{
    Blank, BlankKind, ExplanationRule, Family, Overviews, PartKind, Point, PointRef, SearchWords, Subject, Taxonomy,
    Topic,
};
use crate::schema;
use crate::source::Sources;
use crate::yaml::{self, Spanned};

/// More variants nobody compares, and the number of pairs grows with the square.
pub(crate) const MOST_VARIANTS: usize = 200;

/// Each subject has a page and may have a file of annotations.
pub(crate) const MOST_SUBJECTS: usize = 100;

/// Reads what the variants share.
pub(super) fn load(sources: &Sources, diagnostics: &mut Diagnostics) -> Family {
    let mut family = Family {
        title: String::new(),
        about: String::new(),
        licence: String::new(),
        disclaimer: String::new(),
        overviews: Overviews::default(),
        parts: Vec::new(),
        taxonomy: taxonomy(sources, diagnostics),
        blanks: blanks(sources, diagnostics),
        lexicon: lexicon::load(sources, diagnostics),
        listed_labels: Vec::new(),
        look_alikes: Vec::new(),
        explanation: None,
        profile: Vec::new(),
        annotations: Vec::new(),
        statutes: Vec::new(),
        questions: Vec::new(),
        search_words: SearchWords::default(),
        variant_ids: Vec::new(),
        variants: Vec::new(),
    };
    let Some(file) = require(sources, "family.yaml", diagnostics) else { return family };
    let document = document(sources, file);
    let Some(raw) = yaml::parse::<schema::Family>(document, diagnostics) else { return family };
    let mut reader = Reader { document, diagnostics };
    family.title = reader.line(&raw.title);
    family.about = reader.text(&raw.about);
    family.licence = reader.text(&raw.licence);
    family.disclaimer = reader.text(&raw.disclaimer);
    family.overviews = Overviews {
        coverage: reader.line(&raw.overviews.coverage),
        numbers: reader.line(&raw.overviews.numbers),
        blanks: reader.line(&raw.overviews.blanks),
        decisions: reader.line(&raw.overviews.decisions),
        health: reader.line(&raw.overviews.health),
        statutes: reader.line(&raw.overviews.statutes),
        terms: reader.line(&raw.overviews.terms),
        chooser: reader.line(&raw.overviews.chooser),
    };
    family.explanation = raw.explanation.as_ref().map(|raw| ExplanationRule {
        headings: reader.texts(&raw.headings),
        least: raw.least,
        most: raw.most,
    });
    family.profile = raw.profile.iter().filter_map(|raw| point(raw, &mut reader)).collect();
    family.listed_labels = reader.texts(&raw.party_labels);
    family.look_alikes = reader.texts(&raw.look_alikes);
    for part in &raw.parts {
        family.parts.push(PartKind { id: reader.id(&part.id), title: reader.line(&part.title) });
    }
    reader.unique("part", family.parts.iter().map(|part| &part.id));
    family.variant_ids = raw.variants.iter().map(|id| reader.id(id)).collect();
    reader.unique("variant", &family.variant_ids);
    let mut seen = BTreeSet::new();
    family.variant_ids.retain(|id| seen.insert(id.value.clone()));
    if let Some(one_more) = family.variant_ids.get(MOST_VARIANTS) {
        let message = format!("the family has {} variants; it may have {MOST_VARIANTS}", family.variant_ids.len());
        reader
            .diagnostics
            .push(Diagnostic::new(Code::TooMany, one_more.span, message).help("make a second family of the others"));
        family.variant_ids.truncate(MOST_VARIANTS);
    }
    for id in family.variant_ids.iter().filter(|id| id.value == super::annotation::FOLDER) {
        let message = format!("`{}` is the folder of the annotations", id.value);
        reader.diagnostics.push(Diagnostic::new(Code::InvalidValue, id.span, message).help("choose another id"));
    }
    for id in family.variant_ids.iter().filter(|id| id.contains('-')) {
        let message = format!("the id `{}` of a variant contains a hyphen, which joins two ids in addresses", id.value);
        reader
            .diagnostics
            .push(Diagnostic::new(Code::InvalidValue, id.span, message).help("use lower-case letters and digits"));
    }
    if family.variant_ids.is_empty() {
        reader.diagnostics.push(
            Diagnostic::at_path(Code::InvalidValue, "family.yaml", "the family has no variant")
                .help("list the folders of the variants under `variants`"),
        );
    }
    family
}

/// A point of a subject, written `subject/point`.
fn point(raw: &Spanned<String>, reader: &mut Reader<'_, '_>) -> Option<PointRef> {
    let written = reader.located(raw);
    let Some((subject, point)) = written.split_once('/') else {
        let message = format!("`{}` does not name a point", written.value);
        let help = "write `subject/point`; both are in `taxonomy.yaml`";
        reader.diagnostics.push(Diagnostic::new(Code::InvalidValue, written.span, message).help(help));
        return None;
    };
    Some(PointRef { subject: subject.to_owned(), point: point.to_owned(), written: written.clone() })
}

fn taxonomy(sources: &Sources, diagnostics: &mut Diagnostics) -> Taxonomy {
    let Some(file) = require(sources, "taxonomy.yaml", diagnostics) else { return Taxonomy::default() };
    let document = document(sources, file);
    let Some(raw) = yaml::parse::<schema::Taxonomy>(document, diagnostics) else { return Taxonomy::default() };
    let mut reader = Reader { document, diagnostics };
    let mut subjects: Vec<_> = raw.subjects.iter().map(|raw| subject(raw, &mut reader)).collect();
    reader.unique("subject", subjects.iter().map(|subject| &subject.id));
    if let Some(one_more) = subjects.get(MOST_SUBJECTS) {
        let message = format!("the taxonomy has {} subjects; it may have {MOST_SUBJECTS}", subjects.len());
        reader
            .diagnostics
            .push(Diagnostic::new(Code::TooMany, one_more.id.span, message).help("join subjects that belong together"));
        subjects.truncate(MOST_SUBJECTS);
    }
    let taxonomy = Taxonomy { subjects };
    reader.unique("topic", taxonomy.topics().map(|(_, topic)| &topic.id));
    taxonomy
}

fn subject(raw: &schema::Subject, reader: &mut Reader<'_, '_>) -> Subject {
    let mut entry = |raw: &schema::Entry| (reader.id(&raw.id), reader.line(&raw.title));
    let topics = raw.topics.iter().map(&mut entry).map(|(id, title)| Topic { id, title }).collect();
    let points: Vec<_> = raw.points.iter().map(entry).map(|(id, title)| Point { id, title }).collect();
    reader.unique("point", points.iter().map(|point| &point.id));
    Subject { id: reader.id(&raw.id), title: reader.line(&raw.title), topics, points }
}

fn blanks(sources: &Sources, diagnostics: &mut Diagnostics) -> BTreeMap<String, Blank> {
    let Some(file) = require(sources, "blanks.yaml", diagnostics) else { return BTreeMap::new() };
    let document = document(sources, file);
    let Some(raw) = yaml::parse::<Vec<schema::Blank>>(document, diagnostics) else { return BTreeMap::new() };
    let mut reader = Reader { document, diagnostics };
    let list: Vec<_> = raw.iter().map(|raw| blank(raw, &mut reader)).collect();
    reader.unique("blank", list.iter().map(|blank| &blank.name));
    list.into_iter().map(|blank| (blank.name.value.clone(), blank)).collect()
}

fn blank(raw: &schema::Blank, reader: &mut Reader<'_, '_>) -> Blank {
    let blank = Blank {
        name: reader.located_line(&raw.name),
        kind: raw.kind.value,
        meaning: reader.text(&raw.meaning),
        default: reader.optional(raw.default.as_ref()),
        options: reader.texts(raw.options.as_deref().unwrap_or_default()),
        hint: reader.optional(raw.hint.as_ref()),
    };
    if blank.name.contains(['[', ']', '|', ':']) {
        let message = "the name of a blank contains none of `[ ] | :`";
        reader.diagnostics.push(Diagnostic::new(Code::InvalidValue, blank.name.span, message).help("rename it"));
    }
    let complaint = match (blank.kind, blank.options.len()) {
        (BlankKind::Choice, 0 | 1) => Some(("a choice has at least two options", "add `options: [first, second]`")),
        (BlankKind::Choice, _) | (_, 0) => None,
        _ => Some(("only a choice has options", "make it `kind: choice` or remove `options`")),
    };
    if let Some((message, help)) = complaint {
        reader.diagnostics.push(Diagnostic::new(Code::ChoiceOptions, blank.name.span, message).help(help));
    }
    blank
}
