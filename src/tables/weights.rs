//! Floor 0: what comparison pays for words that agree and charges for words that do not; the numbers stand in
//! `data/compare`.

use crate::quantity::LogOdds;

/// How words of names weigh. Shares are in 1/1024.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Weights {
    /// What two words that are one tell beside how rare they are.
    pub agree: LogOdds,
    /// The share of its own evidence that a Latin word must find in the other before the two speak for one name.
    pub even_latin: i32,
    /// The same for words of two scripts.
    pub even_cross: i32,
    /// The same for words of one script that is not Latin, by their letters.
    pub even_letters: i32,
    /// How far below even two words may be and still be compared, as near but two; others stand against each other.
    pub near: i32,
    /// How many times faster than it rises above even what words tell falls below.
    pub fall: i32,
    /// How much sooner than in proportion evidence above that counts, from -1 to 1.
    pub bend: i32,
    /// The evidence that a letter of a Latin word is expected to find in a word of another script.
    pub letter: LogOdds,
    /// What it costs that two words of one name are one word of the other.
    pub joined: LogOdds,
    /// What a nickname tells, as a share of what the name itself would.
    pub nickname: i32,
    /// What an initial tells that agrees.
    pub initial: LogOdds,
    /// What a small word tells that agrees: al, bin, von.
    pub small: LogOdds,
    /// How much it tells against two near words that both are usual: so many times what their frequency is above that of
    /// words no list knows, less the more they are one word.
    pub rivals: i32,
    /// The least share of the whole that words tell which lists have as spellings of one form.
    pub attested: i32,
    /// The most of it that words tell, below zero against them, which lists have as spellings of other forms.
    pub apart: i32,
    /// How rare a word is that no list knows.
    pub rare: LogOdds,
    /// How rare a word is that says what an organization or a place is.
    pub head: LogOdds,
    /// How rare a number is.
    pub number: LogOdds,
    /// What it costs that a word is missing: this much, …
    pub missing: LogOdds,
    /// … and this share of how rare it is.
    pub missing_rare: i32,
    /// What it costs that an initial is missing.
    pub missing_initial: LogOdds,
    /// What it costs that a small word is missing.
    pub missing_small: LogOdds,
    /// All agreement together tells less than this.
    pub most: LogOdds,
    /// What is missing on both sides, so that one word stands against another, costs this many times, …
    pub conflict: i32,
    /// … but never as much as so many bits of missing words.
    pub most_conflict: LogOdds,
    /// What only one side has costs this share, …
    pub extra: i32,
    /// … but never as much as so many bits of missing words.
    pub most_extra: LogOdds,
    /// Relevance, what rows for a query are sorted by: words against words cost this share, …
    pub relevance_conflict: i32,
    /// … a word that only the query has this one, …
    pub relevance_query: i32,
    /// … and one that only the row has this one.
    pub relevance_row: i32,
    /// What it costs that words have changed places without a reason.
    pub order: LogOdds,
    /// What it costs that words around bin, son of, have changed places.
    pub filiation: LogOdds,
    /// What it costs that legal forms differ.
    pub legal: LogOdds,
    /// What it costs that one is a person and the other is not.
    pub kind: LogOdds,
}

/// How a sum of bits becomes a probability: from each sum on, the logarithm of the odds, with straight lines between.
pub type Calibration = &'static [(LogOdds, LogOdds)];

impl Weights {
    /// A share of some bits.
    #[must_use]
    pub fn share(bits: LogOdds, share: i32) -> LogOdds {
        LogOdds::from_parts((i64::from(bits.parts()) * i64::from(share) / 1024) as i32)
    }

    /// What so many bits come to that never reach `most`: nearly all of few, ever less of more.
    #[must_use]
    pub fn below(bits: LogOdds, most: LogOdds) -> LogOdds {
        let (bits, most) = (i64::from(bits.parts().max(0)), i64::from(most.parts().max(1)));
        LogOdds::from_parts((bits * most / (bits + most)) as i32)
    }
}
