#!/usr/bin/env bash
# Measures the parts and the whole program on this machine and prints one table.
# Usage: bash tests/bench/run.sh [--runs N] [--without-simpy]
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
cd "$root"
source .ci/install-packages
install_packages bench
bash .ci/build-release stepdown
cmake -S . -B .build/bench -G Ninja -DCMAKE_BUILD_TYPE=Release -DSTEPDOWN_BENCH=ON >/dev/null
cmake --build .build/bench --target stepdown_bench
.build/bench/stepdown_bench --benchmark_min_time=0.2 2>/dev/null
python3 tests/bench/program_bench.py .build/release/stepdown scenarios "$@"
