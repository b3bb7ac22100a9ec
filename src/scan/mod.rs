//! Floor 6: names in running text.
