//! Links of the book lead somewhere, and every page is in its table of contents.

use std::fs;
use std::path::{Path, PathBuf};

/// Where the sources stand on the web: links there are looked up in this checkout.
const SOURCES: &str = "https://github.com/allonym/allonym/";

fn pages() -> Vec<(PathBuf, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let paths = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    paths
        .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
        .filter_map(|path| fs::read_to_string(&path).ok().map(|text| (path, text)))
        .collect()
}

/// What stands in `](…)`, outside blocks of code.
fn links(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (at, prose) in text.split("```").enumerate() {
        if at % 2 == 0 {
            let targets = prose.split("](").skip(1).filter_map(|rest| rest.split_once(')'));
            found.extend(targets.map(|(target, _)| target.to_owned()));
        }
    }
    found
}

#[test]
fn links_lead_somewhere() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut broken = Vec::new();
    let mut count = 0;
    for (path, text) in pages() {
        for link in links(&text) {
            count += 1;
            let target = link.split('#').next().unwrap_or_default();
            let there = match target.strip_prefix(SOURCES) {
                Some(rest) => rest.splitn(3, '/').nth(2).is_none_or(|file| root.join(file).exists()),
                None if target.starts_with("https://") || target.is_empty() => true,
                None => path.parent().is_some_and(|folder| folder.join(target).exists()),
            };
            if !there {
                broken.push(format!("{}: {link}", path.display()));
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
    assert!(count > 30, "{count} links");
}

#[test]
fn every_page_is_in_the_contents() {
    let pages = pages();
    let contents = pages.iter().find(|(path, _)| path.ends_with("SUMMARY.md")).map(|(_, text)| links(text));
    let contents = contents.unwrap_or_default();
    for (path, _) in &pages {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        assert!(name == "SUMMARY.md" || contents.contains(&name), "{name} is not in SUMMARY.md");
    }
}
