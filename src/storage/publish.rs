//! Builds beside the old site and exchanges the two, so that a reader never meets half a site.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use tempfile::TempDir;
use walkdir::WalkDir;

/// File that marks a folder as a site of ours, so that nothing else is ever replaced.
const MARKER: &str = ".clausebook";
const MARKER_TEXT: &str = "clausebook built this folder and replaces it with every build.\n";

/// A folder that may be replaced by a site.
#[derive(Debug, Clone)]
pub struct Destination {
    folder: PathBuf,
}

impl Destination {
    /// Checks that `folder` may be replaced; `sources` are folders that must not be inside of it or around it.
    ///
    /// # Errors
    /// If the folder is a file, a link, a root, inside the sources or around them, or holds anything that was
    /// not built by us.
    pub fn new(folder: &Path, sources: &[PathBuf]) -> Result<Self> {
        let shown = folder.display();
        let absolute = std::path::absolute(folder).with_context(|| format!("the destination `{shown}`"))?;
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
                let is_empty = fs::read_dir(&folder).with_context(|| format!("listing `{shown}`"))?.next().is_none();
                if !is_empty && !folder.join(MARKER).is_file() {
                    bail!(
                        "`{shown}` holds files that clausebook did not build; \
                         empty it, or name another folder with --dest-dir"
                    );
                }
            }
        }
        Ok(Self { folder })
    }

    /// The folder as an absolute path.
    pub fn path(&self) -> &Path {
        &self.folder
    }
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
        fs::write(&path, text).with_context(|| format!("writing `{}`", path.display()))
    }

    /// Puts the rendered site in the place of the old one, in one step where the system has one.
    ///
    /// # Errors
    /// If the disk refuses; then the old site still stands.
    pub fn publish(self) -> Result<()> {
        let site = self.folder.path().join("site");
        let marker = site.join(MARKER);
        fs::write(&marker, MARKER_TEXT).with_context(|| format!("writing `{}`", marker.display()))?;
        let target = &self.destination.folder;
        exchange(&site, target).with_context(|| format!("publishing to `{}`", target.display()))
    }
}

/// After this `site` is at `target`, and what was there lies in the temporary folder, which is removed.
fn exchange(site: &Path, target: &Path) -> Result<()> {
    if !target.is_dir() {
        return Ok(fs::rename(site, target)?);
    }
    #[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
    {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        if renameat_with(CWD, site, CWD, target, RenameFlags::EXCHANGE).is_ok() {
            return Ok(());
        }
    }
    let old = site.with_file_name("old");
    fs::rename(target, &old)?;
    if let Err(error) = fs::rename(site, target) {
        fs::rename(&old, target)?;
        return Err(error.into());
    }
    Ok(())
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
