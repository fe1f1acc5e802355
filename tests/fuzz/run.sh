#!/usr/bin/env bash
# Builds the fuzzers and runs each for so many seconds (60), two at a time, beginning with the seeds in
# the repository. What they find grows in .build/fuzz/finds from run to run; an input that breaks the
# program is left in .build/fuzz, and its path is printed.
#
#   bash tests/fuzz/run.sh [SECONDS]
#   bash tests/fuzz/run.sh --minimize     keeps of the finds only what reaches something
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
fuzzers=(scenario_fuzz grammar_fuzz pipeline_fuzz readers_fuzz plan_fuzz)
bash .ci/build fuzz "${fuzzers[@]}"

# Where a fuzzer begins, besides with its finds.
seeds() {
  case $1 in
    scenario_fuzz) echo tests/broken_scenarios scenarios ;;
    plan_fuzz) echo tests/fuzz/seeds/plan_fuzz tests/broken_plans scenarios/plans ;;
    *) echo "tests/fuzz/seeds/$1" ;;
  esac
}

# An input of so many bytes at most that takes longer than 20 s (a pipeline 120), or 2 GB, is as bad as one that crashes.
longest() {
  if [[ $1 == scenario_fuzz ]]; then echo 20000; else echo 3000; fi
}

# A pipeline simulates, reports and solves equations, which sanitizers slow down by tens.
patience() {
  if [[ $1 == pipeline_fuzz ]]; then echo 120; else echo 20; fi
}

fuzz() { # FUZZER OPTION...
  local fuzzer=$1
  shift
  mkdir -p ".build/fuzz/finds/$fuzzer"
  # shellcheck disable=SC2046  # several folders
  ".build/fuzz/$fuzzer" -max_len="$(longest "$fuzzer")" -timeout="$(patience "$fuzzer")" -rss_limit_mb=2048 \
    -artifact_prefix=".build/fuzz/$fuzzer-" "$@" ".build/fuzz/finds/$fuzzer" $(seeds "$fuzzer")
}

minimize() { # FUZZER
  local finds=.build/fuzz/finds/$1
  mkdir -p "$finds"
  rm -rf "$finds.all"
  mv "$finds" "$finds.all"
  mkdir "$finds"
  ".build/fuzz/$1" -merge=1 -max_len="$(longest "$1")" -timeout="$(patience "$1")" -rss_limit_mb=2048 \
    "$finds" "$finds.all" >".build/fuzz/$1.log" 2>&1
  echo "$1: $(find "$finds.all" -type f | wc -l) finds, $(find "$finds" -type f | wc -l) kept"
  rm -rf "$finds.all"
}

if [[ ${1:-} == --minimize ]]; then
  for fuzzer in "${fuzzers[@]}"; do minimize "$fuzzer"; done
  exit
fi

failed=0
for ((i = 0; i < ${#fuzzers[@]}; i += 2)); do
  running=()
  for fuzzer in "${fuzzers[@]:i:2}"; do
    fuzz "$fuzzer" -max_total_time="${1:-60}" -print_final_stats=1 >".build/fuzz/$fuzzer.log" 2>&1 &
    running+=("$fuzzer:$!")
  done
  for each in "${running[@]}"; do
    fuzzer=${each%:*}
    if wait "${each#*:}"; then
      echo "$fuzzer: $(sed -n 's/.*\(DONE .*\)/\1/p' ".build/fuzz/$fuzzer.log")"
    else
      failed=1
      echo "$fuzzer: found something (all of it in .build/fuzz/$fuzzer.log)"
      tail -n 60 ".build/fuzz/$fuzzer.log"
    fi
  done
done
exit $failed
