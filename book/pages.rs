//! The Rust code of the book: each page is a module whose documentation it is, so that `cargo test` runs its examples.
//! The commands of its pages are run by `cli/tests/cli/book.rs`, its Python by the tests of `python/`, its JavaScript by
//! those of `wasm/`.

#[doc = include_str!("src/rust.md")]
pub mod rust {}

#[doc = include_str!("src/how.md")]
pub mod how {}

#[doc = include_str!("src/thresholds.md")]
pub mod thresholds {}

#[doc = include_str!("src/screening.md")]
pub mod screening {}

#[doc = include_str!("src/language.md")]
pub mod language {}
