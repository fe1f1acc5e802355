#include "analysis/catalog/families.hpp"

namespace stepdown::analysis {

namespace {

using models::PersonMoments;

/// One sum for each person, over the time of `economics`.
PersonFigure per_person(std::string_view name,
                        std::string_view unit,
                        std::string_view definition,
                        FromCell<const PersonMoments&> moments) {
  return {.name = name,
          .unit = unit,
          .where = all_and_groups,
          .definition = definition,
          .measure = PerPerson{moments,
                               [](const auto& cell) { return cell.economics.followed; },
                               "nobody was followed from arrival for the time of `economics`"},
          .only_with_economics = true};
}

}  // namespace

std::vector<PersonFigure> economic_figures() {
  return {
      per_person("person_cost",
                 "money / person",
                 "costs of a person over the time of `economics` from arrival, discounted: their "
                 "days in levels, in community states and waiting, and admissions; none of what "
                 "costs whoever is there. This and the next three of people who arrive in the "
                 "window and whose whole time lies in it",
                 [](const auto& cell) -> const PersonMoments& { return cell.economics.cost; }),
      per_person("qaly",
                 "years / person",
                 "years of life over the same time, each times its utility, discounted",
                 [](const auto& cell) -> const PersonMoments& { return cell.economics.qalys; }),
      per_person(
          "life_years",
          "years / person",
          "years of life over the same time, discounted; nobody lives on after an exit called "
          "death or "
          "in an outcome called so",
          [](const auto& cell) -> const PersonMoments& { return cell.economics.life_years; }),
      per_person(
          "net_benefit",
          "money / person",
          "qaly x the first `willingness_to_pay` - person_cost",
          [](const auto& cell) -> const PersonMoments& { return cell.economics.net_benefit; }),
  };
}

}  // namespace stepdown::analysis
