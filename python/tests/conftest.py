"""What all tests share."""

import pathlib

import pytest

ROOT = pathlib.Path(__file__).parents[2]


@pytest.fixture(scope="session")
def root() -> pathlib.Path:
    """The folder of the project."""
    return ROOT


@pytest.fixture(scope="session")
def index(tmp_path_factory: pytest.TempPathFactory):
    """A small index in a file."""
    import allonym

    path = tmp_path_factory.mktemp("index") / "list.idx"
    names = ["Qasem Soleimani", "Касем Сулеймани", "Hassan Nasrallah", "Sulaymaniyah"]
    return allonym.Index.build(path, ["1", "1", "2", "3"], names, kinds=["person", "person", "person", "city"])
