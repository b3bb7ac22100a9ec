//! The generators, one for each file in `src/tables`.

mod chars;
mod languages;
mod tags;

use std::path::Path;

use crate::data;
use crate::emit::File;

/// Every generated file, from the data in `folder`.
pub(crate) fn generate(folder: &Path) -> Result<Vec<File>, String> {
    let scripts = data::folder::<data::Script>(&folder.join("scripts"))?;
    let punctuation = data::toml::<data::Punctuation>(&folder.join("unicode/punctuation.toml"))?;
    let languages = data::folder::<data::Language>(&folder.join("languages"))?;
    let social = data::toml::<data::Social>(&folder.join("unicode/social.toml"))?;
    Ok(vec![
        chars::generate(scripts.values().collect(), &punctuation)?,
        languages::generate(&languages)?,
        languages::social(&social),
        tags::generate(&folder.join("tags/languages.tsv"))?,
    ])
}
