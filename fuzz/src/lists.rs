//! Floor 5: indexes, their bytes, their journals.

use std::sync::OnceLock;

use allonym::index::{Builder, Change, Hit, Index, Journal, LiveIndex, Query, Record, Workspace};
use allonym::{LogOdds, Probability, compare};

use super::as_text;

/// Bytes of the head of an index, with its checksum in the last eight.
const HEAD: usize = 8 * (4 + 3 * 13 + 1);

/// A row in a line: id, name, kind, language, between tabs; a line without a tab is a name, its number the id.
fn rows(text: &str) -> Vec<[String; 4]> {
    let row = |(at, line): (usize, &str)| {
        let mut cells = line.split('\t').map(str::to_owned);
        let first = cells.next().unwrap_or_default();
        match cells.next() {
            None => [at.to_string(), first, String::new(), String::new()],
            Some(name) => [first, name, cells.next().unwrap_or_default(), cells.next().unwrap_or_default()],
        }
    };
    text.lines().take(64).enumerate().map(row).collect()
}

fn record([id, name, kind, language]: &[String; 4]) -> Record<'_> {
    Record::new(id, name).kind(kind).language(language)
}

fn built<'a>(rows: impl Iterator<Item = &'a [String; 4]>) -> Vec<u8> {
    let mut builder = Builder::new();
    rows.for_each(|cells| builder.add(record(cells)));
    builder.build()
}

/// Scores, best first, are what results of one query have in common whatever the order of equal ones.
fn scores(hits: &[Hit<'_>]) -> Vec<Probability> {
    hits.iter().map(|hit| hit.score).collect()
}

/// A list: its index finds what is in it, says what comparison says, and does not depend on the order of rows.
pub fn index(bytes: &[u8]) {
    let rows = rows(as_text(bytes));
    let file = built(rows.iter());
    assert!(built(rows.iter().rev()) == file, "the order of rows changes the bytes");
    let index = Index::from_bytes(&file).expect("an index just built");
    assert!(index.verify().is_ok() && index.len() == rows.len());
    let mut wanted: Vec<Record<'_>> = rows.iter().map(record).collect();
    let mut kept: Vec<Record<'_>> = index.records().collect();
    wanted.sort();
    kept.sort();
    assert_eq!(kept, wanted);
    let mut workspace = Workspace::default();
    for cells in rows.iter().take(6) {
        let query = Query::new(&cells[1]);
        let hits = index.search(query).explain(true).hits_with(&mut workspace);
        assert_eq!(hits, index.search(query).explain(true).hits(), "a workspace that was used, {query:?}");
        let order = |hit: &Hit<'_>| (hit.relevance, hit.score);
        assert!(hits.is_sorted_by(|a, b| order(a) >= order(b) && a.probability >= b.probability));
        let own = compare::explain(&cells[1], &cells[1]);
        if own.bits > LogOdds::ZERO && own.evidence.iter().any(|one| one.a.is_some() && one.b.is_some()) {
            assert!(
                hits.first().is_some_and(|hit| hit.score >= own.score),
                "{cells:?} is not found: {hits:?}"
            );
        }
        for hit in &hits {
            assert_eq!(hit.score, compare::score(&cells[1], hit.record.name), "{query:?}, {hit:?}");
            assert_eq!(hit.explanation.as_ref().map(|why| why.score), Some(hit.score));
        }
        let two = index.search(query).limit(2).hits();
        assert_eq!(scores(&two), scores(&hits)[..hits.len().min(2)], "a limit changes scores");
    }
}

/// Changes, a line each (`-id` or a row), after an index and a form feed: what is written to a journal is read from it,
/// wherever it is cut, and found as if the index had been built anew. Then any body with a checksum that fits.
pub fn journal(bytes: &[u8]) {
    let text = as_text(bytes);
    let (old, changes) = text.split_once('\u{C}').unwrap_or(("Hassan Nasrallah\nКасем Сулеймани", text));
    let file = built(rows(old).iter());
    let index = Index::from_bytes(&file).expect("an index just built");
    let mut journal = Journal::new();
    let mut bytes_of = Journal::header(&index);
    let mut ends = vec![bytes_of.len()];
    for line in changes.lines().take(32) {
        let cells = rows(line);
        let change = match (line.strip_prefix('-'), cells.first()) {
            (Some(id), _) => Change::Remove(id),
            (None, Some(cells)) => Change::Add(record(cells)),
            (None, None) => continue,
        };
        bytes_of.extend(change.to_bytes());
        journal.apply(change);
        ends.push(bytes_of.len());
    }
    let (read, whole) = Journal::read(&index, &bytes_of).expect("a journal just written");
    assert_eq!((whole, read.identity()), (bytes_of.len(), journal.identity()));
    let cut = bytes_of.len() * (bytes.len() % 8) / 8;
    let (part, whole) = Journal::read(&index, &bytes_of[..cut]).expect("a journal cut off");
    assert_eq!(whole, ends.iter().rev().find(|end| **end <= cut).copied().unwrap_or(0));
    assert!(part.is_empty() || whole > ends[0]);
    let merged = Index::from_bytes(journal.merged(&index).build()).expect("an index just built");
    let live = LiveIndex::new(&index, &journal);
    for cells in rows(changes).iter().chain(&rows(old)).take(4) {
        let query = Query::new(&cells[1]).limit(100);
        let (now, anew) = (live.search(query).hits(), merged.search(query).hits());
        assert_eq!(scores(&now), scores(&anew), "{cells:?}: {now:?}, {anew:?}");
    }
    assert!(
        Journal::read(&merged, &bytes_of)
            .is_ok_and(|(_, whole)| whole == 0 || merged.identity() == index.identity())
    );
    // Any body, any journal.
    let record = [&(bytes.len() as u64).to_le_bytes(), &checksum(bytes).to_le_bytes(), bytes].concat();
    let any = [Journal::header(&index), record].concat();
    if let Ok((journal, _)) = Journal::read(&index, &any) {
        let _ = journal.merged(&index).build();
    }
    // A byte of the last entry that is another is seen, or makes it longer than what is there.
    if let [.., start, end] = ends[..] {
        let mut other = bytes_of.clone();
        let at = start + bytes.len() % (end - start);
        other[at] ^= 1;
        assert!(
            Journal::read(&index, &other).is_err()
                || Journal::read(&index, &other).is_ok_and(|(_, whole)| whole == start && at < start + 8)
        );
    }
    let _ = Journal::read(&index, bytes);
}

/// Any bytes as an index; then a good index with some of its bytes changed, its head so that the checksum fits again.
pub fn open(bytes: &[u8]) {
    if let Ok(index) = Index::from_bytes(bytes) {
        ask(&index);
    }
    let mut damaged = good().to_vec();
    for change in bytes.chunks_exact(3) {
        let at = usize::from(change[0]) << 8 | usize::from(change[1]);
        // The first bytes say what the file is; half of the changes go to the numbers behind them.
        let at = if at & 1 == 0 {
            16 + (at >> 1) % (HEAD - 24)
        } else {
            HEAD + (at >> 1) % (damaged.len() - HEAD)
        };
        damaged[at] = change[2];
    }
    let sum = checksum(&damaged[..HEAD - 8]);
    damaged[HEAD - 8..HEAD].copy_from_slice(&sum.to_le_bytes());
    if let Ok(index) = Index::from_bytes(damaged.as_slice()) {
        ask(&index);
    }
    // Only what stands behind the head: that is always opened.
    damaged[..HEAD].copy_from_slice(&good()[..HEAD]);
    ask(&Index::from_bytes(damaged.as_slice()).expect("a head that is as it was"));
}

/// Everything that may be asked of an index that may be damaged.
fn ask(index: &Index<&[u8]>) {
    let _ = index.verify();
    assert!(index.records().count() <= index.len());
    for query in ["Qasem Soleimani", "Владимир Ким", "习近平", "عبد الله"] {
        let hits = index.search(query).limit(3).hits();
        assert!(hits.len() <= 3);
        for hit in hits {
            assert_eq!(hit.score, compare::score(query, hit.record.name));
        }
    }
    let _ = index.search("Hassan").kind("person").hits();
    let bytes = [Journal::header(index), Change::Remove("r1").to_bytes()].concat();
    let (journal, _) = Journal::read(index, &bytes).expect("a journal");
    assert!(LiveIndex::new(index, &journal).search("Ольга Ким").limit(2).hits().len() <= 2);
}

/// An index with words in several scripts.
fn good() -> &'static [u8] {
    static GOOD: OnceLock<Vec<u8>> = OnceLock::new();
    GOOD.get_or_init(|| {
        let given = ["Qasem", "Ольга", "علی", "Νίκος", "דוד", "Maria", "정은", "習", "عبد الله"];
        let family = ["Soleimani", "Ким", "سلیمانی", "Παπάς", "לוי", "O’Neill", "김", "近平"];
        let mut builder = Builder::new();
        for (at, given) in given.iter().enumerate() {
            for (number, family) in family.iter().enumerate() {
                let (id, name) = (format!("r{}", at * number), format!("{given} {family}"));
                let kind = if number % 2 == 0 { "person" } else { "" };
                builder.add(Record::new(&id, &name).kind(kind));
            }
        }
        builder.build()
    })
}

/// The checksum of the file format, written anew from its description: an attacker can do so too.
fn checksum(bytes: &[u8]) -> u64 {
    const MIX: u64 = 0x9E37_79B9_7F4A_7C15;
    let mix = |lane: u64, eight: u64| (lane ^ eight).wrapping_mul(MIX).rotate_left(29);
    let (eights, rest) = bytes.as_chunks::<8>();
    let mut lanes = [1u64, 2, 3, 4];
    for (at, eight) in eights.iter().enumerate() {
        lanes[at % 4] = mix(lanes[at % 4], u64::from_le_bytes(*eight));
    }
    let mut last = [0; 8];
    last[..rest.len()].copy_from_slice(rest);
    let sum = lanes.into_iter().fold(bytes.len() as u64, mix);
    let sum = mix(sum, u64::from_le_bytes(last));
    (sum ^ sum >> 32).wrapping_mul(MIX)
}
