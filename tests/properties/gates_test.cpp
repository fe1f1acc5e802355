#include "tests/properties/conservation.hpp"
#include "tests/properties/random_network.hpp"
#include "tests/properties/replay.hpp"
#include "tests/support/simulated.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <utility>
#include <vector>

// Levels that do not take people up at any time, held against the log alone: with weekday and hour
// worked out here, and groups told apart by the start at which people came.
namespace stepdown::tests {
namespace {

using models::AdmissionRule;
using models::Happening;
using models::HappeningKind;
using models::Model;
using sim::Ticks;
using std::chrono::hours;

constexpr std::uint64_t networks = 120;

/// All networks begin on a Monday.
bool is_in_office(Ticks time) {
  const auto day = time / sim::one_day;
  const Ticks of_day = time - day * sim::one_day;
  return day % 7 < 5 && of_day >= hours{9} && of_day < hours{17};
}

bool is_start(Ticks time) {
  return time % (7 * sim::one_day) == hours{9};
}

/// Who is in closed groups, by level: each person's start.
class Groups {
 public:
  void come(const Happening& h, std::size_t level) {
    go(h.person);
    inside_[h.person] = {level, h.time};
  }
  /// Somebody who moves in a ring belongs to no start.
  void go(std::uint32_t person) { inside_.erase(person); }

  [[nodiscard]] std::size_t running(std::size_t level) const {
    std::set<Ticks> starts;
    for (const auto& [person, where] : inside_)
      if (where.first == level) starts.insert(where.second);
    return starts.size();
  }
  [[nodiscard]] std::size_t in_group(std::size_t level, Ticks start) const {
    std::size_t count = 0;
    for (const auto& [person, where] : inside_)
      if (where == std::pair{level, start}) ++count;
    return count;
  }

 private:
  std::map<std::uint32_t, std::pair<std::size_t, Ticks>> inside_;
};

struct Seen {
  std::int64_t in_office = 0;
  std::int64_t at_starts = 0;
  std::int64_t in_groups = 0;
  std::int64_t discharged = 0;
};

void look_at_admission(const Model& model,
                       const Happening& h,
                       const std::set<std::uint32_t>& swapping,
                       Groups& groups,
                       Seen& seen) {
  groups.go(h.person);
  const std::size_t level = index_of(h.state);
  if (level >= model.level_count || swapping.contains(h.person)) return;
  const models::StateModel& state = model.states[level];
  switch (state.admission.kind) {
    case AdmissionRule::Kind::Always:
      break;
    case AdmissionRule::Kind::Hours:
      CHECK(is_in_office(h.time));
      ++seen.in_office;
      break;
    case AdmissionRule::Kind::Cohort:
      CHECK(is_start(h.time));
      ++seen.at_starts;
      if (!state.admission.has_closed_groups()) break;
      groups.come(h, level);
      ++seen.in_groups;
      CHECK(groups.in_group(level, h.time) <= static_cast<std::size_t>(state.group_size));
      CHECK(groups.running(level) <= static_cast<std::size_t>(state.places / state.group_size));
      break;
  }
}

void look_through(const Model& model, const std::vector<Happening>& log, Seen& seen) {
  Groups groups;
  std::set<std::uint32_t> swapping;  // in this instant
  Ticks now{};
  for (const Happening& h : log) {
    if (h.time > now) swapping.clear();
    now = h.time;
    if (h.kind == HappeningKind::Swap) swapping.insert(h.person);
    if (h.kind == HappeningKind::Outcome || h.kind == HappeningKind::Request) groups.go(h.person);
    if (h.kind == HappeningKind::Admission) look_at_admission(model, h, swapping, groups, seen);
    if (h.kind == HappeningKind::DischargeHour) {
      CHECK(is_in_office(h.time));
      ++seen.discharged;
    }
  }
}

TEST_SUITE_BEGIN("property");

TEST_CASE("gates: nobody comes at another time and no group has more than its people") {
  Seen seen;
  for (std::uint64_t seed = 0; seed < networks; ++seed) {
    CAPTURE(seed);
    const Model model = model_of(random_network(seed, false, true));
    look_through(model, happenings(model), seen);
  }
  CHECK(seen.in_office > 1000);
  CHECK(seen.at_starts > 1000);
  CHECK(seen.in_groups > 500);
  CHECK(seen.discharged > 500);
}

TEST_CASE("gates: nobody and no time is lost where people wait for hours and starts") {
  for (std::uint64_t seed = 0; seed < networks; ++seed) {
    CAPTURE(seed);
    const Model model = model_of(random_network(seed, false, true, seed % 2 == 1));
    std::vector<Happening> log;
    const models::Observations all = models::Simulator{model}.run(
        0, [&log](const Happening& happening) { log.push_back(happening); });
    check_books(model, all);
    check_against_log(model, all, replay(model, log));
  }
}

TEST_CASE("gates: the two parts of a wait are the whole of it") {
  for (std::uint64_t seed = 0; seed < networks; ++seed) {
    CAPTURE(seed);
    const Model model = model_of(random_network(seed, false, true, seed % 2 == 1));
    const models::Observations all = models::Simulator{model}.run(0);
    for (std::size_t l = 0; l < model.level_count; ++l) {
      if (!model.states[l].has_gate()) continue;
      const models::StateObservations& level = all.states[l];
      CHECK(level[models::Length::SeatWait].count() == level[models::Length::Wait].count());
      CHECK(level[models::Length::StartWait].count() == level[models::Length::Wait].count());
      CHECK(level[models::Length::SeatWait].sum() + level[models::Length::StartWait].sum() ==
            doctest::Approx(level[models::Length::Wait].sum()).epsilon(1e-12));
    }
  }
}

TEST_SUITE_END();

}  // namespace
}  // namespace stepdown::tests
