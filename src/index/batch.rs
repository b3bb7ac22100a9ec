//! Many queries, side by side where the feature `parallel` is on.

use alloc::vec::Vec;

use super::query::{Hit, Query};
use super::search::Memory;

/// The hits of all queries, in their order: each memory takes a run of queries.
pub(super) fn all<'a>(
    queries: &[Query<'_>],
    memories: &mut [Memory],
    find: impl Fn(&Query<'_>, &mut Memory) -> Vec<Hit<'a>> + Sync,
) -> Vec<Vec<Hit<'a>>> {
    let mut own = [Memory::default()];
    let memories = if memories.is_empty() { &mut own } else { memories };
    let run = queries.len().div_ceil(memories.len()).max(1);
    let one = |(memory, queries): (&mut Memory, &[Query<'_>])| -> Vec<Vec<Hit<'a>>> {
        queries.iter().map(|query| find(query, memory)).collect()
    };
    #[cfg(feature = "parallel")]
    {
        use rayon::prelude::*;
        memories.par_iter_mut().zip(queries.par_chunks(run)).flat_map_iter(one).collect()
    }
    #[cfg(not(feature = "parallel"))]
    {
        memories.iter_mut().zip(queries.chunks(run)).flat_map(one).collect()
    }
}
