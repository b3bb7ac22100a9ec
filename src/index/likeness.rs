//! How like a word the Latin letters of another look, fast and roughly.
//!
//! A walk over the letters that keeps one best way to each: which chunks answer which symbols, in order, without what
//! their neighbours tell. Spelling evidence keeps a way for every pair of places, and costs ten times as much.

use alloc::vec::Vec;

use super::table::Table;
use crate::spelling::UnitCandidates;

/// Letters and none.
const BASE: usize = 27;
/// Chunks that have their place in a table; longer ones are looked up.
const SHORT: usize = 3;
/// Longest chunk.
const LONGEST: usize = 7;
/// Longest word.
const MOST: usize = 30;

/// The answers of one word, by letters.
#[derive(Clone, Debug, Default)]
pub(super) struct Likeness {
    /// For up to three letters, the weight and the row of the best answer.
    short: Vec<(i16, u16)>,
    set: Vec<usize>,
    /// Longer chunks, by their letters.
    long: Table,
    longest: usize,
    /// What it tells that the symbols up to a place are not answered.
    lost: Vec<i32>,
}

/// The best way to a letter: what it tells, and how many symbols lie behind.
#[derive(Clone, Copy)]
struct Way {
    told: i32,
    symbols: usize,
}

impl Likeness {
    /// Puts the answers of a word in their places.
    pub(super) fn turn_to(&mut self, answers: &UnitCandidates) {
        self.short.resize(BASE * BASE * BASE, (0, 0));
        for place in self.set.drain(..) {
            if let Some(short) = self.short.get_mut(place) {
                *short = (0, 0);
            }
        }
        self.longest = 0;
        self.lost.clear();
        self.lost.push(0);
        let mut sum = 0;
        self.lost.extend(answers.lost.iter().map(|lost| {
            sum += i32::from(*lost);
            sum
        }));
        for answer in &answers.chunks {
            let length = (64 - answer.letters.leading_zeros() as usize).div_ceil(5);
            if length <= SHORT {
                let digits = (0..SHORT).rev().map(|at| (answer.letters >> (5 * at) & 31) as usize);
                let place = digits.fold(0, |place, digit| place * BASE + digit);
                if let Some(short) = self.short.get_mut(place)
                    && answer.weight > short.0
                {
                    *short = (answer.weight, answer.row);
                    self.set.push(place);
                }
            } else {
                if self.longest == 0 {
                    self.long.clear();
                }
                self.longest = self.longest.max(length);
                if let Some(slot) = self.long.slot(answer.letters)
                    && i32::from(answer.weight) > slot.sum
                {
                    slot.sum = answer.weight.into();
                    slot.mask = answer.row.into();
                }
            }
        }
    }

    /// What the letters tell, in sixteenths of a bit.
    pub(super) fn of(&self, answers: &UnitCandidates, letters: &[u8]) -> i32 {
        let mut ways = [Way { told: 0, symbols: 0 }; MOST + 1];
        let lost = |place: usize| self.lost.get(place).copied().unwrap_or(0);
        let letter = |at: usize| usize::from(letters.get(at).copied().unwrap_or(0)).min(BASE - 1);
        let count = letters.len().min(MOST);
        for end in 1..=count {
            let mut best = ways.get(end - 1).copied().unwrap_or(Way { told: 0, symbols: 0 });
            best.told += answers.added.get(letter(end - 1)).copied().map_or(0, i32::from);
            let mut place = 0;
            let mut scale = 1;
            let mut packed = 0u64;
            for length in 1..=self.longest.max(SHORT).min(end).min(LONGEST) {
                let first = letter(end - length);
                packed |= (first as u64) << (5 * (length - 1));
                let (weight, row) = if length <= SHORT {
                    place += first * scale;
                    scale *= BASE;
                    let (weight, row) = self.short.get(place).copied().unwrap_or_default();
                    (i32::from(weight), row)
                } else {
                    self.long.get(packed).map_or((0, 0), |slot| (slot.sum, slot.mask as u16))
                };
                if weight == 0 {
                    continue;
                }
                let before = ways.get(end - length).copied().unwrap_or(Way { told: 0, symbols: 0 });
                let (places, symbols) = answers.rows.get(usize::from(row)).copied().unwrap_or_default();
                let open = places >> before.symbols.min(31) << before.symbols.min(31);
                if open == 0 {
                    continue;
                }
                let begin = open.trailing_zeros() as usize;
                let told = before.told + weight + lost(begin) - lost(before.symbols);
                if told > best.told {
                    best = Way { told, symbols: begin + usize::from(symbols) };
                }
            }
            if let Some(way) = ways.get_mut(end) {
                *way = best;
            }
        }
        let last = ways.get(count).copied().unwrap_or(Way { told: 0, symbols: 0 });
        last.told + lost(answers.lost.len()) - lost(last.symbols)
    }
}
