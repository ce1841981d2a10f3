#!/usr/bin/env bash
# Fails where a source file is not formatted as .clang-format says; --fix formats them.
set -euo pipefail
cd "$(dirname "$0")/.."
mode=(--dry-run --Werror)
[ "${1:-}" = --fix ] && mode=(-i)
# The ABI headers are laid out by hand: tables read better than what a formatter makes of them.
git ls-files --cached --others --exclude-standard '*.cpp' '*.hpp' '*.c' \
  | grep -v -e '^tests/abi/v1_0/' | xargs clang-format "${mode[@]}"
