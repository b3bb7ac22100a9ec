//! The units of a model in training: which exist, what they weigh, what their neighbours add.

use std::collections::HashSet;

use allonym::tables::units::LETTERS;

use super::chunks::{Chunks, Ends, NONE};
use super::corpus::Corpus;

/// A unit that was given so often beforehand stays.
const GIVEN: f64 = 1.0;

/// No unit.
pub(crate) const ABSENT: u32 = u32::MAX;

/// Weights, in bits, of what no unit tells.
pub(crate) const OTHER: f32 = -9.0;
pub(crate) const LOST: f32 = -9.0;
pub(crate) const ADDED: f32 = -9.0;

/// A model in training.
pub(crate) struct Units {
    pub(crate) native: Chunks,
    pub(crate) latin: Chunks,
    /// The unit of each native and Latin chunk.
    numbers: Vec<u32>,
    /// Native and Latin chunk of each unit.
    pub(crate) of: Vec<(u16, u16)>,
    /// LogOdds of each unit.
    pub(crate) weights: Vec<f32>,
    /// LogOdds that neighbours add, a block for each unit.
    pub(crate) contexts: Vec<f32>,
    /// Weights of native neighbours on one side of a block, the edge included; 0 if they are not looked at.
    pub(crate) neighbours: usize,
}

/// A word with its chunks looked up.
pub(crate) struct Word {
    pub(crate) symbols: Vec<u16>,
    pub(crate) ends: Ends,
}

impl Word {
    pub(crate) fn native(units: &Units, symbols: &[u16]) -> Word {
        Word { symbols: symbols.to_vec(), ends: units.native.ends(symbols) }
    }

    pub(crate) fn latin(units: &Units, letters: &[u8]) -> Word {
        let symbols: Vec<u16> = letters.iter().map(|letter| (*letter).into()).collect();
        let ends = units.latin.ends(&symbols);
        Word { symbols, ends }
    }

    fn at(&self, place: Option<usize>) -> usize {
        place.and_then(|place| self.symbols.get(place)).map_or(0, |symbol| usize::from(*symbol))
    }
}

/// One unit on a path: its number and what stands around it.
#[derive(Clone, Copy)]
pub(crate) struct Step {
    pub(crate) unit: u32,
    /// Places of its four neighbours in `contexts`; only the last two if native ones are not looked at.
    pub(crate) around: [u32; 4],
}

/// Whether a unit may pair so many symbols with so many letters.
pub(crate) fn allowed(symbols: usize, letters: usize) -> bool {
    match (symbols, letters) {
        (0, 1) | (1, 0) => true,
        (0, _) | (_, 0) => false,
        _ => true,
    }
}

impl Units {
    /// No unit yet; the chunks of both sides, among them all that are `spelled`.
    pub(crate) fn new<'a>(
        corpus: &Corpus,
        longest: usize,
        pairs: usize,
        chunks: usize,
        native_context: bool,
        spelled: impl Iterator<Item = &'a [u8]>,
    ) -> Units {
        let latin: Vec<Vec<u16>> = corpus
            .pairs
            .iter()
            .map(|pair| pair.latin.iter().map(|letter| (*letter).into()).collect())
            .collect();
        let weights = || corpus.pairs.iter().map(|pair| pair.weight);
        let native = Chunks::learn(
            corpus.pairs.iter().map(|pair| pair.native.as_slice()).zip(weights()),
            corpus.symbols.len(),
            2,
            pairs,
            std::iter::empty(),
        );
        let latin = Chunks::learn(
            latin.iter().map(Vec::as_slice).zip(weights()),
            LETTERS,
            longest,
            chunks,
            spelled.map(|latin| latin.iter().map(|letter| (*letter).into()).collect()),
        );
        let numbers = vec![ABSENT; native.len() * latin.len()];
        let neighbours = if native_context { corpus.symbols.len() + 1 } else { 0 };
        Units {
            native,
            latin,
            numbers,
            of: Vec::new(),
            weights: Vec::new(),
            contexts: Vec::new(),
            neighbours,
        }
    }

    /// Takes the units of a joint distribution over all chunk pairs: bits are log2 P(n, l) - log2 P(n) - log2 P(l).
    pub(crate) fn take(&mut self, joint: &[f64]) {
        for native in 0..self.native.len() {
            for latin in 0..self.latin.len() {
                let at = native * self.latin.len() + latin;
                if joint[at] <= 1e-9 {
                    continue;
                }
                let apart =
                    libm::log2(self.native.frequency[native]) + libm::log2(self.latin.frequency[latin]);
                self.numbers[at] = self.of.len() as u32;
                self.of.push((native as u16, latin as u16));
                self.weights.push((libm::log2(joint[at]) - apart).max(-9.0) as f32);
            }
        }
        self.contexts = vec![0.0; self.of.len() * self.block()];
    }

    /// Leaves out the units that stand on fewer best paths than `least`, but for those that were given beforehand. To be
    /// called before contexts are learned.
    pub(crate) fn prune(&mut self, usage: &[f32], least: f32, given: &[(usize, f64)]) {
        let given: HashSet<usize> =
            given.iter().filter(|(_, count)| *count >= GIVEN).map(|(at, _)| *at).collect();
        let old = std::mem::take(&mut self.of);
        let weights = std::mem::take(&mut self.weights);
        self.numbers.fill(ABSENT);
        for ((unit, weight), usage) in old.into_iter().zip(weights).zip(usage) {
            let at = usize::from(unit.0) * self.latin.len() + usize::from(unit.1);
            if *usage >= least || given.contains(&at) {
                self.numbers[at] = self.of.len() as u32;
                self.of.push(unit);
                self.weights.push(weight);
            }
        }
        self.contexts = vec![0.0; self.of.len() * self.block()];
    }

    pub(crate) fn block(&self) -> usize {
        2 * self.neighbours + 2 * (LETTERS + 1)
    }

    /// Every way a unit may end at two places: symbols, letters, place in the table of all units.
    #[inline]
    pub(crate) fn each(
        &self,
        native: &Word,
        latin: &Word,
        i: usize,
        j: usize,
        mut each: impl FnMut(usize, usize, usize),
    ) {
        for symbols in 0..=self.native.longest.min(i) {
            let row = if symbols == 0 { 0 } else { native.ends[i][symbols - 1] };
            if row == NONE {
                continue;
            }
            for letters in 0..=self.latin.longest.min(j) {
                let column = if letters == 0 { 0 } else { latin.ends[j][letters - 1] };
                if column != NONE && allowed(symbols, letters) {
                    each(symbols, letters, usize::from(row) * self.latin.len() + usize::from(column));
                }
            }
        }
    }

    /// LogOdds of a unit without its neighbours.
    #[inline]
    pub(crate) fn base(&self, row: u16, column: u16) -> f32 {
        let unit = self.numbers[usize::from(row) * self.latin.len() + usize::from(column)];
        if unit != ABSENT {
            return self.weights[unit as usize];
        }
        match (self.native.length(row.into()), self.latin.length(column.into())) {
            (1, 1) => OTHER,
            (1, 0) => LOST,
            (0, 1) => ADDED,
            _ => f32::NEG_INFINITY,
        }
    }

    fn around(&self, unit: u32, native: &Word, latin: &Word, places: [usize; 4]) -> [u32; 4] {
        let [begin, end, from, to] = places;
        let block = unit * self.block() as u32;
        let letters = block + 2 * self.neighbours as u32;
        let (before, after) = (latin.at(from.checked_sub(1)) as u32, latin.at(Some(to)) as u32);
        let (before, after) = (letters + before, letters + LETTERS as u32 + 1 + after);
        if self.neighbours == 0 {
            return [before, after, before, after];
        }
        [
            block + native.at(begin.checked_sub(1)) as u32,
            block + self.neighbours as u32 + native.at(Some(end)) as u32,
            before,
            after,
        ]
    }

    /// The bits of the best path; the path itself if `path` is given.
    pub(crate) fn best(&self, native: &Word, latin: &Word, path: Option<&mut Vec<Step>>) -> f32 {
        let (height, width) = (native.symbols.len(), latin.symbols.len());
        let stride = width + 1;
        let mut cells = vec![f32::NEG_INFINITY; (height + 1) * stride];
        let mut from = vec![(0u8, 0u8, ABSENT); if path.is_some() { cells.len() } else { 0 }];
        cells[0] = 0.0;
        for i in 0..=height {
            for j in 0..=width {
                if i + j == 0 {
                    continue;
                }
                let (mut most, mut way) = (f32::NEG_INFINITY, (0, 0, ABSENT));
                self.each(native, latin, i, j, |symbols, letters, at| {
                    let before = cells[(i - symbols) * stride + j - letters];
                    let unit = self.numbers[at];
                    let bits = if unit == ABSENT {
                        match (symbols, letters) {
                            (1, 1) => OTHER,
                            (1, 0) => LOST,
                            (0, 1) => ADDED,
                            _ => return,
                        }
                    } else {
                        let around = self.around(unit, native, latin, [i - symbols, i, j - letters, j]);
                        let skip = if self.neighbours == 0 { 2 } else { 0 };
                        let more: f32 =
                            around[skip..].iter().map(|place| self.contexts[*place as usize]).sum();
                        self.weights[unit as usize] + more
                    };
                    if before + bits > most {
                        most = before + bits;
                        way = (symbols as u8, letters as u8, unit);
                    }
                });
                cells[i * stride + j] = most;
                if path.is_some() {
                    from[i * stride + j] = way;
                }
            }
        }
        if let Some(path) = path {
            path.clear();
            let (mut i, mut j) = (height, width);
            while i + j > 0 {
                let (symbols, letters, unit) = from[i * stride + j];
                let (begin, start) = (i - usize::from(symbols), j - usize::from(letters));
                if unit != ABSENT {
                    path.push(Step { unit, around: self.around(unit, native, latin, [begin, i, start, j]) });
                }
                (i, j) = (begin, start);
            }
        }
        cells[height * stride + width]
    }
}
