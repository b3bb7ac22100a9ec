//! Floor 4: how likely two names are one.

mod align;
mod word;

use alloc::vec::Vec;
use core::ops::Range;

pub(crate) use word::Word;

use crate::name::{self, Role};
use crate::score::Score;
use crate::span::Span;

/// The most words of a name that are compared; what follows is passed over, so that no text makes work without end.
pub const MOST_WORDS: usize = 16;

/// How alike two names are, titles aside.
///
/// Symmetric; 1 for a name and itself. Costs the product of the numbers of words, capped at [`MOST_WORDS`] each.
///
/// ```
/// use allonym::{Score, compare};
///
/// let same = compare::score("Gen. Qassem Soleimani", "قاسم سلیمانی");
/// let other = compare::score("Gen. Qassem Soleimani", "حسن نصرالله");
/// assert!(same > Score::from_f64(0.8) && other < Score::from_f64(0.5));
/// assert_eq!(compare::score("علی\u{200C}رضا", "علی رضا"), Score::ONE);
/// ```
#[must_use]
pub fn score(a: &str, b: &str) -> Score {
    Prepared::new(a).score(&Prepared::new(b))
}

/// How alike two rows of words are.
pub(crate) fn words_score(a: &[Word], b: &[Word]) -> Score {
    align::score(a, b, &align::align(a, b))
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
    words: Vec<Word>,
    spans: Vec<Span>,
}

impl Prepared {
    /// Cuts the name into words and spells each one out. Linear in the text.
    #[must_use]
    pub fn new(name: &str) -> Prepared {
        let parsed = name::parse(name);
        let language = word::language_of(name);
        let parts: Vec<name::Part> = parsed.core().take(MOST_WORDS).collect();
        let mut words: Vec<Word> =
            parts.iter().map(|part| Word::new(part.span.of(name), part.role, language)).collect();
        // A name of particles alone is still a name.
        if words.iter().all(|word| word.role == Role::Particle) {
            words.iter_mut().for_each(|word| word.role = Role::Word);
        }
        Prepared { words, spans: parts.iter().map(|part| part.span).collect() }
    }

    /// See [`score`](score()).
    #[must_use]
    pub fn score(&self, other: &Prepared) -> Score {
        words_score(&self.words, &other.words)
    }

    /// See [`explain`].
    #[must_use]
    pub fn explain(&self, other: &Prepared) -> Explanation {
        let pairs = align::align(&self.words, &other.words);
        let score = align::score(&self.words, &other.words, &pairs);
        let cover = |spans: &[Span], range: &Range<usize>| {
            spans.get(range.clone()).and_then(|spans| spans.iter().copied().reduce(Span::cover))
        };
        let mut evidence: Vec<Evidence> = pairs
            .iter()
            .map(|pair| Evidence {
                a: cover(&self.spans, &pair.a),
                b: cover(&other.spans, &pair.b),
                similarity: Score::from_f64(pair.similarity),
            })
            .collect();
        let left = |spans: &[Span], taken: &[Range<usize>]| -> Vec<Span> {
            let spans = spans.iter().enumerate();
            spans
                .filter(|(at, _)| !taken.iter().any(|range| range.contains(at)))
                .map(|(_, span)| *span)
                .collect()
        };
        let (a, b): (Vec<_>, Vec<_>) = pairs.into_iter().map(|pair| (pair.a, pair.b)).unzip();
        let alone = |a, b| Evidence { a, b, similarity: Score::ZERO };
        evidence.extend(left(&self.spans, &a).into_iter().map(|span| alone(Some(span), None)));
        evidence.extend(left(&other.spans, &b).into_iter().map(|span| alone(None, Some(span))));
        Explanation { score, evidence }
    }
}

/// A score and what it was made of.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Explanation {
    /// How alike the names are.
    pub score: Score,
    /// The words that answer each other, the most alike first, then those that are left over.
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
    /// How alike the words are.
    pub similarity: Score,
}

/// The score of two names with the words that make it.
///
/// Titles are in no record: they say nothing about the name.
///
/// ```
/// use allonym::{Score, compare};
///
/// let (a, b) = ("عبد الله احمد", "Ahmad");
/// let explanation = compare::explain(a, b);
/// assert_eq!(explanation.score, compare::score(a, b));
/// let best = explanation.evidence[0];
/// assert_eq!((best.a.unwrap().of(a), best.b.unwrap().of(b)), ("احمد", "Ahmad"));
/// assert_eq!(explanation.evidence.last().unwrap().similarity, Score::ZERO);
/// ```
#[must_use]
pub fn explain(a: &str, b: &str) -> Explanation {
    Prepared::new(a).explain(&Prepared::new(b))
}
