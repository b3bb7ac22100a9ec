//! `cargo xtask train`: the learned spelling models.

mod evidence;
mod romanize;

use std::path::Path;

use allonym::chars::Alphabet;

use crate::data;
use crate::emit::File;
use crate::tables::{chars, spelling};

/// Every learned table, from the data below `root`.
pub(crate) fn generate(root: &Path) -> Result<Vec<File>, String> {
    let folder = root.join("data");
    let scripts = data::folder::<data::Script>(&folder.join("scripts"))?;
    let punctuation = data::toml::<data::Punctuation>(&folder.join("unicode/punctuation.toml"))?;
    let chars = chars::Chars::new(scripts.values().collect(), &punctuation)?;
    let alphabets = spelling::alphabets(&folder, &scripts)?;
    let letters: Vec<Vec<(char, &str)>> = alphabets
        .iter()
        .map(|a| a.letters.iter().map(|(letter, symbols)| (*letter, symbols.as_str())).collect())
        .collect();
    let alphabets: Vec<Alphabet<'_>> = alphabets
        .iter()
        .zip(&letters)
        .map(|(alphabet, letters)| {
            let script =
                alphabet.script.parse().map_err(|e| format!("data/scripts/{}.toml: {e}", alphabet.script))?;
            Ok(Alphabet { script, decompose: alphabet.decompose, keep: &alphabet.keep, letters })
        })
        .collect::<Result<_, String>>()?;
    let chars = chars.tables();
    let evidence = evidence::generate(root, evidence::Reader { chars: &chars, alphabets: &alphabets })?;
    Ok(vec![evidence, romanize::generate(&folder, chars, alphabets)?])
}
