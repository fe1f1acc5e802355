#include "analysis/catalog/families.hpp"
#include "analysis/statistics/ratio.hpp"

namespace stepdown::analysis {

namespace {

constexpr auto index_admissions = [](const auto& cell, double days) {
  const std::int64_t people = cell.index_admissions;
  return Number{static_cast<double>(people) * days_per_year / days, people};
};

constexpr auto never_treated = [](const auto& cell, double) {
  const auto treated = static_cast<std::int64_t>(cell.time_to_treatment.count());
  const std::int64_t settled = treated + cell.never_treated;
  return Number{ratio(cell.never_treated, settled), settled};
};

constexpr auto untreated = [](const auto& cell, double) {
  return Number{static_cast<double>(cell.untreated_inside), cell.referred};
};

}  // namespace

/// How people come into care.
std::vector<PersonFigure> access_figures() {
  constexpr Where where = Where::All | Where::Groups;
  return {
      {"index_admissions",
       "people",
       where,
       "people whose first admission to a level after the end of warm-up was seen. That is "
       "their index admission, whatever came before it: a step-down counts for someone who was "
       "in care when warm-up ended",
       PersonNumbers{{{"per_year", index_admissions}}}},
      {"time_to_treatment",
       "days",
       where,
       "referral to the first admission ever, of people referred in the window and admitted by "
       "the horizon; who was not yet is in untreated",
       PersonLengths{
           [](const auto& cell) -> const sim::LogHistogram& { return cell.time_to_treatment; }}},
      {.name = "time_to_any_place",
       .unit = "days",
       .where = where,
       .definition =
           "as time_to_treatment, or to the first bridge if that was before: a place of another "
           "level while they wait",
       .measure = PersonLengths{[](const auto& cell) -> const sim::LogHistogram& {
         return cell.time_to_any_place;
       }},
       .only_with = models::Feature::Bridge},
      {"never_treated",
       "people",
       where,
       "people referred in the window who left for good without any admission; share: of these "
       "and the admitted ones",
       PersonNumbers{.numbers = {{"share", never_treated, About::People}},
                     .comes_in_bursts = true}},
      {"untreated",
       "people",
       where,
       "people referred in the window, still inside at the horizon and never admitted yet; n: "
       "all people referred in the window",
       PersonNumbers{{{"count", untreated}}}},
  };
}

}  // namespace stepdown::analysis
