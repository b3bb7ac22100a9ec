//! How relevant rows are: estimates before their names are read, and what hits are ordered by.

mod estimate;
mod features;
mod model;

pub(super) use estimate::{EXTRA, NOTHING, evidence, gain, relevance_of_known, relevance_of_parts};
pub use features::RankFeatures;
pub(super) use model::{Ranked, probabilities, rank};
