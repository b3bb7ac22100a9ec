//! Cutting a name into its parts.

use alloc::{string::String, vec::Vec};

use super::phrase::{self, Keyed};
use crate::lexicon::{Class, Sense};
use crate::span::Span;
use crate::unicode::{TokenKind, tokens};

/// A name cut into parts; see [`parse`].
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Name {
    /// The parts, in the order of the text.
    pub parts: Vec<Part>,
}

/// A part of a name and its place in the caller's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Part {
    /// Where it stands.
    pub span: Span,
    /// What it does in the name.
    pub role: Role,
}

/// What a part does in a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "lowercase"))]
#[non_exhaustive]
pub enum Role {
    /// A word of the name itself.
    Word,
    /// An honorific, rank or office before or after the name; no part of it.
    Title,
    /// A small word between the others: al, bin, von.
    Particle,
    /// A letter that stands for a word.
    Initial,
}

impl Name {
    /// The parts that make the name: all but titles.
    pub fn core(&self) -> impl Iterator<Item = Part> + '_ {
        self.parts.iter().copied().filter(|part| part.role != Role::Title)
    }
}

struct Word {
    span: Span,
    key: String,
    initial: bool,
    dotted: bool,
}

impl Keyed for Word {
    fn key(&self) -> &str {
        &self.key
    }

    fn dotted(&self) -> bool {
        self.dotted
    }
}

/// Cuts a name into words, particles, initials, and the titles before and after it. Total: any text gives a name,
/// one without letters gives one without parts. A text of nothing but titles keeps its last word as the name.
/// Linear in the text.
///
/// ```
/// use allonym::name::{Role, parse};
///
/// let text = "سردار قاسم سلیمانی";
/// let name = parse(text);
/// assert_eq!(name.parts[0].role, Role::Title);
/// let core: Vec<&str> = name.core().map(|part| part.span.of(text)).collect();
/// assert_eq!(core, ["قاسم", "سلیمانی"]);
/// ```
#[must_use]
pub fn parse(text: &str) -> Name {
    let words = words(text);
    let mut start = 0;
    loop {
        let taken = phrase::longest(&words, start, |sense| phrase::is_title(sense, Sense::BEFORE));
        if taken == 0 || start + taken >= words.len() {
            break;
        }
        start += taken;
    }
    let mut end = words.len();
    while let Some(first) = title_at_end(&words, start, end) {
        end = first;
    }
    let parts = words.iter().enumerate().map(|(at, word)| {
        let role = if at < start || at >= end {
            Role::Title
        } else if word.initial {
            Role::Initial
        } else if end - start > 1 && is_particle(&word.key) {
            Role::Particle
        } else {
            Role::Word
        };
        Part { span: word.span, role }
    });
    Name { parts: parts.collect() }
}

/// Where a title begins that ends at word `end`, if a word of the name is left before it.
fn title_at_end(words: &[Word], start: usize, end: usize) -> Option<usize> {
    (start + 1..end).find(|&first| {
        let rest = words.get(..end).unwrap_or_default();
        let taken = phrase::longest(rest, first, |sense| {
            phrase::is_title(sense, Sense::AFTER) && sense.class != Class::Modifier
        });
        taken > 0 && first + taken == end
    })
}

fn is_particle(key: &str) -> bool {
    [Class::Article, Class::Filiation, Class::Kunya, Class::Nobiliary]
        .iter()
        .any(|class| phrase::is(key, *class))
}

fn words(text: &str) -> Vec<Word> {
    let tokens = tokens(text);
    let mut words: Vec<Word> = Vec::with_capacity(tokens.len());
    for token in tokens {
        match token.kind {
            TokenKind::Word | TokenKind::Initial | TokenKind::Number => {
                let key = phrase::key(token.span.of(text));
                let initial = token.kind == TokenKind::Initial;
                words.push(Word { span: token.span, key, initial, dotted: initial });
            }
            TokenKind::Other if token.span.of(text) == "." => {
                if let Some(last) = words.last_mut().filter(|last| last.span.end == token.span.start) {
                    last.dotted = true;
                }
            }
            _ => {}
        }
    }
    words
}
