//! The one flow: sources to checked family to generated pages.

use anyhow::Result;
use mdbook_core::book::Book;
use rayon::prelude::*;

use crate::book::{self, Marker, Page, Section};
use crate::diagnostics::Diagnostics;
use crate::model::Family;
use crate::page::{self, Settings, VariantPage};
use crate::source::Sources;
use crate::templates::Templates;
use crate::{check, load};

/// A family that was read and judged.
#[derive(Debug)]
pub struct Checked {
    /// What was read.
    pub family: Family,
    /// The prose part of the book with markers for the generated parts; `None` only if there is an error.
    pub prose: Option<Book>,
    /// Everything that was found.
    pub diagnostics: Diagnostics,
}

/// Loads and checks everything below the source folder; all mistakes are found in one run.
pub fn read(sources: &Sources) -> Checked {
    let (family, mut diagnostics) = load::load(sources);
    let found = check::check(sources, &family, &diagnostics);
    diagnostics.append(found);
    let prose = book::read(sources, &mut diagnostics);
    if let Some(prose) = &prose {
        book::check_prose(sources, prose, &page::generated_paths(&family), &mut diagnostics);
    }
    Checked { family, prose, diagnostics }
}

/// Makes the generated pages of a family without errors.
///
/// # Errors
/// If a template asks for what its page does not have.
pub fn pages(family: &Family, templates: &Templates, settings: &Settings) -> Result<Vec<Section>> {
    let variants: Result<Vec<Page>> = family
        .variants
        .par_iter()
        .map(|variant| {
            Ok(Page {
                title: variant.title.clone(),
                path: page::variant_path(&variant.id),
                source: format!("{}/variant.yaml", variant.id.value),
                html: templates.variant(&VariantPage::new(family, variant, settings))?,
            })
        })
        .collect();
    Ok(vec![Section { marker: Marker::Variants, pages: variants? }])
}
