//! The bird's-eye view: how far each variant is from the others, subject by subject.

use serde::Serialize;

use super::{html, subject_path, variant_path};
use crate::collate::{Collation, Presence, Reading, similarity};

/// What `heat-map.html` may use. It stands on a page in the root of the book.
#[derive(Debug, Serialize)]
pub struct HeatMap<'a> {
    subjects: Vec<SubjectView<'a>>,
    variants: Vec<VariantView<'a>>,
    legend: Vec<Step>,
}

/// A shade of the map: the distances from `from` to `to`.
#[derive(Debug, Serialize)]
struct Step {
    level: u32,
    from: u32,
    to: u32,
}

#[derive(Debug, Serialize)]
struct SubjectView<'a> {
    title: &'a str,
    href: String,
}

#[derive(Debug, Serialize)]
struct VariantView<'a> {
    title: &'a str,
    href: String,
    cells: Vec<CellView>,
}

/// How far a variant is from the others on a subject; nothing where it has no text.
#[derive(Debug, Serialize)]
struct CellView {
    href: String,
    /// Mean distance to the readings of the others, from 0 to 100.
    distance: Option<u32>,
    /// The shade.
    level: Option<u32>,
}

/// Shades of the map, from the least distance that occurs to the greatest.
const LEVELS: u32 = 5;

impl<'a> HeatMap<'a> {
    /// The map of a collation.
    pub fn new(collation: &'a Collation<'a>) -> Self {
        let family = collation.family;
        let subjects = &family.taxonomy.subjects;
        let distances: Vec<Vec<Option<u32>>> = (0..family.variants.len())
            .map(|variant| subjects.iter().map(|subject| distance(collation, &subject.id, variant)).collect())
            .collect();
        let legend = legend(distances.iter().flatten().flatten().copied());
        let level = |distance: u32| legend.iter().find(|step| distance <= step.to).map(|step| step.level);
        let variants = family.variants.iter().zip(&distances).map(|(variant, distances)| VariantView {
            title: &variant.title,
            href: html(&variant_path(&variant.id)),
            cells: subjects
                .iter()
                .zip(distances)
                .map(|(subject, distance)| CellView {
                    href: html(&subject_path(&subject.id)),
                    distance: *distance,
                    level: distance.and_then(level),
                })
                .collect(),
        });
        Self {
            subjects: subjects
                .iter()
                .map(|subject| SubjectView { title: &subject.title, href: html(&subject_path(&subject.id)) })
                .collect(),
            variants: variants.collect(),
            legend,
        }
    }
}

/// Steps of equal width that cover all distances; no more steps than there are numbers.
fn legend(distances: impl Iterator<Item = u32> + Clone) -> Vec<Step> {
    let (Some(least), Some(greatest)) = (distances.clone().min(), distances.max()) else { return Vec::new() };
    let count = LEVELS.min(greatest - least + 1);
    let bound = |level: u32| least + (greatest - least + 1) * level / count;
    (0..count).map(|level| Step { level, from: bound(level), to: bound(level + 1) - 1 }).collect()
}

/// Mean over the topics on which the variant has text, and over all others: 1 minus similarity, 1 where an other
/// has no text.
fn distance(collation: &Collation<'_>, subject: &str, variant: usize) -> Option<u32> {
    let mut distances = Vec::new();
    for row in collation.rows_of(subject) {
        let own = &row.readings[variant];
        if own.presence() != Presence::Present {
            continue;
        }
        let others = row.readings.iter().enumerate().filter(|(index, _)| *index != variant);
        distances.extend(others.map(|(_, other)| 1.0 - nearness(own, other)));
    }
    if distances.is_empty() {
        return None;
    }
    let mean = distances.iter().sum::<f64>() / distances.len() as f64;
    Some((mean * 100.0).round() as u32)
}

fn nearness(a: &Reading<'_>, b: &Reading<'_>) -> f64 {
    if b.presence() == Presence::Present { similarity(&a.profile, &b.profile) } else { 0.0 }
}
