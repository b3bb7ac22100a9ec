//! Faults in the input: said, counted, and told in the exit status.

use std::fmt;
use std::process::ExitCode;

/// How many faults are said one by one; after that they are only counted.
const SAID: u64 = 100;

/// The faults met so far.
#[derive(Default)]
pub(crate) struct Report {
    faults: u64,
    notes: u64,
    misused: bool,
    /// What was looked for is there: no fault, and yet no success.
    findings: u64,
}

impl Report {
    /// Says a fault on standard error.
    pub(crate) fn fault(&mut self, message: fmt::Arguments) {
        self.faults += 1;
        if self.faults <= SAID {
            anstream::eprintln!("allonym: {message}");
        }
        if self.faults == SAID {
            anstream::eprintln!("allonym: further faults are counted and not said");
        }
    }

    /// Says something that is no fault of the input.
    pub(crate) fn note(&mut self, message: fmt::Arguments) {
        self.notes += 1;
        if self.notes <= SAID {
            anstream::eprintln!("allonym: {message}");
        }
        if self.notes == SAID {
            anstream::eprintln!("allonym: further notes are not said");
        }
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
        anstream::eprintln!("allonym: {message}");
    }

    /// The exit status.
    pub(crate) fn exit(&self) -> ExitCode {
        if self.faults > 1 {
            anstream::eprintln!("allonym: {} faults in the input", self.faults);
        }
        if self.misused {
            return ExitCode::from(2);
        }
        if self.faults == 0 && self.findings == 0 { ExitCode::SUCCESS } else { ExitCode::from(1) }
    }
}
