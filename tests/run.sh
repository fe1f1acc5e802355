#!/usr/bin/env bash
# Runs all tests from a bare machine: installs what is missing, builds, tests.
#
#   bash tests/run.sh [options of ctest, such as -L unit]
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

bash "$root/.ci/build-release" all
exec ctest --test-dir "$root/.build/release" --output-on-failure --no-tests=error \
  --parallel "$(nproc)" "$@"
