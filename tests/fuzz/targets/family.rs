//! A small family with random edits in one of its files, from the loader to the pages.
#![no_main]

use std::collections::BTreeMap;
use std::sync::LazyLock;

use clausebook::collate::Collation;
use clausebook::page::Settings;
use clausebook::pipeline;
use clausebook::templates::Templates;
use clausebook_fuzz::edited;
use clausebook_fuzz::laws::{assert_cured, assert_placed};
use libfuzzer_sys::fuzz_target;

static TEMPLATES: LazyLock<Templates> =
    LazyLock::new(|| Templates::new(&BTreeMap::new()).expect("the built-in templates are sound"));

fuzz_target!(|data: &[u8]| {
    let Some(sources) = edited(data, str::to_owned) else { return };
    let settings = Settings::default();
    let checked = pipeline::read(&sources, &settings);
    assert_placed(&checked.diagnostics, &sources);
    assert_cured(&sources, &checked.diagnostics);
    if checked.diagnostics.has_errors() {
        return;
    }
    let prose = checked.prose.expect("it is there unless there is an error");
    let collation = Collation::new(&checked.family);
    pipeline::pages(&collation, &TEMPLATES, &settings).expect("a sound family has all that a template asks for");
    pipeline::search(&collation, &prose);
    pipeline::data(&collation);
});
