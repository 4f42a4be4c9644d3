//! Two clause texts against each other.
//!
//! Signs `^` part the input into what both texts have, what only the first has, what only the second has, and so on.
#![no_main]

use std::sync::LazyLock;

use clausebook::collate::Collation;
use clausebook::diagnostics::Diagnostics;
use clausebook::markdown::{Document, parse_clauses};
use clausebook::model::{self, Block, Inline};
use clausebook::page::Settings;
use clausebook::pipeline;
use clausebook::source::FileId;
use clausebook_fuzz::family::Family;
use clausebook_fuzz::laws;
use libfuzzer_sys::fuzz_target;

/// Two variants with one clause each; a label of the one means the other party in the other.
static BASE: LazyLock<model::Family> = LazyLock::new(|| {
    let sources = Family::sound()
        .replace("b/variant.yaml", "{服务方: provider, 客户方: client}", "{甲方: provider, 乙方: client}")
        .with("lexicon.yaml", include_str!("../../../clauses/lexicon.yaml"))
        .with("blanks.yaml", include_str!("../../../clauses/blanks.yaml"))
        .sources();
    let mut family = pipeline::read(&sources, &Settings::default()).family;
    for variant in &mut family.variants {
        variant.parts.truncate(1);
        variant.parts[0].articles.truncate(1);
        variant.parts[0].articles[0].clauses.truncate(1);
    }
    assert_eq!(family.variants.iter().flat_map(model::Variant::clauses).count(), 2);
    family
});

fuzz_target!(|data: &[u8]| {
    let mut texts = [String::new(), String::new()];
    for (index, piece) in String::from_utf8_lossy(data).split('^').enumerate() {
        let owners = [0..2, 0..1, 1..2][index % 3].clone();
        texts[owners].iter_mut().for_each(|text| text.push_str(piece));
    }
    let mut family = BASE.clone();
    for (variant, text) in family.variants.iter_mut().zip(&texts) {
        let Some(blocks) = blocks(text) else { return };
        variant.parts[0].articles[0].clauses[0].text = blocks;
    }
    let collation = Collation::new(&family);
    let readings = &collation.rows[0].readings;
    laws::assert_mirrored(&readings[0], &readings[1]);
    laws::assert_exact(&readings[0], &readings[1]);
    readings.iter().for_each(laws::assert_equal_to_itself);
    laws::assert_marked_text_is_the_text(&collation, 0, 1);
    laws::assert_marked_text_is_the_text(&collation, 1, 0);
});

/// The text of a clause; none if the checks would not let it pass, or if it has references, which lead nowhere here.
fn blocks(text: &str) -> Option<Vec<Block>> {
    let text = format!("## 1.1 题 {{topic=amount}}\n\n{text}\n");
    let mut diagnostics = Diagnostics::default();
    let mut clauses = parse_clauses(Document { file: FileId::default(), offset: 0, text: &text }, &mut diagnostics)?;
    let blocks = clauses.pop().filter(|_| clauses.is_empty() && diagnostics.is_empty())?.text;
    let mut is_good = model::has_words(&blocks);
    model::visit_inlines(&blocks, &mut |inline| match inline {
        Inline::Reference(_) => is_good = false,
        Inline::Blank(blank) => is_good &= BASE.blanks.contains_key(&blank.name),
        _ => {}
    });
    is_good.then_some(blocks)
}
