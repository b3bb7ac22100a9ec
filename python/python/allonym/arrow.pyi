"""Columns in, a column out; written by hand, checked by mypy.stubtest."""

from typing import Literal

from ._allonym import Column, Index, Name, Table, Transliterator, _Names, _Purpose

__all__ = ["score", "explain", "normalize", "romanize", "transliterate", "keys", "search"]

def score(
    a: _Names | str | Name,
    b: _Names | str | Name,
    /,
    *,
    score_cutoff: float | None = None,
    workers: int = 1,
    prior: float = 0.5,
    purpose: _Purpose = "default",
) -> Column: ...
def explain(
    a: _Names | str | Name,
    b: _Names | str | Name,
    /,
    *,
    workers: int = 1,
    prior: float = 0.5,
    purpose: _Purpose = "default",
) -> Column: ...
def normalize(a: _Names, /, *, profile: Literal["match", "display"] = "match", workers: int = 1) -> Column: ...
def romanize(
    a: _Names, /, *, language: str | None = None, country: str | None = None, workers: int = 1
) -> Column: ...
def transliterate(a: _Names, system: str | Transliterator, /, *, workers: int = 1) -> Column: ...
def keys(a: _Names, /, *, width: Literal["lean", "narrow", "wide"] = "lean", workers: int = 1) -> Column: ...
def search(
    index: Index,
    names: _Names,
    /,
    *,
    limit: int = 10,
    score_cutoff: float = 0.0,
    kind: str | None = None,
    workers: int = 1,
) -> Table: ...
