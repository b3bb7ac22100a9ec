//! The tests of the public interface, in one binary.

mod golden;
mod laws;
mod tables;
