//! `crates/allonym-data/tables/systems.bin`: the systems of `data/systems`, compiled.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use allonym::translit::rules::{Compiled, Header, SystemDescription, SystemTableBuilder, compile};

use crate::emit::File;

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
    let mut table = SystemTableBuilder::default();
    let mut aliases: BTreeMap<String, String> = BTreeMap::new();
    for (id, compiled) in compile_all(folder)? {
        let file = format!("data/systems/{id}.rules");
        for alias in compiled.header.all("alias") {
            if let Some(other) = aliases.insert(alias.to_lowercase(), id.clone()) {
                return Err(format!("{file}: {other} has the alias '{alias}' already"));
            }
        }
        let names = compiled.header.all("alias").collect::<Vec<_>>().join("\n");
        let field = |key| field(&file, &compiled.header, key);
        let mut description = SystemDescription::new(&id);
        description.title = field("title")?;
        description.authority = field("authority")?;
        // A few systems carry no year.
        description.year = compiled.header.get("year").unwrap_or_default();
        description.language = field("language")?;
        description.script = field("script")?;
        description.target = field("target")?;
        description.source = field("source")?;
        description.aliases = &names;
        table.add(&description, &compiled);
    }
    let content = table.finish().ok_or("the table of systems is too large")?;
    Ok(File { name: "crates/allonym-data/tables/systems.bin", content })
}

/// `crates/allonym-data/tables/press.bin`: how the press of each language spells names, by the rules of
/// `data/training/press`; the identifier is the name of the file, `ru-fr`.
pub(crate) fn press(folder: &Path) -> Result<File, String> {
    let mut table = SystemTableBuilder::default();
    for (id, text) in texts(folder)? {
        let file = format!("data/training/press/{id}.rules");
        let compiled = compile(&file, &text, &|_: &str| None).map_err(|error| error.to_string())?;
        let field = |key| field(&file, &compiled.header, key);
        let mut description = SystemDescription::new(&id);
        description.title = field("title")?;
        description.language = field("language")?;
        description.script = field("script")?;
        description.target = field("target")?;
        table.add(&description, &compiled);
    }
    let content = table.finish().ok_or("the table of press rules is too large")?;
    Ok(File { name: "crates/allonym-data/tables/press.bin", content })
}

fn field<'h>(file: &str, header: &'h Header, key: &str) -> Result<&'h str, String> {
    let value = header.get(key).filter(|value| !value.is_empty());
    value.ok_or_else(|| format!("{file}: the header has no @{key}"))
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
