//! See [`allonym_fuzz::letters::transliterate`].
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| allonym_fuzz::letters::transliterate(bytes));
