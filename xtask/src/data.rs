//! Reading `data/`: TOML and TSV files, with the file and the line in every complaint.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde::Deserialize;
use serde::de::DeserializeOwned;

/// `data/scripts/<code>.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Script {
    #[serde(rename = "source")]
    _source: Vec<String>,
    pub(crate) code: String,
    pub(crate) spaces: bool,
    pub(crate) vowels: Vowels,
    /// Whether names begin with a capital; only said of scripts that have capitals for other ends.
    #[serde(default = "yes")]
    pub(crate) case: bool,
    /// Whether its letters look like those of other scripts.
    #[serde(default)]
    pub(crate) lookalikes: bool,
    /// Whether letters are drawn out for emphasis: three of one in a row are one.
    #[serde(default)]
    pub(crate) elongated: bool,
    #[serde(default)]
    pub(crate) decompose: bool,
    #[serde(default)]
    pub(crate) fold: Fold,
    #[serde(default)]
    pub(crate) romanize: BTreeMap<String, String>,
    #[serde(default)]
    pub(crate) spelling: Option<Spelling>,
}

/// What the learned spelling models see of a script where that is not what folding leaves.
#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub(crate) struct Spelling {
    /// Letters that stay themselves.
    #[serde(default)]
    pub(crate) keep: Vec<char>,
    /// Whether the symbols are those of the canonical decomposition.
    #[serde(default)]
    pub(crate) decompose: bool,
    /// Letters and the symbols they are read as.
    #[serde(default)]
    pub(crate) letters: BTreeMap<char, String>,
    /// A file of more of them, columns `char` and `symbols`.
    #[serde(default)]
    pub(crate) letters_file: Option<String>,
}

fn yes() -> bool {
    true
}

#[derive(Deserialize, Clone, Copy, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Vowels {
    All,
    Partly,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub(crate) struct Fold {
    #[serde(default)]
    pub(crate) marks: Marks,
    #[serde(default)]
    pub(crate) drop: Vec<String>,
    #[serde(default)]
    pub(crate) keep: Vec<String>,
    #[serde(default)]
    pub(crate) letters: BTreeMap<String, String>,
    /// Two folded letters and what they become together.
    #[serde(default)]
    pub(crate) pairs: BTreeMap<String, String>,
}

#[derive(Deserialize, Clone, Copy, PartialEq, Eq, Default)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Marks {
    Drop,
    #[default]
    Keep,
}

/// `data/languages/<tag>.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Language {
    #[serde(rename = "source")]
    _source: Vec<String>,
    #[serde(rename = "name")]
    _name: String,
    pub(crate) scripts: Vec<String>,
    #[serde(default)]
    pub(crate) distinctive_letters: BTreeMap<String, String>,
    #[serde(default)]
    pub(crate) absent_letters: BTreeMap<String, String>,
    /// Digits that stand for letters, and words, where it is typed in Latin letters.
    #[serde(default)]
    pub(crate) chat_digits: String,
    #[serde(default)]
    pub(crate) chat_words: Vec<String>,
    #[serde(default)]
    pub(crate) capitalised_nouns: bool,
    /// Whether only the first word of an organization's name begins with a capital.
    #[serde(default)]
    pub(crate) sentence_capitals: bool,
    /// Whether the head noun of a name stands before it without an article, joined to it.
    #[serde(default)]
    pub(crate) heads_first: bool,
    /// Whether small words of names have capitals too in Latin letters, in a script without case.
    #[serde(default)]
    pub(crate) capital_particles: bool,
    /// Articles, in Latin letters, that take the sound of the letter behind them, and those letters.
    #[serde(default)]
    pub(crate) assimilated_articles: Vec<String>,
    #[serde(default)]
    pub(crate) sun_letters: Vec<String>,
    #[serde(default)]
    pub(crate) case_endings: BTreeMap<String, Vec<String>>,
    /// Small words behind which a name is in no nominative.
    #[serde(default)]
    pub(crate) prepositions: Vec<String>,
    /// How adjectives end in the nominative beside a noun that ends so; the longest ending of a noun decides.
    #[serde(default)]
    pub(crate) agreement: BTreeMap<String, Vec<String>>,
    /// Endings of names made from the name of the father, that stand between other names or behind them.
    #[serde(default)]
    pub(crate) patronymic_suffixes: Vec<String>,
    /// Endings that family names have and given names have not.
    #[serde(default)]
    pub(crate) surname_suffixes: Vec<String>,
    /// How its syllables begin and end in Latin letters, if its given names are made of any.
    #[serde(default)]
    pub(crate) onsets: Vec<String>,
    #[serde(default)]
    pub(crate) rimes: Vec<String>,
    #[serde(default)]
    pub(crate) romanize: BTreeMap<String, BTreeMap<String, String>>,
}

/// `data/unicode/punctuation.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Punctuation {
    #[serde(rename = "source")]
    _source: Vec<String>,
    pub(crate) plain: BTreeMap<String, String>,
    /// First and last sign of rows that stand for the letters from A on.
    pub(crate) framed: BTreeMap<char, char>,
    /// Marks that open a quotation, and those that close it.
    pub(crate) quotations: BTreeMap<char, String>,
    pub(crate) signs: Signs,
}

/// The signs of romanization systems that are no letters.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Signs {
    pub(crate) single: String,
    pub(crate) double: String,
}

/// `data/unicode/social.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Social {
    #[serde(rename = "source")]
    _source: Vec<String>,
    pub(crate) hashtag: String,
    pub(crate) handle: String,
    pub(crate) hosts: Vec<String>,
    pub(crate) retweet: Vec<String>,
}

/// One TOML file.
pub(crate) fn toml<T: DeserializeOwned>(path: &Path) -> Result<T, String> {
    let text = fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
    toml::from_str(&text).map_err(|e| format!("{}: {e}", path.display()))
}

/// Every TOML file of a folder, by its name without the ending.
pub(crate) fn folder<T: DeserializeOwned>(path: &Path) -> Result<BTreeMap<String, T>, String> {
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(path).map_err(|e| format!("{}: {e}", path.display()))? {
        let path = entry.map_err(|e| e.to_string())?.path();
        if path.extension().is_some_and(|ending| ending == "toml") {
            let stem = path.file_stem().and_then(|s| s.to_str()).unwrap_or_default().to_owned();
            files.insert(stem, toml(&path)?);
        }
    }
    Ok(files)
}

/// The lines of a list with their numbers, from 1 on, without the comments: lines that begin with `# `.
pub(crate) fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    (1..).zip(text.lines()).filter(|(_, line)| !line.starts_with("# "))
}

/// The rows of a TSV file whose columns are `columns`, each with its line number.
pub(crate) fn tsv<const N: usize>(
    path: &Path,
    columns: [&str; N],
) -> Result<Vec<(usize, [String; N])>, String> {
    let text = fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
    let mut lines = lines(&text).filter(|(_, line)| !line.is_empty());
    let header = lines.next().map(|(_, line)| line).unwrap_or_default();
    if header.split('\t').ne(columns) {
        return Err(format!("{}: the columns are not {}", path.display(), columns.join(", ")));
    }
    lines
        .map(|(at, line)| {
            let place = format!("{}:{at}", path.display());
            let cells: Vec<String> = line
                .split('\t')
                .map(unescape)
                .collect::<Result<_, _>>()
                .map_err(|e| format!("{place}: {e}"))?;
            let row = cells.try_into().map_err(|_| format!("{place}: not {N} columns"))?;
            Ok((at, row))
        })
        .collect()
}

/// The rows of a list of training pairs: line, native, latin, weight. More columns may follow.
pub(crate) fn pairs(path: &Path) -> Result<Vec<(usize, String, String, String)>, String> {
    let text = fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
    let mut lines = lines(&text);
    let header = lines.next().map(|(_, line)| line).unwrap_or_default();
    if !header.starts_with("native\tlatin\tweight") {
        return Err(format!("{}: the columns are not native, latin, weight", path.display()));
    }
    lines
        .map(|(at, line)| {
            let mut cells = line.split('\t').map(str::to_owned);
            match (cells.next(), cells.next(), cells.next()) {
                (Some(native), Some(latin), Some(weight)) => Ok((at, native, latin, weight)),
                _ => Err(format!("{}:{at}: less than three columns", path.display())),
            }
        })
        .collect()
}

/// `\u{200C}`, `\t`, `\n` and `\\` in a cell.
/// What the escapes of a cell stand for.
pub(crate) fn unescape(cell: &str) -> Result<String, String> {
    let mut out = String::new();
    let mut rest = cell;
    while let Some((before, after)) = rest.split_once('\\') {
        out.push_str(before);
        let bad = || format!("'\\{after}': only \\u{{…}}, \\t, \\n and \\\\ are known");
        let mut chars = after.chars();
        let escaped = match chars.next().ok_or_else(bad)? {
            't' => '\t',
            'n' => '\n',
            '\\' => '\\',
            'u' => {
                let (hex, tail) =
                    chars.as_str().strip_prefix('{').and_then(|s| s.split_once('}')).ok_or_else(bad)?;
                chars = tail.chars();
                u32::from_str_radix(hex, 16).ok().and_then(char::from_u32).ok_or_else(bad)?
            }
            _ => return Err(bad()),
        };
        out.push(escaped);
        rest = chars.as_str();
    }
    Ok(out + rest)
}
