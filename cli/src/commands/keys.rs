//! `allonym keys`

use std::io::{self, Write};
use std::path::PathBuf;

use allonym::Name;
use allonym::index::{BlockingWidth, blocking_keys};

use crate::input;
use crate::report::Report;

/// Write the blocking keys of each name: numbers that the spellings of a name share, for engines that join by equality.
///
/// A line for each name, its keys in rising order with tabs between; an empty line for a name without letters. Two names
/// are candidates for one if they share a key; `compare --pairs` scores candidates. Keys belong to this version of the
/// program.
///
/// Keys miss pairs that `search` finds. Of names of politicians in a list of 40,000 in Latin letters they miss, of 100 right
/// rows, 3 (Hebrew), 6 to 8 (Persian, Greek, Arabic), 15 (Russian), 18 (Korean), 27 (Japanese), 47 (Chinese), and a name
/// meets 1 row in 1000 (Chinese: 4). With --wide they miss 1, 2 to 4, 6, 6, 14 and 28, and a name meets 2 to 8 rows in 100.
#[derive(clap::Args)]
#[command(after_help = "Example:\n  printf 'قاسم سلیمانی\\nSoleimani, Qassem\\n' | allonym keys")]
pub(crate) struct Arguments {
    /// Also keys of single rare words: more of the right pairs, and many times as many wrong ones.
    #[arg(long)]
    wide: bool,
    /// The names to read, one a line; standard input without it.
    file: Option<PathBuf>,
}

pub(crate) fn run(arguments: &Arguments, out: &mut dyn Write, report: &mut Report) -> io::Result<()> {
    let width = if arguments.wide { BlockingWidth::Wide } else { BlockingWidth::Narrow };
    input::lines(&arguments.file, report, |line| {
        let keys: Vec<String> =
            blocking_keys(&Name::new(line), width).iter().map(ToString::to_string).collect();
        writeln!(out, "{}", keys.join("\t"))
    })
}
