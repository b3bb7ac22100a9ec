//! `src/tables/generated/ranking.rs`: the numbers of `data/index/ranking.toml`.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use allonym::tables::ranking::{FEATURE_NAMES, WEIGHT_ONE};
use serde::Deserialize;

use crate::data;
use crate::emit::File;

/// The file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Ranking {
    weights: BTreeMap<String, f64>,
    probability: Probability,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Probability {
    intercept: f64,
    relevance: f64,
    relevance_limit: f64,
    margin: f64,
    words: f64,
}

pub(crate) fn generate(path: &Path) -> Result<File, String> {
    let Ranking { mut weights, probability } = data::toml(path)?;
    let mut body = String::from(
        "use crate::quantity::LogOdds;\nuse crate::tables::ranking::RankingModel;\n\n/// The model that orders the hits of a search.\npub(crate) static RANKING: RankingModel = RankingModel {\n    weights: [\n",
    );
    let fixed = |value: f64| (value * f64::from(WEIGHT_ONE)).round();
    for name in FEATURE_NAMES {
        let weight =
            weights.remove(name).ok_or_else(|| format!("{}: '{name}' has no weight", path.display()))?;
        let _ = writeln!(body, "        {}, // {name}", fixed(weight));
    }
    if let Some(name) = weights.keys().next() {
        return Err(format!("{}: there is no feature '{name}'", path.display()));
    }
    let Probability { intercept, relevance, relevance_limit, margin, words } = probability;
    if relevance < 0.0 || margin < 0.0 {
        return Err(format!("{}: relevance and margin must not be below 0", path.display()));
    }
    let bits = |value: f64| format!("LogOdds::from_parts({})", (value * 256.0).round());
    let _ = write!(
        body,
        "    ],\n    intercept: {},\n    relevance: {},\n    relevance_limit: {},\n    margin: {},\n    words: {},\n}};\n",
        bits(intercept),
        fixed(relevance),
        bits(relevance_limit),
        fixed(margin),
        fixed(words)
    );
    Ok(File::rust("src/tables/generated/ranking.rs", "data/index/ranking.toml", &body))
}
