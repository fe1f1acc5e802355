#!/usr/bin/env bash
# Measures the parts, the whole program and the time to an answer on this machine.
# Usage: bash tests/bench/run.sh [--runs N] [--without-simpy]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
preset=${STEPDOWN_PRESET:-bench} # or ci
bash .ci/build "$preset" stepdown stepdown_bench
".build/$preset/stepdown_bench" --benchmark_min_time=0.2 2>/dev/null
python3 tests/bench/program_bench.py ".build/$preset/stepdown" scenarios "$@"
python3 tests/bench/answers_bench.py ".build/$preset/stepdown" scenarios "$@"
