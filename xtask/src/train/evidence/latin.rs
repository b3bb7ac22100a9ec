//! Latin spellings of one name: those that share a native form (pivots), those of the press of several languages, and
//! those that typing and optical recognition spoil.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use allonym::Script;
use serde::Deserialize;

use super::Reader;
use super::press::rules;
use super::row::Row;
use crate::data;

/// `[latin]` of `data/spelling/evidence.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Plan {
    /// Lists whose native forms are pivots.
    pivots: Vec<String>,
    /// The list that the press of other languages spells, and how many of its words.
    press: String,
    press_words: usize,
    /// Folders of rules: how a press spells native names, and how it spells Latin ones.
    press_rules: PathBuf,
    typing: PathBuf,
    /// One in so many words is spoilt, and one in so many is paired with itself.
    spoil_every: usize,
    same_every: usize,
}

/// `data/training/typing.toml`; what is not used here is left alone.
#[derive(Deserialize)]
struct Typing {
    keyboards: BTreeMap<String, Vec<String>>,
    ocr: Ocr,
}

#[derive(Deserialize)]
struct Ocr {
    pairs: Vec<(String, String)>,
}

/// Spellings of one native form that are paired with each other, at most.
const SPELLINGS: usize = 6;

pub(crate) fn rows(root: &Path, reader: Reader<'_>, plan: &Plan) -> Result<Vec<Row>, String> {
    let folder = root.join("data/training");
    let mut forms: BTreeMap<Vec<char>, BTreeMap<Vec<u8>, f64>> = BTreeMap::new();
    for list in &plan.pivots {
        for (native, latin, weight) in
            reader.rows(&folder, list, &[Script::ARABIC, Script::HEBREW, Script::CYRILLIC])?
        {
            *forms.entry(native).or_default().entry(latin).or_default() += weight;
        }
    }
    let mut rows = Vec::new();
    for spellings in forms.values() {
        let mut best: Vec<(&Vec<u8>, f64)> =
            spellings.iter().map(|(latin, weight)| (latin, *weight)).collect();
        best.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(b.0)));
        best.truncate(SPELLINGS);
        for (at, (a, weight)) in best.iter().enumerate() {
            for (b, other) in best.iter().skip(at + 1) {
                rows.extend(ordered(a, b, weight.min(*other).min(3.0)));
            }
        }
    }
    let words: Vec<&Vec<u8>> = forms.values().flat_map(BTreeMap::keys).collect();
    rows.extend(words.iter().step_by(plan.same_every.max(1)).flat_map(|word| pair(word, word, 1.0)));
    let typing: Typing = data::toml(&root.join("data").join(&plan.typing))?;
    for (at, word) in words.iter().step_by(plan.spoil_every.max(1)).enumerate() {
        rows.extend(spoilt(word, at, &typing).into_iter().flat_map(|other| ordered(word, &other, 0.5)));
    }
    rows.extend(press(root, reader, plan, &words)?);
    Ok(rows)
}

/// The pair with the smaller word first, as comparison orders it.
fn ordered(a: &[u8], b: &[u8], weight: f64) -> Option<Row> {
    if a <= b { pair(a, b, weight) } else { pair(b, a, weight) }
}

fn pair(a: &[u8], b: &[u8], weight: f64) -> Option<Row> {
    let text = |word: &[u8]| word.iter().map(|letter| char::from(b'a' + letter - 1)).collect();
    (!a.is_empty() && !b.is_empty()).then(|| (text(a), b.to_vec(), weight))
}

fn text(word: &[u8]) -> String {
    word.iter().map(|letter| char::from(b'a' + letter - 1)).collect()
}

/// What the press of each language makes of native names, each language beside the next; and of Latin ones.
fn press(root: &Path, reader: Reader<'_>, plan: &Plan, words: &[&Vec<u8>]) -> Result<Vec<Row>, String> {
    let folder = root.join("data").join(&plan.press_rules);
    let mut rows = Vec::new();
    let mut natives: Vec<String> = Vec::new();
    let list = root.join("data/training").join(format!("{}.tsv", plan.press));
    let all = data::pairs(&list)?;
    for (_, native, ..) in all.iter().step_by((all.len() / plan.press_words.max(1)).max(1)) {
        natives.push(native.clone());
    }
    let native_rules = rules(&folder, &format!("{}-", plan.press))?;
    for (at, native) in natives.iter().enumerate() {
        let spelled: Vec<Vec<u8>> =
            native_rules.iter().map(|(_, rule)| reader.letters(&rule.transliterate(native))).collect();
        let count = spelled.len().max(1);
        for step in [1, 3] {
            if let (Some(a), Some(b)) = (spelled.get(at % count), spelled.get((at + step) % count)) {
                rows.extend(ordered(a, b, 1.0));
            }
        }
    }
    let latin_rules = rules(&folder, "en-")?;
    for (at, word) in words.iter().step_by((words.len() / plan.press_words.max(1)).max(1)).enumerate() {
        let Some((_, rule)) = latin_rules.get(at % latin_rules.len().max(1)) else { break };
        rows.extend(ordered(word, &reader.letters(&rule.transliterate(&text(word))), 0.5));
    }
    Ok(rows)
}

/// A word mistyped or misread, in a way that `turn` chooses.
fn spoilt(word: &[u8], turn: usize, typing: &Typing) -> Option<Vec<u8>> {
    if word.len() < 4 {
        return None;
    }
    let at = 1 + turn / 5 % (word.len() - 1);
    let mut out = word.to_vec();
    match turn % 5 {
        0 if at + 1 < word.len() => out.swap(at, at + 1),
        1 => out.insert(at, word[at]),
        2 => {
            out.remove(at);
        }
        3 => out[at] = neighbour(word[at], turn, typing)?,
        _ => {
            let (printed, read) = typing.ocr.pairs.get(turn / 5 % typing.ocr.pairs.len().max(1))?;
            let spelled = text(word);
            let changed = if spelled.contains(printed.as_str()) {
                spelled.replacen(printed.as_str(), read, 1)
            } else {
                spelled.replacen(read.as_str(), printed, 1)
            };
            out = changed.bytes().filter(u8::is_ascii_lowercase).map(|letter| letter - b'a' + 1).collect();
        }
    }
    (out != word).then_some(out)
}

/// A key beside the one of a letter.
fn neighbour(letter: u8, turn: usize, typing: &Typing) -> Option<u8> {
    let letter = char::from(b'a' + letter - 1);
    let keyboards: Vec<&Vec<String>> = typing.keyboards.values().collect();
    let rows = keyboards.get(turn % keyboards.len().max(1))?;
    let row = rows.iter().find(|row| row.contains(letter))?;
    let keys: Vec<char> = row.chars().collect();
    let at = keys.iter().position(|key| *key == letter)?;
    let beside = if turn.is_multiple_of(2) { at.checked_sub(1) } else { Some(at + 1) };
    let key = keys.get(beside?).filter(|key| key.is_ascii_lowercase())?;
    Some(*key as u8 - b'a' + 1)
}
