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
//! Fourteen of the fifteen contexts of written letters look at four letters at most, and the spellings of a word mostly
//! end in few ways, so their sums are worked out once for each ending: those of the last letter, to which come those of
//! the last two, three and four.
//!
//! Cost: symbols × (endings × 3 to 5 + spellings) × choices look-ups, and 12 for each choice of a symbol. Method: beam search (Lowerre
//! 1976) with hypothesis recombination as in statistical machine translation (Koehn, Och, Marcu 2003).

use alloc::vec::Vec;

use super::channel::{
    ENDING, FARTHEST, MEMORY, PAD, STEP, WRITTEN_CONTEXTS, native_contexts, written_contexts,
};
use crate::codec::{FNV_SEED, fnv};
use crate::quantity::fixed::{log_add, log_sum};
use crate::spelling::model::{MAX_SYMBOLS, plainer};
use crate::tables::char_trie::CharTables;
use crate::tables::romanize::{RomanizationModel, feature};

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
    choices: Vec<(u16, i32)>,
    /// For the last one to four letters of spellings that were met at a symbol.
    endings: [Endings; LEVELS],
    scores: Vec<i32>,
    order: Vec<(i32, u16, u16)>,
    letters: Vec<u8>,
    found: Vec<Found>,
}

/// Endings of one to four letters.
const LEVELS: usize = 4;

/// The contexts of written letters that look at one, two, three and four letters, by their places.
const CONTEXTS: [&[usize]; LEVELS] = [&[0, 4, 8], &[1, 5, 9, 10, 12], &[2, 6, 13], &[3, 7, 14]];

/// Endings of one length, and for each the sums of the choices.
#[derive(Clone, Debug, Default)]
struct Endings {
    endings: Vec<u64>,
    sums: Vec<i32>,
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
        self.weigh_choices(model, id, i, width);
        if self.choices.is_empty() {
            return;
        }
        self.order.clear();
        let top = self.beam.iter().map(|hypothesis| hypothesis.score).max().unwrap_or(0);
        for level in &mut self.endings {
            level.endings.clear();
            level.sums.clear();
        }
        for (from, at) in (0u16..).zip(0..self.beam.len()) {
            let Some(&hypothesis) = self.beam.get(at).filter(|next| next.score >= top - width.window) else {
                continue;
            };
            let contexts = written_contexts(&self.ids, i, hypothesis.written);
            let row = ending(&mut self.endings, model, &self.choices, &contexts, hypothesis.written);
            let far = contexts.get(FARTHEST).copied().unwrap_or(0);
            let sums = self.endings.last().and_then(|level| level.sums.get(row..)).unwrap_or_default();
            self.scores.clear();
            self.scores.extend(
                self.choices.iter().zip(sums).map(|(&(choice, _), sum)| {
                    STEP * (sum + model.channel.weight(feature(far, choice.into())))
                }),
            );
            let all = log_sum(&self.scores);
            let scored = self.scores.iter().zip(&self.choices);
            self.order
                .extend(scored.map(|(&score, &(choice, _))| (hypothesis.score + score - all, from, choice)));
        }
        let best_first =
            |a: &(i32, u16, u16), b: &(i32, u16, u16)| b.0.cmp(&a.0).then(a.1.cmp(&b.1)).then(a.2.cmp(&b.2));
        // What is too far behind the best is not sorted.
        let best = self.order.iter().map(|(score, ..)| *score).max().unwrap_or(0);
        self.order.retain(|(score, ..)| *score >= best - width.window);
        if self.order.len() > CONTINUATIONS * width.beam {
            self.order.select_nth_unstable_by(CONTINUATIONS * width.beam, best_first);
            self.order.truncate(CONTINUATIONS * width.beam);
        }
        self.order.sort_unstable_by(best_first);
        self.step(model, width);
    }

    /// The choices of a symbol with the weights of the symbols around, without those that are far behind.
    fn weigh_choices(&mut self, model: &RomanizationModel<'_>, id: u32, i: usize, width: Width) {
        let contexts = native_contexts(&self.ids, i);
        self.choices.clear();
        self.choices.extend(model.choices(id).map(|choice| {
            let weight = |context: &u32| model.channel.weight(feature(*context, choice.into()));
            (choice, contexts.iter().map(weight).sum::<i32>())
        }));
        let top = self.choices.iter().map(|(_, base)| *base).max().unwrap_or(0);
        self.choices.retain(|(_, base)| STEP * (top - base) <= width.choices);
    }

    /// The best continuations as the next beam; those that write the same letters are one.
    fn step(&mut self, model: &RomanizationModel<'_>, width: Width) {
        self.next.clear();
        let top = self.order.first().map_or(0, |best| best.0);
        for &(score, from, choice) in &self.order {
            if score < top - width.window {
                break;
            }
            let Some(&before) = self.beam.get(usize::from(from)) else { continue };
            let mut hypothesis = Hypothesis { score, ..before };
            model.chunk(choice).iter().for_each(|&letter| hypothesis.push(letter));
            if let Some(same) = self.next.iter_mut().find(|other| other.hash == hypothesis.hash) {
                same.score = log_add(same.score, score);
            } else if self.next.len() < width.beam {
                hypothesis.node = self.nodes.len() as u32;
                self.nodes.push(Node { before: before.node, chunk: Chunk::Model(choice) });
                self.next.push(hypothesis);
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

/// Where the sums of the choices after an ending of four letters stand among those of its length; worked out from those
/// of three letters where they are not there yet, and so on.
fn ending(
    levels: &mut [Endings],
    model: &RomanizationModel<'_>,
    choices: &[(u16, i32)],
    contexts: &[u32; WRITTEN_CONTEXTS],
    written: u64,
) -> usize {
    let Some((level, shorter)) = levels.split_last_mut() else { return 0 };
    let letters = written & (ENDING >> (5 * (LEVELS - 1 - shorter.len())));
    if let Some(row) = level.endings.iter().position(|other| *other == letters) {
        return row * choices.len();
    }
    let row = level.sums.len();
    let before = ending(shorter, model, choices, contexts, written);
    let sums = shorter.last().and_then(|level| level.sums.get(before..)).unwrap_or_default();
    let own = CONTEXTS.get(shorter.len()).copied().unwrap_or_default();
    for (at, &(choice, base)) in choices.iter().enumerate() {
        let weight = |place: &usize| {
            contexts.get(*place).map_or(0, |context| model.channel.weight(feature(*context, choice.into())))
        };
        let sum = own.iter().map(weight).sum::<i32>();
        level.sums.push(sums.get(at).copied().unwrap_or(base) + sum);
    }
    level.endings.push(letters);
    row
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
