#!/usr/bin/env bash
# The sizes of a stripped program for each choice of features, in megabytes: benches/sizes/measure.sh [FEATURES ...]
set -euo pipefail
cd "$(dirname "$0")"
target=${CARGO_TARGET_DIR:-target}
[ $# -gt 0 ] || set -- "" lexicon evidence finder romanize systems finder,romanize,systems
for features in "$@"; do
  cargo build --release --quiet --target-dir "$target" --features "$features"
  stat -c %s "$target/release/allonym-sizes" | awk -v features="${features:-none}" '{ printf "%s\t%.1f\n", features, $1 / 1e6 }'
done
