//! The index as a browser gets it: whatever stands in a text is found, and nothing else is.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use clausebook::collate::Collation;
use clausebook::page::Settings;
use clausebook::pipeline;
use clausebook::search::File;
use clausebook::source::Sources;
use clausebook::storage;
use clausebook::units::{Unit, UnitKind, terms, units};
use serde_json::Value;

use crate::family::Family;

fn files(sources: &Sources) -> Vec<File> {
    let checked = pipeline::read(sources, &Settings::default());
    assert!(!checked.diagnostics.has_errors());
    pipeline::search(&Collation::new(&checked.family), checked.prose.as_ref().unwrap())
}

fn real() -> Vec<File> {
    files(&storage::read_sources(Path::new(env!("CARGO_MANIFEST_DIR")), Path::new("clauses")).unwrap())
}

/// The files decoded, as `theme/search-core.js` reads them.
struct Index {
    manifest: Value,
    postings: BTreeMap<String, BTreeMap<usize, BTreeSet<usize>>>,
    /// Heading, place on the page, text.
    texts: Vec<[String; 3]>,
}

impl Index {
    fn new(files: &[File]) -> Self {
        let mut index = Self { manifest: Value::Null, postings: BTreeMap::new(), texts: Vec::new() };
        for file in files {
            let start = format!("clausebookSearch.receive(\"{}\",", file.name.strip_suffix(".js").unwrap());
            let json = file.text.strip_prefix(&start).and_then(|rest| rest.strip_suffix(");\n")).unwrap();
            let value: Value = serde_json::from_str(json).unwrap();
            match file.name.split_once('-').map_or("manifest", |(kind, _)| kind) {
                "manifest" if file.name == "available.js" => assert_eq!(value, true),
                "manifest" => index.manifest = value,
                "shard" => value.as_object().unwrap().iter().for_each(|(term, numbers)| index.add(term, numbers)),
                "text" => index.texts.extend(serde_json::from_value::<Vec<[String; 3]>>(value).unwrap()),
                other => panic!("what is {other}?"),
            }
        }
        index
    }

    fn add(&mut self, term: &str, numbers: &Value) {
        let numbers: Vec<usize> = serde_json::from_value(numbers.clone()).unwrap();
        let (mut at, mut document) = (0, 0);
        let by_document: BTreeMap<_, _> = std::iter::from_fn(|| {
            let count = *numbers.get(at + 1)?;
            document += numbers[at];
            let mut position = 0;
            let positions = numbers[at + 2..at + 2 + count].iter().map(|distance| {
                position += distance;
                position
            });
            let positions: BTreeSet<_> = positions.collect();
            assert_eq!(positions.len(), count, "{term}: every position once");
            at += 2 + count;
            Some((document, positions))
        })
        .collect();
        assert!(self.postings.insert(term.to_owned(), by_document).is_none(), "{term} lies in two shards");
    }

    /// Documents in which these units stand side by side.
    fn phrase(&self, query: &[Unit]) -> BTreeSet<usize> {
        let mut found: Option<BTreeSet<(usize, usize)>> = None;
        for (offset, (term, _)) in terms(query).iter().enumerate() {
            let ends_run = term.chars().count() == 1 && query[offset].kind == UnitKind::Ideograph;
            let begins_run = offset == 0 || !query[offset].joined || query[offset - 1].kind != UnitKind::Ideograph;
            if ends_run && !begins_run {
                continue;
            }
            let lists: Vec<_> = if ends_run {
                self.postings
                    .range(term.clone()..)
                    .take_while(|(key, _)| key.starts_with(term.as_str()))
                    .map(|(_, list)| list)
                    .collect()
            } else {
                self.postings.get(term).into_iter().collect()
            };
            let starts = lists.into_iter().flatten().flat_map(|(document, positions)| {
                positions.iter().filter_map(move |position| Some((*document, position.checked_sub(offset)?)))
            });
            let starts: BTreeSet<_> = starts.collect();
            found = Some(match found {
                Some(before) => before.intersection(&starts).copied().collect(),
                None => starts,
            });
        }
        found.unwrap_or_default().into_iter().map(|(document, _)| document).collect()
    }

    /// The fields of a document: heading, title of its page, text.
    fn fields(&self, document: usize) -> [&str; 3] {
        let page = self.manifest["documents"]["page"][document].as_u64().unwrap();
        let page = self.manifest["pages"][usize::try_from(page).unwrap()][1].as_str().unwrap();
        let [heading, _, body] = &self.texts[document];
        [heading, page, body]
    }
}

/// Whether units stand side by side in a text, by looking at every place.
fn stands(text: &[Unit], query: &[Unit]) -> bool {
    text.windows(query.len()).any(|window| {
        window.iter().zip(query).enumerate().all(|(at, (a, b))| {
            let is_run = |units: &[Unit]| units[at].joined && units[at - 1].kind == UnitKind::Ideograph;
            let must_join = at > 0 && b.kind == UnitKind::Ideograph && is_run(query);
            a.text == b.text && (!must_join || a.joined)
        })
    })
}

/// A generator of numbers that are the same in every run (Steele, Lea and Flood 2014).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % limit as u64).unwrap()
    }
}

/// Whatever stretch of the real texts is looked for, exactly the documents that have it are found.
#[test]
fn every_stretch_of_the_real_texts_is_found() {
    let index = Index::new(&real());
    let fields: Vec<Vec<Vec<Unit>>> =
        (0..index.texts.len()).map(|document| index.fields(document).map(units).to_vec()).collect();
    let mut numbers = Numbers(1);
    for _ in 0..500 {
        let document = numbers.below(fields.len());
        let field = &fields[document][[0, 2, 2, 2][numbers.below(4)]];
        if field.is_empty() {
            continue;
        }
        let length = 1 + numbers.below(8);
        let start = numbers.below(field.len());
        let mut query = field[start..(start + length).min(field.len())].to_vec();
        query[0].joined = false;
        let found = index.phrase(&query);
        let scanned: BTreeSet<usize> =
            (0..fields.len()).filter(|&other| fields[other].iter().any(|field| stands(field, &query))).collect();
        let shown: Vec<_> = query.iter().map(|unit| unit.text.as_str()).collect();
        assert_eq!(found, scanned, "{shown:?}");
        assert!(found.contains(&document), "{shown:?}");
    }
}

#[test]
fn files_are_small_and_columns_complete() {
    let files = real();
    let index = Index::new(&files);
    let columns = index.manifest["documents"].as_object().unwrap();
    assert!(columns.values().all(|column| column.as_array().unwrap().len() == index.texts.len()));
    assert!(index.texts.len() > 800, "{} documents", index.texts.len());
    for file in &files {
        assert!(file.text.len() < 120 * 1024, "{} has {} bytes", file.name, file.text.len());
    }
    let firsts: Vec<char> = serde_json::from_value(index.manifest["shards"].clone()).unwrap();
    assert!(firsts.is_sorted() && firsts.len() > 20);
}

/// A party is found by its role, whatever a text calls it; a label that means nobody is not.
#[test]
fn parties_are_found_by_their_role() {
    let index = Index::new(&real());
    let with_role = |term: &str| index.postings[term].keys().copied().collect::<BTreeSet<_>>();
    let has = |document: usize, label: &str| index.texts[document][2].contains(label);
    let in_variant = |document: &usize, variant: u64| {
        index.manifest["documents"]["variants"][*document] == serde_json::json!([variant])
    };
    let clauses = |variant: u64| {
        let kinds = &index.manifest["documents"]["kind"];
        (0..index.texts.len())
            .filter(move |document| kinds[*document] == "clause")
            .filter(move |document| in_variant(document, variant))
    };
    for document in clauses(3) {
        assert_eq!(with_role("@client").contains(&document), has(document, "乙方"), "{:?}", index.texts[document]);
    }
    for document in clauses(0) {
        assert_eq!(with_role("@client").contains(&document), has(document, "甲方"), "{:?}", index.texts[document]);
    }
}

#[test]
fn a_text_cannot_leave_its_string() {
    let title = "</script>\"\\总额";
    let sources = Family::annotated().replace("taxonomy.yaml", "title: 总额", &format!("title: '{title}'")).sources();
    let index = Index::new(&files(&sources));
    assert!(index.texts.iter().any(|[heading, _, _]| heading == title));
}

#[test]
fn words_of_a_search_are_checked() {
    let yaml = "roles: {client: [委托方, 委 托]}\nsame: [[付款], [支付, 给付]]\nrelated: [[支付, 缴纳]]\ncharacters: 個个 萬 貳二\n";
    assert_eq!(
        Family::sound().with("search.yaml", yaml).messages(),
        "clauses/search.yaml:1:23: error[invalid-value]: `委 托` is not one word\n\
         clauses/search.yaml:2:9: error[invalid-value]: a word alone widens nothing\n\
         clauses/search.yaml:3:12: error[duplicate-id]: the word `支付` stands here a second time\n\
         clauses/search.yaml:4:13: error[invalid-value]: `萬` is not a pair of characters\n"
    );
    assert_eq!(Family::sound().with("search.yaml", "roles: {judge: [法官]}\n").messages().lines().count(), 1);
}
