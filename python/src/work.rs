//! Long work: the interpreter released, several threads if that is wanted, and Ctrl-C looked for while it goes on.
//!
//! Python runs its signal handlers when a thread asks for them, and only on its main thread. So with one worker the calling
//! thread works and asks every [`PATIENCE`]; with several, it does nothing but wait and ask. Either way a `KeyboardInterrupt`
//! stops the work after the item that is being done, at most some milliseconds.

use std::panic::resume_unwind;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError, mpsc};
use std::thread;
use std::time::{Duration, Instant};

use pyo3::prelude::*;

/// How long work goes on between two looks at the signals.
const PATIENCE: Duration = Duration::from_millis(10);
/// Items that a thread takes at once: neighbours, so that what it remembers of the one before is of use.
const RUN: usize = 256;

/// The number of threads that an argument `workers` asks for; -1 is one for each core.
pub(crate) fn threads(workers: i64) -> PyResult<usize> {
    match usize::try_from(workers) {
        Ok(workers) if workers > 0 => Ok(workers),
        _ if workers == -1 => Ok(thread::available_parallelism().map_or(1, usize::from)),
        _ => Err(pyo3::exceptions::PyValueError::new_err(format!(
            "workers is {workers}; give a number above 0, or -1 for all cores"
        ))),
    }
}

/// Does something for each number below `items`, in chunks by several threads; the results are in order.
///
/// Each thread has a state of its own, for what it wants to remember from one item to the next.
pub(crate) fn map<S, T: Send>(
    py: Python<'_>,
    items: usize,
    workers: usize,
    state: impl Fn() -> S + Sync,
    each: impl Fn(&mut S, usize) -> PyResult<T> + Sync,
) -> PyResult<Vec<T>> {
    // Half a run is not worth a thread.
    let workers = workers.min(items.div_ceil(RUN / 2)).max(1);
    py.detach(|| {
        if workers == 1 {
            let (mut state, mut watch) = (state(), Watch::new());
            return (0..items).map(|item| watch.look().and_then(|()| each(&mut state, item))).collect();
        }
        several(items, workers, &state, &each)
    })
}

/// Looks at the signals when it is time.
pub(crate) struct Watch(Instant);

impl Watch {
    pub(crate) fn new() -> Watch {
        Watch(Instant::now())
    }

    /// An error if Ctrl-C was pressed. Costs some nanoseconds but once in [`PATIENCE`].
    pub(crate) fn look(&mut self) -> PyResult<()> {
        if self.0.elapsed() < PATIENCE {
            return Ok(());
        }
        let found = Python::attach(|py| py.check_signals());
        self.0 = Instant::now();
        found
    }
}

fn several<S, T: Send>(
    items: usize,
    workers: usize,
    state: &(impl Fn() -> S + Sync),
    each: &(impl Fn(&mut S, usize) -> PyResult<T> + Sync),
) -> PyResult<Vec<T>> {
    let run = RUN.min(items.div_ceil(workers * 4)).max(1);
    let (next, stop) = (AtomicUsize::new(0), AtomicBool::new(false));
    let done: Mutex<Vec<(usize, PyResult<Vec<T>>)>> = Mutex::default();
    let work = || {
        let mut state = state();
        while !stop.load(Ordering::Relaxed) {
            let start = next.fetch_add(run, Ordering::Relaxed);
            if start >= items {
                break;
            }
            let end = items.min(start + run);
            let wanted = (start..end).take_while(|_| !stop.load(Ordering::Relaxed));
            let results: PyResult<Vec<T>> = wanted.map(|item| each(&mut state, item)).collect();
            if results.is_err() {
                stop.store(true, Ordering::Relaxed);
            }
            done.lock().unwrap_or_else(PoisonError::into_inner).push((start, results));
        }
    };
    let interrupted = thread::scope(|scope| {
        let (finished, all) = mpsc::channel::<()>();
        let mut threads = Vec::new();
        for _ in 0..workers {
            let finished = finished.clone();
            threads.push(scope.spawn(|| {
                let _finished = finished;
                work();
            }));
        }
        drop(finished);
        // Nobody sends: the channel ends when the last worker drops its end.
        let mut signal = Ok(());
        while let Err(mpsc::RecvTimeoutError::Timeout) = all.recv_timeout(PATIENCE) {
            if signal.is_ok() {
                signal = Python::attach(|py| py.check_signals());
                stop.fetch_or(signal.is_err(), Ordering::Relaxed);
            }
        }
        for thread in threads {
            if let Err(panic) = thread.join() {
                resume_unwind(panic);
            }
        }
        signal
    });
    interrupted?;
    let mut done = done.into_inner().unwrap_or_else(PoisonError::into_inner);
    done.sort_unstable_by_key(|(start, _)| *start);
    let mut results = Vec::with_capacity(items);
    for (_, part) in done {
        results.extend(part?);
    }
    Ok(results)
}

/// Does one long thing that cannot be cut in pieces. After Ctrl-C the caller goes on; the work itself ends in the
/// background and its result is thrown away.
pub(crate) fn one<T: Send + 'static>(
    py: Python<'_>,
    work: impl FnOnce() -> T + Send + 'static,
) -> PyResult<T> {
    py.detach(|| {
        let (sender, receiver) = mpsc::channel();
        let thread = thread::spawn(move || sender.send(work()));
        loop {
            match receiver.recv_timeout(PATIENCE) {
                Ok(result) => return Ok(result),
                Err(mpsc::RecvTimeoutError::Timeout) => Python::attach(|py| py.check_signals())?,
                Err(mpsc::RecvTimeoutError::Disconnected) => match thread.join() {
                    Err(panic) => resume_unwind(panic),
                    Ok(_) => return Err(pyo3::exceptions::PyRuntimeError::new_err("a thread ended early")),
                },
            }
        }
    })
}
