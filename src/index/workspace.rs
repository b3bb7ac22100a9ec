//! Memory that searches use again.

use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;
use core::cmp::Reverse;

use super::blocking::{CandidateWord, Dictionary, Lookup, RowSums, SumTable};
use super::params::PARAMS;
use crate::codec::hash;
use crate::compare::{Agreement, AlignedPair, Name, NameToken};
use crate::name::Role;
use crate::tag::Language;

/// Memory that searches share, so that each does not need its own: sums, and words of the list that were made ready.
///
/// [`Search::hits`](super::Search::hits) takes one from a pool in the index; [`hits_with`](super::Search::hits_with) is for
/// who has a thread of their own for searching. A workspace may be used with any index, and keeps what it knows of one.
///
/// Some hundred bytes for each word of the list kept ready, at most 65,536 of them; some kilobytes for each name of a
/// record, and for each word of a query that is remembered, at most 4,096 of each.
///
/// ```
/// use allonym::index::{Index, Record, Workspace};
///
/// let mut builder = Index::builder();
/// builder.add(Record::new("1", "Ольга Ким"));
/// let index = Index::from_bytes(builder.build())?;
/// let mut workspace = Workspace::default();
/// for query in ["Olga Kim", "올가 김"] {
///     assert_eq!(index.search(query).hits_with(&mut workspace).len(), 1);
/// }
/// # Ok::<(), allonym::Error>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Workspace {
    /// The index that the words in `ready` are of.
    identity: u64,
    pub(super) ready: ReadyWords,
    pub(super) names: ReadyNames,
    pub(super) lookup: Lookup,
    pub(super) compared: ComparedWords,
    pub(super) sums: RowSums,
    /// The evidence of parts of the query and words of the list that were compared, by [`pair_key`].
    pub(super) known: SumTable,
    pub(super) ranked: Vec<(Reverse<i32>, u32)>,
    pub(super) candidates: Vec<CandidateWord>,
    pub(super) pairs: Vec<AlignedPair>,
    pub(super) agreements: Vec<Option<Agreement>>,
    second: Option<Box<Workspace>>,
}

impl Workspace {
    /// The workspace for a second index that is searched with the first.
    pub(super) fn second(&mut self) -> &mut Workspace {
        self.second.get_or_insert_default()
    }

    /// Forgets the words of another index than this, which has so many words and rows.
    pub(super) fn turn_to(&mut self, identity: u64, words: usize, rows: usize) {
        let places = words.clamp(1, PARAMS.max_ready_words);
        if self.identity != identity || self.ready.0.len() != places {
            self.identity = identity;
            self.ready.0.clear();
            self.ready.0.resize(places, None);
            self.names.0.clear();
            self.names.0.resize(rows.clamp(1, PARAMS.max_ready_names), None);
            self.lookup = Lookup::default();
            self.compared.0.clear();
            self.compared.0.resize(PARAMS.max_remembered_words, None);
        }
    }
}

/// Words of the list made ready for comparison: each has one place, where it drives out the one that was there.
#[derive(Clone, Debug, Default)]
pub(super) struct ReadyWords(Vec<Option<Box<(u32, NameToken)>>>);

impl ReadyWords {
    /// A word of the list made ready, which the dictionary reads if it is not there.
    pub(super) fn get(&mut self, dictionary: &Dictionary<'_>, word: u32) -> Option<&NameToken> {
        let at = word as usize % self.0.len().max(1);
        let place = self.0.get_mut(at)?;
        if place.as_ref().is_none_or(|ready| ready.0 != word) {
            *place = Some(Box::new((word, dictionary.part(word))));
        }
        place.as_ref().map(|ready| &ready.1)
    }
}

/// Names of rows made ready for comparison, kept as [`ReadyWords`] are.
#[derive(Clone, Debug, Default)]
pub(super) struct ReadyNames(Vec<Option<Box<(u32, Name)>>>);

impl ReadyNames {
    /// The name of a row made ready.
    pub(super) fn get(&mut self, row: u32, name: &str) -> Option<&Name> {
        let at = row as usize % self.0.len().max(1);
        let place = self.0.get_mut(at)?;
        if place.as_ref().is_none_or(|ready| ready.0 != row) {
            *place = Some(Box::new((row, Name::new(name))));
        }
        place.as_ref().map(|ready| &ready.1)
    }
}

/// What a word of a query was looked up by: everything that its answers depend on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct LookupKey {
    pub(super) text: String,
    pub(super) role: Role,
    pub(super) link: u16,
    pub(super) words: u8,
    pub(super) language: Language,
    /// Bytes of trigram lists and words that might be spent.
    pub(super) budget: (usize, usize),
}

/// Words of the list that were compared with a word of a query, in the order in which they were, with their evidence.
type Compared = Box<(LookupKey, Vec<(u32, i32)>)>;

/// What words of queries were compared with: names repeat each other's words, so a batch asks for most of its words
/// again. Each word has one place, where it drives out the one that was there.
#[derive(Clone, Debug, Default)]
pub(super) struct ComparedWords(Vec<Option<Compared>>);

impl ComparedWords {
    fn place(&self, key: &LookupKey) -> usize {
        hash(&key.text) as usize % self.0.len().max(1)
    }

    /// What a word was compared with, if that is remembered.
    pub(super) fn get(&self, key: &LookupKey) -> Option<&[(u32, i32)]> {
        let found = self.0.get(self.place(key))?.as_ref()?;
        (found.0 == *key).then_some(&found.1)
    }

    /// Remembers what a word was compared with.
    pub(super) fn put(&mut self, key: LookupKey, compared: Vec<(u32, i32)>) {
        let place = self.place(&key);
        if let Some(slot) = self.0.get_mut(place) {
            *slot = Some(Box::new((key, compared)));
        }
    }
}

/// One number for a part of the query and a word of the list.
pub(super) fn pair_key(part: usize, word: u32) -> u64 {
    (part as u64) << 32 | u64::from(word)
}
