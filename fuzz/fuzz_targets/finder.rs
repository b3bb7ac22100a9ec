//! See [`allonym_fuzz::documents::finder`].
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| allonym_fuzz::documents::finder(bytes));
