#!/usr/bin/env python3
"""Duplicates in made-up names on Spark, in growing tables: python/dedupe_figures.py 20000 100000

A person is two words of one list of data/training, written in its own script or by one of its Latin spellings; every tenth
has a second record, spelled independently. Prints Markdown: records, pairs that meet under keys, pairs found, the share of
the true pairs that meet and that are found, wall seconds.
"""

import csv
import os
import pathlib
import random
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).parents[1]
LISTS = ["ar", "ru", "he", "ur_wikidata", "fa_wikidata"]
MAX_BLOCK = 500


def words(name):
    """The words of a list with their spellings, the usual ones more often."""
    found = {}
    with open(ROOT / f"data/training/{name}.tsv", newline="") as source:
        lines = (line for line in source if not line.startswith("#"))
        rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        for row in rows:
            if " " not in row["native"] and len(row["native"]) > 2 and len(row["latin"]) > 2:
                found.setdefault(row["native"], []).append((row["latin"].capitalize(), int(row["weight"])))
    return list(found.items())


def people(count, chance):
    """Records of made-up people, and which two are of one."""
    lists = [words(name) for name in LISTS]
    records, pairs = [], []
    while len(records) < count:
        known = chance.choice(lists)
        chosen = [chance.choice(known), chance.choice(known)]

        def spelled():
            if chance.random() < 0.5:
                return " ".join(native for native, _ in chosen)
            return " ".join(
                chance.choices([latin for latin, _ in forms], [weight for _, weight in forms])[0] for _, forms in chosen
            )

        records.append(spelled())
        if chance.random() < 0.1:
            pairs.append((len(records) - 1, len(records)))
            records.append(spelled())
    return records[:count], [pair for pair in pairs if pair[1] < count]


def main():
    import numpy
    import pyarrow as pa
    import pyarrow.parquet as pq
    from pyspark.sql import SparkSession

    import allonym.spark
    from allonym import arrow

    os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    spark = (
        SparkSession.builder.master("local[2]")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.ui.enabled", "false")
        .config("spark.ui.showConsoleProgress", "false")
        .config("spark.sql.shuffle.partitions", "16")
        .getOrCreate()
    )
    print("| records | pairs that meet | true pairs that meet | pairs found | true pairs found | seconds |")
    print("|---|---|---|---|---|---|")
    for count in map(int, sys.argv[1:]):
        names, pairs = people(count, random.Random(count))
        keys = pa.array(arrow.keys(names, workers=-1))
        _, counts = numpy.unique(keys.flatten().to_numpy(), return_counts=True)
        kept = counts[counts <= MAX_BLOCK].astype("int64")
        meeting = int((kept * (kept - 1) // 2).sum())
        met = sum(bool(set(keys[a].as_py()) & set(keys[b].as_py())) for a, b in pairs)
        with tempfile.TemporaryDirectory() as folder:
            pq.write_table(pa.table({"id": range(count), "name": names}), f"{folder}/people.parquet")
            table = spark.read.parquet(f"{folder}/people.parquet").repartition(8)
            began = time.monotonic()
            found = {(row.a, row.b) for row in allonym.spark.dedupe(table, max_block=MAX_BLOCK).collect()}
            took = time.monotonic() - began
        true = sum(pair in found for pair in pairs)
        cells = [f"{count:,}", f"{meeting:,}", f"{met / len(pairs):.3f}", f"{len(found):,}", f"{true / len(pairs):.3f}"]
        print(f"| {' | '.join(cells)} | {took:.0f} |", flush=True)


if __name__ == "__main__":
    main()
