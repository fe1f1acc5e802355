#include "models/staffed_places.hpp"

#include "tests/support/simulated.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <cmath>
#include <string>

namespace stepdown::tests {
namespace {

TEST_SUITE_BEGIN("unit");

// Counselors give 40 h x 0.5 = 20 h a week to sessions, nurses are paid for 40 h.
std::string clinic(const std::string& places,
                   double counselors,
                   double nurses,
                   const std::string& services = "") {
  return fmt::format(R"(
schema: 1
name: Clinic
start: 2026-01-05
run: {{warm_up: 0 d, horizon: 300 d, replications: 1}}
staff:
  counselor: {{productive: 0.5, at_hand: {}}}
  nurse: {{at_hand: {}}}
levels:
  iop:
    places: {}
    treatment_time: {{exponential: {{mean: 20 d}}}}
    to: out
    services: {{individual: {{sessions_a_week: 2, lasts: 1 h, role: counselor}}{}}}
    posts: {{nurse: {{people: 8, hours_a_week: 40}}}}
outcomes: [out]
arrivals: {{all: {{poisson: {{rate: 1.2 /d}}, to: iop}}}}
)",
                     counselors,
                     nurses,
                     places,
                     services);
}

const std::string group = ", group: {sessions_a_week: 3, lasts: 3 h, people: 12, role: counselor}";

int places_of(const std::string& yaml) {
  return model_of(yaml).states[0].places;
}

TEST_CASE("places of staff: as many as the hours of those at hand serve") {
  CHECK(places_of(clinic("{staff: counselor}", 3, 9)) == 30);  // 60 h, 2 h each
  CHECK(places_of(clinic("{staff: counselor}", 2.95, 9)) == 29);
  CHECK(places_of(clinic("{staff: counselor}", 0.1, 9)) == 1);
  CHECK(places_of(clinic("{staff: counselor}", 0.09, 9)) == 0);
  // A nurse for each 8, and whoever is there.
  CHECK(places_of(clinic("{staff: nurse}", 3, 3.9)) == 24);
  CHECK(places_of(clinic("{staff: [counselor, nurse]}", 3, 3.9)) == 24);
  CHECK(places_of(clinic("{staff: [counselor, nurse]}", 3, 4)) == 30);
  // Groups of 12 take 9 h: 24 people take 66 h, one more takes 77.
  CHECK(places_of(clinic("{staff: counselor}", 3.3, 9, group)) == 24);
  CHECK(places_of(clinic("{staff: counselor}", 3.84, 9, group)) == 24);
  CHECK(places_of(clinic("{staff: counselor}", 3.86, 9, group)) == 25);
}

// Two hours of sessions in the first week, beside two in each; an hour of crisis a week.
TEST_CASE("places of staff: the fullest week and overbooking and crises count") {
  const std::string visits = ", visit: {by_week: [2, 1], lasts: 1 h, role: counselor}";
  const std::string yaml = clinic("{staff: counselor}", 3, 9, visits);
  CHECK(places_of(yaml) == 15);
  const std::string crisis = "levels.iop.crisis={contacts: 1 /wk, lasts: 1 h, role: counselor}";
  CHECK(model_of(yaml, {crisis}).states[0].places == 12);
  // 18 are booked into groups of 12: 29 people take 76 h, one more takes 78.
  CHECK(places_of(clinic("{staff: counselor}", 3.86, 9, group)) == 25);
  CHECK(model_of(clinic("{staff: counselor}", 3.86, 9, group),
                 {"levels.iop.services.group.overbook=0.5"})
            .states[0]
            .places == 29);
}

TEST_CASE("places of staff: posts by day and night with relief take what the figures count") {
  models::Scenario scenario =
      models::read_scenario_text(clinic("{slots: 9}", 3, 9), "test.yaml", {});
  models::Post& post = scenario.states[0].posts[0];
  post.hours_a_week.value = 168;
  post.at_night = 16;
  post.relief.value = 1.2;
  post.at_least = 2;
  const models::State& level = scenario.states[0];
  const models::Role& nurse = scenario.staff[1];
  // Day posts have 112 h a week, night posts 56 h.
  CHECK(models::equivalents_for(level, nurse, 0) == doctest::Approx((2 * 112 + 2 * 56) * 1.2 / 40));
  CHECK(models::equivalents_for(level, nurse, 17) ==
        doctest::Approx((3 * 112 + 2 * 56) * 1.2 / 40));
  CHECK(models::equivalents_for(level, nurse, 49) ==
        doctest::Approx((7 * 112 + 4 * 56) * 1.2 / 40));
}

TEST_CASE("places of staff: they change on the date on which staff does") {
  const models::Model model = model_of(clinic("{staff: counselor}", 3, 9) +
                                       "changes:\n"
                                       "  2026-03-06: {staff.counselor.at_hand: 2}\n"
                                       "  2026-04-05: {staff.nurse.at_hand: 8}\n"
                                       "  2026-05-05: {staff.counselor.productive: 0.6}\n");
  const models::StateModel& iop = model.states[0];
  CHECK(iop.places == 30);
  REQUIRE(iop.changes.size() == 2);
  CHECK(iop.changes[0].day == 60);
  CHECK(iop.changes[0].places == 20);
  CHECK(iop.changes[1].day == 120);
  CHECK(iop.changes[1].places == 24);
}

TEST_CASE("places of staff: a level that they limit is one with as many slots") {
  const models::Observations limited = observe(model_of(clinic("{staff: counselor}", 3, 9)), 1)[0];
  const models::Observations plain = observe(model_of(clinic("{slots: 30}", 3, 9)), 1)[0];
  const models::Observations fewer = observe(model_of(clinic("{slots: 29}", 3, 9)), 1)[0];
  const auto wait = [](const models::Observations& seen) {
    return seen.states[0][models::Length::Wait].mean();
  };
  CHECK(wait(limited) == wait(plain));
  CHECK(wait(limited) < wait(fewer));
  CHECK(limited.daily[0].census == plain.daily[0].census);
}

TEST_SUITE_END();

}  // namespace
}  // namespace stepdown::tests
