#!/usr/bin/python3
"""Recounts nine scenarios; run in the root of the project.

scenarios.py STEPDOWN
So few people that their clocks are told apart to the tick. Then one number of each table is changed
by a thousandth, which the recount has to see; and rules by which nobody was admitted are held against
the log of the levels that share hours, which has to break them.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

import pandas as pd
import yaml

import budget
import economics
import program
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
    ("tests/recount/shared_hours.yaml", {"ward": 4, "php": None, "iop": None, "op": None}, ()),
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
    ("tests/recount/shared_hours.yaml", ()): {
        "staffing": "fte_mean", "shared_hours": "full_share"},
}

# What those who tell `shared_hours` in its own words could get wrong, and what is seen then.
OTHER_RULES = (
    ("at_hand: 3.6", "at_hand: 3.5", "there are not the hours"),
    ("at_hand: 3.6", "at_hand: 3.7", "though there are hours"),
    ("people: 8, role: counselor", "people: 9, role: counselor", "though there are hours"),
    ("by_week: [2, 1], lasts: 50", "by_week: [3, 1], lasts: 50", "there are not the hours"),
    ("relief: 1.2", "relief: 1.3", "there are not the hours"),
    ("at_least: 1", "at_least: 4", "there are not the hours"),
    ("crisis: {contacts: 0.1", "crisis: {contacts: 0.3", "there are not the hours"),
    ("at_hand: 4.3", "at_hand: 4.4", "though there are hours"),
    ("order: first_come", "order: [new, return, step_down, escalation]", "is before them"),
)


def run(stepdown, scenario, sets, folder):
    command = [stepdown, "run", scenario, "--quiet", "--event-log", "--people", "--out", folder]
    for one in sets:
        command += ["--set", one]
    subprocess.run(command, check=True, stderr=subprocess.DEVNULL)


def change(folder, check, column):
    """Makes the first number of a column that is not 0, and that is checked, larger by a thousandth."""
    is_of_hours = check == "shared_hours"
    path = Path(folder) / ("levels.csv" if is_of_hours else f"{check}.csv")
    rows = pd.read_csv(path, dtype=str, keep_default_na=False)
    row = next(i for i, value in enumerate(rows[column])
               if value and float(value) > 0 and not (is_of_hours and rows["level"][i] == "ward"))
    rows.loc[row, column] = repr(float(rows.loc[row, column]) * 1.001)
    rows.to_csv(path, index=False)


def sees_changes(stepdown, scenario, places, sets, changed):
    """Whether each number that is changed is seen in its table, and no other one is."""
    with tempfile.TemporaryDirectory() as parent:
        folder = f"{parent}/reports"
        run(stepdown, scenario, sets, folder)
        for check, column in changed.items():
            change(folder, check, column)
        checks = recount.checks_of(folder, scenario, places, TARGETS.get(scenario))
        seen = {check.name for check in checks if check.wrong}
        print("changed by a thousandth, and seen:", ", ".join(sorted(seen)))
        return seen == set(changed) and all(len(check.wrong) <= 1 for check in checks)


def is_seen(folder, places, changed, seen):
    """Whether the log breaks what a scenario says that is not its own, and how."""
    anew = recount.Recount(folder, places, {}, 30.0)
    budget.check_shared_hours(anew, program.practices(changed, anew.start))
    (check,) = [check for check in anew.checks if check.name == "events"]
    number = sum(seen in line for line in check.wrong)
    print(f"{seen}, {number} times")
    return number > 0


def sees_other_rules(stepdown, scenario, places):
    good = True
    text = Path(scenario).read_text()
    with tempfile.TemporaryDirectory() as parent:
        folder, changed = f"{parent}/reports", Path(parent) / "changed.yaml"
        run(stepdown, scenario, (), folder)
        for words, others, seen in OTHER_RULES:
            assert text.count(words) == 1
            changed.write_text(text.replace(words, others))
            print(f"with {others}: ", end="")
            good &= is_seen(folder, places, changed, seen)
        whole = yaml.load(text, yaml.BaseLoader)
        whole["levels"] = dict(reversed(whole["levels"].items()))
        changed.write_text(yaml.dump(whole, sort_keys=False))
        print("with levels the other way round: ", end="")
        good &= is_seen(folder, places, changed, "there are hours for")
    return good


def main(stepdown):
    good = True
    for scenario, places, sets in SCENARIOS:
        with tempfile.TemporaryDirectory() as parent:
            folder = f"{parent}/reports"
            run(stepdown, scenario, sets, folder)
            print(scenario, flush=True)
            good &= recount.agrees(folder, scenario, places, TARGETS.get(scenario))
    for scenario, places, sets in SCENARIOS:
        changed = CHANGED.get((scenario, sets))
        if changed:
            good &= sees_changes(stepdown, scenario, places, sets, changed)
    good &= sees_other_rules(stepdown, *SCENARIOS[-1][:2])
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
