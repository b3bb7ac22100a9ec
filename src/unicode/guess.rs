//! Which language a name is written in, as far as its letters show it.
//!
//! *Input* is any text, *output* the languages with a positive count. Each letter adds to the count of the languages
//! that it is distinctive of (پ for Persian, Ў for Belarusian: `distinctive_letters` of `data/languages`) and takes
//! four from those that never use it:
//!
//! ```text
//! count(language) = #distinctive letters in the text − 4 · #letters that the language never uses
//! ```
//!
//! Texts of ASCII say nothing by letters. Of languages that people type in Latin letters they have digits that stand for
//! letters (`7asan`, `ya3ni`) and words of their own (`chetori`); each counts one.
//!
//! Most scripts settle the language by a letter or two or not at all, so no letter frequencies are kept. *Cost*: a
//! binary search for each character outside ASCII, or for each word of a text within.

use alloc::vec::Vec;

use super::clean::clean;
use crate::tables::{CHAT_DIGITS, CHAT_WORDS, DISTINCTIVE_LETTERS, LANGUAGES};
use crate::tag::Language;

/// A language that a name may be written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct LanguageGuess {
    /// The language.
    pub language: Language,
    /// How many letters of the text are distinctive of it, less four for each letter that it never uses; in a text of ASCII
    /// how many digits for letters and words of chat. Positive.
    pub letters: u32,
}

/// The languages that the letters of a text point to, most distinctive letters first; none where no letter is distinctive.
///
/// Letters that a language never uses count against it four times: one ہ makes a text with many پ Urdu. Ties are
/// in alphabetical order. Linear in the text.
///
/// A text of ASCII may be Arabic or Persian as people type them in Latin letters: digits stand for letters, words are
/// those of chat.
///
/// ```
/// use allonym::unicode::guess_languages;
///
/// let first = |text| guess_languages(text).first().map(|guess| guess.language.to_string());
/// assert_eq!(first("پرویز گیلانی").as_deref(), Some("fa"));
/// assert_eq!(first("Аляксандр Лукашэнка, Ўладзіслаў").as_deref(), Some("be"));
/// assert_eq!(first("Hassan"), None);
/// assert_eq!(first("ya3ni 7asan").as_deref(), Some("ar"));
/// assert_eq!(first("salam, chetori?").as_deref(), Some("fa"));
/// ```
#[must_use]
pub fn guess_languages(text: &str) -> Vec<LanguageGuess> {
    let mut guesses = Vec::new();
    guess_languages_into(text, &mut guesses);
    guesses
}

/// [`guess_languages`], in place of what `guesses` held.
///
/// ```
/// let mut guesses = Vec::new();
/// allonym::unicode::guess_languages_into("Ђоковић", &mut guesses);
/// assert_eq!(guesses[0].language.as_str(), "sr");
/// ```
pub fn guess_languages_into(text: &str, guesses: &mut Vec<LanguageGuess>) {
    guesses.clear();
    let mut counts = [0i64; LANGUAGES.len()];
    for c in text.chars().filter(|c| !c.is_ascii()).flat_map(char::to_lowercase) {
        let found = DISTINCTIVE_LETTERS.binary_search_by_key(&c, |(letter, _)| *letter);
        let weights = found
            .ok()
            .and_then(|at| DISTINCTIVE_LETTERS.get(at))
            .map_or(&[] as &[(u8, i8)], |(_, weights)| weights);
        for (language, weight) in weights {
            if let Some(count) = counts.get_mut(usize::from(*language)) {
                *count += i64::from(*weight);
            }
        }
    }
    if text.is_ascii() {
        count_chat(text, &mut counts);
    }
    for (count, facts) in counts.into_iter().zip(LANGUAGES) {
        if let Some(letters) = u32::try_from(count).ok().filter(|letters| *letters > 0) {
            guesses.push(LanguageGuess { language: facts.language, letters });
        }
    }
    guesses.sort_by(|a, b| b.letters.cmp(&a.letters).then(a.language.as_str().cmp(b.language.as_str())));
}

/// Counts what a text of ASCII has of languages that are typed in Latin letters.
fn count_chat(text: &str, counts: &mut [i64]) {
    let mut count = |language: u8, times: i64| {
        if let Some(count) = counts.get_mut(usize::from(language)) {
            *count += times;
        }
    };
    for word in text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()) {
        if may_have_letter_digits(word) {
            let stands = |pair: (char, char), digit: char| pair.0 == digit && pair.1.is_ascii_lowercase();
            for (digit, language) in CHAT_DIGITS {
                let pairs = word.chars().zip(word.chars().skip(1));
                count(*language, pairs.filter(|pair| stands(*pair, *digit)).count() as i64);
            }
        }
        let word = word.to_ascii_lowercase();
        let first = CHAT_WORDS.partition_point(|(own, _)| *own < word.as_str());
        let found = CHAT_WORDS.iter().skip(first).take_while(|(own, _)| *own == word);
        found.for_each(|(_, language)| count(*language, 1));
    }
}

/// Whether digits of a word may be letters: there are twice as many letters, vowels among them (3rd, 5km have none), and no
/// capitals but the first (H2O).
fn may_have_letter_digits(word: &str) -> bool {
    let digits = word.bytes().filter(u8::is_ascii_digit).count();
    digits > 0
        && word.len() - digits >= 2 * digits
        && word.contains(['a', 'e', 'i', 'o', 'u'])
        && !word.bytes().skip(1).any(|byte| byte.is_ascii_uppercase())
}

/// The language that the letters of a text point to most; nothing if they tell none, as ASCII letters do. The longer the text, the better: a name tells more than its words. Linear in the text.
pub(crate) fn language_by_letters(text: &str) -> Option<Language> {
    if text.is_ascii() {
        return None;
    }
    language_of_clean(&clean(text))
}

/// [`language_by_letters`] of a text that is clean already.
pub(crate) fn language_of_clean(text: &str) -> Option<Language> {
    guess_languages(text).first().map(|guess| guess.language)
}

#[cfg(test)]
mod tests {
    use alloc::string::ToString;

    use super::*;

    #[test]
    fn digits_and_words_of_chat_point_to_a_language() {
        let first =
            |text| guess_languages(text).first().map(|guess| (guess.language.to_string(), guess.letters));
        for (text, language, count) in [
            ("7asan 2a7mad", "ar", 3),
            ("Ya3ni keef", "ar", 1),
            ("habibi wallah", "ar", 2),
            ("salam khoobi? chetori", "fa", 2),
        ] {
            assert_eq!(first(text), Some((language.to_string(), count)), "{text}");
        }
        for text in ["Hassan", "3rd of May", "5km", "Win7", "MP3", "R2D2 1234", "2 May 2024", ""] {
            assert_eq!(first(text), None, "{text}");
        }
    }

    #[test]
    fn a_distinctive_letter_is_enough() {
        for (text, tag) in [("پرویز", "fa"), ("Ўладзіслаў", "be"), ("Їжак", "uk"), ("Ђоковић", "sr")]
        {
            assert_eq!(
                guess_languages(text).first().map(|guess| guess.language.to_string()).as_deref(),
                Some(tag)
            );
        }
    }

    #[test]
    fn letters_of_several_languages_point_to_none() {
        assert_eq!(guess_languages("Hassan 1402"), []);
        assert_eq!(guess_languages(""), []);
    }

    #[test]
    fn capitals_count_as_their_small_letters() {
        assert_eq!(guess_languages("ЪЫЭ"), guess_languages("ъыэ"));
    }

    #[test]
    fn what_the_list_held_is_replaced() {
        let mut guesses = guess_languages("پرویز");
        guess_languages_into("Hassan", &mut guesses);
        assert_eq!(guesses, []);
    }
}
