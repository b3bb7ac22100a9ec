//! What is found in a list.

use alloc::borrow::Cow;
use alloc::vec::Vec;

use serde::{Deserialize, Serialize};

use super::comparison::EvidenceReport;
use crate::index::Hit;
use crate::quantity::{LogOdds, Probability};

/// A record that a query may mean.
///
/// ```
/// use allonym::{index::{Index, Record}, report::HitReport};
///
/// let mut builder = Index::builder();
/// builder.add(Record::new("1", "Ольга Ким"));
/// let index = Index::from_bytes(builder.build())?;
/// let hits = index.search("Olga Kim").hits();
/// let report = HitReport::new(0, "Olga Kim", 1, &hits[0]);
/// assert_eq!((report.rank, &*report.id, &*report.name), (1, "1", "Ольга Ким"));
/// # Ok::<(), allonym::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct HitReport<'a> {
    /// The number of the query in the order given, from 0.
    pub row: usize,
    /// What was looked for.
    pub query: Cow<'a, str>,
    /// The place among the hits of the query, from 1.
    pub rank: usize,
    /// Whom or what the name is of.
    pub id: Cow<'a, str>,
    /// The name of the record.
    pub name: Cow<'a, str>,
    /// What the list says it is the name of.
    #[serde(default, skip_serializing_if = "str::is_empty")]
    pub kind: Cow<'a, str>,
    /// The language that the list says it is in.
    #[serde(default, skip_serializing_if = "str::is_empty")]
    pub language: Cow<'a, str>,
    /// How likely this is the record that was asked for, among what the list holds.
    pub probability: Probability,
    /// How likely query and name are one, whatever else the list holds.
    pub score: Probability,
    /// The sum of the evidence, before it is calibrated.
    pub bits: LogOdds,
}

impl<'a> HitReport<'a> {
    /// The hit of a query, which has a number from 0, at a rank from 1.
    ///
    /// ```
    /// use allonym::{Index, Record, report::HitReport};
    ///
    /// let mut builder = Index::builder();
    /// builder.add(Record::new("1", "Ольга Ким"));
    /// let index = Index::from_bytes(builder.build())?;
    /// let hits = index.search("Olga Kim").hits();
    /// assert_eq!(HitReport::new(0, "Olga Kim", 1, &hits[0]).id, "1");
    /// # Ok::<(), allonym::Error>(())
    /// ```
    #[must_use]
    pub fn new(row: usize, query: &'a str, rank: usize, hit: &Hit<'a>) -> HitReport<'a> {
        HitReport {
            row,
            query: query.into(),
            rank,
            id: hit.record.id.into(),
            name: hit.record.name.into(),
            kind: hit.record.kind.into(),
            language: hit.record.language.into(),
            probability: hit.probability,
            score: hit.score,
            bits: hit.bits,
        }
    }
}

/// A customer who may be on a list, and why: in the evidence `a` is the customer and `b` the record of the list.
///
/// ```
/// use allonym::{index::{Index, Record}, report::AlertReport};
///
/// let mut builder = Index::builder();
/// builder.add(Record::new("1", "Ольга Ким"));
/// let index = Index::from_bytes(builder.build())?;
/// let hits = index.search("Olga Kim").explain(true).hits();
/// let report = AlertReport::new(2, "c7", "Olga Kim", &hits[0]);
/// assert_eq!(report.evidence[0].b.as_ref().unwrap().text, "Ольга");
/// # Ok::<(), allonym::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct AlertReport<'a> {
    /// The line of the customer in the file of customers, from 1.
    pub line: u64,
    /// The customer's identifier.
    pub customer: Cow<'a, str>,
    /// The customer's name.
    pub customer_name: Cow<'a, str>,
    /// Whom or what the name on the list is of.
    pub id: Cow<'a, str>,
    /// The name on the list.
    pub name: Cow<'a, str>,
    /// What the list says it is the name of.
    #[serde(default, skip_serializing_if = "str::is_empty")]
    pub kind: Cow<'a, str>,
    /// How likely the two names are one.
    pub score: Probability,
    /// The sum of the evidence, before it is calibrated.
    pub bits: LogOdds,
    /// The reasons; their bits add up to `bits`.
    pub evidence: Vec<EvidenceReport<'a>>,
}

impl<'a> AlertReport<'a> {
    /// The alert for a customer that a hit makes; its reasons are those of the hit's
    /// [explanation](crate::index::Hit::explanation), none if the query did not ask for one.
    ///
    /// ```
    /// use allonym::{Index, Record, report::AlertReport};
    ///
    /// let mut builder = Index::builder();
    /// builder.add(Record::new("1", "Ольга Ким"));
    /// let index = Index::from_bytes(builder.build())?;
    /// let hits = index.search("Olga Kim").hits();
    /// assert!(AlertReport::new(2, "c7", "Olga Kim", &hits[0]).evidence.is_empty());
    /// # Ok::<(), allonym::Error>(())
    /// ```
    #[must_use]
    pub fn new(line: u64, customer: &'a str, customer_name: &'a str, hit: &Hit<'a>) -> AlertReport<'a> {
        let evidence = hit.explanation.iter().flat_map(|explanation| &explanation.evidence);
        AlertReport {
            line,
            customer: customer.into(),
            customer_name: customer_name.into(),
            id: hit.record.id.into(),
            name: hit.record.name.into(),
            kind: hit.record.kind.into(),
            score: hit.score,
            bits: hit.bits,
            evidence: evidence.map(|one| EvidenceReport::new(customer_name, hit.record.name, one)).collect(),
        }
    }
}
