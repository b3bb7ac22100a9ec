//! `crates/allonym-data/tables/readings.bin`, from `data/romanize` and lists that know Latin spellings;
//! `src/tables/generated/romanize.rs`, from `data/romanize/readings.toml`; `press.bin`, from `data/training/press`.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use allonym::Language;
use allonym::tables::char_trie::CharTables;
use allonym::tables::readings::{CAPITALS, ReadingKind, encode, reading_hash};
use allonym::unicode::generator::normalize_with;
use serde::Deserialize;

use crate::data;
use crate::emit::File;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Plan {
    #[serde(rename = "source")]
    _source: Vec<String>,
    own_latin: Vec<String>,
    system: Vec<System>,
    like: BTreeMap<String, String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct System {
    language: String,
    script: String,
    #[serde(default)]
    country: Option<String>,
    system: String,
    share: u32,
    #[serde(default)]
    word: Option<u32>,
    #[serde(default)]
    guess: Option<u32>,
    #[serde(default)]
    syllables: SyllableStyle,
}

/// How names write the syllables of a system.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
enum SyllableStyle {
    #[default]
    Joined,
    Apart,
    Hyphenated,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Writing {
    #[serde(rename = "source")]
    _source: Vec<String>,
    rule: Vec<Rule>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Rule {
    script: String,
    signs: String,
    #[serde(default)]
    after: String,
    #[serde(default)]
    not_after: String,
    #[serde(default = "yes")]
    first: bool,
    #[serde(default = "yes")]
    inside: bool,
    #[serde(default = "yes")]
    last: bool,
    #[serde(default)]
    once: bool,
}

fn yes() -> bool {
    true
}

/// Places of this size are known in any name; smaller ones, which bear names of persons, only where nothing stands beside
/// them.
const KNOWN_SIZE: &str = "major";

/// Whether a form is written in capitals only, more than one.
fn is_acronym(form: &str) -> bool {
    form.chars().nth(1).is_some() && form.chars().all(char::is_uppercase)
}

/// How often the list of names of Japan has a family name at least: its given names have less.
const FAMILY_WEIGHT: u32 = 20;

struct Builder<'a> {
    chars: &'a CharTables,
    entries: BTreeMap<u32, Vec<String>>,
}

impl Builder<'_> {
    /// The form of a word that tables are asked for, as the analysed text makes it.
    fn key(&self, word: &str) -> String {
        normalize_with(self.chars, word).chars().filter(|c| !matches!(c, '\'' | '.' | '"')).collect()
    }

    fn add(&mut self, kind: ReadingKind, tag: &str, word: &str, latin: &str) -> Result<(), String> {
        let language: Language = tag.parse().map_err(|e| format!("'{tag}': {e}"))?;
        let texts = self.entries.entry(reading_hash(kind, language, &self.key(word))).or_default();
        for text in latin.split('|').filter(|text| !text.is_empty()) {
            if !texts.iter().any(|other| other == text) {
                texts.push(text.to_owned());
            }
        }
        Ok(())
    }

    /// Names of places in other scripts, by the English name of the same place.
    fn places(&mut self, lexicon: &Path, spellings: &Path) -> Result<(), String> {
        let spellings = data::tsv(spellings, ["place", "spelling"])?;
        let written: BTreeMap<&str, &str> =
            spellings.iter().map(|(_, [place, spelling])| (place.as_str(), spelling.as_str())).collect();
        let names = data::tsv(&lexicon.join("place_names.tsv"), ["language", "form", "place"])?;
        let mut english: BTreeMap<&str, &str> = BTreeMap::new();
        for (_, [language, form, place]) in &names {
            if language == "en" && place != "ZZ" {
                english.entry(place).or_insert(form);
            }
        }
        let cities = data::tsv(&lexicon.join("cities.tsv"), ["language", "form", "place", "size"])?;
        let rows =
            names.iter().map(|(_, [language, form, place])| (language, form, place, ReadingKind::Known));
        let cities = cities.iter().map(|(_, [language, form, place, size])| {
            let kind = if size == KNOWN_SIZE { ReadingKind::Known } else { ReadingKind::Place };
            (language, form, place, kind)
        });
        for (language, form, place, kind) in rows.chain(cities) {
            let latin = form.chars().any(|c| c.is_ascii_alphabetic());
            let name = english.get(place.as_str()).map(|name| (*name).to_owned());
            // `IR/Bandar-Abbas`: a territory and the name.
            let own = || {
                place.split_once('/').filter(|(code, _)| code.len() == 2).map(|(_, n)| n.replace('-', " "))
            };
            let form_of = || written.get(place.as_str()).map(|form| (*form).to_owned());
            let Some(name) = form_of().or(name).or_else(own) else { continue };
            if !latin {
                // США is an acronym, Сад is none.
                let acronym = if is_acronym(form) { CAPITALS } else { "" };
                self.add(kind, language, &format!("{form}{acronym}"), &name)?;
                if kind == ReadingKind::Known && language != "und" {
                    self.add_first(ReadingKind::Written, language, &name, form)?;
                }
            } else if kind == ReadingKind::Known && language != "en" && language != "und" && *form != name {
                self.add_first(ReadingKind::Exonym, language, &name, form)?;
            }
        }
        Ok(())
    }

    /// Organizations in other scripts by their English names, and these in other languages. An acronym answers an acronym.
    fn organizations(&mut self, list: &Path) -> Result<(), String> {
        let rows = data::tsv(list, ["language", "form", "organization"])?;
        let acronym = |form: &str| !form.contains(' ') && !form.chars().any(char::is_lowercase);
        let mut english: BTreeMap<(&str, bool), &str> = BTreeMap::new();
        for (_, [language, form, id]) in &rows {
            if language == "en" {
                english.entry((id, acronym(form))).or_insert(form);
            }
        }
        for (_, [language, form, id]) in rows.iter().filter(|(_, [language, _, _])| language != "en") {
            let case = form.chars().any(|c| c.is_uppercase() || c.is_lowercase());
            let short = case && acronym(form);
            let Some(name) = english.get(&(id.as_str(), short)).or_else(|| english.get(&(id, !short))) else {
                continue;
            };
            if !form.chars().any(|c| c.is_ascii_alphabetic()) {
                self.add_first(ReadingKind::Known, language, form, name)?;
            } else if form != name {
                self.add_first(ReadingKind::Exonym, language, name, form)?;
            }
        }
        Ok(())
    }

    /// What characters are read as by themselves: the reading of each that has most weight.
    fn signs(&mut self, tag: &str, list: &Path) -> Result<(), String> {
        let rows = data::tsv(list, ["native", "latin", "weight"])?;
        let mut best: BTreeMap<&str, (u32, &str)> = BTreeMap::new();
        for (_, [native, latin, weight]) in
            rows.iter().filter(|(_, [native, ..])| native.chars().nth(1).is_none())
        {
            let weight = weight.parse().map_err(|e| format!("{}: '{weight}': {e}", list.display()))?;
            let slot = best.entry(native).or_insert((weight, latin));
            // Of equal ones the longest reads best in a compound.
            if weight > slot.0 || weight == slot.0 && latin.len() > slot.1.len() {
                *slot = (weight, latin);
            }
        }
        for (native, (_, latin)) in best {
            self.add_first(ReadingKind::Sign, tag, native, latin)?;
        }
        Ok(())
    }

    /// Adds a reading where there is none yet.
    fn add_first(&mut self, kind: ReadingKind, tag: &str, word: &str, latin: &str) -> Result<(), String> {
        let language: Language = tag.parse().map_err(|e| format!("'{tag}': {e}"))?;
        if self.entries.contains_key(&reading_hash(kind, language, &self.key(word))) {
            return Ok(());
        }
        self.add(kind, tag, word, latin)
    }

    /// The readings of family names of Japan, the most frequent first.
    fn families_of_japan(&mut self, list: &Path) -> Result<(), String> {
        let text = std::fs::read_to_string(list).map_err(|e| format!("{}: {e}", list.display()))?;
        let mut rows: Vec<(&str, &str, u32)> = Vec::new();
        for line in text.lines().filter(|line| !line.starts_with('#')).skip(1) {
            let mut cells = line.split('\t');
            if let (Some(native), Some(latin), Some(Ok(weight))) =
                (cells.next(), cells.next(), cells.next().map(str::parse))
                && weight >= FAMILY_WEIGHT
            {
                rows.push((native, latin, weight));
            }
        }
        rows.sort_by_key(|(_, _, weight)| std::cmp::Reverse(*weight));
        for (native, latin, _) in rows {
            let mut letters = latin.chars();
            let first = letters.next().into_iter().flat_map(char::to_uppercase);
            self.add(ReadingKind::Family, "ja", native, &first.chain(letters).collect::<String>())?;
        }
        Ok(())
    }

    /// How likely each character is in foreign names, by the training list of a language, most of whose names are.
    fn transcription(&mut self, tag: &str, list: &Path) -> Result<(), String> {
        let text = std::fs::read_to_string(list).map_err(|e| format!("{}: {e}", list.display()))?;
        let mut counts: BTreeMap<char, u32> = BTreeMap::new();
        let mut all = 0;
        for native in
            text.lines().filter(|line| !line.starts_with('#')).skip(1).filter_map(|l| l.split('\t').next())
        {
            for c in self.key(native).chars() {
                *counts.entry(c).or_default() += 1;
                all += 1;
            }
        }
        for (c, count) in counts.into_iter().filter(|(_, count)| *count > 1) {
            let bits = libm::log2(f64::from(all) / f64::from(count)) * 16.0;
            let text = format!("{}", bits.round() as u32);
            self.add(ReadingKind::Transcription, tag, &c.to_string(), &text)?;
        }
        Ok(())
    }
}

/// The table of readings.
pub(crate) fn generate(data: &Path, chars: &CharTables) -> Result<File, String> {
    let mut builder = Builder { chars, entries: BTreeMap::new() };
    let folder = data.join("romanize");
    for list in ["known_names.tsv", "foreign_names.tsv"] {
        for (_, [language, form, latin]) in data::tsv(&folder.join(list), ["language", "form", "latin"])? {
            builder.add(ReadingKind::Known, &language, &form, &latin)?;
            builder.add_first(ReadingKind::Written, &language, &latin, &form)?;
        }
    }
    for (_, [language, english, exonym]) in
        data::tsv(&folder.join("exonyms.tsv"), ["language", "english", "exonym"])?
    {
        builder.add(ReadingKind::Exonym, &language, &english, &exonym)?;
    }
    for (_, [language, form]) in data::tsv(&folder.join("telling_words.tsv"), ["language", "form"])? {
        builder.add(ReadingKind::Telling, "und", &form, &language)?;
    }
    builder.signs("ja", &data.join("training/kanji_readings.tsv"))?;
    builder.places(&data.join("lexicon"), &folder.join("place_spellings.tsv"))?;
    builder.organizations(&data.join("lexicon/international_organizations.tsv"))?;
    builder.families_of_japan(&data.join("training/ja_kanji.tsv"))?;
    for (_, [language, form, full]) in
        data::tsv(&data.join("lexicon/family_spellings.tsv"), ["language", "form", "full"])?
    {
        builder.add(ReadingKind::Family, &language, &form, &full)?;
    }
    for (_, [syllable, latin]) in data::tsv(&folder.join("korean_syllables.tsv"), ["syllable", "latin"])? {
        builder.add(ReadingKind::Syllable, "ko", &syllable, &latin)?;
    }
    for (_, [language, form, latin]) in
        data::tsv(&folder.join("place_endings.tsv"), ["language", "form", "latin"])?
    {
        builder.add(ReadingKind::Ending, &language, &form, &latin)?;
    }
    builder.transcription("zh", &data.join("training/zh.tsv"))?;
    builder.transcription("ko", &data.join("training/ko.tsv"))?;
    let entries = builder.entries.into_iter().map(|(hash, texts)| (hash, texts.join("|"))).collect();
    let content = encode(&entries).ok_or("more readings than a table holds")?;
    Ok(File { name: "crates/allonym-data/tables/readings.bin", content })
}

/// The systems that are candidates, and the languages that read like others.
pub(crate) fn plan(data: &Path) -> Result<File, String> {
    let plan: Plan = data::toml(&data.join("romanize/readings.toml"))?;
    let code =
        |tag: &str| super::tags::padded(tag).ok_or_else(|| format!("readings.toml: '{tag}' is no tag"));
    let literal = |bytes: [u8; 3]| format!("b\"{}\"", bytes.escape_ascii());
    let mut body = String::from(
        "use super::{SyllableStyle, SystemReading, WritingRule};\nuse crate::tag::{Country, Language, Script};\n\n\
         pub(crate) static SYSTEM_READINGS: &[SystemReading] = &[\n",
    );
    for System { language, script, country, system, share, word, guess, syllables } in &plan.system {
        let word = word.unwrap_or(*share);
        let guess = guess.unwrap_or(word);
        let country = match country {
            Some(code) => format!("Some(Country::from_code(b\"{code}\"))"),
            None => "None".to_owned(),
        };
        let _ = writeln!(
            body,
            "    SystemReading {{ language: Language::from_code({}), script: Script::from_code(b\"{script}\"), \
             country: {country}, system: {system:?}, share: {share}, word: {word}, guess: {guess}, syllables: SyllableStyle::{syllables:?} }},",
            literal(code(language)?)
        );
    }
    body.push_str("];\n\npub(crate) static READS_LIKE: &[(Language, Language)] = &[\n");
    for (language, like) in &plan.like {
        let (language, like) = (literal(code(language)?), literal(code(like)?));
        let _ = writeln!(body, "    (Language::from_code({language}), Language::from_code({like})),");
    }
    body.push_str("];\n\npub(crate) static OWN_LATIN: &[Language] = &[\n");
    for language in &plan.own_latin {
        let _ = writeln!(body, "    Language::from_code({}),", literal(code(language)?));
    }
    body.push_str("];\n");
    let writing: Writing = data::toml(&data.join("romanize/writing.toml"))?;
    body.push_str("\npub(crate) static WRITING_RULES: &[WritingRule] = &[\n");
    for Rule { script, signs, after, not_after, first, inside, last, once } in &writing.rule {
        let text = |signs: &str| signs.escape_unicode().to_string();
        let _ = writeln!(
            body,
            "    WritingRule {{ script: Script::from_code(b\"{script}\"), signs: \"{}\", after: \"{}\", \
             not_after: \"{}\", first: {first}, inside: {inside}, last: {last}, once: {once} }},",
            text(signs),
            text(after),
            text(not_after)
        );
    }
    body.push_str("];\n");
    Ok(File::rust("src/tables/generated/romanize.rs", "data/romanize/readings.toml", &body))
}
