//! See [`allonym_fuzz::text::social`].
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| allonym_fuzz::text::social(bytes));
