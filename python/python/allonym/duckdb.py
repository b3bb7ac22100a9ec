"""Functions of SQL for DuckDB: ``allonym.duckdb.register(connection)``.

They are called with whole columns, so nothing is copied and a name that stands in many rows in a row is prepared once.
Needs duckdb and pyarrow.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from . import arrow

__all__ = ["register"]


def register(connection: Any, *, prefix: str = "allonym_", workers: int = 1, **options: Any) -> None:
    """Makes ``allonym_score``, ``allonym_explain``, ``allonym_normalize``, ``allonym_romanize`` and ``allonym_keys``.

    ``options`` are those of :func:`allonym.score` but for the cut-off: prior, purpose. NULL gives NULL. DuckDB calls
    functions of Python from one thread at a time, so ``workers`` may be -1 for all cores.
    """
    import pyarrow as pa
    from duckdb import list_type

    sqltypes = _sqltypes()
    text, number, key = sqltypes.VARCHAR, sqltypes.DOUBLE, sqltypes.UBIGINT

    def two(kernel: Callable[..., Any]) -> Callable[[Any, Any], Any]:
        return lambda a, b: pa.array(kernel(a, b, workers=workers, **options))

    def one(kernel: Callable[..., Any]) -> Callable[[Any], Any]:
        return lambda a: pa.array(kernel(a, workers=workers))

    functions: list[tuple[str, Callable[..., Any], list[Any], Any]] = [
        ("score", two(arrow.score), [text, text], number),
        ("explain", two(arrow.explain), [text, text], text),
        ("normalize", one(arrow.normalize), [text], text),
        ("romanize", one(arrow.romanize), [text], text),
        ("keys", one(arrow.keys), [text], list_type(key)),
    ]
    for name, function, parameters, result in functions:
        connection.create_function(prefix + name, function, parameters, result, type="arrow", side_effects=False)


def _sqltypes() -> Any:
    """The types of columns, which have moved from one version to the next."""
    try:
        from duckdb import sqltypes
    except ImportError:
        from duckdb import typing as sqltypes
    return sqltypes
