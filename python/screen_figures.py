#!/usr/bin/env python3
"""Customers against a list, on the command line and on Spark: python/screen_figures.py PROGRAM CUSTOMERS NAMES

PROGRAM is the command line, as `cargo build --release -p allonym-cli` makes it. Names are made up of two words of the lists of
data/training, one in ten in its own script; one customer in fifty is somebody of the list, spelled independently. Spark works
in two buckets; its job is killed after the first and started again. Prints Markdown: wall and CPU seconds of each, alerts, and
whether they are the same.
"""

import csv
import os
import pathlib
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time

from dedupe_figures import LISTS, words

LIMIT, LEAST, BUCKETS = 5, 0.5, 2

JOB = """
import sys
import allonym.spark
from pyspark.sql import SparkSession

out, index, customers, limit, least, buckets = sys.argv[1:]
spark = (
    SparkSession.builder.master("local[2]").config("spark.driver.host", "127.0.0.1")
    .config("spark.ui.enabled", "false").config("spark.ui.showConsoleProgress", "false")
    .config("spark.sql.shuffle.partitions", "2").getOrCreate()
)
table = spark.read.option("sep", "\\t").option("header", True).schema("id string, name string").csv(customers)
alerts = allonym.spark.resume(table, index, out, buckets=int(buckets), limit=int(limit), score_cutoff=float(least))
for row in alerts.collect():
    print("alert", row.customer, row.id, f"{row.score:.6f}", sep="\\t")
"""


def spelled(person, chance, native):
    """A spelling of a person, in its own script or in Latin letters."""
    forms = ((own, chance.choices([form for form, _ in latin], [weight for _, weight in latin])[0]) for own, latin in person)
    return " ".join(own if native else latin for own, latin in forms)


def write(path, prefix, names):
    path.write_text("id\tname\n" + "".join(f"{prefix}{at}\t{name}\n" for at, name in enumerate(names)))


def run(command, **options):
    """What a command writes, its wall and its CPU seconds."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    done = subprocess.run([str(word) for word in command], check=True, capture_output=True, text=True, **options)
    took, after = time.monotonic() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    return done.stdout, took, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def killed(command, first, **options):
    """Starts a job and kills it when its first bucket is there; the wall seconds until then."""
    began = time.monotonic()
    words, errors = [str(word) for word in command], tempfile.TemporaryFile("w+")
    job = subprocess.Popen(words, start_new_session=True, stdout=subprocess.DEVNULL, stderr=errors, **options)
    while not first.exists():
        if job.poll() is not None:
            errors.seek(0)
            sys.exit(f"the job ended before it was killed:\n{errors.read()}")
        time.sleep(0.1)
    os.killpg(job.pid, 9)
    job.wait()
    return time.monotonic() - began


def main():
    program, customers, names = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    chance, lists = random.Random(1), [words(name) for name in LISTS]

    def person():
        known = chance.choice(lists)
        return [chance.choice(known), chance.choice(known)]

    folder = pathlib.Path(tempfile.mkdtemp())
    listed = [person() for _ in range(names)]
    write(folder / "names.tsv", "n", [spelled(one, chance, chance.random() < 0.1) for one in listed])
    bought = [chance.choice(listed) if chance.random() < 0.02 else person() for _ in range(customers)]
    write(folder / "customers.tsv", "c", [spelled(one, chance, chance.random() < 0.1) for one in bought])
    index = folder / "list.idx"
    run([program, "index", "--names", folder / "names.tsv", "--out", index])

    screen = [program, "screen", "--index", index, "--customers", folder / "customers.tsv"]
    screened, wall, spent = run([*screen, "--limit", LIMIT, "--min", LEAST])
    rows = csv.reader(screened.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    wanted = sorted((row[1], row[3], row[5]) for row in rows)
    print(f"{customers:,} customers, {names:,} names\n\n| | wall seconds | CPU seconds | alerts |\n|---|---|---|---|")
    print(f"| `allonym screen`, all cores | {wall:.0f} | {spent:.0f} | {len(wanted):,} |", flush=True)

    (folder / "job.py").write_text(JOB)
    environment = {**os.environ, "SPARK_LOCAL_IP": "127.0.0.1", "PYSPARK_PYTHON": sys.executable}
    job = [sys.executable, folder / "job.py", folder / "alerts", index, folder / "customers.tsv", LIMIT, LEAST, BUCKETS]
    wall = killed(job, folder / "alerts/bucket=0/_SUCCESS", env=environment)
    print(f"| Spark `local[2]`, killed after a bucket of two | {wall:.0f} | | |", flush=True)
    screened, wall, _ = run(job, env=environment)
    found = sorted(tuple(line.split("\t")[1:]) for line in screened.splitlines() if line.startswith("alert"))
    same = "the same" if found == wanted else "OTHERS"
    print(f"| Spark, gone on with the other | {wall:.0f} | | {len(found):,}, {same} |")
    shutil.rmtree(folder)
    sys.exit(found != wanted)


if __name__ == "__main__":
    main()
