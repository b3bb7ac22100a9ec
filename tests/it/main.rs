//! The tests of the public interface, in one binary.

mod conformance;
mod golden;
mod laws;
mod scan;
mod tables;
mod tags;
mod threads;
mod untrusted;
