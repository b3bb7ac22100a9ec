//! Floor 6: documents separated by form feeds; every mention is a place in its document.
#![no_main]

use allonym::scan::resolve;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let documents: Vec<&str> = text.split('\u{C}').collect();
    for group in resolve(&documents) {
        assert_eq!(group.count, group.variants.iter().map(|variant| variant.mentions.len()).sum::<usize>());
        for mention in group.variants.iter().flat_map(|variant| &variant.mentions) {
            assert!(documents[mention.document].get(mention.span.start..mention.span.end).is_some());
        }
    }
});
