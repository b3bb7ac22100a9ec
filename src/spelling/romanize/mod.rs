//! Names in Latin letters as people write them, learned from names and their spellings.

mod beam;
mod channel;
mod fixed;
mod letters;
#[cfg(feature = "romanize")]
mod romanizer;
mod table;
mod words;

pub use beam::Answer;
pub use channel::{
    BUCKET, MEMORY, NATIVE_CONTEXTS, PAD, WRITTEN_CONTEXTS, feature, mark, native_contexts, place, slot,
    written_contexts,
};
pub use letters::{LETTER_CONTEXTS, LETTERS, letter_contexts};
#[cfg(feature = "romanize")]
pub use romanizer::{Romanization, Romanizer};
pub use table::{FEATURES, LONGEST_CHUNK, MAGIC, MOST_CHOICES, Model, Table};
pub use words::{ENTRY, GROUPS, Known, bucket_of, pair_hash, word_hash};
