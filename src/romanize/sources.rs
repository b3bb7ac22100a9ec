//! Where the spellings of a word come from besides the models: published systems, rules of the press, the table of
//! letters, and the mixing of them.
//!
//! *Input*: a word and what is known of its language and country. *Output*: spellings in the letters a to z. A
//! distribution over spellings is a list with probabilities in millionths, best first; [`mixed`] is
//!
//! ```text
//! P(w) = share · P_a(w) + (1 − share) · P_b(w)
//! ```
//!
//! Systems are compiled when they are asked for first and stay for the program's life. Cost: a walk over the word.

use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;

use once_cell::race::OnceBox;
use unicode_normalization::UnicodeNormalization;

use super::beam::SPARE;
use crate::tables::{
    CHARS, COUNTRIES, LANGUAGES, OWN_LATIN, PRESS, READS_LIKE, SYSTEM_READINGS, SystemReading,
};
use crate::tag::{Country, Language, Script};
use crate::translit::rules::SystemTable;
use crate::translit::{self, Transliterator};
use crate::unicode::generator::fold_char;
use crate::unicode::script_of;

/// Spellings with their probabilities in millionths, best first.
pub(crate) type Spellings = Vec<(String, u32)>;

/// All of the probability.
pub(super) const CERTAIN: u32 = 1_000_000;

/// Systems by their places in a table, each opened when it is asked for first; nothing for one that this build lacks.
struct Opened(OnceBox<Vec<OnceBox<Option<Transliterator>>>>);

impl Opened {
    const fn new() -> Opened {
        Opened(OnceBox::new())
    }

    /// The system at a place of a table that has so many.
    fn get(
        &self,
        at: usize,
        len: usize,
        open: impl FnOnce() -> Option<Transliterator>,
    ) -> Option<&Transliterator> {
        let all = self.0.get_or_init(|| Box::new((0..len).map(|_| OnceBox::new()).collect()));
        all.get(at)?.get_or_init(|| Box::new(open())).as_ref()
    }
}

/// The systems of [`SYSTEM_READINGS`].
static READY: Opened = Opened::new();

/// The rules of the press.
static PRESS_READY: Opened = Opened::new();

/// The system that words of a language in a script are also spelled by, and how often.
pub(super) fn system_of(
    language: Language,
    script: Script,
    country: Option<Country>,
) -> Option<(&'static SystemReading, &'static Transliterator)> {
    let fits = |reading: &&SystemReading| {
        reading.language == language
            && reading.script == script
            && (reading.country.is_none() || reading.country == country)
    };
    let at = SYSTEM_READINGS.iter().position(|reading| fits(&reading))?;
    let reading = SYSTEM_READINGS.get(at)?;
    Some((
        reading,
        READY.get(at, SYSTEM_READINGS.len(), || {
            named(reading.system).or_else(|| press_named(reading.system))
        })?,
    ))
}

/// The rules of the press by their identifier: `ru-en`.
fn press_named(id: &str) -> Option<Transliterator> {
    let table = SystemTable::new(PRESS)?;
    let at = (0..table.len()).find(|at| table.description(*at).is_some_and(|found| found.id == id))?;
    table.transliterator(at)
}

#[cfg(feature = "systems")]
fn named(system: &str) -> Option<Transliterator> {
    Transliterator::named(system).ok()
}

#[cfg(not(feature = "systems"))]
fn named(_: &str) -> Option<Transliterator> {
    None
}

/// Whether something is known of how people of a country spell: in words of a language, or by a system of their own.
pub(super) fn spells_its_own_way(country: Country) -> bool {
    SYSTEM_READINGS.iter().any(|reading| reading.country == Some(country))
        || LANGUAGES.iter().any(|facts| COUNTRIES.of(facts.language, country).is_some())
}

/// The rules by which the press of `reader` spells names of `language`: `ru-fr`, `en-fr`.
pub(super) fn press(language: Language, reader: Language) -> Option<&'static Transliterator> {
    let table = SystemTable::new(PRESS)?;
    let wanted = |at: &usize| {
        let id = table.description(*at).map_or("", |description| description.id);
        id.split_once('-') == Some((language.as_str(), reader.as_str()))
    };
    let at = (0..table.len()).find(wanted)?;
    PRESS_READY.get(at, table.len(), || table.transliterator(at))
}

/// Whether there are rules by which the press of `reader` spells names of any language; English needs none.
pub(super) fn has_press(reader: Language) -> bool {
    let is = |id: &str| id.split_once('-').is_some_and(|(_, press)| press == reader.as_str());
    let press = |table: SystemTable<'_>| {
        (0..table.len()).any(|at| table.description(at).is_some_and(|description| is(description.id)))
    };
    reader == Language::from_code(b"en\0") || SystemTable::new(PRESS).is_some_and(press)
}

/// The language whose model reads a language that has none.
pub(super) fn like(language: Language) -> Option<Language> {
    READS_LIKE.iter().find(|(own, _)| *own == language).map(|(_, like)| *like)
}

/// Whether the press of other languages spells names of a language anew from the English spelling, as it does Arabic
/// ones, and not as their country writes them, as it does Chinese ones.
pub(super) fn is_respelled(language: Language) -> bool {
    !OWN_LATIN.contains(&language)
}

/// The text in the letters a to z, without marks and apostrophes; hyphens and spaces stay.
pub(super) fn plain(text: &str) -> String {
    // A letter that was not read stays.
    let keep = |c: &char| {
        c.is_ascii_alphabetic()
            || matches!(c, '-' | ' ')
            || c.is_alphabetic() && script_of(*c) != Script::LATIN && script_of(*c).is_real()
    };
    let mut out = String::with_capacity(text.len());
    for c in text.nfkd().flat_map(char::to_lowercase) {
        fold_char(&CHARS, c, |folded| out.extend(Some(folded).filter(keep)));
    }
    out
}

/// The letters that the table gives for a symbol that a model does not know, a as 1.
pub(super) fn spare(symbol: char, language: Language) -> Option<[u8; SPARE]> {
    let mut bytes = [0; 4];
    let symbol: &str = symbol.encode_utf8(&mut bytes);
    let latin = translit::letter_by_letter(symbol, Some(language));
    if latin == symbol {
        return None;
    }
    let mut letters = [0; SPARE];
    let plain = plain(&latin);
    let written = plain.bytes().filter(u8::is_ascii_lowercase);
    for (place, letter) in letters.iter_mut().zip(written) {
        *place = letter - b'a' + 1;
    }
    Some(letters)
}

/// The spellings of two sources, `share` thousandths of the first.
pub(super) fn mixed(first: Spellings, share: u32, second: Spellings) -> Spellings {
    if second.is_empty() {
        return first;
    }
    if first.is_empty() {
        return second;
    }
    let share = share.min(1000);
    let part = |probability: u32, share: u32| (u64::from(probability) * u64::from(share) / 1000) as u32;
    let first = first.into_iter().map(|(text, p)| (text, part(p, share)));
    let second = second.into_iter().map(|(text, p)| (text, part(p, 1000 - share)));
    summed(first.chain(second))
}

/// Spellings with each text once, likeliest first, those as likely by their letters.
pub(super) fn summed(spellings: impl Iterator<Item = (String, u32)>) -> Spellings {
    let mut all = Spellings::new();
    for (text, probability) in spellings {
        match all.iter_mut().find(|(other, _)| *other == text) {
            Some((_, sum)) => *sum += probability,
            None => all.push((text, probability)),
        }
    }
    all.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    all
}

#[cfg(test)]
mod tests {
    use alloc::vec;

    use super::*;

    fn language(tag: &str) -> Language {
        tag.parse().expect("a tag")
    }

    #[test]
    fn a_mixture_sums_what_both_have() {
        let of =
            |list: &[(&str, u32)]| list.iter().map(|(t, p)| (String::from(*t), *p)).collect::<Spellings>();
        let all = mixed(of(&[("park", CERTAIN)]), 400, of(&[("pak", 700_000), ("park", 300_000)]));
        assert_eq!(all, of(&[("park", 580_000), ("pak", 420_000)]));
        assert_eq!(mixed(of(&[]), 400, of(&[("pak", 5)])), of(&[("pak", 5)]));
    }

    #[test]
    fn marks_and_apostrophes_fall_away() {
        assert_eq!(plain("Ch’en-ta-wên"), "chen-ta-wen");
        assert_eq!(plain("Ibrāhīm"), "ibrahim");
    }

    #[test]
    fn a_symbol_of_no_table_has_no_letters() {
        assert_eq!(spare('ш', language("ru")), Some([19, 8, 0, 0, 0, 0]));
        assert_eq!(spare('\u{10300}', language("ru")), None);
    }

    #[test]
    fn the_first_row_that_fits_is_taken() {
        let system = |country: Option<&str>| {
            let country = country.map(|code| code.parse().expect("a country"));
            system_of(language("zh"), Script::HAN, country).map(|(reading, _)| reading.system)
        };
        assert_ne!(system(Some("HK")), system(None));
        assert_eq!(system(Some("CN")), system(None));
        assert!(system_of(language("zh"), Script::ARABIC, None).is_none());
    }

    #[test]
    fn the_press_of_a_language_has_rules() {
        let french = press(language("ru"), language("fr")).expect("rules");
        assert_eq!(french.transliterate("Путин"), "Poutine");
        assert!(press(language("fa"), language("th")).is_none());
        assert_eq!(vec![like(language("ps")), like(language("ru"))], [Some(language("fa")), None]);
    }
}
