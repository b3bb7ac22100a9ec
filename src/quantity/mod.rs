//! The quantities that names are weighed in, each a type of its own, and the arithmetic they share.
//!
//! | type | unit | range | says |
//! |---|---|---|---|
//! | [`LogOdds`] | 1/256 bit | any | how much evidence speaks for two spellings being one name; it adds up |
//! | [`Surprisal`] | 1/256 bit | 0 and more | how rare a word is: −log2 of its share of all words of names |
//! | [`Similarity`] | 1/1024 | -1 to 1 and below | how like two words are, as a fraction of an exact match |
//! | [`Factor`] | 1/1024 | any | how many times a weight counts |
//! | [`Probability`] | 1/1,000,000 | 0 to 1 | how likely two names are one, calibrated |
//!
//! All are whole numbers inside, so that sums are exact, orders are total, and every machine gives the same. With the
//! feature `serde` each is written as the number that its `to_f64` gives: a probability with at most six decimals,
//! evidence and surprisal in bits. Reading takes the nearest amount, so that what was written comes back exactly.

mod factor;
pub(crate) mod fixed;
mod log_odds;
mod odds;
mod probability;
mod similarity;
mod surprisal;

pub use factor::Factor;
pub use log_odds::LogOdds;
pub use probability::Probability;
pub use similarity::Similarity;
pub use surprisal::Surprisal;

#[cfg(feature = "serde")]
mod number {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use super::{LogOdds, Probability, Similarity, Surprisal};

    macro_rules! as_number {
        ($($quantity:ty),*) => {$(
            impl Serialize for $quantity {
                fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                    serializer.serialize_f64(self.to_f64())
                }
            }

            impl<'de> Deserialize<'de> for $quantity {
                fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                    f64::deserialize(deserializer).map(<$quantity>::from_f64)
                }
            }
        )*};
    }

    as_number!(LogOdds, Probability, Similarity, Surprisal);
}
