#!/usr/bin/env bash
# Builds the wheel, puts it and the engines into an environment of its own, and runs its tests: python/test.sh
# Exit 3: what is needed cannot be had here.
set -euo pipefail
cd "$(dirname "$0")"
environment=${ALLONYM_VENV:-target/venv}
[ -d "$environment" ] || python3 -m venv "$environment"
pip() { "$environment/bin/python" -m pip install --quiet --disable-pip-version-check "$@"; }

if ! pip 'maturin>=1.16,<2' pytest mypy; then
  echo "pip reaches no registry: not built"
  exit 3
fi
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$PWD/target}
PATH="$(cd "$environment/bin" && pwd):$PATH" maturin build --release --quiet --out target/wheels
pip --force-reinstall --no-deps target/wheels/allonym-*.whl
ls -l target/wheels/allonym-*.whl | awk '{ print $NF ": " $5 " bytes" }'

# Engines that cannot be had have their tests skipped, and pytest says so.
for engine in pyarrow polars duckdb pandas datafusion rapidfuzz splink; do
  pip "$engine" || echo "$engine is not at hand: its tests are skipped"
done
if command -v java >/dev/null; then
  pip pyspark || echo "pyspark is not at hand: its tests are skipped"
else
  echo "Java is not at hand: the tests of Spark are skipped"
fi

"$environment/bin/python" -m pytest -q -rs -p no:cacheprovider tests
"$environment/bin/python" -m mypy.stubtest allonym --mypy-config-file pyproject.toml --allowlist stubtest.txt
