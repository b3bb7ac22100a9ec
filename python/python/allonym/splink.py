"""Comparisons for Splink, on DuckDB or Spark.

The levels call the SQL function ``allonym_score``, so register it with the engine first: :func:`allonym.duckdb.register` or
:func:`allonym.spark.register`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

__all__ = ["comparison", "levels"]


def levels(column: str, thresholds: Sequence[float] = (0.95, 0.8, 0.5)) -> list[Any]:
    """Comparison levels for a column of names: equal text, then a level for each least score, then all others.

    The first threshold is for names that are surely one, the last for pairs that deserve a look: scores are
    calibrated probabilities.
    """
    import splink.comparison_level_library as cll

    wrong = [least for least in thresholds if not 0 <= least <= 1]
    if wrong:
        raise ValueError(f"a threshold is {wrong[0]}; it has to be from 0 to 1")
    # Quoted as DuckDB does it, which Splink turns into the quotes of its engine.
    left, right = (f'"{column}_{side}"' for side in "lr")
    score = f"allonym_score({left}, {right})"
    found = [cll.NullLevel(column), cll.ExactMatchLevel(column)]
    for least in sorted(thresholds, reverse=True):
        level = cll.CustomLevel(
            f"{score} >= {least}", label_for_charts=f"allonym score >= {least}", base_dialect_str="duckdb"
        )
        found.append(level)
    return [*found, cll.ElseLevel()]


def comparison(column: str, thresholds: Sequence[float] = (0.95, 0.8, 0.5)) -> Any:
    """A comparison for a column of names, made of :func:`levels`."""
    import splink.comparison_library as cl

    return cl.CustomComparison(
        output_column_name=column,
        comparison_levels=levels(column, thresholds),
        comparison_description=f"names in {column}, by allonym",
    )
