//! A word made ready for comparison.

use alloc::vec::Vec;

use super::alphabet::{MOST_SYMBOLS, plainer, symbols};
use super::units::{KEY_PASSED, LATIN, Models, NATIVE, Row, Units};
use crate::chars::{Alphabet, CharTables};
use crate::tag::Script;

/// What the models were trained with and read.
#[derive(Clone, Copy, Debug)]
pub struct Knowledge<'a> {
    /// What is known of characters.
    pub chars: &'a CharTables,
    /// What the models see of each script.
    pub alphabets: &'a [Alphabet<'a>],
    /// The models.
    pub models: Models<'a>,
}

/// A word as the models read it, with everything looked up that does not depend on the other word.
#[derive(Clone, Debug)]
pub struct Spelled<'a> {
    pub(super) script: Script,
    pub(super) symbols: Vec<char>,
    /// Whether a digit is among them.
    pub(super) digits: bool,
    /// The word as Latin letters, 1 to 26; empty if it is not in Latin script.
    pub(super) latin: Latin,
    /// The word as the native side of each model of its script.
    pub(super) native: Vec<Native<'a>>,
}

/// A word on the Latin side of every model.
#[derive(Clone, Debug, Default)]
pub(super) struct Latin {
    pub(super) letters: Vec<u8>,
    /// For each place in the word, the columns of the chunks of one, two ... letters that end there.
    pub(super) ends: Vec<[u16; LATIN]>,
    /// The classes of its letters, a bit each.
    pub(super) classes: u16,
}

/// A word on the native side of one model.
#[derive(Clone, Debug)]
pub(super) struct Native<'a> {
    pub(super) units: Units<'a>,
    pub(super) symbols: Vec<u16>,
    /// For each place in the word, the rows of the chunks of one and two symbols that end there.
    pub(super) ends: Vec<[Row; NATIVE]>,
    /// The classes that each symbol is read as, a bit each.
    pub(super) classes: Vec<u16>,
}

impl<'a> Knowledge<'a> {
    /// Makes a word ready. Linear in the word, which is cut at [`MOST_SYMBOLS`].
    #[must_use]
    pub fn spelled(self, word: &str) -> Spelled<'a> {
        let (script, symbols) = symbols(self.chars, self.alphabets, word);
        let letters: Vec<u8> = symbols.iter().filter_map(|symbol| letter(*symbol)).collect();
        let latin = if script == Script::LATIN { Latin::new(self.models, letters) } else { Latin::default() };
        let native = self.models.of(script).map(|units| Native::new(self.chars, units, &symbols)).collect();
        let digits = symbols.iter().any(char::is_ascii_digit);
        Spelled { script, symbols, digits, latin, native }
    }
}

fn letter(symbol: char) -> Option<u8> {
    symbol.is_ascii_lowercase().then(|| symbol as u8 - b'a' + 1)
}

impl PartialEq for Spelled<'_> {
    /// Whether the symbols are the same.
    fn eq(&self, other: &Self) -> bool {
        self.symbols == other.symbols
    }
}

impl Eq for Spelled<'_> {}

impl<'a> Spelled<'a> {
    /// The first symbol as a word.
    pub(super) fn first(&self, knowledge: Knowledge<'a>) -> Spelled<'a> {
        let mut first = [0; 4];
        self.symbols
            .first()
            .map_or_else(|| knowledge.spelled(""), |symbol| knowledge.spelled(symbol.encode_utf8(&mut first)))
    }

    /// The script of the word.
    #[must_use]
    pub fn script(&self) -> Script {
        self.script
    }

    /// How many symbols it has.
    #[must_use]
    pub fn len(&self) -> usize {
        self.symbols.len()
    }

    /// The digits among the symbols.
    pub(super) fn digits(&self) -> impl Iterator<Item = &char> {
        self.symbols.iter().filter(|symbol| symbol.is_ascii_digit())
    }

    /// Whether no model can say anything about the word.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.symbols.is_empty()
    }
}

impl Native<'_> {
    /// Whether so few symbols and classes of letters are without an answer that evidence may still be found.
    pub(super) fn may_answer(&self, latin: &Latin) -> bool {
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

impl Latin {
    pub(super) fn new(models: Models<'_>, letters: Vec<u8>) -> Latin {
        let ends = (0..=letters.len())
            .map(|end| {
                core::array::from_fn(|k| {
                    let chunk = end.checked_sub(k + 1).and_then(|begin| letters.get(begin..end));
                    chunk.map_or(super::units::NONE, |chunk| models.column(chunk))
                })
            })
            .collect();
        let classes = letters.iter().fold(0, |all, letter| all | models.letter_classes((*letter).into()));
        Latin { letters, ends, classes }
    }
}

impl<'a> Native<'a> {
    fn new(chars: &CharTables, units: Units<'a>, symbols: &[char]) -> Native<'a> {
        let symbols: Vec<u16> = symbols
            .iter()
            .take(MOST_SYMBOLS)
            .map(|symbol| match units.symbol(*symbol) {
                0 => plainer(chars, *symbol).map_or(0, |plain| units.symbol(plain)),
                known => known,
            })
            .collect();
        let ends = (0..=symbols.len())
            .map(|end| {
                core::array::from_fn(|k| {
                    let chunk = end.checked_sub(k + 1).and_then(|begin| symbols.get(begin..end));
                    chunk.map_or(Row::NONE, |chunk| units.native(chunk))
                })
            })
            .collect();
        let classes = symbols
            .iter()
            .map(|symbol| if *symbol == 0 { KEY_PASSED } else { units.classes(*symbol) })
            .collect();
        Native { units, symbols, ends, classes }
    }
}
