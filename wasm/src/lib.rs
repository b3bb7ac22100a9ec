//! allonym for JavaScript: names compared, parsed, searched; with the feature `full` also found in texts, romanized and
//! transliterated.
//!
//! Results are those of the module `report` of allonym, one JSON schema for all languages, with one difference: `start`
//! and `end` are units of UTF-16, as `String.prototype.slice` counts. Text never throws; options, systems and bytes of
//! an index do, with a message that says what to do.

#[cfg(feature = "full")]
mod full;
mod options;
mod types;
mod utf16;

#[cfg(feature = "full")]
pub use full::{Transliterator, resolve, rewrite, romanizations, romanize, supply_table, systems};

use allonym::report::{ComparisonReport, HitReport, ParsedNameReport};
use allonym::spelling::SpelledWord;
use allonym::{Record, compare, index, name, unicode};
use js_sys::JSON;
use serde::Serialize;
use serde_json::Value;
use wasm_bindgen::prelude::{JsError, JsValue, wasm_bindgen};

use crate::options::{MatchOptions, RecordInput, SearchOptions, read};
use crate::utf16::Utf16;

/// What a function that can fail gives.
type Outcome<T> = Result<T, JsError>;

/// A report as an object of JavaScript.
fn object(report: &impl Serialize) -> Outcome<JsValue> {
    let json = serde_json::to_string(report)?;
    JSON::parse(&json).map_err(|_| JsError::new("a result could not be written as JSON"))
}

/// Turns the keys `start` and `end` of an object from bytes to units.
fn to_units(value: &mut Value, places: &Utf16) {
    for key in ["start", "end"] {
        if let Some(place) = value.get_mut(key) {
            *place = place.as_u64().map_or(Value::Null, |byte| places.unit(byte as usize).into());
        }
    }
}

/// How likely two texts write one name, from 0 to 1.
#[wasm_bindgen]
pub fn score(
    a: &str,
    b: &str,
    #[wasm_bindgen(unchecked_optional_param_type = "MatchOptions")] options: JsValue,
) -> Outcome<f64> {
    let options: MatchOptions = read(&options)?;
    Ok(options.matcher()?.score(&compare::Name::new(a), &compare::Name::new(b)).to_f64())
}

/// How likely two texts write one name, and why: the words that answer each other and their bits, which add up.
#[wasm_bindgen(unchecked_return_type = "Explanation")]
pub fn explain(
    a: &str,
    b: &str,
    #[wasm_bindgen(unchecked_optional_param_type = "MatchOptions")] options: JsValue,
) -> Outcome<JsValue> {
    let options: MatchOptions = read(&options)?;
    let explanation = options.matcher()?.explain(&compare::Name::new(a), &compare::Name::new(b));
    let mut report = serde_json::to_value(ComparisonReport::explained(a, b, &explanation))?;
    let (in_a, in_b) = (Utf16::new(a), Utf16::new(b));
    for evidence in report.get_mut("evidence").and_then(Value::as_array_mut).into_iter().flatten() {
        for (side, places) in [("a", &in_a), ("b", &in_b)] {
            if let Some(excerpt) = evidence.get_mut(side) {
                to_units(excerpt, places);
            }
        }
    }
    object(&report)
}

/// One form for all ways to type a name: `"match"` to compare by, `"display"` to show.
#[wasm_bindgen]
pub fn normalize(
    text: &str,
    #[wasm_bindgen(unchecked_optional_param_type = "\"match\" | \"display\"")] profile: Option<String>,
) -> Outcome<String> {
    match profile.as_deref() {
        None | Some("match") => Ok(unicode::normalize(text).into()),
        Some("display") => Ok(unicode::clean(text).into()),
        Some(other) => Err(JsError::new(&format!("no profile {other}: there are match and display"))),
    }
}

/// A name cut into its parts: titles, given and family names, legal forms.
#[wasm_bindgen(unchecked_return_type = "ParsedName")]
pub fn parse(text: &str) -> Outcome<JsValue> {
    let mut report = serde_json::to_value(ParsedNameReport::new(text, &name::parse(text)))?;
    let places = Utf16::new(text);
    for part in report.get_mut("parts").and_then(Value::as_array_mut).into_iter().flatten() {
        to_units(part, &places);
    }
    object(&report)
}

/// A name that is prepared once and compared often.
#[wasm_bindgen]
pub struct Name {
    inner: compare::Name,
}

#[wasm_bindgen]
impl Name {
    /// Prepares a name: some microseconds.
    #[wasm_bindgen(constructor)]
    pub fn new(text: &str) -> Name {
        Name { inner: compare::Name::new(text) }
    }

    /// How likely this and another name are one, from 0 to 1.
    pub fn score(
        &self,
        other: &Name,
        #[wasm_bindgen(unchecked_optional_param_type = "MatchOptions")] options: JsValue,
    ) -> Outcome<f64> {
        let options: MatchOptions = read(&options)?;
        Ok(options.matcher()?.score(&self.inner, &other.inner).to_f64())
    }
}

/// A list of names that is searched however the names are spelled.
#[wasm_bindgen]
pub struct Index {
    inner: index::Index,
}

#[wasm_bindgen]
impl Index {
    /// Builds an index of records; some ten microseconds each.
    pub fn build(
        #[wasm_bindgen(unchecked_param_type = "Iterable<string | ListRecord>")] records: &JsValue,
    ) -> Outcome<Index> {
        let mut builder = index::Index::builder();
        let items = js_sys::try_iter(records)
            .ok()
            .flatten()
            .ok_or_else(|| JsError::new("Index.build takes an array, or another iterable, of records"))?;
        for (at, item) in items.enumerate() {
            let item = item.map_err(|_| JsError::new(&format!("record {at} could not be read")))?;
            let record =
                RecordInput::of(&item).map_err(|why| JsError::new(&format!("record {at}: {why}")))?;
            let id = record.id.unwrap_or_else(|| at.to_string());
            let mut made = Record::new(&id, &record.name);
            if let Some(kind) = &record.kind {
                made = made.kind(kind);
            }
            if let Some(language) = &record.language {
                made = made.language(language);
            }
            builder.add(made);
        }
        Ok(Index { inner: index::Index::from_bytes(builder.build())? })
    }

    /// An index from the bytes of a file that `allonym index` or `toBytes` wrote with the same version of allonym.
    #[wasm_bindgen(js_name = fromBytes)]
    pub fn from_bytes(bytes: Vec<u8>) -> Outcome<Index> {
        Ok(Index { inner: index::Index::from_bytes(bytes)? })
    }

    /// The bytes of the index, to be kept.
    #[wasm_bindgen(js_name = toBytes)]
    pub fn to_bytes(&self) -> Vec<u8> {
        self.inner.as_bytes().to_vec()
    }

    /// How many records it has.
    #[wasm_bindgen(getter)]
    pub fn length(&self) -> usize {
        self.inner.len()
    }

    /// The records that a name most likely means, the likeliest first.
    #[wasm_bindgen(unchecked_return_type = "Hit[]")]
    pub fn search(
        &self,
        name: &str,
        #[wasm_bindgen(unchecked_optional_param_type = "SearchOptions")] options: JsValue,
    ) -> Outcome<JsValue> {
        let options: SearchOptions = read(&options)?;
        let hits = self.inner.search(options.query(name)?).hits();
        let reports: Vec<HitReport<'_>> =
            hits.iter().enumerate().map(|(at, hit)| HitReport::new(0, name, at + 1, hit)).collect();
        object(&reports)
    }
}

/// One step of an alignment of letters.
#[derive(Serialize)]
struct Unit {
    a: String,
    b: String,
    bits: f64,
}

/// Which letters of two words answer which, from the beginning of both, and the bits of each; nothing where no model
/// compares the scripts of the two.
#[wasm_bindgen(unchecked_return_type = "LetterPair[]")]
pub fn letters(a: &str, b: &str) -> Outcome<JsValue> {
    let (first, second) = (SpelledWord::new(a), SpelledWord::new(b));
    let (mut from_a, mut from_b) = (first.symbols().iter(), second.symbols().iter());
    let units: Vec<Unit> = first
        .units(&second)
        .into_iter()
        .map(|unit| Unit {
            a: from_a.by_ref().take(usize::from(unit.first)).collect(),
            b: from_b.by_ref().take(usize::from(unit.second)).collect(),
            bits: unit.bits.to_f64(),
        })
        .collect();
    object(&units)
}
