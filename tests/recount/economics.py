"""What people cost and gain from their arrival on, of the one scenario that has economics."""

from math import exp, log1p

import numpy as np

from story import DAY

YEAR = 365
COSTS = {"ward": (300, 90), "day": (120, 0), "evening": (40, 15), "home": (6, 0), "waiting": (4, 0)}
UTILITIES = {"ward": 0.5, "day": 0.65, "evening": 0.7, "home": 0.8, "waiting": 0.4,
             "recovered": 0.9, "gone": 0.75, "died": 0}
FOLLOWED, COSTS_DISCOUNT, HEALTH_DISCOUNT, WILLINGNESS = 150, 0.4, 0.2, 30000

LEVELS = ("ward", "day", "evening")
SETS = (f"economics={{followed_for: {FOLLOWED} d, discount_costs: {100 * COSTS_DISCOUNT:g} %/y, "
        f"discount_health: {100 * HEALTH_DISCOUNT:g} %/y, willingness_to_pay: {WILLINGNESS}, "
        f"waiting_cost_a_day: {COSTS['waiting'][0]}, waiting_utility: {UTILITIES['waiting']}}}",
        *(f"levels.{level}.costs={{a_day: {COSTS[level][0]}, an_admission: {COSTS[level][1]}}}"
          for level in LEVELS),
        *(f"levels.{level}.utility={UTILITIES[level]}" for level in LEVELS),
        f"community.home.costs={{a_day: {COSTS['home'][0]}}}",
        f"community.home.utility={UTILITIES['home']}",
        f"outcomes={{recovered: {{utility: {UTILITIES['recovered']}}}, "
        f"gone: {{utility: {UTILITIES['gone']}}}, died: {{}}}}")


def discounted(discount, begin, end):
    """Days from begin to end after arrival, each for as much less as it comes later."""
    rate = log1p(discount) / YEAR
    return (exp(-rate * begin) - exp(-rate * end)) / rate


def of_person(person, window):
    """(cost, QALYs, years of life), or None for whoever is not followed so long."""
    arrived = person.referred
    if not window.has(arrived) or arrived + FOLLOWED * DAY > window.end:
        return None
    spans = [(s.begin, s.end, s.state) for s in person.stays]
    spans += [(o.begin, o.end, "waiting") for o in person.outside]
    if person.outcome:
        spans.append((*person.outcome[:1], None, person.outcome[1]))
    cost = qalys = years = 0
    for begin, end, state in spans:
        begin = (begin - arrived) / DAY
        end = FOLLOWED if end is None else min(FOLLOWED, (end - arrived) / DAY)
        if begin >= end:
            continue
        a_day, an_admission = COSTS.get(state, (0, 0))
        cost += a_day * discounted(COSTS_DISCOUNT, begin, end)
        cost += an_admission * exp(-log1p(COSTS_DISCOUNT) / YEAR * begin)
        lived = discounted(HEALTH_DISCOUNT, begin, end) / YEAR
        qalys += UTILITIES[state] * lived
        years += lived if state != "died" else 0
    return cost, qalys, years


def numbers(people, window):
    """As `person_numbers` of outcomes."""
    found = [one for one in (of_person(p, window) for p in people) if one is not None]
    cost, qalys, years = np.array(found).T
    told = {}
    for name, values in (("person_cost", cost), ("qaly", qalys), ("life_years", years),
                         ("net_benefit", WILLINGNESS * qalys - cost)):
        told[name, "mean"] = (values.mean(), 1e-9)
        told[name, "sd"] = (values.std(ddof=1), 1e-6)
    return told
