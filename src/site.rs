//! A checked book to a published site, by mdBook, from a temporary root that holds nothing but the theme.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use indexmap::IndexSet;
use mdbook_core::book::Book;
use mdbook_core::config::{Config, HtmlConfig};

use crate::address::{self, SiteUrl};
use crate::collate::Collation;
use crate::links;
use crate::page::{EditUrls, Settings};
use crate::pipeline;
use crate::source::Sources;
use crate::storage::{Destination, Staging};
use crate::templates::Templates;
use crate::{book, render, search, storage};

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
        let mut config = storage::read_config(root)?;
        let (settings, site_url) = (settings(&config)?, site_url(&config)?);
        if let Some(site_url) = &site_url {
            config.set("output.html.site-url", site_url.as_str())?;
        }
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
        render::on_threads(|| self.build_here(checked, sources, destination))
    }

    fn build_here(&self, checked: pipeline::Checked, sources: &Sources, destination: &Destination) -> Result<()> {
        let made = self.make(checked)?;
        let names = page_names(&made.book, &self.config.html_config().unwrap_or_default());

        let not_found = sources.find("404.md").map(|file| ("404.md", sources.get(file).text.as_str()));
        let pages: Vec<_> = not_found.into_iter().collect();
        let theme = self.root.join("theme");
        let staging = Staging::new(destination, Some(&theme), &self.config.book.src, &pages)?;
        render::render(made.book, &self.config, &staging)?;
        staging.add("data.json", &made.data)?;
        made.search.iter().try_for_each(|file| staging.add(&format!("search/{}", file.name), &file.text))?;
        if let Some(SiteUrl::Address(root)) = &self.site_url {
            add_addresses(root, &names, &made.templates, &staging)?;
        }
        links::check(&staging.site()?)?;
        staging.publish()
    }

    /// Makes everything of the site but what mdBook makes. Then family and collation are no longer needed, which are
    /// larger than what was made of them.
    fn make(&self, checked: pipeline::Checked) -> Result<Made> {
        let prose = checked.prose.expect("a family without errors has a SUMMARY.md");
        let templates = Templates::new(&storage::read_templates(&self.root)?)?;
        let collation = Collation::new(&checked.family);
        let generated = pipeline::pages(&collation, &templates, &self.settings)?;
        let (search, data) = (pipeline::search(&collation, &prose), pipeline::data(&collation));
        Ok(Made { book: book::assemble(prose, generated), search, data, templates })
    }
}

/// A site before it is rendered.
struct Made {
    book: Book,
    search: Vec<search::File>,
    data: String,
    templates: Templates,
}

/// The pages of a book in their order, as mdBook names their files; not the page for unknown addresses.
fn page_names(book: &Book, html: &HtmlConfig) -> IndexSet<String> {
    let paths = book.chapters().filter_map(|chapter| chapter.path.as_ref());
    let names = paths.map(|path| path.with_extension("html").to_string_lossy().replace('\\', "/"));
    names.filter(|name| *name != html.get_404_output_file()).collect()
}

/// Says in each page of a rendered site where it will lie, and for robots where all of them do.
fn add_addresses(root: &str, names: &IndexSet<String>, templates: &Templates, staging: &Staging) -> Result<()> {
    let pages = address::pages(root, names);
    for page in &pages {
        let html = staging.read(page.name)?;
        staging.add(page.name, &address::with_address(&html, page, templates)?)?;
    }
    let files = address::files(root, &pages, templates)?;
    files.iter().try_for_each(|(name, text)| staging.add(name, text))
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
