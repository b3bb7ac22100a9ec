//! Which words of a running text are names, and of what, by a learned model.
//!
//! # What it is for
//!
//! Capitals show names in some scripts; in Arabic, Hebrew, Devanagari, Thai or Han script nothing does. This module
//! reads a paragraph of any script and marks the names of persons, organizations and places in it. It needs no list of
//! names and no other document. [`resolve`](crate::scan::resolve) asks it about every document.
//!
//! # Its nouns
//!
//! A *unit* is a word, a number or a sign; in scripts without spaces it is one character with its marks. A *label* says
//! of a unit that it begins a name of a kind, goes on in one, or is in none: 7 labels. A *feature* is something seen of
//! a unit or its neighbours, as a number. A *group* is a set of languages that share weights. A *score* is a sum of
//! weights, in 1/24 nat. The *bias* of a language is taken off the score of "no name": more of it finds more names and
//! more that are none.
//!
//! # Method
//!
//! A conditional random field (Lafferty, McCallum and Pereira 2001). The score of a row of labels is the sum of the
//! weights of each unit's features with its label, and of each label after the one before it:
//!
//! ```text
//! score(labels) = sum over t of [ weights(features(t), label(t)) + next(label(t-1), label(t)) ]
//! ```
//!
//! The row with the highest score is found by the algorithm of Viterbi. Features are: the normalized word two units
//! around; its first and last one to four letters, its shape, its stem without clitics and endings; pairs of words; what
//! the lexicon has for the word or for a phrase that it stands in (titles, places, head nouns, function words, family
//! names), also after a clitic is cut off; how frequent the word is in names, and whether first or last in them; pairs
//! and triples of such classes; the language; the beginning of the sentence. In scripts without spaces runs of two to
//! five characters take the place of words. For `قاسم سلیمانی در بغداد` (Qasem Soleimani in Baghdad) the unit `بغداد`
//! has, among some sixty others, the features "this word is بغداد", "the word before is در", "a place of the lexicon"
//! and "a place after a function word".
//!
//! Of Hebrew, Amharic, Korean and Chinese no marked text of a free licence is known. Their models learn from sentences that
//! grammars in `data/finder` make: names of the lists in frames of news. A grammar knows where its names are, so bounds
//! are right, and the words around them are few, so names in strange company are missed.
//!
//! Scripts of many languages that have no model of their own (Greek, Armenian, Latin but for English and German) share
//! one that sees no letters, only what is known of words.
//!
//! Weights are learned by `cargo xtask train finder` from texts that are no part of the repository;
//! `data/SOURCES.toml` names them, `data/finder/finder.toml` says how. The file of weights is
//! [`tables::finder`](crate::tables::finder).
//!
//! # Cost
//!
//! Linear in the text. What a word weighs by itself is added up once for all its places; a unit adds five such sums and
//! about twenty weights of what stands around it. Whole numbers only, so every machine finds the same. Memory: some
//! hundred bytes a word of the paragraph that is read, and a kilobyte for each different word of it.
//!
//! # What it cannot do
//!
//! It sees one paragraph, so it does not know that a name was explained before. It marks no names inside names, and no
//! products or events. Where it is unsure it keeps silent; of a hundred names in news of a language it was taught it
//! finds about eighty, of one it was not taught about sixty.

mod facts;
mod group;
mod hash;
mod row;
mod unit;
mod viterbi;
mod words;

use alloc::{string::String, vec::Vec};
use core::ops::Range;

use icu_properties::PropertyNamesShort;
use icu_properties::props::Script as Property;

pub use crate::kind::Kind;

pub use self::viterbi::may_follow;

use self::row::Row;
use self::unit::{Unit, UnitKind};
use self::viterbi::Scores;
pub(crate) use self::words::Words;
use crate::error::{Error, ErrorKind};
use crate::span::Span;
use crate::tables::char_trie::CharTables;
use crate::tables::finder::{self as table, Entry, FEATURE_BITS, Group, LABELS, Transitions};
use crate::tables::frequency::Frequencies;
use crate::tables::lexicon::Lexicon;
use crate::tag::{Language, Script};

/// What the finder knows words by: an argument, so that the trainer can run with tables that are just being made.
#[derive(Clone, Copy, Debug)]
pub struct Knowledge {
    /// How characters are folded.
    pub chars: CharTables,
    /// What words are.
    pub lexicon: Lexicon,
    /// How usual words are in names.
    pub frequencies: Frequencies,
}

/// A name that was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// Where in the text.
    pub span: Span,
    /// What it is the name of.
    pub kind: Kind,
}

/// What was seen of a unit, as a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Feature {
    /// The number, [`FEATURE_BITS`] wide.
    pub number: u32,
    /// Whether it names letters of words, and not only what is known of them.
    pub lexical: bool,
}

/// A sentence with the features of its units, as the trainer of `cargo xtask train finder` sees it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sentence {
    /// The units.
    pub spans: Vec<Span>,
    /// The features of each.
    pub features: Vec<Vec<Feature>>,
}

/// The sentences of a text with their features. Linear in the text.
///
/// ```
/// # use allonym::tables::char_trie::{CharTables, Trie};
/// # const NOTHING: Trie = Trie { index: &[], data: &[] };
/// # const CHARS: CharTables = CharTables { clean: NOTHING, punctuation: &[], fold: NOTHING, folds: &[], lookalikes: &[], pairs: &[], elongated: &[] };
/// # use allonym::finder::{Knowledge};
/// # use allonym::tables::{finder::Group, frequency::Frequencies, lexicon::Lexicon};
/// # let knowledge = Knowledge { chars: CHARS, lexicon: Lexicon::new(b""), frequencies: Frequencies::new(b"") };
/// use allonym::finder::sentences;
///
/// let found = sentences(&knowledge, &Group::default(), "fa".parse()?, "قاسم آمد. او رفت.");
/// assert_eq!(found.len(), 2);
/// assert_eq!(found[0].spans.len(), 3); // two words and a full stop
/// # Ok::<(), allonym::Error>(())
/// ```
#[must_use]
pub fn sentences(knowledge: &Knowledge, group: &Group, language: Language, text: &str) -> Vec<Sentence> {
    let mut words = Words::default();
    let units = row::units(knowledge, text);
    let row = Row::new(knowledge, group, [language, language], text, units, (&mut words, None));
    row.sentences
        .iter()
        .map(|range| {
            let features = range.clone().map(|at| {
                let mut features = Vec::new();
                row.features(range, at, |feature, lexical| {
                    features.push(Feature { number: feature >> (32 - FEATURE_BITS), lexical });
                });
                features
            });
            let spans = row.units.get(range.clone()).unwrap_or_default().iter().map(|unit| unit.span);
            Sentence { spans: spans.collect(), features: features.collect() }
        })
        .collect()
}

/// Finds names in running text of any script that it has a model for.
#[derive(Clone, Debug)]
pub struct Finder<'a> {
    knowledge: Knowledge,
    entries: Vec<Entry<'a>>,
}

impl<'a> Finder<'a> {
    /// A finder with the weights in `bytes`, as [`assemble`](crate::tables::finder::assemble) makes them.
    ///
    /// # Errors
    /// [`ErrorKind::InvalidModel`] if they are anything else.
    ///
    /// ```
    /// # use allonym::tables::char_trie::{CharTables, Trie};
    /// # const NOTHING: Trie = Trie { index: &[], data: &[] };
    /// # const CHARS: CharTables = CharTables { clean: NOTHING, punctuation: &[], fold: NOTHING, folds: &[], lookalikes: &[], pairs: &[], elongated: &[] };
    /// # use allonym::finder::{Finder, Knowledge};
    /// # use allonym::tables::{finder::{Learned, assemble, encode}, frequency::Frequencies, lexicon::Lexicon};
    /// # let knowledge = Knowledge { chars: CHARS, lexicon: Lexicon::new(b""), frequencies: Frequencies::new(b"") };
    /// // By these weights every word is likelier a name than none, by a nat.
    /// let every = Learned { biases: vec![("fa".parse()?, 24)], ..Learned::default() };
    /// let bytes = assemble([encode(&every)?.as_slice()])?;
    /// let finder = Finder::new(knowledge, &bytes)?;
    /// assert_eq!(finder.find("قاسم سلیمانی", "fa".parse()?).len(), 2);
    /// assert!(Finder::new(knowledge, b"no weights").is_err());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn new(knowledge: Knowledge, bytes: &'a [u8]) -> Result<Finder<'a>, Error> {
        let entries = table::read(bytes).ok_or_else(|| {
            let message = String::from("these bytes are no weights of the finder of this version");
            Error::new(ErrorKind::InvalidModel, None, message)
        })?;
        Ok(Finder { knowledge, entries })
    }

    /// A finder that knows words by the tables of the crate and weighs them by other weights, as
    /// [`assemble`](crate::tables::finder::assemble) makes them.
    ///
    /// # Errors
    /// [`ErrorKind::InvalidModel`] if the bytes are anything else.
    ///
    /// ```
    /// use allonym::{ErrorKind, finder::Finder};
    ///
    /// let refused = Finder::with_weights("وزن‌ها".as_bytes()).map(|_| ()).map_err(|error| error.kind());
    /// assert_eq!(refused, Err(ErrorKind::InvalidModel));
    /// ```
    #[cfg(feature = "finder")]
    pub fn with_weights(bytes: &'a [u8]) -> Result<Finder<'a>, Error> {
        Finder::new(bundled().knowledge, bytes)
    }

    /// The names in a text that is written in one language, in order.
    ///
    /// The text is one paragraph or line: nothing is seen across its ends. Linear in the text.
    ///
    /// ```
    /// # use allonym::tables::char_trie::{CharTables, Trie};
    /// # const NOTHING: Trie = Trie { index: &[], data: &[] };
    /// # const CHARS: CharTables = CharTables { clean: NOTHING, punctuation: &[], fold: NOTHING, folds: &[], lookalikes: &[], pairs: &[], elongated: &[] };
    /// # use allonym::finder::{Finder, Kind, Knowledge};
    /// # use allonym::tables::{finder::{Learned, assemble, encode}, frequency::Frequencies, lexicon::Lexicon};
    /// # let knowledge = Knowledge { chars: CHARS, lexicon: Lexicon::new(b""), frequencies: Frequencies::new(b"") };
    /// // By these weights every word is likelier a name than none, by a nat.
    /// let every = Learned { biases: vec![("fa".parse()?, 24)], ..Learned::default() };
    /// let bytes = assemble([encode(&every)?.as_slice()])?;
    /// let finder = Finder::new(knowledge, &bytes)?;
    /// let found = finder.find("قاسم", "fa".parse()?);
    /// assert_eq!((found[0].span.len(), found[0].kind), (8, Kind::Person)); // four letters of two bytes
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn find(&self, text: &str, language: Language) -> Vec<Found> {
        self.read(text, language).map(|reading| reading.found()).unwrap_or_default()
    }

    /// A text with the scores of its words; nothing if there is no model for its script.
    ///
    /// The text is one paragraph or line. Linear in the text.
    ///
    /// ```
    /// # use allonym::tables::char_trie::{CharTables, Trie};
    /// # const NOTHING: Trie = Trie { index: &[], data: &[] };
    /// # const CHARS: CharTables = CharTables { clean: NOTHING, punctuation: &[], fold: NOTHING, folds: &[], lookalikes: &[], pairs: &[], elongated: &[] };
    /// # use allonym::finder::{Finder, Knowledge};
    /// # use allonym::tables::{finder::{Learned, assemble, encode}, frequency::Frequencies, lexicon::Lexicon};
    /// # let knowledge = Knowledge { chars: CHARS, lexicon: Lexicon::new(b""), frequencies: Frequencies::new(b"") };
    /// // By these weights every word is likelier a name than none, by a nat.
    /// let every = Learned { biases: vec![("fa".parse()?, 24)], ..Learned::default() };
    /// let bytes = assemble([encode(&every)?.as_slice()])?;
    /// let finder = Finder::new(knowledge, &bytes)?;
    /// let reading = finder.read("قاسم", "fa".parse()?).ok_or("no model")?;
    /// assert_eq!(reading.found().len(), 1);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn read(&self, text: &str, language: Language) -> Option<Reading<'_>> {
        self.read_with(&mut Words::default(), text, language)
    }

    /// [`Finder::read`] with words that are kept from one text to the next.
    pub(crate) fn read_with(&self, words: &mut Words, text: &str, language: Language) -> Option<Reading<'_>> {
        let units = row::units(&self.knowledge, text);
        let entry = self.entry(&units, language)?;
        let known = |language| entry.biases.iter().find(|(own, _)| *own == language);
        // A group of one language knows no other; one of several knows no language beside them.
        let (own, bias) = match (entry.biases.as_slice(), known(language)) {
            (_, Some(own)) | ([own], None) => *own,
            (biases, None) => {
                let sum: i32 = biases.iter().map(|(_, bias)| i32::from(*bias)).sum();
                (Language::UNDETERMINED, (sum / (biases.len().max(1) as i32)) as i16)
            }
        };
        let spoken = if language == Language::UNDETERMINED { own } else { language };
        let with = (words, Some(&entry.table));
        let row = Row::new(&self.knowledge, &entry.group, [spoken, own], text, units, with);
        let mut scores = Vec::with_capacity(row.units.len());
        for sentence in &row.sentences {
            scores.extend(sentence.clone().map(|at| entry_scores(entry, bias, &row, sentence, at)));
        }
        let ends =
            row.units.iter().map(|unit| entry.group.end_of(&self.knowledge, text, unit.span)).collect();
        Some(Reading {
            ends,
            transitions: &entry.transitions,
            units: row.units,
            sentences: row.sentences,
            scores,
        })
    }

    /// The group for a text: by the script of most of its letters, and by its language.
    fn entry(&self, units: &[Unit], language: Language) -> Option<&Entry<'a>> {
        let script = main_script(units)?;
        let writes = |entry: &&Entry<'_>| entry.group.scripts.contains(&script);
        let own = |entry: &&Entry<'_>| entry.group.languages.contains(&language);
        let any = |entry: &&Entry<'_>| entry.group.languages.is_empty();
        let entries = || self.entries.iter();
        entries()
            .find(|entry| writes(entry) && own(entry))
            .or_else(|| entries().find(|entry| writes(entry) && any(entry)))
            .or_else(|| entries().find(|entry| entry.group.scripts.is_empty()))
    }
}

/// The scores of the labels of a unit.
fn entry_scores(entry: &Entry<'_>, bias: i16, row: &Row<'_>, sentence: &Range<usize>, at: usize) -> Scores {
    let mut scores = [0; LABELS];
    let [none, named @ ..] = &mut scores;
    row.add_scores(&entry.table, sentence, at, named);
    *none = -i32::from(bias);
    scores
}

/// A text with the scores of every label of every unit.
#[derive(Clone, Debug)]
pub struct Reading<'f> {
    transitions: &'f Transitions,
    units: Vec<Unit>,
    /// Where a name ends that has the unit for its last one.
    ends: Vec<usize>,
    sentences: Vec<Range<usize>>,
    scores: Vec<Scores>,
}

impl Reading<'_> {
    /// The names, in order: those that the best row of labels shows.
    ///
    /// ```
    /// # use allonym::tables::char_trie::{CharTables, Trie};
    /// # const NOTHING: Trie = Trie { index: &[], data: &[] };
    /// # const CHARS: CharTables = CharTables { clean: NOTHING, punctuation: &[], fold: NOTHING, folds: &[], lookalikes: &[], pairs: &[], elongated: &[] };
    /// # use allonym::finder::{Finder, Knowledge};
    /// # use allonym::tables::{finder::{Learned, assemble, encode}, frequency::Frequencies, lexicon::Lexicon};
    /// # let knowledge = Knowledge { chars: CHARS, lexicon: Lexicon::new(b""), frequencies: Frequencies::new(b"") };
    /// # let every = Learned { biases: vec![("fa".parse()?, 24)], ..Learned::default() };
    /// # let bytes = assemble([encode(&every)?.as_slice()])?;
    /// # let finder = Finder::new(knowledge, &bytes)?;
    /// let reading = finder.read("قاسم سلیمانی", "fa".parse()?).ok_or("no model")?;
    /// assert_eq!(reading.found()[1].span.of("قاسم سلیمانی"), "سلیمانی");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn found(&self) -> Vec<Found> {
        let (mut found, mut steps, mut labels) = (Vec::new(), Vec::new(), Vec::new());
        for sentence in &self.sentences {
            labels.clear();
            let scores = self.scores.get(sentence.clone()).unwrap_or_default();
            viterbi::decode(scores, self.transitions, &mut steps, &mut labels);
            let from = found.len();
            spans(self.units.get(sentence.clone()).unwrap_or_default(), &labels, &mut found);
            for name in found.iter_mut().skip(from) {
                let after = self.units.partition_point(|unit| unit.span.start < name.span.end);
                let end = after.checked_sub(1).and_then(|last| self.ends.get(last));
                name.span.end = end.copied().unwrap_or(name.span.end);
            }
        }
        found
    }

    /// By how much a place of the text is likelier a name of some kind than none, in 1/[`SCALE`] nat; below zero if it is
    /// likelier none. `None` if no unit lies in it.
    ///
    /// [`SCALE`]: crate::tables::finder::SCALE
    ///
    /// ```
    /// # use allonym::tables::char_trie::{CharTables, Trie};
    /// # const NOTHING: Trie = Trie { index: &[], data: &[] };
    /// # const CHARS: CharTables = CharTables { clean: NOTHING, punctuation: &[], fold: NOTHING, folds: &[], lookalikes: &[], pairs: &[], elongated: &[] };
    /// # use allonym::finder::{Finder, Knowledge};
    /// # use allonym::tables::{finder::{Learned, assemble, encode}, frequency::Frequencies, lexicon::Lexicon};
    /// # let knowledge = Knowledge { chars: CHARS, lexicon: Lexicon::new(b""), frequencies: Frequencies::new(b"") };
    /// # let every = Learned { biases: vec![("fa".parse()?, 24)], ..Learned::default() };
    /// # let bytes = assemble([encode(&every)?.as_slice()])?;
    /// # let finder = Finder::new(knowledge, &bytes)?;
    /// use allonym::Span;
    ///
    /// // Each word is likelier a name than none, by a nat, which is 24 parts.
    /// let reading = finder.read("قاسم سلیمانی", "fa".parse()?).ok_or("no model")?;
    /// assert_eq!(reading.name_margin(Span::new(0, 8)), Some(24));
    /// assert_eq!(reading.name_margin(Span::new(8, 9)), None); // a space
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn name_margin(&self, span: Span) -> Option<i32> {
        let start = self.units.partition_point(|unit| unit.span.end <= span.start);
        let end = self.units.partition_point(|unit| unit.span.start < span.end);
        let scores = self.scores.get(start..end).filter(|scores| !scores.is_empty())?;
        let none: i32 = scores.iter().filter_map(|scores| scores.first()).sum();
        let best = [1, 3, 5].into_iter().map(|begins| self.sum(scores, begins)).max()?;
        Some(best - none)
    }

    /// The scores of units that are one name, which begins with the label.
    fn sum(&self, scores: &[Scores], begins: usize) -> i32 {
        let step = |before: usize, after: usize| {
            self.transitions.next.get(before).and_then(|row| row.get(after)).copied().map_or(0, i32::from)
        };
        let mut before = None;
        scores.iter().fold(0, |sum, scores| {
            let label = if before.is_none() { begins } else { begins + 1 };
            let step = before.map_or(0, |before| step(before, label));
            before = Some(label);
            sum + step + scores.get(label).copied().unwrap_or(0)
        })
    }

    /// What a place of the text would be the name of if it were one, and by how much that is likelier than any other
    /// kind, in 1/[`SCALE`](crate::tables::finder::SCALE) nat; `None` if no unit lies in it.
    ///
    /// ```
    /// # use allonym::tables::char_trie::{CharTables, Trie};
    /// # const NOTHING: Trie = Trie { index: &[], data: &[] };
    /// # const CHARS: CharTables = CharTables { clean: NOTHING, punctuation: &[], fold: NOTHING, folds: &[], lookalikes: &[], pairs: &[], elongated: &[] };
    /// # use allonym::finder::{Finder, Kind, Knowledge};
    /// # use allonym::tables::{finder::{Learned, assemble, encode}, frequency::Frequencies, lexicon::Lexicon};
    /// # let knowledge = Knowledge { chars: CHARS, lexicon: Lexicon::new(b""), frequencies: Frequencies::new(b"") };
    /// # let every = Learned { biases: vec![("fa".parse()?, 24)], ..Learned::default() };
    /// # let bytes = assemble([encode(&every)?.as_slice()])?;
    /// # let finder = Finder::new(knowledge, &bytes)?;
    /// use allonym::Span;
    ///
    /// // By weights that know no kind, all kinds are as likely.
    /// let reading = finder.read("قاسم سلیمانی", "fa".parse()?).ok_or("no model")?;
    /// assert_eq!(reading.kind_of(Span::new(0, 8)), Some((Kind::Person, 0)));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn kind_of(&self, span: Span) -> Option<(Kind, i32)> {
        let start = self.units.partition_point(|unit| unit.span.end <= span.start);
        let end = self.units.partition_point(|unit| unit.span.start < span.end);
        let scores = self.scores.get(start..end).filter(|scores| !scores.is_empty())?;
        let sum = |begins| self.sum(scores, begins);
        let mut kinds = [(sum(1), Kind::Person), (sum(3), Kind::Organization), (sum(5), Kind::Place)];
        kinds.sort_by_key(|(score, _)| core::cmp::Reverse(*score));
        let [(best, kind), (second, _), _] = kinds;
        Some((kind, best - second))
    }
}

/// The script of most letters; a text with kana is Japanese, however many Han characters it has.
fn main_script(units: &[Unit]) -> Option<Script> {
    let mut counts: Vec<(Property, usize)> = Vec::new();
    for unit in units.iter().filter(|unit| matches!(unit.kind, UnitKind::Word | UnitKind::Character)) {
        match counts.iter_mut().find(|(script, _)| *script == unit.script) {
            Some((_, count)) => *count += unit.span.len(),
            None => counts.push((unit.script, unit.span.len())),
        }
    }
    let kana = counts.iter().find(|(script, _)| *script == Property::Hiragana);
    let most = counts.iter().rev().max_by_key(|(_, count)| *count)?;
    let (script, _) = if most.0 == Property::Han { kana.unwrap_or(most) } else { most };
    Some(tag_of(*script))
}

/// The tag of a script.
fn tag_of(script: Property) -> Script {
    PropertyNamesShort::<Property>::new().get(script).and_then(Script::from_short).unwrap_or(Script::UNKNOWN)
}

/// The finder with the weights that the crate brings.
#[cfg(feature = "finder")]
pub(crate) fn bundled() -> &'static Finder<'static> {
    use crate::tables::{CHARS, FREQUENCIES, LEXICON, finder_table};
    static BUNDLED: once_cell::race::OnceBox<Finder<'static>> = once_cell::race::OnceBox::new();
    BUNDLED.get_or_init(|| {
        let knowledge = Knowledge { chars: CHARS, lexicon: LEXICON, frequencies: FREQUENCIES };
        let entries = table::read(finder_table()).unwrap_or_default();
        alloc::boxed::Box::new(Finder { knowledge, entries })
    })
}

/// The names in a paragraph that is written in one language, in order, by the weights that the crate brings.
///
/// ```
/// use allonym::finder::{Kind, find};
///
/// let text = "قاسم سلیمانی در بغداد کشته شد.";
/// let found = find(text, "fa".parse()?);
/// assert_eq!((found[0].span.of(text), found[0].kind), ("قاسم سلیمانی", Kind::Person));
/// assert_eq!((found[1].span.of(text), found[1].kind), ("بغداد", Kind::Place));
/// # Ok::<(), allonym::Error>(())
/// ```
#[cfg(feature = "finder")]
#[must_use]
pub fn find(text: &str, language: Language) -> Vec<Found> {
    bundled().find(text, language)
}

/// [`Finder::read`] by the weights that the crate brings.
///
/// ```
/// use allonym::{Span, finder::{Kind, read}};
///
/// let text = "Вчера в Минске выступил Иван Баканов.";
/// let reading = read(text, "ru".parse()?).ok_or("no model")?;
/// let (kind, margin) = reading.kind_of(Span::new(text.find("Иван").ok_or("")?, text.len() - 1)).ok_or("")?;
/// assert_eq!(kind, Kind::Person);
/// assert!(margin > 0);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[cfg(feature = "finder")]
#[must_use]
pub fn read(text: &str, language: Language) -> Option<Reading<'static>> {
    bundled().read(text, language)
}

/// [`read`] with words that are kept from one text to the next.
#[cfg(feature = "finder")]
pub(crate) fn read_with(words: &mut Words, text: &str, language: Language) -> Option<Reading<'static>> {
    bundled().read_with(words, text, language)
}

/// What is left of a word without what is written together with it, by the group of its script; see
/// `data/finder/finder.toml`. Of a script with capitals nothing.
#[cfg(feature = "finder")]
pub(crate) fn stems(word: &str, least: usize) -> impl Iterator<Item = &str> {
    let script = crate::unicode::script_of_word(word);
    let writes = move |entry: &&Entry<'static>| script.is_real() && entry.group.scripts.contains(&script);
    let group = bundled().entries.iter().find(writes).map(|entry| &entry.group);
    group.into_iter().flat_map(move |group| group.stems(word, least))
}

/// The names that labels show, appended to `found`.
fn spans(units: &[Unit], labels: &[u8], found: &mut Vec<Found>) {
    let mut open: Option<(Span, u8)> = None;
    let kind = |label: u8| match label {
        1 | 2 => Kind::Person,
        3 | 4 => Kind::Organization,
        _ => Kind::Place,
    };
    for (unit, label) in units.iter().zip(labels) {
        match (&mut open, *label) {
            (Some((span, begun)), label) if label > 0 && label % 2 == 0 && label - 1 == *begun => {
                *span = span.cover(unit.span);
            }
            (open, label) => {
                found.extend(open.take().map(|(span, label)| Found { span, kind: kind(label) }));
                if label > 0 {
                    *open = Some((unit.span, label));
                }
            }
        }
    }
    found.extend(open.map(|(span, label)| Found { span, kind: kind(label) }));
}
