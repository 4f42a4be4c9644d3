//! A book to pages on disk, by mdBook, some pages at a time.

use std::collections::BTreeMap;
use std::mem::take;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use anyhow::{Context, Result};
use mdbook_core::book::{Book, BookItem, Chapter};
use mdbook_core::config::Config;
use mdbook_driver::MDBook;
use mdbook_preprocessor::{Preprocessor, PreprocessorContext};
use mdbook_summary::parse_summary;
use rayon::ThreadPoolBuilder;
use rayon::prelude::*;

use crate::storage::Staging;

/// Stack of a thread that renders, in bytes; only what is used takes memory.
const STACK: usize = 64 * 1024 * 1024;
/// Threads that make pages.
const THREADS: usize = 2;
/// A batch is closed when its pages have so many bytes. mdBook keeps the pages of a book as trees until the last of
/// them is written, and a tree takes up to a hundred times as many bytes as the page.
const FULL_BATCH: usize = 1024 * 1024;

/// Renders a book, on the threads that it is called on.
///
/// The first batch gives everything but pages, too: mdBook gets the whole book for it, but only the chapters of the
/// batch have their text. For the others it gets their chapters alone, with a neighbour on both sides.
///
/// # Errors
/// If mdBook fails or the disk refuses.
pub fn render(mut book: Book, config: &Config, staging: &Staging) -> Result<()> {
    // A page of all pages can only be made of all of them.
    let prints = config.html_config().is_none_or(|html| html.print.enable);
    let (chapters, mut texts) = take_apart(&mut book);
    let batches = batches(&chapters, &texts, if prints { usize::MAX } else { FULL_BATCH });
    let (first, rest) = batches.split_first().context("a book has a first batch")?;
    book.for_each_chapter_mut(|chapter| {
        let is_first =
            |path: &&PathBuf| chapters[first.clone()].iter().any(|chapter| chapter.path.as_ref() == Some(path));
        if let Some(text) = chapter.path.as_ref().filter(is_first).and_then(|path| texts.remove(path)) {
            chapter.content = text;
        }
    });
    render_batch(book, config, staging, &staging.build_dir())?;
    let rest: Vec<_> = rest.iter().map(|batch| (batch.clone(), part(&chapters, batch, &mut texts))).collect();
    rest.into_par_iter().try_for_each(|(batch, book)| {
        let folder = staging.batch_dir(batch.start);
        render_batch(book, config, staging, &folder)?;
        let pages = chapters[batch].iter().filter_map(|chapter| chapter.path.as_ref());
        staging.take_pages(&folder, pages.map(|path| path.with_extension("html")))
    })
}

/// The chapters of a book in order, bare, and their texts by their paths, which are taken out of the book.
fn take_apart(book: &mut Book) -> (Vec<Chapter>, BTreeMap<PathBuf, String>) {
    let mut texts = BTreeMap::new();
    book.for_each_chapter_mut(|chapter| {
        texts.extend(chapter.path.clone().map(|path| (path, take(&mut chapter.content))));
    });
    let bare = |chapter: &Chapter| Chapter { sub_items: Vec::new(), ..chapter.clone() };
    (book.chapters().filter(|chapter| chapter.path.is_some()).map(bare).collect(), texts)
}

/// The chapters of each batch; those of a batch stand side by side.
fn batches(chapters: &[Chapter], texts: &BTreeMap<PathBuf, String>, full: usize) -> Vec<Range<usize>> {
    let (mut batches, mut start, mut size) = (Vec::new(), 0, 0);
    for (index, chapter) in chapters.iter().enumerate() {
        if size >= full {
            batches.push(start..index);
            (start, size) = (index, 0);
        }
        size += chapter.path.as_ref().and_then(|path| texts.get(path)).map_or(0, String::len);
    }
    batches.push(start..chapters.len());
    batches
}

/// A book of a batch and its neighbours.
fn part(chapters: &[Chapter], batch: &Range<usize>, texts: &mut BTreeMap<PathBuf, String>) -> Book {
    let with_neighbours = batch.start.saturating_sub(1)..(batch.end + 1).min(chapters.len());
    let chapter = |index: usize| {
        let mut chapter = chapters[index].clone();
        if batch.contains(&index) {
            chapter.content = chapter.path.as_ref().and_then(|path| texts.remove(path)).unwrap_or_default();
        }
        BookItem::Chapter(chapter)
    };
    Book::new_with_items(with_neighbours.map(chapter).collect())
}

/// Runs on threads that are made for pages. There are two of them whatever the machine has, because each takes memory
/// for the page that it makes, and what one has used it uses again. They have a stack of known size: mdBook's parser
/// and writer call themselves for every level of nesting.
///
/// # Errors
/// If threads cannot be started, or `work` fails.
pub fn on_threads<T: Send>(work: impl FnOnce() -> Result<T> + Send) -> Result<T> {
    let threads = ThreadPoolBuilder::new().num_threads(THREADS).stack_size(STACK).build();
    threads.context("starting threads for the pages")?.install(work)
}

fn render_batch(book: Book, config: &Config, staging: &Staging, folder: &Path) -> Result<()> {
    let empty = parse_summary("# Summary\n").context("an empty summary is well-formed")?;
    let mut mdbook = MDBook::load_with_config_and_summary(staging.root(), sealed(config, folder)?, empty)?;
    mdbook.with_preprocessor(Assembled(Mutex::new(Some(book))));
    mdbook.build().context("mdBook could not render the book")
}

/// The configuration without what could run or read anything: no other renderer, no other preprocessor.
fn sealed(config: &Config, folder: &Path) -> Result<Config> {
    let mut sealed = Config::default();
    sealed.book = config.book.clone();
    sealed.build.build_dir = folder.to_owned();
    sealed.build.create_missing = false;
    sealed.build.use_default_preprocessors = false;
    if let Some(html) = config.get::<serde_json::Value>("output.html")? {
        sealed.set("output.html", html)?;
    }
    Ok(sealed)
}

/// Hands mdBook a book that is already assembled, once: mdBook asks once for each renderer, and there is one.
struct Assembled(Mutex<Option<Book>>);

impl Preprocessor for Assembled {
    fn name(&self) -> &str {
        "clausebook"
    }

    fn run(&self, _: &PreprocessorContext, empty: Book) -> Result<Book> {
        Ok(self.0.lock().ok().and_then(|mut book| book.take()).unwrap_or(empty))
    }
}
