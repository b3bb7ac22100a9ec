//! The models that write names in Latin letters: the table `romanize.bin`.
//!
//! Little-endian; numbers are `u32` where nothing else is said.
//!
//! | field | bytes |
//! |---|---|
//! | [`MAGIC`] | 8 |
//! | letter model: length, weights (`LetterWeights`) | 4 + n |
//! | words that lists have: a *hash list* (`KnownWords`) | |
//! | number of languages | 4 |
//! | each language: tag of three letters and a 0, length, *model* | 4 + 4 + n |
//!
//! A *hash list* is what [`super::known_words`] writes.
//!
//! A *model*:
//!
//! | field | bytes |
//! |---|---|
//! | [`FEATURES`] weights of the second look, `i32` in 1/256 | 4 × 16 |
//! | number of chunks, where each ends, `u16` | 4 + 2n |
//! | number of letters of all chunks, these, a as 1 | 4 + n |
//! | number of symbols, these as `u16`, sorted | 4 + 2n |
//! | where the choices of each symbol begin and the last end, `u16` | 2n + 2 |
//! | number of choices, these as `u16`: numbers of chunks | 4 + 2n |
//! | length of the channel, this (`ChannelWeights`) | 4 + n |
//! | native words that are met often with their spellings: a hash list, frequency = times met | |
//!
//! [`encode`] and [`LanguageParts::encode`] write what [`RomanizationModels`] reads.
//!
//! ```
//! use allonym::Language;
//! use allonym::tables::romanize::{LanguageParts, RomanizationModels, encode};
//!
//! let parts = LanguageParts {
//!     weights: [0; 16],
//!     chunks: &[vec![11], vec![17]], // k and q
//!     symbols: &[('ق', vec![0, 1])],
//!     channel: &[],
//!     pairs: &[],
//! };
//! let bytes = encode(&[], &[], &[(*b"ar\0", parts.encode().expect("small"))]).expect("small");
//! let (language, model) = RomanizationModels::open(&bytes).expect("a table").models().next().expect("a model");
//! assert_eq!(language.as_str(), "ar");
//! assert_eq!(model.choices(model.id('ق').expect("a symbol")).count(), 2);
//! ```

use alloc::vec::Vec;

use super::codec::{ByteReader, put_number as number, u16_at};
use super::known_words::{self, KnownWords, WordUse};
use crate::tag::Language;

/// The first bytes of a table: what it is, and the version of its layout.
pub const MAGIC: [u8; 8] = *b"ALNYROM\x01";

/// What a candidate is weighed by in the second look.
pub const FEATURES: usize = 16;

/// Letters that a symbol writes at most.
pub const MAX_CHUNK: usize = 7;

/// Chunks that a symbol has the choice of at most.
pub const MAX_CHOICES: usize = 40;

/// Features of a bucket of the channel: that many marks, then that many weights.
pub const BUCKET: usize = 8;

/// The feature of a choice in a context: a hash of both.
///
/// ```
/// use allonym::tables::romanize::feature;
///
/// assert_ne!(feature(1, 2), feature(2, 1));
/// ```
#[inline]
#[must_use]
pub fn feature(context: u32, choice: u32) -> u32 {
    let mut x = context.wrapping_add(choice.wrapping_mul(0x9e37_79b1));
    x ^= x >> 16;
    x = x.wrapping_mul(0x7feb_352d);
    x ^= x >> 15;
    x.wrapping_mul(0x846c_a68b)
}

/// The place of a feature among `size` ones.
///
/// ```
/// use allonym::tables::romanize::slot;
///
/// assert_eq!((slot(0, 100), slot(1 << 31, 100), slot(u32::MAX, 100)), (0, 50, 99));
/// ```
#[inline]
#[must_use]
pub fn slot(feature: u32, size: usize) -> usize {
    ((u64::from(feature) * size as u64) >> 32) as usize
}

/// The byte that tells a feature from the others of its bucket; 0 is a free place.
///
/// ```
/// use allonym::tables::romanize::mark;
///
/// assert_eq!((mark(0x1234), mark(0x1200)), (0x34, 1));
/// ```
#[inline]
#[must_use]
pub fn mark(feature: u32) -> u8 {
    ((feature & 0xff) as u8).max(1)
}

/// The place of `wanted` among the marks of a bucket: all eight are compared at once.
///
/// Bytes that are equal become zero, and the first zero byte is found by the borrow trick (Mycroft 1987).
///
/// ```
/// use allonym::tables::romanize::place;
///
/// assert_eq!(place([3, 9, 200, 0, 0, 0, 0, 0], 200), Some(2));
/// assert_eq!(place([3, 9, 200, 0, 0, 0, 0, 0], 7), None);
/// ```
#[inline]
#[must_use]
pub fn place(marks: [u8; BUCKET], wanted: u8) -> Option<usize> {
    let hits = hits(u64::from_le_bytes(marks), wanted);
    (hits != 0).then(|| (hits.trailing_zeros() >> 3) as usize)
}

/// The highest bit of the first byte that is `wanted`, and perhaps of some behind it; nothing if none is.
#[inline]
fn hits(marks: u64, wanted: u8) -> u64 {
    const LOW: u64 = 0x0101_0101_0101_0101;
    let x = marks ^ (LOW * u64::from(wanted));
    x.wrapping_sub(LOW) & !x & (LOW << 7)
}

/// The weights of a channel: buckets of [`BUCKET`] marks and as many weights, a signed byte in 1/16 bit each.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ChannelWeights<'a>(&'a [[u8; 2 * BUCKET]]);

impl ChannelWeights<'_> {
    /// The weight of a feature in 1/16 bit; 0 for one that is not in the table.
    #[inline]
    #[must_use]
    pub(crate) fn weight(self, feature: u32) -> i32 {
        let Some(bucket) = self.0.get(slot(feature, self.0.len())) else { return 0 };
        let both = u128::from_le_bytes(*bucket);
        let hits = hits(both as u64, mark(feature));
        if hits == 0 {
            return 0;
        }
        // The hit is the highest bit of a byte: with the lowest three left off, where that begins.
        let weight = (both >> BUCKET_BITS) as u64 >> (hits.trailing_zeros() & !7);
        i32::from((weight as u8).cast_signed())
    }
}

/// Bits of the marks of a bucket, and of its weights.
const BUCKET_BITS: usize = 8 * BUCKET;

/// The weights of the letter model: one signed byte in 1/16 bit for each slot.
#[derive(Clone, Copy, Debug)]
pub(crate) struct LetterWeights<'a>(&'a [u8]);

impl LetterWeights<'_> {
    /// The weight of a feature in 1/16 bit.
    #[inline]
    #[must_use]
    pub(crate) fn weight(self, feature: u32) -> i32 {
        self.0.get(slot(feature, self.0.len())).map_or(0, |&weight| i32::from(weight.cast_signed()))
    }
}

/// The models of all languages and what they share: the letter model and the words that lists have.
#[derive(Clone, Copy, Debug)]
pub struct RomanizationModels<'a> {
    letters: LetterWeights<'a>,
    words: KnownWords<'a>,
    count: u32,
    languages: &'a [u8],
}

/// The model of one language: places in the table, nothing is copied.
#[derive(Clone, Copy, Debug)]
pub struct RomanizationModel<'a> {
    /// The weights of the second look, in 1/256.
    pub weights: [i32; FEATURES],
    /// Its place in the table.
    pub(crate) number: u16,
    pub(crate) channel: ChannelWeights<'a>,
    pub(crate) letters: LetterWeights<'a>,
    pub(crate) words: KnownWords<'a>,
    pub(crate) pairs: KnownWords<'a>,
    chunk_ends: &'a [u8],
    chunk_letters: &'a [u8],
    symbols: &'a [u8],
    starts: &'a [u8],
    choices: &'a [u8],
}

impl<'a> RomanizationModels<'a> {
    /// The table in `bytes`; `None` if they are no table of this version. Costs some reads.
    ///
    /// ```
    /// use allonym::tables::romanize::{RomanizationModels, encode};
    ///
    /// let bytes = encode(&[], &[], &[]).ok_or("too large")?;
    /// assert!(RomanizationModels::open(&bytes).is_some() && RomanizationModels::open(b"no table").is_none());
    /// # Ok::<(), &str>(())
    /// ```
    #[must_use]
    pub fn open(bytes: &'a [u8]) -> Option<RomanizationModels<'a>> {
        let mut reader = ByteReader(bytes.strip_prefix(&MAGIC)?);
        let letters = LetterWeights(reader.counted(1)?);
        let words = KnownWords::read(&mut reader)?;
        Some(RomanizationModels { letters, words, count: reader.number()?, languages: reader.0 })
    }

    /// The letter model that the languages share.
    #[cfg(test)]
    pub(crate) fn letters(self) -> LetterWeights<'a> {
        self.letters
    }

    /// The languages it has models of, and these, in the order of the plan.
    ///
    /// ```
    /// # use allonym::tables::romanize::{LanguageParts, RomanizationModels, encode};
    /// # let parts = LanguageParts { weights: [0; 16], chunks: &[vec![11], vec![17]], symbols: &[('ق', vec![0, 1])], channel: &[], pairs: &[] };
    /// # let bytes = encode(&[], &[], &[(*b"ar\0", parts.encode().ok_or("too large")?)]).ok_or("too large")?;
    /// # let models = RomanizationModels::open(&bytes).ok_or("no table")?;
    /// # let (_, model) = models.models().next().ok_or("no model")?;
    /// let languages: Vec<String> = models.models().map(|(language, _)| language.to_string()).collect();
    /// assert_eq!(languages, ["ar"]);
    /// # Ok::<(), &str>(())
    /// ```
    pub fn models(self) -> impl Iterator<Item = (Language, RomanizationModel<'a>)> {
        let (_, bodies) = self.bodies();
        let numbered = (0..).zip(bodies);
        numbered.map_while(move |(number, (language, body))| Some((language, self.model(number, body)?)))
    }

    /// The bytes of each model, and those of the letter model: what a table with some other models is made of.
    ///
    /// ```
    /// # use allonym::tables::romanize::{LanguageParts, RomanizationModels, encode};
    /// # let parts = LanguageParts { weights: [0; 16], chunks: &[vec![11], vec![17]], symbols: &[('ق', vec![0, 1])], channel: &[], pairs: &[] };
    /// # let bytes = encode(&[], &[], &[(*b"ar\0", parts.encode().ok_or("too large")?)]).ok_or("too large")?;
    /// # let models = RomanizationModels::open(&bytes).ok_or("no table")?;
    /// # let (_, model) = models.models().next().ok_or("no model")?;
    /// let (letters, bodies) = models.bodies();
    /// assert_eq!((letters.len(), bodies.count()), (0, 1));
    /// # Ok::<(), &str>(())
    /// ```
    pub fn bodies(self) -> (&'a [u8], impl Iterator<Item = (Language, &'a [u8])>) {
        let mut reader = ByteReader(self.languages);
        let bodies = (0..self.count).map_while(move |_| {
            let [a, b, c, _] = *reader.take(4)?.first_chunk::<4>()?;
            Some((Language::from_code(&[a, b, c]), reader.counted(1)?))
        });
        (self.letters.0, bodies)
    }

    fn model(self, number: u16, body: &'a [u8]) -> Option<RomanizationModel<'a>> {
        let mut reader = ByteReader(body);
        let mut weights = [0; FEATURES];
        for weight in &mut weights {
            *weight = reader.number()?.cast_signed();
        }
        let chunk_ends = reader.counted(2)?;
        let chunk_letters = reader.counted(1)?;
        let count = reader.number()?;
        let symbols = reader.list(count, 2)?;
        let starts = reader.list(count.checked_add(1)?, 2)?;
        let choices = reader.counted(2)?;
        let channel = ChannelWeights(reader.counted(1)?.as_chunks().0);
        let pairs = KnownWords::read(&mut reader)?;
        let (letters, words) = (self.letters, self.words);
        Some(RomanizationModel {
            weights,
            number,
            channel,
            letters,
            words,
            pairs,
            chunk_ends,
            chunk_letters,
            symbols,
            starts,
            choices,
        })
    }
}

impl<'a> RomanizationModel<'a> {
    /// The number of a symbol, from 1 on; `None` for one the model has never seen. A binary search.
    ///
    /// ```
    /// # use allonym::tables::romanize::{LanguageParts, RomanizationModels, encode};
    /// # let parts = LanguageParts { weights: [0; 16], chunks: &[vec![11], vec![17]], symbols: &[('ق', vec![0, 1])], channel: &[], pairs: &[] };
    /// # let bytes = encode(&[], &[], &[(*b"ar\0", parts.encode().ok_or("too large")?)]).ok_or("too large")?;
    /// # let models = RomanizationModels::open(&bytes).ok_or("no table")?;
    /// # let (_, model) = models.models().next().ok_or("no model")?;
    /// assert_eq!((model.id('ق'), model.id('ک')), (Some(1), None));
    /// # Ok::<(), &str>(())
    /// ```
    #[must_use]
    pub fn id(&self, symbol: char) -> Option<u32> {
        let wanted = u16::try_from(u32::from(symbol)).ok()?;
        let symbols = self.symbols.as_chunks::<2>().0;
        let at = symbols.binary_search_by_key(&wanted, |bytes| u16::from_le_bytes(*bytes)).ok()?;
        u32::try_from(at + 1).ok()
    }

    /// The symbol in the middle of the list: it tells the script, where the first ones may be signs.
    pub(crate) fn middle_symbol(&self) -> Option<char> {
        let symbols = self.symbols.as_chunks::<2>().0;
        let middle = u16::from_le_bytes(*symbols.get(symbols.len() / 2)?);
        char::from_u32(middle.into())
    }

    /// The numbers of the chunks that symbol `id` may write, at most [`MAX_CHOICES`].
    ///
    /// ```
    /// # use allonym::tables::romanize::{LanguageParts, RomanizationModels, encode};
    /// # let parts = LanguageParts { weights: [0; 16], chunks: &[vec![11], vec![17]], symbols: &[('ق', vec![0, 1])], channel: &[], pairs: &[] };
    /// # let bytes = encode(&[], &[], &[(*b"ar\0", parts.encode().ok_or("too large")?)]).ok_or("too large")?;
    /// # let models = RomanizationModels::open(&bytes).ok_or("no table")?;
    /// # let (_, model) = models.models().next().ok_or("no model")?;
    /// let letters: Vec<&[u8]> = model.choices(1).map(|chunk| model.chunk(chunk)).collect();
    /// assert_eq!(letters, [[11], [17]]); // k and q for ق
    /// # Ok::<(), &str>(())
    /// ```
    pub fn choices(&self, id: u32) -> impl Iterator<Item = u16> + use<'a> {
        let at = |k: usize| u16_at(self.starts, k).map_or(0, usize::from);
        let last = id as usize;
        let (from, to) = (at(last.saturating_sub(1)), at(last));
        let list = self.choices.get(2 * from..2 * to).unwrap_or_default();
        list.as_chunks::<2>().0.iter().take(MAX_CHOICES).map(|bytes| u16::from_le_bytes(*bytes))
    }

    /// The letters of a chunk, a as 1, at most [`MAX_CHUNK`].
    ///
    /// ```
    /// # use allonym::tables::romanize::{LanguageParts, RomanizationModels, encode};
    /// # let parts = LanguageParts { weights: [0; 16], chunks: &[vec![11], vec![17]], symbols: &[('ق', vec![0, 1])], channel: &[], pairs: &[] };
    /// # let bytes = encode(&[], &[], &[(*b"ar\0", parts.encode().ok_or("too large")?)]).ok_or("too large")?;
    /// # let models = RomanizationModels::open(&bytes).ok_or("no table")?;
    /// # let (_, model) = models.models().next().ok_or("no model")?;
    /// assert_eq!((model.chunk(1), model.chunk(9)), (&[17][..], &[][..])); // q, and none
    /// # Ok::<(), &str>(())
    /// ```
    #[must_use]
    pub fn chunk(&self, chunk: u16) -> &'a [u8] {
        let at = usize::from(chunk);
        let from = if at == 0 { Some(0) } else { u16_at(self.chunk_ends, at - 1) };
        let to = u16_at(self.chunk_ends, at);
        let (Some(from), Some(to)) = (from, to) else { return &[] };
        let letters = self.chunk_letters.get(usize::from(from)..usize::from(to)).unwrap_or_default();
        letters.get(..MAX_CHUNK).unwrap_or(letters)
    }
}

/// What the model of a language is made of.
#[derive(Clone, Copy, Debug)]
pub struct LanguageParts<'a> {
    /// The weights of the second look, in 1/256.
    pub weights: [i32; FEATURES],
    /// The chunks, letters a as 1.
    pub chunks: &'a [Vec<u8>],
    /// The symbols, sorted and of the basic plane, and the numbers of the chunks that each may write.
    pub symbols: &'a [(char, Vec<u32>)],
    /// Buckets as `ChannelWeights` reads them.
    pub channel: &'a [u8],
    /// Native words that are met often and their spellings, by [`pair_hash`](super::known_words::pair_hash).
    pub pairs: &'a [(u64, WordUse)],
}

impl LanguageParts<'_> {
    /// The bytes of the model; `None` if a number does not fit: more than 65,535 chunks, choices, letters of chunks, a
    /// symbol outside the basic plane.
    ///
    /// ```
    /// use allonym::tables::romanize::LanguageParts;
    ///
    /// let parts = LanguageParts { weights: [0; 16], chunks: &[], symbols: &[('𠀀', vec![])], channel: &[], pairs: &[] };
    /// assert_eq!(parts.encode(), None); // outside the basic plane
    /// ```
    #[must_use]
    pub fn encode(&self) -> Option<Vec<u8>> {
        let mut out: Vec<u8> = self.weights.iter().flat_map(|weight| weight.to_le_bytes()).collect();
        number(&mut out, self.chunks.len())?;
        let mut end = 0;
        for chunk in self.chunks {
            end += chunk.len();
            half(&mut out, end)?;
        }
        number(&mut out, end)?;
        self.chunks.iter().for_each(|chunk| out.extend_from_slice(chunk));
        number(&mut out, self.symbols.len())?;
        for (symbol, _) in self.symbols {
            half(&mut out, u32::from(*symbol) as usize)?;
        }
        let mut end = 0;
        half(&mut out, end)?;
        for (_, choices) in self.symbols {
            end += choices.len();
            half(&mut out, end)?;
        }
        number(&mut out, end)?;
        for &choice in self.symbols.iter().flat_map(|(_, choices)| choices) {
            half(&mut out, choice as usize)?;
        }
        number(&mut out, self.channel.len())?;
        out.extend_from_slice(self.channel);
        known_words::encode(&mut out, self.pairs)?;
        Some(out)
    }
}

/// The whole table; languages by their tags of three letters, filled with zeros. `None` if a length does not fit in 32
/// bits, or there are more than 16 million words.
///
/// ```
/// use allonym::tables::romanize::{MAGIC, encode};
///
/// assert!(encode(&[], &[], &[(*b"ar\0", vec![])]).is_some_and(|bytes| bytes.starts_with(&MAGIC)));
/// ```
#[must_use]
pub fn encode(letters: &[u8], words: &[(u64, WordUse)], languages: &[([u8; 3], Vec<u8>)]) -> Option<Vec<u8>> {
    let mut out = MAGIC.to_vec();
    number(&mut out, letters.len())?;
    out.extend_from_slice(letters);
    known_words::encode(&mut out, words)?;
    number(&mut out, languages.len())?;
    for ([a, b, c], body) in languages {
        out.extend_from_slice(&[*a, *b, *c, 0]);
        number(&mut out, body.len())?;
        out.extend_from_slice(body);
    }
    Some(out)
}

fn half(out: &mut Vec<u8>, n: usize) -> Option<()> {
    out.extend_from_slice(&u16::try_from(n).ok()?.to_le_bytes());
    Some(())
}

#[cfg(test)]
mod tests {
    use alloc::vec;

    use super::*;
    use crate::tables::known_words::{pair_hash, word_hash};

    fn small() -> Vec<u8> {
        let used = |groups, frequency| WordUse { groups, frequency };
        let words: Vec<(u64, WordUse)> =
            (1..100_u8).map(|k| (word_hash(&[k % 26 + 1, k / 26 + 1]), used(k.into(), 7))).collect();
        let channel: Vec<u8> = [[1, 200, 0, 0, 0, 0, 0, 0], [16, 0xf0, 0, 0, 0, 0, 0, 0]].concat();
        let mut weights = [0; FEATURES];
        weights[0] = 256;
        weights[15] = -3;
        let parts = LanguageParts {
            weights,
            chunks: &[vec![], vec![11], vec![17, 21]],
            symbols: &[('б', vec![1]), ('к', vec![1, 2, 0])],
            channel: &channel,
            pairs: &[(pair_hash(&['к'], &[11]), used(1, 9))],
        };
        encode(&[16, 0xff], &words, &[(*b"ru\0", parts.encode().unwrap_or_default())]).unwrap_or_default()
    }

    #[test]
    fn what_is_written_is_read() {
        let bytes = small();
        let models = RomanizationModels::open(&bytes).expect("a table");
        let (language, model) = models.models().next().expect("a model");
        assert_eq!((language.as_str(), models.models().count()), ("ru", 1));
        assert_eq!((model.weights[0], model.weights[15]), (256, -3));
        assert_eq!((model.id('а'), model.id('б'), model.id('к')), (None, Some(1), Some(2)));
        assert_eq!(model.choices(2).collect::<Vec<_>>(), [1, 2, 0]);
        assert_eq!((model.chunk(0), model.chunk(2), model.chunk(9)), (&[][..], &[17, 21][..], &[][..]));
        // One bucket: the mark is the low byte of the feature, 0 taken for 1.
        let weight = |feature| model.channel.weight(feature);
        assert_eq!((weight(0x100), weight(200), weight(7)), (16, -16, 0));
        assert_eq!((model.letters.weight(0), model.letters.weight(u32::MAX)), (16, -1));
        assert_eq!(model.pairs.find(pair_hash(&['к'], &[11])).frequency, 9);
    }

    #[test]
    fn every_word_is_found_and_no_other() {
        let bytes = small();
        let model =
            RomanizationModels::open(&bytes).and_then(|models| models.models().next()).expect("a model").1;
        for k in 1..100_u8 {
            assert_eq!(model.words.find(word_hash(&[k % 26 + 1, k / 26 + 1])).groups, u32::from(k));
        }
        assert_eq!(model.words.find(word_hash(&[1, 2, 3])), WordUse::default());
    }

    #[test]
    fn half_a_table_is_refused_or_read_without_harm() {
        let bytes = small();
        for end in 0..bytes.len() {
            let cut = &bytes[..end];
            let models = RomanizationModels::open(cut).into_iter().flat_map(RomanizationModels::models);
            for (_, model) in models {
                let _ = (model.id('к'), model.choices(2).count(), model.chunk(2));
                let _ = (model.channel.weight(200), model.words.find(77));
            }
        }
        assert!(
            RomanizationModels::open(b"").is_none() && RomanizationModels::open(b"ALNYROM\x02").is_none()
        );
    }

    #[test]
    fn a_number_that_does_not_fit_is_no_table() {
        let parts = LanguageParts {
            weights: [0; FEATURES],
            chunks: &[],
            symbols: &[('𠀀', vec![])],
            channel: &[],
            pairs: &[],
        };
        assert_eq!(parts.encode(), None);
    }
}
