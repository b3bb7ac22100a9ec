//! Names of Han characters and hangul: whether they are names of the country or foreign ones, and how their syllables
//! are written.
//!
//! A word that begins with a family name may be a person of China, or a foreign name whose first syllable is written with
//! that character (马丁 Martin). The two are told apart by how usual its characters are in foreign names:
//!
//! ```text
//! log-odds = Σ over characters ( bits in foreign names − bits in names of China )
//! ```
//!
//! A character has about 8 bits as a family name and 10 in a given name of China; in foreign names 斯 has 4 and 伟 11.
//! Bits are −log2 of shares, counted in `data/training`. Korean names go the same way, by syllables.

use alloc::string::String;
use alloc::vec::Vec;

use super::sources::{CERTAIN, Spellings};
use crate::tables::SyllableStyle;
use crate::tables::readings::{ReadingKind, Readings};
use crate::tag::{Language, Script};
use crate::text;
use crate::unicode::script_of;

pub(super) fn is_han(c: char) -> bool {
    c >= '\u{2E80}' && script_of(c) == Script::HAN
}

pub(super) fn is_hangul(c: char) -> bool {
    c >= '\u{1100}' && script_of(c) == Script::HANGUL
}

pub(super) fn is_kana(c: char) -> bool {
    // The sign of a long vowel is of both scripts, and so of none.
    c == 'ー' || c >= '\u{3040}' && matches!(script_of(c), Script::HIRAGANA | Script::KATAKANA)
}

/// Whether names of a script are written without spaces, in characters of a syllable each.
pub(super) fn is_syllabic(script: Script) -> bool {
    matches!(script, Script::HAN | Script::HANGUL | Script::HIRAGANA | Script::KATAKANA)
}

/// Whether two words of Japanese without a space are one: kanji and hiragana are, 丸の内, and a single katakana between
/// kanji, 関ヶ原; a word of katakana is one by itself, トヨタ自動車.
pub(super) fn is_one_word(before: &str, after: &str) -> bool {
    let katakana = |word: &str| word.chars().nth(1).is_some() && word.chars().all(is_katakana);
    let ends = |word: &str| word.chars().all(|c| is_han(c) || is_kana(c));
    ends(before) && ends(after) && !katakana(before) && !katakana(after)
}

fn is_katakana(c: char) -> bool {
    c == 'ー' || script_of(c) == Script::KATAKANA
}

/// The characters of the family names of the list.
const FAMILY_OF_JAPAN: core::ops::RangeInclusive<usize> = 2..=4;
/// The characters of a given name behind one.
const GIVEN_OF_JAPAN: core::ops::RangeInclusive<usize> = 1..=4;

/// Where the family name of Japan ends that a word begins with, by the list; nothing if it begins with none of two
/// characters or more, or nothing is left for a given name.
pub(super) fn family_of_japan(readings: Readings<'_>, word: &str) -> Option<usize> {
    let count = word.chars().count();
    FAMILY_OF_JAPAN.rev().filter(|length| GIVEN_OF_JAPAN.contains(&count.saturating_sub(*length))).find_map(
        |length| {
            let (cut, _) = word.char_indices().nth(length)?;
            let family = text::key(word.get(..cut)?);
            let japanese = Language::from_code(b"ja\0");
            readings.of(ReadingKind::Family, japanese, &family).next().map(|_| cut)
        },
    )
}

/// Whether a name of Han characters that tell no language is one of Japan: it begins with a family name of Japan of two
/// characters or more, and with none of China of two.
pub(super) fn is_japanese(readings: Readings<'_>, name: &str) -> bool {
    let word = name.split_whitespace().next().unwrap_or_default();
    if !word.chars().all(is_han) {
        return false;
    }
    let of = |kind: ReadingKind, language: &[u8; 3], word: &str| {
        readings.of(kind, Language::from_code(language), &text::key(word)).next().is_some()
    };
    let two: String = word.chars().take(2).collect();
    // 石川, 田中 太郎: the family name stands apart; one of a single character may as well be of China.
    let one = word.chars().nth(1).is_none();
    let family = family_of_japan(readings, word).is_some() || !one && of(ReadingKind::Family, b"ja\0", word);
    let known = |language| of(ReadingKind::Known, language, word) || of(ReadingKind::Place, language, word);
    let (japanese, chinese) = (known(b"ja\0"), known(b"zh\0"));
    let family = family && !of(ReadingKind::Family, b"zh\0", &two);
    japanese && (family || !chinese) || family && !chinese
}

/// How many bits, in 1/16, names of a language have: −log2 of shares.
struct NativeBits {
    /// A usual family name.
    family: i32,
    /// A character of a given name.
    given: i32,
}

/// A family name of the list of China is borne by one in 360, the logarithm taken in the mean; a character of given names is
/// one in a thousand.
const CHINESE: NativeBits = NativeBits { family: 8 * 16 + 8, given: 10 * 16 };
/// A usual family name of Korea is borne by one in 16, a syllable of given names is one in 100.
const KOREAN: NativeBits = NativeBits { family: 4 * 16, given: 7 * 16 };
/// Bits of a character that foreign names do not have.
const UNSEEN_BITS: i32 = 17 * 16;

/// Log-odds, in 1/16 bit, that what has these characters is a name of the language and not a foreign one.
fn native_log_odds(
    readings: Readings<'_>,
    language: Language,
    (family, given): (&str, &str),
    native: &NativeBits,
) -> i32 {
    let foreign = |word: &str| -> i32 {
        let bits = |c: char| {
            let bits = readings.of(ReadingKind::Transcription, language, c.encode_utf8(&mut [0; 4])).next();
            bits.and_then(|bits| bits.parse().ok()).unwrap_or(UNSEEN_BITS)
        };
        text::key(word).chars().map(bits).sum()
    };
    let count = i32::try_from(given.chars().count()).unwrap_or(0);
    foreign(family) - native.family + foreign(given) - count * native.given
}

/// The share, in thousandths, of names of China among what has these characters.
pub(super) fn chinese_share(readings: Readings<'_>, family: &str, given: &str) -> u32 {
    share(native_log_odds(readings, Language::from_code(b"zh\0"), (family, given), &CHINESE))
}

/// Thousandths of log-odds in 1/16 bit. Two bits either way settle it; between them both readings are candidates.
fn share(log_odds: i32) -> u32 {
    match log_odds {
        ..=-32 => 0,
        -31..=-1 => 300,
        0..=31 => 600,
        _ => 1000,
    }
}

/// The share of Korean names among words that begin with a family name. `listed`: the lists have the whole word.
pub(super) fn korean_share(
    readings: Readings<'_>,
    language: Language,
    family: &str,
    given: &str,
    listed: bool,
) -> u32 {
    if listed || !syllables_known(readings, language, given) {
        return 0;
    }
    let share = share(native_log_odds(readings, language, (family, given), &KOREAN));
    // Two syllables are oftener a foreign word, or a given name alone.
    if given.chars().count() < 2 { share.min(250) } else { share.min(900) }
}

/// Whether all syllables of a given name are ones that Korean given names have.
pub(super) fn syllables_known(readings: Readings<'_>, language: Language, given: &str) -> bool {
    let count = given.chars().count();
    let known =
        |c: char| readings.of(ReadingKind::Syllable, language, c.encode_utf8(&mut [0; 4])).next().is_some();
    (1..=2).contains(&count) && given.chars().all(known)
}

/// Of two ways to write a syllable the second is a quarter as usual.
const SECOND: u32 = 4;
/// Three of five given names of two syllables are written with a hyphen, the others as one word.
const HYPHEN: u32 = 600_000;

/// The spellings of a Korean given name, by its syllables: Woo-jin, Woojin, U-jin …
pub(super) fn korean_given(readings: Readings<'_>, language: Language, given: &str) -> Spellings {
    let mut all: Vec<(Vec<&str>, u32)> = alloc::vec![(Vec::new(), CERTAIN)];
    for c in given.chars() {
        let mut bytes = [0; 4];
        let ways: Vec<&str> =
            readings.of(ReadingKind::Syllable, language, c.encode_utf8(&mut bytes)).take(3).collect();
        let mut next = Vec::new();
        for (row, way) in ways.iter().enumerate() {
            let share = SECOND.pow(u32::try_from(row).unwrap_or(0));
            let more = all.iter().map(|(start, p)| ([start.as_slice(), &[*way]].concat(), p / share));
            next.extend(more);
        }
        all = next;
    }
    let sum = all.iter().map(|(_, p)| u64::from(*p)).sum::<u64>().max(1);
    let mut spellings = Spellings::new();
    for (syllables, p) in all {
        let p = u64::from(p) * u64::from(CERTAIN) / sum;
        let part = |share: u32| (p * u64::from(share) / u64::from(CERTAIN)) as u32;
        if syllables.len() < 2 {
            spellings.push((capital(&syllables.concat()), part(CERTAIN)));
            continue;
        }
        spellings.push((capital(&syllables.join("-")), part(HYPHEN)));
        spellings.push((capital(&syllables.concat()), part(CERTAIN - HYPHEN)));
    }
    spellings.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    spellings.dedup_by(|a, b| a.0 == b.0);
    spellings
}

/// Spellings of which each is half as likely as the one before.
pub(super) fn falling(texts: impl Iterator<Item = String>) -> Spellings {
    let mut spellings = Spellings::new();
    let mut probability = CERTAIN;
    for text in texts {
        if spellings.iter().any(|(other, _)| *other == text) {
            continue;
        }
        probability /= 2;
        spellings.push((text, probability.max(1)));
    }
    // The first takes what is left.
    let rest = CERTAIN - spellings.iter().map(|(_, p)| *p).sum::<u32>().min(CERTAIN);
    if let Some((_, first)) = spellings.first_mut() {
        *first += rest;
    }
    spellings
}

/// The syllables that a system writes, as names write them.
pub(super) fn written(latin: &str, syllables: SyllableStyle) -> String {
    match syllables {
        SyllableStyle::Apart => {
            let syllables: Vec<String> = latin.split([' ', '-']).map(capital).collect();
            syllables.join(" ")
        }
        SyllableStyle::Hyphenated => latin.replace(' ', "-"),
        SyllableStyle::Joined => latin.replace([' ', '-'], ""),
    }
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().into_iter().flat_map(char::to_uppercase);
    first.chain(chars.as_str().chars()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tables::READINGS;

    fn korean() -> (Readings<'static>, Language) {
        (Readings::new(READINGS), Language::from_code(b"ko\0"))
    }

    #[test]
    fn foreign_names_are_known_by_their_characters() {
        let readings = Readings::new(READINGS);
        assert_eq!(chinese_share(readings, "王", "小明"), 1000);
        assert!(chinese_share(readings, "马", "丁") < 500, "Martin");
        assert!(chinese_share(readings, "安", "娜") < 500, "Anna");
    }

    #[test]
    fn korean_given_names_have_a_hyphen_or_none() {
        let (readings, language) = korean();
        let found = korean_given(readings, language, "우진");
        let texts: Vec<&str> = found.iter().map(|(text, _)| text.as_str()).collect();
        assert_eq!(texts.first(), Some(&"Woo-jin"));
        assert!(texts.contains(&"Woojin") && texts.contains(&"U-jin"));
        assert!(found.iter().map(|(_, p)| p).sum::<u32>() <= CERTAIN);
    }

    #[test]
    fn syllables_of_foreign_names_are_none_of_given_names() {
        let (readings, language) = korean();
        assert_eq!(korean_share(readings, language, "이", "디스", false), 0);
        assert!(korean_share(readings, language, "이", "지은", false) > 500);
        assert_eq!(korean_share(readings, language, "이", "지은", true), 0);
    }

    #[test]
    fn falling_shares_sum_to_one() {
        let all = falling(["Park", "Pak", "Park", "Bak"].into_iter().map(String::from));
        assert_eq!(all.iter().map(|(_, p)| p).sum::<u32>(), CERTAIN);
        assert_eq!((all.len(), all[0].1), (3, 625_000));
    }

    #[test]
    fn words_of_japanese_are_joined_unless_one_is_katakana() {
        for (before, after, one) in
            [("丸", "の", true), ("関", "ヶ", true), ("トヨタ", "自動車", false), ("浜崎", "あゆみ", true)]
        {
            assert_eq!(is_one_word(before, after), one, "{before}{after}");
        }
    }

    #[test]
    fn names_of_japan_begin_with_its_family_names() {
        let readings = Readings::new(READINGS);
        assert!(is_japanese(readings, "安倍晋三") && is_japanese(readings, "田中 太郎"));
        assert!(!is_japanese(readings, "王小明") && !is_japanese(readings, "欧阳锋"));
        assert_eq!(family_of_japan(readings, "安倍"), None, "nothing is left for a given name");
    }

    #[test]
    fn characters_are_of_their_scripts() {
        assert!(is_han('々') && is_han('馬') && !is_han('ー'));
        assert!(is_kana('ヶ') && is_kana('ー') && is_kana('の') && !is_kana('馬'));
    }

    #[test]
    fn places_join_syllables_in_their_own_way() {
        let of = |of| written("tai man", of);
        assert_eq!(
            (
                of(SyllableStyle::Apart).as_str(),
                of(SyllableStyle::Hyphenated).as_str(),
                of(SyllableStyle::Joined).as_str()
            ),
            ("Tai Man", "tai-man", "taiman")
        );
    }
}
