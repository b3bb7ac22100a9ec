//! The chunks that units are made of.

use std::collections::HashMap;

/// No such chunk.
pub(crate) const NONE: u16 = u16::MAX;

/// Chunks of one side, numbered: 0 the empty one, then the single symbols, then longer ones by length and frequency.
pub(crate) struct Chunks {
    numbers: HashMap<Vec<u16>, u16>,
    /// The chunk of each number.
    pub(crate) of: Vec<Vec<u16>>,
    /// How often each stands, for each symbol of text; 1 for the empty one.
    pub(crate) frequency: Vec<f64>,
    /// Symbols of the longest.
    pub(crate) longest: usize,
}

/// For each place in a word the chunks of one, two ... symbols that end there.
pub(crate) type Ends = Vec<Vec<u16>>;

/// Chunks that stand less often are left out.
const MIN_COUNT: f64 = 15.0;

impl Chunks {
    /// The `most` commonest chunks, and those `always` in it, of each length up to `longest` in weighted words over symbols from 1 to `singles`.
    pub(crate) fn learn<'a>(
        words: impl Iterator<Item = (&'a [u16], f64)>,
        singles: usize,
        longest: usize,
        most: usize,
        always: impl Iterator<Item = Vec<u16>>,
    ) -> Chunks {
        let mut counts: HashMap<&[u16], f64> = HashMap::new();
        let mut total = 0.0;
        for (word, weight) in words {
            total += weight * word.len() as f64;
            for length in 1..=longest {
                for chunk in word.windows(length).filter(|chunk| !chunk.contains(&0)) {
                    *counts.entry(chunk).or_default() += weight;
                }
            }
        }
        let mut chunks =
            Chunks { numbers: HashMap::new(), of: vec![Vec::new()], frequency: vec![1.0], longest };
        for single in 1..=singles as u16 {
            let count = counts.get([single].as_slice()).copied().unwrap_or(0.0);
            chunks.add(vec![single], (count + 0.5) / total);
        }
        for length in 2..=longest {
            let mut found: Vec<(&[u16], f64)> = counts
                .iter()
                .filter(|(chunk, count)| chunk.len() == length && **count >= MIN_COUNT)
                .map(|(c, n)| (*c, *n))
                .collect();
            found.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(b.0)));
            for (chunk, count) in found.into_iter().take(most) {
                chunks.add(chunk.to_vec(), count / total);
            }
        }
        for chunk in always.filter(|chunk| (1..=longest).contains(&chunk.len())) {
            if !chunks.numbers.contains_key(&chunk) {
                let count = counts.get(chunk.as_slice()).copied().unwrap_or(0.0);
                chunks.add(chunk, (count + 0.5) / total);
            }
        }
        chunks
    }

    fn add(&mut self, chunk: Vec<u16>, frequency: f64) {
        self.numbers.insert(chunk.clone(), self.of.len() as u16);
        self.of.push(chunk);
        self.frequency.push(frequency);
    }

    pub(crate) fn len(&self) -> usize {
        self.of.len()
    }

    pub(crate) fn number(&self, chunk: &[u16]) -> u16 {
        self.numbers.get(chunk).copied().unwrap_or(NONE)
    }

    pub(crate) fn length(&self, number: usize) -> usize {
        self.of.get(number).map_or(0, Vec::len)
    }

    pub(crate) fn ends(&self, word: &[u16]) -> Ends {
        (0..=word.len())
            .map(|end| {
                (1..=self.longest)
                    .map(|length| {
                        end.checked_sub(length)
                            .and_then(|begin| word.get(begin..end))
                            .map_or(NONE, |c| self.number(c))
                    })
                    .collect()
            })
            .collect()
    }
}
