//! An index that is read in place.

mod builder;
mod rows;
#[cfg(feature = "mmap")]
mod unsafe_mmap;

use alloc::vec::Vec;

pub use builder::Builder;
#[cfg(feature = "mmap")]
pub use unsafe_mmap::MappedFile;

use self::rows::Rows;
use super::blocking::Dictionary;
use super::format::{Head, Section};
use super::pool::Pool;
use super::record::Record;
use crate::error::Error;

/// Names to be searched, in bytes that a [`Builder`] made: of a file that is mapped into memory, or of memory itself.
/// Nothing is parsed when it is opened.
///
/// Threads may share an index: the memory that searches need comes from a pool inside.
///
/// ```
/// use allonym::index::{Index, Record};
///
/// let mut builder = Index::builder();
/// builder.add(Record::new("1", "Hassan Nasrallah").kind("person"));
/// builder.add(Record::new("2", "Касем Сулеймани").kind("person"));
/// builder.add(Record::new("3", "Sulaymaniyah").kind("city"));
/// let index = Index::from_bytes(builder.build())?;
/// assert_eq!(index.search("قاسم سلیمانی").hits()[0].record.id, "2");
/// assert_eq!(index.search("سلیمانیه").kind("city").hits()[0].record.name, "Sulaymaniyah");
/// # Ok::<(), allonym::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Index<D = Vec<u8>> {
    bytes: D,
    head: Head,
    pool: Pool,
}

/// An index with its sections at hand.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sections<'a> {
    pub(super) head: Head,
    pub(super) rows: Rows<'a>,
    pub(super) dictionary: Dictionary<'a>,
    pub(super) postings: &'a [u8],
}

impl Index {
    /// A builder without records.
    ///
    /// ```
    /// use allonym::index::{Index, Record};
    ///
    /// let mut builder = Index::builder();
    /// builder.add(Record::new("1", "Qasem Soleimani").kind("person"));
    /// assert_eq!(Index::from_bytes(builder.build())?.len(), 1);
    /// # Ok::<(), allonym::Error>(())
    /// ```
    #[must_use]
    pub fn builder() -> Builder {
        Builder::new()
    }
}

#[cfg(feature = "mmap")]
impl Index<MappedFile> {
    /// Opens an index in a file, which is [mapped](MappedFile) into memory: takes microseconds, whatever its size.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Io`](crate::ErrorKind::Io) if the file cannot be read; else as [`Index::from_bytes`].
    ///
    /// ```
    /// use allonym::index::{Index, Record};
    ///
    /// let mut builder = Index::builder();
    /// builder.add(Record::new("1", "Ольга Ким"));
    /// let path = std::env::temp_dir().join(format!("allonym-open-{}", std::process::id()));
    /// std::fs::write(&path, builder.build()).unwrap();
    /// let index = Index::open(&path)?;
    /// assert_eq!(index.search("Olga Kim").hits().len(), 1);
    /// # std::fs::remove_file(&path).unwrap();
    /// # Ok::<(), allonym::Error>(())
    /// ```
    pub fn open(path: impl AsRef<std::path::Path>) -> Result<Index<MappedFile>, Error> {
        Index::from_bytes(MappedFile::open(path)?)
    }
}

impl<D: AsRef<[u8]>> Index<D> {
    /// An index in bytes that a [`Builder`] made. Checks the head and where the sections lie; what the sections hold is
    /// checked by [`Index::verify`] only, and whatever they hold is read safely.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::NotAnIndex`](crate::ErrorKind::NotAnIndex) for other bytes,
    /// [`IndexVersion`](crate::ErrorKind::IndexVersion) for an index that another version of this crate or of its data
    /// made, [`IndexDamaged`](crate::ErrorKind::IndexDamaged) for one that is cut off or changed. The message says what
    /// to do.
    ///
    /// ```
    /// use allonym::{ErrorKind, index::Index};
    ///
    /// let error = Index::from_bytes("id\tname\n1\tقاسم").unwrap_err();
    /// assert_eq!(error.kind(), ErrorKind::NotAnIndex);
    /// ```
    pub fn from_bytes(bytes: D) -> Result<Index<D>, Error> {
        let head = Head::read(bytes.as_ref())?;
        Ok(Index { bytes, head, pool: Pool::default() })
    }

    /// The bytes of the index, as they belong into a file.
    ///
    /// ```
    /// use allonym::index::Index;
    ///
    /// let bytes = Index::builder().build();
    /// assert_eq!(Index::from_bytes(bytes.clone())?.as_bytes(), bytes);
    /// # Ok::<(), allonym::Error>(())
    /// ```
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        self.bytes.as_ref()
    }

    /// Reads the whole index and compares its checksums. Linear in its bytes, some gigabytes a second.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::IndexDamaged`](crate::ErrorKind::IndexDamaged) if a byte is not what was written.
    ///
    /// ```
    /// use allonym::index::{Index, Record};
    ///
    /// let mut builder = Index::builder();
    /// builder.add(Record::new("1", "Nâzım Hikmet"));
    /// let mut bytes = builder.build();
    /// assert!(Index::from_bytes(&bytes)?.verify().is_ok());
    /// let at = bytes.windows(6).position(|six| six == b"Hikmet").unwrap();
    /// bytes[at] = b'h';
    /// assert!(Index::from_bytes(&bytes)?.verify().is_err());
    /// # Ok::<(), allonym::Error>(())
    /// ```
    pub fn verify(&self) -> Result<(), Error> {
        self.head.verify(self.bytes.as_ref())
    }

    /// How many records there are.
    ///
    /// ```
    /// use allonym::index::Index;
    ///
    /// assert_eq!(Index::from_bytes(Index::builder().build())?.len(), 0);
    /// # Ok::<(), allonym::Error>(())
    /// ```
    #[must_use]
    pub fn len(&self) -> usize {
        self.head.rows
    }

    /// Whether there is no record.
    ///
    /// ```
    /// use allonym::index::Index;
    ///
    /// assert!(Index::from_bytes(Index::builder().build())?.is_empty());
    /// # Ok::<(), allonym::Error>(())
    /// ```
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.head.rows == 0
    }

    /// A number that tells this index from others: what a [`Journal`](super::Journal) belongs to.
    ///
    /// ```
    /// use allonym::index::{Index, Record};
    ///
    /// let mut builder = Index::builder();
    /// builder.add(Record::new("1", "김정은"));
    /// let (one, none) = (Index::from_bytes(builder.build())?, Index::from_bytes(Index::builder().build())?);
    /// assert_ne!(one.identity(), none.identity());
    /// # Ok::<(), allonym::Error>(())
    /// ```
    #[must_use]
    pub fn identity(&self) -> u64 {
        self.head.identity
    }

    pub(super) fn pool(&self) -> &Pool {
        &self.pool
    }

    pub(super) fn sections(&self) -> Sections<'_> {
        let bytes = self.bytes.as_ref();
        Sections {
            head: self.head,
            rows: Rows::new(&self.head, bytes),
            dictionary: Dictionary::new(&self.head, bytes),
            postings: self.head.section(bytes, Section::Postings),
        }
    }

    /// All records, in the order of the file: by the number of their words, then by name.
    ///
    /// ```
    /// use allonym::index::{Index, Record};
    ///
    /// let mut builder = Index::builder();
    /// let record = Record::new("1", "김정은").language("ko");
    /// builder.add(record);
    /// assert_eq!(Index::from_bytes(builder.build())?.records().collect::<Vec<_>>(), [record]);
    /// # Ok::<(), allonym::Error>(())
    /// ```
    pub fn records(&self) -> impl Iterator<Item = Record<'_>> {
        let sections = self.sections();
        // Not more than there are bytes, whatever the head says.
        let count = self.head.rows.min(self.bytes.as_ref().len());
        (0..count as u32).map(move |row| sections.rows.record(row))
    }
}
