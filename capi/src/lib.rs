//! The C interface of allonym: at present its version alone.
//!
//! A program checks [`allonym_abi_version`] against the header it was compiled with before it calls anything else.

/// The version of the C interface: the number changes when a program compiled against an older one would break.
///
/// ```
/// assert_eq!(allonym_capi::allonym_abi_version(), 1);
/// ```
// SAFETY: no other symbol of this name is linked, the prefix is this library's own.
#[unsafe(no_mangle)]
pub extern "C" fn allonym_abi_version() -> u32 {
    1
}
