//! A word of a name, prepared to be found again in other spellings: its token, its blocking keys, its base forms.
//!
//! Two words match if they are similar enough ([`Threshold`]) or if one is a base form of the other. Similarity is that
//! of [`compare`](crate::compare), in 1/1024 of an exact match.

use alloc::vec::Vec;

use super::inflection::nominatives;
use crate::compare::{NameToken, TokenOutline, TokenSource};
use crate::name::Role;
use crate::quantity::{LogOdds, Similarity};
use crate::span::Span;
use crate::tables::Letters;
use crate::tag::{Language, Script};
use crate::text::{language_by_letters, script_of_word, writes};

/// How similar two words have to be to match, in 1/1024 of an exact match.
///
/// Found on pairs of names in the news: names of two people (Maria, Mario; Jalali, Jalili) stay below, spellings of
/// one (Saleh, Salih; Hassan, חסן) above. Words of two scripts need more, because a script without vowels distinguishes less.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Threshold {
    /// Of two Latin words.
    latin: i32,
    /// Of any others.
    other: i32,
    /// Whether an initial is enough.
    initials: bool,
    /// Whether an end that differs makes two names: Alexander, Alexandra.
    ends: bool,
}

impl Threshold {
    /// Words of two full names.
    pub(crate) const ALIKE: Threshold = Threshold { latin: 400, other: 560, initials: true, ends: true };
    /// Where more depends on it: a name by itself, a word left out.
    pub(crate) const SAME: Threshold = Threshold { latin: 780, other: 800, initials: false, ends: true };
    /// A word of a text that a long list is asked for: it alone has to look like a spelling.
    pub(crate) const SOUGHT: Threshold = Threshold { latin: 520, other: 600, initials: false, ends: true };
    /// A word beside one that was found: the score of both decides.
    pub(crate) const BESIDE: Threshold = Threshold { latin: 300, other: 400, initials: true, ends: false };
    /// Words of organizations, which may be plural: guard, guards.
    pub(crate) const PLURAL: Threshold = Threshold { latin: 450, other: 720, initials: true, ends: false };
}

/// The similarity of equal words.
const EXACT: i32 = 1024;
/// The weight that the last translation unit of two Latin words may have at the least: s and z, y and i, a and ah match,
/// the ends of Alexander and Alexandra do not.
const MIN_END: LogOdds = LogOdds::from_parts(-448);

/// Letters that two words have together at the least, so that one word alone is evidence: Quds and قدس have seven.
const MIN_LETTERS: usize = 7;

/// A word with all that comparison looks up.
#[derive(Clone, Debug)]
pub(crate) struct SpellingForm {
    part: NameToken,
    language: Language,
    /// What its spellings are found by in any script, and those of its nominatives.
    keys: Vec<u32>,
    /// What it may be an oblique case of.
    nominatives: Vec<NameToken>,
}

impl SpellingForm {
    pub(crate) fn new(word: &str, role: Role, language: Language) -> SpellingForm {
        let language = if writes(language, script_of_word(word)) {
            language
        } else {
            language_by_letters(word).unwrap_or(Language::UNDETERMINED)
        };
        let part = part(word, role, language);
        let nominatives: Vec<NameToken> =
            nominatives(&part.key, language).map(|word| self::part(&word, role, language)).collect();
        let mut keys: Vec<u32> =
            core::iter::once(&part).chain(&nominatives).flat_map(|part| part.word().keys()).collect();
        keys.sort_unstable();
        keys.dedup();
        SpellingForm { part, language, keys, nominatives }
    }

    /// The word normalized.
    pub(crate) fn plain(&self) -> &str {
        &self.part.key
    }

    /// What it may be an oblique case of.
    pub(crate) fn bases(&self) -> impl Iterator<Item = &str> {
        self.nominatives.iter().map(|part| part.key.as_str())
    }

    pub(crate) fn role(&self) -> Role {
        self.part.role
    }

    pub(crate) fn script(&self) -> Script {
        self.part.script
    }

    /// A few numbers of which its other spellings share one.
    pub(crate) fn keys(&self) -> &[u32] {
        &self.keys
    }

    /// The similarity of two words, or of one and a base form of the other, in 1/1024 of an exact match; nothing below
    /// the threshold.
    pub(crate) fn similarity(&self, other: &SpellingForm, threshold: Threshold) -> Option<i32> {
        similarity(&self.part, &other.part, self.apart(other), threshold)
            .or_else(|| self.as_cases(other, threshold))
    }

    /// Whether two words are spelled alike or are cases of one name.
    pub(crate) fn matches_with(&self, other: &SpellingForm, threshold: Threshold) -> bool {
        self.similarity(other, threshold).is_some()
    }

    /// Whether the words are long enough for their similarity to be evidence without other words.
    pub(crate) fn is_informative_with(&self, other: &SpellingForm) -> bool {
        self.part.word().len() + other.part.word().len() >= MIN_LETTERS
    }

    /// Whether [`SpellingForm::matches_with`] may say yes: false only if it would not. Some nanoseconds.
    pub(crate) fn may_match(&self, other: &SpellingForm) -> bool {
        let initial = self.role() == Role::Initial || other.role() == Role::Initial;
        initial || self.apart(other) || self.readings().any(|a| other.readings().any(|b| a.may_be_similar(b)))
    }

    /// What tells that other words are nothing like it, of the word itself and its nominatives.
    pub(crate) fn outlines(&self) -> impl Iterator<Item = TokenOutline> {
        self.readings().map(TokenOutline::of)
    }

    /// The word itself and its nominatives.
    fn readings(&self) -> impl Iterator<Item = &NameToken> {
        core::iter::once(&self.part).chain(&self.nominatives)
    }

    /// The same of words that are cases of one name: by their letters in one language, else by their spelling.
    fn as_cases(&self, other: &SpellingForm, threshold: Threshold) -> Option<i32> {
        if self.nominatives.is_empty() && other.nominatives.is_empty() {
            return None;
        }
        if self.language == other.language {
            let same = self.readings().any(|a| other.readings().any(|b| a.key == b.key));
            return same.then_some(EXACT);
        }
        if self.script() == Script::LATIN && other.script() == Script::LATIN {
            return None;
        }
        let apart = self.apart(other);
        let spelled = |a: &SpellingForm, b: &SpellingForm| {
            a.nominatives.iter().filter_map(|part| similarity(part, &b.part, apart, threshold)).max()
        };
        spelled(self, other).max(spelled(other, self))
    }

    /// Whether two words of one script that is not Latin are of two languages, which spell one name in their own ways:
    /// Володимир, Владимир. Where vowels are not written too many names are one without their letters.
    fn apart(&self, other: &SpellingForm) -> bool {
        let script = self.script();
        script == other.script()
            && script != Script::LATIN
            && self.language != other.language
            && Letters::of(script).is_some_and(|letters| letters.vowels)
    }

    /// Two words written as one.
    pub(crate) fn joined(&self, next: &SpellingForm) -> SpellingForm {
        SpellingForm::new(&[self.plain(), next.plain()].concat(), Role::Word, self.language)
    }
}

fn part(word: &str, role: Role, language: Language) -> NameToken {
    let span = Span::new(0, word.len());
    NameToken::new(
        word,
        TokenSource { span, first: span, part: 0, words: 1, role, link: 0, dotted: false },
        language,
    )
}

fn similarity(a: &NameToken, b: &NameToken, apart: bool, threshold: Threshold) -> Option<i32> {
    if a.key == b.key {
        return Some(EXACT);
    }
    if a.role == Role::Initial || b.role == Role::Initial {
        return (threshold.initials && a.word().begins_like(b.word())).then_some(EXACT);
    }
    let latin = a.script == Script::LATIN && b.script == Script::LATIN;
    let found = if apart { a.similarity_romanized(b) } else { a.similarity(b) }.map(Similarity::parts);
    let found = found.filter(|found| *found >= if latin { threshold.latin } else { threshold.other })?;
    (!threshold.ends || found == EXACT || end_alike(a, b, apart)).then_some(found)
}

/// Whether the last letters of two words are compatible with one name, by the weight of their last translation unit.
fn end_alike(a: &NameToken, b: &NameToken, apart: bool) -> bool {
    let last = |part: &NameToken| part.key.chars().next_back();
    if last(a) == last(b) || apart || a.script != b.script {
        return true;
    }
    a.word().units(b.word()).last().is_some_and(|unit| unit.bits > MIN_END)
}
