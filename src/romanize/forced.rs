//! How likely the channel writes a given word: the sum over all ways to cut it into chunks.
//!
//! *Input*: the symbols of a native word, and Latin letters. *Output*: log2 of P(letters | symbols), in 1/256 bit.
//! Forward recurrence over the symbols i and the letters j that are written so far, which are known, so that one number
//! for each j is enough:
//!
//! ```text
//! α(0, 0) = 1        α(i + 1, j + |c|) += α(i, j) · P(c | s, i, w₁…wⱼ)     for chunks c = wⱼ₊₁…wⱼ₊|c|
//! ```
//!
//! Cost: symbols × letters within [`BAND`] × choices × some look-ups. Source: the forward algorithm (Rabiner 1989).

use alloc::vec::Vec;

use super::channel::{MEMORY, PAD};
use super::rows::ChannelRows;
use crate::quantity::fixed::{log_add, log_sum};
use crate::spelling::model::plainer;
use crate::tables::char_trie::CharTables;
use crate::tables::romanize::RomanizationModel;

/// How far behind the best a number of letters may be and still be gone on from, in 1/256 bit.
const BAND: i32 = 12 << 8;

/// Stands for what cannot be.
const NEVER: i32 = i32::MIN / 2;

impl RomanizationModel<'_> {
    /// log2 of the probability that the channel writes these symbols with these letters (a as 1), in 1/256 bit; `None`
    /// if it cannot. Some ten microseconds.
    ///
    /// ```
    /// use allonym::tables::char_trie::CharTables;
    /// use allonym::tables::romanize::{LanguageParts, RomanizationModels, encode};
    ///
    /// let parts = LanguageParts {
    ///     weights: [0; 16], chunks: &[vec![11], vec![17]], symbols: &[('ق', vec![0, 1])], channel: &[], pairs: &[],
    /// };
    /// let bytes = encode(&[], &[], &[(*b"ar\0", parts.encode().expect("small"))]).expect("small");
    /// let (_, model) = RomanizationModels::open(&bytes).expect("a table").models().next().expect("a model");
    /// let half = model.channel_score(&CharTables::EMPTY, &['ق'], &[17]).expect("q is a choice");
    /// assert!((half + 256).abs() < 4); // one of two
    /// assert_eq!(model.channel_score(&CharTables::EMPTY, &['ق'], &[1]), None);
    /// ```
    #[must_use]
    pub fn channel_score(&self, tables: &CharTables, symbols: &[char], letters: &[u8]) -> Option<i32> {
        self.forced(tables, symbols, letters, &mut ForcedBuffers::default())
    }

    /// [`channel_score`](RomanizationModel::channel_score) with lists that are kept from word to word.
    pub(crate) fn forced(
        &self,
        tables: &CharTables,
        symbols: &[char],
        letters: &[u8],
        buffers: &mut ForcedBuffers,
    ) -> Option<i32> {
        let ForcedBuffers { rows, ids, now, next, scores } = buffers;
        ids.clear();
        ids.resize(PAD, 0);
        for &symbol in symbols {
            ids.push(self.id(symbol).or_else(|| self.id(plainer(tables, symbol)?))?);
        }
        ids.resize(symbols.len() + 2 * PAD, 0);
        now.clear();
        now.resize(letters.len() + 1, NEVER);
        *now.first_mut()? = 0;
        next.clone_from(now);
        for i in 0..symbols.len() {
            rows.go_to(self, ids, i, i32::MAX);
            next.fill(NEVER);
            let top = now.iter().copied().max().unwrap_or(NEVER);
            let mut written = 0_u64;
            for (j, &before) in now.iter().enumerate() {
                if before >= top - BAND && before > NEVER {
                    rows.scores(self, written, scores);
                    let all = log_sum(scores);
                    let rest = letters.get(j..).unwrap_or_default();
                    for (choice, score) in rows.choices().iter().zip(scores.iter()) {
                        let chunk = self.chunk(choice.chunk);
                        if let Some(place) = next.get_mut(j + chunk.len()).filter(|_| rest.starts_with(chunk))
                        {
                            let score = before + score - all;
                            *place = if *place == NEVER { score } else { log_add(*place, score) };
                        }
                    }
                }
                written = (written << 5 | u64::from(letters.get(j).copied().unwrap_or(0))) & MEMORY;
            }
            core::mem::swap(now, next);
        }
        now.last().copied().filter(|score| *score > NEVER)
    }
}

/// What the recurrence needs, kept from word to word.
#[derive(Clone, Debug, Default)]
pub(crate) struct ForcedBuffers {
    rows: ChannelRows,
    ids: Vec<u32>,
    now: Vec<i32>,
    next: Vec<i32>,
    scores: Vec<i32>,
}
