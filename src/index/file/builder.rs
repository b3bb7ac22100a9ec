//! Making an index of rows.

use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;

use crate::codec::{hash, put_bytes, put_rising, put_varint, sorted_pairs};
use crate::index::Record;
use crate::index::blocking::{Spellings, TRIGRAMS, Traits, WordEntry, traits};
use crate::index::format::{BLOCK, assemble};
use crate::index::list_word::{self, ListedName};
use crate::spelling::UnitMemory;

/// Makes the bytes of an index.
///
/// ```
/// use allonym::index::{Index, Record};
///
/// let mut builder = Index::builder();
/// builder.add(Record::new("1", "Qasem Soleimani"));
/// builder.add(Record::new("1", "قاسم سلیمانی").kind("person"));
/// let index = Index::from_bytes(builder.build())?;
/// assert_eq!(index.search("Касем Сулеймани").hits().len(), 1); // two names of one id
/// # Ok::<(), allonym::Error>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Builder {
    /// Words by role and text, in the order in which they came.
    words: BTreeMap<String, u32>,
    strings: BTreeMap<String, u32>,
    rows: Vec<PendingRow>,
    texts: String,
    numbers: Vec<u32>,
    /// For each row, in the order in which they came, hashes of what the whole name is known by.
    keys: Vec<u32>,
}

/// A row whose texts stand in one long text, and the numbers of its words in one long list.
#[derive(Clone, Copy, Debug)]
struct PendingRow {
    texts: usize,
    id: u32,
    name: u32,
    numbers: usize,
    words: u8,
    kind: u32,
    language: u32,
    /// Where its keys begin among all.
    keys: usize,
    key_count: u8,
}

impl Builder {
    /// No records yet: the same as [`Index::builder`](super::Index::builder).
    ///
    /// ```
    /// assert!(allonym::index::Builder::new().is_empty());
    /// ```
    #[must_use]
    pub fn new() -> Builder {
        Builder::default()
    }

    /// How many records there are.
    ///
    /// ```
    /// assert_eq!(allonym::index::Builder::default().len(), 0);
    /// ```
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is no record.
    ///
    /// ```
    /// assert!(allonym::index::Builder::default().is_empty());
    /// ```
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Takes a record. Any text is a name; one without letters is never found. Linear in the record, some ten
    /// microseconds.
    ///
    /// ```
    /// use allonym::index::{Index, Record};
    ///
    /// let mut builder = Index::builder();
    /// builder.add(Record::new("1", "Ольга Ким"));
    /// assert_eq!(builder.len(), 1);
    /// ```
    pub fn add(&mut self, record: Record<'_>) {
        let ListedName { words, keys } = ListedName::new(record.name);
        let numbers = self.numbers.len();
        for word in &words {
            let key = list_word::key(word.role, word.link, word.span.of(record.name));
            let number = numbered(&mut self.words, &key);
            self.numbers.push(number);
        }
        let pending = PendingRow {
            texts: self.texts.len(),
            id: record.id.len() as u32,
            name: record.name.len() as u32,
            numbers,
            words: words.len() as u8,
            kind: numbered_from_one(&mut self.strings, record.kind),
            language: numbered_from_one(&mut self.strings, record.language),
            keys: self.keys.len(),
            key_count: keys.len() as u8,
        };
        self.keys.extend(keys.iter().map(|key| hash(key)));
        self.texts.push_str(record.id);
        self.texts.push_str(record.name);
        self.rows.push(pending);
    }

    fn texts_of(&self, row: &PendingRow) -> (&str, &str) {
        let rest = self.texts.get(row.texts..).unwrap_or_default();
        let (id, rest) = rest.split_at_checked(row.id as usize).unwrap_or_default();
        (id, rest.get(..row.name as usize).unwrap_or_default())
    }

    /// The bytes of the index. They do not depend on the order in which records were added.
    ///
    /// Takes some microseconds for each different word of the list, and the time to sort the records.
    ///
    /// ```
    /// use allonym::index::{Index, Record};
    ///
    /// let records = [Record::new("1", "Ольга Ким"), Record::new("2", "김정은")];
    /// let (mut one, mut other) = (Index::builder(), Index::builder());
    /// records.iter().for_each(|record| one.add(*record));
    /// records.iter().rev().for_each(|record| other.add(*record));
    /// assert_eq!(one.build(), other.build());
    /// ```
    #[must_use]
    pub fn build(mut self) -> Vec<u8> {
        // Short names first: where lists have to be cut, those are lost that fit least.
        let mut rows = core::mem::take(&mut self.rows);
        // Words and strings get the numbers of their alphabetical order.
        let strings = renumbered(&self.strings);
        let words = renumbered(&self.words);
        let string = |number: u32| {
            number.checked_sub(1).and_then(|at| strings.get(at as usize)).map_or(0, |at| at + 1)
        };
        rows.sort_by(|a, b| {
            let (id_a, name_a) = self.texts_of(a);
            let (id_b, name_b) = self.texts_of(b);
            let labels = |row: &PendingRow| (string(row.kind), string(row.language));
            (a.words, name_a, id_a, labels(a)).cmp(&(b.words, name_b, id_b, labels(b)))
        });
        let mut records = Vec::with_capacity(self.texts.len() + 8 * rows.len());
        let mut record_places = Vec::with_capacity(rows.len());
        let mut kinds = Vec::with_capacity(rows.len());
        let mut exact: Vec<(u32, u32)> = Vec::with_capacity(rows.len());
        let mut lists: Vec<u32> = alloc::vec![0; words.len() + 1];
        let mut record = Vec::new();
        for (number, row) in (0u32..).zip(&rows) {
            if (number as usize).is_multiple_of(BLOCK) {
                record_places.extend((records.len() as u64).to_le_bytes());
            }
            record.clear();
            put_varint(&mut record, row.words.into());
            let own = self.numbers.get(row.numbers..row.numbers + usize::from(row.words)).unwrap_or_default();
            for word in own {
                let word = words.get(*word as usize).copied().unwrap_or(0);
                put_varint(&mut record, word.into());
                if let Some(count) = lists.get_mut(word as usize + 1) {
                    *count += 1;
                }
            }
            let (id, name) = self.texts_of(row);
            put_bytes(&mut record, id.as_bytes());
            put_varint(&mut record, string(row.kind).into());
            put_varint(&mut record, string(row.language).into());
            record.extend(name.as_bytes());
            put_bytes(&mut records, &record);
            kinds.push(u8::try_from(string(row.kind)).unwrap_or(u8::MAX));
            let own = self.keys.get(row.keys..row.keys + usize::from(row.key_count)).unwrap_or_default();
            exact.extend(own.iter().map(|key| (*key, number)));
        }
        exact.dedup();
        let exact = sorted_pairs(exact);
        let lengths = lengths(&rows);
        let rows_of = self.rows_of(&rows, &words, &mut lists);
        let vocabulary = Written::new(&self.words, &rows_of, &lists);
        if kinds.iter().all(|kind| *kind == 0) {
            kinds.clear();
        }
        let mut texts = Vec::new();
        put_bytes(&mut texts, b"");
        self.strings.keys().for_each(|text| put_bytes(&mut texts, text.as_bytes()));
        let count = words.len();
        let Written {
            entries,
            texts: word_texts,
            lengths: word_lengths,
            postings,
            trigram_places,
            trigrams,
            readings,
        } = vocabulary;
        let meanings = self.words.keys().zip(0u32..);
        let mut meanings: Vec<(u32, u32)> =
            meanings.filter_map(|(key, at)| Some((list_word::meaning_of(key)?, at))).collect();
        meanings.extend(readings);
        let meanings = sorted_pairs(meanings);
        assemble(
            rows.len(),
            count,
            [
                record_places,
                records,
                kinds,
                texts,
                entries,
                word_texts,
                word_lengths,
                postings,
                trigram_places,
                trigrams,
                exact,
                lengths,
                meanings,
            ],
        )
    }

    /// The rows of all words, one word after the other; `lists` says where each begins.
    fn rows_of(&self, rows: &[PendingRow], words: &[u32], lists: &mut [u32]) -> Vec<u32> {
        let mut sum = 0;
        for list in lists.iter_mut() {
            sum += *list;
            *list = sum;
        }
        let mut next: Vec<u32> = lists.to_vec();
        let mut out = alloc::vec![0u32; sum as usize];
        for (number, row) in (0u32..).zip(rows) {
            let own = self.numbers.get(row.numbers..row.numbers + usize::from(row.words)).unwrap_or_default();
            for word in own {
                let word = words.get(*word as usize).copied().unwrap_or(0) as usize;
                if let Some(place) = next.get_mut(word) {
                    if let Some(slot) = out.get_mut(*place as usize) {
                        *slot = number;
                    }
                    *place += 1;
                }
            }
        }
        out
    }
}

/// The number of a text, a new one if it is new.
fn numbered(all: &mut BTreeMap<String, u32>, text: &str) -> u32 {
    if let Some(number) = all.get(text) {
        return *number;
    }
    let number = all.len() as u32;
    all.insert(text.into(), number);
    number
}

fn numbered_from_one(all: &mut BTreeMap<String, u32>, text: &str) -> u32 {
    if text.is_empty() { 0 } else { numbered(all, text) + 1 }
}

/// For each number its place in the alphabetical order.
fn renumbered(all: &BTreeMap<String, u32>) -> Vec<u32> {
    let mut out = alloc::vec![0; all.len()];
    for (at, number) in (0u32..).zip(all.values()) {
        if let Some(slot) = out.get_mut(*number as usize) {
            *slot = at;
        }
    }
    out
}

/// For each number of words where the rows with more begin.
fn lengths(rows: &[PendingRow]) -> Vec<u8> {
    let first = |count: usize| rows.partition_point(|row| usize::from(row.words) <= count) as u32;
    (0..=crate::compare::MAX_WORDS).flat_map(|count| first(count).to_le_bytes()).collect()
}

/// The sections that words make.
#[derive(Default)]
struct Written {
    entries: Vec<u8>,
    texts: Vec<u8>,
    lengths: Vec<u8>,
    postings: Vec<u8>,
    trigram_places: Vec<u8>,
    trigrams: Vec<u8>,
    /// See [`list_word::readings`].
    readings: Vec<(u32, u32)>,
}

impl Written {
    fn new(words: &BTreeMap<String, u32>, rows_of: &[u32], lists: &[u32]) -> Written {
        let mut out = Written::default();
        let mut lists_of: Vec<Vec<u32>> = alloc::vec![Vec::new(); TRIGRAMS];
        let (mut spellings, mut units) = (Spellings::default(), UnitMemory::default());
        let mut own: Vec<u32> = Vec::new();
        for (number, key) in (0u32..).zip(words.keys()) {
            let bound = |at: usize| lists.get(at).copied().unwrap_or(0) as usize;
            own.clear();
            own.extend(rows_of.get(bound(number as usize)..bound(number as usize + 1)).unwrap_or_default());
            own.dedup();
            let entry = WordEntry {
                text: out.texts.len() as u32,
                postings: out.postings.len() as u32,
                rows: own.len() as u32,
            };
            put_rising(&own, &mut out.postings);
            let traits = if list_word::is_initial(key) {
                Traits::default()
            } else {
                let part = list_word::part(key);
                out.readings.extend(list_word::readings(&part).map(|reading| (reading, number)));
                traits(&part, list_word::text_of(key), &mut spellings, &mut units)
            };
            out.lengths.push(traits.length());
            put_bytes(&mut out.texts, &traits.letters);
            put_bytes(&mut out.texts, key.as_bytes());
            for trigram in traits.trigrams {
                if let Some(list) = lists_of.get_mut(usize::from(trigram)) {
                    list.push(number);
                }
            }
            entry.put(&mut out.entries);
        }
        for list in &lists_of {
            out.trigram_places.extend((out.trigrams.len() as u32).to_le_bytes());
            put_rising(list, &mut out.trigrams);
        }
        out.trigram_places.extend((out.trigrams.len() as u32).to_le_bytes());
        out
    }
}
