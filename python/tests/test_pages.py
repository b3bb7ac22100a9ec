"""The code on the pages runs as it stands, page by page."""

import pathlib
import re

import pytest

PAGES = sorted((pathlib.Path(__file__).parents[1] / "docs").glob("*.md"))
NEEDS = {
    "pandas": ["pyarrow", "pandas", "rapidfuzz"],
    "duckdb": ["duckdb", "pyarrow"],
    "polars": ["polars"],
    "datafusion": ["datafusion", "pyarrow"],
    "splink": ["splink", "pandas"],
    "spark": ["pyspark", "pyarrow"],
}


@pytest.mark.parametrize("page", PAGES, ids=[page.stem for page in PAGES])
def test_the_code_of_a_page_runs(page, tmp_path, monkeypatch):
    for needed in NEEDS[page.stem]:
        pytest.importorskip(needed)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
    blocks = re.findall(r"^```python\n(.*?)^```$", page.read_text(), re.MULTILINE | re.DOTALL)
    assert blocks
    names = {"__name__": page.stem}
    for number, block in enumerate(blocks):
        exec(compile(block, f"{page.name}, block {number}", "exec"), names)


def test_the_three_lines_of_the_front_page_work():
    page = pathlib.Path(__file__).parents[1] / "README.md"
    block = re.search(r"^```python\n(.*?)^```$", page.read_text(), re.MULTILINE | re.DOTALL)
    exec(block.group(1), {})
