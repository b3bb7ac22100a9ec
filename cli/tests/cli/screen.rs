//! Screening of customers, also when it is killed and goes on.

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use super::{Dice, LIST, allonym, file, messages, text};

/// Customers who are on the list in another spelling: every third at first, later few, so that batches of a screening
/// have many alerts and hardly any.
fn customers(count: usize) -> String {
    let names = ["Qassim Suleymani", "John Smith", "Maria Lopez"];
    let name = |at: usize| if at < 3000 { names[at % 3] } else { names[(at % 90).min(2)] };
    let row = |at: usize| format!("c{at}\t{} {}\n", name(at), ["Ali", "", "Reza"][at / 3 % 3]);
    format!("id\tname\n{}", (0..count).map(row).collect::<String>())
}

/// When a run is killed.
#[derive(Clone, Copy, Debug)]
enum Moment {
    /// So many thousandths of the time that a whole run takes after it was started.
    After(u64),
    /// When its alerts have so many bytes more: how far that is has then not been written.
    Bytes(u64),
    /// When it has begun so often to write how far it is.
    State(u64),
}

/// Runs the program until the moment comes and kills it; whether it was killed before it came to its end.
fn killed_at(moment: Moment, whole: Duration, arguments: &[String], alerts: &Path) -> bool {
    let before = fs::metadata(alerts).map_or(0, |data| data.len());
    let began = Instant::now();
    let mut child = Command::new(env!("CARGO_BIN_EXE_allonym"))
        .args(arguments)
        .stderr(Stdio::null())
        .spawn()
        .expect("the program starts");
    // The half of a state stands beside it, under a longer name.
    let state = format!("{}.state.", alerts.file_name().and_then(|name| name.to_str()).expect("a name"));
    let is_new = |entry: std::io::Result<fs::DirEntry>| {
        entry.is_ok_and(|entry| entry.file_name().to_string_lossy().starts_with(&state))
    };
    let new = || fs::read_dir(alerts.parent().expect("a folder")).expect("a folder").any(is_new);
    // On a busy machine that is easily missed; then the state that comes of it is seen.
    let states = || fs::read(alerts.with_extension("state")).unwrap_or_default();
    let (mut seen, mut last) = (0, states());
    loop {
        let now = match moment {
            Moment::After(part) => began.elapsed().as_micros() * 1000 >= whole.as_micros() * u128::from(part),
            Moment::Bytes(more) => fs::metadata(alerts).is_ok_and(|data| data.len() > before + more),
            Moment::State(count) => {
                let before = std::mem::replace(&mut last, states());
                seen += u64::from(last != before);
                seen >= count || seen + 1 == count && new()
            }
        };
        if now {
            child.kill().expect("a child that is ours");
            return child.wait().expect("its end").code().is_none();
        }
        if child.try_wait().expect("a child that is ours").is_some() {
            return false;
        }
        std::thread::sleep(Duration::from_micros(50));
    }
}

/// How many customers and alerts the last line counts, without the time that it took.
fn counted(output: &Output) -> &str {
    messages(output).rsplit_once(", ").map_or("", |(counts, _)| counts)
}

/// Runs that are killed again and again, at moments all over them, end with the alerts of a run that nobody disturbed.
/// `ALLONYM_SEED=N` gives the moments of an earlier run again.
#[test]
fn screening_that_was_killed_goes_on() {
    let folder = tempfile::tempdir().expect("a folder");
    let names = file(folder.path(), "list.tsv", LIST.as_bytes());
    let rows = file(folder.path(), "customers.tsv", customers(7_000).as_bytes());
    let whole = folder.path().join("whole");
    let arguments = |out: &Path| {
        ["screen", "--names", text(&names), "--customers", text(&rows), "--out", text(out)].map(str::to_owned)
    };
    let run = |out: &Path| allonym(&arguments(out).each_ref().map(String::as_str), b"");
    let began = Instant::now();
    let undisturbed = run(&whole);
    let time = began.elapsed();
    assert!(counted(&undisturbed).contains("7000 customers screened"), "{}", messages(&undisturbed));
    let expected = fs::read_to_string(&whole).expect("alerts");
    assert!(expected.len() > 50_000 && !folder.path().join("whole.state").exists());

    let seed = std::env::var("ALLONYM_SEED").ok().and_then(|seed| seed.parse().ok());
    let seed: u64 =
        seed.unwrap_or_else(|| u64::from(std::process::id()) ^ u64::from(time.subsec_nanos()) << 20);
    let mut dice = Dice(seed);
    let mut kills = 0;
    for round in 0..4_usize {
        let alerts = folder.path().join(format!("killed-{round}"));
        let mut moments = Vec::new();
        for _ in 0..3 {
            let moment = match dice.below(3) {
                0 => Moment::After(dice.below(1000)),
                1 => Moment::Bytes(dice.below(expected.len() as u64 / 2)),
                _ => Moment::State(1 + dice.below(3)),
            };
            moments.push(moment);
            if !killed_at(moment, time, &arguments(&alerts), &alerts) {
                break;
            }
            kills += 1;
        }
        let output = run(&alerts);
        let told = format!("ALLONYM_SEED={seed}, killed at {moments:?}: {}", messages(&output));
        assert_eq!(counted(&output), counted(&undisturbed), "{told}");
        let found = fs::read_to_string(&alerts).expect("alerts");
        let differs = found.lines().zip(expected.lines()).position(|(found, expected)| found != expected);
        let lines = (found.lines().count(), expected.lines().count());
        assert!(found == expected, "{lines:?} alerts, the first that differs is {differs:?}; {told}");
        // Nothing is left beside them: neither how far it was nor the half of that.
        assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 4 + round, "{told}");
    }
    assert!(kills > 1, "ALLONYM_SEED={seed}: only {kills} of 12 runs were killed before they ended");
}

#[test]
fn screening_with_other_options_does_not_go_on() {
    let folder = tempfile::tempdir().expect("a folder");
    let names = file(folder.path(), "list.tsv", b"id\tname\n1\tQasem Soleimani\n");
    let rows = file(folder.path(), "customers.tsv", customers(3).as_bytes());
    let alerts = folder.path().join("alerts");
    file(
        folder.path(),
        "alerts.state",
        b"{\"task\":\"another\",\"rows\":1,\"read\":0,\"bytes\":0,\"results\":0,\"answered\":0}",
    );
    let arguments =
        ["screen", "--names", text(&names), "--customers", text(&rows), "--out", text(&alerts), "--json"];
    let output = allonym(&arguments, b"");
    assert_eq!(output.status.code(), Some(2), "{}", messages(&output));
    let output = allonym(&[&arguments[..], &["--restart"]].concat(), b"");
    assert_eq!(output.status.code(), Some(0), "{}", messages(&output));
    let lines = fs::read_to_string(&alerts).expect("alerts");
    let alert: serde_json::Value =
        serde_json::from_str(lines.lines().next().expect("an alert")).expect("JSON");
    assert_eq!((&alert["customer"], &alert["id"], &alert["line"]), (&"c0".into(), &"1".into(), &2.into()));
}

#[test]
fn screening_does_not_go_on_behind_alerts_that_are_gone() {
    let folder = tempfile::tempdir().expect("a folder");
    let names = file(folder.path(), "list.tsv", b"id\tname\n1\tQasem Soleimani\n");
    let rows = file(folder.path(), "customers.tsv", customers(7_000).as_bytes());
    let alerts = folder.path().join("alerts");
    let arguments = ["screen", "--names", text(&names), "--customers", text(&rows), "--out", text(&alerts)]
        .map(str::to_owned);
    assert!(killed_at(Moment::State(2), Duration::ZERO, &arguments, &alerts));
    fs::write(&alerts, "").expect("an empty file");
    let output = allonym(&arguments.each_ref().map(String::as_str), b"");
    assert_eq!(output.status.code(), Some(2), "{}", messages(&output));
    assert!(messages(&output).contains("alerts is shorter than"), "{}", messages(&output));
}

#[test]
fn screening_does_not_go_on_behind_customers_that_have_changed() {
    let folder = tempfile::tempdir().expect("a folder");
    let names = file(folder.path(), "list.tsv", LIST.as_bytes());
    let before = customers(7_000);
    let rows = file(folder.path(), "customers.tsv", before.as_bytes());
    let alerts = folder.path().join("alerts");
    let arguments = ["screen", "--names", text(&names), "--customers", text(&rows), "--out", text(&alerts)]
        .map(str::to_owned);
    let run = || allonym(&arguments.each_ref().map(String::as_str), b"");
    assert!(killed_at(Moment::State(2), Duration::ZERO, &arguments, &alerts));
    // One name of those that are done, and rows that are gone.
    for changed in
        [before.replacen("\nc1\t", "\nc1\tX", 1), before.lines().take(5).collect::<Vec<_>>().join("\n")]
    {
        fs::write(&rows, changed).expect("a file");
        let output = run();
        assert_eq!(output.status.code(), Some(2), "{}", messages(&output));
        assert!(messages(&output).contains("have changed since"), "{}", messages(&output));
    }
    // What was not read yet may change: here a row more.
    fs::write(&rows, format!("{before}c9999\tQasem Soleimani\n")).expect("a file");
    let output = run();
    // The list has rows that cannot be read.
    assert_eq!(output.status.code(), Some(1), "{}", messages(&output));
    assert!(counted(&output).contains("7001 customers screened"), "{}", messages(&output));
}
