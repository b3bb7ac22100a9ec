//! `allonym`: names across scripts and outlets, at the command line.

mod commands;
mod document;
mod edit;
mod format;
mod html;
mod input;
mod list;
mod new_file;
mod report;
mod resume;
mod rows;
mod stream;
mod style;

use std::io::{self, BufWriter, Write};
use std::process::ExitCode;

use clap::{CommandFactory, Parser, Subcommand};

use report::Report;

/// Normalize, romanize, compare and find names across scripts and spellings.
///
/// Text is UTF-8. Results go to standard output, messages to standard error. Exit status: 0 done, 1 done with faults
/// in the input (each one said), 2 wrong usage.
#[derive(Parser)]
#[command(name = "allonym", version, arg_required_else_help = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Normalize(commands::normalize::Arguments),
    Romanize(commands::romanize::Arguments),
    Transcribe(commands::transcribe::Arguments),
    Transliterate(commands::transliterate::Arguments),
    Systems(commands::systems::Arguments),
    Parse(commands::parse::Arguments),
    Compare(commands::compare::Arguments),
    Index(commands::index::Arguments),
    Search(commands::search::Arguments),
    Screen(commands::screen::Arguments),
    Join(commands::join::JoinArguments),
    Dedupe(commands::join::DedupeArguments),
    Keys(commands::keys::Arguments),
    Resolve(commands::resolve::Arguments),
    Scan(commands::scan::Arguments),
    Rewrite(commands::rewrite::Arguments),
    Check(commands::check::Arguments),
    Style(commands::style::Arguments),
    Completions(commands::shell::CompletionsArguments),
    Manual(commands::shell::ManualArguments),
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let mut out = BufWriter::new(io::stdout().lock());
    let mut report = Report::default();
    let done = match &arguments.command {
        Command::Normalize(arguments) => commands::normalize::run(arguments, &mut out, &mut report),
        Command::Romanize(arguments) => commands::romanize::run(arguments, &mut out, &mut report),
        Command::Transcribe(arguments) => commands::transcribe::run(arguments, &mut out, &mut report),
        Command::Transliterate(arguments) => commands::transliterate::run(arguments, &mut out, &mut report),
        Command::Systems(arguments) => commands::systems::run(arguments, &mut out),
        Command::Parse(arguments) => commands::parse::run(arguments, &mut out, &mut report),
        Command::Compare(arguments) => commands::compare::run(arguments, &mut out, &mut report),
        Command::Index(arguments) => commands::index::run(arguments, &mut report),
        Command::Join(arguments) => commands::join::join(arguments, &mut out, &mut report),
        Command::Dedupe(arguments) => commands::join::dedupe(arguments, &mut out, &mut report),
        Command::Keys(arguments) => commands::keys::run(arguments, &mut out, &mut report),
        Command::Screen(arguments) => commands::screen::run(arguments, &mut out, &mut report),
        Command::Search(arguments) => commands::search::run(arguments, &mut out, &mut report),
        Command::Rewrite(arguments) => commands::rewrite::run(arguments, &mut out, &mut report),
        Command::Check(arguments) => commands::check::run(arguments, &mut out, &mut report),
        Command::Style(arguments) => commands::style::run(arguments, &mut out, &mut report),
        Command::Scan(arguments) => commands::scan::run(arguments, &mut out, &mut report),
        Command::Resolve(arguments) => commands::resolve::run(arguments, &mut out, &mut report),
        Command::Completions(arguments) => {
            commands::shell::completions(arguments, Arguments::command(), &mut out)
        }
        Command::Manual(arguments) => {
            commands::shell::manual(arguments, Arguments::command(), &mut report);
            Ok(())
        }
    };
    match done.and_then(|()| out.flush()) {
        // Whoever reads our output has seen enough.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            report.fault(format_args!("cannot write the results: {error}"));
            report.exit()
        }
        Ok(()) => report.exit(),
    }
}
