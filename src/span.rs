//! Places in a text.

/// A half-open range of bytes in a text that the caller holds.
///
/// Every span this crate gives out lies on character boundaries of the text it was asked about.
///
/// ```
/// use allonym::Span;
///
/// let text = "قاسم سلیمانی";
/// let span = Span::new(9, text.len());
/// assert_eq!(span.of(text), "سلیمانی");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Span {
    /// The first byte.
    pub start: usize,
    /// The byte after the last one; never before `start`.
    pub end: usize,
}

impl Span {
    /// The span from byte `start` up to byte `end`; empty at `start` when `end` lies before it.
    ///
    /// ```
    /// use allonym::Span;
    ///
    /// assert_eq!(Span::new(5, 3), Span::new(5, 5));
    /// ```
    #[must_use]
    pub const fn new(start: usize, end: usize) -> Span {
        Span { start, end: if end < start { start } else { end } }
    }

    /// How many bytes it holds.
    ///
    /// ```
    /// assert_eq!(allonym::Span::new(2, 6).len(), 4);
    /// ```
    #[must_use]
    pub const fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether it holds no byte.
    ///
    /// ```
    /// assert!(allonym::Span::new(2, 2).is_empty());
    /// ```
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The part of `text` it names; empty when the span does not lie on character boundaries within `text`.
    ///
    /// ```
    /// use allonym::Span;
    ///
    /// assert_eq!(Span::new(0, 4).of("علی"), "عل");
    /// assert_eq!(Span::new(0, 3).of("علی"), ""); // in the middle of a letter
    /// ```
    #[must_use]
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or_default()
    }

    /// The same span, `by` bytes further on: from a place in a part to the place in the whole.
    ///
    /// ```
    /// use allonym::Span;
    ///
    /// assert_eq!(Span::new(0, 4).shifted(10), Span::new(10, 14));
    /// ```
    #[must_use]
    pub const fn shifted(self, by: usize) -> Span {
        Span { start: self.start + by, end: self.end + by }
    }

    /// The smallest span that holds both.
    ///
    /// ```
    /// use allonym::Span;
    ///
    /// assert_eq!(Span::new(0, 4).cover(Span::new(6, 8)), Span::new(0, 8));
    /// ```
    #[must_use]
    pub fn cover(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// Whether a byte belongs to both.
    ///
    /// ```
    /// use allonym::Span;
    ///
    /// assert!(Span::new(0, 4).overlaps(Span::new(3, 5)));
    /// assert!(!Span::new(0, 4).overlaps(Span::new(4, 5)));
    /// ```
    #[must_use]
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }
}
