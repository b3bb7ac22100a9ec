//! `crates/allonym-data/tables/countries.bin`: how countries spell names otherwise than others, by `data/tags/countries.toml`.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use allonym::Country;
use allonym::tables::char_trie::{Alphabet, CharTables};
use allonym::tables::countries::{LanguageCountries, encode, spelling};
use allonym::tables::hash::hash;
use allonym::tables::romanize::{RomanizationModel, RomanizationModels};
use allonym::{
    spelling::model::{SpellingResources, symbols},
    tables::evidence::SpellingModels,
};
use serde::Deserialize;

use super::country_models::{CountryWeights, Group, Lists, Price, Word, shares};
use super::spelling::Alphabet as Letters;
use super::tags::padded;
use crate::data;
use crate::emit::File;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Plan {
    #[serde(rename = "source")]
    _source: Vec<String>,
    least: usize,
    own: f64,
    region: f64,
    people: u32,
    trust: f64,
    language: Vec<Language>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Language {
    tag: String,
    list: String,
    regions: Vec<Vec<String>>,
}

/// Spellings of a word that are learned from, the likeliest ones; a rarer one hardly ever becomes the likeliest.
const MAX_SPELLINGS: usize = 40;
const THREADS: usize = 2;

/// How often a word is spelled so, by word, by country.
type Rows = BTreeMap<String, BTreeMap<String, BTreeMap<String, u32>>>;

struct Reader<'a> {
    root: &'a Path,
    knowledge: SpellingResources<'a>,
    plan: Plan,
}

/// Gives a reader of the lists with the models that stand in `crates/allonym-data`.
fn with_reader<T>(
    root: &Path,
    chars: &CharTables,
    alphabets: &[Letters],
    give: impl FnOnce(&Reader<'_>, &[u8]) -> Result<T, String>,
) -> Result<T, String> {
    let plan: Plan = data::toml(&root.join("data/tags/countries.toml"))?;
    let table = |name: &str| {
        let path = root.join("crates/allonym-data/tables").join(name);
        fs::read(&path).map_err(|e| format!("{}: {e}; `cargo xtask train` makes it", path.display()))
    };
    let (evidence, romanize) = (table("evidence.bin")?, table("romanize.bin")?);
    let letters: Vec<Vec<(char, &str)>> = alphabets
        .iter()
        .map(|a| a.letters.iter().map(|(letter, symbols)| (*letter, symbols.as_str())).collect())
        .collect();
    let alphabets: Vec<Alphabet<'_>> = alphabets
        .iter()
        .zip(&letters)
        .map(|(alphabet, letters)| {
            let script =
                alphabet.script.parse().map_err(|e| format!("data/scripts/{}.toml: {e}", alphabet.script))?;
            Ok(Alphabet { script, decompose: alphabet.decompose, keep: &alphabet.keep, letters })
        })
        .collect::<Result<_, String>>()?;
    let knowledge =
        SpellingResources { chars, alphabets: &alphabets, models: SpellingModels::new(&evidence) };
    give(&Reader { root, knowledge, plan }, &romanize)
}

/// Whether a word is one of the tenth that is kept back when it is measured what was learned.
fn is_held(word: &str) -> bool {
    hash(word.as_bytes()) % 10 == 3
}

impl Reader<'_> {
    fn rows(&self, list: &str) -> Result<Rows, String> {
        let path = self.root.join(format!("data/training/{list}.tsv"));
        let mut rows = Rows::new();
        for (line, [native, latin, weight, country]) in
            data::tsv(&path, ["native", "latin", "weight", "country"])?
        {
            let weight: u32 =
                weight.parse().map_err(|_| format!("{}:{line}: no whole weight", path.display()))?;
            let (_, latin) = symbols(self.knowledge.chars, self.knowledge.alphabets, &latin);
            if latin.iter().all(char::is_ascii_lowercase) {
                let countries = rows.entry(native).or_default().entry(country).or_default();
                *countries.entry(latin.into_iter().collect()).or_default() += weight;
            }
        }
        Ok(rows)
    }

    /// The spellings that the model thinks of for each word.
    fn words(&self, model: &RomanizationModel<'_>, rows: &Rows) -> Result<Vec<Word>, String> {
        let natives: Vec<&String> = rows.keys().collect();
        let word = |native: &&String| {
            let (_, symbols) = symbols(self.knowledge.chars, self.knowledge.alphabets, native);
            let spelled = self.knowledge.encode(native);
            let mut proposals = model.proposals(self.knowledge.chars, &symbols);
            proposals.truncate(MAX_SPELLINGS);
            let bits = std::f64::consts::LN_2 / 256.0;
            let features = proposals.iter().map(|p| self.knowledge.country_features(&spelled, &p.text));
            Word {
                features: features.collect(),
                scores: proposals.iter().map(|p| f64::from(p.score) * bits).collect(),
                texts: proposals.into_iter().map(|p| p.text).collect(),
            }
        };
        let parts = natives.chunks(natives.len().div_ceil(THREADS).max(1));
        std::thread::scope(|scope| {
            let threads: Vec<_> =
                parts.map(|part| scope.spawn(move || part.iter().map(word).collect::<Vec<_>>())).collect();
            let done = threads.into_iter().map(|thread| thread.join().map_err(|_| "a thread failed"));
            Ok(done.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect())
        })
    }

    /// Words and countries, each with the spellings that are attested.
    fn lists(
        &self,
        language: &Language,
        model: &RomanizationModel<'_>,
    ) -> Result<(Lists, Vec<bool>), String> {
        let mut regions = BTreeMap::new();
        for (at, countries) in language.regions.iter().enumerate() {
            regions.extend(countries.iter().map(|country| (country.clone(), at)));
        }
        let rows = self.rows(&language.list)?;
        let words = self.words(model, &rows)?;
        let mut groups = Vec::new();
        for (word, (native, countries)) in rows.iter().enumerate() {
            for (country, spellings) in countries {
                let country = regions.keys().position(|known| known == country).ok_or_else(|| {
                    format!("data/tags/countries.toml: {country} of {native} is in no region")
                })?;
                groups.push(Group { word, country, spellings: spellings.clone() });
            }
        }
        let held = rows.keys().map(|native| is_held(native)).collect();
        let (countries, regions) = regions.into_iter().unzip();
        Ok((Lists { countries, regions, words, groups }, held))
    }

    /// The spellings that are met often in a country, and what that adds to what is learned of it in 1/16 bit: people
    /// count against `trust` times the share that the spelling has without them.
    fn observed(
        &self,
        language: &Language,
        lists: &Lists,
        weights: &CountryWeights,
    ) -> Result<BTreeMap<u32, u8>, String> {
        let mut observed = BTreeMap::new();
        let natives = self.rows(&language.list)?;
        let natives: Vec<&String> = natives.keys().collect();
        for group in &lists.groups {
            let (Some(word), Some(native), Some(country)) =
                (lists.words.get(group.word), natives.get(group.word), lists.countries.get(group.country))
            else {
                continue;
            };
            let country: Country = country.parse().map_err(|e| format!("data/tags/countries.toml: {e}"))?;
            let (_, symbols) = symbols(self.knowledge.chars, self.knowledge.alphabets, native);
            for (share, text) in shares(word, weights, group.country) {
                let people = group.spellings.get(text).copied().unwrap_or(0);
                let against = self.plan.trust * share.max(1e-4);
                let weight = 16.0 * libm::log2(1.0 + f64::from(people) / against);
                // Half a bit and less is not worth its place.
                if people >= self.plan.people && weight > 8.0 {
                    observed.insert(spelling(&symbols, text, country), weight.round().min(255.0) as u8);
                }
            }
        }
        Ok(observed)
    }

    fn price(&self) -> Price {
        Price { least: self.plan.least, own: self.plan.own, region: self.plan.region }
    }
}

fn model<'a>(romanize: &'a [u8], tag: &str) -> Result<RomanizationModel<'a>, String> {
    let mut models = RomanizationModels::open(romanize).into_iter().flat_map(RomanizationModels::models);
    let found = models.find(|(language, _)| language.as_str() == tag);
    found.map(|(_, model)| model).ok_or_else(|| format!("romanize.bin has no model of {tag}"))
}

pub(crate) fn generate(root: &Path, chars: &CharTables, alphabets: &[Letters]) -> Result<File, String> {
    with_reader(root, chars, alphabets, |reader, romanize| {
        let mut languages = Vec::new();
        for language in &reader.plan.language {
            let (lists, _) = reader.lists(language, &model(romanize, &language.tag)?)?;
            let all: Vec<&Group> = lists.groups.iter().collect();
            let weights = CountryWeights::learn(&lists, &all, &reader.price());
            let tag = padded(&language.tag).ok_or_else(|| format!("'{}' is no tag", language.tag))?;
            let observed = reader.observed(language, &lists, &weights)?;
            let countries = lists.countries.iter().map(|country| country.parse());
            languages.push(LanguageCountries {
                tag,
                countries: countries
                    .collect::<Result<_, _>>()
                    .map_err(|e| format!("data/tags/countries.toml: {e}"))?,
                features: weights.features,
                weights: weights.weights,
                spellings: observed.keys().copied().collect(),
                spelling_weights: observed.into_values().collect(),
            });
        }
        let content = encode(&languages).ok_or("more spellings of countries than a table holds")?;
        Ok(File { name: "crates/allonym-data/tables/countries.bin", content })
    })
}

/// What is right of the words and the people of a country.
#[derive(Clone, Copy, Default)]
struct Right {
    words: u32,
    first: u32,
    three: u32,
    people: u32,
    people_first: u32,
    people_three: u32,
}

impl Right {
    fn count(&mut self, ranked: &[&str], attested: &BTreeMap<String, u32>) {
        let times = |text: &&str| attested.get(*text).copied().unwrap_or(0);
        let first = ranked.first().map_or(0, times);
        let three: u32 = ranked.iter().take(3).map(times).sum();
        self.words += 1;
        self.first += u32::from(first > 0);
        self.three += u32::from(three > 0);
        self.people += attested.values().sum::<u32>();
        self.people_first += first;
        self.people_three += three;
    }

    fn cells(self) -> String {
        let percent = |a: u32, b: u32| format!("{:.1}", 100.0 * f64::from(a) / f64::from(b.max(1)));
        let words = [self.first, self.three].map(|right| percent(right, self.words));
        let people = [self.people_first, self.people_three].map(|right| percent(right, self.people));
        [words, people].concat().join("\t")
    }
}

/// Learns from nine tenths of the words and says, of the others, how often the first spelling and one of the first
/// three is attested in the country, without the country and with it.
pub(crate) fn measure(root: &Path, chars: &CharTables, alphabets: &[Letters]) -> Result<String, String> {
    with_reader(root, chars, alphabets, |reader, romanize| {
        let mut out =
            String::from("language\tcountry\twords\tpeople\tway\tfirst\tof 3\tpeople, first\tpeople, of 3\n");
        for language in &reader.plan.language {
            let model = model(romanize, &language.tag)?;
            let (lists, held) = reader.lists(language, &model)?;
            let natives: Vec<String> = reader.rows(&language.list)?.into_keys().collect();
            let is_held = |group: &&Group| held.get(group.word) == Some(&true);
            let (kept, learned): (Vec<&Group>, Vec<&Group>) = lists.groups.iter().partition(is_held);
            let weights = CountryWeights::learn(&lists, &learned, &reader.price());
            let mut rights = vec![[Right::default(); 2]; lists.countries.len() + 1];
            for group in kept {
                let (Some(native), Some(word)) = (natives.get(group.word), lists.words.get(group.word))
                else {
                    continue;
                };
                let (_, symbols) = symbols(chars, reader.knowledge.alphabets, native);
                let plain: Vec<String> = model.spellings(chars, &symbols);
                let plain: Vec<&str> = plain.iter().map(String::as_str).collect();
                let weighed = shares(word, &weights, group.country);
                let weighed: Vec<&str> = weighed.into_iter().map(|(_, text)| text).collect();
                for (at, rights) in rights.iter_mut().enumerate() {
                    if at == group.country || at == lists.countries.len() {
                        let [without, with] = rights;
                        without.count(&plain, &group.spellings);
                        with.count(&weighed, &group.spellings);
                    }
                }
            }
            let names = lists.countries.iter().map(String::as_str).chain(["all"]);
            for (country, [without, with]) in names.zip(rights).filter(|(_, rights)| rights[0].words > 0) {
                for (way, right) in [("without", without), ("with", with)] {
                    let _ = writeln!(
                        out,
                        "{}\t{country}\t{}\t{}\t{way}\t{}",
                        language.tag,
                        right.words,
                        right.people,
                        right.cells()
                    );
                }
            }
        }
        Ok(out)
    })
}
