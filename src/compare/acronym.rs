//! Acronyms against the words that they stand for: TNU and Thai Nguyen University; names of organizations that are known
//! everywhere, whole and as acronyms in any language: OMS and World Health Organization.
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
use crate::quantity::LogOdds;
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
            let letters: usize = words.iter().map(|(_, word)| word.initials().count()).sum();
            let spelled = |row: &&[(usize, &NameToken)]| {
                token.key.chars().eq(row.iter().flat_map(|(_, word)| word.initials()))
            };
            // A phrase is one part: Los Angeles. So a row has as many words as letters, or fewer.
            let rows = (1..=count).rev().flat_map(|parts| words.windows(parts));
            let Some(row) = rows.clone().find(spelled).filter(|_| letters == count || count >= MIN_LETTERS)
            else {
                continue;
            };
            pairs.extend(row.iter().map(|(at_long, word)| {
                let (a, b) = if turned { (*at_long, at) } else { (at, *at_long) };
                let letters = word.initials().count() as i32;
                let bits = LogOdds::from_parts(WEIGHTS.acronym_letter.parts() * letters);
                AlignedPair { a, b, agreement: Agreement { bits, rule: Rule::Initial } }
            }));
            return pairs;
        }
    }
    pairs
}

/// The pairs of two names of one organization that is known everywhere, in whatever languages: each word of one and the
/// one in its place of the other mean the same, and the last word of the shorter all that follow.
pub(super) fn align_one_organization(a: &Name, b: &Name, pairs: &mut Vec<AlignedPair>) {
    pairs.clear();
    let (of_a, of_b): (Vec<_>, Vec<_>) = (single(a).collect(), single(b).collect());
    for at in 0..of_a.len().max(of_b.len()) {
        let (one, two) = (of_a.get(at).or(of_a.last()), of_b.get(at).or(of_b.last()));
        let (Some((a, one)), Some((b, two))) = (one, two) else { return };
        let rule = if one.key == two.key { Rule::Same } else { Rule::Meaning };
        let agreement = Agreement { bits: one.exact_weight(two), rule };
        pairs.push(AlignedPair { a: *a, b: *b, agreement });
    }
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
    fn names_of_one_organization_are_one() {
        let score = |a, b| crate::score(a, b).to_f64();
        for (a, b) in [
            ("OMS", "World Health Organization"),
            ("WHO", "OMS"),
            ("Всемирная организация здравоохранения", "سازمان جهانی بهداشت"),
            ("ONU", "联合国"),
            ("NATO", "Североатлантический альянс"),
        ] {
            assert!(score(a, b) > 0.9, "{a} {b} {}", score(a, b));
            assert_eq!(score(a, b), score(b, a));
        }
        assert!(score("Who", "World Health Organization") < 0.9);
        assert!(score("ONU", "World Health Organization") < 0.5);
    }

    #[test]
    fn other_letters_and_persons_do_not() {
        assert_eq!(count("TNX", "Thai Nguyen University"), 0);
        assert_eq!(count("Bank Melli", "Bank Mellat"), 0);
        assert_eq!(count("ABC", "Anna Berta Caesar"), 0);
    }
}
