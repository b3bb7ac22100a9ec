//! Searching, and what is found.

use std::fmt;

use allonym::index::{Hit, Query, Workspace};
use allonym::{LogOdds, Probability};

use crate::error::allonym_error;
use crate::index::{allonym_index, allonym_record};
use crate::raw::{self, Caller, entry_point};
use crate::status::{Fault, allonym_status};
use crate::text::{Texts, allonym_text};

/// What to look for.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct allonym_query {
    /// The name, in any script and spelling.
    pub name: allonym_text,
    /// Only records of this kind; empty for any.
    pub kind: allonym_text,
    /// The most hits to give; 0 for the usual ten.
    pub limit: usize,
    /// The least score of a hit to give, in millionths.
    pub min_score: u32,
}

/// A record that a query may mean. Its texts live until the hits are written to or freed.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct allonym_hit {
    /// The record.
    pub record: allonym_record,
    /// How likely query and name are one, in millionths: what allonym_compare says.
    pub score: u32,
    /// What that rests on, in parts of a bit: see ALLONYM_BIT.
    pub bits: i32,
    /// What hits are ordered by, behind names that are the same, in parts of a bit: to put the hits of two indexes in
    /// one order.
    pub relevance: i32,
}

/// What searches found, and memory that they share. Made once and given to as many searches as you like, by one thread
/// at a time: each that succeeds replaces what the last one found, and one that fails leaves it. Does not depend on the
/// index that was searched: it may be freed first.
#[derive(Default)]
pub struct allonym_hits {
    workspace: Workspace,
    found: Found,
}

/// The hits of some queries.
#[derive(Debug, Default)]
struct Found {
    /// Id, name, kind and language of each hit.
    texts: Texts,
    hits: Vec<FoundHit>,
    /// Where the hits of each query end.
    ends: Vec<usize>,
}

/// The numbers of a hit.
#[derive(Clone, Copy, Debug)]
struct FoundHit {
    probability: Probability,
    score: Probability,
    bits: LogOdds,
    relevance: LogOdds,
}

const TEXTS: usize = 4;

impl Found {
    fn take(&mut self, hits: &[Hit<'_>]) {
        for hit in hits {
            let record = hit.record;
            [record.id, record.name, record.kind, record.language]
                .iter()
                .for_each(|text| self.texts.push(text));
            let Hit { probability, score, bits, relevance, .. } = *hit;
            self.hits.push(FoundHit { probability, score, bits, relevance });
        }
        self.ends.push(self.hits.len());
    }

    /// The first hit of a query and how many there are.
    fn of(&self, query: usize) -> Option<(usize, usize)> {
        let end = *self.ends.get(query)?;
        let start = query.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        Some((start, end - start))
    }

    /// The hit of a query at a rank, and its place among all.
    fn get(&self, query: usize, rank: usize) -> Result<(usize, FoundHit), Fault> {
        let (first, count) = self.of(query).ok_or_else(|| Fault::range("query", query, self.ends.len()))?;
        let hit = self.hits.get(first..first + count).and_then(|hits| hits.get(rank));
        Ok((first + rank, *hit.ok_or_else(|| Fault::range("hit", rank, count))?))
    }
}

impl fmt::Debug for allonym_hits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.found.fmt(f)
    }
}

/// New hits, of no search.
#[unsafe(no_mangle)]
pub extern "C" fn allonym_hits_new() -> Option<Box<allonym_hits>> {
    Some(Box::default())
}

/// Frees hits and their memory; takes NULL.
#[unsafe(no_mangle)]
pub extern "C" fn allonym_hits_free(hits: Option<Box<allonym_hits>>) {
    raw::release(hits);
}

/// Looks for count queries in an index; the hits of each are what one search for it alone would give,
/// best first, each id once.
///
/// If any query is refused nothing is looked for, and the error says which.
/// Fails with ALLONYM_NULL_POINTER, ALLONYM_INVALID_UTF8, ALLONYM_TOO_LONG, ALLONYM_INVALID_ARGUMENT.
/// A millisecond or a few for each query: the time grows with the logarithm of the list. The hits keep some hundred
/// bytes for each word of the list that was looked at, of 65,536 words at most; with them the next search is faster.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn allonym_index_search(
    index: Option<&allonym_index>,
    queries: *const allonym_query,
    count: usize,
    hits: Option<&mut allonym_hits>,
    error: Option<&mut allonym_error>,
) -> allonym_status {
    entry_point!(error, |caller| {
        let index = index.ok_or_else(|| Fault::null("index"))?;
        let hits = hits.ok_or_else(|| Fault::null("hits"))?;
        let queries = caller.slice("queries", queries, count)?.iter().enumerate();
        let queries: Vec<Query> =
            queries.map(|(at, query)| read(caller, at, query)).collect::<Result<_, _>>()?;
        // If a search panics its memory is not used again.
        let mut workspace = std::mem::take(&mut hits.workspace);
        let mut found = Found::default();
        for query in &queries {
            found.take(&index.index.search(*query).hits_with(&mut workspace));
        }
        *hits = allonym_hits { workspace, found };
        Ok(())
    })
}

fn read<'a>(caller: Caller<'a>, at: usize, query: &allonym_query) -> Result<Query<'a>, Fault> {
    let text = |field: &str, text| caller.view(&format!("queries[{at}].{field}"), text);
    let (name, kind) = (text("name", query.name)?, text("kind", query.kind)?);
    if query.min_score > Probability::ONE.millionths() {
        return Err(Fault::argument("least score", query.min_score));
    }
    let asked = Query::new(name).min_score(Probability::from_millionths(query.min_score));
    let asked = if query.limit == 0 { asked } else { asked.limit(query.limit) };
    Ok(if kind.is_empty() { asked } else { asked.kind(kind) })
}

/// How many queries the last search had; 0 for NULL.
#[unsafe(no_mangle)]
pub extern "C" fn allonym_hits_queries(hits: Option<&allonym_hits>) -> usize {
    hits.map_or(0, |hits| hits.found.ends.len())
}

/// How many hits the query at a place, from 0, has; 0 if there is none there, or for NULL.
#[unsafe(no_mangle)]
pub extern "C" fn allonym_hits_count(hits: Option<&allonym_hits>, query: usize) -> usize {
    hits.and_then(|hits| hits.found.of(query)).map_or(0, |(_, count)| count)
}

/// Writes the hit of a query at a rank, both from 0, to *hit.
///
/// Fails with ALLONYM_NULL_POINTER, ALLONYM_OUT_OF_RANGE. Costs nothing.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn allonym_hits_get(
    hits: Option<&allonym_hits>,
    query: usize,
    rank: usize,
    hit: *mut allonym_hit,
    error: Option<&mut allonym_error>,
) -> allonym_status {
    entry_point!(error, |caller| {
        let found = &hits.ok_or_else(|| Fault::null("hits"))?.found;
        let out = caller.out("hit", hit)?;
        let (at, FoundHit { score, bits, relevance, .. }) = found.get(query, rank)?;
        let text = |field| found.texts.get(TEXTS * at + field);
        out.set(allonym_hit {
            record: allonym_record { id: text(0), name: text(1), kind: text(2), language: text(3) },
            score: score.millionths(),
            bits: bits.parts(),
            relevance: relevance.parts(),
        });
        Ok(())
    })
}

/// Writes to *probability how likely the hit of a query at a rank, both from 0, is the record that was asked for, among what
/// the index holds, in millionths: what hits are ordered by. It never rises down a list of hits.
///
/// Fails with ALLONYM_NULL_POINTER, ALLONYM_OUT_OF_RANGE. Costs nothing.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn allonym_hits_probability(
    hits: Option<&allonym_hits>,
    query: usize,
    rank: usize,
    probability: *mut u32,
    error: Option<&mut allonym_error>,
) -> allonym_status {
    entry_point!(error, |caller| {
        let found = &hits.ok_or_else(|| Fault::null("hits"))?.found;
        let out = caller.out("probability", probability)?;
        out.set(found.get(query, rank)?.1.probability.millionths());
        Ok(())
    })
}
