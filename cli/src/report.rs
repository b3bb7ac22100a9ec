//! Faults in the input: said, counted, and told in the exit status.

use std::fmt;
use std::io::Write;
use std::process::ExitCode;

/// How many faults are said one by one; after that they are only counted.
const SAID: u64 = 100;

/// Writes a line to standard error. Whoever closed it does not want to hear.
pub(crate) fn say(message: fmt::Arguments) {
    let _ = writeln!(anstream::stderr(), "{message}");
}

/// The faults met so far.
#[derive(Default)]
pub(crate) struct Report {
    faults: u64,
    notes: u64,
    misused: bool,
    /// Something that was to be read could not be, or not to its end.
    unread: bool,
    /// What was looked for is there: no fault, and yet no success.
    findings: u64,
    /// Whether faults have a status of their own, for findings have one.
    apart: bool,
}

impl Report {
    /// Says a fault on standard error.
    pub(crate) fn fault(&mut self, message: fmt::Arguments) {
        self.faults += 1;
        if self.faults <= SAID {
            say(format_args!("allonym: {message}"));
        }
        if self.faults == SAID {
            say(format_args!("allonym: further faults are counted and not said"));
        }
    }

    /// Says that an input could not be read, or not to its end.
    pub(crate) fn unread(&mut self, message: fmt::Arguments) {
        self.unread = true;
        self.fault(message);
    }

    /// Whether an input could not be read to its end.
    pub(crate) fn has_unread(&self) -> bool {
        self.unread
    }

    /// Whether a command did not do what it was asked to: wrong usage, or an input that could not be read.
    pub(crate) fn has_failed(&self) -> bool {
        self.unread || self.misused
    }

    /// Says something that is no fault of the input.
    pub(crate) fn note(&mut self, message: fmt::Arguments) {
        self.notes += 1;
        if self.notes <= SAID {
            say(format_args!("allonym: {message}"));
        }
        if self.notes == SAID {
            say(format_args!("allonym: further notes are not said"));
        }
    }

    /// Gives faults the exit status of wrong usage, so that whoever reads it can tell them from findings.
    pub(crate) fn separate_faults(&mut self) {
        self.apart = true;
    }

    /// Notes something that the exit status has to tell.
    pub(crate) fn finding(&mut self) {
        self.findings += 1;
    }

    /// How many faults there were.
    pub(crate) fn faults(&self) -> u64 {
        self.faults
    }

    /// Says what is wrong with the command line.
    pub(crate) fn usage(&mut self, message: &str) {
        self.misused = true;
        say(format_args!("allonym: {message}"));
    }

    /// The exit status.
    pub(crate) fn exit(&self) -> ExitCode {
        if self.faults > 1 {
            say(format_args!("allonym: {} faults in the input", self.faults));
        }
        if self.misused || self.apart && self.faults > 0 {
            return ExitCode::from(2);
        }
        if self.faults == 0 && self.findings == 0 { ExitCode::SUCCESS } else { ExitCode::from(1) }
    }
}
