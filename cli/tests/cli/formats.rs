//! Files by commas and by tabs, plain and compressed: the same results from each.

use std::fs::{self, File};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::read::MultiGzDecoder;
use flate2::write::GzEncoder;

use super::{messages, out, text};

/// Runs the program; its standard output.
fn allonym(arguments: &[&str]) -> String {
    let output = super::allonym(arguments, b"");
    assert!(output.status.success(), "{}", messages(&output));
    out(&output).to_owned()
}

fn file(folder: &Path, name: &str, text: &str) -> PathBuf {
    let path = folder.join(name);
    let mut file = File::create(&path).expect("a file");
    match name.rsplit('.').next() {
        Some("gz") => {
            let mut encoder = GzEncoder::new(file, Compression::fast());
            encoder.write_all(text.as_bytes()).expect("a file");
            encoder.finish().expect("a file");
        }
        Some("zst") => {
            file.write_all(&zstd::encode_all(text.as_bytes(), 1).expect("memory")).expect("a file");
        }
        _ => file.write_all(text.as_bytes()).expect("a file"),
    }
    path
}

fn content(path: &Path) -> String {
    let bytes = fs::read(path).expect("a file");
    let mut text = String::new();
    match path.extension().and_then(|ending| ending.to_str()) {
        Some("gz") => {
            MultiGzDecoder::new(bytes.as_slice()).read_to_string(&mut text).expect("gzip");
        }
        Some("zst") => {
            text = String::from_utf8(zstd::decode_all(bytes.as_slice()).expect("zstd")).expect("UTF-8")
        }
        _ => text = String::from_utf8(bytes).expect("UTF-8"),
    }
    text
}

const NAMES_TSV: &str = "id\tname\n1\tQasem Soleimani\n2\tKim, Olga\n";
const NAMES_CSV: &str = "name,id\nQasem Soleimani,1\n\"Kim, Olga\",2\n";
const CUSTOMERS_TSV: &str = "id\tname\nc1\tКасем Сулеймани\nc2\tBoris Stolz\nc3\tОльга Ким\n";
const CUSTOMERS_CSV: &str =
    "id,note,name\nc1,\"a \"\"note\"\"\nof two lines\",Касем Сулеймани\nc2,,Boris Stolz\nc3,,Ольга Ким\n";

/// The cells of lines, without the line of the customer.
fn cells(lines: &str) -> Vec<Vec<String>> {
    lines.lines().map(|line| line.split('\t').skip(1).map(str::to_owned).collect()).collect()
}

#[test]
fn screening_reads_and_writes_every_format() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    let (names, customers) = (file(folder, "n.tsv", NAMES_TSV), file(folder, "c.tsv", CUSTOMERS_TSV));
    let wanted = allonym(&["screen", "--names", text(&names), "--customers", text(&customers)]);
    assert_eq!(wanted.lines().count(), 2);
    for (names, customers, out) in [
        ("n.csv", "c.csv", "a.tsv"),
        ("n.tsv.gz", "c.csv.gz", "a.csv"),
        ("n.csv.zst", "c.tsv.zst", "a.csv.gz"),
        ("n.csv.gz", "c.csv.zst", "a.tsv.zst"),
    ] {
        let content_of =
            |name: &str, tsv: &'static str, csv: &'static str| if name.contains(".csv") { csv } else { tsv };
        let names = file(folder, names, content_of(names, NAMES_TSV, NAMES_CSV));
        let customers = file(folder, customers, content_of(customers, CUSTOMERS_TSV, CUSTOMERS_CSV));
        let alerts = folder.join(out);
        allonym(&[
            "screen",
            "--names",
            text(&names),
            "--customers",
            text(&customers),
            "--out",
            text(&alerts),
        ]);
        let found = content(&alerts);
        if !out.contains(".csv") {
            assert_eq!(cells(&found), cells(&wanted), "{out}");
            continue;
        }
        let mut rows = csv::Reader::from_reader(found.as_bytes());
        assert_eq!(rows.headers().expect("a header").get(1), Some("customer"));
        let rows: Vec<Vec<String>> = rows
            .records()
            .map(|row| row.expect("a row").iter().skip(1).map(str::to_owned).collect())
            .collect();
        assert_eq!(rows, cells(&wanted), "{out}");
    }
}

#[test]
fn lines_of_quoted_cells_are_counted() {
    let folder = tempfile::tempdir().expect("a folder");
    let names = file(folder.path(), "n.csv", NAMES_CSV);
    let customers = file(folder.path(), "c.csv", CUSTOMERS_CSV);
    let alerts = allonym(&["screen", "--names", text(&names), "--customers", text(&customers)]);
    let lines: Vec<&str> = alerts.lines().map(|line| line.split('\t').next().expect("a cell")).collect();
    assert_eq!(lines, ["2", "5"]);
}

#[test]
fn joins_read_and_write_commas() {
    let folder = tempfile::tempdir().expect("a folder");
    let (a, b) = (file(folder.path(), "a.csv.gz", CUSTOMERS_CSV), file(folder.path(), "b.tsv", NAMES_TSV));
    let pairs = folder.path().join("pairs.csv");
    allonym(&["join", text(&a), text(&b), "--out", text(&pairs)]);
    let found = content(&pairs);
    let lines: Vec<&str> = found.lines().collect();
    assert_eq!((lines.len(), lines[0]), (3, "a,a_name,b,b_name,score"));
    assert!(lines[2].starts_with("c3,Ольга Ким,2,\"Kim, Olga\",0."), "{}", lines[2]);
}

#[test]
fn pairs_keep_their_order_over_many_batches() {
    let folder = tempfile::tempdir().expect("a folder");
    let rows: Vec<(String, String)> = (0..9000)
        .map(|at| (format!("a{at}"), if at % 3 == 0 { format!("a{at}") } else { "b".into() }))
        .collect();
    let csv: String = rows.iter().map(|(a, b)| format!("\"{a}\",{b}\n")).collect();
    let pairs = file(folder.path(), "p.csv.zst", &format!("a,b\n{csv}"));
    let scores = allonym(&["compare", "--pairs", text(&pairs)]);
    let ones: Vec<bool> = scores.lines().map(|score| score == "1.000000").collect();
    assert_eq!(ones, (0..9000).map(|at| at % 3 == 0).collect::<Vec<_>>());
    let out = folder.path().join("s.csv");
    allonym(&["compare", "--pairs", text(&pairs), "--out", text(&out)]);
    let found = content(&out);
    assert_eq!(found.lines().count(), 9001);
    assert_eq!(found.lines().nth(1), Some("a0,a0,1.000000"));
}

#[test]
fn romanizations_of_a_column() {
    let folder = tempfile::tempdir().expect("a folder");
    let people = file(folder.path(), "p.csv", "id,who\n1,\"Ким, Ольга\"\n2,Касем\n");
    let lines = allonym(&["romanize", "--language", "ru", "--column", "who", text(&people)]);
    assert_eq!(lines, "Kim, Olga\nQassem\n");
    let out = folder.path().join("r.csv.gz");
    allonym(&[
        "romanize",
        "--language",
        "ru",
        "--column",
        "who",
        "--n-best",
        "2",
        "--out",
        text(&out),
        text(&people),
    ]);
    let found = content(&out);
    assert!(
        found.starts_with("name,romanization_1,romanization_2\n\"Ким, Ольга\",\"Kim, Olga\","),
        "{found}"
    );
}

#[test]
fn an_empty_file_of_commas_has_its_header() {
    let folder = tempfile::tempdir().expect("a folder");
    let names = file(folder.path(), "n.tsv", NAMES_TSV);
    let customers = file(folder.path(), "c.csv", "id,name\n");
    let out = folder.path().join("a.csv.gz");
    allonym(&["screen", "--names", text(&names), "--customers", text(&customers), "--out", text(&out)]);
    assert_eq!(content(&out), "line,customer,customer_name,id,name,score,reasons\n");
}
