//! Floor 3: a name and its parts.

mod family;
mod frequency;
mod nickname;
mod order;
mod organization;
mod parse;
mod part;
mod person;
mod sheet;
mod split;
mod syllables;

pub use family::are_family_spellings;
pub(crate) use frequency::place as first_place;
pub use frequency::surprisal;
pub use nickname::are_nicknames;
pub(crate) use parse::names;
pub use parse::{alternatives, parse};
pub use part::{Kind, Order, ParsedName, Part, Role};
pub(crate) use syllables::is_syllabic;
