//! The hash by which tables keep words and phrases.

/// The hash of a word or phrase (FNV-1a, its bits mixed once more).
///
/// ```
/// use allonym::tables::hash::hash;
///
/// assert_ne!(hash("قاسم".as_bytes()), hash("حسن".as_bytes()));
/// ```
#[must_use]
pub fn hash(phrase: &[u8]) -> u32 {
    let mut hash = 0x811c_9dc5_u32;
    for byte in phrase {
        hash = (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193);
    }
    hash ^= hash >> 15;
    hash = hash.wrapping_mul(0x2c1b_3c6d);
    hash ^ hash >> 12
}
