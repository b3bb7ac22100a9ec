//! See [`allonym_fuzz::letters::transcribe`].
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| allonym_fuzz::letters::transcribe(bytes));
