//! A name without its words.

use super::slot::Slot;
use crate::name::Kind;
use crate::tag::Script;

/// A name without its words: what comparison needs beside the agreement of its tokens.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NameView<'a> {
    pub(crate) slots: &'a [Slot],
    pub(crate) signature: NameSignature,
}

/// What a whole name is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct NameSignature {
    pub(crate) kind: Kind,
    /// The script of its first word.
    pub(crate) script: Script,
    /// A hash of its words as matching normalizes them, joined; 0 if it has no letter. What makes two names the same.
    pub(crate) identity: u64,
    /// The organization, known everywhere, that it is a name or an acronym of; 0 if none.
    pub(crate) organization: u16,
    /// A hash of its words with their marks, in a language whose marks make names; else 0.
    pub(crate) marks: u32,
}

impl NameSignature {
    /// Whether both are names of one organization that is known everywhere: WHO, Всемирная организация здравоохранения.
    pub(crate) fn is_one_organization(self, other: NameSignature) -> bool {
        self.organization > 0 && self.organization == other.organization
    }

    /// Whether two names are the same once normalized.
    pub(super) fn is_same(self, other: NameSignature) -> bool {
        let marks = self.marks == other.marks || self.marks == 0 || other.marks == 0;
        self.identity == other.identity && marks
    }
}
