//! What calibration comes to, as a page and a plot.

use std::fmt::Write as _;

/// Ten bins of a case: the sum of what was said, how often it came true, how many pairs.
pub(crate) type Bins = Vec<(f64, f64, f64)>;

/// The colours of the cases, dark enough for white paper.
const COLOURS: [&str; 6] = ["#1b6ca8", "#d1495b", "#2e8b57", "#8e5ea2", "#c77f00", "#444444"];

/// A reliability plot (Murphy and Winkler 1977): what was said against what came true, a line for each case.
pub(crate) fn plot(cases: &[(String, Bins)]) -> String {
    const SIDE: f64 = 400.0;
    const EDGE: f64 = 50.0;
    let at = |said: f64, true_: f64| (EDGE + said * SIDE, EDGE + (1.0 - true_) * SIDE);
    let mut svg = String::from(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 720 500\" font-family=\"sans-serif\" font-size=\"12\">\n<rect width=\"720\" height=\"500\" fill=\"white\"/>\n",
    );
    let ((x0, y0), (x1, y1)) = (at(0.0, 0.0), at(1.0, 1.0));
    let _ = writeln!(
        svg,
        "<rect x=\"{x0}\" y=\"{y1}\" width=\"{SIDE}\" height=\"{SIDE}\" fill=\"none\" stroke=\"#999\"/>\n<line x1=\"{x0}\" y1=\"{y0}\" x2=\"{x1}\" y2=\"{y1}\" stroke=\"#bbb\" stroke-dasharray=\"4\"/>"
    );
    for tick in 0..=5 {
        let part = f64::from(tick) / 5.0;
        let ((x, _), (_, y)) = (at(part, 0.0), at(0.0, part));
        let _ = writeln!(
            svg,
            "<text x=\"{x}\" y=\"{}\" text-anchor=\"middle\">{part:.1}</text>\n<text x=\"{}\" y=\"{}\" text-anchor=\"end\">{part:.1}</text>",
            y0 + 18.0,
            x0 - 6.0,
            y + 4.0
        );
    }
    let _ = writeln!(
        svg,
        "<text x=\"{}\" y=\"{}\" text-anchor=\"middle\">score</text>\n<text x=\"14\" y=\"{}\" transform=\"rotate(-90 14 {})\" text-anchor=\"middle\">pairs that are one name</text>",
        EDGE + SIDE / 2.0,
        y0 + 38.0,
        EDGE + SIDE / 2.0,
        EDGE + SIDE / 2.0
    );
    for (number, (name, bins)) in cases.iter().enumerate() {
        let colour = COLOURS[number % COLOURS.len()];
        let filled = bins.iter().filter(|(_, _, all)| *all >= 20.0);
        let points: Vec<(f64, f64)> = filled.map(|(said, came, all)| at(said / all, came / all)).collect();
        let line: Vec<String> = points.iter().map(|(x, y)| format!("{x:.1},{y:.1}")).collect();
        let _ = writeln!(
            svg,
            "<polyline points=\"{}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"1.5\"/>",
            line.join(" ")
        );
        for (x, y) in points {
            let _ = writeln!(svg, "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"3\" fill=\"{colour}\"/>");
        }
        let y = 70.0 + 20.0 * number as f64;
        let _ = writeln!(
            svg,
            "<rect x=\"475\" y=\"{}\" width=\"10\" height=\"10\" fill=\"{colour}\"/>\n<text x=\"492\" y=\"{y}\">{}</text>",
            y - 9.0,
            name.replace('_', " ")
        );
    }
    svg.push_str("</svg>\n");
    svg
}

/// The thresholds of the table.
pub(crate) const THRESHOLDS: [f64; 7] = [0.3, 0.5, 0.7, 0.9, 0.95, 0.99, 0.995];

/// A row of the table of thresholds: a kind, its script pair, scores of pairs drawn by chance and of right pairs.
pub(crate) struct Row {
    pub(crate) kind: &'static str,
    pub(crate) scripts: String,
    pub(crate) random: Vec<f64>,
    pub(crate) right: Vec<f64>,
}

/// The page: how far off each case is, and what each threshold lets in and misses.
pub(crate) fn page(errors: &[(String, usize, f64)], rows: &[Row]) -> String {
    let mut page = String::from(
        "# Calibration\n\nA score is a probability: of the pairs that score 0.7, seven in ten are one name, if half of all pairs are. This page is made by\n`cargo run --release --example calibrate -- --page docs PAIRS.tsv...`; its pairs are made from the lists of `data/` and read from the files named.\n\n![Scores against what came true](calibration.svg)\n\n## How far off\n\nExpected calibration error: how far the score is from the share of right pairs, on the mean over ten bins. Each fifth of the pairs is judged\nby curves of the other four.\n\n| case | pairs | error |\n|---|---|---|\n",
    );
    for (name, pairs, error) in errors {
        let _ = writeln!(page, "| {} | {pairs} | {error:.3} |", name.replace('_', " "));
    }
    page.push_str(
        "\n## What a threshold lets in and misses\n\nFor each threshold two numbers: how many of a million pairs drawn by chance reach it, and how many of a hundred right pairs do not. A\nnumber with < was estimated from pairs of which none reached the threshold.\n\n",
    );
    let heads: Vec<String> = THRESHOLDS.iter().map(f64::to_string).collect();
    let _ =
        writeln!(page, "| kind | scripts | {} |\n|---|---|{}", heads.join(" | "), "---|".repeat(heads.len()));
    for row in rows.iter().filter(|row| row.right.len() >= 50) {
        let cells = THRESHOLDS.iter().map(|threshold| {
            let reached = row.random.iter().filter(|score| *score >= threshold).count();
            let missed = row.right.iter().filter(|score| *score < threshold).count();
            let million = |count: usize| 1_000_000 * count / row.random.len().max(1);
            let let_in =
                if reached == 0 { format!("< {}", million(1)) } else { million(reached).to_string() };
            format!("{let_in}, {:.1}", 100.0 * missed as f64 / row.right.len() as f64)
        });
        let _ =
            writeln!(page, "| {} | {} | {} |", row.kind, row.scripts, cells.collect::<Vec<_>>().join(" | "));
    }
    page
}
