//! Which rows hold words like those of the query.

use alloc::vec::Vec;

use super::table::Table;
use super::wire::Reader;

/// A word of the list that may answer a part of the query.
#[derive(Clone, Copy, Debug)]
pub(super) struct UnitCandidate {
    /// What is gained against both words missing, in parts of [`LogOdds`](crate::LogOdds).
    pub(super) gain: i32,
    /// The words of the query that it answers, a bit each.
    pub(super) mask: u32,
    pub(super) word: u32,
    pub(super) rows: u32,
    pub(super) postings: u32,
}

/// Rows of words that are walked one by one.
const LIGHT: u64 = 60_000;
/// Rows that are marked only.
const HEAVY: u64 = 2_000_000;
/// The first rows, which are short names, of a word that is too common to be walked.
const FIRST: usize = 2000;
/// Words of the query that are too common.
const MOST_HEAVY: usize = 4;

/// Memory that gathering needs again and again.
#[derive(Clone, Debug, Default)]
pub(super) struct Gathered {
    pub(super) rows: Table,
    marks: Vec<Vec<u64>>,
}

/// The words of the query that have too many rows, with what each gains at the most.
struct Heavy {
    mask: u32,
    gain: i32,
}

/// Sums the gains of each row by the words in it. Words of the query that too many rows answer only mark those rows;
/// two marks make a row found.
pub(super) fn gather(answers: &mut [UnitCandidate], postings: &[u8], rows: usize, memory: &mut Gathered) {
    answers.sort_unstable_by_key(|answer| (-answer.gain, answer.word, answer.mask));
    let mut masks: Vec<(u64, u32)> = Vec::new();
    for answer in answers.iter() {
        match masks.iter_mut().find(|(_, mask)| *mask == answer.mask) {
            Some((sum, _)) => *sum += u64::from(answer.rows),
            None => masks.push((answer.rows.into(), answer.mask)),
        }
    }
    masks.sort_unstable();
    let mut walked = 0;
    let mut heavy: Vec<Heavy> = Vec::new();
    for (sum, mask) in &masks {
        walked += sum;
        if walked > LIGHT {
            let gain = answers.iter().find(|answer| answer.mask == *mask).map_or(0, |answer| answer.gain);
            heavy.push(Heavy { mask: *mask, gain });
        }
    }
    memory.rows.clear();
    let is_heavy = |answer: &UnitCandidate| heavy.iter().any(|heavy| heavy.mask == answer.mask);
    for answer in answers.iter() {
        let most = if is_heavy(answer) { FIRST } else { usize::MAX };
        for row in list(postings, answer).take(most) {
            add(&mut memory.rows, row, answer);
        }
    }
    // Marks: the rarer first, so that the commoner ones find them.
    memory.marks.truncate(MOST_HEAVY);
    memory.marks.resize(heavy.len().min(MOST_HEAVY), Vec::new());
    let mut left = HEAVY;
    for (number, one) in heavy.iter().enumerate().take(MOST_HEAVY) {
        let (before, own) = memory.marks.split_at_mut(number);
        let Some(own) = own.first_mut() else { break };
        own.clear();
        own.resize(rows.div_ceil(64), 0);
        for answer in answers.iter().filter(|answer| answer.mask == one.mask) {
            if u64::from(answer.rows) > left {
                continue;
            }
            left -= u64::from(answer.rows);
            for row in list(postings, answer) {
                let (at, bit) = (row as usize / 64, 1u64 << (row % 64));
                if before.iter().any(|marks| marks.get(at).is_some_and(|marks| marks & bit != 0)) {
                    add(&mut memory.rows, row, answer);
                }
                if let Some(marks) = own.get_mut(at) {
                    *marks |= bit;
                }
            }
        }
    }
    for slot in memory.rows.iter_mut() {
        let row = slot.key();
        for (marks, one) in memory.marks.iter().zip(&heavy) {
            let marked = marks.get(row as usize / 64).is_some_and(|marks| marks >> (row % 64) & 1 == 1);
            if marked && slot.mask & one.mask == 0 {
                slot.mask |= one.mask;
                slot.sum = slot.sum.saturating_add(one.gain);
            }
        }
    }
}

fn add(rows: &mut Table, row: u32, answer: &UnitCandidate) {
    if let Some(slot) = rows.slot(row.into())
        && slot.mask & answer.mask == 0
    {
        slot.mask |= answer.mask;
        slot.sum = slot.sum.saturating_add(answer.gain);
    }
}

/// The rows of a word.
fn list(postings: &[u8], answer: &UnitCandidate) -> impl Iterator<Item = u32> {
    let mut reader = Reader::at(postings, answer.postings as usize);
    let mut row = 0u32;
    let ended = postings.len();
    (0..answer.rows.min(ended as u32)).map(move |_| {
        row = row.saturating_add(reader.small());
        row
    })
}
