//! `src/tables/generated/letters.rs`: how the letters of each script are written in Latin ones.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::languages::{join, script};
use super::tags::padded;
use crate::data;
use crate::emit::File;

pub(crate) fn generate(
    scripts: &BTreeMap<String, data::Script>,
    languages: &BTreeMap<String, data::Language>,
) -> Result<File, String> {
    let mut body = String::from(
        "use super::{LanguageLetters, Letters};\nuse crate::tag::{Language, Script};\n\n/// The letters of each script, by script.\npub(crate) static LETTERS: &[Letters] = &[\n",
    );
    for (code, facts) in scripts {
        if facts.code != *code {
            return Err(format!("data/scripts/{code}.toml: the code is {}", facts.code));
        }
        let _ = writeln!(
            body,
            "    Letters {{ script: {}, spaces: {}, vowels: {}, case: {}, decompose: {}, values: {} }},",
            script(code),
            facts.spaces,
            facts.vowels == data::Vowels::All,
            facts.case,
            facts.decompose,
            values(&facts.romanize)
        );
    }
    body.push_str("];\n\n/// Where a language departs from its script, by language.\npub(crate) static LANGUAGE_LETTERS: &[LanguageLetters] = &[\n");
    for (tag, language) in languages {
        let code = padded(tag).ok_or_else(|| format!("data/languages/{tag}.toml: no language code"))?;
        for (of, letters) in &language.romanize {
            let _ = writeln!(
                body,
                "    LanguageLetters {{ language: Language::from_code(&{code:?}), script: {}, values: {} }},",
                script(of),
                values(letters)
            );
        }
    }
    body.push_str("];\n");
    Ok(File::rust("src/tables/generated/letters.rs", "data/scripts and data/languages", &body))
}

/// Letters without their anchors, the anchor (1 at the start of a word, 2 at its end), the value; sorted.
fn values(romanize: &BTreeMap<String, String>) -> String {
    let mut values: Vec<(String, u8, &str)> = romanize
        .iter()
        .map(|(key, value)| {
            let (start, end) = (key.starts_with('^'), key.ends_with('$'));
            (key.trim_matches(['^', '$']).to_owned(), u8::from(start) + 2 * u8::from(end), value.as_str())
        })
        .collect();
    values.sort();
    format!(
        "&[{}]",
        join(values.iter().map(|(key, anchor, value)| format!("({key:?}, {anchor}, {value:?})")))
    )
}
