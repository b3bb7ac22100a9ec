//! `crates/allonym-data/tables/trained.toml`: what the learned tables were made from, so that it is known without learning them again
//! whether they are those of the data.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use allonym::spelling::model::symbols;
use allonym::tables::char_trie::{Alphabet, CharTables};

use crate::data::Script;
use crate::emit::File;

/// Folders of data that training reads.
const DATA: [&str; 3] = ["data/training", "data/spelling", "data/han"];

/// The version of the trainer. It grows with every change of code after which the same data give other tables; code is
/// not hashed, because renaming a variable teaches nothing else.
const TRAINER: u32 = 1;

/// Tables that training makes.
pub(crate) const TABLES: [&str; 3] = ["evidence.bin", "romanize.bin", "transcribe.bin"];

/// FNV-1a; what is compared is no enemy.
fn hash(bytes: impl IntoIterator<Item = u8>) -> u64 {
    bytes.into_iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

/// The file, with the hashes of everything that training reads and of the tables as they are given.
pub(crate) fn file(
    root: &Path,
    scripts: &BTreeMap<String, Script>,
    chars: &CharTables,
    alphabets: &[Alphabet<'_>],
    tables: &[(&str, Vec<u8>)],
) -> Result<File, String> {
    let mut from: BTreeMap<String, u64> = BTreeMap::new();
    for folder in DATA {
        for path in files(&root.join(folder))? {
            from.insert(name(root, &path), hash(taught(&read(&path)?)));
        }
    }
    from.insert("trainer".into(), TRAINER.into());
    from.insert("letters as they are folded".into(), folding(root, chars, alphabets)?);
    let values = scripts.iter().map(|(code, script)| format!("{code}{:?}", script.romanize));
    from.insert("letter values of data/scripts".into(), hash(values.collect::<String>().into_bytes()));
    let mut out = String::from(
        "# What the learned tables were made from, and these, each with its hash (FNV-1a).\n\
         # Written by `cargo xtask train`, compared by `cargo xtask trained`.\n\n[from]\n",
    );
    for (name, hash) in &from {
        let _ = writeln!(out, "{name:?} = \"{hash:016x}\"");
    }
    out.push_str("\n[tables]\n");
    for (name, content) in tables {
        let _ = writeln!(out, "{name:?} = \"{:016x}\"", hash(content.iter().copied()));
    }
    Ok(File { name: "crates/allonym-data/tables/trained.toml", content: out.into_bytes() })
}

/// Whether `old`, the file as it stands, is `new`; else what differs.
pub(crate) fn compare(old: &str, new: &str) -> Result<(), String> {
    let lines = |text: &str| -> BTreeMap<String, String> {
        let pairs = text.lines().filter_map(|line| line.split_once(" = "));
        pairs.map(|(name, hash)| (name.to_owned(), hash.to_owned())).collect()
    };
    let (old, new) = (lines(old), lines(new));
    let mut differ = Vec::new();
    for name in old.keys().chain(new.keys().filter(|name| !old.contains_key(*name))) {
        let hash =
            |of: &BTreeMap<String, String>| of.get(name).cloned().unwrap_or_else(|| "not there".into());
        let (then, now) = (hash(&old), hash(&new));
        if then != now {
            differ.push(format!("{name} ({then} then, {now} now)"));
        }
    }
    if differ.is_empty() {
        return Ok(());
    }
    Err(format!("the learned tables are not of these data, run `cargo xtask train`: {}", differ.join(", ")))
}

/// The characters of all training lists as the models read them: other characters of the tables change no model.
fn folding(root: &Path, chars: &CharTables, alphabets: &[Alphabet<'_>]) -> Result<u64, String> {
    let mut met: BTreeMap<char, ()> = BTreeMap::new();
    for path in files(&root.join("data/training"))? {
        let text = fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
        let text = String::from_utf8_lossy(&taught(text.as_bytes())).into_owned();
        met.extend(text.chars().map(|c| (c, ())));
    }
    let bytes = met.into_keys().flat_map(|c| {
        let (script, symbols) = symbols(chars, alphabets, c.encode_utf8(&mut [0; 4]));
        let symbols: String = symbols.into_iter().collect();
        format!("{c}{}{symbols}\n", script.as_str()).into_bytes()
    });
    Ok(hash(bytes))
}

/// What a file teaches: all of it but the comments, lines that begin with `# `. They may say more of a source without
/// making the tables those of other data.
fn taught(content: &[u8]) -> Vec<u8> {
    let lines = content.split_inclusive(|byte| *byte == b'\n');
    lines.filter(|line| !line.starts_with(b"# ")).flatten().copied().collect()
}

fn read(path: &Path) -> Result<Vec<u8>, String> {
    fs::read(path).map_err(|e| format!("{}: {e}", path.display()))
}

fn name(root: &Path, path: &Path) -> String {
    let parts: Vec<String> = path
        .strip_prefix(root)
        .unwrap_or(path)
        .components()
        .map(|part| part.as_os_str().to_string_lossy().into_owned())
        .collect();
    parts.join("/")
}

/// The files at a place and below it.
fn files(place: &Path) -> Result<Vec<PathBuf>, String> {
    if place.is_file() {
        return Ok(vec![place.to_path_buf()]);
    }
    let mut found = Vec::new();
    for entry in fs::read_dir(place).map_err(|e| format!("{}: {e}", place.display()))? {
        let entry = entry.map_err(|e| format!("{}: {e}", place.display()))?;
        found.extend(files(&entry.path())?);
    }
    found.sort();
    Ok(found)
}

/// The tables as they stand.
pub(crate) fn tables(folder: &Path) -> Result<Vec<(&'static str, Vec<u8>)>, String> {
    TABLES.iter().map(|name| Ok((*name, read(&folder.join(name))?))).collect()
}
