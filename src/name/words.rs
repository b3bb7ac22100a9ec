//! The words of a name, what stands between them, and what the lexicon knows of them.

use alloc::{string::String, vec::Vec};

use super::part::Role;
use super::{phrase, split};
use crate::Scratch;
use crate::span::Span;
use crate::tables::LEXICON;
use crate::tables::lexicon::{Class, Sense};
use crate::unicode::{Token, TokenKind, normalize_into, tokens_into};

/// What stands before a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gap {
    Tight,
    Space,
    Hyphen,
    Slash,
    Comma,
    /// Another name begins.
    Break,
}

/// How a word is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// A script without capitals.
    Caseless,
    Lower,
    Capital,
    Upper,
}

/// A word of a name. Words that the lexicon knows as one phrase may be joined to one.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word {
    pub(super) span: Span,
    key: (usize, usize),
    pub(super) gap: Gap,
    pub(super) shape: Shape,
    pub(super) letters: u8,
    pub(super) initial: bool,
    pub(super) number: bool,
    pub(super) dotted: bool,
    /// In brackets or quotation marks.
    pub(super) inside: bool,
    pub(super) quoted: bool,
    /// What it is, if splitting a longer word told.
    pub(super) known: Option<Role>,
}

/// A phrase of the lexicon that begins at some word.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hit {
    pub(super) words: u8,
    pub(super) sense: Sense,
}

/// The words of a text.
#[derive(Debug, Default)]
pub(super) struct Words {
    words: Vec<Word>,
    keys: String,
    hits: Vec<Hit>,
    /// Where the hits of each word end.
    ends: Vec<usize>,
}

impl Words {
    pub(super) fn read(text: &str) -> Words {
        let mut tokens = Vec::with_capacity(text.len() / 4 + 2);
        tokens_into(text, &mut tokens);
        let mut words = Words {
            words: Vec::with_capacity(tokens.len() + 1),
            keys: String::with_capacity(text.len() + 8),
            ..Words::default()
        };
        let mut scratch = Scratch::new();
        let mut gap = Gap::Tight;
        let mut end = 0;
        let mut open: Option<(usize, bool)> = None;
        for token in &tokens {
            let written = token.span.of(text);
            if token.span.start > end && gap == Gap::Tight {
                gap = Gap::Space;
            }
            end = token.span.end;
            match token.kind {
                TokenKind::Word | TokenKind::Initial | TokenKind::Number => {
                    words.push(text, token, gap, &mut scratch);
                    gap = Gap::Tight;
                }
                TokenKind::Hyphen => gap = Gap::Hyphen,
                TokenKind::Comma => gap = Gap::Comma,
                TokenKind::Open => open = Some((words.len(), is_quote(written))),
                TokenKind::Close => words.close(&mut open),
                TokenKind::Dot | TokenKind::Underscore => gap = Gap::Space,
                TokenKind::Possessive => {}
                TokenKind::Other => match written {
                    "." => {
                        if let Some(last) = words.words.last_mut().filter(|w| w.span.end == token.span.start)
                        {
                            last.dotted = true;
                        }
                    }
                    "\"" | "'" if open.is_some() => words.close(&mut open),
                    "\"" | "'" => open = Some((words.len(), true)),
                    "/" => gap = Gap::Slash,
                    // The Greek question mark is another code of the semicolon.
                    ";" | "\u{37E}" | "|" | "；" | "؛" | "\n" => gap = Gap::Break,
                    _ if gap == Gap::Tight => gap = Gap::Space,
                    _ => {}
                },
            }
        }
        words.split(text, &mut scratch);
        words.look_up();
        words
    }

    pub(super) fn len(&self) -> usize {
        self.words.len()
    }

    pub(super) fn get(&self, at: usize) -> Option<&Word> {
        self.words.get(at)
    }

    pub(super) fn key(&self, at: usize) -> &str {
        self.words.get(at).and_then(|word| self.keys.get(word.key.0..word.key.1)).unwrap_or_default()
    }

    /// The phrases that begin at a word.
    pub(super) fn hits(&self, at: usize) -> &[Hit] {
        let start = at.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        self.ends.get(at).and_then(|end| self.hits.get(start..*end)).unwrap_or_default()
    }

    /// How many words the longest phrase takes that begins at a word, ends before `end` and has a wanted sense.
    pub(super) fn longest(&self, at: usize, end: usize, wanted: impl Fn(Sense) -> bool) -> Option<Hit> {
        let fits = |hit: &&Hit| at + usize::from(hit.words) <= end && wanted(hit.sense);
        self.hits(at).iter().filter(fits).max_by_key(|hit| hit.words).copied()
    }

    /// Whether the word by itself has a sense of this class.
    pub(super) fn is(&self, at: usize, class: Class) -> bool {
        self.sense(at, class).is_some()
    }

    pub(super) fn sense(&self, at: usize, class: Class) -> Option<Sense> {
        self.hits(at).iter().find(|hit| hit.words == 1 && hit.sense.class == class).map(|hit| hit.sense)
    }

    fn push(&mut self, text: &str, token: &Token, gap: Gap, scratch: &mut Scratch) {
        let written = token.span.of(text);
        let number = token.kind == TokenKind::Number;
        let start = self.keys.len();
        if written.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            self.keys.push_str(written);
            if let Some(new) = self.keys.get_mut(start..) {
                new.make_ascii_lowercase();
            }
        } else {
            let mut key = core::mem::take(&mut scratch.spare);
            key.clear();
            normalize_into(written, &mut key, scratch);
            self.keys.extend(key.chars().filter(|c| !matches!(c, '\'' | '.' | '"')));
            scratch.spare = key;
        }
        // A letter that only stretches a word, by itself, is no word.
        if self.keys.len() == start {
            return;
        }
        // 5th, 3-й: what is left of an ordinal belongs to its number.
        if let Some(last) = self.words.last_mut().filter(|last| last.number && !number) {
            let key = self.keys.get(start..).unwrap_or_default();
            let few = key.chars().count() <= 2 && shape(written) == Shape::Lower;
            let joined = gap == Gap::Tight || gap == Gap::Hyphen && !key.is_ascii();
            if few && joined {
                last.span = last.span.cover(token.span);
                self.keys.truncate(start);
                return;
            }
        }
        let initial = token.kind == TokenKind::Initial;
        let key = self.keys.get(start..).unwrap_or_default();
        let letters = key.chars().take(255).count() as u8;
        self.words.push(Word {
            span: token.span,
            key: (start, self.keys.len()),
            gap: if self.words.is_empty() && gap != Gap::Break { Gap::Space } else { gap },
            shape: shape(written),
            letters,
            initial,
            number,
            dotted: initial,
            inside: false,
            quoted: false,
            known: None,
        });
    }

    /// Cuts words that hold several.
    fn split(&mut self, text: &str, scratch: &mut Scratch) {
        if !self.words.iter().any(|word| may_split(word.span.of(text))) {
            return;
        }
        let titles: Vec<bool> = self.words.iter().map(|word| self.is_title(word)).collect();
        let names = titles.iter().filter(|title| !**title).count();
        let old = core::mem::take(&mut self.words);
        for (word, title) in old.into_iter().zip(titles) {
            let written = word.span.of(text);
            let alone = names == usize::from(!title);
            let pieces = match word.shape {
                Shape::Caseless if !word.number && written.len() > 3 => split::unspaced(written, alone),
                Shape::Capital if alone && word.letters > 5 => split::joined(written),
                _ => Vec::new(),
            };
            if pieces.is_empty() {
                self.words.push(word);
            }
            for (number, (span, known)) in pieces.into_iter().enumerate() {
                let span = Span::new(word.span.start + span.start, word.span.start + span.end);
                let gap = if number == 0 { word.gap } else { Gap::Space };
                self.push(text, &Token { span, kind: TokenKind::Word }, gap, scratch);
                if let Some(new) = self.words.last_mut() {
                    (new.inside, new.quoted, new.known) = (word.inside, word.quoted, known);
                }
            }
        }
    }

    fn is_title(&self, word: &Word) -> bool {
        let key = self.keys.get(word.key.0..word.key.1).unwrap_or_default();
        LEXICON.senses(key).any(|sense| phrase::is_title(sense, Sense::BEFORE | Sense::AFTER))
    }

    fn close(&mut self, open: &mut Option<(usize, bool)>) {
        if let Some((start, quoted)) = open.take() {
            for word in self.words.iter_mut().skip(start) {
                word.inside = true;
                word.quoted = quoted;
            }
        }
    }

    /// Finds the phrases; each word begins at most as many as the lexicon's longest has words.
    fn look_up(&mut self) {
        self.ends.reserve(self.words.len());
        self.hits.reserve(2 * self.words.len());
        let mut phrase = String::new();
        for at in 0..self.words.len() {
            phrase.clear();
            let mut next = at;
            while let Some(word) = self.words.get(next) {
                if next > at && (word.gap == Gap::Break || word.number) {
                    break;
                }
                let key = self.keys.get(word.key.0..word.key.1).unwrap_or_default();
                let entry = if next == at {
                    LEXICON.entry(key)
                } else {
                    if next == at + 1 {
                        let first = self.words.get(at).and_then(|w| self.keys.get(w.key.0..w.key.1));
                        phrase.push_str(first.unwrap_or_default());
                    }
                    phrase.push(' ');
                    phrase.push_str(key);
                    LEXICON.entry(&phrase)
                };
                let Some(entry) = entry else { break };
                next += 1;
                let words = (next - at).min(255) as u8;
                for sense in entry.senses() {
                    if self.fits(sense, at, next) {
                        self.hits.push(Hit { words, sense });
                    }
                }
                if !entry.more {
                    break;
                }
            }
            self.ends.push(self.hits.len());
        }
    }

    /// Whether the words are written as the phrase has to be.
    fn fits(&self, sense: Sense, at: usize, end: usize) -> bool {
        let row = self.words.get(at..end).unwrap_or_default();
        let dotted = row.last().is_some_and(|word| word.dotted);
        if sense.flags & Sense::DOTTED != 0 && !dotted {
            return false;
        }
        // Letters of an abbreviation stand side by side: S.A., but not S. A. Khan.
        let letter = |word: &Word| word.letters == 1;
        let apart = row.iter().all(letter)
            && row.windows(2).any(|two| match two {
                [_, b] => b.gap == Gap::Space,
                _ => false,
            });
        let comma = sense.class != Class::LegalForm && row.iter().skip(1).any(|word| word.gap == Gap::Comma);
        !apart && !comma
    }
}

/// Whether a word may hold several: it is of Han or hangul, or has a capital after a small letter.
fn may_split(written: &str) -> bool {
    let mut before = false;
    written.chars().any(|c| {
        let inside = before && c.is_uppercase();
        if c.is_lowercase() || c.is_uppercase() {
            before = c.is_lowercase();
        }
        inside || c as u32 >= 0x1100
    })
}

fn is_quote(written: &str) -> bool {
    !matches!(written, "(" | "[" | "{" | "（" | "［" | "【" | "〔")
}

fn shape(written: &str) -> Shape {
    let (mut upper, mut lower, mut first) = (0u32, 0u32, None);
    for c in written.chars() {
        // The iota that is written below another letter is no letter of its own.
        if c == '\u{345}' {
            continue;
        }
        let big = c.is_uppercase() || !c.is_lowercase() && c.to_lowercase().next() != Some(c);
        let small = !big && c.is_lowercase() && c.to_uppercase().next() != Some(c);
        if big || small {
            first = first.or(Some(big));
        }
        upper += u32::from(big);
        lower += u32::from(small);
    }
    match (first, upper, lower) {
        (None, ..) => Shape::Caseless,
        (Some(true), _, 0) => Shape::Upper,
        (Some(true), ..) => Shape::Capital,
        (Some(false), ..) => Shape::Lower,
    }
}
