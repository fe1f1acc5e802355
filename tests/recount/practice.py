"""What people are offered and whom that takes: the tables of services and staff.

Told by who was where at midnights; nothing here knows how the program counts.
"""

from collections import defaultdict
from math import ceil

import numpy as np
import pandas as pd

from figures import mean, ratio
from program import WEEK, hours, per_week, quantile
from story import DAY


class Days:
    """What one replication asks for at each midnight of its window."""

    def __init__(self, recount, number, dated):
        window = recount.window
        self.days = range(-(-window.begin // DAY), -(-window.end // DAY))
        self.at = [max((p for p in dated if p[0] <= day), key=lambda p: p[0])[1]
                   for day in self.days]
        self.base = dated[0][1]
        persons = recount.persons[recount.persons["replication"] == number]
        self.persons = persons.set_index("patient").to_dict("index")
        # [level][day]: (track, week of the stay, share of sessions attended, its variance, stay)
        self.there = {level: [[] for _ in self.days] for level in recount.levels}
        self.varies = set()
        for name, person in recount.replications[number].people.items():
            for stay in person.stays:
                if stay.state in self.there:
                    self.add(name, stay)

    def add(self, name, stay):
        who = lambda attribute: str(self.persons[name][attribute])
        share, sd = self.base.attendance(stay.state, who)
        if sd > 0:
            self.varies.add(stay.state)
        track = self.track(stay)
        first, end = self.days[0], self.days[-1] + 1
        # There just before a midnight: begun before it, not ended before it.
        begin = max(first, stay.begin // DAY + 1)
        last = end - 1 if stay.end is None else min(end - 1, stay.end // DAY)
        for day in range(begin, last + 1):
            week = ceil((day * DAY - stay.begin) / (WEEK * DAY))
            self.there[stay.state][day - first].append((track, week, share, sd, stay))

    def track(self, stay):
        """By the hour at which people begin together, which differs between tracks here."""
        tracks = self.base.levels[stay.state].get("tracks", {})
        if not tracks:
            return None
        hour = stay.begin % DAY * 24 / DAY
        found = [name for name, track in tracks.items()
                 if hours(track["admission"]["cohort"]["at"]) == hour]
        (one,) = found
        return one

    def crowds(self, level, index):
        """Those who can be in groups together."""
        crowds = defaultdict(list)
        for there in self.there[level][index]:
            crowds[there[0]].append(there)
        return crowds.values()

    def attending(self, service, step, crowd):
        """Those of a crowd who have so many sessions in their week."""
        return [t for t in crowd if service.sessions(t[1]) >= step.least]

    def groups(self, level, name):
        """By day: groups of all with any session that week."""
        found = []
        for index, practice in enumerate(self.at):
            service = practice.services[level, name]
            found.append(sum(service.groups(len(self.attending(service, service.steps[0], crowd)))
                             for crowd in self.crowds(level, index)))
        return found

    def sessions(self, level, name):
        """By day, a day as long as a week: sessions held."""
        found = []
        for index, practice in enumerate(self.at):
            service = practice.services[level, name]
            found.append(sum(
                step.sessions * service.groups(len(self.attending(service, step, crowd)))
                for crowd in self.crowds(level, index) for step in service.steps))
        return found

    def person_hours(self, level, name):
        """(offered, attended) hours a week of people, on average."""
        offered = attended = 0
        for index, practice in enumerate(self.at):
            service = practice.services[level, name]
            for _, week, share, _, _ in self.there[level][index]:
                offered += service.sessions(week) * service.hours
                attended += service.sessions(week) * service.hours * share
        return offered / len(self.at), attended / len(self.at)

    def error_of_attendance(self, level, name):
        """Standard deviation of the share that is attended, where each stay draws its own."""
        weights = defaultdict(float)
        for index, practice in enumerate(self.at):
            service = practice.services[level, name]
            for _, week, _, sd, stay in self.there[level][index]:
                weights[id(stay)] += service.sessions(week) * sd
        offered = self.person_hours(level, name)[0] * len(self.at)
        return np.sqrt(sum(w**2 for w in weights.values())) * self.hours_of(level, name) / offered

    def hours_of(self, level, name):
        return self.base.services[level, name].hours

    def overfull(self, level, name):
        """Sessions to which more come than fit / all sessions."""
        held = overfull = 0
        for index, practice in enumerate(self.at):
            service = practice.services[level, name]
            for crowd in self.crowds(level, index):
                for step in service.steps:
                    there = self.attending(service, step, crowd)
                    if not there:
                        continue
                    share = sum(t[2] for t in there) / len(there)
                    for group in np.array_split(np.arange(len(there)), service.groups(len(there))):
                        held += step.sessions
                        overfull += step.sessions * above(len(group), share, service.fits)
        return ratio(overfull, held)

    def staff(self, level, role):
        """By day, a day as long as a week: (hours, full-time equivalents)."""
        days = np.zeros((2, len(self.at)))
        for (at, name), service in self.base.services.items():
            if at == level and service.role == role:
                for index, sessions in enumerate(self.sessions(level, name)):
                    service = self.at[index].services[level, name]
                    self.needed(days, index, sessions * service.hours * service.staff,
                                self.at[index].of_session(role))
        for index, practice in enumerate(self.at):
            people = len(self.there[level][index])
            post = practice.levels[level].get("posts", {}).get(role)
            if post is not None:
                relief = float(post.get("relief", 1))
                self.needed(days, index, hours_of_post(post, people),
                            practice.of_pay(role) / relief)
            crisis = practice.levels[level].get("crisis")
            if crisis is not None and crisis["role"] == role:
                hours_of_staff = (people * per_week(crisis["contacts"]) * hours(crisis["lasts"])
                                  * int(crisis.get("staff", 1)))
                self.needed(days, index, hours_of_staff, practice.of_session(role))
        return days

    @staticmethod
    def needed(days, index, its_hours, of_equivalent):
        days[0][index] += its_hours
        days[1][index] += its_hours / of_equivalent

    def of_state(self, state, role):
        levels = self.there if state == "all" else [state]
        return sum(self.staff(level, role) for level in levels)

    def at_hand(self, role):
        """By day; None: not given."""
        found = [practice.at_hand(role) for practice in self.at]
        return None if found[0] is None else np.array(found)


def hours_of_post(post, people):
    """A week."""
    each = int(post["people"])
    at_least = int(post.get("at_least", 0))
    filled = lambda each: max(at_least, -(-people // each))
    all_hours = float(post.get("hours_a_week", 168))
    if "at_night" not in post:
        return filled(each) * all_hours
    night = float(post.get("night_hours_a_week", 56))
    return filled(each) * (all_hours - night) + filled(int(post["at_night"])) * night


def above(people, share, fits):
    """The chance that more than `fits` of so many come, each with chance `share`."""
    chances = np.array([1.0])  # by the number who come
    for _ in range(people):
        chances = np.append(chances, 0) * (1 - share) + np.append(0, chances) * share
    return chances[fits + 1:].sum()


def by_week(values):
    """Means of whole weeks from the first observed day on."""
    whole = len(values) // WEEK * WEEK
    return np.asarray(values, dtype=float)[:whole].reshape(-1, WEEK).mean(axis=1)


def check_services(recount, runs):
    check, table = recount.begin("services")
    for row in table.to_dict("records"):
        level, name = row["level"], row["service"]
        where = f"{level} {name}"
        if pd.isna(row["people"]):
            check_crisis(check, runs, where, row)
            continue
        groups = [run.groups(level, name) for run in runs]
        check.same(f"{where} groups", row["groups_mean"], mean([np.mean(g) for g in groups]))
        check.same(f"{where} p95", row["groups_p95"], mean([quantile(g, 0.95) for g in groups]))
        check.same(f"{where} max", row["groups_max"], mean([max(g) for g in groups]))
        check.same(f"{where} sessions", row["sessions"],
                   mean([np.mean(run.sessions(level, name)) for run in runs]))
        offered, attended = np.array([run.person_hours(level, name) for run in runs]).T
        check.same(f"{where} hours", row["person_hours"], offered.mean())
        if "attendance" not in runs[0].base.levels[level]:
            for column in ("hours_attended", "hours_missed", "attended"):
                check.same(f"{where} {column}", row[column], None)
        elif level in runs[0].varies:
            check_drawn_attendance(check, runs, where, row)
        else:
            check.same(f"{where} attended", row["hours_attended"], attended.mean())
            check.same(f"{where} missed", row["hours_missed"], (offered - attended).mean())
            check.same(f"{where} share", row["attended"], (attended / offered).mean())
        check.same(f"{where} overfull", row["overfull"],
                   mean([run.overfull(level, name) for run in runs])
                   if runs[0].base.services[level, name].is_overbooked else None)


    base = runs[0].base
    check.same("rows", len(table),
               len(base.services) + sum("crisis" in its for its in base.levels.values()))


def check_drawn_attendance(check, runs, where, row):
    """What each stay draws no log tells: the parts make up the whole, and the mean is near that of
    the scenario."""
    both = row["hours_attended"] + row["hours_missed"]
    check.same(f"{where} attended and missed", row["person_hours"], both, 1e-4)
    share, _ = runs[0].base.attendance(row["level"], None)
    error = np.sqrt(sum(run.error_of_attendance(row["level"], row["service"])**2
                        for run in runs)) / len(runs)
    check.same(f"{where} share, by four standard errors", row["attended"], share, 4 * error / share)


def check_crisis(check, runs, where, row):
    contacts, their_hours = [], []
    for run in runs:
        people = [len(there) for there in run.there[row["level"]]]
        its = [practice.levels[row["level"]]["crisis"] for practice in run.at]
        rates = [n * per_week(crisis["contacts"]) for n, crisis in zip(people, its)]
        contacts.append(np.mean(rates))
        their_hours.append(np.mean([r * hours(crisis["lasts"]) for r, crisis in zip(rates, its)]))
    check.same(f"{where} contacts", row["sessions"], mean(contacts))
    check.same(f"{where} hours", row["person_hours"], mean(their_hours))
    for column in ("groups_mean", "groups_max", "hours_attended", "attended", "overfull"):
        check.same(f"{where} {column}", row[column], None)


def check_staffing(recount, runs):
    check, table = recount.begin("staffing")
    for row in table.to_dict("records"):
        role, state = row["role"], row["state"]
        where = f"{role} {state}"
        days = [run.of_state(state, role) for run in runs]
        check.same(f"{where} hours", row["hours"], mean([d[0].mean() for d in days]))
        check.same(f"{where} mean", row["fte_mean"], mean([d[1].mean() for d in days]))
        weeks = [by_week(d[1]) for d in days]
        check.same(f"{where} p95", row["fte_p95"], mean([quantile(w, 0.95) for w in weeks]))
        check.same(f"{where} max", row["fte_max"], mean([w.max() for w in weeks]))
        short = None
        if state == "all" and runs[0].at_hand(role) is not None:
            short = mean([np.mean(w > by_week(run.at_hand(role)) * (1 + 1e-9))
                          for run, w in zip(runs, weeks)])
        check.same(f"{where} short", row["weeks_short"], short)
    base = runs[0].base
    check.same("rows", len(table), sum(1 + sum(base.needs(level, role) for level in base.levels)
                                       for role in base.staff))


def check_weeks(recount, runs):
    check, table = recount.begin("staffing_weekly")
    days = {role: [run.of_state("all", role) for run in runs] for role in table["role"].unique()}
    first = runs[0].days[0]
    for row in table.to_dict("records"):
        role, week = row["role"], int(row["week"]) - 1
        where = f"{role} week {week + 1}"
        begin = recount.start + pd.Timedelta(days=first + WEEK * week)
        check.same(f"{where} is {row['from']}", 1, int(begin.strftime("%Y-%m-%d") == row["from"]))
        for column, of in (("hours", 0), ("fte_mean", 1)):
            check.same(f"{where} {column}", row[column],
                       mean([by_week(d[of])[week] for d in days[role]]))
        equivalents = [by_week(d[1])[week] for d in days[role]]
        for column, share in (("fte_p05", 0.05), ("fte_p95", 0.95)):
            check.same(f"{where} {column}", row[column], quantile(equivalents, share))
        at_hand = runs[0].at_hand(role)
        check.same(f"{where} at hand", row["at_hand"],
                   None if at_hand is None else by_week(at_hand)[week])
    number = len(runs[0].days) // WEEK * len(days)
    check.same("rows", len(table), number)
