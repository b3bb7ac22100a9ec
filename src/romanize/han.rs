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
//! A character has about 7 bits as a family name and 10 in a given name of China; in foreign names 斯 has 4 and 伟 11.
//! Bits are −log2 of shares. Korean given names are told by their syllables, which foreign names hardly have.

use alloc::string::String;
use alloc::vec::Vec;

use super::sources::{CERTAIN, Spellings};
use crate::tables::readings::{ReadingKind, Readings};
use crate::tag::{Country, Language};
use crate::text;

/// Bits of a usual family name of China: one in 128.
const FAMILY_BITS: i32 = 7 * 16;
/// Bits of a character of given names of China: one in a thousand. From 9, their entropy, to 11.
const GIVEN_BITS: i32 = 10 * 16;
/// Bits of a character that foreign names do not have.
const UNSEEN_BITS: i32 = 17 * 16;

/// The share, in thousandths, of names of China among what has these characters.
pub(super) fn chinese_share(readings: Readings<'_>, family: &str, given: &str) -> u32 {
    let chinese = Language::from_code(b"zh\0");
    let foreign = |word: &str| -> (i32, i32) {
        let key = text::key(word);
        let mut sum = (0, 0);
        for c in key.chars() {
            let mut bytes = [0; 4];
            let c: &str = c.encode_utf8(&mut bytes);
            let bits = readings.of(ReadingKind::Transcription, chinese, c).next();
            sum.0 += bits.and_then(|bits| bits.parse().ok()).unwrap_or(UNSEEN_BITS);
            sum.1 += 1;
        }
        sum
    };
    let ((family, _), (given, count)) = (foreign(family), foreign(given));
    share(family - FAMILY_BITS + given - count * GIVEN_BITS)
}

/// Thousandths of log-odds in 1/16 bit, without a middle where neither is sure: above two bits a name is taken for one.
fn share(log_odds: i32) -> u32 {
    match log_odds {
        ..=-32 => 0,
        -31..=-1 => 300,
        0..=31 => 700,
        _ => 1000,
    }
}

/// The share of Korean names among words that begin with a family name. `listed`: the lists have the whole word.
pub(super) fn korean_share(readings: Readings<'_>, language: Language, given: &str, listed: bool) -> u32 {
    let known = syllables_known(readings, language, given);
    match (given.chars().count(), known, listed) {
        (_, false, _) | (_, _, true) => 0,
        (1, _, _) => 250,
        _ => 900,
    }
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

/// Syllables that a system writes apart, as names write them: joined, of Hong Kong apart with capitals, of Taiwan with
/// hyphens.
pub(super) fn joined(latin: &str, country: Option<Country>) -> String {
    let country = country.map(|country| country.code());
    match country.as_ref() {
        Some(b"HK" | b"MO") => {
            let syllables: Vec<String> = latin.split([' ', '-']).map(capital).collect();
            syllables.join(" ")
        }
        Some(b"TW") => latin.replace(' ', "-"),
        _ => latin.replace([' ', '-'], ""),
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
    fn foreign_names_are_told_by_their_characters() {
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
        assert_eq!(korean_share(readings, language, "디스", false), 0);
        assert_eq!(korean_share(readings, language, "지은", false), 900);
        assert_eq!(korean_share(readings, language, "지은", true), 0);
    }

    #[test]
    fn falling_shares_sum_to_one() {
        let all = falling(["Park", "Pak", "Park", "Bak"].into_iter().map(String::from));
        assert_eq!(all.iter().map(|(_, p)| p).sum::<u32>(), CERTAIN);
        assert_eq!((all.len(), all[0].1), (3, 625_000));
    }

    #[test]
    fn places_join_syllables_in_their_own_way() {
        let of = |code: &str| joined("tai man", Some(code.parse().expect("a country")));
        assert_eq!(
            (of("HK").as_str(), of("TW").as_str(), of("CN").as_str()),
            ("Tai Man", "tai-man", "taiman")
        );
    }
}
