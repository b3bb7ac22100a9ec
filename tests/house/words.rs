//! Identifiers speak the language of the field.

use std::fs;

use crate::{code, root, rust_files};

/// Words of a dialect that the field has better ones for, as parts of identifiers: see the names in ARCHITECTURE.md.
const RETIRED: &[&str] = &[
    "addend",
    "addends",
    "grade",
    "grades",
    "likeness",
    "manner",
    "manners",
    "sheet",
    "sheets",
    "standing",
    "standings",
    "tell",
    "tells",
    "told",
    "verdict",
    "verdicts",
];
/// And as parts of constants, which have limits and thresholds: `MAX_`, `MIN_`.
const RETIRED_LIMITS: &[&str] = &["LEAST", "LONGEST", "MOST", "SHORTEST"];

/// The words of the identifiers of code: `MAX_WORDS` has MAX and WORDS, `NameToken` name and token.
fn words_of_identifiers(code: &str) -> impl Iterator<Item = String> {
    let mut words = Vec::new();
    let mut inside = false;
    for line in code.lines() {
        // Texts are no code; a quotation mark as a character is no text.
        let line = line.replace("\\\"", "").replace("'\"'", "");
        let code: String = line
            .split('"')
            .enumerate()
            .filter(|(at, _)| (at % 2 == 0) != inside)
            .map(|(_, code)| [code, " "].concat())
            .collect();
        inside ^= line.matches('"').count() % 2 == 1;
        for name in code.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_')) {
            let constant = name.chars().all(|c| !c.is_ascii_lowercase()) && name.len() > 1;
            let mut word = String::new();
            let mut small = false;
            for c in name.chars() {
                if c == '_' || small && c.is_ascii_uppercase() {
                    words.push(std::mem::take(&mut word));
                }
                small = c.is_ascii_lowercase();
                word.extend(Some(if constant { c } else { c.to_ascii_lowercase() }).filter(|c| *c != '_'));
            }
            words.push(word);
        }
    }
    words.into_iter().filter(|word| !word.is_empty())
}

#[test]
fn identifiers_speak_the_language_of_the_field() {
    let root = root();
    let mut wrong = Vec::new();
    for path in ["src", "cli/src", "capi/src", "xtask/src", "python/src"]
        .into_iter()
        .flat_map(|source| rust_files(&root.join(source)))
    {
        let name = path.strip_prefix(root).expect("a path of the project").to_string_lossy().into_owned();
        let mut words: Vec<String> = words_of_identifiers(&code(&fs::read_to_string(&path).expect("a file")))
            .filter(|word| {
                RETIRED.contains(&word.to_lowercase().as_str()) || RETIRED_LIMITS.contains(&word.as_str())
            })
            .collect();
        words.sort_unstable();
        words.dedup();
        if !words.is_empty() {
            wrong.push(format!("{name}: {}", words.join(", ")));
        }
    }
    assert!(wrong.is_empty(), "retired words in identifiers:\n{}", wrong.join("\n"));
}

#[test]
fn words_of_identifiers_are_seen() {
    let words = |code| words_of_identifiers(code).collect::<Vec<_>>();
    assert_eq!(words("let MAX_WORDS: NameToken"), ["let", "MAX", "WORDS", "name", "token"]);
    assert_eq!(words("f(\"told\")"), ["f"]);
}
