//! See [`allonym_fuzz::documents::scan`].
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| allonym_fuzz::documents::scan(bytes));
