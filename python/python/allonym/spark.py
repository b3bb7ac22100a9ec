"""Screening, scoring and finding duplicates with Spark, from 3.5 on.

Every executor needs the package; the list travels as one file, an index, which all Python workers of a machine share.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Literal

from . import arrow
from ._allonym import Index

if TYPE_CHECKING:
    from pyspark.sql import Column, DataFrame, SparkSession

__all__ = ["dedupe", "register", "resume", "score", "screen"]

# Pairs that are scored at once when duplicates are looked for.
_PAIRS = 50_000

# The bucket of a customer.
_BUCKET = "_allonym_bucket"

# In a worker: the indexes that are open. In the driver: those that were sent, by session and name.
_opened: dict[str, Index] = {}
_sent: dict[tuple[str, str], int] = {}


def _shipped(file: str) -> Index:
    """The index that was shipped under a name, opened once in each worker."""
    from pyspark import SparkFiles

    path = SparkFiles.get(file)
    if path not in _opened:
        _opened[path] = Index.open(path)
    return _opened[path]


def _ship(spark: SparkSession, index: str | os.PathLike[str] | Index) -> tuple[str, int]:
    """Sends an index to all workers; its name there, and what tells it from others."""
    opened = index if isinstance(index, Index) else Index.open(index)
    if opened.path is None:
        raise ValueError("the index is in memory; build it in a file, which every worker can open")
    file = os.path.basename(opened.path)
    session = (spark.sparkContext.applicationId, file)
    if session not in _sent:
        spark.sparkContext.addFile(os.fspath(opened.path))
        _sent[session] = opened.identity
    if _sent[session] != opened.identity:
        raise ValueError(f"another index was sent to this session as {file}; give this one another name")
    return file, opened.identity


def screen(
    customers: DataFrame,
    index: str | os.PathLike[str] | Index,
    *,
    name: str = "name",
    id: str = "id",
    limit: int = 5,
    score_cutoff: float = 0.5,
    kind: str | None = None,
) -> DataFrame:
    """The customers that are on a list: a row for each alert, with customer, id, name, score, probability.

    ``index`` is a file that ``allonym index`` or ``Index.build`` made. The alerts are those of ``allonym screen``. A task
    works through one partition, so see that there are some for each core: ``customers.repartition(…)``.
    """
    file, _ = _ship(customers.sparkSession, index)

    def run(batches: Iterator[Any]) -> Iterator[Any]:
        import pyarrow as pa

        opened = _shipped(file)
        for batch in batches:
            names = batch.column(1)
            found = arrow.search(opened, names, limit=limit, score_cutoff=score_cutoff, kind=kind)
            hits = pa.record_batch(found)
            columns = [batch.column(0).take(hits["row"]), *(hits[column].cast("string") for column in ("id", "name"))]
            columns += [hits["score"], hits["probability"]]
            yield pa.record_batch(columns, ["customer", "id", "name", "score", "probability"])

    kind_of_id = customers.schema[id].dataType.simpleString()
    schema = f"customer {kind_of_id}, id string, name string, score double, probability double"
    return customers.select(id, name).mapInArrow(run, schema)


def resume(
    customers: DataFrame,
    index: str | os.PathLike[str] | Index,
    out: str,
    *,
    buckets: int = 64,
    name: str = "name",
    id: str = "id",
    limit: int = 5,
    score_cutoff: float = 0.5,
    kind: str | None = None,
) -> DataFrame:
    """Screens customers bucket by bucket into Parquet files under ``out``, or goes on where an interrupted job stopped.

    A bucket is the customers whose ids hash to it; one that is done is not done again. ``out`` holds what the job was
    asked, and a call with another index, other customers (told by their number and a hash of ids and names) or other
    options is refused. Gives the alerts of all buckets.
    """
    from pyspark.sql import functions as F

    spark = customers.sparkSession
    _, identity = _ship(spark, index)
    asked = {"index": f"{identity:016x}", "buckets": buckets, "name": name, "id": id}
    asked |= {"limit": limit, "score_cutoff": score_cutoff, "kind": kind}
    whole = customers.agg(F.count("*"), F.sum(F.xxhash64(id, name).cast("decimal(20,0)"))).first()
    asked["customers"] = [str(value) for value in whole or ()]
    _same_job(spark, f"{out}/_allonym.json", asked)
    # Under a name that no column of the customers has.
    spread = customers.select(id, name).withColumn(_BUCKET, F.pmod(F.xxhash64(id), F.lit(buckets)))
    tasks = max(spark.sparkContext.defaultParallelism * 4, 1)
    for bucket in range(buckets):
        folder = f"{out}/bucket={bucket}"
        if _path(spark, f"{folder}/_SUCCESS").exists():
            continue
        part = spread.where(F.col(_BUCKET) == bucket).repartition(tasks)
        alerts = screen(part, index, name=name, id=id, limit=limit, score_cutoff=score_cutoff, kind=kind)
        alerts.write.mode("overwrite").parquet(folder)
    return spark.read.parquet(*[f"{out}/bucket={bucket}" for bucket in range(buckets)])


class _path:
    """A file where Spark keeps its files: on a disk, in HDFS, in a cloud."""

    def __init__(self, spark: SparkSession, path: str) -> None:
        jvm: Any = spark.sparkContext._jvm
        context: Any = spark.sparkContext._jsc
        self._path = jvm.org.apache.hadoop.fs.Path(path)
        self._system = self._path.getFileSystem(context.hadoopConfiguration())
        self._jvm = jvm

    def exists(self) -> bool:
        return bool(self._system.exists(self._path))

    def read(self) -> str:
        stream = self._system.open(self._path)
        text = self._jvm.org.apache.commons.io.IOUtils.toString(stream, "UTF-8")
        stream.close()
        return str(text)

    def write(self, text: str) -> None:
        stream = self._system.create(self._path, True)
        stream.write(bytearray(text.encode()))
        stream.close()


def _same_job(spark: SparkSession, file: str, asked: dict[str, Any]) -> None:
    """Writes down what a job was asked, or refuses to go on with another one."""
    path = _path(spark, file)
    if not path.exists():
        path.write(json.dumps(asked))
        return
    before = json.loads(path.read())
    other = sorted(key for key in asked if before.get(key) != asked[key])
    if other:
        raise ValueError(
            f"{file} is of a job with another {', '.join(other)}; give the same again, or another folder"
        )


def score(a: str | Column, b: str | Column, **options: Any) -> Column:
    """How likely the names of two columns are one: a column of numbers. ``options`` are those of :func:`allonym.score`."""
    return _udf(**options)(a, b)


def register(spark: SparkSession, *, prefix: str = "allonym_", **options: Any) -> None:
    """Makes the SQL function ``allonym_score``, for queries and for Splink."""
    spark.udf.register(prefix + "score", _udf(**options))


def _udf(**options: Any) -> Any:
    """The score as a function of Spark: on Arrow columns where the version has them, from 4.1 on, else on pandas."""
    import pyspark.sql.functions as F

    if hasattr(F, "arrow_udf"):
        import pyarrow as pa

        def scored_arrow(a: pa.Array, b: pa.Array) -> pa.Array:
            return pa.array(arrow.score(a, b, **options))

        # Spark asks for the types themselves, not for their names.
        scored_arrow.__annotations__ = {"a": pa.Array, "b": pa.Array, "return": pa.Array}
        return F.arrow_udf(scored_arrow, "double")
    import pandas as pd

    def scored_pandas(a: pd.Series, b: pd.Series) -> pd.Series:
        return pd.Series(arrow.score(a.tolist(), b.tolist(), **options).to_list(), dtype="float64")

    scored_pandas.__annotations__ = {"a": pd.Series, "b": pd.Series, "return": pd.Series}
    return F.pandas_udf(scored_pandas, "double")


def dedupe(
    records: DataFrame,
    *,
    name: str = "name",
    id: str = "id",
    score_cutoff: float = 0.8,
    width: Literal["lean", "narrow", "wide"] = "lean",
    max_block: int = 500,
    **options: Any,
) -> DataFrame:
    """The pairs of records whose names are one: a, b, score.

    Records meet where they share a blocking key (:func:`allonym.arrow.keys`), and those that meet are scored. Keys that
    more than ``max_block`` records share are passed over: they are of the most usual names, and their pairs would be most
    of the work. So a pair is found if any rarer key brings it together. The names of a block are prepared once, and a
    pair that several keys bring together is scored once, where the least of them is. The call itself counts the keys;
    the pairs are made when the result is used.
    """
    from pyspark.sql import functions as F

    kind_of_id = records.schema[id].dataType.simpleString()

    def keys_of(names: Any) -> Any:
        import pyarrow as pa

        return pa.array(arrow.keys(names, width=width)).cast(pa.list_(pa.uint64())).view(pa.list_(pa.int64()))

    def counted(batches: Iterator[Any]) -> Iterator[Any]:
        import pyarrow as pa

        for batch in batches:
            yield pa.record_batch([keys_of(batch.column(1)).flatten()], ["key"])

    named = records.select(id, name).where(F.col(name).isNotNull())
    counts = named.mapInArrow(counted, "key bigint").groupBy("key").count()
    usual = frozenset(row["key"] for row in counts.where(F.col("count") > max_block).select("key").collect())
    passed = records.sparkSession.sparkContext.broadcast(usual)

    def spread(batches: Iterator[Any]) -> Iterator[Any]:
        import pyarrow as pa

        for batch in batches:
            rarer = [[key for key in keys if key not in passed.value] for keys in keys_of(batch.column(1)).to_pylist()]
            keys = pa.array(rarer, pa.list_(pa.int64()))
            rows = pa.array(range(len(batch)), pa.int32())
            parents = rows.take(keys.value_parent_indices())
            columns = [keys.flatten(), batch.column(0).take(parents), batch.column(1).take(parents), keys.take(parents)]
            yield pa.record_batch(columns, ["key", "id", "name", "keys"])

    schema = f"key bigint, id {kind_of_id}, name string, keys array<bigint>"
    blocks = named.mapInArrow(spread, schema).repartition("key").sortWithinPartitions("key")

    def compare(batches: Iterator[Any]) -> Iterator[Any]:
        import pyarrow as pa

        def scored(block: list[Any], left: list[int], right: list[int]) -> Any:
            names = pa.array([row["name"] for row in block])
            one = pa.DictionaryArray.from_arrays(pa.array(left, pa.int32()), names)
            other = pa.DictionaryArray.from_arrays(pa.array(right, pa.int32()), names)
            scores = arrow.score(one, other, score_cutoff=score_cutoff, **options).to_list()
            found = [at for at, value in enumerate(scores) if value >= score_cutoff]
            ids = pa.array([row["id"] for row in block], batch_type)
            return pa.record_batch(
                [
                    ids.take(pa.array([left[at] for at in found], pa.int32())),
                    ids.take(pa.array([right[at] for at in found], pa.int32())),
                    pa.array([scores[at] for at in found], pa.float64()),
                ],
                ["a", "b", "score"],
            )

        block: list[Any] = []
        begin, left, right = 0, [], []

        def close() -> None:
            """Lists the pairs of the block that ends here: those that no lesser key brings together."""
            rows = block[begin:]
            sets = [frozenset(row["keys"]) for row in rows]
            for i, one in enumerate(rows):
                for j in range(i + 1, len(rows)):
                    other = rows[j]
                    if one["id"] != other["id"] and min(sets[i] & sets[j]) == one["key"]:
                        # A record without an id stands behind the others.
                        inverted = one["id"] is None or other["id"] is not None and other["id"] < one["id"]
                        first, second = (j, i) if inverted else (i, j)
                        left.append(begin + first)
                        right.append(begin + second)

        batch_type = None
        for batch in batches:
            batch_type = batch.schema.field("id").type
            for row in batch.to_pylist():
                if block and len(block) > begin and block[-1]["key"] != row["key"]:
                    close()
                    begin = len(block)
                    if len(left) >= _PAIRS:
                        yield scored(block, left, right)
                        block, begin, left, right = [], 0, [], []
                block.append(row)
        if block:
            close()
            yield scored(block, left, right)

    return blocks.mapInArrow(compare, f"a {kind_of_id}, b {kind_of_id}, score double")
