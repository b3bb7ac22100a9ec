//! `crates/allonym-data/tables/transcribe.bin`: how Latin names are written in other scripts, from the same pairs.
//!
//! The pairs are aligned as for the romanizer; each sign of the native word with the letters that it stands for is a
//! graphone, and the graphones are counted: n-grams up to four, with absolute discounting (Ney, Essen, Kneser 1994). Of these
//! the ones that are kept tell the most over the shorter n-gram, count by count (Seymore and Rosenfeld 1996).

// Counts by the length of their n-grams, and beginnings of n-grams that have one.
#![allow(clippy::indexing_slicing)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use allonym::tables::char_trie::{Alphabet, CharTables};
use allonym::tables::transcribe::{
    Graphone, MAX_GRAPHONE, ORDER, Parts, TranscriptionModels, encode, ngram_hash,
};
use allonym::transcribe::{END, START};
use allonym::{Language, Script};
use rustc_hash::FxHashMap;
use unicode_normalization::UnicodeNormalization;

use super::align::{self, Aligned};
use super::pairs::{Pair, Reader};
use super::plan::{self, Plan};
use crate::data;
use crate::emit::File;

/// What is taken from the count of each n-gram and given to the shorter ones. From 0.1 to 0.95.
const DISCOUNT: f64 = 0.7;

/// Graphones that are met less often than this, by weight, are left out.
const MIN_TOKEN: f64 = 1.5;

/// A graphone of a pair: the number of its sign, and its letters.
type Key = (u16, Vec<u8>);

type Counts = BTreeMap<Vec<u16>, f64>;

/// The table, with new models of the languages `only`, the others as they are in `old`; with no `only` all are new.
pub(crate) fn generate(
    data: &Path,
    tables: CharTables,
    alphabets: Vec<Alphabet<'_>>,
    old: &[u8],
    only: &[&str],
) -> Result<File, String> {
    let plan = Plan::read(&data.join("spelling/romanize.toml"))?;
    let languages = data::folder::<data::Language>(&data.join("languages"))?;
    let reader = Reader { folder: data.join("training"), tables, alphabets };
    let mut bodies = Vec::new();
    for language in plan.language.iter().filter(|language| language.ngrams > 0) {
        let tag: Language = language.tag.parse().map_err(|e| format!("{}: {e}", language.tag))?;
        if !only.is_empty() && !only.contains(&language.name()) {
            let models = TranscriptionModels::open(old).into_iter().flat_map(TranscriptionModels::bodies);
            let same = models.filter(|(old, _, _)| *old == tag);
            bodies.extend(same.map(|(tag, script, body)| (tag, script, body.to_vec())));
            continue;
        }
        let distinctive: BTreeMap<String, String> = languages
            .get(&language.tag)
            .map(|facts| facts.distinctive_letters.clone().into_iter().collect())
            .unwrap_or_default();
        let (script, body) = train(&plan, &reader, language, &distinctive)?;
        eprintln!("{}: {} bytes", language.tag, body.len());
        bodies.push((tag, script, body));
    }
    let content = encode(&bodies).ok_or("a table of more than 4 GB")?;
    Ok(File { name: "crates/allonym-data/tables/transcribe.bin", content })
}

/// The model of a language, and the script it writes.
fn train(
    plan: &Plan,
    reader: &Reader<'_>,
    language: &plan::Language,
    distinctive: &BTreeMap<String, String>,
) -> Result<(Script, Vec<u8>), String> {
    let mut pairs = Vec::new();
    for (list, weight) in &language.lists {
        let group = plan.group(list).ok_or("a list without group")?;
        pairs.extend(reader.list(list, group, *weight)?);
    }
    let aligned = align::align(&pairs, language.longest);
    let script = main_script(reader, &pairs);
    let usual = usual_letters(reader, distinctive.get(script.as_str()).map_or("", String::as_str));
    let mut units: BTreeMap<String, u16> = BTreeMap::new();
    let mut words: Vec<(Vec<Key>, f64)> = Vec::new();
    for (at, path) in &aligned.paths {
        let pair = &pairs[*at];
        if let Some(word) = graphones(reader, pair, path, &aligned, &usual, &mut units) {
            words.push((word, f64::from(pair.weight)));
        }
    }
    let mut met: BTreeMap<Key, f64> = BTreeMap::new();
    for (word, weight) in &words {
        for graphone in word {
            *met.entry(graphone.clone()).or_default() += weight;
        }
    }
    met.retain(|_, count| *count >= MIN_TOKEN);
    // Units that no graphone is left of do not stand in the table.
    let left: BTreeSet<u16> = met.keys().map(|(unit, _)| *unit).collect();
    let mut texts: Vec<String> = Vec::new();
    let mut numbers: BTreeMap<u16, u16> = BTreeMap::new();
    for (text, unit) in &units {
        if left.contains(unit) {
            numbers.insert(*unit, u16::try_from(texts.len()).map_err(|_| "too many units")?);
            texts.push(text.clone());
        }
    }
    let end = u16::try_from(texts.len()).map_err(|_| "too many units")?;
    texts.push(String::new());
    let mut sorted: Vec<(Vec<u8>, u16)> =
        met.keys().map(|(unit, letters)| (letters.clone(), numbers[unit])).collect();
    sorted.push((vec![END], end));
    sorted.sort();
    let place: BTreeMap<&(Vec<u8>, u16), u16> = sorted.iter().zip(0..).collect();
    let mut counts = vec![Counts::new(); ORDER];
    for (word, weight) in &words {
        let ids: Option<Vec<u16>> = word
            .iter()
            .map(|(unit, letters)| place.get(&(letters.clone(), *numbers.get(unit)?)).copied())
            .collect();
        let Some(ids) = ids else { continue };
        let mut row = vec![START];
        row.extend(ids);
        row.extend(place.get(&(vec![END], end)));
        for to in 1..row.len() {
            for length in 1..=ORDER.min(to + 1) {
                *counts[length - 1].entry(row[to + 1 - length..=to].to_vec()).or_default() += weight;
            }
        }
    }
    let model = Ngrams::new(counts, language.ngrams);
    let graphones: Vec<Graphone> = sorted
        .iter()
        .zip(0..)
        .map(|((letters, unit), id)| Graphone {
            letters: letters.clone(),
            unit: *unit,
            cost: eighths(model.shorter(&[id])),
        })
        .collect();
    let entries = model.entries();
    let weights = [language.mix[0], language.mix[1], language.mix[2]];
    let body = Parts {
        weights,
        separator: &language.separator,
        units: &texts,
        graphones: &graphones,
        ngrams: &entries,
    }
    .encode()
    .ok_or("a number of the model does not fit")?;
    Ok((script, body))
}

/// The script that most of the native words are written in.
fn main_script(reader: &Reader<'_>, pairs: &[Pair]) -> Script {
    let mut scripts: BTreeMap<Script, usize> = BTreeMap::new();
    for pair in pairs.iter().filter(|pair| pair.own) {
        let (script, _) = allonym::spelling::model::symbols(&reader.tables, &reader.alphabets, &pair.text);
        *scripts.entry(script).or_default() += 1;
    }
    scripts.into_iter().max_by_key(|(_, count)| *count).map_or(Script::COMMON, |(script, _)| script)
}

/// The letters that a language writes for symbols, where lists that are folded have another: ی for ي in Persian. A letter
/// with a mark that many leave out is no such one: ё, е.
fn usual_letters(reader: &Reader<'_>, distinctive: &str) -> FxHashMap<char, char> {
    let symbols = |c: char| {
        allonym::spelling::model::symbols(&reader.tables, &reader.alphabets, c.encode_utf8(&mut [0; 4])).1
    };
    let mut usual = FxHashMap::default();
    for letter in distinctive.chars() {
        if let [symbol] = symbols(letter)[..]
            && symbol != letter
            && !distinctive.contains(symbol)
            && letter.nfd().next() != Some(symbol)
        {
            usual.insert(symbol, letter);
        }
    }
    usual
}

/// The graphones of a pair; `None` if its signs are not read one by one.
fn graphones(
    reader: &Reader<'_>,
    pair: &Pair,
    path: &[u32],
    aligned: &Aligned,
    usual: &FxHashMap<char, char>,
    units: &mut BTreeMap<String, u16>,
) -> Option<Vec<Key>> {
    let mut chunks = path.iter();
    let mut symbols = pair.native.iter();
    let mut word: Vec<Key> = Vec::new();
    for sign in pair.text.to_lowercase().chars() {
        let (_, own) = allonym::spelling::model::symbols(
            &reader.tables,
            &reader.alphabets,
            sign.encode_utf8(&mut [0; 4]),
        );
        let mut letters = Vec::new();
        for symbol in &own {
            if symbols.next() != Some(symbol) {
                return None;
            }
            letters.extend(aligned.chunks.get(*chunks.next()? as usize)?);
        }
        if own.is_empty() {
            continue;
        }
        if letters.len() > MAX_GRAPHONE {
            return None;
        }
        let next = u16::try_from(units.len()).ok()?;
        let sign = usual.get(&sign).copied().unwrap_or(sign);
        word.push((*units.entry(sign.to_string()).or_insert(next), letters));
    }
    symbols.next().is_none().then_some(word)
}

/// A probability as a cost in 1/8 bit.
fn eighths(probability: f64) -> u8 {
    (-8.0 * libm::log2(probability.max(1e-12))).round().clamp(0.0, 254.0) as u8
}

/// Counts of n-grams, and the ones that are kept.
struct Ngrams {
    counts: Vec<Counts>,
    /// Of each context: how often it was gone on from, and in how many ways.
    contexts: BTreeMap<Vec<u16>, (f64, f64)>,
    kept: BTreeSet<Vec<u16>>,
}

impl Ngrams {
    fn new(counts: Vec<Counts>, size: usize) -> Ngrams {
        let mut contexts: BTreeMap<Vec<u16>, (f64, f64)> = BTreeMap::new();
        for (ngram, count) in counts.iter().flatten() {
            let entry = contexts.entry(ngram[..ngram.len() - 1].to_vec()).or_default();
            *entry = (entry.0 + count, entry.1 + count.min(DISCOUNT));
        }
        let mut all = Ngrams { counts, contexts, kept: BTreeSet::new() };
        let mut gains: Vec<(f64, &Vec<u16>)> = Vec::new();
        for (ngram, count) in all.counts[1..].iter().flatten() {
            gains.push((count * libm::log2(all.full(ngram) / all.full(&ngram[1..])), ngram));
        }
        gains.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(b.1)));
        let mut kept: BTreeSet<Vec<u16>> = BTreeSet::new();
        for (_, ngram) in gains {
            if kept.len() + 2 > size {
                break;
            }
            // The context carries what it costs to leave it.
            kept.insert(ngram[..ngram.len() - 1].to_vec());
            kept.insert(ngram.clone());
        }
        all.kept = kept;
        all
    }

    /// The probability of the last graphone after the others, of all counts.
    fn full(&self, ngram: &[u16]) -> f64 {
        let Some(longer) = self.counts.get(ngram.len() - 1) else { return 0.0 };
        let (all, freed) = self.contexts.get(&ngram[..ngram.len() - 1]).copied().unwrap_or_default();
        if ngram.len() == 1 {
            return longer.get(ngram).copied().unwrap_or(0.0) / all.max(1.0);
        }
        let shorter = self.full(&ngram[1..]);
        if all == 0.0 {
            return shorter;
        }
        let count = longer.get(ngram).map_or(0.0, |count| (count - DISCOUNT).max(0.0));
        count / all + freed / all * shorter
    }

    /// The probability of the last graphone of an n-gram whose longest kept part is looked for.
    fn shorter(&self, ngram: &[u16]) -> f64 {
        if ngram.len() == 1 || self.is_seen(ngram) {
            return self.full(ngram);
        }
        self.leave(&ngram[..ngram.len() - 1]) * self.shorter(&ngram[1..])
    }

    /// Whether an n-gram is kept for itself, not only as a context.
    fn is_seen(&self, ngram: &[u16]) -> bool {
        self.kept.contains(ngram) && self.counts[ngram.len() - 1].contains_key(ngram)
    }

    /// What a context that is left takes of the shorter one.
    fn leave(&self, context: &[u16]) -> f64 {
        let from = context.to_vec();
        let mut to = from.clone();
        to.push(u16::MAX);
        if context.len() + 1 > ORDER {
            return 1.0;
        }
        let (mut own, mut lower) = (0.0, 0.0);
        let longer = &self.counts[context.len()];
        for ngram in longer.range(from..to).map(|(ngram, _)| ngram) {
            if ngram.starts_with(context) && self.kept.contains(ngram) {
                own += self.full(ngram);
                lower += self.full(&ngram[1..]);
            }
        }
        ((1.0 - own).max(1e-4) / (1.0 - lower).max(1e-4)).min(1.0)
    }

    /// Hash, cost, and what it costs to leave it, of each that is kept.
    fn entries(&self) -> Vec<(u64, u8, u8)> {
        let entry = |ngram: &Vec<u16>| {
            // The beginning of words is a context only.
            let seen = self.counts[ngram.len() - 1].contains_key(ngram);
            let cost = if seen { eighths(self.full(ngram)) } else { 254 };
            (ngram_hash(ngram), cost, eighths(self.leave(ngram)))
        };
        self.kept.iter().map(entry).collect()
    }
}
