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
}

/// What an initial tells if it agrees with the word it may stand for, and if it does not.
const INITIAL: Bits = Bits::from_parts(600);
const NOT_INITIAL: Bits = Bits::from_parts(-2000);

impl Part {
    pub(crate) fn new(text: &str, span: Span, words: u8, role: Role, language: Language) -> Part {
        let word = Word::new(text);
        let foreign = !word.is_empty() && word.script() != Script::LATIN;
        let latin = foreign.then(|| Word::new(&romanize(text, language)));
        Part { span, words, role, word, latin }
    }

    /// What it costs that nothing answers the word.
    pub(crate) fn missing(&self) -> Bits {
        match self.role {
            Role::Word => Bits::from_parts(-1480 * i32::from(self.words)),
            Role::Initial => Bits::from_parts(-384),
            _ => Bits::from_parts(-256),
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

    fn spelled(&self, other: &Part) -> Bits {
        let Some((mine, others)) = self.latin.as_ref().zip(other.latin.as_ref()) else {
            return self.word.evidence(&other.word);
        };
        if self.word == other.word {
            return self.word.evidence(&other.word);
        }
        [mine.evidence(&other.word), self.word.evidence(others), mine.evidence(others)]
            .into_iter()
            .max()
            .unwrap_or_default()
    }

    /// Whether both are the same word, letter by letter.
    pub(crate) fn same(&self, other: &Part) -> bool {
        self.word == other.word && !self.word.is_empty()
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
