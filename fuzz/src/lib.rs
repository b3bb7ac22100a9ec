//! What each fuzz target checks: laws, not only crashes. `cargo test` runs the same functions over the committed seeds
//! and over everything that was found once.
//!
//! A door is a name and a function of any bytes. Text doors read the longest valid beginning as text; a form feed
//! stands between the fields of an input.

#![allow(unreachable_pub)]

pub mod documents;
pub mod letters;
pub mod lists;
pub mod names;
pub mod tables;
pub mod text;

/// A function that panics if a law does not hold for these bytes.
pub type Check = fn(&[u8]);

/// Every door, by the name of its target.
pub const DOORS: &[(&str, Check)] = &[
    ("normalize", text::normalize),
    ("aligned", text::aligned),
    ("tokens", text::tokens),
    ("social", text::social),
    ("repair", text::repair_text),
    ("transliterate", letters::transliterate),
    ("rules", letters::rules),
    ("romanize", letters::romanize),
    ("transcribe", letters::transcribe),
    ("spelling", letters::spelling),
    ("parse", names::parse),
    ("compare", names::compare),
    ("index", lists::index),
    ("journal", lists::journal),
    ("open", lists::open),
    ("tables", tables::tables),
    ("models", tables::models),
    ("finder", documents::finder),
    ("weights", documents::weights),
    ("resolve", documents::resolve),
    ("scan", documents::scan),
    ("rewrite", documents::rewrite),
    ("style", documents::style),
];

/// The longest beginning of the bytes that is text.
pub fn as_text(bytes: &[u8]) -> &str {
    match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => std::str::from_utf8(&bytes[..error.valid_up_to()]).unwrap_or_default(),
    }
}

/// A choice and the text it is made for: the field before the first form feed, as a number below `count`, and what
/// follows; where there is no form feed, the length of the text decides.
pub fn choice(text: &str, count: usize) -> (usize, &str) {
    let Some((field, rest)) = text.split_once('\u{C}') else { return (text.len() % count.max(1), text) };
    let number = field.bytes().fold(0usize, |sum, byte| sum.wrapping_mul(10).wrapping_add(usize::from(byte)));
    (number.wrapping_sub(usize::from(b'0')) % count.max(1), rest)
}

/// Two fields; the second one is empty if there is no form feed and no line break.
pub fn two(text: &str) -> (&str, &str) {
    text.split_once(['\u{C}', '\n']).unwrap_or((text, ""))
}
