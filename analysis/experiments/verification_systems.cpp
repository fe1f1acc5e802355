#include "analysis/experiments/verification_systems.hpp"

namespace stepdown::analysis {

namespace {

// Parameters are ours, not those of the textbooks; the answers come from `theory_report`.

constexpr std::string_view one_place = R"(schema: 1
name: M/M/1
start: 2026-01-05
run: {warm_up: 2 y, horizon: 22 y}
levels:
  care:
    places: {slots: 1}
    treatment_time: {exponential: {mean: 3 d}}
    to: done
outcomes: [done]
arrivals:
  referrals: {poisson: {rate: 0.25 /d}, to: care}
)";

constexpr std::string_view twelve_places = R"(schema: 1
name: M/M/12
start: 2026-01-05
run: {warm_up: 3 y, horizon: 23 y}
levels:
  care:
    places: {beds: 12}
    treatment_time: {exponential: {mean: 5 d}}
    to: done
outcomes: [done]
arrivals:
  referrals: {poisson: {rate: 2.208 /d}, to: care}
)";

constexpr std::string_view one_place_lognormal = R"(schema: 1
name: M/G/1
start: 2026-01-05
run: {warm_up: 3 y, horizon: 23 y}
levels:
  care:
    places: {beds: 1}
    treatment_time: {lognormal: {mean: 2 d, cv: 1.3}}
    to: done
outcomes: [done]
arrivals:
  referrals: {poisson: {rate: 0.35 /d}, to: care}
)";

constexpr std::string_view priorities = R"(schema: 1
name: Priorities
start: 2026-01-05
run: {warm_up: 2 y, horizon: 22 y}
report_by: [urgency]
attributes:
  urgency: {urgent: 0.4, routine: 0.6}
levels:
  care:
    places: {slots: 5}
    treatment_time: {exponential: {mean: 4 d}}
    to: done
outcomes: [done]
arrivals:
  referrals: {poisson: {rate: 1.05 /d}, to: care}
effects:
  urgent_first: {when: {urgency: urgent}, state: care, priority: 1, source: ours}
)";

constexpr std::string_view loss_fixed = R"(schema: 1
name: Erlang loss, fixed
start: 2026-01-05
run: {warm_up: 1 y, horizon: 11 y}
levels:
  care:
    places: {beds: 8}
    treatment_time: 6 d
    to: done
    waiting: {limit: 0, turned_away_to: elsewhere}
outcomes: [done, elsewhere]
arrivals:
  referrals: {poisson: {rate: 1.2 /d}, to: care}
)";

constexpr std::string_view loss_lognormal = R"(schema: 1
name: Erlang loss, lognormal
start: 2026-01-05
run: {warm_up: 1 y, horizon: 11 y}
levels:
  care:
    places: {beds: 8}
    treatment_time: {lognormal: {mean: 6 d, cv: 1.5}}
    to: done
    waiting: {limit: 0, turned_away_to: elsewhere}
outcomes: [done, elsewhere]
arrivals:
  referrals: {poisson: {rate: 1.2 /d}, to: care}
)";

constexpr std::string_view patience = R"(schema: 1
name: Erlang A
start: 2026-01-05
run: {warm_up: 1 y, horizon: 11 y}
levels:
  care:
    places: {slots: 6}
    treatment_time: {exponential: {mean: 4 d}}
    to: done
    waiting:
      patience: {exponential: {mean: 5 d}}
      gave_up_to: lost
outcomes: [done, lost]
arrivals:
  referrals: {poisson: {rate: 1.6 /d}, to: care}
)";

constexpr std::string_view short_list = R"(schema: 1
name: M/M/4/7+M
start: 2026-01-05
run: {warm_up: 1 y, horizon: 11 y}
levels:
  care:
    places: {slots: 4}
    treatment_time: {exponential: {mean: 4 d}}
    to: done
    waiting:
      limit: 3
      turned_away_to: lost
      patience: {exponential: {mean: 8 d}}
      gave_up_to: lost
outcomes: [done, lost]
arrivals:
  referrals: {poisson: {rate: 1.1 /d}, to: care}
)";

constexpr std::string_view jackson = R"(schema: 1
name: Jackson loop
start: 2026-01-05
run: {warm_up: 3 y, horizon: 23 y}
levels:
  upper:
    places: {beds: 5}
    treatment_time: {exponential: {mean: 4 d}}
    to: lower
  lower:
    places: {beds: 9}
    treatment_time: {exponential: {mean: 7 d}}
    to: {upper: 0.3, done: 0.7}
outcomes: [done]
arrivals:
  referrals: {poisson: {rate: 0.7 /d}, to: upper}
)";

constexpr std::string_view tandem_2 = R"(schema: 1
name: Tandem of 2
start: 2026-01-05
run: {warm_up: 1 y, horizon: 21 y}
levels:
  first:
    places: {beds: 1}
    treatment_time: {exponential: {mean: 2 d}}
    to: second
    hold: until_placed
    waiting: {limit: 4, turned_away_to: elsewhere}
  second:
    places: {beds: 1}
    treatment_time: {exponential: {mean: 2 d}}
    to: done
outcomes: [done, elsewhere]
arrivals:
  referrals: {poisson: {rate: 8 /d}, to: first}
)";

constexpr std::string_view tandem_3 = R"(schema: 1
name: Tandem of 3
start: 2026-01-05
run: {warm_up: 1 y, horizon: 21 y}
levels:
  first:
    places: {beds: 1}
    treatment_time: {exponential: {mean: 2 d}}
    to: second
    hold: until_placed
    waiting: {limit: 4, turned_away_to: elsewhere}
  second:
    places: {beds: 1}
    treatment_time: {exponential: {mean: 2 d}}
    to: third
    hold: until_placed
  third:
    places: {beds: 1}
    treatment_time: {exponential: {mean: 2 d}}
    to: done
outcomes: [done, elsewhere]
arrivals:
  referrals: {poisson: {rate: 8 /d}, to: first}
)";

constexpr std::string_view holding = R"(schema: 1
name: Holding network
start: 2026-01-05
run: {warm_up: 1 y, horizon: 21 y}
levels:
  detox:
    places: {beds: 2}
    treatment_time: {exponential: {mean: 2 d}}
    to: {residential: 0.6, php: 0.2, done: 0.2}
    hold: until_placed
    waiting: {limit: 3, turned_away_to: lost}
  residential:
    places: {beds: 3}
    treatment_time: {exponential: {mean: 6 d}}
    to: {php: 0.7, done: 0.3}
    hold: until_placed
    waiting:
      limit: 3
      turned_away_to: lost
      patience: {exponential: {mean: 7 d}}
      gave_up_to: lost
  php:
    places: {slots: 2}
    treatment_time: {exponential: {mean: 4 d}}
    to: done
    waiting: {limit: 2, turned_away_to: lost}
outcomes: [done, lost]
arrivals:
  detox_calls: {poisson: {rate: 0.6 /d}, to: detox}
  residential_calls: {poisson: {rate: 0.3 /d}, to: residential}
)";

constexpr std::string_view gridlock = R"(schema: 1
name: Gridlock
start: 2026-01-05
run: {warm_up: 1 y, horizon: 21 y}
levels:
  upper:
    places: {beds: 2}
    treatment_time: {exponential: {mean: 3 d}}
    to: {lower: 0.8, done: 0.2}
    hold: until_placed
    waiting: {limit: 2, turned_away_to: lost}
  lower:
    places: {beds: 2}
    treatment_time: {exponential: {mean: 4 d}}
    to: {upper: 0.5, done: 0.5}
    hold: until_placed
    waiting: {limit: 2, turned_away_to: lost}
outcomes: [done, lost]
arrivals:
  upper_calls: {poisson: {rate: 0.4 /d}, to: upper}
  lower_calls: {poisson: {rate: 0.3 /d}, to: lower}
)";

constexpr std::string_view calendar = R"(schema: 1
name: M_t/G/infinity
start: 2026-01-05
run: {warm_up: 0 d, horizon: 2 y}
levels:
  care:
    places: unlimited
    treatment_time: {lognormal: {mean: 20 d, cv: 0.9}}
    to: home
community:
  home:
    exits:
      relapse: {after: {weibull: {mean: 200 d, cv: 1.5}}, to: care}
      recovery: {after: {constant: 300 d}, to: recovered}
      death: {after: {exponential: {mean: 4000 d}}, to: died}
outcomes: [recovered, died]
arrivals:
  referrals:
    poisson:
      rate: 2 /d
      weekday: {mon: 1.5, tue: 1.2, wed: 1, thu: 1, fri: 1.3, sat: 0.6, sun: 0.4}
      month: {jan: 1.2, feb: 1, mar: 1, apr: 0.9, may: 0.9, jun: 1, jul: 1, aug: 0.8, sep: 1, oct: 1.1, nov: 1, dec: 1.1}
      day_of_month: {1-7: 1.3}
      growth: 20 % /y
    to: care
)";

constexpr std::string_view first_year = R"(schema: 1
name: First year
start: 2026-01-05
run: {warm_up: 0 d, horizon: 8 y}
report_by: [profile]
attributes:
  profile: {mild: 0.6, severe: 0.4}
levels:
  residential:
    places: unlimited
    exits:
      planned: {probability: 0.7, treatment_time: {lognormal: {mean: 28 d, cv: 0.6}}, to: {op: 0.6, home: 0.4}}
      dropout: {probability: 0.3, treatment_time: {lognormal: {mean: 9 d, cv: 1}}, to: home}
  op:
    places: unlimited
    exits:
      planned: {probability: 0.6, treatment_time: {gamma: {mean: 90 d, cv: 0.7}}, to: home}
      dropout: {probability: 0.4, treatment_time: {gamma: {mean: 40 d, cv: 1.1}}, to: home}
community:
  home:
    exits:
      relapse: {after: {weibull: {mean: 150 d, cv: 1.3}}, to: {residential: 0.5, op: 0.5}}
      recovery: {after: {constant: 365 d}, to: recovered}
outcomes: [recovered]
arrivals:
  referrals: {poisson: {rate: 1.5 /d}, to: {residential: 0.7, op: 0.3}}
effects:
  severe_dropout: {when: {profile: severe}, reason: dropout, odds_ratio: 1.6, source: ours}
  severe_relapse: {when: {profile: severe}, reason: relapse, hazard_ratio: 1.4, source: ours}
)";

}  // namespace

const std::vector<VerificationSystem>& verification_systems() {
  static const std::vector<VerificationSystem> systems{
      {"M/M/1 at 0.75", "waiting list, first come first served", one_place},
      {"M/M/12 at 0.92", "waiting list of many places under load", twelve_places},
      {"M/G/1, lognormal stays", "Pollaczek and Khinchine", one_place_lognormal},
      {"M/M/5 with two priorities", "Cobham: who is offered a place first", priorities},
      {"Erlang loss, fixed stays", "full level without a list", loss_fixed},
      {"Erlang loss, lognormal stays", "insensitivity to the shape of stays", loss_lognormal},
      {"Erlang A", "patience and giving up", patience},
      {"Short list with patience", "list limit and patience together", short_list},
      {"Jackson loop", "returns to a more intensive level", jackson},
      {"Tandem of 2 with holding, saturated", "throughput 2/3 of one place", tandem_2},
      {"Tandem of 3 with holding, saturated", "throughput 22/39 of one place", tandem_3},
      {"Holding with skips and patience", "delay attribution, order of the list", holding},
      {"Gridlock", "rings of holders that swap", gridlock},
      {"Unlimited places, busy calendar", "weekday, month and day-of-month arrivals", calendar},
      {"First year of a person", "completion, time in care, retention", first_year},
  };
  return systems;
}

}  // namespace stepdown::analysis
