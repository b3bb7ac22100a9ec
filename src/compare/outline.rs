//! Whether two words may be similar far above neutral, told without an alignment.
//!
//! A long list has hundreds of words with a blocking key of a word, and nearly all of them are other names. Of 280,000 pairs of
//! Latin words with a common key, from tweets and a list of 10,000 names, 1,102 are spellings; the bounds below keep half of
//! the others and 1,100 of these. Cost: some tens of nanoseconds a pair.

use super::token::{NameToken, Observation};
use crate::quantity::{Factor, LogOdds};
use crate::spelling::Outline;
use crate::tables::attested::Relation;

/// How far apart two words may be.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reach {
    /// Letters of two Latin words without an answer at the most.
    latin: u32,
    /// The same of a word of another script and a Latin one.
    cross_script: u32,
    /// The ratio of the self-scores of two Latin words at the least: what they bring together is hardly more than the lesser of
    /// the two.
    ratio: Factor,
}

impl Reach {
    /// Words that each by itself look like one name. Latin: from 2, where one spelling in 200 is missed, to 5, where three words
    /// in four stay; other scripts: from 3, where one spelling in 100 of Cyrillic words is missed, to 6. A similarity of a half
    /// asks for 0.62 of the greater self-score; from `min_length`, where nothing is left out that is similar at all, to 0.8,
    /// where a vowel more is too much.
    pub(crate) const CLOSE: Reach = Reach { latin: 3, cross_script: 4, ratio: Factor::from_parts(580) };
    /// Words beside others that are one name: two letters more of each.
    pub(crate) const BESIDE: Reach = Reach { latin: 5, cross_script: 6, ratio: Factor::from_parts(0) };
}

/// What tells that two words are nothing like each other; of every word of a list, side by side in memory.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TokenOutline {
    letters: Option<Outline>,
    latin: bool,
    self_score: LogOdds,
    observed: Observation,
}

impl TokenOutline {
    pub(crate) fn of(token: &NameToken) -> TokenOutline {
        TokenOutline {
            letters: token.word().outline(),
            latin: token.is_latin(),
            self_score: token.self_score,
            observed: token.observed,
        }
    }

    /// How many letters two words leave without an answer; nothing if they are too many for a spelling, and no list has them as
    /// one name. 0 if nothing is known of one of them.
    pub(crate) fn distance(&self, other: &TokenOutline, reach: Reach) -> Option<u32> {
        let (Some(own), Some(others)) = (&self.letters, &other.letters) else { return Some(0) };
        let (most, long) = match (self.latin, other.latin) {
            (false, false) => return Some(0),
            (true, true) => {
                let (a, b) = (self.self_score, other.self_score);
                (reach.latin, a.max(b) * reach.ratio <= a.min(b))
            }
            _ => (reach.cross_script, true),
        };
        let left = Some(own.unanswered(others)).filter(|left| long && *left <= most);
        let listed = || self.observed.relation(other.observed) == Some(Relation::Same);
        left.or_else(|| listed().then_some(most))
    }
}
