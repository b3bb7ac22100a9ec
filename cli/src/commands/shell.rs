//! `allonym completions` and `allonym manual`: what a package of the program brings for the shell.

use std::fs;
use std::io::{self, Write};
use std::path::PathBuf;

use clap::Command;
use clap_complete::Shell;

use crate::report::Report;

/// Print the completions of commands and options for a shell.
#[derive(clap::Args)]
#[command(
    after_help = "Example:\n  allonym completions bash > ~/.local/share/bash-completion/completions/allonym"
)]
pub(crate) struct CompletionsArguments {
    /// The shell.
    #[arg(value_name = "SHELL")]
    shell: Shell,
}

/// Write the manual pages, one for each command.
#[derive(clap::Args)]
#[command(after_help = "Example:\n  allonym manual --out ~/.local/share/man/man1")]
pub(crate) struct ManualArguments {
    /// The folder that the pages go to; it is made if it is not there.
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
}

/// Prints what a shell reads. `program` is the whole command line.
pub(crate) fn completions(
    arguments: &CompletionsArguments,
    mut program: Command,
    out: &mut dyn Write,
) -> io::Result<()> {
    let name = program.get_name().to_owned();
    // The generator writes to something of a known size, and ends the program if that fails.
    let mut text = Vec::new();
    clap_complete::generate(arguments.shell, &mut program, name, &mut text);
    out.write_all(&text)
}

/// Writes `allonym.1`, and `allonym-COMMAND.1` for each command.
pub(crate) fn manual(arguments: &ManualArguments, program: Command, report: &mut Report) {
    let folder = &arguments.out;
    let written = fs::create_dir_all(folder).and_then(|()| clap_mangen::generate_to(program, folder));
    if let Err(error) = written {
        report.fault(format_args!("{}: {error}", folder.display()));
    }
}
