//! `crates/allonym-data/tables/evidence.bin`: for each script, what spellings answer each other and how much that tells.

// The places of matrices are computed; a wrong one is a fault of the generator and should stop it.
#![allow(clippy::indexing_slicing)]

mod chunks;
mod classes;
mod contrast;
mod corpus;
mod em;
mod keys;
mod latin;
mod likest;
mod pack;
mod pool;
mod press;
mod reader;
mod row;
mod units;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use allonym::Script;
use allonym::tables::evidence::SpellingModels;
use serde::Deserialize;

use crate::data;
use crate::emit::File;
use classes::Classes;
use corpus::Corpus;
pub(crate) use reader::Reader;
use units::{Units, Word};

/// `data/spelling/evidence.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Plan {
    model: Vec<Model>,
    latin: latin::Plan,
    keys: keys::Plan,
    /// A TSV file below `data`: syllables, the characters read so, their spellings.
    syllables: PathBuf,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Model {
    script: String,
    /// Further scripts that read the same.
    #[serde(default)]
    also: Vec<String>,
    #[serde(default)]
    lists: BTreeMap<String, f64>,
    #[serde(default = "Model::longest")]
    longest: usize,
    #[serde(default = "yes")]
    native_context: bool,
    #[serde(default = "Model::pairs")]
    pairs: usize,
    #[serde(default = "Model::chunks")]
    chunks: usize,
    #[serde(default)]
    letters: f64,
    /// Whether rare characters are read as syllables.
    #[serde(default)]
    syllables: bool,
    #[serde(default)]
    pool: Option<pool::Plan>,
    /// Names as the press of other languages spells them.
    #[serde(default)]
    press: Vec<press::Plan>,
    /// Units that stand on fewer best paths are left out.
    #[serde(default = "Model::least")]
    least: f32,
    #[serde(default)]
    contrast: contrast::Plan,
}

fn yes() -> bool {
    true
}

impl Model {
    fn longest() -> usize {
        3
    }
    fn pairs() -> usize {
        600
    }
    fn chunks() -> usize {
        1000
    }
    fn least() -> f32 {
        10.0
    }
}

/// Bytes that the contexts of one model may take.
const CONTEXTS: usize = 110_000;
/// Fewer pairs than this teach no contexts and no contrast.
const MANY: usize = 3000;

/// The count given to what is known of a letter whatever the lists say.
const KNOWN: f64 = 2.0;

struct Trained {
    scripts: Vec<Script>,
    corpus: Corpus,
    units: Units,
    usage: Vec<f32>,
}

/// Trains every model, two at a time; or those of some scripts, the others standing as they are in `old`.
///
/// The letters of models that stand are looked up by the Latin chunks and classes of `old`, so new ones keep to these.
pub(crate) fn generate(root: &Path, reader: Reader<'_>, old: &[u8], only: &[Script]) -> Result<File, String> {
    let mut plan: Plan = data::toml(&root.join("data/spelling/evidence.toml"))?;
    let all = std::mem::take(&mut plan.model);
    let named = |model: &Model| model.script.parse::<Script>().is_ok_and(|script| only.contains(&script));
    let (chosen, kept): (Vec<Model>, Vec<Model>) =
        all.into_iter().partition(|model| only.is_empty() || named(model));
    plan.model = chosen;
    let old = SpellingModels::new(if only.is_empty() { &[] } else { old });
    let scripts = data::folder::<data::Script>(&root.join("data/scripts"))?;
    let syllables = Classes::syllables(&root.join("data").join(&plan.syllables), reader)?;
    let nothing = Classes::default();
    let next = AtomicUsize::new(0);
    let done: Mutex<BTreeMap<usize, Result<Trained, String>>> = Mutex::default();
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                loop {
                    let at = next.fetch_add(1, Ordering::Relaxed);
                    let Some(model) = plan.model.get(at) else { break };
                    let trained = train(
                        root,
                        reader,
                        &scripts,
                        model,
                        &plan.latin,
                        if model.syllables { &syllables } else { &nothing },
                    );
                    if let Ok(mut done) = done.lock() {
                        done.insert(at, trained);
                    }
                }
            });
        }
    });
    let trained: Vec<Trained> =
        done.into_inner().map_err(|e| e.to_string())?.into_values().collect::<Result<_, _>>()?;
    let shared: BTreeSet<u64> = if only.is_empty() {
        trained.iter().flat_map(|model| pack::chunks(&model.units)).collect()
    } else {
        old.chunks().collect()
    };
    let shared: Vec<u64> = shared.into_iter().collect();
    let classes = if only.is_empty() {
        keys::Classes::learn(&plan.keys, &trained)
    } else {
        keys::Classes::of(&old.classes_of_letters())
    };
    let mut models = Vec::new();
    for script in kept.iter().flat_map(|model| std::iter::once(&model.script).chain(&model.also)) {
        let script: Script = script.parse().map_err(|e| format!("data/spelling/evidence.toml: {e}"))?;
        // A script with several models has all of them once.
        if !models.iter().any(|(other, _): &(Script, Vec<u8>)| *other == script) {
            models.extend(old.bytes_of(script).map(|bytes| (script, bytes.to_vec())));
        }
    }
    for model in &trained {
        let read = classes.symbols(&plan.keys, model);
        let bytes = pack::pack(model, &shared, &read, CONTEXTS)?;
        models.extend(model.scripts.iter().map(|script| (*script, bytes.clone())));
    }
    let content = SpellingModels::pack(&classes.letters(), &syllables.letters, &shared, &models);
    Ok(File { name: "crates/allonym-data/tables/evidence.bin", content })
}

fn train(
    root: &Path,
    reader: Reader<'_>,
    facts: &BTreeMap<String, data::Script>,
    model: &Model,
    latin: &latin::Plan,
    syllables: &Classes,
) -> Result<Trained, String> {
    let named =
        |code: &String| code.parse::<Script>().map_err(|e| format!("data/spelling/evidence.toml: {e}"));
    let scripts: Vec<Script> =
        std::iter::once(&model.script).chain(&model.also).map(named).collect::<Result<_, _>>()?;
    let folder = root.join("data/training");
    let mut rows = Vec::new();
    for (list, weight) in &model.lists {
        let of_list = reader.rows(&folder, list, &scripts)?;
        rows.extend(of_list.into_iter().map(|(native, latin, times)| (native, latin, times * weight)));
    }
    if scripts.contains(&Script::LATIN) {
        rows = latin::rows(root, reader, latin)?;
    }
    for plan in &model.press {
        rows.extend(press::rows(root, reader, plan, &scripts)?);
    }
    let corpus = Corpus::new(rows, syllables);
    let values = facts.get(&model.script).map(|script| &script.romanize);
    let known = known(root, reader, model, &corpus, values, syllables)?;
    let spelled = known.iter().map(|(_, latin, _)| latin.as_slice());
    let mut units =
        Units::new(&corpus, model.longest, model.pairs, model.chunks, model.native_context, spelled);
    let mut given = beforehand(&units, &corpus, &known);
    if let Some(plan) = &model.pool {
        given.extend(pool::beforehand(root, reader, plan, syllables, &units, &corpus)?);
    }
    let joint = em::learn(&units, &corpus, &given);
    units.take(&joint);
    if corpus.pairs.len() >= MANY {
        let used = usage(&units, &corpus);
        units.prune(&used, model.least, &given);
        contrast::reweight(&mut units, &corpus, &model.contrast);
    }
    let usage = usage(&units, &corpus);
    eprintln!(
        "{}: {} pairs, {} symbols, {} units",
        model.script,
        corpus.pairs.len(),
        corpus.symbols.len(),
        units.of.len()
    );
    Ok(Trained { scripts, corpus, units, usage })
}

/// Native symbols, what they are known to be spelled as, and the count that this is given.
type Given = (Vec<char>, Vec<u8>, f64);

/// What is known beforehand: the letter values of romanization where a script has few names, what the press makes of
/// each letter, the spellings of each character's syllable.
fn known(
    root: &Path,
    reader: Reader<'_>,
    model: &Model,
    corpus: &Corpus,
    values: Option<&BTreeMap<String, String>>,
    syllables: &Classes,
) -> Result<Vec<Given>, String> {
    let mut known: Vec<Given> = Vec::new();
    for (letter, value) in values.into_iter().flatten().filter(|_| model.letters > 0.0) {
        let (_, symbols) = reader.symbols(letter.trim_matches(['^', '$']));
        known.push((symbols, reader.letters(value), model.letters));
    }
    for plan in &model.press {
        let of_press = press::letters(root, reader, plan, &corpus.symbols)?;
        known.extend(of_press.into_iter().map(|(symbol, letters)| (vec![symbol], letters, KNOWN)));
    }
    for symbol in &corpus.symbols {
        known.extend(syllables.of(*symbol).map(|latin| (vec![*symbol], latin.to_vec(), KNOWN)));
    }
    Ok(known)
}

/// The counts of the units that are known beforehand.
fn beforehand(units: &Units, corpus: &Corpus, known: &[Given]) -> Vec<(usize, f64)> {
    let mut given = Vec::new();
    for (symbols, letters, count) in known {
        let numbers: Vec<u16> = symbols
            .iter()
            .filter_map(|s| corpus.symbols.binary_search(s).ok())
            .map(|at| at as u16 + 1)
            .collect();
        let letters: Vec<u16> = letters.iter().map(|letter| (*letter).into()).collect();
        let (row, column) = (units.native.number(&numbers), units.latin.number(&letters));
        if numbers.len() == symbols.len() && !numbers.is_empty() && row != chunks::NONE {
            let column = if letters.is_empty() { 0 } else { column };
            if column != chunks::NONE && units::allowed(numbers.len(), letters.len()) {
                given.push((usize::from(row) * units.latin.len() + usize::from(column), *count));
            }
        }
    }
    given
}

/// How often each unit stands on the best path of a pair.
fn usage(units: &Units, corpus: &Corpus) -> Vec<f32> {
    let mut usage = vec![0.0; units.of.len()];
    let mut path = Vec::new();
    for pair in &corpus.pairs {
        units.best(&Word::native(units, &pair.native), &Word::latin(units, &pair.latin), Some(&mut path));
        for step in &path {
            usage[step.unit as usize] += pair.weight as f32;
        }
    }
    usage
}
