//! A list of names held in memory and read from end to end for each query: what an index is measured against.

use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;
use core::cmp::Reverse;

use crate::compare::{
    Agreement, AlignedPair, Matcher, Name, NameSignature, NameToken, NameView, RankKey, Slot, align,
    score_alignment,
};
use crate::name::Role;
use crate::quantity::LogOdds;
use crate::quantity::Probability;
use crate::tag::Language;

/// Names that are all scored for each query: for small lists, and to measure what [`Index`](super::Index) loses. Words
/// that many names share are compared once.
///
/// ```
/// use allonym::index::List;
///
/// let list = List::new(["Hassan Nasrallah", "Qasem Soleimani", "Касем Сулеймани"]);
/// let found = list.search("قاسم سلیمانی", 2);
/// assert_eq!(found.iter().map(|found| found.row).collect::<Vec<_>>(), [1, 2]);
/// ```
#[derive(Clone, Debug, Default)]
pub struct List {
    names: Vec<Row>,
    /// The different words of all names, joined ones too.
    words: Vec<NameToken>,
}

#[derive(Clone, Debug)]
struct Row {
    /// The word of each part.
    words: Vec<u32>,
    slots: Vec<Slot>,
    signature: NameSignature,
}

/// A name of the list that a query may mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Found {
    /// Its place in the list, from 0.
    pub row: u32,
    /// How likely query and name are one.
    pub score: Probability,
    /// What that rests on.
    pub bits: LogOdds,
    /// What the rows found are ordered by; see [`Hit::relevance`](super::Hit::relevance).
    pub relevance: LogOdds,
}

/// Memory that searches share, so that each does not need its own.
#[derive(Clone, Debug, Default)]
pub struct Search {
    agreements: Vec<Option<Agreement>>,
    pairs: Vec<AlignedPair>,
}

impl List {
    /// Reads the names. Linear in all of them.
    #[must_use]
    pub fn new<'a>(names: impl IntoIterator<Item = &'a str>) -> List {
        let mut list = List::default();
        let mut numbers: BTreeMap<(String, u8, Role, u16, Language), u32> = BTreeMap::new();
        for name in names {
            let prepared = Name::new(name);
            let words = Vec::with_capacity(prepared.tokens.len());
            let mut row = Row { words, slots: prepared.slots, signature: prepared.signature };
            for part in prepared.tokens {
                let key =
                    (String::from(part.span.of(name)), part.words, part.role, part.link, prepared.language);
                let number = *numbers.entry(key).or_insert_with(|| {
                    list.words.push(part);
                    list.words.len() as u32 - 1
                });
                row.words.push(number);
            }
            list.names.push(row);
        }
        list
    }

    /// How many names there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// The names that the query is likeliest to mean, best first; of equal ones the earlier first.
    ///
    /// Costs a comparison of each word of the query with each different word of the list.
    #[must_use]
    pub fn search(&self, query: &str, limit: usize) -> Vec<Found> {
        self.search_with(query, limit, &mut Search::default())
    }

    /// [`List::search`] in memory that is used again.
    ///
    /// ```
    /// use allonym::index::{List, Search};
    ///
    /// let list = List::new(["Ольга Ким", "Lee"]);
    /// let mut memory = Search::default();
    /// assert_eq!(list.search_with("Olga Kim", 1, &mut memory), list.search("Olga Kim", 1));
    /// ```
    #[must_use]
    pub fn search_with(&self, query: &str, limit: usize, memory: &mut Search) -> Vec<Found> {
        let query = Name::new(query);
        let Search { agreements, pairs } = memory;
        agreements.clear();
        for part in &query.tokens {
            agreements.extend(self.words.iter().map(|word| part.agreement(word)));
        }
        let mut best: Vec<(Reverse<RankKey>, Found)> = Vec::new();
        for (number, row) in (0u32..).zip(&self.names) {
            let told = |a: usize, b: usize| {
                let word = row.words.get(b).copied().unwrap_or(0);
                agreements.get(a * self.words.len() + word as usize).copied().flatten()
            };
            align(&query.slots, &row.slots, told, pairs);
            let side = NameView { slots: &row.slots, signature: row.signature };
            let verdict = score_alignment(query.view(), side, pairs, Matcher::new(), |_| ());
            let order = Reverse(verdict.rank_key());
            let worse = best.len() == limit && best.last().is_none_or(|worst| order >= worst.0);
            if !verdict.aligned || worse {
                continue;
            }
            let found =
                Found { row: number, score: verdict.score, bits: verdict.bits, relevance: verdict.relevance };
            let place = best.partition_point(|other| other.0 <= order);
            best.insert(place, (order, found));
            best.truncate(limit);
        }
        best.into_iter().map(|(_, found)| found).collect()
    }
}
