#include "models/reading/schema.hpp"

#include "sim/contract.hpp"

#include <algorithm>
#include <vector>

namespace stepdown::models::schema {
namespace {

constexpr std::string_view all_future_keys[] = {"admission",
                                                "bridge",
                                                "census",
                                                "cohort",
                                                "pool",
                                                "pools",
                                                "prices",
                                                "reserved",
                                                "services",
                                                "staff",
                                                "start_from",
                                                "turnaround"};

constexpr std::string_view all_known_reasons[] = {"planned",
                                                  "escalation",
                                                  "dropout",
                                                  "administrative",
                                                  "relapse",
                                                  "death",
                                                  "review",
                                                  "authorization",
                                                  "recovery",
                                                  "moved",
                                                  "return",
                                                  "no_return",
                                                  "ended"};

constexpr std::string_view all_history_subjects[] = {"relapses",
                                                     "episodes",
                                                     "admissions",
                                                     "days_in_care",
                                                     "days_waited",
                                                     "last_exit",
                                                     "last_level",
                                                     "visited",
                                                     "attendance"};

}  // namespace

std::span<const Section> sections() {
  static const std::vector<Section> all = [] {
    std::vector<Section> both{pathway_sections().begin(), pathway_sections().end()};
    both.insert(both.end(), distribution_sections().begin(), distribution_sections().end());
    return both;
  }();
  return all;
}

const Section* find_section(std::string_view name) {
  const auto all = sections();
  const auto found = std::ranges::find(all, name, &Section::name);
  return found == all.end() ? nullptr : &*found;
}

std::string_view expected_of(std::string_view type) {
  const auto all = types();
  const auto found = std::ranges::find(all, type, &Type::name);
  if (found != all.end()) return found->expected;
  sim::expects(find_section(type) != nullptr, "each key has a known type");
  return "a mapping";
}

std::span<const std::string_view> future_keys() {
  return all_future_keys;
}
std::span<const std::string_view> known_reasons() {
  return all_known_reasons;
}
std::span<const std::string_view> history_subjects() {
  return all_history_subjects;
}

}  // namespace stepdown::models::schema
