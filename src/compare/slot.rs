//! A token as alignment sees it: its class, its words, and what it costs if nothing agrees with it.

use crate::name::Role;
use crate::quantity::LogOdds;

/// What a token can agree with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TokenClass {
    /// A word of the name.
    Name,
    /// A letter that stands for one.
    Initial,
    /// A particle or another function word.
    Particle,
    /// A word that says whose son or daughter.
    Filiation,
    Number,
    LegalForm,
}

impl TokenClass {
    pub(super) fn of(role: Role) -> TokenClass {
        match role {
            // Of titles only single letters come here.
            Role::Initial | Role::Title => TokenClass::Initial,
            Role::Filiation => TokenClass::Filiation,
            Role::Number | Role::Suffix => TokenClass::Number,
            Role::LegalForm => TokenClass::LegalForm,
            role if role.is_particle() => TokenClass::Particle,
            _ => TokenClass::Name,
        }
    }

    pub(super) fn is_particle(self) -> bool {
        matches!(self, TokenClass::Particle | TokenClass::Filiation)
    }
}

/// A token as alignment sees it: a few bytes, which an index keeps instead of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Slot {
    /// The number of its first word, from 0.
    pub(crate) first: u8,
    /// How many words it covers, 1 to 4.
    pub(crate) words: u8,
    pub(crate) class: TokenClass,
    /// Whether it says what an organization or a place is: university, airport.
    pub(crate) head: bool,
    /// Whether it is a word of the name's own: no head noun, nor a word that many names have.
    pub(crate) own: bool,
    /// A hash of its letters: words with two hashes are two words.
    pub(crate) key: u32,
    /// What it costs if nothing agrees with it, 0 or more.
    pub(crate) missing: LogOdds,
}

impl Slot {
    /// The words that it covers, a bit each.
    pub(crate) fn mask(&self) -> u32 {
        ((1u32 << (self.words & 7)) - 1) << (self.first & 31)
    }
}
