//! Many threads on one list that changes under them, held against a model in memory.
//!
//! Sixteen threads search a list while another adds and removes records and now and then merges the journal. Each answer is
//! held against the model that belongs to the state it was asked of: who is there is found by his name, who is gone is not,
//! and every score is that of comparison. `ALLONYM_LOAD=SECONDS` runs longer than a test does, and prints queries, the
//! median, the 99th of 100 and memory; the memory of a long run does not grow.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, RwLock};
use std::time::{Duration, Instant};

use allonym::compare;
use allonym::index::{Builder, Change, Index, Journal, LiveIndex, Record, Workspace};

const THREADS: u64 = 16;
/// Records at the beginning; there are up to half as many more later.
const RECORDS: u64 = 400;
/// Questions that a thread asks of a list as it stands before it looks for changes.
const QUESTIONS: usize = 8;
/// Changes until the journal is merged.
const CHANGES: usize = 40;
/// Seconds where nobody asks for more, and from which on memory is looked at.
const SECONDS: u64 = 2;
const LONG: u64 = 60;

const GIVEN: [&str; 12] = [
    "Qasem",
    "Ольга",
    "علی",
    "Νίκος",
    "Maria",
    "John",
    "Hassan",
    "Joseph",
    "דוד",
    "Владимир",
    "Jean-Pierre",
    "정은",
];
const FAMILY: [&str; 12] = [
    "Soleimani",
    "Ким",
    "رضایی",
    "Παπάς",
    "Lopez",
    "Smith",
    "Nasrallah",
    "O’Neill",
    "Müller",
    "לוי",
    "von Braun",
    "김",
];

/// A list at some moment, and what is in it.
struct State {
    index: Arc<Index<Vec<u8>>>,
    journal: Journal,
    model: BTreeMap<String, String>,
}

/// A name that nobody else has: with a word of Latin letters made of its number.
fn name(number: u64) -> String {
    let at = |count: usize, part: u64| usize::try_from(number / part).expect("small") % count;
    let mut own = String::from("X");
    let mut rest = number;
    for _ in 0..5 {
        own.push(char::from(b"aeiou"[usize::try_from(rest % 5).expect("small")]));
        own.push(char::from(b"bdfgklmnprst"[usize::try_from(rest / 5 % 12).expect("small")]));
        rest /= 60;
    }
    format!("{} {own} {}", GIVEN[at(GIVEN.len(), 1)], FAMILY[at(FAMILY.len(), 12)])
}

/// Numbers that look random (splitmix64).
fn below(state: &mut u64, end: u64) -> u64 {
    *state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let mixed = (*state ^ *state >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
    (mixed ^ mixed >> 31) % end.max(1)
}

/// Kilobytes that the process holds; 0 where that cannot be asked.
fn resident() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.and_then(|line| line.trim().split(' ').next()?.parse().ok()).unwrap_or(0)
}

/// Asks one question of a list, and panics at a wrong answer.
fn ask(live: &LiveIndex<'_, Vec<u8>>, state: &State, dice: &mut u64, workspace: &mut Workspace) {
    let number = below(dice, RECORDS * 3 / 2);
    let (id, query) = (format!("n{number}"), name(number));
    let hits = live.search(query.as_str()).limit(5).hits_with(workspace);
    let there = state.model.get(&id);
    let found = hits.iter().find(|hit| hit.record.id == id);
    assert_eq!(found.map(|hit| hit.record.name), there.map(String::as_str), "{id} {query}: {hits:?}");
    for hit in &hits {
        assert_eq!(state.model.get(hit.record.id).map(String::as_str), Some(hit.record.name), "{query}");
        assert_eq!(hit.score, compare::score(&query, hit.record.name), "{query}: {hit:?}");
    }
}

#[test]
fn a_list_that_changes_under_many_threads_gives_no_wrong_answer() {
    let asked = std::env::var("ALLONYM_LOAD").ok().and_then(|seconds| seconds.parse().ok());
    let seconds: u64 = asked.unwrap_or(SECONDS);
    let model: BTreeMap<String, String> = (0..RECORDS).map(|at| (format!("n{at}"), name(at))).collect();
    let mut builder = Builder::new();
    model.iter().for_each(|(id, name)| builder.add(Record::new(id, name)));
    let index = Arc::new(Index::from_bytes(builder.build()).expect("an index just built"));
    let shared = RwLock::new(Arc::new(State { index, journal: Journal::new(), model }));
    let (end, begun) = (AtomicBool::new(false), Instant::now());
    let mut times: Vec<u32> = Vec::new();
    let (mut half, mut merges, mut changes) = (0, 0, 0);
    std::thread::scope(|scope| {
        let readers: Vec<_> = (0..THREADS)
            .map(|seed| {
                let (shared, end) = (&shared, &end);
                scope.spawn(move || {
                    let (mut dice, mut workspace, mut times) = (seed, Workspace::default(), Vec::new());
                    while !end.load(Ordering::Relaxed) {
                        let state = Arc::clone(&shared.read().expect("no thread panicked"));
                        let live = LiveIndex::new(&state.index, &state.journal);
                        for _ in 0..QUESTIONS {
                            let begun = Instant::now();
                            ask(&live, &state, &mut dice, &mut workspace);
                            times.push(u32::try_from(begun.elapsed().as_micros()).unwrap_or(u32::MAX));
                        }
                    }
                    times
                })
            })
            .collect();
        let mut dice = 77;
        // A reader that panicked is told of by its join.
        while begun.elapsed() < Duration::from_secs(seconds)
            && readers.iter().all(|reader| !reader.is_finished())
        {
            let before = Arc::clone(&shared.read().expect("no thread panicked"));
            let (mut index, mut journal) = (Arc::clone(&before.index), before.journal.clone());
            let mut model = before.model.clone();
            let number = below(&mut dice, RECORDS * 3 / 2);
            let (id, name) = (format!("n{number}"), name(number));
            if model.remove(&id).is_some() {
                journal.apply(Change::Remove(&id));
            } else {
                journal.apply(Change::Add(Record::new(&id, &name)));
                model.insert(id, name);
            }
            changes += 1;
            if changes % CHANGES == 0 {
                let merged = journal.merged(&index);
                assert_eq!(merged.len(), model.len(), "records that are merged");
                index = Arc::new(Index::from_bytes(merged.build()).expect("an index just built"));
                journal = Journal::new();
                merges += 1;
            }
            *shared.write().expect("no thread panicked") = Arc::new(State { index, journal, model });
            if half == 0 && begun.elapsed() > Duration::from_secs(seconds / 2) {
                half = resident();
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        end.store(true, Ordering::Relaxed);
        for reader in readers {
            times.extend(reader.join().expect("a thread without wrong answers"));
        }
    });
    times.sort_unstable();
    let at = |share: usize| times.get(times.len() * share / 100).copied().unwrap_or(0);
    println!(
        "{} queries, {changes} changes, {merges} merges in {seconds} s; median {} µs, 99th {} µs; {half} kB at half, {} kB at the end",
        times.len(),
        at(50),
        at(99),
        resident()
    );
    assert!(times.len() > QUESTIONS && changes > 0, "{} queries, {changes} changes", times.len());
    // Times of the answers are kept: four bytes each.
    let kept = u64::try_from(times.len() * 8 / 1024).expect("small");
    assert!(
        seconds < LONG || resident() < half + half / 10 + kept + 8_192,
        "from {half} kB to {} kB",
        resident()
    );
}
