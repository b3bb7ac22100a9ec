//! Floor 3: a name and its parts.

mod parse;
pub(crate) mod phrase;
mod romanize;

pub use parse::{Name, Part, Role, parse};
pub use romanize::romanize;
