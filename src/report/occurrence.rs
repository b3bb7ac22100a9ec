//! A listed name in a text.

use alloc::borrow::Cow;
use alloc::vec::Vec;

use serde::{Deserialize, Serialize};

use crate::quantity::Probability;
use crate::scan::{Extent, Occurrence, Setting};
use crate::span::Span;

/// A listed name in a text, with where it stands and which words answered.
///
/// ```
/// use allonym::index::Record;
/// use allonym::{report::OccurrenceReport, scan::Scanner};
///
/// let scanner = Scanner::new([Record::new("1", "Qasem Soleimani")]);
/// let text = "Генерал Касем Сулеймани умер.";
/// let found = scanner.scan(text);
/// let json = serde_json::to_value(OccurrenceReport::new(text, &found[0]).in_file("news.txt"))?;
/// assert_eq!((&json["file"], &json["text"]), (&"news.txt".into(), &"Касем Сулеймани".into()));
/// assert_eq!(json["words"][1]["name"], "Soleimani");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct OccurrenceReport<'a> {
    /// The name of the document, if it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<Cow<'a, str>>,
    /// Its bytes in the document.
    #[serde(flatten)]
    pub span: Span,
    /// What stands there.
    pub text: Cow<'a, str>,
    /// Whom or what the list has under this name.
    pub id: Cow<'a, str>,
    /// The name as the list has it.
    pub name: Cow<'a, str>,
    /// How likely what stands there is that name.
    pub score: Probability,
    /// How much of the name it is.
    pub extent: Extent,
    /// Where it stands.
    pub setting: Setting,
    /// The words that answer each other.
    pub words: Vec<AnswerReport<'a>>,
}

/// A word of a text and the words of a listed name that it is a spelling of.
///
/// ```
/// use allonym::index::Record;
/// use allonym::{report::OccurrenceReport, scan::Scanner};
///
/// let scanner = Scanner::new([Record::new("1", "Hassan Nasrallah")]);
/// let found = scanner.scan("حسن نصرالله");
/// let report = OccurrenceReport::new("حسن نصرالله", &found[0]);
/// assert_eq!((&*report.words[0].text, &*report.words[0].name), ("حسن", "Hassan"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct AnswerReport<'a> {
    /// What stands in the document.
    pub text: Cow<'a, str>,
    /// Its bytes in the document.
    #[serde(flatten)]
    pub span: Span,
    /// The words of the listed name.
    pub name: Cow<'a, str>,
}

impl<'a> OccurrenceReport<'a> {
    /// An occurrence in the text that was scanned.
    ///
    /// ```
    /// use allonym::index::Record;
    /// use allonym::{report::OccurrenceReport, scan::Scanner};
    ///
    /// let scanner = Scanner::new([Record::new("1", "Керман")]);
    /// let found = scanner.scan("in Kerman");
    /// assert_eq!(OccurrenceReport::new("in Kerman", &found[0]).text, "Kerman");
    /// ```
    #[must_use]
    pub fn new(text: &'a str, occurrence: &Occurrence<'a>) -> OccurrenceReport<'a> {
        let words = occurrence.words.iter().map(|(span, own)| AnswerReport {
            text: span.of(text).into(),
            span: *span,
            name: own.of(occurrence.record.name).into(),
        });
        OccurrenceReport {
            file: None,
            span: occurrence.span,
            text: occurrence.span.of(text).into(),
            id: occurrence.record.id.into(),
            name: occurrence.record.name.into(),
            score: occurrence.score,
            extent: occurrence.extent,
            setting: occurrence.setting,
            words: words.collect(),
        }
    }

    /// The same with the name of the document.
    ///
    /// ```
    /// use allonym::index::Record;
    /// use allonym::{report::OccurrenceReport, scan::Scanner};
    ///
    /// let scanner = Scanner::new([Record::new("1", "Керман")]);
    /// let found = scanner.scan("in Kerman");
    /// let report = OccurrenceReport::new("in Kerman", &found[0]).in_file("a.txt");
    /// assert_eq!(report.file.as_deref(), Some("a.txt"));
    /// ```
    #[must_use]
    pub fn in_file(self, file: impl Into<Cow<'a, str>>) -> OccurrenceReport<'a> {
        OccurrenceReport { file: Some(file.into()), ..self }
    }

    /// The same with its places in another text than the one that was scanned: the source of a page, a line of a file of
    /// JSON lines.
    ///
    /// ```
    /// use allonym::index::Record;
    /// use allonym::{Span, report::OccurrenceReport, scan::Scanner};
    ///
    /// let scanner = Scanner::new([Record::new("1", "Керман")]);
    /// let found = scanner.scan("in Kerman");
    /// let report = OccurrenceReport::new("in Kerman", &found[0]).placed(|span| span.shifted(3)); // <p>
    /// assert_eq!(report.span, Span::new(6, 12));
    /// ```
    #[must_use]
    pub fn placed(mut self, place: impl Fn(Span) -> Span) -> OccurrenceReport<'a> {
        self.span = place(self.span);
        for word in &mut self.words {
            word.span = place(word.span);
        }
        self
    }
}
