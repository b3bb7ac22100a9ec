//! Names of a list in running text: the other half of what a newsroom asks. [`resolve`](super::resolve) needs no list;
//! [`Scanner`] has one, and finds every mention of it.
//!
//! # Stages
//!
//! With the list `Qasem Soleimani`, `Kerman` and the text `سردار سلیمانی: Ghassem Solaymani was buried in Kerman.`:
//!
//! | stage | file | does |
//! |---|---|---|
//! | list | `list` | cuts the names into words, each with the keys of its spellings |
//! | pieces | `pieces` | joins نصر الله, which the list may have as one word, and cuts 김정은, which it may have as two |
//! | answers | `memory` | each word of the text is compared with the words that share a key, once: `Solaymani` is `Soleimani` |
//! | windows | `search` | words that may be words of one name make a window: `Ghassem Solaymani` |
//! | score | `memory` | window and name are scored as two whole names: 0.97 |
//! | guards | `guards` | a window is none where a name goes on beside it, or two people stand in it |
//! | families | `families` | `سلیمانی` by itself is a mention, for the text has the full name, or the list one bearer |
//! | choice | `choice` | the longest mention wins, then the likeliest; all records of its spelling are given |
//!
//! Equal words answer by a hash of their normalized form; names of Han and kana are found by an automaton (Aho and Corasick
//! 1975); spellings by the keys and the evidence of [`spelling`](crate::spelling); oblique cases by the endings of the
//! language; articles and prepositions written together with a name by the lists of [`finder`](crate::finder). Where a
//! script has no capitals, or the place explains one, the finder says whether a word by itself is a name at all.
//!
//! # Cost
//!
//! Linear in the text. A word that was seen before costs a look-up; a new one some ten microseconds for a short list, some
//! fifty for one of 10,000 names: hundreds of its words share a blocking key, of which the 24 likest are aligned. Memory does not grow with the text: what is remembered has a bound.
//!
//! # What it cannot do
//!
//! Pronouns and titles alone are no mentions. Two bearers of one name are not told apart by what the text says of them.
//! Translations within one script (Germany, Deutschland) are found only where the list has them; those in another script
//! (Russia, 俄罗斯) also where the lexicon links the two.

mod choice;
mod families;
mod guards;
mod list;
mod memory;
mod pieces;
mod row;
mod search;
mod signs;
mod tags;
#[cfg(test)]
mod tests;

use alloc::vec::Vec;
use std::sync::{Mutex, PoisonError};

pub(crate) use self::row::language_of_text;

use self::choice::Candidate;
use self::list::List;
use self::memory::Memory;
use self::search::Search;
use crate::index::{Index, Record};
use crate::quantity::Probability;
use crate::span::Span;

/// How much of a name an [`Occurrence`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum Extent {
    /// The name, as far as people write it: `Qassem Soleimani`, `Q. Soleimani`, `Vladimir Putin` for a longer one.
    Full,
    /// The family name by itself.
    Family,
    /// The family name of somebody else who shares it: `Saif al-Islam Qadhafi`. [`Scanner::scan`] leaves these out.
    Relative,
}

/// Where an [`Occurrence`] stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum Setting {
    /// In running text.
    Running,
    /// In a hashtag.
    Hashtag,
    /// It is a handle.
    Handle,
}

/// A listed name in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Occurrence<'s> {
    /// Where it stands, in bytes, without title, possessive ending and what else is written together with it; a hashtag
    /// that is nothing else is taken whole.
    pub span: Span,
    /// The name of the list.
    pub record: Record<'s>,
    /// How likely what stands there is the listed name; of a family name by itself, the score of the full mention that it
    /// hangs on.
    pub score: Probability,
    /// How much of the name it is.
    pub extent: Extent,
    /// Where it stands.
    pub setting: Setting,
    /// The words that answer each other: their place in the text, and in the name of the record.
    pub words: Vec<(Span, Span)>,
}

/// Finds the names of a list in running text.
///
/// Built once; threads may share it. The result depends on nothing but list and text.
///
/// ```
/// use allonym::index::Record;
/// use allonym::scan::Scanner;
///
/// let scanner = Scanner::new([Record::new("1", "Qasem Soleimani"), Record::new("2", "Kerman")]);
/// let text = "سردار سلیمانی: Ghassem Solaymani was buried in Kerman; Soleimani’s grave …";
/// let found: Vec<(&str, &str)> = scanner.scan(text).iter().map(|one| (one.span.of(text), one.record.id)).collect();
/// assert_eq!(found, [("سلیمانی", "1"), ("Ghassem Solaymani", "1"), ("Kerman", "2"), ("Soleimani", "1")]);
/// ```
#[derive(Debug)]
pub struct Scanner {
    list: List,
    min: Probability,
    relatives: bool,
    /// Memories that no scan has at the moment.
    pool: Mutex<Vec<Memory>>,
}

/// The least score of an occurrence unless told otherwise: 0.9.
const MIN_SCORE: Probability = Probability::from_millionths(900_000);

impl Scanner {
    /// A scanner for these names, in any order; several of one id are names of one bearer. Some twenty microseconds a name.
    ///
    /// ```
    /// use allonym::{index::Record, scan::Scanner};
    ///
    /// let names = [Record::new("1", "Hassan Nasrallah"), Record::new("1", "Абу Хади")];
    /// assert_eq!(Scanner::new(names).scan("حسن نصرالله").len(), 1);
    /// ```
    #[must_use]
    pub fn new<'r>(records: impl IntoIterator<Item = Record<'r>>) -> Scanner {
        Scanner { list: List::new(records), min: MIN_SCORE, relatives: false, pool: Mutex::default() }
    }

    /// A scanner for the names of an index.
    ///
    /// ```
    /// use allonym::{index::{Index, Record}, scan::Scanner};
    ///
    /// let mut builder = Index::builder();
    /// builder.add(Record::new("1", "Касем Сулеймани"));
    /// let scanner = Scanner::from_index(&Index::from_bytes(builder.build())?);
    /// assert_eq!(scanner.scan("Qasem Soleimani").len(), 1);
    /// # Ok::<(), allonym::Error>(())
    /// ```
    #[must_use]
    pub fn from_index<D: AsRef<[u8]>>(index: &Index<D>) -> Scanner {
        Scanner::new(index.records())
    }

    /// The least score of an occurrence; 0.9 unless told otherwise.
    ///
    /// ```
    /// use allonym::{Probability, index::Record, scan::Scanner};
    ///
    /// let exact = Scanner::new([Record::new("1", "Ольга Ким")]).min_score(Probability::ONE);
    /// assert_eq!((exact.scan("Olga Kim").len(), exact.scan("Ольга Ким").len()), (0, 1));
    /// ```
    #[must_use]
    pub fn min_score(self, min: Probability) -> Scanner {
        Scanner { min, ..self }
    }

    /// Whether occurrences in names of others are given too; see [`Extent::Relative`].
    ///
    /// ```
    /// use allonym::{index::Record, scan::{Extent, Scanner}};
    ///
    /// let scanner = Scanner::new([Record::new("1", "Muammar Gaddafi")]).relatives(true);
    /// let text = "Saif al-Islam Gaddafi and Muammar Gaddafi";
    /// assert_eq!(scanner.scan(text)[0].extent, Extent::Relative);
    /// ```
    #[must_use]
    pub fn relatives(self, relatives: bool) -> Scanner {
        Scanner { relatives, ..self }
    }

    /// The occurrences of listed names in a text, in its order; none overlap. Where the list has several records of the
    /// spelling that was found, each of them is given, one behind the other, at the same place. Linear in the text.
    ///
    /// ```
    /// use allonym::{index::Record, scan::Scanner};
    ///
    /// let scanner = Scanner::new([Record::new("7", "Kerman")]);
    /// let text = "مراسم در #کرمان";
    /// assert_eq!(scanner.scan(text)[0].span.of(text), "#کرمان");
    /// let two = Scanner::new([Record::new("7", "Kerman"), Record::new("8", "Kerman")]);
    /// assert_eq!(two.scan("in Kerman").iter().map(|one| one.record.id).collect::<Vec<_>>(), ["7", "8"]);
    /// ```
    #[must_use]
    pub fn scan(&self, text: &str) -> Vec<Occurrence<'_>> {
        let records = |candidate: Candidate| {
            let others = self.list.namesakes(candidate.name).iter().copied();
            let mut all: Vec<u32> = core::iter::once(candidate.name).chain(others).collect();
            all.sort_unstable();
            all.into_iter().filter_map(|name| self.occurrence(&candidate, name)).collect::<Vec<_>>()
        };
        self.candidates(text).into_iter().flat_map(records).collect()
    }

    /// The same with one record of each spelling: that which is written like the mention, else the first of the list.
    pub(crate) fn scan_once(&self, text: &str) -> Vec<Occurrence<'_>> {
        let candidates = self.candidates(text).into_iter();
        candidates.filter_map(|candidate| self.occurrence(&candidate, candidate.name)).collect()
    }

    fn candidates(&self, text: &str) -> Vec<Candidate> {
        let memory = self.pool.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let mut memory = memory.unwrap_or_default();
        let found = Search::new(&self.list, &mut memory, text, self.min, self.relatives).run();
        self.pool.lock().unwrap_or_else(PoisonError::into_inner).push(memory);
        found
    }

    /// A candidate as an occurrence of this name, which is spelled as that of the candidate is.
    fn occurrence(&self, candidate: &Candidate, name: u32) -> Option<Occurrence<'_>> {
        let Candidate { span, score, extent, setting, ref words, .. } = *candidate;
        let name = self.list.name(name)?;
        let record = self.list.record(name)?.record();
        let place = |mask: u32| {
            let slots = name.name.slots.iter().zip(&name.name.tokens);
            let own = slots.filter(|(slot, _)| slot.words == 1 && slot.mask() & mask != 0);
            own.map(|(_, token)| token.span).reduce(Span::cover)
        };
        let words = words.iter().filter_map(|(span, mask)| Some((*span, place(*mask)?))).collect();
        Some(Occurrence { span, record, score, extent, setting, words })
    }
}
