//! What a name is cut into.

use alloc::vec::Vec;
use core::fmt;

pub use crate::kind::Kind;
use crate::span::Span;

/// A name cut into parts; see [`parse`](super::parse).
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct ParsedName {
    /// What it is the name of, as far as its own words tell.
    pub kind: Kind,
    /// The parts, in the order of the text.
    pub parts: Vec<Part>,
    /// What is known about the order of given and family names.
    pub order: Order,
}

/// The order of the given and the family name of a person.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum Order {
    /// Nothing tells.
    #[default]
    Unknown,
    /// The given name stands first.
    GivenFirst,
    /// The family name stands first.
    FamilyFirst,
}

/// A part of a name and its place in the caller's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Part {
    /// Where it stands.
    #[cfg_attr(feature = "serde", serde(flatten))]
    pub span: Span,
    /// What it does in the name.
    pub role: Role,
    /// Words of one role with the same link above 0 mean the same: legal forms, numbers, suffixes, translated words of
    /// organizations and places. A phrase of several words (`limited liability company`) is one part.
    pub link: u16,
}

/// What a part does in a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum Role {
    /// A word of the name itself, of which nothing more is known.
    Word,
    /// A given name.
    Given,
    /// A family name, or what stands in its place.
    Family,
    /// The name of the father, or made from it.
    Patronymic,
    /// An honorific, rank or office of a person, or what kind of ship it is (M/V); no part of the name.
    Title,
    /// al-, the, la.
    Article,
    /// Says whose child: bin, ibn, ben, oglu, ap.
    Filiation,
    /// Abu, Umm: says whose parent.
    Kunya,
    /// von, de la, van der.
    Nobiliary,
    /// A letter that stands for a word.
    Initial,
    /// Behind the name of a person: Jr., Sr., III.
    Suffix,
    /// A name among friends, in quotation marks or brackets.
    Nickname,
    /// GmbH, Ltd, ООО.
    LegalForm,
    /// The noun that makes a name one of an organization or a place: bank, party, university, airport.
    Head,
    /// of, and, for.
    Connector,
    /// In digits, words or Roman numerals; linked by value.
    Number,
    /// a.k.a., née, “family name unknown”.
    Marker,
}

impl ParsedName {
    /// The parts that make the name: all but titles and markers.
    ///
    /// ```
    /// let text = "دكتور محمد البرادعي";
    /// let name = allonym::name::parse(text);
    /// let core: Vec<&str> = name.core().map(|part| part.span.of(text)).collect();
    /// assert_eq!(core, ["محمد", "البرادعي"]);
    /// ```
    pub fn core(&self) -> impl Iterator<Item = Part> + '_ {
        self.parts.iter().copied().filter(|part| part.role.is_core())
    }
}

impl Role {
    /// Whether words of this role are part of the name: not titles and markers.
    pub(crate) fn is_core(self) -> bool {
        !matches!(self, Role::Title | Role::Marker)
    }

    /// Whether it is a particle or another function word between the others, which is often left out.
    ///
    /// ```
    /// use allonym::name::{Role, parse};
    ///
    /// let name = parse("أسامة بن لادن");
    /// assert!(name.parts[1].role.is_particle() && !Role::Given.is_particle());
    /// ```
    #[must_use]
    pub fn is_particle(self) -> bool {
        matches!(self, Role::Article | Role::Filiation | Role::Kunya | Role::Nobiliary | Role::Connector)
    }
}

/// Writes the names of the variants as serde does: `given_first`.
macro_rules! display {
    ($type:ident { $($variant:ident: $name:literal),* $(,)? }) => {
        impl fmt::Display for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(match self {
                    $($type::$variant => $name,)*
                })
            }
        }
    };
}

display!(Kind {
    Person: "person",
    Organization: "organization",
    Place: "place",
    Vessel: "vessel",
    Other: "other",
});

display!(Order { Unknown: "unknown", GivenFirst: "given_first", FamilyFirst: "family_first" });

display!(Role {
    Word: "word",
    Given: "given",
    Family: "family",
    Patronymic: "patronymic",
    Title: "title",
    Article: "article",
    Filiation: "filiation",
    Kunya: "kunya",
    Nobiliary: "nobiliary",
    Initial: "initial",
    Suffix: "suffix",
    Nickname: "nickname",
    LegalForm: "legal_form",
    Head: "head",
    Connector: "connector",
    Number: "number",
    Marker: "marker",
});
