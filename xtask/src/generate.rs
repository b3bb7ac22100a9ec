//! Names for measuring the index: as many as wanted, in all scripts, the same for the same seed.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{BufWriter, Write as _};
use std::path::Path;

use serde::Deserialize;

use crate::data;

/// `data/frequency/generate.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Plan {
    /// Names of a hundred that stand in Latin letters.
    latin: u64,
    /// Queries of a hundred in the other script, and misspelled; the others are as in the list.
    crossed: u64,
    misspelled: u64,
    list: BTreeMap<String, List>,
}

/// One list of words: how often its names come, what stands between the words in its own script.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct List {
    language: String,
    share: u64,
    #[serde(default)]
    between: Option<String>,
}

/// Words with both spellings and the sum of weights up to each.
struct Words {
    language: String,
    between: String,
    pairs: Vec<(String, String)>,
    sums: Vec<u64>,
}

/// Numbers that look random (splitmix64), the same everywhere.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ self.0 >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ mixed >> 31) % end.max(1)
    }
}

/// Writes `rows` names to `out`, columns id, name, kind, language; and to `queries` a query for every so many of them.
pub(crate) fn generate(
    root: &Path,
    rows: u64,
    seed: u64,
    out: &Path,
    queries: Option<&Path>,
) -> Result<(), String> {
    let folder = root.join("data/training");
    let plan: Plan = data::toml(&root.join("data/frequency/generate.toml"))?;
    let lists = plan.list.iter().map(|(name, list)| read(&folder.join(format!("{name}.tsv")), list));
    let lists: Vec<Words> = lists.collect::<Result<_, String>>()?;
    let shares: Vec<u64> = plan.list.values().map(|list| list.share).collect();
    let total: u64 = shares.iter().sum();
    let fail = |error: std::io::Error| error.to_string();
    let mut file = BufWriter::new(File::create(out).map_err(fail)?);
    writeln!(file, "id\tname\tkind\tlanguage").map_err(fail)?;
    let mut asked = String::from("query\tid\tnote\n");
    let every = (rows / 4000).max(1);
    let mut dice = Dice(seed);
    for row in 0..rows {
        let mut pick = dice.below(total);
        let at = shares.iter().position(|share| {
            let here = pick < *share;
            pick = pick.saturating_sub(*share);
            here
        });
        let Some(words) = at.and_then(|at| lists.get(at)) else { continue };
        let count = [2, 2, 2, 2, 2, 2, 3, 3, 3, 4].get(dice.below(10) as usize).copied().unwrap_or(2);
        // The last word is a family name: all are about as common.
        let pairs: Vec<&(String, String)> =
            (0..count).map(|at| words.pick(&mut dice, at + 1 == count)).collect();
        let latin = pairs.iter().map(|pair| capital(&pair.1)).collect::<Vec<_>>().join(" ");
        let native = pairs.iter().map(|pair| pair.0.as_str()).collect::<Vec<_>>().join(&words.between);
        let in_latin = dice.below(100) < plan.latin;
        let (name, other) = if in_latin { (&latin, &native) } else { (&native, &latin) };
        let language = if in_latin { "" } else { &words.language };
        writeln!(file, "g{row}\t{name}\tperson\t{language}").map_err(fail)?;
        if row % every == 0 {
            let dealt = dice.below(100);
            let (query, note) = if dealt < plan.crossed {
                (other.clone(), "crossed")
            } else if dealt < plan.crossed + plan.misspelled {
                (misspelled(name, &mut dice), "misspelled")
            } else {
                (name.clone(), "same")
            };
            let _ = writeln!(asked, "{query}\tg{row}\t{note}");
        }
    }
    file.flush().map_err(fail)?;
    queries.map_or(Ok(()), |path| fs::write(path, asked).map_err(fail))
}

fn read(path: &Path, list: &List) -> Result<Words, String> {
    let text = fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let mut words = Words {
        language: list.language.clone(),
        between: list.between.clone().unwrap_or_else(|| " ".into()),
        pairs: Vec::new(),
        sums: Vec::new(),
    };
    let mut sum = 0;
    for (_, line) in data::lines(&text).skip(1) {
        let mut cells = line.split('\t');
        let (Some(native), Some(latin), weight) = (cells.next(), cells.next(), cells.next()) else {
            continue;
        };
        sum += weight.and_then(|weight| weight.parse::<u64>().ok()).unwrap_or(1);
        words.pairs.push((native.into(), latin.into()));
        words.sums.push(sum);
    }
    if words.pairs.is_empty() { Err(format!("{}: no words", path.display())) } else { Ok(words) }
}

impl Words {
    fn pick(&self, dice: &mut Dice, even: bool) -> &(String, String) {
        let at = if even {
            dice.below(self.pairs.len() as u64) as usize
        } else {
            let sum = dice.below(self.sums.last().copied().unwrap_or(1));
            self.sums.partition_point(|up_to| *up_to <= sum)
        };
        self.pairs.get(at).or(self.pairs.first()).unwrap_or(const { &(String::new(), String::new()) })
    }
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// One letter is lost, doubled, or changes places with the next.
fn misspelled(name: &str, dice: &mut Dice) -> String {
    let mut letters: Vec<char> = name.chars().collect();
    let at = 1 + dice.below(letters.len().saturating_sub(2) as u64) as usize;
    match dice.below(3) {
        0 if letters.len() > 3 => {
            letters.remove(at.min(letters.len() - 1));
        }
        1 if at + 1 < letters.len() => letters.swap(at, at + 1),
        _ => {
            let letter = letters.get(at.min(letters.len().saturating_sub(1))).copied().unwrap_or('a');
            letters.insert(at.min(letters.len()), letter);
        }
    }
    letters.into_iter().collect()
}
