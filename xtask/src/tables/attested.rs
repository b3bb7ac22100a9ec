//! `crates/allonym-data/tables/attested.bin`: which forms in other scripts Latin words are spellings of, by `data/compare/attested.toml`.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use allonym::tables::attested::{USUAL, encode, form};
use allonym::tables::char_trie::CharTables;
use allonym::unicode::generator::normalize_with;
use serde::Deserialize;

use crate::data;
use crate::emit::File;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Plan {
    known: u64,
    most: usize,
    usual: Usual,
    groups: BTreeMap<String, Vec<String>>,
    articles: Articles,
}

/// Articles that are written with a word or left out of it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Articles {
    native: Vec<String>,
    latin: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Usual {
    times: u64,
    of_word: f64,
    of_form: f64,
}

/// A form in another script: the number of its group and its key.
type Form = (usize, String);

pub(crate) fn generate(folder: &Path, chars: &CharTables) -> Result<File, String> {
    let path = folder.join("compare/attested.toml");
    let plan: Plan = data::toml(&path)?;
    if plan.groups.len() > 8 {
        return Err(format!("{}: there is room for eight groups", path.display()));
    }
    let key = |text: &str| -> String {
        normalize_with(chars, text).chars().filter(|c| !matches!(c, '\'' | '.' | '"')).collect()
    };
    let mut pairs: Vec<(usize, String, String, u64)> = Vec::new();
    for (group, list) in
        plan.groups.values().enumerate().flat_map(|(at, lists)| lists.iter().map(move |l| (at, l)))
    {
        for (line, native, latin, weight) in data::pairs(&folder.join(format!("training/{list}.tsv")))? {
            let weight: u64 =
                weight.parse().map_err(|_| format!("training/{list}.tsv:{line}: no whole weight"))?;
            let (native, latin) = (key(&native), key(&latin));
            let latin = without(&latin, &plan.articles.latin).unwrap_or(&latin);
            if !native.is_empty() && latin.chars().count() > 1 && !latin.contains(' ') {
                pairs.push((group, native, latin.to_owned(), weight));
            }
        }
    }
    // A word with its article and without is one form, where lists have both.
    let seen: BTreeSet<Form> = pairs.iter().map(|(group, native, ..)| (*group, native.clone())).collect();
    let mut with_article: BTreeMap<Form, String> = BTreeMap::new();
    let mut words: BTreeMap<String, BTreeMap<Form, u64>> = BTreeMap::new();
    let mut forms: BTreeMap<Form, u64> = BTreeMap::new();
    for (group, native, latin, weight) in pairs {
        let bare = without(&native, &plan.articles.native).map(|bare| (group, bare.to_owned()));
        let of = match bare.filter(|bare| seen.contains(bare)) {
            Some(bare) => {
                with_article.insert(bare.clone(), native);
                bare
            }
            None => (group, native),
        };
        *forms.entry(of.clone()).or_default() += weight;
        *words.entry(latin).or_default().entry(of).or_default() += weight;
    }
    let mut table = Vec::new();
    for (word, seen) in &words {
        let mut of_group: BTreeMap<usize, u64> = BTreeMap::new();
        for ((group, _), times) in seen {
            *of_group.entry(*group).or_default() += times;
        }
        let known = of_group.iter().filter(|(_, times)| **times >= plan.known);
        let groups = known.fold(0, |all, (group, _)| all | 1 << group);
        if groups == 0 {
            continue;
        }
        let mut seen: Vec<(&Form, u64)> = seen.iter().map(|(form, times)| (form, *times)).collect();
        seen.sort_by_key(|(form, times)| (std::cmp::Reverse(*times), *form));
        seen.truncate(plan.most);
        let usual = |of: &Form, times: u64| {
            let share = |all: Option<&u64>| times as f64 / all.copied().unwrap_or(0).max(1) as f64;
            times >= plan.usual.times
                && share(of_group.get(&of.0)) >= plan.usual.of_word
                && share(forms.get(of)) >= plan.usual.of_form
        };
        let numbers = seen.into_iter().flat_map(|(of, times)| {
            let usual = if usual(of, times) { USUAL } else { 0 };
            let keys = [Some(&of.1), with_article.get(of)];
            keys.into_iter().flatten().map(move |key| form(key) | usual).collect::<Vec<u16>>()
        });
        table.push((word.as_str(), groups, numbers.collect()));
    }
    Ok(File { name: "crates/allonym-data/tables/attested.bin", content: encode(table)? })
}

/// A word without the article that it begins with; nothing if it has none, or is hardly more.
fn without<'w>(word: &'w str, articles: &[String]) -> Option<&'w str> {
    /// Letters of the shortest word that an article is taken off: fewer may be a word that begins like one.
    const MIN_LETTERS: usize = 3;
    let rest = articles.iter().find_map(|article| word.strip_prefix(article.as_str()))?;
    (rest.chars().count() >= MIN_LETTERS).then_some(rest)
}
