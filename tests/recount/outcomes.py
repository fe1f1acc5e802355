"""What becomes of people: the tables outcomes, survival and status."""

from collections import defaultdict

import numpy as np
import pandas as pd

import curves
import economics
from figures import YEAR, Lengths, ratio
from story import DAY

YEAR_TICKS = 365 * DAY


def clocks_of(recount, people, outcomes):
    clocks = {}
    for person in people:
        curves.add_clocks(clocks, person, recount.levels, outcomes, recount.window)
    return {key: curves.Curve(found) for key, found in clocks.items()}


def curve_of(clocks, measure, state):
    return clocks.get((measure, state), curves.Curve([]))


def check_survival(recount):
    check, table = recount.begin("survival")
    for group, chosen in recount.groups().items():
        clocks = clocks_of(recount, recount.members(chosen), recovering(recount))
        for row in table[table["group"] == group].to_dict("records"):
            measure, ticks = row["measure"], round(row["day"] * DAY)
            where = f"{measure} {row['state']} {group} {row['day']}"
            curve = curve_of(clocks, measure, row["state"])
            free, incidence, *_, at_risk = curve.at(ticks)
            is_free = measure == "retention"
            check.same(where, row["estimate"], told_of(measure, free, incidence))
            check.same(f"{where} at risk", row["at_risk"], at_risk)
            check.same(f"{where} error", row["independent_se"], curve.error(ticks, is_free), 1e-6)


def told_of(measure, free, incidence):
    """The share still in care, the share not admitted yet, or the share to whom it happened."""
    if measure.startswith("retention"):
        return free
    return 1 - incidence if measure.startswith("untreated") else incidence


def recovering(recount):
    return {"recovered", "recovery"}


def check_outcomes(recount):
    check, table = recount.begin("outcomes")
    for group, chosen in recount.groups().items():
        people = recount.members(chosen)
        clocks = clocks_of(recount, people, recovering(recount))
        numbers = person_numbers(recount, people)
        if "person_cost" in set(table["measure"]):
            numbers.update(economics.numbers(people, recount.window))
        for row in table[table["group"] == group].to_dict("records"):
            measure, statistic = row["measure"], row["statistic"]
            where = f"{measure} {statistic} {row['state']} {group}"
            name, _, period = measure.rpartition("_")
            if measure == "deaths_expected" or measure.startswith("status_"):
                continue  # of hazards, which no log tells; see status
            if (measure, statistic) in numbers:
                found, above = numbers[measure, statistic]
                if not (pd.isna(row["estimate"]) and found == 0):  # nothing that could be counted
                    check.same(where, row["estimate"], found, above)
            elif measure in ("completion", "recovery_time"):
                curve = curve_of(clocks, "recovery" if measure == "recovery_time" else measure, "all")
                found = curve.median() if measure == "recovery_time" else curve.end()
                if not pd.isna(row["at_risk_start"]):
                    check.same(where, row["estimate"], found)
            elif period.isdigit():
                check_period(recount, check, where, row, curve_of(clocks, name, row["state"]),
                             int(period), name)
            else:
                check.wrong.append(f"outcomes: {where}: not recounted")


def check_period(recount, check, where, row, curve, days, name):
    if pd.isna(row["at_risk_start"]):
        return  # nothing in the scenario could end such a clock
    ticks = days * DAY
    free, incidence, events, competing, censored, at_risk = curve.at(ticks)
    known = days <= recount.days and curve.is_known(ticks)
    check.same(where, row["estimate"], told_of(name, free, incidence) if known else None)
    for column, found in (("at_risk_start", curve.started), ("at_risk", at_risk), ("events", events),
                          ("competing", competing), ("censored", censored)):
        check.same(f"{where} {column}", row[column], found)


def overlap(begin, end, low, high):
    return max(0, min(end, high) - max(begin, low))


def person_numbers(recount, people):
    """{(measure, statistic): (value, how far above it may be told)} of what is no curve."""
    window, levels = recount.window, recount.levels
    replications, days = len(recount.replications), recount.days
    per_year = lambda count: (count / replications * YEAR / days, 0)
    numbers = {}
    in_window = [p for p in people if window.has(p.referred)]
    first = lambda p: next((s.begin for s in p.stays if s.state in levels), None)
    treated = [first(p) - p.referred for p in in_window if first(p) is not None]
    lengths = Lengths(treated)
    numbers["time_to_treatment", "mean"] = (lengths.mean(), 0)
    numbers["time_to_treatment", "sd"] = (lengths.sd(), 1e-6)
    numbers["time_to_treatment", "max"] = (lengths.max(), 0)
    for name, p in (("median", 0.5), ("p75", 0.75), ("p80", 0.8), ("p90", 0.9), ("p95", 0.95),
                    ("p99", 0.99)):
        numbers["time_to_treatment", name] = (lengths.quantile(p), 1 / 128)
    never = sum(first(p) is None and p.outcome is not None for p in in_window)
    untreated = sum(first(p) is None and p.outcome is None for p in in_window)
    numbers["never_treated", "per_year"] = per_year(never)
    numbers["never_treated", "share"] = (ratio(never, never + lengths.n), 0)
    numbers["untreated", "count"] = (untreated / replications, 0)
    numbers["untreated", "share"] = (ratio(untreated, len(in_window)), 0)
    index = [(p, curves.index_stay(p, levels, window)) for p in people]
    index = [(p, stay) for p, stay in index if stay is not None]
    numbers["index_admissions", "per_year"] = per_year(len(index))
    numbers["deaths", "per_year"] = per_year(sum(dies(p, window) for p in people))
    sums = defaultdict(list)
    for person, stay in index:
        if stay.begin + YEAR_TICKS > window.end:
            continue
        for name, value in of_first_year(person, stay.begin, levels, window).items():
            sums[name].append(value)
    for name in ("stays", "episodes", "days_in_care", "days_waiting", "gap_days"):
        values = np.array(sums[name], dtype=float)
        numbers[name, "mean"] = (values.mean() if len(values) else None, 1e-9)
        numbers[name, "sd"] = (values.std(ddof=1) if len(values) > 1 else None, 1e-6)
    return numbers


def dies(person, window):
    if person.outcome and person.outcome[1] in ("died", "death", "dead"):
        return window.has(person.outcome[0])
    return any(s.reason == "death" and s.end is not None and window.has(s.end) for s in person.stays)


def of_first_year(person, begin, levels, window):
    end = begin + YEAR_TICKS
    stays = [s for s in person.stays if s.state in levels]
    after = lambda time: window.end if time is None else time
    in_care = sum(overlap(s.begin, after(s.end), begin, end) for s in stays)
    waiting = sum(overlap(o.begin, after(o.end), begin, end) for o in person.outside)
    admissions = [s.begin for s in stays if begin <= s.begin <= end]
    runs = curves.episodes(person, levels, window.episode_gap)
    begun = sum(begin < r[0].begin <= end for r in runs) + 1
    last = admissions[-1]
    before = lambda spans: sum(overlap(b, after(e), begin, last) for b, e in spans)
    gap = last - begin - before((s.begin, s.end) for s in stays) - before(
        (o.begin, o.end) for o in person.outside)
    return {"stays": len(admissions), "episodes": begun, "days_in_care": in_care / DAY,
            "days_waiting": waiting / DAY, "gap_days": gap / DAY}


def status_at(person, moment):
    """The state, or waiting, at a moment; what changes then has changed."""
    for outside in person.outside:
        if outside.begin <= moment and (outside.end is None or moment < outside.end):
            return "waiting"
    last = None
    for stay in person.stays:
        if stay.begin <= moment:
            last = stay.state
    if person.outcome and person.outcome[0] <= moment:
        return person.outcome[1]
    return last


def check_status(recount):
    check, table = recount.begin("status")
    for group, chosen in recount.groups().items():
        counts = defaultdict(lambda: defaultdict(int))
        for person in recount.members(chosen):
            index = curves.index_stay(person, recount.levels, recount.window)
            if index is None:
                continue
            followed = recount.window.end - index.begin
            for day in range(min(365, -(-followed // DAY) - 1) + 1):
                counts[day][status_at(person, index.begin + day * DAY)] += 1
        for row in table[table["group"] == group].to_dict("records"):
            people = counts[row["day"]]
            number = sum(people.values())
            where = f"{row['status']} {group} {row['day']}"
            check.same(where, row["share"], ratio(people[row["status"]], number))
            check.same(f"{where} people", row["people"], number)
