#!/bin/sh
# Everything that must hold: formatting, lints (they guard the walls of ARCHITECTURE.md), tests.
set -eu
cd "$(dirname "$0")/.."
cargo fmt --check
cargo clippy --locked --all-targets -- --deny warnings
cargo test --locked
