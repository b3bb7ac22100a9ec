//! Three Latin letters in a row: the blocking keys of words.
//!
//! A word of the list has the trigrams of its letters: `kim` has `·ki`, `kim`, `im·`, where `·` (letter 0) stands before
//! and after every word. A word of the query has those that its symbols may be spelled with, each with the greatest weight
//! of the units that write it: Ким, too, has `kim`, with the weights of к for k, и for i and м for m, and `·ky`, with less.
//! A unit that is only begun weighs in proportion to its letters. At most one symbol may be passed over, or one letter
//! stand between, in a trigram.
//!
//! Cost: for each symbol six units or a few more, followed for three letters; some hundred trigrams a word.

use alloc::vec::Vec;

use crate::spelling::UnitCandidates;

/// Letters of the alphabet, and 0 for none.
const BASE: usize = 27;
/// How many there are.
pub(in crate::index) const COUNT: usize = BASE * BASE * BASE;
/// Units that are followed at each symbol, the best ones, at least; 3 to 12.
const MIN_UNITS: usize = 6;
/// Units that are followed at the symbols of a word together, so that short words, and those of syllables, of which each
/// is spelled in many ways, have more of them; 24 to 96.
const UNITS_OF_WORD: usize = 48;
/// Letters that may stand between units: the best ones.
const MAX_BETWEEN: usize = 5;
/// The least weight of a letter that stands between, in sixteenths of a bit: −3½ bits.
const MIN_BETWEEN: i16 = -56;

/// The trigrams of a row of letters, 1 to 26.
pub(in crate::index) fn of(letters: &[u8]) -> Vec<u16> {
    let letter = |at: usize| {
        at.checked_sub(1)
            .and_then(|at| letters.get(at))
            .map_or(0, |letter| usize::from(*letter).min(BASE - 1))
    };
    let mut all: Vec<u16> = match letters {
        [] => Vec::new(),
        _ => (0..letters.len())
            .map(|at| ((letter(at) * BASE + letter(at + 1)) * BASE + letter(at + 2)) as u16)
            .collect(),
    };
    all.sort_unstable();
    all.dedup();
    all
}

/// A way from one symbol of a word to a later one: what letters it writes.
#[derive(Clone, Copy, Debug)]
struct Arc {
    end: usize,
    letters: u64,
    length: i32,
    weight: i32,
}

/// The trigrams that a word may be spelled with, and their weights.
#[derive(Clone, Debug, Default)]
pub(in crate::index) struct Spellings {
    /// The weight of each trigram, in sixteenths of a bit.
    weights: Vec<i16>,
    /// Those that have a weight.
    pub(in crate::index) set: Vec<u16>,
    arcs: Vec<Vec<Arc>>,
    between: Vec<Arc>,
}

impl Spellings {
    pub(in crate::index) fn clear(&mut self) {
        self.weights.resize(COUNT, 0);
        for trigram in self.set.drain(..) {
            if let Some(weight) = self.weights.get_mut(usize::from(trigram)) {
                *weight = 0;
            }
        }
    }

    pub(in crate::index) fn weight(&self, trigram: u16) -> i16 {
        self.weights.get(usize::from(trigram)).copied().unwrap_or(0)
    }

    /// Adds the trigrams that these units spell.
    pub(in crate::index) fn add(&mut self, units: &UnitCandidates) {
        let count = units.lost.len();
        self.arcs.iter_mut().for_each(Vec::clear);
        self.arcs.resize_with(count + 1, Vec::new);
        let most = UNITS_OF_WORD.checked_div(count).unwrap_or(0).max(MIN_UNITS);
        for unit in &units.chunks {
            let (mut places, symbols) = units.rows.get(usize::from(unit.row)).copied().unwrap_or_default();
            let length = (64 - unit.letters.leading_zeros() as i32 + 4) / 5;
            while places != 0 {
                let begin = places.trailing_zeros() as usize;
                places &= places - 1;
                let end = begin + usize::from(symbols);
                if let Some(arcs) = self.arcs.get_mut(begin).filter(|_| end <= count) {
                    arcs.push(Arc { end, letters: unit.letters, length, weight: unit.weight.into() });
                }
            }
        }
        for (begin, arcs) in self.arcs.iter_mut().enumerate().take(count) {
            arcs.sort_unstable_by_key(|arc| (-arc.weight, arc.letters));
            arcs.truncate(most);
            let weight = units.lost.get(begin).map_or(0, |lost| i32::from(*lost));
            arcs.push(Arc { end: begin + 1, letters: 0, length: 0, weight });
        }
        self.between.clear();
        let added = units.added.iter().enumerate().skip(1).filter(|(_, weight)| **weight >= MIN_BETWEEN);
        self.between.extend(added.map(|(letter, weight)| Arc {
            end: 0,
            letters: letter as u64,
            length: 1,
            weight: i32::from(*weight),
        }));
        self.between.sort_unstable_by_key(|arc| -arc.weight);
        self.between.truncate(MAX_BETWEEN);
        let Spellings { weights, set, arcs, between } = self;
        let mut writer = Writer { weights, set, arcs, between };
        for (begin, arcs) in arcs.iter().enumerate().take(count) {
            for arc in arcs.iter().filter(|arc| arc.length > 0) {
                if begin == 0 {
                    writer.write(*arc, 0, Begun { letters: 0, count: 1, weight: 0, free: true });
                }
                for skipped in 0..arc.length {
                    writer.write(*arc, skipped, Begun { letters: 0, count: 0, weight: 0, free: true });
                }
            }
        }
    }
}

/// What writes trigrams along the arcs of a word.
struct Writer<'a> {
    weights: &'a mut [i16],
    set: &'a mut Vec<u16>,
    arcs: &'a [Vec<Arc>],
    between: &'a [Arc],
}

impl Writer<'_> {
    /// Writes the letters of an arc behind those skipped, and goes on behind it.
    fn write(&mut self, arc: Arc, skipped: i32, mut begun: Begun) {
        let mut used = 0;
        for at in (0..arc.length - skipped).rev() {
            if begun.count == 3 {
                break;
            }
            begun.letters = begun.letters * BASE + (arc.letters >> (5 * at) & 31) as usize;
            begun.count += 1;
            used += 1;
        }
        // Most are written whole: a division is dear.
        begun.weight += if arc.length == used { arc.weight } else { arc.weight * used / arc.length };
        if begun.count == 3 {
            self.keep(begun);
        } else {
            self.follow(arc.end, begun);
        }
    }

    /// Goes on from a symbol.
    fn follow(&mut self, place: usize, begun: Begun) {
        if place + 1 >= self.arcs.len() {
            // The end of the word; what is shorter than three letters has its place at the beginning too.
            if begun.count == 2 {
                self.keep(Begun { letters: begun.letters * BASE, count: 3, ..begun });
            }
            return;
        }
        let (arcs, between) = (self.arcs, self.between);
        for arc in arcs.get(place).into_iter().flatten() {
            if arc.length > 0 || begun.free {
                let free = begun.free && arc.length > 0;
                self.write(*arc, 0, Begun { free, ..begun });
            }
        }
        if begun.free {
            for arc in between {
                self.write(Arc { end: place, ..*arc }, 0, Begun { free: false, ..begun });
            }
        }
    }

    fn keep(&mut self, begun: Begun) {
        let weight = begun.weight.min(i32::from(i16::MAX)) as i16;
        if let Some(best) = self.weights.get_mut(begun.letters)
            && weight > *best
        {
            if *best == 0 {
                self.set.push(begun.letters as u16);
            }
            *best = weight;
        }
    }
}

/// A trigram that is being written.
#[derive(Clone, Copy)]
struct Begun {
    letters: usize,
    count: u8,
    weight: i32,
    /// Whether a symbol may still be passed over or a letter stand between: once is enough.
    free: bool,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spelling::{SpelledWord, UnitMemory};

    /// A trigram by its letters, `.` being none.
    fn trigram(letters: &str) -> u16 {
        letters.bytes().fold(0, |number, byte| {
            number * BASE as u16 + if byte == b'.' { 0 } else { u16::from(byte - b'a' + 1) }
        })
    }

    fn spelled(word: &str) -> Spellings {
        let mut spellings = Spellings::default();
        spellings.clear();
        spellings.add(&SpelledWord::new(word).answers(-8, &mut UnitMemory::default()));
        spellings
    }

    #[test]
    fn a_word_has_as_many_trigrams_as_letters() {
        let mut expected = [trigram(".ki"), trigram("kim"), trigram("im.")];
        expected.sort_unstable();
        assert_eq!(of(&[11, 9, 13]), expected);
        assert_eq!(of(&[1]), [trigram(".a.")]);
        assert!(of(&[]).is_empty());
    }

    #[test]
    fn a_trigram_twice_is_one() {
        assert_eq!(of(&[1, 1, 1, 1, 1]), [trigram(".aa"), trigram("aa."), trigram("aaa")]);
    }

    #[test]
    fn a_query_has_the_trigrams_of_its_spellings() {
        let kim = spelled("Ким");
        for letters in [".ki", "kim", "im."] {
            assert!(kim.weight(trigram(letters)) > 0, "{letters}");
        }
        assert!(kim.weight(trigram("kim")) > kim.weight(trigram("kym")));
        assert_eq!(kim.weight(trigram("zzz")), 0);
    }

    #[test]
    fn clearing_forgets() {
        let mut spellings = spelled("Ким");
        spellings.clear();
        assert!(spellings.set.is_empty());
        assert_eq!(spellings.weight(trigram("kim")), 0);
    }
}
