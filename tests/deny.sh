#!/bin/sh
# Licences and sources of all dependencies, by deny.toml; asks no network but for cargo-deny itself, where it is missing.
set -eu
cd "$(dirname "$0")/.."
cargo deny --version >/dev/null 2>&1 || cargo install --quiet --locked cargo-deny@0.20.2
cargo deny --locked check bans licenses sources
# The fuzz targets are a package of their own, with a lock file of its own.
cargo deny --locked --manifest-path tests/fuzz/Cargo.toml --config deny.toml check bans licenses sources
