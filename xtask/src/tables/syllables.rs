//! `crates/allonym-data/tables/syllables.bin`: syllables of `data/han/syllables.tsv` and `data/lexicon/name_syllables.tsv`,
//! and what they are written with.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use allonym::tables::char_trie::CharTables;
use allonym::tables::hash::hash;
use allonym::tables::syllables::MAGIC;
use allonym::unicode::generator::normalize_with;

use crate::data;
use crate::emit::File;

pub(crate) fn generate(folder: &Path, chars: &CharTables) -> Result<File, String> {
    let path = folder.join("han/syllables.tsv");
    let mut entries: BTreeSet<(u32, u16)> = BTreeSet::new();
    let columns = ["language", "syllable", "latin", "chars"];
    let mut rows = data::tsv(&path, columns)?;
    rows.extend(data::tsv(&folder.join("lexicon/name_syllables.tsv"), columns)?);
    let mut traditional: BTreeMap<char, Vec<char>> = BTreeMap::new();
    for (_, [older, newer]) in data::tsv(&folder.join("han/simplified.tsv"), ["char", "symbols"])? {
        if let (Some(older), Some(newer)) = (older.chars().next(), newer.chars().next()) {
            traditional.entry(newer).or_default().push(older);
        }
    }
    for (number, (line, [_, syllable, latin, han])) in rows.into_iter().enumerate() {
        let number =
            u16::try_from(number).map_err(|_| format!("{}:{line}: too many rows", path.display()))?;
        let native = syllable.chars().filter(|c| !c.is_ascii() && syllable.chars().count() == 1);
        let written = latin.split(' ').map(str::to_owned);
        let older = han.chars().flat_map(|c| traditional.get(&c).into_iter().flatten().copied());
        let written = written.chain(native.chain(han.chars()).chain(older).map(String::from));
        entries.extend(written.map(|text| (hash(normalize_with(chars, &text).as_bytes()), number)));
    }
    let mut content = MAGIC.to_vec();
    content.extend(u32::try_from(entries.len()).map_err(|_| "too many readings")?.to_le_bytes());
    content.extend(entries.iter().flat_map(|(hash, _)| hash.to_le_bytes()));
    content.extend(entries.iter().flat_map(|(_, number)| number.to_le_bytes()));
    Ok(File { name: "crates/allonym-data/tables/syllables.bin", content })
}
