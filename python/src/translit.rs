//! Normal forms, names in Latin letters, published systems.

use std::borrow::Cow;

use allonym::translit::{self, Apostrophe, Case, Options};
use allonym::{Romanizer, unicode};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::PyTuple;

use crate::records::{Record, error};

/// Which form of a text is wanted.
#[derive(Clone, Copy)]
pub(crate) enum Form {
    Match,
    Display,
}

impl Form {
    pub(crate) fn of(profile: &str) -> PyResult<Form> {
        match profile {
            "match" => Ok(Form::Match),
            "display" => Ok(Form::Display),
            _ => Err(PyValueError::new_err(format!("'{profile}' is no profile; there are match, display"))),
        }
    }

    pub(crate) fn of_text(self, text: &str) -> Cow<'_, str> {
        match self {
            Form::Match => unicode::normalize(text),
            Form::Display => unicode::clean(text),
        }
    }
}

/// One form for all ways to type a text: ``"match"`` to compare, in small letters; ``"display"`` only cleaned.
///
/// >>> allonym.normalize("علی\u200Cرضا")
/// 'عليرضا'
/// >>> allonym.normalize("Zoë&nbsp;", profile="display")
/// 'Zoë'
#[pyfunction]
#[pyo3(signature = (text, /, *, profile="match"))]
fn normalize<'t>(text: &'t str, profile: &str) -> PyResult<Cow<'t, str>> {
    Ok(Form::of(profile)?.of_text(text))
}

/// A romanizer for a language and a country, if they are given.
pub(crate) fn romanizer(language: Option<&str>, country: Option<&str>) -> PyResult<Romanizer> {
    let romanizer = language.map_or(Ok(Romanizer::new()), Romanizer::for_language).map_err(error)?;
    let country = country.map(str::parse).transpose().map_err(error)?;
    Ok(country.map_or(romanizer, |country| romanizer.country(country)))
}

/// A name in Latin letters as people write it: vowels that nobody wrote are put in.
///
/// ``language`` is a tag (fa, rus, zh-Hant), else the letters say it; ``country`` spells as there (EG, DZ).
///
/// >>> allonym.romanize("قاسم سلیمانی", language="fa")
/// 'Qasem Soleimani'
/// >>> allonym.romanize("جاوید", language="fa", country="AF")
/// 'Jawed'
#[pyfunction]
#[pyo3(signature = (text, /, *, language=None, country=None))]
fn romanize(py: Python<'_>, text: &str, language: Option<&str>, country: Option<&str>) -> PyResult<String> {
    let romanizer = romanizer(language, country)?;
    Ok(py.detach(|| romanizer.romanize(text)))
}

/// The likeliest spellings of a name in Latin letters, at most ``n``, best first.
///
/// >>> allonym.romanizations("Касем", n=2, language="ru")[0]
/// 'Qassem'
#[pyfunction]
#[pyo3(signature = (text, /, *, n=5, language=None, country=None))]
fn romanizations(
    py: Python<'_>,
    text: &str,
    n: usize,
    language: Option<&str>,
    country: Option<&str>,
) -> PyResult<Vec<String>> {
    let romanizer = romanizer(language, country)?;
    Ok(py.detach(|| romanizer.n_best(text, n).into_iter().map(|found| found.text).collect()))
}

/// A published romanization system, or rules of your own, followed to the letter.
///
/// Systems are found by their identifiers and by what they are called; :func:`systems` lists them. ``apostrophe`` is one of
/// published, right, modifier, ascii, none; ``case`` one of published, title, upper; ``ascii`` takes marks away; ``mrz``
/// writes the machine-readable zone of a passport.
///
/// >>> allonym.Transliterator("bgn/pcgn 1947 russian")("Щёлково")
/// 'Shchëlkovo'
/// >>> allonym.Transliterator("bgn/pcgn 1947 russian", ascii=True, apostrophe="none")("Горький")
/// 'Gorkiy'
#[pyclass(module = "allonym", frozen)]
pub(crate) struct Transliterator {
    pub(crate) system: translit::Transliterator,
    /// What it was made of, to be made again: the name or the rules, and how often it was turned round.
    made_of: (Source, Choices, bool),
}

#[derive(Clone)]
enum Source {
    Name(String),
    Rules(String),
}

/// The options, as Python gives them.
#[derive(Clone)]
struct Choices {
    apostrophe: String,
    case: String,
    ascii: bool,
    mrz: bool,
}

impl Choices {
    fn options(&self) -> PyResult<Options> {
        if self.mrz {
            return Ok(Options::MRZ);
        }
        let apostrophe: Apostrophe = self.apostrophe.parse().map_err(error)?;
        let case: Case = self.case.parse().map_err(error)?;
        Ok(Options::PUBLISHED.apostrophe(apostrophe).case(case).ascii(self.ascii))
    }
}

impl Transliterator {
    fn make(source: Source, choices: Choices, reversed: bool) -> PyResult<Transliterator> {
        let system = match &source {
            Source::Name(name) => translit::Transliterator::named(name),
            Source::Rules(rules) => translit::Transliterator::from_rules(rules),
        };
        let system = system.and_then(|system| if reversed { system.reversed() } else { Ok(system) });
        let system = system.map_err(error)?.with(choices.options()?);
        Ok(Transliterator { system, made_of: (source, choices, reversed) })
    }
}

#[pymethods]
impl Transliterator {
    #[new]
    #[pyo3(signature = (system, /, *, apostrophe="published", case="published", ascii=false, mrz=false))]
    fn new(system: &str, apostrophe: &str, case: &str, ascii: bool, mrz: bool) -> PyResult<Transliterator> {
        let choices = Choices { apostrophe: apostrophe.into(), case: case.into(), ascii, mrz };
        Transliterator::make(Source::Name(system.into()), choices, false)
    }

    /// A system of your own, from the text of a rule file.
    ///
    /// >>> allonym.Transliterator.from_rules("щ > šč ; я > ja ;")("Щя")
    /// 'Ščja'
    #[staticmethod]
    #[pyo3(signature = (rules, /, *, apostrophe="published", case="published", ascii=false, mrz=false))]
    fn from_rules(
        rules: &str,
        apostrophe: &str,
        case: &str,
        ascii: bool,
        mrz: bool,
    ) -> PyResult<Transliterator> {
        let choices = Choices { apostrophe: apostrophe.into(), case: case.into(), ascii, mrz };
        Transliterator::make(Source::Rules(rules.into()), choices, false)
    }

    /// The way back, from Latin letters; ValueError if there is none.
    ///
    /// >>> allonym.Transliterator("iso-mul-Cyrl-Latn-9-1995").reversed()("Ŝëlkovo")
    /// 'Щёлково'
    fn reversed(&self) -> PyResult<Transliterator> {
        let (source, _, reversed) = &self.made_of;
        let published =
            Choices { apostrophe: "published".into(), case: "published".into(), ascii: false, mrz: false };
        Transliterator::make(source.clone(), published, !reversed)
    }

    #[pyo3(signature = (text, /))]
    fn __call__<'t>(&self, py: Python<'_>, text: &'t str) -> Cow<'t, str> {
        py.detach(|| self.system.transliterate(text))
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let (source, choices, reversed) = &self.made_of;
        let (is_rules, text) = match source {
            Source::Name(name) => (false, name),
            Source::Rules(rules) => (true, rules),
        };
        let Choices { apostrophe, case, ascii, mrz } = choices;
        let arguments = (is_rules, text, apostrophe, case, *ascii, *mrz, *reversed);
        Ok((py.get_type::<Transliterator>().getattr("_restore")?, arguments.into_pyobject(py)?))
    }

    #[staticmethod]
    #[pyo3(signature = (is_rules, text, apostrophe, case, ascii, mrz, reversed, /))]
    fn _restore(
        is_rules: bool,
        text: String,
        apostrophe: String,
        case: String,
        ascii: bool,
        mrz: bool,
        reversed: bool,
    ) -> PyResult<Transliterator> {
        let source = if is_rules { Source::Rules(text) } else { Source::Name(text) };
        Transliterator::make(source, Choices { apostrophe, case, ascii, mrz }, reversed)
    }

    fn __repr__(&self) -> String {
        match &self.made_of {
            (Source::Name(name), _, false) => format!("<Transliterator {name}>"),
            (Source::Name(name), _, true) => format!("<Transliterator {name}, reversed>"),
            (Source::Rules(_), ..) => "<Transliterator of rules>".into(),
        }
    }
}

/// The published systems whose identifier, title or other names have a text in them, whatever its case; all without one.
///
/// >>> [system.id for system in allonym.systems("1947") if system.language == "ru"]
/// ['bgnpcgn-rus-Cyrl-Latn-1947']
#[pyfunction]
#[pyo3(signature = (filter="", /))]
fn systems<'py>(py: Python<'py>, filter: &str) -> PyResult<Vec<Bound<'py, PyAny>>> {
    let filter = filter.to_lowercase();
    let holds = |text: &str| text.to_lowercase().contains(&filter);
    let wanted = |system: &translit::System| {
        holds(system.id()) || holds(system.title()) || system.aliases().any(holds)
    };
    let record = |system: translit::System| {
        let language = system.language().map(|language| language.to_string());
        let aliases: Vec<&str> = system.aliases().collect();
        let head = (system.id(), system.title(), system.authority(), system.year(), language);
        let tail = (system.script().to_string(), system.target().to_string(), system.is_reversible());
        let ((id, title, authority, year, language), (script, target, reversible)) = (head, tail);
        let source = system.source();
        Record::System
            .of(py, (id, title, authority, year, language, script, target, reversible, source, aliases))
    };
    translit::systems().into_iter().filter(wanted).map(record).collect()
}

pub(crate) fn register(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add_class::<Transliterator>()?;
    module.add_function(wrap_pyfunction!(normalize, module)?)?;
    module.add_function(wrap_pyfunction!(romanize, module)?)?;
    module.add_function(wrap_pyfunction!(romanizations, module)?)?;
    module.add_function(wrap_pyfunction!(systems, module)?)
}
