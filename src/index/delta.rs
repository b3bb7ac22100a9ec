//! Changes to an index that is built already.

use alloc::borrow::ToOwned;
use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;

use super::batch;
use super::builder::Builder;
use super::file::Index;
use super::query::{Hit, Query};
use super::record::Row;
use super::search::{Memory, insert};
use super::wire::{Reader, checksum, put_bytes, u64_at};
use crate::error::{Error, ErrorKind};

/// What a journal begins with; the last byte is the version of its layout.
const MAGIC: [u8; 8] = *b"ALNYJRN\x01";

/// One change to a list.
///
/// ```
/// use allonym::index::{Change, Row};
///
/// let change = Change::Add(Row { id: "7", name: "Łukasz Żak", ..Row::default() });
/// assert_ne!(change, Change::Remove("7"));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change<'a> {
    /// One more row: of a new id, or another name of one that is there.
    Add(Row<'a>),
    /// All rows of an id go; none need be there.
    Remove(&'a str),
}

impl Change<'_> {
    /// The change as a record of a journal: length, checksum, and what is to be done.
    #[must_use]
    pub fn record(&self) -> Vec<u8> {
        let mut body = Vec::new();
        match self {
            Change::Add(row) => {
                body.push(b'+');
                [row.id, row.name, row.kind, row.language]
                    .iter()
                    .for_each(|text| put_bytes(&mut body, text.as_bytes()));
            }
            Change::Remove(id) => {
                body.push(b'-');
                put_bytes(&mut body, id.as_bytes());
            }
        }
        let mut record = (body.len() as u64).to_le_bytes().to_vec();
        record.extend(checksum(&body).to_le_bytes());
        record.extend(body);
        record
    }

    fn read(body: &[u8]) -> Option<Change<'_>> {
        let (what, body) = body.split_first()?;
        let mut reader = Reader::new(body);
        match what {
            b'+' => {
                let [id, name, kind, language] = core::array::from_fn(|_| reader.text());
                Some(Change::Add(Row { id, name, kind, language }))
            }
            b'-' => Some(Change::Remove(reader.text())),
            _ => None,
        }
    }
}

/// Rows added to an index and ids removed from it since it was built, and the journal that keeps them.
///
/// A journal is [`Delta::header`] and the [records](Change::record) of changes, appended one by one. One that ends in
/// the middle of a record, because its writer was interrupted, holds the changes before it. It belongs to one index:
/// after [`Delta::merged`] was built and put in the old index's place, a journal that is still there is seen to be
/// of another index, so that nothing is done twice.
///
/// ```
/// use allonym::index::{Builder, Change, Delta, Index, Live, Row};
///
/// let mut builder = Builder::new();
/// builder.add(Row { id: "1", name: "Hassan Nasrallah", ..Row::default() });
/// let index = Index::open(builder.build())?;
/// let change = Change::Add(Row { id: "2", name: "قاسم سلیمانی", ..Row::default() });
/// let journal = [Delta::header(&index), change.record()].concat();
///
/// let (delta, read) = Delta::read(&index, &journal)?;
/// assert_eq!(read, journal.len());
/// let live = Live::new(&index, &delta);
/// assert_eq!(live.search("Qasem Soleimani", 1)[0].row.id, "2");
/// let merged = Index::open(delta.merged(&index).build())?;
/// assert_eq!(merged.len(), 2);
/// assert!(Delta::read(&merged, &journal)?.0.is_empty());
/// # Ok::<(), allonym::Error>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Delta {
    added: Vec<[String; 4]>,
    /// With how many rows had been added when the id was removed: these are gone if they have it, later ones are not.
    removed: BTreeMap<String, usize>,
}

impl Delta {
    /// No changes.
    #[must_use]
    pub fn new() -> Delta {
        Delta::default()
    }

    /// What a journal of this index begins with.
    #[must_use]
    pub fn header<D: AsRef<[u8]>>(index: &Index<D>) -> Vec<u8> {
        let mut header = MAGIC.to_vec();
        header.extend(index.identity().to_le_bytes());
        header
    }

    /// The changes of a journal, and how many of its bytes are whole records: what is to be appended goes there. A
    /// journal of another index has no changes, and 0 bytes of it are to be kept. Linear in the journal.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidIndex`] if the bytes are no journal.
    pub fn read<D: AsRef<[u8]>>(index: &Index<D>, journal: &[u8]) -> Result<(Delta, usize), Error> {
        let header = Delta::header(index);
        let mut delta = Delta::new();
        if header.starts_with(journal) && journal.len() < header.len() {
            return Ok((delta, 0));
        }
        if !journal.starts_with(&MAGIC) {
            let message = "this is no journal of an index of allonym: move it away from the index".into();
            return Err(Error::new(ErrorKind::InvalidIndex, None, message));
        }
        if !journal.starts_with(&header) {
            return Ok((delta, 0));
        }
        let mut at = header.len();
        while let Some((head, rest)) = journal.get(at..).and_then(|rest| rest.split_at_checked(16)) {
            let length = usize::try_from(u64_at(head, 0)).unwrap_or(usize::MAX);
            let Some(body) = rest.get(..length).filter(|body| checksum(body) == u64_at(head, 1)) else {
                break;
            };
            let Some(change) = Change::read(body) else { break };
            delta.apply(change);
            at += 16 + length;
        }
        Ok((delta, at))
    }

    /// Makes a change.
    pub fn apply(&mut self, change: Change<'_>) {
        match change {
            Change::Add(row) => {
                self.added.push([row.id, row.name, row.kind, row.language].map(ToOwned::to_owned))
            }
            Change::Remove(id) => {
                self.removed.insert(id.to_owned(), self.added.len());
            }
        }
    }

    /// Whether there is no change.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.added.is_empty() && self.removed.is_empty()
    }

    /// A number that tells these changes from others.
    #[must_use]
    pub fn identity(&self) -> u64 {
        let removed = self.removed.keys().map(|id| Change::Remove(id).record());
        let records = removed.chain(self.rows().map(|row| Change::Add(row).record()));
        records.fold(0, |sum, record| checksum(&[sum.to_le_bytes().as_slice(), &record].concat()))
    }

    fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        let alive = |(at, row): &(usize, &[String; 4])| {
            let [id, ..] = row;
            self.removed.get(id).is_none_or(|before| at >= before)
        };
        let rows = self.added.iter().enumerate().filter(alive);
        rows.map(|(_, [id, name, kind, language])| Row { id, name, kind, language })
    }

    /// The rows of the index with these changes, to be built anew.
    #[must_use]
    pub fn merged<D: AsRef<[u8]>>(&self, index: &Index<D>) -> Builder {
        let mut builder = Builder::new();
        index.rows().filter(|row| !self.removed.contains_key(row.id)).for_each(|row| builder.add(row));
        self.rows().for_each(|row| builder.add(row));
        builder
    }
}

/// An index with changes on top of it.
///
/// Made in the time that building the added rows takes; see [`Delta`] for an example.
#[derive(Debug)]
pub struct Live<'a, D> {
    index: &'a Index<D>,
    added: Option<Index<Vec<u8>>>,
    removed: &'a BTreeMap<String, usize>,
}

impl<'a, D: AsRef<[u8]>> Live<'a, D> {
    /// The index with these changes.
    #[must_use]
    pub fn new(index: &'a Index<D>, delta: &'a Delta) -> Live<'a, D> {
        let mut builder = Builder::new();
        delta.rows().for_each(|row| builder.add(row));
        let added = if builder.is_empty() { None } else { Index::open(builder.build()).ok() };
        Live { index, added, removed: &delta.removed }
    }

    /// See [`Index::search`].
    #[must_use]
    pub fn search(&self, name: &str, limit: usize) -> Vec<Hit<'_>> {
        self.find_with(&Query { limit, ..Query::new(name) }, &mut Memory::default())
    }

    /// See [`Index::find_with`].
    #[must_use]
    pub fn find_with(&self, query: &Query<'_>, memory: &mut Memory) -> Vec<Hit<'_>> {
        let mut hits = self.index.find_but(query, memory, &|id| self.removed.contains_key(id));
        if let Some(added) = &self.added {
            for hit in added.find_with(query, memory.second()) {
                insert(&mut hits, hit);
            }
            hits.truncate(query.limit);
        }
        hits
    }
}

impl<D: AsRef<[u8]> + Sync> Live<'_, D> {
    /// See [`Index::find_all`].
    #[must_use]
    pub fn find_all(&self, queries: &[Query<'_>], memories: &mut [Memory]) -> Vec<Vec<Hit<'_>>> {
        batch::all(queries, memories, |query, memory| self.find_with(query, memory))
    }
}
