//! Floor 2: a rule file and, after a form feed, a text for it. Any file is refused or compiled, and what is compiled
//! runs on any text.
#![no_main]

use allonym::Span;
use allonym::translit::{Options, Transliterator};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &str| {
    let (rules, text) = input.split_once('\u{C}').unwrap_or((input, "Щука القاهرة 서울"));
    let Ok(system) = Transliterator::from_rules(rules) else { return };
    let latin = system.transliterate(text);
    let aligned = system.transliterate_aligned(text);
    assert_eq!(aligned.text(), latin);
    for (at, c) in aligned.text().char_indices() {
        let span = aligned.source(Span::new(at, at + c.len_utf8()));
        assert!(text.get(span.start..span.end).is_some());
    }
    system.with(Options::MRZ).transliterate(text);
    if let Ok(back) = system.reversed() {
        back.transliterate(&latin);
    }
});
