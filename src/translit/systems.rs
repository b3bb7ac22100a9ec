//! The published systems that come with the crate.

use alloc::{borrow::ToOwned, format, string::String, vec::Vec};

use super::rules::program::Program;
use super::rules::{MAGIC, read_program};
use crate::error::{Error, ErrorKind};
use crate::tables::SYSTEMS;
use crate::tag::{Language, Script};

/// A published romanization system.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct System {
    entry: Entry,
}

/// What the table says of a system, in its order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Entry {
    fields: [&'static str; FIELDS],
    forward: &'static [u8],
    backward: &'static [u8],
}

const FIELDS: usize = 9;

impl System {
    /// Its identifier: authority, language (ISO 639-3), script, target script, year.
    #[must_use]
    pub fn id(&self) -> &'static str {
        self.field(0)
    }

    /// What its authority calls it.
    #[must_use]
    pub fn title(&self) -> &'static str {
        self.field(1)
    }

    /// Who published it, in short.
    #[must_use]
    pub fn authority(&self) -> &'static str {
        self.field(2)
    }

    /// When, as its authority says it: mostly a year.
    #[must_use]
    pub fn year(&self) -> &'static str {
        self.field(3)
    }

    /// The language that it is for; undetermined if for several.
    #[must_use]
    pub fn language(&self) -> Language {
        self.field(4).parse().unwrap_or(Language::UNDETERMINED)
    }

    /// The script that it is written from.
    #[must_use]
    pub fn script(&self) -> Script {
        self.field(5).parse().unwrap_or(Script::UNKNOWN)
    }

    /// The script that it is written in.
    #[must_use]
    pub fn target(&self) -> Script {
        self.field(6).parse().unwrap_or(Script::UNKNOWN)
    }

    /// Where its letter values and rules come from.
    #[must_use]
    pub fn source(&self) -> &'static str {
        self.field(7)
    }

    /// Other names it is found by.
    pub fn aliases(&self) -> impl Iterator<Item = &'static str> {
        self.field(8).split('\n').filter(|alias| !alias.is_empty())
    }

    /// Whether there is a way back.
    #[must_use]
    pub fn is_reversible(&self) -> bool {
        !self.entry.backward.is_empty()
    }

    fn field(&self, at: usize) -> &'static str {
        self.entry.fields.get(at).copied().unwrap_or_default()
    }

    /// Its program, or the way back.
    pub(super) fn program(&self, backward: bool) -> Option<Program> {
        let numbers = if backward { self.entry.backward } else { self.entry.forward };
        read_program(numbers, |number| Table::new()?.pass(number)).map(|readable| readable.0)
    }
}

/// Every system, in the order of identifiers. Reading the list costs a walk over a few hundred entries.
///
/// ```
/// use allonym::translit::systems;
///
/// assert!(systems().len() > 200);
/// let russian = systems().into_iter().find(|system| system.id() == "bgnpcgn-rus-Cyrl-Latn-1947").unwrap();
/// assert_eq!((russian.year(), russian.language().as_str()), ("1947", "ru"));
/// ```
#[must_use]
pub fn systems() -> Vec<System> {
    let table = Table::new();
    let count = table.as_ref().map_or(0, |table| table.systems);
    (0..count).filter_map(|at| table.as_ref()?.system(at)).map(|entry| System { entry }).collect()
}

/// The system of this name: an identifier, the beginning of only one identifier, or a common name, in any case.
///
/// # Errors
/// [`ErrorKind::UnknownSystem`] with the most alike names if there is none, or those that begin so if there are
/// several.
///
/// ```
/// use allonym::translit::find_system;
///
/// assert_eq!(find_system("BGN/PCGN 1947 Russian")?.id(), "bgnpcgn-rus-Cyrl-Latn-1947");
/// assert_eq!(find_system("bgnpcgn-rus")?.id(), "bgnpcgn-rus-Cyrl-Latn-1947");
/// assert!(find_system("русский").is_err());
/// # Ok::<(), allonym::Error>(())
/// ```
pub fn find_system(name: &str) -> Result<System, Error> {
    if name.chars().nth(LONGEST).is_some() {
        return Err(unknown(&format!("no romanization system has a name of more than {LONGEST} characters")));
    }
    let all = systems();
    let wanted = plain(name);
    if let Some(found) = all.iter().find(|system| system.id() == name) {
        return Ok(*found);
    }
    let named = |system: &&System| {
        plain(system.id()) == wanted || system.aliases().any(|alias| plain(alias) == wanted)
    };
    if let Some(found) = all.iter().find(named) {
        return Ok(*found);
    }
    let begin: Vec<&System> = all.iter().filter(|system| plain(system.id()).starts_with(&wanted)).collect();
    match begin.as_slice() {
        [only] if !wanted.is_empty() => return Ok(**only),
        [_, _, ..] if !wanted.is_empty() => {
            let names: Vec<&str> = begin.iter().take(SUGGESTED).map(|system| system.id()).collect();
            let more = begin.len().saturating_sub(SUGGESTED);
            let more = if more > 0 { format!(" and {more} more") } else { String::new() };
            return Err(unknown(&format!("'{name}' is the beginning of {}{more}", names.join(", "))));
        }
        _ => {}
    }
    let mut near: Vec<(f64, &str)> = all
        .iter()
        .map(|system| {
            let names = core::iter::once(system.id()).chain(system.aliases());
            let best = names.map(|own| strsim::jaro_winkler(&plain(own), &wanted)).fold(0.0, f64::max);
            (best, system.id())
        })
        .collect();
    near.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
    let names: Vec<&str> = near.iter().take(SUGGESTED).map(|(_, id)| *id).collect();
    Err(unknown(&format!("there is no romanization system '{name}'; perhaps {}", names.join(", "))))
}

const SUGGESTED: usize = 5;
/// No name is longer, and what is longer is not compared with all of them.
const LONGEST: usize = 200;

fn unknown(message: &str) -> Error {
    Error::new(ErrorKind::UnknownSystem, None, message.to_owned())
}

/// A name as names are looked up: small letters, words in any order of signs between.
fn plain(name: &str) -> String {
    let signs = |c: char| if c.is_alphanumeric() { c } else { ' ' };
    let plain: String = name.to_lowercase().chars().map(signs).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The table: the magic number; how many systems and how many passes there are; where each of both ends, from the end of
/// these numbers on (all `u32`, little-endian); the systems, each with its fields, the way there and the way back,
/// every one with its length before it as `u32`; the passes.
struct Table {
    systems: usize,
    passes: usize,
}

impl Table {
    fn new() -> Option<Table> {
        let known = SYSTEMS.first_chunk::<8>() == Some(&MAGIC);
        known.then_some(Table { systems: number(8)?, passes: number(12)? })
    }

    /// The bytes of an entry: systems first, then passes.
    fn entry(&self, at: usize) -> Option<&'static [u8]> {
        let ends = 16;
        let data = ends + 4 * (self.systems + self.passes);
        let start = if at == 0 { 0 } else { number(ends + 4 * (at - 1))? };
        SYSTEMS.get(data + start..data + number(ends + 4 * at)?)
    }

    fn system(&self, at: usize) -> Option<Entry> {
        let mut rest = self.entry(at)?;
        let mut next = || -> Option<&'static [u8]> {
            let (len, after) = rest.split_first_chunk::<4>()?;
            let (field, after) = after.split_at_checked(u32::from_le_bytes(*len) as usize)?;
            rest = after;
            Some(field)
        };
        let mut fields = [""; FIELDS];
        for field in &mut fields {
            *field = core::str::from_utf8(next()?).ok()?;
        }
        Some(Entry { fields, forward: next()?, backward: next()? })
    }

    fn pass(&self, number: u32) -> Option<&'static [u8]> {
        self.entry(self.systems + number as usize).filter(|_| (number as usize) < self.passes)
    }
}

fn number(at: usize) -> Option<usize> {
    let bytes = SYSTEMS.get(at..at.checked_add(4)?)?.first_chunk::<4>()?;
    Some(u32::from_le_bytes(*bytes) as usize)
}
