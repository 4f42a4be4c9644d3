//! Pages as values: one struct a template. What a template may use is what its struct has.

mod text;
mod variant;

pub use text::{BlockView, InlineView};
pub use variant::VariantPage;

use crate::model::Family;

/// What pages need to know about the book they stand in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Settings {
    /// Where “suggest an edit” leads; `{path}` stands for the file below the project's root.
    pub edit_url: Option<String>,
    /// The source folder as the book's configuration names it.
    pub source_folder: String,
}

impl Settings {
    /// The address at which a source file can be edited.
    fn edit_href(&self, path: &str) -> Option<String> {
        let template = self.edit_url.as_ref()?;
        Some(template.replace("{path}", &format!("{}/{path}", self.source_folder)))
    }
}

/// Address of the page of a variant, relative to the root of the book.
pub fn variant_path(id: &str) -> String {
    format!("variants/{id}.md")
}

/// Addresses of every page that is generated, relative to the root of the book.
pub fn generated_paths(family: &Family) -> Vec<String> {
    family.variant_ids.iter().map(|id| variant_path(id)).collect()
}
