//! An index that is read in place.

use alloc::vec::Vec;

use super::format::{Head, Section};
use super::record::{Records, Row};
use super::search::{Memory, Task};
use super::vocabulary::Vocabulary;
use super::{Hit, Query, batch};
use crate::error::Error;

/// Names to be searched, in bytes that [`Builder`](super::Builder) made: of a file that is mapped into memory, or of
/// memory itself. Nothing is parsed when it is opened.
///
/// ```
/// use allonym::index::{Builder, Index, Query, Row};
///
/// let mut builder = Builder::new();
/// for (id, name, kind) in [("1", "Hassan Nasrallah", "person"), ("2", "Касем Сулеймани", "person"), ("3", "Sulaymaniyah", "city")] {
///     builder.add(Row { id, name, kind, ..Row::default() });
/// }
/// let index = Index::open(builder.build())?;
/// let hits = index.search("قاسم سلیمانی", 10);
/// assert_eq!(hits[0].row.id, "2");
/// let cities = index.find(&Query { kind: Some("city"), ..Query::new("سلیمانیه") });
/// assert_eq!(cities[0].row.name, "Sulaymaniyah");
/// # Ok::<(), allonym::Error>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Index<D> {
    bytes: D,
    head: Head,
}

/// An index with its sections at hand.
#[derive(Clone, Copy, Debug)]
pub(super) struct File<'a> {
    pub(super) head: Head,
    pub(super) records: Records<'a>,
    pub(super) vocabulary: Vocabulary<'a>,
    postings: &'a [u8],
}

impl<'a> File<'a> {
    pub(super) fn postings(&self) -> &'a [u8] {
        self.postings
    }
}

impl<D: AsRef<[u8]>> Index<D> {
    /// Opens an index. Checks the head and where the sections lie; what the sections hold is checked by
    /// [`Index::verify`] only, and whatever they hold is read safely.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidIndex`](crate::ErrorKind::InvalidIndex) for bytes that are no index, are cut off, or were
    /// built with other tables; the message says what to do.
    ///
    /// ```
    /// use allonym::{ErrorKind, index::Index};
    ///
    /// let error = Index::open("id\tname\n1\tقاسم").unwrap_err();
    /// assert_eq!(error.kind(), ErrorKind::InvalidIndex);
    /// ```
    pub fn open(bytes: D) -> Result<Index<D>, Error> {
        let head = Head::read(bytes.as_ref())?;
        Ok(Index { bytes, head })
    }

    /// Reads the whole file and compares its checksums.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidIndex`](crate::ErrorKind::InvalidIndex) if a byte is not what was written.
    ///
    /// ```
    /// use allonym::index::{Builder, Index, Row};
    ///
    /// let mut builder = Builder::new();
    /// builder.add(Row { id: "1", name: "Nâzım Hikmet", ..Row::default() });
    /// let mut bytes = builder.build();
    /// assert!(Index::open(&bytes)?.verify().is_ok());
    /// let at = bytes.windows(6).position(|six| six == b"Hikmet").unwrap();
    /// bytes[at] = b'h';
    /// assert!(Index::open(&bytes)?.verify().is_err());
    /// # Ok::<(), allonym::Error>(())
    /// ```
    pub fn verify(&self) -> Result<(), Error> {
        self.head.verify(self.bytes.as_ref())
    }

    /// How many rows there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.head.rows
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.head.rows == 0
    }

    /// A number that tells this index from others: what a [`Delta`](super::Delta) belongs to.
    #[must_use]
    pub fn identity(&self) -> u64 {
        self.head.identity
    }

    pub(super) fn file(&self) -> File<'_> {
        let bytes = self.bytes.as_ref();
        File {
            head: self.head,
            records: Records::new(&self.head, bytes),
            vocabulary: Vocabulary::new(&self.head, bytes),
            postings: self.head.section(bytes, Section::Postings),
        }
    }

    /// All rows, in the order of the file.
    ///
    /// ```
    /// use allonym::index::{Builder, Index, Row};
    ///
    /// let mut builder = Builder::new();
    /// let row = Row { id: "1", name: "김정은", language: "ko", ..Row::default() };
    /// builder.add(row);
    /// assert_eq!(Index::open(builder.build())?.rows().collect::<Vec<_>>(), [row]);
    /// # Ok::<(), allonym::Error>(())
    /// ```
    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        let file = self.file();
        // Not more than there are bytes, whatever the head says.
        let count = self.head.rows.min(self.bytes.as_ref().len());
        (0..count as u32).map(move |row| file.records.row(row))
    }

    /// The names that the query is likeliest to mean, best first, each id once.
    ///
    /// Time depends on the list only by its logarithm and by how common the words of the query are, up to bounds;
    /// about a millisecond.
    #[must_use]
    pub fn search(&self, name: &str, limit: usize) -> Vec<Hit<'_>> {
        self.find(&Query { limit, ..Query::new(name) })
    }

    /// [`Index::search`] with everything that may be asked.
    #[must_use]
    pub fn find(&self, query: &Query<'_>) -> Vec<Hit<'_>> {
        self.find_with(query, &mut Memory::default())
    }

    /// [`Index::find`] in memory that is used again: several times faster for many queries.
    ///
    /// ```
    /// use allonym::index::{Builder, Index, Memory, Query, Row};
    ///
    /// let mut builder = Builder::new();
    /// builder.add(Row { id: "1", name: "Ольга Ким", ..Row::default() });
    /// let index = Index::open(builder.build())?;
    /// let mut memory = Memory::default();
    /// let query = Query::new("Olga Kim");
    /// assert_eq!(index.find_with(&query, &mut memory), index.find(&query));
    /// # Ok::<(), allonym::Error>(())
    /// ```
    #[must_use]
    pub fn find_with(&self, query: &Query<'_>, memory: &mut Memory) -> Vec<Hit<'_>> {
        self.find_but(query, memory, &|_| false)
    }

    /// [`Index::find_with`] for many queries, the hits of each in their order. Each memory takes a run of queries, side
    /// by side if the feature `parallel` is on; the answers are the same.
    ///
    /// ```
    /// use allonym::index::{Builder, Index, Memory, Query, Row};
    ///
    /// let mut builder = Builder::new();
    /// builder.add(Row { id: "1", name: "Ольга Ким", ..Row::default() });
    /// let index = Index::open(builder.build())?;
    /// let queries = ["Olga Kim", "올가 김"].map(Query::new);
    /// let mut memories = vec![Memory::default(); 2];
    /// let hits = index.find_all(&queries, &mut memories);
    /// assert_eq!(hits[0], index.find(&queries[0]));
    /// # Ok::<(), allonym::Error>(())
    /// ```
    #[must_use]
    pub fn find_all(&self, queries: &[Query<'_>], memories: &mut [Memory]) -> Vec<Vec<Hit<'_>>>
    where
        D: Sync,
    {
        batch::all(queries, memories, |query, memory| self.find_with(query, memory))
    }

    /// [`Index::find_with`] without the rows of some ids.
    pub(super) fn find_but(
        &self,
        query: &Query<'_>,
        memory: &mut Memory,
        hidden: &dyn Fn(&str) -> bool,
    ) -> Vec<Hit<'_>> {
        let file = self.file();
        Task::new(&file, query, memory).run(hidden)
    }
}
