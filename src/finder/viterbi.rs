//! The best row of labels for a sentence.
//!
//! Input: the score of every label for every unit, and of every label after another. Output: the row of labels whose
//! scores together are highest; of several, the one with the smaller numbers at the end. With best(t, j) the score of
//! the best row that ends in label j at unit t,
//!
//! ```text
//! best(0, j) = first(j) + score(0, j)
//! best(t, j) = max over i of best(t-1, i) + next(i, j) + score(t, j)
//! ```
//!
//! "Goes on" follows "begins" or "goes on" of its own kind only. Scores are whole numbers; units × 7 × 7 steps.
//! Source: Viterbi 1967; for chains of labels Lafferty, McCallum and Pereira 2001 ("Conditional random fields").

use alloc::vec::Vec;

use crate::tables::finder::{LABELS, Transitions};

/// The scores of a unit's labels.
pub(super) type Scores = [i32; LABELS];

/// A score that no row reaches.
const NEVER: i32 = i32::MIN / 2;

/// Whether a label may stand after another one; `None` before the first unit.
///
/// ```
/// use allonym::finder::may_follow;
///
/// // 0 is no name; 1, 3 and 5 begin one, 2, 4 and 6 go on in it.
/// assert!(may_follow(Some(1), 2) && may_follow(None, 1));
/// assert!(!may_follow(Some(3), 2) && !may_follow(None, 4));
/// ```
#[must_use]
pub fn may_follow(before: Option<usize>, after: usize) -> bool {
    let goes_on = after > 0 && after.is_multiple_of(2);
    !goes_on || before == Some(after) || before == Some(after - 1)
}

/// The best row of labels, appended to `labels`. `steps` is memory that is used again.
pub(super) fn decode(
    scores: &[Scores],
    transitions: &Transitions,
    steps: &mut Vec<[u8; LABELS]>,
    labels: &mut Vec<u8>,
) {
    let Some((first, rest)) = scores.split_first() else { return };
    steps.clear();
    let mut best = [NEVER; LABELS];
    let starts = transitions.first.iter().zip(first);
    for (label, (best, (start, score))) in best.iter_mut().zip(starts).enumerate() {
        if may_follow(None, label) {
            *best = i32::from(*start) + score;
        }
    }
    for scores in rest {
        let mut now = [NEVER; LABELS];
        let mut from = [0; LABELS];
        for (after, ((now, from), score)) in now.iter_mut().zip(&mut from).zip(scores).enumerate() {
            for (before, (best, next)) in best.iter().zip(&transitions.next).enumerate() {
                if !may_follow(Some(before), after) {
                    continue;
                }
                let sum = best + i32::from(next.get(after).copied().unwrap_or(0));
                if sum > *now {
                    (*now, *from) = (sum, before as u8);
                }
            }
            *now = (*now + score).max(NEVER);
        }
        best = now;
        steps.push(from);
    }
    let last = best.iter().enumerate().rev().max_by_key(|(_, score)| **score).map_or(0, |(label, _)| label);
    let start = labels.len();
    let mut label = last as u8;
    labels.push(label);
    for step in steps.iter().rev() {
        label = step.get(usize::from(label)).copied().unwrap_or(0);
        labels.push(label);
    }
    if let Some(labels) = labels.get_mut(start..) {
        labels.reverse();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn best(scores: &[Scores], transitions: &Transitions) -> Vec<u8> {
        let mut labels = Vec::new();
        decode(scores, transitions, &mut Vec::new(), &mut labels);
        labels
    }

    #[test]
    fn each_unit_has_its_best_label_where_nothing_joins_them() {
        let scores = [[0, 5, 0, 0, 0, 0, 0], [9, 0, 0, 0, 0, 0, 0], [0, 0, 0, 0, 0, 3, 0]];
        assert_eq!(best(&scores, &Transitions::default()), [1, 0, 5]);
        assert!(best(&[], &Transitions::default()).is_empty());
    }

    #[test]
    fn nothing_goes_on_that_has_not_begun() {
        // "Goes on" of an organization is best for the second unit, but a person begins before it.
        let scores = [[0, 9, 0, 0, 0, 0, 0], [0, 0, 4, 0, 5, 0, 0]];
        assert_eq!(best(&scores, &Transitions::default()), [1, 2]);
        let scores = [[0, 0, 7, 0, 0, 0, 0]];
        assert_eq!(best(&scores, &Transitions::default()), [0]);
    }

    #[test]
    fn transitions_outweigh_units() {
        let mut transitions = Transitions::default();
        transitions.next[1][2] = 10;
        let scores = [[3, 0, 0, 0, 0, 0, 0], [3, 0, 0, 0, 0, 0, 0]];
        assert_eq!(best(&scores, &transitions), [1, 2]);
    }
}
