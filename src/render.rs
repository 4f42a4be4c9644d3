//! A book to pages on disk, by mdBook, some pages at a time.

use std::collections::BTreeMap;
use std::mem::take;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use anyhow::{Context, Result};
use mdbook_core::book::Book;
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
/// them is written, and a tree takes up to forty times as many bytes as the page.
const FULL_BATCH: usize = 2 * 1024 * 1024;

/// Texts of chapters, by their paths.
type Batch = BTreeMap<PathBuf, String>;

/// Renders a book, on the threads that it is called on.
///
/// mdBook gets the whole book for every batch, so that each page knows its neighbours and the sidebar, but only the
/// chapters of the batch have their text. The first batch gives everything but pages, too.
///
/// # Errors
/// If mdBook fails or the disk refuses.
pub fn render(mut book: Book, config: &Config, staging: &Staging) -> Result<()> {
    // A page of all pages can only be made of all of them.
    let prints = config.html_config().is_none_or(|html| html.print.enable);
    let mut batches = batches(&mut book, if prints { usize::MAX } else { FULL_BATCH }).into_iter();
    let first = batches.next().unwrap_or_default();
    render_batch(filled(&book, first), config, staging, &staging.build_dir())?;
    let rest: Vec<_> = batches.enumerate().collect();
    rest.into_par_iter().try_for_each(|(number, batch)| {
        let folder = staging.batch_dir(number);
        let pages: Vec<_> = batch.keys().map(|path| path.with_extension("html")).collect();
        render_batch(filled(&book, batch), config, staging, &folder)?;
        staging.take_pages(&folder, &pages)
    })
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

/// Takes the texts out of a book, by the paths of their chapters; those of a batch stand side by side.
fn batches(book: &mut Book, full: usize) -> Vec<Batch> {
    let order: Vec<PathBuf> = book.chapters().filter_map(|chapter| chapter.path.clone()).collect();
    let mut texts = Batch::new();
    book.for_each_chapter_mut(|chapter| {
        texts.extend(chapter.path.clone().map(|path| (path, take(&mut chapter.content))));
    });
    let (mut batches, mut room) = (vec![Batch::new()], full);
    for (path, text) in order.into_iter().filter_map(|path| texts.remove_entry(&path)) {
        if room == 0 {
            batches.push(Batch::new());
            room = full;
        }
        room = room.saturating_sub(text.len());
        batches.last_mut().expect("there is one from the beginning").insert(path, text);
    }
    batches
}

/// The book with the texts of a batch.
fn filled(book: &Book, mut batch: Batch) -> Book {
    let mut book = book.clone();
    book.for_each_chapter_mut(|chapter| {
        if let Some(text) = chapter.path.as_ref().and_then(|path| batch.remove(path)) {
            chapter.content = text;
        }
    });
    book
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
