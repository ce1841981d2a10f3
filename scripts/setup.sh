#!/usr/bin/env bash
# Installs what a build needs on Debian 12; with "dev" also what tests and checks need. Does nothing where all is there.
set -euo pipefail

packages=(g++ cmake ninja-build ccache pkg-config libpoco-dev libboost-dev libxml2-dev libsqlite3-dev libfmt-dev
          libspdlog-dev nlohmann-json3-dev libcli11-dev libsimdjson-dev libxxhash-dev libmd-dev sqlite3
          unixodbc-dev tzdata)
if [ "${1:-}" = dev ]; then
  packages+=(catch2 clang clang-format clang-tidy libclang-rt-14-dev llvm libxml2-utils binutils git tdsodbc)
fi

missing=()
for package in "${packages[@]}"; do
  dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null | grep -qx installed || missing+=("$package")
done
[ ${#missing[@]} -eq 0 ] && exit 0

if [ "$(id -u)" -ne 0 ]; then
  echo "These packages are missing; install them as root: ${missing[*]}" >&2
  exit 1
fi
echo "Installing: ${missing[*]}"
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
