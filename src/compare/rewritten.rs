//! Texts that may have to be read otherwise than they are written, before they are compared as names.
//!
//! *Input* is a name, *output* the texts that it may stand for, each with the map back. *Cost*: linear; nothing for a name
//! without digits, marks of another encoding and Burmese.

use alloc::vec::Vec;

use crate::aligned::{Aligned, Sink};
use crate::span::Span;
use crate::tables::{DIGIT_LOOKS, DIGITS};
use crate::unicode::{self, Fold};

/// A digit is read as a letter that it looks like in a word of so many letters at least: 5th and B2B are none.
const MIN_LETTERS_AROUND_DIGIT: usize = 3;

/// The text as it may have to be read: letters for the digits that stand for them (7asan), or as it was before its bytes
/// were taken for those of another encoding, or in Unicode where it was typed for the font Zawgyi. Nothing for nearly all texts.
/// The same for a text and for its decomposed form.
pub(super) fn rewritten(text: &str) -> Vec<Aligned> {
    if !unicode_normalization::is_nfc(text) {
        let composed = unicode::fold_aligned(text, Fold::NONE);
        return rewritten_composed(composed.text()).iter().map(|read| composed.then(read)).collect();
    }
    rewritten_composed(text)
}

fn rewritten_composed(text: &str) -> Vec<Aligned> {
    let read = digit_readings(text);
    if !read.is_empty() || text.is_ascii() {
        return read;
    }
    if let Some(latin) = unicode::latin_for_lookalikes(text) {
        return alloc::vec![latin];
    }
    // A zero-width space between words may also stand inside one.
    if let Some(joined) = unicode::without_invisible(text, false) {
        return alloc::vec![joined];
    }
    #[cfg(feature = "systems")]
    if let Some(burmese) = crate::translit::unicode_of_zawgyi(text) {
        return alloc::vec![burmese];
    }
    if unicode::repairs(text).is_empty() { Vec::new() } else { alloc::vec![unicode::repair_aligned(text)] }
}

/// A text with letters for the digits that stand beside Latin letters, before one at least: as letters of Arabic, and as the
/// letters that they look like.
fn digit_readings(text: &str) -> Vec<Aligned> {
    if !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return Vec::new();
    }
    let chat = letters_for_digits(text, DIGITS, false);
    let looks = DIGIT_LOOKS.iter().filter_map(|looks| letters_for_digits(text, looks, true));
    chat.into_iter().chain(looks).collect()
}

/// A text with letters for digits; `alone`: only for one by itself, in a word that has so many letters that it is no number.
fn letters_for_digits(text: &str, digits: &[(char, &str)], alone: bool) -> Option<Aligned> {
    let mut any = false;
    let mut out = Aligned::default();
    let mut start = 0;
    while let Some(rest) = text.get(start..).filter(|rest| !rest.is_empty()) {
        let len = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
        let word = rest.get(..len).unwrap_or_default();
        let letters = word.bytes().filter(u8::is_ascii_alphabetic).count();
        let mut before_digit = false;
        for (at, c) in word.char_indices() {
            let next = word.as_bytes().get(at + 1);
            let before_letter = next.is_some_and(u8::is_ascii_alphabetic);
            let last = next.is_none() && any && alone;
            let by_itself = !before_digit && letters >= MIN_LETTERS_AROUND_DIGIT;
            let fits = (before_letter || last) && (!alone || by_itself);
            before_digit = c.is_ascii_digit();
            let from = Span::new(start + at, start + at + 1);
            match digits.iter().find(|(digit, _)| *digit == c).filter(|_| fits) {
                Some((_, letters)) => {
                    any = true;
                    letters.chars().for_each(|letter| out.put(letter, from));
                }
                None => out.copy(from.of(text), from.start),
            }
        }
        start += len;
        let other = text.get(start..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        out.copy(text.get(start..start + other).unwrap_or_default(), start);
        start += other;
    }
    any.then_some(out)
}

#[cfg(test)]
mod tests {
    use alloc::string::String;

    use unicode_normalization::UnicodeNormalization;

    use super::*;

    #[test]
    fn a_text_is_read_otherwise_in_whatever_form() {
        // UTF-8 taken for windows-1251: Серёжа, whose letters then have marks of their own.
        let garbled = "РЎРµСЂС‘Р¶Р°";
        let decomposed: String = garbled.nfd().collect();
        let read = |text: &str| rewritten(text).into_iter().map(Aligned::into_text).collect::<Vec<String>>();
        assert_eq!(read(garbled), ["Серёжа"]);
        assert_eq!(read(&decomposed), ["Серёжа"]);
        assert!(read("И\u{306}ван").is_empty());
    }

    #[test]
    fn letters_that_look_latin_are_latin_in_a_word_of_both() {
        let read = |text: &str| rewritten(text).into_iter().map(Aligned::into_text).next();
        // Cyrillic capitals look Latin where the small letters do not; a whole word follows a mixed one.
        assert_eq!(read("\u{412}аno \u{41D}owа").as_deref(), Some("Bano Howa"));
        assert_eq!(read("S\u{43E}leimani \u{420}\u{430}\u{440}\u{430}").as_deref(), Some("Soleimani Papa"));
        for text in ["Папа Римский", "Иван Ivanov", "Müller", "ЖanЖ"] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn digits_are_letters_that_they_look_like() {
        let read = |text: &str| rewritten(text).into_iter().map(Aligned::into_text).collect::<Vec<String>>();
        assert_eq!(read("S0leimani"), ["Soleimani", "Soleimani"]);
        assert_eq!(read("So1eimani"), ["Soleimani", "Soieimani"]);
        assert!(read("F4tim4").contains(&String::from("Fatima")));
        // Numbers, ordinals, and letters among digits stay.
        for text in ["5th Brigade", "B2B", "Fund 5A", "A320neo", "Brigade5", "1980s"] {
            let none = DIGIT_LOOKS.iter().all(|looks| letters_for_digits(text, looks, true).is_none());
            assert!(none, "{text}");
        }
    }
}
