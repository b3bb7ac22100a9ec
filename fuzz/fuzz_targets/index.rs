//! See [`allonym_fuzz::lists::index`].
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| allonym_fuzz::lists::index(bytes));
