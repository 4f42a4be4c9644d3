//! Reads sources, configuration and templates, each file once.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use mdbook_core::config::Config;
use rayon::prelude::*;
use walkdir::{DirEntry, WalkDir};

use crate::links::{Page, Site};
use crate::load;
use crate::source::{Fault, SourceFile, Sources};

/// Largest Markdown file that is read, in bytes.
pub(crate) const MARKDOWN_LIMIT: u64 = 256 * 1024;
/// Largest YAML file that is read, in bytes.
pub(crate) const YAML_LIMIT: u64 = 64 * 1024;
/// Bytes that are read below the source folder.
pub(crate) const FAMILY_LIMIT: u64 = 16 * 1024 * 1024;
/// Bytes of articles that are read: parsed, a byte may take a hundred times as much.
pub(crate) const ARTICLES_LIMIT: u64 = 4 * 1024 * 1024;
/// Files and folders that are looked at.
pub(crate) const MOST_ENTRIES: usize = 10_000;

/// Reads every file below the source folder; names that begin with a dot are passed over.
///
/// # Errors
/// If the folder is missing, is not a folder or cannot be listed. What is wrong with a single file is kept with
/// the file, as its [`Fault`].
pub fn read_sources(root: &Path, source_folder: &Path) -> Result<Sources> {
    let folder = root.join(source_folder);
    let kind = fs::symlink_metadata(&folder)
        .with_context(|| format!("there is no folder `{}` with clause sources", folder.display()))?;
    if !kind.is_dir() {
        bail!("`{}` is not a folder", folder.display());
    }
    let mut files = Vec::new();
    let mut room = Room { family: FAMILY_LIMIT, articles: ARTICLES_LIMIT };
    // What has no room must be the same on every machine.
    let entries = WalkDir::new(&folder).min_depth(1).sort_by_file_name().into_iter();
    let entries = entries.filter_entry(|entry| !entry.file_name().to_string_lossy().starts_with('.'));
    for (count, entry) in entries.enumerate() {
        match entry {
            Ok(entry) if count == MOST_ENTRIES => {
                let fault = Fault::NoRoom(format!("a source folder may have {MOST_ENTRIES} files and folders"));
                files.push(SourceFile::faulty(relative(&folder, entry.path()), fault));
                break;
            }
            Ok(entry) => files.extend(read_entry(&folder, &entry, &mut room)),
            Err(error) => {
                let path = error.path().map(|path| relative(&folder, path)).unwrap_or_default();
                let reason = error.io_error().map_or_else(|| error.to_string(), ToString::to_string);
                files.push(SourceFile::faulty(path, Fault::Unreadable(reason)));
            }
        }
    }
    Ok(Sources::new(source_folder.to_string_lossy().replace('\\', "/"), files))
}

/// Ensures that the source folder holds nothing that we pass over and plain mdBook would publish: it copies every
/// file that is no Markdown, follows links on the way, and so could publish anything of this machine.
///
/// # Errors
/// If a name begins with a dot.
pub fn refuse_hidden(root: &Path, source_folder: &Path) -> Result<()> {
    for entry in WalkDir::new(root.join(source_folder)).min_depth(1) {
        let entry = entry.context("listing the clause sources")?;
        if entry.file_name().to_string_lossy().starts_with('.') {
            let shown = crate::diagnostics::one_line(&entry.path().to_string_lossy());
            bail!("plain mdBook would publish `{shown}`; remove it, or use `clausebook build`");
        }
    }
    Ok(())
}

/// Bytes that may still be read.
struct Room {
    family: u64,
    articles: u64,
}

impl Room {
    /// Takes what a file needs, or tells which limit it passes; then nothing that follows has room.
    fn take(&mut self, path: &str, size: u64) -> Result<(), Fault> {
        let folder = path.split_once('/').map(|(folder, _)| folder);
        let is_article = path.ends_with(".md") && folder.is_some_and(|folder| folder != load::ANNOTATIONS);
        let articles = if is_article { size } else { 0 };
        if size > self.family {
            self.family = 0;
            return Err(Fault::NoRoom(format!("a source folder may have {} MB", FAMILY_LIMIT / (1024 * 1024))));
        }
        if articles > self.articles {
            self.articles = 0;
            return Err(Fault::NoRoom(format!(
                "the articles of all variants may have {} MB",
                ARTICLES_LIMIT / (1024 * 1024)
            )));
        }
        self.family -= size;
        self.articles -= articles;
        Ok(())
    }
}

fn read_entry(folder: &Path, entry: &DirEntry, room: &mut Room) -> Option<SourceFile> {
    let path = relative(folder, entry.path());
    let is_source = path.ends_with(".md") || path.ends_with(".yaml");
    if entry.file_type().is_symlink() {
        return Some(SourceFile::faulty(path, Fault::Symlink));
    }
    if entry.file_type().is_dir() {
        return is_source.then(|| SourceFile::faulty(path, Fault::NotAFile));
    }
    if !entry.file_type().is_file() {
        return Some(SourceFile::faulty(path, Fault::NotAFile));
    }
    Some(read_file(entry.path(), path, room))
}

fn read_file(on_disk: &Path, path: String, room: &mut Room) -> SourceFile {
    let limit = if path.ends_with(".yaml") { YAML_LIMIT } else { MARKDOWN_LIMIT };
    match fs::metadata(on_disk) {
        Ok(metadata) if metadata.len() > limit => {
            return SourceFile::faulty(path, Fault::TooLarge { size: metadata.len(), limit });
        }
        Ok(metadata) => {
            if let Err(fault) = room.take(&path, metadata.len()) {
                return SourceFile::faulty(path, fault);
            }
        }
        Err(error) => return SourceFile::faulty(path, Fault::Unreadable(error.to_string())),
    }
    match fs::read(on_disk) {
        Ok(bytes) => decode(path, bytes),
        Err(error) => SourceFile::faulty(path, Fault::Unreadable(error.to_string())),
    }
}

fn decode(path: String, bytes: Vec<u8>) -> SourceFile {
    match String::from_utf8(bytes) {
        Ok(text) => SourceFile::new(path, text),
        Err(error) => {
            let offset = error.utf8_error().valid_up_to();
            let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
            SourceFile { path, text, fault: Some(Fault::NotUtf8 { offset }) }
        }
    }
}

/// Reads a rendered site: the links and places of its pages, the names of all files.
///
/// # Errors
/// If the disk refuses or a page is no text.
pub fn read_site(folder: &Path) -> Result<Site> {
    let mut files = BTreeSet::new();
    for entry in WalkDir::new(folder).min_depth(1) {
        let entry = entry.with_context(|| format!("listing `{}`", folder.display()))?;
        if entry.file_type().is_file() {
            files.insert(relative(folder, entry.path()));
        }
    }
    let read = |path: &String| {
        let html = fs::read_to_string(folder.join(path)).with_context(|| format!("reading the page `{path}`"))?;
        Ok((path.clone(), Page::new(&html)))
    };
    let pages = files.par_iter().filter(|path| path.ends_with(".html")).map(read).collect::<Result<_>>()?;
    Ok(Site { pages, files })
}

fn relative(folder: &Path, path: &Path) -> String {
    let path = path.strip_prefix(folder).unwrap_or(path);
    // Not by exchanging backslashes: outside of Windows they are part of a name, which must not pass for a folder.
    path.components().map(|piece| piece.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

/// Puts a new text in the place of a source file, in one step.
///
/// # Errors
/// If the disk refuses; then the old text still stands.
pub fn write_source(root: &Path, source_folder: &Path, path: &str, text: &str) -> Result<()> {
    let path = root.join(source_folder).join(path);
    let folder = path.parent().context("a source file lies in a folder")?;
    let context = || format!("`{}` cannot be written", path.display());
    let mut file = tempfile::NamedTempFile::new_in(folder).with_context(context)?;
    file.write_all(text.as_bytes()).with_context(context)?;
    fs::set_permissions(file.path(), fs::metadata(&path).with_context(context)?.permissions()).with_context(context)?;
    file.persist(&path).with_context(context)?;
    Ok(())
}

/// Reads `book.toml`.
///
/// # Errors
/// If it is missing or malformed.
pub fn read_config(root: &Path) -> Result<Config> {
    let path = root.join("book.toml");
    let text = fs::read_to_string(&path).with_context(|| {
        format!("there is no `{}`; run clausebook in the folder of the book, or name it with --root", path.display())
    })?;
    text.parse::<Config>().with_context(|| format!("`{}` is malformed", path.display()))
}

/// Reads the templates of the project's theme, file name to text; none if there is no such folder.
///
/// # Errors
/// If a template cannot be read.
pub fn read_templates(root: &Path) -> Result<BTreeMap<String, String>> {
    let folder: PathBuf = root.join("theme/templates");
    if !folder.is_dir() {
        return Ok(BTreeMap::new());
    }
    let mut templates = BTreeMap::new();
    for entry in WalkDir::new(&folder).min_depth(1).sort_by_file_name() {
        let entry = entry.with_context(|| format!("templates in `{}`", folder.display()))?;
        let name = relative(&folder, entry.path());
        if entry.file_type().is_file() && [".html", ".txt", ".xml"].iter().any(|ending| name.ends_with(ending)) {
            let text = fs::read_to_string(entry.path()).with_context(|| format!("template `{name}`"))?;
            templates.insert(name, text);
        }
    }
    Ok(templates)
}
