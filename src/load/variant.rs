//! The folder of a variant: `variant.yaml` and the article files.

use std::collections::BTreeSet;

use indexmap::IndexMap;

use super::{Reader, article, document, require};
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::{Family, Located, Part, Role, Variant};
use crate::schema;
use crate::source::Sources;
use crate::yaml;

/// The longest contracts have some hundred clauses.
pub(crate) const MOST_CLAUSES: usize = 2_000;

/// Reads the variant with this id; `None` if its `variant.yaml` cannot be read.
pub(super) fn load(
    sources: &Sources,
    family: &Family,
    id: &Located<String>,
    diagnostics: &mut Diagnostics,
) -> Option<Variant> {
    let file = require(sources, &format!("{}/variant.yaml", id.value), diagnostics)?;
    let document = document(sources, file);
    let raw = yaml::parse::<schema::Variant>(document, diagnostics)?;
    let mut reader = Reader { document, diagnostics };
    let mut variant = head(&raw, &mut reader);
    check_id(&variant, id, &mut reader);
    check_label(&raw, &mut reader);
    check_roles(&raw, &variant, &mut reader);
    let part_ids: Vec<&str> = family.parts.iter().map(|part| part.id.value.as_str()).collect();
    for part in &variant.parts {
        if !part_ids.contains(&part.id.value.as_str()) {
            let message = format!("the family has no part `{}`", part.id.value);
            reader.diagnostics.push(Diagnostic::new(Code::UnknownPart, part.id.span, message).did_you_mean(
                &part.id,
                part_ids.iter().copied(),
                "list it under `parts` in `family.yaml`",
            ));
        }
    }
    add_articles(sources, id, &mut variant, &raw.article_label.value, diagnostics);
    Some(variant)
}

fn head(raw: &schema::Variant, reader: &mut Reader<'_, '_>) -> Variant {
    let roles = roles(&raw.roles, reader);
    let parts: Vec<_> = raw.parts.iter().map(|part| self::part(part, &roles, reader)).collect();
    reader.unique("part", parts.iter().map(|part| &part.id));
    Variant {
        id: reader.id(&raw.id),
        siglum: reader.line(&raw.siglum),
        title: reader.line(&raw.title),
        source_title: raw.source_title.as_ref().map(|title| reader.line(title)),
        characterization: reader.text(&raw.characterization),
        origin: raw.origin.value,
        provenance: reader.text(&raw.provenance),
        conventions: reader.texts(&raw.conventions),
        parts,
        is_complete: true,
    }
}

fn part(raw: &schema::Part, roles: &IndexMap<String, Role>, reader: &mut Reader<'_, '_>) -> Part {
    Part {
        id: reader.id(&raw.id),
        heading: reader.line(&raw.heading),
        roles: raw.roles.as_ref().map_or_else(|| roles.clone(), |own| self::roles(own, reader)),
        articles: Vec::new(),
    }
}

/// Party labels: plain words, because they are looked for in the text.
fn roles(raw: &schema::Entries<Role>, reader: &mut Reader<'_, '_>) -> IndexMap<String, Role> {
    let mut roles = IndexMap::new();
    for (label, role) in &raw.0 {
        let label = reader.located(label);
        if !label.trim().is_empty() && label.contains(|c: char| c.is_whitespace() || "[]{}<>()".contains(c)) {
            let message = format!("`{}` cannot be a party label", label.value);
            reader.diagnostics.push(
                Diagnostic::new(Code::InvalidValue, label.span, message)
                    .help("write a word without spaces and brackets"),
            );
        }
        // An empty label would be found everywhere.
        if !label.is_empty() {
            roles.insert(label.value, *role);
        }
    }
    roles
}

/// Ensures that `id` is the name of the folder.
fn check_id(variant: &Variant, folder: &str, reader: &mut Reader<'_, '_>) {
    if variant.id.value != folder {
        let message = format!("the folder is `{folder}`, the id is `{}`", variant.id.value);
        reader
            .diagnostics
            .push(Diagnostic::new(Code::WrongId, variant.id.span, message).help(format!("write `id: {folder}`")));
    }
}

/// Ensures that every part names its parties: without them nobody can tell who owes what.
fn check_roles(raw: &schema::Variant, variant: &Variant, reader: &mut Reader<'_, '_>) {
    for (part, raw) in variant.parts.iter().zip(&raw.parts).filter(|(part, _)| part.roles.is_empty()) {
        let span = reader.document.span(&raw.id);
        let message = format!("the part `{}` names no party", part.id.value);
        reader.diagnostics.push(
            Diagnostic::new(Code::InvalidValue, span, message)
                .help("write `roles: {label: client, label: provider}` for the variant or for this part"),
        );
    }
}

/// Ensures that the pattern for article numbers has a place for the number.
fn check_label(raw: &schema::Variant, reader: &mut Reader<'_, '_>) {
    let pattern = reader.located_line(&raw.article_label);
    if !pattern.contains("{number}") && !pattern.contains("{han}") {
        let message = "the pattern has no place for the number";
        reader.diagnostics.push(
            Diagnostic::new(Code::InvalidValue, pattern.span, message)
                .help("write `{number}` or `{han}` where the number goes"),
        );
    }
}

fn add_articles(sources: &Sources, folder: &str, variant: &mut Variant, pattern: &str, diagnostics: &mut Diagnostics) {
    let folder = format!("{folder}/");
    let mut found = 0;
    for (id, file) in sources.iter() {
        let Some(name) = file.path.strip_prefix(&folder) else { continue };
        if name == "variant.yaml" {
            continue;
        }
        found += 1;
        if file.fault.is_some() {
            variant.is_complete = false;
            continue;
        }
        if name.contains('/') || !name.ends_with(".md") {
            diagnostics.push(
                Diagnostic::at_path(Code::UnexpectedFile, &file.path, "this is not an article file")
                    .help("article files are named `<part>-<article>.md` and lie in the folder of the variant itself"),
            );
            continue;
        }
        let Some((part, article)) = article::load(sources, id, name, &variant.parts, pattern, diagnostics) else {
            variant.is_complete = false;
            continue;
        };
        variant.parts[part].articles.push(article);
    }
    if found == 0 {
        let path = format!("{folder}variant.yaml");
        let message = format!("the variant `{}` has no article", variant.id.value);
        diagnostics.push(
            Diagnostic::at_path(Code::EmptyVariant, &path, message)
                .help("add article files, or take the variant out of `family.yaml`"),
        );
    }
    for part in &mut variant.parts {
        part.articles.sort_by(|a, b| a.number.order().cmp(&b.number.order()).then_with(|| a.path.cmp(&b.path)));
    }
    report_duplicates(&variant.parts, diagnostics);
    limit_clauses(variant, diagnostics);
}

/// Leaves out the clauses above the limit, with a complaint at the first of them.
fn limit_clauses(variant: &mut Variant, diagnostics: &mut Diagnostics) {
    let count = variant.clauses().count();
    let Some((_, _, one_more)) = variant.clauses().nth(MOST_CLAUSES) else { return };
    let message = format!("the variant `{}` has {count} clauses; it may have {MOST_CLAUSES}", variant.id.value);
    diagnostics.push(
        Diagnostic::new(Code::TooMany, one_more.number.span, message)
            .help("join clauses that belong together, or make two variants of it"),
    );
    variant.is_complete = false;
    let mut room = MOST_CLAUSES;
    for article in variant.parts.iter_mut().flat_map(|part| &mut part.articles) {
        article.clauses.truncate(room);
        room -= article.clauses.len();
    }
}

/// Ensures that no two articles of a part have the same number or name, and no two of the variant the same address.
fn report_duplicates(parts: &[Part], diagnostics: &mut Diagnostics) {
    let mut addresses = BTreeSet::new();
    for part in parts {
        let mut numbers = BTreeSet::new();
        for article in &part.articles {
            let is_new_address = addresses.insert(&article.anchor);
            let message = if !numbers.insert(article.number.to_string()) {
                format!("the part has a second article `{}`", article.number.value)
            } else if !is_new_address {
                format!("the variant has a second article with the address `{}`", article.anchor)
            } else {
                continue;
            };
            diagnostics.push(
                Diagnostic::new(Code::DuplicateNumber, article.number.span, message).help("renumber one of the two"),
            );
        }
    }
}
