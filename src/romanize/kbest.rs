//! The best combinations of alternatives at several places.
//!
//! *Input*: places, each with alternatives and their costs, cheapest first. *Output*: the cheapest ways to choose one
//! alternative at each place, cheapest first. A combination is the rows that it takes; the next ones are those with one
//! row more at one place, from a heap:
//!
//! ```text
//! places   0: [a 0, b 3]   1: [x 0, y 2]      order  (a x) 0, (a y) 2, (b x) 3, (b y) 5
//! ```
//!
//! Each combination is made once, because only places from the last changed one on move (Lawler 1972). Costs: 1/256 bit.
//! The k-th combination costs O(places · log k) time.

use alloc::collections::BinaryHeap;
use alloc::{vec, vec::Vec};
use core::cmp::Reverse;

/// Combinations in the order of their costs, each the rows that it takes at the places.
pub(super) struct KBest<'a> {
    /// The costs of the alternatives at each place, cheapest first.
    places: &'a [Vec<i32>],
    /// Cost, rows, and the first place that may still move.
    heap: BinaryHeap<Reverse<(i32, Vec<usize>, usize)>>,
}

impl<'a> KBest<'a> {
    pub(super) fn new(places: &'a [Vec<i32>]) -> KBest<'a> {
        let mut heap = BinaryHeap::new();
        heap.push(Reverse((0, vec![0; places.len()], 0)));
        KBest { places, heap }
    }
}

impl Iterator for KBest<'_> {
    type Item = (i32, Vec<usize>);

    fn next(&mut self) -> Option<(i32, Vec<usize>)> {
        let Reverse((cost, rows, from)) = self.heap.pop()?;
        for (place, costs) in self.places.iter().enumerate().skip(from) {
            let row = rows.get(place).copied().unwrap_or(0);
            let (Some(old), Some(new)) = (costs.get(row), costs.get(row + 1)) else { continue };
            let mut next = rows.clone();
            if let Some(moved) = next.get_mut(place) {
                *moved += 1;
            }
            self.heap.push(Reverse((cost.saturating_add(new.saturating_sub(*old)), next, place)));
        }
        Some((cost, rows))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn combinations_come_in_order_each_once() {
        let places = [vec![0, 3], vec![0, 2, 4]];
        let all: Vec<(i32, Vec<usize>)> = KBest::new(&places).collect();
        let costs: Vec<i32> = all.iter().map(|(cost, _)| *cost).collect();
        assert_eq!(costs, [0, 2, 3, 4, 5, 7]);
        assert_eq!((&all[1].1[..], &all[2].1[..]), (&[0, 1][..], &[1, 0][..]));
    }

    #[test]
    fn no_place_has_one_combination() {
        assert_eq!(KBest::new(&[]).collect::<Vec<_>>(), [(0, Vec::new())]);
    }

    #[test]
    fn a_place_of_one_alternative_does_not_move() {
        let places = [vec![0], vec![0, 1], vec![0]];
        assert_eq!(KBest::new(&places).map(|(_, rows)| rows).collect::<Vec<_>>(), [[0, 0, 0], [0, 1, 0]]);
    }

    #[test]
    fn equal_costs_come_by_their_rows() {
        let places = [vec![0, 1], vec![0, 1]];
        let rows: Vec<Vec<usize>> = KBest::new(&places).map(|(_, rows)| rows).collect();
        assert_eq!(rows, [[0, 0], [0, 1], [1, 0], [1, 1]]);
    }
}
