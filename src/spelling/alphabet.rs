//! What the models see of a word: its letters as symbols.

use alloc::vec::Vec;

use unicode_normalization::char::decompose_canonical;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use crate::tables::char_trie::{Alphabet, CharTables};
use crate::tag::Script;
use crate::unicode::generator::fold_char;
use crate::unicode::script_of;

/// Longest word that is looked at, in symbols.
pub const MAX_SYMBOLS: usize = 30;

/// The symbols of a word and the script that most of its letters have.
///
/// Case, marks and keyboard variants fall away; what the alphabet of the script keeps stays. Linear in the word, which
/// is cut at [`MAX_SYMBOLS`].
///
/// ```
/// # use allonym::tables::char_trie::{CharTables, Trie};
/// # const NOTHING: Trie = Trie { index: &[], data: &[] };
/// # const CHARS: CharTables = CharTables { clean: NOTHING, punctuation: &[], fold: NOTHING, folds: &[], lookalikes: &[], pairs: &[], elongated: &[] };
/// use allonym::{Script, spelling::model::symbols};
///
/// assert_eq!(symbols(&CHARS, &[], "Qasem"), (Script::LATIN, "qasem".chars().collect()));
/// assert_eq!(symbols(&CHARS, &[], "قاسم").1.len(), 4);
/// ```
#[must_use]
pub fn symbols(tables: &CharTables, alphabets: &[Alphabet<'_>], word: &str) -> (Script, Vec<char>) {
    if word.is_ascii() || is_nfc_quick(word.chars()) == IsNormalized::Yes {
        return read_all(tables, alphabets, word.len(), word.chars());
    }
    read_all(tables, alphabets, word.len(), word.nfc())
}

fn read_all(
    tables: &CharTables,
    alphabets: &[Alphabet<'_>],
    bytes: usize,
    word: impl Iterator<Item = char>,
) -> (Script, Vec<char>) {
    let mut out = Vec::with_capacity(bytes.min(MAX_SYMBOLS));
    let mut script = Script::COMMON;
    // Neighbours mostly have one script, and so one alphabet.
    let mut known: Option<((Script, Script), Option<&Alphabet<'_>>)> = None;
    for c in word.take(4 * MAX_SYMBOLS) {
        let own = script_of(c);
        if own.is_real() && (script == Script::COMMON || !out.is_empty() && own == Script::HAN) {
            script = own;
        }
        let find = || {
            alphabets
                .iter()
                .find(|alphabet| alphabet.script == own || !own.is_real() && alphabet.script == script)
        };
        let alphabet = match known {
            Some((scripts, alphabet)) if scripts == (own, script) => alphabet,
            _ => known.insert(((own, script), find())).1,
        };
        match alphabet {
            Some(alphabet) => read(alphabet, tables, c, &mut out),
            None => folded(tables, c, &mut out),
        }
        if out.len() >= MAX_SYMBOLS {
            break;
        }
    }
    out.truncate(MAX_SYMBOLS);
    (script, out)
}

fn read(alphabet: &Alphabet<'_>, tables: &CharTables, c: char, out: &mut Vec<char>) {
    if alphabet.keep.binary_search(&c).is_ok() {
        out.push(c);
    } else if let Ok(at) = alphabet.letters.binary_search_by_key(&c, |(letter, _)| *letter) {
        out.extend(alphabet.letters.get(at).map_or("", |(_, symbols)| symbols).chars());
    } else if alphabet.decompose {
        decompose_canonical(c, |d| out.push(d));
    } else {
        folded(tables, c, out);
    }
}

fn folded(tables: &CharTables, c: char, out: &mut Vec<char>) {
    fold_char(tables, c, |d| {
        if d.is_ascii_alphanumeric() || !d.is_ascii() && (script_of(d).is_real() || d.is_alphanumeric()) {
            out.push(d);
        }
    });
}

/// The plainer symbol that stands for one a model has never seen.
///
/// ```
/// # use allonym::tables::char_trie::{CharTables, Trie};
/// # const NOTHING: Trie = Trie { index: &[], data: &[] };
/// # const CHARS: CharTables = CharTables { clean: NOTHING, punctuation: &[], fold: NOTHING, folds: &[], lookalikes: &[], pairs: &[], elongated: &[] };
/// use allonym::spelling::model::plainer;
///
/// assert_eq!((plainer(&CHARS, 'Q'), plainer(&CHARS, 'ق')), (Some('q'), None));
/// ```
#[must_use]
pub fn plainer(tables: &CharTables, symbol: char) -> Option<char> {
    let mut plain = None;
    fold_char(tables, symbol, |d| plain = plain.or(Some(d)));
    plain.filter(|plain| *plain != symbol)
}
