//! The models that write Latin names in other scripts: the table `transcribe.bin`.
//!
//! Little-endian; numbers are `u32` where nothing else is said.
//!
//! | field | bytes |
//! |---|---|
//! | [`MAGIC`] | 8 |
//! | number of models | 4 |
//! | each model: tag of three letters and a 0, script of four letters, length, *model* | 4 + 4 + 4 + n |
//!
//! A *model*:
//!
//! | field | bytes |
//! |---|---|
//! | [`FEATURES`] weights of the second look, `i32` in 1/256 | 4 × 3 |
//! | length of what stands between words, this | 4 + n |
//! | number of units, where the text of each ends, `u16` | 4 + 2n |
//! | number of bytes of all texts, these | 4 + n |
//! | number of graphones T; where the letters of each end, `u16` | 4 + 2T |
//! | number of letters of all graphones, these, a as 1 | 4 + n |
//! | the unit of each graphone, `u16`, and its cost without context, a byte | 3T |
//! | n-grams of graphones ([`ngram_hash`]): a hash list, see [`known_words`] | |
//!
//! A *unit* is what one sign of the script is, a letter or a syllable; a *graphone* a unit with the Latin letters that it
//! stands for. Graphones are sorted by their letters. A cost is −log2 of a probability in 1/8 bit. An n-gram has its cost
//! and what it costs to leave it for a shorter one when it is the context (back-off, Katz 1987).
//!
//! ```
//! use allonym::tables::transcribe::{Parts, Graphone, TranscriptionModels, encode};
//!
//! let parts = Parts {
//!     weights: [256, 0, 0],
//!     separator: " ",
//!     units: &["ق".into(), "ک".into()],
//!     graphones: &[Graphone { letters: vec![11], unit: 1, cost: 8 }, Graphone { letters: vec![17], unit: 0, cost: 4 }],
//!     ngrams: &[],
//! };
//! let bytes = encode(&[("fa".parse()?, "Arab".parse()?, parts.encode().expect("small"))]).expect("small");
//! let (language, _, model) = TranscriptionModels::open(&bytes).expect("a table").models().next().expect("a model");
//! assert_eq!(language.as_str(), "fa");
//! assert_eq!(model.graphones(&[17]).map(|(unit, cost, _)| (model.text(unit), cost)).next(), Some(("ق", 4)));
//! # Ok::<(), allonym::Error>(())
//! ```

use alloc::string::String;
use alloc::vec::Vec;

use super::codec::{ByteReader, u16_at};
use super::known_words::{self, KnownWords, WordUse};
use crate::tag::{Language, Script};

/// The first bytes of a table: what it is, and the version of its layout.
pub const MAGIC: [u8; 8] = *b"ALNYTRS\x01";

/// What a spelling is weighed by in the second look: the n-grams of graphones, the romanizer's channel, its letters.
pub const FEATURES: usize = 3;

/// Graphones that an n-gram has at most.
pub const ORDER: usize = 4;

/// Letters that a graphone stands for at most.
pub const MAX_GRAPHONE: usize = 8;

/// The hash that an n-gram is kept by: its graphones, the oldest first.
///
/// ```
/// use allonym::tables::transcribe::ngram_hash;
///
/// assert_ne!(ngram_hash(&[1, 2]), ngram_hash(&[2, 1]));
/// ```
#[must_use]
pub fn ngram_hash(graphones: &[u16]) -> u64 {
    graphones.iter().fold(NgramHash::default(), |hash, graphone| hash.with(*graphone)).finished()
}

/// An [`ngram_hash`] that goes on: of the graphones so far.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NgramHash(u64);

impl Default for NgramHash {
    fn default() -> NgramHash {
        NgramHash(0xcbf2_9ce4_8422_2325)
    }
}

impl NgramHash {
    /// With a graphone more.
    pub(crate) fn with(self, graphone: u16) -> NgramHash {
        NgramHash((self.0 ^ (u64::from(graphone) + 1)).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(29))
    }

    fn finished(self) -> u64 {
        let hash = (self.0 ^ (self.0 >> 31)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        hash ^ (hash >> 32)
    }
}

/// The models of the table.
#[derive(Clone, Copy, Debug)]
pub struct TranscriptionModels<'a> {
    count: u32,
    bodies: &'a [u8],
}

/// A model: places in the table, nothing is copied.
#[derive(Clone, Copy, Debug)]
pub struct TranscriptionModel<'a> {
    /// The weights of the second look, in 1/256.
    pub weights: [i32; FEATURES],
    /// What stands between the words of a name.
    pub separator: &'a str,
    unit_ends: &'a [u8],
    texts: &'a [u8],
    graphone_ends: &'a [u8],
    letters: &'a [u8],
    units: &'a [u8],
    costs: &'a [u8],
    ngrams: KnownWords<'a>,
}

impl<'a> TranscriptionModels<'a> {
    /// The table in `bytes`; `None` if they are no table of this version.
    ///
    /// ```
    /// # use allonym::tables::transcribe::{Parts, Graphone, TranscriptionModels, encode};
    /// # let units = ["ق".to_owned()];
    /// # let graphones = [Graphone { letters: vec![17], unit: 0, cost: 4 }];
    /// # let ngrams = [(allonym::tables::transcribe::ngram_hash(&[0, 0]), 9, 2)];
    /// # let parts = Parts { weights: [256, 0, 0], separator: " ", units: &units, graphones: &graphones, ngrams: &ngrams };
    /// # let body = parts.encode().expect("small");
    /// # let bytes = encode(&[("fa".parse()?, "Arab".parse()?, body)]).expect("small");
    /// # let models = TranscriptionModels::open(&bytes).expect("a table");
    /// # let (_, _, model) = models.models().next().expect("a model");
    /// assert_eq!(models.models().count(), 1);
    /// assert!(TranscriptionModels::open(b"").is_none());
    /// # Ok::<(), allonym::Error>(())
    /// ```
    #[must_use]
    pub fn open(bytes: &'a [u8]) -> Option<TranscriptionModels<'a>> {
        let mut reader = ByteReader(bytes.strip_prefix(&MAGIC)?);
        Some(TranscriptionModels { count: reader.number()?, bodies: reader.0 })
    }

    /// The models with their languages and scripts, in the order of the plan.
    ///
    /// ```
    /// # use allonym::tables::transcribe::{Parts, Graphone, TranscriptionModels, encode};
    /// # let units = ["ق".to_owned()];
    /// # let graphones = [Graphone { letters: vec![17], unit: 0, cost: 4 }];
    /// # let ngrams = [(allonym::tables::transcribe::ngram_hash(&[0, 0]), 9, 2)];
    /// # let parts = Parts { weights: [256, 0, 0], separator: " ", units: &units, graphones: &graphones, ngrams: &ngrams };
    /// # let body = parts.encode().expect("small");
    /// # let bytes = encode(&[("fa".parse()?, "Arab".parse()?, body)]).expect("small");
    /// # let models = TranscriptionModels::open(&bytes).expect("a table");
    /// # let (_, _, model) = models.models().next().expect("a model");
    /// assert_eq!(models.models().next().map(|(_, script, _)| script.to_string()).as_deref(), Some("Arab"));
    /// # Ok::<(), allonym::Error>(())
    /// ```
    pub fn models(self) -> impl Iterator<Item = (Language, Script, TranscriptionModel<'a>)> {
        self.bodies().map_while(|(language, script, body)| Some((language, script, model(body)?)))
    }

    /// The bytes of each model: what a table with some other models is made of.
    ///
    /// ```
    /// # use allonym::tables::transcribe::{Parts, Graphone, TranscriptionModels, encode};
    /// # let units = ["ق".to_owned()];
    /// # let graphones = [Graphone { letters: vec![17], unit: 0, cost: 4 }];
    /// # let ngrams = [(allonym::tables::transcribe::ngram_hash(&[0, 0]), 9, 2)];
    /// # let parts = Parts { weights: [256, 0, 0], separator: " ", units: &units, graphones: &graphones, ngrams: &ngrams };
    /// # let body = parts.encode().expect("small");
    /// # let bytes = encode(&[("fa".parse()?, "Arab".parse()?, body)]).expect("small");
    /// # let models = TranscriptionModels::open(&bytes).expect("a table");
    /// # let (_, _, model) = models.models().next().expect("a model");
    /// assert!(models.bodies().all(|(_, _, body)| !body.is_empty()));
    /// # Ok::<(), allonym::Error>(())
    /// ```
    pub fn bodies(self) -> impl Iterator<Item = (Language, Script, &'a [u8])> {
        let mut reader = ByteReader(self.bodies);
        (0..self.count).map_while(move |_| {
            let [a, b, c, _] = *reader.take(4)?.first_chunk::<4>()?;
            let script = *reader.take(4)?.first_chunk::<4>()?;
            Some((Language::from_code(&[a, b, c]), Script::from_code(&script), reader.counted(1)?))
        })
    }
}

fn model(body: &[u8]) -> Option<TranscriptionModel<'_>> {
    let mut reader = ByteReader(body);
    let mut weights = [0; FEATURES];
    for weight in &mut weights {
        *weight = reader.number()?.cast_signed();
    }
    let separator = core::str::from_utf8(reader.counted(1)?).ok()?;
    let unit_ends = reader.counted(2)?;
    let texts = reader.counted(1)?;
    let graphones = reader.number()?;
    let graphone_ends = reader.list(graphones, 2)?;
    let letters = reader.counted(1)?;
    let units = reader.list(graphones, 2)?;
    let costs = reader.list(graphones, 1)?;
    let ngrams = KnownWords::read(&mut reader)?;
    Some(TranscriptionModel {
        weights,
        separator,
        unit_ends,
        texts,
        graphone_ends,
        letters,
        units,
        costs,
        ngrams,
    })
}

impl<'a> TranscriptionModel<'a> {
    /// The text of a unit.
    ///
    /// ```
    /// # use allonym::tables::transcribe::{Parts, Graphone, TranscriptionModels, encode};
    /// # let units = ["ق".to_owned()];
    /// # let graphones = [Graphone { letters: vec![17], unit: 0, cost: 4 }];
    /// # let ngrams = [(allonym::tables::transcribe::ngram_hash(&[0, 0]), 9, 2)];
    /// # let parts = Parts { weights: [256, 0, 0], separator: " ", units: &units, graphones: &graphones, ngrams: &ngrams };
    /// # let body = parts.encode().expect("small");
    /// # let bytes = encode(&[("fa".parse()?, "Arab".parse()?, body)]).expect("small");
    /// # let models = TranscriptionModels::open(&bytes).expect("a table");
    /// # let (_, _, model) = models.models().next().expect("a model");
    /// assert_eq!(model.text(0), "ق");
    /// # Ok::<(), allonym::Error>(())
    /// ```
    #[must_use]
    pub fn text(&self, unit: u16) -> &'a str {
        let text = self.between(self.unit_ends, unit.into()).and_then(|(from, to)| self.texts.get(from..to));
        text.and_then(|text| core::str::from_utf8(text).ok()).unwrap_or_default()
    }

    fn between(&self, ends: &[u8], at: usize) -> Option<(usize, usize)> {
        let from = if at == 0 { 0 } else { u16_at(ends, at - 1)? };
        Some((from.into(), u16_at(ends, at)?.into()))
    }

    /// The letters of a graphone.
    fn letters(&self, graphone: usize) -> &'a [u8] {
        let place = self.between(self.graphone_ends, graphone);
        place.and_then(|(from, to)| self.letters.get(from..to)).unwrap_or_default()
    }

    /// The units that may stand for exactly these letters, with their costs without context and their graphones. Two
    /// binary searches.
    ///
    /// ```
    /// # use allonym::tables::transcribe::{Parts, Graphone, TranscriptionModels, encode};
    /// # let units = ["ق".to_owned()];
    /// # let graphones = [Graphone { letters: vec![17], unit: 0, cost: 4 }];
    /// # let ngrams = [(allonym::tables::transcribe::ngram_hash(&[0, 0]), 9, 2)];
    /// # let parts = Parts { weights: [256, 0, 0], separator: " ", units: &units, graphones: &graphones, ngrams: &ngrams };
    /// # let body = parts.encode().expect("small");
    /// # let bytes = encode(&[("fa".parse()?, "Arab".parse()?, body)]).expect("small");
    /// # let models = TranscriptionModels::open(&bytes).expect("a table");
    /// # let (_, _, model) = models.models().next().expect("a model");
    /// assert_eq!(model.graphones(&[17]).next(), Some((0, 4, 0)));
    /// # Ok::<(), allonym::Error>(())
    /// ```
    pub fn graphones(&self, letters: &[u8]) -> impl Iterator<Item = (u16, u8, u16)> + use<'a> {
        let count = self.costs.len();
        let first = partition(count, |graphone| self.letters(graphone) < letters);
        let end = partition(count, |graphone| self.letters(graphone) <= letters);
        let (units, costs) = (self.units, self.costs);
        (first..end).filter_map(move |graphone| {
            Some((u16_at(units, graphone)?, *costs.get(graphone)?, u16::try_from(graphone).ok()?))
        })
    }

    /// The cost of an n-gram and of leaving it, in 1/8 bit, if it is kept.
    ///
    /// ```
    /// # use allonym::tables::transcribe::{Parts, Graphone, TranscriptionModels, encode};
    /// # let units = ["ق".to_owned()];
    /// # let graphones = [Graphone { letters: vec![17], unit: 0, cost: 4 }];
    /// # let ngrams = [(allonym::tables::transcribe::ngram_hash(&[0, 0]), 9, 2)];
    /// # let parts = Parts { weights: [256, 0, 0], separator: " ", units: &units, graphones: &graphones, ngrams: &ngrams };
    /// # let body = parts.encode().expect("small");
    /// # let bytes = encode(&[("fa".parse()?, "Arab".parse()?, body)]).expect("small");
    /// # let models = TranscriptionModels::open(&bytes).expect("a table");
    /// # let (_, _, model) = models.models().next().expect("a model");
    /// assert_eq!((model.ngram(&[0, 0]), model.ngram(&[0])), (Some((9, 2)), None));
    /// # Ok::<(), allonym::Error>(())
    /// ```
    #[must_use]
    pub fn ngram(&self, graphones: &[u16]) -> Option<(i32, i32)> {
        self.hashed(graphones.iter().fold(NgramHash::default(), |hash, graphone| hash.with(*graphone)))
    }

    /// [`ngram`](TranscriptionModel::ngram), by its hash.
    pub(crate) fn hashed(&self, ngram: NgramHash) -> Option<(i32, i32)> {
        let found = self.ngrams.find(ngram.finished());
        (found.groups != 0).then(|| (found.groups.cast_signed() - 1, found.frequency.cast_signed()))
    }
}

/// How many of 0..n a condition holds for that holds for the first ones.
fn partition(n: usize, holds: impl Fn(usize) -> bool) -> usize {
    let (mut low, mut high) = (0, n);
    while low < high {
        let middle = low + (high - low) / 2;
        if holds(middle) { low = middle + 1 } else { high = middle }
    }
    low
}

/// A unit with the letters that it stands for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Graphone {
    /// The letters, a as 1, at most [`MAX_GRAPHONE`].
    pub letters: Vec<u8>,
    /// The number of the unit.
    pub unit: u16,
    /// −log2 of its probability without context, in 1/8 bit.
    pub cost: u8,
}

/// What a model is made of.
#[derive(Clone, Copy, Debug)]
pub struct Parts<'a> {
    /// The weights of the second look, in 1/256.
    pub weights: [i32; FEATURES],
    /// What stands between the words of a name.
    pub separator: &'a str,
    /// The texts of the units.
    pub units: &'a [String],
    /// The graphones, sorted.
    pub graphones: &'a [Graphone],
    /// The n-grams: hash, cost and what it costs to leave it, in 1/8 bit.
    pub ngrams: &'a [(u64, u8, u8)],
}

impl Parts<'_> {
    /// The bytes of the model; `None` if a number does not fit.
    ///
    /// ```
    /// # use allonym::tables::transcribe::{Parts, Graphone, TranscriptionModels, encode};
    /// # let units = ["ق".to_owned()];
    /// # let graphones = [Graphone { letters: vec![17], unit: 0, cost: 4 }];
    /// # let ngrams = [(allonym::tables::transcribe::ngram_hash(&[0, 0]), 9, 2)];
    /// # let parts = Parts { weights: [256, 0, 0], separator: " ", units: &units, graphones: &graphones, ngrams: &ngrams };
    /// # let body = parts.encode().expect("small");
    /// # let bytes = encode(&[("fa".parse()?, "Arab".parse()?, body)]).expect("small");
    /// # let models = TranscriptionModels::open(&bytes).expect("a table");
    /// # let (_, _, model) = models.models().next().expect("a model");
    /// assert!(parts.encode().is_some());
    /// # Ok::<(), allonym::Error>(())
    /// ```
    #[must_use]
    pub fn encode(&self) -> Option<Vec<u8>> {
        let mut out: Vec<u8> = self.weights.iter().flat_map(|weight| weight.to_le_bytes()).collect();
        let number = |out: &mut Vec<u8>, n: usize| {
            out.extend_from_slice(&u32::try_from(n).ok()?.to_le_bytes());
            Some(())
        };
        let ends = |out: &mut Vec<u8>, lengths: &mut dyn Iterator<Item = usize>| {
            let mut end = 0;
            for length in lengths {
                end += length;
                out.extend_from_slice(&u16::try_from(end).ok()?.to_le_bytes());
            }
            number(out, end)
        };
        number(&mut out, self.separator.len())?;
        out.extend_from_slice(self.separator.as_bytes());
        number(&mut out, self.units.len())?;
        ends(&mut out, &mut self.units.iter().map(String::len))?;
        self.units.iter().for_each(|unit| out.extend_from_slice(unit.as_bytes()));
        number(&mut out, self.graphones.len())?;
        ends(&mut out, &mut self.graphones.iter().map(|graphone| graphone.letters.len()))?;
        self.graphones.iter().for_each(|graphone| out.extend_from_slice(&graphone.letters));
        self.graphones.iter().for_each(|graphone| out.extend_from_slice(&graphone.unit.to_le_bytes()));
        out.extend(self.graphones.iter().map(|graphone| graphone.cost));
        let entry = |&(hash, cost, leave): &(u64, u8, u8)| {
            let word = WordUse { groups: u32::from(cost.saturating_add(1)), frequency: leave.into() };
            (hash, word)
        };
        known_words::encode(&mut out, &self.ngrams.iter().map(entry).collect::<Vec<_>>())?;
        Some(out)
    }
}

/// The whole table; `None` if a length does not fit in 32 bits.
///
/// ```
/// use allonym::tables::transcribe::{MAGIC, encode};
///
/// assert!(encode(&[]).is_some_and(|table| table.starts_with(&MAGIC)));
/// ```
#[must_use]
pub fn encode(models: &[(Language, Script, Vec<u8>)]) -> Option<Vec<u8>> {
    let mut out = MAGIC.to_vec();
    out.extend_from_slice(&u32::try_from(models.len()).ok()?.to_le_bytes());
    for (language, script, body) in models {
        let mut tag = [0; 4];
        tag.iter_mut().zip(language.as_str().bytes()).for_each(|(place, byte)| *place = byte);
        out.extend_from_slice(&tag);
        out.extend(script.as_str().bytes());
        out.extend_from_slice(&u32::try_from(body.len()).ok()?.to_le_bytes());
        out.extend_from_slice(body);
    }
    Some(out)
}

#[cfg(test)]
mod tests {

    use super::*;

    fn small() -> Vec<u8> {
        let graphone = |letters: &[u8], unit, cost| Graphone { letters: letters.to_vec(), unit, cost };
        let parts = Parts {
            weights: [256, -1, 3],
            separator: "-",
            units: &["к".into(), "х".into()],
            graphones: &[
                graphone(&[], 1, 60),
                graphone(&[11], 0, 8),
                graphone(&[11], 1, 30),
                graphone(&[11, 8], 1, 4),
            ],
            ngrams: &[(ngram_hash(&[1, 3]), 16, 2)],
        };
        let language = Language::from_code(b"ru\0");
        encode(&[(language, Script::from_code(b"Cyrl"), parts.encode().expect("small"))]).expect("small")
    }

    #[test]
    fn what_is_written_is_read() {
        let bytes = small();
        let (language, script, model) =
            TranscriptionModels::open(&bytes).expect("a table").models().next().expect("a model");
        assert_eq!((language.as_str(), script.as_str(), model.weights), ("ru", "Cyrl", [256, -1, 3]));
        let of = |letters: &[u8]| model.graphones(letters).collect::<Vec<_>>();
        assert_eq!(of(&[11]), [(0, 8, 1), (1, 30, 2)]);
        assert_eq!((of(&[]).len(), of(&[11, 8]).len(), of(&[8]).len()), (1, 1, 0));
        assert_eq!((model.text(0), model.text(1), model.text(2)), ("к", "х", ""));
        assert_eq!(model.separator, "-");
        assert_eq!((model.ngram(&[1, 3]), model.ngram(&[3, 1])), (Some((16, 2)), None));
    }

    #[test]
    fn half_a_table_is_refused_or_read_without_harm() {
        let bytes = small();
        for end in 0..bytes.len() {
            let models = TranscriptionModels::open(&bytes[..end]);
            for (_, _, model) in models.into_iter().flat_map(TranscriptionModels::models) {
                let _ = (model.graphones(&[11]).count(), model.text(1), model.ngram(&[1, 3]));
            }
        }
        assert!(TranscriptionModels::open(&[0xff; 40]).is_none());
    }
}
