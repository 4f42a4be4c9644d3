//! The generated pages of a small family, to the byte.

use std::collections::BTreeMap;

use clausebook::collate::Collation;
use clausebook::page::{EditUrls, Settings};
use clausebook::pipeline;
use clausebook::templates::Templates;

use crate::family::Family;

fn pages() -> String {
    let sources = Family::annotated().sources();
    let checked = pipeline::read(&sources, &Settings::default());
    let settings = Settings {
        pairs: clausebook::page::Pairs::All,
        edit: EditUrls::new(Some("https://example.org/edit/{path}".into()), None).unwrap(),
        source_folder: "clauses".into(),
    };
    let generated =
        pipeline::pages(&Collation::new(&checked.family), &Templates::new(&BTreeMap::new()).unwrap(), &settings)
            .unwrap();
    let pages = generated.sections.iter().flat_map(|section| &section.pages);
    pages.map(|page| format!("==== {} ({}), from {}\n{}", page.path, page.title, page.source, page.html)).collect()
}

#[test]
fn pages_are_as_they_were() {
    snapbox::assert_data_eq!(pages(), snapbox::file!["../fixtures/golden-pages.txt"].raw());
}

#[test]
fn pages_are_equal_to_themselves() {
    assert_eq!(pages(), pages());
}
