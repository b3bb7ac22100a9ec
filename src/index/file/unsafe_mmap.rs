//! Files mapped into memory: the only `unsafe` of the crate.
#![allow(unsafe_code)]

use alloc::format;
use std::fs::File;
use std::path::Path;

use memmap2::Mmap;

use crate::error::{Error, ErrorKind};

/// The bytes of a file that is mapped into memory, read when they are looked at first.
///
/// The file must not be written to or cut short while it is mapped: answers would be wrong, and where it was cut short the
/// operating system may end the program. To replace an index, write another file and rename it, as `allonym index` does.
///
/// ```
/// use allonym::index::{Index, MappedFile, Record};
///
/// let mut builder = Index::builder();
/// builder.add(Record::new("1", "Łukasz Żak"));
/// let path = std::env::temp_dir().join(format!("allonym-mapped-{}", std::process::id()));
/// std::fs::write(&path, builder.build()).unwrap();
/// let index = Index::from_bytes(MappedFile::open(&path)?)?;
/// assert_eq!(index.len(), 1);
/// # std::fs::remove_file(&path).unwrap();
/// # Ok::<(), allonym::Error>(())
/// ```
#[derive(Debug)]
pub struct MappedFile(Mmap);

impl MappedFile {
    /// Maps a file. Takes microseconds, whatever its size.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Io`] if the file cannot be opened or mapped; an empty file cannot on some systems.
    ///
    /// ```
    /// use allonym::{ErrorKind, index::MappedFile};
    ///
    /// assert_eq!(MappedFile::open("нет такого").unwrap_err().kind(), ErrorKind::Io);
    /// ```
    pub fn open(path: impl AsRef<Path>) -> Result<MappedFile, Error> {
        let path = path.as_ref();
        let refused =
            |error: std::io::Error| Error::new(ErrorKind::Io, None, format!("{}: {error}", path.display()));
        let file = File::open(path).map_err(refused)?;
        // SAFETY: the bytes are only read, and every reader of them is total: if another program changes the file
        // meanwhile, answers are wrong and nothing else. An index is never written in place, only renamed.
        let map = unsafe { Mmap::map(&file) }.map_err(refused)?;
        Ok(MappedFile(map))
    }
}

impl AsRef<[u8]> for MappedFile {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}
