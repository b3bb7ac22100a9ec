//! Full names in Latin letters as people write them.

use alloc::collections::BinaryHeap;
use alloc::{string::String, vec, vec::Vec};
use core::cmp::Reverse;

use crate::spelling::{Romanization, Romanizer};
use crate::tables::lexicon::Class;
use crate::tables::{LANGUAGES, LEXICON, Letters};
use crate::tag::{Country, Language, Script};
use crate::text as phrase;
use crate::translit;
use crate::unicode::{Token, TokenKind, clean, guess_languages, script_of, tokens};

/// Words of a text that the models see; those behind them are written letter by letter.
const MOST_WORDS: usize = 64;
/// Words that more than one spelling of is tried.
const MOST_OPEN: usize = 16;
/// Names that are thought of.
const MOST_NAMES: usize = 1000;

/// A name in Latin letters as people write it, the likeliest spelling first; at most `n`, each once.
///
/// Each word is written by the [`Romanizer`] of the language, of the one that the letters of the whole name point to,
/// or of the main language of its script; where none knows the word, letter by letter as
/// [`translit::letter_by_letter`](crate::translit::letter_by_letter()) does. Particles stay small between other words, articles
/// before a word are set off, compound names such as عبد الله are one word. What is Latin already stays as it is.
///
/// Takes some hundred microseconds a word, for the first 64 words of a text.
///
/// ```
/// use allonym::name::romanize;
///
/// assert_eq!(romanize("قاسم سلیمانی", None, 1), ["Qasem Soleimani"]);
/// assert_eq!(romanize("Владимир Путин", Some("ru".parse()?), 1), ["Vladimir Putin"]);
/// # Ok::<(), allonym::Error>(())
/// ```
#[must_use]
pub fn romanize(text: &str, language: Option<Language>, n: usize) -> Vec<String> {
    written(text, language, None, n)
}

/// A name in Latin letters as people of a country write it: as [`romanize`], with the words spelled by
/// [`Romanizer::n_best_in`]. The same as that where nothing is known of the country.
///
/// The country does not tell the language: without one the letters do, as in [`romanize`]. Takes half as long again.
///
/// ```
/// use allonym::name::romanize_in;
///
/// assert_eq!(romanize_in("جاوید", Some("fa".parse()?), "AF".parse()?, 1), ["Jawed"]);
/// assert_eq!(romanize_in("جاوید", Some("fa".parse()?), "IR".parse()?, 1), ["Javid"]);
/// # Ok::<(), allonym::Error>(())
/// ```
#[must_use]
pub fn romanize_in(text: &str, language: Option<Language>, country: Country, n: usize) -> Vec<String> {
    written(text, language, Some(country), n)
}

fn written(text: &str, language: Option<Language>, country: Option<Country>, n: usize) -> Vec<String> {
    if n == 0 {
        return Vec::new();
    }
    let clean = clean(text);
    let told = language.filter(|language| *language != Language::UNDETERMINED);
    let guess = || guess_languages(&clean).first().map(|guess| guess.language);
    let name = Reading { text: &clean, language: told.or_else(guess), told: told.is_some(), country, n };
    let pieces = name.pieces();
    if !pieces.iter().any(|piece| piece.learned) {
        return translit::letter_by_letter_candidates(text, language, n);
    }
    best(&pieces, n)
}

/// What is written at one place of the name: spellings with what each costs in 1/256 bit, cheapest first.
struct Piece {
    spellings: Vec<(i32, String)>,
    learned: bool,
}

struct Reading<'a> {
    text: &'a str,
    language: Option<Language>,
    told: bool,
    country: Option<Country>,
    n: usize,
}

impl Reading<'_> {
    fn pieces(&self) -> Vec<Piece> {
        let tokens = tokens(self.text);
        let mut pieces = Vec::new();
        let (mut copied, mut at, mut words) = (0, 0, 0);
        while let Some(token) = tokens.get(at) {
            at += 1;
            let word = token.span.of(self.text);
            match token.kind {
                TokenKind::Dot => {
                    pieces.push(fixed(self.text.get(copied..token.span.start).unwrap_or_default()));
                    pieces.push(fixed(" "));
                    copied = token.span.end;
                }
                TokenKind::Word if words < MOST_WORDS && !is_latin(word) => {
                    pieces.push(fixed(self.text.get(copied..token.span.start).unwrap_or_default()));
                    let mut joined = String::from(word);
                    copied = token.span.end;
                    while let Some(next) = tokens.get(at).filter(|next| self.joins(&joined, copied, next)) {
                        joined.push_str(next.span.of(self.text));
                        copied = next.span.end;
                        at += 1;
                    }
                    let inside = words > 0
                        && tokens.get(at..).unwrap_or_default().iter().any(|t| t.kind == TokenKind::Word);
                    pieces.push(self.word(&joined, inside));
                    words += 1;
                }
                _ => {
                    let end = token.span.end;
                    let piece = self.text.get(copied..end).unwrap_or_default();
                    let language = self.language.unwrap_or(Language::UNDETERMINED);
                    pieces.push(fixed(&translit::letter_by_letter(piece, Some(language))));
                    copied = end;
                    words += usize::from(token.kind == TokenKind::Word);
                }
            }
        }
        pieces.push(fixed(self.text.get(copied..).unwrap_or_default()));
        pieces
    }

    /// Whether a word with an article goes on the compound name before it.
    fn joins(&self, before: &str, end: usize, next: &Token) -> bool {
        let blank = self.text.get(end..next.span.start).is_some_and(|gap| gap == " ");
        if next.kind != TokenKind::Word || !blank {
            return false;
        }
        let key = phrase::key(next.span.of(self.text));
        let article = key.char_indices().skip(1).any(|(at, _)| {
            key.get(..at).is_some_and(|start| {
                script_of_word(start) != Script::LATIN && phrase::is(start, Class::Article)
            })
        });
        article && (phrase::is(&key, Class::Compound) || phrase::is(&phrase::key(before), Class::Compound))
    }

    fn romanizer(&self, script: Script) -> Option<Romanizer> {
        let writes = |language: Language| {
            let facts = LANGUAGES.iter().find(|facts| facts.language == language);
            facts.is_none_or(|facts| facts.scripts.contains(&script))
        };
        match self.language {
            Some(language) if self.told || writes(language) => Romanizer::of(language),
            _ => Romanizer::of_script(script),
        }
    }

    fn word(&self, word: &str, inside: bool) -> Piece {
        let romanizer = self.romanizer(script_of_word(word));
        let language = romanizer.map(|romanizer| romanizer.language()).or(self.language);
        let letters = translit::letter_by_letter(word, language);
        let n = self.n.min(64);
        let found = romanizer.map_or_else(Vec::new, |romanizer| match self.country {
            Some(country) => romanizer.n_best_in(word, country, n),
            None => romanizer.n_best(word, n),
        });
        let Some(best) = found.first().map(|best| best.probability.millionths()) else {
            return fixed(&letters);
        };
        let has_case = Letters::of(script_of_word(word)).is_none_or(|letters| letters.case)
            && word.chars().any(|c| c.is_lowercase() || c.is_uppercase());
        let small = if has_case {
            word.chars().next().is_some_and(char::is_lowercase)
        } else {
            inside && language.is_some_and(|language| is_small(word, language))
        };
        let write = |found: Romanization| {
            let cost = cost(found.probability.millionths(), best);
            let text = if small { found.text } else { capitalised(&found.text, letters.contains('-')) };
            (cost, text)
        };
        Piece { spellings: found.into_iter().map(write).collect(), learned: true }
    }
}

fn fixed(text: &str) -> Piece {
    Piece { spellings: vec![(0, String::from(text))], learned: false }
}

fn script_of_word(word: &str) -> Script {
    word.chars().map(script_of).find(|script| script.is_real()).unwrap_or(Script::COMMON)
}

fn is_latin(word: &str) -> bool {
    matches!(script_of_word(word), Script::LATIN | Script::COMMON)
}

/// Whether the word is a particle of the language that is written small.
fn is_small(word: &str, language: Language) -> bool {
    let facts = LANGUAGES.iter().find(|facts| facts.language == language);
    if facts.is_some_and(|facts| facts.capital_particles) {
        return false;
    }
    let small = [Class::Article, Class::Filiation, Class::Nobiliary];
    LEXICON.senses(&phrase::key(word)).any(|sense| sense.language == language && small.contains(&sense.class))
}

/// A spelling with its capital; if the word has an article, that is set off.
fn capitalised(text: &str, article: bool) -> String {
    // Two letters are no name.
    let cut = (2..=text.len().saturating_sub(3)).rev().filter(|_| article);
    let cut = cut.filter_map(|at| text.split_at_checked(at)).find(|(start, _)| {
        LEXICON.senses(start).any(|s| s.class == Class::Article && s.language == Language::UNDETERMINED)
    });
    let (start, rest) = cut.unwrap_or(("", text));
    let mut out = String::with_capacity(text.len() + 1);
    if !start.is_empty() {
        out.push_str(start);
        out.push('-');
    }
    let mut chars = rest.chars();
    out.extend(chars.next().into_iter().flat_map(char::to_uppercase));
    out.push_str(chars.as_str());
    out
}

/// How much less likely than the best, roughly, in 1/256 bit.
fn cost(probability: u32, best: u32) -> i32 {
    let ratio = (u64::from(best) << 8) / u64::from(probability.max(1));
    let whole = ratio.max(256).ilog2();
    // Between two powers the logarithm is taken for a straight line.
    let part = (ratio.max(256) << 8 >> whole) & 255;
    i32::try_from((u64::from(whole) - 8) * 256 + part).unwrap_or(i32::MAX >> 8)
}

/// The cheapest combinations of the spellings of all pieces, in order.
fn best(pieces: &[Piece], n: usize) -> Vec<String> {
    let open = pieces.iter().enumerate().filter(|(_, piece)| piece.spellings.len() > 1);
    let open: Vec<usize> = open.map(|(at, _)| at).take(MOST_OPEN).collect();
    let spelling = |at: usize, which: usize| pieces.get(at).and_then(|piece| piece.spellings.get(which));
    let mut heap = BinaryHeap::new();
    heap.push(Reverse((0_i32, vec![0_usize; open.len()], 0_usize)));
    let mut names: Vec<String> = Vec::new();
    let mut tried = 0;
    while let Some(Reverse((cost, chosen, from))) = heap.pop() {
        let which =
            |at: usize| open.binary_search(&at).ok().and_then(|k| chosen.get(k)).copied().unwrap_or(0);
        let name: String = (0..pieces.len())
            .filter_map(|at| spelling(at, which(at)).map(|(_, text)| text.as_str()))
            .collect();
        if !names.contains(&name) {
            names.push(name);
        }
        tried += 1;
        if names.len() >= n || tried >= MOST_NAMES {
            break;
        }
        // Only places from the last changed one on move: each combination is made once.
        for (k, &at) in open.iter().enumerate().skip(from) {
            let now = chosen.get(k).copied().unwrap_or(0);
            let (Some((old, _)), Some((new, _))) = (spelling(at, now), spelling(at, now + 1)) else {
                continue;
            };
            let mut next = chosen.clone();
            if let Some(place) = next.get_mut(k) {
                *place += 1;
            }
            heap.push(Reverse((cost.saturating_add(new - old), next, k)));
        }
    }
    names
}
