//! `data/spelling/romanize.toml`: which models there are, and what they are trained on.

use std::collections::BTreeMap;
use std::path::Path;

use allonym::tables::known_words::GROUPS;
use allonym::tables::romanize::MAX_CHUNK;
use serde::Deserialize;

use crate::data;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Plan {
    #[serde(rename = "source")]
    _source: Vec<String>,
    /// Bytes of the letter model.
    pub(crate) letters: usize,
    /// The lists whose Latin words are not known words: they teach the channel alone.
    unlisted: Vec<String>,
    /// The lists whose Latin words are known words, by group.
    pub(crate) groups: BTreeMap<String, Vec<String>>,
    /// The models, the main language of a script before the others that are written in it.
    pub(crate) language: Vec<Language>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Language {
    pub(crate) tag: String,
    /// What the model is called if the language has more than one, each for a script of its own.
    #[serde(default)]
    name: Option<String>,
    /// Lists and their weights.
    pub(crate) lists: Vec<(String, f32)>,
    /// Letters that one symbol writes at most.
    pub(crate) longest: usize,
    /// Bytes of the channel.
    pub(crate) bytes: usize,
    /// How often a list has to have a native word until its spellings are kept in the table: [`MIN_MET`] if nothing is
    /// said. A list that counts high keeps fewer words by a higher number.
    #[serde(default = "min_met")]
    pub(crate) met: f32,
    /// N-grams of the way back, from Latin letters to the script; none if nothing is said.
    #[serde(default)]
    pub(crate) ngrams: usize,
    /// What stands between the words of a foreign name on the way back.
    #[serde(default = "separator")]
    pub(crate) separator: String,
    /// How much the n-grams, the channel and each sign count in the second look of the way back, in 1/256.
    #[serde(default = "mix")]
    pub(crate) mix: [i32; 3],
    /// The language whose weights for the second look it takes, if its own pairs are too few to learn them.
    #[serde(default)]
    pub(crate) weights_of: Option<String>,
}

/// What [`Language::met`] is where the plan says nothing: from 2, which keeps chance meetings, to 100.
const MIN_MET: f32 = 10.0;

/// What [`Language::mix`] is where the plan says nothing.
fn mix() -> [i32; 3] {
    [160, 160, 0]
}

fn separator() -> String {
    " ".to_owned()
}

fn min_met() -> f32 {
    MIN_MET
}

impl Language {
    /// What the model is called: the name, or the tag.
    pub(crate) fn name(&self) -> &str {
        self.name.as_ref().unwrap_or(&self.tag)
    }
}

impl Plan {
    pub(crate) fn read(path: &Path) -> Result<Plan, String> {
        let plan: Plan = data::toml(path)?;
        let complain = |what: String| Err(format!("{}: {what}", path.display()));
        if plan.groups.len() != GROUPS {
            return complain(format!("{} groups of lists, not {GROUPS}", plan.groups.len()));
        }
        for language in &plan.language {
            let tag = &language.tag;
            if language.longest > MAX_CHUNK {
                return complain(format!("{tag}: a symbol writes {MAX_CHUNK} letters at most"));
            }
            if let Some((list, _)) = language.lists.iter().find(|(list, _)| plan.group(list).is_none()) {
                return complain(format!("{tag}: the list {list} is in no group and not among the unlisted"));
            }
            let own = |other: &&Language| language.weights_of.as_ref() == Some(&other.tag);
            if language.weights_of.is_some()
                && plan.language.iter().find(own).is_none_or(|other| other.weights_of.is_some())
            {
                return complain(format!("{tag}: weights_of names no language that has weights of its own"));
            }
        }
        Ok(plan)
    }

    /// The number of the group that a list is in; [`GROUPS`] for a list whose words are not known words.
    pub(crate) fn group(&self, list: &str) -> Option<usize> {
        let has = |lists: &Vec<String>| lists.iter().any(|other| other == list);
        self.groups.values().position(has).or_else(|| has(&self.unlisted).then_some(GROUPS))
    }

    /// All lists with their groups.
    pub(crate) fn lists(&self) -> impl Iterator<Item = (&str, usize)> {
        self.groups
            .values()
            .enumerate()
            .flat_map(|(group, lists)| lists.iter().map(move |list| (list.as_str(), group)))
    }
}
