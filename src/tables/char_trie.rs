//! Floor 0: what is known of single characters: two compact maps from code point to what `clean` and `fold` do with it.

use crate::tag::Script;

/// A two-stage map from code point to a small number; code points beyond the index give 0.
#[derive(Clone, Copy, Debug)]
pub struct Trie {
    /// The block of each [`Trie::BLOCK`] code points.
    pub index: &'static [u16],
    /// The blocks, one after the other.
    pub data: &'static [u16],
}

impl Trie {
    /// Code points a block.
    pub const BLOCK: usize = 64;

    /// The value of `c`.
    ///
    /// ```
    /// use allonym::tables::char_trie::Trie;
    ///
    /// static DATA: [u16; Trie::BLOCK] = [7; Trie::BLOCK];
    /// let trie = Trie { index: &[0], data: &DATA };
    /// assert_eq!((trie.get('?'), trie.get('ق')), (7, 0));
    /// ```
    #[inline]
    #[must_use]
    pub fn get(&self, c: char) -> u16 {
        let code = c as usize;
        let Some(&block) = self.index.get(code / Trie::BLOCK) else { return 0 };
        self.data.get(block as usize * Trie::BLOCK + code % Trie::BLOCK).copied().unwrap_or(0)
    }
}

/// The knowledge of characters that `cargo xtask tables` compiles from `data/` and from Unicode's properties.
#[derive(Clone, Copy, Debug)]
pub struct CharTables {
    /// Values are those of [`clean_class`], or `clean_class::PUNCTUATION` plus a place in `punctuation`.
    pub clean: Trie,
    /// What typographic punctuation becomes for matching.
    pub punctuation: &'static [&'static str],
    /// Values are those of [`fold_class`], or `fold_class::FIRST` plus a place in `folds`.
    pub fold: Trie,
    /// The step that a fold belongs to, and what the character becomes.
    pub folds: &'static [(u8, &'static str)],
    /// Letters of different scripts that look alike, sorted: letter, its group.
    pub lookalikes: &'static [(char, u16)],
    /// Two folded letters and what they become together, sorted.
    pub pairs: &'static [([char; 2], &'static str)],
    /// Letters of scripts in which letters are drawn out, as sorted ranges: first, last.
    pub elongated: &'static [(char, char)],
}

impl CharTables {
    /// Tables that know no character: everything stays as it is.
    pub const EMPTY: CharTables = CharTables {
        clean: Trie { index: &[], data: &[] },
        punctuation: &[],
        fold: Trie { index: &[], data: &[] },
        folds: &[],
        lookalikes: &[],
        pairs: &[],
        elongated: &[],
    };
}

/// What the learned spelling models see of a script where that is not what folding leaves.
#[derive(Clone, Copy, Debug)]
pub struct Alphabet<'a> {
    /// The script.
    pub script: Script,
    /// Whether the symbols are those of the canonical decomposition.
    pub decompose: bool,
    /// Letters that stay themselves, sorted.
    pub keep: &'a [char],
    /// Letters and the symbols that they are read as, sorted.
    pub letters: &'a [(char, &'a str)],
}

/// What `clean` does with a character.
pub mod clean_class {
    /// Copied; a boundary of normalization in every form.
    pub const KEEP: u16 = 0;
    /// Takes part in canonical composition or decomposition.
    pub const NORMALIZE: u16 = 1;
    /// Takes part in compatibility decomposition only.
    pub const COMPATIBILITY: u16 = 2;
    /// Removed.
    pub const DROP: u16 = 3;
    /// White space.
    pub const SPACE: u16 = 4;
    /// Invisible, but part of the spelling between some letters: the zero-width non-joiner.
    pub const NON_JOINER: u16 = 5;
    /// Invisible, but part of an emoji or of an Indic cluster: the zero-width joiner, variation selectors, tags.
    pub const JOINER: u16 = 6;
    /// `&`, which may begin an HTML entity.
    pub const AMPERSAND: u16 = 7;
    /// `;`, which may end one.
    pub const SEMICOLON: u16 = 8;
    /// A letter or ligature encoded by its shape.
    pub const PRESENTATION: u16 = 9;
    /// From here on: typographic punctuation.
    pub const PUNCTUATION: u16 = 16;
}

/// What `fold` does with a character.
pub mod fold_class {
    /// Copied.
    pub const KEEP: u16 = 0;
    /// Folded by its canonical decomposition.
    pub const DECOMPOSE: u16 = 1;
    /// Copied; a letter outside ASCII of a script whose letters look like those of others.
    pub const LOOKALIKE: u16 = 2;
    /// From here on: an entry of `folds`.
    pub const FIRST: u16 = 16;
}

impl CharTables {
    /// What the fold table does with `c`: the step and the replacement.
    pub(crate) fn fold_of(&self, class: u16) -> Option<(u8, &'static str)> {
        self.folds.get(class.checked_sub(fold_class::FIRST)? as usize).copied()
    }

    /// What punctuation of this class becomes for matching.
    pub(crate) fn punctuation_of(&self, class: u16) -> Option<&'static str> {
        self.punctuation.get(class.checked_sub(clean_class::PUNCTUATION)? as usize).copied()
    }

    /// Whether `c` is a letter that is drawn out for emphasis.
    pub(crate) fn is_elongated(&self, c: char) -> bool {
        let after = self.elongated.partition_point(|(first, _)| *first <= c);
        after.checked_sub(1).and_then(|at| self.elongated.get(at)).is_some_and(|(_, last)| c <= *last)
    }

    /// What two folded letters become together.
    pub(crate) fn pair(&self, first: char, second: char) -> Option<&'static str> {
        // There are a handful of pairs.
        self.pairs.iter().find(|(pair, _)| *pair == [first, second]).map(|(_, out)| *out)
    }

    /// The group of letters that look like `c`.
    pub(crate) fn lookalike_group(&self, c: char) -> Option<u16> {
        let at = self.lookalikes.binary_search_by_key(&c, |(letter, _)| *letter).ok()?;
        self.lookalikes.get(at).map(|(_, group)| *group)
    }
}
