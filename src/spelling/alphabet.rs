//! What the models see of a word: its letters as symbols.

use alloc::vec::Vec;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::decompose_canonical;

use crate::chars::{Alphabet, CharTables};
use crate::tag::Script;
use crate::unicode::{fold_char, script_of};

/// Longest word that is looked at, in symbols.
pub const MOST_SYMBOLS: usize = 30;

/// The symbols of a word and the script that most of its letters have.
///
/// Case, marks and keyboard variants fall away; what the alphabet of the script keeps stays. Linear in the word, which
/// is cut at [`MOST_SYMBOLS`].
#[must_use]
pub fn symbols(tables: &CharTables, alphabets: &[Alphabet<'_>], word: &str) -> (Script, Vec<char>) {
    let mut out = Vec::new();
    let mut script = Script::COMMON;
    for c in word.nfc().take(4 * MOST_SYMBOLS) {
        let own = script_of(c);
        if own.is_real() && (script == Script::COMMON || !out.is_empty() && own == Script::HAN) {
            script = own;
        }
        let alphabet = alphabets
            .iter()
            .find(|alphabet| alphabet.script == own || !own.is_real() && alphabet.script == script);
        match alphabet {
            Some(alphabet) => alphabet.read(tables, c, &mut out),
            None => folded(tables, c, &mut out),
        }
        if out.len() >= MOST_SYMBOLS {
            break;
        }
    }
    out.truncate(MOST_SYMBOLS);
    (script, out)
}

impl Alphabet<'_> {
    fn read(&self, tables: &CharTables, c: char, out: &mut Vec<char>) {
        if self.keep.binary_search(&c).is_ok() {
            out.push(c);
        } else if let Ok(at) = self.letters.binary_search_by_key(&c, |(letter, _)| *letter) {
            out.extend(self.letters.get(at).map_or("", |(_, symbols)| symbols).chars());
        } else if self.decompose {
            decompose_canonical(c, |d| out.push(d));
        } else {
            folded(tables, c, out);
        }
    }
}

fn folded(tables: &CharTables, c: char, out: &mut Vec<char>) {
    fold_char(tables, c, |d| {
        if d.is_alphabetic() || !d.is_ascii() && !d.is_whitespace() && script_of(d).is_real() {
            out.push(d);
        }
    });
}

/// The plainer symbol that stands for one a model has never seen.
#[must_use]
pub fn plainer(tables: &CharTables, symbol: char) -> Option<char> {
    let mut plain = None;
    fold_char(tables, symbol, |d| plain = plain.or(Some(d)));
    plain.filter(|plain| *plain != symbol)
}
