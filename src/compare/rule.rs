//! What evidence rests on.

use core::fmt;

/// What a record of an explanation rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum Rule {
    /// The words are the same.
    Same,
    /// The words are spellings of one name, as far as the models of spelling tell.
    Spelling,
    /// Lists of spellings have the words as one name, or as two, where letters alone would tell otherwise.
    Attested,
    /// Lists have the words as one: a translation, a number, a legal form.
    Meaning,
    /// One is a nickname of the other.
    Nickname,
    /// An initial agrees with the word.
    Initial,
    /// Particles that agree: al, bin, von.
    Particle,
    /// A word that one name has and the other has not.
    Extra,
    /// A word against which the other name has another one.
    Conflict,
    /// Words have changed slots.
    Order,
    /// One is a person and the other is not.
    Kind,
    /// What much agreement tells too much: names share words for other reasons than being one.
    Saturation,
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Rule::Same => "same",
            Rule::Spelling => "spelling",
            Rule::Attested => "attested",
            Rule::Meaning => "meaning",
            Rule::Nickname => "nickname",
            Rule::Initial => "initial",
            Rule::Particle => "particle",
            Rule::Extra => "extra",
            Rule::Conflict => "conflict",
            Rule::Order => "order",
            Rule::Kind => "kind",
            Rule::Saturation => "saturation",
        })
    }
}
