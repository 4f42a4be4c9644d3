//! Names of files and folders: each must mean the same on every system, and be safe in an address.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostics::{Code, Diagnostic, Diagnostics, nearest};
use crate::source::Sources;

/// The YAML files that lie beside `SUMMARY.md`.
const SHARED: &[&str] =
    &["blanks.yaml", "choosing.yaml", "family.yaml", "lexicon.yaml", "search.yaml", "statutes.yaml", "taxonomy.yaml"];
/// Pages that mdBook makes itself.
const RESERVED: &[&str] = &["print.md", "toc.md"];

/// Reports names that cannot be used, and files that nobody reads; `folders` are those of variants and annotations.
pub(super) fn report(sources: &Sources, folders: &BTreeSet<&str>, diagnostics: &mut Diagnostics) {
    for (_, file) in sources.iter() {
        let path = file.path.as_str();
        let mut complain = |code, message: String, help: &str| {
            diagnostics.push(Diagnostic::at_path(code, path, message).help(help));
        };
        if let Some(name) = path.split('/').find(|name| !is_plain(name)) {
            complain(
                Code::FileName,
                format!("`{name}` cannot be a name here"),
                "use letters, digits, `-`, `_` and `.`",
            );
        } else if let Some(name) = path.split('/').find(|name| is_device(name)) {
            complain(Code::FileName, format!("`{name}` is the name of a device on Windows"), "rename it");
        } else if RESERVED.contains(&path.to_lowercase().as_str()) {
            complain(Code::FileName, format!("mdBook makes the page `{path}` itself"), "rename it");
        } else if file.fault.is_none() && !is_read(path, folders) {
            let near = nearest(path, SHARED.iter().copied()).map(|near| format!("did you mean `{near}`?"));
            let help = near.unwrap_or_else(|| "take it away, or correct its name".to_owned());
            complain(Code::UnexpectedFile, "nobody reads this file".to_owned(), &help);
        }
    }
    report_capitals(sources, diagnostics);
}

/// Ensures that no two files or folders are one on a system that ignores capitals.
fn report_capitals(sources: &Sources, diagnostics: &mut Diagnostics) {
    let mut first_of: BTreeMap<String, &str> = BTreeMap::new();
    let mut told = BTreeSet::new();
    for (_, file) in sources.iter() {
        for end in file.path.match_indices('/').map(|(at, _)| at).chain([file.path.len()]) {
            let path = &file.path[..end];
            let first = *first_of.entry(path.to_lowercase()).or_insert(path);
            if first != path && told.insert(path) {
                let message = format!("`{path}` and `{first}` differ in capitals only");
                diagnostics.push(
                    Diagnostic::at_path(Code::FileName, &file.path, message)
                        .help("rename one of the two; on Windows and macOS they are the same"),
                );
            }
        }
    }
}

fn is_plain(name: &str) -> bool {
    let good = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    !name.is_empty() && !name.ends_with('.') && name.chars().all(good)
}

/// Whether Windows takes a name for a device, whatever stands behind its first dot.
pub(super) fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().to_ascii_lowercase();
    let is_port = |port: &str| {
        let number = stem.strip_prefix(port);
        number.is_some_and(|number| number.len() == 1 && number.bytes().all(|byte| byte.is_ascii_digit()))
    };
    ["con", "prn", "aux", "nul"].contains(&stem.as_str()) || is_port("com") || is_port("lpt")
}

/// Whether something reads a file of this name; the folders of variants and annotations judge their files themselves.
fn is_read(path: &str, folders: &BTreeSet<&str>) -> bool {
    match path.split_once('/') {
        None => path.ends_with(".md") || SHARED.contains(&path),
        Some((top, rest)) => folders.contains(top) || rest.ends_with(".md") || rest == "variant.yaml",
    }
}
