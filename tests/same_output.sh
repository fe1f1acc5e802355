#!/usr/bin/env bash
# Compares what two builds of the program print and write, byte for byte: every shipped scenario
# through check, graph, run (with event and people logs), theory and theory beside a run, then
# compare, schema, init, replay and verify. For changes that must not move a figure.
#
#   bash tests/same_output.sh OLD_PROGRAM NEW_PROGRAM
#
# Says `same: N outputs`, or lists what differs and fails. timings.json is left out: it differs from
# run to run; so is the commit that a program was built from.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
(($# == 2)) || { echo "usage: bash tests/same_output.sh OLD_PROGRAM NEW_PROGRAM" >&2; exit 1; }
old=$(realpath "$1") new=$(realpath "$2")
results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT

# say PROGRAM NAME ARGUMENT...: what it prints, and how it ends.
say() {
  local program=$1 name=$2 code=0
  shift 2
  "$program" "$@" >"$name.out" 2>"$name.err" </dev/null || code=$?
  echo "exit $code" >>"$name.out"
}

outputs_of() {
  local program=$1 into=$2 scenario name logs
  mkdir -p "$into"
  while IFS= read -r scenario; do
    logs=(--event-log --people)
    if [[ "$scenario" == scenarios/bench/* ]]; then logs=(); fi # they would be gigabytes
    name="$into/$(tr '/.' '__' <<<"$scenario")"
    say "$program" "$name.check" check "$scenario"
    say "$program" "$name.graph" graph "$scenario"
    say "$program" "$name.theory" theory "$scenario" --out "$into/theory" --force
    mv "$into/theory" "$name.theory.folder" 2>/dev/null || true
    say "$program" "$name.run" run "$scenario" --replications 2 --quiet "${logs[@]}" \
      --out "$into/run" --force
    say "$program" "$name.beside" theory "$scenario" --beside "$into/run" --out "$into/beside" --force
    mv "$into/run" "$name.run.folder" 2>/dev/null || true
    mv "$into/beside" "$name.beside.folder" 2>/dev/null || true
  done < <(find scenarios tests/models tests/broken_scenarios -name '*.yaml' | sort)
  say "$program" "$into/best" compare scenarios/regional_network.yaml --quiet \
    --with levels.residential.places.beds=30 --with levels.residential.places.beds=60 \
    --best min:lost.per_year --indifference 10 --most-replications 20
  say "$program" "$into/compared" compare scenarios/regional_network.yaml --replications 4 \
    --with levels.residential.places.beds=60 --out "$into/compare.folder" --force
  say "$program" "$into/precise" run scenarios/minimal.yaml --precision wait.mean@php=20% \
    --out "$into/precise.folder" --force
  say "$program" "$into/warmed" run scenarios/minimal.yaml --replications 10 --warm-up auto \
    --out "$into/warmed.folder" --force
  say "$program" "$into/replay" run scenarios/regional_network.yaml --replay 1:0
  say "$program" "$into/schema" schema
  say "$program" "$into/init" init "$into/started.yaml"
  say "$program" "$into/verify" verify --replications 10 --out "$into/verify.folder" --force
  for name in run check graph theory compare verify schema init; do
    say "$program" "$into/help_$name" "$name" --help
  done
}

outputs_of "$old" "$results/old" &
outputs_of "$new" "$results/new"
wait
find "$results" -name timings.json -delete
sed -i "s|$results/old|OUT|g; s|$results/new|OUT|g" $(grep -rlF "$results/" "$results")
if diff -r "$results/old" "$results/new"; then
  echo "same: $(find "$results/new" -type f | wc -l) outputs"
else
  exit 1
fi
