"""Expressions of Polars: ``import allonym.polars``, then ``pl.col("a").allonym.score("b")``."""

from __future__ import annotations

from typing import Any

import polars as pl

from . import arrow
from ._allonym import Transliterator

__all__ = ["Names"]


@pl.api.register_expr_namespace("allonym")
class Names:
    """What ``pl.col(…).allonym`` has. Null gives null; ``workers`` is the number of threads, -1 for all cores."""

    def __init__(self, expression: pl.Expr) -> None:
        self._expression = expression

    def score(self, other: str | pl.Expr, *, workers: int = -1, **options: Any) -> pl.Expr:
        """How likely the names are one; ``other`` is a column or an expression, ``pl.lit("…")`` for a single name."""
        other = pl.col(other) if isinstance(other, str) else other
        return pl.map_batches(
            [self._expression, other],
            lambda columns: pl.Series(arrow.score(*_broadcast(*columns), workers=workers, **options)),
            return_dtype=pl.Float64,
        )

    def explain(self, other: str | pl.Expr, *, workers: int = -1, **options: Any) -> pl.Expr:
        """The score with its reasons, as JSON."""
        other = pl.col(other) if isinstance(other, str) else other
        return pl.map_batches(
            [self._expression, other],
            lambda columns: pl.Series(arrow.explain(*_broadcast(*columns), workers=workers, **options)),
            return_dtype=pl.String,
        )

    def normalize(self, *, profile: Any = "match", workers: int = -1) -> pl.Expr:
        """One form for all ways to type a name."""
        return self._texts(lambda column: arrow.normalize(column, profile=profile, workers=workers))

    def romanize(self, *, language: str | None = None, country: str | None = None, workers: int = -1) -> pl.Expr:
        """The name in Latin letters as people write it."""
        return self._texts(lambda column: arrow.romanize(column, language=language, country=country, workers=workers))

    def transliterate(self, system: str | Transliterator, *, workers: int = -1) -> pl.Expr:
        """The name by a published system."""
        return self._texts(lambda column: arrow.transliterate(column, system, workers=workers))

    def keys(self, *, width: Any = "lean", workers: int = -1) -> pl.Expr:
        """Blocking keys, a list of numbers: explode and join on them."""
        return self._expression.map_batches(
            lambda column: pl.Series(arrow.keys(column, width=width, workers=workers), dtype=pl.List(pl.UInt64)),
            return_dtype=pl.List(pl.UInt64),
        )

    def _texts(self, kernel: Any) -> pl.Expr:
        return self._expression.map_batches(
            lambda column: pl.Series(kernel(column), dtype=pl.String), return_dtype=pl.String
        )


def _broadcast(a: pl.Series, b: pl.Series) -> tuple[Any, Any]:
    """Two columns as they are; one value beside a column stands for all its rows."""
    if len(a) == len(b):
        return a, b
    if len(a) == 1:
        return (a.new_from_index(0, len(b)) if a[0] is None else a[0]), b
    return a, (b.new_from_index(0, len(a)) if b[0] is None else b[0])
