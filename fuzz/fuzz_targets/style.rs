//! See [`allonym_fuzz::documents::style`].
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| allonym_fuzz::documents::style(bytes));
