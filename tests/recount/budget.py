"""Hours of staff that levels share: who fits, by the scenario's own words, and what the log tells of it.

All hours are fractions, so that what fits exactly fits.
"""

from bisect import bisect_right
from fractions import Fraction
from functools import cache

from figures import mean
from story import DAY

CLASSES = ("escalation", "step_down", "return", "new")

HOURS = {"min": Fraction(1, 60), "h": Fraction(1), "d": Fraction(24), "wk": Fraction(168)}


def hours(text):
    number, unit = text.split()
    return Fraction(number) * HOURS[unit]


def per_week(text):
    number, unit = text.split()
    return Fraction(number) * HOURS["wk"] / HOURS[unit[1:]]


class Budget:
    """What is at hand and what levels need from a date on, in full-time equivalents."""

    def __init__(self, practice):
        self.practice = practice
        self.levels = list(practice.levels)
        self.roles = {}  # by level
        for level, its in practice.levels.items():
            places = its.get("places")  # or tracks
            if isinstance(places, dict) and "staff" in places:
                named = places["staff"]
                self.roles[level] = [named] if isinstance(named, str) else named
        named = {role for roles in self.roles.values() for role in roles}
        self.at_hand = {role: Fraction(practice.staff[role]["at_hand"]) for role in named}
        self.need = cache(self.need)

    def need(self, level, role, people):
        """Of so many people, each in the fullest week of a stay."""
        staff, its = self.practice.staff[role], self.practice.levels[level]
        paid = Fraction(staff.get("hours_a_week", 40))
        of_sessions = paid * Fraction(staff.get("productive", 1))
        services = {name: s for (at, name), s in self.practice.services.items()
                    if at == level and s.role == role}
        a_session = {name: hours(its["services"][name]["lasts"]) * s.staff * s.groups(people)
                     for name, s in services.items()}
        weeks = range(1, 1 + max([len(s.by_week) for s in services.values()] + [1]))
        need = max(sum(Fraction(str(s.sessions(week))) * a_session[name]
                       for name, s in services.items()) for week in weeks) / of_sessions
        post = its.get("posts", {}).get(role)
        if post is not None:
            need += self.of_post(post, people) * Fraction(post.get("relief", 1)) / paid
        crisis = its.get("crisis")
        if crisis is not None and crisis["role"] == role:
            need += (people * per_week(crisis["contacts"]) * hours(crisis["lasts"])
                     * int(crisis.get("staff", 1)) / of_sessions)
        return need

    @staticmethod
    def of_post(post, people):
        at_least = int(post.get("at_least", 0))
        filled = lambda each: max(at_least, -(-people // int(each)))
        all_hours = Fraction(post.get("hours_a_week", 168))
        night = Fraction(post.get("night_hours_a_week", 56)) if "at_night" in post else 0
        by_night = filled(post["at_night"]) * night if "at_night" in post else 0
        return filled(post["people"]) * (all_hours - night) + by_night

    def free(self, role, there):
        return self.at_hand[role] - sum(self.need(level, role, there[level])
                                        for level, roles in self.roles.items() if role in roles)

    def fits(self, level, there, more=1):
        """Whether so many come into a level who have no hours so far."""
        after = {**there, level: there[level] + more}
        return all(self.free(role, after) >= 0 for role in self.roles[level])

    def moved(self, origin, level, there):
        """{role: (hours taken beyond those given back, hours free then)} of somebody who moves."""
        after = {**there, level: there[level] + 1, origin: there[origin] - 1}
        roles = {*self.roles[level], *self.roles[origin]}
        return {role: (self.free(role, there) - self.free(role, after), self.free(role, after))
                for role in roles}

    def takes_no_more(self, origin, level, there):
        return (origin in self.roles
                and all(more <= 0 for more, _ in self.moved(origin, level, there).values()))

    def can_come(self, origin, level, there):
        """Of somebody who is at `origin`, which may be anywhere."""
        if origin not in self.roles:
            return self.fits(level, there)
        return all(more <= 0 or left >= 0
                   for more, left in self.moved(origin, level, there).values())

    def room(self, level, there):
        """How many could come if nobody came to the others."""
        more = 0
        while self.fits(level, there, more + 1):
            more += 1
        return more


class Wish:
    """Of somebody who waits for a level; `origin` None: they have no place."""

    def __init__(self, level, origin, rank):
        self.level, self.origin, self.rank = level, origin, rank


class Sums:
    """Over the window, of a level."""

    def __init__(self):
        self.census = self.places = self.full = 0


class Walk:
    """Through the events of one replication, holding each to the rules."""

    def __init__(self, check, recount, budgets):
        self.check, self.window = check, recount.window
        self.days = [day for day, _ in budgets]
        self.budgets = [budget for _, budget in budgets]
        self.budget = self.budgets[0]
        self.order = {level: i for i, level in enumerate(self.budget.levels)}
        self.there = {level: 0 for level in self.budget.roles}
        self.at = {}  # by patient: level or community state in which they have a place
        self.came_from = {}  # by patient: the last state
        self.treated = set()
        self.asked = {}
        self.wishes = {}
        self.ring = []  # (level entered, level left) of those who go round
        self.sums = {level: Sums() for level in self.there}
        self.rooms = {}

    def says(self, is_so, what):
        self.check.compared += 1
        if not is_so:
            self.check.wrong.append(f"{self.check.name}: {what()}")

    def over(self, events):
        """Events are (tick, patient, event, state), in order."""
        dates = [day * DAY for day in self.days[1:] if day * DAY < self.window.end]
        now = 0
        by_tick = [[]]
        for event in events:
            if by_tick[-1] and by_tick[-1][0][0] != event[0]:
                by_tick.append([])
            by_tick[-1].append(event)
        instants = {instant[0][0]: instant for instant in by_tick if instant}
        for tick in sorted({*instants, *dates, self.window.end}):
            self.spend(now, tick)
            now = tick
            self.budget = self.budgets[bisect_right(self.days, tick // DAY) - 1]
            for event in instants.get(tick, []):
                self.tell(event)
            self.says(not self.ring, lambda: f"a ring is open at {tick / DAY} d: {self.ring}")
            if tick < self.window.end:
                self.says_nobody_fits(tick)
        return self.sums

    def spend(self, begin, end):
        time = max(0, min(end, self.window.end) - max(begin, self.window.begin))
        if time == 0:
            return
        for level, sums in self.sums.items():
            room = self.room(level)
            sums.census += self.there[level] * time
            sums.places += (self.there[level] + room) * time
            sums.full += time if room == 0 else 0

    def room(self, level):
        key = (id(self.budget), level, *self.there.values())
        if key not in self.rooms:
            self.rooms[key] = self.budget.room(level, self.there)
        return self.rooms[key]

    def tell(self, event):
        tick, patient, what, state = event
        if what in ("referral", "treatment_end"):
            self.asked[patient] = tick
        elif what == "overtaken":
            self.asked[patient] = tick
            self.wishes.pop(patient, None)
        elif what in ("hold", "request"):
            if what == "request":
                self.leave(patient)
            self.wishes[patient] = Wish(state, self.at.get(patient), self.rank(patient, state))
        elif what == "hold_end":
            self.leave(patient)
            self.wishes[patient].origin = None
        elif what in ("gave_up", "turned_away", "left_list"):
            self.wishes.pop(patient, None)
            self.leave(patient)
            self.asked[patient] = tick
        elif what == "swap":
            self.ring.append((state, self.at[patient]))
        elif what == "admission":
            self.admit(tick, patient, state)
        elif what == "outcome":
            self.leave(patient)
        else:
            raise ValueError(what)

    def rank(self, patient, level):
        """Smaller is served earlier."""
        came_from = self.came_from.get(patient)
        if came_from in self.order:
            kind = "step_down" if self.order[came_from] < self.order[level] else "escalation"
        else:
            kind = "return" if patient in self.treated else "new"
        order = self.budget.practice.levels[level].get("waiting", {}).get("order", CLASSES)
        return (0 if order == "first_come" else order.index(kind), self.asked[patient])

    def leave(self, patient):
        state = self.at.pop(patient, None)
        if state in self.there:
            self.there[state] -= 1

    def admit(self, tick, patient, level):
        wish = self.wishes.pop(patient, None)
        if self.ring:
            self.go_round()
        elif level in self.there:
            wish = wish or Wish(level, None, self.rank(patient, level))
            wish.origin = self.at.get(patient)
            where = lambda: f"{patient} into {level} at {tick / DAY} d"
            can_come = self.budget.can_come(wish.origin, level, self.there)
            self.says(can_come, lambda: f"{where()}: there are not the hours, {self.told()}")
            if not self.budget.takes_no_more(wish.origin, level, self.there):
                self.says_nobody_is_passed(wish, where)
        if level in self.there:
            self.there[level] += 1
        self.leave(patient)
        self.at[patient] = self.came_from[patient] = level
        if level in self.order:
            self.treated.add(patient)

    def go_round(self):
        """In a ring each comes into the level that another leaves, so that it needs no hours."""
        entered, left = zip(*self.ring)
        if sorted(entered) == sorted(left):
            self.ring = []

    def told(self):
        free = {role: float(self.budget.free(role, self.there)) for role in self.budget.at_hand}
        return f"people {self.there}, free {free}"

    def says_nobody_is_passed(self, wish, where):
        """By whoever needs the hours that others wait for."""
        for other, its in self.wishes.items():
            if its.level == wish.level and its.rank < wish.rank:
                # Who gives back other hours may need fewer.
                may_pass = wish.origin in self.there and its.origin != wish.origin
                self.says(may_pass, lambda: f"{where()}: {other} is before them")
            elif its.level in self.there and self.order[its.level] < self.order[wish.level]:
                self.says(not self.budget.can_come(its.origin, its.level, self.there),
                          lambda: f"{where()}: there are hours for {other} in {its.level}")

    def says_nobody_fits(self, tick):
        alike = {(wish.origin, wish.level): patient for patient, wish in self.wishes.items()}
        for (origin, level), patient in alike.items():
            if level in self.there:
                self.says(not self.budget.can_come(origin, level, self.there),
                          lambda: f"{patient} waits for {level} at {tick / DAY} d though there are"
                          f" hours, {self.told()}")


def check_shared_hours(recount, dated):
    """The rules at each admission and after each instant, and the places that reports tell."""
    budgets = [(day, Budget(practice)) for day, practice in dated]
    if not budgets[0][1].roles:
        return
    check, events = recount.begin("events")
    walks = []
    for _, rows in events.groupby("replication", sort=True):
        ticks = (rows["time_days"] * DAY).round().astype("int64")
        walks.append(Walk(check, recount, budgets).over(
            zip(ticks, rows["patient"], rows["event"], rows["state"])))
    check, table = recount.begin("levels")
    check.name = "shared_hours"
    length = recount.window.end - recount.window.begin
    for row in table[table["group"] == "all"].to_dict("records"):
        level = row["level"]
        if level not in budgets[0][1].roles:
            continue
        sums = [walk[level] for walk in walks]
        check.same(f"{level} places", row["mean_places"], mean([s.places / length for s in sums]))
        check.same(f"{level} utilization", row["utilization"],
                   mean([s.census / s.places for s in sums]))
        check.same(f"{level} full", row["full_share"], mean([s.full / length for s in sums]))
