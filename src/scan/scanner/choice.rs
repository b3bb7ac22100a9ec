//! Which of the candidates are mentions: the longest ones, of equal ones the likeliest, none of which overlap.
//!
//! Names of one id are names of one bearer, so the likeliest of them counts for all, and of these the one in the script of
//! the mention is given: `قاسم سلیمانی` stands for nobody who reads Latin letters. Sorting is all that this costs.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;
use core::cmp::Reverse;

use super::list::List;
use super::{Extent, Setting};
use crate::quantity::Probability;
use crate::span::Span;
use crate::text::script_of_word;

/// A mention that may be one.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    pub(super) span: Span,
    pub(super) name: u32,
    pub(super) score: Probability,
    pub(super) extent: Extent,
    pub(super) setting: Setting,
    /// Words of the text and which words of the name they are.
    pub(super) words: Vec<(Span, u32)>,
}

/// See the [module](self).
pub(super) fn chosen(mut found: Vec<Candidate>, list: &List, text: &str) -> Vec<Candidate> {
    let bearer = |one: &Candidate| list.name(one.name).map(|name| name.bearer);
    let mut scores = BTreeMap::new();
    for one in &found {
        let best = scores.entry((one.span, bearer(one))).or_insert(one.score);
        *best = one.score.max(*best);
    }
    for one in &mut found {
        one.score = scores.get(&(one.span, bearer(one))).copied().unwrap_or(one.score);
    }
    let full = |one: &Candidate| one.extent == Extent::Full;
    let foreign = |one: &Candidate| {
        let own = one.words.first().map_or(one.span, |(span, _)| *span);
        list.name(one.name).is_none_or(|name| name.name.signature.script != script_of_word(own.of(text)))
    };
    // Of names that only the keyboard parts, كريمي and کریمی, the one that stands there.
    let as_listed = |one: &Candidate| {
        list.name(one.name).is_some_and(|name| name.name.text().trim() == one.span.of(text))
    };
    found.sort_by_cached_key(|one| {
        (
            Reverse(full(one)),
            Reverse(one.span.len()),
            Reverse(one.score),
            one.span.start,
            foreign(one),
            !as_listed(one),
            one.name,
            Reverse(one.words.len()),
        )
    });
    let mut taken = BTreeMap::<usize, usize>::new();
    found.retain(|one| {
        let free = taken.range(..one.span.end).next_back().is_none_or(|(_, end)| *end <= one.span.start);
        if free {
            taken.insert(one.span.start, one.span.end);
        }
        free
    });
    found
}
