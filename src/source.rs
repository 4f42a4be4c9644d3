//! The files of a family as they were read, and places in them.

use std::ops::Range;

/// A file of a [`Sources`], by its position in the sorted list.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(usize);

/// A range of bytes in one source file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The file that holds the range.
    pub file: FileId,
    /// Offset of the first byte.
    pub start: usize,
    /// Offset behind the last byte.
    pub end: usize,
}

impl Span {
    /// The range `range` of `file`.
    pub fn new(file: FileId, range: Range<usize>) -> Self {
        Self { file, start: range.start, end: range.end.max(range.start) }
    }

    /// The range as the standard library has it.
    pub fn range(self) -> Range<usize> {
        self.start..self.end
    }
}

/// Why a file could not be read as text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// A symbolic link: sources are plain files, so that a build reads nothing outside of them.
    Symlink,
    /// A folder or device where a file belongs.
    NotAFile,
    /// Larger than the limit, both in bytes.
    TooLarge {
        /// Size of the file.
        size: u64,
        /// Largest size that is read.
        limit: u64,
    },
    /// With it the source folder would be larger than the limit, which is told in words.
    NoRoom(String),
    /// The operating system refused, in its words.
    Unreadable(String),
    /// Not UTF-8 from this byte on; the text holds replacement characters from there.
    NotUtf8 {
        /// Offset of the first byte that is not UTF-8.
        offset: usize,
    },
}

/// One file: where it lies below the source folder, and what it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceFile {
    /// Path below the source folder, always with `/`.
    pub path: String,
    /// The text; empty or partly replaced where there is a fault.
    pub text: String,
    /// What was wrong with the file itself.
    pub fault: Option<Fault>,
}

impl SourceFile {
    /// A file that was read without trouble.
    pub fn new(path: impl Into<String>, text: impl Into<String>) -> Self {
        Self { path: path.into(), text: text.into(), fault: None }
    }

    /// A file that could not be read.
    pub fn faulty(path: impl Into<String>, fault: Fault) -> Self {
        Self { path: path.into(), text: String::new(), fault: Some(fault) }
    }
}

/// Every file below the source folder, read once and sorted by path.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sources {
    root: String,
    files: Vec<SourceFile>,
    /// Where the lines of each file begin.
    line_starts: Vec<Vec<usize>>,
}

impl Sources {
    /// Takes the files in any order; `root` is the folder's name as messages show it.
    pub fn new(root: impl Into<String>, mut files: Vec<SourceFile>) -> Self {
        files.sort_by(|a, b| a.path.cmp(&b.path));
        let line_starts = files.iter().map(|file| line_starts(&file.text)).collect();
        Self { root: root.into(), files, line_starts }
    }

    /// All files with their ids, sorted by path.
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &SourceFile)> {
        self.files.iter().enumerate().map(|(index, file)| (FileId(index), file))
    }

    /// The file behind an id.
    pub fn get(&self, id: FileId) -> &SourceFile {
        &self.files[id.0]
    }

    /// The file with this path below the source folder.
    pub fn find(&self, path: &str) -> Option<FileId> {
        self.files.binary_search_by(|file| file.path.as_str().cmp(path)).ok().map(FileId)
    }

    /// The path of a file as messages show it, with the source folder in front.
    pub fn display_path(&self, path: &str) -> String {
        if self.root.is_empty() { path.to_owned() } else { format!("{}/{path}", self.root) }
    }

    /// The bytes of a span.
    pub fn text(&self, span: Span) -> &str {
        self.get(span.file).text.get(span.range()).unwrap_or_default()
    }

    /// Line and column of the start of a span, both from one; columns count characters.
    pub fn line_column(&self, span: Span) -> (usize, usize) {
        let text = &self.get(span.file).text;
        let offset = floor_char_boundary(text, span.start);
        let starts = &self.line_starts[span.file.0];
        let line = starts.partition_point(|&start| start <= offset);
        (line, text[starts[line - 1]..offset].chars().count() + 1)
    }
}

/// Where lines begin; the first begins at 0 even in an empty text.
fn line_starts(text: &str) -> Vec<usize> {
    std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect()
}

/// The last boundary between characters that is not behind `offset`.
pub fn floor_char_boundary(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters() {
        let text = "甲方\n应当付款\n";
        let sources = Sources::new("", vec![SourceFile::new("a.md", text), SourceFile::new("b.md", "")]);
        let at = |path, offset| sources.line_column(Span::new(sources.find(path).unwrap(), offset..offset));
        assert_eq!(at("a.md", 0), (1, 1));
        assert_eq!(at("a.md", text.find('\n').unwrap()), (1, 3));
        assert_eq!(at("a.md", text.find('当').unwrap()), (2, 2));
        assert_eq!(at("a.md", text.find('当').unwrap() + 1), (2, 2));
        assert_eq!(at("a.md", text.len() + 9), (3, 1));
        assert_eq!(at("b.md", 9), (1, 1));
    }

    #[test]
    fn files_are_found_by_path_whatever_their_order() {
        let sources = Sources::new("clauses", vec![SourceFile::new("v1/b.md", "b"), SourceFile::new("a.md", "a")]);
        let found = sources.find("a.md").map(|id| sources.get(id).text.as_str());
        assert_eq!(found, Some("a"));
        assert_eq!(sources.find("c.md"), None);
        assert_eq!(sources.display_path("a.md"), "clauses/a.md");
    }
}
