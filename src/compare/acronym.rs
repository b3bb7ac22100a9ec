//! Acronyms against the words that they stand for: TNU and Thai Nguyen University.
//!
//! Input: two names of which one is an organization's, or one is a single word. Output: pairs of an acronym and each word
//! of a row whose first letters spell it, particles passed over. A word that the other name has too is no acronym.
//!
//! ```text
//! CHU Rennes
//! Centre Hospitalier Universitaire de Rennes      C = Centre, H = Hospitalier, U = Universitaire
//! ```
//!
//! Units: bits, `acronym_letter` for each letter. Cost: the product of the words.

use alloc::vec::Vec;

use super::agreement::Agreement;
use super::align::AlignedPair;
use super::name::Name;
use super::rule::Rule;
use super::slot::TokenClass;
use super::token::NameToken;
use crate::name::Kind;
use crate::tables::WEIGHTS;

/// Letters of the shortest acronym and of the longest.
const MIN_LETTERS: usize = 3;
const MAX_LETTERS: usize = 8;
/// Letters of the shortest acronym that stands for a whole name.
const MIN_LETTERS_OF_WHOLE: usize = 2;

/// The pairs of acronyms and words, with what each weighs.
pub(super) fn acronyms(a: &Name, b: &Name) -> Vec<AlignedPair> {
    let mut pairs = Vec::new();
    if a.kind() != Kind::Organization && b.kind() != Kind::Organization {
        return pairs;
    }
    for (short, long, turned) in [(a, b, false), (b, a, true)] {
        for (at, token) in single(short).filter(|(_, token)| may_be_acronym(token)) {
            if single(long).any(|(_, other)| other.key == token.key) {
                continue;
            }
            let words: Vec<(usize, &NameToken)> = single(long)
                .filter(|(_, other)| {
                    other.class == TokenClass::Name && single(short).all(|(_, own)| own.key != other.key)
                })
                .collect();
            let count = token.key.chars().count();
            let whole = words.len() == count;
            let spelled = |row: &&[(usize, &NameToken)]| {
                token.key.chars().eq(row.iter().filter_map(|(_, word)| word.key.chars().next()))
            };
            let Some(row) = words.windows(count).find(spelled).filter(|_| whole || count >= MIN_LETTERS)
            else {
                continue;
            };
            let agreement = Agreement { bits: WEIGHTS.acronym_letter, rule: Rule::Initial };
            pairs.extend(row.iter().map(|(word, _)| {
                let (a, b) = if turned { (*word, at) } else { (at, *word) };
                AlignedPair { a, b, agreement }
            }));
            return pairs;
        }
    }
    pairs
}

fn single(name: &Name) -> impl Iterator<Item = (usize, &NameToken)> + Clone {
    name.tokens.iter().enumerate().filter(|(_, token)| token.words == 1)
}

fn may_be_acronym(token: &NameToken) -> bool {
    token.class == TokenClass::Name
        && token.key.len() <= MAX_LETTERS * 2
        && (MIN_LETTERS_OF_WHOLE..=MAX_LETTERS).contains(&token.key.chars().count())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(a: &str, b: &str) -> usize {
        let (a, b) = (Name::new(a), Name::new(b));
        assert_eq!(acronyms(&a, &b).len(), acronyms(&b, &a).len());
        acronyms(&a, &b).len()
    }

    #[test]
    fn first_letters_spell_an_acronym() {
        assert_eq!(count("TNU", "Thai Nguyen University"), 3);
        assert_eq!(count("tnu", "THAI NGUYEN UNIVERSITY"), 3);
        assert_eq!(count("CHU Rennes", "Centre Hospitalier Universitaire de Rennes"), 3);
        assert_eq!(count("МГУ", "Московский государственный университет"), 3);
    }

    #[test]
    fn other_letters_and_persons_do_not() {
        assert_eq!(count("TNX", "Thai Nguyen University"), 0);
        assert_eq!(count("Bank Melli", "Bank Mellat"), 0);
        assert_eq!(count("ABC", "Anna Berta Caesar"), 0);
    }
}
