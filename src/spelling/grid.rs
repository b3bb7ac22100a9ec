//! The table of an alignment: cells in rows, filled one row after the other.
//!
//! A cell for each place among the symbols of one word, which is a row, and each place among the letters of the other,
//! which is a column. A row is written while those above it are only read, so both can be lent at once:
//!
//! ```text
//! row 0   done
//! row 1   done     above.row_up(1) of row 2
//! row 2   written
//! ```
//!
//! A place outside the table is a mistake of the algorithm and never one of the input: it fails in a build with debug
//! assertions, such as that of the tests, and is an empty row or no sum at all in others.

/// Less than any sum of weights: what a cell holds that nothing has reached.
pub(super) const NEVER: i32 = i32::MIN / 2;

/// Rows of cells.
pub(super) struct Grid<'c> {
    cells: &'c mut [i32],
    columns: usize,
}

/// The rows above the one that is being written.
#[derive(Clone, Copy)]
pub(super) struct Above<'g> {
    cells: &'g [i32],
    columns: usize,
}

impl<'c> Grid<'c> {
    /// A table of `rows` by `columns` in the first of the cells. All of them hold [`NEVER`], but for the first one: there
    /// every alignment begins, with 0.
    pub(super) fn new(cells: &'c mut [i32], rows: usize, columns: usize) -> Grid<'c> {
        debug_assert!(columns > 0 && rows * columns <= cells.len(), "{rows} × {columns} cells");
        let cells = cells.get_mut(..rows * columns).unwrap_or_default();
        if let Some(first) = cells.first_mut() {
            *first = 0;
        }
        Grid { cells, columns }
    }

    /// A row to write and the rows above it to read.
    #[inline]
    pub(super) fn row(&mut self, row: usize) -> (Above<'_>, &mut [i32]) {
        let columns = self.columns;
        let (cells, rest) = self.cells.split_at_mut_checked(row * columns).unwrap_or_default();
        let row = rest.get_mut(..columns).unwrap_or_default();
        debug_assert!(!row.is_empty(), "no row there");
        (Above { cells, columns }, row)
    }

    /// The sum in a cell.
    pub(super) fn get(&self, row: usize, column: usize) -> i32 {
        debug_assert!(column < self.columns, "no column {column}");
        let cell = self.cells.get(row * self.columns + column);
        debug_assert!(cell.is_some(), "no row {row}");
        cell.copied().unwrap_or(NEVER)
    }
}

impl<'g> Above<'g> {
    /// The row so many rows up: 1 is the one right above.
    #[inline]
    pub(super) fn row_up(self, rows: usize) -> &'g [i32] {
        let from = self.cells.len().checked_sub(rows * self.columns);
        debug_assert!(rows > 0 && from.is_some(), "no row {rows} up");
        from.and_then(|from| self.cells.get(from..from + self.columns)).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_written_and_read_above() {
        let mut cells = [NEVER; 8];
        let mut grid = Grid::new(&mut cells, 3, 2);
        for at in 0..3 {
            let (above, row) = grid.row(at);
            if at > 0 {
                assert_eq!(above.row_up(1).first(), Some(&(10 * (at as i32 - 1))));
            }
            row.iter_mut().zip(0..).for_each(|(cell, column)| *cell = 10 * at as i32 + column);
        }
        assert_eq!((grid.get(0, 0), grid.get(1, 1), grid.get(2, 0)), (0, 11, 20));
        assert_eq!(grid.row(2).0.row_up(2), [0, 1]);
        // What is behind the table is not touched.
        assert_eq!(cells.get(6..), Some(&[NEVER, NEVER][..]));
    }

    #[test]
    fn an_alignment_begins_with_nothing() {
        let mut cells = [NEVER; 4];
        let grid = Grid::new(&mut cells, 2, 2);
        assert_eq!((grid.get(0, 0), grid.get(1, 1)), (0, NEVER));
    }

    #[test]
    #[should_panic(expected = "no column 2")]
    fn a_column_that_is_not_there_fails_under_test() {
        let mut cells = [NEVER; 4];
        let _ = Grid::new(&mut cells, 2, 2).get(0, 2);
    }

    #[test]
    #[should_panic(expected = "no row 2 up")]
    fn a_row_that_is_not_there_fails_under_test() {
        let mut cells = [NEVER; 4];
        let _ = Grid::new(&mut cells, 2, 2).row(1).0.row_up(2);
    }
}
