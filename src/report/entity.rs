//! A name found in documents.

use alloc::borrow::Cow;
use alloc::collections::BTreeSet;
use alloc::vec::Vec;

use serde::{Deserialize, Serialize};

use crate::name::Kind;
use crate::scan::{Entity, Mention, Spelling};
use crate::span::Span;

/// A name with everything that documents write for it.
///
/// ```
/// use allonym::{report::EntityReport, scan};
///
/// let entities = scan::resolve(&["It was Hassan Nasrallah."]);
/// let report = EntityReport::of_files(&entities[0], &["news.txt"]);
/// let json = serde_json::to_value(&report)?;
/// assert_eq!(json["name"], "Hassan Nasrallah");
/// assert_eq!(json["variants"][0]["spans"][0], serde_json::json!({"document": 0, "file": "news.txt", "start": 7, "end": 23}));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct EntityReport<'a> {
    /// The preferred spelling.
    pub name: Cow<'a, str>,
    /// Whether no document has the name so, and it was made for the script of the reader; left out if not.
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    pub made: bool,
    /// What it is the name of.
    pub kind: Kind,
    /// How often it is mentioned.
    pub count: usize,
    /// The titles that stand before it, most frequent first.
    pub titles: Vec<Cow<'a, str>>,
    /// Its spellings, most frequent first.
    pub variants: Vec<SpellingReport<'a>>,
}

/// One spelling of a name and where it stands.
///
/// ```
/// use allonym::{report::EntityReport, scan};
///
/// let entities = scan::resolve(&["It was Hassan Nasrallah.", "Nasrallah spoke."]);
/// let report = EntityReport::new(&entities[0]);
/// assert_eq!(report.variants.iter().map(|spelling| spelling.count).sum::<usize>(), report.count);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct SpellingReport<'a> {
    /// As it is written, cleaned for display.
    pub text: Cow<'a, str>,
    /// How often it is written so.
    pub count: usize,
    /// The documents that it stands in, each once, where they have names.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<Cow<'a, str>>,
    /// Where it is written so, in order.
    pub spans: Vec<MentionReport<'a>>,
}

/// Where a name stands.
///
/// ```
/// use allonym::{report::EntityReport, scan};
///
/// let entities = scan::resolve(&["It was Hassan Nasrallah."]);
/// let mention = &EntityReport::new(&entities[0]).variants[0].spans[0];
/// assert_eq!((mention.document, mention.span.start, mention.file.as_deref()), (0, 7, None));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct MentionReport<'a> {
    /// The number of the document in the order given, from 0.
    pub document: usize,
    /// The name of the document, if it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<Cow<'a, str>>,
    /// Its bytes in the document, without title and possessive ending.
    #[serde(flatten)]
    pub span: Span,
}

impl<'a> EntityReport<'a> {
    /// A name found in documents that have numbers only.
    ///
    /// ```
    /// use allonym::{report::EntityReport, resolve};
    ///
    /// let entities = resolve(&["Встреча с Касемом Сулеймани."]);
    /// assert_eq!(EntityReport::new(&entities[0]).variants[0].files.len(), 0);
    /// ```
    #[must_use]
    pub fn new(entity: &'a Entity) -> EntityReport<'a> {
        EntityReport::of_files::<&str>(entity, &[])
    }

    /// A name found in documents that have names, in the order in which they were given.
    ///
    /// ```
    /// use allonym::{report::EntityReport, scan};
    ///
    /// let entities = scan::resolve(&["", "Встреча с Касемом Сулеймани."]);
    /// let report = EntityReport::of_files(&entities[0], &["a.txt", "b.txt"]);
    /// assert_eq!(report.variants[0].files, ["b.txt"]);
    /// ```
    #[must_use]
    pub fn of_files<S: AsRef<str>>(entity: &'a Entity, files: &'a [S]) -> EntityReport<'a> {
        let spellings = entity.variants.iter().map(|spelling| SpellingReport::new(spelling, files));
        EntityReport {
            name: entity.name.as_str().into(),
            made: false,
            kind: entity.kind,
            count: entity.count,
            titles: entity.titles.iter().map(|title| title.as_str().into()).collect(),
            variants: spellings.collect(),
        }
    }
}

impl<'a> EntityReport<'a> {
    /// The same under another name, and whether that was made: no document has it.
    ///
    /// ```
    /// use allonym::{report::EntityReport, resolve};
    ///
    /// let entities = resolve(&["Встреча с Касемом Сулеймани."]);
    /// let report = EntityReport::new(&entities[0]).shown_as("Kasem Suleymani".to_owned(), true);
    /// assert_eq!((&*report.name, report.made), ("Kasem Suleymani", true));
    /// ```
    #[must_use]
    pub fn shown_as(self, name: impl Into<Cow<'a, str>>, made: bool) -> EntityReport<'a> {
        EntityReport { name: name.into(), made, ..self }
    }
}

impl<'a> SpellingReport<'a> {
    fn new<S: AsRef<str>>(spelling: &'a Spelling, files: &'a [S]) -> SpellingReport<'a> {
        let file = |document: usize| files.get(document).map(|file| Cow::from(file.as_ref()));
        let documents: BTreeSet<usize> = spelling.mentions.iter().map(|mention| mention.document).collect();
        let mention = |mention: &Mention| MentionReport {
            document: mention.document,
            file: file(mention.document),
            span: mention.span,
        };
        SpellingReport {
            text: spelling.text.as_str().into(),
            count: spelling.mentions.len(),
            files: documents.into_iter().filter_map(file).collect(),
            spans: spelling.mentions.iter().map(mention).collect(),
        }
    }
}
