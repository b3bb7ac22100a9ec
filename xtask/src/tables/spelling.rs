//! `src/tables/generated/spelling.rs`: what the learned spelling models see of each script.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use super::languages::{join, script};
use crate::data;
use crate::emit::File;

/// What one script's letters are for the models: the letters kept apart, the letters read as others.
#[derive(Default)]
pub(crate) struct Alphabet {
    pub(crate) script: String,
    pub(crate) decompose: bool,
    pub(crate) keep: Vec<char>,
    pub(crate) letters: BTreeMap<char, String>,
}

pub(crate) fn alphabets(
    folder: &Path,
    scripts: &BTreeMap<String, data::Script>,
) -> Result<Vec<Alphabet>, String> {
    let mut alphabets = Vec::new();
    for (code, facts) in scripts {
        let Some(spelling) = &facts.spelling else { continue };
        let mut alphabet = Alphabet {
            script: code.clone(),
            decompose: spelling.decompose,
            keep: spelling.keep.clone(),
            letters: spelling.letters.clone(),
        };
        alphabet.keep.sort_unstable();
        if let Some(file) = &spelling.letters_file {
            let path = folder.join(file);
            for (line, [letter, symbols]) in data::tsv(&path, ["char", "symbols"])? {
                let mut chars = letter.chars();
                let (Some(letter), None) = (chars.next(), chars.next()) else {
                    return Err(format!("{}:{line}: {letter:?} is not one character", path.display()));
                };
                alphabet.letters.insert(letter, symbols);
            }
        }
        alphabets.push(alphabet);
    }
    Ok(alphabets)
}

pub(crate) fn file(alphabets: &[Alphabet]) -> File {
    let mut body = String::from(
        "use crate::tables::char_trie::Alphabet;\nuse crate::tag::Script;\n\n/// What the spelling models see of each script, by script.\npub(crate) static ALPHABETS: &[Alphabet<'static>] = &[\n",
    );
    for alphabet in alphabets {
        let _ = writeln!(
            body,
            "    Alphabet {{ script: {}, decompose: {}, keep: &{:?}, letters: &[{}] }},",
            script(&alphabet.script),
            alphabet.decompose,
            alphabet.keep,
            join(alphabet.letters.iter().map(|(letter, symbols)| format!("({letter:?}, {symbols:?})")))
        );
    }
    body.push_str("];\n");
    File::rust("src/tables/generated/spelling.rs", "data/scripts", &body)
}
