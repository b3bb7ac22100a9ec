//! The different words of a list, and how those are found that a word may be a spelling of.

use alloc::vec::Vec;

use super::format::{Head, Section};
use super::likeness::Likeness;
use super::parts;
use super::trigrams::{self, Spellings};
use super::wire::{Reader, put, u32_at};
use crate::compare::NameToken;
use crate::spelling::{SpelledWord, UnitCandidates};
use crate::tag::Script;

/// Trigrams of a word that is not in Latin letters, besides those of its romanization.
const MOST_TRIGRAMS: usize = 32;
/// The least that a chunk of letters has to tell to be an answer, in sixteenths of a bit.
const LEAST: i16 = -8;
/// Units of a model that knows its script well.
const KNOWN: usize = 10_000;
/// What a letter of a word costs that is found by its trigrams, in half bits.
const LETTER_COST: i32 = 4;
/// Sixteenths of a bit in a half bit: what a word's trigrams tell is summed in bytes, for lists are long.
const HALF_BIT: i16 = 8;
/// Words that are passed over together.
const RUN: usize = 64;
/// Runs whose words are looked at one by one, of each kind of words.
const SCANNED: usize = 768;
/// Words with less than this part of the most that any has are passed over.
const ENOUGH: usize = 16;
/// The bit of a word's length that says that it is not in Latin letters.
const FOREIGN: u8 = 128;
/// Words found by their trigrams for each that is wanted, whose letters are looked at.
const LOOKED_AT: usize = 8;

/// A word of the list: where its text and its rows begin, and how many rows.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Entry {
    pub(super) text: u32,
    pub(super) postings: u32,
    pub(super) rows: u32,
}

impl Entry {
    pub(super) fn put(&self, out: &mut Vec<u8>) {
        for number in [self.text, self.postings, self.rows] {
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
    trigram_places: &'a [u8],
    trigrams: &'a [u8],
}

/// Memory that looking up needs again and again.
#[derive(Clone, Debug, Default)]
pub(super) struct Lookup {
    spellings: Spellings,
    told: Vec<u8>,
    tops: Vec<u8>,
    wanted: Vec<(i32, u16)>,
    likeness: [Likeness; 2],
    foreign: Vec<(i32, u32)>,
    pub(super) found: Vec<(i32, u32)>,
}

/// What a word is found by.
#[derive(Clone, Debug, Default)]
pub(super) struct Traits {
    /// Three letters in a row, sorted.
    pub(super) trigrams: Vec<u16>,
    /// Its Latin letters, or those of its romanization, 1 to 26.
    pub(super) letters: Vec<u8>,
    /// Whether it is not in Latin letters itself.
    foreign: bool,
}

impl Traits {
    /// How many letters, and [`FOREIGN`].
    pub(super) fn length(&self) -> u8 {
        self.letters.len().min(usize::from(!FOREIGN)) as u8 | if self.foreign { FOREIGN } else { 0 }
    }
}

/// What a word of the list is found by.
pub(super) fn traits(part: &NameToken, text: &str, spellings: &mut Spellings) -> Traits {
    if part.script == Script::LATIN {
        let letters = part.word().letters().to_vec();
        return Traits { trigrams: trigrams::of(&letters), letters, foreign: false };
    }
    let letters = parts::reading(part.word(), text).map(|word| word.letters().to_vec()).unwrap_or_default();
    spellings.clear();
    answers(part.word(), text).iter().for_each(|answers| spellings.add(answers));
    let mut told: Vec<(i16, u16)> =
        spellings.set.iter().map(|&trigram| (-spellings.told(trigram), trigram)).collect();
    told.sort_unstable();
    told.truncate(MOST_TRIGRAMS);
    let mut trigrams = trigrams::of(&letters);
    trigrams.extend(told.iter().map(|(_, trigram)| *trigram));
    trigrams.sort_unstable();
    trigrams.dedup();
    Traits { trigrams, letters, foreign: true }
}

/// What may answer a word, and its romanization where its script's models know little.
fn answers(word: &SpelledWord, text: &str) -> Vec<UnitCandidates> {
    let mut all = Vec::new();
    let own = word.answers(LEAST);
    if own.known < KNOWN
        && let Some(reading) = parts::reading(word, text)
    {
        all.push(reading.answers(LEAST));
    }
    if own.known > 0 {
        all.push(own);
    }
    all
}

/// Lists of numbers in rising order, each written as what it adds to the one before.
pub(super) fn put_rising(numbers: &[u32], out: &mut Vec<u8>) {
    let mut last = 0;
    for number in numbers {
        put(out, u64::from(number - last));
        last = *number;
    }
}

/// The numbers that [`put_rising`] wrote.
fn rising(bytes: &[u8]) -> impl Iterator<Item = u32> {
    let (mut last, mut number, mut shift) = (0u32, 0u32, 0u32);
    bytes.iter().filter_map(move |byte| {
        number |= u32::from(byte & 127).wrapping_shl(shift);
        if *byte >= 128 {
            shift += 7;
            return None;
        }
        last = last.saturating_add(number);
        (number, shift) = (0, 0);
        Some(last)
    })
}

impl<'a> Vocabulary<'a> {
    pub(super) fn new(head: &Head, bytes: &'a [u8]) -> Vocabulary<'a> {
        let section = |section| head.section(bytes, section);
        Vocabulary {
            count: head.words,
            entries: section(Section::Words),
            texts: section(Section::WordTexts),
            lengths: section(Section::WordLengths),
            trigram_places: section(Section::TrigramPlaces),
            trigrams: section(Section::Trigrams),
        }
    }

    pub(super) fn entry(&self, word: u32) -> Entry {
        let at = |place: usize| u32_at(self.entries, 3 * word as usize + place);
        Entry { text: at(0), postings: at(1), rows: at(2) }
    }

    /// A word as [`parts::key`] makes it.
    pub(super) fn key(&self, word: u32) -> &'a str {
        let mut reader = Reader::at(self.texts, self.entry(word).text as usize);
        reader.bytes();
        reader.text()
    }

    /// The Latin letters of a word.
    fn letters(&self, word: u32) -> &'a [u8] {
        Reader::at(self.texts, self.entry(word).text as usize).bytes()
    }

    /// The word itself made ready.
    pub(super) fn part(&self, word: u32) -> NameToken {
        parts::part(self.key(word))
    }

    /// The number of a word.
    pub(super) fn find(&self, key: &str) -> Option<u32> {
        let (mut low, mut high) = (0, self.count as u32);
        while low < high {
            let middle = low.midpoint(high);
            match self.key(middle).cmp(key) {
                core::cmp::Ordering::Less => low = middle + 1,
                core::cmp::Ordering::Equal => return Some(middle),
                core::cmp::Ordering::Greater => high = middle,
            }
        }
        None
    }

    /// The words that are likest `word` by their Latin letters, best first, at most `most`, in `memory.found`; reads
    /// about `touches` entries of lists.
    pub(super) fn near(
        &self,
        word: &SpelledWord,
        text: &str,
        touches: usize,
        most: usize,
        memory: &mut Lookup,
    ) {
        let answers = answers(word, text);
        memory.spellings.clear();
        answers.iter().for_each(|answers| memory.spellings.add(answers));
        self.tell(touches, memory);
        self.choose(LOOKED_AT * most, memory);
        let Lookup { likeness, found, .. } = memory;
        for (likeness, answers) in likeness.iter_mut().zip(&answers) {
            likeness.turn_to(answers);
        }
        // Two passes: where the letters of the words stand is fetched for many at a time.
        let letters: Vec<&[u8]> = found.iter().map(|(_, word)| self.letters(*word)).collect();
        for ((cost, _), letters) in found.iter_mut().zip(letters) {
            let likest =
                likeness.iter().zip(&answers).map(|(likeness, answers)| likeness.of(answers, letters)).max();
            *cost = -likest.unwrap_or(0);
        }
        keep_least(found, most);
        found.sort_unstable();
    }

    /// Sums for each word what the trigrams tell that it has, those first that tell most for what it costs to read them.
    fn tell(&self, touches: usize, memory: &mut Lookup) {
        let Lookup { spellings, told, wanted, .. } = memory;
        told.clear();
        told.resize(self.count, 0);
        wanted.clear();
        let place = |trigram: u16| u32_at(self.trigram_places, trigram.into()) as usize;
        for &trigram in &spellings.set {
            let bytes = place(trigram + 1).saturating_sub(place(trigram));
            if let Some(rare) = (self.count * 16).checked_div(bytes) {
                // Worth: what it tells times how rare it is, by the logarithm.
                let rare = rare.max(2).ilog2() as i32;
                wanted.push((-i32::from(spellings.told(trigram)) * rare, trigram));
            }
        }
        wanted.sort_unstable();
        let mut left = touches;
        for &(_, trigram) in wanted.iter() {
            let Some(bytes) = self.trigrams.get(place(trigram)..place(trigram + 1)) else { continue };
            if bytes.len() > left {
                continue;
            }
            left -= bytes.len();
            let weight = (spellings.told(trigram) / HALF_BIT).clamp(1, u8::MAX.into()) as u8;
            for word in rising(bytes) {
                if let Some(sum) = told.get_mut(word as usize) {
                    *sum = sum.saturating_add(weight);
                }
            }
        }
    }

    /// Chooses words of which the sums are high for their length, so many of each kind.
    fn choose(&self, most: usize, memory: &mut Lookup) {
        let Lookup { told, tops, foreign, found, .. } = memory;
        // Words in other scripts have more trigrams than Latin ones have: each kind is measured by its best. Words are in
        // order, so that nearly every run is of one kind.
        let runs = || told.chunks(RUN).zip(self.lengths.chunks(RUN));
        tops.clear();
        tops.extend(runs().map(|(sums, _)| sums.iter().fold(0, |most: u8, sum| most.max(*sum))));
        let enough = |kind: u8| {
            let is_own = |length: Option<&u8>| length.is_some_and(|length| length & FOREIGN == kind);
            let mut counts = [0usize; 1 + u8::MAX as usize];
            for (top, (_, run)) in tops.iter().zip(runs()) {
                if is_own(run.first()) && is_own(run.last()) {
                    counts.get_mut(usize::from(*top)).into_iter().for_each(|count| *count += 1);
                }
            }
            let highest = counts.iter().rposition(|count| *count > 0).unwrap_or(0).max(1);
            let least = (highest / ENOUGH).max(1);
            let mut left = SCANNED;
            let fits = |top: &usize| {
                let rest = counts.get(*top).and_then(|count| left.checked_sub(*count));
                left = rest.unwrap_or(left);
                rest.is_some()
            };
            (least..=highest).rev().take_while(fits).last().unwrap_or(highest) as u8
        };
        let (latin_enough, foreign_enough) = (enough(0), enough(FOREIGN));
        found.clear();
        foreign.clear();
        for (run, (top, (sums, lengths))) in tops.iter().zip(runs()).enumerate() {
            if *top < latin_enough.min(foreign_enough) {
                continue;
            }
            for (word, (sum, length)) in ((run * RUN) as u32..).zip(sums.iter().zip(lengths)) {
                let cost = LETTER_COST * i32::from(length & !FOREIGN) - i32::from(*sum);
                if length & FOREIGN == 0 && *sum >= latin_enough {
                    found.push((cost, word));
                } else if length & FOREIGN != 0 && *sum >= foreign_enough {
                    foreign.push((cost, word));
                }
            }
        }
        for kind in [&mut *found, &mut *foreign] {
            keep_least(kind, most);
        }
        found.append(foreign);
    }
}

/// Leaves the `most` least.
pub(super) fn keep_least<T: Ord>(all: &mut Vec<T>, most: usize) {
    if all.len() > most && most > 0 {
        all.select_nth_unstable(most - 1);
        all.truncate(most);
    }
}
