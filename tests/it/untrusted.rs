//! Texts that nobody would write, through every door. A hang shows as a test that never ends; what is asserted is
//! that nothing panics and that what comes out has the size that the manual says. How much work and memory that takes is
//! counted in `work` and `memory`.

use std::time::Instant;

use crate::doors::{Bound, DOORS, hostile};

/// Holds every door against texts, and gives the slowest ones.
fn walk(texts: &[(&'static str, String)]) -> Vec<(u128, &'static str, &'static str)> {
    let mut slowest = Vec::new();
    for (what, text) in texts {
        for (door, bound, call) in DOORS {
            let start = Instant::now();
            let size = call(text);
            slowest.push((start.elapsed().as_millis(), *door, *what));
            let most = match bound {
                Bound::Each(times) => times * text.len(),
                Bound::Whole(most) => *most,
            };
            assert!(size <= most, "{door} makes {size} of {} bytes of {what}, not {most}", text.len());
        }
    }
    slowest.sort_unstable();
    slowest.split_off(slowest.len().saturating_sub(12))
}

#[test]
fn hostile_texts_stay_in_bounds() {
    // Seen with --nocapture.
    println!("{:#?}", walk(&hostile(5_000)));
}

#[test]
fn empty_and_tiny_texts_are_texts() {
    for text in ["", " ", "\0", "'", "-", ".", "&", "#", "ا", "\u{301}", "\u{200D}", "𐀀", "\u{FEFF}"] {
        for (_, _, call) in DOORS {
            let _ = call(text);
        }
    }
    for (what, text) in hostile(1).iter().chain(&hostile(3)) {
        for (door, _, call) in DOORS {
            println!("{door}, {what}");
            let _ = call(text);
        }
    }
}

/// A tenth of these sizes without optimization: `cargo test --release --all-features --test it untrusted` takes all.
#[test]
fn the_longest_texts_stay_in_bounds() {
    let part = if cfg!(debug_assertions) { 10 } else { 1 };
    let embedded = |c: &str| c.repeat(500_000 / part);
    let texts = [
        ("a million combining marks", format!("e{}", "\u{301}".repeat(1_000_000 / part))),
        ("a token of 10 MB", "a".repeat(10_000_000 / part)),
        ("100,000 words", (0..100_000 / part).map(|at| format!("Wa{at} ")).collect()),
        ("a million letters of scripts that alternate", "aбγאب".repeat(200_000 / part)),
        ("half a million embeddings", format!("{}x{}", embedded("\u{202E}"), embedded("\u{202C}"))),
    ];
    println!("{:#?}", walk(&texts));
}
