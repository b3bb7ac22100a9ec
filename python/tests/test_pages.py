"""The code on the pages runs as it stands, page by page."""

import pathlib
import re

import pytest

ROOT = pathlib.Path(__file__).parents[2]
BLOCKS = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PAGES = sorted((ROOT / "python/docs").glob("*.md"))
# The pages for readers of everything, which have some Python too.
PAGES += [page for page in [ROOT / "README.md", ROOT / "python/README.md", *sorted((ROOT / "book/src").glob("*.md"))]
          if BLOCKS.search(page.read_text())]
NEEDS = {
    "pandas": ["pyarrow", "pandas", "rapidfuzz"],
    "duckdb": ["duckdb", "pyarrow"],
    "polars": ["polars"],
    "datafusion": ["datafusion", "pyarrow"],
    "splink": ["splink", "pandas"],
    "spark": ["pyspark", "pyarrow"],
}


@pytest.mark.parametrize("page", PAGES, ids=[str(page.relative_to(ROOT)) for page in PAGES])
def test_the_code_of_a_page_runs(page, tmp_path, monkeypatch):
    for needed in NEEDS.get(page.stem, []) if page.parent.name == "docs" else []:
        pytest.importorskip(needed)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
    blocks = BLOCKS.findall(page.read_text())
    assert blocks
    names = {"__name__": page.stem}
    for number, block in enumerate(blocks):
        exec(compile(block, f"{page.name}, block {number}", "exec"), names)
