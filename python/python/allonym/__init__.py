"""Names across scripts and spellings: normalize, romanize, compare, search and find them.

>>> import allonym
>>> allonym.score("Qassem Soleimani", "قاسم سلیمانی") > 0.9
True
>>> allonym.romanize("قاسم سلیمانی", language="fa")
'Qasem Soleimani'

Scores are calibrated probabilities. Columns of pyarrow, polars, pandas, duckdb and datafusion are for
:mod:`allonym.arrow`; ``allonym.duckdb``, ``allonym.polars``, ``allonym.spark`` and ``allonym.splink`` are helpers that
import their engine when they are imported themselves.
"""

from ._allonym import (
    Column,
    Explanation,
    Index,
    Matrix,
    Name,
    Table,
    Transliterator,
    __version__,
    arrow,
    cdist,
    cpdist,
    explain,
    extract,
    normalize,
    parse,
    resolve,
    romanizations,
    romanize,
    score,
    systems,
)
from ._records import Entity, Evidence, Excerpt, Hit, Mention, Part, Spelling, System

__all__ = [
    "Column",
    "Entity",
    "Evidence",
    "Excerpt",
    "Explanation",
    "Hit",
    "Index",
    "Matrix",
    "Mention",
    "Name",
    "Part",
    "Spelling",
    "System",
    "Table",
    "Transliterator",
    "__version__",
    "arrow",
    "cdist",
    "cpdist",
    "explain",
    "extract",
    "normalize",
    "parse",
    "resolve",
    "romanizations",
    "romanize",
    "score",
    "systems",
]
