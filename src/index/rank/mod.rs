//! The order of rows: estimates before their names are read, and of hits.

mod estimate;
mod merge;

pub(super) use estimate::{EXTRA, NOTHING, evidence, gain, relevance_of_known, relevance_of_parts};
pub(super) use merge::{insert, is_full_of_better};
