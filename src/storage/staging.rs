//! Builds beside the old site and exchanges the two, so that a reader never meets half a site.

use std::fs;
use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use tempfile::TempDir;
use walkdir::WalkDir;

use super::destination::{Destination, mark};
use super::read::read_site;
use crate::links::Site;

/// How the names of temporary folders begin.
const PREFIX: &str = ".clausebook-";
/// What mdBook takes for the root of the book.
const ROOT: &str = "root";
/// What mdBook writes; after the exchange, the site that was there before.
const SITE: &str = "site";
/// The site that was there before, on systems that cannot exchange two folders. It may be the only copy.
const OLD: &str = "old";

/// A temporary folder beside the destination: a root for mdBook and the site that it renders.
#[derive(Debug)]
pub struct Staging {
    folder: TempDir,
    destination: Destination,
    /// Tells other builds that the folder is in use; the system opens the lock when this process ends, however it ends.
    _lock: Option<File>,
}

impl Staging {
    /// Creates the folder, with what mdBook may read: `theme`, and `pages` as files below `source_folder`. Folders that
    /// builds left behind when they were killed are removed.
    ///
    /// # Errors
    /// If the disk refuses.
    pub fn new(
        destination: &Destination,
        theme: Option<&Path>,
        source_folder: &Path,
        pages: &[(&str, &str)],
    ) -> Result<Self> {
        let parent = destination.path().parent().context("a destination has a parent")?;
        fs::create_dir_all(parent).with_context(|| format!("creating `{}`", parent.display()))?;
        remove_abandoned(parent);
        let (folder, lock) = claim(parent).with_context(|| format!("creating a folder in `{}`", parent.display()))?;
        let staging = Self { folder, destination: destination.clone(), _lock: lock };
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
        self.folder.path().join(ROOT)
    }

    /// Where mdBook writes, relative to [`Staging::root`].
    pub fn build_dir(&self) -> PathBuf {
        Path::new("..").join(SITE)
    }

    /// Where mdBook writes a batch of pages, relative to [`Staging::root`].
    pub fn batch_dir(&self, number: usize) -> PathBuf {
        PathBuf::from(format!("batch-{number}"))
    }

    /// Takes pages of a batch into the rendered site and removes what else the batch has.
    ///
    /// The list of pages for the sidebar is a file that mdBook names after its content; a batch has another one.
    ///
    /// # Errors
    /// If the disk refuses.
    pub fn take_pages(&self, batch_dir: &Path, pages: impl Iterator<Item = PathBuf>) -> Result<()> {
        let batch = self.root().join(batch_dir);
        let (from, to) = (sidebar(&batch)?, sidebar(&self.rendered())?);
        for page in pages {
            let context = || format!("moving the page `{}`", page.display());
            let html = fs::read_to_string(batch.join(&page)).with_context(context)?;
            fs::write(self.rendered().join(&page), html.replace(&from, &to)).with_context(context)?;
        }
        fs::remove_dir_all(&batch).with_context(|| format!("removing `{}`", batch.display()))
    }

    fn rendered(&self) -> PathBuf {
        self.folder.path().join(SITE)
    }

    /// Adds a file to the rendered site.
    ///
    /// # Errors
    /// If the disk refuses.
    pub fn add(&self, name: &str, text: &str) -> Result<()> {
        let path = self.rendered().join(name);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).with_context(|| format!("creating `{}`", parent.display()))?;
        }
        fs::write(&path, text).with_context(|| format!("writing `{}`", path.display()))
    }

    /// Reads a page of the rendered site back.
    ///
    /// # Errors
    /// If there is none, or the disk refuses.
    pub fn read(&self, name: &str) -> Result<String> {
        fs::read_to_string(self.rendered().join(name)).with_context(|| format!("reading the page `{name}`"))
    }

    /// Reads the rendered site back.
    ///
    /// # Errors
    /// If the disk refuses.
    pub fn site(&self) -> Result<Site> {
        read_site(&self.rendered())
    }

    /// Puts the rendered site in the place of the old one, in one step where the system has one.
    ///
    /// # Errors
    /// If the disk refuses; then the old site still stands.
    pub fn publish(self) -> Result<()> {
        let site = self.rendered();
        mark(&site)?;
        open_to_all(&site)?;
        self.destination.check_again()?;
        let target = self.destination.path();
        exchange(self.folder, &self.destination).with_context(|| format!("publishing to `{}`", target.display()))
    }
}

/// The name of the list of pages that mdBook made.
fn sidebar(folder: &Path) -> Result<String> {
    let names = fs::read_dir(folder).with_context(|| format!("listing `{}`", folder.display()))?;
    let mut names = names.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    names.find(|name| name.starts_with("toc") && name.ends_with(".js")).context("mdBook made no list of pages")
}

/// Creates a temporary folder and locks it, where the system can lock folders.
fn claim(parent: &Path) -> Result<(TempDir, Option<File>)> {
    loop {
        let folder = tempfile::Builder::new().prefix(PREFIX).tempdir_in(parent)?;
        // Another build may have taken it for abandoned before it was locked; then there is nothing in it to lose.
        match lock(folder.path()) {
            Ok(lock) if folder.path().is_dir() => return Ok((folder, Some(lock))),
            Ok(_) | Err(TryLockError::WouldBlock) => {}
            Err(TryLockError::Error(_)) if folder.path().is_dir() => return Ok((folder, None)),
            Err(TryLockError::Error(_)) => {}
        }
    }
}

fn lock(folder: &Path) -> Result<File, TryLockError> {
    let folder = File::open(folder).map_err(TryLockError::Error)?;
    folder.try_lock()?;
    Ok(folder)
}

/// Removes the folders of builds that no longer run: those whose lock is open, and in which is nothing but what can be
/// made again. What cannot be removed or locked stays: it is in nobody's way.
fn remove_abandoned(parent: &Path) {
    let names = fs::read_dir(parent).into_iter().flatten().filter_map(|entry| Some(entry.ok()?.file_name()));
    for folder in names.filter(|name| name.to_string_lossy().starts_with(PREFIX)).map(|name| parent.join(name)) {
        let is_folder = fs::symlink_metadata(&folder).is_ok_and(|metadata| metadata.is_dir());
        if is_folder
            && let Ok(_lock) = lock(&folder)
            && holds_only_what_we_make(&folder)
        {
            let _ = fs::remove_dir_all(&folder);
        }
    }
}

fn holds_only_what_we_make(folder: &Path) -> bool {
    let Ok(entries) = fs::read_dir(folder) else { return false };
    entries.into_iter().all(|entry| entry.is_ok_and(|entry| entry.file_name() == ROOT || entry.file_name() == SITE))
}

/// Lets everybody read the site, and its owner change it, whatever the habits of who built it and of where the theme
/// came from: a web server is another user, and two builds are to be the same.
#[cfg(unix)]
fn open_to_all(site: &Path) -> Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    for entry in WalkDir::new(site) {
        let entry = entry.with_context(|| format!("listing `{}`", site.display()))?;
        let mode = if entry.file_type().is_dir() { 0o755 } else { 0o644 };
        fs::set_permissions(entry.path(), fs::Permissions::from_mode(mode))
            .with_context(|| format!("the permissions of `{}`", entry.path().display()))?;
    }
    Ok(())
}

#[cfg(not(unix))]
fn open_to_all(_: &Path) -> Result<()> {
    Ok(())
}

/// After this the site is at `target`, and what was there lies in the temporary folder, which is removed.
fn exchange(folder: TempDir, destination: &Destination) -> Result<()> {
    let (site, target) = (folder.path().join(SITE), destination.path());
    if !target.is_dir() {
        match fs::rename(&site, target) {
            // Another build, or somebody else, has put a folder there since.
            Err(_) if target.is_dir() => destination.check_again()?,
            renamed => return Ok(renamed?),
        }
    }
    #[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
    {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        if renameat_with(CWD, &site, CWD, target, RenameFlags::EXCHANGE).is_ok() {
            return Ok(());
        }
    }
    let old = folder.path().join(OLD);
    fs::rename(target, &old)?;
    let Err(error) = fs::rename(site, target) else { return Ok(()) };
    if fs::rename(&old, target).is_err() {
        bail!("{error}; the old site is in `{}`, the new one beside it", folder.keep().join(OLD).display());
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
