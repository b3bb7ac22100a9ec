//! A name and its parts.

use alloc::borrow::Cow;
use alloc::vec::Vec;

use serde::{Deserialize, Serialize};

use super::comparison::ExcerptReport;
use crate::name::{Kind, Order, ParsedName, Part, Role};

/// A name cut into parts.
///
/// ```
/// use allonym::{name, report::ParsedNameReport};
///
/// let text = "سردار قاسم سلیمانی";
/// let report = ParsedNameReport::new(text, &name::parse(text));
/// let json = serde_json::to_value(&report)?;
/// assert_eq!(json["parts"][0], serde_json::json!({"text": "سردار", "start": 0, "end": 10, "role": "title", "link": 0}));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ParsedNameReport<'a> {
    /// The text that was cut.
    pub text: Cow<'a, str>,
    /// What it is the name of.
    pub kind: Kind,
    /// Which of given and family name stands first.
    pub order: Order,
    /// The parts, in the order of the text.
    pub parts: Vec<PartReport<'a>>,
}

/// A part of a name.
///
/// ```
/// use allonym::{name, report::ParsedNameReport};
///
/// let report = ParsedNameReport::new("Müller GmbH", &name::parse("Müller GmbH"));
/// assert_eq!(report.parts[1].excerpt.text, "GmbH");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct PartReport<'a> {
    /// Its text and place.
    #[serde(flatten)]
    pub excerpt: ExcerptReport<'a>,
    /// What it does in the name.
    pub role: Role,
    /// Parts of one role with the same link above 0 mean the same.
    pub link: u16,
}

impl<'a> ParsedNameReport<'a> {
    /// A name and the text that it was read from.
    ///
    /// ```
    /// use allonym::{name::parse, report::ParsedNameReport};
    ///
    /// assert_eq!(ParsedNameReport::new("Ольга Ким", &parse("Ольга Ким")).parts.len(), 2);
    /// ```
    #[must_use]
    pub fn new(text: &'a str, name: &ParsedName) -> ParsedNameReport<'a> {
        let part = |part: &Part| PartReport {
            excerpt: ExcerptReport::new(text, part.span),
            role: part.role,
            link: part.link,
        };
        ParsedNameReport {
            text: text.into(),
            kind: name.kind,
            order: name.order,
            parts: name.parts.iter().map(part).collect(),
        }
    }
}
