#!/bin/sh
# Licences and sources of all dependencies, by deny.toml; asks no network but for cargo-deny itself, where it is missing.
set -eu
cd "$(dirname "$0")/.."
cargo deny --version >/dev/null 2>&1 || cargo install --quiet --locked cargo-deny@0.20.2
cargo deny --locked check bans licenses sources
