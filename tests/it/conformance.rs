//! Unicode's own test files, as far as they apply to what this crate does.

use std::fs;

use allonym::unicode::{Fold, SocialKind, clean, fold, normalize, social_items};

fn lines(name: &str) -> Vec<String> {
    let path = format!("{}/tests/conformance/{name}", env!("CARGO_MANIFEST_DIR"));
    let text = fs::read_to_string(&path).unwrap_or_else(|e| panic!("{path}: {e}"));
    let lines: Vec<String> = text
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with(['#', '@']))
        .map(str::to_owned)
        .collect();
    assert!(lines.len() > 1000, "{path} has only {} lines", lines.len());
    lines
}

fn text(codes: &str) -> String {
    codes
        .split_whitespace()
        .map(|code| u32::from_str_radix(code, 16).ok().and_then(char::from_u32).expect(code))
        .collect()
}

/// Cleaning removes or rewrites these on purpose, so they say nothing about normalization.
fn is_rewritten(text: &str) -> bool {
    text.chars().any(|c| {
        c.is_whitespace()
            || clean(c.encode_utf8(&mut [0; 4])).is_empty()
            // Letters by shape; and the acute accent that stands for an apostrophe, not for a space with a mark.
            || matches!(c, '\u{FB00}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFF}' | '\u{B4}' | '\u{1FFD}')
    })
}

/// NormalizationTest.txt: source; NFC; NFD; NFKC; NFKD.
#[test]
fn normalization() {
    let mut wrong = Vec::new();
    let mut checked = 0;
    for line in lines("NormalizationTest.txt") {
        let columns: Vec<String> = line.split(';').take(5).map(text).collect();
        let [source, nfc, nfd, nfkc, nfkd] = columns.as_slice() else { panic!("{line}") };
        // Canonical equivalents are one text to every form, compatibility equivalents to the one for matching.
        let display = clean(source);
        let matching = normalize(source);
        let same = [nfc, nfd].iter().all(|other| clean(other) == display)
            && (nfc == "\u{B4}" || [nfc, nfd, nfkc, nfkd].iter().all(|other| normalize(other) == matching));
        let exact = is_rewritten(source) || is_rewritten(nfc) || display == *nfc;
        checked += usize::from(!is_rewritten(source));
        if !same || !exact {
            wrong.push(format!("{line}: {display:?} {matching:?}"));
        }
    }
    assert!(checked > 10_000, "only {checked} lines were compared with NFC");
    assert!(
        wrong.is_empty(),
        "{} lines are wrong:\n{}",
        wrong.len(),
        wrong[..wrong.len().min(20)].join("\n")
    );
}

/// CaseFolding.txt: code; status C (common) or F (full); mapping.
#[test]
fn case_folding() {
    let mut wrong = Vec::new();
    for line in lines("CaseFolding.txt") {
        let columns: Vec<&str> = line.split("; ").collect();
        let [code, _, mapping, ..] = columns.as_slice() else { panic!("{line}") };
        let wanted = clean(&text(mapping.trim_end_matches(';'))).into_owned();
        let got = clean(&fold(&text(code), Fold::CASE)).into_owned();
        if got != wanted {
            wrong.push(format!("{line}: got {got:?}, wanted {wanted:?}"));
        }
    }
    assert!(wrong.is_empty(), "{} lines are wrong:\n{}", wrong.len(), wrong.join("\n"));
}

/// emoji-test.txt: every fully qualified emoji is one item, alone and among others.
#[test]
fn emoji() {
    let mut wrong = Vec::new();
    for line in lines("emoji-test.txt") {
        let emoji = text(line.split(';').next().expect("codes"));
        let line_of_text = format!("a {emoji} b {emoji}{emoji}");
        let items: Vec<&str> = social_items(&line_of_text)
            .iter()
            .filter(|item| item.kind == SocialKind::Emoji)
            .map(|item| item.span.of(&line_of_text))
            .collect();
        if items != [&emoji; 3] {
            wrong.push(format!("{line}: {items:?}"));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} emoji are wrong:\n{}",
        wrong.len(),
        wrong[..wrong.len().min(20)].join("\n")
    );
}
