//! What a score was made of.

use alloc::vec::Vec;

use super::rule::Rule;
use crate::name::Kind;
use crate::quantity::LogOdds;
use crate::quantity::Probability;
use crate::span::Span;

/// A score and what it was made of; the bits of the evidence add up to `bits`.
///
/// With the feature `serde` it is written as an object with the fields below.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Explanation {
    /// How likely the names are one.
    pub score: Probability,
    /// The sum of the evidence.
    pub bits: LogOdds,
    /// What the names were taken for: that says how many bits make which probability.
    pub kind: Kind,
    /// Whether the names are in two scripts: the same.
    pub cross_script: bool,
    /// The version of the tables that were asked.
    pub data: u32,
    /// What speaks for one name and what against it: words that answer each other, those that gain most first, what
    /// takes back from that, then what is left over.
    pub evidence: Vec<Evidence>,
}

/// One reason: words that answer each other, a word that nothing answers, or something about the whole names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Evidence {
    /// Where in the first name, if anywhere.
    pub a: Option<Span>,
    /// Where in the second name, if anywhere.
    pub b: Option<Span>,
    /// What it rests on.
    pub rule: Rule,
    /// What it tells for one name, or against it.
    pub bits: LogOdds,
}
