//! Sums by number, cleared for each query: of rows, and of pairs of words that were compared.
//!
//! A hash table with open addressing (multiplicative hashing, linear probing) in one stretch of memory that is used again,
//! with a greatest size: work that no bound foresaw ends there, for a full table takes no new keys. A map of the usual kind
//! grows without end and gives its memory back.

use alloc::vec::Vec;

/// SumSlots of a table at first, and at the most; 16 bytes each. Powers of two.
const MIN_SLOTS: usize = 1 << 12;
const MAX_SLOTS: usize = 1 << 18;
/// 2⁶⁴ divided by the golden ratio: what keys are multiplied by.
const GOLDEN: u64 = 0x9E37_79B9_7F4A_7C15;

/// A key with its sum, and a mask for its user: of rows, which words of the query were found in it.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::index) struct SumSlot {
    /// The key and one, so that 0 is none.
    key: u64,
    pub(in crate::index) mask: u32,
    pub(in crate::index) sum: i32,
}

impl SumSlot {
    pub(in crate::index) fn key(&self) -> u64 {
        self.key.wrapping_sub(1)
    }
}

/// The table; it doubles when it is half full, and takes no new keys when three quarters of the most are used.
#[derive(Clone, Debug, Default)]
pub(in crate::index) struct SumTable {
    slots: Vec<SumSlot>,
    /// Room that growing takes turns with.
    spare: Vec<SumSlot>,
    used: usize,
}

impl SumTable {
    pub(in crate::index) fn clear(&mut self) {
        self.slots.clear();
        self.slots.resize(MIN_SLOTS, SumSlot::default());
        self.used = 0;
    }

    fn place(&self, key: u64) -> usize {
        let mask = self.slots.len().wrapping_sub(1);
        let mut at = (key.wrapping_mul(GOLDEN) >> 32) as usize & mask;
        while self.slots.get(at).is_some_and(|slot| slot.key != 0 && slot.key != key + 1) {
            at = (at + 1) & mask;
        }
        at
    }

    /// What is known of a key; a new one gets an empty slot. Nothing if the table is full.
    pub(in crate::index) fn slot(&mut self, key: u64) -> Option<&mut SumSlot> {
        if 2 * self.used >= self.slots.len() && self.slots.len() < MAX_SLOTS {
            let bigger = (2 * self.slots.len()).max(MIN_SLOTS);
            let mut old = core::mem::take(&mut self.spare);
            core::mem::swap(&mut old, &mut self.slots);
            self.slots.clear();
            self.slots.resize(bigger, SumSlot::default());
            for slot in old.drain(..).filter(|slot| slot.key != 0) {
                let at = self.place(slot.key());
                if let Some(place) = self.slots.get_mut(at) {
                    *place = slot;
                }
            }
            self.spare = old;
        }
        let at = self.place(key);
        let full = 4 * self.used >= 3 * self.slots.len();
        let slot = self.slots.get_mut(at)?;
        if slot.key == 0 {
            if full {
                return None;
            }
            slot.key = key + 1;
            self.used += 1;
        }
        Some(slot)
    }

    /// What is known of a key, if anything.
    pub(in crate::index) fn get(&self, key: u64) -> Option<&SumSlot> {
        self.slots.get(self.place(key)).filter(|slot| slot.key != 0)
    }

    pub(in crate::index) fn iter_mut(&mut self) -> impl Iterator<Item = &mut SumSlot> {
        self.slots.iter_mut().filter(|slot| slot.key != 0)
    }

    pub(in crate::index) fn iter(&self) -> impl Iterator<Item = &SumSlot> {
        self.slots.iter().filter(|slot| slot.key != 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_kept_by_key() {
        let mut table = SumTable::default();
        table.clear();
        for (key, sum) in [(0, 5), (7, 1), (0, 2)] {
            table.slot(key).unwrap().sum += sum;
        }
        assert_eq!(table.get(0).map(|slot| slot.sum), Some(7));
        assert_eq!(table.get(7).map(|slot| slot.sum), Some(1));
        assert!(table.get(1).is_none());
        assert_eq!(table.iter().count(), 2);
    }

    #[test]
    fn keys_outlive_growing() {
        let mut table = SumTable::default();
        table.clear();
        for key in 0..20_000u64 {
            table.slot(key << 32).unwrap().sum = key as i32;
        }
        assert!((0..20_000u64).all(|key| table.get(key << 32).is_some_and(|slot| slot.sum == key as i32)));
    }

    #[test]
    fn a_full_table_takes_no_new_keys() {
        let mut table = SumTable::default();
        table.clear();
        let taken = (0..1 << 19).filter(|key| table.slot(*key).is_some()).count();
        assert_eq!(taken, MAX_SLOTS / 4 * 3);
        assert!(table.slot(0).is_some() && table.slot(1 << 20).is_none());
    }

    #[test]
    fn clearing_forgets() {
        let mut table = SumTable::default();
        table.clear();
        table.slot(3).unwrap().mask = 1;
        table.clear();
        assert!(table.get(3).is_none());
    }
}
