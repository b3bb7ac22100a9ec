//! A text analysed once: its words, their keys, scripts and cases, and what the lexicon knows of them.
//!
//! Reading names, comparing, indexing and finding them in documents all begin with the same questions: where are the
//! words, what stands between them, in which script and case are they, which form of them does the lexicon have. This
//! module answers each question once, in one place, and lends the answers to the floors above.
//!
//! # Nouns
//!
//! - A *word* ([`Word`]) is a run of letters, an initial with its full stop, or digits.
//! - Its *key* ([`key`]) is the form that tables are asked for: normalized for matching, without apostrophes and full
//!   stops.
//! - A *separator* ([`Separator`]) is all that stands between a word and the one before.
//! - The *case shape* ([`CaseShape`]) says how a word uses capitals, [`Casing`] how a row of words does.
//! - A *lexicon match* ([`LexiconMatch`]) is a phrase of the lexicon that begins at a word, with one of its senses.
//! - A *particle* is a word that stands between names and is often left out: bin, al, von.
//!
//! # Example
//!
//! `Soleimani, Qassem` and `قاسم سلیمانی` are analysed to
//!
//! | span | key | script | case shape | sign before |
//! |---|---|---|---|---|
//! | 0..9 | `soleimani` | Latn | Title | |
//! | 11..17 | `qassem` | Latn | Title | comma |
//! | 0..8 | `قاسم` | Arab | Caseless | |
//! | 9..23 | `سليماني` | Arab | Caseless | space |
//!
//! The key of the last word has Arabic yehs where the text has Persian ones, so one entry of a table serves both.
//!
//! # Method
//!
//! [`unicode::tokens`](crate::unicode::tokens()) cuts the text; one loop over the tokens makes words and separators
//! (`token.rs`). Keys stand in one string, one after the other. The phrases that begin at a word are found by hash, one
//! look-up for each word that a longer phrase may go on over (`lexicon_match.rs`). The language is the one whose
//! distinctive letters the text has most of (`language.rs`); the script of a word is that of its first letter.
//!
//! # Cost and limits
//!
//! All of it is linear in the text. A word of ASCII letters costs some ten nanoseconds, others some hundred, most of it
//! for normalizing. Words of scripts without spaces stay whole here: what is a name inside them is known on the floor of
//! names.

mod case_shape;
mod language;
mod lexicon_match;
mod separator;
mod token;
mod word;

use alloc::{string::String, vec::Vec};

pub(crate) use case_shape::{CaseShape, Casing};
pub(crate) use language::writes;
pub(crate) use lexicon_match::{Keyed, LexiconMatch, is, is_particle, is_title, key, longest, senses};
pub(crate) use separator::{LineBreak, Separator, Sign};
pub(crate) use word::Word;

pub(crate) use crate::unicode::{language_by_letters, script_of_word};

use self::token::Reader;
use crate::Scratch;
use crate::span::Span;
use crate::unicode::{Token, TokenKind, token_iter};

/// The words of a text with what is known of each; see the [module](self).
#[derive(Clone, Debug, Default)]
pub(crate) struct AnalysedText {
    words: Vec<Word>,
    /// The keys of the words, one after the other.
    keys: String,
    matches: Vec<LexiconMatch>,
    /// Where the matches of each word end.
    ends: Vec<usize>,
}

impl AnalysedText {
    /// The words of a text. Linear in the text.
    #[cfg(test)]
    pub(crate) fn new(text: &str) -> AnalysedText {
        AnalysedText::except(text, |_| false)
    }

    /// The words of a text without the tokens that are `skipped`; no phrase goes on over those. Linear in the text.
    pub(crate) fn except(text: &str, mut skipped: impl FnMut(Span) -> bool) -> AnalysedText {
        let mut reader = Reader::new(text);
        for token in token_iter(text) {
            if skipped(token.span) { reader.skip(token) } else { reader.token(token) }
        }
        reader.found
    }

    /// The words of a name: without those that consist of nothing but signs that stretch a word, and with what is left of
    /// an ordinal on its number (5th, 3-й). Linear in the text.
    pub(crate) fn of_name(text: &str) -> AnalysedText {
        let mut found = AnalysedText::except(text, |_| false);
        found.tidy();
        found
    }

    fn with_capacity(bytes: usize) -> AnalysedText {
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

    fn push(&mut self, text: &str, token: Token, separator: Separator, scratch: &mut Scratch) {
        let written = token.span.of(text);
        let start = self.keys.len();
        lexicon_match::key_into(written, &mut self.keys, scratch);
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

    fn mark_last(&mut self, mark: impl FnOnce(&mut Word)) {
        if let Some(word) = self.words.last_mut() {
            mark(word);
        }
    }

    /// Drops words without a key and puts what is left of ordinals on their numbers.
    fn tidy(&mut self) {
        if let Some(first) = self.words.first_mut().filter(|first| first.separator.sign != Sign::Break) {
            first.separator.sign = Sign::Space;
        }
        if !self.words.iter().any(|word| word.letters == 0 || word.number) {
            return;
        }
        let old = core::mem::take(&mut self.words);
        for word in old {
            if word.letters == 0 {
                continue;
            }
            let number = self.words.last_mut().filter(|last| last.number && !word.number);
            if let Some(number) = number {
                let key = self.keys.get(word.key.0..word.key.1).unwrap_or_default();
                let few = word.letters <= 2 && word.shape == CaseShape::Lower;
                let joined = match word.separator.sign {
                    Sign::None => true,
                    Sign::Hyphen => !key.is_ascii(),
                    _ => false,
                };
                if few && joined {
                    number.span = number.span.cover(word.span);
                    number.dotted |= word.dotted && !word.initial;
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
