"""What a scenario says of services, staff and money, in its author's words and on any date."""

from copy import deepcopy
from math import ceil, floor

import pandas as pd
import yaml

HOURS = {"min": 1 / 60, "h": 1, "d": 24, "wk": 168}
WEEK = 7


def hours(text):
    """Of a time such as '90 min'."""
    number, unit = text.split()
    return float(number) * HOURS[unit]


def per_week(text):
    """Of a rate such as '0.2 /wk'."""
    number, unit = text.split()
    return float(number) * HOURS["wk"] / HOURS[unit[1:]]


def quantile(values, share):
    """The smallest of them with at least that share at or below it."""
    return sorted(values)[max(0, ceil(share * len(values) - 1e-9) - 1)] if len(values) else None


class Step:
    """Sessions a week that those have who have at least `least`, beyond those of others."""

    def __init__(self, least, sessions):
        self.least, self.sessions = least, sessions


class Service:
    def __init__(self, text):
        self.role = text["role"]
        self.staff = int(text.get("staff", 1))
        self.hours = hours(text["lasts"])
        self.fits = int(text.get("people", 1))
        self.booked = self.fits + floor(self.fits * float(text.get("overbook", 0)) + 1e-9)
        self.is_overbooked = "overbook" in text
        self.by_week = [float(x) for x in text.get("by_week", [text.get("sessions_a_week", 0)])]
        self.weeks = int(text.get("weeks", 10**6))
        numbers = sorted({s for s in self.by_week if s > 0})
        self.steps = [Step(n, n - below) for below, n in zip([0, *numbers], numbers)]

    def sessions(self, week):
        """A week, in that week of the stay, from 1 on."""
        return self.by_week[min(week, len(self.by_week)) - 1] if week <= self.weeks else 0

    def groups(self, people):
        return -(-people // self.booked)


class Practice:
    """A scenario in the author's words, as it is from a date on."""

    def __init__(self, text):
        self.text = text
        self.staff = text.get("staff", {})
        self.levels = text["levels"]
        self.services = {(level, name): Service(service) for level, its in self.levels.items()
                         for name, service in its.get("services", {}).items()}

    def of_session(self, role):
        """Hours of sessions a week that a full-time equivalent gives."""
        return self.of_pay(role) * float(self.staff[role].get("productive", 1))

    def of_pay(self, role):
        return float(self.staff[role].get("hours_a_week", 40))

    def at_hand(self, role):
        told = self.staff[role].get("at_hand")
        return None if told is None else float(told)

    def needs(self, level, role):
        its = self.levels[level]
        return (role in its.get("posts", {}) or its.get("crisis", {}).get("role") == role
                or any(s.role == role for (at, _), s in self.services.items() if at == level))

    def attendance(self, level, who):
        """The share of sessions that somebody attends, and how much it varies by chance."""
        told = self.levels[level].get("attendance", "1")
        if isinstance(told, dict) and "given" in told:
            told = told[who(told["given"])]
        if isinstance(told, dict):
            return float(told["mean"]), float(told["sd"])
        return float(told), 0.0


def without_origins(value):
    """What a scenario says, but not where its values come from."""
    if isinstance(value, list):
        return [without_origins(each) for each in value]
    if isinstance(value, dict):
        return {key: without_origins(each) for key, each in value.items()
                if key not in ("source", "assumption")}
    return value


def practices(path, start):
    """[(first day, Practice)]: the scenario at the start, and as it is from each date on."""
    with open(path) as file:
        text = without_origins(yaml.load(file, yaml.BaseLoader))  # all values are text
    found = [(0, Practice(text))]
    for date, changes in text.get("changes", {}).items():
        text = deepcopy(text)
        for key, value in changes.items():
            *inside, last = key.split(".")
            at = text
            for word in inside:
                at = at[word]
            at[last] = value
        found.append(((pd.Timestamp(date) - start).days, Practice(text)))
    return found
