#!/usr/bin/env bash
# clang-tidy over host and plugins; the argument is a build folder with compile_commands.json.
set -euo pipefail
cd "$(dirname "$0")/.."
build=${1:-build/dev}
git ls-files 'host/src/*.cpp' 'plugins/*.cpp' | xargs -P "$(nproc)" -n 6 clang-tidy --quiet -p "$build" 2>/dev/null
