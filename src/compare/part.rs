//! The words of a name as comparison sees them.

use alloc::vec::Vec;

use crate::bits::Bits;
use crate::name::Role;
use crate::span::Span;
use crate::spelling::Word;
use crate::tag::{Language, Script};
use crate::translit::romanize;

/// A word of a name, or two that stand side by side taken as one.
#[derive(Clone, Debug)]
pub(crate) struct Part {
    /// Where it stands.
    pub(crate) span: Span,
    /// How many words of the name it is.
    pub(crate) words: u8,
    pub(crate) role: Role,
    pub(crate) word: Word,
    /// Its romanization, if it is not in Latin letters: what words of two other scripts are compared by.
    latin: Option<Word>,
    /// What a Latin word tells of itself.
    own: Bits,
}

/// What an initial tells if it agrees with the word it may stand for, and if it does not.
const INITIAL: Bits = Bits::from_parts(600);
const NOT_INITIAL: Bits = Bits::from_parts(-2000);

impl Part {
    pub(crate) fn new(text: &str, span: Span, words: u8, role: Role, language: Language) -> Part {
        let word = Word::new(text);
        let foreign = word.script().is_real() && word.script() != Script::LATIN;
        let latin = foreign.then(|| Word::new(&romanize(text, language)));
        let own = if word.script() == Script::LATIN { word.evidence(&word) } else { Bits::ZERO };
        Part { span, words, role, word, latin, own }
    }

    /// What it costs that nothing answers the word.
    pub(crate) fn missing(&self) -> Bits {
        match self.role {
            Role::Initial => Bits::from_parts(-384),
            role if role.is_small() => Bits::from_parts(-256),
            _ => Bits::from_parts(-1480 * i32::from(self.words)),
        }
    }

    /// The evidence that two parts are one.
    pub(crate) fn evidence(&self, other: &Part) -> Bits {
        if self.role == Role::Initial || other.role == Role::Initial {
            let agree = self.words == 1 && other.words == 1 && self.word.begins_like(&other.word);
            return if agree { INITIAL } else { NOT_INITIAL };
        }
        self.spelled(other)
    }

    /// [`Part::evidence`], or nothing if the words cannot be one.
    pub(crate) fn likely_evidence(&self, other: &Part) -> Option<Bits> {
        let worth = self.role == Role::Initial
            || other.role == Role::Initial
            || self.latin.is_some() && (other.latin.is_some() || !self.word.is_modelled())
            || other.latin.is_some() && !other.word.is_modelled()
            || self.word.may_answer(&other.word);
        worth.then(|| self.evidence(other))
    }

    fn spelled(&self, other: &Part) -> Bits {
        let direct = self.word.evidence(&other.word);
        if self.word == other.word {
            return direct;
        }
        // Two scripts neither of which is Latin, or one that no model reads: by the romanization of either side.
        let unread = |part: &Part| part.latin.is_some() && !part.word.is_modelled();
        match (&self.latin, &other.latin) {
            (Some(mine), Some(others)) => {
                mine.evidence(&other.word).max(self.word.evidence(others)).max(mine.evidence(others))
            }
            (Some(mine), None) if unread(self) => mine.evidence(&other.word),
            (None, Some(others)) if unread(other) => self.word.evidence(others),
            // Names are near each other by far more often than chance has it: Maria and Mario, Jalal and Jalil. Where both
            // words are spelled in one script, what sets them apart counts twice.
            (None, None) if self.word.script() == other.word.script() => {
                direct + direct - Bits::from_parts((self.own + other.own).parts() / 2)
            }
            _ => direct,
        }
    }
}

/// The parts of a row of words: each by itself, then each with the next one.
pub(crate) fn with_joined(words: Vec<(Span, Role)>, text: &str, language: Language) -> Vec<Part> {
    let single = words.iter().map(|(span, role)| Part::new(span.of(text), *span, 1, *role, language));
    let joined = words.windows(2).filter_map(|two| match two {
        [(first, a), (second, b)] if *a != Role::Initial && *b != Role::Initial => {
            let span = first.cover(*second);
            let letters = [first.of(text), second.of(text)].concat();
            Some(Part::new(&letters, span, 2, Role::Word, language))
        }
        _ => None,
    });
    single.chain(joined).collect()
}
