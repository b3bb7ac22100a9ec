//! Floor 4: how likely two names are one.

mod align;
mod word;

use alloc::vec::Vec;

pub(crate) use word::Word;

use crate::name::{self, Role};
use crate::score::Score;

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
}

impl Prepared {
    /// Cuts the name into words and spells each one out. Linear in the text.
    #[must_use]
    pub fn new(name: &str) -> Prepared {
        let parsed = name::parse(name);
        let language = word::language_of(name);
        let mut words: Vec<Word> = Vec::new();
        for part in parsed.core().take(MOST_WORDS) {
            words.push(Word::new(part.span.of(name), part.role, language));
        }
        // A name of particles alone is still a name.
        if words.iter().all(|word| word.role == Role::Particle) {
            words.iter_mut().for_each(|word| word.role = Role::Word);
        }
        Prepared { words }
    }

    /// See [`score`](score()).
    #[must_use]
    pub fn score(&self, other: &Prepared) -> Score {
        align::score(&self.words, &other.words)
    }
}
