//! What `clausebook explain <code>` says.

use super::Code;

/// A few sentences on the rule and its reason.
pub fn explain(code: Code) -> &'static str {
    match code {
        Code::Symlink => {
            "A symbolic link below the source folder is refused: a build reads plain files only, so \
             that nothing outside of the folder can reach the site. Replace the link by the file \
             itself."
        }
        Code::NotAFile => "A folder or device stands where a Markdown or YAML file belongs. Rename or remove it.",
        Code::FileTooLarge => {
            "A Markdown file may have 256 KB, a YAML file 64 KB, an explanation below its front matter 32 KB. Contracts \
             are far smaller; split the article or look for what went into the file by accident."
        }
        Code::FamilyTooLarge => {
            "The source folder may have 10,000 files and folders and 16 MB, the articles of all variants 4 MB, their clauses \
             4,000,000 characters, and all pages together 48,000,000; a site may have 1,000 pages. A paragraph, an item, a cell, \
             a stretch of words or a modal word counts as 12 characters more, a figure or a blank as 42; what several pages \
             show counts on each of them, which with a page for every pair of variants is one more for each other variant. \
             A family of six contracts has not a twentieth of that. Above it a build could take gigabytes. Look for what \
             went in by accident, set `pairs` in book.toml to `base` or `none`, or make two families of it."
        }
        Code::FileName => {
            "Names of files and folders become addresses and must mean the same on every system: letters, \
             digits, `-`, `_` and `.`, no device of Windows such as `con`, no two that differ in capitals \
             only, and no page that mdBook makes itself (`toc.md`, `print.md`)."
        }
        Code::TooMany => {
            "A file may have 300 headings, a variant 2,000 clauses, a family 200 variants and 100 subjects. Contracts have \
             far fewer; above that, nobody could read or compare them, and a build would take very long."
        }
        Code::Unreadable => "The operating system refused to read the file. Check its permissions.",
        Code::NotUtf8 => {
            "Every source is UTF-8. Save the file again with that encoding; the position shown is the \
             first byte that does not fit."
        }
        Code::ForbiddenCharacter => {
            "Control characters, byte-order marks, zero-width and bidirectional-override characters are \
             refused everywhere: a reader cannot see them, yet they change what is shown or found. \
             Delete the character. Escaped characters in YAML strings count too."
        }
        Code::UnexpectedFile => {
            "A file lies where nobody reads it: in the folder of a variant, neither `variant.yaml` nor an \
             article; beside `SUMMARY.md`, neither a page nor a YAML file of the family. Article files \
             are named after part and article: `body-03.md`, `third-party-15.md`, `notes-1.md`. A file \
             that the site does not need does not belong there."
        }
        Code::MissingFile => {
            "Every family needs `SUMMARY.md`, `family.yaml`, `taxonomy.yaml` and `blanks.yaml`, every \
             variant its folder with `variant.yaml`."
        }
        Code::UnlistedVariant => {
            "A folder holds a `variant.yaml`, but `family.yaml` does not list it under `variants`. The \
             list also gives the order on the site."
        }
        Code::EmptyVariant => {
            "A variant without any article cannot be shown. Add article files or take the variant out \
             of `family.yaml`."
        }
        Code::YamlSyntax => {
            "The file is not valid YAML. Indentation is by spaces; a text that contains `: ` or ` #`, \
             or begins with a bracket or quote, stands in quotation marks."
        }
        Code::UnknownKey => "A key that nobody reads is refused, so that a misspelt key cannot pass in silence.",
        Code::MissingKey => "A key that is needed is missing.",
        Code::DuplicateKey => "The same key stands twice in one mapping; only one of the values could be meant.",
        Code::InvalidValue => "The value is not of the kind that this key takes.",
        Code::DuplicateId => {
            "Two entries of one list have the same id or name. Ids are permanent addresses on the site \
             and must be unique."
        }
        Code::WrongId => {
            "The `id` in `variant.yaml` is not the name of the folder it lies in. Ids are addresses on \
             the site: lower-case letters, digits and hyphens, beginning with a letter."
        }
        Code::ChoiceOptions => {
            "A blank of kind `choice` lists the options that the page prints as boxes, at least two; a \
             blank of another kind has none."
        }
        Code::FrontMatter => {
            "An article file begins with a line `---`, then `part`, `article` and `title` in YAML, then \
             another line `---`."
        }
        Code::PathMismatch => {
            "The file name is made of part and article number: `part: body` and `article: \"3\"` give \
             `body-03.md`; `article: TOC-11` gives `body-toc-11.md`; an article whose name has no \
             digits of its own is counted within its part, `notes-1.md`. File name and front matter \
             must agree."
        }
        Code::UnknownPart => {
            "The part is not one of the `parts` of this variant's `variant.yaml`, or not one of the \
             family's `parts` in `family.yaml`."
        }
        Code::MalformedHeading => {
            "A clause begins with `## `, its printed number, a space, its heading (which may be \
             missing) and its attributes: `## 3.1 服务标准 {topic=service-levels}`. Other headings do not \
             occur in an article file; its title stands in the front matter."
        }
        Code::UnknownAttribute => {
            "Between the braces of a clause heading stand `topic=…`, `also=…,…` and `.announced`, each \
             at most once, and nothing else."
        }
        Code::MissingTopic => {
            "Every clause names its topic, `{topic=…}`: that is the row of the comparison in which it \
             stands."
        }
        Code::UnknownTopic => "The topic is not in `taxonomy.yaml`.",
        Code::RepeatedTopic => "`also` names further topics of the clause: each once, and not its own topic again.",
        Code::NumberMismatch => {
            "The printed number of a clause begins with the number of its article: article 3 has the \
             clauses 3.1, 3.2, … The clauses of a named article are numbered 1, 2, 3."
        }
        Code::NumberOrder => {
            "Clauses stand in the order of their numbers. Gaps are allowed, because a contract may have \
             them."
        }
        Code::DuplicateNumber => {
            "Two clauses of one article, or two articles of one part, have the same number. Numbers are \
             addresses on the site and must be unique."
        }
        Code::StrayText => {
            "Text before the first clause heading of an article belongs to no clause and would be shown \
             nowhere."
        }
        Code::EmptyClause => {
            "A clause has no text. If the table of contents promises it and the contract lacks it, mark \
             it `.announced`."
        }
        Code::AnnouncedText => {
            "A clause marked `.announced` is promised by the table of contents and missing in the text: \
             it has no text. Remove the text or the mark."
        }
        Code::UnknownParty => {
            "The text uses a party label that belongs to another variant. The labels of a variant stand \
             under `roles` in its `variant.yaml`, those of a part under that part. Words that only look \
             like a label (服务方式) are listed under `look_alikes` in `family.yaml`."
        }
        Code::MalformedBlank => {
            "A blank is `[name]`, `[printed|name]` or `[name:default]`, in one line, without other \
             markup inside. Square brackets mean nothing else in clause text."
        }
        Code::UnknownBlank => "Every blank is registered in `blanks.yaml` with its kind and meaning.",
        Code::BlankDefault => {
            "The value that a clause pre-sets differs from the `default` of the blank in `blanks.yaml`."
        }
        Code::UnusedBlank => "A blank is registered and no clause uses it.",
        Code::MalformedReference => {
            "A cross reference is `[第8.1条](clause:8.1)`: the printed words, then the number of a clause \
             or of an article. `clause:body-8.1` names the part too, `clause:notes-2.1` a clause of the \
             second named article of the notes."
        }
        Code::DanglingReference => "The clause or article that the reference names does not exist in this variant.",
        Code::AmbiguousReference => {
            "The number occurs in more than one part of this variant, and not in the part that refers \
             to it. Name the part: `clause:body-8.1`."
        }
        Code::RawHtml => "HTML in the text is refused: content is data and never becomes markup. Write Markdown.",
        Code::Image => "Images are refused. A contract is text.",
        Code::ForbiddenLink => {
            "Clause text links to clauses (`clause:8.1`), `https:`, `http:` and `mailto:`; prose pages \
             also to other pages of the book. Every other link is refused."
        }
        Code::ForbiddenMarkdown => {
            "Clause text may use paragraphs, lists, tables, emphasis, blanks, cross references and \
             links. Code, quotations, footnotes, rules, task lists, strikethrough and hard line breaks \
             are refused. Prose pages may have them, but no code that mdBook makes runnable."
        }
        Code::Directive => {
            "mdBook's `{{#…}}` directives are refused: an include could publish any file of the machine \
             that builds."
        }
        Code::LinkDefinition => {
            "A line `[name]: address` would turn every `[name]` of the file into a link and take the \
             brackets off the contract text. Write the address at the link."
        }
        Code::Summary => {
            "`SUMMARY.md` lists the pages of the book in mdBook's format: a list of `[title](page.md)`, \
             with `# title` above each group."
        }
        Code::UnknownMarker => {
            "A draft chapter `- [{{name}}]()` in `SUMMARY.md` marks where a generated part of the book \
             goes; a line `{{heat-map}}` in a prose page marks where a generated figure goes, on every \
             page but `404.md`. This one is not known, or cannot stand here."
        }
        Code::MissingMarker => {
            "`SUMMARY.md` has no marker for a generated part, so its pages would be missing. Add a line \
             `- [{{name}}]()`."
        }
        Code::MissingChapter => "`SUMMARY.md` names a page that does not exist.",
        Code::DanglingLink => "A prose page links to a page that is not part of the book.",
        Code::MissingAnnotation => {
            "A subject has no file in `annotations/`, while others have one. Its page shows the clauses alone \
             until someone writes `annotations/<subject>.md`."
        }
        Code::UnknownSubject => "The `subject` of an annotation file is not a subject of `taxonomy.yaml`.",
        Code::UnknownPoint => {
            "A point that is answered, or that the profile in `family.yaml` names, is not a point of that subject \
             in `taxonomy.yaml`."
        }
        Code::MissingAnswer => {
            "A decision table has an answer for every point of its subject and every variant. A variant that says \
             nothing on a point is answered with `state: absent` and the words that were `searched` for."
        }
        Code::UnknownVariant => "`family.yaml` does not list a variant with this id.",
        Code::QuoteNotFound => {
            "A `quote` must occur exactly once in the text of its clause, as a reader sees it: blanks with their \
             brackets, without Markdown. A clause was changed, and what the editors say about it may no longer be \
             true. Read both. If the annotation still holds, put the new words into `quote` (`clausebook check \
             --fix-quotes` does it where only one passage is near); if not, correct the annotation."
        }
        Code::QuoteRepeated => {
            "A `quote` occurs more than once in its clause, so nobody can tell which passage is meant. Make it longer."
        }
        Code::WordFound => {
            "An annotation says that a variant or clause is silent on a matter, and rests on words that do not occur \
             in it. One of them occurs now. Either the variant is no longer silent, and the annotation must be \
             corrected, or the word is too common, and a better one must be searched for."
        }
        Code::Explanation => {
            "An explanation has the headings that `family.yaml` lists under `explanation`, in that order, and keeps \
             within the length that stands there. Marks, spaces and addresses are not counted."
        }
        Code::UnknownStatute => {
            "A note cites a law or an article that `statutes.yaml` does not have. Only what was compared with the \
             official text may be cited: add it there with the version and the day of checking."
        }
        Code::UnusedStatute => "No note cites this article. Cite it, or take it out of `statutes.yaml`.",
        Code::StaleStatute => {
            "The law was last compared with the official text more than a year ago. Compare it again and set \
             `checked`; if it was changed, correct its version and the notes that cite it."
        }
        Code::UnknownEvidence => {
            "A reason in `choosing.yaml` rests on an answer or a note that the annotations do not have for that \
             variant. Write `subject/point`, or `subject#note` for a note that is pinned to the variant."
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::size;
    use crate::load::{annotation, family, variant};
    use crate::markdown;
    use crate::storage::read;

    #[test]
    fn every_explanation_is_whole_sentences() {
        for &code in Code::ALL {
            assert!(explain(code).ends_with('.'), "{}", code.name());
            assert!(!explain(code).contains("  "), "{}", code.name());
        }
    }

    #[test]
    fn explanations_name_the_limits_that_hold() {
        let (kilo, mega) = (1024, 1024 * 1024);
        let bytes = |limit: u64, unit: u64| usize::try_from(limit / unit).unwrap();
        for (code, limit, what) in [
            (Code::FileTooLarge, bytes(read::MARKDOWN_LIMIT, kilo), " KB, a YAML file "),
            (Code::FileTooLarge, bytes(read::YAML_LIMIT, kilo), " KB, an explanation "),
            (Code::FileTooLarge, annotation::LONGEST_EXPLANATION / 1024, " KB. Contracts"),
            (Code::FamilyTooLarge, read::MOST_ENTRIES, " files and folders"),
            (Code::FamilyTooLarge, bytes(read::FAMILY_LIMIT, mega), " MB, the articles"),
            (Code::FamilyTooLarge, bytes(read::ARTICLES_LIMIT, mega), " MB, their clauses"),
            (Code::FamilyTooLarge, size::MOST_CHARACTERS, " characters, and all pages"),
            (Code::FamilyTooLarge, size::MOST_SHOWN, "; a site"),
            (Code::FamilyTooLarge, size::MOST_PAGES, " pages"),
            (Code::FamilyTooLarge, size::PIECE, " characters more"),
            (Code::FamilyTooLarge, size::FIGURE, "; what several"),
            (Code::TooMany, markdown::MOST_HEADINGS, " headings"),
            (Code::TooMany, variant::MOST_CLAUSES, " clauses"),
            (Code::TooMany, family::MOST_VARIANTS, " variants"),
            (Code::TooMany, family::MOST_SUBJECTS, " subjects"),
        ] {
            let named = format!(" {}{what}", in_thousands(limit));
            assert!(explain(code).contains(&named), "{} does not say `{named}`", code.name());
        }
    }

    /// The number as people write it, `2,000`.
    fn in_thousands(number: usize) -> String {
        let digits = number.to_string();
        let groups: Vec<_> = digits.as_bytes().rchunks(3).rev().map(String::from_utf8_lossy).collect();
        groups.join(",")
    }
}
