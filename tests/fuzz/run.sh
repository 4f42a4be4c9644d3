#!/bin/sh
# Feeds every fuzz target with random input; fails if one panics, breaks a law or takes more than a minute.
#
#   sh tests/fuzz/run.sh                  a short run, always the same
#   sh tests/fuzz/run.sh 3600             every target for so many seconds, with another beginning each time
#   sh tests/fuzz/run.sh 3600 collation   one target
#
# What a long run learns is kept below target/fuzz in `corpus`, what fails in `artifacts`. A C++ compiler is installed where it can be.
set -eu
cd "$(dirname "$0")/../.."
seconds=${1:-}
only=${2:-}

# The targets: name, number of inputs of a short run, largest input in bytes.
targets='
markdown 10000 2048
yaml 5000 2048
family 3000 1024
repeat 500 256
collation 20000 1024
search 20000 1024
'
if [ -n "$only" ] && ! echo "$targets" | cut -d ' ' -f 1 | grep -qxF -- "$only"; then
    echo "there is no fuzz target $only, but these:" $(echo "$targets" | cut -d ' ' -f 1) >&2
    exit 1
fi
case $seconds in
    *[!0-9]*)
        echo "not a number of seconds: $seconds" >&2
        exit 1
        ;;
esac

# libFuzzer is C++ and compiled along.
compiler=${CXX:-c++}
if ! command -v "${compiler%% *}" >/dev/null && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends g++
fi
if ! command -v "${compiler%% *}" >/dev/null; then
    echo "The fuzz targets need a C++ compiler: install one (Debian: apt-get install g++)," >&2
    echo "or name it in the variable CXX." >&2
    exit 1
fi

# A stable toolchain is enough: sanitizers are for unsafe code, and there is none.
cargo fuzz --version >/dev/null 2>&1 || cargo install --quiet --locked cargo-fuzz@0.13.2
cargo fetch --quiet --locked --manifest-path tests/fuzz/Cargo.toml
mkdir -p "${CARGO_TARGET_DIR:-target}/fuzz"
work=$(cd "${CARGO_TARGET_DIR:-target}/fuzz" && pwd)
host=$(rustc --version --verbose | sed -n 's/^host: //p')
CARGO_NET_OFFLINE=true cargo fuzz build --fuzz-dir tests/fuzz --sanitizer none --codegen-units 16 \
    --target "$host" --target-dir "$work"

# The real sources are the seeds; under flat names, because the fuzzer wants one folder.
rm -rf "$work/seeds" "$work/short"
mkdir -p "$work/seeds"
find clauses -name '*.md' -o -name '*.yaml' | while read -r file; do
    cp "$file" "$work/seeds/$(echo "$file" | tr / _)"
done

# Runs a target of the list, unless another one is asked for.
fuzz() {
    name=$1
    runs=$2
    size=$3
    if [ -n "$only" ] && [ "$only" != "$name" ]; then
        return
    fi
    if [ -n "$seconds" ]; then
        corpus=$work/corpus/$name
        set -- "-max_total_time=$seconds"
    else
        corpus=$work/short/$name
        set -- "-runs=$runs" -seed=1
    fi
    mkdir -p "$corpus" "$work/artifacts/$name"
    echo "fuzz target $name"
    if ! "$work/$host/release/$name" "$@" "-max_len=$size" -timeout=60 -print_final_stats=1 \
        "-artifact_prefix=$work/artifacts/$name/" "$corpus" "$work/seeds" >"$work/$name.log" 2>&1; then
        tail -n 60 "$work/$name.log" >&2
        echo "fuzz target $name failed: $work/$name.log tells more" >&2
        exit 1
    fi
    inputs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$work/$name.log")
    echo "    inputs: $inputs"
    if [ -z "$seconds" ] && [ "${inputs:-0}" -lt "$runs" ]; then
        echo "fuzz target $name stopped early: ${inputs:-0} of $runs inputs" >&2
        exit 1
    fi
}

# No pipe: what a loop at its end does would be done elsewhere, and a failure there would not end this.
set -- $targets
while [ $# -gt 0 ]; do
    fuzz "$1" "$2" "$3"
    shift 3
done
