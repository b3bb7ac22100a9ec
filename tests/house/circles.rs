//! Files do not import each other in circles.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use crate::{code, root, rust_files};

/// The paths that begin behind each `prefix` in code, braces opened: `super::{a::B, c}` gives `a::B` and `c`.
fn paths(code: &str, prefix: &str) -> Vec<Vec<String>> {
    let starts = |at: usize| !code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':');
    let mut found = Vec::new();
    for (at, _) in code.match_indices(prefix).filter(|(at, _)| starts(*at)) {
        open_braces(&code[at + prefix.len()..], &mut Vec::new(), &mut found);
    }
    found
}

/// Reads one tree of a path; gives what stands behind it.
fn open_braces<'c>(code: &'c str, before: &mut Vec<String>, found: &mut Vec<Vec<String>>) -> &'c str {
    let code = code.trim_start();
    if let Some(mut rest) = code.strip_prefix('{') {
        loop {
            rest = open_braces(rest, &mut before.clone(), found).trim_start();
            match rest.strip_prefix(',') {
                Some(next) if !next.trim_start().starts_with('}') => rest = next,
                Some(next) => return next.trim_start().strip_prefix('}').unwrap_or(next),
                None => return rest.strip_prefix('}').unwrap_or(rest),
            }
        }
    }
    let end = code.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(code.len());
    before.push(code[..end].to_owned());
    let rest = &code[end..];
    if let Some(deeper) = rest.strip_prefix("::").filter(|deeper| !deeper.starts_with(['<', '*'])) {
        return open_braces(deeper, before, found);
    }
    found.push(before.clone());
    // `as` renames, and `*` takes all.
    rest.find([',', '}', ';']).filter(|_| rest.starts_with(" as ")).map_or(rest, |at| &rest[at..])
}

/// A module of the crate: where it stands, and its code without tests.
struct Module {
    path: Vec<String>,
    is_root: bool,
    code: String,
}

fn modules(source: &Path) -> Vec<Module> {
    let module = |path: PathBuf| {
        let inside = path.strip_prefix(source).expect("a path in src").with_extension("");
        let mut names: Vec<String> =
            inside.components().map(|part| part.as_os_str().to_string_lossy().into_owned()).collect();
        let is_root = names.last().is_some_and(|name| name == "mod" || name == "lib" || name == "main");
        if is_root {
            names.pop();
        }
        let code = code(&fs::read_to_string(&path).expect("a file"));
        let code = code.split("#[cfg(test)]\nmod ").next().unwrap_or_default().to_owned();
        Module { path: names, is_root, code }
    };
    rust_files(source).into_iter().map(module).collect()
}

/// For each folder which of its files and folders name which: by `super::`, by `crate::`, and through what the head of
/// the folder hands on.
fn arrows(modules: &[Module]) -> BTreeMap<Vec<String>, BTreeSet<(String, String)>> {
    let mut children: BTreeSet<Vec<String>> = modules.iter().map(|module| module.path.clone()).collect();
    for module in modules {
        for depth in 1..module.path.len() {
            children.insert(module.path[..depth].to_vec());
        }
    }
    // What the head of a folder takes from its children: name, child.
    let mut handed: BTreeMap<Vec<String>, String> = BTreeMap::new();
    for head in modules.iter().filter(|module| module.is_root) {
        for mut path in paths(&head.code, "use ") {
            path.retain(|name| name != "self");
            let child: Vec<String> = head.path.iter().chain(path.first()).cloned().collect();
            if let Some(item) = path.last().filter(|_| path.len() > 1 && children.contains(&child)) {
                let item = head.path.iter().chain([item]).cloned().collect();
                handed.insert(item, path[0].clone());
            }
        }
    }
    let mut arrows: BTreeMap<Vec<String>, BTreeSet<(String, String)>> = BTreeMap::new();
    for module in modules {
        let mut named = paths(&module.code, "crate::");
        let parents = module.path.len();
        for up in 1..=parents {
            let prefix = "super::".repeat(up);
            for path in paths(&module.code, &prefix).into_iter().filter(|path| path[0] != "super") {
                named.push(module.path[..parents - up].iter().cloned().chain(path).collect());
            }
        }
        for path in named {
            // The innermost folder that both stand in.
            let depth = module.path.iter().zip(&path).take_while(|(a, b)| a == b).count();
            let folder = path[..depth.min(path.len() - 1)].to_vec();
            let from = module.path.get(folder.len());
            let to = path[..=folder.len()].to_vec();
            let to = if children.contains(&to) { to.last().cloned() } else { handed.get(&to).cloned() };
            if let (Some(from), Some(to)) = (from.cloned(), to)
                && from != to
            {
                arrows.entry(folder).or_default().insert((from, to));
            }
        }
    }
    arrows
}

/// A circle among arrows, if there is one: what is left when those without arrows are taken away, again and again.
fn circle(arrows: &BTreeSet<(String, String)>) -> BTreeSet<(String, String)> {
    let mut left = arrows.clone();
    loop {
        let from: BTreeSet<String> = left.iter().map(|(from, _)| from.clone()).collect();
        let to: BTreeSet<String> = left.iter().map(|(_, to)| to.clone()).collect();
        let before = left.len();
        left.retain(|(a, b)| from.contains(b) && to.contains(a));
        if left.len() == before {
            return left;
        }
    }
}

#[test]
fn no_files_import_each_other_in_circles() {
    let root = root();
    let mut wrong = Vec::new();
    for source in ["src", "cli/src", "capi/src", "xtask/src", "python/src"] {
        let arrows = arrows(&modules(&root.join(source)));
        assert!(!arrows.is_empty(), "no imports seen in {source}: the search is broken");
        for (folder, arrows) in arrows {
            let name =
                [source].into_iter().chain(folder.iter().map(String::as_str)).collect::<Vec<_>>().join("/");
            let circle = circle(&arrows);
            if !circle.is_empty() {
                wrong.push(format!("{name}: {circle:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "circles of imports:\n{}", wrong.join("\n"));
}

#[test]
fn a_circle_is_seen() {
    let module = |path: &str, code: &str| Module {
        path: path.split('/').filter(|name| *name != "mod").map(str::to_owned).collect(),
        is_root: path.ends_with("mod"),
        code: code.to_owned(),
    };
    let seen = |files: &[(&str, &str)]| {
        let modules: Vec<Module> = files.iter().map(|(path, code)| module(path, code)).collect();
        arrows(&modules).values().any(|arrows| !circle(arrows).is_empty())
    };
    assert!(seen(&[("a/b", "use super::c::C;"), ("a/c", "use super::b::{self, B};")]));
    assert!(seen(&[("a/b", "use super::C;"), ("a/c", "super::b::f()"), ("a/mod", "mod c;\npub use c::C;")]));
    assert!(seen(&[("tag", "use crate::tables::X;"), ("tables", "use crate::tag::Tag;")]));
    assert!(!seen(&[("a/b", "use super::c::C;"), ("a/c", "use super::d::{D as E, F};"), ("a/d", "")]));
    assert!(!seen(&[("a/b", "use crate::c::C;"), ("c", "use crate::d;"), ("d", "")]));
}
