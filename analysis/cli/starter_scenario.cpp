#include "analysis/cli/starter_scenario.hpp"

namespace stepdown::analysis {

namespace {

constexpr std::string_view starter =
    R"(# A step-down program: residential, then day treatment, then outpatient care.
# Change the numbers to yours, then:   stepdown check FILE   and   stepdown run FILE
# Every length of time has its unit: min, h, d, wk, y. Every rate too: /d, /wk, /y.
schema: 1
name: Our step-down program
start: 2026-01-05            # day 0, a Monday
run:
  warm_up: 6 y               # the program fills up, and people come back; not reported
  horizon: 10 y              # from day 0 to the end of the reported part
  replications: 40           # independent runs; more of them, narrower intervals
  seed: 1                    # the same seed gives the same figures

# What kinds of people come. Shares sum to 1.
attributes:
  co_occurring: {yes: 0.45, no: 0.55}

# Levels of care, from most to least intensive.
levels:
  residential:
    label: Residential
    places: {beds: 16}
    # half stay at most 24 days, the average is 29 days
    treatment_time: {lognormal: {median: 24 d, mean: 29 d}, max: 90 d}
    exits:
      planned: {probability: 0.75, to: {php: 0.55, op: 0.15, home: 0.30}}
      dropout: {probability: 0.25, treatment_time: {exponential: {mean: 10 d}}, to: home}
    hold: 7 d                # no place in day treatment yet: keep the bed up to a week
    waiting:
      patience: {new: {exponential: {mean: 32 d}}}   # then give up
      gave_up_to: home
  php:
    label: Day treatment (PHP)
    places: {groups: {count: 2, size: 8}}            # 16 seats
    treatment_time: {gamma: {mean: 21 d, cv: 0.6}}
    exits:
      planned: {probability: 0.72, to: {op: 0.85, home: 0.15}}
      escalation: {probability: 0.08, to: residential}
      dropout: {probability: 0.20, treatment_time: {exponential: {mean: 8 d}}, to: home}
  op:
    label: Outpatient
    places: {caseload: {clinicians: 3, each: 35}}    # 105 people
    treatment_time: {lognormal: {median: 90 d, mean: 110 d}}
    exits:
      planned: {probability: 0.60, to: {recovered: 0.5, home: 0.5}}
      dropout: {probability: 0.40, treatment_time: {exponential: {mean: 45 d}}, to: home}

# Out of care: some come back, some do not.
community:
  home:
    label: At home
    exits:
      relapse: {after: {lognormal: {median: 200 d, mean: 400 d}}, to: {residential: 0.5, op: 0.2, left: 0.3}}
      recovery: {after: {constant: 2 y}, to: recovered}

# The end of the way through this model.
outcomes:
  recovered: {label: Recovered}
  left: {label: Not seen again}

# Who asks for care.
arrivals:
  referrals:
    poisson: {rate: 3.2 /wk, weekday: {sat: 0.3, sun: 0.3}}
    to: {residential: 0.55, php: 0.15, op: 0.30}

# How people differ. Each effect can be switched off with `on: false`.
effects:
  co_occurring_dropout:
    when: {co_occurring: yes}
    reason: dropout
    odds_ratio: 1.3
    source: assumption
)";

}  // namespace

std::string_view starter_scenario() {
  return starter;
}

}  // namespace stepdown::analysis
