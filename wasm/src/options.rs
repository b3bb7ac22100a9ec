//! What callers give as objects, read with messages that say what is wrong.

use allonym::compare::Purpose;
use allonym::index::Query;
use allonym::{Matcher, Probability};
use js_sys::JSON;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::prelude::{JsError, JsValue};

/// The options of a function: an object, or nothing for none.
pub(crate) fn read<T: DeserializeOwned + Default>(value: &JsValue) -> Result<T, JsError> {
    if value.is_undefined() || value.is_null() {
        return Ok(T::default());
    }
    let json = JSON::stringify(value).ok().and_then(|text| text.as_string());
    let json = json.ok_or_else(|| JsError::new("options are to be a plain object"))?;
    serde_json::from_str(&json).map_err(|error| JsError::new(&format!("options: {error}")))
}

/// A number from 0 to 1.
pub(crate) fn probability(key: &str, value: f64) -> Result<Probability, JsError> {
    if (0.0..=1.0).contains(&value) {
        Ok(Probability::from_f64(value))
    } else {
        Err(JsError::new(&format!("options: {key} is to be a number from 0 to 1, and is {value}")))
    }
}

/// How two names are scored.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct MatchOptions {
    prior: Option<f64>,
    purpose: Option<Purpose>,
}

impl MatchOptions {
    pub(crate) fn matcher(&self) -> Result<Matcher, JsError> {
        let mut matcher = Matcher::new().purpose(self.purpose.unwrap_or_default());
        if let Some(prior) = self.prior {
            matcher = matcher.prior(probability("prior", prior)?);
        }
        Ok(matcher)
    }
}

/// What hits have to be.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "camelCase")]
pub(crate) struct SearchOptions {
    limit: Option<usize>,
    score_cutoff: Option<f64>,
    kind: Option<String>,
}

impl SearchOptions {
    pub(crate) fn query<'q>(&'q self, name: &'q str) -> Result<Query<'q>, JsError> {
        let mut query = Query::new(name);
        if let Some(limit) = self.limit {
            query = query.limit(limit);
        }
        if let Some(least) = self.score_cutoff {
            query = query.min_score(probability("scoreCutoff", least)?);
        }
        if let Some(kind) = &self.kind {
            query = query.kind(kind);
        }
        Ok(query)
    }
}

/// A record of a list: a name alone, or an object.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RecordInput {
    pub(crate) id: Option<String>,
    pub(crate) name: String,
    pub(crate) kind: Option<String>,
    pub(crate) language: Option<String>,
}

impl RecordInput {
    pub(crate) fn of(value: &JsValue) -> Result<RecordInput, String> {
        if let Some(name) = value.as_string() {
            return Ok(RecordInput { id: None, name, kind: None, language: None });
        }
        let json = JSON::stringify(value).ok().and_then(|text| text.as_string());
        serde_json::from_str(&json.unwrap_or_default()).map_err(|error| error.to_string())
    }
}
