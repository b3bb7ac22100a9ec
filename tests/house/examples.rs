//! Every public function has an example.

use std::fs;

use crate::{root, rust_files};

/// The public functions of a file whose documentation has no example: line and name. Its tests do not count.
fn without_example(text: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let (mut example, mut in_tests) = (false, false);
    for (at, line) in text.lines().enumerate() {
        in_tests |= line.starts_with("#[cfg(") && line.contains("test");
        let line = line.trim_start();
        if line.starts_with("///") {
            example |= line.starts_with("/// ```");
        } else if let Some(function) =
            line.strip_prefix("pub fn ").or(line.strip_prefix("pub const fn ")).filter(|_| !in_tests)
        {
            if !example {
                let end =
                    function.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(function.len());
                found.push((at + 1, function[..end].to_owned()));
            }
            example = false;
        } else if !line.starts_with("#[") && !line.starts_with(')') && !line.starts_with("feature") {
            example = false;
        }
    }
    found
}

#[test]
fn every_public_function_has_an_example() {
    let source = root().join("src");
    let mut wrong = Vec::new();
    for path in rust_files(&source) {
        let inside = path.strip_prefix(&source).expect("a path in src").display().to_string();
        let text = fs::read_to_string(&path).expect("a file");
        wrong.extend(
            without_example(&text).into_iter().map(|(line, name)| format!("src/{inside}:{line}: {name}")),
        );
        // What the documentation hides has no example that anybody sees.
        wrong.extend(text.contains("#[doc(hidden)]").then(|| format!("src/{inside}: doc(hidden)")));
    }
    assert!(wrong.is_empty(), "public functions without an example, or hidden:\n{}", wrong.join("\n"));
}

#[test]
fn a_function_without_an_example_is_seen() {
    let names = |text| without_example(text).into_iter().map(|(_, name)| name).collect::<Vec<_>>();
    assert_eq!(names("/// Words.\n#[must_use]\npub fn f(a: u8) {}\n"), ["f"]);
    assert!(names("/// ```\n/// f();\n/// ```\n#[must_use]\npub const fn f<T>() {}\n").is_empty());
    assert_eq!(names("/// ```\n/// ```\nstruct A;\n\npub fn g() {}\n"), ["g"]);
    assert!(names("pub(crate) fn f() {}\n#[cfg(test)]\nmod tests {\n pub fn h() {}\n}\n").is_empty());
}
