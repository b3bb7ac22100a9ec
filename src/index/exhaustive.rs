//! Names that are all scored for each query: what an index is measured against.
//!
//! Input: a query of q parts (words, and neighbours taken as one) and a list of r records with w different parts. Output:
//! the best hits. Each part of the query is compared with each different part of the list once (q·w comparisons of
//! spelling, which is nearly all of the cost), then each record is aligned with the query from that table, and those that are
//! most relevant are ranked as an index ranks its candidates.

use alloc::borrow::ToOwned;
use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;
use core::cmp::Reverse;

use super::blocking::keep_least;
use super::merge::insert;
use super::params::PARAMS;
use super::pool::Pool;
use super::query::{Hit, Query, RankedHits, Search, Searcher, batch, finished};
use super::rank::rank;
use super::{Record, Workspace};
use crate::compare::{Matcher, Name, NameSignature, NameToken, NameView, Slot, align, score_alignment};
use crate::name::Role;
use crate::quantity::{LogOdds, Probability};
use crate::tag::Language;

/// Names that are all scored for each query: for small lists, and to measure what [`Index`](super::Index) loses.
///
/// A search costs a comparison of each word of the query with each different word of the list, some microseconds each. It
/// is asked as an index is, and a text that holds several names is taken for the first of them.
///
/// ```
/// use allonym::index::{ExhaustiveIndex, Record};
///
/// let names = ["Hassan Nasrallah", "Qasem Soleimani", "Касем Сулеймани"];
/// let list = ExhaustiveIndex::new(names.map(|name| Record::new(name, name)));
/// let hits = list.search("قاسم سلیمانی").limit(2).hits();
/// assert_eq!(hits.iter().map(|hit| hit.record.id).collect::<Vec<_>>(), ["Qasem Soleimani", "Касем Сулеймани"]);
/// ```
#[derive(Clone, Debug, Default)]
pub struct ExhaustiveIndex {
    rows: Vec<Row>,
    /// The different words of all names, joined ones too.
    words: Vec<NameToken>,
    pool: Pool,
}

#[derive(Clone, Debug)]
struct Row {
    /// Id, name, kind and language.
    texts: [String; 4],
    /// For each part of the name its number in `words`.
    words: Vec<u32>,
    slots: Vec<Slot>,
    signature: NameSignature,
}

impl Row {
    fn record(&self) -> Record<'_> {
        let [id, name, kind, language] = &self.texts;
        Record { id, name, kind, language }
    }
}

impl ExhaustiveIndex {
    /// Reads the names. Linear in all of them, some ten microseconds each.
    ///
    /// ```
    /// use allonym::index::{ExhaustiveIndex, Record};
    ///
    /// assert_eq!(ExhaustiveIndex::new([Record::new("1", "Ольга Ким"), Record::new("1", "Lee")]).len(), 2);
    /// ```
    #[must_use]
    pub fn new<'a>(records: impl IntoIterator<Item = Record<'a>>) -> ExhaustiveIndex {
        let mut list = ExhaustiveIndex::default();
        let mut numbers: BTreeMap<(String, u8, Role, u16, Language), u32> = BTreeMap::new();
        for record in records {
            let Record { id, name, kind, language } = record;
            let prepared = Name::new(name);
            let mut row = Row {
                texts: [id, name, kind, language].map(ToOwned::to_owned),
                words: Vec::with_capacity(prepared.tokens.len()),
                slots: prepared.slots,
                signature: prepared.signature,
            };
            for part in prepared.tokens {
                let key =
                    (String::from(part.span.of(name)), part.words, part.role, part.link, prepared.language);
                let number = *numbers.entry(key).or_insert_with(|| {
                    list.words.push(part);
                    list.words.len() as u32 - 1
                });
                row.words.push(number);
            }
            list.rows.push(row);
        }
        list
    }

    /// How many records there are.
    ///
    /// ```
    /// assert_eq!(allonym::index::ExhaustiveIndex::new([]).len(), 0);
    /// ```
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is no record.
    ///
    /// ```
    /// assert!(allonym::index::ExhaustiveIndex::default().is_empty());
    /// ```
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// See [`Index::search`](super::Index::search).
    ///
    /// ```
    /// let list = allonym::index::ExhaustiveIndex::default();
    /// assert!(list.search("Ольга").limit(3).hits().is_empty());
    /// ```
    pub fn search<'q>(&self, query: impl Into<Query<'q>>) -> Search<'_, 'q> {
        Search { searcher: self, query: query.into() }
    }

    /// See [`Index::search_batch`](super::Index::search_batch).
    ///
    /// ```
    /// let list = allonym::index::ExhaustiveIndex::default();
    /// assert_eq!(list.search_batch(&["Ольга", "Olga"]).len(), 2);
    /// ```
    #[must_use]
    pub fn search_batch<'q, Q: Into<Query<'q>> + Copy + Sync>(&self, queries: &[Q]) -> Vec<Vec<Hit<'_>>> {
        batch(self, queries)
    }
}

impl Searcher for ExhaustiveIndex {
    fn find<'s>(&'s self, query: &Query<'_>, workspace: &mut Workspace) -> Vec<Hit<'s>> {
        let name = Name::new(query.name);
        let Workspace { agreements, pairs, .. } = workspace;
        agreements.clear();
        for token in &name.tokens {
            agreements.extend(self.words.iter().map(|word| token.agreement(word)));
        }
        let mut rows: Vec<(Reverse<LogOdds>, usize)> = Vec::new();
        let mut same: Vec<usize> = Vec::new();
        for (number, row) in self.rows.iter().enumerate() {
            let agreement = |a: usize, b: usize| {
                let word = row.words.get(b).copied().unwrap_or(0);
                agreements.get(a * self.words.len() + word as usize).copied().flatten()
            };
            if query.kind.is_some_and(|kind| row.record().kind != kind) {
                continue;
            }
            align(&name.slots, &row.slots, agreement, pairs);
            let view = NameView { slots: &row.slots, signature: row.signature };
            let comparison = score_alignment(name.view(), view, pairs, Matcher::new(), |_| ());
            if comparison.score == Probability::ONE || name.signature.is_one_organization(row.signature) {
                same.push(number);
            } else if comparison.aligned {
                rows.push((Reverse(comparison.relevance), number));
            }
        }
        keep_least(&mut rows, PARAMS.ranked(query.limit));
        rows.sort_unstable();
        let mut hits = RankedHits::default();
        let numbers = same.into_iter().map(|number| (true, number));
        let always = PARAMS.ranked(0);
        let numbers = numbers.chain(rows.iter().enumerate().map(|(at, (_, number))| (at < always, *number)));
        for (is_first, number) in numbers {
            let Some(row) = self.rows.get(number) else { continue };
            let other = Name::new(row.record().name);
            if let Some(ranked) = rank(&name, &other, pairs) {
                let mut hit = Hit::new(row.record(), ranked);
                hit.explanation = query.explain.then(|| Matcher::new().explain(&name, &other));
                insert(if is_first { &mut hits.first } else { &mut hits.further }, hit);
            }
        }
        finished(hits, &name, query)
    }

    fn pool(&self) -> &Pool {
        &self.pool
    }
}
