//! The different words of a list, and how those are found that a word may be a spelling of.

use alloc::vec::Vec;

use super::format::{Head, Section};
use super::wire::{Reader, put, u32_at};
use crate::compare::Part;
use crate::spelling::{LETTERS, Word};

use super::parts;

/// Chunks of a word that no model reads as Latin letters, at the most.
const MOST_CHUNKS: usize = 40;
/// The least that a chunk has to tell to be looked up, in sixteenths of a bit.
const LEAST: i16 = 24;
/// What a letter of a word costs that is found by its chunks, in sixteenths of a bit.
const LETTER_COST: i32 = 32;

/// A word of the list: where its text and its rows begin, how many rows, the letters it holds, a bit each.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Entry {
    pub(super) text: u32,
    pub(super) postings: u32,
    pub(super) rows: u32,
    pub(super) letters: u32,
}

impl Entry {
    pub(super) fn put(&self, out: &mut Vec<u8>) {
        for number in [self.text, self.postings, self.rows, self.letters] {
            out.extend(number.to_le_bytes());
        }
    }
}

/// The words of a file.
#[derive(Clone, Copy, Debug)]
pub(super) struct Vocabulary<'a> {
    pub(super) count: usize,
    entries: &'a [u8],
    texts: &'a [u8],
    lengths: &'a [u8],
    chunk_places: &'a [u8],
    chunks: &'a [u8],
}

/// Memory that looking up needs again and again.
#[derive(Clone, Debug, Default)]
pub(super) struct Lookup {
    best: Vec<i16>,
    told: Vec<i16>,
    touched: Vec<u32>,
    wanted: Vec<(i32, usize)>,
    pub(super) found: Vec<(i32, u32)>,
}

/// The chunks that a word is found by, sorted, and its letters.
pub(super) fn chunks(part: &Part, text: &str, best: &mut Vec<i16>) -> (Vec<u16>, u32) {
    let word = parts::reading(&part.word, text);
    let mut chunks = word.chunks();
    if chunks.is_empty() {
        word.answers(LEAST, best);
        let mut told: Vec<(i16, u16)> = best
            .iter()
            .zip(0u16..)
            .filter(|(told, _)| **told > 0)
            .map(|(told, chunk)| (-*told, chunk))
            .collect();
        told.sort_unstable();
        let single = told.iter().filter(|(_, chunk)| usize::from(*chunk) <= LETTERS).map(|(_, chunk)| *chunk);
        let longer = told.iter().filter(|(_, chunk)| usize::from(*chunk) > LETTERS).map(|(_, chunk)| *chunk);
        chunks = single.chain(longer.take(MOST_CHUNKS)).collect();
    }
    chunks.sort_unstable();
    chunks.dedup();
    let letters = chunks
        .iter()
        .filter(|chunk| usize::from(**chunk) <= LETTERS)
        .fold(0, |all, chunk| all | 1u32 << chunk);
    chunks.retain(|chunk| usize::from(*chunk) > LETTERS);
    (chunks, letters)
}

/// Lists of numbers in rising order, each written as what it adds to the one before.
pub(super) fn put_rising(numbers: &[u32], out: &mut Vec<u8>) {
    let mut last = 0;
    for number in numbers {
        put(out, u64::from(number - last));
        last = *number;
    }
}

impl<'a> Vocabulary<'a> {
    pub(super) fn new(head: &Head, bytes: &'a [u8]) -> Vocabulary<'a> {
        let section = |section| head.section(bytes, section);
        Vocabulary {
            count: head.words,
            entries: section(Section::Words),
            texts: section(Section::WordTexts),
            lengths: section(Section::WordLengths),
            chunk_places: section(Section::ChunkPlaces),
            chunks: section(Section::Chunks),
        }
    }

    pub(super) fn entry(&self, word: u32) -> Entry {
        let at = |place: usize| u32_at(self.entries, 4 * word as usize + place);
        Entry { text: at(0), postings: at(1), rows: at(2), letters: at(3) }
    }

    /// The role of a word and its text.
    pub(super) fn text(&self, word: u32) -> (u8, &'a str) {
        let mut reader = Reader::at(self.texts, self.entry(word).text as usize);
        match reader.text().as_bytes() {
            [] => (b'w', ""),
            text @ [role, ..] => {
                (*role, core::str::from_utf8(text.get(1..).unwrap_or_default()).unwrap_or_default())
            }
        }
    }

    /// The word itself made ready.
    pub(super) fn part(&self, word: u32) -> Part {
        let (role, text) = self.text(word);
        parts::part(text, role, 1)
    }

    /// The number of a word.
    pub(super) fn find(&self, role: u8, text: &str) -> Option<u32> {
        let (mut low, mut high) = (0, self.count as u32);
        while low < high {
            let middle = low.midpoint(high);
            let (other_role, other) = self.text(middle);
            match (other_role, other).cmp(&(role, text)) {
                core::cmp::Ordering::Less => low = middle + 1,
                core::cmp::Ordering::Equal => return Some(middle),
                core::cmp::Ordering::Greater => high = middle,
            }
        }
        None
    }

    /// The words that share most with `word`, best first, at most `most`, in `memory.found`; reads about `touches`
    /// entries of lists.
    pub(super) fn near(&self, word: &Word, text: &str, touches: usize, most: usize, memory: &mut Lookup) {
        let Lookup { best, told, touched, wanted, found } = memory;
        parts::reading(word, text).answers(LEAST, best);
        told.resize(self.count, 0);
        touched.clear();
        wanted.clear();
        let place = |chunk: usize| u32_at(self.chunk_places, chunk) as usize;
        for (chunk, weight) in best.iter().enumerate().skip(LETTERS + 1).filter(|(_, weight)| **weight > 0) {
            let bytes = place(chunk + 1).saturating_sub(place(chunk));
            if bytes > 0 {
                // Worth: what it tells times how rare it is, by the logarithm.
                let rare = (self.count * 16 / bytes).max(2).ilog2() as i32;
                wanted.push((-i32::from(*weight) * rare, chunk));
            }
        }
        wanted.sort_unstable();
        let mut left = touches;
        for (_, chunk) in wanted.iter() {
            let (begin, end) = (place(*chunk), place(chunk + 1));
            let Some(bytes) = self.chunks.get(begin..end) else { continue };
            if bytes.len() > left {
                continue;
            }
            left -= bytes.len();
            let weight = best.get(*chunk).copied().unwrap_or(0);
            let mut reader = Reader::new(bytes);
            let mut at = 0u32;
            while !reader.is_empty() {
                at = at.saturating_add(reader.small());
                let Some(sum) = told.get_mut(at as usize) else { break };
                if *sum == 0 {
                    touched.push(at);
                }
                *sum = sum.saturating_add(weight);
            }
        }
        // Only the better ones are looked at closely.
        found.clear();
        let length = |word: u32| i32::from(self.lengths.get(word as usize).copied().unwrap_or(0));
        found.extend(touched.iter().map(|&word| {
            let sum = i32::from(told.get(word as usize).copied().unwrap_or(0));
            (LETTER_COST * length(word) - sum, word)
        }));
        for word in touched.iter() {
            if let Some(sum) = told.get_mut(*word as usize) {
                *sum = 0;
            }
        }
        keep_least(found, 4 * most);
        let single = |letter: usize| best.get(letter).map_or(0, |weight| i32::from(*weight).max(0));
        for (cost, word) in found.iter_mut() {
            let mut letters = self.entry(*word).letters;
            while letters != 0 {
                *cost -= single(letters.trailing_zeros() as usize);
                letters &= letters - 1;
            }
        }
        keep_least(found, most);
        found.sort_unstable();
    }
}

/// Leaves the `most` least.
pub(super) fn keep_least<T: Ord>(all: &mut Vec<T>, most: usize) {
    if all.len() > most && most > 0 {
        all.select_nth_unstable(most - 1);
        all.truncate(most);
    }
}
