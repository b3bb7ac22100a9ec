"""Columns of other libraries in, columns out; and structs that lie."""

import ctypes
import os
import struct

import pytest

import allonym
from allonym import arrow

NAMES = ["Ольга Ким", None, "قاسم سلیمانی", "", "김정은", "Ольга Ким", "A rather long name of more than twelve bytes"]
NORMAL = [allonym.normalize(name) if name is not None else None for name in NAMES]


def pyarrow_columns():
    pa = pytest.importorskip("pyarrow")
    plain = pa.array(NAMES)
    yield "array", plain
    yield "large_string", pa.array(NAMES, pa.large_string())
    yield "dictionary", plain.dictionary_encode()
    for key in (pa.int8(), pa.uint8(), pa.int16(), pa.uint16(), pa.int64(), pa.uint64()):
        dictionary = plain.dictionary_encode()
        yield f"dictionary of {key}", pa.DictionaryArray.from_arrays(dictionary.indices.cast(key), dictionary.dictionary)
    if hasattr(pa, "string_view"):
        yield "string_view", pa.array(NAMES, pa.string_view())
        yield "sliced view", pa.array(["before", *NAMES], pa.string_view())[1:]
    yield "slice", pa.concat_arrays([pa.array(["x", None, "y"]), plain, pa.array(["z"])])[3:-1]
    yield "sliced dictionary", pa.concat_arrays([pa.array(["x", None]), plain]).dictionary_encode()[2:]
    yield "chunks", pa.chunked_array([plain[:2], plain[:0], plain[2:3], plain[3:]])
    yield "chunks of dictionaries", pa.chunked_array([plain[:3].dictionary_encode(), plain[3:].dictionary_encode()])
    yield "batch", pa.record_batch([plain], ["name"])
    yield "sliced batch", pa.record_batch([pa.concat_arrays([pa.array(["x"]), plain])], ["name"])[1:]
    yield "table", pa.table({"name": pa.chunked_array([plain[:4], plain[4:]])})
    yield "struct", pa.StructArray.from_arrays([plain], ["name"])


def polars_columns():
    pl = pytest.importorskip("polars")
    yield "series", pl.Series(NAMES)
    if tuple(map(int, pl.__version__.split(".")[:2])) >= (1, 30):
        # Before that the schema of categories did not say what the arrays were.
        yield "categorical", pl.Series(NAMES, dtype=pl.Categorical)
    yield "frame", pl.DataFrame({"name": NAMES})
    yield "slice", pl.Series(["x", *NAMES, "y"])[1:-1]
    yield "chunks", pl.concat([pl.Series(NAMES[:2]), pl.Series(NAMES[2:])], rechunk=False)


def other_columns():
    yield "list", NAMES
    yield "tuple", tuple(NAMES)
    yield "generator", (name for name in NAMES)
    yield "names", [allonym.Name(name) if name is not None else None for name in NAMES]
    yield "own column", arrow.normalize(NAMES, profile="display")
    try:
        import numpy
    except ImportError:
        return
    yield "numpy", numpy.array(NAMES, dtype=object)
    try:
        import pandas
    except ImportError:
        return
    yield "pandas objects", pandas.Series(NAMES, dtype=object)
    yield "pandas list", pandas.Series(NAMES).tolist()
    if hasattr(pandas.Series, "__arrow_c_stream__"):
        yield "pandas", pandas.Series(NAMES)
        yield "pandas of pyarrow", pandas.Series(NAMES, dtype="string[pyarrow]")


@pytest.mark.parametrize("columns", [pyarrow_columns, polars_columns, other_columns])
def test_columns_are_read(columns):
    for name, column in columns():
        assert arrow.normalize(column).to_list() == NORMAL, name


@pytest.mark.parametrize("columns", [pyarrow_columns, polars_columns, other_columns])
def test_columns_are_scored(columns):
    wanted = [None if name is None else allonym.score(name, "Olga Kim") for name in NAMES]
    for name, column in columns():
        assert arrow.score(column, "Olga Kim").to_list() == wanted, name
        assert arrow.score("Olga Kim", NAMES).to_list() == wanted
    for name, column in columns():
        pairs = arrow.score(column, NAMES, workers=2).to_list()
        assert pairs == [None if one is None else allonym.score(one, one) for one in NAMES], name


def test_databases_give_columns():
    duckdb = pytest.importorskip("duckdb")
    connection = duckdb.connect()
    relation = connection.sql("select * from (values ('Ольга Ким'), (null), ('Zoë')) t(name)")
    assert arrow.normalize(relation).to_list() == ["ольга ким", None, "zoe"]


def test_datafusion_gives_columns():
    datafusion = pytest.importorskip("datafusion")
    context = datafusion.SessionContext()
    frame = context.sql("select * from (values ('Ольга Ким'), (null), ('Zoë')) t(name)")
    assert arrow.normalize(frame).to_list() == ["ольга ким", None, "zoe"]


def test_results_are_columns():
    pa = pytest.importorskip("pyarrow")
    scores = pa.array(arrow.score(NAMES, NAMES))
    scores.validate(full=True)
    assert (scores.type, scores.null_count) == (pa.float64(), 1)
    texts = pa.array(arrow.normalize(NAMES))
    texts.validate(full=True)
    assert (texts.type, texts.to_pylist()) == (pa.large_string(), NORMAL)
    keys = pa.array(arrow.keys(NAMES))
    keys.validate(full=True)
    assert (keys.type, keys.null_count) == (pa.large_list(pa.uint64()), 1)
    assert keys[0].as_py() == allonym.Name(NAMES[0]).keys()
    index = allonym.Index.build(None, ["1", "2"], ["Olga Kim", "Qasem Soleimani"])
    hits = arrow.search(index, NAMES, score_cutoff=0.5)
    table = pa.table(hits)
    table.validate(full=True)
    assert table["row"].to_pylist() == [0, 2, 5]
    assert table.to_pylist() == hits.to_list()
    assert pa.record_batch(hits).num_rows == 3
    assert pa.table(hits) == table, "a result may be taken more than once"
    for _ in range(3):
        column = arrow.score(NAMES, NAMES)
        array = pa.array(column)
        del column
        assert array.to_pylist()[1] is None


def test_results_go_to_polars_numpy_and_pandas():
    pl = pytest.importorskip("polars")
    assert pl.Series(arrow.normalize(NAMES)).to_list() == NORMAL
    numpy = pytest.importorskip("numpy")
    scores = numpy.asarray(arrow.score(NAMES, NAMES))
    assert scores.dtype == numpy.float64
    assert numpy.isnan(scores[1])
    assert numpy.asarray(allonym.cdist(["a"], ["a", "b"]), dtype="float32").shape == (1, 2)
    with pytest.raises(TypeError, match="numbers"):
        numpy.asarray(arrow.normalize(NAMES))


def test_empty_columns():
    pa = pytest.importorskip("pyarrow")
    for empty in (pa.array([], pa.string()), pa.chunked_array([], pa.string()), [], pa.array([]), pa.nulls(0)):
        assert arrow.score(empty, empty).to_list() == []
        assert pa.array(arrow.normalize(empty)).to_pylist() == []
    assert arrow.score(pa.nulls(3), "Ali").to_list() == [None] * 3


def test_explanations_are_json():
    import json

    explained = arrow.explain(NAMES, "Olga Kim").to_list()
    assert explained[1] is None
    assert json.loads(explained[0]) == allonym.explain(NAMES[0], "Olga Kim").to_dict()


def test_other_kernels():
    assert arrow.romanize(NAMES, language="ru")[0] == allonym.romanize(NAMES[0], language="ru")
    system = allonym.Transliterator("bgn/pcgn 1947 russian")
    assert arrow.transliterate(NAMES, system)[0] == system(NAMES[0])
    for width in ["lean", "narrow", "wide"]:
        assert arrow.keys(["Ольга Ким"], width=width)[0] == allonym.Name("Ольга Ким").keys(width=width)
    with pytest.raises(ValueError, match="there are lean, narrow, wide"):
        arrow.keys(["Ольга"], width="broad")


def test_other_types_are_refused():
    pa = pytest.importorskip("pyarrow")
    for column in (pa.array([1, 2]), pa.array([b"a"]), pa.array([["a"]]), pa.table({"a": ["a"], "b": ["b"]})):
        with pytest.raises(TypeError, match="holds no texts"):
            arrow.normalize(column)


# ---- Structs made by hand, some of which lie ----


class Schema(ctypes.Structure):
    pass


class Array(ctypes.Structure):
    pass


class Stream(ctypes.Structure):
    pass


RELEASE_SCHEMA = ctypes.CFUNCTYPE(None, ctypes.POINTER(Schema))
RELEASE_ARRAY = ctypes.CFUNCTYPE(None, ctypes.POINTER(Array))
Schema._fields_ = [
    ("format", ctypes.c_char_p),
    ("name", ctypes.c_char_p),
    ("metadata", ctypes.c_char_p),
    ("flags", ctypes.c_int64),
    ("n_children", ctypes.c_int64),
    ("children", ctypes.POINTER(ctypes.POINTER(Schema))),
    ("dictionary", ctypes.POINTER(Schema)),
    ("release", ctypes.c_void_p),
    ("private_data", ctypes.c_void_p),
]
Array._fields_ = [
    ("length", ctypes.c_int64),
    ("null_count", ctypes.c_int64),
    ("offset", ctypes.c_int64),
    ("n_buffers", ctypes.c_int64),
    ("n_children", ctypes.c_int64),
    ("buffers", ctypes.POINTER(ctypes.c_void_p)),
    ("children", ctypes.POINTER(ctypes.POINTER(Array))),
    ("dictionary", ctypes.POINTER(Array)),
    ("release", ctypes.c_void_p),
    ("private_data", ctypes.c_void_p),
]
new_capsule = ctypes.pythonapi.PyCapsule_New
new_capsule.restype = ctypes.py_object
new_capsule.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_void_p]


class Handmade:
    """An array of the C data interface, made of bytes; it counts how often it was released."""

    def __init__(self, format, buffers, length, offset=0, null_count=-1, dictionary=None, child=None):
        self.released = []
        self.schema_released = RELEASE_SCHEMA(self._release_schema)
        self.array_released = RELEASE_ARRAY(self._release_array)
        self.memory = [ctypes.create_string_buffer(data, max(len(data), 1)) if data is not None else None for data in buffers]
        pointers = [ctypes.addressof(data) if data is not None else None for data in self.memory]
        self.pointers = (ctypes.c_void_p * max(len(pointers), 1))(*pointers)
        self.schema = Schema(format, b"", None, 2, 0, None, None, ctypes.cast(self.schema_released, ctypes.c_void_p), None)
        self.array = Array(
            length, null_count, offset, len(buffers), 0, self.pointers, None, None,
            ctypes.cast(self.array_released, ctypes.c_void_p), None,
        )
        self.inner = dictionary or child
        if dictionary:
            self.schema.dictionary = ctypes.pointer(dictionary.schema)
            self.array.dictionary = ctypes.pointer(dictionary.array)
        if child:
            self.children = ((ctypes.POINTER(Schema) * 1)(ctypes.pointer(child.schema)), (ctypes.POINTER(Array) * 1)(ctypes.pointer(child.array)))
            self.schema.n_children = self.array.n_children = 1
            self.schema.children, self.array.children = self.children

    def _release_schema(self, schema):
        self.released.append("schema")
        schema.contents.release = None

    def _release_array(self, array):
        self.released.append("array")
        array.contents.release = None

    def __arrow_c_array__(self, requested_schema=None):
        return (
            new_capsule(ctypes.addressof(self.schema), b"arrow_schema", None),
            new_capsule(ctypes.addressof(self.array), b"arrow_array", None),
        )


def ints(*values, size="i"):
    return struct.pack(f"={len(values)}{size}", *values)


def view(length, prefix=b"", buffer=0, offset=0):
    return struct.pack("=i4sii", length, prefix, buffer, offset)


TEXT = b"Qasem Soleimani of Kerman"


def test_a_struct_made_by_hand_is_read_and_released_once():
    good = Handmade(b"u", [None, ints(0, 5, 15), TEXT], 2)
    assert arrow.normalize(good).to_list() == ["qasem", " soleimani".strip()]
    assert sorted(good.released) == ["array", "schema"]
    with pytest.raises(ValueError, match="released"):
        arrow.normalize(good)
    assert len(good.released) == 2


def test_good_structs():
    assert arrow.normalize(Handmade(b"U", [b"\x05", ints(0, 5, 5, 15, size="q"), TEXT], 3)).to_list() == ["qasem", None, "soleimani"]
    assert arrow.normalize(Handmade(b"u", [None, ints(0, 5, 15), TEXT], 1, offset=1)).to_list() == ["soleimani"]
    assert arrow.normalize(Handmade(b"u", [None, ints(0), None], 0)).to_list() == []
    assert arrow.normalize(Handmade(b"u", [None, None, None], 0)).to_list() == []
    views = view(25, TEXT[:4], 0, 0) + struct.pack("=i12s", 5, TEXT[:5])
    assert arrow.normalize(Handmade(b"vu", [None, views, TEXT, ints(25, size="q")], 2)).to_list() == ["qasem soleimani of kerman", "qasem"]
    assert arrow.normalize(Handmade(b"n", [], 2)).to_list() == [None, None]
    inner = Handmade(b"u", [None, ints(0, 5, 15), TEXT], 2)
    assert arrow.normalize(Handmade(b"c", [None, b"\x01\x00\x01"], 3, dictionary=inner)).to_list() == ["soleimani", "qasem", "soleimani"]
    inner = Handmade(b"u", [None, ints(0, 5, 15), TEXT], 2)
    assert arrow.normalize(Handmade(b"+s", [None], 1, offset=1, child=inner)).to_list() == ["soleimani"]


def lies():
    yield "an offset below zero", Handmade(b"u", [None, ints(-5, 5), TEXT], 1)
    yield "offsets that fall", Handmade(b"u", [None, ints(0, 9, 5), TEXT], 2)
    yield "an offset beyond the last", Handmade(b"u", [None, ints(0, 2**30, 5), TEXT], 2)
    yield "no offsets", Handmade(b"u", [None, None, TEXT], 1)
    yield "no bytes", Handmade(b"u", [None, ints(0, 5), None], 1)
    yield "no bits of nulls", Handmade(b"u", [None, ints(0, 5), TEXT], 1, null_count=1)
    yield "a buffer too few", Handmade(b"u", [None, ints(0, 5)], 1)
    yield "a buffer too many", Handmade(b"u", [None, ints(0, 5), TEXT, TEXT], 1)
    yield "a length below zero", Handmade(b"u", [None, ints(0, 5), TEXT], -1)
    yield "an offset of rows below zero", Handmade(b"u", [None, ints(0, 5), TEXT], 1, offset=-1)
    yield "a length beyond memory", Handmade(b"u", [None, ints(0, 5), TEXT], 2**62, offset=2**62)
    yield "no UTF-8", Handmade(b"u", [None, ints(0, 2), b"\xff\xfe"], 1)
    yield "half a character", Handmade(b"u", [None, ints(0, 1), "ق".encode()], 1)
    yield "a view of no buffer", Handmade(b"vu", [None, view(25, b"", 1, 0), TEXT, ints(25, size="q")], 1)
    yield "a view beyond its buffer", Handmade(b"vu", [None, view(25, b"", 0, 1), TEXT, ints(25, size="q")], 1)
    yield "a view below its buffer", Handmade(b"vu", [None, view(25, b"", 0, -1), TEXT, ints(25, size="q")], 1)
    yield "a view of a length below zero", Handmade(b"vu", [None, view(-1, b"", 0, 0), TEXT, ints(25, size="q")], 1)
    yield "views of a buffer that is not there", Handmade(b"vu", [None, view(25), None, ints(25, size="q")], 1)
    yield "views without lengths", Handmade(b"vu", [None, view(25), TEXT, None], 1)
    yield "lengths below zero", Handmade(b"vu", [None, view(25), TEXT, ints(-25, size="q")], 1)
    yield "views without views", Handmade(b"vu", [None, None, TEXT, ints(25, size="q")], 1)
    for key in (b"\x02", b"\xff"):
        inner = Handmade(b"u", [None, ints(0, 5, 15), TEXT], 2)
        yield "a key beyond the dictionary", Handmade(b"c", [None, key], 1, dictionary=inner)
        inner = Handmade(b"u", [None, ints(0, 5, 15), TEXT], 2)
        yield "an unsigned key beyond the dictionary", Handmade(b"C", [None, key], 1, dictionary=inner)
    inner = Handmade(b"u", [None, ints(0, 5, 15), TEXT], 2)
    yield "a key of 64 bits", Handmade(b"L", [None, ints(-1, size="q")], 1, dictionary=inner)
    inner = Handmade(b"u", [None, ints(0, 5, 15), TEXT], 2)
    missing = Handmade(b"c", [None, b"\x00"], 1, dictionary=inner)
    missing.array.dictionary = None
    yield "keys without a dictionary", missing
    inner = Handmade(b"u", [None, ints(0, 5, 15), TEXT], 2)
    yield "a child too short", Handmade(b"+s", [None], 2, offset=1, child=inner)
    inner = Handmade(b"u", [None, ints(0, 5, 15), TEXT], 2)
    orphan = Handmade(b"+s", [None], 2, child=inner)
    orphan.array.n_children = 0
    yield "a child that is not there", orphan
    gone = Handmade(b"u", [None, ints(0, 5), TEXT], 1)
    gone.array.release = None
    yield "a released array", gone
    gone = Handmade(b"u", [None, ints(0, 5), TEXT], 1)
    gone.schema.release = None
    yield "a released schema", gone
    nothing = Handmade(b"u", [None, ints(0, 5), TEXT], 1)
    nothing.schema.format = None
    yield "a schema without a format", nothing
    nothing = Handmade(b"u", [None, ints(0, 5), TEXT], 1)
    nothing.array.buffers = None
    yield "no buffers at all", nothing


def test_structs_that_lie_are_errors():
    seen = 0
    for name, column in lies():
        with pytest.raises(ValueError, match="not a valid Arrow array"):
            pytest.fail(f"{name}: {arrow.normalize(column).to_list()}")
        assert len(column.released) == len(set(column.released)), f"{name}: released twice"
        seen += 1
    assert seen > 30


def test_formats_that_are_no_texts():
    for format in (b"i", b"z", b"", b"+l", b"tsu:UTC", b"\xff"):
        with pytest.raises(TypeError, match="holds no texts"):
            arrow.normalize(Handmade(format, [None, ints(0, 5), TEXT], 1))
    inner = Handmade(b"+s", [None], 1, child=Handmade(b"u", [None, ints(0, 5), TEXT], 1))
    with pytest.raises(TypeError, match="holds no texts"):
        arrow.normalize(Handmade(b"+s", [None], 1, child=inner))


def test_capsules_of_other_names_are_refused():
    class Wrong:
        def __arrow_c_array__(self, requested_schema=None):
            schema = new_capsule(ctypes.addressof(good.schema), b"something", None)
            return schema, schema

    good = Handmade(b"u", [None, ints(0, 5), TEXT], 1)
    with pytest.raises(ValueError, match="PyCapsule"):
        arrow.normalize(Wrong())

    class NoCapsule:
        def __arrow_c_stream__(self, requested_schema=None):
            return 5

    with pytest.raises(TypeError):
        arrow.normalize(NoCapsule())
    assert good.released == []


def test_a_stream_that_fails_says_why():
    pa = pytest.importorskip("pyarrow")

    def batches():
        yield pa.record_batch([pa.array(["a"])], ["name"])
        raise OSError("the disk is gone")

    reader = pa.RecordBatchReader.from_batches(pa.schema([("name", pa.string())]), batches())
    with pytest.raises(ValueError, match="the disk is gone"):
        arrow.normalize(reader)


def test_random_bytes_as_structs():
    """Offsets and views of random numbers over a real buffer: an error or a text, never anything else."""
    import random

    chance = random.Random(1)
    for _ in range(int(os.environ.get("ALLONYM_ROUNDS", "3000"))):
        offsets = [chance.randint(-3, len(TEXT)) for _ in range(4)]
        # The last offset is what the interface makes one trust.
        offsets[-1] = chance.randint(0, len(TEXT))
        views = b"".join(
            view(chance.randint(-2, 30), TEXT[:4], chance.randint(-1, 2), chance.randint(-2, 30)) for _ in range(3)
        )
        keys = bytes(chance.randint(0, 4) for _ in range(3))
        inner = Handmade(b"u", [bytes([chance.randint(0, 255)]), ints(*offsets), TEXT], 3)
        for column in (
            Handmade(b"u", [bytes([chance.randint(0, 255)]), ints(*offsets), TEXT], 3),
            Handmade(b"vu", [None, views, TEXT, ints(len(TEXT), size="q")], 3),
            Handmade(b"C", [None, keys], 3, dictionary=inner),
        ):
            try:
                found = arrow.normalize(column).to_list()
            except ValueError as error:
                assert "not a valid Arrow array" in str(error)
            else:
                assert len(found) == 3
            assert sorted(column.released) == ["array", "schema"]


def test_a_column_of_nothing_in_polars_is_null():
    pl = pytest.importorskip("polars")
    nothing = pl.Series("alias", [None, None])
    assert nothing.dtype == pl.Null
    assert arrow.score(nothing, ["Ali", "Olga"]).to_list() == [None, None]
    assert arrow.normalize(pl.Series("alias", [], dtype=pl.Null)).to_list() == []
