//! The likeliest spellings of a Latin word in another script: a beam over its letters.
//!
//! *Input*: letters, a as 1. *Output*: at most [`BEAM`] spellings, each once, with log2 of the joint probability of
//! spelling and letters, in 1/256 bit, best first.
//!
//! Letters are cut into graphones: a unit of the script and the letters that it stands for. P of a row of graphones is that of
//! an n-gram model; a graphone that an n-gram is not kept for costs the shorter n-gram and the price of leaving the longer
//! context:
//!
//! ```text
//! michael   м:m и:i х:ch а:a э:e л:l
//! cost(t | a b c) = cost(a b c t), or leave(a b c) + cost(t | b c)
//! ```
//!
//! Hypotheses stand at the letter they have come to. From each go on all graphones whose letters follow, and those without
//! letters (ь), one in a row. Those that have come to one letter with one spelling are summed.
//!
//! Cost: letters × [`BEAM`] × graphones that fit, some twenty, × up to three look-ups. Sources: joint n-grams of graphones
//! (Bisani, Ney 2008), back-off (Katz 1987).

use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

use crate::quantity::fixed::log_add;
use crate::tables::transcribe::{MAX_GRAPHONE, NgramHash, ORDER, TranscriptionModel};

/// Spellings that are followed at one letter, and that are found. From 8, which loses one in thirty, to 100.
pub const BEAM: usize = 32;

/// How far behind the best a spelling may be and still be followed, in 1/256 bit. From 6 bits to 20.
const WINDOW: i32 = 12 << 8;

/// The number that stands for the beginning of a word in n-grams.
pub const START: u16 = 0xfffe;

/// The letter that the graphone of the end of a word has.
pub const END: u8 = 27;

/// 1/256 bit in 1/8 bit: costs are kept in those.
const EIGHTH: i32 = 32;

/// Letters of a word; a longer one is not read.
pub(crate) const MAX_LETTERS: usize = 64;

#[derive(Clone, Copy, Debug)]
struct Hypothesis {
    /// Its last unit in the list of nodes.
    node: u32,
    /// The last graphones, the newest last; the first of them are not there yet at the beginning.
    history: [u16; ORDER - 1],
    depth: u8,
    /// A hash of its text.
    hash: u64,
    /// log2 of its probability, in 1/256 bit.
    score: i32,
    /// Whether its last graphone has no letters.
    silent: bool,
    /// The last character of its text.
    last: Option<char>,
}

/// Whether a character may stand behind another one: none before it is the beginning of the word, none behind it the end.
pub(super) type Fits<'a> = &'a dyn Fn(Option<char>, Option<char>) -> bool;

impl Hypothesis {
    fn history(&self) -> &[u16] {
        self.history.get(ORDER - 1 - usize::from(self.depth)..).unwrap_or_default()
    }

    /// The hypothesis with a graphone more, at a cost in 1/8 bit.
    fn with(mut self, graphone: u16, unit: u16, cost: i32, silent: bool) -> Hypothesis {
        self.history.rotate_left(1);
        if let Some(last) = self.history.last_mut() {
            *last = graphone;
        }
        self.depth = (self.depth + 1).min(ORDER as u8 - 1);
        self.score -= EIGHTH * cost;
        self.hash = (self.hash ^ (u64::from(unit) + 1)).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(23);
        self.silent = silent;
        self
    }
}

/// A spelling in another script.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The word.
    pub text: String,
    /// log2 of its joint probability with the letters, in 1/256 bit.
    pub score: i32,
    /// How many units it has.
    pub units: u32,
}

/// The contexts of a hypothesis, the longest first: the hash that goes on, and what it costs to leave each.
struct Contexts([Option<(NgramHash, i32)>; ORDER - 1]);

impl Contexts {
    fn new(model: &TranscriptionModel<'_>, history: &[u16]) -> Contexts {
        Contexts(core::array::from_fn(|from| {
            let context = history.get(from..).filter(|context| !context.is_empty())?;
            let hash = context.iter().fold(NgramHash::default(), |hash, graphone| hash.with(*graphone));
            Some((hash, model.hashed(hash).map_or(0, |(_, leave)| leave)))
        }))
    }

    /// What a graphone costs behind them, in 1/8 bit.
    fn cost(&self, model: &TranscriptionModel<'_>, graphone: u16, alone: u8) -> i32 {
        let mut left = 0;
        for (hash, leave) in self.0.iter().flatten() {
            if let Some((cost, _)) = model.hashed(hash.with(graphone)) {
                return left + cost;
            }
            left += leave;
        }
        left + i32::from(alone)
    }
}

impl TranscriptionModel<'_> {
    /// The likeliest spellings of letters, a as 1, best first; see the source of the module for how. None for letters
    /// that it has no graphones of. Some hundred microseconds for a usual word.
    ///
    /// ```
    /// use allonym::tables::transcribe::{Parts, Graphone, TranscriptionModels, encode};
    ///
    /// let graphone = |letter, unit, cost| Graphone { letters: vec![letter], unit, cost };
    /// let parts = Parts {
    ///     weights: [256, 0, 0],
    ///     separator: " ",
    ///     units: &["ق".into(), "ک".into(), "".into()],
    ///     graphones: &[graphone(17, 0, 8), graphone(17, 1, 16), graphone(27, 2, 0)],
    ///     ngrams: &[],
    /// };
    /// let bytes = encode(&[("fa".parse()?, "Arab".parse()?, parts.encode().expect("small"))]).expect("small");
    /// let (_, _, model) = TranscriptionModels::open(&bytes).expect("a table").models().next().expect("a model");
    /// let found = model.candidates(&[17]);
    /// assert_eq!(found.iter().map(|candidate| candidate.text.as_str()).collect::<Vec<_>>(), ["ق", "ک"]);
    /// # Ok::<(), allonym::Error>(())
    /// ```
    #[must_use]
    pub fn candidates(&self, letters: &[u8]) -> Vec<Candidate> {
        self.candidates_that(letters, &|_, _| true)
    }

    /// [`candidates`](TranscriptionModel::candidates), whose signs fit each other.
    pub(super) fn candidates_that(&self, letters: &[u8], fits: Fits<'_>) -> Vec<Candidate> {
        if letters.is_empty() || letters.len() > MAX_LETTERS {
            return Vec::new();
        }
        let silent: Vec<(u16, u8, u16)> = self.graphones(&[]).collect();
        let mut nodes: Vec<(u32, u16)> = vec![(0, 0)];
        let mut at: Vec<Vec<Hypothesis>> = vec![Vec::new(); letters.len() + 1];
        let first = Hypothesis {
            node: 0,
            history: [START; ORDER - 1],
            depth: 1,
            hash: 0x2545_f491_4f6c_dd1d,
            score: 0,
            silent: false,
            last: None,
        };
        if let Some(place) = at.first_mut() {
            place.push(first);
        }
        for j in 0..=letters.len() {
            let mut here = at.get_mut(j).map(core::mem::take).unwrap_or_default();
            prune(&mut here);
            let quiet: Vec<Hypothesis> = here
                .iter()
                .filter(|hypothesis| !hypothesis.silent)
                .flat_map(|hypothesis| self.continued(hypothesis, &silent, true, fits, &mut nodes))
                .collect();
            here.extend(quiet);
            prune(&mut here);
            if j == letters.len() {
                here.retain(|hypothesis| hypothesis.last.is_none() || fits(hypothesis.last, None));
                return self.ended(&here, &nodes);
            }
            for length in 1..=MAX_GRAPHONE.min(letters.len() - j) {
                let Some(stretch) = letters.get(j..j + length) else { break };
                let graphones: Vec<(u16, u8, u16)> = self.graphones(stretch).collect();
                if graphones.is_empty() {
                    continue;
                }
                for hypothesis in &here {
                    let more = self.continued(hypothesis, &graphones, false, fits, &mut nodes);
                    if let Some(place) = at.get_mut(j + length) {
                        place.extend(more);
                    }
                }
            }
        }
        Vec::new()
    }

    /// A hypothesis with each of some graphones.
    fn continued(
        &self,
        hypothesis: &Hypothesis,
        graphones: &[(u16, u8, u16)],
        silent: bool,
        fits: Fits<'_>,
        nodes: &mut Vec<(u32, u16)>,
    ) -> Vec<Hypothesis> {
        let contexts = Contexts::new(self, hypothesis.history());
        let each = graphones.iter().filter_map(|&(unit, alone, graphone)| {
            let mut last = hypothesis.last;
            for c in self.text(unit).chars() {
                if !fits(last, Some(c)) {
                    return None;
                }
                last = Some(c);
            }
            let cost = contexts.cost(self, graphone, alone);
            let mut next = hypothesis.with(graphone, unit, cost, silent);
            next.last = last;
            next.node = nodes.len() as u32;
            nodes.push((hypothesis.node, unit));
            Some(next)
        });
        each.collect()
    }

    /// The hypotheses at the end of the word, with what the end costs.
    fn ended(&self, last: &[Hypothesis], nodes: &[(u32, u16)]) -> Vec<Candidate> {
        let Some((_, alone, end)) = self.graphones(&[END]).next() else { return Vec::new() };
        let mut found: Vec<Candidate> = Vec::new();
        for hypothesis in last {
            let contexts = Contexts::new(self, hypothesis.history());
            let score = hypothesis.score - EIGHTH * contexts.cost(self, end, alone);
            let mut units: Vec<u16> = Vec::new();
            let mut node = hypothesis.node;
            while let Some(&(before, unit)) = nodes.get(node as usize).filter(|_| node != 0) {
                units.push(unit);
                node = before;
            }
            let text: String = units.iter().rev().map(|unit| self.text(*unit)).collect();
            found.push(Candidate { text, score, units: units.len() as u32 });
        }
        found.sort_by(|a, b| b.score.cmp(&a.score).then_with(|| a.text.cmp(&b.text)));
        found
    }
}

/// Sums what is spelled alike, and keeps the best.
fn prune(hypotheses: &mut Vec<Hypothesis>) {
    let top = hypotheses.iter().map(|hypothesis| hypothesis.score).max().unwrap_or(0);
    hypotheses.retain(|hypothesis| hypothesis.score >= top - WINDOW);
    hypotheses.sort_unstable_by(|a, b| {
        b.score.cmp(&a.score).then(a.hash.cmp(&b.hash)).then(a.history.cmp(&b.history))
    });
    let mut kept: Vec<Hypothesis> = Vec::with_capacity(BEAM);
    for hypothesis in hypotheses.iter() {
        if let Some(same) = kept.iter_mut().find(|other| other.hash == hypothesis.hash) {
            same.score = log_add(same.score, hypothesis.score);
            same.silent &= hypothesis.silent;
        } else if kept.len() < BEAM {
            kept.push(*hypothesis);
        }
    }
    *hypotheses = kept;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tables::transcribe::{Graphone, Parts, TranscriptionModels, encode, ngram_hash};
    use crate::tag::{Language, Script};

    const A: u8 = 1;
    const B: u8 = 2;

    fn graphone(letters: &[u8], unit: u16, cost: u8) -> Graphone {
        Graphone { letters: letters.to_vec(), unit, cost }
    }

    /// What a model of these graphones and n-grams spells: texts with their costs in 1/8 bit.
    fn found(graphones: &[Graphone], ngrams: &[(u64, u8, u8)], letters: &[u8]) -> Vec<(String, i32)> {
        let units = ["а".into(), "б".into(), "ь".into(), String::new()];
        let parts = Parts { weights: [256, 0, 0], separator: " ", units: &units, graphones, ngrams };
        let body = parts.encode().expect("small");
        let bytes =
            encode(&[(Language::from_code(b"ru\0"), Script::from_code(b"Cyrl"), body)]).expect("small");
        let models = TranscriptionModels::open(&bytes).expect("a table");
        let (_, _, model) = models.models().next().expect("a model");
        model.candidates(letters).into_iter().map(|one| (one.text, -one.score / EIGHTH)).collect()
    }

    /// a: а at 1 bit, б at 3 bits; the end costs half a bit.
    fn plain() -> Vec<Graphone> {
        [graphone(&[A], 0, 8), graphone(&[A], 1, 24), graphone(&[END], 3, 4)].into()
    }

    #[test]
    fn costs_add_up_and_the_cheapest_comes_first() {
        assert_eq!(found(&plain(), &[], &[A]), [("а".into(), 12), ("б".into(), 28)]);
        let texts: Vec<(String, i32)> = found(&plain(), &[], &[A, A]);
        assert_eq!(texts.first(), Some(&("аа".into(), 20)));
        assert_eq!(texts.last(), Some(&("бб".into(), 52)));
    }

    #[test]
    fn an_ngram_stands_before_what_a_graphone_costs_alone() {
        // The first graphone after the beginning: б at nothing.
        let ngrams = [(ngram_hash(&[START, 1]), 0, 0)];
        assert_eq!(found(&plain(), &ngrams, &[A]), [("б".into(), 4), ("а".into(), 12)]);
    }

    #[test]
    fn a_longer_context_is_left_at_its_price() {
        // The beginning is known as a context, and costs a bit to leave.
        let ngrams = [(ngram_hash(&[START]), 0, 8)];
        assert_eq!(found(&plain(), &ngrams, &[A]), [("а".into(), 20), ("б".into(), 36)]);
    }

    #[test]
    fn graphones_without_letters_stand_one_in_a_row() {
        let graphones = [graphone(&[], 2, 8), graphone(&[A], 0, 8), graphone(&[END], 3, 4)];
        let texts: Vec<String> = found(&graphones, &[], &[A]).into_iter().map(|(text, _)| text).collect();
        assert!(texts.contains(&"аь".into()) && texts.contains(&"ьаь".into()), "{texts:?}");
        assert!(texts.iter().all(|text| !text.contains("ьь")), "{texts:?}");
    }

    #[test]
    fn one_spelling_by_two_cuts_is_summed() {
        // Two letters at once cost what they cost one by one, and are another spelling.
        let graphones =
            [graphone(&[A], 0, 8), graphone(&[A, B], 0, 16), graphone(&[B], 1, 8), graphone(&[END], 3, 0)];
        let all = found(&graphones, &[], &[A, B]);
        assert_eq!(all, [("а".into(), 16), ("аб".into(), 16)]);
        // 2^-2 + 2^-2 = 2^-1 where the text is the same.
        let hypothesis = |score| Hypothesis {
            node: 0,
            history: [START; ORDER - 1],
            depth: 1,
            hash: 7,
            score,
            silent: false,
            last: None,
        };
        let mut same = vec![hypothesis(-512), hypothesis(-512)];
        prune(&mut same);
        assert_eq!(same.iter().map(|one| one.score).collect::<Vec<_>>(), [-256]);
    }

    #[test]
    fn what_no_graphone_begins_is_not_spelled() {
        assert!(found(&plain(), &[], &[B]).is_empty());
        assert!(found(&plain(), &[], &[]).is_empty());
        assert!(found(&plain(), &[], &[A; MAX_LETTERS + 1]).is_empty());
    }
}
