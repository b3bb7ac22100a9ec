//! See [`allonym_fuzz::tables::tables`].
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| allonym_fuzz::tables::tables(bytes));
