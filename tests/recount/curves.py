"""Clocks of people, and the Kaplan-Meier and Aalen-Johansen estimates of them, on exact times."""

import numpy as np

from story import DAY

EVENT, COMPETING, CENSORED = 0, 1, 2


class Window:
    def __init__(self, begin, end, episode_gap):
        self.begin, self.end, self.episode_gap = begin, end, episode_gap

    def has(self, time):
        return self.begin <= time <= self.end


def index_stay(person, levels, window):
    """The first admission to a level seen in the window; None: there is none."""
    for stay in person.stays:
        if stay.state in levels and window.has(stay.begin):
            return stay
    return None


def first_after(times, begin):
    """The first of [(time, ...)] at or after a time; None: there is none."""
    return next((one for one in times if one[0] >= begin), None)


def ended(clocks, name, state, begin, candidates, window):
    """Adds a clock that the first of the candidates (time, how) ends, or else the horizon."""
    time, how = min([c for c in candidates if c is not None] + [(window.end, CENSORED)])
    clocks.setdefault((name, state), []).append((time - begin, how))


def episodes(person, levels, gap):
    """Runs of level stays with gaps of at most `gap`."""
    runs = []
    for stay in person.stays:
        if stay.state not in levels:
            continue
        if runs and runs[-1][-1].end is not None and stay.begin - runs[-1][-1].end <= gap:
            runs[-1].append(stay)
        else:
            runs.append([stay])
    return runs


def add_clocks(clocks, person, levels, outcomes_that_recover, window):
    """All clocks of one person, by (measure, state)."""
    order = {level: i for i, level in enumerate(levels)}
    outcome = (person.outcome[0], COMPETING) if person.outcome else None
    admissions = [(s.begin, s.state) for s in person.stays if s.state in levels]
    relapses = [(s.ended, EVENT) for s in person.stays if s.reason in ("relapse", "relapsed")]

    def admitted_after(time, to=None):
        # A discharge and an admission in the same instant: the admission is another one.
        return next((t for t, level in admissions if t >= time and (to is None or order[level] <= to)),
                    None)

    if window.has(person.referred):
        treated = (admissions[0][0], EVENT) if admissions else None
        ended(clocks, "untreated", "all", person.referred, [treated, outcome], window)

    index = index_stay(person, levels, window)
    first = None
    if index is not None:
        first = first_after(person.discharges, index.begin)
        ended(clocks, "retention", "all", index.begin, [(first[0], EVENT)] if first else [], window)
        add_completion(clocks, person, levels, index, window)
        recovery = None
        if person.outcome:
            reason = person.stays[-1].reason if person.stays else None
            straight = person.stays and person.stays[-1].end == person.outcome[0]
            recovers = person.outcome[1] in outcomes_that_recover or (
                straight and reason in ("recovery", "recovered") and person.outcome[1] != "died")
            recovery = (person.outcome[0], EVENT if recovers else COMPETING)
        ended(clocks, "recovery", "all", index.begin, [recovery], window)

    for stay in person.stays:
        if stay.state in levels and stay.end is not None and window.has(stay.end):
            nexts = [t for t, _ in admissions if t >= stay.end and t > stay.begin]
            link = (nexts[0], EVENT) if nexts else None
            ended(clocks, "linkage", stay.state, stay.end, [link, outcome], window)

    for discharge in person.discharges:
        time, level, to = discharge
        if not window.has(time) or (person.outcome and to == person.outcome[1]):
            continue
        again = admitted_after(time, to=order[level])
        readmission = [(again, EVENT) if again is not None else None, outcome]
        any_level = admitted_after(time)
        relapse = [first_after(relapses, time),
                   (any_level, COMPETING) if any_level is not None else None,
                   outcome]
        ended(clocks, "readmission_each", "all", time, readmission, window)
        ended(clocks, "readmission_each", level, time, readmission, window)
        ended(clocks, "relapse_each", "all", time, relapse, window)
        if discharge is first:
            ended(clocks, "readmission", "all", time, readmission, window)
            ended(clocks, "relapse", "all", time, relapse, window)


def add_completion(clocks, person, levels, index, window):
    """The end of the index episode is known when the gap has passed since its last stay."""
    run = next(r for r in episodes(person, levels, window.episode_gap) if index in r)
    last = run[-1]
    known = None
    if last.end is not None:
        time = last.end + window.episode_gap
        if person.outcome:
            time = min(time, person.outcome[0])
        after = next((s for s in person.stays if s.state in levels and s.begin > last.begin), None)
        left_care = next_state(person, last) not in levels
        if time <= window.end or (after is not None):
            planned = last.reason == "planned" and left_care
            known = (time, EVENT if planned else COMPETING)
    ended(clocks, "completion", "all", index.begin, [known], window)


def next_state(person, stay):
    """Where the exit of a stay led: what was asked for next."""
    decided = stay.ended if stay.overtaken is None else stay.overtaken
    waits = [w.level for w in person.waits if w.asked >= decided and w.asked <= (stay.end or 0)
             and w.asked > stay.begin and w.how != "withdrawn"]
    if waits:
        return waits[0]
    for move in person.moves:
        if move.time >= stay.end and move.time > stay.begin:
            return move.to
    return None


class Curve:
    """S and F on the sorted times at which clocks ended."""

    def __init__(self, clocks):
        clocks = np.array(sorted(clocks), dtype=np.int64).reshape(-1, 2)
        self.started = len(clocks)
        self.times, at = np.unique(clocks[:, 0], return_inverse=True)
        counts = np.zeros((len(self.times), 3), dtype=np.int64)
        np.add.at(counts, (at, clocks[:, 1]), 1)
        gone = np.cumsum(counts.sum(axis=1))
        self.at_risk = self.started - np.concatenate([[0], gone[:-1]]) if self.started else gone
        n = self.at_risk.astype(float)
        e, d = counts[:, EVENT], counts[:, EVENT] + counts[:, COMPETING]
        free = np.cumprod(1 - d / n) if self.started else np.zeros(0)
        before = np.concatenate([[1.0], free[:-1]]) if self.started else np.zeros(0)
        self.free, self.incidence = free, np.cumsum(before * e / n)
        self.sums = np.cumsum(counts, axis=0)
        with np.errstate(divide="ignore", invalid="ignore"):
            self.a = np.where(d < n, d / (n * (n - d)), 0)
            self.own = before**2 * e * (n - e) / n**3
            self.b = np.where(d < n, before * e / n**2, 0)

    def at(self, ticks):
        """(S, F, events, competing, censored, at risk) after a time."""
        i = np.searchsorted(self.times, ticks, side="right") - 1
        j = np.searchsorted(self.times, ticks, side="left")
        at_risk = int(self.at_risk[j]) if j < len(self.times) else 0
        if i < 0:
            return 1.0, 0.0, 0, 0, 0, at_risk
        return (self.free[i], self.incidence[i], *(int(x) for x in self.sums[i]), at_risk)

    def error(self, ticks, is_free):
        """Standard error as of independent people: Greenwood; Dinse and Larson."""
        i = np.searchsorted(self.times, ticks, side="right")
        if i == 0:
            return 0.0
        if is_free:
            return self.free[i - 1] * np.sqrt(self.a[:i].sum())
        gain = self.incidence[i - 1] - self.incidence[:i]
        variance = (gain**2 * self.a[:i] + self.own[:i] - 2 * gain * self.b[:i]).sum()
        return np.sqrt(max(0.0, variance))

    def is_known(self, ticks):
        free, _, events, competing, _, at_risk = self.at(ticks)
        return at_risk > 0 or (free <= 1e-12 and events + competing > 0)

    def end(self):
        """F / (1 - S) where at most ten (or a tenth) still run."""
        if self.started == 0:
            return None
        few = min(10, self.started / 10)
        i = int(np.argmax(self.at_risk <= few)) if (self.at_risk <= few).any() else len(self.times) - 1
        return self.incidence[i] / (1 - self.free[i]) if self.free[i] < 1 else None

    def median(self):
        reached = np.nonzero(self.incidence >= 0.5 - 1e-15)[0]
        return self.times[reached[0]] / DAY if len(reached) else None
