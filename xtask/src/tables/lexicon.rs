//! `src/tables/lexicon.bin`: the words of `data/lexicon`.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use allonym::chars::CharTables;
use allonym::lexicon::{Class, MAGIC, Sense};

use super::tags::padded;
use crate::data;
use crate::emit::File;

type Entries = BTreeMap<String, BTreeSet<Sense>>;

pub(crate) fn generate(folder: &Path, chars: &CharTables) -> Result<File, String> {
    let mut entries = Entries::new();
    let mut add =
        |file: &str, line: usize, language: &str, form: &str, class: Class, flags: u8, link: u16| {
            let at = || format!("data/lexicon/{file}:{line}");
            let code =
                padded(language).ok_or_else(|| format!("{}: '{language}' is no language code", at()))?;
            // A full stop at the end marks an abbreviation; hyphens and spaces are the same to a phrase.
            let key = phrase(&allonym::unicode::normalize_with(chars, form));
            if key.is_empty() {
                return Err(format!("{}: '{form}' has no letter", at()));
            }
            let language = allonym::Language::from_code(&code);
            let flags = if form.ends_with('.') { flags | Sense::DOTTED } else { flags };
            entries.entry(key).or_default().insert(Sense { class, language, flags, place: link });
            Ok(())
        };
    let titles = data::tsv(&folder.join("titles.tsv"), ["language", "form", "class", "place"])?;
    for (line, [language, form, class, place]) in titles {
        let class =
            class_of("titles", &class).ok_or_else(|| format!("titles.tsv:{line}: unknown class {class}"))?;
        let side = match place.as_str() {
            "before" => Sense::BEFORE,
            "after" => Sense::AFTER,
            "both" => Sense::BEFORE | Sense::AFTER,
            _ => return Err(format!("titles.tsv:{line}: the place is before, after or both, not '{place}'")),
        };
        add("titles.tsv", line, &language, &form, class, side, 0)?;
    }
    for name in ["particles", "organisations", "places", "calendar"] {
        let file = format!("{name}.tsv");
        for (line, [language, form, class]) in data::tsv(&folder.join(&file), ["language", "form", "class"])?
        {
            let class =
                class_of(name, &class).ok_or_else(|| format!("{file}:{line}: unknown class {class}"))?;
            add(&file, line, &language, &form, class, 0, 0)?;
        }
    }
    let places = data::tsv(&folder.join("place_names.tsv"), ["language", "form", "place"])?;
    let ids: BTreeSet<&str> =
        places.iter().map(|(_, [_, _, place])| place.as_str()).filter(|id| *id != "ZZ").collect();
    for (line, [language, form, place]) in &places {
        let link = ids.iter().position(|id| id == place).map_or(0, |at| at + 1);
        let link = u16::try_from(link).map_err(|_| "place_names.tsv: too many places")?;
        add("place_names.tsv", *line, language, form, Class::PlaceName, 0, link)?;
    }
    for (line, [language, form, _]) in
        data::tsv(&folder.join("demonyms.tsv"), ["language", "form", "territory"])?
    {
        add("demonyms.tsv", line, &language, &form, Class::Demonym, 0, 0)?;
    }
    for (name, class) in
        [("connectors", Class::Connector), ("function_words", Class::Function), ("elisions", Class::Elision)]
    {
        let file = format!("{name}.tsv");
        for (line, [language, form]) in data::tsv(&folder.join(&file), ["language", "form"])? {
            add(&file, line, &language, &form, class, 0, 0)?;
        }
    }
    Ok(File { name: "lexicon.bin", content: bytes(&entries)? })
}

fn class_of(file: &str, class: &str) -> Option<Class> {
    Some(match (file, class) {
        ("titles", "honorific") => Class::Honorific,
        ("titles", "rank") => Class::Rank,
        ("titles", "office") => Class::Office,
        ("titles", "modifier") => Class::Modifier,
        ("particles", "article") => Class::Article,
        ("particles", "filiation") => Class::Filiation,
        ("particles", "kunya") => Class::Kunya,
        ("particles", "nobiliary") => Class::Nobiliary,
        ("particles", "compound") => Class::Compound,
        ("organisations", "head") => Class::OrganizationHead,
        ("organisations", "generic") => Class::OrganizationGeneric,
        ("places", "head") => Class::PlaceHead,
        ("places", "generic") => Class::PlaceGeneric,
        ("places", "locative") => Class::Locative,
        ("calendar", "month") => Class::Month,
        ("calendar", "weekday") => Class::Weekday,
        _ => return None,
    })
}

/// The words of a form as texts are looked up: no full stops or apostrophes, one space between words.
fn phrase(form: &str) -> String {
    let cleared: String = form
        .chars()
        .filter(|c| !matches!(c, '.' | '\'' | '"'))
        .map(|c| if c == '-' { ' ' } else { c })
        .collect();
    cleared.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn bytes(entries: &Entries) -> Result<Vec<u8>, String> {
    let small = |n: usize| u32::try_from(n).map(u32::to_le_bytes).map_err(|_| "the lexicon is too large");
    let longest = entries.keys().map(|key| key.split(' ').count()).max().unwrap_or(0);
    let mut out = MAGIC.to_vec();
    out.extend(small(entries.len())?);
    out.extend(small(longest)?);
    let mut blob = Vec::new();
    for (key, senses) in entries {
        let count = u8::try_from(senses.len()).map_err(|_| format!("'{key}' has too many senses"))?;
        blob.push(count);
        for sense in senses {
            blob.extend([sense.class as u8, sense.flags]);
            blob.extend(padded(sense.language.as_str()).unwrap_or_default());
            blob.extend(sense.place.to_le_bytes());
        }
        blob.extend(key.as_bytes());
        out.extend(small(blob.len())?);
    }
    out.extend(blob);
    Ok(out)
}
