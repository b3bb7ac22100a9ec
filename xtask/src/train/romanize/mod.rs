//! `crates/allonym-data/tables/romanize.bin`: how names are written in Latin letters, learned from pairs.
//!
//! Symbols and letters are aligned; a channel learns what each symbol writes; a letter model and a list of known Latin
//! words weigh what the channel proposes, with weights learned from a tenth of the pairs that is kept back.

mod align;
mod loglinear;
mod pack;
mod pairs;
mod plan;
mod rerank;
mod words;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use allonym::spelling::romanize::{FEATURES, Known, Table};
use allonym::tables::char_trie::{Alphabet, CharTables};

use self::align::Aligned;
use self::pairs::{Pair, Reader};
use self::plan::Plan;
use self::words::{Entries, Words};
use crate::emit::File;
use crate::tables;

/// Held-back words that the weights are learned from, at most.
const MOST_HELD: usize = 4000;
const THREADS: usize = 2;

struct Shared<'a> {
    plan: &'a Plan,
    reader: &'a Reader<'a>,
    words: &'a Words,
    /// The letter model without the words that are kept back.
    held_letters: &'a [u8],
}

/// A trained language: all but the weights, if it takes those of another.
struct Trained {
    aligned: Aligned,
    channel: Vec<u8>,
    weights: Option<[i32; FEATURES]>,
    often: Entries,
}

pub(crate) fn generate(
    data: &Path,
    tables: CharTables,
    alphabets: Vec<Alphabet<'_>>,
) -> Result<File, String> {
    let plan = Plan::read(&data.join("spelling/romanize.toml"))?;
    let reader = Reader { folder: data.join("training"), tables, alphabets };
    let words = Words::read(&plan, &reader)?;
    let (held_letters, letters) = std::thread::scope(|scope| {
        let held = scope.spawn(|| loglinear::letters(&words.weighted(false), plan.letters));
        let letters = loglinear::letters(&words.weighted(true), plan.letters);
        held.join().map(|held| (held, letters)).map_err(|_| "a training thread failed".to_owned())
    })?;
    let shared = Shared { plan: &plan, reader: &reader, words: &words, held_letters: &held_letters };
    let trained = shared.all()?;
    let weights: BTreeMap<&str, [i32; FEATURES]> = plan
        .language
        .iter()
        .zip(&trained)
        .filter_map(|(language, trained)| Some((language.tag.as_str(), trained.weights?)))
        .collect();
    let mut bodies = Vec::new();
    for (language, trained) in plan.language.iter().zip(&trained) {
        let from = language.weights_of.as_ref().unwrap_or(&language.tag);
        let weights = weights.get(from.as_str()).ok_or_else(|| format!("{from} has no weights"))?;
        let body = pack::language(&trained.aligned, &trained.channel, weights, &trained.often)?;
        eprintln!("{}: {} pairs, {} bytes", language.tag, trained.aligned.paths.len(), body.len());
        let code =
            tables::tags::padded(&language.tag).ok_or_else(|| format!("'{}' is no tag", language.tag))?;
        bodies.push((code, body));
    }
    Ok(File {
        name: "crates/allonym-data/tables/romanize.bin",
        content: pack::all(&letters, &words.entries(), &bodies)?,
    })
}

impl Shared<'_> {
    /// All languages, on some threads; what comes out does not depend on which takes which.
    fn all(&self) -> Result<Vec<Trained>, String> {
        let next = AtomicUsize::new(0);
        let done = Mutex::new(BTreeMap::new());
        std::thread::scope(|scope| {
            for _ in 0..THREADS {
                scope.spawn(|| {
                    while let Some(language) = self.plan.language.get(next.fetch_add(1, Ordering::Relaxed)) {
                        let trained = self.language(language);
                        if let Ok(mut done) = done.lock() {
                            done.insert(&language.tag, trained);
                        }
                    }
                });
            }
        });
        let mut done = done.into_inner().map_err(|_| "a training thread failed")?;
        let found = |language: &plan::Language| {
            done.remove(&language.tag).ok_or("a language twice, or a failed thread")?
        };
        self.plan.language.iter().map(found).collect()
    }

    fn language(&self, language: &plan::Language) -> Result<Trained, String> {
        let mut pairs = Vec::new();
        for (list, weight) in &language.lists {
            let group = self.plan.group(list).ok_or("a list without group")?;
            pairs.extend(self.reader.list(list, group, *weight)?);
        }
        let aligned = align::align(&pairs, language.longest);
        let weights = match language.weights_of {
            Some(_) => None,
            None => Some(self.weights(language, &pairs, &aligned)?),
        };
        let channel = loglinear::channel(&pairs, &aligned, language.bytes, |_| true);
        let often = words::often(&pairs);
        Ok(Trained { aligned, channel, weights, often })
    }

    /// The weights of the second look, learned with a channel that has not seen the pairs that are kept back.
    fn weights(
        &self,
        language: &plan::Language,
        pairs: &[Pair],
        aligned: &Aligned,
    ) -> Result<[i32; FEATURES], String> {
        let channel = loglinear::channel(pairs, aligned, language.bytes, |pair| !pair.held);
        let body = pack::language(aligned, &channel, &rerank::neutral(), &Entries::new())?;
        let bytes = pack::all(self.held_letters, &Entries::new(), &[(*b"und", body)])?;
        let (_, model) =
            Table::open(&bytes).and_then(|table| table.models().next()).ok_or("a damaged table")?;
        let gone = words::seen(pairs.iter().filter(|pair| pair.held));
        let known = |letters: &[u8], _: Known| {
            let Some(seen) = self.words.all.get(letters) else { return Known::default() };
            gone.get(letters).map_or(*seen, |gone| seen.without(gone)).known()
        };
        let mut golds: BTreeMap<(&[char], usize), Vec<&[u8]>> = BTreeMap::new();
        for pair in pairs.iter().filter(|pair| pair.held) {
            golds.entry((&pair.native, pair.group)).or_default().push(&pair.latin);
        }
        let every = golds.len().div_ceil(MOST_HELD).max(1);
        let mut lists = Vec::new();
        for ((native, _), right) in golds.iter().step_by(every) {
            let answers = model.answers(&self.reader.tables, native, &known);
            let list: rerank::Answers = answers
                .iter()
                .map(|answer| {
                    let features = answer.features.map(|value| value as f32 / 256.0);
                    (features, right.contains(&answer.letters.as_slice()))
                })
                .collect();
            if list.iter().any(|answer| answer.1) {
                lists.push(list);
            }
        }
        Ok(rerank::learn(&lists))
    }
}
