#include "analysis/measure/clocks.hpp"

#include "analysis/catalog/measurement.hpp"
#include "analysis/measure/impossible_kind.hpp"

#include <array>

namespace stepdown::analysis {

using models::ReasonKind;

namespace {

constexpr std::array<double, 4> weeks_to_quarter{7, 14, 30, 90};
constexpr std::array<double, 5> week_to_year{7, 30, 90, 180, 365};
constexpr std::array<double, 4> month_to_year{30, 90, 180, 365};
constexpr std::array<double, 3> years{365, 730, 1825};

constexpr ClockMeasure retention{"retention", month_to_year, true};
constexpr ClockMeasure completion{"completion", {}};
constexpr ClockMeasure recovery{"recovery", years};
constexpr ClockMeasure readmission{"readmission", week_to_year};
constexpr ClockMeasure readmission_each{"readmission_each", week_to_year};
constexpr ClockMeasure relapse{"relapse", month_to_year};
constexpr ClockMeasure relapse_each{"relapse_each", month_to_year};
constexpr ClockMeasure linkage{"linkage", weeks_to_quarter};

}  // namespace

template <class Count>
std::vector<NamedClocks<Count>> clocks_of(const models::Model& model,
                                          const models::BasicOutcomeCell<Count>& outcomes) {
  const std::string_view never_planned = why_impossible(model, ReasonKind::Planned);
  const std::string_view never_recovers = why_impossible(model, ReasonKind::Recovery);
  const std::string_view never_relapses = why_impossible(model, ReasonKind::Relapse);
  std::vector<NamedClocks<Count>> clocks{
      {retention, all, &outcomes.retention},
      {completion, all, &outcomes.completion, never_planned},
      {recovery, all, &outcomes.recovery, never_recovers},
      {readmission, all, &outcomes.readmission},
      {readmission_each, all, &outcomes.every_readmission},
      {relapse, all, &outcomes.relapse, never_relapses},
      {relapse_each, all, &outcomes.every_relapse, never_relapses},
  };
  for (std::size_t level = 0; level < model.level_count; ++level) {
    const std::string& name = model.states[level].name;
    clocks.push_back({linkage, name, &outcomes.linkage.at(level)});
    clocks.push_back({readmission_each, name, &outcomes.readmission_from.at(level)});
  }
  return clocks;
}

template std::vector<NamedClocks<std::uint32_t>> clocks_of(const models::Model&,
                                                           const models::OutcomeCell&);
template std::vector<NamedClocks<std::uint64_t>> clocks_of(const models::Model&,
                                                           const models::PooledCell&);

}  // namespace stepdown::analysis
