//! Changes to an index that is built already, and the file that keeps them.
//!
//! A journal stands beside an index, which is never written in place. Layout: the magic `ALNYJRN\x01`, the
//! [identity](Index::identity) of the index (`u64`), then an entry for each change: the length of its body (`u64`), the
//! checksum of its body (`u64`), the body. A body is `+` and four texts (id, name, kind, language), or `-` and an id; a text
//! is a varint with its length and so many bytes.

use alloc::borrow::ToOwned;
use alloc::collections::{BTreeMap, BTreeSet};
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use super::merge::insert;
use super::pool::Pool;
use super::query::{Hit, Query, Search, Searcher, batch, finished};
use super::{Builder, Index, Record, Workspace};
use crate::codec::{Reader, checksum, put_bytes, u64_at};
use crate::compare::Name;
use crate::error::{Error, ErrorKind};

/// What a journal begins with; the last byte is the version of its layout.
const MAGIC: [u8; 8] = *b"ALNYJRN\x01";
/// Bytes before the body of an entry: its length and its checksum.
const ENTRY_HEAD: usize = 16;

/// One change to a list.
///
/// ```
/// use allonym::index::{Change, Record};
///
/// let change = Change::Add(Record::new("7", "Łukasz Żak"));
/// assert_ne!(change, Change::Remove("7"));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change<'a> {
    /// One more record: of a new id, or another name of one that is there.
    Add(Record<'a>),
    /// All records of an id go; none need be there.
    Remove(&'a str),
}

impl Change<'_> {
    /// The change as an entry of a journal, to be appended to it. Linear in the change.
    ///
    /// ```
    /// use allonym::index::{Change, Index, Journal};
    ///
    /// let index = Index::from_bytes(Index::builder().build())?;
    /// let bytes = [Journal::header(&index), Change::Remove("7").to_bytes()].concat();
    /// assert!(!Journal::read(&index, &bytes)?.0.is_empty());
    /// # Ok::<(), allonym::Error>(())
    /// ```
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut body = Vec::new();
        match self {
            Change::Add(record) => {
                body.push(b'+');
                [record.id, record.name, record.kind, record.language]
                    .iter()
                    .for_each(|text| put_bytes(&mut body, text.as_bytes()));
            }
            Change::Remove(id) => {
                body.push(b'-');
                put_bytes(&mut body, id.as_bytes());
            }
        }
        let mut entry = (body.len() as u64).to_le_bytes().to_vec();
        entry.extend(checksum(&body).to_le_bytes());
        entry.extend(body);
        entry
    }

    /// The change of an entry's body.
    fn read(body: &[u8]) -> Option<Change<'_>> {
        let (what, body) = body.split_first()?;
        let mut reader = Reader::new(body);
        match what {
            b'+' => {
                let [id, name, kind, language] = core::array::from_fn(|_| reader.text());
                Some(Change::Add(Record { id, name, kind, language }))
            }
            b'-' => Some(Change::Remove(reader.text())),
            _ => None,
        }
    }
}

/// Records added to an index and ids removed from it since it was built.
///
/// The bytes of a journal are [`Journal::header`] and the [entries](Change::to_bytes) of changes, appended one by one.
/// Bytes that end in the middle of an entry, because their writer was interrupted, hold the changes before it. A journal
/// belongs to one index: after [`Journal::merged`] was built and put in the old index's place, a journal that is still
/// there is seen to be of another index, so that nothing is done twice.
///
/// ```
/// use allonym::index::{Change, Index, Journal, LiveIndex, Record};
///
/// let mut builder = Index::builder();
/// builder.add(Record::new("1", "Hassan Nasrallah"));
/// let index = Index::from_bytes(builder.build())?;
/// let change = Change::Add(Record::new("2", "قاسم سلیمانی"));
/// let bytes = [Journal::header(&index), change.to_bytes()].concat();
///
/// let (journal, read) = Journal::read(&index, &bytes)?;
/// assert_eq!(read, bytes.len());
/// let live = LiveIndex::new(&index, &journal);
/// assert_eq!(live.search("Qasem Soleimani").hits()[0].record.id, "2");
/// let merged = Index::from_bytes(journal.merged(&index).build())?;
/// assert_eq!(merged.len(), 2);
/// assert!(Journal::read(&merged, &bytes)?.0.is_empty());
/// # Ok::<(), allonym::Error>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Journal {
    /// Id, name, kind and language of each record.
    added: Vec<[String; 4]>,
    /// Each id removed, with how many records had been added by then: those before are gone, later ones are not.
    removed: BTreeMap<String, usize>,
}

impl Journal {
    /// No changes.
    ///
    /// ```
    /// assert!(allonym::index::Journal::new().is_empty());
    /// ```
    #[must_use]
    pub fn new() -> Journal {
        Journal::default()
    }

    /// What the bytes of a journal of this index begin with: 16 bytes.
    ///
    /// ```
    /// use allonym::index::{Index, Journal};
    ///
    /// let index = Index::from_bytes(Index::builder().build())?;
    /// assert_eq!(Journal::header(&index).len(), 16);
    /// # Ok::<(), allonym::Error>(())
    /// ```
    #[must_use]
    pub fn header<D: AsRef<[u8]>>(index: &Index<D>) -> Vec<u8> {
        let mut header = MAGIC.to_vec();
        header.extend(index.identity().to_le_bytes());
        header
    }

    /// The changes that bytes hold, and how many of the bytes are whole entries: what is to be appended goes there. A
    /// journal of another index has no changes, and 0 bytes of it are to be kept. Linear in the bytes.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::NotAJournal`] if the bytes are no journal; [`ErrorKind::JournalDamaged`] with the place if an entry stands
    /// there whole and is not what was written. A number of bytes that was changed to a larger one looks like the end of a
    /// writer that was interrupted.
    ///
    /// ```
    /// use allonym::{ErrorKind, index::{Index, Journal}};
    ///
    /// let index = Index::from_bytes(Index::builder().build())?;
    /// let error = Journal::read(&index, "نه دفتر".as_bytes()).unwrap_err();
    /// assert_eq!(error.kind(), ErrorKind::NotAJournal);
    /// # Ok::<(), allonym::Error>(())
    /// ```
    pub fn read<D: AsRef<[u8]>>(index: &Index<D>, bytes: &[u8]) -> Result<(Journal, usize), Error> {
        let header = Journal::header(index);
        let mut journal = Journal::new();
        if header.starts_with(bytes) && bytes.len() < header.len() {
            return Ok((journal, 0));
        }
        if !bytes.starts_with(&MAGIC) {
            let message = "this is no journal of an index of allonym: move it away from the index".into();
            return Err(Error::new(ErrorKind::NotAJournal, None, message));
        }
        if !bytes.starts_with(&header) {
            return Ok((journal, 0));
        }
        let mut at = header.len();
        while let Some((head, rest)) = bytes.get(at..).and_then(|rest| rest.split_at_checked(ENTRY_HEAD)) {
            let length = usize::try_from(u64_at(head, 0)).unwrap_or(usize::MAX);
            let Some(body) = rest.get(..length) else { break };
            let change = Some(body).filter(|body| checksum(body) == u64_at(head, 1)).and_then(Change::read);
            let Some(change) = change else {
                // A file system may leave zeros where a writer was interrupted.
                if head.iter().chain(rest).all(|byte| *byte == 0) {
                    break;
                }
                let message = format!(
                    "the change at byte {at} is damaged: put back a copy of the journal, or cut it there to lose what follows"
                );
                return Err(Error::new(ErrorKind::JournalDamaged, Some(at), message));
            };
            journal.apply(change);
            at += ENTRY_HEAD + length;
        }
        Ok((journal, at))
    }

    /// Makes a change, after all that were made before.
    ///
    /// ```
    /// use allonym::index::{Change, Journal};
    ///
    /// let mut journal = Journal::new();
    /// journal.apply(Change::Remove("Q1"));
    /// assert!(!journal.is_empty());
    /// ```
    pub fn apply(&mut self, change: Change<'_>) {
        match change {
            Change::Add(record) => {
                let texts = [record.id, record.name, record.kind, record.language];
                self.added.push(texts.map(ToOwned::to_owned));
            }
            Change::Remove(id) => {
                self.removed.insert(id.to_owned(), self.added.len());
            }
        }
    }

    /// Whether there is no change.
    ///
    /// ```
    /// assert!(allonym::index::Journal::default().is_empty());
    /// ```
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.added.is_empty() && self.removed.is_empty()
    }

    /// A number that tells these changes from others. Linear in the changes.
    ///
    /// ```
    /// use allonym::index::{Change, Journal};
    ///
    /// let mut journal = Journal::new();
    /// journal.apply(Change::Remove("Q1"));
    /// assert_ne!(journal.identity(), Journal::new().identity());
    /// ```
    #[must_use]
    pub fn identity(&self) -> u64 {
        let removed = self.removed.keys().map(|id| Change::Remove(id).to_bytes());
        let entries = removed.chain(self.records().map(|record| Change::Add(record).to_bytes()));
        entries.fold(0, |sum, entry| checksum(&[sum.to_le_bytes().as_slice(), &entry].concat()))
    }

    /// The records that were added and not removed since.
    fn records(&self) -> impl Iterator<Item = Record<'_>> {
        let alive = |(at, texts): &(usize, &[String; 4])| {
            let [id, ..] = texts;
            self.removed.get(id).is_none_or(|before| at >= before)
        };
        let alive = self.added.iter().enumerate().filter(alive);
        alive.map(|(_, [id, name, kind, language])| Record { id, name, kind, language })
    }

    /// A builder with the records of the index and these changes, to build it anew; a record that was added several times is in
    /// it once. Costs what adding all records costs.
    ///
    /// ```
    /// use allonym::index::{Change, Index, Journal, Record};
    ///
    /// let mut builder = Index::builder();
    /// builder.add(Record::new("1", "Hassan Nasrallah"));
    /// let index = Index::from_bytes(builder.build())?;
    /// let mut journal = Journal::new();
    /// journal.apply(Change::Add(Record::new("2", "김정은")));
    /// journal.apply(Change::Remove("1"));
    /// assert_eq!(journal.merged(&index).len(), 1);
    /// # Ok::<(), allonym::Error>(())
    /// ```
    #[must_use]
    pub fn merged<D: AsRef<[u8]>>(&self, index: &Index<D>) -> Builder {
        let mut builder = Builder::new();
        // A record that is added again, as by a run that was repeated, is the same one.
        let mut added: BTreeSet<Record<'_>> = self.records().collect();
        for record in index.records().filter(|record| !self.removed.contains_key(record.id)) {
            added.remove(&record);
            builder.add(record);
        }
        added.into_iter().for_each(|record| builder.add(record));
        builder
    }
}

/// An index with the changes of a journal on top of it, searched as if it had been built anew.
///
/// Made in the time that it takes to build an index of the added records, which stays in memory; see [`Journal`] for an
/// example.
#[derive(Debug)]
pub struct LiveIndex<'a, D> {
    index: &'a Index<D>,
    added: Option<Index<Vec<u8>>>,
    removed: &'a BTreeMap<String, usize>,
}

impl<'a, D: AsRef<[u8]> + Sync> LiveIndex<'a, D> {
    /// The index with these changes.
    ///
    /// ```
    /// use allonym::index::{Index, Journal, LiveIndex};
    ///
    /// let index = Index::from_bytes(Index::builder().build())?;
    /// assert!(LiveIndex::new(&index, &Journal::new()).search("Ольга").hits().is_empty());
    /// # Ok::<(), allonym::Error>(())
    /// ```
    #[must_use]
    pub fn new(index: &'a Index<D>, journal: &'a Journal) -> LiveIndex<'a, D> {
        let mut builder = Builder::new();
        journal.records().for_each(|record| builder.add(record));
        let added = if builder.is_empty() { None } else { Index::from_bytes(builder.build()).ok() };
        LiveIndex { index, added, removed: &journal.removed }
    }

    /// All records that can be found: those of the index that were not removed, then those that were added.
    ///
    /// ```
    /// use allonym::index::{Change, Index, Journal, LiveIndex, Record};
    ///
    /// let (index, mut journal) = (Index::from_bytes(Index::builder().build())?, Journal::new());
    /// journal.apply(Change::Add(Record::new("2", "Ольга Ким")));
    /// assert_eq!(LiveIndex::new(&index, &journal).records().count(), 1);
    /// # Ok::<(), allonym::Error>(())
    /// ```
    pub fn records(&self) -> impl Iterator<Item = Record<'_>> {
        let kept = self.index.records().filter(|record| !self.removed.contains_key(record.id));
        kept.chain(self.added.iter().flat_map(Index::records))
    }

    /// See [`Index::search`].
    ///
    /// ```
    /// use allonym::index::{Index, Journal, LiveIndex};
    ///
    /// let (index, journal) = (Index::from_bytes(Index::builder().build())?, Journal::new());
    /// let live = LiveIndex::new(&index, &journal);
    /// assert!(live.search("Ольга").limit(3).hits().is_empty());
    /// # Ok::<(), allonym::Error>(())
    /// ```
    pub fn search<'q>(&self, query: impl Into<Query<'q>>) -> Search<'_, 'q> {
        Search { searcher: self, query: query.into() }
    }

    /// See [`Index::search_batch`].
    ///
    /// ```
    /// use allonym::index::{Index, Journal, LiveIndex};
    ///
    /// let (index, journal) = (Index::from_bytes(Index::builder().build())?, Journal::new());
    /// let live = LiveIndex::new(&index, &journal);
    /// assert_eq!(live.search_batch(&["Ольга", "Olga"]).len(), 2);
    /// # Ok::<(), allonym::Error>(())
    /// ```
    #[must_use]
    pub fn search_batch<'q, Q: Into<Query<'q>> + Copy + Sync>(&self, queries: &[Q]) -> Vec<Vec<Hit<'_>>> {
        batch(self, queries)
    }
}

impl<D: AsRef<[u8]> + Sync> Searcher for LiveIndex<'_, D> {
    fn find<'s>(&'s self, query: &Query<'_>, workspace: &mut Workspace) -> Vec<Hit<'s>> {
        let name = Name::new(query.name);
        let mut hits = self.index.ranked(&name, query, workspace, &|id| self.removed.contains_key(id));
        if let Some(added) = &self.added {
            let added = added.ranked(&name, query, workspace.second(), &|_| false);
            added.first.into_iter().for_each(|hit| insert(&mut hits.first, hit));
            added.further.into_iter().for_each(|hit| insert(&mut hits.further, hit));
        }
        finished(hits, &name, query)
    }

    fn pool(&self) -> &Pool {
        self.index.pool()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn journal(changes: &[Change<'_>]) -> Journal {
        let mut journal = Journal::new();
        changes.iter().for_each(|change| journal.apply(*change));
        journal
    }

    #[test]
    fn an_entry_is_length_checksum_body() {
        let bytes = Change::Remove("ab").to_bytes();
        assert_eq!(bytes[..8], 4u64.to_le_bytes());
        assert_eq!(bytes[8..16], checksum(&bytes[16..]).to_le_bytes());
        assert_eq!(&bytes[16..], [b'-', 2, b'a', b'b']);
        assert_eq!(Change::read(&bytes[16..]), Some(Change::Remove("ab")));
        assert_eq!(Change::read(b"?ab"), None);
    }

    #[test]
    fn what_was_added_before_a_removal_goes_with_it() {
        let (old, new) = (Record::new("1", "Ольга"), Record::new("1", "Olga"));
        let journal = journal(&[Change::Add(old), Change::Remove("1"), Change::Add(new)]);
        assert_eq!(journal.records().collect::<Vec<_>>(), [new]);
    }

    #[test]
    fn changes_make_journals_differ() {
        let one = journal(&[Change::Add(Record::new("1", "Ольга"))]);
        let two = journal(&[Change::Add(Record::new("1", "Ольга")), Change::Remove("2")]);
        assert_ne!(one.identity(), two.identity());
        assert_eq!(one.identity(), one.clone().identity());
    }
}
