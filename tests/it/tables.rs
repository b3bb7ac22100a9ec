//! Reading the tables in `tests/golden`.

use std::collections::HashMap;

/// The rows of a golden table: each cell by the name of its column, and `line`.
pub(crate) fn rows(name: &str) -> Vec<HashMap<String, String>> {
    let path = format!("{}/tests/golden/{name}", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{path}: {e}"));
    let mut lines = text.lines().enumerate().filter(|(_, line)| !line.starts_with("# ") && !line.is_empty());
    let header: Vec<&str> = lines.next().expect("a header").1.split('\t').collect();
    let rows: Vec<_> = lines
        .map(|(at, line)| {
            let cells = line.split('\t').map(unescape);
            let mut row: HashMap<String, String> = header.iter().map(|s| s.to_string()).zip(cells).collect();
            row.insert("line".into(), format!("{name}:{}", at + 1));
            row
        })
        .collect();
    assert!(!rows.is_empty(), "{path} has no rows");
    rows
}

/// Fails with every row that is wrong, not only the first.
pub(crate) fn check(name: &str, test: impl Fn(&HashMap<String, String>) -> Result<(), String>) {
    let wrong: Vec<String> = rows(name)
        .iter()
        .filter_map(|row| test(row).err().map(|why| format!("{}: {why}", row["line"])))
        .collect();
    assert!(wrong.is_empty(), "{} rows are wrong:\n{}", wrong.len(), wrong.join("\n"));
}

/// `\u{200C}`, `\t`, `\n` and `\\` in a cell.
pub(crate) fn unescape(cell: &str) -> String {
    let mut out = String::new();
    let mut rest = cell;
    while let Some((before, after)) = rest.split_once('\\') {
        out.push_str(before);
        let mut chars = after.chars();
        out.push(match chars.next() {
            Some('t') => '\t',
            Some('n') => '\n',
            Some('\\') => '\\',
            Some('u') => {
                let (hex, tail) = chars.as_str()[1..].split_once('}').expect("a closing brace");
                chars = tail.chars();
                char::from_u32(u32::from_str_radix(hex, 16).expect("hex digits")).expect("a character")
            }
            other => panic!("unknown escape \\{other:?} in {cell}"),
        });
        rest = chars.as_str();
    }
    out + rest
}
