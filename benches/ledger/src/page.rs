//! The page and its plots.

use std::fmt::Write;

use crate::figures::{Calibration, Figures};

/// The files of the ledger: paths under the sources of the book, and their texts.
pub(crate) fn files(figures: &Figures) -> Vec<(String, String)> {
    let mut files = vec![("accuracy.md".into(), page(figures)), ("accuracy.tsv".into(), figures.table())];
    for calibration in &figures.calibration {
        files.push((format!("plots/reliability-{}.svg", calibration.set), reliability(calibration)));
    }
    files
}

/// A number of things a second, to two digits.
pub(crate) fn rounded(value: f64) -> String {
    if value < 1.0 {
        return "0".into();
    }
    let digits = value.log10().floor() - 1.0;
    let scale = 10_f64.powf(digits);
    let whole = format!("{:.0}", (value / scale).round() * scale);
    let mut out = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at) % 3 == 0 {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// From the least to the greatest of some speeds.
pub(crate) fn range(speeds: impl Iterator<Item = f64>) -> String {
    let (low, high) = speeds.fold((f64::MAX, 0.0_f64), |(low, high), v| (low.min(v), high.max(v)));
    format!("{} to {}", rounded(low.min(high)), rounded(high))
}

fn page(figures: &Figures) -> String {
    let mut out = String::from(
        "# Accuracy\n\n\
         Every figure of this page is made by one command, on sets that ship with the sources, in one run on one core:\n\n\
         ```text\ncargo run --release -p allonym-bench -- ledger\n```\n\n\
         The same command with `--check` fails when a figure falls by more than 0.003. No row of these sets is trained on.\n\n\
         ## Pairs\n\n\
         How well a score tells pairs of one name from pairs of two: the area under the ROC curve, which is how often a right\n\
         pair stands above a wrong one (0.5 is chance), and the best F1 that any threshold reaches. The wrong pairs were chosen to be alike as strings.\n\n",
    );
    let first = figures.pairs.chunk_by(|a, b| a.set == b.set).next().unwrap_or_default();
    let measures: Vec<&str> = first.iter().map(|row| row.measure).collect();
    let _ = writeln!(out, "| set | {} |\n|---|{}", measures.join(" | "), "---|".repeat(measures.len()));
    for rows in figures.pairs.chunk_by(|a, b| a.set == b.set) {
        let cells: Vec<String> =
            rows.iter().map(|row| format!("{:.3}, {:.3}", row.auc, row.best_f1)).collect();
        let _ =
            writeln!(out, "| {} | {} |", rows.first().map_or("", |row| row.set.as_str()), cells.join(" | "));
    }
    out.push_str("| pairs a second |");
    for measure in &measures {
        let speeds = figures.pairs.iter().filter(|row| row.measure == *measure);
        let _ = write!(out, " {} |", range(speeds.map(|row| row.pairs_a_second)));
    }
    out.push_str(
        "\n\n## Probabilities\n\n\
         A score is to be believed: of pairs that score 0.8 about eight in ten are right. About half the\n\
         pairs of each set are right, as the prior of a score has it; the wrong ones were chosen to be hard.\n\n\
         | set | F1 at 0.5 | Brier | calibration error |\n|---|---|---|---|\n",
    );
    for row in &figures.calibration {
        let _ = writeln!(out, "| {} | {:.3} | {:.3} | {:.3} |", row.set, row.f1, row.brier, row.error());
    }
    out.push_str("\nFor each tenth of scores the share of pairs that are right, as the height; the line is what it should be.\n\n");
    for row in &figures.calibration {
        let _ = writeln!(out, "![Reliability of scores on {0}](plots/reliability-{0}.svg)", row.set);
    }
    out.push_str(
        "\n## Romanization\n\n\
         How often the first spelling of a word, and one of the first three, is one that people use.\n\n\
         | set | first | of three | names a second | any_ascii, first |\n|---|---|---|---|---|\n",
    );
    for rows in figures.romanize.chunk_by(|a, b| a.set == b.set) {
        let [ours, theirs] = rows else { continue };
        let _ = writeln!(
            out,
            "| {} | {:.3} | {:.3} | {} | {:.3} |",
            ours.set,
            ours.first,
            ours.three.unwrap_or_default(),
            rounded(ours.names_a_second),
            theirs.first
        );
    }
    out.push_str("\n## The sets\n\n| set | rows | what | from |\n|---|---|---|---|\n");
    for (name, what, source, rows) in &figures.sets {
        // A bar of a text would begin another cell.
        let (what, from) =
            (what.replace('|', "\\|"), source.trim_start_matches("Source: ").replace('|', "\\|"));
        let _ = writeln!(out, "| {name} | {rows} | {what} | {from} |");
    }
    out
}

/// The length of a side of a plot, and the margin around it, in pixels.
const SIDE: f64 = 220.0;
const MARGIN: f64 = 34.0;

/// A reliability plot as SVG: bars whose height is the share that is right, and the line where it should be.
fn reliability(calibration: &Calibration) -> String {
    let size = SIDE + 2.0 * MARGIN;
    let y = |share: f64| MARGIN + SIDE * (1.0 - share);
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{size}\" height=\"{size}\" viewBox=\"0 0 {size} {size}\" \
         font-family=\"sans-serif\" font-size=\"10\" role=\"img\" aria-label=\"Reliability of scores on {0}\">\n\
         <rect width=\"{size}\" height=\"{size}\" fill=\"#fff\"/>\n<text x=\"{MARGIN}\" y=\"20\" font-size=\"12\">{0}: error {1:.3}</text>\n",
        calibration.set,
        calibration.error()
    );
    let width = SIDE / calibration.bins.len() as f64;
    for (at, (count, _, right)) in calibration.bins.iter().enumerate() {
        let x = MARGIN + width * at as f64;
        if *count > 0 {
            let _ = writeln!(
                out,
                "<rect x=\"{:.1}\" y=\"{:.1}\" width=\"{:.1}\" height=\"{:.1}\" fill=\"#8fb4e3\"/><text x=\"{:.1}\" y=\"{:.1}\" font-size=\"7\" text-anchor=\"middle\">{count}</text>",
                x + 1.0,
                y(*right),
                width - 2.0,
                SIDE * right,
                x + width / 2.0,
                y(*right) - 2.0
            );
        }
    }
    let _ = writeln!(
        out,
        "<path d=\"M{MARGIN} {0}L{1} {MARGIN}\" stroke=\"#b3261e\" fill=\"none\"/>\n<path d=\"M{MARGIN} {MARGIN}V{0}H{1}\" stroke=\"#333\" fill=\"none\"/>\n\
         <text x=\"{MARGIN}\" y=\"{2}\">0</text><text x=\"{3}\" y=\"{2}\">score 1</text><text x=\"8\" y=\"{MARGIN}\">1</text>\n</svg>",
        MARGIN + SIDE,
        MARGIN + SIDE,
        MARGIN + SIDE + 14.0,
        MARGIN + SIDE - 30.0
    );
    out
}
