//! `crates/allonym-data/tables/readings.bin`, from `data/romanize` and lists that know Latin spellings;
//! `src/tables/generated/romanize.rs`, from `data/romanize/readings.toml`; `press.bin`, from `data/training/press`.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use allonym::Language;
use allonym::tables::char_trie::CharTables;
use allonym::tables::readings::{ReadingKind, encode, reading_hash};
use allonym::unicode::generator::normalize_with;
use serde::Deserialize;

use crate::data;
use crate::emit::File;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Plan {
    #[serde(rename = "source")]
    _source: Vec<String>,
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

/// Places of this size are known by their names alone; smaller ones are spelled by the models, and bear names of persons.
const KNOWN_SIZE: &str = "major";

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
    fn places(&mut self, lexicon: &Path) -> Result<(), String> {
        let names = data::tsv(&lexicon.join("place_names.tsv"), ["language", "form", "place"])?;
        let mut english: BTreeMap<&str, &str> = BTreeMap::new();
        for (_, [language, form, place]) in &names {
            if language == "en" && place != "ZZ" {
                english.entry(place).or_insert(form);
            }
        }
        let cities = data::tsv(&lexicon.join("cities.tsv"), ["language", "form", "place", "size"])?;
        let known = cities.iter().filter(|(_, [_, _, _, size])| size == KNOWN_SIZE);
        let rows = names.iter().map(|(_, [language, form, place])| (language, form, place));
        for (language, form, place) in
            rows.chain(known.map(|(_, [language, form, place, _])| (language, form, place)))
        {
            let latin = form.chars().any(|c| c.is_ascii_alphabetic());
            let name = english.get(place.as_str()).map(|name| (*name).to_owned());
            // `IR/Bandar-Abbas`: a territory and the name.
            let own = || {
                place.split_once('/').filter(|(code, _)| code.len() == 2).map(|(_, n)| n.replace('-', " "))
            };
            if let Some(name) = name.or_else(own).filter(|_| !latin) {
                self.add(ReadingKind::Known, language, form, &name)?;
            }
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
    for (_, [language, form, latin]) in
        data::tsv(&folder.join("known_names.tsv"), ["language", "form", "latin"])?
    {
        builder.add(ReadingKind::Known, &language, &form, &latin)?;
    }
    builder.places(&data.join("lexicon"))?;
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
        "use super::{SyllableStyle, SystemReading};\nuse crate::tag::{Country, Language, Script};\n\n\
         pub(crate) static SYSTEM_READINGS: &[SystemReading] = &[\n",
    );
    for System { language, script, country, system, share, word, syllables } in &plan.system {
        let word = word.unwrap_or(*share);
        let country = match country {
            Some(code) => format!("Some(Country::from_code(b\"{code}\"))"),
            None => "None".to_owned(),
        };
        let _ = writeln!(
            body,
            "    SystemReading {{ language: Language::from_code({}), script: Script::from_code(b\"{script}\"), \
             country: {country}, system: {system:?}, share: {share}, word: {word}, syllables: SyllableStyle::{syllables:?} }},",
            literal(code(language)?)
        );
    }
    body.push_str("];\n\npub(crate) static READS_LIKE: &[(Language, Language)] = &[\n");
    for (language, like) in &plan.like {
        let (language, like) = (literal(code(language)?), literal(code(like)?));
        let _ = writeln!(body, "    (Language::from_code({language}), Language::from_code({like})),");
    }
    body.push_str("];\n");
    Ok(File::rust("src/tables/generated/romanize.rs", "data/romanize/readings.toml", &body))
}
