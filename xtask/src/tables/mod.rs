//! The generators, one for each file in `src/tables`.

mod attested;
pub(crate) mod chars;
mod compare;
mod frequency;
mod languages;
mod letters;
mod lexicon;
pub(crate) mod spelling;
pub(crate) mod systems;
pub(crate) mod tags;

use std::path::Path;

use crate::data;
use crate::emit::File;

/// Every generated file, from the data in `folder`.
pub(crate) fn generate(folder: &Path) -> Result<Vec<File>, String> {
    let scripts = data::folder::<data::Script>(&folder.join("scripts"))?;
    let languages = data::folder::<data::Language>(&folder.join("languages"))?;
    let punctuation = data::toml::<data::Punctuation>(&folder.join("unicode/punctuation.toml"))?;
    let social = data::toml::<data::Social>(&folder.join("unicode/social.toml"))?;
    let chars = chars::Chars::new(scripts.values().collect(), &punctuation)?;
    Ok(vec![
        chars.file(),
        attested::generate(folder, &chars.tables())?,
        compare::generate(&folder.join("compare"))?,
        languages::generate(&languages, &chars.tables())?,
        languages::signs(&punctuation.signs),
        languages::social(&social),
        letters::generate(&scripts, &languages)?,
        frequency::generate(&folder.join("frequency"), &chars.tables())?,
        frequency::pairs(
            &folder.join("lexicon"),
            &chars.tables(),
            "nicknames.bin",
            &["nicknames.tsv", "nicknames_en.tsv", "counterparts.tsv"],
        )?,
        frequency::pairs(
            &folder.join("lexicon"),
            &chars.tables(),
            "family_spellings.bin",
            &["family_spellings.tsv"],
        )?,
        lexicon::generate(&folder.join("lexicon"), &chars.tables())?,
        spelling::file(&spelling::alphabets(folder, &scripts)?),
        systems::generate(&folder.join("systems"))?,
        tags::generate(&folder.join("tags/languages.tsv"))?,
    ])
}
