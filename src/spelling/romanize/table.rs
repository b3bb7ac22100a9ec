//! Reading the table of all languages, in place.

use super::channel::Channel;
use super::letters::Letters;
use super::words::{ENTRY, Words};
use crate::tag::Language;

/// The first bytes of a table: what it is, and the version of its layout.
pub const MAGIC: [u8; 8] = *b"ALNYROM\x01";

/// What the answers of the beam are weighed by.
pub const FEATURES: usize = 16;

/// Letters that a symbol writes at most.
pub const LONGEST_CHUNK: usize = 7;

/// Chunks that a symbol has the choice of at most.
pub const MOST_CHOICES: usize = 40;

/// The models of all languages and what they share.
///
/// Little-endian, numbers `u32` where nothing else is said. [`MAGIC`]; how many bytes the letter model has, then these;
/// how many buckets of words, where each begins and the last ends (three bytes each); how many words, then these; how
/// many languages; for each the three letters of its tag and a 0, the number of bytes that follow, and these:
/// [`FEATURES`] weights as `i32`; how many chunks, where each ends (`u16`), how many letters, these; how many symbols,
/// these as `u16`, sorted; where the choices of each begin and the last end (`u16`), how many choices, these as `u16`;
/// how many bytes the channel has, then these; native words that are met often and their spellings, as the words above,
/// with how often as the frequency.
#[derive(Clone, Copy, Debug)]
pub struct Table<'a> {
    letters: Letters<'a>,
    words: Words<'a>,
    count: u32,
    languages: &'a [u8],
}

/// The model of one language: places in the table.
#[derive(Clone, Copy, Debug)]
pub struct Model<'a> {
    pub(crate) weights: [i32; FEATURES],
    pub(crate) channel: Channel<'a>,
    pub(crate) letters: Letters<'a>,
    pub(crate) words: Words<'a>,
    pub(crate) pairs: Words<'a>,
    chunk_ends: &'a [u8],
    chunk_letters: &'a [u8],
    symbols: &'a [u8],
    starts: &'a [u8],
    choices: &'a [u8],
}

struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn take(&mut self, bytes: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(bytes)?;
        self.0 = rest;
        Some(taken)
    }

    fn number(&mut self) -> Option<u32> {
        self.take(4)?.first_chunk().map(|bytes| u32::from_le_bytes(*bytes))
    }

    /// So many times `size` bytes.
    fn list(&mut self, count: u32, size: usize) -> Option<&'a [u8]> {
        self.take((count as usize).checked_mul(size)?)
    }

    fn words(&mut self) -> Option<Words<'a>> {
        let buckets = self.number()?;
        let starts = self.list(buckets.checked_add(1)?, 3)?;
        Some(Words { starts, entries: self.counted(ENTRY)?, buckets })
    }

    fn counted(&mut self, size: usize) -> Option<&'a [u8]> {
        let count = self.number()?;
        self.list(count, size)
    }
}

/// Number `at` of a list of `u16`s.
fn number(list: &[u8], at: usize) -> Option<u16> {
    list.get(at.checked_mul(2)?..)?.first_chunk().map(|bytes| u16::from_le_bytes(*bytes))
}

impl<'a> Table<'a> {
    /// The table in `bytes`; `None` if they are no table of this version.
    #[must_use]
    pub fn open(bytes: &'a [u8]) -> Option<Table<'a>> {
        let mut reader = Reader(bytes.strip_prefix(&MAGIC)?);
        let letters = Letters(reader.counted(1)?);
        let words = reader.words()?;
        Some(Table { letters, words, count: reader.number()?, languages: reader.0 })
    }

    /// The languages it has models of, and these, in the order of the plan.
    pub fn models(self) -> impl Iterator<Item = (Language, Model<'a>)> {
        let mut reader = Reader(self.languages);
        (0..self.count).map_while(move |_| {
            let [a, b, c, _] = *reader.take(4)?.first_chunk::<4>()?;
            let body = reader.counted(1)?;
            Some((Language::from_code(&[a, b, c]), self.model(body)?))
        })
    }

    fn model(self, body: &'a [u8]) -> Option<Model<'a>> {
        let mut reader = Reader(body);
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
        let channel = Channel(reader.counted(1)?);
        let pairs = reader.words()?;
        let (letters, words) = (self.letters, self.words);
        Some(Model {
            weights,
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

impl<'a> Model<'a> {
    /// The number of a symbol, from 1 on; `None` for one the model has never seen.
    pub(crate) fn id(&self, symbol: char) -> Option<u32> {
        let wanted = u16::try_from(u32::from(symbol)).ok()?;
        let (mut low, mut high) = (0, self.symbols.len() / 2);
        while low < high {
            let middle = low.midpoint(high);
            match number(self.symbols, middle)?.cmp(&wanted) {
                core::cmp::Ordering::Equal => return u32::try_from(middle + 1).ok(),
                core::cmp::Ordering::Less => low = middle + 1,
                core::cmp::Ordering::Greater => high = middle,
            }
        }
        None
    }

    /// The chunks that a symbol may write.
    pub(crate) fn choices(&self, id: u32) -> impl Iterator<Item = u16> + use<'a> {
        let at = |k: usize| number(self.starts, k).map_or(0, usize::from);
        let last = id as usize;
        let (from, to) = (at(last.saturating_sub(1)), at(last));
        let list = self.choices.get(2 * from..2 * to).unwrap_or_default();
        list.as_chunks::<2>().0.iter().take(MOST_CHOICES).map(|bytes| u16::from_le_bytes(*bytes))
    }

    /// The letters of a chunk.
    pub(crate) fn chunk(&self, chunk: u16) -> &'a [u8] {
        let at = usize::from(chunk);
        let from = if at == 0 { Some(0) } else { number(self.chunk_ends, at - 1) };
        let to = number(self.chunk_ends, at);
        let (Some(from), Some(to)) = (from, to) else { return &[] };
        let letters = self.chunk_letters.get(usize::from(from)..usize::from(to)).unwrap_or_default();
        letters.get(..LONGEST_CHUNK).unwrap_or(letters)
    }
}
