//! Floor 1: idempotence, the three depths, maps on character boundaries.
#![no_main]

use allonym::Span;
use allonym::unicode::{Profile, normalize, normalize_aligned, social_items, tokens};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    for profile in [Profile::Display, Profile::Match] {
        let once = normalize(text, profile);
        assert_eq!(normalize(&once, profile), once);
        let aligned = normalize_aligned(text, profile);
        assert_eq!(aligned.text(), once);
        for (at, c) in aligned.text().char_indices() {
            let span = aligned.source(Span::new(at, at + c.len_utf8()));
            assert!(text.is_char_boundary(span.start) && text.is_char_boundary(span.end));
        }
    }
    for span in
        tokens(text).iter().map(|token| token.span).chain(social_items(text).iter().map(|item| item.span))
    {
        assert!(text.get(span.start..span.end).is_some_and(|part| !part.is_empty()));
    }
});
