//! The index as files that a page loads as scripts, so that search needs no server: a manifest, shards of terms, packs
//! of texts. ARCHITECTURE.md tells the format; `theme/search-core.js` reads it.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::document::{Document, Kind};
use super::index::{Index, Measure, role_term};
use crate::model::{Family, SearchWords};

/// A shard of terms is closed when it has this many bytes: a query loads one for each of its characters.
const FULL_SHARD: usize = 10 * 1024;
/// A pack of texts is closed when it has this many bytes: ten results may lie in ten packs.
const FULL_PACK: usize = 4 * 1024;

/// A file below the folder of the search.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Its name.
    pub name: String,
    /// Its text.
    pub text: String,
}

/// What a browser must know before it can search.
#[derive(Debug, Serialize)]
struct Manifest<'a> {
    version: u32,
    /// Address and title of every page that has something to find.
    pages: Vec<(&'a str, &'a str)>,
    /// Titles.
    variants: Vec<&'a str>,
    /// Titles.
    subjects: Vec<&'a str>,
    documents: Columns<'a>,
    /// For each shard the first character of its first term.
    shards: Vec<char>,
    /// For each pack its first document.
    packs: Vec<usize>,
    /// Words for a party, with the term that stands for it.
    roles: BTreeMap<&'a str, &'a str>,
    /// What texts call the parties.
    labels: Vec<&'a str>,
    same: &'a [Vec<String>],
    related: &'a [Vec<String>],
    /// Pairs of characters: how a reader may write it, how the texts write it.
    characters: String,
}

/// The documents, column by column.
#[derive(Debug, Default, Serialize)]
struct Columns<'a> {
    page: Vec<usize>,
    kind: Vec<Kind>,
    subject: Vec<Option<usize>>,
    variants: Vec<&'a [usize]>,
    /// Ends of heading and page title, and the norm.
    measures: Vec<[u32; 3]>,
}

/// Writes everything that a browser needs for a search.
pub fn files(family: &Family, documents: &[Document], index: &Index) -> Vec<File> {
    let (shards, first_characters) = shards(index);
    let (packs, first_documents) = packs(documents);
    let mut pages: Vec<(&str, &str)> = documents.iter().map(|document| (&*document.path, &*document.page)).collect();
    pages.sort_unstable();
    pages.dedup();
    let words = &family.search_words;
    let manifest = Manifest {
        version: 1,
        variants: family.variants.iter().map(|variant| variant.title.as_str()).collect(),
        subjects: family.taxonomy.subjects.iter().map(|subject| subject.title.as_str()).collect(),
        documents: columns(documents, &index.measures, &pages),
        pages,
        shards: first_characters,
        packs: first_documents,
        roles: roles(words),
        labels: family.party_labels(),
        same: &words.same,
        related: &words.related,
        characters: characters(words, index),
    };
    let mut files = vec![script("available".to_owned(), &true), script("manifest".to_owned(), &manifest)];
    files.extend(shards.into_iter().enumerate().map(|(number, text)| delivery(format!("shard-{number}"), &text)));
    files.extend(packs.into_iter().enumerate().map(|(number, text)| delivery(format!("text-{number}"), &text)));
    files
}

fn columns<'a>(documents: &'a [Document], measures: &[Measure], pages: &[(&str, &str)]) -> Columns<'a> {
    let mut columns = Columns::default();
    for (document, measure) in documents.iter().zip(measures) {
        let page = pages.binary_search(&(&document.path, &document.page));
        columns.page.push(page.expect("every page of a document is listed"));
        columns.kind.push(document.kind);
        columns.subject.push(document.subject);
        columns.variants.push(&document.variants);
        columns.measures.push([measure.heading, measure.page, measure.norm]);
    }
    columns
}

/// The shards as JSON objects, and the first character of each. Terms with the same first character stay together.
fn shards(index: &Index) -> (Vec<String>, Vec<char>) {
    let (mut shards, mut firsts) = (Vec::<String>::new(), Vec::new());
    let mut last_character = None;
    for (term, postings) in &index.postings {
        let character = term.chars().next().expect("no term is empty");
        let is_full = shards.last().is_none_or(|shard| shard.len() >= FULL_SHARD);
        if is_full && last_character != Some(character) {
            shards.push("{".to_owned());
            firsts.push(character);
        } else if let Some(shard) = shards.last_mut() {
            shard.push(',');
        }
        last_character = Some(character);
        let shard = shards.last_mut().expect("the first term opens a shard");
        *shard += &json(term);
        shard.push(':');
        *shard += &json(postings.numbers());
    }
    shards.iter_mut().for_each(|shard| shard.push('}'));
    (shards, firsts)
}

/// The headings, places and texts as JSON lists, and the first document of each.
fn packs(documents: &[Document]) -> (Vec<String>, Vec<usize>) {
    let (mut packs, mut firsts) = (Vec::<String>::new(), Vec::new());
    for (number, document) in documents.iter().enumerate() {
        match packs.last_mut().filter(|pack| pack.len() < FULL_PACK) {
            Some(pack) => pack.push(','),
            None => {
                packs.push("[".to_owned());
                firsts.push(number);
            }
        }
        let pack = packs.last_mut().expect("the first document opens a pack");
        *pack += &json(&[&document.heading, &document.anchor, &document.body]);
    }
    packs.iter_mut().for_each(|pack| pack.push(']'));
    (packs, firsts)
}

fn roles(words: &SearchWords) -> BTreeMap<&str, &'static str> {
    let terms = words.roles.iter().filter_map(|(role, names)| Some((role_term(*role)?, names)));
    terms.flat_map(|(term, names)| names.iter().map(move |name| (name.as_str(), term))).collect()
}

/// Only characters that lead to something: the whole table would be many times as long.
fn characters(words: &SearchWords, index: &Index) -> String {
    let used: BTreeSet<char> = index.postings.keys().filter_map(|term| term.chars().next()).collect();
    let pairs = words.characters.iter().filter(|(written, meant)| used.contains(meant) && !used.contains(written));
    pairs.flat_map(|(written, meant)| [*written, *meant]).collect()
}

fn script(name: String, value: &impl Serialize) -> File {
    let text = json(value);
    delivery(name, &text)
}

fn delivery(name: String, json: &str) -> File {
    File { text: format!("clausebookSearch.receive(\"{name}\",{json});\n"), name: format!("{name}.js") }
}

fn json(value: &(impl Serialize + ?Sized)) -> String {
    serde_json::to_string(value).expect("strings and numbers always serialize")
}
