//! A word made ready for comparison.

use alloc::vec::Vec;

use super::alphabet::{MAX_SYMBOLS, plainer, symbols};
use crate::tables::char_trie::{Alphabet, CharTables};
use crate::tables::evidence::SpellingModels;
use crate::tables::units::{KEY_PASSED, LATIN, NATIVE, UnitRow, UnitTable};
use crate::tag::Script;

/// What the models were trained with and read.
#[derive(Clone, Copy, Debug)]
pub struct SpellingResources<'a> {
    /// What is known of characters.
    pub chars: &'a CharTables,
    /// What the models see of each script.
    pub alphabets: &'a [Alphabet<'a>],
    /// The models.
    pub models: SpellingModels<'a>,
}

/// A word as the models read it, with everything looked up that does not depend on the other word.
#[derive(Clone, Debug)]
pub struct EncodedWord<'a> {
    pub(super) script: Script,
    pub(super) symbols: Vec<char>,
    /// Whether a digit is among them.
    pub(super) digits: bool,
    /// The word as Latin letters, 1 to 26; empty if it is not in Latin script.
    pub(super) latin: TargetSide,
    /// The word as the native side of each model of its script.
    pub(super) native: Vec<SourceSide<'a>>,
}

/// A word on the target side of every model.
#[derive(Clone, Debug, Default)]
pub(super) struct TargetSide {
    pub(super) letters: Vec<u8>,
    /// Every chunk of the word that any model knows, by length, then by place.
    chunks: Vec<TargetChunk>,
    /// How many of them have so many letters at most.
    upto: [u8; LATIN + 1],
    /// The classes of its letters, a bit each.
    pub(super) classes: u16,
}

/// Letters of a word that one unit may answer.
#[derive(Clone, Copy, Debug)]
pub(super) struct TargetChunk {
    pub(super) column: u16,
    pub(super) begin: u8,
    pub(super) letters: u8,
    /// The letters before and after it, 0 at an edge.
    pub(super) around: (u8, u8),
}

/// A word on the native side of one model.
#[derive(Clone, Debug)]
pub(super) struct SourceSide<'a> {
    pub(super) units: UnitTable<'a>,
    pub(super) symbols: Vec<u16>,
    /// For each place in the word, the rows of the chunks of one and two symbols that end there.
    pub(super) ends: Vec<[UnitRow; NATIVE]>,
    /// The classes that each symbol is read as, a bit each.
    pub(super) classes: Vec<u16>,
}

impl<'a> SpellingResources<'a> {
    /// Makes a word ready. Linear in the word, which is cut at [`MAX_SYMBOLS`].
    ///
    /// ```
    /// # use allonym::tables::char_trie::{CharTables, Trie};
    /// # const NOTHING: Trie = Trie { index: &[], data: &[] };
    /// # const CHARS: CharTables = CharTables { clean: NOTHING, punctuation: &[], fold: NOTHING, folds: &[], lookalikes: &[], pairs: &[], elongated: &[] };
    /// use allonym::{spelling::model::SpellingResources, tables::evidence::SpellingModels};
    ///
    /// // Without models only the letters count.
    /// let resources = SpellingResources { chars: &CHARS, alphabets: &[], models: SpellingModels::new(b"") };
    /// assert_eq!(resources.encode("Qasem").symbols(), ['q', 'a', 's', 'e', 'm']);
    /// ```
    #[must_use]
    pub fn encode(self, word: &str) -> EncodedWord<'a> {
        let (script, symbols) = symbols(self.chars, self.alphabets, word);
        let latin = if script == Script::LATIN {
            let mut letters = Vec::with_capacity(symbols.len());
            letters.extend(symbols.iter().filter_map(|symbol| letter(*symbol)));
            TargetSide::new(self.models, letters)
        } else {
            TargetSide::default()
        };
        let native = self.models.of(script).map(|units| SourceSide::new(self, units, &symbols)).collect();
        let digits = symbols.iter().any(char::is_ascii_digit);
        EncodedWord { script, symbols, digits, latin, native }
    }
}

fn letter(symbol: char) -> Option<u8> {
    symbol.is_ascii_lowercase().then(|| symbol as u8 - b'a' + 1)
}

impl PartialEq for EncodedWord<'_> {
    /// Whether the symbols are the same.
    fn eq(&self, other: &Self) -> bool {
        self.symbols == other.symbols
    }
}

impl Eq for EncodedWord<'_> {}

impl<'a> EncodedWord<'a> {
    /// The first symbol as a word.
    pub(super) fn first(&self, knowledge: SpellingResources<'a>) -> EncodedWord<'a> {
        let mut first = [0; 4];
        self.symbols
            .first()
            .map_or_else(|| knowledge.encode(""), |symbol| knowledge.encode(symbol.encode_utf8(&mut first)))
    }

    /// The script of the word.
    ///
    /// ```
    /// # use allonym::tables::char_trie::{CharTables, Trie};
    /// # const NOTHING: Trie = Trie { index: &[], data: &[] };
    /// # const CHARS: CharTables = CharTables { clean: NOTHING, punctuation: &[], fold: NOTHING, folds: &[], lookalikes: &[], pairs: &[], elongated: &[] };
    /// use allonym::{spelling::model::SpellingResources, tables::evidence::SpellingModels};
    ///
    /// // Without models only the letters count.
    /// let resources = SpellingResources { chars: &CHARS, alphabets: &[], models: SpellingModels::new(b"") };
    /// assert_eq!(resources.encode("Касем").script(), allonym::Script::CYRILLIC);
    /// ```
    #[must_use]
    pub fn script(&self) -> Script {
        self.script
    }

    /// The symbols of the word.
    ///
    /// ```
    /// # use allonym::tables::char_trie::{CharTables, Trie};
    /// # const NOTHING: Trie = Trie { index: &[], data: &[] };
    /// # const CHARS: CharTables = CharTables { clean: NOTHING, punctuation: &[], fold: NOTHING, folds: &[], lookalikes: &[], pairs: &[], elongated: &[] };
    /// use allonym::{spelling::model::SpellingResources, tables::evidence::SpellingModels};
    ///
    /// // Without models only the letters count.
    /// let resources = SpellingResources { chars: &CHARS, alphabets: &[], models: SpellingModels::new(b"") };
    /// assert_eq!(resources.encode("김정은").symbols(), ['김', '정', '은']);
    /// ```
    #[must_use]
    pub fn symbols(&self) -> &[char] {
        &self.symbols
    }

    /// How many symbols it has.
    ///
    /// ```
    /// # use allonym::tables::char_trie::{CharTables, Trie};
    /// # const NOTHING: Trie = Trie { index: &[], data: &[] };
    /// # const CHARS: CharTables = CharTables { clean: NOTHING, punctuation: &[], fold: NOTHING, folds: &[], lookalikes: &[], pairs: &[], elongated: &[] };
    /// use allonym::{spelling::model::SpellingResources, tables::evidence::SpellingModels};
    ///
    /// // Without models only the letters count.
    /// let resources = SpellingResources { chars: &CHARS, alphabets: &[], models: SpellingModels::new(b"") };
    /// assert_eq!(resources.encode("قاسم").len(), 4);
    /// ```
    #[must_use]
    pub fn len(&self) -> usize {
        self.symbols.len()
    }

    /// The digits among the symbols.
    pub(super) fn digits(&self) -> impl Iterator<Item = &char> {
        self.symbols.iter().filter(|symbol| symbol.is_ascii_digit())
    }

    /// Whether no model can say anything about the word.
    ///
    /// ```
    /// # use allonym::tables::char_trie::{CharTables, Trie};
    /// # const NOTHING: Trie = Trie { index: &[], data: &[] };
    /// # const CHARS: CharTables = CharTables { clean: NOTHING, punctuation: &[], fold: NOTHING, folds: &[], lookalikes: &[], pairs: &[], elongated: &[] };
    /// use allonym::{spelling::model::SpellingResources, tables::evidence::SpellingModels};
    ///
    /// // Without models only the letters count.
    /// let resources = SpellingResources { chars: &CHARS, alphabets: &[], models: SpellingModels::new(b"") };
    /// assert!(resources.encode("?!").is_empty() && !resources.encode("ق").is_empty());
    /// ```
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.symbols.is_empty()
    }
}

impl SourceSide<'_> {
    /// Whether so few symbols and classes of letters are without an answer that evidence may still be found.
    pub(super) fn may_align(&self, latin: &TargetSide) -> bool {
        // A symbol of the great scripts is a syllable: its classes do not tell what else it holds.
        if self.units.head.native_context == 0 {
            return true;
        }
        let (mut lost, mut answered) = (0, KEY_PASSED);
        for classes in &self.classes {
            lost += usize::from(classes & (latin.classes | KEY_PASSED) == 0);
            answered |= classes;
        }
        lost <= 1 + self.symbols.len() / 5 && (latin.classes & !answered).count_ones() <= 2
    }
}

impl TargetSide {
    pub(super) fn new(models: SpellingModels<'_>, letters: Vec<u8>) -> TargetSide {
        let classes = letters.iter().fold(0, |all, letter| all | models.letter_classes((*letter).into()));
        // About as many as usual words have.
        let chunks = Vec::with_capacity(4 * letters.len());
        let mut latin = TargetSide { letters, chunks, upto: [0; LATIN + 1], classes };
        // The chunk of the length before that begins at each place.
        let mut packed = [0_u64; MAX_SYMBOLS];
        for length in 1..=LATIN {
            let ends = latin.letters.get(length - 1..).unwrap_or_default();
            for (begin, (packed, last)) in packed.iter_mut().zip(ends).enumerate() {
                *packed = *packed << 5 | u64::from(*last);
                let column = models.column_of(*packed);
                if column != crate::tables::units::NONE {
                    let around = (latin.around(begin).0, latin.around(begin + length).1);
                    latin.chunks.push(TargetChunk {
                        column,
                        begin: begin as u8,
                        letters: length as u8,
                        around,
                    });
                }
            }
            if let Some(upto) = latin.upto.get_mut(length) {
                *upto = latin.chunks.len() as u8;
            }
        }
        latin
    }

    /// Its chunks of so many letters at most.
    #[inline]
    pub(super) fn chunks(&self, longest: usize) -> &[TargetChunk] {
        let upto = self.upto.get(longest).copied().unwrap_or(0);
        self.chunks.get(..upto.into()).unwrap_or_default()
    }

    /// The letters before and after a place, 0 at an edge.
    #[inline]
    pub(super) fn around(&self, place: usize) -> (u8, u8) {
        let letter = |at: Option<usize>| at.and_then(|at| self.letters.get(at)).copied().unwrap_or(0);
        (letter(place.checked_sub(1)), letter(Some(place)))
    }
}

impl<'a> SourceSide<'a> {
    fn new(knowledge: SpellingResources<'a>, units: UnitTable<'a>, symbols: &[char]) -> SourceSide<'a> {
        let known =
            |symbol: Option<char>| symbol.map(|symbol| units.symbol(symbol)).filter(|number| *number > 0);
        let symbols: Vec<u16> = symbols
            .iter()
            .take(MAX_SYMBOLS)
            .map(|symbol| {
                // A capital is read as its plain letter, so a small letter is too: Қ and қ are к.
                let small = symbol.is_lowercase().then(|| plainer(knowledge.chars, *symbol)).flatten();
                known(small)
                    .or_else(|| known(Some(*symbol)))
                    .or_else(|| known(plainer(knowledge.chars, *symbol)))
                    .or_else(|| known(knowledge.models.stand_in(*symbol)))
                    .unwrap_or(0)
            })
            .collect();
        let ends = (0..=symbols.len())
            .map(|end| {
                core::array::from_fn(|k| {
                    let chunk = end.checked_sub(k + 1).and_then(|begin| symbols.get(begin..end));
                    chunk.map_or(UnitRow::NONE, |chunk| units.native(chunk))
                })
            })
            .collect();
        let classes = symbols
            .iter()
            .map(|symbol| if *symbol == 0 { KEY_PASSED } else { units.classes(*symbol) })
            .collect();
        SourceSide { units, symbols, ends, classes }
    }
}
