//! Floors 2 to 4: two names on two lines; symmetry, and explanations that agree with scores.
#![no_main]

use allonym::translit::{romanize, romanize_aligned};
use allonym::{Language, compare, name};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let (a, b) = text.split_once('\n').unwrap_or((text, ""));
    assert_eq!(compare::score(a, b), compare::score(b, a));
    assert_eq!(compare::explain(a, b).score, compare::score(a, b));
    for part in name::parse(a).parts {
        assert!(a.get(part.span.start..part.span.end).is_some());
    }
    let language = Language::UNDETERMINED;
    assert_eq!(romanize(a, language), romanize_aligned(a, language).text());
});
