//! `cargo xtask train finder DIR [GROUP ...]`: `crates/allonym-data/tables/finder.bin`, the weights of the finder, learned from the
//! marked sentences in a folder. The folder is no part of the repository; `data/SOURCES.toml` names what is in it.
//!
//! The features come from the library's own code, with the tables as they stand. The finder is measured on blocks of
//! sentences that are held out, and its bias is chosen on them.

mod corpus;
mod crf;
mod made;
mod measure;
mod plan;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use allonym::finder::{Finder, Kind, Knowledge, sentences};
use allonym::tables::char_trie::CharTables;
use allonym::tables::finder::{
    FEATURE_BITS, Group, LABELS, Learned, SCALE, Transitions, assemble, encode, sections,
};
use allonym::tables::frequency::Frequencies;
use allonym::tables::lexicon::Lexicon;
use allonym::{Language, Span};
use rustc_hash::FxHashMap;

use self::corpus::{Marked, Text};
use self::crf::{Crf, Dice, Example, LEXICAL};
use self::measure::Counts;
use self::plan::{Entry, Learning, Plan, Set};
use crate::emit::File;

/// The file.
const NAME: &str = "crates/allonym-data/tables/finder.bin";

/// Learns the groups that are named, all if none is, from the marked texts in `folder`; the others stay as they are.
pub(crate) fn generate(
    root: &Path,
    chars: CharTables,
    folder: &Path,
    names: &[&str],
) -> Result<File, String> {
    let plan = Plan::read(&root.join("data/finder/finder.toml"))?;
    let tables = root.join("crates/allonym-data/tables");
    let leaked = |name: &str| -> Result<&'static [u8], String> {
        let path = tables.join(name);
        let bytes = fs::read(&path).map_err(|e| format!("{}: {e}", path.display()))?;
        Ok(Vec::leak(bytes))
    };
    let knowledge = Knowledge {
        chars,
        lexicon: Lexicon::new(leaked("lexicon.bin")?),
        frequencies: Frequencies::new(leaked("frequency.bin")?),
    };
    let old = fs::read(root.join(NAME)).unwrap_or_default();
    let mut parts: BTreeMap<String, Vec<u8>> = sections(&old)
        .unwrap_or_default()
        .into_iter()
        .map(|(name, section)| (name, section.to_vec()))
        .collect();
    if let Some(unknown) = names.iter().find(|name| !plan.group.iter().any(|entry| entry.name == **name)) {
        return Err(format!("data/finder/finder.toml has no group '{unknown}'"));
    }
    for entry in plan.group.iter().filter(|entry| names.is_empty() || names.contains(&entry.name.as_str())) {
        let trainer = Trainer { knowledge, plan: &plan, entry, data: &root.join("data"), folder };
        parts.insert(entry.name.clone(), trainer.learn()?);
    }
    let groups = plan.group.iter().filter_map(|entry| parts.get(&entry.name)).map(Vec::as_slice);
    Ok(File { name: NAME, content: assemble(groups)? })
}

/// Of so many sentences of a group of several languages one is learned without its language.
const UNKNOWN: usize = 3;

/// A sentence of a set, with the number of the set.
struct Marks {
    set: usize,
    text: Text,
}

struct Trainer<'a> {
    knowledge: Knowledge,
    plan: &'a Plan,
    entry: &'a Entry,
    data: &'a Path,
    folder: &'a Path,
}

impl Trainer<'_> {
    fn learn(&self) -> Result<Vec<u8>, String> {
        let learning = self.plan.learning;
        let group = self.entry.group(&self.knowledge.chars)?;
        let (mut learned, mut held) = (Vec::new(), Vec::new());
        for (number, set) in self.entry.learn.iter().enumerate() {
            let texts = match &set.grammar {
                Some(grammar) => made::read(&self.data.join("finder").join(grammar), self.data, self.folder)?,
                None => corpus::read(&self.folder.join(&set.file), set.spaces)?,
            };
            let mut empty = 0;
            for (block, texts) in texts.chunks(learning.block).enumerate() {
                let out = block % learning.held == learning.held - 1;
                for text in texts {
                    empty += usize::from(text.names.is_empty());
                    if out {
                        held.push(Marks { set: number, text: text.clone() });
                    } else if !text.names.is_empty() || empty % set.thin.max(1) == 0 {
                        learned.push(Marks { set: number, text: text.clone() });
                    }
                }
            }
        }
        let measured = self.weights(&group, &learned, &learning)?;
        let biases = self.choose(measured, &held)?;
        learned.append(&mut held);
        let mut whole = self.weights(&group, &learned, &learning)?;
        whole.biases = biases;
        let bytes = encode(&whole)?;
        eprintln!("{}: {} rows, {} bytes", self.entry.name, whole.rows.len(), bytes.len());
        Ok(bytes)
    }

    fn language(set: &Set) -> Result<Language, String> {
        set.language.parse().map_err(|e| format!("{}: {e}", set.file))
    }

    /// The group whose affixes the words of a set are read with; its model stays that of this group.
    fn reader(&self, group: &Group, set: &Set) -> Result<Group, String> {
        let Some(name) = &set.read_as else { return Ok(group.clone()) };
        let other = self.plan.group.iter().find(|entry| entry.name == *name);
        let other = other.ok_or_else(|| format!("no group {name}"))?.group(&self.knowledge.chars)?;
        Ok(Group { name: group.name.clone(), words: group.words, characters: group.characters, ..other })
    }

    /// Learns from sentences.
    fn weights(&self, group: &Group, texts: &[Marks], learning: &Learning) -> Result<Learned, String> {
        let mut readers = Vec::new();
        for set in &self.entry.learn {
            readers.push((Trainer::language(set)?, self.reader(group, set)?));
        }
        let mut counts: FxHashMap<u32, u32> = FxHashMap::default();
        let mut rows = Vec::new();
        let several = readers.iter().any(|(language, _)| readers.iter().any(|(other, _)| other != language));
        for (at, marks) in texts.iter().enumerate() {
            let Some((language, reader)) = readers.get(marks.set) else { continue };
            // Texts whose language nobody knows are to be read too.
            let unknown = several && (at % UNKNOWN == 0 || !group.words);
            let language = if unknown { Language::UNDETERMINED } else { *language };
            for sentence in sentences(&self.knowledge, reader, language, &marks.text.text) {
                sentence.features.iter().flatten().for_each(|f| *counts.entry(f.number).or_default() += 1);
                let labels = labels(&sentence.spans, &marks.text.names);
                rows.push((sentence.features, labels));
            }
        }
        let mut known: Vec<u32> = counts
            .iter()
            .filter(|(_, count)| **count >= learning.seen)
            .map(|(feature, _)| *feature)
            .collect();
        known.sort_unstable();
        let numbers: FxHashMap<u32, u32> = known.iter().copied().zip(0..).collect();
        let examples: Vec<Example> = rows
            .into_iter()
            .map(|(features, labels)| {
                let mut example = Example { labels, ..Example::default() };
                for features in features {
                    example.features.extend(features.iter().filter_map(|feature| {
                        let number = numbers.get(&feature.number)?;
                        Some(number | if feature.lexical { LEXICAL } else { 0 })
                    }));
                    example.ends.push(example.features.len());
                }
                example
            })
            .collect();
        let mut crf = Crf::new(known.len());
        let mut dice = Dice::new(1);
        for _ in 0..learning.epochs {
            crf.epoch(&examples, learning, &mut dice);
        }
        crf.keep(self.entry.rows);
        for _ in 0..learning.again {
            crf.epoch(&examples, learning, &mut dice);
        }
        let rows = known.iter().zip(&crf.weights).map(|(feature, row)| {
            let weight = |weight: f32| (weight * SCALE as f32).round().clamp(-127.0, 127.0) as i8;
            (*feature, row.map(weight))
        });
        let rows: Vec<(u32, [i8; LABELS - 1])> =
            rows.filter(|(_, row)| row.iter().any(|w| *w != 0)).collect();
        let score = |score: f64| (score * f64::from(SCALE)).round().clamp(-9999.0, 9999.0) as i16;
        let transitions =
            Transitions { first: crf.first.map(score), next: crf.next.map(|row| row.map(score)) };
        debug_assert!(rows.iter().all(|(feature, _)| *feature < 1 << FEATURE_BITS));
        Ok(Learned { group: group.clone(), biases: Vec::new(), transitions, rows })
    }

    /// The bias for each language with which most of what is held out is found; says how much that is.
    fn choose(&self, mut learned: Learned, held: &[Marks]) -> Result<Vec<(Language, i16)>, String> {
        let parts = |nats: f64| (nats * f64::from(SCALE)) as i16;
        let mut biases: Vec<(Language, i16)> = Vec::new();
        for (number, set) in self.entry.learn.iter().enumerate() {
            let language = Trainer::language(set)?;
            let given = self.entry.bias.get(&set.language).or_else(|| self.entry.bias.get("und"));
            let steps =
                given.map_or_else(|| (0..=10).map(|step| f64::from(step) / 4.0).collect(), |b| vec![*b]);
            let group = Group { languages: Vec::new(), ..self.reader(&learned.group, set)? };
            let mut best: Option<(f64, Counts)> = None;
            for bias in steps {
                learned.biases = vec![(language, parts(bias))];
                if self.entry.learn.iter().any(|other| other.language != set.language) {
                    // As in use: the language is one of several, or none of them.
                    learned.biases.push((Language::UNDETERMINED, parts(bias)));
                }
                let bytes =
                    assemble([encode(&Learned { group: group.clone(), ..learned.clone() })?.as_slice()])?;
                let finder = Finder::new(self.knowledge, &bytes).map_err(|e| e.to_string())?;
                let mut counts = Counts::default();
                for marks in held.iter().filter(|marks| marks.set == number) {
                    let found = finder.find(&marks.text.text, language).into_iter();
                    let found: Vec<Marked> =
                        found.map(|name| Marked { span: name.span, kind: number_of(name.kind) }).collect();
                    counts.add(&marks.text.names, &found);
                }
                if best.is_none_or(|(_, most)| counts.f1() > most.f1()) {
                    best = Some((bias, counts));
                }
            }
            let Some((bias, counts)) = best else { continue };
            eprintln!("{} {}: bias {bias:.2}, held out {}", self.entry.name, set.language, counts.line());
            if !biases.iter().any(|(own, _)| *own == language) {
                biases.push((language, parts(bias)));
            }
        }
        Ok(match self.entry.bias.get("und") {
            Some(bias) => vec![(Language::UNDETERMINED, parts(*bias))],
            None => biases,
        })
    }
}

/// The label of each unit.
fn labels(units: &[Span], names: &[Marked]) -> Vec<u8> {
    let mut labels = Vec::with_capacity(units.len());
    let mut before = None;
    for unit in units {
        let name = names.iter().position(|name| name.span.overlaps(*unit));
        let kind = name.and_then(|name| names.get(name)).map(|name| name.kind as u8);
        labels.push(kind.map_or(0, |kind| 1 + 2 * kind + u8::from(before == name)));
        before = name;
    }
    labels
}

/// The number that marks have for a kind.
fn number_of(kind: Kind) -> usize {
    match kind {
        Kind::Person => 0,
        Kind::Organization => 1,
        _ => 2,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_unit_of_a_name_begins_it() {
        let units = [Span::new(0, 2), Span::new(3, 5), Span::new(6, 8), Span::new(9, 11)];
        let names = [Marked { span: Span::new(0, 5), kind: 0 }, Marked { span: Span::new(6, 7), kind: 2 }];
        assert_eq!(labels(&units, &names), [1, 2, 5, 0]);
    }
}
