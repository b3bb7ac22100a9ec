//! The rows of a file: records by number, and their words.

use crate::codec::{Reader, seconds_of, u32_at, u64_at};
use crate::compare::MAX_WORDS;
use crate::index::Record;
use crate::index::format::{BLOCK, Head, Section};

/// The rows of a file.
#[derive(Clone, Copy, Debug)]
pub(in crate::index) struct Rows<'a> {
    pub(in crate::index) count: usize,
    places: &'a [u8],
    records: &'a [u8],
    kinds: &'a [u8],
    strings: &'a [u8],
    exact: &'a [u8],
    lengths: &'a [u8],
}

impl<'a> Rows<'a> {
    pub(in crate::index) fn new(head: &Head, bytes: &'a [u8]) -> Rows<'a> {
        let section = |section| head.section(bytes, section);
        Rows {
            count: head.rows,
            places: section(Section::RecordPlaces),
            records: section(Section::Records),
            kinds: section(Section::RowKinds),
            strings: section(Section::Strings),
            exact: section(Section::Exact),
            lengths: section(Section::Lengths),
        }
    }

    fn reader(&self, row: u32) -> Reader<'a> {
        let row = row as usize;
        let begin = usize::try_from(u64_at(self.places, row / BLOCK)).unwrap_or(usize::MAX);
        let mut reader = Reader::at(self.records, begin);
        for _ in 0..row % BLOCK {
            reader.bytes();
        }
        Reader::new(reader.bytes())
    }

    /// The numbers of a row's words.
    pub(in crate::index) fn words(&self, row: u32) -> impl Iterator<Item = u32> {
        let mut record = self.reader(row);
        let count = record.varint32().min(MAX_WORDS as u32);
        (0..count).map(move |_| record.varint32())
    }

    pub(in crate::index) fn record(&self, row: u32) -> Record<'a> {
        let mut record = self.reader(row);
        for _ in 0..record.varint32().min(MAX_WORDS as u32) {
            record.varint32();
        }
        let id = record.text();
        let (kind, language) = (record.varint32(), record.varint32());
        Record { id, name: record.rest_text(), kind: self.string(kind), language: self.string(language) }
    }

    fn string(&self, number: u32) -> &'a str {
        if number == 0 {
            return "";
        }
        let mut reader = Reader::new(self.strings);
        for _ in 0..number {
            if reader.is_empty() {
                break;
            }
            reader.bytes();
        }
        reader.text()
    }

    /// The number of a kind; `None` if no row has it.
    pub(in crate::index) fn kind(&self, wanted: &str) -> Option<u32> {
        let mut reader = Reader::new(self.strings);
        let mut number = 0;
        while !reader.is_empty() {
            if reader.text() == wanted {
                return Some(number);
            }
            number += 1;
        }
        None
    }

    /// Whether a row may be of a kind.
    pub(in crate::index) fn is_kind(&self, row: u32, kind: u32) -> bool {
        match self.kinds.get(row as usize) {
            // Kinds that do not fit a byte share one.
            Some(&u8::MAX) => kind >= u32::from(u8::MAX),
            Some(&own) => u32::from(own) == kind,
            None => kind == 0,
        }
    }

    /// Rows that are known whole by a key of this hash; see [`list_word::ListedName`](crate::index::list_word::ListedName).
    pub(in crate::index) fn exact(&self, hash: u32) -> impl Iterator<Item = u32> {
        seconds_of(self.exact, hash)
    }

    /// How many words a row has, as its place tells.
    pub(in crate::index) fn length(&self, row: u32) -> i32 {
        (0..MAX_WORDS).take_while(|count| u32_at(self.lengths, *count) <= row).count() as i32
    }
}
