#!/usr/bin/env python3
"""What the package costs, beside rapidfuzz: python/figures.py [PAIRS.tsv...], files with columns a, b, label (1 or 0).

Prints Markdown. Times are CPU seconds of this process, of Spark those of all its processes; each figure is the better of two
runs. Engines that are not installed are left out.
"""

import contextlib
import csv
import os
import pathlib
import random
import subprocess
import sys
import time

import allonym
from allonym import arrow

GIVEN = "Qasem Касем قاسم Olga Ольга Hassan حسن Mohammad محمد Ali علی Yuri Юрий Fatima فاطمه Giorgi გიორგი".split()
FAMILY = "Soleimani Сулеймани سلیمانی Kim Ким Nasrallah نصرالله Karimi کریمی Ivanov Иванов Rezaei رضایی Lomidze".split()


def seconds(call):
    found = []
    for _ in range(2):
        began = time.process_time()
        call()
        found.append(time.process_time() - began)
    return min(found)


def made_up(count, seed):
    chance = random.Random(seed)
    return [f"{chance.choice(GIVEN)} {chance.choice(FAMILY)}" for _ in range(count)]


def auc(scores, labels):
    """The share of pairs of a right and a wrong row that are in order, by ranks."""
    order = sorted(range(len(scores)), key=lambda at: scores[at])
    ranks, at = [0.0] * len(scores), 0
    while at < len(order):
        end = at
        while end < len(order) and scores[order[end]] == scores[order[at]]:
            end += 1
        for row in order[at:end]:
            ranks[row] = (at + end + 1) / 2
        at = end
    right = sum(labels)
    return (sum(rank for rank, label in zip(ranks, labels) if label) - right * (right + 1) / 2) / (
        right * (len(labels) - right)
    )


def beside_rapidfuzz(files):
    import numpy
    from anyascii import anyascii
    from rapidfuzz import fuzz, process

    def wratio(a, b):
        left, right = [anyascii(name).lower() for name in a], [anyascii(name).lower() for name in b]
        return process.cpdist(left, right, scorer=fuzz.WRatio)

    print("| pairs | allonym: AUC | pairs a second | WRatio on any_ascii: AUC | pairs a second |\n|---|---|---|---|---|")
    for file in files:
        with open(file, newline="") as source:
            rows = list(csv.DictReader(source, delimiter="\t", quoting=csv.QUOTE_NONE))
        a, b, labels = [row["a"] for row in rows], [row["b"] for row in rows], [row["label"] == "1" for row in rows]
        line = [f"{file.rsplit('/', 1)[-1]}: {len(rows):,}"]
        for function in (lambda: numpy.asarray(allonym.cpdist(a, b)), lambda: wratio(a, b)):
            scores, cost = function(), seconds(function)
            line += [f"{auc(list(scores), labels):.3f}", f"{len(rows) / cost:,.0f}"]
        print(f"| {' | '.join(line)} |")


def doors(count=20_000):
    import duckdb
    import polars as pl
    import pyarrow as pa

    import allonym.duckdb
    import allonym.polars

    a, b = made_up(count, 1), [f"{name} {at % 97}" for at, name in enumerate(made_up(count, 2))]
    grouped = sorted(zip(a, b))
    connection = duckdb.connect()
    allonym.duckdb.register(connection)
    table = pa.table({"a": a, "b": b})
    connection.register("pairs", table)
    frame = pl.DataFrame({"a": a, "b": b})
    column = pa.array(a)
    calls = {
        "lists, `cpdist`": lambda: allonym.cpdist(a, b),
        "Arrow, shuffled": lambda: arrow.score(column, table["b"]),
        "Arrow, grouped by the left name": lambda: arrow.score(
            pa.array([one for one, _ in grouped]), pa.array([other for _, other in grouped])
        ),
        "Arrow, left name a dictionary": lambda: arrow.score(column.dictionary_encode(), table["b"]),
        "one name against a column": lambda: arrow.score(table["b"], "Касем Сулеймани"),
        "DuckDB": lambda: connection.sql("select sum(allonym_score(a, b)) from pairs").fetchall(),
        "Polars": lambda: frame.select(pl.col("a").allonym.score("b", workers=1).sum()),
        "`arrow.normalize`, rows": lambda: arrow.normalize(column),
    }
    print("| door | a second |\n|---|---|")
    for name, call in calls.items():
        print(f"| {name} | {count / seconds(call):,.0f} |")
    with contextlib.suppress(ImportError):
        spark()


def family_seconds():
    """CPU seconds of this process and of all that it has started, as Linux counts them."""
    parents, spent = {}, {}
    for folder in pathlib.Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
            parents[int(folder.name)] = int(fields[1])
            spent[int(folder.name)] = sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")

    def ours(process):
        while process > 1 and process != os.getpid():
            process = parents.get(process, 0)
        return process == os.getpid()

    return sum(time for process, time in spent.items() if ours(process))


def spark(count=50_000):
    from pyspark.sql import SparkSession

    import allonym.spark

    os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    session = (
        SparkSession.builder.master("local[1]")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.ui.enabled", "false")
        .config("spark.ui.showConsoleProgress", "false")
        .getOrCreate()
    )
    rows = list(zip(made_up(count, 1), made_up(count, 2)))
    table = session.createDataFrame(rows, "a string, b string").cache()
    scored = table.select(allonym.spark.score("a", "b").alias("score"))
    found = []
    for _ in range(3):
        began = family_seconds()
        scored.agg({"score": "sum"}).collect()
        found.append(family_seconds() - began)
    session.stop()
    print(f"| Spark, once it is warm, with the work of Java | {count / min(found):,.0f} |")


def calls(count=20_000):
    name, other = allonym.Name("Qassem Soleimani"), allonym.Name("Qasem Soleimani")
    arabic = allonym.Name("قاسم سلیمانی")

    def each(call):
        return seconds(lambda: [call() for _ in range(count)]) / count * 1e6

    empty = each(lambda: None)
    print("| call | µs |\n|---|---|")
    for text, call in {
        "`len(name.text)`: a call that does nothing": lambda: name.text,
        "`score`, Latin and Latin": lambda: allonym.score("Qassem Soleimani", "Qasem Soleimani"),
        "`score`, Latin and Arabic": lambda: allonym.score("Qassem Soleimani", "قاسم سلیمانی"),
        "`Name.score`, prepared, Latin and Latin": lambda: name.score(other),
        "`Name.score`, prepared, Latin and Arabic": lambda: name.score(arabic),
        "`normalize`": lambda: allonym.normalize("Qassem Soleimani"),
    }.items():
        print(f"| {text} | {each(call) - empty:.2f} |")
    imported = [
        subprocess.run(
            [sys.executable, "-c", "import time; t = time.process_time(); import allonym; print(time.process_time() - t)"],
            capture_output=True, text=True, check=True,
        ).stdout
        for _ in range(5)
    ]
    print(f"| `import allonym` | {min(map(float, imported)) * 1e6:,.0f} |")


def memory():
    """The most memory that a process has had."""
    # What a process has had before it became this program does not count, as it would in getrusage.
    most = "print(next(line for line in open('/proc/self/status') if line.startswith('VmHWM')).split()[1])"
    steps = {
        "Python alone": "",
        "`import allonym`": "import allonym",
        "a score of names in two scripts": "import allonym; allonym.score('Qassem Soleimani', 'قاسم سلیمانی')",
        "`romanize` as well": "import allonym; allonym.score('Qassem', 'قاسم'); allonym.romanize('قاسم سلیمانی')",
        "`resolve` as well": "import allonym; allonym.romanize('قاسم'); allonym.resolve(['Gen. Qassem Soleimani of Kerman.'])",
    }
    print("| memory | MB |\n|---|---|")
    for name, code in steps.items():
        command = [sys.executable, "-c", f"{code}\n{most}"]
        kilobytes = int(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
        print(f"| {name} | {kilobytes / 1024:.0f} |")


if __name__ == "__main__":
    if sys.argv[1:]:
        beside_rapidfuzz(sys.argv[1:])
        print()
    doors()
    print()
    calls()
    print()
    memory()
