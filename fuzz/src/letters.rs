//! Floor 2: published systems, rules of a user, romanization, spelling.

use allonym::romanize::{Romanization, Romanizer, WordRomanizer};
use allonym::spelling::{SpelledWord, TranslationUnit};
use allonym::transcribe::Transcriber;
use allonym::translit::{
    Options, Transliterator, letter_by_letter, letter_by_letter_aligned, letter_by_letter_candidates,
    letter_by_letter_into, systems,
};
use allonym::{Language, LogOdds};
use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::text::leads_back;
use super::{as_text, choice, two};

/// What every system does to every text.
fn runs(system: &Transliterator, text: &str) -> String {
    let latin = system.transliterate(text).into_owned();
    let mut out = String::from("…");
    system.transliterate_into(text, &mut out);
    assert_eq!(out.strip_prefix('…'), Some(latin.as_str()), "into, of {text:?}");
    let aligned = system.transliterate_aligned(text);
    assert_eq!(aligned.text(), latin, "aligned, of {text:?}");
    leads_back(&aligned, text);
    let zone = system.with(Options::MRZ);
    let plain = zone.transliterate(text);
    assert!(plain.chars().all(|c| c.is_ascii_alphanumeric() || c == '<'), "{plain:?} of {text:?}");
    assert_eq!(zone.transliterate_aligned(text).text(), plain);
    if let Ok(back) = system.reversed() {
        assert_eq!(back.transliterate_aligned(&latin).text(), back.transliterate(&latin));
    }
    latin
}

/// A number of a system, then a text.
pub fn transliterate(bytes: &[u8]) {
    let all = systems();
    let (which, text) = choice(as_text(bytes), all.len());
    let system = Transliterator::named(all[which].id()).expect("a listed system");
    let latin = runs(&system, text);
    assert!(is_nfc(&latin), "{}: {latin:?} is not composed", all[which].id());
    // No system writes more than a few letters for one; four bytes have at most 40.
    assert!(latin.len() <= 40 * text.len(), "{} bytes of {}", latin.len(), text.len());
}

/// A rule file and a text: any file is refused or compiled, and what is compiled runs on any text.
pub fn rules(bytes: &[u8]) {
    let input = as_text(bytes);
    let (rules, text) = input.split_once('\u{C}').unwrap_or((input, "Щука القاهرة 서울"));
    match Transliterator::from_rules(rules) {
        Ok(system) => drop(runs(&system, text)),
        Err(error) => {
            let offset = error.offset().unwrap_or(0);
            assert!(offset <= rules.len() && !error.to_string().is_empty(), "{error} at {offset}");
        }
    }
}

fn distinct(found: &[Romanization]) -> bool {
    (1..found.len()).all(|at| found[..at].iter().all(|other| other.text != found[at].text))
}

/// A number of a language, then a name.
pub fn romanize(bytes: &[u8]) {
    const LANGUAGES: [&str; 16] =
        ["und", "ar", "fa", "ur", "ru", "uk", "el", "he", "hi", "bn", "th", "ka", "hy", "ja", "ko", "zh"];
    let (which, text) = choice(as_text(bytes), LANGUAGES.len());
    let language: Language = LANGUAGES[which].parse().expect("a tag");
    let letters = letter_by_letter(text, Some(language));
    let mut out = String::from("…");
    letter_by_letter_into(text, Some(language), &mut out);
    assert_eq!(out.strip_prefix('…'), Some(letters.as_str()));
    let aligned = letter_by_letter_aligned(text, Some(language));
    assert_eq!(aligned.text(), letters);
    leads_back(&aligned, text);
    let several = letter_by_letter_candidates(text, Some(language), 3);
    assert!(several.len() <= 3 && several.first() == Some(&letters), "{several:?}");
    let romanizer = Romanizer::new().language(language);
    let one = romanizer.n_best(text, 1);
    let found = romanizer.n_best(text, 4);
    assert!(found.len() <= 4 && found.first() == one.first(), "{one:?} and {found:?} of {text:?}");
    assert!(distinct(&found), "{found:?}");
    for country in ["EG", "AF", "ZZ"] {
        let there = romanizer.country(country.parse().expect("a tag")).n_best(text, 4);
        assert!(there.len() <= 4 && there.is_empty() == found.is_empty(), "{there:?} in {country}");
        assert!(distinct(&there), "{there:?} in {country}");
        assert!(country != "ZZ" || there == found, "{there:?} and {found:?} of {text:?}");
    }
    let decomposed: String = text.nfd().collect();
    let composed: String = text.nfc().collect();
    assert_eq!(romanizer.romanize(&decomposed), romanizer.romanize(&composed), "composition of {text:?}");
    if let Some(romanizer) = WordRomanizer::of(language) {
        let all = romanizer.n_best(text, 64);
        assert!(all.is_sorted_by(|a, b| a.probability >= b.probability));
        assert!(all.iter().map(|one| one.probability.millionths()).sum::<u32>() <= 1_000_000);
        assert!(
            all.iter().all(|one| !one.text.is_empty() && one.text.bytes().all(|b| b.is_ascii_lowercase()))
        );
        assert_eq!(romanizer.n_best(text, 2), all[..all.len().min(2)]);
    }
}

/// A number of a script, then a name.
pub fn transcribe(bytes: &[u8]) {
    let languages: Vec<_> = Transcriber::languages().collect();
    let (which, text) = choice(as_text(bytes), languages.len());
    let Some((script, language)) = languages.get(which) else { return };
    let transcriber = Transcriber::new(*script).language(*language);
    let one = transcriber.n_best(text, 1);
    let found = transcriber.transcribed(text, 4);
    assert!(found.names.len() <= 4 && found.names.first() == one.first(), "{one:?}, {found:?} of {text:?}");
    assert!(found.names.is_sorted_by(|a, b| a.probability >= b.probability), "{found:?}");
    let sum: u32 = found.names.iter().map(|name| name.probability.millionths()).sum();
    assert!(sum <= 1_000_004, "{found:?}");
    assert!(found.names.iter().enumerate().all(|(k, a)| found.names[..k].iter().all(|b| a.text != b.text)));
}

/// Two words: symmetry, sums, what is shared before evidence is counted.
pub fn spelling(bytes: &[u8]) {
    let (a, b) = two(as_text(bytes));
    let (first, second) = (SpelledWord::new(a), SpelledWord::new(b));
    let bits = first.evidence(&second);
    assert_eq!(second.evidence(&first), bits, "{a:?}, {b:?}");
    assert_eq!(first.may_align(&second), second.may_align(&first), "{a:?}, {b:?}");
    assert!(first.evidence(&first) >= LogOdds::ZERO && first.len() <= 30);
    let (units, turned) = (first.units(&second), second.units(&first));
    // Of equal words neither plays the native side rather than the other.
    let sides =
        |units: &[TranslationUnit]| units.iter().map(|one| (one.first, one.second)).collect::<Vec<_>>();
    let other_way: Vec<(u8, u8)> = sides(&turned).iter().map(|(first, second)| (*second, *first)).collect();
    assert!(sides(&units) == other_way || sides(&units) == sides(&turned), "{a:?}, {b:?}");
    assert!(first == second || sides(&units) == other_way, "{a:?}, {b:?}");
    let sum =
        |side: fn(&TranslationUnit) -> u8| units.iter().map(|unit| usize::from(side(unit))).sum::<usize>();
    assert!(sum(|unit| unit.first) <= first.len() && sum(|unit| unit.second) <= second.len());
    let keys = first.keys();
    assert!(keys.len() <= 24 && keys.is_sorted_by(|a, b| a < b), "{keys:?}");
    let decomposed: String = a.nfd().collect();
    assert_eq!(SpelledWord::new(&decomposed).keys(), keys, "decomposed, {a:?}");
    let _ = first.begins_like(&second);
}
