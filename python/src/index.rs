//! One name against many.

use std::fs;
use std::path::PathBuf;

use allonym::Record as CoreRecord;
use allonym::index::{MappedFile, Query};
use pyo3::exceptions::{PyOSError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyTuple};

use crate::input::Names;
use crate::options::probability;
use crate::records::{Record, error};
use crate::work;

/// Where the bytes of an index are.
pub(crate) enum Store {
    Mapped(MappedFile),
    Memory(Vec<u8>),
}

impl AsRef<[u8]> for Store {
    fn as_ref(&self) -> &[u8] {
        match self {
            Store::Mapped(map) => map.as_ref(),
            Store::Memory(bytes) => bytes,
        }
    }
}

/// A list of names that is searched however they are spelled.
///
/// Make one with :meth:`build`, open one with :meth:`open`. An index in a file is mapped into memory: opening takes
/// microseconds, processes share its pages, and it pickles as its path, so Spark, Ray, Dask and multiprocessing may carry it.
///
/// >>> index = allonym.Index.build(None, ["1", "2"], ["Qasem Soleimani", "Hassan Nasrallah"])
/// >>> index.search("Касем Сулеймани", limit=1)[0].id
/// '1'
/// >>> len(index)
/// 2
#[pyclass(module = "allonym", frozen)]
pub(crate) struct Index {
    pub(crate) index: allonym::Index<Store>,
    path: Option<PathBuf>,
}

impl Index {
    fn of_bytes(bytes: Vec<u8>) -> PyResult<Index> {
        let index = allonym::Index::from_bytes(Store::Memory(bytes)).map_err(error)?;
        Ok(Index { index, path: None })
    }
}

/// What hits have to be, for all queries of a call.
#[derive(Clone, Copy)]
pub(crate) struct Wanted<'a> {
    pub(crate) limit: usize,
    pub(crate) score_cutoff: f64,
    pub(crate) kind: Option<&'a str>,
}

impl<'a> Wanted<'a> {
    /// A query with a name, once the cut-off is a probability.
    pub(crate) fn query(&self) -> PyResult<impl Fn(&'a str) -> Query<'a> + Copy + use<'a>> {
        let (limit, kind) = (self.limit, self.kind);
        let least = probability("score_cutoff", self.score_cutoff)?;
        Ok(move |name| {
            let query = Query::new(name).limit(limit).min_score(least);
            kind.map_or(query, |kind| query.kind(kind))
        })
    }
}

/// A hit that Python has not seen yet.
pub(crate) struct Found {
    pub(crate) id: String,
    pub(crate) name: String,
    kind: String,
    language: String,
    pub(crate) score: f64,
    pub(crate) bits: f64,
    pub(crate) probability: f64,
}

impl Found {
    pub(crate) fn new(hit: &allonym::index::Hit<'_>) -> Found {
        Found {
            id: hit.record.id.to_owned(),
            name: hit.record.name.to_owned(),
            kind: hit.record.kind.to_owned(),
            language: hit.record.language.to_owned(),
            score: hit.score.to_f64(),
            bits: hit.bits.to_f64(),
            probability: hit.probability.to_f64(),
        }
    }

    fn hit(self, py: Python<'_>) -> PyResult<Bound<'_, PyAny>> {
        let Found { id, name, kind, language, score, bits, probability } = self;
        Record::Hit.of(py, (id, name, score, kind, language, bits, probability))
    }
}

#[pymethods]
impl Index {
    /// Makes an index of names and writes it to ``path``, or keeps it in memory if that is None.
    ///
    /// ``ids`` and ``names`` are sequences or Arrow columns of one length, as are ``kinds`` and ``languages`` if they are
    /// given; several names of one id are names of one bearer. A row without id or name is an error. The file is written
    /// under another name and renamed, so there is never half of one.
    ///
    /// >>> index = allonym.Index.build(None, ["7"], ["Łukasz Żak"], kinds=["person"])
    /// >>> index.search("Lukasz Zak", kind="person")[0].kind
    /// 'person'
    #[staticmethod]
    #[pyo3(signature = (path, ids, names, *, kinds=None, languages=None))]
    fn build(
        py: Python<'_>,
        path: Option<PathBuf>,
        ids: &Bound<'_, PyAny>,
        names: &Bound<'_, PyAny>,
        kinds: Option<&Bound<'_, PyAny>>,
        languages: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Index> {
        let (ids, names) = (Names::of(ids)?, Names::of(names)?);
        let (kinds, languages) = (kinds.map(Names::of).transpose()?, languages.map(Names::of).transpose()?);
        let rows = ids.rows_with(&names)?;
        for more in kinds.iter().chain(&languages) {
            ids.rows_with(more)?;
        }
        let builder = py.detach(|| {
            let (mut builder, mut watch) = (allonym::Index::builder(), work::Watch::new());
            for row in 0..rows {
                watch.look()?;
                let (Some(id), Some(name)) = (ids.text(row)?, names.text(row)?) else {
                    return Err(PyValueError::new_err(format!("row {row} has no id or no name")));
                };
                let more = |column: &'_ Option<Names>| {
                    let text = column
                        .as_ref()
                        .map(|column| column.text(row).map(|text| text.unwrap_or_default().to_owned()));
                    text.transpose().map(Option::unwrap_or_default)
                };
                let (kind, language) = (more(&kinds)?, more(&languages)?);
                builder.add(CoreRecord::new(id, name).kind(&kind).language(&language));
            }
            Ok(builder)
        })?;
        let bytes = work::one(py, move || builder.build())?;
        let Some(path) = path else { return Index::of_bytes(bytes) };
        let mut new = path.clone().into_os_string();
        new.push(format!(".{}.new", std::process::id()));
        let written = fs::write(&new, bytes).and_then(|()| fs::rename(&new, &path));
        if let Err(error) = written {
            // What was written in part is in nobody's way; that it cannot be removed says nothing more.
            let _ = fs::remove_file(&new);
            return Err(PyOSError::new_err(format!("{}: {error}", path.display())));
        }
        Index::open(py, path)
    }

    /// Opens an index in a file, as ``Index.build`` or ``allonym index`` made it.
    ///
    /// The file must not be written to while it is open; write another and rename it.
    #[staticmethod]
    #[pyo3(signature = (path, /))]
    fn open(py: Python<'_>, path: PathBuf) -> PyResult<Index> {
        let index = py.detach(|| {
            MappedFile::open(&path).and_then(|map| allonym::Index::from_bytes(Store::Mapped(map)))
        });
        Ok(Index { index: index.map_err(error)?, path: Some(fs::canonicalize(&path).unwrap_or(path)) })
    }

    /// An index in bytes that :meth:`to_bytes` gave.
    ///
    /// >>> index = allonym.Index.build(None, ["1"], ["김정은"])
    /// >>> len(allonym.Index.from_bytes(index.to_bytes()))
    /// 1
    #[staticmethod]
    #[pyo3(signature = (bytes, /))]
    fn from_bytes(bytes: &[u8]) -> PyResult<Index> {
        Index::of_bytes(bytes.to_vec())
    }

    /// The bytes of the index, as they stand in a file.
    fn to_bytes<'py>(&self, py: Python<'py>) -> Bound<'py, PyBytes> {
        PyBytes::new(py, self.index.as_bytes())
    }

    /// Reads the whole index and compares its checksums; ValueError if a byte is not what was written.
    fn verify(&self, py: Python<'_>) -> PyResult<()> {
        py.detach(|| self.index.verify()).map_err(error)
    }

    /// A number that tells this index from others.
    #[getter]
    fn identity(&self) -> u64 {
        self.index.identity()
    }

    /// The file that was opened; None of an index in memory.
    #[getter]
    fn path(&self) -> Option<&PathBuf> {
        self.path.as_ref()
    }

    fn __len__(&self) -> usize {
        self.index.len()
    }

    /// The records that a name likeliest means, best first, each id once. About a millisecond.
    ///
    /// Hits below ``score_cutoff`` are not given; ``kind`` asks for records of one kind.
    #[pyo3(signature = (name, /, *, limit=10, score_cutoff=0.0, kind=None))]
    fn search<'py>(
        &self,
        py: Python<'py>,
        name: &str,
        limit: usize,
        score_cutoff: f64,
        kind: Option<&str>,
    ) -> PyResult<Vec<Bound<'py, PyAny>>> {
        let query = Wanted { limit, score_cutoff, kind }.query()?(name);
        let hits: Vec<Found> = py.detach(|| self.index.search(query).hits().iter().map(Found::new).collect());
        hits.into_iter().map(|hit| hit.hit(py)).collect()
    }

    /// The hits of many names, in their order, by several threads; none for None. ``workers`` is -1 for all cores.
    ///
    /// >>> index = allonym.Index.build(None, ["1"], ["Ольга Ким"])
    /// >>> [len(hits) for hits in index.search_batch(["Olga Kim", None], workers=-1)]
    /// [1, 0]
    #[pyo3(signature = (names, /, *, limit=10, score_cutoff=0.0, kind=None, workers=1))]
    fn search_batch<'py>(
        &self,
        py: Python<'py>,
        names: &Bound<'py, PyAny>,
        limit: usize,
        score_cutoff: f64,
        kind: Option<&str>,
        workers: i64,
    ) -> PyResult<Vec<Vec<Bound<'py, PyAny>>>> {
        let names = Names::of(names)?;
        let wanted = Wanted { limit, score_cutoff, kind };
        let all = self.find_all(py, &names, wanted, workers)?;
        all.into_iter().map(|hits| hits.into_iter().map(|hit| hit.hit(py)).collect()).collect()
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let class = py.get_type::<Index>();
        match &self.path {
            Some(path) => Ok((class.getattr("open")?, PyTuple::new(py, [path.as_os_str()])?)),
            None => Ok((class.getattr("from_bytes")?, PyTuple::new(py, [self.to_bytes(py)])?)),
        }
    }

    fn __repr__(&self) -> String {
        let place = self.path.as_ref().map_or("memory".into(), |path| path.display().to_string());
        format!("<Index of {} names in {place}>", self.index.len())
    }
}

impl Index {
    /// The hits of many names, in their order.
    pub(crate) fn find_all(
        &self,
        py: Python<'_>,
        names: &Names,
        wanted: Wanted<'_>,
        workers: i64,
    ) -> PyResult<Vec<Vec<Found>>> {
        let query = wanted.query()?;
        let hits = |name| Ok(self.index.search(query(name)).hits().iter().map(Found::new).collect());
        let all: Vec<Option<Vec<Found>>> = names.each_text(py, workers, hits)?;
        Ok(all.into_iter().map(Option::unwrap_or_default).collect())
    }
}

pub(crate) fn register(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add_class::<Index>()
}
