//! The tests of the public interface, in one binary.

// Helpers of tests fail by panicking, like tests.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice
)]

mod compare;
mod conformance;
mod doors;
mod finder;
mod fuzz_replay;
mod golden;
mod index;
mod laws;
mod load;
mod memory;
mod metamorphic;
mod parse;
mod promises;
mod realistic;
mod scan;
mod systems;
mod tables;
mod tags;
mod threads;
mod untrusted;

/// So many cases of a property that costs more than others: the share of `all` that `PROPTEST_CASES` is of the usual
/// 256, but no less than four.
fn cases(all: u32) -> u32 {
    (proptest::test_runner::Config::default().cases * all / 256).max(4)
}
