//! An article file: front matter and clauses.

use super::Reader;
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::frontmatter::Pieces;
use crate::markdown::{self, RawClause};
use crate::model::{Article, ArticleNumber, Clause, Located, Part};
use crate::schema;
use crate::source::{FileId, Sources};
use crate::yaml;

/// Reads an article; returns it with the position of its part, or `None` if its place cannot be told.
pub(super) fn load(
    sources: &Sources,
    file: FileId,
    name: &str,
    parts: &[Part],
    pattern: &str,
    diagnostics: &mut Diagnostics,
) -> Option<(usize, Article)> {
    let help = "begin with `---`, then `part`, `article` and `title`, then another `---`";
    let pieces = super::pieces(sources, file, help, diagnostics)?;
    let document = markdown::Document { file, offset: pieces.body_offset, text: pieces.body };
    let raw_clauses = markdown::parse_clauses(document, diagnostics);
    let (part, mut article) = head(file, name, pieces, parts, pattern, diagnostics)?;
    article.path.clone_from(&sources.get(file).path);
    for raw in raw_clauses? {
        article.clauses.extend(clause(sources, raw, &article, diagnostics));
    }
    Some((part, article))
}

fn head(
    file: FileId,
    name: &str,
    pieces: Pieces<'_>,
    parts: &[Part],
    pattern: &str,
    diagnostics: &mut Diagnostics,
) -> Option<(usize, Article)> {
    let document = yaml::Document { file, offset: pieces.yaml_offset, text: pieces.yaml };
    let raw = yaml::parse::<schema::Article>(document, diagnostics)?;
    let mut reader = Reader { document, diagnostics };
    let (part_id, title) = (reader.located(&raw.part), reader.line(&raw.title));
    let written = reader.located_line(&raw.article);
    let printed = raw.printed.as_ref().map(|printed| reader.line(printed));
    let label = raw.label.as_ref().map(|label| reader.line(label));

    let stem = name.strip_suffix(".md").unwrap_or(name);
    let position = stem.rsplit('-').next().and_then(|digits| digits.parse().ok());
    let Some(number) = ArticleNumber::parse(&written, position) else {
        let message = format!("`{}` is not the number of an article", written.value);
        diagnostics.push(
            Diagnostic::new(Code::InvalidValue, written.span, message)
                .help("write a number (\"3\"), a number of another sequence (TOC-11) or a name without digits"),
        );
        return None;
    };
    let Some(part) = parts.iter().position(|part| part.id.value == part_id.value) else {
        let message = format!("this variant has no part `{}`", part_id.value);
        let known = parts.iter().map(|part| part.id.value.as_str());
        diagnostics.push(Diagnostic::new(Code::UnknownPart, part_id.span, message).did_you_mean(
            &part_id,
            known,
            "list it under `parts` in `variant.yaml`",
        ));
        return None;
    };
    let expected = format!("{}-{}", part_id.value, number.file_stem());
    if stem != expected {
        let message = format!("part and article belong to a file `{expected}.md`");
        diagnostics.push(
            Diagnostic::new(Code::PathMismatch, written.span, message)
                .help(format!("rename the file to `{expected}.md`, or correct `part` and `article`")),
        );
    }
    let article = Article {
        anchor: format!("{}-{}", part_id.value, number.slug()),
        label: label.unwrap_or_else(|| number.label(pattern)),
        printed: printed.unwrap_or_else(|| number.to_string()),
        number: Located { value: number, span: written.span },
        title,
        path: String::new(),
        clauses: Vec::new(),
    };
    Some((part, article))
}

/// Makes a clause of what was parsed; `None` if its number does not belong to the article.
fn clause(sources: &Sources, raw: RawClause, article: &Article, diagnostics: &mut Diagnostics) -> Option<Clause> {
    let heading = raw.heading;
    let prefix = article.number.clause_prefix();
    let rest = heading.number.strip_prefix(&prefix).filter(|rest| is_ordinal(rest));
    let Some(rest) = rest else {
        let message = format!("`{}` is not a clause of article {}", heading.number.value, article.number.value);
        diagnostics.push(
            Diagnostic::new(Code::NumberMismatch, heading.number.span, message)
                .help(format!("the clauses of this article are numbered {prefix}1, {prefix}2, …")),
        );
        return None;
    };
    let topic = heading.topic.unwrap_or_else(|| {
        diagnostics.push(
            Diagnostic::new(Code::MissingTopic, heading.span, format!("clause {} has no topic", heading.number.value))
                .help("add `{topic=…}` at the end of the heading; the topics are in `taxonomy.yaml`"),
        );
        Located { value: String::new(), span: heading.span }
    });
    Some(Clause {
        anchor: format!("{}.{rest}", article.anchor),
        printed: if prefix.is_empty() { rest.to_owned() } else { format!("{}.{rest}", article.printed) },
        number: heading.number.clone(),
        heading: heading.title,
        topic,
        also: heading.also,
        announced: heading.announced,
        text: raw.text,
        span: heading.span,
        line: sources.line_column(heading.span).0,
    })
}

fn is_ordinal(text: &str) -> bool {
    (1..=4).contains(&text.len()) && !text.starts_with('0') && text.bytes().all(|byte| byte.is_ascii_digit())
}
