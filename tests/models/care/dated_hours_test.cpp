#include "tests/models/care/dated_story.hpp"
#include "tests/properties/conservation.hpp"
#include "tests/support/simulated.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

// Hours of admission and discharge and cohorts that change on dates, traced by hand. Day 0 is a
// Monday.
namespace stepdown::tests {
namespace {

using models::Model;
using models::Observations;

/// Somebody comes every noon and stays for three days.
const std::string noon = R"(
levels:
  clinic:
    places: unlimited
    admission: {weekdays: [mon, tue, wed, thu, fri], hours: {from: 9 h, to: 17 h}}
    treatment_time: 3 d
    to: out
outcomes: [out]
arrivals:
  ana: {scheduled: {every: 1 d, first: 12 h}, to: clinic}
)";

/// ana is ready on Saturday, and ben waits for her bed.
const std::string no_weekends = R"(
levels:
  ward:
    places: {beds: 1}
    treatment_time: 5 d
    exits: {planned: {probability: 1, to: out}, death: {after: 100 d, to: died}}
    discharge: {weekdays: [mon, tue, wed, thu, fri], at: 10 h}
outcomes: [out, died]
arrivals:
  ana: {scheduled: {every: 100 d, first: 12 h}, to: ward}
  ben: {scheduled: {every: 100 d, first: 5.6 d}, to: ward}
)";

TEST_SUITE_BEGIN("unit");

// Those of Saturday and Sunday noon wait for Monday, when the new hours hold.
TEST_CASE("changes on dates: hours of admission are the new ones from midnight on") {
  const std::string told = story_of(
      noon + "changes: {2026-01-12: {levels.clinic.admission.hours: {from: 13 h, to: 17 h}}}\n",
      {"run.horizon=9 d"});
  CHECK(told.find("7.375") == std::string::npos);
  CHECK(told.find("\n7.54167 ana-6 enters clinic\n7.54167 ana-7 enters clinic\n7.54167 ana-8 "
                  "enters clinic\n") != std::string::npos);
  const std::string daily =
      story_of(noon + "changes: {2026-01-10: {levels.clinic.admission.weekdays: [sat, sun]}}\n",
               {"run.horizon=9 d"});
  CHECK(daily.find("\n5.5 ana-6 enters clinic\n") != std::string::npos);
  CHECK(daily.find("\n7.5 ana-8 waits for clinic\n") != std::string::npos);
}

TEST_CASE("changes on dates: a level takes people up at any time from then on or no longer") {
  const std::string at_any_time =
      "changes: {2026-01-11: {levels.clinic.admission: {hours: {from: 0 h, to: 24 h}}}}\n";
  const std::string told = story_of(noon + at_any_time, {"run.horizon=8 d"});
  CHECK(told.find("\n5.5 ana-6 waits for clinic\n") != std::string::npos);
  CHECK(told.find("\n6 ana-6 enters clinic\n6.5 ana-4 ends out\n6.5 ana-7 enters clinic\n") !=
        std::string::npos);
  const std::string no_more = R"(
levels:
  clinic: {places: {slots: 9}, treatment_time: 3 d, to: out}
outcomes: [out]
arrivals: {ana: {scheduled: {every: 1 d, first: 12 h}, to: clinic}}
changes: {2026-01-11: {levels.clinic.admission: {weekdays: [tue]}}}
)";
  const std::string closed = story_of(no_more, {"run.horizon=9 d"});
  CHECK(closed.find("\n5.5 ana-6 enters clinic\n") != std::string::npos);
  CHECK(closed.find("\n6.5 ana-7 waits for clinic\n") != std::string::npos);
  CHECK(closed.find("\n8 ana-7 enters clinic\n8 ana-8 enters clinic\n8.5 ana-6 ends out\n"
                    "8.5 ana-9 enters clinic\n") != std::string::npos);
}

// Starts of day 0, 28, ... become those of day 14, 21, ..., unless fewer than three wait.
TEST_CASE("changes on dates: cohorts start as often as from then on") {
  const std::string cohorts = R"(
levels:
  iop:
    places: {slots: 20}
    admission: {cohort: {every: 4 wk}}
    treatment_time: 50 d
    to: out
outcomes: [out]
arrivals: {ana: {scheduled: {every: 4 d, first: 1 d}, to: iop}}
changes:
  2026-01-15: {levels.iop.admission.cohort.every: 1 wk, levels.iop.admission.cohort.at_least: 3}
)";
  CHECK(story_of(cohorts) == R"(
1 ana waits for iop
5 ana-2 waits for iop
9 ana-3 waits for iop
13 ana-4 waits for iop
14 ana enters iop
14 ana-2 enters iop
14 ana-3 enters iop
14 ana-4 enters iop
17 ana-5 waits for iop
21 ana-6 waits for iop
25 ana-7 waits for iop
)");
  CHECK(story_of(cohorts, {"changes.2026-01-15.levels.iop.admission.cohort.at_least=1"})
            .find("\n21 ana-5 enters iop\n") != std::string::npos);
}

TEST_CASE("changes on dates: a track has the hours of the date") {
  const std::string told = story_of(R"(
levels:
  iop:
    tracks: {day: {places: {slots: 5}, admission: {weekdays: [mon]}}}
    treatment_time: 50 d
    to: out
outcomes: [out]
arrivals: {ana: {scheduled: {every: 1 d, first: 12 h}, to: iop}}
changes: {2026-01-10: {levels.iop.tracks.day.admission.weekdays: [tue]}}
)",
                                    {"run.horizon=9 d"});
  CHECK(told.find("\n0.5 ana enters iop\n") != std::string::npos);
  CHECK(told.find("\n7 ") == std::string::npos);
  CHECK(told.find("\n8 ana-2 enters iop\n") != std::string::npos);
}

TEST_CASE("changes on dates: who waits for an hour of discharge waits for the new one") {
  const std::string every_day = R"(changes:
  2026-01-11: {levels.ward.discharge.weekdays: [mon, tue, wed, thu, fri, sat, sun]}
)";
  CHECK(story_of(no_weekends + every_day, {"run.horizon=11 d"}) == R"(
0.5 ana enters ward
5.6 ben waits for ward
6.41667 ana may leave ward
6.41667 ana ends out
6.41667 ben enters ward
)");
  const std::string later = "changes: {2026-01-12: {levels.ward.discharge.at: 14 h}}\n";
  CHECK(
      story_of(no_weekends + later, {"run.horizon=11 d"}).find("\n7.58333 ana may leave ward\n") !=
      std::string::npos);
  // A race that comes before the new hour takes her.
  const std::string later_every_day = R"(changes:
  2026-01-11: {levels.ward.discharge: {at: 14 h}}
)";
  CHECK(story_of(no_weekends + later_every_day,
                 {"levels.ward.exits.death.after=6 d", "run.horizon=11 d"}) == R"(
0.5 ana enters ward
5.6 ben waits for ward
6.5 ana is overtaken in ward
6.5 ana ends died
6.5 ben enters ward
)");
}

TEST_SUITE_END();

}  // namespace
}  // namespace stepdown::tests
