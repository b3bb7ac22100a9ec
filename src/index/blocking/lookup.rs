//! From a part of a query to the words of the list that may be spellings of it: stages 1 and 2 of a search.
//!
//! Input: a word in any script, a dictionary of n words. Output: the `most` words of the dictionary with the best
//! [monotone scores](super::monotone_score), best first.
//!
//! 1. *Trigram sums.* The [trigrams](super::trigrams) that the word may be spelled with each have a weight. For each word w
//!    of the dictionary S(w) = Σ weight(t) over the trigrams t of w, in half bits, capped at 255. The posting lists are
//!    read in the order of weight · log₂(n / length), until the budget of bytes is spent.
//! 2. *Choice.* Words by 4·length(w) − S(w), the least first: a long word has more trigrams by chance. Only blocks of 64
//!    words are looked at whose greatest sum is high, Latin words and others each by their own measure, because words in
//!    other scripts stand under more trigrams.
//! 3. *Monotone scores* of those that were chosen, four for each that is wanted.
//!
//! Cost: the bytes read, one pass over n bytes of sums, and some 0.1 microseconds for each word that is scored. The
//! counting filter is that of n-gram search (Ukkonen 1992, "Approximate string-matching with q-grams and maximal
//! matches"); the weights are learned, because the two words are in two scripts.

use alloc::vec::Vec;

use super::dictionary::Dictionary;
use super::keep_least;
use super::monotone_score::MonotoneScore;
use super::trigrams::{self, Spellings};
use crate::codec::{rising, u32_at};
use crate::compare::NameToken;
use crate::index::list_word;
use crate::spelling::{SpelledWord, UnitCandidates, UnitMemory};
use crate::tag::Script;

/// Trigrams of a word that is not in Latin letters, besides those of its romanization.
const MAX_SPELLED_TRIGRAMS: usize = 32;
/// The least weight of a translation unit that is used, in sixteenths of a bit: −½ bit.
const MIN_UNIT_WEIGHT: i16 = -8;
/// From how many units on a model knows its script well enough to do without romanizations.
const WELL_KNOWN_UNITS: usize = 10_000;
/// What a letter of a word of the list costs against its trigram sum, in half bits.
const LETTER_COST: i32 = 4;
/// Sixteenths of a bit in a half bit: sums are kept in bytes, for there is one for each word of the list.
const HALF_BIT: i16 = 8;
/// What the number of words is multiplied by before it is divided by the bytes of a list, so that the logarithm of common
/// trigrams is not 0.
const RARITY_SCALE: usize = 16;
/// Words of a block: a block whose greatest sum is low is passed over.
const BLOCK: usize = 64;
/// Blocks whose words are looked at one by one, for Latin words and for others.
const MAX_BLOCKS: usize = 768;
/// Blocks are passed over whose greatest sum is less than this part (1/n) of the greatest of all.
const MIN_SUM_DIVISOR: usize = 16;
/// The bit of a word's length that says that it is not in Latin letters.
const FOREIGN: u8 = 128;
/// Words whose monotone score is worked out for each word that is wanted. 4 to 8.
const SCORED_PER_WANTED: usize = 8;

/// Memory that lookups need again and again.
#[derive(Clone, Debug, Default)]
pub(in crate::index) struct Lookup {
    units: UnitMemory,
    spellings: Spellings,
    /// For each word of the dictionary the sum of its trigrams' weights, in half bits.
    sums: Vec<u8>,
    /// The greatest sum of each block.
    tops: Vec<u8>,
    /// Trigrams by how much reading their list is worth.
    wanted: Vec<(i32, u16)>,
    scores: [MonotoneScore; 2],
    foreign: Vec<(i32, u32)>,
    /// What was found: cost (the score below zero) and word, best first.
    pub(in crate::index) found: Vec<(i32, u32)>,
    /// Words that are read as the same syllables and are not among those.
    pub(in crate::index) alike: Vec<u32>,
}

/// What a word of the list is found by.
#[derive(Clone, Debug, Default)]
pub(in crate::index) struct Traits {
    /// Three letters in a row, sorted.
    pub(in crate::index) trigrams: Vec<u16>,
    /// Its Latin letters, or those of its romanization, 1 to 26.
    pub(in crate::index) letters: Vec<u8>,
    /// Whether it is not in Latin letters itself.
    foreign: bool,
}

impl Traits {
    /// How many letters, and [`FOREIGN`].
    pub(in crate::index) fn length(&self) -> u8 {
        self.letters.len().min(usize::from(!FOREIGN)) as u8 | if self.foreign { FOREIGN } else { 0 }
    }
}

/// What a word of the list is found by.
pub(in crate::index) fn traits(
    part: &NameToken,
    text: &str,
    spellings: &mut Spellings,
    memory: &mut UnitMemory,
) -> Traits {
    if part.script == Script::LATIN {
        let letters = part.word().letters().to_vec();
        return Traits { trigrams: trigrams::of(&letters), letters, foreign: false };
    }
    let letters =
        list_word::reading(part.word(), text).map(|word| word.letters().to_vec()).unwrap_or_default();
    spellings.clear();
    units(part.word(), text, memory).iter().for_each(|units| spellings.add(units));
    let mut best: Vec<(i16, u16)> =
        spellings.set.iter().map(|&trigram| (-spellings.weight(trigram), trigram)).collect();
    best.sort_unstable();
    best.truncate(MAX_SPELLED_TRIGRAMS);
    let mut trigrams = trigrams::of(&letters);
    trigrams.extend(best.iter().map(|(_, trigram)| *trigram));
    trigrams.sort_unstable();
    trigrams.dedup();
    Traits { trigrams, letters, foreign: true }
}

/// The translation units that a word may be spelled with, and those of its romanization where its script's models know
/// little.
fn units(word: &SpelledWord, text: &str, memory: &mut UnitMemory) -> Vec<UnitCandidates> {
    let mut all = Vec::new();
    let own = word.answers(MIN_UNIT_WEIGHT, memory);
    if own.known < WELL_KNOWN_UNITS
        && let Some(reading) = list_word::reading(word, text)
    {
        all.push(reading.answers(MIN_UNIT_WEIGHT, memory));
    }
    if own.known > 0 {
        all.push(own);
    }
    all
}

impl Dictionary<'_> {
    /// The words that are likest `word` by their Latin letters, best first, at most `most`, in `lookup.found`. Reads about
    /// `budget` bytes of posting lists. Words that are read as the same syllables, and whose letters did not show it, come
    /// into `lookup.alike`.
    pub(in crate::index) fn similar_words(
        &self,
        part: &NameToken,
        text: &str,
        budget: usize,
        most: usize,
        lookup: &mut Lookup,
    ) {
        let units = units(part.word(), text, &mut lookup.units);
        lookup.spellings.clear();
        units.iter().for_each(|units| lookup.spellings.add(units));
        self.sum_trigrams(budget, lookup);
        self.choose(SCORED_PER_WANTED * most, lookup);
        let Lookup { scores, found, alike, .. } = lookup;
        for (score, units) in scores.iter_mut().zip(&units) {
            score.turn_to(units);
        }
        // Two passes: where the letters of the words stand is fetched for many at a time.
        let letters: Vec<&[u8]> = found.iter().map(|(_, word)| self.letters(*word)).collect();
        for ((cost, _), letters) in found.iter_mut().zip(letters) {
            let best = scores.iter_mut().zip(&units).map(|(score, units)| score.of(units, letters)).max();
            *cost = -best.unwrap_or(0);
        }
        keep_least(found, most);
        found.sort_unstable();
        alike.clear();
        alike.extend(self.read_alike(part).filter(|word| found.iter().all(|(_, other)| other != word)));
        alike.sort_unstable();
        alike.dedup();
    }

    /// Step 1: sums for each word the weights of the trigrams that it has.
    fn sum_trigrams(&self, budget: usize, lookup: &mut Lookup) {
        let Lookup { spellings, sums, wanted, .. } = lookup;
        sums.clear();
        sums.resize(self.count, 0);
        wanted.clear();
        let place = |trigram: u16| u32_at(self.trigram_places, trigram.into()) as usize;
        for &trigram in &spellings.set {
            let bytes = place(trigram + 1).saturating_sub(place(trigram));
            if let Some(rarity) = (self.count * RARITY_SCALE).checked_div(bytes) {
                let rarity = rarity.max(2).ilog2() as i32;
                wanted.push((-i32::from(spellings.weight(trigram)) * rarity, trigram));
            }
        }
        wanted.sort_unstable();
        let mut left = budget;
        for &(_, trigram) in wanted.iter() {
            let Some(bytes) = self.trigrams.get(place(trigram)..place(trigram + 1)) else { continue };
            if bytes.len() > left {
                continue;
            }
            left -= bytes.len();
            let weight = (spellings.weight(trigram) / HALF_BIT).clamp(1, u8::MAX.into()) as u8;
            for word in rising(bytes) {
                if let Some(sum) = sums.get_mut(word as usize) {
                    *sum = sum.saturating_add(weight);
                }
            }
        }
    }

    /// Step 2: chooses words whose sums are high for their length, at most `most` Latin ones and as many others.
    fn choose(&self, most: usize, lookup: &mut Lookup) {
        let Lookup { sums, tops, foreign, found, .. } = lookup;
        // Words stand in order, so that nearly every block is of one kind.
        let blocks = || sums.chunks(BLOCK).zip(self.lengths.chunks(BLOCK));
        tops.clear();
        tops.extend(blocks().map(|(sums, _)| sums.iter().fold(0, |most: u8, sum| most.max(*sum))));
        let threshold = |kind: u8| {
            let is_own = |length: Option<&u8>| length.is_some_and(|length| length & FOREIGN == kind);
            let mut counts = [0usize; 1 + u8::MAX as usize];
            for (top, (_, block)) in tops.iter().zip(blocks()) {
                if is_own(block.first()) && is_own(block.last()) {
                    counts.get_mut(usize::from(*top)).into_iter().for_each(|count| *count += 1);
                }
            }
            least_top(&counts)
        };
        let thresholds = [threshold(0), threshold(FOREIGN)];
        let least = thresholds.into_iter().min().unwrap_or(0);
        let cost = |sum: u8, length: u8| LETTER_COST * i32::from(length & !FOREIGN) - i32::from(sum);
        let is_high = |sum: u8, length: u8| {
            sum >= least
                && thresholds.get(usize::from(length & FOREIGN != 0)).is_some_and(|least| sum >= *least)
        };
        found.clear();
        foreign.clear();
        for (block, ((sums, lengths), top)) in blocks().zip(tops.iter()).enumerate() {
            if *top < least {
                continue;
            }
            let words = ((block * BLOCK) as u32..).zip(sums.iter().zip(lengths));
            for (word, (sum, length)) in words.filter(|(_, (sum, length))| is_high(**sum, **length)) {
                let kind = if length & FOREIGN == 0 { &mut *found } else { &mut *foreign };
                kind.push((cost(*sum, *length), word));
            }
        }
        keep_cheapest(found, most);
        keep_cheapest(foreign, most);
        found.append(foreign);
    }
}

/// Leaves the `most` words that cost least, in their order; of those that cost the same the first.
fn keep_cheapest(words: &mut Vec<(i32, u32)>, most: usize) {
    if words.len() <= most {
        return;
    }
    let mut counts = [0usize; COSTS];
    for (cost, _) in words.iter() {
        let count = counts.get_mut((cost + i32::from(u8::MAX)) as usize);
        count.into_iter().for_each(|count| *count += 1);
    }
    let (dearest, mut left) = dearest(&counts, most);
    words.retain(|(cost, _)| {
        let last = *cost == dearest;
        let kept = *cost < dearest || last && left > 0;
        left -= usize::from(last && kept);
        kept
    });
}

/// How many different costs there are: the dearest word has the most letters and no trigram.
const COSTS: usize = u8::MAX as usize + 1 + LETTER_COST as usize * (FOREIGN as usize - 1);

/// The greatest cost of the `most` cheapest words, and how many of those that cost just so much are among them. `counts` says
/// how many words have each cost, from the greatest sum of trigrams without a letter on.
fn dearest(counts: &[usize; COSTS], most: usize) -> (i32, usize) {
    let mut left = most;
    for (count, place) in counts.iter().zip(0i32..) {
        if *count >= left {
            return (place - i32::from(u8::MAX), left);
        }
        left -= count;
    }
    (i32::MAX, left)
}

/// The least sum of a word that is looked at: so that at most [`MAX_BLOCKS`] blocks have as great a one, and not less than
/// a part of the greatest. `counts` says how many blocks have each greatest sum.
fn least_top(counts: &[usize; 256]) -> u8 {
    let highest = counts.iter().rposition(|count| *count > 0).unwrap_or(0).max(1);
    let least = (highest / MIN_SUM_DIVISOR).max(1);
    let mut left = MAX_BLOCKS;
    let fits = |top: &usize| {
        let rest = counts.get(*top).and_then(|count| left.checked_sub(*count));
        left = rest.unwrap_or(left);
        rest.is_some()
    };
    (least..=highest).rev().take_while(fits).last().unwrap_or(highest) as u8
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::{Index, Record};

    #[test]
    fn blocks_are_looked_at_from_the_best_down() {
        let mut counts = [0; 256];
        counts[200] = 10;
        counts[100] = MAX_BLOCKS - 10;
        counts[99] = 1;
        assert_eq!(least_top(&counts), 100);
        counts[100] = MAX_BLOCKS;
        assert_eq!(least_top(&counts), 101);
    }

    #[test]
    fn the_cheapest_words_are_left_in_their_order() {
        let mut words = alloc::vec![(4, 1), (-10, 2), (4, 3), (-255, 4), (4, 5)];
        keep_cheapest(&mut words, 4);
        assert_eq!(words, [(4, 1), (-10, 2), (4, 3), (-255, 4)]);
        keep_cheapest(&mut words, 2);
        assert_eq!(words, [(-10, 2), (-255, 4)]);
    }

    #[test]
    fn the_dearest_is_where_enough_are_cheaper() {
        let mut counts = [0; COSTS];
        counts[255 - 10] = 3;
        counts[255 + 4] = 5;
        assert_eq!(dearest(&counts, 2), (-10, 2));
        assert_eq!(dearest(&counts, 3), (-10, 3));
        assert_eq!(dearest(&counts, 4), (4, 1));
        assert_eq!(dearest(&counts, 9).0, i32::MAX);
    }

    #[test]
    fn sums_far_below_the_best_are_passed_over() {
        let mut counts = [0; 256];
        counts[160] = 1;
        counts[3] = 5;
        assert_eq!(least_top(&counts), 10);
        assert_eq!(least_top(&[0; 256]), 1);
    }

    #[test]
    fn a_latin_word_has_the_trigrams_of_its_letters() {
        let part = list_word::part("wkim");
        let traits = traits(&part, "kim", &mut Spellings::default(), &mut UnitMemory::default());
        assert_eq!(traits.trigrams.len(), 3);
        assert_eq!((traits.letters, traits.foreign), (alloc::vec![11, 9, 13], false));
    }

    #[test]
    fn a_foreign_word_has_those_it_may_be_spelled_with() {
        let part = list_word::part("wким");
        let traits = traits(&part, "ким", &mut Spellings::default(), &mut UnitMemory::default());
        assert_eq!(traits.length(), 3 | FOREIGN);
        // Kim itself, and others such as Cim.
        let kim = trigrams::of(&[11, 9, 13]);
        assert!(kim.iter().all(|trigram| traits.trigrams.contains(trigram)) && traits.trigrams.len() > 3);
    }

    #[test]
    fn the_likest_words_come_first() {
        let mut builder = Index::builder();
        for (id, name) in [("1", "Soleimani"), ("2", "Sulaymani"), ("3", "Karimi"), ("4", "Smith")] {
            builder.add(Record::new(id, name));
        }
        let index = Index::from_bytes(builder.build()).unwrap();
        let dictionary = index.sections().dictionary;
        let mut lookup = Lookup::default();
        dictionary.similar_words(&list_word::word("سليماني"), "سليماني", 100_000, 2, &mut lookup);
        let found: Vec<&str> = lookup.found.iter().map(|(_, word)| dictionary.key(*word)).collect();
        assert!(found.contains(&"wsoleimani") && found.contains(&"wsulaymani"), "{found:?}");
    }

    #[test]
    fn words_of_the_same_syllables_are_found_whatever_their_letters() {
        let mut builder = Index::builder();
        for (id, name) in [("1", "Kim Chan-hee"), ("2", "김은희"), ("3", "陳 Hye")] {
            builder.add(Record::new(id, name));
        }
        let index = Index::from_bytes(builder.build()).unwrap();
        let dictionary = index.sections().dictionary;
        for (query, wanted) in
            [("희", &["whee"][..]), ("Eunhee", &["w은희"]), ("Chan", &["w陳"]), ("hee", &[])]
        {
            let found = dictionary.read_alike(&list_word::word(query));
            let found: Vec<&str> = found.map(|word| dictionary.key(word)).collect();
            assert!(wanted.iter().all(|word| found.contains(word)), "{query}: {found:?}");
            assert!(!wanted.is_empty() || found.is_empty(), "{query}: {found:?}");
        }
    }
}
