//! See [`allonym_fuzz::names::compare`].
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| allonym_fuzz::names::compare(bytes));
