//! Time to read, check and write the pages of a family: the real one, and generated ones that grow.
#![allow(missing_docs, reason = "criterion's macros make items without documentation")]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::hint::black_box;
use std::path::Path;

use clausebook::collate::{Collation, compare};
use clausebook::links;
use clausebook::model::Family;
use clausebook::page::{Pairs, Settings};
use clausebook::pipeline;
use clausebook::site::Project;
use clausebook::source::{SourceFile, Sources};
use clausebook::storage;
use clausebook::templates::Templates;
use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};

const CLAUSES: usize = 100;
const CLAUSES_AN_ARTICLE: usize = 5;

fn generated(variants: usize) -> Sources {
    let mut files = vec![
        SourceFile::new(
            "SUMMARY.md",
            "# Summary\n\n- [{{variants}}]()\n- [{{subjects}}]()\n- [{{pairs}}]()\n- [{{overviews}}]()\n- [{{chooser}}]()\n",
        ),
        SourceFile::new("blanks.yaml", "- {name: 期限, kind: duration, meaning: 多久}\n"),
        SourceFile::new(
            "taxonomy.yaml",
            "subjects:\n  - {id: s, title: 主题, topics: [{id: t, title: 事项}], points: []}\n",
        ),
    ];
    let mut family = "title: 合同\nabout: 说明\nlicence: CC BY 4.0\ndisclaimer: 不是法律意见\noverviews: {coverage: 覆盖, numbers: 数字, blanks: 空白, decisions: 要点, health: 体检, statutes: 法条, terms: 条目索引, chooser: 怎么选}\nparts: [{id: body, title: 正文}]\nvariants:\n".to_owned();
    for variant in 1..=variants {
        writeln!(family, "  - v{variant}").expect("writing to a string cannot fail");
        files.push(SourceFile::new(format!("v{variant}/variant.yaml"), variant_yaml(variant)));
        for article in 1..=CLAUSES / CLAUSES_AN_ARTICLE {
            files.push(SourceFile::new(format!("v{variant}/body-{article:02}.md"), article_text(article)));
        }
    }
    files.push(SourceFile::new("family.yaml", family));
    Sources::new("clauses", files)
}

fn variant_yaml(variant: usize) -> String {
    format!(
        "id: v{variant}\nsiglum: 一\ntitle: 范本{variant}\ncharacterization: 生成\norigin: source\nprovenance: 生成\n\
         roles: {{甲方: client, 乙方: provider}}\narticle_label: \"{{number}}.\"\nparts: [{{id: body, heading: 正文}}]\n"
    )
}

fn article_text(article: usize) -> String {
    let mut text = format!("---\npart: body\narticle: \"{article}\"\ntitle: 服务\n---\n");
    for clause in 1..=CLAUSES_AN_ARTICLE {
        write!(
            text,
            "\n## {article}.{clause} 款 {{topic=t}}\n\n甲方应当自收到请求之日起[期限]内付款，参见[第{article}.1条](clause:{article}.1)。\n\n\
             1. 乙方应当按照约定提供服务，并对服务的结果负责；\n2. 甲方有权监督服务的过程。\n"
        )
        .expect("writing to a string cannot fail");
    }
    text
}

fn whole(sources: &Sources, templates: &Templates) -> usize {
    let checked = pipeline::read(sources, &Settings::default());
    assert!(!checked.diagnostics.has_errors(), "a benchmark measures a sound family");
    let settings = Settings { pairs: Pairs::Base, ..Settings::default() };
    let generated =
        pipeline::pages(&Collation::new(&checked.family), templates, &settings).expect("the templates are sound");
    generated.sections.iter().flat_map(|section| &section.pages).map(|page| page.html.len()).sum()
}

fn pipeline_benchmark(criterion: &mut Criterion) {
    let templates = Templates::new(&BTreeMap::new()).expect("the built-in templates are sound");
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));

    let mut group = criterion.benchmark_group("real family");
    let real = storage::read_sources(root, Path::new("clauses")).expect("the real clauses lie beside the benchmark");
    group.bench_function("read from disk", |b| {
        b.iter(|| black_box(storage::read_sources(root, Path::new("clauses"))));
    });
    group.bench_function("load and check", |b| b.iter(|| black_box(pipeline::read(&real, &Settings::default()))));
    group.bench_function("load, check and pages", |b| b.iter(|| black_box(whole(&real, &templates))));
    group.finish();

    let mut group = criterion.benchmark_group("generated family, 100 clauses a variant");
    group.sample_size(20);
    for variants in [10, 50, 100] {
        let sources = generated(variants);
        group.throughput(Throughput::Elements((variants * CLAUSES) as u64));
        group.bench_with_input(BenchmarkId::new("load, check and pages", variants), &sources, |b, sources| {
            b.iter(|| black_box(whole(sources, &templates)));
        });
    }
    group.finish();
}

/// Six variants with notes on their passages; the quotes stand, or have lost a word and must be looked for.
fn annotated(notes: usize, broken: bool) -> Sources {
    let quote = if broken {
        "自收到请求之日起[期限]日内付款"
    } else {
        "自收到请求之日起[期限]内付款"
    };
    let mut text = "---\nsubject: s\npoints: {}\nnotes:\n".to_owned();
    for note in 0..notes {
        let (variant, clause) = (note % 6 + 1, note % CLAUSES_AN_ARTICLE + 1);
        let article = note / 6 % (CLAUSES / CLAUSES_AN_ARTICLE) + 1;
        write!(
            text,
            "  - id: note-{note}\n    kind: risk\n    severity: low\n    \"on\":\n      - {{variant: v{variant}, \
             clause: \"{article}.{clause}\", quote: \"{quote}\"}}\n    title: 付款期限\n    text: 期限没有填，什么时候付款就没有定下来。\n"
        )
        .expect("writing to a string cannot fail");
    }
    text += "---\n\n## 如何不同\n\n都一样。\n";
    let mut files: Vec<_> = generated(6).iter().map(|(_, file)| file.clone()).collect();
    files.push(SourceFile::new("annotations/s.md", text));
    Sources::new("clauses", files)
}

fn annotation_benchmark(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("annotations");
    group.sample_size(20);
    for notes in [250, 500] {
        for (name, broken) in [("quotes that stand", false), ("quotes that are gone", true)] {
            let sources = annotated(notes, broken);
            group.throughput(Throughput::Elements(notes as u64));
            group.bench_with_input(BenchmarkId::new(name, notes), &sources, |b, sources| {
                b.iter(|| black_box(pipeline::read(sources, &Settings::default())));
            });
        }
    }
    group.finish();
}

/// A family of many topics, each variant with a clause on each.
fn broad(variants: usize, topics: usize) -> Sources {
    let mut taxonomy = "subjects:\n  - {id: s, title: 主题, points: [], topics: [".to_owned();
    for topic in 1..=topics {
        write!(taxonomy, "{{id: t{topic}, title: 事项}}, ").expect("writing to a string cannot fail");
    }
    taxonomy += "]}\n";
    let mut files: Vec<_> = generated(variants)
        .iter()
        .map(|(_, file)| file.clone())
        .filter(|file| file.path != "taxonomy.yaml" && !file.path.contains("/body-"))
        .collect();
    files.push(SourceFile::new("taxonomy.yaml", taxonomy));
    for variant in 1..=variants {
        for article in 1..=topics / CLAUSES_AN_ARTICLE {
            let mut text = format!("---\npart: body\narticle: \"{article}\"\ntitle: 服务\n---\n");
            for clause in 1..=CLAUSES_AN_ARTICLE {
                let topic = (article - 1) * CLAUSES_AN_ARTICLE + clause;
                let days = variant * topic % 60 + 1;
                write!(
                    text,
                    "\n## {article}.{clause} 款 {{topic=t{topic}}}\n\n甲方应当自收到请求之日起{days}日内付款，\
                     乙方有权在第{variant}次催告之后暂停服务，并要求赔偿实际损失。\n"
                )
                .expect("writing to a string cannot fail");
            }
            files.push(SourceFile::new(format!("v{variant}/body-{article:02}.md"), text));
        }
    }
    Sources::new("clauses", files)
}

/// Compares every pair of readings, or those with the first variant only; returns the number of differences.
fn compare_all(family: &Family, with_base_only: bool) -> usize {
    let collation = Collation::new(family);
    let mut found = 0;
    for row in &collation.rows {
        let bases = if with_base_only { &row.readings[..1] } else { &row.readings[..] };
        for (a, left) in bases.iter().enumerate() {
            found += row.readings[a + 1..].iter().map(|right| compare(left, right).differences.len()).sum::<usize>();
        }
    }
    found
}

fn collation_benchmark(criterion: &mut Criterion) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let sources = storage::read_sources(root, Path::new("clauses")).expect("the real clauses lie beside the benchmark");
    let real = pipeline::read(&sources, &Settings::default()).family;
    let mut group = criterion.benchmark_group("collation");
    group.sample_size(20);
    group.bench_function("real family, all pairs", |b| b.iter(|| black_box(compare_all(&real, false))));
    for variants in [25, 50] {
        let family = pipeline::read(&broad(variants, 500), &Settings::default()).family;
        group.bench_with_input(BenchmarkId::new("500 topics, pairs with the base", variants), &family, |b, family| {
            b.iter(|| black_box(compare_all(family, true)));
        });
    }
    group.finish();
}

/// What every build does before it publishes.
fn links_benchmark(criterion: &mut Criterion) {
    let project =
        Project::open(Path::new(env!("CARGO_MANIFEST_DIR"))).expect("the real book lies beside the benchmark");
    let folder = tempfile::tempdir().expect("a temporary folder");
    let destination = project.destination(Some(&folder.path().join("site"))).expect("an empty folder may be used");
    let sources = project.sources().expect("the real clauses can be read");
    project.build(project.check(&sources), &sources, &destination).expect("the real book is sound");
    let site = storage::read_site(destination.path()).expect("the site can be read");
    let mut group = criterion.benchmark_group("links of the real site");
    group.throughput(Throughput::Elements(site.pages.len() as u64));
    group.bench_function("read from disk", |b| b.iter(|| black_box(storage::read_site(destination.path()))));
    group.bench_function("follow", |b| b.iter(|| black_box(links::problems(&site))));
    group.finish();
}

criterion_group!(benches, pipeline_benchmark, annotation_benchmark, collation_benchmark, links_benchmark);
criterion_main!(benches);
