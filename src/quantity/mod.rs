//! The quantities that names are weighed in, each a type of its own, and the arithmetic they share.
//!
//! | type | unit | range | says |
//! |---|---|---|---|
//! | [`LogOdds`] | 1/256 bit | any | how much evidence speaks for two spellings being one name; it adds up |
//! | [`Surprisal`] | 1/256 bit | 0 and more | how rare a word is: −log2 of its share of all words of names |
//! | [`Similarity`] | 1/1024 | -1 to 1 and below | how like two words are, as a fraction of an exact match |
//! | [`Probability`] | 1/1,000,000 | 0 to 1 | how likely two names are one, calibrated |
//!
//! All are whole numbers inside, so that sums are exact, orders are total, and every machine gives the same.

pub(crate) mod fixed;
mod log_odds;
mod probability;
mod similarity;
mod surprisal;

pub use log_odds::LogOdds;
pub use probability::Probability;
pub use similarity::Similarity;
pub use surprisal::Surprisal;
