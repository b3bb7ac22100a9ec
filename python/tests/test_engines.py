"""The real engines: DuckDB, Polars, Splink, Spark."""

import collections
import os
import pathlib
import random
import shutil
import signal
import subprocess
import sys
import time

import pytest

import allonym

GIVEN = ["Qasem", "Касем", "قاسم", "Olga", "Ольга", "Hassan", "حسن", "Mohammad", "محمد", "Ali", "علی", "Yuri", "Юрий"]
FAMILY = ["Soleimani", "Сулеймани", "سلیمانی", "Kim", "Ким", "Nasrallah", "نصرالله", "Karimi", "کریمی", "Ivanov", "Иванов"]


def people(count, seed=7):
    chance = random.Random(seed)
    return [f"{chance.choice(GIVEN)} {chance.choice(FAMILY)}" for _ in range(count)]


def command_line(root):
    """The program that the main workspace builds, if it is there."""
    folders = [pathlib.Path(os.environ.get("CARGO_TARGET_DIR", root / "target")), root / "target"]
    built = [folder / profile / "allonym" for folder in folders for profile in ("release", "quick", "debug")]
    there = [program for program in built if program.exists()]
    return max(there, key=lambda program: program.stat().st_mtime) if there else None


def test_duckdb_calls_whole_columns():
    duckdb = pytest.importorskip("duckdb")
    pytest.importorskip("pyarrow")
    from allonym import duckdb as helper

    connection = duckdb.connect()
    helper.register(connection, workers=2, purpose="screening")
    names = people(5000)
    connection.execute("create table t(a varchar, b varchar)")
    connection.executemany("insert into t values (?, ?)", [*zip(names[:50], names[50:100]), (None, "x"), ("x", None)])
    found = connection.sql("select a, b, allonym_score(a, b), allonym_normalize(a), len(allonym_keys(a)) from t").fetchall()
    assert len(found) == 52
    for a, b, score, normal, keys in found:
        if a is None or b is None:
            assert score is None
        else:
            assert score == allonym.score(a, b, purpose="screening")
        assert normal == (None if a is None else allonym.normalize(a))
        assert keys == (None if a is None else len(allonym.Name(a).keys()))
    assert connection.sql("select allonym_romanize('Ольга Ким')").fetchall() == [("Olga Kim",)]
    assert '"score":1.0' in connection.sql("select allonym_explain('Ali', 'ali')").fetchall()[0][0]


def test_polars_expressions():
    pl = pytest.importorskip("polars")
    import allonym.polars

    frame = pl.DataFrame({"a": people(300), "b": people(300, 8), "g": [at % 3 for at in range(300)]})
    frame = frame.with_columns(pl.when(pl.col("g") == 2).then(None).otherwise(pl.col("a")).alias("gaps"))
    scored = frame.lazy().with_columns(pl.col("gaps").allonym.score("b").alias("score")).collect()
    wanted = [None if a is None else allonym.score(a, b) for a, b in frame.select("gaps", "b").iter_rows()]
    assert scored["score"].to_list() == wanted
    one = frame.select(pl.col("a").allonym.score(pl.lit("Olga Kim")).alias("score"))["score"]
    assert one.to_list() == [allonym.score(a, "Olga Kim") for a in frame["a"]]
    grouped = frame.group_by("g").agg(pl.col("a").allonym.score("b").mean().alias("mean"))
    assert grouped.height == 3
    assert frame.clear().select(pl.col("a").allonym.normalize())["a"].to_list() == []
    other = frame.select(
        pl.col("gaps").allonym.normalize().alias("normal"),
        pl.col("gaps").allonym.keys().alias("keys"),
        pl.col("gaps").allonym.transliterate("bgn/pcgn 1947 russian").alias("system"),
        pl.col("gaps").allonym.explain("b").alias("why"),
    )
    assert other["normal"].null_count() == other["keys"].null_count() == other["why"].null_count() == 100


def test_splink_refuses_what_is_no_score():
    pytest.importorskip("splink")
    import allonym.splink

    with pytest.raises(ValueError, match="95; it has to be from 0 to 1"):
        allonym.splink.comparison("name", (95,))


def test_splink_has_levels():
    splink = pytest.importorskip("splink")
    duckdb = pytest.importorskip("duckdb")
    pandas = pytest.importorskip("pandas")
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    import allonym.duckdb
    import allonym.splink

    table = pandas.DataFrame(
        {"unique_id": range(4), "full name": ["Ольга Ким", "Olga Kim", "Ольга Ким", "Hassan Nasrallah"], "all": 1}
    )
    connection = duckdb.connect()
    allonym.duckdb.register(connection)
    settings = SettingsCreator(
        link_type="dedupe_only",
        comparisons=[allonym.splink.comparison("full name", (0.5, 0.95))],
        blocking_rules_to_generate_predictions=[block_on("all")],
        retain_intermediate_calculation_columns=True,
    )
    api = DuckDBAPI(connection=connection)
    if int(splink.__version__.split(".")[0]) >= 5:
        linker = Linker(api.register(table), settings)
    else:
        linker = Linker(table, settings, api)
    found = linker.inference.predict().as_pandas_dataframe()
    gamma = next(column for column in found.columns if column.startswith("gamma_full"))
    rows = found[["unique_id_l", "unique_id_r", gamma]].itertuples(index=False)
    levels = {(left, right): gamma for left, right, gamma in rows}
    assert levels == {(0, 1): 2, (0, 2): 3, (1, 2): 2, (0, 3): 0, (1, 3): 0, (2, 3): 0}


JOB = """
import sys
import allonym.spark
from pyspark.sql import SparkSession

out, index, customers = sys.argv[1:]
spark = (
    SparkSession.builder.master("local[2]").config("spark.driver.host", "127.0.0.1")
    .config("spark.ui.enabled", "false").config("spark.sql.shuffle.partitions", "2").getOrCreate()
)
table = spark.read.option("sep", "\\t").option("header", True).schema("id string, name string").csv(customers)
allonym.spark.resume(table, index, out, buckets=4, limit=3, score_cutoff=0.6)
"""


@pytest.fixture(scope="module")
def spark():
    pytest.importorskip("pyspark")
    pytest.importorskip("pyarrow")
    if shutil.which("java") is None:
        pytest.skip("Java is not at hand")
    os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"
    os.environ["PYSPARK_PYTHON"] = sys.executable
    from pyspark.sql import SparkSession

    session = (
        SparkSession.builder.master("local[2]")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "2")
        .getOrCreate()
    )
    yield session
    session.stop()


@pytest.fixture
def job(root, tmp_path):
    """A list, customers, and the alerts that the command line gives for them."""
    names, customers = tmp_path / "names.tsv", tmp_path / "customers.tsv"
    names.write_text("id\tname\n" + "".join(f"n{at}\t{name}\n" for at, name in enumerate(sorted(set(people(60))))))
    customers.write_text("id\tname\n" + "".join(f"c{at}\t{name} {at % 7}\n" for at, name in enumerate(people(400, 9))))
    rows = [line.split("\t") for line in names.read_text().splitlines()[1:]]
    allonym.Index.build(tmp_path / "list.idx", [id for id, _ in rows], [name for _, name in rows])
    program = command_line(root)
    if program is None:
        pytest.skip("the command line is not built")
    done = subprocess.run(
        [program, "screen", "--index", tmp_path / "list.idx", "--customers", customers, "--limit", "3", "--min", "0.6"],
        check=True,
        capture_output=True,
        text=True,
    )
    alerts = [line.split("\t") for line in done.stdout.splitlines()]
    return tmp_path, sorted((alert[1], alert[3], alert[4], float(alert[5])) for alert in alerts)


def killed_after_one_bucket(folder):
    """Runs the job and kills it when a bucket is done; says how many were."""
    (folder / "job.py").write_text(JOB)
    arguments = [folder / "alerts", folder / "list.idx", folder / "customers.tsv"]
    running = subprocess.Popen(
        [sys.executable, folder / "job.py", *arguments],
        start_new_session=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "SPARK_LOCAL_IP": "127.0.0.1", "PYSPARK_PYTHON": sys.executable},
    )
    end = time.monotonic() + 240
    while not list((folder / "alerts").glob("bucket=*/_SUCCESS")):
        assert running.poll() is None, "the job ended before it was killed"
        assert time.monotonic() < end, "the job does nothing"
        time.sleep(0.02)
    os.killpg(running.pid, signal.SIGKILL)
    running.wait()
    return len(list((folder / "alerts").glob("bucket=*/_SUCCESS")))


def test_spark_screens_as_the_command_line_does_and_goes_on_where_it_stopped(spark, job):
    import allonym.spark

    folder, wanted = job
    assert len(wanted) > 100
    customers = spark.read.option("sep", "\t").option("header", True).schema("id string, name string")
    customers = customers.csv(str(folder / "customers.tsv"))
    index = folder / "list.idx"

    def rows(alerts):
        return sorted((row.customer, row.id, row["name"], row.score) for row in alerts.collect())

    assert rows(allonym.spark.screen(customers.repartition(3), index, limit=3, score_cutoff=0.6)) == wanted

    done = killed_after_one_bucket(folder)
    assert 1 <= done < 4
    before = {path: path.stat().st_mtime_ns for path in (folder / "alerts").glob("bucket=*/_SUCCESS")}
    alerts = allonym.spark.resume(customers, index, str(folder / "alerts"), buckets=4, limit=3, score_cutoff=0.6)
    assert rows(alerts) == wanted
    assert all(path.stat().st_mtime_ns == at for path, at in before.items()), "a bucket was done again"

    with pytest.raises(ValueError, match="another buckets, limit"):
        allonym.spark.resume(customers, index, str(folder / "alerts"), buckets=5, limit=2, score_cutoff=0.6)
    other = allonym.Index.build(folder / "other.idx", ["1"], ["Ali"])
    with pytest.raises(ValueError, match="another index"):
        allonym.spark.resume(customers, other, str(folder / "alerts"), buckets=4, limit=3, score_cutoff=0.6)
    with pytest.raises(ValueError, match="another customers"):
        fewer = customers.limit(10)
        allonym.spark.resume(fewer, index, str(folder / "alerts"), buckets=4, limit=3, score_cutoff=0.6)
    with pytest.raises(ValueError, match="in memory"):
        allonym.spark.screen(customers, allonym.Index.build(None, ["1"], ["Ali"]))


def test_spark_scores_columns(spark):
    import allonym.spark

    table = spark.createDataFrame([("Ольга Ким", "Olga Kim"), ("Ali", None), ("Ali", "Boris")], "a string, b string")
    found = [row.score for row in table.select(allonym.spark.score("a", "b").alias("score")).collect()]
    assert found == [allonym.score("Ольга Ким", "Olga Kim"), None, allonym.score("Ali", "Boris")]


def test_spark_finds_duplicates(spark):
    import allonym.spark

    names = people(300, 11)
    table = spark.createDataFrame(list(enumerate(names)), "id long, name string").repartition(3)
    found = {(row.a, row.b): row.score for row in allonym.spark.dedupe(table, score_cutoff=0.8).collect()}
    keys = [set(allonym.Name(name).keys()) for name in names]
    wanted = {}
    for a in range(300):
        for b in range(a + 1, 300):
            if keys[a] & keys[b] and (score := allonym.score(names[a], names[b])) >= 0.8:
                wanted[a, b] = score
    assert found == wanted
    assert len(wanted) > 200

    # Keys of more records than a block may have are passed over, and no other.
    holders = collections.Counter(key for held in keys for key in held)
    rarer = [{key for key in held if holders[key] <= 3} for held in keys]
    few = {(row.a, row.b) for row in allonym.spark.dedupe(table, score_cutoff=0.8, max_block=3).collect()}
    assert few == {(a, b) for a, b in wanted if rarer[a] & rarer[b]}
    assert 0 < len(few) < len(wanted)


def test_spark_takes_ids_that_are_not_there_and_any_name_of_a_column(spark, job):
    import allonym.spark

    rows = [(None, "Ольга Ким"), (2, "Olga Kim"), (None, "Olga Kim"), (3, None)]
    found = allonym.spark.dedupe(spark.createDataFrame(rows, "id long, name string"), score_cutoff=0.8).collect()
    assert {(row.a, row.b) for row in found} == {(2, None)}
    folder, _ = job
    list_names = [("7", allonym.Index.open(folder / "list.idx").search("Ольга Ким", limit=1)[0].name)]
    table = spark.createDataFrame(list_names, "bucket string, name string")
    alerts = allonym.spark.resume(table, folder / "list.idx", str(folder / "other"), buckets=2, id="bucket", limit=1)
    assert [row.customer for row in alerts.collect()] == ["7"]
