//! What results look like as JSON: one schema for serde, the command line and the C interface.
//!
//! The results of this crate point into texts that the caller holds, as [`Span`](crate::Span)s do. A reader of JSON
//! has no such text at hand, so a report puts a result and its texts together: each type here borrows a result and
//! is written by any serializer of [serde](https://serde.rs). `docs/json.md` in the sources lists every key, and
//! `tests/golden/json` holds an example of each object that the tests compare.
//!
//! | report | of | written by |
//! |---|---|---|
//! | [`ComparisonReport`] | two names, their score and why | `allonym compare --json`, `allonym_explanation_json` |
//! | [`ParsedNameReport`] | a name and its parts | `allonym parse --json`, `allonym_name_json` |
//! | [`EntityReport`] | a name found in documents, its spellings and mentions | `allonym resolve --json`, `allonym_entities_json` |
//! | [`OccurrenceReport`] | a listed name in a text | `allonym scan --json` |
//! | [`HitReport`] | a record that a search found | `allonym search --json` |
//! | [`AlertReport`] | a customer who may be on a list, and why | `allonym screen --json` |
//! | [`RomanizationReport`], [`TranscriptionReport`], [`NormalizationReport`], [`TransliterationReport`] | a text and what was made of it | `allonym romanize --json` and its neighbours |
//!
//! The conventions hold for every object:
//!
//! - A probability is a number from 0 to 1 with at most six decimals, under the key `score`.
//! - Evidence is a number of bits, a multiple of 1/256, under the key `bits`; see [`LogOdds`](crate::LogOdds).
//! - Places are bytes: `start` is the first one and `end` the one after the last. They stand beside the `text` that
//!   they cut out.
//! - `document` is the number of a document in the order given, from 0; `file` is its name where there is one.
//! - Words such as kinds, roles and rules are in small letters with `_` between.
//! - A key that has nothing to say is left out, unless its absence could be mistaken: then it is `null`.
//!
//! ```
//! use allonym::report::ComparisonReport;
//! use allonym::compare;
//!
//! let (a, b) = ("Ali", "علی");
//! let report = ComparisonReport::explained(a, b, &compare::explain(a, b));
//! let json = serde_json::to_value(&report)?;
//! assert_eq!(json["evidence"][0]["b"]["end"], 6);
//! # Ok::<(), serde_json::Error>(())
//! ```
//!
//! Keys may be added in any version; none is renamed or taken away within one major version. Reports are made in time
//! linear in the result, without copying its texts.

mod comparison;
#[cfg(feature = "finder")]
mod entity;
mod hit;
#[cfg(feature = "finder")]
mod occurrence;
mod parsed_name;
mod text;

pub use comparison::{ComparisonReport, EvidenceReport, ExcerptReport, ExplanationReport};
#[cfg(feature = "finder")]
pub use entity::{EntityReport, MentionReport, SpellingReport};
pub use hit::{AlertReport, HitReport};
#[cfg(feature = "finder")]
pub use occurrence::{AnswerReport, OccurrenceReport};
pub use parsed_name::{ParsedNameReport, PartReport};
#[cfg(feature = "systems")]
pub use text::SystemReport;
#[cfg(feature = "romanize")]
pub use text::TranscriptionReport;
pub use text::{NormalizationReport, RomanizationReport, StretchReport, TransliterationReport};

#[cfg(all(test, feature = "finder", feature = "romanize", feature = "systems"))]
mod tests;
