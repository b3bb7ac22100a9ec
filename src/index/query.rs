//! What is asked and what is answered.

use super::record::Row;
use crate::compare::{Explanation, explain};
use crate::quantity::LogOdds;
use crate::quantity::Probability;

/// What to look for.
///
/// ```
/// use allonym::{Probability, index::Query};
///
/// let query = Query { limit: 3, min: Probability::from_f64(0.5), ..Query::new("김정은") };
/// assert_eq!((query.name, query.kind), ("김정은", None));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Query<'a> {
    /// The name, in any script and spelling.
    pub name: &'a str,
    /// The most hits that are given.
    pub limit: usize,
    /// The least score of a hit that is given.
    pub min: Probability,
    /// Only rows of this kind.
    pub kind: Option<&'a str>,
}

impl<'a> Query<'a> {
    /// The ten best, whatever their scores and kinds.
    #[must_use]
    pub const fn new(name: &'a str) -> Query<'a> {
        Query { name, limit: 10, min: Probability::ZERO, kind: None }
    }
}

/// A row that the query may mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Hit<'a> {
    /// The row.
    pub row: Row<'a>,
    /// How likely query and name are one; what [`compare::score`](crate::compare::score()) says.
    pub score: Probability,
    /// What that rests on.
    pub bits: LogOdds,
    /// What hits are ordered by, behind names that are the same: what the words tell that answer each other, less the
    /// words that nothing answers. Unlike `bits` it compares rows for one query, not pairs of all sorts: a long name
    /// tells more than a short one, and a word of the query that the row has not costs more than one of the row.
    pub relevance: LogOdds,
}

impl Hit<'_> {
    /// Which words of the query answer which words of the name; what [`compare::explain`](crate::compare::explain)
    /// says.
    ///
    /// ```
    /// use allonym::index::{Builder, Index, Row};
    ///
    /// let mut builder = Builder::new();
    /// builder.add(Row { id: "1", name: "Ольга Ким", ..Row::default() });
    /// let index = Index::open(builder.build())?;
    /// let hit = index.search("Olga Kim", 1)[0];
    /// assert_eq!(hit.explain("Olga Kim").bits, hit.bits);
    /// # Ok::<(), allonym::Error>(())
    /// ```
    #[must_use]
    pub fn explain(&self, query: &str) -> Explanation {
        explain(query, self.row.name)
    }
}
