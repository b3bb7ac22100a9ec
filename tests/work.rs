//! How much work a call does: instructions, counted by valgrind, so the same whatever else the machine does. It needs
//! minutes and valgrind, so `cargo test` alone leaves it out and CI asks for it: `cargo test --all-features --test work`.

use std::collections::BTreeMap;
use std::hint::black_box;
use std::path::Path;
use std::process::Command;
use std::{env, fs, process};

#[allow(dead_code)]
#[path = "it/doors.rs"]
mod doors;

use doors::{DOORS, hostile, index};

const SIZE: usize = 300;
/// Instructions that the allocator takes once in a while to put its free memory together: seen up to 102,000 in one call.
/// Work in the square of the text that hides below takes half an instruction for each pair of characters.
const ALLOCATOR: u64 = 150_000;

/// Here the counter is read and begins anew: see `--dump-before`.
#[inline(never)]
fn allonym_mark(number: usize) -> usize {
    black_box(number)
}

/// The argument under which the program runs itself under valgrind.
const WALK: &str = "walk";

fn main() {
    if env::args().nth(1).as_deref() == Some(WALK) { walk() } else { twice_the_text_is_twice_the_work() }
}

/// What is run under valgrind: each door with each text, once and twice as long.
fn walk() {
    index();
    let (once, twice) = (hostile(SIZE), hostile(2 * SIZE));
    for (_, _, call) in DOORS {
        // What is made once, such as a system that is read, is no part of it.
        let _ = black_box(call("Qasem قاسم Касем 김정은 クルド"));
        for ((_, text), (_, longer)) in once.iter().zip(&twice) {
            allonym_mark(1);
            let _ = black_box(call(text));
            allonym_mark(2);
            let _ = black_box(call(longer));
        }
        allonym_mark(3);
    }
}

/// The instructions between two marks, in order.
fn counted(folder: &Path) -> Vec<u64> {
    let run = Command::new("valgrind")
        .args(["--tool=callgrind", "--dump-before=*allonym_mark*", "--dump-line=no"])
        .arg(format!("--callgrind-out-file={}/out", folder.display()))
        .arg(env::current_exe().expect("this program"))
        .arg(WALK)
        .output()
        .expect("valgrind: install it");
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    let mut parts: BTreeMap<usize, u64> = BTreeMap::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        let Some(number) = path.extension().and_then(|number| number.to_str()?.parse().ok()) else {
            continue;
        };
        let text = fs::read_to_string(&path).expect("a file");
        let sum =
            text.lines().find_map(|line| line.strip_prefix("summary: ").or(line.strip_prefix("totals: ")));
        parts.insert(number, sum.and_then(|sum| sum.trim().parse().ok()).expect("a sum"));
    }
    parts.into_values().collect()
}

fn twice_the_text_is_twice_the_work() {
    let folder = env::temp_dir().join(format!("allonym-work-{}", process::id()));
    fs::create_dir_all(&folder).expect("a folder");
    let found = counted(&folder);
    fs::remove_dir_all(&folder).expect("a folder that was there");
    let texts = hostile(SIZE);
    // The first mark ends what was done before.
    let marks = 2 * texts.len() + 1;
    assert_eq!(found.len(), DOORS.len() * marks, "marks that valgrind saw");
    let mut wrong = Vec::new();
    for ((door, _, _), found) in DOORS.iter().zip(found.chunks(marks)) {
        let mut worst = (0, "");
        for ((what, text), pair) in texts.iter().zip(found[1..].chunks(2)) {
            let (once, twice) = (pair[0], pair[1]);
            worst = worst.max((once / text.len() as u64, what));
            // What does not depend on the text is in both; below that nothing can be told.
            if twice > 2 * once + once / 4 + ALLOCATOR {
                wrong.push(format!("{door}, {what}: {once} instructions, then {twice} for twice the text"));
            }
        }
        println!("{door}: {} instructions a byte, for {}", worst.0, worst.1);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
