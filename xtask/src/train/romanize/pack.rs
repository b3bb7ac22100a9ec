//! The bytes of the table, as `src/spelling/romanize/table.rs` reads them.

use allonym::spelling::romanize::{FEATURES, Known, MAGIC, bucket_of};

use super::align::Aligned;
use super::words::Entries;

fn number(out: &mut Vec<u8>, n: usize) -> Result<(), String> {
    let n = u32::try_from(n).map_err(|_| "a table of more than 4 GB".to_owned())?;
    out.extend_from_slice(&n.to_le_bytes());
    Ok(())
}

fn small(out: &mut Vec<u8>, n: usize) -> Result<(), String> {
    let n =
        u16::try_from(n).map_err(|_| "more than 65535 chunks, choices or letters of chunks".to_owned())?;
    out.extend_from_slice(&n.to_le_bytes());
    Ok(())
}

/// Entries in buckets: how many buckets, where each begins, how many entries, these.
fn entries(out: &mut Vec<u8>, entries: &Entries) -> Result<(), String> {
    let buckets = (entries.len() / 16 + 1) as u32;
    let entry = |&(hash, known): &(u64, Known)| {
        (bucket_of(hash, buckets), hash as u16, known.groups as u8, known.frequency as u8)
    };
    let mut all: Vec<_> = entries.iter().map(entry).collect();
    all.sort_unstable();
    number(out, buckets as usize)?;
    for bucket in 0..=buckets {
        let [a, b, c, _] = (all.partition_point(|entry| entry.0 < bucket) as u32).to_le_bytes();
        out.extend_from_slice(&[a, b, c]);
    }
    number(out, all.len())?;
    for (_, hash, groups, frequency) in all {
        out.extend_from_slice(&hash.to_le_bytes());
        out.extend_from_slice(&[groups, frequency]);
    }
    Ok(())
}

/// The model of one language.
pub(crate) fn language(
    aligned: &Aligned,
    channel: &[u8],
    weights: &[i32; FEATURES],
    often: &Entries,
) -> Result<Vec<u8>, String> {
    let mut out = Vec::new();
    for weight in weights {
        out.extend_from_slice(&weight.to_le_bytes());
    }
    number(&mut out, aligned.chunks.len())?;
    let mut end = 0;
    for chunk in &aligned.chunks {
        end += chunk.len();
        small(&mut out, end)?;
    }
    number(&mut out, end)?;
    aligned.chunks.iter().for_each(|chunk| out.extend_from_slice(chunk));
    number(&mut out, aligned.symbols.len())?;
    for (symbol, _) in &aligned.symbols {
        small(&mut out, u32::from(*symbol) as usize)?;
    }
    let mut end = 0;
    small(&mut out, end)?;
    for (_, choices) in &aligned.symbols {
        end += choices.len();
        small(&mut out, end)?;
    }
    number(&mut out, end)?;
    for &choice in aligned.symbols.iter().flat_map(|(_, choices)| choices) {
        small(&mut out, choice as usize)?;
    }
    number(&mut out, channel.len())?;
    out.extend_from_slice(channel);
    entries(&mut out, often)?;
    Ok(out)
}

/// The whole table.
pub(crate) fn all(
    letters: &[u8],
    words: &Entries,
    languages: &[([u8; 3], Vec<u8>)],
) -> Result<Vec<u8>, String> {
    let mut out = MAGIC.to_vec();
    number(&mut out, letters.len())?;
    out.extend_from_slice(letters);
    entries(&mut out, words)?;
    number(&mut out, languages.len())?;
    for ([a, b, c], body) in languages {
        out.extend_from_slice(&[*a, *b, *c, 0]);
        number(&mut out, body.len())?;
        out.extend_from_slice(body);
    }
    Ok(out)
}
