#!/bin/sh
# Builds the site and visits it with a real browser. Installs Chromium where it can, otherwise says what to install.
set -eu
cd "$(dirname "$0")"

find_chromium() {
    for name in "${CHROMIUM:-}" chromium chromium-browser google-chrome; do
        if [ -n "$name" ] && command -v "$name" >/dev/null; then
            command -v "$name"
            return
        fi
    done
}

CHROMIUM=$(find_chromium)
if [ -z "$CHROMIUM" ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends chromium fonts-noto-cjk
    CHROMIUM=$(find_chromium)
fi
if [ -z "$CHROMIUM" ]; then
    echo "The browser tests need Chromium: install it (Debian: apt-get install chromium fonts-noto-cjk)," >&2
    echo "or name the program of another build in the variable CHROMIUM." >&2
    exit 1
fi
if ! command -v npm >/dev/null || ! node -e 'const [major, minor] = process.versions.node.split("."); process.exit(major > 20 || (major == 20 && minor >= 19) ? 0 : 1)'; then
    echo "The browser tests need Node.js 20.19 or later with npm." >&2
    exit 1
fi

npm ci --include=dev --omit=optional --no-audit --no-fund --silent
site=$(cd ../.. && pwd)/target/browser-tests/site
cargo run --locked --quiet --manifest-path ../../Cargo.toml -- --root ../.. build --dest-dir "$site"
hostile=$(cd ../.. && pwd)/target/browser-tests/hostile
rm -rf "$hostile"
node hostile.mjs "$hostile"
for root in "$hostile"/*; do
    cargo run --locked --quiet --manifest-path ../../Cargo.toml -- --root "$root" build
done
many=$(cd ../.. && pwd)/target/browser-tests/many
rm -rf "$many"
node many.mjs "$many"
cargo run --locked --quiet --manifest-path ../../Cargo.toml -- --root "$many" build
CHROMIUM=$CHROMIUM CLAUSEBOOK_SITE=$site CLAUSEBOOK_HOSTILE=$hostile CLAUSEBOOK_MANY=$many/book node --test
