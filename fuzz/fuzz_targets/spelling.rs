//! See [`allonym_fuzz::letters::spelling`].
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| allonym_fuzz::letters::spelling(bytes));
