//! What is asked and what is answered.

use alloc::vec::Vec;

use super::Workspace;
use super::pool::Pool;
use super::rank::{RankFeatures, Ranked, probabilities};
use super::record::Record;
use crate::compare::{Comparison, Explanation, Name};
use crate::quantity::{LogOdds, Probability};

/// A name to look for, and what its hits have to be.
///
/// ```
/// use allonym::{Probability, index::Query};
///
/// let query = Query::new("김정은").limit(3).min_score(Probability::from_f64(0.5));
/// assert_eq!((query.name, query.limit, query.kind), ("김정은", 3, None));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Query<'q> {
    /// The name, in any script and spelling.
    pub name: &'q str,
    /// The greatest number of hits that are given; 10 unless told otherwise.
    pub limit: usize,
    /// Hits that score less are not given; 0 unless told otherwise.
    pub min_score: Probability,
    /// Hits that are less probable are not given; 0 unless told otherwise.
    pub min_probability: Probability,
    /// Only records of this kind, if any.
    pub kind: Option<&'q str>,
    /// Whether hits bring their explanations.
    pub explain: bool,
}

impl<'q> Query<'q> {
    /// The ten best hits, whatever their scores and kinds.
    ///
    /// ```
    /// assert_eq!(allonym::index::Query::new("Ольга Ким").limit, 10);
    /// ```
    #[must_use]
    pub const fn new(name: &'q str) -> Query<'q> {
        Query {
            name,
            limit: 10,
            min_score: Probability::ZERO,
            min_probability: Probability::ZERO,
            kind: None,
            explain: false,
        }
    }

    /// At most so many hits.
    ///
    /// ```
    /// assert_eq!(allonym::index::Query::new("Ольга Ким").limit(1).limit, 1);
    /// ```
    #[must_use]
    pub const fn limit(self, limit: usize) -> Query<'q> {
        Query { limit, ..self }
    }

    /// Only hits of at least this score.
    ///
    /// ```
    /// use allonym::{Probability, index::Query};
    ///
    /// let half = Probability::from_f64(0.5);
    /// assert_eq!(Query::new("Ольга Ким").min_score(half).min_score, half);
    /// ```
    #[must_use]
    pub const fn min_score(self, min_score: Probability) -> Query<'q> {
        Query { min_score, ..self }
    }

    /// Only hits of at least this [probability](Hit::probability).
    ///
    /// ```
    /// use allonym::{Probability, index::Query};
    ///
    /// let half = Probability::from_f64(0.5);
    /// assert_eq!(Query::new("Ольга Ким").min_probability(half).min_probability, half);
    /// ```
    #[must_use]
    pub const fn min_probability(self, min_probability: Probability) -> Query<'q> {
        Query { min_probability, ..self }
    }

    /// Only records of this kind; the empty kind is that of records without one.
    ///
    /// ```
    /// assert_eq!(allonym::index::Query::new("سلیمانیه").kind("city").kind, Some("city"));
    /// ```
    #[must_use]
    pub const fn kind(self, kind: &'q str) -> Query<'q> {
        Query { kind: Some(kind), ..self }
    }

    /// Whether hits bring their [explanations](Hit::explanation). Costs one comparison more for each hit that is given.
    ///
    /// ```
    /// assert!(allonym::index::Query::new("Ольга Ким").explain(true).explain);
    /// ```
    #[must_use]
    pub const fn explain(self, explain: bool) -> Query<'q> {
        Query { explain, ..self }
    }
}

impl<'q> From<&'q str> for Query<'q> {
    fn from(name: &'q str) -> Query<'q> {
        Query::new(name)
    }
}

/// A record that the query may mean.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Hit<'a> {
    /// The record.
    pub record: Record<'a>,
    /// How likely this is the record that was asked for, among what the list holds. It never rises down a list of hits.
    /// Records that answer equally share a whole: of two namesakes each has at most a half, of three a third. To see
    /// whether two names are one, whoever else has them, ask for the score.
    pub probability: Probability,
    /// How likely query and name are one, whatever else the list holds; what [`allonym::score`](crate::score()) says.
    pub score: Probability,
    /// The sum of the evidence that the score is made of.
    pub bits: LogOdds,
    /// What hits are ordered by: a weighted sum of the features. Unlike `bits` it compares the records for one query, not
    /// pairs of all sorts; a bit more is twice as likely.
    pub relevance: LogOdds,
    /// What the relevance is made of.
    #[cfg_attr(feature = "serde", serde(skip))]
    pub features: RankFeatures,
    /// Which words of the query are aligned with which words of the name, what [`allonym::explain`](crate::explain())
    /// says; there if the query [asked for it](Query::explain).
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub explanation: Option<Explanation>,
}

impl<'a> Hit<'a> {
    /// A hit whose probability is not known yet.
    pub(super) fn new(record: Record<'a>, ranked: Ranked) -> Hit<'a> {
        let Ranked { comparison, features, relevance } = ranked;
        let Comparison { score, bits, .. } = comparison;
        Hit { record, probability: Probability::ZERO, score, bits, relevance, features, explanation: None }
    }
}

/// Hits that were ranked, each part best first.
///
/// A greater limit looks at more rows, and some of them may be worth more than those that a small one finds. They stand
/// behind these all the same, so that hits are the same ones in the same order whatever limit cuts them off.
#[derive(Clone, Debug, Default)]
pub(super) struct RankedHits<'a> {
    /// What every limit looks at.
    pub(super) first: Vec<Hit<'a>>,
    /// What only a great one does.
    pub(super) further: Vec<Hit<'a>>,
}

/// Makes ranked hits what a query asked for: probabilities, then its least ones, then its limit.
pub(super) fn finished<'a>(ranked: RankedHits<'a>, name: &Name, query: &Query<'_>) -> Vec<Hit<'a>> {
    let words = name.slots.iter().filter(|slot| slot.words == 1).count();
    let RankedHits { first: mut hits, further } = ranked;
    let first = hits.len();
    let is_new = |hit: &Hit<'_>| hits.iter().all(|other| other.record.id != hit.record.id);
    let further: Vec<Hit<'a>> = further.into_iter().filter(is_new).collect();
    hits.extend(further);
    let relevances: Vec<LogOdds> = hits.iter().map(|hit| hit.relevance).collect();
    for (hit, probability) in hits.iter_mut().zip(probabilities(&relevances, first, words)) {
        hit.probability = probability;
    }
    hits.retain(|hit| hit.score >= query.min_score && hit.probability >= query.min_probability);
    hits.truncate(query.limit);
    hits
}

/// What can be searched: the indexes of this module.
pub(super) trait Searcher: Sync {
    /// The hits of a query, best first.
    fn find<'s>(&'s self, query: &Query<'_>, workspace: &mut Workspace) -> Vec<Hit<'s>>;

    /// Where searches get their workspaces.
    fn pool(&self) -> &Pool;
}

/// A search that is being asked: what is wanted, then [`hits`](Search::hits).
///
/// ```
/// use allonym::Probability;
/// use allonym::index::{Index, Record};
///
/// let mut builder = Index::builder();
/// builder.add(Record::new("2", "Касем Сулеймани").kind("person"));
/// builder.add(Record::new("3", "Sulaymaniyah").kind("city"));
/// let index = Index::from_bytes(builder.build())?;
/// let hits = index.search("سلیمانیه").limit(5).min_score(Probability::from_f64(0.2)).kind("city").hits();
/// assert_eq!(hits[0].record.name, "Sulaymaniyah");
/// # Ok::<(), allonym::Error>(())
/// ```
#[derive(Clone, Copy)]
#[must_use = "nothing is searched until `hits` is called"]
pub struct Search<'i, 'q> {
    pub(super) searcher: &'i dyn Searcher,
    pub(super) query: Query<'q>,
}

impl core::fmt::Debug for Search<'_, '_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Search").field("query", &self.query).finish_non_exhaustive()
    }
}

impl<'i, 'q> Search<'i, 'q> {
    /// See [`Query::limit`].
    ///
    /// ```
    /// use allonym::{Index, Record};
    ///
    /// let mut builder = Index::builder();
    /// builder.add(Record::new("1", "Ольга Ким").kind("person"));
    /// builder.add(Record::new("2", "Olga").kind("ship"));
    /// let index = Index::from_bytes(builder.build())?;
    /// assert_eq!(index.search("Olga Kim").limit(1).hits().len(), 1);
    /// # Ok::<(), allonym::Error>(())
    /// ```
    pub const fn limit(self, limit: usize) -> Search<'i, 'q> {
        Search { query: self.query.limit(limit), ..self }
    }

    /// See [`Query::min_score`].
    ///
    /// ```
    /// use allonym::{Index, Probability, Record};
    ///
    /// let mut builder = Index::builder();
    /// builder.add(Record::new("1", "Ольга Ким").kind("person"));
    /// builder.add(Record::new("2", "Olga").kind("ship"));
    /// let index = Index::from_bytes(builder.build())?;
    /// assert!(index.search("Hassan").min_score(Probability::from_f64(0.9)).hits().is_empty());
    /// # Ok::<(), allonym::Error>(())
    /// ```
    pub const fn min_score(self, min_score: Probability) -> Search<'i, 'q> {
        Search { query: self.query.min_score(min_score), ..self }
    }

    /// See [`Query::min_probability`].
    ///
    /// ```
    /// use allonym::{Index, Probability, Record};
    ///
    /// let mut builder = Index::builder();
    /// builder.add(Record::new("1", "Ольга Ким").kind("person"));
    /// let index = Index::from_bytes(builder.build())?;
    /// assert!(index.search("Hassan").min_probability(Probability::from_f64(0.9)).hits().is_empty());
    /// # Ok::<(), allonym::Error>(())
    /// ```
    pub const fn min_probability(self, min_probability: Probability) -> Search<'i, 'q> {
        Search { query: self.query.min_probability(min_probability), ..self }
    }

    /// See [`Query::kind`].
    ///
    /// ```
    /// use allonym::{Index, Record};
    ///
    /// let mut builder = Index::builder();
    /// builder.add(Record::new("1", "Ольга Ким").kind("person"));
    /// builder.add(Record::new("2", "Olga").kind("ship"));
    /// let index = Index::from_bytes(builder.build())?;
    /// assert_eq!(index.search("Olga").kind("ship").hits()[0].record.id, "2");
    /// # Ok::<(), allonym::Error>(())
    /// ```
    pub const fn kind(self, kind: &'q str) -> Search<'i, 'q> {
        Search { query: self.query.kind(kind), ..self }
    }

    /// See [`Query::explain`].
    ///
    /// ```
    /// use allonym::{Index, Record};
    ///
    /// let mut builder = Index::builder();
    /// builder.add(Record::new("1", "Ольга Ким").kind("person"));
    /// builder.add(Record::new("2", "Olga").kind("ship"));
    /// let index = Index::from_bytes(builder.build())?;
    /// assert!(index.search("Olga Kim").explain(true).hits()[0].explanation.is_some());
    /// # Ok::<(), allonym::Error>(())
    /// ```
    pub const fn explain(self, explain: bool) -> Search<'i, 'q> {
        Search { query: self.query.explain(explain), ..self }
    }

    /// Searches: the records that the query is likeliest to mean, best first, each id once.
    ///
    /// The memory that this needs comes from a pool in the index and goes back to it.
    ///
    /// ```
    /// use allonym::{Index, Record};
    ///
    /// let mut builder = Index::builder();
    /// builder.add(Record::new("1", "Ольга Ким").kind("person"));
    /// builder.add(Record::new("2", "Olga").kind("ship"));
    /// let index = Index::from_bytes(builder.build())?;
    /// assert_eq!(index.search("올가 김").hits()[0].record.name, "Ольга Ким");
    /// # Ok::<(), allonym::Error>(())
    /// ```
    #[must_use]
    pub fn hits(self) -> Vec<Hit<'i>> {
        self.hits_with(&mut self.searcher.pool().take())
    }

    /// [`Search::hits`] in a workspace of the caller's.
    ///
    /// ```
    /// use allonym::index::{Index, Record, Workspace};
    ///
    /// let mut builder = Index::builder();
    /// builder.add(Record::new("1", "Ольга Ким"));
    /// let index = Index::from_bytes(builder.build())?;
    /// let mut workspace = Workspace::default();
    /// assert_eq!(index.search("Olga Kim").hits_with(&mut workspace), index.search("Olga Kim").hits());
    /// # Ok::<(), allonym::Error>(())
    /// ```
    #[must_use]
    pub fn hits_with(self, workspace: &mut Workspace) -> Vec<Hit<'i>> {
        self.searcher.find(&self.query, workspace)
    }
}

/// The hits of many queries, in their order, side by side where the feature `parallel` is on.
pub(super) fn batch<'i, 'q, Q: Into<Query<'q>> + Copy + Sync>(
    searcher: &'i dyn Searcher,
    queries: &[Q],
) -> Vec<Vec<Hit<'i>>> {
    let one = |workspace: &mut Workspace, query: &Q| searcher.find(&(*query).into(), workspace);
    #[cfg(feature = "parallel")]
    {
        use rayon::prelude::*;
        let queries = queries.par_iter().with_min_len(RUN);
        queries.map_init(|| searcher.pool().take(), |workspace, query| one(workspace, query)).collect()
    }
    #[cfg(not(feature = "parallel"))]
    {
        let mut workspace = searcher.pool().take();
        queries.iter().map(|query| one(&mut workspace, query)).collect()
    }
}

/// Queries of a batch that one thread takes together.
#[cfg(feature = "parallel")]
const RUN: usize = 8;
