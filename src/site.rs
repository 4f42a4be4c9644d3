//! A checked book to a published site, by mdBook, from a temporary root that holds nothing but the theme.

use std::panic::resume_unwind;
use std::path::{Path, PathBuf};
use std::thread;

use anyhow::{Context, Result};
use mdbook_core::book::Book;
use mdbook_core::config::{Config, HtmlConfig};
use mdbook_driver::MDBook;
use mdbook_preprocessor::{Preprocessor, PreprocessorContext};
use mdbook_summary::parse_summary;

use crate::address::{self, SiteUrl};
use crate::collate::Collation;
use crate::links;
use crate::page::{EditUrls, Settings};
use crate::pipeline;
use crate::source::Sources;
use crate::storage::{Destination, Staging};
use crate::templates::Templates;
use crate::{book, storage};

/// Stack of the thread that renders, in bytes; only what is used takes memory.
const STACK: usize = 64 * 1024 * 1024;

/// A book on disk: where it lies and how it is configured.
#[derive(Debug)]
pub struct Project {
    root: PathBuf,
    config: Config,
    settings: Settings,
    site_url: Option<SiteUrl>,
}

impl Project {
    /// Reads the configuration of the book in the folder `root`.
    ///
    /// # Errors
    /// If `book.toml` is missing or malformed, or has a value that its key does not take.
    pub fn open(root: &Path) -> Result<Self> {
        let config = storage::read_config(root)?;
        let (settings, site_url) = (settings(&config)?, site_url(&config)?);
        Ok(Self { root: root.to_owned(), config, settings, site_url })
    }

    /// Reads every source file, once.
    ///
    /// # Errors
    /// If the source folder is missing.
    pub fn sources(&self) -> Result<Sources> {
        storage::read_sources(&self.root, &self.config.book.src)
    }

    /// Puts a new text in the place of a source file.
    ///
    /// # Errors
    /// If the disk refuses; then the old text still stands.
    pub fn write(&self, path: &str, text: &str) -> Result<()> {
        storage::write_source(&self.root, &self.config.book.src, path, text)
    }

    /// Reads and checks the family; all mistakes are found in one run.
    pub fn check(&self, sources: &Sources) -> pipeline::Checked {
        pipeline::read(sources, &self.settings)
    }

    /// The folders whose changes call for a new build. `book.toml` is read once: its changes need a restart.
    pub fn watched(&self) -> Vec<PathBuf> {
        vec![self.root.join(&self.config.book.src), self.root.join("theme")]
    }

    /// The folder that a build replaces: `folder` if given, otherwise that of `book.toml`.
    ///
    /// # Errors
    /// If that folder may not be replaced.
    pub fn destination(&self, folder: Option<&Path>) -> Result<Destination> {
        let folder = folder.map_or_else(|| self.root.join(&self.config.build.build_dir), Path::to_owned);
        Destination::new(&folder, &self.watched())
    }

    /// Renders a checked family and puts it in the place of the old site.
    ///
    /// # Errors
    /// If a template is malformed, a link would be dead or the disk refuses; then the old site still stands.
    pub fn build(&self, checked: pipeline::Checked, sources: &Sources, destination: &Destination) -> Result<()> {
        let prose = checked.prose.context("a family without errors has a SUMMARY.md")?;
        let templates = Templates::new(&storage::read_templates(&self.root)?)?;
        let collation = Collation::new(&checked.family);
        let generated = pipeline::pages(&collation, &templates, &self.settings)?;
        let search = pipeline::search(&collation, &prose);
        let book = book::assemble(prose, &generated);
        let names = page_names(&book, &self.config.html_config().unwrap_or_default());
        let not_found = sources.find("404.md").map(|file| ("404.md", sources.get(file).text.as_str()));
        let pages: Vec<_> = not_found.into_iter().collect();
        let theme = self.root.join("theme");
        let staging = Staging::new(destination, Some(&theme), &self.config.book.src, &pages)?;
        render(book, self.sealed(&staging)?, &staging)?;
        staging.add("data.json", &pipeline::data(&collation))?;
        search.iter().try_for_each(|file| staging.add(&format!("search/{}", file.name), &file.text))?;
        if let Some(SiteUrl::Address(address)) = &self.site_url {
            let files = address::files(address, &names, &staging.site()?, &templates)?;
            files.iter().try_for_each(|(name, text)| staging.add(name, text))?;
        }
        links::check(&staging.site()?)?;
        staging.publish()
    }

    /// The configuration without what could run or read anything: no other renderer, no other preprocessor.
    fn sealed(&self, staging: &Staging) -> Result<Config> {
        let mut sealed = Config::default();
        sealed.book = self.config.book.clone();
        sealed.build.build_dir = staging.build_dir();
        sealed.build.create_missing = false;
        sealed.build.use_default_preprocessors = false;
        if let Some(html) = self.config.get::<serde_json::Value>("output.html")? {
            sealed.set("output.html", html)?;
        }
        if let Some(site_url) = &self.site_url {
            sealed.set("output.html.site-url", site_url.as_str())?;
        }
        Ok(sealed)
    }
}

/// The pages of a book in their order, as mdBook names their files; not the page for unknown addresses.
fn page_names(book: &Book, html: &HtmlConfig) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for path in book.chapters().filter_map(|chapter| chapter.path.as_ref()) {
        let name = path.with_extension("html").to_string_lossy().replace('\\', "/");
        if name != html.get_404_output_file() && !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

/// Where the site will lie, if `book.toml` says it.
///
/// # Errors
/// If it is no address.
pub fn site_url(config: &Config) -> Result<Option<SiteUrl>> {
    let written: Option<String> = config.get("output.html.site-url").context("`site-url` in book.toml")?;
    written.map(|written| SiteUrl::parse(&written)).transpose()
}

/// What pages take from the configuration of the book.
///
/// # Errors
/// If a value is not one that its key takes.
pub fn settings(config: &Config) -> Result<Settings> {
    let pairs = config.get("preprocessor.clausebook.pairs").context("`pairs` in book.toml")?;
    let file = config.get("output.html.edit-url-template").context("`edit-url-template` in book.toml")?;
    let key = "preprocessor.clausebook.clause-edit-url-template";
    let line = config.get(key).context("`clause-edit-url-template` in book.toml")?;
    Ok(Settings {
        edit: EditUrls::new(file, line)?,
        source_folder: config.book.src.to_string_lossy().replace('\\', "/"),
        pairs: pairs.unwrap_or_default(),
    })
}

/// On a thread of its own: mdBook's parser and writer call themselves for every level of nesting, and how much stack
/// the caller has is not known.
fn render(book: Book, config: Config, staging: &Staging) -> Result<()> {
    thread::scope(|scope| {
        let thread = thread::Builder::new().stack_size(STACK);
        let rendering = thread.spawn_scoped(scope, || render_here(book, config, staging));
        let rendered = rendering.context("starting a thread for mdBook")?.join();
        rendered.unwrap_or_else(|panic| resume_unwind(panic))
    })
}

fn render_here(book: Book, config: Config, staging: &Staging) -> Result<()> {
    let empty = parse_summary("# Summary\n").context("an empty summary is well-formed")?;
    let mut mdbook = MDBook::load_with_config_and_summary(staging.root(), config, empty)?;
    mdbook.with_preprocessor(Assembled(book));
    mdbook.build().context("mdBook could not render the book")
}

/// Hands mdBook a book that is already assembled.
struct Assembled(Book);

impl Preprocessor for Assembled {
    fn name(&self) -> &str {
        "clausebook"
    }

    fn run(&self, _: &PreprocessorContext, _: Book) -> Result<Book> {
        Ok(self.0.clone())
    }
}
