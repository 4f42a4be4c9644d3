//! The site is a function of the sources: the machine, the user and the disk leave no trace in it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::family::Family;
use crate::site::{copy, tree};

/// Builds the book in `root` with these settings of the user, on a Unix with this mask for new files.
fn build(root: &Path, mask: &str, settings: &[(&str, &str)]) {
    let program = env!("CARGO_BIN_EXE_clausebook");
    let mut command = if cfg!(unix) { Command::new("sh") } else { Command::new(program) };
    if cfg!(unix) {
        command.args(["-c", "umask \"$1\"; shift; exec \"$@\"", "sh", mask, program]);
    }
    command.arg("--root").arg(root).arg("build").current_dir(root).envs(settings.iter().copied());
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

const HERE: &[(&str, &str)] = &[
    ("HOME", "/"),
    ("TZ", "UTC"),
    ("LANG", "C"),
    ("LC_ALL", "C"),
    ("RAYON_NUM_THREADS", "1"),
    ("SOURCE_DATE_EPOCH", "0"),
];
const ELSEWHERE: &[(&str, &str)] = &[
    ("HOME", "/nowhere/甲"),
    ("USER", "somebody"),
    ("TZ", "Asia/Shanghai"),
    ("LANG", "zh_CN.UTF-8"),
    ("LC_ALL", "tr_TR.UTF-8"),
    ("RAYON_NUM_THREADS", "7"),
    ("MDBOOK_BOOK__TITLE", "x"),
    ("MDBOOK_OUTPUT__HTML__NO_SECTION_LABEL", "false"),
    ("RUST_LOG", "trace"),
    ("SOURCE_DATE_EPOCH", "1000000000"),
];

/// Copies a book, its files created in the opposite order.
fn copy_backwards(from: &Path, to: &Path) {
    for (path, bytes) in tree(from).iter().rev() {
        let path = to.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
}

fn assert_same_site_everywhere(book: &Path) {
    let other = tempfile::tempdir().unwrap();
    let other = other.path().join("一 个/deeper & <odd>");
    copy_backwards(book, &other);
    build(book, "022", HERE);
    build(&other, "077", ELSEWHERE);
    let (one, two) = (tree(&book.join("book")), tree(&other.join("book")));
    assert_eq!(one.keys().collect::<Vec<_>>(), two.keys().collect::<Vec<_>>());
    let differing: Vec<&PathBuf> =
        one.iter().filter(|(path, bytes)| two[*path] != **bytes).map(|(path, _)| path).collect();
    assert_eq!(differing, [] as [&PathBuf; 0]);
    #[cfg(unix)]
    for site in [book.join("book"), other.join("book")] {
        assert_modes(&site);
    }
    // Once more in the same place, where there is a site already.
    build(&other, "000", &[]);
    assert!(two == tree(&other.join("book")));
    #[cfg(unix)]
    assert_modes(&other.join("book"));
}

#[cfg(unix)]
fn assert_modes(site: &Path) {
    use std::os::unix::fs::PermissionsExt as _;
    for entry in walkdir::WalkDir::new(site) {
        let entry = entry.unwrap();
        let expected = if entry.file_type().is_dir() { 0o755 } else { 0o644 };
        let mode = entry.metadata().unwrap().permissions().mode() & 0o7777;
        assert_eq!(mode, expected, "{} has {mode:o}", entry.path().display());
    }
}

#[test]
fn a_small_site_is_the_same_everywhere() {
    assert_same_site_everywhere(Family::annotated().on_disk().path());
}

#[test]
fn the_real_site_is_the_same_everywhere() {
    let book = tempfile::tempdir().unwrap();
    let real = Path::new(env!("CARGO_MANIFEST_DIR"));
    for name in ["book.toml", "clauses", "theme"] {
        copy(&real.join(name), &book.path().join(name));
    }
    assert_same_site_everywhere(book.path());
}
