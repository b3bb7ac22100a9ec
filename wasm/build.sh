#!/usr/bin/env bash
# Builds dist/npm (the package `allonym`) and dist/page (the page, which works from a folder). Needs Rust with the target
# wasm32-unknown-unknown: that of rustup where it can be had, else Debian's rustc-web, which builds std as well.
#
#   build.sh [npm|page]      both without an argument
set -euo pipefail
cd "$(dirname "$0")"
what=${1:-all}
target=wasm32-unknown-unknown
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$PWD/target}

cargo_wasm() { cargo "$@"; }
if ! rustup target list --installed 2>/dev/null | grep -qx "$target" &&
  ! timeout 60 rustup target add "$target" >/dev/null 2>&1; then
  lld=$(ls -d /usr/lib/llvm-*/bin/wasm-ld 2>/dev/null | tail -1 || true)
  if ! [ -d /usr/lib/rustlib/src/rust/library ] || [ -z "$lld" ]; then
    (apt-get update -qq && apt-get install -y -qq --no-install-recommends rustc-web cargo-web rust-web-src lld-22) \
      >/dev/null 2>&1 || { echo "no Rust for $target is at hand: nothing is built" >&2; exit 3; }
  fi
  lld=$(ls -d /usr/lib/llvm-*/bin/lld | tail -1)
  cargo_wasm() {
    RUSTC=/usr/bin/rustc RUSTC_BOOTSTRAP=1 CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER=$lld \
      /usr/bin/cargo "$@" -Zbuild-std=std,panic_abort
  }
fi

cargo build --quiet --release --package allonym-bindgen
bindgen=$CARGO_TARGET_DIR/release/allonym-bindgen
module=$CARGO_TARGET_DIR/$target/release/allonym_wasm.wasm

# compile FEATURES OUT NAME TARGET
compile() {
  RUSTFLAGS='--cfg allonym_separate_tables' cargo_wasm build --quiet --release --package allonym-wasm --target "$target" $1
}

rm -rf dist/build && mkdir -p dist/build
compile ""
"$bindgen" "$module" dist/build/base allonym web
compile "--features full"
"$bindgen" "$module" dist/build/full allonym web
"$bindgen" "$module" dist/build/page allonym no-modules

tables=../crates/allonym-data/tables
if [ "$what" != page ]; then
  rm -rf dist/npm && mkdir -p dist/npm/tables
  cp npm/* ../LICENSE-MIT ../LICENSE-APACHE dist/npm/
  for build in base full; do
    mkdir dist/npm/$build
    cp dist/build/$build/allonym.js dist/build/$build/allonym.d.ts dist/build/$build/allonym_bg.wasm dist/npm/$build/
  done
  cp $tables/finder.bin $tables/romanize.bin $tables/systems.bin dist/npm/tables/
fi
if [ "$what" != npm ]; then
  rm -rf dist/page && mkdir -p dist/page
  cp page/* dist/page/
  cp dist/build/page/allonym.js dist/build/page/allonym_bg.wasm $tables/finder.bin $tables/romanize.bin $tables/systems.bin dist/page/
  node page-files.mjs dist/page
fi
