//! Features are numbers: a hash of what was seen and where. Never the text of it.

/// Mixes a number into a hash.
#[inline]
pub(super) const fn mix(hash: u32, number: u32) -> u32 {
    let hash = (hash.rotate_left(5) ^ number).wrapping_mul(0x9E37_79B1);
    hash ^ hash >> 15
}

/// Spreads the bits of a hash, so that its first ones name a bucket.
#[inline]
pub(super) const fn spread(hash: u32) -> u32 {
    let hash = (hash ^ hash >> 16).wrapping_mul(0x85EB_CA6B);
    let hash = (hash ^ hash >> 13).wrapping_mul(0xC2B2_AE35);
    hash ^ hash >> 16
}

/// The hash of a text.
pub(super) fn text(bytes: impl IntoIterator<Item = u8>) -> u32 {
    let mut hash = 0x811C_9DC5_u32;
    for byte in bytes {
        hash = (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    }
    hash
}
