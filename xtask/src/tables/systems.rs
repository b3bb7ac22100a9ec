//! `crates/allonym-data/tables/systems.bin`: the systems of `data/systems`, compiled.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use allonym::translit::rules::{Compiled, Header, MAGIC, PassPool, compile};

use crate::emit::File;

/// What a header has to say, in the order of the table; the last two may be missing.
const FIELDS: [&str; 7] = ["title", "authority", "year", "language", "script", "target", "source"];

/// Every system, compiled, by identifier.
pub(crate) fn compile_all(folder: &Path) -> Result<BTreeMap<String, Compiled>, String> {
    let includes = texts(&folder.join("include"))?;
    let include = |name: &str| includes.get(name).cloned();
    let compile = |(id, text): (String, String)| {
        let compiled = compile(&format!("data/systems/{id}.rules"), &text, &include);
        compiled.map(|compiled| (id, compiled)).map_err(|error| error.to_string())
    };
    texts(folder)?.into_iter().map(compile).collect()
}

pub(crate) fn generate(folder: &Path) -> Result<File, String> {
    let mut pool = PassPool::default();
    let mut entries = Vec::new();
    let mut aliases: BTreeMap<String, String> = BTreeMap::new();
    for (id, compiled) in compile_all(folder)? {
        let file = format!("data/systems/{id}.rules");
        for alias in compiled.header.all("alias") {
            if let Some(other) = aliases.insert(alias.to_lowercase(), id.clone()) {
                return Err(format!("{file}: {other} has the alias '{alias}' already"));
            }
        }
        let (forward, backward) = pool.add(&compiled);
        let mut entry = Vec::new();
        for field in
            fields(&id, &file, &compiled.header)?.iter().map(String::as_bytes).chain([&*forward, &*backward])
        {
            entry.extend(small(field.len())?);
            entry.extend(field);
        }
        entries.push(entry);
    }
    let mut out = MAGIC.to_vec();
    out.extend(small(entries.len())?);
    out.extend(small(pool.passes().len())?);
    let mut end = 0;
    for part in entries.iter().chain(pool.passes()) {
        end += part.len();
        out.extend(small(end)?);
    }
    entries.iter().chain(pool.passes()).for_each(|part| out.extend(part));
    Ok(File { name: "crates/allonym-data/tables/systems.bin", content: out })
}

fn fields(id: &str, file: &str, header: &Header) -> Result<Vec<String>, String> {
    let mut fields = vec![id.to_owned()];
    for key in FIELDS {
        let value = header.get(key).filter(|value| !value.is_empty());
        // A few systems carry no year.
        let value = value.or((key == "year").then_some(""));
        fields.push(value.ok_or_else(|| format!("{file}: the header has no @{key}"))?.to_owned());
    }
    fields.push(header.all("alias").collect::<Vec<_>>().join("\n"));
    Ok(fields)
}

fn small(number: usize) -> Result<[u8; 4], String> {
    u32::try_from(number).map(u32::to_le_bytes).map_err(|_| "the table of systems is too large".into())
}

/// The rule files of a folder, by name without ending.
fn texts(folder: &Path) -> Result<BTreeMap<String, String>, String> {
    let mut texts = BTreeMap::new();
    for entry in fs::read_dir(folder).map_err(|e| format!("{}: {e}", folder.display()))? {
        let path = entry.map_err(|e| e.to_string())?.path();
        if path.extension().is_some_and(|ending| ending == "rules") {
            let name = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default().to_owned();
            texts.insert(name, fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?);
        }
    }
    Ok(texts)
}
