//! `crates/allonym-data/tables/lexicon.bin`: the words of `data/lexicon`.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use allonym::tables::char_trie::CharTables;
use allonym::tables::lexicon::{Class, Sense, encode};

use super::tags::padded;
use crate::data;
use crate::emit::File;

/// The entries of the lexicon, by phrase.
struct Entries<'a> {
    senses: BTreeMap<String, BTreeSet<Sense>>,
    chars: &'a CharTables,
}

/// A row of a file, for complaints.
struct Row<'a> {
    file: &'a str,
    line: usize,
    language: &'a str,
    form: &'a str,
}

impl Entries<'_> {
    fn add(&mut self, row: &Row, class: Class, flags: u8, link: u16) -> Result<(), String> {
        let flags = if row.form.ends_with('.') { flags | Sense::DOTTED } else { flags };
        let key = phrase(&allonym::unicode::generator::normalize_with(self.chars, row.form));
        self.insert(row, key, Sense { class, language: row.language()?, flags, link })
    }

    /// An abbreviation as the words of a text may write it: A/S, AS, A. S.
    fn add_short(&mut self, row: &Row, class: Class, flags: u8, link: u16) -> Result<(), String> {
        let language = row.language()?;
        let sign = |c: char| matches!(c, '.' | '/' | '&');
        let letters = row.form.chars().filter(|c| c.is_alphabetic()).count();
        let capital = letters > 1 && !row.form.chars().any(char::is_lowercase);
        let capital = capital && row.form.chars().any(char::is_uppercase);
        for together in [true, false] {
            let written: String = row
                .form
                .chars()
                .filter(|c| !together || !sign(*c))
                .map(|c| if sign(c) { ' ' } else { c })
                .collect();
            let changed = together && written != row.form;
            let alone = if letters <= 3 && (capital || changed) { Sense::CAPITALS } else { 0 };
            let dot = row.form.ends_with('.') && row.form.matches(sign).count() == 1;
            let dotted = if dot { Sense::DOTTED } else { 0 };
            let key = phrase(&allonym::unicode::generator::normalize_with(self.chars, &written));
            self.insert(row, key, Sense { class, language, flags: flags | alone | dotted, link })?;
        }
        Ok(())
    }

    fn insert(&mut self, row: &Row, key: String, sense: Sense) -> Result<(), String> {
        if key.is_empty() {
            return Err(format!("{}: '{}' has no letter", row.at(), row.form));
        }
        self.senses.entry(key).or_default().insert(sense);
        Ok(())
    }
}

impl Row<'_> {
    fn at(&self) -> String {
        format!("data/lexicon/{}:{}", self.file, self.line)
    }

    fn language(&self) -> Result<allonym::Language, String> {
        let code = padded(self.language)
            .ok_or_else(|| format!("{}: '{}' is no language code", self.at(), self.language))?;
        Ok(allonym::Language::from_code(&code))
    }
}

pub(crate) fn generate(folder: &Path, chars: &CharTables) -> Result<File, String> {
    let mut entries = Entries { senses: BTreeMap::new(), chars };
    let mut files = Vec::new();
    for (file, columns, short) in FILES {
        let [third, fourth] = *columns;
        let rows = match (third, fourth) {
            ("", _) => data::tsv(&folder.join(file), ["language", "form"])?
                .into_iter()
                .map(|(line, [language, form])| (line, [language, form, String::new(), String::new()]))
                .collect::<Vec<_>>(),
            (_, "") => data::tsv(&folder.join(file), ["language", "form", third])?
                .into_iter()
                .map(|(line, [language, form, what])| (line, [language, form, what, String::new()]))
                .collect(),
            _ => data::tsv(&folder.join(file), ["language", "form", third, fourth])?,
        };
        files.push((*file, *short, rows));
    }
    // The files of places share their numbers: a city stands in one for its time zone and in the other, and a territory is
    // the same in all its forms and in its adjectives.
    let rows_of = |wanted: fn(&str) -> bool| -> Vec<_> {
        files.iter().filter(|(file, ..)| wanted(file)).flat_map(|(_, _, rows)| rows.clone()).collect()
    };
    let places = links("cities.tsv", &rows_of(is_place))?;
    let concepts = links("concepts.tsv", &rows_of(is_concept))?;
    for (file, short, rows) in &files {
        let own = links(file, rows)?;
        let links = match *file {
            file if is_place(file) => &places,
            file if is_concept(file) => &concepts,
            _ => &own,
        };
        for (line, [language, form, third, fourth]) in rows {
            let row = Row { file, line: *line, language, form };
            let unknown = || format!("{}: '{third}' or '{fourth}' is not known here", row.at());
            let (class, flags) = class_of(file, third, fourth).ok_or_else(unknown)?;
            let id = link_of(file, third, fourth);
            let link = match class {
                Class::Number => {
                    let value: u16 = third.parse().map_err(|_| unknown())?;
                    value.checked_add(1).ok_or_else(unknown)?
                }
                _ => links.get(id.as_str()).copied().unwrap_or(0),
            };
            if *short {
                entries.add_short(&row, class, flags, link)?;
            } else {
                entries.add(&row, class, flags, link)?;
            }
        }
    }
    Ok(File { name: "crates/allonym-data/tables/lexicon.bin", content: encode(&entries.senses)? })
}

/// The files: their columns after language and form, and whether abbreviations in them are written in several ways.
const FILES: &[(&str, [&str; 2], bool)] = &[
    ("titles.tsv", ["class", "place"], false),
    ("particles.tsv", ["class", ""], false),
    ("organizations.tsv", ["class", ""], false),
    ("places.tsv", ["class", ""], false),
    ("calendar.tsv", ["class", ""], false),
    ("place_names.tsv", ["place", ""], false),
    ("cities.tsv", ["place", "size"], false),
    ("demonyms.tsv", ["territory", ""], false),
    ("territory_forms.tsv", ["territory", ""], false),
    ("connectors.tsv", ["", ""], false),
    ("function_words.tsv", ["", ""], false),
    ("elisions.tsv", ["", ""], false),
    ("suffixes.tsv", ["suffix", ""], false),
    ("legal_forms.tsv", ["place", "form_class"], true),
    ("concepts.tsv", ["class", "concept"], true),
    ("translations.tsv", ["class", "concept"], true),
    ("numbers.tsv", ["value", ""], false),
    ("vessels.tsv", ["place", ""], true),
    ("markers.tsv", ["class", ""], true),
    ("family_names.tsv", ["", ""], false),
    ("given_names.tsv", ["", ""], false),
    ("speech_verbs.tsv", ["", ""], false),
    ("international_organizations.tsv", ["organization", ""], true),
    ("given_name_forms.tsv", ["class", "name"], false),
    ("initials.tsv", ["", ""], false),
    ("male_names.tsv", ["", ""], false),
];

/// The cell that says which forms mean the same.
fn link_of(file: &str, third: &str, fourth: &str) -> String {
    match file {
        "place_names.tsv" | "cities.tsv" | "demonyms.tsv" | "territory_forms.tsv" if third != "ZZ" => {
            third.to_owned()
        }
        "suffixes.tsv" | "international_organizations.tsv" => third.to_owned(),
        "legal_forms.tsv" | "concepts.tsv" | "translations.tsv" | "given_name_forms.tsv" => fourth.to_owned(),
        _ => String::new(),
    }
}

fn is_place(file: &str) -> bool {
    matches!(file, "place_names.tsv" | "cities.tsv" | "demonyms.tsv" | "territory_forms.tsv")
}

/// The files that share their concepts.
fn is_concept(file: &str) -> bool {
    matches!(file, "concepts.tsv" | "translations.tsv")
}

/// A number for each group of forms of a file that mean the same.
fn links(file: &str, rows: &[(usize, [String; 4])]) -> Result<BTreeMap<String, u16>, String> {
    let ids: BTreeSet<String> =
        rows.iter().map(|(_, [_, _, third, fourth])| link_of(file, third, fourth)).collect();
    let ids = ids.into_iter().filter(|id| !id.is_empty());
    ids.zip(1..)
        .map(|(id, number)| Ok((id, u16::try_from(number).map_err(|_| format!("{file}: too many links"))?)))
        .collect()
}

fn class_of(file: &str, third: &str, fourth: &str) -> Option<(Class, u8)> {
    let side = |place: &str| {
        Some(match place {
            "before" => Sense::BEFORE,
            "after" => Sense::AFTER,
            "both" => Sense::BEFORE | Sense::AFTER,
            _ => return None,
        })
    };
    let plain = |class| Some((class, 0));
    match (file, third) {
        ("titles.tsv", "honorific") => Some((Class::Honorific, side(fourth)?)),
        ("titles.tsv", "rank") => Some((Class::Rank, side(fourth)?)),
        ("titles.tsv", "office") => Some((Class::Office, side(fourth)?)),
        ("titles.tsv", "modifier") => Some((Class::Modifier, side(fourth)?)),
        ("particles.tsv", "article") => plain(Class::Article),
        ("particles.tsv", "filiation") => Some((Class::Filiation, Sense::BEFORE)),
        ("particles.tsv", "filiation-after") => Some((Class::Filiation, Sense::AFTER)),
        ("particles.tsv", "filiation-family") => Some((Class::Filiation, Sense::BEFORE | Sense::FAMILY)),
        ("particles.tsv", "filiation-after-family") => Some((Class::Filiation, Sense::AFTER | Sense::FAMILY)),
        ("particles.tsv", "kunya") => plain(Class::Kunya),
        ("particles.tsv", "nobiliary") => plain(Class::Nobiliary),
        ("particles.tsv", "compound") => Some((Class::Compound, Sense::AFTER)),
        ("particles.tsv", "compound-before") => Some((Class::Compound, Sense::BEFORE)),
        ("organizations.tsv", "head") => plain(Class::OrganizationHead),
        ("organizations.tsv", "generic") => plain(Class::OrganizationGeneric),
        ("places.tsv", "head") => plain(Class::PlaceHead),
        ("places.tsv", "generic") => plain(Class::PlaceGeneric),
        ("places.tsv", "locative") => plain(Class::Locative),
        ("calendar.tsv", "month") => plain(Class::Month),
        ("calendar.tsv", "weekday") => plain(Class::Weekday),
        ("place_names.tsv", _) => Some((Class::PlaceName, Sense::MAJOR)),
        ("cities.tsv", _) => Some((Class::PlaceName, size(fourth)?)),
        ("demonyms.tsv", _) => plain(Class::Demonym),
        ("territory_forms.tsv", _) => plain(Class::TerritoryForm),
        ("connectors.tsv", _) => plain(Class::Connector),
        ("function_words.tsv", _) => plain(Class::Function),
        ("elisions.tsv", _) => plain(Class::Elision),
        ("suffixes.tsv", _) => plain(Class::Suffix),
        ("legal_forms.tsv", place) => Some((Class::LegalForm, side(place)?)),
        ("concepts.tsv", "word") => plain(Class::Concept),
        ("concepts.tsv", "head") => plain(Class::ConceptHead),
        ("concepts.tsv", "place") => plain(Class::ConceptPlace),
        ("translations.tsv", "word") => plain(Class::Translation),
        ("translations.tsv", "head") => plain(Class::TranslationHead),
        ("numbers.tsv", _) => plain(Class::Number),
        ("vessels.tsv", place) => Some((Class::Vessel, side(place)?)),
        ("markers.tsv", "alias") => plain(Class::Alias),
        ("markers.tsv", "birth") => plain(Class::Birth),
        ("markers.tsv", "nameless") => plain(Class::Nameless),
        ("family_names.tsv", _) => plain(Class::Family),
        ("given_names.tsv", _) => plain(Class::Given),
        ("speech_verbs.tsv", _) => plain(Class::Speech),
        ("international_organizations.tsv", _) => plain(Class::OrganizationName),
        ("given_name_forms.tsv", "form") => plain(Class::GivenForm),
        ("given_name_forms.tsv", "short") => plain(Class::GivenShort),
        ("given_name_forms.tsv", "family") => plain(Class::FamilyForm),
        ("initials.tsv", _) => plain(Class::Initial),
        ("male_names.tsv", _) => plain(Class::MaleGiven),
        _ => None,
    }
}

/// How large a city is, as a flag.
fn size(size: &str) -> Option<u8> {
    match size {
        "major" => Some(Sense::MAJOR),
        "large" => Some(Sense::LARGE),
        "small" => Some(0),
        _ => None,
    }
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
