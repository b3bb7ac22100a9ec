//! A model in bytes.

use std::collections::BTreeMap;

use allonym::tables::{
    evidence::packed,
    units::{LETTERS, STEPS, UnitHead, UnitParts},
};

use super::Trained;
use super::units::{ADDED, LOST, OTHER, Units};

/// An empty slot.
const FREE: u16 = u16::MAX;

/// The Latin chunks of two letters and more that units have, in five bits a letter.
pub(crate) fn chunks(units: &Units) -> impl Iterator<Item = u64> {
    units.of.iter().map(|(_, latin)| packed_chunk(units, *latin)).filter(|chunk| *chunk > 31)
}

fn packed_chunk(units: &Units, latin: u16) -> u64 {
    let letters: Vec<u8> = units.latin.of[usize::from(latin)].iter().map(|letter| *letter as u8).collect();
    packed(&letters)
}

fn sixteenths(bits: f32) -> i32 {
    libm::roundf(bits * STEPS as f32) as i32
}

/// Packs a model whose columns are places in `shared`, the chunks of all models; units of other chunks are left out.
/// `read` are the classes of its symbols in keys; contexts take at most `most` bytes.
pub(crate) fn pack(model: &Trained, shared: &[u64], read: &[u16], most: usize) -> Result<Vec<u8>, String> {
    let Trained { corpus, units, usage, .. } = model;
    let singles = corpus.symbols.len();
    let column = |latin: u16| -> u16 {
        let chunk = packed_chunk(units, latin);
        if chunk <= 31 {
            chunk as u16
        } else {
            (LETTERS + 1 + shared.partition_point(|other| *other < chunk)) as u16
        }
    };
    let mut rows: BTreeMap<u16, Vec<(u16, u32)>> = BTreeMap::new();
    let is_shared = |latin: u16| {
        let chunk = packed_chunk(units, latin);
        chunk <= 31 || shared.binary_search(&chunk).is_ok()
    };
    for (unit, (native, latin)) in units.of.iter().enumerate().filter(|(_, (_, latin))| is_shared(*latin)) {
        rows.entry(*native).or_default().push((column(*latin), unit as u32));
    }
    // Native pairs that no unit has fall away; the others are numbered anew, sorted.
    let mut pairs: Vec<(Vec<u16>, u16)> = rows
        .keys()
        .filter(|row| usize::from(**row) > singles)
        .map(|row| (units.native.of[usize::from(*row)].clone(), *row))
        .collect();
    pairs.sort_by_key(|(pair, _)| (pair[1], pair[0]));
    let mut numbers: BTreeMap<u16, u16> = (0..=singles as u16).map(|row| (row, row)).collect();
    numbers.extend(pairs.iter().zip(singles as u16 + 1..).map(|((_, row), number)| (*row, number)));

    let blocks = chosen_blocks(units, usage, most);
    let mut slots: Vec<(u16, i16, u16)> = Vec::new();
    let mut begins = vec![0u16; singles + 1 + pairs.len()];
    // The empty chunk stands first; then the fullest rows, each where it fits.
    let mut order: Vec<(&u16, &Vec<(u16, u32)>)> = rows.iter().collect();
    order.sort_by_key(|(row, cells)| (**row != 0, usize::MAX - cells.len(), **row));
    for (row, cells) in order {
        let begin = if *row == 0 { 0 } else { place(&slots, cells) };
        let end = begin + cells.iter().map(|(column, _)| usize::from(*column)).max().unwrap_or(0) + 1;
        if slots.len() < end {
            slots.resize(end, (FREE, 0, 0));
        }
        let number = numbers[row];
        begins[usize::from(number)] =
            u16::try_from(begin).map_err(|_| "a model has too many units".to_owned())?;
        for (column, unit) in cells {
            let weight = sixteenths(units.weights[*unit as usize]) as i16;
            slots[begin + usize::from(*column)] = (number, weight, blocks.get(unit).copied().unwrap_or(0));
        }
    }
    u16::try_from(slots.len()).map_err(|_| "a model has too many slots".to_owned())?;
    let head = UnitHead {
        longest: units.latin.longest as u8,
        native_context: u8::from(units.neighbours > 0),
        other: sixteenths(OTHER) as i16,
        lost: sixteenths(LOST) as i16,
        added: sixteenths(ADDED) as i16,
        ..UnitHead::default()
    };
    let mut by_number: Vec<(u16, u32)> = blocks.iter().map(|(unit, number)| (*number, *unit)).collect();
    by_number.sort_unstable();
    let contexts = by_number.into_iter().map(|(_, unit)| {
        let begin = unit as usize * units.block();
        let weights = &units.contexts[begin..begin + units.block()];
        weights.iter().map(|bits| sixteenths(*bits).clamp(-127, 127) as i8).collect()
    });
    let parts = UnitParts {
        symbols: corpus.symbols.clone(),
        pairs: pairs.iter().map(|(pair, _)| [pair[0], pair[1]]).collect(),
        begins,
        classes: read.to_vec(),
        slots,
        blocks: contexts.collect(),
    };
    Ok(parts.encode(head))
}

/// The first place where the cells fall on free slots.
fn place(slots: &[(u16, i16, u16)], cells: &[(u16, u32)]) -> usize {
    let free = |at: usize| slots.get(at).is_none_or(|slot| slot.0 == FREE);
    (0..)
        .find(|begin| cells.iter().all(|(column, _)| free(begin + usize::from(*column))))
        .unwrap_or(slots.len())
}

/// The units whose contexts matter most, numbered from 1, as many as the bytes allow.
fn chosen_blocks(units: &Units, usage: &[f32], most: usize) -> BTreeMap<u32, u16> {
    let size = units.block();
    let mut worth: Vec<(f32, u32)> = (0..units.of.len())
        .map(|unit| {
            let weights = &units.contexts[unit * size..(unit + 1) * size];
            (usage[unit] * weights.iter().map(|bits| bits.abs()).sum::<f32>(), unit as u32)
        })
        .filter(|(worth, _)| *worth > 0.0)
        .collect();
    worth.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    worth.truncate(most / size);
    let mut chosen: Vec<u32> = worth.into_iter().map(|(_, unit)| unit).collect();
    chosen.sort_unstable();
    chosen.into_iter().zip(1..).collect()
}
