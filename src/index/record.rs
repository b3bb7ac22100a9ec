//! The rows of a file.

use super::format::{BLOCK, Head, Section};
use super::wire::{Reader, u32_at, u64_at};
use crate::compare::MAX_WORDS;

/// A row of a list.
///
/// ```
/// use allonym::index::Row;
///
/// let row = Row { id: "Q1", name: "Владимир Путин", kind: "person", ..Row::default() };
/// assert_eq!(row.language, "");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Row<'a> {
    /// Whom or what the name is of; several rows of one id are its names.
    pub id: &'a str,
    /// The name.
    pub name: &'a str,
    /// What the list says it is the name of, which searches may ask for; empty if it does not say.
    pub kind: &'a str,
    /// The language that the list says it is in; empty if it does not say.
    pub language: &'a str,
}

/// The records of a file.
#[derive(Clone, Copy, Debug)]
pub(super) struct Records<'a> {
    pub(super) count: usize,
    places: &'a [u8],
    records: &'a [u8],
    kinds: &'a [u8],
    strings: &'a [u8],
    exact: &'a [u8],
    lengths: &'a [u8],
}

impl<'a> Records<'a> {
    pub(super) fn new(head: &Head, bytes: &'a [u8]) -> Records<'a> {
        let section = |section| head.section(bytes, section);
        Records {
            count: head.rows,
            places: section(Section::RecordPlaces),
            records: section(Section::Records),
            kinds: section(Section::RowKinds),
            strings: section(Section::Strings),
            exact: section(Section::Exact),
            lengths: section(Section::Lengths),
        }
    }

    fn record(&self, row: u32) -> Reader<'a> {
        let row = row as usize;
        let begin = usize::try_from(u64_at(self.places, row / BLOCK)).unwrap_or(usize::MAX);
        let mut reader = Reader::at(self.records, begin);
        for _ in 0..row % BLOCK {
            reader.bytes();
        }
        Reader::new(reader.bytes())
    }

    /// The numbers of a row's words.
    pub(super) fn words(&self, row: u32) -> impl Iterator<Item = u32> {
        let mut record = self.record(row);
        let count = record.small().min(MAX_WORDS as u32);
        (0..count).map(move |_| record.small())
    }

    pub(super) fn row(&self, row: u32) -> Row<'a> {
        let mut record = self.record(row);
        for _ in 0..record.small().min(MAX_WORDS as u32) {
            record.small();
        }
        let id = record.text();
        let (kind, language) = (record.small(), record.small());
        Row { id, name: record.rest_text(), kind: self.string(kind), language: self.string(language) }
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
    pub(super) fn kind(&self, wanted: &str) -> Option<u32> {
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
    pub(super) fn is_kind(&self, row: u32, kind: u32) -> bool {
        match self.kinds.get(row as usize) {
            // Kinds that do not fit a byte share one.
            Some(&u8::MAX) => kind >= u32::from(u8::MAX),
            Some(&own) => u32::from(own) == kind,
            None => kind == 0,
        }
    }

    /// Rows whose whole names may be the one of this hash.
    pub(super) fn exact(&self, hash: u32) -> impl Iterator<Item = u32> {
        let (mut low, mut high) = (0, self.exact.len() / 8);
        while low < high {
            let middle = low.midpoint(high);
            if u32_at(self.exact, 2 * middle) < hash { low = middle + 1 } else { high = middle }
        }
        let count = self.exact.len() / 8;
        let exact = self.exact;
        (low..count)
            .take_while(move |at| u32_at(exact, 2 * at) == hash)
            .map(move |at| u32_at(exact, 2 * at + 1))
    }

    /// How many words a row has, as its place tells.
    pub(super) fn length(&self, row: u32) -> i32 {
        (0..MAX_WORDS).take_while(|count| u32_at(self.lengths, *count) <= row).count() as i32
    }
}
