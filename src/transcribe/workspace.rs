//! What transcribing keeps from name to name.

use alloc::string::String;
use alloc::vec::Vec;

use super::writing::Writing;
use crate::romanize::{self, ForcedBuffers, WordMemory};
use crate::tag::{Language, Script};

/// Spellings with their probabilities in millionths, best first.
pub(super) type Spellings = Vec<(String, u32)>;

/// What a [`Transcriber`](super::Transcriber) keeps from name to name: the words it has written, which names of one list
/// share. One for each thread; results never depend on it.
///
/// ```
/// use allonym::transcribe::{Transcriber, Workspace};
///
/// let (russian, mut workspace) = (Transcriber::new("Cyrl".parse()?), Workspace::new());
/// for name in ["Anna Brown", "Olga Brown"] {
///     let found = russian.transcribed_with(name, 1, &mut workspace);
///     assert!(found.names[0].text.ends_with("Браун"));
/// }
/// # Ok::<(), allonym::Error>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Workspace {
    pub(super) romanizer: romanize::Workspace,
    /// The spellings of words, by script and language.
    words: WordMemory<(Script, Language)>,
    buffers: Buffers,
}

/// What writing a word needs, kept from word to word.
#[derive(Clone, Debug, Default)]
pub(super) struct Buffers {
    channel: ForcedBuffers,
    writing: Option<Writing>,
}

impl Buffers {
    /// The rules of a script, and what weighs the channel.
    pub(super) fn of(&mut self, script: Script) -> (&Writing, &mut ForcedBuffers) {
        if self.writing.as_ref().is_some_and(|writing| writing.script() != script) {
            self.writing = None;
        }
        (self.writing.get_or_insert_with(|| Writing::of(script)), &mut self.channel)
    }
}

impl Workspace {
    /// An empty one. Costs nothing.
    ///
    /// ```
    /// use allonym::transcribe::{Transcriber, Workspace};
    ///
    /// let kana = Transcriber::new("Kana".parse()?);
    /// assert!(kana.transcribed_with("Sandra", 1, &mut Workspace::new()).unwritten.is_empty());
    /// # Ok::<(), allonym::Error>(())
    /// ```
    #[must_use]
    pub fn new() -> Workspace {
        Workspace::default()
    }

    /// The spellings of a word, remembered or made.
    pub(super) fn word(
        &mut self,
        of: (Script, Language),
        word: &str,
        make: impl FnOnce(&mut Buffers) -> Spellings,
    ) -> Spellings {
        if let Some(known) = self.words.remembered(&of, word) {
            return known.clone();
        }
        let made = make(&mut self.buffers);
        self.words.remember(of, word, made.clone());
        made
    }
}
