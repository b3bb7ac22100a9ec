//! A small map in one row of memory: numbers to sums, cleared for each query.

use alloc::vec::Vec;

/// Slots at first, and at the most.
const FIRST: usize = 1 << 12;
const MOST: usize = 1 << 18;

/// What is known of one key: which words of the query were found, and what they tell together.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Slot {
    /// The key and one, so that 0 is none.
    key: u64,
    pub(super) mask: u32,
    pub(super) sum: i32,
}

impl Slot {
    pub(super) fn key(&self) -> u64 {
        self.key.wrapping_sub(1)
    }
}

/// Open addressing; takes no more keys when it is full.
#[derive(Clone, Debug, Default)]
pub(super) struct Table {
    slots: Vec<Slot>,
    /// Room that growing takes turns with.
    spare: Vec<Slot>,
    used: usize,
}

impl Table {
    pub(super) fn clear(&mut self) {
        self.slots.clear();
        self.slots.resize(FIRST, Slot::default());
        self.used = 0;
    }

    fn place(&self, key: u64) -> usize {
        let mask = self.slots.len().wrapping_sub(1);
        let mut at = (key.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32) as usize & mask;
        while self.slots.get(at).is_some_and(|slot| slot.key != 0 && slot.key != key + 1) {
            at = (at + 1) & mask;
        }
        at
    }

    /// What is known of a key; a new one gets an empty slot. Nothing if the table is full.
    pub(super) fn slot(&mut self, key: u64) -> Option<&mut Slot> {
        if 2 * self.used >= self.slots.len() && self.slots.len() < MOST {
            let bigger = (2 * self.slots.len()).max(FIRST);
            let mut old = core::mem::take(&mut self.spare);
            core::mem::swap(&mut old, &mut self.slots);
            self.slots.clear();
            self.slots.resize(bigger, Slot::default());
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
    pub(super) fn get(&self, key: u64) -> Option<&Slot> {
        self.slots.get(self.place(key)).filter(|slot| slot.key != 0)
    }

    pub(super) fn iter_mut(&mut self) -> impl Iterator<Item = &mut Slot> {
        self.slots.iter_mut().filter(|slot| slot.key != 0)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &Slot> {
        self.slots.iter().filter(|slot| slot.key != 0)
    }
}
