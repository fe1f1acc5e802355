#pragma once

#include "tests/properties/conservation.hpp"
#include "tests/support/simulated.hpp"

#include <string>
#include <vector>

namespace stepdown::tests {

/// What four weeks from a Monday on begin with in tests of numbers that change on dates.
inline const std::string dated_head = R"(
schema: 1
name: Dated numbers
start: 2026-01-05
run: {warm_up: 0 d, horizon: 28 d, replications: 1}
)";

/// What happened in the first replication, whose books and log have been checked.
inline std::string audited_story(const models::Model& model) {
  const models::Observations all = models::Simulator{model}.run(0);
  check_books(model, all);
  check_against_log(model, all, replay(model, happenings(model)));
  return story(model);
}

/// The same of a scenario without its head.
inline std::string story_of(const std::string& yaml, const std::vector<std::string>& sets = {}) {
  return audited_story(model_of(dated_head + yaml, sets));
}

}  // namespace stepdown::tests
