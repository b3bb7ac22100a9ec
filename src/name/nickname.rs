//! Names among friends.

/// Whether either word, both in matching form, is a short or familiar form of the other.
#[allow(dead_code)]
pub(crate) fn is_nickname_of(_a: &str, _b: &str) -> bool {
    false
}
