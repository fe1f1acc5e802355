"""What happened to each person, told again from events.csv alone.

Times are whole milliseconds, as in the program; nothing here knows how the program counts.
"""

from collections import defaultdict
from dataclasses import dataclass, field

DAY = 86_400_000


@dataclass
class Stay:
    """Time in a level or community state."""

    state: str
    begin: int
    came_from: str  # state or arrival source
    ended: int = None  # treatment
    transferred: int = None
    overtaken: int = None  # by a race, after treatment
    end: int = None  # left the place; None: still there at the horizon
    reason: str = None
    holds: list = field(default_factory=list)  # [begin, end, waited for]

    def is_in_transfer(self):
        """At the horizon: treatment is over, and nothing came of it yet."""
        return self.ended is not None and self.end is None and not self.holds


@dataclass
class Wait:
    """One request for a place of a level; `end` None: still waiting at the horizon."""

    level: str
    asked: int
    had_to_wait: bool
    came_from: str  # state or arrival source
    end: int = None
    how: str = None  # admitted, gave_up, turned_away, diverted, left_list, withdrawn


@dataclass
class Outside:
    """On a list without a place."""

    begin: int
    end: int = None


@dataclass
class Move:
    """From a state, a source, or a level that had no place, to the state entered."""

    time: int
    origin: str
    to: str
    refused: str  # how the person left the list of `origin`; None: was there, or came from outside
    is_treated: bool  # was in a level before


@dataclass
class Person:
    source: str
    referred: int
    stays: list = field(default_factory=list)
    waits: list = field(default_factory=list)
    outside: list = field(default_factory=list)
    discharges: list = field(default_factory=list)  # (time, level, state entered)
    outcome: tuple = None  # (time, state)
    moves: list = field(default_factory=list)  # Move
    swaps: list = field(default_factory=list)  # (time, level)
    holds_ended: list = field(default_factory=list)  # (time, level held in)


class Teller:
    """Reads the events of one person in their order."""

    def __init__(self, source, levels):
        self.levels = levels
        self.person = None
        self.source = source
        self.stay = None  # the place that is occupied
        self.wait = None  # the list the person is on
        self.asked = None  # when the person was last ready to go somewhere
        self.last_state = source
        self.refusal = None  # (level, how) since the last state entered

    def tell(self, time, event, state, reason):
        if event == "referral":
            self.person = Person(self.source, time)
            self.asked = time
        elif event == "was_waiting":  # at the start, and had just asked
            self.person = Person(self.source, time)
            self.asked = time
            self.join(state)
            self.go_outside(time)
        elif event == "treatment_end":
            self.stay.ended = self.asked = time
            self.stay.reason = reason
        elif event == "transfer_end":
            self.stay.transferred = self.asked = time
        elif event == "discharge_hour":
            self.asked = time
        elif event == "hold":
            self.join(state)
            self.stay.holds.append([time, None, state])
        elif event == "request":
            self.leave(time)
            self.join(state)
            self.go_outside(time)
        elif event == "hold_end":
            self.person.holds_ended.append((time, state))
            self.leave(time)
            self.go_outside(time)
        elif event == "overtaken":
            self.stay.reason = reason
            self.stay.overtaken = time
            if self.stay.transferred is None and not self.stay.holds:
                self.stay.transferred = time
            if self.stay.holds and self.stay.holds[-1][1] is None:
                self.stay.holds[-1][1] = time
            if self.wait is not None:
                self.close_wait(time, "withdrawn")
            self.asked = time
        elif event == "swap":
            self.person.swaps.append((time, state))
        elif event in ("gave_up", "turned_away", "diverted", "left_list", "balked", "redirected"):
            if self.wait is None:
                self.join(state, had_to_wait=False)
            self.refusal = (state, event)
            self.close_wait(time, event)
            if event != "redirected":  # who may keep the place
                self.leave(time)
            self.asked = time
        elif event == "admission":
            self.admit(time, state)
        elif event == "outcome":
            self.leave(time)
            self.enter(time, state)
            self.person.outcome = (time, state)
        else:
            raise ValueError(event)

    def join(self, level, had_to_wait=True):
        if self.wait is None:
            self.wait = Wait(level, self.asked, had_to_wait, self.last_state)
            self.person.waits.append(self.wait)

    def go_outside(self, time):
        outside = self.person.outside
        if not outside or outside[-1].end is not None:
            outside.append(Outside(time))

    def close_wait(self, time, how):
        self.wait.end = time
        self.wait.how = how
        self.wait = None
        if self.person.outside and self.person.outside[-1].end is None:
            self.person.outside[-1].end = time

    def leave(self, time):
        if self.stay is None:
            return
        self.stay.end = time
        if self.stay.holds and self.stay.holds[-1][1] is None:
            self.stay.holds[-1][1] = time
        self.stay = None

    def admit(self, time, state):
        if state in self.levels:
            if self.wait is None:
                self.join(state, had_to_wait=False)
            self.close_wait(time, "admitted")
        self.leave(time)
        self.enter(time, state)
        self.stay = Stay(state, time, self.came_from)
        self.person.stays.append(self.stay)

    def enter(self, time, state):
        self.came_from = self.last_state
        origin, how = self.refusal or (self.came_from, None)
        self.refusal = None
        is_treated = any(stay.state in self.levels for stay in self.person.stays)
        if self.last_state in self.levels and state not in self.levels:
            self.person.discharges.append((time, self.last_state, state))
        self.person.moves.append(Move(time, origin, state, how, is_treated))
        self.last_state = state


def people_of(events, levels):
    """{patient: Person} of one replication; `events` are its rows in their order."""
    tellers = {}
    columns = (events["patient"], events["ticks"], events["event"], events["state"], events["reason"])
    for patient, time, event, state, reason in zip(*(column.to_numpy() for column in columns)):
        teller = tellers.get(patient)
        if teller is None:
            teller = tellers[patient] = Teller(patient.rsplit(":", 1)[0], levels)
        teller.tell(int(time), event, state, reason)
    return {patient: teller.person for patient, teller in tellers.items()}


def number_over_time(changes, begin, end):
    """{number: time at it} from [(time, +1 or -1)] within the window, and the largest."""
    by_time = defaultdict(int)
    for time, change in changes:
        by_time[max(time, begin)] += change
    spent = defaultdict(int)
    now, number, largest = begin, 0, 0
    for time in sorted(by_time):
        if time >= end:
            break
        if time > now:
            spent[number] += time - now
            largest = max(largest, number)
            now = time
        number += by_time[time]
    spent[number] += end - now
    return spent, max(largest, number)
