//! What was worked out before, under what it depends on.
//!
//! *Input*: a key and a way to work out its value. *Output*: the value. A value takes the place of the one that stood there;
//! places are added as long as values are missed, up to a limit, so one word costs little and a list has room. What is
//! kept is what would be worked out: nothing depends on it but time. Cost: a look-up.

use alloc::vec;
use alloc::vec::Vec;

/// Places at first: a word needs few. A power of two, as limits are.
const MIN_PLACES: usize = 1 << 6;

/// Values under their keys; no key is the default.
#[derive(Clone, Debug)]
pub(super) struct Kept<K, V> {
    rows: Vec<(K, V)>,
    /// Values that were missed since there were so many places.
    missed: usize,
}

impl<K, V> Default for Kept<K, V> {
    fn default() -> Kept<K, V> {
        Kept { rows: Vec::new(), missed: 0 }
    }
}

impl<K: Copy + Eq + Default + Into<u128>, V: Copy> Kept<K, V> {
    /// What is read from the value under a key, in one of at most `limit` places; it is worked out if it is not kept.
    #[inline]
    pub(super) fn read<R>(
        &mut self,
        key: K,
        limit: usize,
        make: impl FnOnce() -> V,
        read: impl FnOnce(&V) -> R,
    ) -> R {
        if let Some(row) = self.rows.get(place(key, self.rows.len())).filter(|row| row.0 == key) {
            return read(&row.1);
        }
        let made = make();
        self.room(limit, made);
        let at = place(key, self.rows.len());
        if let Some(row) = self.rows.get_mut(at) {
            *row = (key, made);
        }
        read(&made)
    }

    /// Four times as many places, if more values were missed than there are.
    fn room(&mut self, limit: usize, fill: V) {
        self.missed += 1;
        if self.missed <= self.rows.len() || self.rows.len() >= limit {
            return;
        }
        let count = (4 * self.rows.len()).clamp(MIN_PLACES, limit);
        let rows = core::mem::replace(&mut self.rows, vec![(K::default(), fill); count]);
        for row in rows.into_iter().filter(|row| row.0 != K::default()) {
            if let Some(kept) = self.rows.get_mut(place(row.0, count)) {
                *kept = row;
            }
        }
        self.missed = 0;
    }
}

/// The place of a key among so many, a power of two or none.
#[inline]
fn place<K: Into<u128>>(key: K, places: usize) -> usize {
    const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;
    let key: u128 = key.into();
    let mixed = (key as u64 ^ ((key >> 64) as u64).wrapping_mul(SPREAD)).wrapping_mul(SPREAD);
    (mixed >> 32) as usize & places.wrapping_sub(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_is_what_is_made() {
        let (mut kept, mut made) = (Kept::<u64, u64>::default(), 0);
        for key in (1..400).chain(300..400).chain(1..20) {
            let value = kept.read(
                key,
                256,
                || {
                    made += 1;
                    key * key
                },
                |value| *value,
            );
            assert_eq!(value, key * key);
        }
        assert!(kept.rows.len() == 256 && (399..518).contains(&made), "{made} of 518 were made");
    }

    #[test]
    fn one_word_costs_few_places() {
        let mut kept = Kept::<u64, u8>::default();
        (1..=MIN_PLACES as u64).for_each(|key| assert_eq!(kept.read(key, 1 << 12, || 7, |value| *value), 7));
        assert_eq!(kept.rows.len(), MIN_PLACES);
    }
}
