//! See [`allonym_fuzz::tables::models`].
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| allonym_fuzz::tables::models(bytes));
