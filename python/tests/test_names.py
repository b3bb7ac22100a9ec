"""Names one by one: parity with the command line's golden files, errors, pickling."""

import json
import pickle

import pytest

import allonym


def golden(root, name):
    return json.loads((root / "tests/golden/json" / f"{name}.json").read_text())


def keys(value):
    """The keys of an object and of those in it, without its values."""
    if isinstance(value, dict):
        return {key: keys(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return keys(value[0]) if value else None
    return type(value) if value is not None else None


def test_explanations_have_the_keys_of_the_command_line(root):
    wanted = golden(root, "comparison")
    assert keys(allonym.explain(wanted["a"], wanted["b"]).to_dict()) == keys(wanted)


def test_parsed_names_have_the_keys_of_the_command_line(root):
    wanted = golden(root, "parsed_name")
    found = keys(allonym.parse(wanted["text"]).to_dict())
    assert {key: found[key] for key in wanted if key != "parts"} == {key: keys(wanted)[key] for key in wanted if key != "parts"}
    assert set(found["parts"]) >= set(wanted["parts"][0])


def test_romanizations_are_those_of_the_command_line(root):
    wanted = golden(root, "romanization")
    found = allonym.romanizations(wanted["input"], n=len(wanted["romanizations"]), language="fa")
    assert found[0] == wanted["romanizations"][0]


def test_normal_forms_are_the_golden_ones(root):
    lines = (root / "tests/golden/normalize.tsv").read_text().splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")][1:]
    same = [row for row in rows if len(row) >= 2 and "\\" not in row[0] + row[1]]
    assert len(same) > 20
    for row in same:
        assert allonym.normalize(row[0]) == allonym.normalize(allonym.normalize(row[0]))


def test_places_are_counted_in_characters():
    text = "👑 سردار قاسم سلیمانی"
    for part in allonym.Name(text).parts:
        assert text[part.start : part.end] == part.text
    for one in allonym.explain(text, "Qasem Soleimani").evidence:
        if one.a:
            assert text[one.a.start : one.a.end] == one.a.text


def test_places_in_long_documents():
    documents = ["🙂 " * 3000 + "Hassan Nasrallah spoke. " * 3, "Hassan Nasrallah"]
    entity = allonym.resolve(documents)[0]
    for spelling in entity.variants:
        for mention in spelling.mentions:
            assert documents[mention.document][mention.start : mention.end] == spelling.text


def test_scores_are_the_same_from_every_door():
    pairs = [("Qassem Soleimani", "قاسم سلیمانی"), ("Ольга Ким", "Olga Kimova"), ("Ali", "Boris")]
    left, right = [a for a, _ in pairs], [b for _, b in pairs]
    one = [allonym.score(a, b) for a, b in pairs]
    assert one == [allonym.Name(a).score(b) for a, b in pairs]
    assert one == [allonym.explain(a, b).score for a, b in pairs]
    assert one == allonym.cpdist(left, right).to_list()
    assert one == allonym.cpdist(left, right, workers=3).to_list()
    assert one == [allonym.cdist(left, right)[at, at] for at in range(3)]
    assert one == allonym.arrow.score(left, right).to_list()
    assert one == [allonym.extract(a, [b])[0][1] for a, b in pairs]
    assert one == [allonym.Name(a).score(allonym.Name(b)) for a, b in pairs]


def test_purpose_prior_and_cutoff():
    a, b = "Mohammed Karimi", "محمد کریمی فر"
    default = allonym.score(a, b)
    assert allonym.score(a, b, purpose="screening") > default > allonym.score(a, b, purpose="dedupe")
    assert allonym.score(a, b, prior=0.01) < default
    assert allonym.score(a, b, score_cutoff=default) == default
    assert allonym.score(a, "Boris Johnson", score_cutoff=0.9) == 0.0


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: allonym.score("a", "b", purpose="fraud"), "'fraud' is no purpose"),
        (lambda: allonym.score("a", "b", score_cutoff=80), "score_cutoff is 80"),
        (lambda: allonym.score("a", "b", prior=float("nan")), "prior is NaN"),
        (lambda: allonym.normalize("a", profile="x"), "'x' is no profile"),
        (lambda: allonym.romanize("a", language="?"), "?"),
        (lambda: allonym.romanize("a", country="Egypt"), "Egypt"),
        (lambda: allonym.Transliterator("bgn/pcgn 1847 russian"), "bgnpcgn-rus-Cyrl-Latn-1947"),
        (lambda: allonym.Transliterator.from_rules("а > a ;\nв b ;"), ":2:1:"),
        (lambda: allonym.Transliterator("bgn/pcgn 1947 russian").reversed(), "not reversible"),
        (lambda: allonym.Transliterator("bgn/pcgn 1947 russian", case="big"), "none of published, title, upper"),
        (lambda: allonym.cpdist(["a"], []), "1 names stand against 0"),
        (lambda: allonym.cpdist(["a"], ["a"], workers=0), "workers is 0"),
        (lambda: allonym.Index.from_bytes(b"id\tname"), "index"),
    ],
)
def test_errors_say_what_to_do(call, message):
    with pytest.raises(ValueError, match=".") as error:
        call()
    assert message in str(error.value)


@pytest.mark.parametrize(
    "call",
    [
        lambda: allonym.score("a", None),
        lambda: allonym.score(b"a", "b"),
        lambda: allonym.cpdist("abc", "abc"),
        lambda: allonym.cpdist([1], ["a"]),
        lambda: allonym.cpdist(5, ["a"]),
        lambda: allonym.Index.build(None, "1", ["a"]),
        lambda: allonym.arrow.transliterate(["a"], 5),
    ],
)
def test_what_is_no_text_is_a_type_error(call):
    with pytest.raises(TypeError):
        call()


def test_a_lone_surrogate_is_an_error_of_python():
    with pytest.raises(UnicodeEncodeError):
        allonym.score("\ud800", "a")


def test_names_pickle_and_compare():
    name = allonym.Name("Ольга Ким")
    again = pickle.loads(pickle.dumps(name))
    assert again == name
    assert hash(again) == hash(name)
    assert name != allonym.Name("Olga Kim")
    assert (str(name), repr(name)) == ("Ольга Ким", "Name('Ольга Ким')")


def test_transliterators_pickle():
    for system in [
        allonym.Transliterator("iso-mul-Cyrl-Latn-9-1995").reversed(),
        allonym.Transliterator.from_rules("щ > šč ;", case="upper"),
        allonym.Transliterator("bgn/pcgn 1947 russian", mrz=True),
    ]:
        again = pickle.loads(pickle.dumps(system))
        assert again("Щёлково, ščëlkovo") == system("Щёлково, ščëlkovo")


def test_extract_takes_mappings_names_and_gaps():
    found = allonym.extract(allonym.Name("Olga Kim"), {"a": None, "b": "Ольга Ким", "c": "Hassan"}, limit=None)
    assert [key for _, _, key in found] == ["b", "c"]
    assert allonym.extract("Olga", [], limit=3) == []
    assert allonym.extract("Olga", ["Olga", "Olga"], limit=1) == [("Olga", 1.0, 0)]


def test_extract_takes_columns_of_pandas_in_any_order_and_what_has_no_places():
    pandas = pytest.importorskip("pandas")
    names = ["Hassan Nasrallah", "Qasem Soleimani", "Olga Kim"]
    column = pandas.Series(names, index=["x", "y", "z"])
    for order in (["x", "y", "z"], ["z", "x", "y"], ["y"]):
        [(choice, _, label)] = allonym.extract("Касем Сулеймани", column[order], limit=1)
        assert (choice, label) == ("Qasem Soleimani", "y")
    numbered = pandas.Series(names, index=[2, 0, 1])
    assert allonym.extract("Olga Kim", numbered, limit=1) == [("Olga Kim", 1.0, 1)]
    assert allonym.extract("Olga Kim", (name for name in names), limit=1) == [("Olga Kim", 1.0, 2)]


def test_empty_inputs():
    assert allonym.cpdist([], []).to_list() == []
    assert allonym.cdist([], ["a"]).shape == (0, 1)
    assert allonym.cdist(["a"], []).to_list() == [[]]
    assert allonym.resolve([]) == []
    assert allonym.normalize("") == ""


def test_systems_are_listed():
    assert len(allonym.systems()) > 300
    assert allonym.systems("no such system") == []
