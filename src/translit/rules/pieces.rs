//! Lines too long to be held whole between two passes, cut into pieces that overlap.
//!
//! A pass keeps some ten bytes for each character of a line, so a line of a hundred megabytes would ask for ten times its
//! size. A long line is cut into *pieces*, each walked with so much of the line on both sides as rules can see from it;
//! of what comes out only that is kept which comes from the piece itself:
//!
//! ```text
//! line      ………………………………………………………………………………………………
//! walked    |-------piece-------|before|
//!                        |before|-------piece-------|before|
//! kept      |-------------------|-------------------|
//! ```
//!
//! Pieces begin behind white space where there is any, for hardly a key has white space in it. *Cost*: the overlap, a
//! few thousandths of a piece.

use core::ops::Range;

use super::program::{MAX_REACH, Program};

/// Bytes of a piece: large beside the overlap, small beside memory. 64 KiB to 4 MiB make no difference in time.
pub(super) const PIECE: usize = 1 << 18;

/// A piece of a line, in bytes.
pub(super) struct LinePiece {
    /// What is walked.
    pub(super) walked: Range<usize>,
    /// What of it is kept.
    pub(super) kept: Range<usize>,
}

/// The pieces of a line, of about `size` bytes each.
pub(super) fn pieces<'t>(
    line: &'t str,
    program: &Program,
    size: usize,
) -> impl Iterator<Item = LinePiece> + use<'t> {
    let overlap = overlap(program);
    let mut start = 0;
    core::iter::from_fn(move || {
        if start >= line.len() {
            return None;
        }
        let end = gap(line, start + size, start + 2 * size);
        let before = gap(line, start.saturating_sub(2 * overlap), start.saturating_sub(overlap));
        let after = gap(line, end + overlap, end + 2 * overlap);
        let piece = LinePiece { walked: before..after, kept: start..end };
        start = end;
        Some(piece)
    })
}

/// Bytes beside a place that rules can see from it: each pass sees what the passes before it wrote from as many characters
/// further away.
fn overlap(program: &Program) -> usize {
    (program.passes.len() + 1) * MAX_REACH as usize * char::MAX.len_utf8()
}

/// A place between two characters from `from` on: behind white space if there is any up to `to`.
fn gap(line: &str, from: usize, to: usize) -> usize {
    let floor = |at: usize| (0..=at.min(line.len())).rev().find(|at| line.is_char_boundary(*at)).unwrap_or(0);
    let (from, to) = (floor(from), floor(to));
    if from == 0 {
        return 0;
    }
    let stretch = line.get(from..to).unwrap_or_default();
    let space = stretch.char_indices().find(|(_, c)| c.is_whitespace());
    space.map_or(from, |(at, c)| from + at + c.len_utf8())
}

#[cfg(test)]
mod tests {
    use alloc::vec::Vec;

    use super::*;

    #[test]
    fn pieces_cover_the_line_and_begin_behind_spaces() {
        let line = "слово и дело ".repeat(1000);
        let all: Vec<LinePiece> = pieces(&line, &Program::default(), 500).collect();
        assert!(all.len() > 10);
        let mut end = 0;
        for piece in &all {
            assert_eq!(piece.kept.start, end);
            assert!(piece.walked.start <= piece.kept.start && piece.kept.end <= piece.walked.end);
            assert!(line.get(piece.walked.clone()).is_some_and(|walked| !walked.starts_with(' ')));
            end = piece.kept.end;
        }
        assert_eq!(end, line.len());
    }

    #[test]
    fn a_line_without_spaces_is_cut_between_characters() {
        let line = "漢".repeat(1000);
        let sum: usize = pieces(&line, &Program::default(), 100)
            .map(|piece| line.get(piece.kept).expect("whole characters").len())
            .sum();
        assert_eq!(sum, line.len());
    }
}
