//! The evidence that two words spell one name, from their best alignment under a model.

use alloc::vec::Vec;

use super::align::{self, Step};
use super::word::{EncodedWord, SourceSide, TargetSide};
use crate::quantity::LogOdds;
use crate::tag::Script;

/// Parts of [`LogOdds`] that a weight's sixteenth of a bit is.
const PARTS: i32 = 16;
/// What each symbol of two equal words weighs at the least, in sixteenths of a bit.
const SAME: i32 = 48;
/// What two words weigh that no model can compare, in sixteenths of a bit.
const STRANGE: i32 = -160;

/// A translation unit of an alignment: symbols of one word and letters of the other that stand for each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct TranslationUnit {
    /// How many symbols of the first word.
    pub first: u8,
    /// How many symbols of the second word.
    pub second: u8,
    /// The weight of the unit.
    pub bits: LogOdds,
}

/// How two words are compared.
enum Way<'a, 'b> {
    /// The models' native side, its target side, and whether the first word is the Latin one.
    SpellingModels(&'a [SourceSide<'b>], &'a TargetSide, bool),
    /// By equality alone.
    Equality,
}

impl<'b> EncodedWord<'b> {
    fn way<'a>(&'a self, other: &'a EncodedWord<'b>) -> Way<'a, 'b> {
        match (self.script == Script::LATIN, other.script == Script::LATIN) {
            // Of two Latin words the smaller one is taken for the native side, so that the order of asking is no matter.
            (true, true) if self.symbols <= other.symbols => {
                Way::SpellingModels(&self.native, &other.latin, false)
            }
            (true, true) | (true, false) => Way::SpellingModels(&other.native, &self.latin, true),
            (false, true) => Way::SpellingModels(&self.native, &other.latin, false),
            (false, false) => Way::Equality,
        }
    }

    /// The evidence that two words spell one name: log2 P(x, y) / (P(x) P(y)) by the best alignment of the model that
    /// finds most. Symmetric.
    ///
    /// ```
    /// # use allonym::tables::char_trie::{CharTables, Trie};
    /// # const NOTHING: Trie = Trie { index: &[], data: &[] };
    /// # const CHARS: CharTables = CharTables { clean: NOTHING, punctuation: &[], fold: NOTHING, folds: &[], lookalikes: &[], pairs: &[], elongated: &[] };
    /// use allonym::{spelling::model::SpellingResources, tables::evidence::SpellingModels};
    ///
    /// // Without models only the letters count.
    /// let resources = SpellingResources { chars: &CHARS, alphabets: &[], models: SpellingModels::new(b"") };
    /// let [one, two] = ["قاسم", "قسام"].map(|word| resources.encode(word));
    /// assert_eq!(one.evidence(&one).to_f64(), 12.0); // four symbols of three bits
    /// assert!(one.evidence(&two).to_f64() < 0.0);
    /// ```
    #[must_use]
    pub fn evidence(&self, other: &EncodedWord<'_>) -> LogOdds {
        if self.is_empty() || other.is_empty() {
            return LogOdds::ZERO;
        }
        // Fund 5 is not Fund 8.
        if (self.digits || other.digits) && !self.digits().eq(other.digits()) {
            return LogOdds::from_parts(PARTS * STRANGE);
        }
        let same = (self.symbols == other.symbols).then(|| SAME * self.symbols.len() as i32);
        let score = match self.way(other) {
            Way::SpellingModels(natives, latin, _) => {
                natives.iter().map(|native| align::weight(native, latin)).max()
            }
            Way::Equality => None,
        };
        LogOdds::from_parts(PARTS * same.max(score).unwrap_or(STRANGE).max(-1 << 16))
    }

    /// The evidence that a Latin word is itself: as [`EncodedWord::evidence`] says, of letters that answer
    /// themselves.
    pub(super) fn self_score(&self) -> LogOdds {
        let same = SAME * self.symbols.len() as i32;
        let score = self.native.iter().map(|native| align::self_weight(native, &self.latin)).max();
        LogOdds::from_parts(PARTS * score.map_or(same, |score| score.max(same)))
    }

    /// Whether [`EncodedWord::evidence`] is worth computing: false only if too many letters of one word have no answer in the
    /// other for it to be above zero, but for rare spellings. A few instructions a letter.
    ///
    /// ```
    /// # use allonym::tables::char_trie::{CharTables, Trie};
    /// # const NOTHING: Trie = Trie { index: &[], data: &[] };
    /// # const CHARS: CharTables = CharTables { clean: NOTHING, punctuation: &[], fold: NOTHING, folds: &[], lookalikes: &[], pairs: &[], elongated: &[] };
    /// use allonym::{spelling::model::SpellingResources, tables::evidence::SpellingModels};
    ///
    /// // Without models only the letters count.
    /// let resources = SpellingResources { chars: &CHARS, alphabets: &[], models: SpellingModels::new(b"") };
    /// // No model compares two words in Arabic script, so nothing is ruled out.
    /// assert!(resources.encode("قاسم").may_align(&resources.encode("حسن")));
    /// ```
    #[must_use]
    pub fn may_align(&self, other: &EncodedWord<'_>) -> bool {
        match self.way(other) {
            Way::SpellingModels(natives, latin, _) => natives.iter().any(|native| native.may_align(latin)),
            Way::Equality => true,
        }
    }

    /// Whether a model reads the word.
    ///
    /// ```
    /// # use allonym::tables::char_trie::{CharTables, Trie};
    /// # const NOTHING: Trie = Trie { index: &[], data: &[] };
    /// # const CHARS: CharTables = CharTables { clean: NOTHING, punctuation: &[], fold: NOTHING, folds: &[], lookalikes: &[], pairs: &[], elongated: &[] };
    /// use allonym::{spelling::model::SpellingResources, tables::evidence::SpellingModels};
    ///
    /// // Without models only the letters count.
    /// let resources = SpellingResources { chars: &CHARS, alphabets: &[], models: SpellingModels::new(b"") };
    /// assert!(!resources.encode("Касем").is_modelled());
    /// ```
    #[must_use]
    pub fn is_modelled(&self) -> bool {
        !self.native.is_empty()
    }

    /// Which symbols answer which, from the beginning of both words, under the model that finds most evidence; nothing
    /// if no model compares them.
    ///
    /// ```
    /// # use allonym::tables::char_trie::{CharTables, Trie};
    /// # const NOTHING: Trie = Trie { index: &[], data: &[] };
    /// # const CHARS: CharTables = CharTables { clean: NOTHING, punctuation: &[], fold: NOTHING, folds: &[], lookalikes: &[], pairs: &[], elongated: &[] };
    /// use allonym::{spelling::model::SpellingResources, tables::evidence::SpellingModels};
    ///
    /// // Without models only the letters count.
    /// let resources = SpellingResources { chars: &CHARS, alphabets: &[], models: SpellingModels::new(b"") };
    /// assert!(resources.encode("قاسم").units(&resources.encode("Qasem")).is_empty()); // no model, no units
    /// ```
    #[must_use]
    pub fn units(&self, other: &EncodedWord<'_>) -> Vec<TranslationUnit> {
        let Way::SpellingModels(natives, latin, turned) = self.way(other) else { return Vec::new() };
        let best = natives.iter().map(|native| align::steps(native, latin)).max_by_key(|(weight, _)| *weight);
        let unit = |step: Step| {
            let (first, second) =
                if turned { (step.letters, step.symbols) } else { (step.symbols, step.letters) };
            TranslationUnit { first, second, bits: LogOdds::from_parts(PARTS * step.weight) }
        };
        best.map(|(_, steps)| steps.into_iter().map(unit).collect()).unwrap_or_default()
    }
}
