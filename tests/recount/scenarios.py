#!/usr/bin/python3
"""Recounts eight scenarios; run in the root of the project.

scenarios.py STEPDOWN
So few people that their clocks are told apart to the tick. Then one number of each table is changed
by a thousandth, which the recount has to see.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

import pandas as pd

import economics
import recount

SCENARIOS = (
    ("tests/data/small_program.yaml", {"php": 18, "iop": 30},
     ("run.horizon=1100 d", "run.replications=3")),
    ("scenarios/textbook/two_class_priority.yaml", {"clinic": 10},
     ("run.warm_up=1 y", "run.horizon=3 y", "run.replications=2")),
    ("scenarios/textbook/tandem_with_holding_3.yaml", {"first": 1, "second": 1, "third": 1},
     ("run.warm_up=20 d", "run.horizon=60 d", "run.replications=2")),
    ("scenarios/regional_network.yaml",
     {"detox": 10, "psychiatric": 8, "residential": 32, "php": 16, "iop": 120, "op": 490,
      "aftercare": 180},
     ("run.warm_up=1 y", "run.horizon=2.1 y", "run.replications=2")),
    ("tests/recount/network.yaml", {"ward": 6, "day": 12, "evening": None},
     ("run.warm_up=1 d", "run.horizon=120 d",
      "start_from={ward: {waiting: 12}, day: {waiting: 20}, in_outcomes: true}")),
    ("tests/recount/network.yaml", {"ward": 6, "day": 12, "evening": None}, economics.SETS),
    ("scenarios/iop_practice.yaml", {"iop": 48},
     ("run.warm_up=200.5 d", "run.horizon=501 d", "run.replications=4")),
    ("tests/recount/practice.yaml", {"residential": None, "iop": 30, "op": None}, ()),
)

TARGETS = {"tests/recount/network.yaml": {"ward": 2.5}}

CHANGED = {
    ("tests/recount/network.yaml", economics.SETS): {
        "levels": "mean_stay_days", "waits": "mean_days", "exits": "share",
        "flows": "moves_per_year", "held": "place_days_per_year", "census_monthly": "census_mean",
        "census_weekly": "census_mean", "outcomes": "estimate", "survival": "estimate",
        "status": "share"},
    ("tests/recount/practice.yaml", ()): {
        "services": "sessions", "staffing": "hours", "staffing_weekly": "fte_mean",
        "money": "revenue_per_year", "money_monthly": "cost_mean"},
}


def run(program, scenario, sets, folder):
    command = [program, "run", scenario, "--quiet", "--event-log", "--people", "--out", folder]
    for one in sets:
        command += ["--set", one]
    subprocess.run(command, check=True, stderr=subprocess.DEVNULL)


def change(folder, table, column):
    """Makes the first number of a column that is not 0 larger by a thousandth."""
    path = Path(folder) / f"{table}.csv"
    rows = pd.read_csv(path, dtype=str, keep_default_na=False)
    row = next(i for i, value in enumerate(rows[column]) if value and float(value) > 0)
    rows.loc[row, column] = repr(float(rows.loc[row, column]) * 1.001)
    rows.to_csv(path, index=False)


def sees_changes(program, scenario, places, sets, changed):
    """Whether each number that is changed is seen in its table, and no other one is."""
    with tempfile.TemporaryDirectory() as parent:
        folder = f"{parent}/reports"
        run(program, scenario, sets, folder)
        for table, column in changed.items():
            change(folder, table, column)
        checks = recount.checks_of(folder, scenario, places, TARGETS.get(scenario))
        seen = {check.name for check in checks if check.wrong}
        print("changed by a thousandth, and seen:", ", ".join(sorted(seen)))
        return seen == set(changed) and all(len(check.wrong) <= 1 for check in checks)


def main(program):
    good = True
    for scenario, places, sets in SCENARIOS:
        with tempfile.TemporaryDirectory() as parent:
            folder = f"{parent}/reports"
            run(program, scenario, sets, folder)
            print(scenario, flush=True)
            good &= recount.agrees(folder, scenario, places, TARGETS.get(scenario))
    for scenario, places, sets in SCENARIOS:
        changed = CHANGED.get((scenario, sets))
        if changed:
            good &= sees_changes(program, scenario, places, sets, changed)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
