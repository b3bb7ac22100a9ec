//! What can go wrong: constructors and readers fail, text never does.

use alloc::{boxed::Box, string::String};
use core::fmt;

/// Why a constructor or a reader refused its input.
///
/// One word wide. [`kind`](Error::kind) is for programs, `Display` for people.
///
/// ```
/// use allonym::{ErrorKind, Language};
///
/// let error = "فارسی".parse::<Language>().unwrap_err();
/// assert_eq!(error.kind(), ErrorKind::InvalidTag);
/// assert_eq!(error.offset(), Some(0));
/// assert!(error.to_string().contains("فارسی"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error(Box<Inner>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Inner {
    kind: ErrorKind,
    offset: Option<usize>,
    message: String,
}

/// The classes of [`Error`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// A script or language tag that is not well formed.
    InvalidTag,
    /// A rule file that cannot be compiled.
    InvalidRules,
    /// A romanization system that is not there, or that has no way back.
    UnknownSystem,
    /// Bytes that are no weights of the finder, or none of this version.
    InvalidModel,
    /// Bytes that are no index of names.
    NotAnIndex,
    /// An index that another version of this crate, or one with other data, made: it is to be built anew.
    IndexVersion,
    /// An index that is cut off, or whose bytes were changed.
    IndexDamaged,
    /// Bytes that are no journal of an index.
    NotAJournal,
    /// A journal of which an entry was changed after it was written.
    JournalDamaged,
    /// A style of preferred spellings that cannot be read.
    InvalidStyle,
    /// A file that cannot be read.
    Io,
}

impl Error {
    #[cold]
    pub(crate) fn new(kind: ErrorKind, offset: Option<usize>, message: String) -> Error {
        Error(Box::new(Inner { kind, offset, message }))
    }

    /// The class of the error.
    ///
    /// ```
    /// use allonym::{ErrorKind, Script};
    ///
    /// assert_eq!("اردو".parse::<Script>().unwrap_err().kind(), ErrorKind::InvalidTag);
    /// ```
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// Where in the refused input the fault begins, in bytes, when there is one place to name.
    ///
    /// ```
    /// use allonym::Language;
    ///
    /// assert_eq!("f ا".parse::<Language>().unwrap_err().offset(), Some(1));
    /// ```
    #[must_use]
    pub fn offset(&self) -> Option<usize> {
        self.0.offset
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.message)
    }
}

impl core::error::Error for Error {}
