#!/bin/sh
# Everything that must hold: formatting, lints (they guard the walls of ARCHITECTURE.md), links of the documentation, dependencies, tests, random input, what
# a reader does in a browser. What is missing is installed: cargo-deny, cargo-fuzz, Chromium.
set -eu
cd "$(dirname "$0")/.."
cargo fmt --check
cargo fmt --check --manifest-path tests/fuzz/Cargo.toml
cargo clippy --locked --all-targets -- --deny warnings
RUSTDOCFLAGS='--deny warnings' cargo doc --quiet --locked --no-deps
sh tests/deny.sh
cargo test --locked
sh tests/fuzz/run.sh
sh tests/browser/run.sh
