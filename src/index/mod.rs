//! One name against many: indexes of names, searched however the names are spelled.

mod blocking;
mod exhaustive;
mod file;
mod journal;
mod list_word;
mod params;
mod pool;
mod query;
mod query_part;
mod rank;
mod record;
mod searcher;
mod workspace;

pub use exhaustive::ExhaustiveIndex;
#[cfg(feature = "mmap")]
pub use file::MappedFile;
pub use file::{Builder, Index};
pub use journal::{Change, Journal, LiveIndex};
pub use query::{Hit, Query, Search};
pub use record::Record;
pub use workspace::Workspace;
