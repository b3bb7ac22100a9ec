//! Letters of one class: those of several scripts that have one name, characters that are read as one syllable.

use std::collections::BTreeMap;
use std::path::Path;

use allonym::tables::evidence::stand_in;

use super::Reader;
use super::row::Row;
use crate::data;

/// Classes and the symbols that stand for them.
#[derive(Default)]
pub(crate) struct Classes {
    /// The symbol of each letter's class.
    pub(crate) letters: BTreeMap<char, char>,
    /// How classes are spelled, if that is known.
    spellings: Vec<(char, Vec<u8>)>,
}

/// What a spelling of a syllable weighs beside names.
const WEIGHT: f64 = 3.0;

impl Classes {
    /// From a file with a row for each letter.
    pub(crate) fn letters(path: &Path) -> Result<Classes, String> {
        let mut names: BTreeMap<String, char> = BTreeMap::new();
        let mut letters = BTreeMap::new();
        for (line, [letter, class]) in data::tsv(path, ["char", "class"])? {
            let next = symbol(names.len(), path, line)?;
            let class = *names.entry(class).or_insert(next);
            letters.extend(letter.chars().next().map(|letter| (letter, class)));
        }
        Ok(Classes { letters, spellings: Vec::new() })
    }

    /// From a file with a row for each syllable.
    pub(crate) fn syllables(path: &Path, reader: Reader<'_>) -> Result<Classes, String> {
        let mut classes = Classes::default();
        for (at, (line, [_, chars, latin])) in
            data::tsv(path, ["class", "chars", "latin"])?.into_iter().enumerate()
        {
            let class = symbol(at, path, line)?;
            classes.letters.extend(chars.chars().map(|letter| (letter, class)));
            classes.spellings.extend(latin.split(' ').map(|word| (class, reader.letters(word))));
        }
        Ok(classes)
    }

    /// The symbol that stands for a letter or for a class itself.
    pub(crate) fn class(&self, symbol: char) -> Option<char> {
        let itself = self.spellings.iter().any(|(class, _)| *class == symbol).then_some(symbol);
        itself.or_else(|| self.letters.get(&symbol).copied())
    }

    /// The spellings of classes as training rows.
    pub(crate) fn rows(&self) -> impl Iterator<Item = Row> {
        self.spellings.iter().map(|(class, latin)| (vec![*class], latin.clone(), WEIGHT))
    }

    /// All spellings.
    pub(crate) fn spellings(&self) -> impl Iterator<Item = &[u8]> {
        self.spellings.iter().map(|(_, latin)| latin.as_slice())
    }

    /// The spellings of a letter's class.
    pub(crate) fn of(&self, symbol: char) -> impl Iterator<Item = &[u8]> {
        let class = self.class(symbol);
        self.spellings.iter().filter(move |(own, _)| Some(*own) == class).map(|(_, latin)| latin.as_slice())
    }
}

fn symbol(class: usize, path: &Path, line: usize) -> Result<char, String> {
    let number = u16::try_from(class).ok().and_then(stand_in);
    number.ok_or_else(|| format!("{}:{line}: too many classes", path.display()))
}
