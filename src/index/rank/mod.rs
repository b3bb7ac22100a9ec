//! The order of rows: estimates before their names are read, and of hits.

mod estimate;
mod features;
mod merge;
mod model;

pub(super) use estimate::{EXTRA, NOTHING, evidence, gain, relevance_of_known, relevance_of_parts};
pub use features::RankFeatures;
pub(super) use merge::insert;
pub(super) use model::{Ranked, rank, set_probabilities};
