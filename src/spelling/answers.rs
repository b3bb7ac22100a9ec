//! Which Latin chunks may answer something in a word: what to look a word up by where keys are too coarse.

use alloc::vec::Vec;

use super::units::{Models, NONE, Row};
use super::word::Spelled;

impl Spelled<'_> {
    /// The chunks of Latin letters that a Latin word holds, by the columns that all models share; of other words none.
    pub(super) fn chunks(&self) -> Vec<u16> {
        self.latin.ends.iter().flatten().filter(|column| **column != NONE && **column > 0).copied().collect()
    }

    /// For each column the most that it tells as an answer to a chunk of the word in any model, in sixteenths of a bit;
    /// 0 for less than `least`. Costs a look at every column for each chunk of the word.
    pub(super) fn answers(&self, models: Models<'_>, least: i16, best: &mut Vec<i16>) {
        best.clear();
        best.resize(models.columns(), 0);
        for native in &self.native {
            let rows = native.ends.iter().flatten().copied().filter(|row| *row != Row::NONE);
            let mut rows: Vec<Row> = rows.collect();
            rows.sort_unstable_by_key(|row| row.number);
            rows.dedup();
            for row in rows {
                native.units.raise(row, least, best);
            }
        }
    }
}
