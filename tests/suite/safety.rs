//! A build that is killed, meets a full disk or runs beside others: the site is the whole old or the whole new one.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::family::Family;
use crate::site::tree;

type Tree = BTreeMap<PathBuf, Vec<u8>>;

/// A page that tells the two sites apart.
const TELLING: &str = "variants/a.html";

/// Two contents of one book, and the site that each gives.
struct Alternating {
    contents: [Family; 2],
    sites: [Tree; 2],
}

impl Alternating {
    /// Leaves the second site in `book`.
    fn new(book: &Path) -> Self {
        let other =
            Family::sound().replace("a/body-01.md", "发票为", "收据为").replace("family.yaml", "小合同", "新合同");
        let contents = [Family::sound(), other];
        let sites = contents.each_ref().map(|content| {
            content.write_to(book);
            assert!(command(book).status().unwrap().success());
            tree(&book.join("book"))
        });
        assert_ne!(sites[0][Path::new(TELLING)], sites[1][Path::new(TELLING)]);
        Self { contents, sites }
    }

    fn assert_whole(&self, book: &Path, when: &str) {
        let site = tree(&book.join("book"));
        assert!(self.sites.contains(&site), "{when}: {:?}", site.keys());
    }
}

fn command(book: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_clausebook"));
    command.arg("--root").arg(book).arg("build").stdout(Stdio::null()).stderr(Stdio::null());
    command
}

/// What builds that were killed left beside the site.
fn leftovers(book: &Path) -> Vec<PathBuf> {
    let paths = fs::read_dir(book).unwrap().map(|entry| entry.unwrap().path());
    let mut leftovers: Vec<_> =
        paths.filter(|path| path.file_name().unwrap().to_string_lossy().starts_with(".clausebook-")).collect();
    leftovers.sort();
    leftovers
}

/// Something that can be seen from outside while a build runs.
type Sign = fn(&Path, before: &[u8]) -> bool;

/// The moments at which a kill might do harm: the temporary folder is there, a page, the whole site; the site is exchanged.
const SIGNS: [Sign; 4] = [
    |book, _| !leftovers(book).is_empty(),
    |book, _| leftovers(book).iter().any(|folder| folder.join("site").join(TELLING).exists()),
    |book, _| leftovers(book).iter().any(|folder| folder.join("site/.clausebook").exists()),
    |book, before| fs::read(book.join("book").join(TELLING)).unwrap() != before,
];

/// Kills builds at moments spread over their running time, and a little after each of the signs. On a machine of any speed
/// each is killed somewhere, or is done.
#[test]
fn a_killed_build_leaves_a_whole_site_and_nothing_that_stays() {
    const SPREAD: u32 = 50;
    const AT_SIGNS: u32 = 20;
    let book = tempfile::tempdir().unwrap();
    let both = Alternating::new(book.path());
    let durations = [0; 3].map(|_| {
        let start = Instant::now();
        assert!(command(book.path()).status().unwrap().success());
        start.elapsed()
    });
    let duration = durations.into_iter().max().unwrap();
    for kill in 0..SPREAD + AT_SIGNS {
        // The content that is not there, so that old and new differ.
        let before = fs::read(book.path().join("book").join(TELLING)).unwrap();
        let is_there = both.sites.iter().position(|site| site[Path::new(TELLING)] == before).unwrap();
        both.contents[1 - is_there].write_to(book.path());
        let mut child = command(book.path()).spawn().unwrap();
        let moment = if kill < SPREAD {
            // Steps of the golden ratio: no two moments are near, and every stretch of the time has its share of them.
            duration.mul_f64((f64::from(kill) * 0.618_034).fract())
        } else {
            let (sign, delay) = (SIGNS[kill as usize % SIGNS.len()], kill / 4 % 5);
            // A folder of an earlier kill is no sign; the build removes it first.
            for folder in leftovers(book.path()) {
                while folder.exists() && child.try_wait().unwrap().is_none() {
                    thread::yield_now();
                }
            }
            while !sign(book.path(), &before) && child.try_wait().unwrap().is_none() {
                thread::yield_now();
            }
            Duration::from_millis(delay.into())
        };
        thread::sleep(moment);
        child.kill().unwrap();
        child.wait().unwrap();
        both.assert_whole(book.path(), &format!("kill {kill}, after {moment:?} of {duration:?}"));
    }
    both.contents[0].write_to(book.path());
    assert!(command(book.path()).status().unwrap().success());
    assert!(tree(&book.path().join("book")) == both.sites[0]);
    #[cfg(unix)]
    assert_eq!(leftovers(book.path()), [] as [PathBuf; 0]);
}

/// Each of them clears what the others left, and none clears what another is using.
#[test]
fn builds_side_by_side_do_not_disturb_each_other() {
    let book = tempfile::tempdir().unwrap();
    let both = Alternating::new(book.path());
    for round in 0..5 {
        both.contents[round % 2].write_to(book.path());
        let mut children: Vec<Child> = (0..4).map(|_| command(book.path()).spawn().unwrap()).collect();
        children[0].kill().unwrap();
        let codes: Vec<_> = children.iter_mut().map(|child| child.wait().unwrap().code()).collect();
        assert_eq!(codes[1..], [Some(0); 3]);
        assert!(tree(&book.path().join("book")) == both.sites[round % 2]);
    }
}

/// Only what surely is ours, and surely is abandoned, is cleared.
#[cfg(unix)]
#[test]
fn what_is_not_an_abandoned_folder_of_ours_stays() {
    let book = Family::sound().on_disk();
    let folder = |name: &str| book.path().join(format!(".clausebook-{name}"));
    for (name, inside) in [
        ("killed", "site/a.html"),
        ("early", "root/theme/a"),
        ("rescue", "old/a.html"),
        ("mine", "thesis.txt"),
        ("used", "site/a.html"),
    ] {
        fs::create_dir_all(folder(name).join(inside).parent().unwrap()).unwrap();
        fs::write(folder(name).join(inside), "x").unwrap();
    }
    fs::create_dir(folder("at-once")).unwrap();
    fs::write(folder("file"), "x").unwrap();
    std::os::unix::fs::symlink(folder("mine"), folder("link")).unwrap();
    let in_use = fs::File::open(folder("used")).unwrap();
    in_use.try_lock().unwrap();
    assert!(command(book.path()).status().unwrap().success());
    assert_eq!(leftovers(book.path()), ["file", "link", "mine", "rescue", "used"].map(folder));
    assert!(folder("used").join("site/a.html").exists());
    drop(in_use);
    assert!(command(book.path()).status().unwrap().success());
    assert_eq!(leftovers(book.path()), ["file", "link", "mine", "rescue"].map(folder));
}

/// A limit for the size of a file, which holds for every user and in every container, makes writing fail in the middle of a
/// file as a full disk does: of the first page, of a style sheet, of the largest file.
#[cfg(unix)]
#[test]
fn a_disk_that_takes_no_more_leaves_the_old_site() {
    let book = tempfile::tempdir().unwrap();
    let both = Alternating::new(book.path());
    both.contents[0].write_to(book.path());
    let largest = both.sites[0].values().map(Vec::len).max().unwrap();
    let largest_page =
        both.sites[0].iter().filter(|(path, _)| path.extension().is_some_and(|extension| extension == "html"));
    let largest_page = largest_page.map(|(_, bytes)| bytes.len()).max().unwrap();
    for limit in [0, 512, 4096, largest_page / 2, largest_page + 512, largest / 2, largest - 512] {
        let blocks = limit / 512;
        // Who ignores the signal gets an error instead.
        let script = "trap '' XFSZ; ulimit -f \"$1\" || exit 99; exec \"$2\" --root \"$3\" build";
        let mut command = Command::new("sh");
        command.env("POSIXLY_CORRECT", "1");
        command.args(["-c", script, "sh", &blocks.to_string(), env!("CARGO_BIN_EXE_clausebook")]).arg(book.path());
        let output = command.output().unwrap();
        let message = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{limit}: {message}");
        assert!(message.starts_with("error: ") && message.contains("too large"), "{limit}: {message}");
        assert!(tree(&book.path().join("book")) == both.sites[1], "{limit}");
        assert_eq!(leftovers(book.path()), [] as [PathBuf; 0]);
    }
    assert!(command(book.path()).status().unwrap().success());
    assert!(tree(&book.path().join("book")) == both.sites[0]);
}

#[test]
fn a_parent_that_takes_no_folder_is_an_error_that_names_it() {
    let book = Family::sound().on_disk();
    fs::write(book.path().join("file"), "x").unwrap();
    let output =
        command(book.path()).arg("-d").arg(book.path().join("file/site")).stderr(Stdio::piped()).output().unwrap();
    let message = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{message}");
    assert!(message.starts_with("error: creating `") && message.contains("/file`"), "{message}");
    assert_eq!(fs::read_to_string(book.path().join("file")).unwrap(), "x");
}
