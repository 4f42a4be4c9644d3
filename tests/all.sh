#!/bin/sh
# Everything that must hold: formatting, lints (they guard the walls of ARCHITECTURE.md), tests, what a reader does in a browser.
set -eu
cd "$(dirname "$0")/.."
cargo fmt --check
cargo clippy --locked --all-targets -- --deny warnings
cargo test --locked
sh tests/browser/run.sh
