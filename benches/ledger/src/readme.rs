//! The two tables of the README: allonym beside its peers on the sets of the ledger.
//!
//! What is compiled in is measured in the same run. What only Python has stands in `peers.tsv`, which
//! `benches/peers/pairs.py` and `benches/peers/romanize.py` print.

use std::fmt::Write;

use crate::figures::Figures;
use crate::page::{range, rounded};

/// One figure of a peer that is measured in Python.
#[derive(Clone, Debug)]
struct Peer {
    set: String,
    measure: String,
    figure: f64,
    a_second: f64,
}

/// The peers that are measured in Python.
pub(crate) struct Peers(Vec<Peer>);

impl Peers {
    /// Reads `peers.tsv`: set, measure, figure, how many a second.
    pub(crate) fn read(text: &str) -> Result<Peers, String> {
        let lines = text.lines().enumerate().filter(|(_, line)| !line.starts_with("# ")).skip(1);
        let peer = |(at, line): (usize, &str)| {
            let cells: Vec<&str> = line.split('\t').collect();
            let &[set, measure, figure, a_second] = cells.as_slice() else {
                return Err(format!("line {}: set, measure, figure, a_second are wanted", at + 1));
            };
            let number =
                |cell: &str| cell.parse().map_err(|error| format!("line {}: {cell}: {error}", at + 1));
            let (figure, a_second) = (number(figure)?, number(a_second)?);
            Ok(Peer { set: set.into(), measure: measure.into(), figure, a_second })
        };
        lines.map(peer).collect::<Result<_, _>>().map(Peers)
    }

    /// The measures that some of these sets have, in the order of the file.
    fn measures(&self, sets: &[&str]) -> Vec<&str> {
        let mut measures: Vec<&str> = Vec::new();
        for peer in self.0.iter().filter(|peer| sets.contains(&peer.set.as_str())) {
            if !measures.contains(&peer.measure.as_str()) {
                measures.push(&peer.measure);
            }
        }
        measures
    }

    fn cell(&self, set: &str, measure: &str) -> String {
        let peer = self.0.iter().find(|peer| peer.set == set && peer.measure == measure);
        peer.map_or("–".into(), |peer| format!("{:.3}", peer.figure))
    }

    fn speeds(&self, sets: &[&str], measure: &str) -> String {
        let peers = self.0.iter().filter(|peer| peer.measure == measure && sets.contains(&peer.set.as_str()));
        range(peers.map(|peer| peer.a_second))
    }
}

/// The README with its tables written anew.
pub(crate) fn written(readme: &str, figures: &Figures, peers: &Peers) -> Result<String, String> {
    let readme = between(readme, "pairs", &pairs(figures, peers))?;
    between(&readme, "romanizations", &romanizations(figures, peers))
}

/// Puts a text between two comments of a page.
fn between(page: &str, name: &str, text: &str) -> Result<String, String> {
    let (start, end) = (format!("<!-- ledger: {name} -->\n"), format!("<!-- end: {name} -->\n"));
    let parts = page.split_once(&start).and_then(|(before, rest)| Some((before, rest.split_once(&end)?.1)));
    let (before, behind) = parts.ok_or_else(|| format!("README.md: {start}… {end} is missing"))?;
    Ok([before, &start, text, &end, behind].concat())
}

/// What a set is, as a cell.
fn what(figures: &Figures, set: &str) -> String {
    let found = figures.sets.iter().find(|(name, ..)| name == set);
    let (what, rows) = found.map_or((set, 0), |(_, what, _, rows)| (what.as_str(), *rows));
    format!("{} ({}, {rows})", what.trim_end_matches('.').replace('|', "\\|"), set)
}

fn head(out: &mut String, first: &str, measures: &[&str]) {
    let _ = writeln!(out, "| {first} | {} |\n|---|{}", measures.join(" | "), "---|".repeat(measures.len()));
}

/// The area under the ROC curve on each set of pairs.
fn pairs(figures: &Figures, peers: &Peers) -> String {
    let groups: Vec<_> = figures.pairs.chunk_by(|a, b| a.set == b.set).collect();
    let sets: Vec<&str> = groups.iter().filter_map(|rows| Some(rows.first()?.set.as_str())).collect();
    let own: Vec<&str> =
        groups.first().map(|rows| rows.iter().map(|row| row.measure).collect()).unwrap_or_default();
    let others = peers.measures(&sets);
    let mut out = String::new();
    head(&mut out, "pairs", &[own.as_slice(), &others].concat());
    for (rows, set) in groups.iter().zip(&sets) {
        let _ = write!(out, "| {} |", what(figures, set));
        for row in *rows {
            let bold = if row.measure == "allonym" { "**" } else { "" };
            let _ = write!(out, " {bold}{:.3}{bold} |", row.auc);
        }
        for measure in &others {
            let _ = write!(out, " {} |", peers.cell(set, measure));
        }
        out.push('\n');
    }
    out.push_str("| pairs a second |");
    for measure in &own {
        let speeds = figures.pairs.iter().filter(|row| row.measure == *measure);
        let _ = write!(out, " {} |", range(speeds.map(|row| row.pairs_a_second)));
    }
    for measure in &others {
        let _ = write!(out, " {} |", peers.speeds(&sets, measure));
    }
    out.push('\n');
    out
}

/// The language of a set of words, which its description names: `Words of names, Russian, …`.
fn language<'f>(figures: &'f Figures, set: &'f str) -> &'f str {
    let found = figures.sets.iter().find(|(name, ..)| name == set);
    found.and_then(|(_, what, ..)| what.split(", ").nth(1)).unwrap_or(set)
}

/// How often the first spelling is a right one.
fn romanizations(figures: &Figures, peers: &Peers) -> String {
    let groups: Vec<_> = figures.romanize.chunk_by(|a, b| a.set == b.set).collect();
    let sets: Vec<&str> = groups.iter().filter_map(|rows| Some(rows.first()?.set.as_str())).collect();
    let own: Vec<&str> =
        groups.first().map(|rows| rows.iter().map(|row| row.measure).collect()).unwrap_or_default();
    let others = peers.measures(&sets);
    let mut out = String::new();
    head(&mut out, "words", &[own.as_slice(), &others].concat());
    for (rows, set) in groups.iter().zip(&sets) {
        let _ = write!(out, "| {} |", language(figures, set));
        for row in *rows {
            let bold = if row.measure == "allonym" { "**" } else { "" };
            let _ = write!(out, " {bold}{:.3}{bold} |", row.first);
        }
        for measure in &others {
            let _ = write!(out, " {} |", peers.cell(set, measure));
        }
        out.push('\n');
    }
    let _ = write!(out, "| words a second |");
    for measure in &own {
        let speeds = figures.romanize.iter().filter(|row| row.measure == *measure);
        let _ = write!(out, " {} |", rounded(speeds.map(|row| row.names_a_second).fold(0.0, f64::max)));
    }
    for measure in &others {
        let _ = write!(out, " {} |", peers.speeds(&sets, measure));
    }
    out.push('\n');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn peers_are_read_by_line() {
        let peers =
            Peers::read("# made by hand\nset\tmeasure\tfigure\ta_second\ntok\tICU\t0.5783\t4000\n").unwrap();
        assert_eq!((peers.cell("tok", "ICU").as_str(), peers.cell("wd", "ICU").as_str()), ("0.578", "–"));
        assert_eq!(peers.measures(&["tok"]), ["ICU"]);
        assert!(Peers::read("set\tmeasure\n1\n").err().unwrap().starts_with("line 2"));
    }

    #[test]
    fn a_text_stands_between_its_comments() {
        let page = "a\n<!-- ledger: pairs -->\nold\n<!-- end: pairs -->\nb\n";
        assert_eq!(between(page, "pairs", "new\n").unwrap(), page.replace("old", "new"));
        assert!(between("a\n", "pairs", "new\n").is_err());
    }
}
