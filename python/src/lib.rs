//! The Python package `allonym`: the public API of the library with the names that Python's users know.
//!
//! This crate translates and knows nothing of names. Everything that may take long goes through [`work`]: the interpreter is
//! released, and Ctrl-C is looked for every few milliseconds. Columns come in and go out by the Arrow C data interface; the
//! file that reads foreign memory is the only one with `unsafe`.
//!
//! | file | holds |
//! |---|---|
//! | `work` | many small pieces of work on several threads, with signals |
//! | `options` | what scoring functions take beside names |
//! | `records` | the named tuples that results are, and places in texts counted in characters |
//! | `name`, `compare`, `explanation`, `index`, `scan`, `translit` | the modules of the core |
//! | `input` | what a function takes for many names: sequences and Arrow columns |
//! | `array`, `arrow`, `column` | values that are given back; the C data interface; what Python sees of them |
//! | `columns` | the functions of `allonym.arrow` |

mod array;
mod arrow;
mod column;
mod columns;
mod compare;
mod explanation;
mod index;
mod input;
mod name;
mod options;
mod records;
mod resolve;
mod translit;
mod work;

use pyo3::prelude::*;

#[pymodule(gil_used = false)]
fn _allonym(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add("__version__", env!("CARGO_PKG_VERSION"))?;
    compare::register(module)?;
    name::register(module)?;
    translit::register(module)?;
    resolve::register(module)?;
    index::register(module)?;
    column::register(module)?;
    columns::register(module)
}
