//! Three Latin letters in a row: what words are looked up by.
//!
//! A word of the list has those of its letters; a query those that its symbols may be spelled with, each with what the
//! symbols tell for it. Letter 0 stands before and after every word.

use alloc::vec::Vec;

use crate::spelling::UnitCandidates;

/// Letters and none.
const BASE: usize = 27;
/// How many there are.
pub(super) const COUNT: usize = BASE * BASE * BASE;
/// UnitCandidates that are followed at each symbol, and letters that may stand between.
const FOLLOWED: usize = 6;
const BETWEEN: usize = 5;
/// Letters that answer nothing and tell less than this, in sixteenths of a bit, do not stand between.
const RARELY: i16 = -56;

/// The trigrams of a row of letters, 1 to 26.
pub(super) fn of(letters: &[u8]) -> Vec<u16> {
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

/// The trigrams that a word may be spelled with, and what each tells.
#[derive(Clone, Debug, Default)]
pub(super) struct Spellings {
    /// What each trigram tells, in sixteenths of a bit.
    told: Vec<i16>,
    /// Those that tell something.
    pub(super) set: Vec<u16>,
    arcs: Vec<Vec<Arc>>,
    between: Vec<Arc>,
}

impl Spellings {
    pub(super) fn clear(&mut self) {
        self.told.resize(COUNT, 0);
        for trigram in self.set.drain(..) {
            if let Some(told) = self.told.get_mut(usize::from(trigram)) {
                *told = 0;
            }
        }
    }

    pub(super) fn told(&self, trigram: u16) -> i16 {
        self.told.get(usize::from(trigram)).copied().unwrap_or(0)
    }

    /// Adds the trigrams that these answers spell.
    pub(super) fn add(&mut self, answers: &UnitCandidates) {
        let count = answers.lost.len();
        self.arcs.iter_mut().for_each(Vec::clear);
        self.arcs.resize_with(count + 1, Vec::new);
        for answer in &answers.chunks {
            let (mut places, symbols) =
                answers.rows.get(usize::from(answer.row)).copied().unwrap_or_default();
            let length = (64 - answer.letters.leading_zeros() as i32 + 4) / 5;
            while places != 0 {
                let begin = places.trailing_zeros() as usize;
                places &= places - 1;
                let end = begin + usize::from(symbols);
                if let Some(arcs) = self.arcs.get_mut(begin).filter(|_| end <= count) {
                    arcs.push(Arc { end, letters: answer.letters, length, weight: answer.weight.into() });
                }
            }
        }
        for (begin, arcs) in self.arcs.iter_mut().enumerate().take(count) {
            arcs.sort_unstable_by_key(|arc| (-arc.weight, arc.letters));
            arcs.truncate(FOLLOWED);
            let weight = answers.lost.get(begin).map_or(0, |lost| i32::from(*lost));
            arcs.push(Arc { end: begin + 1, letters: 0, length: 0, weight });
        }
        self.between.clear();
        let added = answers.added.iter().enumerate().skip(1).filter(|(_, weight)| **weight >= RARELY);
        self.between.extend(added.map(|(letter, weight)| Arc {
            end: 0,
            letters: letter as u64,
            length: 1,
            weight: i32::from(*weight),
        }));
        self.between.sort_unstable_by_key(|arc| -arc.weight);
        self.between.truncate(BETWEEN);
        for begin in 0..count {
            let arcs = self.arcs.get(begin).map_or(0, Vec::len);
            for number in 0..arcs {
                let Some(arc) = self.arcs.get(begin).and_then(|arcs| arcs.get(number)).copied() else {
                    continue;
                };
                if arc.length == 0 {
                    continue;
                }
                if begin == 0 {
                    self.write(arc, 0, Begun { letters: 0, count: 1, told: 0, free: true });
                }
                for skipped in 0..arc.length {
                    self.write(arc, skipped, Begun { letters: 0, count: 0, told: 0, free: true });
                }
            }
        }
    }

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
        begun.told += if arc.length == 0 { arc.weight } else { arc.weight * used / arc.length };
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
        let arcs = self.arcs.get(place).map_or(0, Vec::len);
        for number in 0..arcs {
            let Some(arc) = self.arcs.get(place).and_then(|arcs| arcs.get(number)).copied() else { continue };
            if arc.length > 0 || begun.free {
                let free = begun.free && arc.length > 0;
                self.write(arc, 0, Begun { free, ..begun });
            }
        }
        if begun.free {
            for number in 0..self.between.len() {
                let Some(arc) = self.between.get(number).copied() else { continue };
                self.write(Arc { end: place, ..arc }, 0, Begun { free: false, ..begun });
            }
        }
    }

    fn keep(&mut self, begun: Begun) {
        let told = begun.told.min(i32::from(i16::MAX)) as i16;
        if let Some(best) = self.told.get_mut(begun.letters)
            && told > *best
        {
            if *best == 0 {
                self.set.push(begun.letters as u16);
            }
            *best = told;
        }
    }
}

/// A trigram that is being written.
#[derive(Clone, Copy)]
struct Begun {
    letters: usize,
    count: u8,
    told: i32,
    /// Whether a symbol may still be passed over or a letter stand between: once is enough.
    free: bool,
}
