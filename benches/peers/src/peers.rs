//! The peers: each takes the names of a list and gives the numbers of the rows that are most like a name.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use allonym::index::{Builder, Index, Record};
use rapidfuzz::distance::jaro_winkler;
use rapidfuzz::fuzz;
use tantivy::collector::TopDocs;
use tantivy::query::{BooleanQuery, BoostQuery, FuzzyTermQuery, Occur, Query, TermQuery};
use tantivy::schema::{FAST, Field, IndexRecordOption, Schema, TEXT};
use tantivy::tokenizer::TextAnalyzer;
use tantivy::{Searcher, TantivyDocument, Term};

use crate::{BEST, Fault};

pub(crate) trait Peer {
    /// Rows, the most like the name first.
    fn best(&mut self, name: &str) -> Result<Vec<usize>, Fault>;
}

pub(crate) struct Allonym {
    index: Index<Vec<u8>>,
}

impl Allonym {
    pub(crate) fn new(names: &[&str]) -> Result<Allonym, Fault> {
        let mut builder = Builder::new();
        for (at, name) in names.iter().enumerate() {
            builder.add(Record::new(&at.to_string(), name));
        }
        Ok(Allonym { index: Index::from_bytes(builder.build())? })
    }
}

impl Peer for Allonym {
    fn best(&mut self, name: &str) -> Result<Vec<usize>, Fault> {
        let hits = self.index.search(name).limit(BEST).hits();
        Ok(hits.iter().map(|hit| hit.record.id.parse()).collect::<Result<_, _>>()?)
    }
}

pub(crate) enum Measure {
    JaroWinkler,
    Ratio,
}

/// Scores every row, in small letters, with a comparator made once for the query and the tenth score as its cut-off.
pub(crate) struct Rapidfuzz {
    rows: Vec<Vec<char>>,
    measure: Measure,
}

impl Rapidfuzz {
    pub(crate) fn new(names: &[&str], measure: Measure) -> Rapidfuzz {
        Rapidfuzz { rows: names.iter().map(|name| name.to_lowercase().chars().collect()).collect(), measure }
    }
}

impl Peer for Rapidfuzz {
    fn best(&mut self, name: &str) -> Result<Vec<usize>, Fault> {
        let name: Vec<char> = name.to_lowercase().chars().collect();
        let name = || name.iter().copied();
        Ok(match self.measure {
            Measure::JaroWinkler => {
                let comparator = jaro_winkler::BatchComparator::new(name());
                most_like(&self.rows, |row, least| {
                    let arguments = jaro_winkler::Args::default().score_cutoff(least);
                    comparator.similarity_with_args(row.iter().copied(), &arguments)
                })
            }
            Measure::Ratio => {
                let comparator = fuzz::RatioBatchComparator::new(name());
                most_like(&self.rows, |row, least| {
                    let arguments = fuzz::Args::default().score_cutoff(least);
                    comparator.similarity_with_args(row.iter().copied(), &arguments)
                })
            }
        })
    }
}

/// The rows of the highest scores; of equal ones, the first in the list.
fn most_like(rows: &[Vec<char>], score: impl Fn(&[char], f64) -> Option<f64>) -> Vec<usize> {
    let mut best: BinaryHeap<Scored> = BinaryHeap::new();
    for (at, row) in rows.iter().enumerate() {
        let least = best.peek().filter(|_| best.len() == BEST).map_or(0.0, |worst| worst.score);
        let Some(score) = score(row, least) else { continue };
        if best.len() < BEST {
            best.push(Scored { score, row: at });
        } else if score > least {
            best.pop();
            best.push(Scored { score, row: at });
        }
    }
    best.into_sorted_vec().into_iter().map(|one| one.row).collect()
}

/// Ordered with the worst on top.
struct Scored {
    score: f64,
    row: usize,
}

impl Ord for Scored {
    fn cmp(&self, other: &Scored) -> Ordering {
        other.score.total_cmp(&self.score).then(self.row.cmp(&other.row))
    }
}

impl PartialOrd for Scored {
    fn partial_cmp(&self, other: &Scored) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Scored {
    fn eq(&self, other: &Scored) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Scored {}

/// Words within two edits, each a clause of a boolean query; the index is in memory and one segment.
pub(crate) struct Tantivy {
    searcher: Searcher,
    words: TextAnalyzer,
    name: Field,
    exact_first: bool,
}

impl Tantivy {
    /// A fuzzy match scores one however near it is. With `exact_first` the words as they are get clauses too, so that rows
    /// that hold them, and rare ones most, come before those that are only near.
    pub(crate) fn new(names: &[&str], exact_first: bool) -> Result<Tantivy, Fault> {
        let mut schema = Schema::builder();
        let name = schema.add_text_field("name", TEXT);
        let row = schema.add_u64_field("row", FAST);
        let index = tantivy::Index::create_in_ram(schema.build());
        let mut writer = index.writer_with_num_threads::<TantivyDocument>(1, 500_000_000)?;
        for (at, text) in names.iter().enumerate() {
            let mut document = TantivyDocument::new();
            document.add_text(name, text);
            document.add_u64(row, at as u64);
            writer.add_document(document)?;
        }
        writer.commit()?;
        let segments = index.searchable_segment_ids()?;
        if segments.len() > 1 {
            writer.merge(&segments).wait()?;
        }
        writer.wait_merging_threads()?;
        let words = index.tokenizers().get("default").ok_or("tantivy has no tokenizer called default")?;
        Ok(Tantivy { searcher: index.reader()?.searcher(), words, name, exact_first })
    }
}

impl Peer for Tantivy {
    fn best(&mut self, name: &str) -> Result<Vec<usize>, Fault> {
        let mut clauses: Vec<(Occur, Box<dyn Query>)> = Vec::new();
        let mut words = self.words.token_stream(name);
        while words.advance() {
            let term = Term::from_field_text(self.name, &words.token().text);
            clauses.push((Occur::Should, Box::new(FuzzyTermQuery::new(term.clone(), 2, true))));
            if self.exact_first {
                let exact = TermQuery::new(term, IndexRecordOption::Basic);
                clauses.push((Occur::Should, Box::new(BoostQuery::new(Box::new(exact), 0.1))));
            }
        }
        let query = BooleanQuery::new(clauses);
        let best = self.searcher.search(&query, &TopDocs::with_limit(BEST).order_by_score())?;
        let mut rows = Vec::new();
        for (_, address) in best {
            let columns = self.searcher.segment_reader(address.segment_ord).fast_fields();
            let row = columns.u64("row")?.first(address.doc_id).ok_or("a row without its number")?;
            rows.push(usize::try_from(row)?);
        }
        Ok(rows)
    }
}
