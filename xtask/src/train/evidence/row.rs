//! A row of a list of spellings.

/// Native symbols, letters, weight.
pub(crate) type Row = (Vec<char>, Vec<u8>, f64);
