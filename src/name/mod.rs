//! Floor 3: a name and its parts.

mod family;
mod frequency;
mod nickname;
mod order;
mod organization;
mod parse;
mod part;
mod person;
pub(crate) mod phrase;
#[cfg(feature = "romanize")]
mod romanize;
mod sheet;
mod split;
mod syllables;
mod words;

pub use family::are_family_spellings;
pub use frequency::frequency;
pub use nickname::are_nicknames;
pub(crate) use parse::names;
pub use parse::{alternatives, parse};
pub use part::{Kind, Name, Order, Part, Role};
#[cfg(feature = "romanize")]
pub use romanize::{romanize, romanize_in};
