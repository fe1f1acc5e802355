#include "analysis/catalog/families.hpp"

#include <array>
#include <utility>

namespace stepdown::analysis {

namespace {

using models::PersonMoments;
using models::ReasonKind;

constexpr std::array<int, 4> status_days{30, 90, 180, 365};

constexpr auto deaths = [](const auto& cell, double days) {
  return Number{static_cast<double>(cell.deaths) / (days / days_per_year), cell.deaths};
};

constexpr auto deaths_expected = [](const auto& cell, double days) {
  return Number{cell.deaths_expected / (days / days_per_year)};
};

/// Of the 365 days from the index admission.
std::vector<PersonFigure> year_figures() {
  return {
      {"stays",
       "stays",
       all_and_groups,
       "admissions to levels in the 365 days from the index admission, this one included; this "
       "and the next four of people whose 365 days lie in the window",
       PerPerson{[](const auto& cell) -> const PersonMoments& { return cell.stays; }}},
      {"episodes",
       "episodes",
       all_and_groups,
       "runs of levels with gaps of at most episode_gap in the 365 days from the index admission",
       PerPerson{[](const auto& cell) -> const PersonMoments& { return cell.episodes; }}},
      {"days_in_care",
       "days",
       all_and_groups,
       "days in a place of a level in the 365 days from the index admission",
       PerPerson{[](const auto& cell) -> const PersonMoments& { return cell.days_in_care; }}},
      {"days_waiting",
       "days",
       all_and_groups,
       "days on a waiting list without a place in the 365 days from the index admission",
       PerPerson{[](const auto& cell) -> const PersonMoments& { return cell.days_waiting; }}},
      {"gap_days",
       "days",
       all_and_groups,
       "days out of care and not waiting before a later admission, admissions in the 365 days "
       "from the index admission",
       PerPerson{[](const auto& cell) -> const PersonMoments& { return cell.gap_days; }}},
  };
}

}  // namespace

std::vector<PersonFigure> follow_up_figures() {
  std::vector<PersonFigure> figures = year_figures();
  figures.push_back(
      {"status_<k>",
       "people",
       Where::States | Where::Waiting | Where::Groups,
       "people in this state k days after the index admission / people whose k-th day lies in "
       "the window; waiting: on a list without a place",
       StatusShares{status_days}});
  figures.push_back(
      {"deaths",
       "people",
       all_and_groups,
       "stays that ended by an exit called death or a name of that kind, in levels and in the "
       "community, and other ways to an outcome called so",
       PersonNumbers{{{"per_year", deaths}}, ReasonKind::Death}});
  figures.push_back(
      {"deaths_expected",
       "people",
       all_and_groups,
       "integral of the hazard of death that people faced in the window, effects included, "
       "plus deaths without a hazard: shares of exits, fixed times, after waiting in vain; the "
       "same as deaths on average, with far less noise",
       PersonNumbers{{{"per_year", deaths_expected}}, ReasonKind::Death}});
  for (const PersonFigure& figure : economic_figures())
    figures.push_back(figure);
  return figures;
}

}  // namespace stepdown::analysis
