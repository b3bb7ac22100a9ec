//! Floor 4: how likely two names are one.

mod align;
mod part;

use alloc::{string::String, vec::Vec};

pub(crate) use align::{Pair, Place, align as align_parts};
pub(crate) use part::Part;

use crate::bits::Bits;
use crate::name::{self, Role, phrase};
use crate::score::Score;
use crate::span::Span;
use crate::tag::Language;
use crate::unicode::{Form, clean, guess_languages};

/// The most words of a name that are compared; what follows is passed over, so that no text makes work without end.
pub const MOST_WORDS: usize = 16;

/// Bits that two names have to tell before they are likelier one than not, and how many bits of the sum make one of
/// the probability: words of a name depend on each other.
const EVEN: Bits = Bits::from_parts(6 * 256);
const SPREAD: i32 = 4;

/// How likely two names are one, titles aside.
///
/// Symmetric; 1 for a name and itself. Costs the product of the numbers of words, capped at [`MOST_WORDS`] each, times
/// the product of their lengths, capped at 30 letters.
///
/// ```
/// use allonym::{Score, compare};
///
/// let same = compare::score("Gen. Qassem Soleimani", "قاسم سلیمانی");
/// let other = compare::score("Gen. Qassem Soleimani", "حسن نصرالله");
/// assert!(same > Score::from_f64(0.8) && other < Score::from_f64(0.1));
/// assert!(compare::score("علی\u{200C}رضا", "علی رضا") > Score::from_f64(0.8));
/// ```
#[must_use]
pub fn score(a: &str, b: &str) -> Score {
    Prepared::new(a).score(&Prepared::new(b))
}

/// A name made ready for many comparisons.
///
/// ```
/// use allonym::compare::Prepared;
///
/// let query = Prepared::new("Касем Сулеймани");
/// let best = ["Hassan Nasrallah", "Qasem Soleimani"].into_iter().max_by_key(|name| query.score(&Prepared::new(name)));
/// assert_eq!(best, Some("Qasem Soleimani"));
/// ```
#[derive(Clone, Debug)]
pub struct Prepared {
    /// Each word, then each with the next one.
    pub(crate) parts: Vec<Part>,
    pub(crate) places: Vec<Place>,
    /// The words as matching normalizes them, sorted: what makes two names the same.
    keys: Vec<String>,
    /// The same words in their order, as one.
    joined: String,
    /// The language that the whole name points to.
    pub(crate) language: Language,
}

impl Prepared {
    /// Cuts the name into words and looks each one up. Linear in the text.
    #[must_use]
    pub fn new(name: &str) -> Prepared {
        let parsed = name::parse(name);
        let language = language_of(name);
        let mut words: Vec<(Span, Role)> =
            parsed.core().take(MOST_WORDS).map(|part| (part.span, part.role)).collect();
        // A name of particles alone is still a name.
        if words.iter().all(|(_, role)| role.is_small()) {
            words.iter_mut().for_each(|(_, role)| *role = Role::Word);
        }
        let count = words.len();
        let mut keys: Vec<String> = words.iter().map(|(span, _)| phrase::key(span.of(name))).collect();
        let joined = keys.concat();
        keys.sort_unstable();
        let parts = part::with_joined(words, name, language);
        let mut places: Vec<Place> = Vec::with_capacity(parts.len());
        let mut after = 0;
        for part in &parts {
            // Joined parts follow the single ones and begin where a single one does.
            let single = places.len() < count;
            let begins = |other: &Part| other.span.start == part.span.start;
            let first = if single {
                places.len()
            } else {
                parts.iter().skip(after).position(begins).unwrap_or(0) + after
            };
            after = if single { 0 } else { first };
            places.push(Place { first: first as u8, words: part.words, missing: part.missing() });
        }
        Prepared { parts, places, keys, joined, language }
    }

    /// See [`score`](score()).
    #[must_use]
    pub fn score(&self, other: &Prepared) -> Score {
        let bits = self.align(other, &mut Vec::new());
        self.probability(other, bits)
    }

    /// See [`explain`].
    #[must_use]
    pub fn explain(&self, other: &Prepared) -> Explanation {
        let mut pairs = Vec::new();
        let bits = self.align(other, &mut pairs);
        let span = |parts: &[Part], at: usize| parts.get(at).map(|part| part.span);
        let mut evidence: Vec<Evidence> = pairs
            .iter()
            .map(|pair| Evidence {
                a: span(&self.parts, pair.a),
                b: span(&other.parts, pair.b),
                bits: pair.bits,
            })
            .collect();
        let taken_a = taken(&self.places, pairs.iter().map(|pair| pair.a));
        let taken_b = taken(&other.places, pairs.iter().map(|pair| pair.b));
        evidence.extend(self.left(taken_a).map(|(a, bits)| Evidence { a: Some(a), b: None, bits }));
        evidence.extend(other.left(taken_b).map(|(b, bits)| Evidence { a: None, b: Some(b), bits }));
        Explanation { score: self.probability(other, bits), bits, evidence }
    }

    fn align(&self, other: &Prepared, pairs: &mut Vec<Pair>) -> Bits {
        let bits = |a: usize, b: usize| match (self.parts.get(a), other.parts.get(b)) {
            (Some(a), Some(b)) => a.evidence(b),
            _ => Bits::ZERO,
        };
        align::align(&self.places, &other.places, bits, pairs)
    }

    fn probability(&self, other: &Prepared, bits: Bits) -> Score {
        match (
            self.joined.is_empty() || other.joined.is_empty(),
            self.keys == other.keys || self.joined == other.joined,
        ) {
            (true, _) => Score::ZERO,
            (false, true) => Score::ONE,
            (false, false) => probability(bits),
        }
    }

    /// The single words that are in no pair, and what that costs.
    fn left(&self, taken: u32) -> impl Iterator<Item = (Span, Bits)> + '_ {
        let single = self.places.iter().zip(&self.parts);
        single
            .filter(move |(place, _)| place.words == 1 && taken & place.mask() == 0)
            .map(|(place, part)| (part.span, place.missing))
    }
}

/// The probability that so many bits make.
pub(crate) fn probability(bits: Bits) -> Score {
    let damped = Bits::from_parts((bits - EVEN).parts() / SPREAD);
    damped.probability().min(Score::from_millionths(999_999))
}

fn taken(places: &[Place], parts: impl Iterator<Item = usize>) -> u32 {
    parts.filter_map(|at| places.get(at)).fold(0, |taken, place| taken | place.mask())
}

/// The language that a whole name's letters point to: words by themselves tell less.
fn language_of(name: &str) -> Language {
    guess_languages(&clean(name, Form::Display))
        .first()
        .map_or(Language::UNDETERMINED, |guess| guess.language)
}

/// A score and what it was made of.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Explanation {
    /// How likely the names are one.
    pub score: Score,
    /// The sum of the evidence.
    pub bits: Bits,
    /// The words that answer each other, those that tell most first, then those that are left over.
    pub evidence: Vec<Evidence>,
}

/// Words that answer each other, or a word that nothing answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Evidence {
    /// Where in the first name, if anywhere.
    pub a: Option<Span>,
    /// Where in the second name, if anywhere.
    pub b: Option<Span>,
    /// What it tells for one name, or against it.
    pub bits: Bits,
}

/// The score of two names with the words that make it; their bits add up to the whole.
///
/// Titles are in no record: they say nothing about the name.
///
/// ```
/// use allonym::{Bits, compare};
///
/// let (a, b) = ("عبد الله احمد", "Ahmad");
/// let explanation = compare::explain(a, b);
/// assert_eq!(explanation.score, compare::score(a, b));
/// let best = explanation.evidence[0];
/// assert_eq!((best.a.unwrap().of(a), best.b.unwrap().of(b)), ("احمد", "Ahmad"));
/// assert!(explanation.evidence.last().unwrap().bits < Bits::ZERO);
/// assert_eq!(explanation.evidence.iter().map(|evidence| evidence.bits).sum::<Bits>(), explanation.bits);
/// ```
#[must_use]
pub fn explain(a: &str, b: &str) -> Explanation {
    Prepared::new(a).explain(&Prepared::new(b))
}
