//! Floor 3: a name and its parts.

mod annotation;
mod cues;
mod entity_kind;
mod family;
mod frequency;
mod given_family;
mod nickname;
mod organization;
mod parse;
mod part;
mod person;
mod segment;
mod split;
mod syllables;
mod titles;
mod trace;

pub use family::are_family_spellings;
pub use frequency::surprisal;
pub use nickname::are_nicknames;
pub(crate) use parse::{AnalysedName, names, whole};
pub use parse::{alternatives, parse, parse_traced};
pub use part::{Kind, Order, ParsedName, Part, Role};
pub use trace::Trace;
