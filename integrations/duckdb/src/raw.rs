//! DuckDB's side: registering functions, reading and writing its vectors.
#![allow(unsafe_code)]

use std::ffi::{CStr, c_char};
use std::marker::PhantomData;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::{ptr, slice};

use libduckdb_sys as duckdb;

/// The version of the C API that is asked for: the first stable one.
const API: &str = "v1.2.0";

/// What a function gives.
#[derive(Clone, Copy)]
pub(crate) enum Type {
    Number,
    Text,
}

/// A function of SQL.
pub(crate) struct Function {
    pub(crate) name: &'static CStr,
    pub(crate) texts: usize,
    pub(crate) gives: Type,
    pub(crate) run: fn(&Input<'_>, &mut Output<'_>),
}

/// The rows that a function is called with.
pub(crate) struct Input<'a> {
    chunk: duckdb::duckdb_data_chunk,
    rows: usize,
    _life: PhantomData<&'a ()>,
}

impl Input<'_> {
    pub(crate) fn rows(&self) -> usize {
        self.rows
    }

    /// A text of a column; nothing where it is NULL.
    pub(crate) fn text(&self, column: usize, row: usize) -> Option<&str> {
        // SAFETY: DuckDB calls the function with a chunk that has the columns it was registered with, each of `rows` texts,
        // which live until the function returns. The text is in the struct itself if it is short, and else behind its
        // pointer; DuckDB promises UTF-8, which is checked all the same.
        unsafe {
            let vector = duckdb::duckdb_data_chunk_get_vector(self.chunk, column as u64);
            let validity = duckdb::duckdb_vector_get_validity(vector);
            if !validity.is_null() && !duckdb::duckdb_validity_row_is_valid(validity, row as u64) {
                return None;
            }
            let texts = duckdb::duckdb_vector_get_data(vector).cast::<duckdb::duckdb_string_t>();
            let text = &*texts.add(row);
            let length = text.value.inlined.length as usize;
            let bytes: *const c_char =
                if length <= 12 { text.value.inlined.inlined.as_ptr() } else { text.value.pointer.ptr };
            std::str::from_utf8(slice::from_raw_parts(bytes.cast::<u8>(), length)).ok()
        }
    }
}

/// Where a function writes.
pub(crate) struct Output<'a> {
    vector: duckdb::duckdb_vector,
    _life: PhantomData<&'a mut ()>,
}

impl Output<'_> {
    pub(crate) fn number(&mut self, row: usize, value: f64) {
        // SAFETY: the vector has a double for each row of the input, and `row` is one.
        unsafe { duckdb::duckdb_vector_get_data(self.vector).cast::<f64>().add(row).write(value) }
    }

    pub(crate) fn text(&mut self, row: usize, text: &str) {
        // SAFETY: the vector has a text for each row of the input; DuckDB copies the bytes.
        unsafe {
            duckdb::duckdb_vector_assign_string_element_len(
                self.vector,
                row as u64,
                text.as_ptr().cast(),
                text.len() as u64,
            );
        }
    }

    pub(crate) fn null(&mut self, row: usize) {
        // SAFETY: the bits are there once they were made writable, one for each row.
        unsafe {
            duckdb::duckdb_vector_ensure_validity_writable(self.vector);
            let validity = duckdb::duckdb_vector_get_validity(self.vector);
            duckdb::duckdb_validity_set_row_invalid(validity, row as u64);
        }
    }
}

/// Runs function `N` of the list on a chunk. A fault of ours is an error of the query, never the end of the database.
///
/// # Safety
///
/// Called by DuckDB, as a function that was registered with `N`.
unsafe extern "C" fn call<const N: usize>(
    info: duckdb::duckdb_function_info,
    chunk: duckdb::duckdb_data_chunk,
    vector: duckdb::duckdb_vector,
) {
    let Some(function) = crate::FUNCTIONS.get(N) else { return };
    // SAFETY: the chunk is DuckDB's.
    let rows = unsafe { duckdb::duckdb_data_chunk_get_size(chunk) } as usize;
    let (input, mut output) =
        (Input { chunk, rows, _life: PhantomData }, Output { vector, _life: PhantomData });
    if catch_unwind(AssertUnwindSafe(|| (function.run)(&input, &mut output))).is_err() {
        // SAFETY: DuckDB copies the message.
        unsafe {
            duckdb::duckdb_scalar_function_set_error(info, c"allonym: a fault of the library".as_ptr())
        };
    }
}

/// The entry points, in the order of the list.
const CALLS: [duckdb::duckdb_scalar_function_t; 3] = [Some(call::<0>), Some(call::<1>), Some(call::<2>)];

/// Makes a function known to a connection.
///
/// # Safety
///
/// The connection is open.
unsafe fn register(
    connection: duckdb::duckdb_connection,
    function: &Function,
    call: duckdb::duckdb_scalar_function_t,
) -> bool {
    // SAFETY: every object is made, used and destroyed here; the name is a constant.
    unsafe {
        let mut made = duckdb::duckdb_create_scalar_function();
        duckdb::duckdb_scalar_function_set_name(made, function.name.as_ptr());
        let mut text = duckdb::duckdb_create_logical_type(duckdb::DUCKDB_TYPE_DUCKDB_TYPE_VARCHAR);
        for _ in 0..function.texts {
            duckdb::duckdb_scalar_function_add_parameter(made, text);
        }
        let mut gives = duckdb::duckdb_create_logical_type(match function.gives {
            Type::Number => duckdb::DUCKDB_TYPE_DUCKDB_TYPE_DOUBLE,
            Type::Text => duckdb::DUCKDB_TYPE_DUCKDB_TYPE_VARCHAR,
        });
        duckdb::duckdb_scalar_function_set_return_type(made, gives);
        duckdb::duckdb_scalar_function_set_function(made, call);
        let state = duckdb::duckdb_register_scalar_function(connection, made);
        duckdb::duckdb_destroy_logical_type(&mut text);
        duckdb::duckdb_destroy_logical_type(&mut gives);
        duckdb::duckdb_destroy_scalar_function(&mut made);
        state == duckdb::duckdb_state_DuckDBSuccess
    }
}

/// What DuckDB calls when it loads the extension.
///
/// # Safety
///
/// Called by DuckDB, with what its C API says.
#[unsafe(no_mangle)]
pub(crate) unsafe extern "C" fn allonym_init_c_api(
    info: duckdb::duckdb_extension_info,
    access: *const duckdb::duckdb_extension_access,
) -> bool {
    // SAFETY: what the caller promises.
    unsafe {
        if !duckdb::duckdb_rs_extension_api_init(info, access, API).unwrap_or(false) {
            return false;
        }
        let Some(get_database) = (*access).get_database else { return false };
        let database = get_database(info);
        let mut connection: duckdb::duckdb_connection = ptr::null_mut();
        if database.is_null()
            || duckdb::duckdb_connect(*database, &mut connection) != duckdb::duckdb_state_DuckDBSuccess
        {
            return false;
        }
        let done =
            crate::FUNCTIONS.iter().zip(CALLS).all(|(function, call)| register(connection, function, call));
        duckdb::duckdb_disconnect(&mut connection);
        done && crate::FUNCTIONS.len() == CALLS.len()
    }
}
