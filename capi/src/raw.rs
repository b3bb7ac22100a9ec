//! The memory of C: the only file with `unsafe` blocks.

use std::ffi::c_char;
use std::marker::PhantomData;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::ptr::NonNull;
use std::slice;

use crate::status::{
    ALLONYM_INVALID_ARGUMENT, ALLONYM_INVALID_UTF8, ALLONYM_OK, ALLONYM_TOO_LONG, Fault, FaultSink,
    allonym_status,
};
use crate::text::allonym_text;

/// Runs what an exported function does: errors and panics become a status, and are written to the error object if there
/// is one.
pub(crate) fn enter<E: FaultSink>(
    error: Option<&mut E>,
    body: impl FnOnce() -> Result<(), Fault>,
) -> allonym_status {
    // What a body had begun to write is thrown away or written anew by the next call.
    let done = catch_unwind(AssertUnwindSafe(body)).unwrap_or_else(|payload| Err(Fault::panic(&*payload)));
    let Err(fault) = done else { return ALLONYM_OK };
    let status = fault.status;
    if let Some(error) = error {
        error.record(fault);
    }
    status
}

/// Frees what a handle holds.
pub(crate) fn release<T>(handle: Option<Box<T>>) {
    enter(None::<&mut ()>, || {
        drop(handle);
        Ok(())
    });
}

/// Runs the body of an exported function that takes addresses, and hands it the promise of its caller.
macro_rules! entry_point {
    ($error:expr, |$caller:ident| $body:expr) => {{
        // SAFETY: this stands in functions of C, which are unsafe to call: their callers have promised what is said at
        // the head of the header, and that is what `Caller` wants.
        let $caller = unsafe { $crate::raw::Caller::promised() };
        $crate::raw::enter($error, || $body)
    }};
}
pub(crate) use entry_point;

/// The promise of the caller of an exported function; what lets its addresses be read.
#[derive(Clone, Copy)]
pub(crate) struct Caller<'a>(PhantomData<&'a ()>);

impl<'a> Caller<'a> {
    /// # Safety
    ///
    /// Until the exported function returns, every address that is read by this value is null or points to as many
    /// elements as are asked for, of the type they are read as and initialized, which nobody changes; every address that
    /// is written to is null or points to memory for as many, which nobody else reads or changes.
    pub(crate) unsafe fn promised() -> Caller<'a> {
        Caller(PhantomData)
    }

    /// An array of C.
    pub(crate) fn slice<T>(self, what: &str, first: *const T, count: usize) -> Result<&'a [T], Fault> {
        if count == 0 {
            return Ok(&[]);
        }
        check(what, first, count)?;
        // SAFETY: not null, aligned and within the size of an object, as was just checked; the rest is promised.
        Ok(unsafe { slice::from_raw_parts(first, count) })
    }

    /// A text of C.
    pub(crate) fn text(self, what: &str, data: *const c_char, len: usize) -> Result<&'a str, Fault> {
        let bytes = self.slice(what, data.cast::<u8>(), len)?;
        str::from_utf8(bytes).map_err(|error| Fault {
            status: ALLONYM_INVALID_UTF8,
            message: format!("{what} is not UTF-8: {error}"),
            offset: Some(error.valid_up_to()),
        })
    }

    /// A text in a record of C.
    pub(crate) fn view(self, what: &str, text: allonym_text) -> Result<&'a str, Fault> {
        self.text(what, text.data, text.len)
    }

    /// An array of texts.
    pub(crate) fn texts(
        self,
        what: &str,
        first: *const allonym_text,
        count: usize,
    ) -> Result<Vec<&'a str>, Fault> {
        let texts = self.slice(what, first, count)?.iter().enumerate();
        texts.map(|(at, text)| self.view(&format!("{what}[{at}]"), *text)).collect()
    }

    /// Where one result goes.
    pub(crate) fn out<T>(self, what: &str, place: *mut T) -> Result<Out<'a, T>, Fault> {
        self.outs(what, place, 1)
    }

    /// Where so many results go.
    pub(crate) fn outs<T>(self, what: &str, first: *mut T, count: usize) -> Result<Out<'a, T>, Fault> {
        if count > 0 {
            check(what, first, count)?;
        }
        Ok(Out { first: NonNull::new(first).unwrap_or(NonNull::dangling()), count, of: PhantomData })
    }
}

fn check<T>(what: &str, first: *const T, count: usize) -> Result<(), Fault> {
    if first.is_null() {
        return Err(Fault::null(what));
    }
    if count > isize::MAX.unsigned_abs() / size_of::<T>().max(1) {
        return Err(Fault::new(ALLONYM_TOO_LONG, format!("{what} cannot have {count} elements")));
    }
    if !first.is_aligned() {
        return Err(Fault::new(ALLONYM_INVALID_ARGUMENT, format!("{what} is not aligned")));
    }
    Ok(())
}

/// Memory of C for results: written once, when there is nothing left to fail.
pub(crate) struct Out<'a, T> {
    first: NonNull<T>,
    count: usize,
    of: PhantomData<&'a mut T>,
}

impl<T> Out<'_, T> {
    pub(crate) fn set(self, value: T) {
        self.fill(std::iter::once(value));
    }

    /// Writes as many values as there is room for.
    pub(crate) fn fill(self, values: impl IntoIterator<Item = T>) {
        for (at, value) in (0..self.count).zip(values) {
            // SAFETY: the caller has promised memory for `count` elements, and `at` is less; what was there is not read
            // or dropped, for it may be uninitialized.
            unsafe { self.first.add(at).write(value) };
        }
    }
}

impl<T> Out<'_, *mut T> {
    /// Gives a new handle to C, which frees it by the function for that.
    pub(crate) fn give(self, value: T) {
        self.set(Box::into_raw(Box::new(value)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::allonym_error;
    use crate::status::{ALLONYM_NULL_POINTER, ALLONYM_PANIC};

    fn caller() -> Caller<'static> {
        // SAFETY: the tests give addresses of their own, or such as are refused.
        unsafe { Caller::promised() }
    }

    #[test]
    fn a_panic_is_a_status_and_leaves_results_alone() {
        let mut error = allonym_error::default();
        let mut place = 7_u32;
        let status = enter(Some(&mut error), || {
            let out = caller().out("place", &mut place)?;
            out.set("ل".parse().expect("a number: שלום"));
            Ok(())
        });
        assert_eq!((status, place), (ALLONYM_PANIC, 7));
        assert!(error.message().contains("a number: שלום"), "{}", error.message());
        assert_eq!(enter(None::<&mut ()>, || panic!("unsaid")), ALLONYM_PANIC);
    }

    #[test]
    fn addresses_are_checked_before_they_are_read() {
        let caller = caller();
        let far = usize::MAX;
        let word = [1_u32; 2];
        let odd = word.as_ptr().cast::<u8>().wrapping_add(1).cast::<u32>();
        for (first, count, wanted) in [
            (std::ptr::null(), 1, ALLONYM_NULL_POINTER),
            (word.as_ptr(), far, ALLONYM_TOO_LONG),
            (word.as_ptr(), far / 4, ALLONYM_TOO_LONG),
            (odd, 1, ALLONYM_INVALID_ARGUMENT),
        ] {
            assert_eq!(caller.slice("array", first, count).unwrap_err().status, wanted);
            assert_eq!(caller.outs("array", first.cast_mut(), count).err().unwrap().status, wanted);
        }
        assert!(caller.slice("array", std::ptr::null::<u32>(), 0).unwrap().is_empty());
        assert_eq!(caller.slice("array", word.as_ptr(), 2).unwrap(), [1, 1]);
    }
}
