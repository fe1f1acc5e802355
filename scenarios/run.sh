#!/usr/bin/env bash
# Runs a scenario from a bare machine: installs what is missing, builds the program, simulates, and
# ends with the headline table and the folder that holds the reports.
#
#   bash scenarios/run.sh [scenario.yaml] [options of `stepdown run`]
#
# Without a scenario it runs regional_network.yaml. The reports go to .build/results/NAME, replacing
# those of the last run, unless --out says otherwise. STEPDOWN_PRESET: built how (release).
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
preset=${STEPDOWN_PRESET:-release}

scenario="$root/scenarios/regional_network.yaml"
if (($# > 0)) && [[ "$1" != -* ]]; then
  scenario=$1
  shift
fi

target=(--out "$root/.build/results/$(basename "$scenario" .yaml)" --force)
for option in "$@"; do
  if [[ "$option" == --out || "$option" == --out=* ]]; then target=(); fi
done

bash "$root/.ci/build" "$preset" stepdown
mkdir -p "$root/.build/results"
exec "$root/.build/$preset/stepdown" run "$scenario" "${target[@]}" "$@"
