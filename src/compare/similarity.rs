//! How similar the letters of two tokens are, as a fraction of an exact match.
//!
//! Input: two tokens. Output: a [`Similarity`], or nothing for words that are not even near each other.
//!
//! The spelling models give evidence that grows with the number of letters, not with how rare a name is: a long common
//! name would weigh more than a short rare one. So only the *ratio* r of the evidence to what a good spelling is expected
//! to bring is used, bent so that it is 0 at the neutral point n and 1 at a full match:
//!
//! ```text
//! x = (r − n) / (1 − n)
//! similarity(x) = x + curvature · x · (1 − x)     x > 0
//!               = slope_below · x                −max_distance < x ≤ 0
//!               = nothing                        x ≤ −max_distance
//! ```
//!
//! | words | evidence | expected | n |
//! |---|---|---|---|
//! | two Latin ones | Latin model | the greater self-score | `neutral_latin` |
//! | a Latin one and another | the model of its script, else of its romanization | letters × `letter` | `neutral_cross_script` |
//! | two of one other script | letters, edit distance (optimal string alignment) | letters | `neutral_letters` |
//! | two of two other scripts | each with the romanization of the other; the better | letters × `letter` | `neutral_cross_script` |
//!
//! What lists of spellings have of the two bounds what letters say: usual spellings of one form are at least `attested`,
//! words well known in one script and never for one form at most `known_different`.
//!
//! Cost: one alignment of letters, about a microsecond; two for the last kind.

use super::rule::Rule;
use super::slot::TokenClass;
use super::token::NameToken;
use crate::name::are_read_alike;
use crate::quantity::{Factor, LogOdds, Similarity};
use crate::spelling::SpelledWord;
use crate::tables::attested::Relation;
use crate::tables::weights::Side;
use crate::tables::{ENDINGS, WEIGHTS};

/// The most that evidence counts of what is expected: above it, spellings are all good, and the better still wins.
const MAX_RATIO: i64 = 1536;
/// The least that it counts.
const MIN_RATIO: i64 = -4096;
/// A whole, in parts of 1/256 bit: no word is expected to bring less.
const MIN_EXPECTED: i32 = 256;
/// Letters of the longest words that are compared letter by letter.
const MAX_LETTERS: usize = 30;

impl NameToken {
    /// How similar two words are; below neutral for words that are near each other and two names, nothing for words
    /// that are not even near. Symmetric.
    pub(crate) fn similarity(&self, other: &NameToken) -> Option<Similarity> {
        let same = self.key == other.key && !self.key.is_empty();
        if same || self.is_family_spelling(other) {
            return Some(Similarity::EXACT);
        }
        match self.similarity_by_rule(other).map(|(similarity, _)| similarity) {
            Some(similarity) if similarity >= WEIGHTS.listed => Some(similarity),
            _ if self.is_nickname(other) => Some(WEIGHTS.listed),
            similarity => similarity,
        }
    }

    /// Whether [`NameToken::similarity`] may find anything: false only if it would not. A few nanoseconds.
    pub(crate) fn may_be_similar(&self, other: &NameToken) -> bool {
        self.key == other.key
            || self.may_be_spelling(other)
            || self.is_family_spelling(other)
            || self.is_nickname(other)
    }

    /// Whether spelling has enough in common to be looked at.
    pub(super) fn may_be_spelling(&self, other: &NameToken) -> bool {
        self.may_align(other)
            || self.script != other.script && self.attested(other) == Some(Relation::Same)
            || self.is_syllabic_reading(other)
    }

    /// The similarity of two words and what it rests on; nothing if they are two names. What lists have of the two
    /// bounds what their letters say.
    pub(super) fn similarity_by_rule(&self, other: &NameToken) -> Option<(Similarity, Rule)> {
        let letters = self.similarity_of_letters(other).max(self.similarity_inflected(other));
        if letters.is_none_or(|letters| letters < WEIGHTS.reading) && self.is_syllabic_reading(other) {
            return Some((WEIGHTS.reading, Rule::Attested));
        }
        match (self.attested(other), letters) {
            // Of two words of one script lists are believed only if they are near: two forms may share a number.
            (Some(Relation::Same), letters)
                if letters.is_none_or(|letters| letters < WEIGHTS.attested)
                    && (letters.is_some() || self.script != other.script) =>
            {
                Some((WEIGHTS.attested, Rule::Attested))
            }
            (Some(Relation::Apart), Some(letters)) if letters > WEIGHTS.known_different => {
                Some((WEIGHTS.known_different, Rule::Attested))
            }
            (_, letters) => letters.map(|letters| (letters, Rule::Spelling)),
        }
    }

    /// As [`NameToken::similarity`], of two words that are not in Latin letters, each with the romanization of the
    /// other: what is left where their letters are not the same, as those of two languages of one script.
    pub(crate) fn similarity_romanized(&self, other: &NameToken) -> Option<Similarity> {
        let letters = self.expected_letters() + other.expected_letters();
        let (latin, others) = (self.latin()?, other.latin()?);
        let ways = [
            cross_script(self.word(), others, || Some(latin), letters),
            cross_script(other.word(), latin, || Some(others), letters),
        ];
        ways.into_iter().flatten().max()
    }

    fn may_align(&self, other: &NameToken) -> bool {
        let both = || (self.word(), other.word());
        match (self.is_latin(), other.is_latin()) {
            (true, true) => {
                // What two words bring is hardly more than the self-score of the shorter one.
                let (most, least) =
                    (self.self_score.max(other.self_score), self.self_score.min(other.self_score));
                let joined = self.words + other.words > 2;
                let ratio = if joined { WEIGHTS.min_length_joined } else { WEIGHTS.min_length };
                let (a, b) = if most * ratio <= least { both() } else { return false };
                a.may_align(b)
            }
            (true, false) => {
                let (a, b) = both();
                !b.is_modelled() || b.may_align(a)
            }
            (false, true) => {
                let (a, b) = both();
                !a.is_modelled() || a.may_align(b)
            }
            (false, false) => true,
        }
    }

    /// As by letters, of a word of another script without the ending that makes it a family name of the father's (Цахиагийн)
    /// and a Latin one.
    fn similarity_inflected(&self, other: &NameToken) -> Option<Similarity> {
        let (native, latin) = match (self.is_latin(), other.is_latin()) {
            (false, true) => (self, other),
            (true, false) => (other, self),
            _ => return None,
        };
        let ending = ENDINGS.iter().find(|ending| {
            ending.script == native.script
                && ending.side == Side::Family
                && ending.masculine.is_empty()
                && native.key.ends_with(ending.feminine)
        })?;
        let stem = native.key.strip_suffix(ending.feminine).filter(|stem| !stem.is_empty())?;
        let letters =
            native.expected_letters() + latin.expected_letters() - 8 * ending.feminine.chars().count() as i32;
        cross_script(&SpelledWord::new(stem), latin.word(), || None, letters)
    }

    /// Whether one is written in Han or hangul, the other in another script, and both can be read as the same syllables.
    fn is_syllabic_reading(&self, other: &NameToken) -> bool {
        let named = |token: &NameToken| token.class == TokenClass::Name;
        let fits = |token: &NameToken| token.is_read() || token.is_latin();
        (self.is_read() || other.is_read())
            && self.script != other.script
            && named(self)
            && named(other)
            && fits(self)
            && fits(other)
            && are_read_alike(&self.key, &other.key)
    }

    /// What lists of spellings say of the two.
    fn attested(&self, other: &NameToken) -> Option<Relation> {
        self.observed.relation(other.observed)
    }

    pub(super) fn similarity_of_letters(&self, other: &NameToken) -> Option<Similarity> {
        if self.key.is_empty() || other.key.is_empty() || !self.may_align(other) {
            return None;
        }
        let (a, b) = (self.word(), other.word());
        if a.is_empty() || b.is_empty() {
            return None;
        }
        let letters = || self.expected_letters() + other.expected_letters();
        match (self.is_latin(), other.is_latin()) {
            (true, true) => {
                let expected = self.self_score.max(other.self_score);
                bent(ratio(a.evidence(b), expected), WEIGHTS.neutral_latin)
            }
            (false, false) if a == b => Some(Similarity::EXACT),
            (false, false) if self.script == other.script => by_edits(&self.key, &other.key),
            (true, false) => cross_script(b, a, || other.latin(), letters()),
            (false, true) => cross_script(a, b, || self.latin(), letters()),
            (false, false) => self.similarity_romanized(other),
        }
    }
}

/// The ratio of evidence to what is expected, in 1/1024.
fn ratio(evidence: LogOdds, expected: LogOdds) -> i32 {
    let expected = i64::from(expected.parts().max(MIN_EXPECTED));
    (i64::from(evidence.parts()) * 1024 / expected).clamp(MIN_RATIO, MAX_RATIO) as i32
}

/// The similarity that a ratio makes, `neutral` being where it says nothing.
fn bent(ratio: i32, neutral: Factor) -> Option<Similarity> {
    let neutral = neutral.parts();
    let x = (ratio - neutral) * 1024 / (1024 - neutral).max(1);
    let bent = if x > 0 {
        x + WEIGHTS.curvature.parts() * x / 1024 * (1024 - x) / 1024
    } else {
        x * WEIGHTS.slope_below.parts() / 1024
    };
    (x > -WEIGHTS.max_distance.parts()).then_some(Similarity::from_parts(bent))
}

/// A word of another script and a Latin one; by its romanization if no model reads it. `letters`: of both together, in
/// quarters: neither alone is sure, articles and vowels being written or not.
fn cross_script<'w>(
    native: &'w SpelledWord,
    latin: &SpelledWord,
    romanized: impl FnOnce() -> Option<&'w SpelledWord>,
    letters: i32,
) -> Option<Similarity> {
    let read = if native.is_modelled() { native } else { romanized()? };
    let expected = LogOdds::from_parts(WEIGHTS.letter.parts() * letters / 8);
    bent(ratio(read.evidence(latin), expected), WEIGHTS.neutral_cross_script)
}

/// Two words of one script that is not Latin, by the letters that have to be changed to make one the other.
fn by_edits(a: &str, b: &str) -> Option<Similarity> {
    let (short, long) = {
        let (a, b) = (a.chars().count(), b.chars().count());
        (a.min(b), a.max(b))
    };
    if long > MAX_LETTERS || (long - short) * 2 > long {
        return None;
    }
    let changes = strsim::osa_distance(a, b);
    bent(1024 - (changes * 1024 / long.max(1)) as i32, WEIGHTS.neutral_letters)
}

#[cfg(test)]
mod tests {
    use super::*;

    const HALF: Factor = Factor::from_parts(512);

    fn bits(whole: i32) -> LogOdds {
        LogOdds::from_parts(256 * whole)
    }

    #[test]
    fn a_ratio_is_bounded() {
        assert_eq!(ratio(bits(6), bits(12)), 512);
        assert_eq!(ratio(bits(100), bits(10)), 1536);
        assert_eq!(ratio(bits(-100), bits(10)), -4096);
        // Nothing is expected to bring less than a bit.
        assert_eq!(ratio(bits(1), bits(0)), 1024);
    }

    #[test]
    fn the_neutral_point_is_neutral_and_a_match_exact() {
        assert_eq!(bent(512, HALF), Some(Similarity::NEUTRAL));
        assert_eq!(bent(1024, HALF), Some(Similarity::EXACT));
    }

    #[test]
    fn below_the_neutral_point_it_falls_faster_and_ends() {
        // Three quarters of the way up, x = 1/2; a quarter down, x = -1/2.
        let (up, down) = (bent(768, HALF).unwrap().parts(), bent(256, HALF).unwrap().parts());
        assert!(up > 512 && down < -512, "{up} {down}");
        assert_eq!(down, -512 * WEIGHTS.slope_below.parts() / 1024);
        assert_eq!(bent(-1024, HALF), None);
    }

    #[test]
    fn letters_are_counted() {
        assert_eq!(by_edits("абв", "абв"), Some(Similarity::EXACT));
        assert_eq!(by_edits("а", "абвгд"), None);
        assert!(by_edits("владимир", "володимир") < by_edits("владимир", "владимер"));
        assert_eq!(by_edits("", ""), Some(Similarity::EXACT));
    }
}
