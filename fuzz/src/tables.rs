//! Readers of tables: any bytes are refused or read.

use allonym::tables::romanize::{MAGIC, RomanizationModels};
use allonym::translit::rules::read_program;

/// A table of romanization models, and a program of rules.
pub fn tables(bytes: &[u8]) {
    for bytes in [bytes.to_vec(), [MAGIC.as_slice(), bytes].concat()] {
        // A model takes 64 bytes of weights at least.
        assert!(
            RomanizationModels::open(&bytes).into_iter().flat_map(RomanizationModels::models).count()
                <= bytes.len() / 64 + 1
        );
    }
    let (numbers, pass) = bytes.split_at(bytes.len().min(2));
    let _ = read_program(numbers, |number| (number < 4).then_some(pass));
}
