"""Searching lists, long work, and what interrupts it."""

import multiprocessing
import pathlib
import pickle
import signal
import threading
import time

import pytest

import allonym


def test_hits(index):
    hit = index.search("قاسم سلیمانی", limit=1)[0]
    assert (hit.id, hit.kind) == ("1", "person")
    assert hit.score == allonym.score("قاسم سلیمانی", hit.name)
    assert index.search("سلیمانیه", kind="city")[0].id == "3"
    assert index.search("Boris Johnson", score_cutoff=0.9) == []


def test_a_batch_is_searches_in_order(index):
    names = ["قاسم سلیمانی", None, "Hassan", "", "سلیمانیه"] * 200
    wanted = [index.search(name) if name is not None else [] for name in names]
    assert index.search_batch(names) == wanted
    assert index.search_batch(names, workers=3) == wanted


def test_an_index_pickles_as_its_path(index):
    pickled = pickle.dumps(index)
    assert len(pickled) < 300
    again = pickle.loads(pickled)
    assert (again.identity, len(again), again.path) == (index.identity, len(index), index.path)
    memory = allonym.Index.build(None, ["1"], ["Ольга"])
    assert pickle.loads(pickle.dumps(memory)).search("Olga")[0].id == "1"
    assert memory.path is None


def test_processes_share_an_index(index):
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        assert pool.apply(index.search, ("Qasem Soleimani",)) == index.search("Qasem Soleimani")


def test_a_damaged_index_is_found(index):
    index.verify()
    data = bytearray(index.to_bytes())
    data[len(data) // 2] ^= 0xFF
    with pytest.raises(ValueError, match="built|damaged|changed"):
        allonym.Index.from_bytes(bytes(data)).verify()


def test_files_that_are_not_there(tmp_path):
    with pytest.raises(OSError, match="none"):
        allonym.Index.open(tmp_path / "none")
    with pytest.raises(OSError, match="no"):
        allonym.Index.build(tmp_path / "no" / "list.idx", ["1"], ["a"])
    (tmp_path / "text").write_text("id\tname\n1\tAli\n")
    with pytest.raises(ValueError, match="index"):
        allonym.Index.open(tmp_path / "text")


def test_an_index_that_cannot_be_put_in_its_place_leaves_nothing(tmp_path):
    (tmp_path / "folder").mkdir()
    with pytest.raises(OSError, match="folder"):
        allonym.Index.build(tmp_path / "folder", ["1"], ["Ольга"])
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]


def test_rows_without_id_are_an_error():
    with pytest.raises(ValueError, match="row 1"):
        allonym.Index.build(None, ["1", None], ["a", "b"])


def test_names_as_other_lists_have_them():
    names = [f"{given} {family}" for given in ("Ольга", "علی", "김") for family in ("Ким", "رضایی", "정은")]
    one = allonym.Index.build(None, [str(at) for at in range(9)], names)
    other = allonym.Index.build(None, [str(8 - at) for at in range(9)], names[::-1])
    assert one.to_bytes() == other.to_bytes()


@pytest.fixture
def interrupt():
    """Ctrl-C as Python handles it, whatever an engine has made of it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.parametrize("workers", [1, 2])
def test_ctrl_c_stops_long_work(workers, interrupt):
    few = [f"Qasem Soleimani {at}" for at in range(5_000)]
    began = time.monotonic()
    allonym.cpdist(few, few[::-1], workers=workers)
    # About 20 seconds of work on any machine, a signal soon after its beginning, and an end long before its own.
    many = few * max(200, round(20 / (time.monotonic() - began)))
    threading.Timer(0.2, signal.raise_signal, (signal.SIGINT,)).start()
    began = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        allonym.cpdist(many, many[::-1], workers=workers)
    assert time.monotonic() - began < 10


def test_ctrl_c_leaves_resolve(interrupt):
    sentence = "Gen. Qassem Soleimani of Kerman met Hassan Nasrallah in Beirut. "
    began = time.monotonic()
    allonym.resolve([sentence * 1_000])
    document = sentence * 1_000 * max(20, round(10 / (time.monotonic() - began)))
    threading.Timer(0.2, signal.raise_signal, (signal.SIGINT,)).start()
    with pytest.raises(KeyboardInterrupt):
        allonym.resolve([document])


def test_other_threads_run_meanwhile():
    rounds, running = [0], [True]

    def count():
        while running[0]:
            rounds[0] += 1

    names = [f"Касем Сулеймани {at}" for at in range(2000)]
    thread = threading.Thread(target=count)
    thread.start()
    before = rounds[0]
    allonym.cpdist(names, names[::-1])
    after = rounds[0]
    running[0] = False
    thread.join()
    assert after - before > 1000


def test_the_golden_list_is_found(root: pathlib.Path, tmp_path):
    names = [f"{part}{at}" for at in range(50) for part in ("Qasem ", "Ольга ")]
    path = tmp_path / "many.idx"
    index = allonym.Index.build(path, [str(at) for at in range(100)], names)
    assert all(hits[0].name == name for hits, name in zip(index.search_batch(names, limit=1), names))
