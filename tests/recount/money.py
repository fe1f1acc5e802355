"""What people bring in and cost: the tables of money, from the scenario's own text and the log."""

from collections import defaultdict

import pandas as pd

from curves import episodes, index_stay, next_state
from figures import YEAR, mean, ratio
from program import WEEK, quantile
from story import DAY


def amount(told, who):
    """Of whoever pays: a number, or one by the value of an attribute."""
    if isinstance(told, dict):
        return float(told.get(who[told["given"]], 0))
    return float(told or 0)


class Span:
    """Days of the window in which all amounts are the same."""

    def __init__(self, begin, end, practice):
        self.begin, self.end, self.practice = begin, end, practice

    def length(self):
        return (self.end - self.begin) / DAY

    def part_of(self, begin, end):
        """Days of a stay that lie in it."""
        end = self.end if end is None else min(end, self.end)
        return max(0, end - max(begin, self.begin)) / DAY

    def midnights(self, days):
        """Which of the observed days begin in it."""
        return [i for i, day in enumerate(days) if self.begin <= day * DAY < self.end]


def spans_between(begin, end, dated):
    edges = sorted({begin, end, *(day * DAY for day, _ in dated if begin < day * DAY < end)})
    return [Span(a, b, [p for day, p in dated if day * DAY <= a][-1])
            for a, b in zip(edges, edges[1:])]


def as_paid(spans, role):
    """Those over which as many of a role are at hand for the same salary."""
    joined = []
    for span in spans:
        pay = [span.practice.staff[role].get(key) for key in ("salary", "at_hand")]
        if joined and joined[-1][0] == pay:
            joined[-1] = (pay, Span(joined[-1][1].begin, span.end, span.practice))
        else:
            joined.append((pay, span))
    return [span for _, span in joined]


def places_over_time(level, start):
    """[(first tick, places)] of a level; None: unlimited, or as many as there are hours of staff."""
    if "tracks" in level:
        tracks = [places_over_time(track, start) for track in level["tracks"].values()]
        assert all(len(t) == 1 for t in tracks)
        return [(0, sum(t[0][1] for t in tracks))]
    places = level["places"]
    if places == "unlimited" or "staff" in places:
        return None
    if "groups" in places:
        count, each = places["groups"]["count"], int(places["groups"]["size"])
    elif "caseload" in places:
        count, each = places["caseload"]["clinicians"], int(places["caseload"]["each"])
    else:
        count, each = places.get("beds", places.get("slots")), 1
    changes = [((pd.Timestamp(date) - start).days * DAY, int(number) * each)
               for date, number in places.get("changes", {}).items()]
    return [(0, int(count) * each), *changes]


class Purse:
    """Money of one replication."""

    def __init__(self, recount, run, number):
        self.recount, self.run = recount, run
        self.people = recount.replications[number].people
        text = run.base.text
        self.states = [*text["levels"], *text.get("community", {})]
        self.places = {level: places_over_time(its, recount.start)
                       for level, its in text["levels"].items()}
        self.staff = {}  # (state, role): full-time equivalents by day

        self.all_stays = defaultdict(list)
        for name, person in self.people.items():
            who = {key: str(its) for key, its in run.persons[name].items()}
            for stay in person.stays:
                self.all_stays[stay.state].append((who, stay))

    def stays(self, state, group):
        """[(values of attributes, stay)] of a group of people."""
        if group == "all":
            return self.all_stays[state]
        attribute, value = group.split("=")
        return [one for one in self.all_stays[state] if one[0][attribute] == value]

    def of_states(self, state):
        return self.states if state == "all" else [state]

    def census(self, state, group):
        levels = self.run.base.levels if state == "all" else [state]
        return sum(Span(self.recount.window.begin, self.recount.window.end, None)
                   .part_of(stay.begin, stay.end)
                   for level in levels for _, stay in self.stays(level, group)) / self.recount.days

    def admissions(self, state, group):
        levels = self.run.base.levels if state == "all" else [state]
        return sum(self.recount.window.has(stay.begin)
                   for level in levels for _, stay in self.stays(level, group))

    def billed(self, spans, state, group):
        """(paid, denied)"""
        paid = denied = 0
        for span in spans:
            for one in self.of_states(state):
                its = span.practice.levels.get(one, {}).get("prices")
                if its is None:
                    continue
                for who, stay in self.stays(one, group):
                    bill = self.bill(span, one, its, who, stay)
                    share = amount(its.get("denied"), who)
                    paid += bill * (1 - share)
                    denied += bill * share
        return paid, denied

    def bill(self, span, level, prices, who, stay):
        days = span.part_of(stay.begin, stay.end)
        bill = amount(prices.get("a_day"), who) * days * float(prices.get("days_a_week", 7)) / WEEK
        if self.is_admission_in(span, stay):
            bill += amount(prices.get("an_admission"), who)
        for name, price in prices.get("sessions", {}).items():
            share, _ = span.practice.attendance(level, who.get)
            bill += (amount(price, who) * share * days / WEEK
                     * span.practice.services[level, name].sessions(1))
        return bill

    def is_admission_in(self, span, stay):
        at_the_end = stay.begin == span.end == self.recount.window.end
        return span.begin <= stay.begin < span.end or at_the_end

    def variable(self, spans, state, group):
        cost = 0
        for span in spans:
            for one in self.of_states(state):
                its = self.costs(span, one)
                for _, stay in self.stays(one, group):
                    cost += float(its.get("a_day", 0)) * span.part_of(stay.begin, stay.end)
                    cost += float(its.get("an_admission", 0)) * self.is_admission_in(span, stay)
        return cost

    @staticmethod
    def costs(span, state):
        text = span.practice.text
        return {**text["levels"], **text.get("community", {})}[state].get("costs", {})

    def fixed(self, spans, state):
        cost = 0
        for span in spans:
            for one in self.of_states(state):
                its = self.costs(span, one)
                cost += float(its.get("a_year", 0)) * span.length() / YEAR
                if "a_place_day" in its:
                    cost += float(its["a_place_day"]) * self.place_days(span, one)
        return cost

    def place_days(self, span, level):
        steps = self.places[level]
        ends = [tick for tick, _ in steps[1:]] + [span.end]
        return sum(places * span.part_of(begin, end) for (begin, places), end in zip(steps, ends))

    def equivalents(self, span, state, role):
        if (state, role) not in self.staff:
            self.staff[state, role] = self.run.of_state(state, role)[1]
        return self.staff[state, role][span.midnights(self.run.days)].mean()

    def salaries(self, spans, state, role):
        """Of all at hand, each level bearing what it needs of their time; else of as many as are
        needed."""
        cost = 0
        for span in as_paid(spans, role):
            salary = float(span.practice.staff[role].get("salary", 0)) * span.length() / YEAR
            is_needed = state == "all" or (state in span.practice.levels
                                           and span.practice.needs(state, role))
            if salary == 0 or not is_needed:
                continue
            at_hand = span.practice.at_hand(role)
            if at_hand is None:
                cost += salary * self.equivalents(span, state, role)
            elif state == "all":
                cost += salary * at_hand
            else:
                cost += salary * at_hand * (self.equivalents(span, state, role)
                                            / self.equivalents(span, "all", role))
        return cost

    def staff_cost(self, spans, state):
        return sum(self.salaries(spans, state, role) for role in self.run.base.staff)

    def cost(self, spans, state):
        return (self.variable(spans, state, "all") + self.fixed(spans, state)
                + self.staff_cost(spans, state))

    def begun(self):
        """People whose first admission after warm-up was in the window."""
        levels, window = self.recount.levels, self.recount.window
        return sum(index_stay(p, levels, window) is not None for p in self.people.values())

    def completed(self):
        """Index episodes known to have ended as planned."""
        levels, window = self.recount.levels, self.recount.window
        return sum(is_completed(p, levels, window) for p in self.people.values())

    def recovered(self):
        return sum(p.outcome is not None and p.outcome[1] == "recovered"
                   and self.recount.window.has(p.outcome[0]) for p in self.people.values())

    def recovered_in_a_year(self):
        """(followed for a year from their first admission, recovered by its end)"""
        followed = recovered = 0
        for person in self.people.values():
            stay = index_stay(person, self.recount.levels, self.recount.window)
            if stay is None or stay.begin + YEAR * DAY > self.recount.window.end:
                continue
            followed += 1
            recovered += (person.outcome is not None and person.outcome[1] == "recovered"
                          and person.outcome[0] <= stay.begin + YEAR * DAY)
        return followed, recovered


def is_completed(person, levels, window):
    index = index_stay(person, levels, window)
    if index is None:
        return False
    run = next(r for r in episodes(person, levels, window.episode_gap) if index in r)
    last = run[-1]
    if last.end is None or last.reason != "planned" or next_state(person, last) in levels:
        return False
    known = last.end + window.episode_gap
    if person.outcome:
        known = min(known, person.outcome[0])
    return known <= window.end


def check_money(recount, purses, dated):
    check, table = recount.begin("money")
    window = recount.window
    spans = spans_between(window.begin, window.end, dated)
    year = YEAR / recount.days
    for row in table.to_dict("records"):
        state, group = row["state"], row["group"]
        where = f"{state} {group}"
        is_care = state == "all" or state in recount.levels
        same = lambda column, found: check.same(f"{where} {column}", row[column], found)
        of = lambda number: mean([number(p) for p in purses])
        same("mean_census", of(lambda p: p.census(state, group)))
        same("admissions_per_year",
             of(lambda p: p.admissions(state, group)) * year if is_care else None)
        paid = [p.billed(spans, state, group) for p in purses]
        variable = [p.variable(spans, state, group) for p in purses]
        revenue = [a for a, _ in paid]
        same("revenue_per_year", mean(revenue) * year if is_care else None)
        some_is_denied = any("denied" in its.get("prices", {})
                             for _, practice in dated for its in practice.levels.values())
        same("denied_per_year",
             mean([b for _, b in paid]) * year if is_care and some_is_denied else None)
        same("variable_cost_per_year", mean(variable) * year)
        same("contribution_per_year", mean([r - v for r, v in zip(revenue, variable)]) * year)
        if group != "all":
            for column in ("cost_per_year", "margin_per_year", "break_even_census",
                           "cost_per_person", "staff_cost_per_year"):
                same(column, None)
            continue
        cost = [p.cost(spans, state) for p in purses]
        same("cost_per_year", mean(cost) * year)
        same("margin_per_year", mean([r - c for r, c in zip(revenue, cost)]) * year)
        staff_is_paid = any("salary" in role for _, p in dated for role in p.staff.values())
        same("staff_cost_per_year",
             of(lambda p: p.staff_cost(spans, state)) * year if is_care and staff_is_paid else None)
        same("break_even_census", mean([
            break_even(p.census(state, group), r - v, c - v)
            for p, r, v, c in zip(purses, revenue, variable, cost)])
            if state in recount.levels else None)
        compare_shared(check, where, row, purses, cost if state == "all" else None)
    check.same("rows", len(table), rows_of_states(purses, text_of(purses).get("report_by", [])))


def text_of(purses):
    return purses[0].run.base.text


def rows_of_states(purses, attributes):
    """One of all and of each state, again for those of each value of these."""
    groups = sum(len(text_of(purses)["attributes"][attribute]) for attribute in attributes)
    return (1 + len(purses[0].states)) * (1 + groups)


def payers(text):
    """The attributes by which prices differ."""
    return {price["given"] for level in text["levels"].values()
            for price in prices_in(level.get("prices", {})) if isinstance(price, dict)}


def prices_in(prices):
    for name, price in prices.items():
        yield from (price.values() if name == "sessions" else [price])


def break_even(census, contribution, fixed):
    return census * fixed / contribution if contribution > 0 else None


def compare_shared(check, where, row, purses, cost):
    """Cost shared by people: replications count as many times as they have people to share it."""
    def shared(column, number, cost):
        found = None
        if cost is not None:
            numbers = [number(p) for p in purses]
            found = ratio(sum(c for c, n in zip(cost, numbers) if n), sum(numbers))
        check.same(f"{where} {column}", row[column], found)
    shared("cost_per_person", Purse.begun, cost)
    shared("cost_per_completion", Purse.completed, cost)
    shared("cost_per_recovery", Purse.recovered, cost)
    of_followed = None
    if cost is not None:
        of_followed = [c * (ratio(p.recovered_in_a_year()[0], p.begun()) or 0)
                       for c, p in zip(cost, purses)]
    shared("cost_per_recovery_12m", lambda p: p.recovered_in_a_year()[1], of_followed)


def check_months(recount, purses, dated):
    check, table = recount.begin("money_monthly")
    window = recount.window
    for (month, state, group), rows in table.groupby(["month", "state", "group"], sort=False):
        (row,) = rows.to_dict("records")
        where = f"{month} {state} {group}"
        first = pd.Timestamp(month) - recount.start
        next_one = pd.Timestamp(month) + pd.DateOffset(months=1) - recount.start
        begin = max(window.begin, first.days * DAY)
        end = min(window.end, next_one.days * DAY)
        spans = spans_between(begin, end, dated)
        check.same(f"{where} days", row["days"], (end - begin) / DAY)
        revenue = [p.billed(spans, state, group)[0] for p in purses]
        compare_amount(check, where, row, "revenue", revenue)
        compare_amount(check, where, row, "variable_cost",
                       [p.variable(spans, state, group) for p in purses])
        cost = [p.cost(spans, state) for p in purses] if group == "all" else None
        compare_amount(check, where, row, "cost", cost)
        compare_amount(check, where, row, "margin",
                       None if cost is None else [r - c for r, c in zip(revenue, cost)])
    months = (recount.start + pd.Timedelta(window.end - 1, "ms")).to_period("M") - (
        recount.start + pd.Timedelta(window.begin, "ms")).to_period("M")
    check.same("rows", len(table), (months.n + 1) * rows_of_states(purses, payers(text_of(purses))))


def compare_amount(check, where, row, name, amounts):
    for column, found in (("mean", mean), ("p05", lambda a: quantile(a, 0.05)),
                          ("p95", lambda a: quantile(a, 0.95))):
        check.same(f"{where} {name} {column}", row[f"{name}_{column}"],
                   None if amounts is None else found(amounts))
