//! Two names compared by a matcher: aligned, scored, explained.

use alloc::vec::Vec;

use super::acronym::{acronyms, align_one_organization};
use super::align::{AlignedPair, align, covered, unaligned};
use super::calibrate::CalibrationCase;
use super::explain::{Evidence, Explanation};
use super::name::{MAX_WORDS, Name};
use super::rule::Rule;
use super::score::{Comparison, Contribution, score_alignment, upper_bound};
use super::settings::Matcher;
use super::token::NameToken;
use crate::quantity::{LogOdds, Probability};
use crate::span::Span;
use crate::tables;

impl Matcher {
    /// How likely two names are one; of several names in a text the best. Symmetric; 1 for names whose words are the
    /// same once normalized, and 0 where one has no letter.
    ///
    /// Costs the product of the numbers of words, capped at [`MAX_WORDS`](super::MAX_WORDS) each, times the product of
    /// the lengths of those that may be spellings of one another, capped at 30 letters.
    ///
    /// ```
    /// use allonym::{Matcher, Name, Probability};
    ///
    /// let score = Matcher::default().score(&Name::new("قاسم سلیمانی"), &Name::new("Qasem Soleimani"));
    /// assert!(score > Probability::from_f64(0.8));
    /// ```
    #[must_use]
    pub fn score(&self, a: &Name, b: &Name) -> Probability {
        self.compare(a, b).map_or(Probability::ZERO, |comparison| comparison.score)
    }

    /// The score if it reaches the cut-off. As [`Matcher::score`] says, but sooner where the names have too little in
    /// common: words that cannot be spellings of one another are told apart without aligning their letters.
    ///
    /// ```
    /// use allonym::{Matcher, Name, Probability};
    ///
    /// let likely = Matcher::new().cutoff(Probability::from_f64(0.5));
    /// let (a, b) = (Name::new("علی رضایی"), Name::new("Ali Rezaei"));
    /// assert_eq!(likely.score_cutoff(&a, &b), Some(likely.score(&a, &b)));
    /// ```
    #[must_use]
    pub fn score_cutoff(&self, a: &Name, b: &Name) -> Option<Probability> {
        let mut pairs = Vec::new();
        ways(a, b)
            .filter(|(a, b)| self.bound(a, b) >= self.cutoff)
            .map(|(a, b)| self.compare_single(a, b, &mut pairs, |_| ()).score)
            .max()
            .filter(|score| *score >= self.cutoff)
    }

    /// The score with the evidence that makes it; see [`Explanation`].
    ///
    /// ```
    /// use allonym::{Matcher, Name, compare::Rule};
    ///
    /// let explanation = Matcher::default().explain(&Name::new("Ali Rezaei"), &Name::new("علی حسینی"));
    /// assert!(explanation.evidence.iter().any(|one| one.rule == Rule::Conflict));
    /// ```
    #[must_use]
    pub fn explain(&self, a: &Name, b: &Name) -> Explanation {
        let mut pairs = Vec::new();
        let mut best = None;
        for (x, y) in ways(a, b) {
            let Comparison { score, bits, .. } = self.compare_single(x, y, &mut pairs, |_| ());
            // Of equal scores the one that more evidence speaks for, so that the order of names does not decide.
            if best.is_none_or(|(most, _, _)| (score, bits) > most) {
                best = Some(((score, bits), x, y));
            }
        }
        let ((score, _), a, b) = best.unwrap_or(((Probability::ZERO, LogOdds::ZERO), a, b));
        let mut evidence = Vec::new();
        let span = |tokens: &[NameToken], at: Option<usize>| {
            at.and_then(|at| tokens.get(at)).map(|token| token.span)
        };
        let Comparison { bits, .. } = self.compare_single(a, b, &mut pairs, |contribution| {
            let Contribution { a: at, b: other, rule, bits } = contribution;
            evidence.push(Evidence { a: span(&a.tokens, at), b: span(&b.tokens, other), rule, bits });
        });
        // What is taken off as a title or as a legal form weighs nothing, and is shown: so many of a name at most.
        let shown = |name: &Name, is_a: bool, evidence: &[Evidence]| -> Vec<Evidence> {
            let seen = |span: Span| {
                evidence
                    .iter()
                    .any(|one| [one.a, one.b].get(usize::from(!is_a)).copied().flatten() == Some(span))
            };
            let silent = name.silent().filter(|span| !seen(*span));
            let of = |span: Span, wanted: bool| (wanted == is_a).then_some(span);
            silent
                .take(MAX_WORDS)
                .map(|span| Evidence {
                    a: of(span, true),
                    b: of(span, false),
                    rule: Rule::Extra,
                    bits: LogOdds::ZERO,
                })
                .collect()
        };
        let (of_a, of_b) = (shown(a, true, &evidence), shown(b, false, &evidence));
        evidence.extend(of_a);
        evidence.extend(of_b);
        let case = CalibrationCase::of(a.signature, b.signature);
        Explanation {
            score,
            bits,
            kind: case.kind,
            cross_script: case.cross_script,
            data: tables::VERSION,
            evidence,
        }
    }

    /// The best comparison of any name in `a` with any in `b`; relevance is that of `b` for the query `a`.
    pub(crate) fn compare(&self, a: &Name, b: &Name) -> Option<Comparison> {
        let mut pairs = Vec::new();
        ways(a, b).map(|(a, b)| self.compare_single(a, b, &mut pairs, |_| ())).reduce(Comparison::or)
    }

    /// Compares this one name and that one.
    fn compare_single(
        &self,
        a: &Name,
        b: &Name,
        pairs: &mut Vec<AlignedPair>,
        emit: impl FnMut(Contribution),
    ) -> Comparison {
        align_names(a, b, pairs);
        score_alignment(a.view(), b.view(), pairs, *self, emit)
    }

    /// No less than the score of this one name and that one: what it would be if all words that may agree did.
    fn bound(&self, a: &Name, b: &Name) -> Probability {
        let one = a.signature.is_one_organization(b.signature);
        if one || a.are_two_systems(b) || !acronyms(a, b).is_empty() {
            return upper_bound(a.signature, b.signature, LogOdds::ZERO, *self);
        }
        let alone = |a: &Name, b: &Name| -> LogOdds {
            let may = |token: &NameToken| b.tokens.iter().any(|other| token.may_agree(other));
            let tokens = (0..a.tokens.len()).filter(|at| a.tokens.get(*at).is_some_and(may));
            unaligned(&a.slots, covered(&a.slots, tokens)).map(|(_, slot)| slot.missing).sum()
        };
        let first = alone(a, b);
        let lost = if first > LogOdds::ZERO { first.min(alone(b, a)) } else { first };
        upper_bound(a.signature, b.signature, lost, *self)
    }
}

/// Which words of one name answer which of another one, into `pairs`: by the words themselves, by the systems that two
/// Latin spellings of one name follow, and letters by the words that they are the first letters of.
pub(crate) fn align_names(a: &Name, b: &Name, pairs: &mut Vec<AlignedPair>) {
    if a.signature.is_one_organization(b.signature) {
        return align_one_organization(a, b, pairs);
    }
    let two_systems = a.are_two_systems(b);
    let spelled = acronyms(a, b);
    let spelled_a = covered(&a.slots, spelled.iter().map(|pair| pair.a));
    let spelled_b = covered(&b.slots, spelled.iter().map(|pair| pair.b));
    // A woman's family name beside a man's given name is another person's: Ivan Ivanov, Ivan Ivanova.
    let male = |name: &Name| name.tokens.iter().any(|token| token.given.male);
    let men = a.signature.script == b.signature.script && male(a) && male(b);
    let agreement = |i: usize, j: usize| {
        let (slot_a, slot_b) = (a.slots.get(i)?, b.slots.get(j)?);
        if slot_a.mask() & spelled_a != 0 || slot_b.mask() & spelled_b != 0 {
            return None;
        }
        let (one, two) = (a.tokens.get(i)?, b.tokens.get(j)?);
        if men && let Some(conflict) = one.conflict_of_men(two) {
            return Some(conflict);
        }
        let by_system = if two_systems { one.agreement_of_systems(two) } else { None };
        by_system.or_else(|| one.agreement(two))
    };
    align(&a.slots, &b.slots, agreement, pairs);
    pairs.extend(spelled);
}

/// Each name in `a` with each name in `b`.
fn ways<'n>(a: &'n Name, b: &'n Name) -> impl Iterator<Item = (&'n Name, &'n Name)> {
    a.alternatives().flat_map(move |a| b.alternatives().map(move |b| (a, b)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn score(a: &str, b: &str) -> f64 {
        let score = |a: &str, b: &str| Matcher::new().score(&Name::new(a), &Name::new(b));
        assert_eq!(score(a, b), score(b, a), "{a}, {b}");
        score(a, b).to_f64()
    }

    #[test]
    fn a_man_bears_no_womans_family_name() {
        for (a, b) in [("Ivan Ivanov", "Ivan Ivanova"), ("Иван Иванов", "Иван Иванова")]
        {
            assert!(score(a, b) < 0.1, "{a}, {b}: {}", score(a, b));
        }
        assert!(score("Olga Petrov", "Olga Petrova") > 0.8);
        assert!(score("Olga Petrov", "Ольга Петрова") > 0.8);
    }

    #[test]
    fn a_number_behind_a_name_is_one_in_either_digits() {
        assert!(score("Louis XIV", "Louis 14") > 0.8);
        assert!(score("Louis XIV", "Louis 15") < 0.1);
    }

    #[test]
    fn countries_are_one_in_every_language() {
        assert!(score("Bank of Greece", "Τράπεζα της Ελλάδος") > 0.8);
        assert!(score("Bank of Japan", "日本銀行") > 0.8);
        assert!(score("Bank of Korea", "日本銀行") < 0.1);
    }
}
