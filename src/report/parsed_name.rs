//! A name and its parts.

use alloc::borrow::Cow;
use alloc::vec::Vec;

use serde::{Deserialize, Serialize};

use super::comparison::ExcerptReport;
use crate::name::{Kind, Order, ParsedName, Part, Role, Trace};

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
    /// The rule that decided the kind, if it is asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind_rule: Option<Cow<'a, str>>,
    /// Which of given and family name stands first.
    pub order: Order,
    /// The rule that decided the order, if it is asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order_rule: Option<Cow<'a, str>>,
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
    /// The rule that gave it its role, if it is asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<Cow<'a, str>>,
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
            rule: None,
        };
        ParsedNameReport {
            text: text.into(),
            kind: name.kind,
            kind_rule: None,
            order: name.order,
            order_rule: None,
            parts: name.parts.iter().map(part).collect(),
        }
    }

    /// [`ParsedNameReport::new`] with the rules that decided.
    ///
    /// ```
    /// use allonym::{name::parse_traced, report::ParsedNameReport};
    ///
    /// let (name, trace) = parse_traced("ООО Ромашка");
    /// let json = serde_json::to_value(ParsedNameReport::traced("ООО Ромашка", &name, &trace))?;
    /// assert_eq!((&json["kind_rule"], &json["parts"][0]["rule"]), (&"legal form".into(), &"legal form".into()));
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    #[must_use]
    pub fn traced(text: &'a str, name: &ParsedName, trace: &Trace) -> ParsedNameReport<'a> {
        let mut report = ParsedNameReport::new(text, name);
        for (part, rule) in report.parts.iter_mut().zip(&trace.parts) {
            part.rule = Some(Cow::Borrowed(*rule));
        }
        let (kind_rule, order_rule) = (Some(trace.kind.into()), Some(trace.order.into()));
        ParsedNameReport { kind_rule, order_rule, ..report }
    }
}
