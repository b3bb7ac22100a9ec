//! The learned weights: reader and writer of `crates/allonym-data/tables/finder.bin`.
//!
//! Little-endian. `MAGIC`, the last byte of which is the version of the layout; the number of groups as a byte; the
//! groups, each with its length in bytes before it as a `u32`. A group is
//!
//! | what | as |
//! |---|---|
//! | name, prefixes, suffixes | a byte for how many (the name is one), then each with a byte for its length |
//! | scripts, languages | a byte for how many, then each in four and three bytes |
//! | flags | a byte: 1 if words are known by their letters, 2 if units are characters, 4 if suffixes are no part of names |
//! | languages it was learned from, with what is taken off the score of "no name" in each | a byte for how many, then each in three bytes and an `i16` |
//! | the scores of the first label, the scores of a label after each label | `i16`s: 7, 7 × 7 |
//! | how many rows all buckets before each 16th bucket have, and all buckets | 2^10 + 1 `u16`s |
//! | how many rows each bucket has | 2^14 half bytes, the lower half of a byte first |
//! | rows: what tells the features of a bucket apart | a byte each |
//! | rows: the largest weight of the row | a byte each |
//! | rows: the weights of the labels but "no name", which is always 0, in sevenths of the largest one | six signed half bytes each, the lower half first |
//!
//! A feature is a number of 32 bits : its first 14 are the bucket, the next 8 tell it apart there. So
//! a feature that was never seen is taken for another one in every 2^22 / rows cases. Scores are in 1/[`SCALE`] nat.

use alloc::{string::String, vec::Vec};

use crate::tag::{Language, Script};

/// The first bytes of the file.
pub(crate) const MAGIC: [u8; 8] = *b"ALNYFND\x02";

/// How many labels there are: no name; for person, organization and place "begins" and "goes on".
pub const LABELS: usize = 7;

/// How many parts of a nat a score of one is.
pub const SCALE: i32 = 24;

/// Bits of a feature that name its bucket, and bits that tell it apart there.
const BUCKET_BITS: u32 = 14;
const REST_BITS: u32 = 8;
/// Bits of a feature that the model knows.
pub const FEATURE_BITS: u32 = BUCKET_BITS + REST_BITS;
const BUCKETS: usize = 1 << BUCKET_BITS;
/// Buckets whose rows are counted together.
const RUN: usize = 16;
/// The most rows of a group.
pub const MAX_ROWS: usize = u16::MAX as usize;

/// The most rows of a bucket.
const MAX_IN_BUCKET: usize = 15;
/// The parts of the largest weight of a row that its weights are told in.
const PARTS: i32 = 7;
/// Bytes that the weights of a row take.
const PACKED: usize = (LABELS - 1) / 2;

/// The weights of one feature for the labels but "no name".
pub type Weights = [i8; LABELS - 1];

/// The lower and the upper half of a byte.
const fn halves(byte: u8) -> [u8; 2] {
    [byte & 15, byte >> 4]
}

/// The weights of a row: each in [`PARTS`] of the largest, to the nearest.
fn pack(weights: Weights) -> (u8, [u8; PACKED]) {
    let largest = weights.iter().map(|weight| weight.unsigned_abs()).max().unwrap_or(0);
    let mut packed = [0; PACKED];
    for (byte, pair) in packed.iter_mut().zip(weights.chunks(2)) {
        for (at, weight) in pair.iter().enumerate() {
            let part = nearest(i32::from(*weight) * PARTS, i32::from(largest.max(1)));
            *byte |= (part as u8 & 15) << (4 * at);
        }
    }
    (largest, packed)
}

fn unpack(largest: u8, packed: [u8; PACKED]) -> Weights {
    let mut weights = [0; LABELS - 1];
    for (pair, byte) in weights.chunks_mut(2).zip(packed) {
        for (weight, half) in pair.iter_mut().zip(halves(byte)) {
            // A half byte has its sign in its highest bit.
            let part = i32::from((half << 4) as i8 >> 4);
            *weight = nearest(part * i32::from(largest), PARTS).clamp(-127, 127) as i8;
        }
    }
    weights
}

/// The whole number nearest to a quotient, halves away from zero. The divisor is positive.
const fn nearest(number: i32, divisor: i32) -> i32 {
    (2 * number + number.signum() * divisor) / (2 * divisor)
}

/// The scores that a sequence of labels has by itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Transitions {
    /// The score of each label at the beginning.
    pub first: [i16; LABELS],
    /// The score of each label after each label: `next[before][after]`.
    pub next: [[i16; LABELS]; LABELS],
}

/// A group with its weights, as the trainer makes them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Learned {
    /// The group.
    pub group: Group,
    /// The languages that it was learned from, each with what is taken off the score of "no name" there.
    pub biases: Vec<(Language, i16)>,
    /// Its transitions.
    pub transitions: Transitions,
    /// Features ([`FEATURE_BITS`] wide), in order and different, and their weights; no more than [`MAX_ROWS`].
    pub rows: Vec<(u32, Weights)>,
}

/// The weights of a group, read in place.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Table<'a> {
    starts: &'a [u8],
    counts: &'a [u8],
    rests: &'a [u8],
    largest: &'a [u8],
    packed: &'a [u8],
}

impl Table<'_> {
    /// Adds the weights of a feature of 32 bits to the scores of the labels but "no name".
    pub(crate) fn add(&self, feature: u32, scores: &mut [i32; LABELS - 1]) {
        if let Some(weights) = self.get(feature) {
            scores.iter_mut().zip(weights).for_each(|(score, weight)| *score += i32::from(weight));
        }
    }

    /// The weights of a feature of 32 bits. Costs a read or two.
    pub(crate) fn get(&self, feature: u32) -> Option<Weights> {
        let slot = feature >> (32 - FEATURE_BITS);
        let bucket = (slot >> REST_BITS) as usize;
        let halves = |bucket: usize| self.counts.get(bucket / 2).copied().map(halves);
        let [lower, upper] = halves(bucket)?;
        let (count, lower) = if bucket.is_multiple_of(2) { (lower, 0) } else { (upper, lower) };
        if count == 0 {
            return None;
        }
        let bytes = self.starts.get(2 * (bucket / RUN)..)?.first_chunk::<2>()?;
        let pairs = self.counts.get(bucket / RUN * RUN / 2..bucket / 2)?;
        let before: usize = pairs.iter().map(|byte| usize::from((byte & 15) + (byte >> 4))).sum();
        let from = usize::from(u16::from_le_bytes(*bytes)) + before + usize::from(lower);
        let rest = (slot & ((1 << REST_BITS) - 1)) as u8;
        let own = self.rests.get(from..from + usize::from(count))?;
        let at = from + own.iter().position(|other| *other == rest)?;
        let packed = self.packed.get(PACKED * at..)?.first_chunk::<PACKED>()?;
        Some(unpack(*self.largest.get(at)?, *packed))
    }
}

/// A group of the file.
#[derive(Clone, Debug)]
pub(crate) struct Entry<'a> {
    pub(crate) group: Group,
    pub(crate) biases: Vec<(Language, i16)>,
    pub(crate) transitions: Transitions,
    pub(crate) table: Table<'a>,
}

/// What languages share a model, and how their words are read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Group {
    /// Its name in `data/finder/finder.toml`.
    pub name: String,
    /// The scripts whose texts it reads.
    pub scripts: Vec<Script>,
    /// The languages it is for; empty for all that write the scripts.
    pub languages: Vec<Language>,
    /// Whether the model knows words by their letters; one of classes alone may read languages it was not learned from.
    pub words: bool,
    /// Whether units are characters, so that features are runs of them.
    pub characters: bool,
    /// Whether suffixes are words of their own, and no part of a name that they are written together with.
    pub cut: bool,
    /// Words written together with the word after them, normalized for matching.
    pub prefixes: Vec<String>,
    /// Words and endings written together with the word before them, normalized for matching.
    pub suffixes: Vec<String>,
}

/// The groups of a file, or nothing if the bytes are none.
pub(crate) fn read(bytes: &[u8]) -> Option<Vec<Entry<'_>>> {
    let mut bytes = Cursor(bytes);
    if bytes.take(MAGIC.len())? != MAGIC {
        return None;
    }
    bytes.list(|bytes| entry(&mut Cursor(bytes.section()?)))
}

/// The groups of a file as they stand in it, each with its name: so that one of them can be learned anew.
///
/// Nothing if the bytes are no file of groups. The groups themselves are not read.
///
/// ```
/// use allonym::tables::finder::{Group, Learned, assemble, encode, sections};
///
/// let learned = Learned { group: Group { name: "Arab".into(), ..Group::default() }, ..Learned::default() };
/// let bytes = assemble([encode(&learned)?.as_slice()])?;
/// assert_eq!(sections(&bytes).ok_or("no file")?[0].0, "Arab");
/// assert!(sections(b"no file").is_none());
/// # Ok::<(), String>(())
/// ```
#[must_use]
pub fn sections(bytes: &[u8]) -> Option<Vec<(String, &[u8])>> {
    let mut bytes = Cursor(bytes);
    if bytes.take(MAGIC.len())? != MAGIC {
        return None;
    }
    bytes.list(|bytes| {
        let section = bytes.section()?;
        Some((Cursor(section).string()?, section))
    })
}

fn entry<'a>(bytes: &mut Cursor<'a>) -> Option<Entry<'a>> {
    let name = bytes.string()?;
    let prefixes = bytes.list(Cursor::string)?;
    let suffixes = bytes.list(Cursor::string)?;
    let scripts = bytes.list(|bytes| Some(Script::from_code(bytes.take(4)?.first_chunk()?)))?;
    let languages = bytes.list(|bytes| Some(Language::from_code(bytes.take(3)?.first_chunk()?)))?;
    let flags = bytes.byte()?;
    let biases = bytes.list(|bytes| {
        let language = Language::from_code(bytes.take(3)?.first_chunk()?);
        Some((language, bytes.short()?))
    })?;
    let first = bytes.shorts()?;
    let mut next = [[0; LABELS]; LABELS];
    for row in &mut next {
        *row = bytes.shorts()?;
    }
    let starts = bytes.take(2 * (BUCKETS / RUN + 1))?;
    let counts = bytes.take(BUCKETS / 2)?;
    let rows = usize::from(u16::from_le_bytes(*starts.last_chunk::<2>()?));
    let (rests, largest) = (bytes.take(rows)?, bytes.take(rows)?);
    let table = Table { starts, counts, rests, largest, packed: bytes.take(PACKED * rows)? };
    let (words, characters, cut) = (flags & 1 != 0, flags & 2 != 0, flags & 4 != 0);
    let group = Group { name, scripts, languages, words, characters, cut, prefixes, suffixes };
    Some(Entry { group, biases, transitions: Transitions { first, next }, table })
}

/// What is left to read.
struct Cursor<'a>(&'a [u8]);

impl<'a> Cursor<'a> {
    fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    fn byte(&mut self) -> Option<u8> {
        self.take(1)?.first().copied()
    }

    fn short(&mut self) -> Option<i16> {
        self.take(2)?.first_chunk().map(|bytes| i16::from_le_bytes(*bytes))
    }

    fn shorts(&mut self) -> Option<[i16; LABELS]> {
        let mut shorts = [0; LABELS];
        for short in &mut shorts {
            *short = self.short()?;
        }
        Some(shorts)
    }

    fn section(&mut self) -> Option<&'a [u8]> {
        let length = u32::from_le_bytes(*self.take(4)?.first_chunk()?);
        self.take(usize::try_from(length).ok()?)
    }

    fn string(&mut self) -> Option<String> {
        let length = usize::from(self.byte()?);
        core::str::from_utf8(self.take(length)?).ok().map(String::from)
    }

    fn list<T>(&mut self, each: impl Fn(&mut Cursor<'a>) -> Option<T>) -> Option<Vec<T>> {
        (0..self.byte()?).map(|_| each(self)).collect()
    }
}

/// The file of some groups, each as [`encode`] makes it or as [`sections`] gives it.
///
/// # Errors
/// A sentence that says so if there are more than 255 groups or one is longer than a `u32` can say.
///
/// ```
/// use allonym::tables::finder::{assemble, sections};
///
/// assert_eq!(sections(&assemble([])?).map(|groups| groups.len()), Some(0));
/// # Ok::<(), String>(())
/// ```
pub fn assemble<'s>(groups: impl IntoIterator<Item = &'s [u8]>) -> Result<Vec<u8>, String> {
    let groups: Vec<&[u8]> = groups.into_iter().collect();
    let mut out = MAGIC.to_vec();
    count(&mut out, groups.len())?;
    for group in groups {
        let length = u32::try_from(group.len()).map_err(|_| String::from("a group is too long"))?;
        out.extend(length.to_le_bytes());
        out.extend(group);
    }
    Ok(out)
}

/// The bytes of one group.
///
/// # Errors
/// A sentence that says what does not fit: too many rows or affixes, a text that is too long, rows out of order.
///
/// ```
/// use allonym::tables::finder::{Learned, encode};
///
/// assert!(!encode(&Learned::default())?.is_empty()); // the rows of its hash table
/// let turned = Learned { rows: vec![(2, [0; 6]), (1, [0; 6])], ..Learned::default() };
/// assert!(encode(&turned).is_err());
/// # Ok::<(), String>(())
/// ```
pub fn encode(learned: &Learned) -> Result<Vec<u8>, String> {
    let Learned { group, biases, transitions, rows } = learned;
    let mut out = Vec::new();
    string(&mut out, &group.name)?;
    for list in [&group.prefixes, &group.suffixes] {
        count(&mut out, list.len())?;
        list.iter().try_for_each(|text| string(&mut out, text))?;
    }
    count(&mut out, group.scripts.len())?;
    group.scripts.iter().for_each(|script| out.extend(script.code()));
    count(&mut out, group.languages.len())?;
    group.languages.iter().for_each(|language| out.extend(language.code()));
    out.push(u8::from(group.words) | u8::from(group.characters) << 1 | u8::from(group.cut) << 2);
    count(&mut out, biases.len())?;
    for (language, bias) in biases {
        out.extend(language.code());
        out.extend(bias.to_le_bytes());
    }
    let scores = transitions.first.iter().chain(transitions.next.iter().flatten());
    scores.for_each(|score| out.extend(score.to_le_bytes()));
    if rows.len() > MAX_ROWS || !rows.is_sorted_by(|a, b| a.0 < b.0) {
        return Err(alloc::format!("{}: too many rows, or out of order", group.name));
    }
    let start = |bucket: usize| rows.partition_point(|(slot, _)| slot >> REST_BITS < bucket as u32);
    for bucket in (0..=BUCKETS).step_by(RUN) {
        out.extend((start(bucket) as u16).to_le_bytes());
    }
    for bucket in (0..BUCKETS).step_by(2) {
        let counts = [start(bucket + 1) - start(bucket), start(bucket + 2) - start(bucket + 1)];
        if counts.iter().any(|count| *count > MAX_IN_BUCKET) {
            return Err(alloc::format!("{}: more than {MAX_IN_BUCKET} rows in a bucket", group.name));
        }
        let [lower, upper] = counts.map(|count| count as u8);
        out.push(lower | upper << 4);
    }
    let packed: Vec<(u8, [u8; PACKED])> = rows.iter().map(|(_, weights)| pack(*weights)).collect();
    out.extend(rows.iter().map(|(slot, _)| (slot & ((1 << REST_BITS) - 1)) as u8));
    out.extend(packed.iter().map(|(largest, _)| *largest));
    out.extend(packed.iter().flat_map(|(_, weights)| weights));
    Ok(out)
}

fn count(out: &mut Vec<u8>, count: usize) -> Result<(), String> {
    out.push(u8::try_from(count).map_err(|_| alloc::format!("{count} are more than 255"))?);
    Ok(())
}

fn string(out: &mut Vec<u8>, text: &str) -> Result<(), String> {
    count(out, text.len())?;
    out.extend(text.bytes());
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::ToString;
    use alloc::vec;

    fn learned() -> Learned {
        let mut next = [[0; LABELS]; LABELS];
        next[1][2] = 300;
        Learned {
            group: Group {
                name: "Arab".to_string(),
                scripts: vec![Script::ARABIC],
                languages: vec![Language::from_code(b"fa\0")],
                words: true,
                characters: false,
                cut: true,
                prefixes: vec!["و".to_string()],
                suffixes: vec!["ها".to_string(), "ی".to_string()],
            },
            biases: vec![(Language::from_code(b"fa\0"), -7)],
            transitions: Transitions { first: [1, 2, 3, 4, 5, 6, -7], next },
            rows: vec![(0, [1, 2, 3, 4, 5, 6]), (255, [-1; 6]), (256, [7; 6]), ((1 << 22) - 1, [127; 6])],
        }
    }

    fn write(groups: &[Learned]) -> Vec<u8> {
        let groups: Vec<Vec<u8>> = groups.iter().map(|group| encode(group).unwrap()).collect();
        assemble(groups.iter().map(Vec::as_slice)).unwrap()
    }

    #[test]
    fn what_is_written_is_read() {
        let wanted = learned();
        let bytes = write(&[wanted.clone(), wanted.clone()]);
        assert_eq!(sections(&bytes).unwrap()[1].0, "Arab");
        let read = read(&bytes).unwrap();
        assert_eq!(read.len(), 2);
        assert_eq!((&read[1].group, read[1].transitions), (&wanted.group, wanted.transitions));
        assert_eq!(read[1].biases, wanted.biases);
        for (slot, weights) in wanted.rows {
            assert_eq!(read[0].table.get(slot << 10), Some(weights));
            // The last bits of a feature are not kept.
            assert_eq!(read[0].table.get(slot << 10 | 5), Some(weights));
        }
        assert_eq!(read[0].table.get(3 << 10), None);
    }

    #[test]
    fn bytes_that_are_cut_off_or_changed_are_no_model() {
        let bytes = write(&[learned()]);
        for end in 0..bytes.len().min(200) {
            assert!(read(&bytes[..end]).is_none());
        }
        assert!(read(&bytes[..bytes.len() - 1]).is_none());
        let mut other = bytes;
        other[7] = 1;
        assert!(read(&other).is_none());
    }

    #[test]
    fn weights_are_sevenths_of_the_largest_of_their_row() {
        let (largest, packed) = pack([70, -70, 4, 6, -10, 0]);
        assert_eq!((largest, unpack(largest, packed)), (70, [70, -70, 0, 10, -10, 0]));
        let (largest, packed) = pack([0; 6]);
        assert_eq!(unpack(largest, packed), [0; 6]);
        // A byte that nobody wrote means something, and overflows nothing.
        assert_eq!(unpack(255, [0x88; PACKED]), [-127; 6]);
    }

    #[test]
    fn a_bucket_that_is_too_full_is_not_written() {
        let mut full = learned();
        full.rows = (0..16).map(|slot| (slot, [1; 6])).collect();
        assert!(encode(&full).unwrap_err().contains("in a bucket"));
    }

    #[test]
    fn rows_out_of_order_are_not_written() {
        let mut wrong = learned();
        wrong.rows.swap(0, 1);
        assert!(encode(&wrong).unwrap_err().contains("out of order"));
    }
}
