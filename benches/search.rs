//! Time to index texts for the search: the real family, and generated documents that grow.
#![allow(missing_docs, reason = "criterion's macros make items without documentation")]

use std::hint::black_box;
use std::path::Path;

use clausebook::collate::Collation;
use clausebook::model::Family;
use clausebook::page::Settings;
use clausebook::pipeline;
use clausebook::search::{self, Document, File, Kind};
use clausebook::storage;
use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};

/// Characters of a generated document.
const LENGTH: usize = 900;

/// Documents made of the real texts, each begun at another place, so that terms are as common as in real ones.
fn generated(real: &[Document], count: usize) -> Vec<Document> {
    let text: Vec<char> = real.iter().flat_map(|document| document.body.chars()).collect();
    let body = |number: usize| {
        let start = number * 7919 % text.len();
        text.iter().cycle().skip(start).take(LENGTH).collect::<String>()
    };
    let document = |number: usize| Document {
        path: format!("variants/v{}.html", number / 100),
        page: format!("范本{}", number / 100),
        anchor: format!("body-{}", number % 100),
        heading: format!("{}.1 违约责任", number % 100),
        body: body(number),
        kind: Kind::Clause,
        variants: vec![number / 100],
        subject: Some(0),
        parties: Vec::new(),
    };
    (0..count).map(document).collect()
}

fn whole(family: &Family, documents: &[Document]) -> Vec<File> {
    search::files(family, documents, &search::index(documents))
}

fn search_benchmark(criterion: &mut Criterion) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let sources = storage::read_sources(root, Path::new("clauses")).expect("the real clauses lie beside the benchmark");
    let checked = pipeline::read(&sources, &Settings::default());
    let prose = checked.prose.expect("the real book has a summary");
    let collation = Collation::new(&checked.family);
    let real = search::documents(&collation, &prose);

    let mut group = criterion.benchmark_group("search");
    group.sample_size(10);
    group.bench_function("real family", |b| b.iter(|| black_box(pipeline::search(&collation, &prose))));
    for count in [500, 1000, 2000] {
        let documents = generated(&real, count);
        group.throughput(Throughput::Elements(count as u64));
        group.bench_with_input(BenchmarkId::new("pages of 900 characters", count), &documents, |b, documents| {
            b.iter(|| black_box(whole(&checked.family, documents)));
        });
    }
    group.finish();
}

criterion_group!(benches, search_benchmark);
criterion_main!(benches);
