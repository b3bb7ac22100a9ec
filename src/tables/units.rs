//! One spelling model: which letters stand for which symbols, and what that weighs.
//!
//! A *row* is a native chunk of one or two symbols, or none; a *column* is a Latin chunk, numbered as
//! [`SpellingModels`](super::evidence::SpellingModels) says, 0 being no letter. A unit is a cell of that table, which is nearly
//! empty, so the rows are laid over each other where their cells do not collide (row displacement; Tarjan and Yao 1979):
//! a look-up is one read and one compare. A unit may have a *block* of contexts: what each symbol and each letter beside
//! it adds.
//!
//! ```
//! use allonym::tables::units::{UnitHead, UnitParts, UnitTable};
//!
//! let head = UnitHead { symbols: 1, slots: 2, other: -80, ..UnitHead::default() };
//! let parts = UnitParts { symbols: vec!['ب'], begins: vec![0, 0], classes: vec![0, 1], slots: vec![(1, 0, 0), (1, 64, 0)], ..UnitParts::default() };
//! let bytes = parts.encode(head);
//! let (model, rest) = UnitTable::read(&bytes);
//! assert_eq!((model.symbol('ب'), model.symbol('پ'), rest.len()), (1, 0, 0));
//! ```

use alloc::vec::Vec;

use crate::tables::codec::u16_at;

/// No such chunk.
pub(crate) const NONE: u16 = u16::MAX;
/// Longest chunk of a native word, in symbols.
pub const NATIVE: usize = 2;
/// Longest chunk of a Latin word, in letters.
pub const LATIN: usize = 7;
/// Letters of the Latin side.
pub const LETTERS: usize = 26;
/// Among the classes of a symbol: that keys may pass it over.
pub const KEY_PASSED: u16 = 1 << 15;
/// Weights are sixteenths of a bit.
pub const STEPS: i32 = 16;

/// One model, in the bytes that the trainer packs. Every reader below is total: damaged bytes give other numbers only.
///
/// | bytes | what, little-endian |
/// |---|---|
/// | 16 | [`UnitHead`] |
/// | 4 each | native symbols, sorted |
/// | 4 each | native pairs, the first symbol in the lower half, sorted |
/// | 2 each | where the row of each native chunk begins among the slots: none, the symbols, the pairs |
/// | 2 each | the classes that each symbol is read as in keys, a bit a class, from 0, which is none |
/// | 6 each | slots: row, weight, block |
/// | | blocks of contexts, a byte a weight: each symbol before, each after, each letter before, each after, the edge of the word first |
#[derive(Clone, Copy, Debug, Default)]
pub struct UnitTable<'a> {
    pub(crate) head: UnitHead,
    symbols: &'a [u8],
    pairs: &'a [u8],
    rows: &'a [u8],
    classes: &'a [u8],
    slots: &'a [[u8; SLOT]],
    blocks: &'a [u8],
    /// Bytes of a block, and of the native neighbours on one side in it.
    block: usize,
    neighbours: usize,
}

/// Bytes of a slot.
const SLOT: usize = 6;

/// What [`UnitTable`] reads, as the trainer has it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UnitParts {
    /// Native symbols, sorted; they are numbered from 1.
    pub symbols: Vec<char>,
    /// Native chunks of two symbols, sorted by the second, then by the first.
    pub pairs: Vec<[u16; 2]>,
    /// Where the row of each native chunk begins: no symbol, the symbols, the pairs.
    pub begins: Vec<u16>,
    /// The classes that each symbol is read as in keys, a bit each, from 0, which is none.
    pub classes: Vec<u16>,
    /// Row, weight in sixteenths of a bit, and block from 1, or 0 for none.
    pub slots: Vec<(u16, i16, u16)>,
    /// The weights of each block, [`UnitHead::block`] many.
    pub blocks: Vec<Vec<i8>>,
}

impl UnitParts {
    /// A model in bytes. The numbers of parts in `head` are those of the lists, whatever it says.
    ///
    /// ```
    /// use allonym::tables::units::{UnitHead, UnitParts, UnitTable};
    ///
    /// let parts = UnitParts { symbols: vec!['а', 'я'], begins: vec![0; 3], classes: vec![0; 3], ..UnitParts::default() };
    /// assert_eq!(UnitTable::read(&parts.encode(UnitHead::default())).0.symbol('я'), 2);
    /// ```
    #[must_use]
    pub fn encode(&self, head: UnitHead) -> Vec<u8> {
        let head = UnitHead {
            symbols: self.symbols.len() as u16,
            pairs: self.pairs.len() as u16,
            slots: self.slots.len() as u16,
            blocks: self.blocks.len() as u16,
            ..head
        };
        let mut out = head.bytes();
        out.extend(self.symbols.iter().flat_map(|symbol| u32::from(*symbol).to_le_bytes()));
        let numbers = self.pairs.iter().flatten().chain(&self.begins).chain(&self.classes);
        out.extend(numbers.flat_map(|number| number.to_le_bytes()));
        for (row, weight, block) in &self.slots {
            out.extend([row.to_le_bytes(), weight.to_le_bytes(), block.to_le_bytes()].concat());
        }
        out.extend(self.blocks.iter().flatten().map(|weight| weight.cast_unsigned()));
        out
    }
}

/// The numbers at the beginning of a model.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct UnitHead {
    /// Native symbols, numbered from 1.
    pub symbols: u16,
    /// Native chunks of two symbols.
    pub pairs: u16,
    /// Slots.
    pub slots: u16,
    /// Contexts.
    pub blocks: u16,
    /// Longest chunk on the Latin side.
    pub longest: u8,
    /// Whether blocks tell native neighbours too.
    pub native_context: u8,
    /// Weights, in sixteenths of a bit, of what no unit tells: a symbol for a letter.
    pub other: i16,
    /// A native symbol that nothing answers.
    pub lost: i16,
    /// A Latin letter that nothing answers.
    pub added: i16,
}

impl UnitHead {
    /// Bytes that a head takes.
    pub const BYTES: usize = 16;

    /// The head in bytes.
    ///
    /// ```
    /// use allonym::tables::units::UnitHead;
    ///
    /// assert_eq!(UnitHead::default().bytes().len(), UnitHead::BYTES);
    /// ```
    #[must_use]
    pub fn bytes(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(UnitHead::BYTES);
        for number in [self.symbols, self.pairs, self.slots, self.blocks] {
            out.extend(number.to_le_bytes());
        }
        out.extend([self.longest, self.native_context]);
        for number in [self.other, self.lost, self.added] {
            out.extend(number.to_le_bytes());
        }
        out
    }

    fn read(bytes: &[u8]) -> UnitHead {
        UnitHead {
            symbols: word(bytes, 0),
            pairs: word(bytes, 1),
            slots: word(bytes, 2),
            blocks: word(bytes, 3),
            longest: byte(bytes, 8).min(LATIN as u8),
            native_context: byte(bytes, 9),
            other: word(bytes, 5).cast_signed(),
            lost: word(bytes, 6).cast_signed(),
            added: word(bytes, 7).cast_signed(),
        }
    }

    /// Weights of native neighbours that a block holds on each side, the edge of the word included.
    ///
    /// ```
    /// use allonym::tables::units::UnitHead;
    ///
    /// let head = UnitHead { symbols: 40, native_context: 1, ..UnitHead::default() };
    /// assert_eq!(head.neighbours(), 41); // the edge of the word as well
    /// ```
    #[must_use]
    pub const fn neighbours(&self) -> usize {
        if self.native_context == 0 { 0 } else { self.symbols as usize + 1 }
    }

    /// Bytes of a block.
    ///
    /// ```
    /// use allonym::tables::units::UnitHead;
    ///
    /// // 26 letters and the edge of the word, before and after.
    /// assert_eq!(UnitHead::default().block(), 54);
    /// ```
    #[must_use]
    pub const fn block(&self) -> usize {
        2 * self.neighbours() + 2 * (LETTERS + 1)
    }
}

fn byte(bytes: &[u8], at: usize) -> u8 {
    bytes.get(at).copied().unwrap_or(0)
}

/// Number `at` of a list of `u16`s, 0 behind its end.
#[inline]
pub(crate) fn word(bytes: &[u8], at: usize) -> u16 {
    u16_at(bytes, at).unwrap_or(0)
}

/// The place of `wanted` among numbers of `N` bytes, sorted.
pub(crate) fn find<const N: usize>(bytes: &[u8], wanted: u64) -> Option<usize> {
    bytes.as_chunks::<N>().0.binary_search_by_key(&wanted, value).ok()
}

/// The number of `N` bytes at a place.
pub(crate) fn number<const N: usize>(bytes: &[u8], at: usize) -> u64 {
    bytes.as_chunks::<N>().0.get(at).map_or(0, value)
}

#[inline]
fn value<const N: usize>(bytes: &[u8; N]) -> u64 {
    bytes.iter().rev().fold(0, |sum, byte| sum << 8 | u64::from(*byte))
}

impl<'a> UnitTable<'a> {
    /// The model at the beginning of `bytes` and what follows it; an empty model if the bytes end before it does.
    ///
    /// ```
    /// use allonym::tables::units::{UnitHead, UnitParts, UnitTable};
    ///
    /// let parts = UnitParts { begins: vec![0], classes: vec![0], ..UnitParts::default() };
    /// let bytes = [parts.encode(UnitHead::default()), vec![7]].concat();
    /// assert_eq!(UnitTable::read(&bytes).1, [7]);
    /// ```
    #[must_use]
    pub fn read(bytes: &'a [u8]) -> (UnitTable<'a>, &'a [u8]) {
        let head = UnitHead::read(bytes);
        let mut rest = bytes.get(UnitHead::BYTES..).unwrap_or_default();
        let mut take = |count: usize, size: usize| {
            let (taken, left) = rest.split_at_checked(count * size).unwrap_or_default();
            rest = left;
            taken
        };
        let symbols = take(head.symbols.into(), 4);
        let pairs = take(head.pairs.into(), 4);
        let rows = take(usize::from(head.symbols) + usize::from(head.pairs) + 1, 2);
        let classes = take(usize::from(head.symbols) + 1, 2);
        let slots = take(head.slots.into(), SLOT).as_chunks().0;
        let blocks = take(head.blocks.into(), head.block());
        let (block, neighbours) = (head.block(), head.neighbours());
        (UnitTable { head, symbols, pairs, rows, classes, slots, blocks, block, neighbours }, rest)
    }

    /// The number of a symbol, from 1; 0 if the model has never seen it.
    ///
    /// ```
    /// use allonym::tables::units::{UnitHead, UnitParts, UnitTable};
    ///
    /// let parts = UnitParts { symbols: vec!['ب', 'ق'], begins: vec![0; 3], classes: vec![0; 3], ..UnitParts::default() };
    /// let bytes = parts.encode(UnitHead::default());
    /// let model = UnitTable::read(&bytes).0;
    /// assert_eq!((model.symbol('ق'), model.symbol('ک')), (2, 0));
    /// ```
    #[must_use]
    pub fn symbol(&self, symbol: char) -> u16 {
        find::<4>(self.symbols, u64::from(u32::from(symbol))).map_or(0, |at| at as u16 + 1)
    }

    /// The row of a native chunk of one or two symbols.
    pub(crate) fn native(&self, chunk: &[u16]) -> UnitRow {
        let number = match chunk {
            [] => 0,
            [0] => return UnitRow::UNKNOWN,
            [one] => usize::from(*one),
            [one, two] => match find::<4>(self.pairs, u64::from(*one) | u64::from(*two) << 16) {
                Some(at) => usize::from(self.head.symbols) + 1 + at,
                None => return UnitRow::NONE,
            },
            _ => return UnitRow::NONE,
        };
        UnitRow { number: number as u16, begin: word(self.rows, number) }
    }

    /// The classes that a symbol is read as in keys, a bit each.
    pub(crate) fn classes(&self, symbol: u16) -> u16 {
        word(self.classes, symbol.into())
    }

    /// Where the table stands, which tells it from others.
    pub(crate) fn place(&self) -> usize {
        self.slots.as_ptr().addr()
    }

    /// The slots of a row.
    #[inline]
    pub(crate) fn slots(&self, row: UnitRow) -> Slots<'a> {
        Slots { number: row.number, slots: self.slots.get(row.begin.into()..).unwrap_or_default() }
    }

    /// The contexts of a unit; nothing for block 0.
    #[inline]
    pub(crate) fn contexts(&self, block: u16) -> Option<Contexts<'a>> {
        let at = usize::from(block.checked_sub(1)?) * self.block;
        let (symbols, letters) = self.blocks.get(at..)?.split_at_checked(2 * self.neighbours)?;
        Some(Contexts { symbols, letters: letters.first_chunk()? })
    }

    /// Where in [`Contexts::symbols`] stand a native symbol before a unit and one after it (0 at an edge).
    #[inline]
    pub(crate) fn beside(&self, (before, after): (u16, u16)) -> (usize, usize) {
        (before.into(), self.neighbours + usize::from(after))
    }
}

/// What neighbours add to a unit: those before it, then those after it, the edge of the word first.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Contexts<'a> {
    /// Native symbols; nothing in a model that does not tell them.
    pub(crate) symbols: &'a [u8],
    letters: &'a [u8; 2 * (LETTERS + 1)],
}

impl Contexts<'_> {
    /// What letters before and after a unit add (0 at an edge).
    #[inline]
    pub(crate) fn letters_add(&self, (before, after): (u8, u8)) -> i32 {
        weight(self.letters, before.into()) + weight(self.letters, LETTERS + 1 + usize::from(after))
    }

    /// What native symbols [beside](UnitTable::beside) a unit add.
    #[inline]
    pub(crate) fn symbols_add(&self, beside: (usize, usize)) -> i32 {
        symbols_add(self.symbols, beside)
    }
}

/// What the [`Contexts::symbols`] of a unit add.
#[inline]
pub(crate) fn symbols_add(symbols: &[u8], (before, after): (usize, usize)) -> i32 {
    weight(symbols, before) + weight(symbols, after)
}

/// The weight at a place of a block.
#[inline]
fn weight(block: &[u8], place: usize) -> i32 {
    block.get(place).map_or(0, |weight| i32::from(weight.cast_signed()))
}

/// The slots from where a row begins.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Slots<'a> {
    number: u16,
    slots: &'a [[u8; SLOT]],
}

impl Slots<'_> {
    /// The weight and the block of the unit in a column, if there is one.
    #[inline]
    pub(crate) fn unit(&self, column: u16) -> Option<(i32, u16)> {
        match self.slots.get(usize::from(column)) {
            Some([a, b, c, d, e, f]) if u16::from_le_bytes([*a, *b]) == self.number => {
                Some((i16::from_le_bytes([*c, *d]).into(), u16::from_le_bytes([*e, *f])))
            }
            _ => None,
        }
    }

    /// The columns that tell at least so much with this row, and what each tells.
    pub(crate) fn answers(&self, columns: usize, least: i16, mut emit: impl FnMut(u16, i16)) {
        for ([a, b, c, d, ..], column) in self.slots.iter().zip(0..columns as u16) {
            if u16::from_le_bytes([*a, *b]) == self.number
                && i16::from_le_bytes([*c, *d]) >= least
                && column > 0
            {
                emit(column, i16::from_le_bytes([*c, *d]));
            }
        }
    }
}

/// A row of slots.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct UnitRow {
    pub(crate) number: u16,
    begin: u16,
}

impl UnitRow {
    pub(crate) const NONE: UnitRow = UnitRow { number: NONE, begin: 0 };
    /// A symbol that no unit has.
    const UNKNOWN: UnitRow = UnitRow { number: NONE - 1, begin: 0 };
    /// The row of no symbol at all; it is packed first.
    pub(crate) const EMPTY: UnitRow = UnitRow { number: 0, begin: 0 };
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts() -> UnitParts {
        UnitParts {
            symbols: alloc::vec!['ا', 'ب', 'ق'],
            pairs: alloc::vec![[3, 1], [1, 2]],
            begins: alloc::vec![0, 1, 3, 2, 5, 4],
            classes: alloc::vec![0, KEY_PASSED, 2, 4],
            slots: alloc::vec![
                (0, -7, 0),
                (1, 1, 0),
                (3, 33, 2),
                (NONE, 0, 0),
                (2, 64, 1),
                (5, -3, 0),
                (4, 9, 0),
            ],
            blocks: alloc::vec![alloc::vec![1; 2 * 4 + 54], (0..2 * 4 + 54).collect()],
        }
    }

    fn head() -> UnitHead {
        UnitHead { longest: 3, native_context: 1, other: -80, lost: -40, added: -50, ..UnitHead::default() }
    }

    #[test]
    fn what_is_written_is_read() {
        let bytes = [parts().encode(head()), alloc::vec![9, 9]].concat();
        let (table, rest) = UnitTable::read(&bytes);
        assert_eq!(rest, [9, 9]);
        assert_eq!(table.head, UnitHead { symbols: 3, pairs: 2, slots: 7, blocks: 2, ..head() });
        assert_eq!(['ا', 'ب', 'ق', 'ک'].map(|symbol| table.symbol(symbol)), [1, 2, 3, 0]);
        assert_eq!([0, 1, 2, 3].map(|symbol| table.classes(symbol)), [0, KEY_PASSED, 2, 4]);
        let unit = |chunk: &[u16], column| table.slots(table.native(chunk)).unit(column);
        // The rows begin at slots 0, 1, 3, 2, 5 and 4.
        assert_eq!(unit(&[], 0), Some((-7, 0)));
        assert_eq!(
            (unit(&[1], 0), unit(&[2], 1), unit(&[3], 0)),
            (Some((1, 0)), Some((64, 1)), Some((33, 2)))
        );
        assert_eq!((unit(&[3, 1], 1), unit(&[1, 2], 1)), (Some((9, 0)), Some((-3, 0))));
        // Cells of other rows, and what lies behind the last slot, are no units of this one.
        assert_eq!((unit(&[1], 1), unit(&[2], 0), unit(&[3], 99)), (None, None, None));
    }

    #[test]
    fn symbols_and_pairs_that_no_unit_has_have_no_row() {
        let bytes = parts().encode(head());
        let table = UnitTable::read(&bytes).0;
        assert_eq!(table.native(&[2, 2]), UnitRow::NONE);
        assert_eq!(table.native(&[0]), UnitRow::UNKNOWN);
        assert_eq!(table.native(&[1, 2, 3]), UnitRow::NONE);
    }

    #[test]
    fn neighbours_add_what_their_block_says() {
        let bytes = parts().encode(head());
        let table = UnitTable::read(&bytes).0;
        let contexts = table.contexts(2).expect("the second block");
        // Before: 4 symbols from 0; after: from 4; letters before: from 8; after: from 35.
        assert_eq!(contexts.symbols_add(table.beside((3, 1))), 3 + 5);
        assert_eq!(contexts.letters_add((0, 26)), 8 + 61);
        assert!(table.contexts(0).is_none() && table.contexts(3).is_none());
    }

    #[test]
    fn a_model_without_native_context_has_only_letters_in_its_blocks() {
        let parts = UnitParts { blocks: alloc::vec![(0..54).collect()], ..parts() };
        let bytes = parts.encode(UnitHead { native_context: 0, ..head() });
        let table = UnitTable::read(&bytes).0;
        let contexts = table.contexts(1).expect("the only block");
        assert_eq!((contexts.symbols_add(table.beside((3, 1))), contexts.letters_add((1, 2))), (0, 1 + 29));
    }

    #[test]
    fn a_model_cut_short_is_read_without_harm() {
        let bytes = parts().encode(head());
        for end in 0..bytes.len() {
            let table = UnitTable::read(bytes.get(..end).expect("a part")).0;
            for chunk in [&[] as &[u16], &[1], &[2], &[3], &[1, 2], &[3, 1]] {
                let slots = table.slots(table.native(chunk));
                let found = (0..40).filter_map(|column| slots.unit(column)).count();
                assert!(found <= 7);
            }
            assert!(table.symbol('ب') <= 3);
        }
    }
}
