//! The comparison of two variants as text for a terminal, as Markdown or as JSON.

use std::fmt::Write;

use anyhow::{Result, bail};
use clap::ValueEnum;

use crate::collate::{Collation, Comparison, Difference, Presence, Reading, Row, compare};
use crate::data;
use crate::diagnostics::nearest;
use crate::model::Family;

/// How `compare` prints.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum CompareFormat {
    /// Plain text.
    Text,
    /// The format of `data.json`, for the topics and the two variants asked for.
    Json,
    /// A Markdown table.
    Markdown,
}

/// The comparison of the variants `pair`, for all topics or for one topic or subject.
///
/// # Errors
/// If there is no such variant, topic or subject.
pub(super) fn run(family: &Family, pair: (&str, &str), wanted: Option<&str>, format: CompareFormat) -> Result<String> {
    let (a, b) = (position(family, pair.0)?, position(family, pair.1)?);
    let collation = Collation::new(family);
    let matches = |row: &&Row<'_>| wanted.is_none_or(|id| row.topic.id.value == id || row.subject.id.value == id);
    let mut rows: Vec<_> = collation.rows.iter().filter(matches).collect();
    if rows.is_empty() {
        let topics = collation.rows.iter().flat_map(|row| [row.topic.id.value.as_str(), row.subject.id.value.as_str()]);
        bail!(
            "there is no topic or subject `{}`{}",
            wanted.unwrap_or_default(),
            hint(wanted.unwrap_or_default(), topics)
        );
    }
    // Where neither variant says anything there is nothing to compare.
    rows.retain(|row| [a, b].iter().any(|at| row.readings[*at].presence() != Presence::Absent));
    if format == CompareFormat::Json {
        let topics: Vec<_> = rows.iter().map(|row| data::pair_of(row, a, b)).collect();
        return Ok(serde_json::to_string_pretty(&topics)? + "\n");
    }
    let mut out = String::new();
    if format == CompareFormat::Markdown {
        let [a, b] = [a, b].map(|at| escaped(&family.variants[at].title));
        writeln!(out, "| topic | band | {a} | {b} |\n|---|---|---|---|")?;
    }
    for row in rows {
        let (left, right) = (&row.readings[a], &row.readings[b]);
        let comparison = compare(left, right);
        match format {
            CompareFormat::Markdown => markdown(&mut out, row, (left, right), &comparison)?,
            _ => text(&mut out, row, (left, right), &comparison)?,
        }
    }
    Ok(out)
}

fn position(family: &Family, id: &str) -> Result<usize> {
    let ids = || family.variants.iter().map(|variant| variant.id.value.as_str());
    match ids().position(|other| other == id) {
        Some(position) => Ok(position),
        None => bail!("there is no variant `{id}`{}", hint(id, ids())),
    }
}

fn hint<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    nearest(word, known).map_or_else(String::new, |near| format!("; did you mean `{near}`?"))
}

fn text(out: &mut String, row: &Row<'_>, pair: (&Reading<'_>, &Reading<'_>), comparison: &Comparison) -> Result<()> {
    writeln!(out, "{} / {} [{}]", row.subject.title, row.topic.title, data::word(&comparison.band))?;
    for (sign, reading) in [('-', pair.0), ('+', pair.1)] {
        let places: Vec<_> = reading.clauses.iter().map(|place| place.clause.printed.as_str()).collect();
        writeln!(out, "  {sign} {} {}: {}", reading.variant.title, places.join(", "), said(reading))?;
    }
    for difference in &comparison.differences {
        writeln!(out, "    {}", in_words(difference, pair))?;
    }
    writeln!(out)?;
    Ok(())
}

fn markdown(
    out: &mut String,
    row: &Row<'_>,
    pair: (&Reading<'_>, &Reading<'_>),
    comparison: &Comparison,
) -> Result<()> {
    let differences: Vec<_> = comparison.differences.iter().map(|difference| in_words(difference, pair)).collect();
    let band = data::word(&comparison.band);
    let found = if differences.is_empty() { String::new() } else { format!("; {}", differences.join("; ")) };
    let [topic, found] = [&row.topic.title, &found].map(|text| escaped(text));
    let [a, b] = [pair.0, pair.1].map(|reading| escaped(&said(reading)));
    writeln!(out, "| {topic} | {band}{found} | {a} | {b} |")?;
    Ok(())
}

/// The text as Markdown in which no sign means anything but itself.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for sign in text.chars() {
        if r"\`*_[]<>|&~".contains(sign) {
            out.push('\\');
        }
        out.push(sign);
    }
    out
}

/// The text of a reading in one line.
fn said(reading: &Reading<'_>) -> String {
    match reading.presence() {
        Presence::Present => reading.flat.text.replace('\n', " "),
        presence => format!("({})", data::word(&presence)),
    }
}

fn in_words(difference: &Difference, pair: (&Reading<'_>, &Reading<'_>)) -> String {
    let words = |reading: &Reading<'_>, tokens: &[usize]| {
        let texts: Vec<_> =
            tokens.iter().map(|token| &reading.flat.text[reading.tokens[*token].range.clone()]).collect();
        if texts.is_empty() { "∅".to_owned() } else { texts.join("…") }
    };
    let kind = data::word(&difference.kind);
    format!("{kind}: {} → {}", words(pair.0, &difference.a), words(pair.1, &difference.b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_sign_of_a_text_is_markup() {
        assert_eq!(escaped("[金额] <b>a|b</b> `x` *1*_2_\\"), r"\[金额\] \<b\>a\|b\</b\> \`x\` \*1\*\_2\_\\");
        assert_eq!(escaped("第1条，30日。"), "第1条，30日。");
    }
}
