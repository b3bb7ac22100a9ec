"""The code on the pages runs as it stands, page by page."""

import os
import pathlib
import re
import subprocess
import sys

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
def test_the_code_of_a_page_runs(page, tmp_path):
    for needed in NEEDS.get(page.stem, []) if page.parent.name == "docs" else []:
        pytest.importorskip(needed)
    blocks = BLOCKS.findall(page.read_text())
    assert blocks
    # In an interpreter and a folder of its own, as a reader would run it: Java keeps the folder that it was started in.
    (tmp_path / "page.py").write_text("\n\n".join(blocks))
    environment = {**os.environ, "SPARK_LOCAL_IP": "127.0.0.1", "PYSPARK_PYTHON": sys.executable}
    command = [sys.executable, "page.py"]
    ran = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=600)
    assert ran.returncode == 0, ran.stderr[-2000:]
