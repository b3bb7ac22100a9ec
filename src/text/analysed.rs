//! The words of a text and what is looked up of them.

use alloc::{string::String, vec::Vec};

use super::case_shape::CaseShape;
use super::key::key_into;
use super::separator::{Separator, Sign};
use super::word::Word;
use crate::Scratch;
use crate::span::Span;
use crate::tables::lexicon::Sense;
use crate::unicode::{Token, TokenKind, script_of_word};

/// A phrase of the lexicon that begins at some word of a text, with one of its senses.
#[derive(Clone, Copy, Debug)]
pub(crate) struct LexiconMatch {
    /// How many words it takes.
    pub(crate) words: u8,
    /// One thing that it may be.
    pub(crate) sense: Sense,
}

/// The words of a text with what is known of each; see the [module](super).
#[derive(Clone, Debug, Default)]
pub(crate) struct AnalysedText {
    pub(super) words: Vec<Word>,
    /// The keys of the words, one after the other.
    pub(super) keys: String,
    pub(super) matches: Vec<LexiconMatch>,
    /// Where the matches of each word end.
    pub(super) ends: Vec<usize>,
}

impl AnalysedText {
    pub(super) fn with_capacity(bytes: usize) -> AnalysedText {
        AnalysedText {
            words: Vec::with_capacity(bytes / 6 + 2),
            keys: String::with_capacity(bytes + 8),
            ..AnalysedText::default()
        }
    }

    /// All words.
    pub(crate) fn words(&self) -> &[Word] {
        &self.words
    }

    /// How many words there are.
    pub(crate) fn len(&self) -> usize {
        self.words.len()
    }

    /// A word.
    pub(crate) fn word(&self, at: usize) -> Option<&Word> {
        self.words.get(at)
    }

    /// The key of a word, empty if there is no such word.
    pub(crate) fn key(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |word| self.key_of(word))
    }

    /// The key of one of the words.
    pub(crate) fn key_of(&self, word: &Word) -> &str {
        self.keys.get(word.key.0..word.key.1).unwrap_or_default()
    }

    pub(super) fn push(&mut self, text: &str, token: Token, separator: Separator, scratch: &mut Scratch) {
        let written = token.span.of(text);
        let start = self.keys.len();
        key_into(written, &mut self.keys, scratch);
        let key = self.keys.get(start..).unwrap_or_default();
        let letters = if key.is_ascii() { key.len().min(255) } else { key.chars().take(255).count() };
        let script = script_of_word(written);
        let initial = token.kind == TokenKind::Initial;
        self.words.push(Word {
            span: token.span,
            key: (start, self.keys.len()),
            separator,
            shape: CaseShape::of(written, script),
            script,
            letters: letters as u8,
            initial,
            number: token.kind == TokenKind::Number,
            dotted: initial,
            possessive: false,
            comma: false,
            closed: false,
            inside: false,
            quoted: false,
            covers_more: false,
        });
    }

    pub(super) fn mark_last(&mut self, mark: impl FnOnce(&mut Word)) {
        if let Some(word) = self.words.last_mut() {
            mark(word);
        }
    }

    /// Drops words without a key and puts what is left of ordinals on their numbers.
    pub(super) fn tidy(&mut self) {
        if let Some(first) = self.words.first_mut().filter(|first| first.separator.sign != Sign::Break) {
            first.separator.sign = Sign::Space;
        }
        if !self.words.iter().any(|word| word.letters == 0 || word.number) {
            return;
        }
        // Where no letter is small, the ending of an ordinal is not either: 5TH BRIGADE.
        let capitals =
            !self.words.iter().any(|word| word.shape == CaseShape::Lower || word.shape.is_capitalised());
        let old = core::mem::take(&mut self.words);
        for word in old {
            if word.letters == 0 {
                if let Some(last) = self.words.last_mut() {
                    last.comma |= word.comma;
                    last.closed |= word.closed;
                }
                continue;
            }
            let number = self.words.last_mut().filter(|last| last.number && !word.number);
            if let Some(number) = number {
                let key = self.keys.get(word.key.0..word.key.1).unwrap_or_default();
                let upper = capitals && word.letters == 2 && word.shape.is_upper();
                let few = word.letters <= 2 && word.shape == CaseShape::Lower || upper;
                let joined = match word.separator.sign {
                    Sign::None => true,
                    Sign::Hyphen => !key.is_ascii(),
                    _ => false,
                };
                if few && joined {
                    number.span = number.span.cover(word.span);
                    number.dotted |= word.dotted && !word.initial;
                    number.comma |= word.comma;
                    number.covers_more = true;
                    continue;
                }
            }
            self.words.push(word);
        }
        if let Some(first) = self.words.first_mut().filter(|first| first.separator.sign != Sign::Break) {
            first.separator.sign = Sign::Space;
        }
    }

    /// Cuts words into pieces, spans in the word, where `pieces` finds any; they stand apart as if written with spaces.
    /// For each piece and each whole word `made` is told its number and which piece it is. Linear in the words.
    pub(crate) fn cut<P>(
        &mut self,
        text: &str,
        mut pieces: impl FnMut(&AnalysedText, &Word) -> Vec<(Span, P)>,
        mut made: impl FnMut(usize, P),
    ) {
        let mut new: Vec<Word> = Vec::with_capacity(self.words.len() + 2);
        let mut scratch = Scratch::new();
        for at in 0..self.words.len() {
            let Some(word) = self.words.get(at).copied() else { break };
            let found = pieces(self, &word);
            if found.is_empty() {
                new.push(word);
                continue;
            }
            let kept = self.words.len();
            for (number, (span, piece)) in found.into_iter().enumerate() {
                let span = Span::new(word.span.start + span.start, word.span.start + span.end);
                let apart = Separator { sign: Sign::Space, ..Separator::default() };
                let separator = if number == 0 { word.separator } else { apart };
                self.push(text, Token { span, kind: TokenKind::Word }, separator, &mut scratch);
                let Some(mut cut) = self.words.pop().filter(|cut| cut.letters > 0) else { continue };
                (cut.inside, cut.quoted) = (word.inside, word.quoted);
                made(new.len(), piece);
                new.push(cut);
            }
            self.words.truncate(kept);
        }
        self.words = new;
    }
}

impl AnalysedText {
    /// Makes one word of two that stand side by side, where `joins` says so of the first: its key is both keys, its span
    /// covers both. Phrases that were looked up before are not moved. Linear in the words.
    pub(crate) fn join(&mut self, mut joins: impl FnMut(&AnalysedText, usize) -> bool) {
        let mut new: Vec<Word> = Vec::with_capacity(self.words.len());
        let mut at = 0;
        while let Some(word) = self.words.get(at).copied() {
            let next = self.words.get(at + 1).copied();
            at += 1;
            let Some(next) = next.filter(|_| joins(self, at - 1)) else {
                new.push(word);
                continue;
            };
            let key = [self.key_of(&word), self.key_of(&next)].concat();
            let start = self.keys.len();
            self.keys.push_str(&key);
            new.push(Word {
                span: word.span.cover(next.span),
                key: (start, self.keys.len()),
                letters: word.letters.saturating_add(next.letters),
                dotted: next.dotted,
                possessive: next.possessive,
                comma: next.comma,
                closed: next.closed,
                ..word
            });
            at += 1;
        }
        self.words = new;
    }
}

#[cfg(test)]
mod tests {
    use alloc::vec::Vec;

    use super::{AnalysedText, Span};
    use crate::tag::Script;

    fn keys(text: &AnalysedText) -> Vec<&str> {
        (0..text.len()).map(|at| text.key(at)).collect()
    }

    #[test]
    fn words_have_keys_scripts_and_lengths() {
        let text = AnalysedText::new("Qassem سلیمانی 1957");
        assert_eq!(keys(&text), ["qassem", "سليماني", "1957"]);
        let facts: Vec<_> =
            text.words().iter().map(|word| (word.script, word.letters, word.number)).collect();
        assert_eq!(facts, [(Script::LATIN, 6, false), (Script::ARABIC, 7, false), (Script::COMMON, 4, true)]);
    }

    #[test]
    fn ordinals_are_one_word_in_names() {
        assert_eq!(keys(&AnalysedText::of_name("5th Brigade")), ["5", "brigade"]);
        assert_eq!(keys(&AnalysedText::of_name("3-й полк")), ["3", "полк"]);
        assert_eq!(keys(&AnalysedText::of_name("BRIGADE 5TH")), ["brigade", "5"]);
        assert_eq!(keys(&AnalysedText::of_name("3M COMPANY")), ["3", "m", "company"]);
        assert_eq!(keys(&AnalysedText::new("5th")), ["5", "th"]);
        assert_eq!(keys(&AnalysedText::of_name("5 th")), ["5", "th"]);
    }

    #[test]
    fn what_only_stretches_words_is_none() {
        assert_eq!(keys(&AnalysedText::of_name("علی \u{640} رضا")), ["علي", "رضا"]);
    }

    #[test]
    fn skipped_tokens_leave_no_words() {
        let text = "Ali @handle Reza";
        let handle = Span::new(4, 11);
        let found = AnalysedText::except(text, |span| span.overlaps(handle));
        assert_eq!(keys(&found), ["ali", "reza"]);
        assert!(found.word(1).is_some_and(|word| word.separator.breaks));
    }

    #[test]
    fn cut_words_stand_apart() {
        let name = "习近平 Xi";
        let mut text = AnalysedText::of_name(name);
        let mut made = Vec::new();
        text.cut(
            name,
            |text, word| match text.key_of(word) {
                "xi" => Vec::new(),
                _ => [(Span::new(0, 3), 'f'), (Span::new(3, 9), 'g')].into(),
            },
            |at, piece| made.push((at, piece)),
        );
        assert_eq!(keys(&text), ["习", "近平", "xi"]);
        assert_eq!(made, [(0, 'f'), (1, 'g')]);
    }

    #[test]
    fn no_text_has_no_words() {
        assert_eq!(AnalysedText::of_name("").len(), 0);
        assert_eq!(AnalysedText::of_name(" ;, ").len(), 0);
    }
}
