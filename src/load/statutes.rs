//! `statutes.yaml`. A family may do without; then no note cites any law.

use jiff::civil::Date;

use super::{Reader, optional};
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::{Located, Statute, StatuteArticle};
use crate::schema;
use crate::source::Sources;
use crate::yaml::{self, Spanned};

/// Reads the laws that notes may cite.
pub(super) fn load(sources: &Sources, diagnostics: &mut Diagnostics) -> Vec<Statute> {
    let Some(document) = optional(sources, "statutes.yaml") else { return Vec::new() };
    let Some(raw) = yaml::parse::<schema::Statutes>(document, diagnostics) else { return Vec::new() };
    let mut reader = Reader { document, diagnostics };
    let statutes: Vec<_> = raw.statutes.iter().map(|raw| statute(raw, &mut reader)).collect();
    reader.unique("statute", statutes.iter().map(|statute| &statute.id));
    statutes
}

fn statute(raw: &schema::Statute, reader: &mut Reader<'_, '_>) -> Statute {
    let articles: Vec<_> = raw.articles.iter().map(|raw| article(raw, reader)).collect();
    reader.unique("article", articles.iter().map(|article| &article.number));
    Statute {
        id: reader.id(&raw.id),
        title: reader.line(&raw.title),
        short: reader.line(&raw.short),
        version: reader.text(&raw.version),
        in_force: raw.in_force.as_ref().map(|day| date(day, reader).value),
        checked: date(&raw.checked, reader),
        caveat: reader.optional(raw.caveat.as_ref()),
        articles,
    }
}

fn article(raw: &schema::StatuteArticle, reader: &mut Reader<'_, '_>) -> StatuteArticle {
    StatuteArticle {
        number: reader.located_line(&raw.number),
        gist: reader.text(&raw.gist),
        caveat: reader.optional(raw.caveat.as_ref()),
    }
}

fn date(raw: &Spanned<String>, reader: &mut Reader<'_, '_>) -> Located<Date> {
    let written = reader.located(raw);
    let value = written.parse().unwrap_or_else(|_| {
        let message = format!("`{}` is not a day", written.value);
        reader.diagnostics.push(
            Diagnostic::new(Code::InvalidValue, written.span, message).help("write year, month and day: 2026-01-31"),
        );
        Date::MAX
    });
    Located { value, span: written.span }
}
