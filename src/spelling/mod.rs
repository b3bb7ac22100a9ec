//! Learned models of how names are really spelled: how much it says that two words are written as they are.
//!
//! # Nouns
//!
//! - The *source side* of a pair is a word in its own script, as *symbols*; the *target side* is a spelling in Latin letters.
//! - A *translation unit* ([`TranslationUnit`]) is up to two symbols with up to seven letters, or either alone.
//! - *Evidence* is log2 P(x, y) / (P(x) P(y)), in bits: how much oftener two words are found as spellings of one name than by
//!   chance. Above zero it speaks for one name.
//! - *Blocking keys* ([`SpelledWord::keys`]) are numbers under which the spellings of one word meet.
//!
//! # Example
//!
//! قاسم and Qasem: ق with Q, ا with a, س with s, nothing with e, م with m. The five units weigh about 11 bits: the two are
//! found together some two thousand times as often as by chance.
//!
//! ```
//! use allonym::spelling::SpelledWord;
//!
//! let (a, b) = (SpelledWord::new("قاسم"), SpelledWord::new("Qasem"));
//! assert!(a.evidence(&b).to_f64() > 8.0);
//! assert_eq!(a.units(&b).iter().map(|unit| unit.first).sum::<u8>(), 4);
//! ```
//!
//! # Method
//!
//! A memoryless many-to-many transducer (Ristad and Yianilos 1998) is learned by expectation maximization for each script;
//! units and what stands around them are then reweighted so that right pairs beat the hardest wrong ones (discriminative
//! training as McCallum, Bellare and Pereira 2005). Two Latin words have a model of their own. A word of a script without a
//! model is compared by equality, or, in [`compare`](crate::compare), by its romanization.
//!
//! # Cost and limits
//!
//! Encoding a word is linear in it. Evidence costs a table of (symbols + 1) × (letters + 1) cells, about a microsecond; words
//! are cut at 30 letters. The models know spelling, not names: Maria and Mario are near, and only lists know that they are
//! two.

mod align;
mod alphabet;
mod answers;
mod evidence;
mod grid;
mod keys;
#[cfg(feature = "finder")]
mod outline;
#[cfg(feature = "evidence")]
mod spelled_keys;
mod word;

#[cfg(feature = "evidence")]
pub(crate) use answers::{UnitCandidates, UnitMemory};
pub use evidence::TranslationUnit;
#[cfg(feature = "evidence")]
pub(crate) use keys::{is_beginning, is_end};
#[cfg(feature = "finder")]
pub(crate) use outline::Outline;

pub mod model {
    //! The mechanism of spelling evidence with tables of the caller's.
    //!
    //! [`evidence`](super::evidence()) and [`SpelledWord`](super::SpelledWord) have the models of the crate behind them. Who
    //! trains models, or brings others, gives them as [`SpellingResources`]: what is known of characters, what the models see
    //! of each script, and the models. A word is cut into [`symbols`] and looked up once, as an [`EncodedWord`], and compared
    //! many times.
    //!
    //! ```
    //! use allonym::spelling::model::SpellingResources;
    //! use allonym::tables::char_trie::{CharTables, Trie};
    //! use allonym::tables::evidence::SpellingModels;
    //! use allonym::tables::units::{LETTERS, UnitHead, UnitParts};
    //! use allonym::Script;
    //!
    //! const NOTHING: Trie = Trie { index: &[], data: &[] };
    //! const CHARS: CharTables = CharTables { clean: NOTHING, punctuation: &[], fold: NOTHING, folds: &[], lookalikes: &[], pairs: &[], elongated: &[] };
    //!
    //! // A model of one unit: ق is q, by four bits. Its row begins at slot 0, behind that of no symbol.
    //! let mut slots = vec![(u16::MAX, 0, 0); LETTERS + 1];
    //! slots[17] = (1, 4 * 16, 0);
    //! let parts = UnitParts { symbols: vec!['ق'], begins: vec![0, 0], classes: vec![0, 0], slots, ..UnitParts::default() };
    //! let model = parts.encode(UnitHead { other: -80, lost: -80, added: -80, longest: 1, ..UnitHead::default() });
    //! let bytes = SpellingModels::pack(&[], &Default::default(), &[], &[(Script::ARABIC, model)]);
    //! let resources = SpellingResources { chars: &CHARS, alphabets: &[], models: SpellingModels::new(&bytes) };
    //!
    //! let [native, q, k] = ["ق", "q", "k"].map(|word| resources.encode(word));
    //! assert_eq!((native.evidence(&q).to_f64(), native.evidence(&k).to_f64()), (4.0, -5.0));
    //! ```

    pub use super::alphabet::{MAX_SYMBOLS, plainer, symbols};
    pub use super::word::{EncodedWord, SpellingResources};
}

#[cfg(feature = "evidence")]
mod ready {
    use alloc::vec::Vec;

    use super::TranslationUnit;
    use super::answers::{UnitCandidates, UnitMemory};
    use super::model::{EncodedWord, SpellingResources, symbols};
    #[cfg(feature = "finder")]
    use super::outline::Outline;
    use super::spelled_keys::spelled_keys;
    use crate::quantity::LogOdds;
    use crate::tables::evidence::SpellingModels;
    use crate::tables::{ALPHABETS, CHARS, EVIDENCE};
    use crate::tag::Script;

    /// The least weight of a unit that blocking keys are made of, in sixteenths of a bit: −½ bit.
    const MIN_UNIT_WEIGHT: i16 = -8;

    /// The evidence that two words spell one name, in bits: the logarithm of how many times more often the two are
    /// found together than by chance. Above zero it speaks for one name, below against it.
    ///
    /// Symmetric. For words, not whole names; [`compare`](crate::compare) is for those. The cost is the product of the
    /// words' lengths, which are cut at 30 letters.
    ///
    /// Method: the best alignment by a many-to-many stochastic edit model (Ristad and Yianilos 1998), its units
    /// reweighted on hard negatives (McCallum, Bellare, Pereira 2005).
    ///
    /// ```
    /// use allonym::{LogOdds, spelling::evidence};
    ///
    /// assert!(evidence("قاسم", "Qassem") > LogOdds::from_f64(8.0));
    /// assert!(evidence("Гасем", "Qasem") > LogOdds::ZERO);
    /// assert!(evidence("قاسم", "Hassan") < LogOdds::ZERO);
    /// assert_eq!(evidence("Qasem", "Kassem"), evidence("Kassem", "Qasem"));
    /// ```
    #[must_use]
    pub fn evidence(a: &str, b: &str) -> LogOdds {
        SpelledWord::new(a).evidence(&SpelledWord::new(b))
    }

    /// How many letters the models see of a word, as [`SpelledWord::len`] says, without the rest of what that looks up.
    pub(crate) fn letters_seen(word: &str) -> usize {
        symbols(&CHARS, ALPHABETS, word).1.len()
    }

    /// A word made ready for many comparisons.
    ///
    /// ```
    /// use allonym::spelling::SpelledWord;
    ///
    /// let query = SpelledWord::new("Сулеймани");
    /// let best = ["Soleiman", "Soleimani", "Salmani"].into_iter().max_by_key(|word| query.evidence(&SpelledWord::new(word)));
    /// assert_eq!(best, Some("Soleimani"));
    /// ```
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct SpelledWord(EncodedWord<'static>);

    impl SpelledWord {
        /// Looks up everything that does not depend on the other word. Linear in the word, of which the first 30 letters
        /// count.
        ///
        /// ```
        /// assert!(allonym::spelling::SpelledWord::new("?!").is_empty());
        /// ```
        #[must_use]
        pub fn new(word: &str) -> SpelledWord {
            SpelledWord(
                SpellingResources {
                    chars: &CHARS,
                    alphabets: ALPHABETS,
                    models: SpellingModels::new(EVIDENCE),
                }
                .encode(word),
            )
        }

        /// See [`evidence`](evidence()). No allocation; about a microsecond for words of usual length.
        ///
        /// ```
        /// use allonym::{LogOdds, spelling::SpelledWord};
        ///
        /// assert!(SpelledWord::new("قاسم").evidence(&SpelledWord::new("Qasem")) > LogOdds::ZERO);
        /// ```
        #[must_use]
        pub fn evidence(&self, other: &SpelledWord) -> LogOdds {
            self.0.evidence(&other.0)
        }

        /// Whether [`SpelledWord::evidence`] is worth computing: false if too many letters of one word have no answer in the
        /// other. A few nanoseconds; for lists, where most words are nothing like the query.
        ///
        /// ```
        /// use allonym::spelling::SpelledWord;
        ///
        /// assert!(SpelledWord::new("قاسم").may_align(&SpelledWord::new("Kassem")));
        /// assert!(!SpelledWord::new("قاسم").may_align(&SpelledWord::new("Donnell")));
        /// ```
        #[must_use]
        pub fn may_align(&self, other: &SpelledWord) -> bool {
            self.0.may_align(&other.0)
        }

        /// The classes of its letters in order, if it is read by letters.
        #[cfg(feature = "finder")]
        pub(crate) fn outline(&self) -> Option<Outline> {
            Outline::new(&self.0, SpellingModels::new(EVIDENCE))
        }

        /// Which letters answer which, from the beginning of both words, and what each unit tells; the evidence is
        /// their sum unless the words are equal. Empty if no model compares the two scripts.
        ///
        /// ```
        /// use allonym::{LogOdds, spelling::SpelledWord};
        ///
        /// let (a, b) = (SpelledWord::new("قاسم"), SpelledWord::new("Qasem"));
        /// let units = a.units(&b);
        /// assert_eq!(units.iter().map(|unit| unit.bits).sum::<LogOdds>(), a.evidence(&b));
        /// assert_eq!(units.iter().map(|unit| unit.second).sum::<u8>(), 5);
        /// ```
        #[must_use]
        pub fn units(&self, other: &SpelledWord) -> Vec<TranslationUnit> {
            self.0.units(&other.0)
        }

        /// A few numbers under which the spellings of the word meet, in any script: what to look up to find it again
        /// among many. Sorted, at most 24. Made of classes of consonants that were learned from the models' units.
        ///
        /// ```
        /// use allonym::spelling::SpelledWord;
        ///
        /// let (a, b) = (SpelledWord::new("قاسم").keys(), SpelledWord::new("Kassem").keys());
        /// assert!(a.iter().any(|key| b.contains(key)));
        /// ```
        #[must_use]
        pub fn keys(&self) -> Vec<u32> {
            let mut keys = Vec::new();
            self.0.keys(SpellingModels::new(EVIDENCE), &mut keys);
            keys
        }

        /// The keys of the likeliest spellings of a word in another script, sorted: found oftener than
        /// [`keys`](SpelledWord::keys) and a hundred times as dear. Those of [`keys`](SpelledWord::keys) for Latin words.
        pub(crate) fn spelled_keys(&self) -> Vec<u32> {
            if self.script() == Script::LATIN {
                return self.keys();
            }
            let units = self.answers(MIN_UNIT_WEIGHT, &mut UnitMemory::default());
            spelled_keys(&units, SpellingModels::new(EVIDENCE))
        }

        /// What a Latin word tells of itself.
        pub(crate) fn self_score(&self) -> LogOdds {
            self.0.self_score()
        }

        /// Its Latin letters, 1 to 26; none of words in other scripts.
        pub(crate) fn letters(&self) -> &[u8] {
            self.0.letters()
        }

        /// The chunks of Latin letters that tell at least so many sixteenths of a bit as answers to chunks of the word.
        pub(crate) fn answers(&self, least: i16, memory: &mut UnitMemory) -> UnitCandidates {
            self.0.answers(SpellingModels::new(EVIDENCE), least, memory)
        }

        /// Whether the first letters of two words tell more for one name than against it.
        ///
        /// ```
        /// use allonym::spelling::SpelledWord;
        ///
        /// assert!(SpelledWord::new("Q").begins_like(&SpelledWord::new("قاسم")));
        /// assert!(!SpelledWord::new("S").begins_like(&SpelledWord::new("قاسم")));
        /// ```
        #[must_use]
        pub fn begins_like(&self, other: &SpelledWord) -> bool {
            let knowledge = SpellingResources {
                chars: &CHARS,
                alphabets: ALPHABETS,
                models: SpellingModels::new(EVIDENCE),
            };
            self.0.first(knowledge).evidence(&other.0.first(knowledge)) > LogOdds::ZERO
        }

        /// Whether a model reads the word's script; if none does, only equal words tell anything.
        ///
        /// ```
        /// use allonym::spelling::SpelledWord;
        ///
        /// assert!(SpelledWord::new("Ольга").is_modelled() && !SpelledWord::new("ᚠᚢᚦ").is_modelled());
        /// ```
        #[must_use]
        pub fn is_modelled(&self) -> bool {
            self.0.is_modelled()
        }

        /// The script that the word is read in.
        ///
        /// ```
        /// assert_eq!(allonym::spelling::SpelledWord::new("قاسم").script(), "Arab".parse()?);
        /// # Ok::<(), allonym::Error>(())
        /// ```
        #[must_use]
        pub fn script(&self) -> Script {
            self.0.script()
        }

        /// The letters that the models see, in order: what [`SpelledWord::units`] counts.
        ///
        /// ```
        /// assert_eq!(allonym::spelling::SpelledWord::new("Şükrü").symbols(), ['s', 'u', 'k', 'r', 'u']);
        /// ```
        #[must_use]
        pub fn symbols(&self) -> &[char] {
            self.0.symbols()
        }

        /// How many letters the models see; 0 for a word without letters.
        ///
        /// ```
        /// assert_eq!(allonym::spelling::SpelledWord::new("قاسم").len(), 4);
        /// ```
        #[must_use]
        pub fn len(&self) -> usize {
            self.0.len()
        }

        /// Whether there is no letter to compare.
        ///
        /// ```
        /// assert!(!allonym::spelling::SpelledWord::new("ق").is_empty());
        /// ```
        #[must_use]
        pub fn is_empty(&self) -> bool {
            self.0.is_empty()
        }
    }
}

#[cfg(feature = "evidence")]
pub(crate) use ready::letters_seen;
#[cfg(feature = "evidence")]
pub use ready::{SpelledWord, evidence};

#[cfg(test)]
mod tests {
    use alloc::collections::BTreeMap;
    use alloc::vec::Vec;

    use crate::tables::evidence::{SpellingModels, packed};
    use crate::tables::units::{LETTERS, NONE};

    #[test]
    fn every_chunk_is_found_and_no_other() {
        // Many enough for chunks to meet at one place, and to go round the end.
        let letters =
            |number: u64| [1 + number / 676 % 26, 1 + number / 26 % 26, 1 + number % 26].map(|l| l as u8);
        let chunks: Vec<u64> = (0..4000).step_by(3).map(|number| packed(&letters(number))).collect();
        let bytes = SpellingModels::pack(&[], &BTreeMap::new(), &chunks, &[]);
        let models = SpellingModels::new(&bytes);
        for number in 0..4000 {
            let wanted = if number % 3 == 0 { (LETTERS + 1) as u16 + (number / 3) as u16 } else { NONE };
            assert_eq!(models.column_of(packed(&letters(number))), wanted, "chunk {number}");
        }
    }

    #[cfg(feature = "evidence")]
    #[test]
    fn the_self_score_is_the_evidence_for_itself() {
        let words = [
            "Qasem",
            "Schwarzenegger",
            "Khrouchtchev",
            "aa",
            "x",
            "Łódź",
            "Söderström",
            "O'Neill",
            "B2",
            "ß",
        ];
        for word in words.map(super::SpelledWord::new) {
            assert_eq!(word.self_score(), word.evidence(&word), "{word:?}");
        }
    }
}
