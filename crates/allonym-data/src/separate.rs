//! Tables that are not in the program: what loads it brings them, for example a page that fetches a file only when it
//! is needed. Chosen by `RUSTFLAGS="--cfg allonym_separate_tables"` and not by a feature, since features add up: a
//! program whose tables are missing is not what another crate of the same build asked for.

extern crate std;

use std::boxed::Box;
use std::sync::OnceLock;

static FINDER: OnceLock<Box<[u8]>> = OnceLock::new();
static ROMANIZE: OnceLock<Box<[u8]>> = OnceLock::new();
static SYSTEMS: OnceLock<Box<[u8]>> = OnceLock::new();

/// A table that is brought when the program runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Table {
    /// `finder.bin`, the weights of the finder.
    Finder,
    /// `romanize.bin`, the romanizers.
    Romanize,
    /// `systems.bin`, the published systems.
    Systems,
}

impl Table {
    fn cell(self) -> &'static OnceLock<Box<[u8]>> {
        match self {
            Table::Finder => &FINDER,
            Table::Romanize => &ROMANIZE,
            Table::Systems => &SYSTEMS,
        }
    }

    /// What was supplied, or nothing.
    pub(crate) fn bytes(self) -> &'static [u8] {
        self.cell().get().map_or(&[], |bytes| bytes)
    }

    /// Whether it was supplied.
    #[must_use]
    pub fn is_here(self) -> bool {
        self.cell().get().is_some()
    }
}

/// Brings a table, and says whether it was the first to do so: a table stays what it is once it is there. To be called
/// before the first call of a function that needs the table, since what is made of a missing table is kept too. Bytes
/// that are no table hold nothing.
pub fn supply(table: Table, bytes: Box<[u8]>) -> bool {
    table.cell().set(bytes).is_ok()
}
