//! How well Latin letters fit a word of the query: stage 2 of a search, an approximation of spelling evidence.
//!
//! Input: the translation units (chunks of letters for chunks of symbols) that the models have for a word, and the Latin
//! letters l₁…lₙ of a word of the list. Output: the weight of one monotone alignment, in sixteenths of a bit. For each
//! prefix of the letters one best alignment is kept, with how many symbols it covers:
//!
//! ```text
//! best(j) = max of  best(j−1) + added(lⱼ)                                     the letter stands for nothing
//!                   best(j−k) + weight(unit) + lost(symbols passed over)      a unit whose letters are the last k,
//!                                                                             at its first place behind those covered
//! score   = best(n) + lost(symbols left over)
//! ```
//!
//! Spelling evidence keeps a value for every pair of places and knows what neighbours tell; this costs a tenth of it, n
//! times the longest unit, and orders words nearly as evidence does.

use alloc::vec::Vec;

use super::accumulator::SumTable;
use crate::spelling::UnitCandidates;

/// Letters of the alphabet, and 0 for none.
const BASE: usize = 27;
/// Letters of the longest unit that has its place in a table of all; longer ones are looked up in a map.
const MAX_TABLED: usize = 3;
/// Letters of the longest unit that is used.
const MAX_UNIT: usize = 7;
/// Letters of a word that are looked at.
const MAX_LETTERS: usize = 30;

/// The translation units of one word, by their letters.
#[derive(Clone, Debug, Default)]
pub(super) struct MonotoneScore {
    /// For up to three letters, the weight and the row of the best unit.
    short: Vec<(i16, u16)>,
    set: Vec<usize>,
    /// Longer units, by their letters.
    long: SumTable,
    longest: usize,
    /// What it weighs that none of the symbols up to a place is covered.
    lost: Vec<i32>,
}

/// The best alignment of the first letters: its weight, and how many symbols it covers.
#[derive(Clone, Copy)]
struct Prefix {
    weight: i32,
    symbols: usize,
}

impl MonotoneScore {
    /// Puts the units of a word in their places.
    pub(super) fn turn_to(&mut self, units: &UnitCandidates) {
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
        self.lost.extend(units.lost.iter().map(|lost| {
            sum += i32::from(*lost);
            sum
        }));
        for unit in &units.chunks {
            let length = (64 - unit.letters.leading_zeros() as usize).div_ceil(5);
            if length <= MAX_TABLED {
                let digits = (0..MAX_TABLED).rev().map(|at| (unit.letters >> (5 * at) & 31) as usize);
                let place = digits.fold(0, |place, digit| place * BASE + digit);
                if let Some(short) = self.short.get_mut(place)
                    && unit.weight > short.0
                {
                    *short = (unit.weight, unit.row);
                    self.set.push(place);
                }
            } else {
                if self.longest == 0 {
                    self.long.clear();
                }
                self.longest = self.longest.max(length);
                if let Some(slot) = self.long.slot(unit.letters)
                    && i32::from(unit.weight) > slot.sum
                {
                    slot.sum = unit.weight.into();
                    slot.mask = unit.row.into();
                }
            }
        }
    }

    /// The score of letters, in sixteenths of a bit.
    pub(super) fn of(&self, units: &UnitCandidates, letters: &[u8]) -> i32 {
        let mut prefixes = [Prefix { weight: 0, symbols: 0 }; MAX_LETTERS + 1];
        let lost = |place: usize| self.lost.get(place).copied().unwrap_or(0);
        let letter = |at: usize| usize::from(letters.get(at).copied().unwrap_or(0)).min(BASE - 1);
        let count = letters.len().min(MAX_LETTERS);
        for end in 1..=count {
            let mut best = prefixes.get(end - 1).copied().unwrap_or(Prefix { weight: 0, symbols: 0 });
            best.weight += units.added.get(letter(end - 1)).copied().map_or(0, i32::from);
            let mut place = 0;
            let mut scale = 1;
            let mut packed = 0u64;
            for length in 1..=self.longest.max(MAX_TABLED).min(end).min(MAX_UNIT) {
                let first = letter(end - length);
                packed |= (first as u64) << (5 * (length - 1));
                let (weight, row) = if length <= MAX_TABLED {
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
                let before = prefixes.get(end - length).copied().unwrap_or(Prefix { weight: 0, symbols: 0 });
                let (places, symbols) = units.rows.get(usize::from(row)).copied().unwrap_or_default();
                let open = places >> before.symbols.min(31) << before.symbols.min(31);
                if open == 0 {
                    continue;
                }
                let begin = open.trailing_zeros() as usize;
                let total = before.weight + weight + lost(begin) - lost(before.symbols);
                if total > best.weight {
                    best = Prefix { weight: total, symbols: begin + usize::from(symbols) };
                }
            }
            if let Some(prefix) = prefixes.get_mut(end) {
                *prefix = best;
            }
        }
        let last = prefixes.get(count).copied().unwrap_or(Prefix { weight: 0, symbols: 0 });
        last.weight + lost(units.lost.len()) - lost(last.symbols)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spelling::SpelledWord;

    fn score(word: &str, latin: &str) -> i32 {
        let units = SpelledWord::new(word).answers(-8);
        let mut score = MonotoneScore::default();
        score.turn_to(&units);
        score.of(&units, SpelledWord::new(latin).letters())
    }

    #[test]
    fn a_spelling_scores_more_than_another_word() {
        assert!(score("سليماني", "soleimani") > 0);
        assert!(score("سليماني", "soleimani") > score("سليماني", "nasrallah"));
        assert!(score("Ким", "kim") > score("Ким", "kam"));
    }

    #[test]
    fn a_letter_too_many_costs() {
        assert!(score("Ким", "kim") > score("Ким", "kimx"));
    }

    #[test]
    fn what_is_left_out_costs() {
        assert!(score("Сулеймани", "suleymani") > score("Сулеймани", "suley"));
    }

    #[test]
    fn no_letters_lose_every_symbol() {
        let units = SpelledWord::new("Ким").answers(-8);
        assert_eq!(score("Ким", ""), units.lost.iter().map(|lost| i32::from(*lost)).sum::<i32>());
    }

    #[test]
    fn a_score_forgets_the_word_before() {
        let (first, second) =
            (SpelledWord::new("Сулеймани").answers(-8), SpelledWord::new("Ким").answers(-8));
        let mut used = MonotoneScore::default();
        used.turn_to(&first);
        used.turn_to(&second);
        assert_eq!(used.of(&second, SpelledWord::new("kim").letters()), score("Ким", "kim"));
    }
}
