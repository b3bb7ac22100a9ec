//! All models in one table, and what they share.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use super::units::{KEY_PASSED, LETTERS, NONE, UnitTable, number, word};
use crate::tag::Script;

/// The symbol that stands for the first class of characters; the others follow it, in a plane for private use.
const STAND_INS: u32 = 0xF_0000;

/// The symbol that stands for a class of characters.
///
/// ```
/// use allonym::tables::evidence::stand_in;
///
/// assert_eq!(stand_in(3), Some('\u{F0003}'));
/// ```
#[must_use]
pub fn stand_in(class: u16) -> Option<char> {
    char::from_u32(STAND_INS + u32::from(class))
}

/// Five bits a letter, letters being 1 to 26.
///
/// ```
/// use allonym::tables::evidence::packed;
///
/// assert_eq!(packed(&[19, 8]), 19 * 32 + 8); // sh
/// ```
#[must_use]
pub fn packed(letters: &[u8]) -> u64 {
    letters.iter().fold(0, |sum, letter| sum << 5 | u64::from(*letter & 31))
}

/// Where a chunk is looked for first among so many places, a power of two; Fibonacci hashing, Knuth, The Art of
/// Computer Programming 3, 6.4.
fn hashed(chunk: u64, places: usize) -> usize {
    let high = chunk.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32;
    ((high * places as u64) >> 32) as usize
}

/// Where chunks are found: at their hash or behind it, each by its number from 1; at least every second place is free.
fn places(chunks: &[u64]) -> Vec<u16> {
    let mut places = alloc::vec![0u16; (2 * chunks.len()).next_power_of_two()];
    for (chunk, number) in chunks.iter().zip(1..) {
        let first = hashed(*chunk, places.len());
        let (before, behind) = places.split_at_mut(first);
        if let Some(free) = behind.iter_mut().chain(before).find(|place| **place == 0) {
            *free = number;
        }
    }
    places
}

/// The models of all scripts, in the bytes that the trainer packs.
///
/// Layout, little-endian: magic; the classes of the 26 letters in keys (u16, from 0, which is none); the first of the
/// characters that symbols stand in for (u32), how many follow one another (u32), the class of each (u16, from 1, 0 for
/// none); the Latin chunks that all models share (count u32; u64 each, five bits a letter, sorted) and where each is found
/// (count u32, a power of two; u16 each, from 1, 0 for none, by a hash and those that follow it); how many scripts (u32), for each its code, where its model begins behind this list and how many bytes it has (u32 each); the models.
#[derive(Clone, Copy, Debug)]
pub struct SpellingModels<'a> {
    letters: &'a [u8],
    first: u32,
    stand_ins: &'a [u8],
    chunks: &'a [u8],
    places: &'a [u8],
    scripts: &'a [u8],
    models: &'a [u8],
}

impl<'a> SpellingModels<'a> {
    const MAGIC: &'static [u8; 8] = b"ALNMEVI3";

    /// The models in `bytes`; none if they are something else.
    ///
    /// ```
    /// use allonym::{Script, tables::evidence::SpellingModels};
    ///
    /// assert_eq!(SpellingModels::new(b"no models").of(Script::ARABIC).count(), 0);
    /// ```
    #[must_use]
    pub fn new(bytes: &'a [u8]) -> SpellingModels<'a> {
        let mut rest = bytes.strip_prefix(SpellingModels::MAGIC).unwrap_or_default();
        let mut take = |size: usize| {
            let (taken, left) = rest.split_at_checked(size).unwrap_or_default();
            rest = left;
            taken
        };
        let letters = take(2 * (LETTERS + 1));
        let first = number::<4>(take(4), 0) as u32;
        let count = number::<4>(take(4), 0) as usize;
        let stand_ins = take(count.saturating_mul(2));
        let count = number::<4>(take(4), 0) as usize;
        let chunks = take(count.saturating_mul(8));
        let count = number::<4>(take(4), 0) as usize;
        let places = take(count.saturating_mul(2));
        let count = number::<4>(take(4), 0) as usize;
        let scripts = take(count.saturating_mul(12));
        SpellingModels { letters, first, stand_ins, chunks, places, scripts, models: rest }
    }

    /// Packs the classes of letters, the symbols that stand in for characters, the shared Latin chunks, sorted, and the
    /// models with their scripts.
    ///
    /// ```
    /// use std::collections::BTreeMap;
    /// use allonym::{Script, tables::evidence::{SpellingModels, packed}};
    ///
    /// let bytes = SpellingModels::pack(&[0, 1], &BTreeMap::new(), &[packed(&[19, 8])], &[(Script::ARABIC, vec![1, 2, 3])]);
    /// let models = SpellingModels::new(&bytes);
    /// assert_eq!(models.chunks().collect::<Vec<_>>(), [packed(&[19, 8])]);
    /// assert_eq!(models.bytes_of(Script::ARABIC).next(), Some(&[1, 2, 3][..]));
    /// ```
    #[must_use]
    pub fn pack(
        classes: &[u16],
        stand_ins: &BTreeMap<char, char>,
        chunks: &[u64],
        models: &[(Script, Vec<u8>)],
    ) -> Vec<u8> {
        let mut out = SpellingModels::MAGIC.to_vec();
        out.extend(
            (0..=LETTERS).flat_map(|letter| classes.get(letter).copied().unwrap_or(KEY_PASSED).to_le_bytes()),
        );
        let first = stand_ins.first_key_value().map_or(0, |(symbol, _)| u32::from(*symbol));
        let end = stand_ins.last_key_value().map_or(0, |(symbol, _)| u32::from(*symbol) + 1);
        out.extend(first.to_le_bytes());
        out.extend((end - first).to_le_bytes());
        for symbol in first..end {
            let class = char::from_u32(symbol).and_then(|symbol| stand_ins.get(&symbol));
            let number = class.map_or(0, |class| u32::from(*class).saturating_sub(STAND_INS) + 1);
            out.extend((number as u16).to_le_bytes());
        }
        out.extend((chunks.len() as u32).to_le_bytes());
        out.extend(chunks.iter().flat_map(|chunk| chunk.to_le_bytes()));
        let places = places(chunks);
        out.extend((places.len() as u32).to_le_bytes());
        out.extend(places.iter().flat_map(|place| place.to_le_bytes()));
        out.extend((models.len() as u32).to_le_bytes());
        // Scripts that read the same share the bytes.
        let mut bodies: Vec<u8> = Vec::new();
        let mut begins: BTreeMap<&[u8], u32> = BTreeMap::new();
        for (script, bytes) in models {
            let begin = *begins.entry(bytes).or_insert_with(|| {
                let begin = bodies.len() as u32;
                bodies.extend(bytes);
                begin
            });
            out.extend(script.code());
            out.extend(begin.to_le_bytes());
            out.extend((bytes.len() as u32).to_le_bytes());
        }
        out.extend(bodies);
        out
    }

    /// The Latin chunks that all models share, five bits a letter, sorted.
    ///
    /// ```
    /// use allonym::tables::evidence::SpellingModels;
    ///
    /// let bytes = SpellingModels::pack(&[], &Default::default(), &[40, 41], &[]);
    /// assert_eq!(SpellingModels::new(&bytes).chunks().collect::<Vec<_>>(), [40, 41]);
    /// ```
    pub fn chunks(self) -> impl Iterator<Item = u64> {
        self.chunks.as_chunks::<8>().0.iter().map(|chunk| u64::from_le_bytes(*chunk))
    }

    /// The classes of the 26 letters in keys, a bit each, from 0, which is none.
    ///
    /// ```
    /// use allonym::tables::evidence::SpellingModels;
    ///
    /// let bytes = SpellingModels::pack(&[0, 5], &Default::default(), &[], &[]);
    /// assert_eq!(SpellingModels::new(&bytes).classes_of_letters()[1], 5); // a
    /// ```
    #[must_use]
    pub fn classes_of_letters(self) -> Vec<u16> {
        (0..=LETTERS as u16).map(|letter| self.letter_classes(letter)).collect()
    }

    /// The models of a script as they were packed.
    ///
    /// ```
    /// use allonym::{Script, tables::evidence::SpellingModels};
    ///
    /// let bytes = SpellingModels::pack(&[], &Default::default(), &[], &[(Script::GREEK, vec![7; 16])]);
    /// let models = SpellingModels::new(&bytes);
    /// assert_eq!((models.bytes_of(Script::GREEK).count(), models.bytes_of(Script::HAN).count()), (1, 0));
    /// ```
    pub fn bytes_of(self, script: Script) -> impl Iterator<Item = &'a [u8]> {
        self.scripts.as_chunks::<12>().0.iter().filter_map(move |entry| {
            let (code, place) = entry.split_first_chunk::<4>()?;
            let begin = number::<4>(place, 0) as usize;
            (*code == script.code()).then_some(())?;
            self.models.get(begin..)?.get(..number::<4>(place, 1) as usize)
        })
    }

    /// The classes that a letter is read as in keys, a bit each.
    pub(crate) fn letter_classes(self, letter: u16) -> u16 {
        word(self.letters, letter.into())
    }

    /// The symbol that stands in for one that a model does not know.
    pub(crate) fn stand_in(self, symbol: char) -> Option<char> {
        let at = u32::from(symbol).checked_sub(self.first)?;
        word(self.stand_ins, at as usize).checked_sub(1).and_then(stand_in)
    }

    /// The column of a Latin chunk, [`packed`], in every model; [`NONE`] if no model has it.
    #[inline]
    pub(crate) fn column_of(self, chunk: u64) -> u16 {
        if chunk <= LETTERS as u64 {
            return chunk as u16;
        }
        self.find(chunk).map_or(NONE, |at| (LETTERS + 1 + at) as u16)
    }

    /// The place of a chunk among those that all models share: every word asks for all of its own.
    fn find(self, chunk: u64) -> Option<usize> {
        let (places, chunks) = (self.places.as_chunks::<2>().0, self.chunks.as_chunks::<8>().0);
        let mut place = hashed(chunk, places.len());
        // A full table, which no trainer writes, is not searched without end.
        for _ in 0..places.len() {
            let at = usize::from(u16::from_le_bytes(*places.get(place)?)).checked_sub(1)?;
            if u64::from_le_bytes(*chunks.get(at)?) == chunk {
                return Some(at);
            }
            place = if place + 1 < places.len() { place + 1 } else { 0 };
        }
        None
    }

    /// How many columns there are: the letters and the chunks.
    pub(crate) fn columns(self) -> usize {
        self.chunks.len() / 8 + LETTERS + 1
    }

    /// The letters of a column, five bits each.
    pub(crate) fn chunk(self, column: u16) -> u64 {
        match usize::from(column).checked_sub(LETTERS + 1) {
            Some(at) => number::<8>(self.chunks, at),
            None => column.into(),
        }
    }

    /// The models of a script; several where one script has names of several manners, as Han has.
    ///
    /// ```
    /// use allonym::{Script, tables::evidence::SpellingModels};
    /// use allonym::tables::units::{UnitHead, UnitParts};
    ///
    /// let parts = UnitParts { symbols: vec!['γ'], begins: vec![0; 2], classes: vec![0; 2], ..UnitParts::default() };
    /// let bytes = SpellingModels::pack(&[], &Default::default(), &[], &[(Script::GREEK, parts.encode(UnitHead::default()))]);
    /// assert_eq!(SpellingModels::new(&bytes).of(Script::GREEK).next().map(|model| model.symbol('γ')), Some(1));
    /// ```
    pub fn of(self, script: Script) -> impl Iterator<Item = UnitTable<'a>> {
        self.bytes_of(script).map(|bytes| UnitTable::read(bytes).0)
    }
}
