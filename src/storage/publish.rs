//! Builds beside the old site and exchanges the two, so that a reader never meets half a site.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use tempfile::TempDir;
use walkdir::WalkDir;

/// File that marks a folder as a site of ours, so that nothing else is ever replaced: a sentence, and below it the
/// names in the folder that are ours.
const MARKER: &str = ".clausebook";
const MARKER_TEXT: &str = "clausebook built this folder and replaces it with every build.\n";

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
    /// If the folder is a file, a link, a root, inside the sources or around them, or holds anything that was
    /// not built by us.
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
        match fs::symlink_metadata(&absolute) {
            Err(_) => {}
            Ok(metadata) if metadata.is_symlink() => bail!("`{shown}` cannot be the destination: it is a link"),
            Ok(metadata) if !metadata.is_dir() => bail!("`{shown}` cannot be the destination: it is a file"),
            Ok(_) => {
                let foreign = foreign_names(&folder).with_context(|| format!("listing `{shown}`"))?;
                if !foreign.is_empty() {
                    bail!(
                        "`{shown}` holds files that clausebook did not build: `{}`; \
                         move them elsewhere, or name another folder with --dest-dir",
                        foreign.join("`, `")
                    );
                }
            }
        }
        Ok(Self { given: given.to_owned(), folder, sources: sources.to_vec() })
    }

    /// Ensures that what held when the destination was chosen still holds.
    fn check_again(&self) -> Result<()> {
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

/// The names in a folder that are not those of a site of ours, sorted.
fn foreign_names(folder: &Path) -> Result<Vec<String>> {
    let names = names(folder)?;
    let marker = folder.join(MARKER);
    let is_marked = fs::symlink_metadata(&marker).is_ok_and(|metadata| metadata.is_file());
    let marker = if is_marked { fs::read_to_string(&marker)? } else { String::new() };
    // The first sites had no list of names.
    if marker == MARKER_TEXT {
        return Ok(Vec::new());
    }
    let mut ours: BTreeSet<&str> = marker.strip_prefix(MARKER_TEXT).unwrap_or_default().lines().collect();
    if !ours.is_empty() {
        ours.insert(MARKER);
    }
    Ok(names.into_iter().filter(|name| !ours.contains(name.as_str())).collect())
}

/// The names in a folder, sorted.
fn names(folder: &Path) -> Result<BTreeSet<String>> {
    let names = fs::read_dir(folder)?.map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()));
    names.collect()
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

/// A temporary folder beside the destination: a root for mdBook and the site that it renders.
#[derive(Debug)]
pub struct Staging {
    folder: TempDir,
    destination: Destination,
}

impl Staging {
    /// Creates the folder, with what mdBook may read: `theme`, and `pages` as files below `source_folder`.
    ///
    /// # Errors
    /// If the disk refuses.
    pub fn new(
        destination: &Destination,
        theme: Option<&Path>,
        source_folder: &Path,
        pages: &[(&str, &str)],
    ) -> Result<Self> {
        let parent = destination.folder.parent().context("a destination has a parent")?;
        fs::create_dir_all(parent).with_context(|| format!("creating `{}`", parent.display()))?;
        let folder = tempfile::Builder::new()
            .prefix(".clausebook-")
            .tempdir_in(parent)
            .with_context(|| format!("creating a folder in `{}`", parent.display()))?;
        let staging = Self { folder, destination: destination.clone() };
        if let Some(theme) = theme.filter(|theme| theme.is_dir()) {
            copy_folder(theme, &staging.root().join("theme"))?;
        }
        let sources = staging.root().join(source_folder);
        fs::create_dir_all(&sources).with_context(|| format!("creating `{}`", sources.display()))?;
        for (name, text) in pages {
            let path = sources.join(name);
            fs::write(&path, text).with_context(|| format!("writing `{}`", path.display()))?;
        }
        Ok(staging)
    }

    /// The folder that mdBook takes for the root of the book.
    pub fn root(&self) -> PathBuf {
        self.folder.path().join("root")
    }

    /// Where mdBook writes, relative to [`Staging::root`].
    pub fn build_dir(&self) -> PathBuf {
        PathBuf::from("../site")
    }

    /// Adds a file to the rendered site.
    ///
    /// # Errors
    /// If the disk refuses.
    pub fn add(&self, name: &str, text: &str) -> Result<()> {
        let path = self.folder.path().join("site").join(name);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).with_context(|| format!("creating `{}`", parent.display()))?;
        }
        fs::write(&path, text).with_context(|| format!("writing `{}`", path.display()))
    }

    /// Puts the rendered site in the place of the old one, in one step where the system has one.
    ///
    /// # Errors
    /// If the disk refuses; then the old site still stands.
    pub fn publish(self) -> Result<()> {
        let site = self.folder.path().join("site");
        let names = names(&site).with_context(|| format!("listing `{}`", site.display()))?;
        let list: String = names.iter().map(|name| format!("{name}\n")).collect();
        let marker = site.join(MARKER);
        fs::write(&marker, format!("{MARKER_TEXT}{list}"))
            .with_context(|| format!("writing `{}`", marker.display()))?;
        self.destination.check_again()?;
        let target = self.destination.folder;
        exchange(self.folder, &target).with_context(|| format!("publishing to `{}`", target.display()))
    }
}

/// After this the site is at `target`, and what was there lies in the temporary folder, which is removed.
fn exchange(folder: TempDir, target: &Path) -> Result<()> {
    let site = folder.path().join("site");
    if !target.is_dir() {
        return Ok(fs::rename(site, target)?);
    }
    #[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
    {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        if renameat_with(CWD, &site, CWD, target, RenameFlags::EXCHANGE).is_ok() {
            return Ok(());
        }
    }
    let old = folder.path().join("old");
    fs::rename(target, &old)?;
    let Err(error) = fs::rename(site, target) else { return Ok(()) };
    if fs::rename(&old, target).is_err() {
        bail!("{error}; the old site is in `{}`, the new one beside it", folder.keep().join("old").display());
    }
    Err(error.into())
}

fn copy_folder(from: &Path, to: &Path) -> Result<()> {
    for entry in WalkDir::new(from).sort_by_file_name() {
        let entry = entry.with_context(|| format!("reading `{}`", from.display()))?;
        let target = to.join(entry.path().strip_prefix(from).unwrap_or(Path::new("")));
        if entry.file_type().is_dir() {
            fs::create_dir_all(&target).with_context(|| format!("creating `{}`", target.display()))?;
        } else if entry.file_type().is_file() {
            fs::copy(entry.path(), &target).with_context(|| format!("copying `{}`", entry.path().display()))?;
        }
    }
    Ok(())
}
