//! The generators, one for each file in `src/tables/generated`, `src/tag/codes.rs` and `crates/allonym-data/tables`.

mod attested;
pub(crate) mod chars;
mod compare;
pub(crate) mod countries;
mod country_models;
mod encodings;
mod frequency;
mod languages;
mod letters;
mod lexicon;
mod ranking;
mod readings;
pub(crate) mod spelling;
mod syllables;
pub(crate) mod systems;
pub(crate) mod tags;

use std::path::Path;

use crate::data;
use crate::emit::File;
use crate::sources;

/// Every generated file, from the data below `root` and, for what countries do, the models that stand there.
pub(crate) fn generate(root: &Path) -> Result<Vec<File>, String> {
    let folder = &root.join("data");
    sources::check(folder)?;
    let scripts = data::folder::<data::Script>(&folder.join("scripts"))?;
    let languages = data::folder::<data::Language>(&folder.join("languages"))?;
    let punctuation = data::toml::<data::Punctuation>(&folder.join("unicode/punctuation.toml"))?;
    let social = data::toml::<data::Social>(&folder.join("unicode/social.toml"))?;
    let chars = chars::Chars::new(scripts.values().collect(), &punctuation)?;
    let alphabets = spelling::alphabets(folder, &scripts)?;
    Ok(vec![
        chars.file(),
        attested::generate(folder, &chars.tables())?,
        countries::generate(root, &chars.tables(), &alphabets)?,
        readings::generate(folder, &chars.tables())?,
        readings::plan(folder)?,
        compare::generate(&folder.join("compare"), &chars.tables())?,
        languages::generate(&languages, &chars.tables())?,
        languages::signs(&punctuation),
        languages::social(&social),
        letters::generate(&scripts, &languages)?,
        encodings::generate(&folder.join("unicode/encodings.tsv"))?,
        frequency::generate(&folder.join("frequency"), &chars.tables())?,
        frequency::pairs(
            &folder.join("lexicon"),
            &chars.tables(),
            "crates/allonym-data/tables/nicknames.bin",
            &["nicknames.tsv", "english_short_forms.tsv", "east_slavic_equivalents.tsv"],
        )?,
        frequency::pairs(
            &folder.join("lexicon"),
            &chars.tables(),
            "crates/allonym-data/tables/family_spellings.bin",
            &["family_spellings.tsv", "japanese_family_readings.tsv"],
        )?,
        syllables::generate(folder, &chars.tables())?,
        lexicon::generate(&folder.join("lexicon"), &chars.tables())?,
        spelling::file(&alphabets),
        ranking::generate(&folder.join("index/ranking.toml"))?,
        systems::generate(&folder.join("systems"))?,
        systems::press(&folder.join("training/press"))?,
        tags::generate(&folder.join("tags/languages.tsv"))?,
    ])
}

/// The tables that the romanizer has besides its models: what changes most, and is made in a second.
pub(crate) fn readings(root: &Path) -> Result<Vec<File>, String> {
    let folder = &root.join("data");
    let scripts = data::folder::<data::Script>(&folder.join("scripts"))?;
    let punctuation = data::toml::<data::Punctuation>(&folder.join("unicode/punctuation.toml"))?;
    let chars = chars::Chars::new(scripts.values().collect(), &punctuation)?;
    Ok(vec![
        readings::generate(folder, &chars.tables())?,
        readings::plan(folder)?,
        systems::press(&folder.join("training/press"))?,
    ])
}

/// How well the spellings of countries are known, by words that are kept back from learning.
pub(crate) fn measure_countries(root: &Path) -> Result<String, String> {
    let folder = root.join("data");
    let scripts = data::folder::<data::Script>(&folder.join("scripts"))?;
    let punctuation = data::toml::<data::Punctuation>(&folder.join("unicode/punctuation.toml"))?;
    let chars = chars::Chars::new(scripts.values().collect(), &punctuation)?;
    countries::measure(root, &chars.tables(), &spelling::alphabets(&folder, &scripts)?)
}
