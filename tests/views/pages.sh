#!/usr/bin/env bash
# Makes folders of results of every kind with the program, and checks their reports in a browser.
#
#   bash tests/views/pages.sh PROGRAM
#
# Needs node, the packages of analysis/views/page (npm ci --ignore-scripts) and Chromium.
# REPORT: a command that makes report.html in the folder it is given ("PROGRAM report").
# FOLDERS: where to make the folders, which then stay; otherwise they go to a temporary place and away.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
program=$(realpath "${1:?usage: bash tests/views/pages.sh PROGRAM}")
report=${REPORT:-$program report}

if [[ -n ${FOLDERS:-} ]]; then
  out=$FOLDERS
  mkdir -p "$out"
else
  out=$(mktemp -d)
  trap 'rm -rf "$out"' EXIT
fi

# thirty_levels: a ladder of thirty levels, each of which steps down by one, three or to the end.
thirty_levels() {
  printf 'schema: 1\nname: Thirty levels\nstart: 2026-01-05\nrun: {warm_up: 1 y, horizon: 2 y, replications: 3}\nlevels:\n'
  local i next later
  for ((i = 1; i <= 30; ++i)); do
    next=$((i < 30 ? i + 1 : 0))
    later=$((i < 28 ? i + 3 : 0))
    printf '  level_%d:\n    label: Level number %d of thirty, with a rather long name\n' "$i" "$i"
    printf '    places: {slots: %d}\n    treatment_time: {gamma: {mean: %d d, cv: 0.7}}\n' $((8 + i)) $((5 + i))
    printf '    hold: 3 d\n    waiting: {patience: {exponential: {mean: 15 d}}, gave_up_to: home}\n'
    if ((next == 0)); then
      printf '    to: home\n'
    elif ((later == 0)); then
      printf '    to: {level_%d: 0.7, home: 0.3}\n' "$next"
    else
      printf '    to: {level_%d: 0.6, level_%d: 0.15, home: 0.25}\n' "$next" "$later"
    fi
  done
  printf 'community:\n  home: {time: {exponential: {mean: 200 d}}, to: {level_3: 0.2, level_9: 0.2, done: 0.6}}\n'
  printf 'outcomes: [done]\narrivals:\n  referrals: {poisson: {rate: 1.1 /d}, to: {level_1: 0.5, level_5: 0.3, level_12: 0.2}}\n'
}

# folder NAME COMMAND...: results of a command, in a folder of that name with its report.
folder() {
  local name=$1
  shift
  "$program" "$@" --out "$out/$name" --force --quiet || return 1
  if [[ -n ${REPORT:-} || ! -f "$out/$name/report.html" ]]; then $report "$out/$name"; fi
  reports+=("$out/$name/report.html")
}

reports=()
minimal=$root/scenarios/minimal.yaml
short=(--set "run.warm_up=1 y" --set "run.horizon=2 y")
figures=(--figure wait.mean@php --figure utilization.mean@php --figure lost.per_year)
beds=(--factor levels.php.places.slots=16..22:2 --factor levels.iop.places.groups.count=3,4,5)
thirty_levels > "$out/thirty.yaml"

folder minimal run "$minimal" --replications 10
folder flagship run "$root/scenarios/regional_network.yaml" --replications 3
folder hostile run "$here/hostile.yaml"
folder one_level run "$root/scenarios/textbook/mmc.yaml" --replications 5
folder thirty_levels run "$out/thirty.yaml"
folder no_waits run "$minimal" --replications 5 --set levels.php.places.slots=500 --set levels.iop.places.groups.count=90
folder no_events run "$minimal" --replications 3 "${short[@]}" --set "arrivals.referrals.poisson.rate=0.000001 /wk"
folder one_replication run "$minimal" --replications 1
folder from_today run "$minimal" --replications 5 --set "run.warm_up=0 d" --set "run.horizon=181 d" \
  --set "start_from={php: {census: 17, waiting: 9}, iop: {census: 25}}" --set "targets=['php.wait.p90 <= 7 d', 'php.p_delay <= 0.9']"
folder compare compare "$minimal" --with levels.php.places.slots=20 --with levels.iop.places.groups.count=4 --replications 10
folder economics compare "$root/scenarios/inpatient_or_iop.yaml" --with "arrivals.referrals.poisson.rate=1 /d" --replications 3
folder sweep sweep "$minimal" "${beds[@]}" "${figures[@]}" "${short[@]}" --replications 5
folder size size "$minimal" "${short[@]}" --target 'php.wait.p90 <= 7 d' --lever php.slots=16..24@1000 --lever iop.groups=2..4@9000 --most-replications 40
folder theory theory "$minimal" --beside "$out/minimal"
folder sensitivity sensitivity "$minimal" "${beds[@]}" "${figures[@]}" "${short[@]}" --replications 5
folder bottlenecks bottlenecks "$minimal" --replications 5
folder verify verify --replications 30

cd "$root/analysis/views/page"
node browser/check.mjs --self-test "${reports[@]}"
