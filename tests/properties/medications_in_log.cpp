#include "tests/properties/medications_in_log.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <utility>

namespace stepdown::tests {
namespace {

using models::Happening;
using models::HappeningKind;
using sim::Ticks;

struct Told {
  std::int64_t begun = 0;
  std::int64_t stopped = 0;
  sim::TimeSum time;
};

}  // namespace

void check_medications(const models::Model& model,
                       const models::Observations& all,
                       const std::vector<Happening>& log) {
  const Ticks from = sim::to_ticks(model.warm_up);
  const Ticks horizon = sim::to_ticks(model.horizon);
  std::vector<Told> told(model.medications.size());
  std::map<std::pair<std::uint32_t, std::size_t>, Ticks> on;  // by person and medication: since
  const auto end = [&](std::uint32_t person, std::size_t medication, Ticks now) {
    const auto found = on.find({person, medication});
    REQUIRE(found != on.end());
    told[medication].time += std::max(Ticks::zero(), now - std::max(found->second, from));
    on.erase(found);
  };
  for (const Happening& h : log) {
    const auto medication = static_cast<std::size_t>(h.reason);
    const std::int64_t counted = h.time >= from ? 1 : 0;
    if (h.kind == HappeningKind::MedicationBegins) {
      told.at(medication).begun += counted;
      const bool is_new = on.emplace(std::pair{h.person, medication}, h.time).second;
      CHECK(is_new);
    } else if (h.kind == HappeningKind::MedicationStops) {
      told.at(medication).stopped += counted;
      end(h.person, medication, h.time);
    } else if (h.kind == HappeningKind::Outcome) {
      for (std::size_t m = 0; m < told.size(); ++m)
        if (on.contains({h.person, m})) end(h.person, m, h.time);
    }
  }
  while (!on.empty())
    end(on.begin()->first.first, on.begin()->first.second, horizon);
  REQUIRE(all.medications.size() == told.size());
  for (std::size_t m = 0; m < told.size(); ++m) {
    CAPTURE(model.medications[m].name);
    CHECK(all.medications[m].begun == told[m].begun);
    CHECK(all.medications[m].stopped == told[m].stopped);
    CHECK(all.medications[m].time == told[m].time);
  }
}

}  // namespace stepdown::tests
