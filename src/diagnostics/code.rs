//! The rules that content can break, each with a name that `explain` takes.

use super::Severity;

/// A rule. Its name is what messages print and `clausebook explain` takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the name says it, and `explain` tells more")]
pub enum Code {
    Symlink,
    NotAFile,
    FileTooLarge,
    Unreadable,
    NotUtf8,
    ForbiddenCharacter,
    UnexpectedFile,
    MissingFile,
    UnlistedVariant,
    EmptyVariant,
    YamlSyntax,
    UnknownKey,
    MissingKey,
    DuplicateKey,
    InvalidValue,
    DuplicateId,
    WrongId,
    ChoiceOptions,
    FrontMatter,
    PathMismatch,
    UnknownPart,
    MalformedHeading,
    UnknownAttribute,
    MissingTopic,
    UnknownTopic,
    RepeatedTopic,
    NumberMismatch,
    NumberOrder,
    DuplicateNumber,
    StrayText,
    EmptyClause,
    AnnouncedText,
    UnknownParty,
    MalformedBlank,
    UnknownBlank,
    BlankDefault,
    UnusedBlank,
    MalformedReference,
    DanglingReference,
    AmbiguousReference,
    RawHtml,
    Image,
    ForbiddenLink,
    ForbiddenMarkdown,
    Directive,
    LinkDefinition,
    Summary,
    UnknownMarker,
    MissingMarker,
    MissingChapter,
    DanglingLink,
}

impl Code {
    /// Every rule, in the order of the list that `explain` prints.
    pub const ALL: &[Self] = &[
        Self::Symlink,
        Self::NotAFile,
        Self::FileTooLarge,
        Self::Unreadable,
        Self::NotUtf8,
        Self::ForbiddenCharacter,
        Self::UnexpectedFile,
        Self::MissingFile,
        Self::UnlistedVariant,
        Self::EmptyVariant,
        Self::YamlSyntax,
        Self::UnknownKey,
        Self::MissingKey,
        Self::DuplicateKey,
        Self::InvalidValue,
        Self::DuplicateId,
        Self::WrongId,
        Self::ChoiceOptions,
        Self::FrontMatter,
        Self::PathMismatch,
        Self::UnknownPart,
        Self::MalformedHeading,
        Self::UnknownAttribute,
        Self::MissingTopic,
        Self::UnknownTopic,
        Self::RepeatedTopic,
        Self::NumberMismatch,
        Self::NumberOrder,
        Self::DuplicateNumber,
        Self::StrayText,
        Self::EmptyClause,
        Self::AnnouncedText,
        Self::UnknownParty,
        Self::MalformedBlank,
        Self::UnknownBlank,
        Self::BlankDefault,
        Self::UnusedBlank,
        Self::MalformedReference,
        Self::DanglingReference,
        Self::AmbiguousReference,
        Self::RawHtml,
        Self::Image,
        Self::ForbiddenLink,
        Self::ForbiddenMarkdown,
        Self::Directive,
        Self::LinkDefinition,
        Self::Summary,
        Self::UnknownMarker,
        Self::MissingMarker,
        Self::MissingChapter,
        Self::DanglingLink,
    ];

    /// The rule with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| code.name() == name)
    }

    /// Whether breaking the rule stops the build.
    pub fn severity(self) -> Severity {
        match self {
            Self::UnusedBlank => Severity::Warning,
            _ => Severity::Error,
        }
    }

    /// The name that messages print.
    pub fn name(self) -> &'static str {
        match self {
            Self::Symlink => "symlink",
            Self::NotAFile => "not-a-file",
            Self::FileTooLarge => "file-too-large",
            Self::Unreadable => "unreadable",
            Self::NotUtf8 => "not-utf8",
            Self::ForbiddenCharacter => "forbidden-character",
            Self::UnexpectedFile => "unexpected-file",
            Self::MissingFile => "missing-file",
            Self::UnlistedVariant => "unlisted-variant",
            Self::EmptyVariant => "empty-variant",
            Self::YamlSyntax => "yaml-syntax",
            Self::UnknownKey => "unknown-key",
            Self::MissingKey => "missing-key",
            Self::DuplicateKey => "duplicate-key",
            Self::InvalidValue => "invalid-value",
            Self::DuplicateId => "duplicate-id",
            Self::WrongId => "wrong-id",
            Self::ChoiceOptions => "choice-options",
            Self::FrontMatter => "front-matter",
            Self::PathMismatch => "path-mismatch",
            Self::UnknownPart => "unknown-part",
            Self::MalformedHeading => "malformed-heading",
            Self::UnknownAttribute => "unknown-attribute",
            Self::MissingTopic => "missing-topic",
            Self::UnknownTopic => "unknown-topic",
            Self::RepeatedTopic => "repeated-topic",
            Self::NumberMismatch => "number-mismatch",
            Self::NumberOrder => "number-order",
            Self::DuplicateNumber => "duplicate-number",
            Self::StrayText => "stray-text",
            Self::EmptyClause => "empty-clause",
            Self::AnnouncedText => "announced-text",
            Self::UnknownParty => "unknown-party",
            Self::MalformedBlank => "malformed-blank",
            Self::UnknownBlank => "unknown-blank",
            Self::BlankDefault => "blank-default",
            Self::UnusedBlank => "unused-blank",
            Self::MalformedReference => "malformed-reference",
            Self::DanglingReference => "dangling-reference",
            Self::AmbiguousReference => "ambiguous-reference",
            Self::RawHtml => "raw-html",
            Self::Image => "image",
            Self::ForbiddenLink => "forbidden-link",
            Self::ForbiddenMarkdown => "forbidden-markdown",
            Self::Directive => "directive",
            Self::LinkDefinition => "link-definition",
            Self::Summary => "summary",
            Self::UnknownMarker => "unknown-marker",
            Self::MissingMarker => "missing-marker",
            Self::MissingChapter => "missing-chapter",
            Self::DanglingLink => "dangling-link",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_is_listed_once_under_its_own_name() {
        for (index, &code) in Code::ALL.iter().enumerate() {
            assert_eq!(code as usize, index, "{}", code.name());
            assert_eq!(Code::from_name(code.name()), Some(code));
        }
        assert_eq!(Code::ALL.len(), Code::DanglingLink as usize + 1);
    }
}
