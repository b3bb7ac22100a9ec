//! See [`allonym_fuzz::text::repair_text`].
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| allonym_fuzz::text::repair_text(bytes));
