//! Floor 3: a name and its parts.

mod parse;
pub(crate) mod phrase;

pub use parse::{Name, Part, Role, parse};
