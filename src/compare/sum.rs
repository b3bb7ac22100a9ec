//! What the pairs and the words left over come to.

use super::align::{Pair, crossed, left, taken};
use super::calibrate::{Case, Options, probability};
use super::part::{Grade, Place};
use super::rule::Rule;
use crate::name::Kind;
use crate::quantity::LogOdds;
use crate::quantity::Probability;
use crate::tables::WEIGHTS;
use crate::tables::weights::Weights;
use crate::tag::Script;

/// A name without its words: what comparison needs beside the agreement of its parts.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Side<'a> {
    pub(crate) places: &'a [Place],
    pub(crate) shape: Shape,
}

/// What a whole name is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Shape {
    pub(crate) kind: Kind,
    /// The script of its first word.
    pub(crate) script: Script,
    /// A hash of its words as matching normalizes them, joined; 0 if it has no letter. What makes two names the same.
    pub(crate) same: u64,
}

/// One addend of a comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Addend {
    /// Numbers of parts.
    pub(crate) a: Option<usize>,
    pub(crate) b: Option<usize>,
    pub(crate) rule: Rule,
    pub(crate) bits: LogOdds,
}

/// What two names come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Verdict {
    pub(crate) score: Probability,
    pub(crate) bits: LogOdds,
    /// What rows for one query, which is `a`, are sorted by. Pairs of all sorts are told apart better if no name tells
    /// much more than another and words that are missing on one side hardly count; the rows for one query, if all counts.
    pub(crate) relevance: LogOdds,
    /// Whether any word of one answers a word of the other.
    pub(crate) answered: bool,
}

impl Verdict {
    /// The best of both, as names of one bearer make them.
    pub(crate) fn or(self, other: Verdict) -> Verdict {
        let (more, less) =
            if (self.score, self.bits) >= (other.score, other.bits) { (self, other) } else { (other, self) };
        Verdict {
            relevance: more.relevance.max(less.relevance),
            answered: more.answered || less.answered,
            ..more
        }
    }
}

/// What two names tell whose pairs are known, and the probability that makes. Each addend goes through `tell`.
pub(crate) fn judge(
    a: Side<'_>,
    b: Side<'_>,
    pairs: &[Pair],
    options: Options,
    tell: impl FnMut(Addend),
) -> Verdict {
    let (bits, relevance) = sum(a, b, pairs, tell);
    let score = match (a.shape.same == 0 || b.shape.same == 0, a.shape.same == b.shape.same) {
        (true, _) => Probability::ZERO,
        (false, true) => Probability::ONE,
        (false, false) => probability(bits, Case::of(a.shape, b.shape), options),
    };
    Verdict { score, bits, relevance, answered: !pairs.is_empty() }
}

/// No less than the score of names of which at least so much is missing on both sides.
pub(crate) fn most(a: Shape, b: Shape, missing: LogOdds) -> Probability {
    if a.same == b.same {
        return Probability::ONE;
    }
    probability(WEIGHTS.most - conflict(missing), Case::of(a, b), Options::DEFAULT)
}

/// What it costs that so much is missing on both sides.
fn conflict(missing: LogOdds) -> LogOdds {
    Weights::share(Weights::below(missing, WEIGHTS.most_conflict), WEIGHTS.conflict)
}

/// The relevance of a row whose words tell so much, and of which and of the query so much is missing.
pub(crate) fn relevance(told: LogOdds, query: LogOdds, row: LogOdds) -> LogOdds {
    let both = query.min(row);
    told - Weights::share(both, WEIGHTS.relevance_conflict)
        - Weights::share(query - both, WEIGHTS.relevance_query)
        - Weights::share(row - both, WEIGHTS.relevance_row)
}

/// Adds up what the pairs and what is left over tell; each addend goes through `tell`. Gives the sum, and the relevance of
/// `b` for the query `a`.
fn sum(a: Side<'_>, b: Side<'_>, pairs: &[Pair], mut tell: impl FnMut(Addend)) -> (LogOdds, LogOdds) {
    let mut total = LogOdds::ZERO;
    let mut add = |a, b, rule, bits: LogOdds| {
        if bits != LogOdds::ZERO {
            total += bits;
            tell(Addend { a, b, rule, bits });
        }
    };
    let mut told = LogOdds::ZERO;
    for pair in pairs {
        told += pair.agreement.bits.max(LogOdds::ZERO);
        add(Some(pair.a), Some(pair.b), pair.agreement.rule, pair.agreement.bits);
    }
    add(None, None, Rule::Most, Weights::below(told, WEIGHTS.most) - told);
    let left_a = left(a.places, taken(a.places, pairs.iter().map(|pair| pair.a)));
    let left_b = left(b.places, taken(b.places, pairs.iter().map(|pair| pair.b)));
    let missing_a: LogOdds = left_a.clone().map(|(_, place)| place.missing).sum();
    let missing_b: LogOdds = left_b.clone().map(|(_, place)| place.missing).sum();
    // Words against words on the side that has less left, words against nothing on the other.
    let both = missing_a.min(missing_b);
    let conflict = conflict(both);
    let alone = missing_a.max(missing_b) - both;
    let extra = Weights::share(Weights::below(alone, WEIGHTS.most_extra), WEIGHTS.extra);
    let mut relevance = relevance(told, missing_a, missing_b);
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
        let mut words = words.clone().filter(|(_, place)| place.missing > LogOdds::ZERO).peekable();
        while let Some((at, place)) = words.next() {
            let part = if words.peek().is_none() { rest } else { portion(whole, place.missing, sum) };
            rest = rest - part;
            add(of_a.then_some(at), (!of_a).then_some(at), rule, -part);
        }
    }
    let mut against = |a, b, rule, bits: LogOdds| {
        relevance = relevance - bits;
        add(a, b, rule, -bits);
    };
    let is_form = |word: &(usize, &Place)| word.1.grade == Grade::LegalForm;
    let forms = (left_a.clone().find(is_form), left_b.clone().find(is_form));
    if let (Some((a, _)), Some((b, _))) = forms {
        against(Some(a), Some(b), Rule::Conflict, WEIGHTS.legal);
    }
    match crossed(a.places, b.places, pairs) {
        Some(true) => against(None, None, Rule::Order, WEIGHTS.filiation),
        Some(false) => against(None, None, Rule::Order, WEIGHTS.order),
        None => {}
    }
    let firm = |places: &[Place]| places.iter().any(|place| place.grade == Grade::LegalForm);
    let apart = |a: Side<'_>, b: Side<'_>| a.shape.kind == Kind::Person && firm(b.places) && !firm(a.places);
    if apart(a, b) || apart(b, a) {
        against(None, None, Rule::Kind, WEIGHTS.kind);
    }
    (total, relevance)
}

/// What one of the words bears of the whole.
fn portion(whole: LogOdds, missing: LogOdds, sum: LogOdds) -> LogOdds {
    let parts = i64::from(whole.parts()) * i64::from(missing.parts()) / i64::from(sum.parts().max(1));
    LogOdds::from_parts(parts as i32)
}
