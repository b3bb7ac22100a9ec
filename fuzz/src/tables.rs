//! Readers of tables: any bytes are refused or read.

use allonym::tables::romanize::{MAGIC, RomanizationModels};
use allonym::translit::rules::SystemTable;

/// A table of romanization models, and a program of rules.
pub fn tables(bytes: &[u8]) {
    for bytes in [bytes.to_vec(), [MAGIC.as_slice(), bytes].concat()] {
        // A model takes 64 bytes of weights at least.
        assert!(
            RomanizationModels::open(&bytes).into_iter().flat_map(RomanizationModels::models).count()
                <= bytes.len() / 64 + 1
        );
    }
    // One system of a few passes, each of them these bytes.
    for bytes in [bytes.to_vec(), [b"ALNYSYS\x03\x01\0\0\0\x01\0\0\0".as_slice(), bytes].concat()] {
        let Some(table) = SystemTable::new(&bytes) else { continue };
        for at in 0..table.len().min(4) {
            let _ = (table.description(at), table.transliterator(at));
        }
    }
}
