//! See [`allonym_fuzz::names::parse`].
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| allonym_fuzz::names::parse(bytes));
