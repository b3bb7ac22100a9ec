//! What is known of single characters: two compact maps from code point to what `clean` and `fold` do with it.
//!
//! A map is a two-stage table (The Unicode Standard, 5.1): code points are taken in blocks of 64, blocks that are the same
//! stand once, and an index says where that of each code point is. A look-up is two reads. The values are *classes*, small
//! numbers that [`clean_class`] and [`fold_class`] name; from a certain number on they are places in a list beside the map.

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

#[cfg(test)]
mod tests {
    use super::*;

    static DATA: [u16; 2 * Trie::BLOCK] = {
        let mut data = [0; 2 * Trie::BLOCK];
        data[Trie::BLOCK] = 5;
        data[2 * Trie::BLOCK - 1] = fold_class::FIRST + 1;
        data
    };
    /// Blocks 0 and 2 are the same, block 1 is the second one of the data.
    const TRIE: Trie = Trie { index: &[0, 1, 0], data: &DATA };
    const NOTHING: Trie = Trie { index: &[], data: &[] };
    const TABLES: CharTables = CharTables {
        clean: TRIE,
        punctuation: &["-"],
        fold: TRIE,
        folds: &[(1, "a"), (2, "ss")],
        lookalikes: &[],
        pairs: &[],
        elongated: &[('a', 'z'), ('а', 'я')],
    };

    #[test]
    fn a_character_is_found_in_the_block_of_its_code_point() {
        assert_eq!((TRIE.get('\u{3F}'), TRIE.get('\u{40}'), TRIE.get('\u{41}')), (0, 5, 0));
        assert_eq!((TRIE.get('\u{7F}'), TRIE.get('\u{80}')), (fold_class::FIRST + 1, 0));
    }

    #[test]
    fn what_is_beyond_the_index_has_class_0() {
        assert_eq!((TRIE.get('ق'), TRIE.get('\u{10FFFF}'), NOTHING.get('a')), (0, 0, 0));
    }

    #[test]
    fn classes_from_the_first_one_on_are_places_in_a_list() {
        assert_eq!(TABLES.fold_of(TABLES.fold.get('\u{7F}')), Some((2, "ss")));
        assert_eq!((TABLES.fold_of(fold_class::KEEP), TABLES.fold_of(fold_class::FIRST + 2)), (None, None));
        assert_eq!(TABLES.punctuation_of(clean_class::PUNCTUATION), Some("-"));
        assert_eq!(TABLES.punctuation_of(clean_class::PUNCTUATION + 1), None);
    }

    #[test]
    fn letters_of_a_stretch_are_elongated_and_no_others() {
        let elongated = |c| TABLES.is_elongated(c);
        assert!(elongated('a') && elongated('z') && elongated('я') && !elongated('A') && !elongated('ё'));
    }
}
