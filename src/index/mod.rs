//! Floor 5: one name against many.

mod list;

pub use list::{Found, List, Search};
