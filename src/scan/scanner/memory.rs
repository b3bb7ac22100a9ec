//! What a scanner remembers: words repeat, and so do names.
//!
//! A word of a text is compared with the list once; its *answers* are the words of the list that it may be a spelling
//! of. A row of words is scored once for each name. What is remembered depends on nothing but the word, its language and
//! the list, so forgetting it changes no result.

use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::cmp::Reverse;
use std::collections::HashMap;

use super::list::{List, Near, Neighbour, Posting, Sought};
use crate::compare::{Matcher, Name, Reach};
use crate::finder;
use crate::quantity::{Probability, Similarity};
use crate::scan::inflection::{nominatives, nominatives_of_any};
use crate::scan::spelling_form::Threshold;
use crate::tables::Letters;
use crate::tables::lexicon::Class;
use crate::tag::{Language, Script};
use crate::text::{self as phrase};

/// Words that are remembered; then all are forgotten. Some 200 bytes each.
const MAX_WORDS: usize = 1 << 17;
/// Rows of words that are remembered; then all are forgotten. Some 3 kilobytes each.
const MAX_ROWS: usize = 1 << 13;
/// Words made ready that are remembered. Some kilobytes each.
const MAX_FORMS: usize = 1 << 12;
/// Answers that are kept for a word that is no word of the list, the likest first. 1,000 names of one word are less than
/// one in a hundred of a long list.
const MAX_ANSWERS: usize = 1 << 12;
/// Words of the list that a word is compared with, the likest first: from 16, where usual spellings are missed in long lists,
/// to any number, which costs a microsecond each.
const MAX_NEAR: usize = 24;
/// Stems of a word that are compared by their spelling, where the word itself has no answer.
const MAX_SPELLED_STEMS: usize = 3;
/// The similarity of a word that is the listed one; no evidence is as much.
const WORD: i32 = i32::MAX;
/// Letters of a stem at the least; in scripts whose letters are syllables fewer.
const MIN_STEM: usize = 3;
const MIN_STEM_SYLLABLES: usize = 2;

/// A word of a name in the list that a word of the text may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Answer {
    pub(super) name: u32,
    /// Which of its words, a bit each.
    pub(super) mask: u32,
    /// Of 1024.
    pub(super) similarity: i32,
    /// Whether it is the listed word itself, normalized, without what is written together with it, or a case of it.
    pub(super) exact: bool,
    /// Bytes that are written together with the word before it and behind it: the article, a preposition, a case.
    pub(super) cut: (u16, u16),
}

/// An answer of a word, and what a word beside it is of the same name.
pub(super) type Pair = (Answer, Answer);

/// How a word is looked up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// By its normalized form only: words in small letters.
    Exact,
    /// By its base forms as well: words in small letters behind others.
    Forms,
    /// By everything.
    Spelled,
}

/// A row of words, and how it was scored against names.
#[derive(Debug)]
struct Row {
    name: Name,
    scores: Vec<(u32, Probability)>,
}

/// See the [module](self).
#[derive(Debug, Default)]
pub(super) struct Memory {
    languages: Vec<((Language, Way), HashMap<String, u32>)>,
    answers: Vec<Vec<Answer>>,
    rows: HashMap<String, Row>,
    forms: HashMap<(String, Language), Arc<Sought>>,
    /// Words that stood beside an answered word, by the number of its answers: pairs of answers that are one name.
    pairs: HashMap<u32, HashMap<String, Arc<[Pair]>>>,
    pair_count: usize,
    near: Near,
    /// Words as the learned finder sees them.
    pub(super) finder_words: finder::Words,
    /// How likely words by themselves are a word of the list.
    single: HashMap<(String, String), Probability>,
}

impl Memory {
    /// The answers of a word by its number; 0 has none.
    pub(super) fn answers(&self, number: u32) -> &[Answer] {
        self.answers.get(number as usize).map_or(&[], Vec::as_slice)
    }

    /// Forgets what was remembered if that is much. Not while numbers of words are held.
    pub(super) fn tidy(&mut self) {
        if self.answers.len() > MAX_WORDS {
            self.languages.clear();
            self.answers.clear();
            self.pairs.clear();
        }
        if self.rows.len() > MAX_ROWS {
            self.rows.clear();
        }
        if self.forms.len() > MAX_FORMS {
            self.forms.clear();
        }
        if self.single.len() > MAX_WORDS {
            self.single.clear();
        }
        if self.pair_count > MAX_WORDS || self.answers.is_empty() {
            self.pairs.clear();
            self.pair_count = 0;
        }
    }

    /// What is remembered of a word beside an answered one.
    pub(super) fn pairs(&self, number: u32, beside: &str) -> Option<Arc<[Pair]>> {
        self.pairs.get(&number)?.get(beside).cloned()
    }

    /// Remembers that.
    pub(super) fn keep_pairs(&mut self, number: u32, beside: &str, pairs: Vec<Pair>) -> Arc<[Pair]> {
        let pairs: Arc<[Pair]> = pairs.into();
        self.pairs.entry(number).or_default().insert(beside.into(), pairs.clone());
        self.pair_count += 1;
        pairs
    }

    /// A word made ready for comparison.
    pub(super) fn sought(&mut self, written: &str, language: Language) -> Arc<Sought> {
        let made = || Arc::new(Sought::new(written, language));
        self.forms.entry((written.into(), language)).or_insert_with(made).clone()
    }

    /// The number under which the answers of a word stand.
    pub(super) fn look_up(
        &mut self,
        list: &List,
        written: &str,
        key: &str,
        language: Language,
        way: Way,
    ) -> u32 {
        let forms = || nominatives(key, language).any(|base| list.find(&base).is_some());
        if way == Way::Exact && list.find(key).is_none()
            || way == Way::Forms && list.find(key).is_none() && !forms()
        {
            return 0;
        }
        if self.answers.is_empty() {
            self.answers.push(Vec::new());
        }
        let at = match self.languages.iter().position(|(own, _)| *own == (language, way)) {
            Some(at) => at,
            None => {
                self.languages.push(((language, way), HashMap::new()));
                self.languages.len() - 1
            }
        };
        let Some((_, known)) = self.languages.get_mut(at) else { return 0 };
        if let Some(number) = known.get(written) {
            return *number;
        }
        let answers = answers(list, written, key, language, way, &mut self.near);
        let number = if answers.is_empty() { 0 } else { self.answers.len() as u32 };
        if number > 0 {
            self.answers.push(answers);
        }
        if let Some((_, known)) = self.languages.get_mut(at) {
            known.insert(written.into(), number);
        }
        number
    }

    /// How likely two words by themselves are spellings of one name.
    pub(super) fn score_of_words(&mut self, word: &str, listed: &str) -> Probability {
        let score = || crate::compare::score(word, listed);
        *self.single.entry((word.into(), listed.into())).or_insert_with(score)
    }

    /// How likely a row of words is a name of the list.
    pub(super) fn score(&mut self, list: &List, row: &str, name: u32) -> Probability {
        if !self.rows.contains_key(row) {
            self.rows.insert(row.into(), Row { name: Name::new(row), scores: Vec::new() });
        }
        let (Some(row), Some(listed)) = (self.rows.get_mut(row), list.name(name)) else {
            return Probability::ZERO;
        };
        if let Some((_, score)) = row.scores.iter().find(|(other, _)| *other == name) {
            return *score;
        }
        let score = Matcher::new().score(&row.name, &listed.name);
        row.scores.push((name, score));
        score
    }
}

/// The words of the list that a word may be a spelling or a form of, sorted by name.
fn answers(
    list: &List,
    written: &str,
    key: &str,
    language: Language,
    way: Way,
    near: &mut Near,
) -> Vec<Answer> {
    let mut found: Vec<Answer> = Vec::new();
    let mut translated: Vec<Answer> = Vec::new();
    let mut add = |word: u32, similarity: i32, cut: (u16, u16)| {
        let postings = list.words.get(word as usize).map_or(&[] as &[_], |word| &word.postings);
        let answer = |posting: &Posting| Answer {
            name: posting.name,
            mask: posting.mask,
            similarity: similarity.min(Similarity::EXACT.parts()),
            exact: similarity == WORD,
            cut,
        };
        found.extend(postings.iter().map(answer));
    };
    if let Some(word) = list.find(key) {
        add(word, WORD, (0, 0));
    }
    if way != Way::Exact {
        let own = (language != Language::UNDETERMINED).then(|| nominatives(key, language));
        let any = own.is_none() && !key.is_ascii() && phrase::script_of_word(written) != Script::LATIN;
        let any = any.then(|| nominatives_of_any(key));
        for base in own.into_iter().flatten().chain(any.into_iter().flatten()) {
            if let Some(word) = list.find(&base) {
                add(word, WORD, (0, 0));
            }
        }
    }
    if way == Way::Spelled {
        let exact = |posting: Posting| Answer {
            name: posting.name,
            mask: posting.mask,
            similarity: Similarity::EXACT.parts(),
            exact: true,
            cut: (0, 0),
        };
        let script = phrase::script_of_word(written);
        translated.extend(list.translations(key, script).map(exact));
        let stems = stems(written);
        let stems_of_key: Vec<String> = stems.iter().map(|(stem, _)| phrase::key(stem)).collect();
        for ((_, cut), key) in stems.iter().zip(&stems_of_key) {
            if let Some(word) = list.find(key) {
                add(word, WORD, *cut);
            }
        }
        if !phrase::is(key, Class::Function) {
            let mut compare = |written: &str, cut: (u16, u16)| {
                let sought = Sought::new(written, language);
                list.near(&sought, MAX_NEAR, near);
                let mut any = false;
                for Neighbour { word: number, .. } in &near.found {
                    let Some(word) = list.words.get(*number as usize) else { continue };
                    if let Some(similarity) = word.form.similarity(&sought.form, Threshold::SOUGHT) {
                        any = true;
                        add(*number, similarity, cut);
                    }
                }
                any
            };
            let whole = compare(written, (0, 0));
            for (stem, cut) in stems.iter().take(MAX_SPELLED_STEMS) {
                // What stands before a name may read as its first letter: وقاسم is liker Qasem without و.
                if whole && cut.0 == 0 {
                    continue;
                }
                if compare(stem, *cut) && !whole {
                    break;
                }
            }
        }
    }
    found.extend(translated);
    if found.len() > MAX_ANSWERS {
        found.sort_by_key(|answer| (!answer.exact, -answer.similarity, answer.cut, answer.name, answer.mask));
        found.truncate(MAX_ANSWERS);
    }
    found.sort_by_key(|answer| (answer.name, answer.mask, !answer.exact, -answer.similarity, answer.cut));
    found.dedup_by_key(|answer| (answer.name, answer.mask));
    found
}

/// The word of a name, beside those of an answer, that a word is a spelling of: the likest. Two words of the name may be one.
pub(super) fn answer_of(list: &List, answer: &Answer, sought: &Sought) -> Option<Answer> {
    let name = list.name(answer.name)?;
    let rest = name.core & !answer.mask;
    let slots = name.name.slots.iter().zip(&name.words);
    let free = slots.filter(|(slot, _)| match slot.words {
        1 => slot.mask() & rest != 0,
        _ => slot.mask() & !rest == 0,
    });
    let similar = free.filter_map(|(slot, word)| {
        let number = (*word)?;
        list.distance(number, sought, Reach::BESIDE)?;
        let (own, form) = (&list.words.get(number as usize)?.form, &sought.form);
        let similarity = own.may_match(form).then(|| own.similarity(form, Threshold::BESIDE))??;
        let similarity = similarity.min(Similarity::EXACT.parts());
        Some(Answer { mask: slot.mask(), similarity, exact: false, cut: (0, 0), ..*answer })
    });
    similar.max_by_key(|answer| (answer.similarity, Reverse(answer.mask)))
}

/// What is left of a word without what is written together with it, and how many bytes that is on both sides: the article
/// and prepositions of Semitic scripts, endings, what stands before an apostrophe (l’Iran) or behind it (Erdoğan’ın).
fn stems(written: &str) -> Vec<(&str, (u16, u16))> {
    let mut stems: Vec<(&str, (u16, u16))> = Vec::new();
    let mut add = |stem: &'_ str, front: usize| {
        let back = written.len().saturating_sub(front + stem.len());
        if let (Ok(front), Ok(back)) = (front.try_into(), back.try_into()) {
            stems.push((stem_of(written, front, back), (front, back)));
        }
    };
    if let Some(at) = written.find(['\'', '’'])
        && let Some((front, rest)) = written.split_at_checked(at)
        && let Some(back) = rest.chars().next().and_then(|sign| rest.get(sign.len_utf8()..))
    {
        if phrase::is(&phrase::key(front), Class::Elision) {
            add(back, written.len() - back.len());
        }
        if front.chars().nth(MIN_STEM - 1).is_some() {
            add(front, 0);
        }
    }
    let syllabic = Letters::of(phrase::script_of_word(written)).is_some_and(|letters| letters.decompose);
    for stem in finder::stems(written, if syllabic { MIN_STEM_SYLLABLES } else { MIN_STEM }) {
        let front = stem.as_ptr().addr().saturating_sub(written.as_ptr().addr());
        add(stem, front);
    }
    stems
}

/// A word without so many bytes at both ends.
fn stem_of(written: &str, front: u16, back: u16) -> &str {
    let end = written.len().saturating_sub(back.into());
    written.get(front.into()..end).unwrap_or_default()
}
