//! The parameters of comparison: what words that agree weigh, and what words that do not cost.
//!
//! The numbers stand in `data/compare/weights.toml` with a sentence and a range each; the generator writes them as Rust
//! source. They were found by search on pairs of names with known answers, by what they do to the order of right and
//! wrong pairs, so their sum is not calibrated: `data/compare/calibration.toml` has the curves that make it a probability.
//!
//! ```
//! use allonym::LogOdds;
//! use allonym::tables::weights::saturated;
//!
//! let (agreement, limit) = (LogOdds::from_f64(30.0), LogOdds::from_f64(15.0));
//! assert_eq!(saturated(agreement, limit), LogOdds::from_f64(10.0));
//! ```

use crate::quantity::{Factor, LogOdds, Similarity, Surprisal};
use crate::tag::Script;

/// How words of names weigh.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Weights {
    /// Agreement of two words that are one, beside their surprisal.
    pub agreement: LogOdds,
    /// Evidence that a letter of a Latin word is expected to find in a word of another script.
    pub letter: LogOdds,
    /// Cost of two words of one name being one word of the other.
    pub joining: LogOdds,
    /// Agreement of an initial.
    pub initial: LogOdds,
    /// Agreement of each letter of an acronym with a word.
    pub acronym_letter: LogOdds,
    /// Agreement of a short form: Chr. for Christian, Wm. for William.
    pub short_form: LogOdds,
    /// Odds against one name, at the least, where no word of one agrees with a word of the other.
    pub unlike: LogOdds,
    /// Cost of two initials that differ.
    pub initial_conflict: LogOdds,
    /// Cost of an initial against a word that begins otherwise.
    pub initial_mismatch: LogOdds,
    /// The same in the name of what is named after somebody.
    pub initial_mismatch_of_namesake: LogOdds,
    /// Agreement of two particles: al, bin, von.
    pub particle: LogOdds,
    /// Surprisal of a word that no list of names has, and the greatest of any word.
    pub unknown_word: Surprisal,
    /// Surprisal of a head noun: bank, university, airport.
    pub head_noun: Surprisal,
    /// The greatest surprisal of a generic word of organizations and places, which has translations: national, trading.
    pub generic_word: Surprisal,
    /// Surprisal of a number.
    pub number: Surprisal,
    /// Cost of a word that nothing agrees with, beside its surprisal.
    pub missing: LogOdds,
    /// The fraction of its surprisal that a missing word costs in addition.
    pub missing_surprisal: Factor,
    /// Cost of an initial that nothing agrees with.
    pub missing_initial: LogOdds,
    /// Cost of a particle that nothing agrees with.
    pub missing_particle: LogOdds,
    /// All agreement together weighs less than this.
    pub saturation: LogOdds,
    /// Cost of words against words, in times of what is missing on both sides, once saturated.
    pub conflict: Factor,
    /// What is missing on both sides counts less than this.
    pub conflict_saturation: LogOdds,
    /// Cost of words against nothing, in times of what only one side has, once saturated.
    pub extra: Factor,
    /// What only one side has counts less than this.
    pub extra_saturation: LogOdds,
    /// Cost of words against nothing where both names have one head noun: Tehran University of Medical Sciences.
    pub qualifier: Factor,
    /// Cost of the first word of a person's name against nothing, in times of the cost of another.
    pub first_word: Factor,
    /// What only one side has counts less than this, where both names have one head noun.
    pub qualifier_saturation: LogOdds,
    /// Cost of words that have changed places.
    pub order: LogOdds,
    /// Cost of words that have changed places around a word for son of.
    pub filiation: LogOdds,
    /// Cost of legal forms that differ.
    pub legal_form: LogOdds,
    /// Cost of a person against a firm.
    pub kind: LogOdds,
    /// The ratio of evidence to self-score at which two Latin words are neutral.
    pub neutral_latin: Factor,
    /// The ratio of evidence to what is expected at which words of two scripts are neutral.
    pub neutral_cross_script: Factor,
    /// The share of equal letters at which two words of one other script are neutral.
    pub neutral_letters: Factor,
    /// How soon similarity rises above the neutral point: 0 in proportion, 1 at first twice as fast.
    pub curvature: Factor,
    /// Slope of similarity below the neutral point, relative to the slope above it.
    pub slope_below: Factor,
    /// How far below neutral two words may be and still be compared, as near but two; others stand against each other.
    pub max_distance: Factor,
    /// How much speaks against two near words that both are usual, in times of how much more usual they are than a word
    /// that no list has.
    pub distinct_names: Factor,
    /// The ratio of self-scores below which two Latin words are not compared.
    pub min_length: Factor,
    /// The same where one of the two is several words.
    pub min_length_joined: Factor,
    /// Similarity of two nicknames of one name.
    pub nickname: Similarity,
    /// The least similarity of one given name in two languages: Georgios, George.
    pub counterpart: Similarity,
    /// The least similarity of the family names of a man and a woman of one family: Petrov, Petrova.
    pub inflected: Similarity,
    /// The least similarity of words that can be read as the same syllables of Chinese or Korean: 박 and 朴, Chan and Chen.
    pub reading: Similarity,
    /// The least similarity of words that lists have as usual spellings of one form.
    pub attested: Similarity,
    /// The greatest similarity of words that lists have only as spellings of different forms.
    pub known_different: Similarity,
    /// The similarity at which nicknames of one name count as spellings where single words are looked for.
    pub listed: Similarity,
    /// What of words against words a row loses in the order of hits, …
    pub relevance_conflict: Factor,
    /// … of a word that only the query has, …
    pub relevance_query: Factor,
    /// … and of one that only the row has.
    pub relevance_row: Factor,
}

/// Which of its words a name's ending is one of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// A given name.
    Given,
    /// A family name.
    Family,
    /// Any word: the two endings are two ways to write one.
    Spelling,
}

/// How a name of a man ends and that of a woman, in matching form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ending {
    /// In which script.
    pub script: Script,
    /// Of which name.
    pub side: Side,
    /// Of a man's.
    pub masculine: &'static str,
    /// Of a woman's.
    pub feminine: &'static str,
    /// Whether the ending is enough; else both words have to be known as names.
    pub sure: bool,
}

impl Ending {
    /// Whether one word is a man's name and the other the same name of a woman. Both are in matching form.
    ///
    /// ```
    /// use allonym::tables::weights::{Ending, Side};
    ///
    /// let ending = Ending {
    ///     script: "Cyrl".parse().unwrap(), side: Side::Family, masculine: "ский", feminine: "ская", sure: true,
    /// };
    /// assert!(ending.joins("достоевский", "достоевская"));
    /// assert!(!ending.joins("достоевская", "достоевский"));
    /// ```
    #[must_use]
    pub fn joins(&self, man: &str, woman: &str) -> bool {
        // A stem of one letter makes no name.
        let stem = man.strip_suffix(self.masculine).filter(|stem| stem.chars().nth(1).is_some());
        stem.is_some() && stem == woman.strip_suffix(self.feminine)
    }
}

/// How a sum of evidence becomes log-odds: points of a curve that straight lines join.
pub type Calibration = &'static [(LogOdds, LogOdds)];

/// An amount of evidence that never reaches a limit: nearly all of a small one, ever less of a greater one; nothing of one
/// below zero.
///
/// ```text
/// saturated(x, s) = x · s / (x + s)
/// ```
#[must_use]
pub fn saturated(bits: LogOdds, limit: LogOdds) -> LogOdds {
    let (bits, limit) = (i64::from(bits.parts().max(0)), i64::from(limit.parts().max(1)));
    LogOdds::from_parts((bits * limit / (bits + limit)) as i32)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bits(value: i32) -> LogOdds {
        LogOdds::from_parts(256 * value)
    }

    #[test]
    fn saturation_takes_little_of_little_and_half_at_the_limit() {
        assert_eq!(saturated(bits(15), bits(15)), LogOdds::from_f64(7.5));
        assert_eq!(saturated(bits(1), bits(255)), LogOdds::from_parts(255));
        assert!(saturated(bits(1_000_000), bits(15)) < bits(15));
    }

    #[test]
    fn below_zero_there_is_nothing_to_saturate() {
        assert_eq!(saturated(bits(-3), bits(15)), LogOdds::ZERO);
        assert_eq!(saturated(bits(3), bits(0)), LogOdds::ZERO);
    }
}
