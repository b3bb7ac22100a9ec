//! Texts that nobody would write, through every door. A hang shows as a test that never ends; what is asserted is
//! that nothing panics and nothing grows without bound.

use allonym::compare;
use allonym::name;
use allonym::scan;
use allonym::translit;
use allonym::unicode::{self, Form, Profile};
use allonym::{Language, Score};

/// Long and hostile texts.
fn hostile() -> Vec<(&'static str, String)> {
    vec![
        ("combining marks", format!("e{}", "\u{301}".repeat(200_000))),
        ("mixed marks", "\u{316}\u{301}".repeat(100_000)),
        ("one token", "a".repeat(2_000_000)),
        ("one Arabic token", "ق".repeat(500_000)),
        ("short words", "A b ".repeat(50_000)),
        ("capital words", "Ali ".repeat(30_000)),
        ("alternating scripts", "aбγאب가あ漢".repeat(20_000)),
        ("mixed lookalikes", "aа".repeat(100_000)),
        ("deep bidi", format!("{}x{}", "\u{202E}".repeat(200_000), "\u{202C}".repeat(200_000))),
        ("nested entities", format!("&{}lt;", "amp;".repeat(100_000))),
        ("open entities", "&#x".repeat(200_000)),
        ("semicolons", ";".repeat(300_000)),
        ("ligatures", "\u{FDFA}".repeat(20_000)),
        ("joiners", "क\u{94D}\u{200D}\u{200C}".repeat(50_000)),
        ("emoji", "👨\u{200D}".repeat(50_000)),
        ("flags", "🇮".repeat(100_001)),
        ("at signs", "a@".repeat(100_000)),
        ("hashes", "#a".repeat(100_000)),
        ("link tails", format!("http://x{}", ")".repeat(200_000))),
        ("apostrophes", "'s".repeat(100_000)),
        ("quotes", "‘a".repeat(50_000)),
        ("initials", "A.".repeat(50_000)),
        ("brackets", "(".repeat(200_000)),
        ("handles", "(@a) ".repeat(20_000)),
        ("titles", "Gen. ".repeat(20_000)),
        ("hyphens", "Al-".repeat(50_000)),
        ("jamo", "\u{1100}\u{1161}\u{11A8}".repeat(50_000)),
        ("nothing", "\0\u{FFFE}\u{FFFF}".repeat(50_000)),
    ]
}

#[test]
fn normalization_stays_in_bounds() {
    for (what, text) in hostile() {
        for profile in [Profile::Display, Profile::Match] {
            let normal = unicode::normalize(&text, profile);
            // The longest expansion of Unicode is 18 characters for one (U+FDFA), 33 bytes for 3.
            assert!(normal.len() <= 12 * text.len(), "{what}: {} bytes", normal.len());
            assert_eq!(unicode::normalize_aligned(&text, profile).text(), normal, "{what}");
        }
        assert!(unicode::clean(&text, Form::Match).len() <= 12 * text.len(), "{what}");
    }
}

#[test]
fn tokens_and_items_stay_in_bounds() {
    for (what, text) in hostile() {
        assert!(unicode::tokens(&text).len() <= text.len(), "{what}");
        assert!(unicode::social_items(&text).len() <= text.len(), "{what}");
        assert!(unicode::script_runs(&text).len() <= text.len(), "{what}");
        assert!(unicode::strip_social(&text).len() <= 2 * text.len() + 1, "{what}");
        assert!(unicode::guess_languages(&text).len() < 100, "{what}");
        assert!(unicode::mixed_script_words(&text).len() <= text.len(), "{what}");
    }
}

#[test]
fn names_stay_in_bounds() {
    for (what, text) in hostile() {
        assert!(name::parse(&text).parts.len() <= text.len(), "{what}");
        assert!(translit::romanize(&text, Language::UNDETERMINED).len() <= 20 * text.len(), "{what}");
        let names = name::romanize(&text, None, 2);
        assert!(names.iter().all(|name| name.len() <= 20 * text.len()), "{what}");
    }
}

#[test]
fn comparison_stays_in_bounds() {
    let texts = hostile();
    for (what, text) in &texts {
        let prepared = compare::Prepared::new(text);
        assert!(prepared.score(&prepared) <= Score::ONE, "{what}");
        assert_eq!(prepared.score(&compare::Prepared::new("Qasem")), compare::score("Qasem", text), "{what}");
    }
}

#[test]
fn documents_stay_in_bounds() {
    for (what, text) in hostile() {
        let groups = scan::resolve(&[&text, "Qasem Soleimani was in Kerman."]);
        let mentions: usize = groups.iter().map(|group| group.count).sum();
        assert!(mentions <= text.len() + 2, "{what}");
    }
}
