//! The Arrow C data interface: columns of other libraries read in place, and columns given to them.
//!
//! What comes in is a capsule with a schema and one with an array or a stream of arrays, by the
//! [PyCapsule protocol](https://arrow.apache.org/docs/format/CDataInterface/PyCapsuleInterface.html). `raw` has the structs
//! and all that reads memory of others, and is the one file of the package with `unsafe`. `layout` says what type a schema
//! has, `node` finds the values in the buffers, and [`Strings`] puts chunks together, owns them until it is dropped, and reads
//! a text at a time. `export` goes the other way.
//!
//! Read are strings (`u`, `U`), views (`vu`), dictionaries of these with any keys, columns of nothing (`n`), and tables of one
//! such column. Everything that the interface lets one check is checked: the numbers of buffers, null pointers, lengths and
//! offsets below zero, offsets that fall or lie beyond the last one, views beyond the buffer they name, keys beyond the
//! dictionary, UTF-8. What it does not let one check is how long a buffer is: there the producer is trusted, as by
//! everybody who reads Arrow.

mod export;
mod import;
mod layout;
mod node;
mod raw;

pub(crate) use export::{export_array, export_schema, export_stream};
pub(crate) use import::{Strings, import};
