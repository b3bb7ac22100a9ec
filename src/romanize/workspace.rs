//! What romanizing keeps from name to name.

use alloc::collections::BTreeMap;
use alloc::string::String;

use super::piece::Place;
use super::rerank::Buffers;
use super::sources::Spellings;
use crate::tag::{Country, Language};

/// Words that are remembered; when there are so many all are forgotten. Some megabytes.
const MAX_WORDS: usize = 1 << 15;

/// What the spellings of a word depend on.
type Kind = (Language, Option<Country>, Place);

/// What a [`Romanizer`](super::Romanizer) keeps from name to name: the words it has written, which names of one list
/// share, and the lists of its beam. One for each thread; results never depend on it.
///
/// ```
/// use allonym::romanize::{Romanizer, Workspace};
///
/// let (persian, mut workspace) = (Romanizer::for_language("fa")?, Workspace::new());
/// for name in ["قاسم سلیمانی", "قاسم کریمی"] {
///     let found = persian.n_best_with(name, 1, &mut workspace);
///     assert!(found.names[0].text.starts_with("Qasem"));
/// }
/// # Ok::<(), allonym::Error>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Workspace {
    pub(super) buffers: Buffers,
    /// The spellings of words, by language, country and place.
    pub(super) words: WordMemory<Kind>,
    /// The same with their capitals, where no list knows them; also by whether they stand between other words.
    pub(super) written: WordMemory<(Language, Option<Country>, Place, bool)>,
}

impl Workspace {
    /// An empty one. Costs nothing; a word costs some hundred kilobytes, a long list some ten megabytes.
    ///
    /// ```
    /// use allonym::{Romanizer, romanize::Workspace};
    ///
    /// assert!(Romanizer::new().n_best_with("Ольга", 1, &mut Workspace::new()).unread.is_empty());
    /// ```
    #[must_use]
    pub fn new() -> Workspace {
        Workspace::default()
    }
}

/// The spellings of words that were written before, by what they depend on beside the word.
#[derive(Clone, Debug)]
pub(crate) struct WordMemory<K> {
    words: BTreeMap<K, BTreeMap<String, Spellings>>,
    count: usize,
}

impl<K> Default for WordMemory<K> {
    fn default() -> WordMemory<K> {
        WordMemory { words: BTreeMap::new(), count: 0 }
    }
}

impl<K: Ord> WordMemory<K> {
    /// The spellings of a word that was written before.
    pub(crate) fn remembered(&self, of: &K, word: &str) -> Option<&Spellings> {
        self.words.get(of)?.get(word)
    }

    /// Remembers the spellings of a word.
    pub(crate) fn remember(&mut self, of: K, word: &str, spellings: Spellings) {
        if self.count >= MAX_WORDS {
            self.words.clear();
            self.count = 0;
        }
        self.count += 1;
        self.words.entry(of).or_default().insert(word.into(), spellings);
    }
}
