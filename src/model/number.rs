//! Numbers of articles: how they are written, ordered and turned into file names and addresses.

use std::fmt;

use crate::numeral;

/// The number or name of an article within its part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ArticleNumber {
    /// `3`
    Plain(u32),
    /// `TOC-11`: a number of another sequence, which stands behind the plain number.
    Prefixed(String, u32),
    /// A name without digits, with its position in the part, which its file name tells.
    Named(String, u32),
}

impl ArticleNumber {
    /// Reads the `article` of a front matter; `position` is the number at the end of the file name.
    pub fn parse(text: &str, position: Option<u32>) -> Option<Self> {
        if let Some(number) = plain(text) {
            return Some(Self::Plain(number));
        }
        if let Some((prefix, number)) = text.split_once('-') {
            let letters = !prefix.is_empty() && prefix.bytes().all(|byte| byte.is_ascii_alphabetic());
            return letters.then(|| plain(number).map(|number| Self::Prefixed(prefix.to_owned(), number)))?;
        }
        let is_name = !text.is_empty() && !text.contains(|c: char| c.is_ascii_digit() || c.is_whitespace());
        is_name.then(|| Self::Named(text.to_owned(), position.unwrap_or(1)))
    }

    /// What the file name has behind the part: `03`, `toc-11`, `1`.
    pub fn file_stem(&self) -> String {
        match self {
            Self::Plain(number) => format!("{number:02}"),
            Self::Prefixed(prefix, number) => format!("{}-{number:02}", prefix.to_lowercase()),
            Self::Named(_, position) => position.to_string(),
        }
    }

    /// What addresses have behind the part: `3`, `toc-11`, `1`.
    pub fn slug(&self) -> String {
        match self {
            Self::Plain(number) => number.to_string(),
            Self::Prefixed(prefix, number) => format!("{}-{number}", prefix.to_lowercase()),
            Self::Named(_, position) => position.to_string(),
        }
    }

    /// Sorts the articles of a part.
    pub fn order(&self) -> (u32, &str) {
        match self {
            Self::Plain(number) => (*number, ""),
            Self::Prefixed(prefix, number) => (*number, prefix),
            Self::Named(name, position) => (*position, name),
        }
    }

    /// What the numbers of its clauses begin with; nothing for a named article.
    pub fn clause_prefix(&self) -> String {
        match self {
            Self::Named(..) => String::new(),
            _ => format!("{self}."),
        }
    }

    /// The number in a variant's pattern, in which `{number}` or `{han}` stands for it; a name is printed as it is.
    pub fn label(&self, pattern: &str) -> String {
        match self {
            Self::Plain(number) => {
                pattern.replace("{number}", &number.to_string()).replace("{han}", &numeral::han(*number))
            }
            _ => self.to_string(),
        }
    }
}

impl fmt::Display for ArticleNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Plain(number) => write!(f, "{number}"),
            Self::Prefixed(prefix, number) => write!(f, "{prefix}-{number}"),
            Self::Named(name, _) => f.write_str(name),
        }
    }
}

/// A number from 1 to 999 without leading zeros.
fn plain(text: &str) -> Option<u32> {
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    let good = digits && (1..=3).contains(&text.len()) && !text.starts_with('0');
    good.then(|| text.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, stem: &str, slug: &str, prefix: &str, label: &str) {
        let number = ArticleNumber::parse(text, Some(2)).unwrap();
        let found = (number.file_stem(), number.slug(), number.clause_prefix(), number.label("第{han}条"));
        assert_eq!(found, (stem.into(), slug.into(), prefix.into(), label.into()), "{text}");
    }

    #[test]
    fn numbers_give_names_and_addresses() {
        check("3", "03", "3", "3.", "第三条");
        check("21", "21", "21", "21.", "第二十一条");
        check("TOC-11", "toc-11", "toc-11", "TOC-11.", "TOC-11");
        check("说明二", "2", "2", "", "说明二");
    }

    #[test]
    fn malformed_numbers_are_refused() {
        for text in ["", "03", "0", "1234", "3a", "-1", "TOC-", "TOC-x", "a b", "3.1"] {
            assert_eq!(ArticleNumber::parse(text, None), None, "{text:?}");
        }
    }

    #[test]
    fn a_prefixed_number_stands_behind_the_plain_one() {
        let parse = |text| ArticleNumber::parse(text, None).unwrap();
        assert!(parse("11").order() < parse("TOC-11").order());
        assert!(parse("TOC-11").order() < parse("12").order());
    }
}
