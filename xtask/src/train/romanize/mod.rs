//! `crates/allonym-data/tables/romanize.bin`: how names are written in Latin letters, learned from pairs.
//!
//! Symbols and letters are aligned; a channel learns what each symbol writes; a letter model and a list of known Latin
//! words weigh what the channel proposes, with weights learned from a tenth of the pairs that is kept back.

mod align;
pub(crate) mod joint;
mod loglinear;
mod pairs;
mod plan;
mod rerank;
mod words;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use allonym::Language;
use allonym::tables::char_trie::{Alphabet, CharTables};
use allonym::tables::known_words::WordUse;
use allonym::tables::romanize::{FEATURES, LanguageParts, RomanizationModels, encode};

use self::align::Aligned;
use self::pairs::{Pair, Reader};
use self::plan::Plan;
use self::words::{Entries, Words};
use crate::emit::File;
use crate::tables;

/// Held-back words that the weights are learned from, at most.
const MAX_HELD: usize = 4000;
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

/// The table, with new models of the languages `only`, the others as they are in `old`; with no `only` all are new, and
/// the letter model too.
pub(crate) fn generate(
    data: &Path,
    tables: CharTables,
    alphabets: Vec<Alphabet<'_>>,
    old: &[u8],
    only: &[&str],
) -> Result<File, String> {
    let plan = Plan::read(&data.join("spelling/romanize.toml"))?;
    if let Some(unknown) =
        only.iter().find(|tag| plan.language.iter().all(|language| language.name() != **tag))
    {
        return Err(format!("data/spelling/romanize.toml has no language '{unknown}'"));
    }
    let reader = Reader { folder: data.join("training"), tables, alphabets };
    let words = Words::read(&plan, &reader)?;
    let (old_letters, old_bodies) = RomanizationModels::open(old).map(RomanizationModels::bodies).unzip();
    let old_bodies: Vec<(Language, &[u8])> = old_bodies.into_iter().flatten().collect();
    // The models of one language stand in the table in the order of the plan.
    let old_body = |wanted: &plan::Language| {
        let same = |other: &&plan::Language| other.tag == wanted.tag;
        let which = plan.language.iter().filter(same).position(|other| other.name() == wanted.name())?;
        let mut bodies = old_bodies.iter().filter(|(language, _)| language.as_str() == wanted.tag);
        bodies.nth(which).map(|(_, body)| *body)
    };
    let (held_letters, letters) = match old_letters.filter(|_| !only.is_empty()) {
        Some(letters) => (letters.to_vec(), letters.to_vec()),
        None => std::thread::scope(|scope| {
            let held = scope.spawn(|| loglinear::letters(&words.weighted(false), plan.letters));
            let letters = loglinear::letters(&words.weighted(true), plan.letters);
            held.join().map(|held| (held, letters)).map_err(|_| "a training thread failed".to_owned())
        })?,
    };
    let shared = Shared { plan: &plan, reader: &reader, words: &words, held_letters: &held_letters };
    let wanted = |language: &&plan::Language| only.is_empty() || only.contains(&language.name());
    let trained = shared.all(&plan.language.iter().filter(wanted).collect::<Vec<_>>())?;
    let weights_of = |tag: &str| match trained.get(tag).and_then(|trained| trained.weights) {
        Some(weights) => Ok(weights),
        None => RomanizationModels::open(old)
            .and_then(|old| old.models().find(|(language, _)| language.as_str() == tag))
            .map(|(_, model)| model.weights)
            .ok_or_else(|| format!("{tag} has no weights")),
    };
    let mut bodies = Vec::new();
    for language in &plan.language {
        let body = match trained.get(language.name()) {
            Some(trained) => {
                let weights = weights_of(language.weights_of.as_ref().unwrap_or(&language.tag))?;
                let body = body(&trained.aligned, &trained.channel, weights, &trained.often)?;
                eprintln!("{}: {} pairs, {} bytes", language.tag, trained.aligned.paths.len(), body.len());
                body
            }
            // A language that the old table lacks comes with the first training that is asked for it.
            None => match old_body(language) {
                Some(body) => body.to_vec(),
                None => continue,
            },
        };
        let code =
            tables::tags::padded(&language.tag).ok_or_else(|| format!("'{}' is no tag", language.tag))?;
        bodies.push((code, body));
    }
    Ok(File {
        name: "crates/allonym-data/tables/romanize.bin",
        content: encode(&letters, &words.entries(), &bodies).ok_or(TOO_LARGE)?,
    })
}

/// What is said of a table whose numbers do not fit.
const TOO_LARGE: &str = "more than 65535 chunks, choices or letters of chunks, or a table of more than 4 GB";

/// The bytes of the model of a language.
fn body(
    aligned: &Aligned,
    channel: &[u8],
    weights: [i32; FEATURES],
    pairs: &Entries,
) -> Result<Vec<u8>, String> {
    let (chunks, symbols) = (aligned.chunks.as_slice(), aligned.symbols.as_slice());
    let parts = LanguageParts { weights, chunks, symbols, channel, pairs };
    parts.encode().ok_or_else(|| TOO_LARGE.into())
}

impl Shared<'_> {
    /// Languages by their tags, on some threads; what comes out does not depend on which takes which.
    fn all(&self, languages: &[&plan::Language]) -> Result<BTreeMap<String, Trained>, String> {
        let next = AtomicUsize::new(0);
        let done = Mutex::new(BTreeMap::new());
        std::thread::scope(|scope| {
            for _ in 0..THREADS {
                scope.spawn(|| {
                    while let Some(language) = languages.get(next.fetch_add(1, Ordering::Relaxed)) {
                        let trained = self.language(language);
                        if let Ok(mut done) = done.lock() {
                            done.insert(language.name().to_owned(), trained);
                        }
                    }
                });
            }
        });
        let done = done.into_inner().map_err(|_| "a training thread failed")?;
        if done.len() < languages.len() {
            return Err("a language twice, or a failed thread".into());
        }
        done.into_iter().map(|(tag, trained)| Ok((tag, trained?))).collect()
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
        let often = words::often(&pairs, language.met);
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
        let body = body(aligned, &channel, rerank::neutral(), &Entries::new())?;
        let bytes = encode(self.held_letters, &[], &[(*b"und", body)]).ok_or(TOO_LARGE)?;
        let models = RomanizationModels::open(&bytes);
        let (_, model) = models.and_then(|models| models.models().next()).ok_or("a damaged table")?;
        let gone = words::seen(pairs.iter().filter(|pair| pair.held));
        let known = |letters: &[u8], _: WordUse| {
            let Some(seen) = self.words.all.get(letters) else { return WordUse::default() };
            gone.get(letters).map_or(*seen, |gone| seen.without(gone)).known()
        };
        let mut golds: BTreeMap<(&[char], usize), Vec<&[u8]>> = BTreeMap::new();
        for pair in pairs.iter().filter(|pair| pair.held) {
            golds.entry((&pair.native, pair.group)).or_default().push(&pair.latin);
        }
        let every = golds.len().div_ceil(MAX_HELD).max(1);
        let mut lists = Vec::new();
        for ((native, _), right) in golds.iter().step_by(every) {
            let candidates = model.candidates(&self.reader.tables, native, &known);
            let list: rerank::Candidates = candidates
                .iter()
                .map(|candidate| {
                    let features = candidate.features.map(|value| value as f32 / 256.0);
                    (features, right.contains(&candidate.letters.as_slice()))
                })
                .collect();
            if list.iter().any(|candidate| candidate.1) {
                lists.push(list);
            }
        }
        Ok(rerank::learn(&lists))
    }
}
