#!/usr/bin/env bash
# Builds the fuzzers and runs each for so many seconds (60), beginning with the shipped and the broken
# scenarios. What they find grows in .build/fuzz/finds from run to run; an input that breaks the
# program is left in .build/fuzz, and its path is printed.
#
#   bash tests/fuzz/run.sh [SECONDS]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
source .ci/install-packages
install_packages fuzz
bash .ci/build fuzz scenario_fuzz

mkdir -p .build/fuzz/finds
# A scenario within 20,000 bytes that takes longer than 20 s, or 2 GB, is as bad as one that crashes.
.build/fuzz/scenario_fuzz -max_total_time="${1:-60}" -max_len=20000 -timeout=20 -rss_limit_mb=2048 \
  -verbosity=0 -print_final_stats=1 -artifact_prefix=.build/fuzz/ \
  .build/fuzz/finds tests/broken_scenarios scenarios
