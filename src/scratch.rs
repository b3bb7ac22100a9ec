//! Memory that is used again.

use alloc::string::String;

/// Buffers for the functions that take `&mut Scratch`: keep one a thread and hot loops stop allocating.
///
/// ```
/// use allonym::{Scratch, unicode};
///
/// let mut scratch = Scratch::new();
/// let mut out = String::new();
/// for name in ["Путин", "PUTIN"] {
///     out.clear();
///     unicode::normalize_into(name, &mut out, &mut scratch);
/// }
/// assert_eq!(out, "putin");
/// ```
#[derive(Clone, Debug, Default)]
pub struct Scratch {
    /// The text between two stages of a transformation.
    pub(crate) stage: String,
    /// The text before a last pass of composition.
    pub(crate) compose: String,
    /// A result that is changed before it is kept.
    pub(crate) spare: String,
}

impl Scratch {
    /// Empty buffers; they grow to what the longest text needs and stay so.
    ///
    /// ```
    /// use allonym::{Scratch, unicode::clean_into};
    ///
    /// let (mut scratch, mut out) = (Scratch::new(), String::new());
    /// clean_into("Na\u{308}im", &mut out, &mut scratch);
    /// assert_eq!(out, "Näim");
    /// ```
    #[must_use]
    pub fn new() -> Scratch {
        Scratch::default()
    }
}
