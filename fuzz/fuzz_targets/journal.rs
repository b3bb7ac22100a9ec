//! See [`allonym_fuzz::lists::journal`].
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| allonym_fuzz::lists::journal(bytes));
