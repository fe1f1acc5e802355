#include "analysis/report/event_log.hpp"

#include "analysis/report/number_text.hpp"
#include "tests/analysis/observations_by_hand.hpp"
#include "tests/support/temporary_folder.hpp"

#include <doctest/doctest.h>

#include <string>

using stepdown::analysis::append_event_row;
using stepdown::analysis::EventLog;
using stepdown::analysis::ReplicationListener;
using stepdown::models::Happening;
using stepdown::models::HappeningKind;
using stepdown::models::Model;
using stepdown::models::StateId;
using stepdown::tests::TemporaryFolder;
using stepdown::tests::text_of;
using stepdown::tests::two_level_model;

namespace {

Happening happening(double time, HappeningKind kind, std::uint16_t state, int reason = -1) {
  Happening h;
  h.time = stepdown::sim::to_ticks(time);
  h.source_index = 17;
  h.kind = kind;
  h.state = StateId{state};
  h.reason = reason;
  return h;
}

}  // namespace

TEST_SUITE_BEGIN("unit");

TEST_CASE("event log: one row an event with patient moment and reason") {
  const Model model = two_level_model();
  std::string text;
  append_event_row(text, model, 3, happening(1.5, HappeningKind::Admission, 0));
  append_event_row(text, model, 3, happening(1 + 23.0 / 24, HappeningKind::Admission, 1));
  append_event_row(text, model, 3, happening(2, HappeningKind::TreatmentEnd, 0, 0));
  CHECK(text ==
        "3,referrals:17,1.5,2026-01-06T12:00:00,admission,day,\r\n"
        "3,referrals:17,1.95833333,2026-01-06T23:00:00,admission,evening,\r\n"
        "3,referrals:17,2,2026-01-07T00:00:00,treatment_end,day," +
            model.reasons[0].name + "\r\n");
}

TEST_CASE("event log: eight decimals of a day tell one millisecond from the next") {
  using stepdown::analysis::days_text;
  using namespace std::chrono_literals;
  CHECK(days_text(0ms) == "0");
  CHECK(days_text(1ms) == "0.00000001");
  CHECK(days_text(2ms) == "0.00000002");
  CHECK(days_text(24h - 1ms) == "0.99999999");
  CHECK(days_text(7min) == "0.00486111");
  for (stepdown::sim::Ticks time = 5h; time < 5h + 1s; time += 1ms) {
    CAPTURE(time.count());
    CHECK(stepdown::sim::to_ticks(std::stod(days_text(time))) == time);
  }
}

TEST_CASE("event log: replications that run at the same time stand in their order") {
  const Model model = two_level_model();
  const TemporaryFolder place;
  EventLog log(model, place.path());
  {
    const ReplicationListener second = log.started(1);
    const ReplicationListener first = log.started(0);
    second.happening(happening(1, HappeningKind::Arrival, 0));
    first.happening(happening(2, HappeningKind::Arrival, 0));
    second.ended();
    first.ended();
  }
  log.finished(0, {});
  log.finished(1, {});
  log.close();
  CHECK(text_of(place.path() / "events.csv") ==
        "replication,patient,time_days,date_time,event,state,reason\r\n"
        "0,referrals:17,2,2026-01-07T00:00:00,referral,day,\r\n"
        "1,referrals:17,1,2026-01-06T00:00:00,referral,day,\r\n");
  CHECK(stepdown::tests::entries_of(place.path()) == std::vector<std::string>{"events.csv"});
}

// The second was abandoned, and the third had ended before that was known.
TEST_CASE("event log: what a stopped run began and did not count leaves nothing behind") {
  const Model model = two_level_model();
  const TemporaryFolder place;
  EventLog log(model, place.path());
  for (const int replication : {0, 1, 2}) {
    const ReplicationListener part = log.started(replication);
    part.happening(happening(replication, HappeningKind::Arrival, 0));
    if (replication != 1) part.ended();
  }
  log.finished(0, {});
  log.close();
  CHECK(text_of(place.path() / "events.csv") ==
        "replication,patient,time_days,date_time,event,state,reason\r\n"
        "0,referrals:17,0,2026-01-05T00:00:00,referral,day,\r\n");
  CHECK(stepdown::tests::entries_of(place.path()) == std::vector<std::string>{"events.csv"});
}

TEST_SUITE_END();
