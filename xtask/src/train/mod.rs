//! `cargo xtask train`: the learned spelling models; `cargo xtask trained`: whether they are those of the data.

mod evidence;
pub(crate) mod finder;
mod romanize;
mod trained;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use allonym::Script;
use allonym::tables::char_trie::{Alphabet, CharTables};

use crate::data;
use crate::emit::{File, emit};
use crate::tables::{chars, spelling};

/// Every learned table, from the data below `root`, and what they were made from.
pub(crate) fn generate(root: &Path) -> Result<Vec<File>, String> {
    with_reader(root, |scripts, chars, alphabets| {
        let evidence =
            evidence::generate(root, evidence::Reader { chars: &chars, alphabets: &alphabets }, &[], &[])?;
        let romanize = romanize::generate(&root.join("data"), chars, alphabets.clone(), &[], &[])?;
        let transcribe = romanize::joint::generate(&root.join("data"), chars, alphabets.clone(), &[], &[])?;
        let mut files = vec![evidence, romanize, transcribe];
        let tables: Vec<(&str, Vec<u8>)> =
            files.iter().map(|file| (file.name, file.content.clone())).collect();
        files.push(trained::file(root, scripts, &chars, &alphabets, &tables)?);
        Ok(files)
    })
}

/// The models of spelling evidence of some scripts, the others standing; writes the table.
pub(crate) fn evidence(root: &Path, scripts: &[&str]) -> Result<(), String> {
    let only = scripts.iter().map(|script| script.parse().map_err(|e| format!("{script}: {e}")));
    let only: Vec<Script> = only.collect::<Result<_, _>>()?;
    with_reader(root, |scripts, chars, alphabets| {
        let mut tables = trained::tables(&root.join("crates/allonym-data/tables"))?;
        let old = tables.iter().find(|(name, _)| *name == "evidence.bin").map_or(&[][..], |(_, table)| table);
        let reader = evidence::Reader { chars: &chars, alphabets: &alphabets };
        let file = evidence::generate(root, reader, old, &only)?;
        for (_, table) in tables.iter_mut().filter(|(name, _)| *name == "evidence.bin") {
            table.clone_from(&file.content);
        }
        let trained = trained::file(root, scripts, &chars, &alphabets, &tables)?;
        emit(root, &[file, trained], false)
    })
}

/// The models that write names in Latin letters alone, of all languages or of some; writes the table.
pub(crate) fn romanizer(root: &Path, tags: &[&str]) -> Result<(), String> {
    with_reader(root, |scripts, chars, alphabets| {
        let folder = root.join("crates/allonym-data/tables");
        let mut tables = trained::tables(&folder)?;
        let old = tables.iter().find(|(name, _)| *name == "romanize.bin").map_or(&[][..], |(_, table)| table);
        let file = romanize::generate(&root.join("data"), chars, alphabets.clone(), old, tags)?;
        for (_, table) in tables.iter_mut().filter(|(name, _)| *name == "romanize.bin") {
            table.clone_from(&file.content);
        }
        let trained = trained::file(root, scripts, &chars, &alphabets, &tables)?;
        emit(root, &[file, trained], false)
    })
}

/// The models that write Latin names in other scripts, of all languages or of some; writes the table.
pub(crate) fn transcriber(root: &Path, tags: &[&str]) -> Result<(), String> {
    with_reader(root, |scripts, chars, alphabets| {
        let folder = root.join("crates/allonym-data/tables");
        let mut tables = trained::tables(&folder)?;
        let old =
            tables.iter().find(|(name, _)| *name == "transcribe.bin").map_or(&[][..], |(_, table)| table);
        let file = romanize::joint::generate(&root.join("data"), chars, alphabets.clone(), old, tags)?;
        for (_, table) in tables.iter_mut().filter(|(name, _)| *name == "transcribe.bin") {
            table.clone_from(&file.content);
        }
        let trained = trained::file(root, scripts, &chars, &alphabets, &tables)?;
        emit(root, &[file, trained], false)
    })
}

/// Whether the learned tables are those of the data, by what they were made from.
pub(crate) fn check(root: &Path) -> Result<(), String> {
    with_reader(root, |scripts, chars, alphabets| {
        let folder = root.join("crates/allonym-data/tables");
        let new = trained::file(root, scripts, &chars, &alphabets, &trained::tables(&folder)?)?;
        let path = root.join(new.name);
        let old = fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
        trained::compare(&old, &String::from_utf8_lossy(&new.content))
    })
}

/// The weights of the finder, learned from the marked texts in `folder`; with `groups` only theirs.
pub(crate) fn finder(root: &Path, folder: &Path, groups: &[&str]) -> Result<File, String> {
    with_reader(root, |_, chars, _| finder::generate(root, chars, folder, groups))
}

/// Gives what the data know of scripts, and the tables and alphabets made of it.
fn with_reader<T>(
    root: &Path,
    give: impl FnOnce(&BTreeMap<String, data::Script>, CharTables, Vec<Alphabet<'_>>) -> Result<T, String>,
) -> Result<T, String> {
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
    give(&scripts, chars.tables(), alphabets)
}
