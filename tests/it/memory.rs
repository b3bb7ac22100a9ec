//! How much memory a call takes: counted by the allocator, so the same on every machine.

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;
use std::collections::HashMap;

use crate::doors::{DOORS, hostile, index};

struct Counting;

thread_local! {
    static NOW: Cell<i64> = const { Cell::new(0) };
    static MOST: Cell<i64> = const { Cell::new(0) };
}

/// Takes note of bytes that this thread has taken or given back.
fn note(bytes: i64) {
    // A thread that ends has no counters any more.
    let _ = NOW.try_with(|now| {
        now.set(now.get() + bytes);
        let _ = MOST.try_with(|most| most.set(most.get().max(now.get())));
    });
}

// SAFETY: every call goes on to the system's allocator as it came.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        note(layout.size() as i64);
        // SAFETY: as the caller promises.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, at: *mut u8, layout: Layout) {
        note(-(layout.size() as i64));
        // SAFETY: as the caller promises.
        unsafe { System.dealloc(at, layout) }
    }

    unsafe fn realloc(&self, at: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        // While it moves, both are there.
        note(size as i64);
        note(-(layout.size() as i64));
        // SAFETY: as the caller promises.
        unsafe { System.realloc(at, layout, size) }
    }
}

#[global_allocator]
static COUNTING: Counting = Counting;

/// The most bytes that were held at once while the work was done, beyond those held before.
fn most(work: impl FnOnce()) -> i64 {
    let before = NOW.get();
    MOST.set(before);
    work();
    MOST.get() - before
}

#[test]
fn the_counter_counts() {
    assert_eq!(most(|| drop(Vec::<u8>::with_capacity(1000))), 1000);
    assert!(most(|| drop((vec![0u8; 500], vec![0u8; 700]))) >= 1200);
    assert_eq!(most(|| ()), 0);
}

/// The limit of each function in the table of the manual, in bytes for each byte of text.
fn limits() -> HashMap<String, i64> {
    let text =
        std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/UNTRUSTED.md")).expect("the manual");
    let rows = text.lines().filter(|line| line.starts_with("| `"));
    let limits = rows.flat_map(|row| {
        let cells: Vec<&str> = row.split(" | ").collect();
        let limit: i64 = cells[2].trim_end_matches([' ', '|']).parse().expect("a number");
        cells[0].split('`').skip(1).step_by(2).map(move |name| (name.to_owned(), limit))
    });
    limits.collect()
}

/// Four times the text takes no more than four times the memory, room that grows by doubling aside, and no text takes
/// more than the manual says.
#[test]
fn memory_is_a_fixed_multiple_of_the_text() {
    const SIZE: usize = 2_000;
    index();
    let limits = limits();
    let (once, fourfold) = (hostile(SIZE), hostile(4 * SIZE));
    let mut wrong = Vec::new();
    for (door, _, call) in DOORS {
        let name = door.split(',').next().unwrap_or(door);
        let limit = *limits.get(name).unwrap_or_else(|| panic!("{name} is not in UNTRUSTED.md"));
        let mut worst = (0, "");
        for ((what, text), (_, longer)) in once.iter().zip(&fourfold) {
            // What is made once, such as a system that is read, is no part of it.
            let _ = call("Qasem");
            let own = most(|| _ = call("Qasem"));
            let (first, second) = (most(|| _ = call(text)), most(|| _ = call(longer)));
            let each = |bytes: i64, text: &str| (bytes - own) / text.len() as i64;
            worst = worst.max((each(first, text).max(each(second, longer)), *what));
            if second > 8 * first + 4096 {
                wrong.push(format!("{door}, {what}: {first} bytes, then {second} for four times the text"));
            }
        }
        println!("{door}: {} times the text, for {}", worst.0, worst.1);
        if worst.0 > limit {
            wrong.push(format!("{door} takes {} times the memory of {}, not {limit}", worst.0, worst.1));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
