//! Floor 5: one name against many.

mod batch;
mod builder;
mod delta;
mod file;
mod format;
mod gather;
mod likeness;
mod list;
mod parts;
mod query;
mod record;
mod search;
mod table;
mod trigrams;
mod vocabulary;
mod wire;

pub use builder::Builder;
pub use delta::{Change, Delta, Live};
pub use file::Index;
pub use list::{Found, List, Search};
pub use query::{Hit, Query};
pub use record::Row;
pub use search::Memory;
