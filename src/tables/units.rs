//! The units of a model: which letters answer which, and how much that tells.

use alloc::vec::Vec;

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
/// Layout, little-endian: [`UnitHead`]; native symbols (u32 each, sorted); native pairs (two u16 each, sorted); for each
/// native chunk where its row begins (u16); the classes that each symbol is read as in keys (u16, a bit a class); slots
/// (row u16, weight i16, block u16); blocks of contexts (i8 each).
#[derive(Clone, Copy, Debug, Default)]
pub struct UnitTable<'a> {
    pub(crate) head: UnitHead,
    symbols: &'a [u8],
    pairs: &'a [u8],
    rows: &'a [u8],
    classes: &'a [u8],
    slots: &'a [u8],
    blocks: &'a [u8],
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
    #[must_use]
    pub const fn neighbours(&self) -> usize {
        if self.native_context == 0 { 0 } else { self.symbols as usize + 1 }
    }

    /// Bytes of a block.
    #[must_use]
    pub const fn block(&self) -> usize {
        2 * self.neighbours() + 2 * (LETTERS + 1)
    }
}

fn byte(bytes: &[u8], at: usize) -> u8 {
    bytes.get(at).copied().unwrap_or(0)
}

#[inline]
pub(crate) fn word(bytes: &[u8], at: usize) -> u16 {
    match bytes.get(2 * at..) {
        Some([low, high, ..]) => u16::from_le_bytes([*low, *high]),
        _ => 0,
    }
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
        let slots = take(head.slots.into(), 6);
        let blocks = take(head.blocks.into(), head.block());
        (UnitTable { head, symbols, pairs, rows, classes, slots, blocks }, rest)
    }

    /// The number of a symbol, from 1; 0 if the model has never seen it.
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

    /// The slots of a row.
    #[inline]
    pub(crate) fn slots(&self, row: UnitRow) -> Slots<'a> {
        Slots { number: row.number, slots: self.slots.get(6 * usize::from(row.begin)..).unwrap_or_default() }
    }

    /// The contexts of a unit; nothing for block 0.
    #[inline]
    pub(crate) fn block(&self, block: u16) -> &'a [u8] {
        let size = self.head.block();
        match block.checked_sub(1) {
            Some(block) => self.blocks.get(usize::from(block) * size..).unwrap_or_default(),
            None => &[],
        }
    }

    /// What native symbols before and after a unit add (0 at an edge).
    #[inline]
    pub(crate) fn symbols_add(&self, block: &[u8], (before, after): (u16, u16)) -> i32 {
        match self.head.neighbours() {
            0 => 0,
            native => weight(block, before.into()) + weight(block, native + usize::from(after)),
        }
    }

    /// What letters before and after a unit add (0 at an edge).
    #[inline]
    pub(crate) fn letters_add(&self, block: &[u8], (before, after): (u8, u8)) -> i32 {
        let letters = 2 * self.head.neighbours();
        weight(block, letters + usize::from(before))
            + weight(block, letters + LETTERS + 1 + usize::from(after))
    }
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
    slots: &'a [u8],
}

impl Slots<'_> {
    /// The weight and the block of the unit in a column, if there is one.
    #[inline]
    pub(crate) fn unit(&self, column: u16) -> Option<(i32, u16)> {
        let at = 6 * usize::from(column);
        match self.slots.get(at..at + 6) {
            Some([a, b, c, d, e, f]) if u16::from_le_bytes([*a, *b]) == self.number => {
                Some((i16::from_le_bytes([*c, *d]).into(), u16::from_le_bytes([*e, *f])))
            }
            _ => None,
        }
    }

    /// The columns that tell at least so much with this row, and what each tells.
    pub(crate) fn answers(&self, columns: usize, least: i16, mut emit: impl FnMut(u16, i16)) {
        for (slot, column) in self.slots.chunks_exact(6).zip(0..columns as u16) {
            if let [a, b, c, d, ..] = slot
                && u16::from_le_bytes([*a, *b]) == self.number
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
