//! Files that could not be read as text.

use std::collections::BTreeSet;

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::source::{Fault, SourceFile, Sources, Span};

/// Reports every file with a fault.
pub(super) fn report(sources: &Sources, diagnostics: &mut Diagnostics) {
    let mut full = BTreeSet::new();
    for (id, file) in sources.iter() {
        if let Some(fault) = &file.fault {
            // Everything behind the first file without room has none either.
            if let Fault::NoRoom(limit) = fault
                && !full.insert(limit)
            {
                continue;
            }
            diagnostics.push(match fault {
                Fault::NotUtf8 { offset } => {
                    let span = Span::new(id, *offset..*offset);
                    Diagnostic::new(Code::NotUtf8, span, "the file is not UTF-8 from here on")
                        .help("save it again with the encoding UTF-8")
                }
                fault => without_text(file, fault),
            });
        }
    }
}

fn without_text(file: &SourceFile, fault: &Fault) -> Diagnostic {
    let (code, message, help) = match fault {
        Fault::Symlink => (Code::Symlink, "a symbolic link".to_owned(), "replace it by the file itself"),
        Fault::NotAFile => (Code::NotAFile, "a folder or device, not a file".to_owned(), "rename or remove it"),
        Fault::TooLarge { size, limit } => (
            Code::FileTooLarge,
            format!("{size} bytes; a file of this kind may have {limit}"),
            "split it, or look for what went in by accident",
        ),
        Fault::NoRoom(limit) => (
            Code::FamilyTooLarge,
            format!("this file and what follows is too much: {limit}"),
            "look for what went in by accident, or make two families of it",
        ),
        Fault::Unreadable(reason) => (Code::Unreadable, reason.clone(), "check the permissions of the file"),
        Fault::NotUtf8 { .. } => unreachable!("such a file has text and is reported with its place"),
    };
    Diagnostic::at_path(code, &file.path, message).help(help)
}
