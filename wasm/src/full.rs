//! What needs the tables that are loaded apart: finding, romanizing, transliterating.

use allonym::report::{EntityReport, SystemReport};
use allonym::rewrite::{Preferred, Rewriter, Style};
use allonym::{Country, Language, Probability, Romanizer, scan, translit};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use wasm_bindgen::prelude::{JsError, JsValue, wasm_bindgen};

use crate::options::{probability, read};
use crate::utf16::Utf16;
use crate::{Outcome, object, to_units};

/// A table that is a file of its own.
#[cfg(allonym_separate_tables)]
fn table(name: &str) -> Outcome<allonym_data::Table> {
    match name {
        "finder" => Ok(allonym_data::Table::Finder),
        "romanize" => Ok(allonym_data::Table::Romanize),
        "systems" => Ok(allonym_data::Table::Systems),
        _ => Err(JsError::new(&format!("no table {name}: there are finder, romanize and systems"))),
    }
}

/// Fails unless a table is here.
#[cfg(allonym_separate_tables)]
fn need(name: &str) -> Outcome<()> {
    if table(name)?.is_here() {
        return Ok(());
    }
    Err(JsError::new(&format!("the table {name} is not loaded: await load(\"{name}\") first")))
}

#[cfg(not(allonym_separate_tables))]
fn need(_: &str) -> Outcome<()> {
    Ok(())
}

/// Brings a table, as bytes of its file; to be called once for each, before what needs it.
#[wasm_bindgen(js_name = supplyTable)]
pub fn supply_table(
    #[wasm_bindgen(unchecked_param_type = "TableName")] name: &str,
    bytes: Vec<u8>,
) -> Outcome<()> {
    #[cfg(allonym_separate_tables)]
    allonym_data::supply(table(name)?, bytes.into_boxed_slice());
    #[cfg(not(allonym_separate_tables))]
    let _ = (name, bytes);
    Ok(())
}

/// The names in documents, each with all its spellings in all of them, the most mentioned first. Needs the tables
/// finder and romanize.
#[wasm_bindgen(unchecked_return_type = "Entity[]")]
pub fn resolve(documents: Vec<String>) -> Outcome<JsValue> {
    need("finder")?;
    let texts: Vec<&str> = documents.iter().map(String::as_str).collect();
    let places: Vec<Utf16> = texts.iter().map(|text| Utf16::new(text)).collect();
    let mut reports = Vec::new();
    for entity in scan::resolve(&texts) {
        let mut report = serde_json::to_value(EntityReport::new(&entity))?;
        for variant in report.get_mut("variants").and_then(Value::as_array_mut).into_iter().flatten() {
            for span in variant.get_mut("spans").and_then(Value::as_array_mut).into_iter().flatten() {
                let document = span.get("document").and_then(Value::as_u64).unwrap_or_default();
                if let Some(places) = places.get(document as usize) {
                    to_units(span, places);
                }
            }
        }
        reports.push(report);
    }
    object(&reports)
}

/// A name as a style wants it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StyleName {
    name: String,
    #[serde(default)]
    variants: Vec<String>,
    #[serde(default)]
    kind: String,
    #[serde(default)]
    language: String,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "camelCase")]
struct RewriteOptions {
    min_score: Option<f64>,
    all_scripts: bool,
    hashtags: bool,
    keep_quotes: bool,
}

/// A mention that a style changes.
#[derive(Serialize)]
struct RewriteChange<'a> {
    start: usize,
    end: usize,
    replacement: &'a str,
    preferred: &'a str,
    score: Probability,
}

/// A text and what was changed to make it.
#[derive(Serialize)]
struct Rewritten<'a> {
    text: String,
    changes: Vec<RewriteChange<'a>>,
}

/// Texts with each mention of a name of the style in the spelling that the style prefers; what is no mention keeps
/// every letter. Needs the tables finder and romanize.
#[wasm_bindgen(unchecked_return_type = "Rewritten[]")]
pub fn rewrite(
    documents: Vec<String>,
    #[wasm_bindgen(unchecked_param_type = "StyleName[]")] style: &JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "RewriteOptions")] options: JsValue,
) -> Outcome<JsValue> {
    need("finder")?;
    let names: Vec<StyleName> = read(style)?;
    let options: RewriteOptions = read(&options)?;
    let preferred = names.into_iter().map(|StyleName { name, variants, kind, language }| Preferred {
        name,
        variants,
        kind,
        language,
    });
    let mut rewriter = Rewriter::new(&Style::from_names(preferred))
        .all_scripts(options.all_scripts)
        .hashtags(options.hashtags)
        .keep_quotes(options.keep_quotes);
    if let Some(least) = options.min_score {
        rewriter = rewriter.min_score(probability("minScore", least)?);
    }
    let all: Vec<_> = documents.iter().map(|text| rewriter.changes(text)).collect();
    let reports: Vec<Rewritten<'_>> = documents
        .iter()
        .zip(&all)
        .map(|(text, changes)| {
            let places = Utf16::new(text);
            let changes = changes.iter().filter_map(|change| {
                Some(RewriteChange {
                    start: places.unit(change.span.start),
                    end: places.unit(change.span.end),
                    replacement: change.replacement.as_deref()?,
                    preferred: change.preferred,
                    score: change.score,
                })
            });
            Rewritten { text: rewriter.rewrite(text), changes: changes.collect() }
        })
        .collect();
    object(&reports)
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct RomanizeOptions {
    language: Option<String>,
    country: Option<String>,
}

impl RomanizeOptions {
    fn romanizer(&self) -> Outcome<Romanizer> {
        let mut romanizer = Romanizer::new();
        if let Some(tag) = &self.language {
            romanizer = romanizer.language(tag.parse::<Language>()?);
        }
        if let Some(code) = &self.country {
            romanizer = romanizer.country(code.parse::<Country>()?);
        }
        Ok(romanizer)
    }
}

/// A name in Latin letters, as people write it. Needs the table romanize.
#[wasm_bindgen]
pub fn romanize(
    text: &str,
    #[wasm_bindgen(unchecked_optional_param_type = "RomanizeOptions")] options: JsValue,
) -> Outcome<String> {
    need("romanize")?;
    Ok(read::<RomanizeOptions>(&options)?.romanizer()?.romanize(text))
}

/// The likeliest spellings of a name in Latin letters, at most `n`. Needs the table romanize.
#[wasm_bindgen(unchecked_return_type = "string[]")]
pub fn romanizations(
    text: &str,
    n: usize,
    #[wasm_bindgen(unchecked_optional_param_type = "RomanizeOptions")] options: JsValue,
) -> Outcome<Vec<String>> {
    need("romanize")?;
    let found = read::<RomanizeOptions>(&options)?.romanizer()?.n_best(text, n);
    Ok(found.into_iter().map(|romanization| romanization.text).collect())
}

/// The published romanization systems whose identifier, title, authority or language has the text `filter`. Needs the
/// table systems.
#[wasm_bindgen(unchecked_return_type = "System[]")]
pub fn systems(filter: Option<String>) -> Outcome<JsValue> {
    need("systems")?;
    let wanted = filter.unwrap_or_default().to_lowercase();
    let all = translit::systems();
    let reports: Vec<SystemReport<'_>> = all
        .iter()
        .filter(|system| {
            [system.id(), system.title(), system.authority()]
                .iter()
                .any(|text| text.to_lowercase().contains(&wanted))
        })
        .map(SystemReport::new)
        .collect();
    object(&reports)
}

/// A published romanization system, to the letter. Needs the table systems.
#[wasm_bindgen]
pub struct Transliterator {
    inner: translit::Transliterator,
}

#[wasm_bindgen]
impl Transliterator {
    /// The system of this name: "pinyin", "bgn/pcgn 1947 russian", an identifier.
    #[wasm_bindgen(constructor)]
    pub fn new(system: &str) -> Outcome<Transliterator> {
        need("systems")?;
        Ok(Transliterator { inner: translit::Transliterator::named(system)? })
    }

    /// A system of your own rules.
    #[wasm_bindgen(js_name = fromRules)]
    pub fn from_rules(rules: &str) -> Outcome<Transliterator> {
        Ok(Transliterator { inner: translit::Transliterator::from_rules(rules)? })
    }

    /// The way back, where the system has one.
    pub fn reversed(&self) -> Outcome<Transliterator> {
        Ok(Transliterator { inner: self.inner.reversed()? })
    }

    /// A text by the system.
    pub fn transliterate(&self, text: &str) -> String {
        self.inner.transliterate(text).into_owned()
    }
}
