//! What lists are made of.

/// A name of a list, with what the list says of it.
///
/// ```
/// use allonym::index::Record;
///
/// let record = Record::new("Q1", "Владимир Путин").kind("person").language("ru");
/// assert_eq!((record.name, record.kind), ("Владимир Путин", "person"));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Record<'a> {
    /// Whom or what the name is of. Several records of one id are its names: a search gives each id once.
    pub id: &'a str,
    /// The name, in any script.
    pub name: &'a str,
    /// What it is the name of, in the list's own words, for queries that ask for a kind; empty if the list does not say.
    pub kind: &'a str,
    /// The language that the list says it is in; empty if it does not say. Kept, and not used by searches.
    pub language: &'a str,
}

impl<'a> Record<'a> {
    /// A name and whose it is; kind and language are empty.
    ///
    /// ```
    /// use allonym::index::Record;
    ///
    /// assert_eq!(Record::new("7", "Łukasz Żak").kind, "");
    /// ```
    #[must_use]
    pub const fn new(id: &'a str, name: &'a str) -> Record<'a> {
        Record { id, name, kind: "", language: "" }
    }

    /// The record with a kind, in the list's own words.
    ///
    /// ```
    /// use allonym::index::Record;
    ///
    /// assert_eq!(Record::new("1", "清华大学").kind("university").kind, "university");
    /// ```
    #[must_use]
    pub const fn kind(self, kind: &'a str) -> Record<'a> {
        Record { kind, ..self }
    }

    /// The record with the language it is in.
    ///
    /// ```
    /// use allonym::index::Record;
    ///
    /// assert_eq!(Record::new("1", "김정은").language("ko").language, "ko");
    /// ```
    #[must_use]
    pub const fn language(self, language: &'a str) -> Record<'a> {
        Record { language, ..self }
    }
}
