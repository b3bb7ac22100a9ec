//! The likeliest Latin spellings of a word: a beam over its symbols.
//!
//! *Input*: the symbols of a word. *Output*: at most as many spellings as the [`Width`] says, each once, with log2 of the probability that
//! the channel gives them, in 1/256 bit, best first. Symbol by symbol each spelling that is followed is continued with
//! each chunk that the symbol may write:
//!
//! ```text
//! score(w + c) = log2 Σ over ways to write w + c  ( score(w) + log2 P(c | s, i, w) )
//! ```
//!
//! Ways that meet in one spelling are summed, and the best spellings go on, as long as they are not the window of
//! the [`Width`] behind the best. Spellings are chains of chunks in one list (`nodes`) and known by a hash of their letters, so the
//! loop over the symbols allocates nothing.
//!
//! What the choices of a symbol score comes from [`ChannelRows`], which shares sums between spellings and between words.
//!
//! Cost: symbols × spellings × choices × some look-ups. Method: beam search (Lowerre 1976) with hypothesis recombination as in
//! statistical machine translation (Koehn, Och, Marcu 2003).

use alloc::vec::Vec;

use super::channel::{MEMORY, PAD};
use super::rows::ChannelRows;
use crate::codec::{FNV_SEED, fnv};
use crate::quantity::fixed::{log_add, log_sum};
use crate::spelling::model::{MAX_SYMBOLS, plainer};
use crate::tables::char_trie::CharTables;
use crate::tables::romanize::RomanizationModel;

/// How much a search looks at.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Width {
    /// Spellings that are followed at once, and that get the second look.
    beam: usize,
    /// How far behind the best a spelling may be and still be followed, in 1/256 bit.
    window: i32,
    /// How far behind the best choice, by the symbols around alone, a choice may be and still be weighed by the letters
    /// before, in 1/256 bit.
    choices: i32,
}

/// What training looks at, and what a country weighs again. From 5 bits of window, which loses one first spelling in a
/// hundred, to no limit, which costs four times as much; at 10 bits none in a thousand is lost, and twice that for the
/// choices loses nothing that was measured.
pub(crate) const WIDE: Width = Width { beam: BEAM, window: 10 << 8, choices: 20 << 8 };

/// What reading looks at. A beam of 32 with windows of 7 and 10 bits takes half the time of this one and loses one to
/// three first spellings in a hundred: words of lists that the channel alone finds unlikely.
pub(crate) const READING: Width = Width { beam: 64, window: 10 << 8, choices: 20 << 8 };

/// Spellings that the widest search follows.
pub(crate) const BEAM: usize = 64;

/// Continuations, best first, that are looked at for each spelling that goes on: the others are hardly ever among the
/// best, and reading them all would cost as much as the rest.
const CONTINUATIONS: usize = 3;

/// Letters of a spelling; a longer one is no word.
const MAX_LETTERS: usize = 64;

/// A spelling that the beam follows.
#[derive(Clone, Copy, Debug)]
struct Hypothesis {
    /// Its last chunk in the list of nodes.
    node: u32,
    /// The last six letters, five bits each.
    written: u64,
    /// A hash of all its letters.
    hash: u64,
    /// log2 of its probability, in 1/256 bit.
    score: i32,
}

/// A chunk and the node before it.
#[derive(Clone, Copy, Debug)]
struct Node {
    before: u32,
    chunk: Chunk,
}

/// What a symbol writes: a chunk of the model, or the letters of the table where the model does not know the symbol.
#[derive(Clone, Copy, Debug)]
enum Chunk {
    None,
    Model(u16),
    Letters([u8; SPARE]),
}

/// Letters that the table may give for a symbol.
pub(crate) const SPARE: usize = 6;

/// A symbol: its number in the model, and what it writes if it has none.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Symbol {
    id: u32,
    spare: [u8; SPARE],
}

/// What the search needs, kept from word to word.
#[derive(Clone, Debug, Default)]
pub(crate) struct BeamBuffers {
    ids: Vec<u32>,
    symbols: Vec<Symbol>,
    nodes: Vec<Node>,
    beam: Vec<Hypothesis>,
    next: Vec<Hypothesis>,
    rows: ChannelRows,
    scores: Vec<i32>,
    order: Vec<Continuation>,
    seen: Seen,
    letters: Vec<u8>,
    found: Vec<Found>,
}

/// A spelling with a choice more: its score, its place in the beam and the choice in one number, which is less for what
/// comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Continuation(u64);

impl Continuation {
    fn new(score: i32, from: u16, choice: u16) -> Continuation {
        // The least score has the greatest number.
        let score = !(score.cast_unsigned() ^ 1 << 31);
        Continuation(u64::from(score) << 32 | u64::from(from) << 16 | u64::from(choice))
    }

    fn score(self) -> i32 {
        (!(self.0 >> 32) as u32 ^ 1 << 31).cast_signed()
    }

    fn from(self) -> usize {
        (self.0 >> 16) as usize & 0xffff
    }

    fn choice(self) -> u16 {
        self.0 as u16
    }
}

/// Places of the set of spellings: four times as many as are followed.
const SEEN: usize = 4 * BEAM;

/// Where the spellings of the next beam stand in it, by their hashes: from 1, 0 for none. Open addressing.
#[derive(Clone, Debug)]
struct Seen([u8; SEEN]);

impl Default for Seen {
    fn default() -> Seen {
        Seen([0; SEEN])
    }
}

impl Seen {
    /// The place of a hash, and which spelling stands there.
    fn find(&self, hash: u64, next: &[Hypothesis]) -> (usize, Option<usize>) {
        // FNV mixes upwards: its high bits depend on all letters.
        let mut place = (hash >> 48) as usize % SEEN;
        loop {
            let at = usize::from(self.0.get(place).copied().unwrap_or(0));
            match at.checked_sub(1) {
                None => return (place, None),
                Some(at) if next.get(at).is_none_or(|other| other.hash == hash) => return (place, Some(at)),
                Some(_) => place = (place + 1) % SEEN,
            }
        }
    }
}

/// A spelling that was found: where its letters stand, and its score.
#[derive(Clone, Copy, Debug)]
struct Found {
    from: u32,
    to: u32,
    score: i32,
}

/// Letters of a symbol that the model does not know, a as 1, zeros after them; `None` if nothing is known of it.
pub(crate) type Spare<'a> = &'a dyn Fn(char) -> Option<[u8; SPARE]>;

impl BeamBuffers {
    /// Reads the symbols of a word. False if one of them, its plainer form too, is unknown and has no spare letters, or
    /// most are unknown, or there are none, or as many as [`MAX_SYMBOLS`], where words are cut.
    fn read(
        &mut self,
        model: &RomanizationModel<'_>,
        tables: &CharTables,
        word: &[char],
        spare: Spare<'_>,
    ) -> bool {
        self.symbols.clear();
        if word.is_empty() || word.len() >= MAX_SYMBOLS {
            return false;
        }
        let mut unknown = 0;
        for &symbol in word {
            let id = model.id(symbol).or_else(|| model.id(plainer(tables, symbol)?));
            let read = match id {
                Some(id) => Symbol { id, spare: [0; SPARE] },
                None => {
                    unknown += 1;
                    let Some(spare) = spare(symbol) else { return false };
                    Symbol { id: 0, spare }
                }
            };
            self.symbols.push(read);
        }
        self.ids.clear();
        self.ids.resize(PAD, 0);
        self.ids.extend(self.symbols.iter().map(|symbol| symbol.id));
        self.ids.resize(self.symbols.len() + 2 * PAD, 0);
        2 * unknown < word.len() || unknown == 0
    }

    /// Finds the spellings of a word, best first; see the [module](self). False if the model cannot read the word.
    pub(crate) fn search(
        &mut self,
        model: &RomanizationModel<'_>,
        tables: &CharTables,
        word: &[char],
        spare: Spare<'_>,
        width: Width,
    ) -> bool {
        if !self.read(model, tables, word, spare) {
            return false;
        }
        self.nodes.clear();
        self.nodes.push(Node { before: 0, chunk: Chunk::None });
        self.beam.clear();
        self.beam.push(Hypothesis { node: 0, written: 0, hash: FNV_SEED, score: 0 });
        for i in 0..self.symbols.len() {
            self.symbol(model, i, width);
        }
        self.collect(model);
        true
    }

    /// The spellings that were found: letters, a as 1, and scores.
    pub(crate) fn found(&self) -> impl Iterator<Item = (&[u8], i32)> {
        self.found.iter().filter_map(|found| {
            let letters = self.letters.get(found.from as usize..found.to as usize)?;
            (!letters.is_empty()).then_some((letters, found.score))
        })
    }

    /// Continues all spellings by what symbol `i` writes.
    fn symbol(&mut self, model: &RomanizationModel<'_>, i: usize, width: Width) {
        let Some(&Symbol { id, spare }) = self.symbols.get(i) else { return };
        if id == 0 {
            let letters = spare.iter().take_while(|letter| **letter != 0);
            for hypothesis in &mut self.beam {
                let node = Node { before: hypothesis.node, chunk: Chunk::Letters(spare) };
                hypothesis.node = self.nodes.len() as u32;
                self.nodes.push(node);
                letters.clone().for_each(|&letter| hypothesis.push(letter));
            }
            return;
        }
        self.rows.go_to(model, &self.ids, i, width.choices);
        if self.rows.choices().is_empty() {
            return;
        }
        self.order.clear();
        let top = self.beam.iter().map(|hypothesis| hypothesis.score).max().unwrap_or(0);
        let mut best = i32::MIN;
        for (from, hypothesis) in (0u16..).zip(&self.beam) {
            if hypothesis.score < top - width.window {
                continue;
            }
            self.rows.scores(model, hypothesis.written, &mut self.scores);
            let all = log_sum(&self.scores);
            for (&score, choice) in self.scores.iter().zip(self.rows.choices()) {
                let score = hypothesis.score + score - all;
                best = best.max(score);
                // What is too far behind the best is not sorted.
                if score >= best - width.window {
                    self.order.push(Continuation::new(score, from, choice.chunk));
                }
            }
        }
        self.order.retain(|next| next.score() >= best - width.window);
        if self.order.len() > CONTINUATIONS * width.beam {
            self.order.select_nth_unstable(CONTINUATIONS * width.beam);
            self.order.truncate(CONTINUATIONS * width.beam);
        }
        self.order.sort_unstable();
        self.step(model, width);
    }

    /// The best continuations as the next beam; those that write the same letters are one.
    fn step(&mut self, model: &RomanizationModel<'_>, width: Width) {
        self.next.clear();
        self.seen = Seen::default();
        for &continuation in &self.order {
            let Some(&before) = self.beam.get(continuation.from()) else { continue };
            let (score, choice) = (continuation.score(), continuation.choice());
            let mut hypothesis = Hypothesis { score, ..before };
            model.chunk(choice).iter().for_each(|&letter| hypothesis.push(letter));
            let (place, same) = self.seen.find(hypothesis.hash, &self.next);
            if let Some(same) = same.and_then(|at| self.next.get_mut(at)) {
                same.score = log_add(same.score, score);
            } else if self.next.len() < width.beam {
                hypothesis.node = self.nodes.len() as u32;
                self.nodes.push(Node { before: before.node, chunk: Chunk::Model(choice) });
                self.next.push(hypothesis);
                if let Some(place) = self.seen.0.get_mut(place) {
                    *place = self.next.len() as u8;
                }
            }
        }
        core::mem::swap(&mut self.beam, &mut self.next);
    }

    /// Writes out the letters of the beam, best first.
    fn collect(&mut self, model: &RomanizationModel<'_>) {
        self.letters.clear();
        self.found.clear();
        for hypothesis in &self.beam {
            let from = self.letters.len();
            let mut node = hypothesis.node;
            // From the end to the beginning, then turned round.
            while let Some(&Node { before, chunk }) = self.nodes.get(node as usize).filter(|_| node != 0) {
                match chunk {
                    Chunk::None => {}
                    Chunk::Model(chunk) => self.letters.extend(model.chunk(chunk).iter().rev()),
                    Chunk::Letters(spare) => self.letters.extend(spare.iter().rev().filter(|l| **l != 0)),
                }
                node = before;
            }
            if let Some(word) = self.letters.get_mut(from..) {
                word.reverse();
            }
            if self.letters.len() - from > MAX_LETTERS {
                self.letters.truncate(from);
                continue;
            }
            let to = self.letters.len();
            self.found.push(Found { from: from as u32, to: to as u32, score: hypothesis.score });
        }
        let letters = &self.letters;
        let word = |found: &Found| letters.get(found.from as usize..found.to as usize);
        self.found.sort_by(|a, b| b.score.cmp(&a.score).then_with(|| word(a).cmp(&word(b))));
    }
}

impl Hypothesis {
    /// Writes one more letter.
    fn push(&mut self, letter: u8) {
        self.written = (self.written << 5 | u64::from(letter)) & MEMORY;
        self.hash = fnv(self.hash, letter);
    }
}

#[cfg(test)]
mod tests {
    use alloc::vec;

    use super::*;
    use crate::tables::romanize::{LanguageParts, RomanizationModels, encode};

    /// A model without weights: к writes k, q or nothing, а writes a.
    fn bytes() -> Vec<u8> {
        let parts = LanguageParts {
            weights: [0; 16],
            chunks: &[vec![], vec![11], vec![17], vec![1]],
            symbols: &[('а', vec![3]), ('к', vec![1, 2, 0])],
            channel: &[],
            pairs: &[],
        };
        encode(&[], &[], &[(*b"ru\0", parts.encode().expect("small"))]).expect("small")
    }

    fn found(word: &str, spare: Spare<'_>) -> Vec<(Vec<u8>, i32)> {
        let bytes = bytes();
        let model =
            RomanizationModels::open(&bytes).and_then(|models| models.models().next()).expect("one").1;
        let word: Vec<char> = word.chars().collect();
        let mut beam = BeamBuffers::default();
        beam.search(&model, &CharTables::EMPTY, &word, spare, WIDE);
        beam.found().map(|(letters, score)| (letters.to_vec(), score)).collect()
    }

    #[test]
    fn each_way_has_its_probability() {
        let third = -406; // log2 of 1/3 is -1.585
        let all = found("ак", &|_| None);
        assert_eq!(
            all.iter().map(|(letters, _)| &letters[..]).collect::<Vec<_>>(),
            [&[1][..], &[1, 11], &[1, 17]]
        );
        assert!(all.iter().all(|(_, score)| (score - third).abs() <= 2), "{all:?}");
    }

    #[test]
    fn ways_that_write_the_same_are_summed() {
        let all = found("кка", &|_| None);
        let score = |letters: &[u8]| all.iter().find(|(found, _)| found == letters).map(|(_, score)| *score);
        // k by the first or by the second: 2/9; kk: 1/9.
        let (once, twice) = (score(&[11, 1]).expect("ka"), score(&[11, 11, 1]).expect("kka"));
        assert!((once - twice - 256).abs() <= 3, "{once} {twice}");
        assert_eq!(all.len(), 7);
    }

    #[test]
    fn continuations_stand_in_order_and_keep_what_they_are_made_of() {
        let mut all = Vec::new();
        for score in [i32::MIN, -300, -1, 0, 7, i32::MAX] {
            for (from, choice) in [(0, 0), (0, u16::MAX), (63, 2)] {
                let next = Continuation::new(score, from, choice);
                assert_eq!((next.score(), next.from(), next.choice()), (score, from.into(), choice));
                all.push((score, from, choice));
            }
        }
        all.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)).then(a.2.cmp(&b.2)));
        let numbers = all.iter().map(|&(score, from, choice)| Continuation::new(score, from, choice));
        assert!(numbers.is_sorted());
    }

    #[test]
    fn hashes_that_fall_on_one_place_are_kept_apart() {
        let (mut seen, mut next) = (Seen::default(), Vec::new());
        // All begin their search at one place.
        for hash in 1..=BEAM as u64 {
            let (place, found) = seen.find(hash, &next);
            assert_eq!(found, None);
            next.push(Hypothesis { node: 0, written: 0, hash, score: 0 });
            seen.0[place] = next.len() as u8;
        }
        assert!((1..=BEAM as u64).all(|hash| seen.find(hash, &next).1 == Some(hash as usize - 1)));
    }

    #[test]
    fn an_unknown_symbol_goes_by_the_table_or_not_at_all() {
        assert!(found("кака\u{49b}", &|_| None).is_empty());
        let spare = |_| Some([17, 0, 0, 0, 0, 0]);
        assert!(found("каа\u{49b}", &spare).iter().all(|(letters, _)| letters.ends_with(&[1, 1, 17])));
        assert!(found("к\u{49b}", &spare).is_empty(), "half of the word is no word of the language");
    }

    #[test]
    fn no_word_and_too_long_a_word_are_not_read() {
        assert!(found("", &|_| None).is_empty());
        assert!(found(&"а".repeat(MAX_SYMBOLS), &|_| None).is_empty());
    }
}
