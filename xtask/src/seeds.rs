//! The seeds of the fuzz targets: lines of `fuzz/seeds` become files of `fuzz/corpus`, where the fuzzer wants them.

use std::fs;
use std::path::Path;

use crate::data::unescape;

/// Writes a file for each seed of each target, and those inputs that were found once. What is there stays.
pub(crate) fn write(root: &Path) -> Result<(), String> {
    let corpus = root.join("fuzz/corpus");
    let mut count = 0;
    let mut keep = |target: &str, name: &str, bytes: &[u8]| {
        let folder = corpus.join(target);
        count += 1;
        fs::create_dir_all(&folder)
            .and_then(|()| fs::write(folder.join(name), bytes))
            .map_err(|error| format!("{}: {error}", folder.display()))
    };
    for path in entries(&root.join("fuzz/seeds"))? {
        let text = fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        let name = path.file_stem().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let mut targets = Vec::new();
        for (at, line) in (1..).zip(text.lines()) {
            if let Some(named) = line.strip_prefix("# doors: ") {
                targets = named.split(' ').collect();
            }
            if line.starts_with("# ") || line.is_empty() {
                continue;
            }
            let seed = unescape(line).map_err(|error| format!("{}:{at}: {error}", path.display()))?;
            for target in &targets {
                keep(target, &format!("{name}-{at}"), seed.as_bytes())?;
            }
        }
    }
    for target in entries(&root.join("tests/crashes"))? {
        let name = |path: &Path| {
            path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
        };
        for path in
            entries(&target)?.iter().filter(|path| path.extension().is_none_or(|ending| ending != "md"))
        {
            let bytes = fs::read(path).map_err(|error| format!("{}: {error}", path.display()))?;
            keep(&name(&target), &name(path), &bytes)?;
        }
    }
    // Targets of bytes begin with some that are in order.
    let rising: Vec<u8> = (0..96).collect();
    for target in ["open", "tables"] {
        keep(target, "rising", &rising)?;
    }
    eprintln!("wrote {count} seeds to {}", corpus.display());
    Ok(())
}

fn entries(folder: &Path) -> Result<Vec<std::path::PathBuf>, String> {
    let bad = |error: std::io::Error| format!("{}: {error}", folder.display());
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).map_err(bad)? {
        paths.push(entry.map_err(bad)?.path());
    }
    paths.sort();
    Ok(paths)
}
