//! `src/tables/generated/languages.rs`, `src/tables/generated/social.rs` and `src/tables/generated/signs.rs`: facts about languages, the marks of
//! social media, the signs of romanization.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use allonym::tables::char_trie::CharTables;

use super::tags::padded;
use crate::data;
use crate::emit::File;

pub(crate) fn generate(
    languages: &BTreeMap<String, data::Language>,
    chars: &CharTables,
) -> Result<File, String> {
    let mut body = String::from(
        "use super::LanguageFacts;\nuse crate::tag::{Language, Script};\n\n/// The languages of `data/languages`, by tag.\npub(crate) static LANGUAGES: &[LanguageFacts] = &[\n",
    );
    for (tag, language) in languages {
        let code =
            padded(tag).ok_or_else(|| format!("data/languages/{tag}.toml: '{tag}' is no language code"))?;
        let _ = writeln!(body, "    LanguageFacts {{");
        let _ = writeln!(body, "        language: Language::from_code(&{code:?}),");
        let _ = writeln!(body, "        scripts: &[{}],", join(language.scripts.iter().map(|s| script(s))));
        let _ = writeln!(body, "        capitalised_nouns: {},", language.capitalised_nouns);
        let _ = writeln!(body, "        sentence_capitals: {},", language.sentence_capitals);
        let _ = writeln!(body, "        heads_first: {},", language.heads_first);
        let _ = writeln!(body, "        capital_particles: {},", language.capital_particles);
        // As the words are that they are looked for in.
        let mut cases: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for (from, to) in &language.case_endings {
            let to = to.iter().map(|e| allonym::unicode::generator::normalize_with(chars, e));
            cases.entry(allonym::unicode::generator::normalize_with(chars, from)).or_default().extend(to);
        }
        cases.iter_mut().for_each(|(from, to)| to.retain(|to| to != from));
        cases.retain(|_, to| !to.is_empty());
        let endings = cases
            .iter()
            .map(|(from, to)| format!("({from:?}, &[{}])", join(to.iter().map(|to| format!("{to:?}")))));
        let _ = writeln!(body, "        onsets: &{:?},", language.onsets);
        let _ = writeln!(body, "        rimes: &{:?},", language.rimes);
        let _ = writeln!(body, "        case_endings: &[{}],", join(endings));
        let prepositions: BTreeSet<String> = language
            .prepositions
            .iter()
            .map(|word| allonym::unicode::generator::normalize_with(chars, word))
            .collect();
        let prepositions = join(prepositions.iter().map(|word| format!("{word:?}")));
        let _ = writeln!(body, "        prepositions: &[{prepositions}],");
        let written = language
            .case_endings
            .iter()
            .map(|(from, to)| format!("({from:?}, &[{}])", join(to.iter().map(|to| format!("{to:?}")))));
        let _ = writeln!(body, "        written_case_endings: &[{}],", join(written));
        let agreement = language
            .agreement
            .iter()
            .map(|(noun, to)| format!("({noun:?}, &[{}])", join(to.iter().map(|to| format!("{to:?}")))));
        let _ = writeln!(body, "        agreement: &[{}],", join(agreement));
        let _ = writeln!(body, "    }},");
    }
    body.push_str("];\n");
    body.push_str(&telling(languages));
    body.push_str(&chat(languages));
    let endings = |of: fn(&data::Language) -> &Vec<String>| -> BTreeSet<String> {
        languages
            .values()
            .flat_map(of)
            .map(|e| allonym::unicode::generator::normalize_with(chars, e))
            .collect()
    };
    let _ = writeln!(body, "\n/// Endings of patronymics, as matching normalizes them.");
    let list = |endings: BTreeSet<String>| join(endings.iter().map(|ending| format!("{ending:?}")));
    let patronymics = list(endings(|language| &language.patronymic_suffixes));
    let _ = writeln!(body, "pub(crate) static PATRONYMIC_ENDINGS: &[&str] = &[{patronymics}];");
    let _ = writeln!(body, "\n/// Endings of family names, as matching normalizes them.");
    let families = list(endings(|language| &language.surname_suffixes));
    let _ = writeln!(body, "pub(crate) static FAMILY_ENDINGS: &[&str] = &[{families}];");
    let _ = writeln!(
        body,
        "\n/// Articles that take the sound of the letter behind them, as matching normalizes them."
    );
    let articles = list(endings(|language| &language.assimilated_articles));
    let _ = writeln!(body, "pub(crate) static ASSIMILATED_ARTICLES: &[&str] = &[{articles}];");
    let _ = writeln!(body, "\n/// The letters before which they do.");
    let letters = list(endings(|language| &language.sun_letters));
    let _ = writeln!(body, "pub(crate) static SUN_LETTERS: &[&str] = &[{letters}];");
    Ok(File::rust("src/tables/generated/languages.rs", "data/languages", &body))
}

pub(crate) fn social(social: &data::Social) -> File {
    let mut body = String::from("/// Hosts of links that need no scheme to be known as links.\n");
    let _ = writeln!(body, "pub(crate) static LINK_HOSTS: &[&str] = &{:?};", social.hosts);
    body.push_str("\n/// Words before a handle that say the text is somebody else's.\n");
    let _ = writeln!(body, "pub(crate) static RETWEET_WORDS: &[&str] = &{:?};", social.retweet);
    let signs = |signs: &str| format!("{:?}", signs.chars().collect::<Vec<_>>());
    body.push_str("\n/// What a hashtag begins with, and what a handle does.\n");
    let _ = writeln!(body, "pub(crate) static HASHTAG_SIGNS: &[char] = &{};", signs(&social.hashtag));
    let _ = writeln!(body, "pub(crate) static HANDLE_SIGNS: &[char] = &{};", signs(&social.handle));
    File::rust("src/tables/generated/social.rs", "data/unicode/social.toml", &body)
}

pub(crate) fn signs(punctuation: &data::Punctuation) -> File {
    let signs = &punctuation.signs;
    let mut body = String::from(
        "/// Signs of romanization systems for soft, hard, ‘ain and hamza, and their double forms.\n",
    );
    let _ = writeln!(body, "pub(crate) static SINGLE_SIGNS: &str = {:?};", signs.single);
    let _ = writeln!(body, "pub(crate) static DOUBLE_SIGNS: &str = {:?};", signs.double);
    body.push_str("\n/// Quotation marks that open, each with what closes it.\n");
    let quotations: Vec<(char, &str)> =
        punctuation.quotations.iter().map(|(open, close)| (*open, close.as_str())).collect();
    let _ = writeln!(body, "pub(crate) static QUOTATION_MARKS: &[(char, &str)] = &{quotations:?};");
    File::rust("src/tables/generated/signs.rs", "data/unicode/punctuation.toml", &body)
}

/// What a letter that a language never uses counts against it.
const NEVER: i8 = -4;

/// The letters that point to languages or away from them, each with the numbers of these and what it counts.
fn telling(languages: &BTreeMap<String, data::Language>) -> String {
    let mut letters: BTreeMap<char, BTreeMap<usize, i8>> = BTreeMap::new();
    for (number, language) in languages.values().enumerate() {
        for (lists, counts) in [(&language.distinctive_letters, 1), (&language.absent_letters, NEVER)] {
            for (script, list) in lists {
                // A letter in the list of a script that is not its own is there for the reader's sake.
                let own = |c: &char| allonym::unicode::script_of(*c).as_str() == script && !c.is_ascii();
                for c in list.chars().filter(own) {
                    *letters.entry(c).or_default().entry(number).or_default() += counts;
                }
            }
        }
    }
    let mut body = String::from(
        "\n/// Letters that point to languages or away from them, in order, each with the numbers of these languages and what\n\
         /// it counts.\npub(crate) static DISTINCTIVE_LETTERS: &[(char, &[(u8, i8)])] = &[\n",
    );
    for (c, counts) in letters {
        let counts: Vec<(usize, i8)> = counts.into_iter().filter(|(_, counts)| *counts != 0).collect();
        let _ = writeln!(body, "    ({c:?}, &{counts:?}),");
    }
    body.push_str("];\n");
    body
}

/// What languages are told by where they are typed in Latin letters: digits that stand for letters, and words.
fn chat(languages: &BTreeMap<String, data::Language>) -> String {
    let mut digits: BTreeSet<(char, usize)> = BTreeSet::new();
    let mut words: BTreeSet<(&str, usize)> = BTreeSet::new();
    for (number, language) in languages.values().enumerate() {
        digits.extend(language.chat_digits.chars().map(|digit| (digit, number)));
        words.extend(language.chat_words.iter().map(|word| (word.as_str(), number)));
    }
    format!(
        "\n/// Digits that stand for letters where a language is typed in Latin letters, with its number.\n\
         pub(crate) static CHAT_DIGITS: &[(char, u8)] = &{digits:?};\n\n\
         /// Words of languages as they are typed in Latin letters, in order, with the numbers of the languages.\n\
         pub(crate) static CHAT_WORDS: &[(&str, u8)] = &{words:?};\n",
        digits = digits.into_iter().collect::<Vec<_>>(),
        words = words.into_iter().collect::<Vec<_>>(),
    )
}

/// A script as the generated code writes it.
pub(crate) fn script(code: &str) -> String {
    format!("Script::from_code(b{code:?})")
}

pub(crate) fn join(parts: impl Iterator<Item = String>) -> String {
    parts.collect::<Vec<_>>().join(", ")
}
