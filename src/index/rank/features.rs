//! What speaks for a hit: the features that the order of hits is learned from.
//!
//! Input: the query and the name of a row, prepared. Output: the numbers of [`FEATURE_NAMES`], each in 1/256 of its unit
//! (bits, fractions, counts). All come from one alignment, so they cost no more than comparing the two names, and an edit
//! distance of their letters.
//!
//! | feature | unit | what it is |
//! |---|---|---|
//! | `agreement` | bits | what the aligned words that agree weigh, not saturated |
//! | `shortfall` | bits | how much more they would weigh if each were equal |
//! | `equal_words` | bits | the part of `agreement` that equal words have; for a Latin query and a row of another script, words spelled as expected |
//! | `opposed_words` | count | aligned words that speak against each other |
//! | `least_similarity`, `mean_similarity` | fraction | of the aligned words, what each weighs of what it would if equal |
//! | `attested_words` | count | aligned words that lists of spellings have as one name |
//! | `least_rare_pair` | bits | surprisal of the commonest aligned word |
//! | `first_words`, `last_words` | 0 or 1 | whether the first (last) words of both are aligned |
//! | `order` | bits | cost of words that changed places |
//! | `query_coverage`, `row_coverage` | fraction | how much of the name's weight is aligned |
//! | `query_complete` | 0 or 1 | whether every word of the query is aligned |
//! | `query_last_left` | 0 or 1 | whether the last word of the query is not |
//! | `query_filiation_left` | count | words of filiation of the query that are not |
//! | `query_unknown_left` | count | words of the query that are not, and that no list of names has |
//! | `row_commonest_left` | bits | cost of the commonest word of the row that is not |
//! | `conflict` | bits | what both names have left over, the less of both |
//! | `query_extra`, `row_extra` | bits | what only the query (the row) has left over |
//! | `penalty` | bits | cost of a person against a firm, and of legal forms that differ |
//! | `letters_in_order`, `letters_sorted` | fraction | similarity of the romanized names as they stand, and with their words sorted; 0 for queries of one word |
//! | `score_bits` | bits | the sum of the comparison |
//! | `same_name` | 0 or 1 | whether the two are the same name |

use alloc::vec::Vec;

use crate::compare::{
    AlignedPair, Comparison, Matcher, Name, Rule, Slot, TokenClass, align_names, covered, score_alignment,
    unaligned,
};
use crate::quantity::{LogOdds, Probability};
use crate::tables::WEIGHTS;
use crate::tables::ranking::{FEATURE_NAMES, FEATURES};
use crate::tag::Script;

/// Parts of a unit of a feature that make 1.
const ONE: i32 = 256;
/// Letters of a name that are compared as a whole.
const MAX_LETTERS: usize = 48;
/// Limits of a similarity in the features: words that oppose each other do so without end.
const SIMILARITY_LIMITS: (i32, i32) = (-ONE, 2 * ONE);

/// The features of a hit, in 1/256 of their units.
///
/// ```
/// use allonym::index::{Index, Record};
///
/// let mut builder = Index::builder();
/// builder.add(Record::new("1", "Ольга Ким"));
/// let index = Index::from_bytes(builder.build())?;
/// let hits = index.search("Olga Kim").hits();
/// let (name, value) = hits[0].features.named().find(|(name, _)| *name == "query_coverage").unwrap();
/// assert_eq!((name, value), ("query_coverage", 1.0));
/// # Ok::<(), allonym::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RankFeatures([i32; FEATURES]);

impl RankFeatures {
    /// Each feature with its name, in its unit.
    ///
    /// ```
    /// use allonym::index::RankFeatures;
    ///
    /// assert!(RankFeatures::default().named().all(|(_, value)| value == 0.0));
    /// ```
    pub fn named(&self) -> impl Iterator<Item = (&'static str, f64)> {
        FEATURE_NAMES.iter().copied().zip(self.0.iter().map(|parts| f64::from(*parts) / f64::from(ONE)))
    }

    /// The features in 1/256 of their units, in the order of their names.
    ///
    /// ```
    /// assert_eq!(allonym::index::RankFeatures::default().parts()[0], 0);
    /// ```
    #[must_use]
    pub fn parts(&self) -> &[i32; FEATURES] {
        &self.0
    }
}

/// What the words of a name that no pair covers come to.
struct Left {
    /// Cost of all single words, and of those that are left.
    all: i32,
    left: i32,
    complete: bool,
    last: bool,
    filiation: i32,
    unknown: i32,
    commonest: i32,
}

impl Left {
    fn new(name: &Name, covered: u32) -> Left {
        let single = || name.slots.iter().filter(|slot| slot.words == 1);
        let mut left = Left {
            all: single().map(|slot| slot.missing.parts()).sum(),
            left: 0,
            complete: true,
            last: false,
            filiation: 0,
            unknown: 0,
            commonest: 0,
        };
        let last = single().count().saturating_sub(1);
        for (at, slot) in unaligned(&name.slots, covered) {
            left.left += slot.missing.parts();
            left.complete = false;
            left.last |= at == last;
            left.filiation += i32::from(slot.class == TokenClass::Filiation);
            let surprisal = name.tokens.get(at).map(|token| token.surprisal);
            let is_unknown = surprisal.is_some_and(|surprisal| surprisal >= WEIGHTS.unknown_word);
            left.unknown += i32::from(is_unknown && slot.class == TokenClass::Name);
            if slot.class == TokenClass::Name
                && (left.commonest == 0 || slot.missing.parts() < left.commonest)
            {
                left.commonest = slot.missing.parts();
            }
        }
        left
    }

    /// The fraction of the name's weight that is covered.
    fn coverage(&self) -> i32 {
        if self.all == 0 { 0 } else { ONE - ONE * self.left / self.all }
    }
}

/// Compares the query with the name of a row: what comparison says, and the features.
pub(super) fn features(query: &Name, row: &Name, pairs: &mut Vec<AlignedPair>) -> (Comparison, RankFeatures) {
    align_names(query, row, pairs);
    let (mut order, mut penalty) = (0, 0);
    let comparison = score_alignment(query.view(), row.view(), pairs, Matcher::new(), |contribution| {
        let bits = -contribution.bits.parts();
        match contribution.rule {
            Rule::Order => order += bits,
            Rule::Kind => penalty += bits,
            Rule::Conflict if contribution.a.is_some() && contribution.b.is_some() => penalty += bits,
            _ => {}
        }
    });
    let pairs = Pairs::new(query, row, pairs);
    let (left, row_left) = (Left::new(query, pairs.covered), Left::new(row, pairs.row_covered));
    let conflict = left.left.min(row_left.left);
    let several = query.slots.iter().filter(|slot| slot.words == 1).count() > 1;
    // A row whose letters have no romanization is taken to be as similar as its words.
    let unknown = (pairs.similarities / pairs.count.max(1)).clamp(0, ONE);
    let (in_order, sorted) =
        if several { letter_similarities(query, row).unwrap_or((unknown, unknown)) } else { (0, 0) };
    let flag = |is: bool| ONE * i32::from(is);
    let features = RankFeatures([
        pairs.agreement,
        pairs.shortfall,
        pairs.equal,
        ONE * pairs.opposed,
        pairs.least_similarity,
        pairs.similarities / pairs.count.max(1),
        ONE * pairs.attested,
        pairs.least_rare,
        flag(pairs.first),
        flag(pairs.last),
        order,
        left.coverage(),
        row_left.coverage(),
        flag(left.complete),
        flag(left.last),
        ONE * left.filiation,
        ONE * left.unknown,
        row_left.commonest,
        conflict,
        left.left - conflict,
        row_left.left - conflict,
        penalty,
        in_order,
        sorted,
        comparison.bits.parts(),
        flag(comparison.score == Probability::ONE),
    ]);
    (comparison, features)
}

/// What the pairs come to.
#[derive(Default)]
struct Pairs {
    agreement: i32,
    shortfall: i32,
    equal: i32,
    opposed: i32,
    attested: i32,
    least_similarity: i32,
    similarities: i32,
    count: i32,
    least_rare: i32,
    first: bool,
    last: bool,
    covered: u32,
    row_covered: u32,
}

impl Pairs {
    fn new(query: &Name, row: &Name, pairs: &[AlignedPair]) -> Pairs {
        let mut all = Pairs {
            covered: covered(&query.slots, pairs.iter().map(|pair| pair.a)),
            row_covered: covered(&row.slots, pairs.iter().map(|pair| pair.b)),
            ..Pairs::default()
        };
        let words = |slots: &[Slot]| slots.iter().filter(|slot| slot.words == 1).count() as u8;
        let (words_query, words_row) = (words(&query.slots), words(&row.slots));
        for pair in pairs {
            let bits = pair.agreement.bits.parts();
            let (Some(slot), Some(slot_row)) = (query.slots.get(pair.a), row.slots.get(pair.b)) else {
                continue;
            };
            all.agreement += bits.max(0);
            all.first |= slot.first == 0 && slot_row.first == 0;
            all.last |=
                slot.first + slot.words == words_query && slot_row.first + slot_row.words == words_row;
            let equal = pair.agreement.rule == Rule::Same;
            all.equal += if equal { bits } else { 0 };
            if slot.class != TokenClass::Name || slot_row.class != TokenClass::Name {
                continue;
            }
            let surprisal = |name: &Name, at: usize| {
                name.tokens.get(at).map_or(LogOdds::ZERO, |token| token.surprisal.weight()).parts()
            };
            let rare = (surprisal(query, pair.a) + surprisal(row, pair.b)) / 2;
            let full = (WEIGHTS.agreement.parts() + rare).max(1);
            let (low, high) = SIMILARITY_LIMITS;
            let similarity = (ONE * bits / full).clamp(low, high);
            // Words of another script cannot equal Latin ones: what is spelled as expected counts for them.
            let script = |name: &Name, at: usize| name.tokens.get(at).map(|token| token.script);
            let to_foreign = script(query, pair.a) == Some(Script::LATIN)
                && script(row, pair.b).is_some_and(|script| script.is_real() && script != Script::LATIN);
            all.equal += if to_foreign && !equal && similarity >= ONE { bits } else { 0 };
            all.shortfall += (full - bits).max(0);
            all.opposed += i32::from(bits < 0);
            all.attested += i32::from(pair.agreement.rule == Rule::Attested && bits > 0);
            all.similarities += similarity;
            let is_first = all.count == 0;
            all.least_similarity = if is_first { similarity } else { all.least_similarity.min(similarity) };
            all.least_rare = if is_first { rare } else { all.least_rare.min(rare) };
            all.count += 1;
        }
        all
    }
}

/// How similar the Latin letters of two names are, as they stand and with their words sorted: 1 less the edit distance
/// divided by the letters of the longer, in 1/256. `None` if `a` has letters and `b` has none.
fn letter_similarities(a: &Name, b: &Name) -> Option<(i32, i32)> {
    let words = |name: &Name| -> Vec<Vec<u8>> {
        let single = name.tokens.iter().filter(|token| token.words == 1);
        single.map(|token| token.latin().unwrap_or_else(|| token.word()).letters().to_vec()).collect()
    };
    let (mut words_a, mut words_b) = (words(a), words(b));
    let joined = |words: &[Vec<u8>]| words.iter().flatten().copied().take(MAX_LETTERS).collect::<Vec<u8>>();
    let (letters_a, letters_b) = (joined(&words_a), joined(&words_b));
    if letters_b.is_empty() && !letters_a.is_empty() {
        return None;
    }
    let in_order = similarity(&letters_a, &letters_b);
    words_a.sort_unstable();
    words_b.sort_unstable();
    Some((in_order, similarity(&joined(&words_a), &joined(&words_b))))
}

fn similarity(a: &[u8], b: &[u8]) -> i32 {
    let longer = a.len().max(b.len());
    if longer == 0 {
        return 0;
    }
    let distance = strsim::generic_levenshtein(&Letters(a), &Letters(b));
    ONE - ONE * distance as i32 / longer as i32
}

/// Letters as the edit distance takes them.
struct Letters<'a>(&'a [u8]);

impl<'b> IntoIterator for &'b Letters<'_> {
    type Item = u8;
    type IntoIter = core::iter::Copied<core::slice::Iter<'b, u8>>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter().copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(query: &str, row: &str, feature: &str) -> f64 {
        let (_, features) = features(&Name::new(query), &Name::new(row), &mut Vec::new());
        features.named().find(|(name, _)| *name == feature).unwrap().1
    }

    #[test]
    fn equal_names_are_covered_whole() {
        let (a, b) = ("Qasem Soleimani", "Qasem Soleimani");
        for feature in ["query_coverage", "row_coverage", "query_complete", "first_words", "last_words"] {
            assert_eq!(of(a, b, feature), 1.0, "{feature}");
        }
        for feature in ["shortfall", "conflict", "query_extra", "row_extra", "order", "opposed_words"] {
            assert_eq!(of(a, b, feature), 0.0, "{feature}");
        }
        assert_eq!((of(a, b, "letters_in_order"), of(a, b, "same_name")), (1.0, 1.0));
    }

    #[test]
    fn a_longer_row_is_covered_in_part() {
        let (query, row) = ("Mohammad Nouri", "Mohammad Nouri Jouini");
        assert_eq!(of(query, row, "query_coverage"), 1.0);
        assert!(of(query, row, "row_coverage") < 1.0 && of(query, row, "row_extra") > 0.0);
        assert_eq!((of(query, row, "first_words"), of(query, row, "last_words")), (1.0, 0.0));
        // And the other way round.
        assert_eq!(of(row, query, "query_last_left"), 1.0);
        assert_eq!(of(row, query, "query_extra"), of(query, row, "row_extra"));
    }

    #[test]
    fn words_against_words_are_a_conflict() {
        assert!(of("Qasem Soleimani", "Qasem Nasrallah", "conflict") > 0.0);
        assert_eq!(of("Qasem Soleimani", "Qasem", "conflict"), 0.0);
    }

    #[test]
    fn names_that_changed_places_are_sorted_alike() {
        let (a, b) = ("Qasem Soleimani", "Soleimani Qasem");
        assert!(of(a, b, "letters_in_order") < 0.5 && of(a, b, "order") > 0.0);
        assert_eq!(of(a, b, "letters_sorted"), 1.0);
    }

    #[test]
    fn a_single_word_has_no_whole_similarity() {
        assert_eq!(of("Soleimani", "Soleimani", "letters_in_order"), 0.0);
    }

    #[test]
    fn letters_differ_by_their_edits() {
        assert_eq!(similarity(&[1, 2, 3, 4], &[1, 2, 4]), ONE - ONE / 4);
        assert_eq!((similarity(&[], &[1]), similarity(&[], &[])), (0, 0));
    }
}
