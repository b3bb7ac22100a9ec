//! Results that an interrupted run goes on with.
//!
//! After each batch its results are written, then how far that is, in this order. A run that goes on cuts the results to the
//! length that was written down, so it ends with those of a run that nobody interrupted.

use std::fs::{self, File, OpenOptions};
use std::io::{self, IsTerminal, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use indicatif::{ProgressBar, ProgressStyle};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::new_file::{beside, named, replace_by};
use crate::report::Report;

/// How far a run has come: what is written beside the results after each batch.
pub(crate) trait Progress: Serialize + DeserializeOwned {
    /// What the run was asked, and of what.
    fn task(&self) -> &str;
    /// Bytes of results.
    fn written(&self) -> u64;
}

fn state_path(results: &Path) -> PathBuf {
    beside(results, ".state")
}

/// Opens the results, cut off behind the last batch that was written whole, and takes up how far a run of the same task has
/// come; nothing if there is none that can go on, which is said.
pub(crate) fn resume<P: Progress>(
    results: &Path,
    done: &mut P,
    restart: bool,
    report: &mut Report,
) -> io::Result<Option<File>> {
    let state = state_path(results);
    let before = fs::read(&state).ok().filter(|_| !restart);
    if let Some(before) = before {
        let Ok(before) = serde_json::from_slice::<P>(&before) else {
            report.usage(&format!(
                "{} does not say how far a run has come; take it away, or --restart",
                state.display()
            ));
            return Ok(None);
        };
        if before.task() != done.task() {
            report.usage(&format!(
                "{} is of a run with other input or options; give the same again, or --restart",
                state.display()
            ));
            return Ok(None);
        }
        *done = before;
    }
    let file = OpenOptions::new().create(true).truncate(false).write(true).open(results);
    let mut file = file.map_err(|error| named(results, &error))?;
    if file.metadata()?.len() < done.written() {
        report.usage(&format!(
            "{} is shorter than {} says; give the results that were there, or --restart",
            results.display(),
            state.display()
        ));
        return Ok(None);
    }
    file.set_len(done.written())?;
    file.seek(SeekFrom::End(0))?;
    Ok(Some(file))
}

/// Writes how far a run has come, behind its results.
pub(crate) fn write_down(results: &Path, out: &mut dyn Write, done: &impl Progress) -> io::Result<()> {
    out.flush()?;
    File::open(results)?.sync_data()?;
    // One name for every run, so that the next one takes up what a killed one leaves.
    let state = state_path(results);
    replace_by(&beside(&state, ".new"), &state, &serde_json::to_vec(done)?)
}

/// Takes away how far a run had come: it has come to its end.
pub(crate) fn finish(results: &Path) -> io::Result<()> {
    let state = state_path(results);
    if state.exists() { fs::remove_file(state) } else { Ok(()) }
}

/// How far, how fast, how long yet, of so many bytes; on a terminal only.
pub(crate) fn progress_bar(size: u64) -> ProgressBar {
    if !io::stderr().is_terminal() || size == 0 {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{bar:40} {bytes}/{total_bytes} {bytes_per_sec}, {eta} left");
    ProgressBar::new(size).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}
