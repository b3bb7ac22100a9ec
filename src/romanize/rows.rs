//! The scores of the choices of a symbol, from sums of weights that places share.
//!
//! *Input*: the symbols of a word, a place in it, and the letters written so far. *Output*: for each chunk that the symbol
//! may write the sum of the weights of its features, in 1/16 bit.
//!
//! The contexts of a place fall into groups that look at few symbols and letters:
//!
//! ```text
//! last two letters     [own] [own, next] [before, own, next, after]
//! last three letters   [own] [own, next]
//! last four letters    [own, next]
//! last six letters     [own]
//! ```
//!
//! The spellings of a word end in few ways, so what two, three and four letters add is worked out once for each ending that
//! is met at the place. What is shared even by words, the groups of few letters and few symbols, is kept from word to word
//! ([`Kept`]); so are the contexts of the symbols around, but for the four that look at the most symbols.
//!
//! Cost: for each ending and each spelling as many look-ups of weights as choices × contexts that are not kept, two to
//! four.

use alloc::vec::Vec;

use super::channel::{Around, ENDING, FARTHEST, PAD, STEP, native_context, written_context};
use super::kept::Kept;
use crate::tables::romanize::{MAX_CHOICES, RomanizationModel, feature};

/// Sums for all choices of a symbol, in 1/16 bit. The 27 weights of a choice are signed bytes, so no sum overflows.
type Sums = [i16; MAX_CHOICES];

/// Places of a group that words share; a row has 96 bytes. From 2¹⁰, where Arabic words miss half, to 2¹⁴.
const PLACES: usize = 1 << 13;

/// The groups of contexts of the symbols around that are kept, by their places, and how far back and ahead each looks.
const NATIVE: [(&[usize], usize, usize); 3] = [(&[0, 1, 2, 3], 1, 1), (&[4, 6], 2, 1), (&[5, 7], 1, 2)];
/// Those that look at the most symbols.
const NATIVE_FAR: &[usize] = &[8, 9, 10, 11];

/// Contexts of the last two, three and four letters, by their places: those of the symbol alone, and those of the symbol
/// and the next, which are kept, and the others.
const OWN: [&[usize]; LEVELS] = [&[0, 1, 12], &[2, 13], &[]];
const NEXT: [&[usize]; LEVELS] = [&[4, 5], &[], &[]];
const OTHERS: [&[usize]; LEVELS] = [&[8, 9, 10], &[6], &[3, 7, 14]];

/// Endings of two, three and four letters.
const LEVELS: usize = 3;

/// A choice of the symbol at hand.
#[derive(Clone, Copy, Debug)]
pub(super) struct Choice {
    /// Its place among those of the symbol.
    at: usize,
    /// The chunk.
    pub(super) chunk: u16,
    /// What the symbols around add, in 1/16 bit.
    base: i32,
}

/// What is worked out for the endings of one length that are met at a place: a sum for each choice.
#[derive(Clone, Debug, Default)]
struct Endings {
    endings: Vec<u64>,
    sums: Vec<i32>,
}

/// The choices of a symbol and what they score.
#[derive(Clone, Debug, Default)]
pub(super) struct ChannelRows {
    /// The chunks that the symbol may write.
    all: Vec<u16>,
    /// Those that are weighed by the letters too.
    choices: Vec<Choice>,
    around: Around,
    endings: [Endings; LEVELS],
    native: [Kept<u128, Sums>; NATIVE.len()],
    own: [Kept<u64, Sums>; LEVELS],
    next: [Kept<u128, Sums>; LEVELS],
}

impl ChannelRows {
    /// Goes to symbol `i` of `ids`, which has [`PAD`] zeros at both ends. Choices that the symbols around leave farther
    /// behind than `window`, in 1/256 bit, are not weighed by the letters.
    pub(super) fn go_to(&mut self, model: &RomanizationModel<'_>, ids: &[u32], i: usize, window: i32) {
        for level in &mut self.endings {
            level.endings.clear();
            level.sums.clear();
        }
        self.around = Around::new(ids, i);
        let at = i + PAD;
        let id = |k: usize| ids.get(k).copied().unwrap_or(0);
        self.all.clear();
        self.all.extend(model.choices(id(at)));
        let all = self.all.as_slice();
        let weigh = |contexts: &[usize]| weighed(model, all, contexts, |place| native_context(ids, i, place));
        let mut sums = weigh(NATIVE_FAR);
        for (kept, (contexts, back, ahead)) in self.native.iter_mut().zip(NATIVE) {
            let symbols =
                (at.saturating_sub(back)..=at + ahead).fold(0, |key, k| key << 16 | u128::from(id(k)));
            let key = symbols << 16 | u128::from(model.number);
            kept.read(key, PLACES, || weigh(contexts), |more| add(&mut sums, more));
        }
        let choice = |((at, &chunk), sum)| Choice { at, chunk, base: i32::from(sum) };
        let choices = all.iter().enumerate().zip(sums).map(choice);
        let top = choices.clone().map(|choice| choice.base).max().unwrap_or(0);
        self.choices.clear();
        self.choices.extend(choices.filter(|choice| STEP * (top - choice.base) <= window));
    }

    /// The choices of the symbol that are weighed by the letters.
    pub(super) fn choices(&self) -> &[Choice] {
        &self.choices
    }

    /// What the choices score behind the letters written so far, in 1/256 bit.
    pub(super) fn scores(&mut self, model: &RomanizationModel<'_>, written: u64, scores: &mut Vec<i32>) {
        let row = self.ending(model, written);
        let far = written_context(&self.around, written, FARTHEST);
        let sums = self.endings.last().and_then(|level| level.sums.get(row..)).unwrap_or_default();
        scores.clear();
        scores.extend(
            self.choices
                .iter()
                .zip(sums)
                .map(|(choice, sum)| STEP * (sum + model.channel.weight(feature(far, choice.chunk.into())))),
        );
    }

    /// Where the sums of an ending of four letters begin; what is not there yet of it and of its shorter endings is worked
    /// out.
    fn ending(&mut self, model: &RomanizationModel<'_>, written: u64) -> usize {
        let letters = |level: usize| written & (ENDING >> (5 * (LEVELS - 1 - level)));
        let count = self.choices.len();
        // The longest ending that is there already.
        let mut known = None;
        for (at, level) in self.endings.iter().enumerate().rev() {
            if let Some(row) = level.endings.iter().position(|other| *other == letters(at)) {
                known = Some((at, row * count));
                break;
            }
        }
        let (mut next, mut before) = known.map_or((0, 0), |(at, row)| (at + 1, row));
        while next < LEVELS {
            let others = OTHERS.get(next).copied().unwrap_or_default();
            let contexts = others.iter().map(|place| written_context(&self.around, written, *place));
            let mut hashes = [0; 3];
            hashes.iter_mut().zip(contexts).for_each(|(place, hash)| *place = hash);
            let hashes = hashes.get(..others.len()).unwrap_or_default();
            let shared = self.shared(model, written, next, letters(next));
            let (shorter, rest) = self.endings.split_at_mut(next);
            let sums = shorter.last().and_then(|level| level.sums.get(before..)).unwrap_or_default();
            let Some(level) = rest.first_mut() else { break };
            before = level.sums.len();
            level.sums.extend(self.choices.iter().enumerate().map(|(k, choice)| {
                let weight = |hash: &u32| model.channel.weight(feature(*hash, choice.chunk.into()));
                let shared = shared.get(choice.at).map_or(0, |sum| i32::from(*sum));
                sums.get(k).copied().unwrap_or(choice.base) + shared + hashes.iter().map(weight).sum::<i32>()
            }));
            level.endings.push(letters(next));
            next += 1;
        }
        before
    }

    /// What the groups that words share add for an ending, for all choices.
    fn shared(&mut self, model: &RomanizationModel<'_>, written: u64, level: usize, letters: u64) -> Sums {
        let around = &self.around;
        let weigh = |places: &[usize]| {
            weighed(model, &self.all, places, |place| written_context(around, written, place))
        };
        let [_, own, next, _] = around.symbols();
        let mut sums = [0; MAX_CHOICES];
        if let (Some(places), Some(kept)) = (OWN.get(level), self.own.get_mut(level))
            && !places.is_empty()
        {
            let key = u64::from(own) << 36 | letters << 16 | u64::from(model.number);
            kept.read(key, PLACES, || weigh(places), |more| add(&mut sums, more));
        }
        if let (Some(places), Some(kept)) = (NEXT.get(level), self.next.get_mut(level))
            && !places.is_empty()
        {
            let symbols = u128::from(next) << 64 | u128::from(own) << 48;
            let key = symbols | u128::from(letters << 16) | u128::from(model.number);
            kept.read(key, PLACES, || weigh(places), |more| add(&mut sums, more));
        }
        sums
    }
}

/// The sums of the weights of some contexts for each choice.
fn weighed(
    model: &RomanizationModel<'_>,
    choices: &[u16],
    places: &[usize],
    context: impl Fn(usize) -> u32,
) -> Sums {
    let mut sums = [0; MAX_CHOICES];
    for &place in places {
        let context = context(place);
        for (sum, &choice) in sums.iter_mut().zip(choices) {
            // Signed bytes.
            *sum += model.channel.weight(feature(context, choice.into())) as i16;
        }
    }
    sums
}

fn add(sums: &mut Sums, more: &Sums) {
    sums.iter_mut().zip(more).for_each(|(sum, more)| *sum += more);
}

#[cfg(test)]
mod tests {
    use alloc::vec;

    use super::*;
    use crate::romanize::channel::{native_contexts, written_contexts};
    use crate::tables::romanize::RomanizationModels;
    use crate::tables::romanize_table;

    #[test]
    fn rows_are_what_all_contexts_sum_to_however_often_they_are_asked_for() {
        let models: Vec<_> = RomanizationModels::open(romanize_table()).expect("a table").models().collect();
        let (mut rows, mut scores) = (ChannelRows::default(), Vec::new());
        let mut seed = 7_u64;
        let mut random = |below: u64| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (seed >> 33) % below
        };
        for _ in 0..3000 {
            // Few models, symbols and letters, so that rows come again.
            let (_, model) = &models[random(3) as usize];
            let mut ids = vec![0; PAD];
            ids.extend((0..4).map(|_| 20 + random(3) as u32));
            ids.resize(4 + 2 * PAD, 0);
            let i = random(4) as usize;
            let written = (0..6).fold(0, |written, _| written << 5 | (1 + random(3)));
            rows.go_to(model, &ids, i, i32::MAX);
            let contexts = (native_contexts(&ids, i), written_contexts(&ids, i, written));
            rows.scores(model, written, &mut scores);
            let choices: Vec<u16> = rows.choices().iter().map(|choice| choice.chunk).collect();
            assert_eq!(choices, model.choices(ids[i + PAD]).collect::<Vec<_>>());
            for (choice, score) in choices.into_iter().zip(&scores) {
                let weight = |context: &u32| model.channel.weight(feature(*context, choice.into()));
                let all = contexts.0.iter().chain(&contexts.1).map(weight).sum::<i32>();
                assert_eq!(*score, STEP * all);
            }
        }
    }
}
