//! What aligned pairs and the words left over come to.
//!
//! Input: two names and the pairs of [`align`](super::align). Output: a sum of weights of evidence, the probability that
//! it makes, and the relevance of one name as a hit for the other. All in bits.
//!
//! ```text
//! sum = Σ agreement(pair)
//!     − (G − saturated(G, saturation))                    G: the agreements above zero
//!     − conflict · saturated(min(Ma, Mb), conflict_saturation)      M: what is left over in a, in b
//!     − extra    · saturated(max(Ma, Mb) − min(Ma, Mb), extra_saturation)
//!                 qualifier and qualifier_saturation instead where two head nouns agree, or nothing that is the names' own
//!     − legal_form − order − kind                         where they apply
//!
//! saturated(x, s) = x · s / (x + s)                       below s, nearly x where x is small
//! ```
//!
//! Words are weighed as in record linkage (Fellegi and Sunter 1969; weights of evidence, Good 1950), which takes fields
//! to be independent. The words of a name are not: fathers, brothers and subsidiaries share all but one. So agreement
//! saturates, a word *against* another word (conflict) costs more than a word too many (extra), and the sum is
//! [calibrated](super::calibrate) before it is a probability.
//!
//! Every contribution goes through a function; the explanation of a score is the list of them, and they add up to the sum.
//! Cost: linear in the pairs, quadratic in them for the order of words.

use super::align::{AlignedPair, covered, crossing, unaligned};
use super::calibrate::{CalibrationCase, probability};
use super::rule::Rule;
use super::settings::Matcher;
use super::signature::{NameSignature, NameView};
use super::slot::{Slot, TokenClass};
use crate::name::Kind;
use crate::quantity::{LogOdds, Probability};
use crate::tables::WEIGHTS;
use crate::tables::weights::saturated;

/// One addend of a sum.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Contribution {
    /// The number of a token in the first name.
    pub(crate) a: Option<usize>,
    /// The number of a token in the second name.
    pub(crate) b: Option<usize>,
    pub(crate) rule: Rule,
    pub(crate) bits: LogOdds,
}

/// What two names come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Comparison {
    pub(crate) score: Probability,
    /// The uncalibrated sum.
    pub(crate) bits: LogOdds,
    /// What rows for one query, which is `a`, are ordered by; see [`relevance`].
    pub(crate) relevance: LogOdds,
    /// Whether any word of one agrees with a word of the other.
    pub(crate) aligned: bool,
}

impl Comparison {
    /// The best of two comparisons of names of one bearer.
    pub(crate) fn or(self, other: Comparison) -> Comparison {
        let (more, less) =
            if (self.score, self.bits) >= (other.score, other.bits) { (self, other) } else { (other, self) };
        Comparison {
            relevance: more.relevance.max(less.relevance),
            aligned: more.aligned || less.aligned,
            ..more
        }
    }
}

/// Adds up what pairs and words left over contribute, and calibrates it. Each contribution goes through `emit`.
pub(crate) fn score_alignment(
    a: NameView<'_>,
    b: NameView<'_>,
    pairs: &[AlignedPair],
    matcher: Matcher,
    emit: impl FnMut(Contribution),
) -> Comparison {
    let (bits, relevance) = sum(a, b, pairs, emit);
    let (one, two) = (a.signature.identity, b.signature.identity);
    let score = match (one == 0 || two == 0, a.signature.is_same(b.signature)) {
        (true, _) => Probability::ZERO,
        (false, true) => Probability::ONE,
        (false, false) => {
            let agrees = pairs.iter().any(|pair| pair.agreement.bits > LogOdds::ZERO);
            probability(bits, agrees, CalibrationCase::of(a.signature, b.signature), matcher)
        }
    };
    Comparison { score, bits, relevance, aligned: !pairs.is_empty() }
}

/// No less than the score of names of which at least so much is missing on both sides.
pub(crate) fn upper_bound(
    a: NameSignature,
    b: NameSignature,
    missing: LogOdds,
    matcher: Matcher,
) -> Probability {
    if a.is_same(b) {
        return Probability::ONE;
    }
    probability(WEIGHTS.saturation - conflict(missing), true, CalibrationCase::of(a, b), matcher)
}

/// What it costs that so much is missing on both sides.
fn conflict(missing: LogOdds) -> LogOdds {
    saturated(missing, WEIGHTS.conflict_saturation) * WEIGHTS.conflict
}

/// The relevance of a row for a query: how much the pairs contribute, less what is missing.
///
/// Pairs of all sorts are told apart best by a saturating sum: no name contributes much more than another, and words
/// missing on one side hardly count. The rows for one query are ordered best if every word counts in full, more where
/// it is missing from the row (`query`) than where the row has one too many (`row`).
pub(crate) fn relevance(agreement: LogOdds, query: LogOdds, row: LogOdds) -> LogOdds {
    let both = query.min(row);
    agreement
        - both * WEIGHTS.relevance_conflict
        - (query - both) * WEIGHTS.relevance_query
        - (row - both) * WEIGHTS.relevance_row
}

/// The sum, and the relevance of `b` for the query `a`.
fn sum(
    a: NameView<'_>,
    b: NameView<'_>,
    pairs: &[AlignedPair],
    mut emit: impl FnMut(Contribution),
) -> (LogOdds, LogOdds) {
    let mut total = LogOdds::ZERO;
    let mut add = |a, b, rule, bits: LogOdds| {
        if bits != LogOdds::ZERO {
            total += bits;
            emit(Contribution { a, b, rule, bits });
        }
    };
    let (mut agreement, mut conflicts) = (LogOdds::ZERO, LogOdds::ZERO);
    for pair in pairs {
        agreement += pair.agreement.bits.max(LogOdds::ZERO);
        if pair.agreement.rule == Rule::Conflict {
            conflicts += pair.agreement.bits;
        }
        add(Some(pair.a), Some(pair.b), pair.agreement.rule, pair.agreement.bits);
    }
    add(None, None, Rule::Saturation, saturated(agreement, WEIGHTS.saturation) - agreement);
    let left_a = unaligned(a.slots, covered(a.slots, pairs.iter().map(|pair| pair.a)));
    let left_b = unaligned(b.slots, covered(b.slots, pairs.iter().map(|pair| pair.b)));
    let missing_a: LogOdds = left_a.clone().map(|(_, slot)| slot.missing).sum();
    let missing_b: LogOdds = left_b.clone().map(|(_, slot)| slot.missing).sum();
    // Words against words on the side that has less left, words against nothing on the other.
    let both = missing_a.min(missing_b);
    let conflict = conflict(both);
    let alone = missing_a.max(missing_b) - both;
    let head = |pair: &AlignedPair| {
        let is_head = |slots: &[Slot], at: usize| slots.get(at).is_some_and(|slot| slot.head);
        is_head(a.slots, pair.a) && is_head(b.slots, pair.b)
    };
    let own = |pair: &AlignedPair| {
        let is_own = |slots: &[Slot], at: usize| slots.get(at).is_some_and(|slot| slot.own);
        is_own(a.slots, pair.a) && is_own(b.slots, pair.b) || pair.agreement.rule == Rule::Initial
    };
    let named = |pair: &AlignedPair| {
        let is_name =
            |slots: &[Slot], at: usize| slots.get(at).is_some_and(|slot| slot.class == TokenClass::Name);
        is_name(a.slots, pair.a) && is_name(b.slots, pair.b)
    };
    let extra = if pairs.iter().any(head) || pairs.iter().any(named) && !pairs.iter().any(own) {
        saturated(alone, WEIGHTS.qualifier_saturation) * WEIGHTS.qualifier
    } else if begins_inside(a, b, pairs.iter().map(|pair| (pair.a, pair.b)))
        || begins_inside(b, a, pairs.iter().map(|pair| (pair.b, pair.a)))
    {
        saturated(alone, WEIGHTS.extra_saturation) * WEIGHTS.extra * WEIGHTS.first_word
    } else {
        saturated(alone, WEIGHTS.extra_saturation) * WEIGHTS.extra
    };
    let mut relevance = relevance(agreement, missing_a, missing_b) + conflicts;
    let less_a = missing_a <= missing_b;
    let (less, less_sum, more, more_sum) = if less_a {
        (&left_a, missing_a, &left_b, missing_b)
    } else {
        (&left_b, missing_b, &left_a, missing_a)
    };
    for (of_a, words, sum, whole, rule) in
        [(less_a, less, less_sum, conflict, Rule::Conflict), (!less_a, more, more_sum, extra, Rule::Extra)]
    {
        // Each word bears its share of the whole; the last one what rounding left.
        let mut rest = whole;
        let mut words = words.clone().filter(|(_, slot)| slot.missing > LogOdds::ZERO).peekable();
        while let Some((at, slot)) = words.next() {
            let part = if words.peek().is_none() { rest } else { portion(whole, slot.missing, sum) };
            rest = rest - part;
            add(of_a.then_some(at), (!of_a).then_some(at), rule, -part);
        }
    }
    let mut against = |a, b, rule, bits: LogOdds| {
        relevance = relevance - bits;
        add(a, b, rule, -bits);
    };
    let is_form = |word: &(usize, &Slot)| word.1.class == TokenClass::LegalForm;
    let forms = (left_a.clone().find(is_form), left_b.clone().find(is_form));
    if let (Some((a, _)), Some((b, _))) = forms {
        against(Some(a), Some(b), Rule::Conflict, WEIGHTS.legal_form);
    }
    match crossing(a.slots, b.slots, pairs) {
        Some(true) => against(None, None, Rule::Order, WEIGHTS.filiation),
        Some(false) => against(None, None, Rule::Order, WEIGHTS.order),
        None => {}
    }
    let firm = |slots: &[Slot]| slots.iter().any(|slot| slot.class == TokenClass::LegalForm);
    let apart = |a: NameView<'_>, b: NameView<'_>| {
        a.signature.kind == Kind::Person && firm(b.slots) && !firm(a.slots)
    };
    if apart(a, b) || apart(b, a) {
        against(None, None, Rule::Kind, WEIGHTS.kind);
    }
    (total, relevance)
}

/// Whether a person's name of two words or more begins with a later word of the other, whose first word nothing agrees
/// with: a son, whose name goes on with his father's.
fn begins_inside(a: NameView<'_>, b: NameView<'_>, pairs: impl Iterator<Item = (usize, usize)>) -> bool {
    let person = |name: NameView<'_>| matches!(name.signature.kind, Kind::Person | Kind::Other);
    let named =
        |slots: &[Slot], at: usize| slots.get(at).copied().filter(|slot| slot.class == TokenClass::Name);
    let first =
        |slots: &[Slot]| slots.iter().find(|slot| slot.class == TokenClass::Name).map(|slot| slot.first);
    let words = |slots: &[Slot]| {
        slots.iter().filter(|slot| slot.words == 1 && slot.class == TokenClass::Name).count()
    };
    if !person(a) || !person(b) || words(a.slots) < 2 || words(b.slots) <= words(a.slots) {
        return false;
    }
    let (Some(of_a), Some(of_b)) = (first(a.slots), first(b.slots)) else { return false };
    let mut inside = false;
    for (one, two) in pairs {
        let (Some(x), Some(y)) = (named(a.slots, one), named(b.slots, two)) else { continue };
        if y.first == of_b {
            return false;
        }
        inside |= x.first == of_a;
    }
    inside
}

/// What one of the words bears of the whole.
fn portion(whole: LogOdds, missing: LogOdds, sum: LogOdds) -> LogOdds {
    let parts = i64::from(whole.parts()) * i64::from(missing.parts()) / i64::from(sum.parts().max(1));
    LogOdds::from_parts(parts as i32)
}

#[cfg(test)]
mod tests {
    use alloc::vec::Vec;

    use super::*;
    use crate::compare::Agreement;
    use crate::tag::Script;

    fn bits(whole: i32) -> LogOdds {
        LogOdds::from_parts(256 * whole)
    }

    fn slot(first: u8, missing: i32) -> Slot {
        let class = TokenClass::Name;
        Slot {
            first,
            words: 1,
            class,
            head: false,
            own: true,
            key: u32::from(first) + 1,
            missing: bits(missing),
        }
    }

    fn view(slots: &[Slot], identity: u64) -> NameView<'_> {
        let signature =
            NameSignature { kind: Kind::Person, script: Script::LATIN, identity, organization: 0, marks: 0 };
        NameView { slots, signature }
    }

    fn pair(a: usize, b: usize, whole: i32) -> AlignedPair {
        AlignedPair { a, b, agreement: Agreement::spelling(bits(whole)) }
    }

    /// The contributions of two names, and their sum.
    fn contributions(a: &[Slot], b: &[Slot], pairs: &[AlignedPair]) -> (Vec<(Rule, LogOdds)>, LogOdds) {
        let mut all = Vec::new();
        let comparison = score_alignment(view(a, 1), view(b, 2), pairs, Matcher::new(), |one| {
            all.push((one.rule, one.bits));
        });
        assert_eq!(all.iter().map(|(_, bits)| *bits).sum::<LogOdds>(), comparison.bits);
        (all, comparison.bits)
    }

    #[test]
    fn agreement_is_saturated() {
        let names = [slot(0, 8), slot(1, 8)];
        let (all, sum) = contributions(&names, &names, &[pair(0, 0, 10), pair(1, 1, 20)]);
        let saturation = saturated(bits(30), WEIGHTS.saturation) - bits(30);
        assert_eq!(
            all,
            [(Rule::Spelling, bits(10)), (Rule::Spelling, bits(20)), (Rule::Saturation, saturation)]
        );
        assert_eq!(sum, saturated(bits(30), WEIGHTS.saturation));
    }

    #[test]
    fn a_word_too_many_is_extra() {
        let (all, _) = contributions(&[slot(0, 8)], &[slot(0, 8), slot(1, 6)], &[pair(0, 0, 10)]);
        let extra = saturated(bits(6), WEIGHTS.extra_saturation) * WEIGHTS.extra;
        assert_eq!(all.last(), Some(&(Rule::Extra, -extra)));
        assert!(all.iter().all(|(rule, _)| *rule != Rule::Conflict));
    }

    #[test]
    fn words_against_words_are_a_conflict() {
        // 4 bits on both sides, and 5 more on one: those are extra.
        let (all, sum) = contributions(&[slot(0, 4)], &[slot(0, 9)], &[]);
        let conflict = conflict(bits(4));
        let extra = saturated(bits(5), WEIGHTS.extra_saturation) * WEIGHTS.extra;
        assert_eq!(all, [(Rule::Conflict, -conflict), (Rule::Extra, -extra)]);
        assert_eq!(sum, -conflict - extra);
    }

    #[test]
    fn each_word_bears_its_share() {
        let (all, sum) = contributions(&[], &[slot(0, 6), slot(1, 2)], &[]);
        let [(_, first), (_, second)] = all.as_slice() else { panic!("{all:?}") };
        assert_eq!(*first + *second, sum);
        // Three parts of four, to one part of a bit.
        assert!((first.parts() - 3 * second.parts()).abs() <= 4, "{all:?}");
    }

    #[test]
    fn a_name_that_begins_inside_another_is_a_sons() {
        // Hasan Ali against Hussein Hasan Ali: the first word of the father has nothing.
        let (son, father) = ([slot(0, 8), slot(1, 8)], [slot(0, 8), slot(1, 8), slot(2, 8)]);
        let pairs = [pair(0, 1, 10), pair(1, 2, 10)];
        let (all, _) = contributions(&son, &father, &pairs);
        let extra = saturated(bits(8), WEIGHTS.extra_saturation) * WEIGHTS.extra;
        assert_eq!(all.last(), Some(&(Rule::Extra, -(extra * WEIGHTS.first_word))));
        let (all, _) = contributions(&son, &father, &[pair(0, 0, 10), pair(1, 1, 10)]);
        assert_eq!(all.last(), Some(&(Rule::Extra, -extra)));
    }

    #[test]
    fn the_same_words_score_one_and_no_words_nothing() {
        let score =
            |one, other| score_alignment(view(&[], one), view(&[], other), &[], Matcher::new(), |_| ()).score;
        assert_eq!((score(7, 7), score(0, 0)), (Probability::ONE, Probability::ZERO));
        assert!(score(7, 8) < Probability::ONE);
    }

    #[test]
    fn rows_are_charged_for_what_the_query_has_more() {
        let [less, more] = [bits(2), bits(6)];
        let both = less * WEIGHTS.relevance_conflict;
        assert_eq!(relevance(bits(20), less, less), bits(20) - both);
        assert_eq!(relevance(bits(20), more, less), bits(20) - both - bits(4) * WEIGHTS.relevance_query);
        assert_eq!(relevance(bits(20), less, more), bits(20) - both - bits(4) * WEIGHTS.relevance_row);
    }
}
