#!/usr/bin/env bash
# Runs all tests from a bare machine: installs what is missing, builds, tests.
#
#   bash tests/run.sh [options of ctest, such as -L unit]
#
# STEPDOWN_PRESET: built how (release).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
preset=${STEPDOWN_PRESET:-release}

bash .ci/build "$preset" all
exec ctest --preset "$preset" --parallel "$(nproc)" "$@"
