"""Works out the figures of a report folder anew, from events.csv and people.csv, and of services,
staff and money from what the scenario says of them."""

import json
from collections import defaultdict
from copy import copy
from decimal import Decimal
from pathlib import Path

import numpy as np
import pandas as pd

import budget
import curves
import money
import outcomes
import practice
import program
from figures import YEAR, Lengths, mean, ratio
from story import DAY, number_over_time, people_of

def last_place(told):
    """One unit of the last digit shown: tables show no more digits than an interval needs, but four
    at least, and whole numbers in full."""
    if told == 0:
        return 0.0
    shown = Decimal(repr(told)).normalize()
    return min(1.0, 10.0 ** min(shown.as_tuple().exponent, shown.adjusted() - 3))


class Check:
    """Compares the numbers of one table; keeps what differs."""

    def __init__(self, name):
        self.name, self.compared, self.wrong = name, 0, []

    def same(self, where, told, found, off=0.0):
        """`told` may be off by a part of `found` (bins of a histogram)."""
        self.compared += 1
        told = None if pd.isna(told) else float(told)
        if told is None or found is None:
            good = told is None and found is None
        else:
            rounding = 1e-9 * max(1.0, abs(found)) + last_place(told) / 2
            good = abs(told - found) <= off * found + rounding
        if not good:
            self.wrong.append(f"{self.name}: {where}: {told}, recounted {found}")


class Replication:
    """The people of one replication, and what is asked of them in the window."""

    def __init__(self, people, window):
        self.people = people
        self.window = window
        self.stays = defaultdict(list)
        self.waits = defaultdict(list)
        self.moves = [m for person in people.values() for m in person.moves if window.has(m.time)]
        for person in self.people.values():
            for stay in person.stays:
                self.stays[stay.state].append(stay)
            for wait in person.waits:
                self.waits[wait.level].append(wait)

    def ended(self, state):
        return [s for s in self.stays[state] if s.end is not None and self.window.has(s.end)]

    def census(self, state, spans):
        """Time at each number of overlapping spans, and the largest number."""
        changes = []
        for begin, end in spans:
            end = self.window.end + 1 if end is None else end
            if end > begin:
                changes += [(begin, 1), (end, -1)]
        return number_over_time(changes, self.window.begin, self.window.end)


HOUR = DAY // 24
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
QUANTILES = (("p05", 0.05), ("median", 0.5), ("p90", 0.9), ("p95", 0.95), ("p99", 0.99))


def quantile_over_time(spent, p):
    """The smallest number with a share p of the time at or below it; spent: {number: time}."""
    numbers = sorted(spent)
    below = np.cumsum([float(spent[n]) for n in numbers])
    return float(numbers[np.argmax(below >= (p - 1e-15) * below[-1])])


def over_time(replications, spans_of):
    """Statistics over time of numbers of people: means over replications, quantiles of all time."""
    rows = []
    together = defaultdict(int)
    for replication in replications:
        spent, largest = replication.census(None, spans_of(replication))
        values = np.array(sorted(spent), dtype=float)
        weights = np.array([spent[n] for n in sorted(spent)], dtype=float)
        total = weights.sum()
        m = (weights * values).sum() / total
        sd = np.sqrt(max(0.0, (weights * (values - m) ** 2).sum() / total))
        rows.append({"mean": m, "sd": sd, "max": largest, "spent": spent})
        for number, time in spent.items():
            together[number] += time
    figures = {k: mean([r[k] for r in rows]) for k in ("mean", "sd")}
    for name, p in QUANTILES:
        figures[name] = quantile_over_time(together, p)
    figures["max"] = max(r["max"] for r in rows)
    figures["rows"] = rows
    return figures


def people_at(moments, spans):
    """How many were there just before each moment; spans without an end go on."""
    begun = np.searchsorted(np.sort([b for b, _ in spans]), moments, "left")
    ended = np.searchsorted(np.sort([e for _, e in spans if e is not None]), moments, "left")
    return begun - ended


class Recount:
    def __init__(self, folder, places, targets, episode_gap):
        self.folder = Path(folder)
        manifest = json.loads((self.folder / "manifest.json").read_text())["window"]
        self.window = curves.Window(round(manifest["warm_up_days"] * DAY),
                                    round(manifest["horizon_days"] * DAY),
                                    round(episode_gap * DAY))
        self.days = manifest["observed_days"]
        self.start = pd.Timestamp(manifest["start"])
        self.first_hour = self.start.weekday() * 24
        self.places = places
        self.targets = targets
        self.levels = list(places)
        events = self.table("events")
        events["ticks"] = (events["time_days"] * DAY).round().astype(np.int64)
        events["reason"] = events["reason"].fillna("")
        self.persons = self.table("people")
        number = json.loads((self.folder / "manifest.json").read_text())["replications"]["finished"]
        by_number = dict(tuple(events.groupby("replication", sort=True)))
        self.replications = [Replication(people_of(by_number[i], self.levels), self.window)
                             for i in range(number)]
        self.community = {s for r in self.replications for s in r.stays} - set(self.levels)
        self.checks = []

    def table(self, name):
        return pd.read_csv(self.folder / f"{name}.csv", keep_default_na=False, na_values=[""])

    def begin(self, name):
        self.checks.append(Check(name))
        return self.checks[-1], self.table(name)

    def compare_by_group(self, name, compare):
        """Compares each row of a table with the recount of the group of people that it is about."""
        check, table = self.begin(name)
        for group, rows in table.groupby("group", sort=False):
            recount = self.of_group(group)
            for row in rows.to_dict("records"):
                compare(recount, check, f"{group} ", row)

    def of_group(self, group):
        """The recount of nobody but the people of a group, of whom places tell nothing."""
        chosen = self.groups()[group]
        if chosen is None:
            return self
        recount = copy(self)
        recount.places = {level: None for level in self.levels}
        recount.replications = [
            Replication({name: p for name, p in r.people.items() if (i, name) in chosen}, r.window)
            for i, r in enumerate(self.replications)]
        return recount

    def per_year(self, count_of):
        return mean([count_of(r) for r in self.replications]) * YEAR / self.days

    def pooled(self, of):
        return [x for r in self.replications for x in of(r)]

    def waits(self, level, how):
        return self.pooled(lambda r: [w for w in r.waits[level]
                                      if w.how == how and self.window.has(w.end)])

    def compare_level(self, check, who, row):
        for column, value, above in self.level(row["level"]):
            check.same(f"{who}{row['level']} {column}", row[column], value, above)

    def level(self, level):
        window = self.window
        census = over_time(self.replications, lambda r: [(s.begin, s.end) for s in r.stays[level]])
        for column, statistic in (("mean_census", "mean"), ("sd_census", "sd"), ("census_p05", "p05"),
                                  ("census_median", "median"), ("census_p90", "p90"),
                                  ("census_p95", "p95"), ("census_p99", "p99"),
                                  ("census_max", "max")):
            yield column, census[statistic], 0
        held = lambda r: [(b, e) for s in r.stays[level] for b, e, _ in s.holds]
        treating = lambda r: [(s.begin, s.ended) for s in r.stays[level]]
        transfer = lambda r: [(s.ended, s.transferred) for s in r.stays[level]
                              if s.transferred is not None or s.is_in_transfer()]
        yield "mean_treating", over_time(self.replications, treating)["mean"], 0
        yield "mean_held", over_time(self.replications, held)["mean"], 0
        yield "mean_transfer", over_time(self.replications, transfer)["mean"], 0
        places = self.places[level]
        if places is not None:
            yield "mean_places", places, 0
            yield "utilization", census["mean"] / places, 0
            full = [ratio(sum(t for n, t in r["spent"].items() if n >= places),
                          sum(r["spent"].values())) for r in census["rows"]]
            yield "full_share", mean(full), 0
        asked = lambda r: [w for w in r.waits[level] if window.has(w.asked)]
        yield "requests_per_year", self.per_year(lambda r: len(asked(r))), 0
        admitted = Lengths([w.end - w.asked for w in self.waits(level, "admitted")])
        yield "admissions_per_year", self.per_year(
            lambda r: sum(window.has(s.begin) for s in r.stays[level])), 0
        delayed = ratio(sum(w.had_to_wait for w in self.pooled(asked)), len(self.pooled(asked)))
        yield "p_delay", delayed, 0
        yield "one_in_n", 1 / delayed if delayed else None, 0
        yield "mean_wait_days", admitted.mean(), 0
        yield "n_waits", admitted.n, 0
        yield "wait_max_days", admitted.max(), 0
        for column, p in (("wait_median_days", 0.5), ("wait_p90_days", 0.9), ("wait_p95_days", 0.95)):
            yield column, admitted.quantile(p), 1 / 128
        yield "open_waits", mean([sum(w.end is None for w in r.waits[level])
                                  for r in self.replications]), 0
        on_list = over_time(self.replications, lambda r: [(self.listed(w), w.end)
                                                          for w in r.waits[level] if w.had_to_wait])
        yield "mean_list", on_list["mean"], 0
        yield "list_p90", on_list["p90"], 0
        yield "list_p95", on_list["p95"], 0
        empty = [ratio(r["spent"].get(0, 0), sum(r["spent"].values())) for r in on_list["rows"]]
        yield "list_empty_share", mean(empty), 0
        ended = self.pooled(lambda r: [w for w in r.waits[level]
                                       if w.end is not None and window.has(w.end)])
        yield "mean_delayed_wait_days", Lengths(
            [w.end - w.asked for w in ended if w.how == "admitted" and w.end > w.asked]).mean(), 0
        yield "mean_any_wait_days", Lengths(
            [w.end - w.asked for w in ended
             if w.how in ("admitted", "gave_up", "left_list")]).mean(), 0
        yield "list_max", on_list["max"], 0
        for how in ("gave_up", "turned_away", "diverted", "left_list"):
            yield f"{how}_per_year", self.per_year(
                lambda r, how=how: sum(w.how == how and window.has(w.end)
                                       for w in r.waits[level])), 0
        yield "holds_ended_per_year", self.per_year(
            lambda r: sum(held_in == level and window.has(t) for p in r.people.values()
                          for t, held_in in p.holds_ended)), 0
        stays = Lengths(self.pooled(lambda r: [s.end - s.begin for s in r.ended(level)]))
        yield "mean_stay_days", stays.mean(), 0
        yield "stay_median_days", stays.quantile(0.5), 1 / 128
        yield "stay_p90_days", stays.quantile(0.9), 1 / 128
        yield "stay_above_30d", stays.above(30), 0
        yield "stay_above_90d", stays.above(90), 0
        yield "n_stays", stays.n, 0
        referred = len(self.pooled(lambda r: [p for p in r.people.values()
                                              if window.has(p.referred)]))
        visits = [[s.begin for s in p.stays if s.state == level]
                  for p in self.pooled(lambda r: r.people.values())]
        yield "visits_per_person", ratio(sum(window.has(b) for v in visits for b in v), referred), 0
        yield "ever_visited", ratio(sum(window.has(v[0]) for v in visits if v), referred), 0
        yield "open_stays", self.open_stays(level), 0
        yield "held_place_days_per_year", self.per_year(
            lambda r: sum(self.clipped(b, e) for b, e in held(r)) / DAY), 0
        yield "swaps_per_year", self.per_year(
            lambda r: sum(to == level and window.has(t) for p in r.people.values()
                          for t, to in p.swaps)), 0

    @staticmethod
    def listed(wait):
        return wait.asked

    def open_stays(self, state):
        return mean([sum(s.end is None for s in r.stays[state]) for r in self.replications])

    def clipped(self, begin, end):
        end = self.window.end if end is None else end
        return max(0, end - max(begin, self.window.begin))

    def compare_wait(self, check, who, row):
        level, how = row["level"], row["who"]
        where = f"{who}{level} {how}"
        how, _, kind = how.partition("_") if how.startswith("admitted_") else (how, None, None)
        is_of_kind = lambda w: kind is None or (w.came_from in self.levels) == (kind == "internal")
        ended = [w for w in self.waits(level, how) if is_of_kind(w)]
        lengths = Lengths([w.end - w.asked for w in ended])
        check.same(f"{where} n", row["n"], lengths.n)
        check.same(f"{where} mean", row["mean_days"], lengths.mean())
        check.same(f"{where} sd", row["sd_days"], lengths.sd(), 1e-6)
        check.same(f"{where} max", row["max_days"], lengths.max())
        for name, p in (("median", 0.5), ("p75", 0.75), ("p80", 0.8), ("p90", 0.9), ("p95", 0.95),
                        ("p99", 0.99)):
            check.same(f"{where} {name}", row[f"{name}_days"], lengths.quantile(p), 1 / 128)
        for days in (0, 1, 3, 7, 14, 30):
            within = lengths.within(days) if how == "admitted" else None
            check.same(f"{where} within {days}", row[f"within_{days}d"], within)
        asked = self.pooled(lambda r: [w for w in r.waits[level]
                                       if self.window.has(w.asked) and is_of_kind(w)])
        check.same(f"{where} p_delay", row["p_delay"],
                   ratio(sum(w.had_to_wait for w in asked), len(asked))
                   if how == "admitted" else None)
        target = self.targets.get(level) if row["who"] == "admitted" else None
        check.same(f"{where} within target", row["within_target"],
                   None if target is None else lengths.within(target))
        going_on = self.pooled(lambda r: [w for w in r.waits[level] if w.end is None])
        so_far = Lengths([self.window.end - w.asked for w in going_on])
        check.same(f"{where} open", row["open_waits"], so_far.n / len(self.replications))
        check.same(f"{where} open mean", row["open_wait_mean_days"], so_far.mean())

    def compare_exit(self, check, who, row):
        state, reason = row["state"], row["reason"]
        where = f"{who}{state} {reason}"
        of = lambda r: [s for s in r.ended(state) if s.reason == reason]
        lengths = Lengths([s.end - s.begin for s in self.pooled(of)])
        check.same(f"{where} per year", row["exits_per_year"], self.per_year(lambda r: len(of(r))))
        check.same(f"{where} share", row["share"],
                   ratio(lengths.n, len(self.pooled(lambda r: r.ended(state)))))
        for days in (7, 30, 90):
            check.same(f"{where} within {days}", row[f"within_{days}d"],
                       ratio((lengths.within(days) or 0) * lengths.n,
                             len(self.pooled(lambda r: r.ended(state)))))
        check.same(f"{where} stay", row["mean_stay_days"], lengths.mean())
        check.same(f"{where} sd", row["sd_stay_days"], lengths.sd(), 1e-6)
        check.same(f"{where} n", row["n"], lengths.n)
        check.same(f"{where} open", row["open_stays"], self.open_stays(state))

    def compare_flow(self, check, who, row):
        here, there, word = row["from"], row["to"], row["move"]
        where = f"{who}{here} to {there} {word}"
        is_refusal = word in ("gave_up", "turned_away", "diverted", "left_list", "balked",
                              "redirected")
        left = [m for m in self.pooled(lambda r: r.moves)
                if m.origin == here and (m.refused is not None) == is_refusal]
        went = [m for m in left if m.to == there and (not is_refusal or m.refused == word)]
        if here in self.community and there in self.levels:
            went = [m for m in went if is_refusal or m.is_treated == (word == "return")]
        check.same(f"{where} n", row["n"], len(went))
        check.same(f"{where} per year", row["moves_per_year"],
                   len(went) / len(self.replications) * YEAR / self.days)
        check.same(f"{where} share", row["share"], ratio(len(went), len(left)))

    def compare_week(self, check, row):
        """People just before each full hour of that hour of the week."""
        hour = WEEKDAYS.index(row["weekday"]) * 24 + int(row["hour"])
        first = -(-self.window.begin // HOUR)
        moments = np.array([h for h in range(first, -(-self.window.end // HOUR))
                            if (self.first_hour + h) % (7 * 24) == hour], dtype=np.int64) * HOUR
        for name, spans_of in (("census", lambda r: [(s.begin, s.end) for s in r.stays[row["level"]]]),
                               ("list", lambda r: [(w.asked, w.end) for w in r.waits[row["level"]]
                                                   if w.had_to_wait])):
            means = [people_at(moments, spans_of(r)).mean() for r in self.replications]
            check.same(f"{row['level']} {row['weekday']} {row['hour']} {name}",
                       row[f"{name}_mean"], mean(means))

    def compare_month(self, check, row):
        """People just before each midnight of a month."""
        first = -(-self.window.begin // DAY)
        moments = np.array([d for d in range(first, -(-self.window.end // DAY))
                            if (self.start + pd.Timedelta(days=d)).strftime("%Y-%m") == row["month"]],
                           dtype=np.int64) * DAY
        where = f"{row['level']} {row['month']}"
        check.same(f"{where} midnights", row["midnights"], len(moments))
        for name, spans_of in (("census", lambda r: [(s.begin, s.end) for s in r.stays[row["level"]]]),
                               ("list", lambda r: [(w.asked, w.end) for w in r.waits[row["level"]]
                                                   if w.had_to_wait]),
                               ("held", lambda r: [(b, e) for s in r.stays[row["level"]]
                                                   for b, e, _ in s.holds])):
            counts = [people_at(moments, spans_of(r)) for r in self.replications]
            check.same(f"{where} {name}", row[f"{name}_mean"], mean([c.mean() for c in counts]))
            check.same(f"{where} {name} peak", row[f"{name}_peak"], mean([c.max() for c in counts]))

    def compare_hold(self, check, who, row):
        here, there = row["held_in"], row["waiting_for"]
        where = f"{who}{here} for {there}"
        holds = self.pooled(lambda r: [(b, e) for s in r.stays[here] for b, e, to in s.holds
                                       if to == there])
        days = sum(self.clipped(b, e) for b, e in holds) / DAY
        begun = sum(self.window.has(b) for b, _ in holds)
        number = len(self.replications)
        check.same(f"{where} n", row["n"], begun)
        check.same(f"{where} days", row["place_days_per_year"], days / number * YEAR / self.days)
        check.same(f"{where} kept", row["mean_places_kept"], days / number / self.days)
        check.same(f"{where} hold", row["mean_hold_days"], ratio(days, begun))
        moves = sum(m.origin == here and m.to == there and m.refused is None
                    for m in self.pooled(lambda r: r.moves))
        check.same(f"{where} holds per move", row["holds_per_move"], ratio(begun, moves))

    def groups(self):
        """{group: a set of (replication, patient), or None for everybody}."""
        told = self.table("status")["group"].unique()
        groups = {}
        for group in told:
            if group == "all":
                groups[group] = None
                continue
            attribute, value = group.split("=", 1)
            chosen = self.persons[self.persons[attribute].astype(str) == value]
            groups[group] = set(zip(chosen["replication"], chosen["patient"]))
        return groups

    def members(self, chosen):
        return [p for i, r in enumerate(self.replications) for name, p in r.people.items()
                if chosen is None or (i, name) in chosen]


def checks_of(folder, scenario, places, targets=None, episode_gap=30.0):
    """The tables compared; `places` by level, from most to least intensive, None: unlimited, or not
    always as many; `targets` in days, by those levels that have one."""
    recount = Recount(folder, places, targets or {}, episode_gap)
    recount.compare_by_group("levels", Recount.compare_level)
    recount.compare_by_group("waits", Recount.compare_wait)
    recount.compare_by_group("exits", Recount.compare_exit)
    recount.compare_by_group("flows", Recount.compare_flow)
    recount.compare_by_group("held", Recount.compare_hold)
    check, table = recount.begin("census_monthly")
    for row in table.to_dict("records"):
        recount.compare_month(check, row)
    if (recount.folder / "census_weekly.csv").exists():
        check, table = recount.begin("census_weekly")
        for row in table.to_dict("records"):
            recount.compare_week(check, row)
    outcomes.check_outcomes(recount)
    outcomes.check_survival(recount)
    outcomes.check_status(recount)
    if (recount.folder / "services.csv").exists():
        check_practice(recount, scenario)
    return recount.checks


def check_practice(recount, scenario):
    """Services, staff and money."""
    dated = program.practices(scenario, recount.start)
    runs = [practice.Days(recount, i, dated) for i in range(len(recount.replications))]
    practice.check_services(recount, runs)
    practice.check_staffing(recount, runs)
    practice.check_weeks(recount, runs)
    purses = [money.Purse(recount, run, i) for i, run in enumerate(runs)]
    money.check_money(recount, purses, dated)
    money.check_months(recount, purses, dated)
    budget.check_shared_hours(recount, dated)


def agrees(folder, scenario, places, targets=None, episode_gap=30.0):
    """Says how many numbers of each table agree, and which do not."""
    wrong = 0
    for check in checks_of(folder, scenario, places, targets, episode_gap):
        print(f"  {check.name}: {check.compared - len(check.wrong)} of {check.compared} agree")
        for line in check.wrong[:20]:
            print("    " + line)
        wrong += len(check.wrong)
    return wrong == 0
