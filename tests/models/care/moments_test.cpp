#include "tests/support/simulated.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <cstdint>
#include <string>
#include <vector>

// Moments that are equal on paper are equal in the program: a place that falls free at the moment
// when somebody comes is there for them, however the moment is written.
namespace stepdown::tests {
namespace {

using models::Counter;
using models::Headcount;
using models::Length;
using models::Model;
using models::Observations;
using models::StateObservations;
using sim::Ticks;

/// One arrival after another, each treated for `stay`, in as many beds; who finds none is lost.
std::string steady_clinic(const std::string& first,
                          const std::string& every,
                          const std::string& stay,
                          int beds,
                          const std::string& warm_up) {
  return fmt::format(R"(
schema: 1
name: Steady clinic
start: 2026-01-05
run: {{warm_up: {4}, horizon: 60 d, replications: 1}}
levels:
  clinic:
    places: {{beds: {3}}}
    treatment_time: {2}
    to: out
    waiting: {{limit: 0, turned_away_to: lost}}
outcomes: [out, lost]
arrivals:
  people: {{scheduled: {{every: {1}, first: {0}}}, to: clinic}}
)",
                     first,
                     every,
                     stay,
                     beds,
                     warm_up);
}

/// Whoever comes finds a place at once, and no place is ever free.
void check_always_full(const std::string& yaml) {
  const Model model = model_of(yaml);
  const Observations all = models::Simulator{model}.run(0);
  const StateObservations& clinic = observed(model, all, "clinic");
  CHECK(clinic[Counter::TurnedAway] == 0);
  CHECK(clinic[Counter::Admissions] == clinic[Counter::Requests]);
  CHECK(clinic[Length::Wait].zeros() == clinic[Length::Wait].count());
  CHECK(clinic[Headcount::Census].integral() == clinic.open_place_time);
  CHECK(clinic.full_time == sim::to_ticks(all.window_days));
}

TEST_SUITE_BEGIN("unit");

TEST_CASE("moments: one an hour for an hour each fills one bed") {
  const Model model = model_of_file("tests/models/data/one_an_hour.yaml");
  const Observations all = models::Simulator{model}.run(0);
  const StateObservations& a = observed(model, all, "a");
  CHECK(all.people == 24);
  CHECK(a[Counter::Admissions] == 24);
  CHECK(a[Counter::Delayed] == 0);
  CHECK(a[Counter::TurnedAway] == 0);
  CHECK(a[Headcount::Census].integral() == a.open_place_time);
}

TEST_CASE("moments: a bed is free again when the next one comes at any rhythm") {
  for (const char* every : {"1 h", "8 h", "5 h", "20 min", "7 min", "0.1 d", "0.7 d", "1 wk"}) {
    for (const char* first : {"0 h", "8 h", "10 h"}) {
      CAPTURE(every);
      CAPTURE(first);
      check_always_full(steady_clinic(first, every, every, 1, first));
    }
  }
}

TEST_CASE("moments: one a day for so many days fills so many beds") {
  for (const char* first : {"8 h", "10 h"}) {
    for (int days = 1; days <= 28; ++days) {
      CAPTURE(first);
      CAPTURE(days);
      check_always_full(steady_clinic(first, "1 d", fmt::format("{} d", days), days, "29 d"));
    }
  }
}

TEST_CASE("moments: the n-th of a schedule comes n times later than the first") {
  const Model model = model_of(steady_clinic("10 h", "7 min", "7 min", 1, "0 d"));
  std::int64_t number = 0;
  bool is_exact = true;
  for (const models::Happening& h : happenings(model)) {
    if (h.kind != models::HappeningKind::Arrival) continue;
    using namespace std::chrono_literals;
    is_exact = is_exact && h.time == Ticks{10h} + number * Ticks{7min};
    ++number;
  }
  CHECK(is_exact);
  CHECK(number == (60 * 24 - 10) * 60 / 7 + 1);
}

/// Ana has the bed from 8 h on for `stay`. Ben comes later, and his patience ends when she leaves;
/// cal comes at that very moment.
std::string ends_together(const std::string& stay,
                          const std::string& later,
                          const std::string& patience,
                          const std::string& together) {
  return fmt::format(R"(
schema: 1
name: Ends together
start: 2026-01-05
run: {{warm_up: 0 d, horizon: 30 d, replications: 1}}
levels:
  clinic:
    places: {{beds: 1}}
    treatment_time: {0}
    to: out
    waiting: {{patience: {2}, gave_up_to: lost}}
outcomes: [out, lost]
arrivals:
  ana: {{scheduled: {{every: 60 d, first: 8 h}}, to: clinic}}
  ben: {{scheduled: {{every: 60 d, first: {1}}}, to: clinic}}
  cal: {{scheduled: {{every: 60 d, first: {3}}}, to: clinic}}
)",
                     stay,
                     later,
                     patience,
                     together);
}

// Within an instant: ends of stays, placement, those who give up, arrivals.
TEST_CASE("moments: a place that falls free as patience ends goes to who has waited") {
  struct Example {
    const char* stay;
    const char* later;
    const char* patience;
    const char* together;
    Ticks waited;
  };
  using namespace std::chrono_literals;
  for (const Example& example : {Example{"0.7 d", "15.2 h", "0.4 d", "24.8 h", 576min},
                                 Example{"0.3 d", "12.8 h", "0.1 d", "15.2 h", 144min},
                                 Example{"21 min", "487 min", "14 min", "501 min", 14min},
                                 Example{"1.1 d", "1 d", "624 min", "34.4 h", 624min}}) {
    CAPTURE(example.stay);
    const Model model =
        model_of(ends_together(example.stay, example.later, example.patience, example.together));
    const Observations all = models::Simulator{model}.run(0);
    const StateObservations& clinic = observed(model, all, "clinic");
    CHECK(clinic[Length::GaveUpWait].count() == 1);  // cal: ben has the bed for longer
    CHECK(clinic[Length::Wait].count() == 2);
    CHECK(clinic[Length::Wait].maximum() == sim::to_days(example.waited));
    CHECK(clinic[Counter::Delayed] == 2);
  }
}

TEST_CASE("moments: a stay of just a year is not longer than a year") {
  const std::string scenario = R"(
schema: 1
name: A year
start: 2026-01-05
run: {warm_up: 0 d, horizon: 1000 d, replications: 1}
levels:
  house: {places: unlimited, treatment_time: 365 d, to: out}
outcomes: [out]
arrivals:
  people: {scheduled: {every: 100.1 d, first: 0.3 d}, to: house}
)";
  const auto longer = [&scenario](const std::vector<std::string>& sets) {
    const Model model = model_of(scenario, sets);
    const Observations all = models::Simulator{model}.run(0);
    return observed(model, all, "house").stays_above_a_year;
  };
  CHECK(longer({}) == 0);
  CHECK(longer({"levels.house.treatment_time=365.1 d"}) == 7);
}

TEST_CASE("moments: shares within a limit count the limit itself from moments that are not round") {
  const Model model = model_of(R"(
schema: 1
name: Exactly a week
start: 2026-01-05
run: {warm_up: 0 d, horizon: 300 d, replications: 1}
levels:
  clinic: {places: {beds: 1}, treatment_time: 7.3 d, to: out}
outcomes: [out]
arrivals:
  early: {scheduled: {every: 14.6 d, first: 0.1 d}, to: clinic}
  late: {scheduled: {every: 14.6 d, first: 0.4 d}, to: clinic}
)");
  const Observations all = models::Simulator{model}.run(0);
  const StateObservations& clinic = observed(model, all, "clinic");
  const auto admissions = clinic[Counter::Admissions];
  const std::int64_t waited = admissions / 2;  // every second one, 7.3 d - 0.3 d = 7 d
  CHECK(admissions > 30);
  const sim::LogHistogram& waits = clinic[Length::Wait];
  for (const double days : {0, 1, 3})
    CHECK(waits.number_at_most(days) == static_cast<double>(admissions - waited));
  for (const double days : {7, 14, 30})
    CHECK(waits.number_at_most(days) == static_cast<double>(admissions));
}

TEST_SUITE_END();

}  // namespace
}  // namespace stepdown::tests
