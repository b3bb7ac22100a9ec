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
/// Places among the letters and the symbols of a word: a power of two above both.
const PLACES: usize = 32;

/// The translation units of one word, by their letters, and the word of the list that was scored last.
#[derive(Clone, Debug, Default)]
pub(super) struct MonotoneScore {
    /// For up to three letters, the best unit of these.
    short: Vec<ShortUnit>,
    set: Vec<usize>,
    /// Longer units, by their letters.
    long: SumTable,
    /// What it weighs that none of the symbols up to a place is covered.
    lost: [i32; PLACES],
    /// How many symbols there are.
    symbols: usize,
    /// The letters that were scored last, and the best alignment up to each of them: words that stand side by side in a list
    /// begin alike.
    letters: [u8; PLACES],
    prefixes: [Prefix; PLACES],
    count: usize,
}

/// What is known of three letters.
#[derive(Clone, Copy, Debug, Default)]
struct ShortUnit {
    /// The weight of the best unit of just these, and which row it answers.
    weight: i16,
    row: u16,
    /// How long the longer units are that end with them: bit n for n letters.
    longer: u8,
}

/// The best alignment of the first letters: its weight, and how many symbols it covers.
#[derive(Clone, Copy, Debug, Default)]
struct Prefix {
    weight: i32,
    symbols: usize,
}

impl MonotoneScore {
    /// Puts the units of a word in their places.
    pub(super) fn turn_to(&mut self, units: &UnitCandidates) {
        self.short.resize(BASE * BASE * BASE, ShortUnit::default());
        for place in self.set.drain(..) {
            if let Some(short) = self.short.get_mut(place) {
                *short = ShortUnit::default();
            }
        }
        self.lost = [0; PLACES];
        self.symbols = units.lost.len();
        let mut sum = 0;
        for (place, lost) in self.lost.iter_mut().skip(1).zip(&units.lost) {
            sum += i32::from(*lost);
            *place = sum;
        }
        self.count = 0;
        self.prefixes = [Prefix::default(); PLACES];
        let mut has_long = false;
        for unit in &units.chunks {
            let length = (64 - unit.letters.leading_zeros() as usize).div_ceil(5);
            let digits = (0..MAX_TABLED).rev().map(|at| (unit.letters >> (5 * at) & 31) as usize);
            let place = digits.fold(0, |place, digit| place * BASE + digit);
            let Some(short) = self.short.get_mut(place) else { continue };
            if length <= MAX_TABLED {
                if unit.weight > short.weight {
                    (short.weight, short.row) = (unit.weight, unit.row);
                    self.set.push(place);
                }
            } else if length <= MAX_UNIT {
                if !has_long {
                    self.long.clear();
                    has_long = true;
                }
                if let Some(slot) = self.long.slot(unit.letters)
                    && i32::from(unit.weight) > slot.sum
                {
                    slot.sum = unit.weight.into();
                    slot.mask = unit.row.into();
                    short.longer |= 1 << length;
                    self.set.push(place);
                }
            }
        }
    }

    /// The score of letters, in sixteenths of a bit. Costs least of words in alphabetical order.
    pub(super) fn of(&mut self, units: &UnitCandidates, letters: &[u8]) -> i32 {
        let letters = letters.get(..MAX_LETTERS).unwrap_or(letters);
        let known = letters.iter().zip(&self.letters).take(self.count);
        let shared = known.take_while(|(letter, known)| letter == known).count();
        for (known, letter) in self.letters.iter_mut().zip(letters).skip(shared) {
            *known = (*letter).min(BASE as u8 - 1);
        }
        self.count = letters.len();
        for end in shared + 1..=letters.len() {
            self.extend(units, end);
        }
        let last = self.prefix(letters.len());
        last.weight + self.lost_before(self.symbols) - self.lost_before(last.symbols)
    }

    #[inline]
    fn prefix(&self, end: usize) -> Prefix {
        self.prefixes.get(end & (PLACES - 1)).copied().unwrap_or_default()
    }

    #[inline]
    fn lost_before(&self, place: usize) -> i32 {
        self.lost.get(place & (PLACES - 1)).copied().unwrap_or(0)
    }

    /// The letter at a place, 0 before the first.
    #[inline]
    fn letter(&self, at: usize) -> usize {
        self.letters.get(at & (PLACES - 1)).map_or(0, |letter| usize::from(*letter))
    }

    /// Finds the best alignment of the letters up to `end`.
    #[inline]
    fn extend(&mut self, units: &UnitCandidates, end: usize) {
        let last = self.letter(end - 1);
        let mut best = self.prefix(end - 1);
        best.weight += units.added.get(last).copied().map_or(0, i32::from);
        let short = |place: usize| self.short.get(place).copied().unwrap_or_default();
        let mut try_short = |short: ShortUnit, begin: usize| {
            self.try_unit(units, begin, i32::from(short.weight), short.row, &mut best);
        };
        try_short(short(last), end - 1);
        let mut longer = 0;
        if end >= 2 {
            let two = self.letter(end - 2) * BASE + last;
            try_short(short(two), end - 2);
            if end >= 3 {
                let three = short(self.letter(end - 3) * BASE * BASE + two);
                try_short(three, end - 3);
                longer = three.longer;
            }
        }
        if longer > 0 {
            let mut packed = 0;
            for length in 1..=MAX_UNIT.min(end) {
                packed |= (self.letter(end - length) as u64) << (5 * (length - 1));
                if longer >> length & 1 == 1
                    && let Some(slot) = self.long.get(packed)
                {
                    self.try_unit(units, end - length, slot.sum, slot.mask as u16, &mut best);
                }
            }
        }
        if let Some(prefix) = self.prefixes.get_mut(end & (PLACES - 1)) {
            *prefix = best;
        }
    }

    /// Puts a unit behind the letters up to `begin`, at its first place behind the symbols that they cover.
    #[inline]
    fn try_unit(&self, units: &UnitCandidates, begin: usize, weight: i32, row: u16, best: &mut Prefix) {
        if weight == 0 {
            return;
        }
        let before = self.prefix(begin);
        let (places, symbols) = units.rows.get(usize::from(row)).copied().unwrap_or_default();
        let covered = before.symbols & (PLACES - 1);
        let open = places >> covered << covered;
        if open == 0 {
            return;
        }
        let at = open.trailing_zeros() as usize;
        let total = before.weight + weight + self.lost_before(at) - self.lost_before(covered);
        if total > best.weight {
            *best = Prefix { weight: total, symbols: at + usize::from(symbols) };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spelling::{SpelledWord, UnitMemory};

    fn score(word: &str, latin: &str) -> i32 {
        let units = SpelledWord::new(word).answers(-8, &mut UnitMemory::default());
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
        let units = SpelledWord::new("Ким").answers(-8, &mut UnitMemory::default());
        assert_eq!(score("Ким", ""), units.lost.iter().map(|lost| i32::from(*lost)).sum::<i32>());
    }

    #[test]
    fn what_was_scored_before_does_not_matter() {
        let units = SpelledWord::new("Щербаков").answers(-8, &mut UnitMemory::default());
        let mut used = MonotoneScore::default();
        used.turn_to(&units);
        for latin in ["shch", "shcherbakov", "shcherbak", "scherbakow", "", "shcherbakova", "x"] {
            assert_eq!(
                used.of(&units, SpelledWord::new(latin).letters()),
                score("Щербаков", latin),
                "{latin}"
            );
        }
    }

    #[test]
    fn a_score_forgets_the_word_before() {
        let (first, second) = (
            SpelledWord::new("Сулеймани").answers(-8, &mut UnitMemory::default()),
            SpelledWord::new("Ким").answers(-8, &mut UnitMemory::default()),
        );
        let mut used = MonotoneScore::default();
        used.turn_to(&first);
        used.turn_to(&second);
        assert_eq!(used.of(&second, SpelledWord::new("kim").letters()), score("Ким", "kim"));
    }
}
