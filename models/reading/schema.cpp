#include "models/reading/schema.hpp"

#include "models/reading/overrides.hpp"
#include "models/reading/read_admission.hpp"
#include "models/reading/read_arrivals.hpp"
#include "models/reading/read_attendance.hpp"
#include "models/reading/read_attributes.hpp"
#include "models/reading/read_beside.hpp"
#include "models/reading/read_dates.hpp"
#include "models/reading/read_economics.hpp"
#include "models/reading/read_effects.hpp"
#include "models/reading/read_exits.hpp"
#include "models/reading/read_medications.hpp"
#include "models/reading/read_money.hpp"
#include "models/reading/read_places.hpp"
#include "models/reading/read_poisson.hpp"
#include "models/reading/read_pools.hpp"
#include "models/reading/read_reviews.hpp"
#include "models/reading/read_run.hpp"
#include "models/reading/read_scenario.hpp"
#include "models/reading/read_season.hpp"
#include "models/reading/read_services.hpp"
#include "models/reading/read_start_from.hpp"
#include "models/reading/read_states.hpp"
#include "models/reading/read_tracks.hpp"
#include "models/reading/read_waiting.hpp"
#include "models/reading/schema_calibration.hpp"
#include "models/reading/schema_distributions.hpp"
#include "models/reading/schema_sweep.hpp"
#include "models/reading/schema_types.hpp"
#include "sim/contract.hpp"

#include <algorithm>
#include <vector>

namespace stepdown::models::schema {
namespace {

// In the order of the reference.
std::vector<Section> sections_of_states() {
  return {
      scenario_section,
      variant_section,
      run_section,
      attributes_section,
      levels_section,
      level_section,
      places_section,
      groups_section,
      caseload_section,
      reserved_section,
      reserved_attribute_section,
      tracks_section,
      track_section,
      only_section,
      pools_section,
      pool_section,
      staff_section,
      role_section,
      waiting_section,
      patience_section,
      waiting_exits_section,
      waiting_exit_section,
      bridge_section,
      admission_section,
      hours_section,
      cohort_section,
      discharge_section,
      reviews_section,
      drug_tests_section,
      authorization_section,
      attendance_section,
      alongside_section,
      companion_section,
      services_section,
      service_section,
      crisis_section,
      posts_section,
      post_section,
      prices_section,
      session_prices_section,
      costs_section,
      level_exits_section,
      level_exit_section,
      transfer_section,
      community_section,
      community_state_section,
      community_costs_section,
      community_exits_section,
      community_exit_section,
      outcome_section,
  };
}

std::vector<Section> sections_of_people() {
  return {
      arrivals_section,
      source_section,
      source_attributes_section,
      poisson_section,
      weekday_section,
      month_section,
      seasonal_section,
      scheduled_section,
      dates_section,
      start_from_section,
      start_state_section,
      medications_section,
      medication_section,
      beginnings_section,
      beginning_section,
      effects_section,
      effect_section,
      economics_section,
  };
}

}  // namespace

std::span<const Section> pathway_sections() {
  static const std::vector<Section> all = [] {
    std::vector<Section> both = sections_of_states();
    const std::vector<Section> more = sections_of_people();
    both.insert(both.end(), more.begin(), more.end());
    return both;
  }();
  return all;
}

std::span<const Section> sections() {
  static const std::vector<Section> all = [] {
    std::vector<Section> both{pathway_sections().begin(), pathway_sections().end()};
    both.insert(both.end(), distribution_sections().begin(), distribution_sections().end());
    return both;
  }();
  return all;
}

std::vector<Keys> forms_of(const Section& section) {
  std::vector<Keys> forms;
  if (section.forms.empty()) return forms;
  forms.emplace_back();
  std::string_view rest = section.forms;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find_first_of(" |"), rest.size());
    if (end > 0) forms.back().push_back(rest.substr(0, end));
    if (end < rest.size() && rest[end] == '|') forms.emplace_back();
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return forms;
}

const Section* find_section(std::string_view name) {
  const auto called = [name](std::span<const Section> all) {
    const auto found = std::ranges::find(all, name, &Section::name);
    return found == all.end() ? nullptr : &*found;
  };
  if (const Section* const found = called(sections())) return found;
  const Section* const found = called(sweep_sections());
  return found == nullptr ? called(calibration_sections()) : found;
}

std::string_view expected_of(std::string_view type) {
  for (const auto all : {types(), sweep_types(), calibration_types()}) {
    const auto found = std::ranges::find(all, type, &Type::name);
    if (found != all.end()) return found->expected;
  }
  sim::expects(find_section(type) != nullptr, "each key has a known type");
  return "a mapping";
}

}  // namespace stepdown::models::schema
