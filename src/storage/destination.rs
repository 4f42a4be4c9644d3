//! Which folder may be replaced by a site: an empty one, or one that holds nothing but a site of ours.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::{env, fs};

use anyhow::{Context, Result, bail};
use walkdir::WalkDir;

/// File that marks a folder as a site of ours, so that nothing else is ever replaced: a sentence, and below it the
/// files in the folder that are ours.
const MARKER: &str = ".clausebook";
const MARKER_TEXT: &str = "clausebook built this folder and replaces it with every build.\n";
/// A message names this many files that are not ours.
const SHOWN: usize = 10;

/// A folder that may be replaced by a site.
#[derive(Debug, Clone)]
pub struct Destination {
    /// As it was given.
    given: PathBuf,
    /// Absolute and without links.
    folder: PathBuf,
    sources: Vec<PathBuf>,
}

impl Destination {
    /// Checks that `folder` may be replaced; `sources` are folders that must not be inside of it or around it.
    ///
    /// # Errors
    /// If the folder is a file, a link, a root, inside the sources or around them, the home or working folder or
    /// around them, or holds anything that was not built by us.
    pub fn new(folder: &Path, sources: &[PathBuf]) -> Result<Self> {
        let given = folder;
        let shown = given.display();
        let absolute = std::path::absolute(given).with_context(|| format!("the destination `{shown}`"))?;
        let folder = real_path(&absolute);
        if folder.parent().is_none() {
            bail!("`{shown}` cannot be the destination: it is the root of the file system");
        }
        for source in sources {
            let source = real_path(&std::path::absolute(source)?);
            if folder.starts_with(&source) || source.starts_with(&folder) {
                bail!("`{shown}` cannot be the destination: it overlaps with the sources in `{}`", source.display());
            }
        }
        // Even if they are empty or hold a site: whoever is in there would be left in a folder that is gone.
        for (person, name) in [(env::home_dir(), "home"), (env::current_dir().ok(), "working")] {
            let person = person.filter(|folder| folder.is_absolute()).map(|folder| real_path(&folder));
            if person.is_some_and(|person| person.starts_with(&folder)) {
                bail!("`{shown}` cannot be the destination: it is the {name} folder or lies around it");
            }
        }
        match fs::symlink_metadata(&absolute) {
            Err(_) => {}
            Ok(metadata) if metadata.is_symlink() => bail!("`{shown}` cannot be the destination: it is a link"),
            Ok(metadata) if !metadata.is_dir() => bail!("`{shown}` cannot be the destination: it is a file"),
            Ok(_) => {
                let foreign = foreign_paths(&folder).with_context(|| format!("listing `{shown}`"))?;
                if !foreign.is_empty() {
                    let more = if foreign.len() > SHOWN { " and more" } else { "" };
                    bail!(
                        "`{shown}` holds files that clausebook did not build: `{}`{more}; \
                         move them elsewhere, or name another folder with --dest-dir",
                        foreign[..foreign.len().min(SHOWN)].join("`, `")
                    );
                }
            }
        }
        Ok(Self { given: given.to_owned(), folder, sources: sources.to_vec() })
    }

    /// Ensures that what held when the destination was chosen still holds.
    pub(super) fn check_again(&self) -> Result<()> {
        let now = Self::new(&self.given, &self.sources)?;
        if now.folder != self.folder {
            bail!("`{}` was moved during the build", self.given.display());
        }
        Ok(())
    }

    /// The folder as an absolute path.
    pub fn path(&self) -> &Path {
        &self.folder
    }
}

/// Writes the marker into a rendered site.
pub(super) fn mark(site: &Path) -> Result<()> {
    let mut list = String::new();
    for entry in WalkDir::new(site).min_depth(1).sort_by_file_name() {
        let entry = entry.with_context(|| format!("listing `{}`", site.display()))?;
        if !entry.file_type().is_dir() {
            list += &relative(site, entry.path());
            list.push('\n');
        }
    }
    let marker = site.join(MARKER);
    fs::write(&marker, format!("{MARKER_TEXT}{list}")).with_context(|| format!("writing `{}`", marker.display()))
}

/// What lies in a folder and is not of a site of ours, sorted; a folder stands for everything in it.
fn foreign_paths(folder: &Path) -> Result<Vec<String>> {
    loop {
        let marker = marker(folder)?;
        let foreign = unlisted_paths(folder, &marker);
        // Otherwise another build has exchanged the folder, and the list of one site was held against another.
        if self::marker(folder)? == marker {
            return foreign;
        }
    }
}

/// The text of the marker, empty if there is none.
fn marker(folder: &Path) -> Result<String> {
    let marker = folder.join(MARKER);
    let is_marked = fs::symlink_metadata(&marker).is_ok_and(|metadata| metadata.is_file());
    if is_marked { Ok(fs::read_to_string(&marker)?) } else { Ok(String::new()) }
}

fn unlisted_paths(folder: &Path, marker: &str) -> Result<Vec<String>> {
    // The first sites had no list.
    if marker == MARKER_TEXT {
        return Ok(Vec::new());
    }
    let files: BTreeSet<&str> = marker.strip_prefix(MARKER_TEXT).unwrap_or_default().lines().collect();
    let folders: BTreeSet<&str> = files.iter().flat_map(|path| ancestors(path)).collect();
    let mut foreign = Vec::new();
    let mut entries = WalkDir::new(folder).min_depth(1).sort_by_file_name().into_iter();
    while let Some(entry) = entries.next() {
        let entry = entry?;
        let path = relative(folder, entry.path());
        // The next sites had a list of the names in the folder alone.
        let is_listed = files.contains(path.as_str()) || ancestors(&path).any(|above| files.contains(above));
        let is_ours = is_listed
            || (entry.file_type().is_dir() && folders.contains(path.as_str()))
            || (path == MARKER && !files.is_empty());
        if !is_ours {
            foreign.push(path);
            if entry.file_type().is_dir() {
                entries.skip_current_dir();
            }
        }
    }
    Ok(foreign)
}

/// The folders around a path, from the outside in.
fn ancestors(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').map(|(end, _)| &path[..end])
}

fn relative(folder: &Path, path: &Path) -> String {
    path.strip_prefix(folder).unwrap_or(path).to_string_lossy().replace('\\', "/")
}

/// The real path of the longest existing part, so that links and `..` cannot hide where a folder lies.
fn real_path(absolute: &Path) -> PathBuf {
    let existing = absolute.ancestors().find_map(|ancestor| ancestor.canonicalize().ok().map(|real| (ancestor, real)));
    match existing {
        Some((ancestor, real)) => {
            let rest = absolute.strip_prefix(ancestor).unwrap_or(Path::new(""));
            if rest.as_os_str().is_empty() { real } else { real.join(rest) }
        }
        None => absolute.to_owned(),
    }
}
