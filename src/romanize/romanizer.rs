//! Full names in Latin letters as people write them.
//!
//! A name is cut into pieces: words that a model reads, each with its spellings and their costs, and what stands
//! between them. The cheapest combinations of the spellings ([`kbest`](super::kbest)) are the names.

use alloc::{string::String, vec, vec::Vec};

use super::kbest::KBest;
use super::{Romanization, WordRomanizer};
use crate::error::Error;
use crate::quantity::Probability;
use crate::quantity::fixed::{exp2_neg, log2};
use crate::tables::lexicon::Class;
use crate::tables::{LANGUAGES, LEXICON, Letters};
use crate::tag::{Country, Language, Script};
use crate::text;
use crate::translit;
use crate::unicode::{Token, TokenKind, clean, guess_languages, script_of, tokens};

/// Words of a text that the models see; those behind them are written letter by letter.
const MAX_WORDS: usize = 64;
/// Words that more than one spelling of is tried.
const MAX_OPEN: usize = 16;
/// Combinations that are tried; some of them write the same name.
const MAX_COMBINATIONS: usize = 1000;

/// Writes names of persons, places and organizations in Latin letters as people write them.
///
/// Each word is written by the [`WordRomanizer`] of the language, of the one that the letters of the whole name point
/// to, or of the main language of its script; where none knows the word, letter by letter as
/// [`translit::letter_by_letter`](crate::translit::letter_by_letter()) does. Particles stay small between other words, articles
/// before a word are set off, compound names such as عبد الله are one word. What is Latin already stays as it is.
///
/// ```
/// use allonym::romanize::Romanizer;
///
/// assert_eq!(Romanizer::new().romanize("قاسم سلیمانی"), "Qasem Soleimani");
/// let russian = Romanizer::for_language("ru")?;
/// assert_eq!(russian.n_best("Владимир Путин", 3)[0].text, "Vladimir Putin");
/// # Ok::<(), allonym::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Romanizer {
    language: Option<Language>,
    country: Option<Country>,
}

impl Romanizer {
    /// A romanizer of names in any language: the letters of each name say which.
    ///
    /// ```
    /// assert_eq!(allonym::Romanizer::new().romanize("Kerman"), "Kerman");
    /// ```
    #[must_use]
    pub fn new() -> Romanizer {
        Romanizer::default()
    }

    /// A romanizer of names in a language, by its tag: `fa`, `rus`, `zh-Hant`. The tag `und` is no language: the letters
    /// of the name say it.
    ///
    /// Fails if the tag is none.
    ///
    /// ```
    /// use allonym::romanize::Romanizer;
    ///
    /// assert_eq!(Romanizer::for_language("ru")?.romanize("Владимир"), "Vladimir");
    /// assert!(Romanizer::for_language("?").is_err());
    /// # Ok::<(), allonym::Error>(())
    /// ```
    pub fn for_language(tag: &str) -> Result<Romanizer, Error> {
        Ok(Romanizer::new().language(tag.parse()?))
    }

    /// The same, for names in a language.
    ///
    /// ```
    /// use allonym::Romanizer;
    ///
    /// assert_eq!(Romanizer::new().language("fa".parse()?), Romanizer::for_language("fa")?);
    /// # Ok::<(), allonym::Error>(())
    /// ```
    #[must_use]
    pub fn language(self, language: Language) -> Romanizer {
        Romanizer { language: Some(language).filter(|language| *language != Language::UNDETERMINED), ..self }
    }

    /// The same, with words encode as people of a country spell them, where something is known of that. The country
    /// does not say the language. Takes half as long again.
    ///
    /// ```
    /// use allonym::romanize::Romanizer;
    ///
    /// let persian = Romanizer::for_language("fa")?;
    /// assert_eq!(persian.country("AF".parse()?).romanize("جاوید"), "Jawed");
    /// assert_eq!(persian.country("IR".parse()?).romanize("جاوید"), "Javid");
    /// # Ok::<(), allonym::Error>(())
    /// ```
    #[must_use]
    pub fn country(self, country: Country) -> Romanizer {
        Romanizer { country: Some(country), ..self }
    }

    /// The name in Latin letters: the likeliest of [`n_best`](Romanizer::n_best).
    ///
    /// ```
    /// assert_eq!(allonym::Romanizer::for_language("fa")?.romanize("قاسم سلیمانی"), "Qasem Soleimani");
    /// # Ok::<(), allonym::Error>(())
    /// ```
    #[must_use]
    pub fn romanize(&self, name: &str) -> String {
        self.n_best(name, 1).into_iter().next().map_or_else(String::new, |best| best.text)
    }

    /// The likeliest spellings of a name, best first; at most `n`, each once, with its share among all combinations of
    /// the spellings of its words.
    ///
    /// Takes some hundred microseconds a word, for the first 64 words of a text.
    ///
    /// ```
    /// use allonym::romanize::Romanizer;
    ///
    /// let found = Romanizer::for_language("ar")?.n_best("قاسم سليمان", 3);
    /// assert!(found[0].text.starts_with("Qas"), "{}", found[0].text);
    /// assert!(found[0].probability >= found[1].probability);
    /// # Ok::<(), allonym::Error>(())
    /// ```
    #[must_use]
    pub fn n_best(&self, name: &str, n: usize) -> Vec<Romanization> {
        if n == 0 {
            return Vec::new();
        }
        let clean = clean(name);
        let guess = || guess_languages(&clean).first().map(|guess| guess.language);
        let reading = Reading {
            text: &clean,
            language: self.language.or_else(guess),
            given: self.language.is_some(),
            country: self.country,
            n,
        };
        let pieces = reading.pieces();
        if !pieces.iter().any(|piece| piece.learned) {
            let texts = translit::letter_by_letter_candidates(name, self.language, n).into_iter();
            return texts.map(|text| Romanization { text, probability: Probability::ZERO }).collect();
        }
        best(&pieces, n)
    }
}

/// What is written at one place of the name: spellings with what each costs in 1/256 bit, cheapest first.
struct Piece {
    spellings: Vec<(i32, String)>,
    /// The probability of the cheapest, in millionths.
    best: u32,
    /// Whether a model wrote it.
    learned: bool,
}

struct Reading<'a> {
    text: &'a str,
    language: Option<Language>,
    /// Whether the language was given, not guessed.
    given: bool,
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
                TokenKind::Word if words < MAX_WORDS && !is_latin(word) => {
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
                    pieces.push(fixed(&translit::letter_by_letter(piece, self.language)));
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
        let key = text::key(next.span.of(self.text));
        let article = key.char_indices().skip(1).any(|(at, _)| {
            key.get(..at).is_some_and(|start| {
                script_of_word(start) != Script::LATIN && text::is(start, Class::Article)
            })
        });
        article && (text::is(&key, Class::Compound) || text::is(&text::key(before), Class::Compound))
    }

    fn romanizer(&self, script: Script) -> Option<WordRomanizer> {
        let writes = |language: Language| {
            let facts = LANGUAGES.iter().find(|facts| facts.language == language);
            facts.is_none_or(|facts| facts.scripts.contains(&script))
        };
        match self.language {
            Some(language) if self.given || writes(language) => WordRomanizer::of(language),
            _ => WordRomanizer::of_script(script),
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
            inside && language.is_some_and(|language| is_particle(word, language))
        };
        let write = |found: Romanization| {
            let cost = cost(found.probability.millionths(), best);
            let text = if small { found.text } else { capitalised(&found.text, letters.contains('-')) };
            (cost, text)
        };
        Piece { spellings: found.into_iter().map(write).collect(), best, learned: true }
    }
}

fn fixed(text: &str) -> Piece {
    Piece { spellings: vec![(0, String::from(text))], best: CERTAIN, learned: false }
}

fn script_of_word(word: &str) -> Script {
    word.chars().map(script_of).find(|script| script.is_real()).unwrap_or(Script::COMMON)
}

fn is_latin(word: &str) -> bool {
    matches!(script_of_word(word), Script::LATIN | Script::COMMON)
}

/// Whether the word is a particle of the language that is written small.
fn is_particle(word: &str, language: Language) -> bool {
    let facts = LANGUAGES.iter().find(|facts| facts.language == language);
    if facts.is_some_and(|facts| facts.capital_particles) {
        return false;
    }
    let particles = [Class::Article, Class::Filiation, Class::Nobiliary];
    LEXICON
        .senses(&text::key(word))
        .any(|sense| sense.language == language && particles.contains(&sense.class))
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

/// What is certain, in millionths.
const CERTAIN: u32 = 1_000_000;

/// How much less likely than the best, in 1/256 bit.
fn cost(probability: u32, best: u32) -> i32 {
    log2(u64::from(best) << 20) - log2(u64::from(probability.max(1)) << 20)
}

/// The cheapest combinations of the spellings of all pieces, in order.
fn best(pieces: &[Piece], n: usize) -> Vec<Romanization> {
    let open = pieces.iter().enumerate().filter(|(_, piece)| piece.spellings.len() > 1);
    let open: Vec<usize> = open.map(|(at, _)| at).take(MAX_OPEN).collect();
    let costs = |at: &usize| {
        let piece = pieces.get(*at)?;
        Some(piece.spellings.iter().map(|(cost, _)| *cost).collect::<Vec<i32>>())
    };
    let places: Vec<Vec<i32>> = open.iter().filter_map(costs).collect();
    let top = pieces.iter().fold(u64::from(CERTAIN), |all, piece| all * u64::from(piece.best) / 1_000_000);
    let mut names: Vec<Romanization> = Vec::new();
    for (cost, rows) in KBest::new(&places).take(MAX_COMBINATIONS) {
        let row = |at: usize| open.binary_search(&at).ok().and_then(|k| rows.get(k)).copied().unwrap_or(0);
        let spelling =
            |(at, piece): (usize, &Piece)| piece.spellings.get(row(at)).map(|(_, text)| text.clone());
        let text: String = pieces.iter().enumerate().filter_map(spelling).collect();
        let millionths = u32::try_from((top * u64::from(exp2_neg(cost))) >> 20).unwrap_or(0);
        if let Some(same) = names.iter_mut().find(|other| other.text == text) {
            let sum = same.probability.millionths() + millionths;
            same.probability = Probability::from_millionths(sum);
            continue;
        }
        names.push(Romanization { text, probability: Probability::from_millionths(millionths) });
        if names.len() >= n {
            break;
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    fn piece(spellings: &[(i32, &str)]) -> Piece {
        let spellings = spellings.iter().map(|(cost, text)| (*cost, String::from(*text))).collect();
        Piece { spellings, best: 500_000, learned: true }
    }

    #[test]
    fn names_are_combinations_in_order() {
        let pieces = [piece(&[(0, "Qasem"), (256, "Kasem")]), fixed(" "), piece(&[(0, "Ali"), (512, "Aly")])];
        let names = best(&pieces, 9);
        let texts: Vec<&str> = names.iter().map(|name| name.text.as_str()).collect();
        assert_eq!(texts, ["Qasem Ali", "Kasem Ali", "Qasem Aly", "Kasem Aly"]);
        let millionths: Vec<u32> = names.iter().map(|name| name.probability.millionths()).collect();
        assert_eq!(millionths, [250_000, 125_000, 62_500, 31_250]);
    }

    #[test]
    fn a_name_comes_once() {
        let names = best(&[piece(&[(0, "a"), (0, "aa")]), piece(&[(0, "aa"), (0, "a")])], 9);
        let texts: Vec<&str> = names.iter().map(|name| name.text.as_str()).collect();
        assert_eq!(texts, ["aaa", "aa", "aaaa"]);
    }

    #[test]
    fn costs_are_logarithms_of_shares() {
        assert_eq!((cost(500_000, 500_000), cost(250_000, 500_000), cost(0, 1)), (0, 256, 0));
    }

    #[test]
    fn articles_are_set_off() {
        assert_eq!(capitalised("alhashimi", true), "al-Hashimi");
        assert_eq!(capitalised("alhashimi", false), "Alhashimi");
        assert_eq!(capitalised("ali", true), "Ali", "three letters leave no name");
    }
}
