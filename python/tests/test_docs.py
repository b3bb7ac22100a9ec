"""The examples in the documentation run, and everything public has some."""

import doctest
import inspect

import pytest

import allonym
from allonym import arrow

PUBLIC = [("allonym", allonym)]
PUBLIC += [(f"allonym.{name}", getattr(allonym, name)) for name in allonym.__all__ if name != "__version__"]
PUBLIC += [
    (f"allonym.arrow.{name}", function) for name, function in vars(arrow).items() if inspect.isbuiltin(function)
]
for _, owner in list(PUBLIC):
    if inspect.isclass(owner) and not issubclass(owner, tuple):
        members = [(name, member) for name, member in vars(owner).items() if not name.startswith("_")]
        PUBLIC += [(f"allonym.{owner.__name__}.{name}", member) for name, member in members]


@pytest.mark.parametrize(("name", "item"), PUBLIC, ids=[name for name, _ in PUBLIC])
def test_examples_run(name, item):
    text = inspect.getdoc(item)
    assert text, f"{name} is not documented"
    examples = doctest.DocTestParser().get_doctest(text, {"allonym": allonym}, name, None, None)
    found = []
    doctest.DocTestRunner().run(examples, out=found.append)
    assert not any("Failed example" in line for line in found), "".join(found)


def test_there_are_examples():
    with_examples = sum(">>>" in (inspect.getdoc(item) or "") for _, item in PUBLIC)
    assert with_examples >= 25


def test_all_is_what_there_is():
    assert {name for name in vars(allonym) if not name.startswith("_")} >= set(allonym.__all__) - {"__version__"}
