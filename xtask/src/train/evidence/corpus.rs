//! Training pairs as numbers: native symbols from 1, letters from 1 to 26.

use std::collections::{BTreeMap, HashMap};

use super::classes::Classes;
use super::row::Row;

/// A native word and one Latin spelling of it.
#[derive(Clone, Debug)]
pub(crate) struct Pair {
    pub(crate) native: Vec<u16>,
    pub(crate) latin: Vec<u8>,
    pub(crate) weight: f64,
}

/// The pairs of one model and the symbols they are made of; the number of a symbol is its place and one.
#[derive(Default)]
pub(crate) struct Corpus {
    pub(crate) symbols: Vec<char>,
    pub(crate) pairs: Vec<Pair>,
}

/// Symbols that fewer pairs have than this are left out.
const SEEN: usize = 3;
/// Symbols of a class that fewer rows have than this are read as the class.
const RARE: usize = 12;

impl Corpus {
    /// Pairs added up and numbered; `lists` says how much each row weighs.
    pub(crate) fn new(rows: impl IntoIterator<Item = Row>, classes: &Classes) -> Corpus {
        let rows: Vec<Row> = rows.into_iter().collect();
        let mut seen: HashMap<char, usize> = HashMap::new();
        for symbol in rows.iter().flat_map(|(native, ..)| native) {
            *seen.entry(*symbol).or_default() += 1;
        }
        // A symbol that is rare is read as its class, as those are that the model never sees.
        let read = |symbol: char| match classes.class(symbol) {
            Some(class) if seen.get(&symbol).is_none_or(|count| *count < RARE) => class,
            _ => symbol,
        };
        let mut sums: BTreeMap<(Vec<char>, Vec<u8>), f64> = BTreeMap::new();
        for (native, latin, weight) in rows.iter().cloned().chain(classes.rows()) {
            *sums.entry((native.into_iter().map(read).collect(), latin)).or_default() += weight;
        }
        let mut seen: BTreeMap<char, usize> = BTreeMap::new();
        for symbol in sums.keys().flat_map(|(native, _)| native) {
            *seen.entry(*symbol).or_default() += 1;
        }
        let symbols: Vec<char> = seen
            .iter()
            .filter(|(symbol, count)| **count >= SEEN || classes.class(**symbol) == Some(**symbol))
            .map(|(symbol, _)| *symbol)
            .collect();
        let numbers: HashMap<char, u16> =
            symbols.iter().zip(1..).map(|(symbol, number)| (*symbol, number)).collect();
        let pairs = sums
            .into_iter()
            .map(|((native, latin), weight)| {
                let native = native.iter().filter_map(|symbol| numbers.get(symbol).copied()).collect();
                Pair { native, latin, weight }
            })
            .filter(|pair: &Pair| !pair.native.is_empty())
            .collect();
        Corpus { symbols, pairs }
    }
}
