//! Two names and what speaks for and against their being one.

use alloc::borrow::Cow;
use alloc::vec::Vec;

use serde::{Deserialize, Serialize};

use crate::compare::{Evidence, Explanation, Rule};
use crate::name::Kind;
use crate::quantity::{LogOdds, Probability};
use crate::span::Span;

/// A score of two names, with its explanation if that was asked for.
///
/// ```
/// use allonym::{compare, report::ComparisonReport};
///
/// let report = ComparisonReport::new("Ali", "ali", compare::score("Ali", "ali"));
/// assert_eq!(serde_json::to_string(&report)?, r#"{"a":"Ali","b":"ali","score":1.0}"#);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ComparisonReport<'a> {
    /// The first name.
    pub a: Cow<'a, str>,
    /// The second name.
    pub b: Cow<'a, str>,
    /// How likely the two are one.
    pub score: Probability,
    /// What makes the score; its keys stand beside `score`.
    #[serde(flatten)]
    pub explanation: Option<ExplanationReport<'a>>,
}

/// What makes a score.
///
/// ```
/// use allonym::{compare, report::ComparisonReport};
///
/// let (a, b) = ("Ольга Ким", "Olga Kim");
/// let explanation = ComparisonReport::explained(a, b, &compare::explain(a, b)).explanation.unwrap();
/// assert_eq!((explanation.cross_script, explanation.evidence.len() >= 2), (true, true));
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ExplanationReport<'a> {
    /// The sum of the evidence, before it is calibrated.
    pub bits: LogOdds,
    /// What the names were taken for.
    pub kind: Kind,
    /// Whether the names are in two scripts.
    pub cross_script: bool,
    /// The reasons; their bits add up to `bits`.
    pub evidence: Vec<EvidenceReport<'a>>,
}

/// One reason, with the words that it speaks of.
///
/// ```
/// use allonym::{compare, report::ComparisonReport};
///
/// let (a, b) = ("Ali", "علی");
/// let explanation = ComparisonReport::explained(a, b, &compare::explain(a, b)).explanation.unwrap();
/// assert_eq!(explanation.evidence[0].b.as_ref().unwrap().text, "علی");
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct EvidenceReport<'a> {
    /// What it rests on.
    pub rule: Rule,
    /// The words of the first name; `null` if it speaks of none.
    pub a: Option<ExcerptReport<'a>>,
    /// The words of the second name; `null` if it speaks of none.
    pub b: Option<ExcerptReport<'a>>,
    /// The weight of the evidence, above 0 if it speaks for one name.
    pub bits: LogOdds,
}

/// A piece of a text and where it stands.
///
/// ```
/// use allonym::{Span, report::ExcerptReport};
///
/// let excerpt = ExcerptReport::new("قاسم سلیمانی", Span::new(9, 23));
/// assert_eq!(serde_json::to_string(&excerpt)?, r#"{"text":"سلیمانی","start":9,"end":23}"#);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ExcerptReport<'a> {
    /// What stands there.
    pub text: Cow<'a, str>,
    /// Where.
    #[serde(flatten)]
    pub span: Span,
}

impl<'a> ExcerptReport<'a> {
    /// The part of a text that a span names.
    ///
    /// ```
    /// use allonym::{Span, report::ExcerptReport};
    ///
    /// assert_eq!(ExcerptReport::new("قاسم", Span::new(0, 2)).text, "ق");
    /// ```
    #[must_use]
    pub fn new(text: &'a str, span: Span) -> ExcerptReport<'a> {
        ExcerptReport { text: span.of(text).into(), span }
    }
}

impl<'a> ComparisonReport<'a> {
    /// A score alone.
    ///
    /// ```
    /// use allonym::{Probability, report::ComparisonReport};
    ///
    /// assert!(ComparisonReport::new("علی", "Ali", Probability::ONE).explanation.is_none());
    /// ```
    #[must_use]
    pub fn new(a: &'a str, b: &'a str, score: Probability) -> ComparisonReport<'a> {
        ComparisonReport { a: a.into(), b: b.into(), score, explanation: None }
    }

    /// A score and why. The texts are those that were compared.
    ///
    /// ```
    /// use allonym::{compare, report::ComparisonReport};
    ///
    /// let (a, b) = ("Касем", "Qasem");
    /// let report = ComparisonReport::explained(a, b, &compare::explain(a, b));
    /// assert_eq!(report.score, compare::score(a, b));
    /// ```
    #[must_use]
    pub fn explained(a: &'a str, b: &'a str, explanation: &Explanation) -> ComparisonReport<'a> {
        let evidence = explanation.evidence.iter().map(|evidence| EvidenceReport::new(a, b, evidence));
        ComparisonReport {
            explanation: Some(ExplanationReport {
                bits: explanation.bits,
                kind: explanation.kind,
                cross_script: explanation.cross_script,
                evidence: evidence.collect(),
            }),
            ..ComparisonReport::new(a, b, explanation.score)
        }
    }
}

impl<'a> EvidenceReport<'a> {
    pub(super) fn new(a: &'a str, b: &'a str, evidence: &Evidence) -> EvidenceReport<'a> {
        EvidenceReport {
            rule: evidence.rule,
            a: evidence.a.map(|span| ExcerptReport::new(a, span)),
            b: evidence.b.map(|span| ExcerptReport::new(b, span)),
            bits: evidence.bits,
        }
    }
}
