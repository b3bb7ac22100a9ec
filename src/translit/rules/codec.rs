//! The table of systems: its layout, its writer, its reader.
//!
//! ```text
//! magic         8 bytes                        "ALNYSYS" and the version of the layout: 3
//! systems       u32                            how many systems, in the order of their identifiers
//! passes        u32                            how many passes; systems share them
//! ends          u32 × (systems + passes)       where each entry ends, from the end of this list on
//! system        9 fields, then three programs  each with its length before it as u32
//!   fields      UTF-8                          id, title, authority, year, language, script, target, source, aliases
//!   programs    numbers of passes              there, back (empty if there is no way back), zone (mostly empty)
//! pass          kind, then rules if it has any
//!   kind        u8                             0 nfc, 1 nfd, 2 nfkc, 3 lower, 4 title, 5 title-hyphen, 6 rules,
//!                                              7 rules that match capitals too
//!   sets        count; each: negated u8, classes, ranges, sets within
//!   patterns    count; a character is 2·distance from the one before; others 2·kind + 1, value, min u8, max u8
//!   rules       count; each: before, key, after as stretches of patterns (length, distance of its start from the end of
//!               the stretch before), then its output
//! ```
//!
//! Numbers inside entries are variable-length: seven bits a byte, low bits first, the highest bit set where more
//! follow; a distance has its sign in the lowest bit. The four-byte numbers are little-endian. A pass that several systems have is stored once: the readings of
//! Han would else stand there seven times.
//!
//! *Reading* takes time linear in the bytes of the system that is read, nothing of the others. Bytes that are no table
//! give nothing and never ask for more memory than they have themselves, times a constant.

use alloc::{collections::BTreeMap, sync::Arc, vec::Vec};

use super::compile::Compiled;
use super::pass_codec::{Decoder, encode_pass, encode_varint};
use super::program::Program;

/// The first bytes of a table of systems: what it is, and the version of its layout.
const MAGIC: [u8; 8] = *b"ALNYSYS\x03";

/// Where the ends of the entries begin.
const ENDS: usize = 16;

/// What a table says of a system, beside its rules.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct SystemDescription<'t> {
    /// Authority, language (ISO 639-3), script, target script, year.
    pub id: &'t str,
    /// What its authority calls it.
    pub title: &'t str,
    /// Who published it, in short.
    pub authority: &'t str,
    /// When: mostly a year.
    pub year: &'t str,
    /// The BCP 47 tag of its language.
    pub language: &'t str,
    /// The ISO 15924 code of the script that it is written from.
    pub script: &'t str,
    /// The ISO 15924 code of the script that it is written in.
    pub target: &'t str,
    /// Where its letter values and rules come from.
    pub source: &'t str,
    /// Other names it is found by, a line each.
    pub aliases: &'t str,
}

impl<'t> SystemDescription<'t> {
    /// Fields of a system.
    const FIELDS: usize = 9;

    /// A system of this identifier; the fields are filled by the caller.
    ///
    /// ```
    /// use allonym::translit::rules::SystemDescription;
    ///
    /// let mut system = SystemDescription::new("var-rus-Cyrl-Latn-mine");
    /// system.title = "Russian, as I like it";
    /// assert_eq!(system.id, "var-rus-Cyrl-Latn-mine");
    /// ```
    #[must_use]
    pub fn new(id: &'t str) -> SystemDescription<'t> {
        SystemDescription { id, ..SystemDescription::default() }
    }

    fn fields(&self) -> [&'t str; SystemDescription::FIELDS] {
        let SystemDescription { id, title, authority, year, language, script, target, source, aliases } =
            *self;
        [id, title, authority, year, language, script, target, source, aliases]
    }

    fn of(fields: [&'t str; SystemDescription::FIELDS]) -> SystemDescription<'t> {
        let [id, title, authority, year, language, script, target, source, aliases] = fields;
        SystemDescription { id, title, authority, year, language, script, target, source, aliases }
    }
}

/// Writes a table of systems.
///
/// ```
/// use allonym::translit::rules::{SystemDescription, SystemTable, SystemTableBuilder, compile};
///
/// let compiled = compile("rules", "щ > shch ; у > u ; к > k ; а > a ;", &|_| None)?;
/// let mut builder = SystemTableBuilder::default();
/// builder.add(&SystemDescription::new("var-rus-Cyrl-Latn-mine"), &compiled);
/// let bytes = builder.finish().expect("a small table");
///
/// let table = SystemTable::new(&bytes).expect("a table");
/// assert_eq!(table.description(0).expect("a system").id, "var-rus-Cyrl-Latn-mine");
/// assert_eq!(table.transliterator(0).expect("a program").transliterate("Щука"), "Shchuka");
/// # Ok::<(), allonym::Error>(())
/// ```
#[derive(Debug, Default)]
pub struct SystemTableBuilder {
    systems: Vec<Vec<u8>>,
    passes: PassPool,
}

impl SystemTableBuilder {
    /// Adds a system. Systems stand in the table in the order in which they are added; readers search them in the order
    /// of identifiers.
    ///
    /// ```
    /// use allonym::translit::rules::{SystemDescription, SystemTableBuilder, compile};
    ///
    /// let mut builder = SystemTableBuilder::default();
    /// builder.add(&SystemDescription::new("mine"), &compile("mine", "щ > shch ;", &|_| None)?);
    /// assert!(builder.finish().is_some());
    /// # Ok::<(), allonym::Error>(())
    /// ```
    pub fn add(&mut self, description: &SystemDescription, compiled: &Compiled) {
        let backward = compiled.backward.as_ref().map(|program| self.passes.encode_program(program));
        let backward = backward.unwrap_or_default();
        let forward = self.passes.encode_program(&compiled.forward);
        let zone = compiled.zone.as_ref().map(|program| self.passes.encode_program(program));
        let zone = zone.unwrap_or_default();
        let fields = description.fields().map(str::as_bytes);
        let mut system = Vec::new();
        for field in fields.into_iter().chain([&*forward, &*backward, &*zone]) {
            system.extend((field.len() as u32).to_le_bytes());
            system.extend(field);
        }
        self.systems.push(system);
    }

    /// The table; nothing if it has more than 4 GB.
    ///
    /// ```
    /// use allonym::translit::rules::SystemTableBuilder;
    ///
    /// let empty = SystemTableBuilder::default().finish().expect("a small table");
    /// assert!(empty.starts_with(b"ALNYSYS"));
    /// ```
    #[must_use]
    pub fn finish(self) -> Option<Vec<u8>> {
        let mut out = MAGIC.to_vec();
        let entries = || self.systems.iter().chain(&self.passes.passes);
        for count in [self.systems.len(), self.passes.passes.len()] {
            out.extend(u32::try_from(count).ok()?.to_le_bytes());
        }
        let mut end = 0usize;
        for entry in entries() {
            end = end.checked_add(entry.len())?;
            out.extend(u32::try_from(end).ok()?.to_le_bytes());
        }
        entries().for_each(|entry| out.extend(entry));
        Some(out)
    }
}

/// The programs of a system, as the numbers of their passes.
pub(crate) struct ProgramBytes<'t> {
    pub(crate) forward: &'t [u8],
    pub(crate) backward: &'t [u8],
    pub(crate) zone: &'t [u8],
}

/// A table of systems, read in place.
#[derive(Clone, Copy, Debug)]
pub struct SystemTable<'t> {
    bytes: &'t [u8],
    systems: usize,
    passes: usize,
}

impl<'t> SystemTable<'t> {
    /// The table that these bytes are; nothing if they begin as none, or if this version cannot read it.
    ///
    /// ```
    /// use allonym::translit::rules::SystemTable;
    ///
    /// assert!(SystemTable::new(b"no table").is_none());
    /// ```
    #[must_use]
    pub fn new(bytes: &'t [u8]) -> Option<SystemTable<'t>> {
        if bytes.first_chunk::<8>() != Some(&MAGIC) {
            return None;
        }
        let count = |at| Some(u32_at(bytes, at)? as usize);
        let table = SystemTable { bytes, systems: count(8)?, passes: count(12)? };
        // Each entry has its end in the list, so the counts are no larger than the table.
        (table.entries_start() <= bytes.len()).then_some(table)
    }

    /// How many systems it has.
    ///
    /// ```
    /// use allonym::translit::rules::{SystemTable, SystemTableBuilder};
    ///
    /// let bytes = SystemTableBuilder::default().finish().expect("a small table");
    /// let table = SystemTable::new(&bytes).expect("a table");
    /// assert_eq!(table.len(), 0);
    /// ```
    #[must_use]
    pub fn len(&self) -> usize {
        self.systems
    }

    /// Whether it has none.
    ///
    /// ```
    /// use allonym::translit::rules::{SystemTable, SystemTableBuilder};
    ///
    /// let bytes = SystemTableBuilder::default().finish().expect("a small table");
    /// let table = SystemTable::new(&bytes).expect("a table");
    /// assert!(table.is_empty());
    /// ```
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.systems == 0
    }

    /// What it says of system `at`.
    ///
    /// ```
    /// use allonym::translit::rules::{SystemTable, SystemTableBuilder};
    ///
    /// let bytes = SystemTableBuilder::default().finish().expect("a small table");
    /// let table = SystemTable::new(&bytes).expect("a table");
    /// assert_eq!(table.description(0), None);
    /// ```
    #[must_use]
    pub fn description(&self, at: usize) -> Option<SystemDescription<'t>> {
        Some(self.system(at)?.0)
    }

    /// Whether system `at` has a way back.
    ///
    /// ```
    /// use allonym::translit::rules::{SystemTable, SystemTableBuilder};
    ///
    /// let bytes = SystemTableBuilder::default().finish().expect("a small table");
    /// let table = SystemTable::new(&bytes).expect("a table");
    /// assert!(!table.is_reversible(0));
    /// ```
    #[must_use]
    pub fn is_reversible(&self, at: usize) -> bool {
        self.system(at).is_some_and(|(_, programs)| !programs.backward.is_empty())
    }

    /// A program of system `at`; the numbers of its passes are those that `which` picks.
    pub(crate) fn program(&self, at: usize, which: fn(&ProgramBytes<'t>) -> &'t [u8]) -> Option<Program> {
        let (_, programs) = self.system(at)?;
        let mut numbers = Decoder { bytes: which(&programs) };
        let mut passes = Vec::new();
        while !numbers.bytes.is_empty() {
            let bytes = self.pass(numbers.varint()?)?;
            passes.push(Arc::new(Decoder { bytes }.pass()?));
        }
        Some(Program { passes })
    }

    fn entries_start(&self) -> usize {
        self.systems.saturating_add(self.passes).saturating_mul(4).saturating_add(ENDS)
    }

    /// The bytes of an entry: systems first, then passes.
    fn entry(&self, at: usize) -> Option<&'t [u8]> {
        let data = self.entries_start();
        let start = match at.checked_sub(1) {
            Some(before) => u32_at(self.bytes, ENDS + 4 * before)? as usize,
            None => 0,
        };
        self.bytes.get(data + start..data + u32_at(self.bytes, ENDS + 4 * at)? as usize)
    }

    /// What it says of a system, and its programs.
    fn system(&self, at: usize) -> Option<(SystemDescription<'t>, ProgramBytes<'t>)> {
        let mut rest = self.entry(at).filter(|_| at < self.systems)?;
        let mut next = || -> Option<&'t [u8]> {
            let (len, after) = rest.split_first_chunk::<4>()?;
            let (field, after) = after.split_at_checked(u32::from_le_bytes(*len) as usize)?;
            rest = after;
            Some(field)
        };
        let mut fields = [""; SystemDescription::FIELDS];
        for field in &mut fields {
            *field = core::str::from_utf8(next()?).ok()?;
        }
        let programs = ProgramBytes { forward: next()?, backward: next()?, zone: next()? };
        Some((SystemDescription::of(fields), programs))
    }

    fn pass(&self, number: u32) -> Option<&'t [u8]> {
        let number = number as usize;
        (number < self.passes).then(|| self.entry(self.systems + number)).flatten()
    }
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(*bytes.get(at..at.checked_add(4)?)?.first_chunk()?))
}

/// Passes, each once, and the bytes they are written as.
#[derive(Debug, Default)]
struct PassPool {
    numbers: BTreeMap<Vec<u8>, u32>,
    passes: Vec<Vec<u8>>,
}

impl PassPool {
    /// The numbers of a program's passes; new ones are added.
    fn encode_program(&mut self, program: &Program) -> Vec<u8> {
        let mut out = Vec::new();
        for pass in &program.passes {
            let bytes = encode_pass(pass);
            let next = self.passes.len() as u32;
            let number = *self.numbers.entry(bytes.clone()).or_insert_with(|| {
                self.passes.push(bytes);
                next
            });
            encode_varint(number, &mut out);
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::translit::rules::compile;

    /// Rules that use every kind of entry: sets, classes, sets within, quantifiers, boundaries, groups, passes.
    const RULES: &str =
        "@reversible yes\n:: nfd ; $v = [аеиоу] ; $v { й <> y ; щ <> shch ; [^а-я[:^L:]]+ . { ъ } \\b > '' ;
        (к)(с) > $2 $1 x ; :: null ; :: title-hyphen ; ж? { ш > š ; :: nfc ; :: mrz ; š > sh ;";

    fn table() -> Vec<u8> {
        let compiled = compile("rules", RULES, &|_| None).expect("rules");
        let mut builder = SystemTableBuilder::default();
        for id in ["a-first", "b-second"] {
            let description =
                SystemDescription { title: "Щука", aliases: "one\ntwo", ..SystemDescription::new(id) };
            builder.add(&description, &compiled);
        }
        builder.finish().expect("a small table")
    }

    #[test]
    fn what_is_written_is_read() {
        let compiled = compile("rules", RULES, &|_| None).expect("rules");
        let bytes = table();
        let table = SystemTable::new(&bytes).expect("a table");
        assert_eq!(table.len(), 2);
        for at in 0..2 {
            let description = table.description(at).expect("a system");
            assert_eq!((description.title, description.aliases), ("Щука", "one\ntwo"));
            assert_eq!(table.program(at, |p| p.forward).as_ref(), Some(&compiled.forward));
            assert_eq!(table.program(at, |p| p.backward), compiled.backward);
            assert_eq!(table.program(at, |programs| programs.zone), compiled.zone);
        }
        assert_eq!(table.description(2), None);
        assert_eq!(table.program(2, |p| p.forward), None);
    }

    #[test]
    fn systems_share_their_passes() {
        let bytes = table();
        let table = SystemTable::new(&bytes).expect("a table");
        let passes = |program: Option<Program>| program.expect("a program").passes.len();
        let (there, back) =
            (passes(table.program(0, |p| p.forward)), passes(table.program(0, |p| p.backward)));
        assert!(table.passes <= there + back + 1, "{} passes for two equal systems", table.passes);
    }

    #[test]
    fn a_table_that_is_cut_off_gives_nothing_or_a_part() {
        let whole = table();
        let count = |bytes: &[u8]| {
            let Some(table) = SystemTable::new(bytes) else { return 0 };
            (0..table.len())
                .filter(|at| {
                    table.program(*at, |p| p.forward).is_some()
                        && table.program(*at, |p| p.backward).is_some()
                        && table.program(*at, |p| p.zone).is_some()
                })
                .count()
        };
        assert_eq!(count(&whole), 2);
        for len in 0..whole.len() {
            assert!(count(&whole[..len]) < 2, "a table of {len} bytes of {} was read whole", whole.len());
        }
    }

    #[test]
    fn flipped_bits_never_panic() {
        let whole = table();
        for at in 0..whole.len() {
            for bit in 0..8 {
                let mut bytes = whole.clone();
                bytes[at] ^= 1 << bit;
                if let Some(table) = SystemTable::new(&bytes) {
                    for system in 0..table.len().min(3) {
                        let _ = (table.program(system, |p| p.forward), table.program(system, |p| p.backward));
                    }
                }
            }
        }
    }

    #[test]
    fn numbers_of_every_length_are_read_back() {
        for number in [0, 1, 0x7F, 0x80, 0x3FFF, 0x4000, 0x10_FFFF, u32::MAX >> 4, u32::MAX] {
            let mut bytes = Vec::new();
            encode_varint(number, &mut bytes);
            let mut decoder = Decoder { bytes: &bytes };
            assert_eq!(decoder.varint(), Some(number));
            assert!(decoder.bytes.is_empty());
        }
        assert_eq!(Decoder { bytes: &[0x80, 0x80] }.varint(), None);
        assert_eq!(Decoder { bytes: &[0xFF; 9] }.varint(), None);
    }

    #[test]
    fn other_bytes_are_no_table() {
        assert!(SystemTable::new(b"").is_none());
        assert!(SystemTable::new(b"ALNYSYS\x01\0\0\0\0\0\0\0\0").is_none(), "another version");
        assert!(
            SystemTable::new(b"ALNYSYS\x03\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF").is_none(),
            "counts beyond its end"
        );
        assert!(SystemTable::new(b"ALNYSYS\x03\0\0\0\0\0\0\0\0").is_some_and(|table| table.is_empty()));
    }
}
