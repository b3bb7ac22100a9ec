//! Readers of tables: any bytes are refused or read.

use allonym::Language;
use allonym::finder::Finder;
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
    // One group of the finder with no affixes, and whatever it says of a text.
    let group = [[0, 0, 0, 1].as_slice(), b"Latn\0\x01", bytes].concat();
    let length = (group.len() as u32).to_le_bytes();
    for bytes in [bytes.to_vec(), [b"ALNYFND\x01\x01".as_slice(), &length, &group].concat()] {
        let _ = allonym::tables::finder::sections(&bytes);
        let Ok(finder) = Finder::with_weights(&bytes) else { continue };
        for name in finder.find("Kasem met قاسم in 北京.", Language::UNDETERMINED) {
            assert!(name.span.end > name.span.start);
        }
    }
    // One system of a few passes, each of them these bytes.
    for bytes in [bytes.to_vec(), [b"ALNYSYS\x02\x01\0\0\0\x01\0\0\0".as_slice(), bytes].concat()] {
        let Some(table) = SystemTable::new(&bytes) else { continue };
        for at in 0..table.len().min(4) {
            let _ = (table.description(at), table.transliterator(at));
        }
    }
}
