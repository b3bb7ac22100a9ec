//! The C interface of allonym. `include/allonym.h` is made of this crate, `README.md` shows how to use it.
//!
//! Every function that can fail goes through `raw::enter`, which makes a status of errors and panics. What C passes
//! by address comes in as `raw::Caller` reads it, or as an `Option` of a reference, which is a pointer that may be
//! null: so `unsafe` blocks stand in `raw.rs` alone.
//!
//! A name of C is unique among all that is linked: each exported function has the prefix of this library, which is what
//! makes `no_mangle` safe.

// The types have the names that C knows them by.
#![allow(non_camel_case_types)]
// What callers promise is the same for all functions and stands at the head of the C header: pointers are null or point
// to as many initialized elements as the argument beside them says, and nobody else changes these meanwhile.
#![allow(clippy::missing_safety_doc)]

mod raw;

// The order of the header: what all share, texts, names, comparison, lists, documents.
mod constants;
mod status;
mod text;

mod buffer;
mod error;

mod normalize;
mod systems;
mod translit;

mod parsed_name;

mod matcher;
mod name;

mod compare;

mod index;

mod hits;

mod keys;

mod resolve;
mod scanner;

pub use buffer::*;
pub use compare::*;
pub use constants::*;
pub use error::*;
pub use hits::*;
pub use index::*;
pub use keys::*;
pub use matcher::*;
pub use name::*;
pub use normalize::*;
pub use parsed_name::*;
pub use resolve::*;
pub use scanner::*;
pub use status::*;
pub use systems::*;
pub use text::allonym_text;
pub use translit::*;

use std::ffi::c_char;

/// The version of the interface that this header describes; see allonym_abi_version.
pub const ALLONYM_ABI_VERSION: u32 = 2;

/// The version of the C interface of the library that is linked. It is ALLONYM_ABI_VERSION of the header unless the
/// library is another one: then a program compiled with the header must not call anything else.
#[unsafe(no_mangle)]
pub extern "C" fn allonym_abi_version() -> u32 {
    ALLONYM_ABI_VERSION
}

/// The version of the library, such as "0.1.0", with a zero byte behind it. Never to be freed.
#[unsafe(no_mangle)]
pub extern "C" fn allonym_version() -> *const c_char {
    concat!(env!("CARGO_PKG_VERSION"), "\0").as_ptr().cast()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What functions take as const may be shared by threads; all else may at least go from one to another.
    #[test]
    fn handles_may_go_to_other_threads() {
        fn shared<T: Send + Sync>() {}
        fn sent<T: Send>() {}
        shared::<allonym_transliterator>();
        shared::<allonym_systems>();
        shared::<allonym_parsed_name>();
        shared::<allonym_name>();
        shared::<allonym_explanation>();
        shared::<allonym_index>();
        shared::<allonym_entities>();
        shared::<allonym_scanner>();
        shared::<allonym_rewriter>();
        sent::<allonym_buffer>();
        sent::<allonym_error>();
        sent::<allonym_builder>();
        sent::<allonym_hits>();
    }

    /// The soname has the version of the interface: the manifest, which installing reads, and the code agree.
    #[test]
    fn the_manifest_has_the_version_of_the_interface() {
        let manifest = include_str!("../Cargo.toml");
        assert!(manifest.contains(&format!("version = \"{ALLONYM_ABI_VERSION}.")), "{manifest}");
    }
}
