#include "analysis/catalog/families.hpp"

#include <cstdint>

namespace stepdown::analysis {

namespace {

template <models::Counter counter>
std::int64_t count_of(const Seen& seen) {
  return seen.here[counter];
}

std::int64_t granted(const Seen& seen) {
  return seen.here[models::Counter::Renewals] - seen.here[models::Counter::RenewalsRefused];
}

}  // namespace

std::vector<Figure> review_figures() {
  using enum models::Counter;
  return {
      {"reviews",
       "reviews",
       Where::ReviewingLevels | Where::Groups,
       "reviews of people in treatment, those included that end it",
       Counts{count_of<Reviews>}},
      {"drug_tests",
       "tests",
       Where::TestingLevels | Where::Groups,
       "drug tests of people in treatment",
       Counts{count_of<DrugTests>}},
      {"positive_tests",
       "tests",
       Where::TestingLevels | Where::Groups,
       "drug tests that were positive; share: of all",
       Counts{count_of<PositiveTests>, count_of<DrugTests>}},
      {"renewals_asked",
       "requests",
       Where::AuthorizingLevels | Where::Groups,
       "requests for more authorized days, of people in treatment whose days were over",
       Counts{count_of<Renewals>}},
      {"renewals_granted",
       "requests",
       Where::AuthorizingLevels | Where::Groups,
       "such requests that were granted; share: of all",
       Counts{granted, count_of<Renewals>}},
      {"renewals_refused",
       "requests",
       Where::AuthorizingLevels | Where::Groups,
       "such requests that were not, so that treatment ended by an exit `at_renewal`; share: of "
       "all",
       Counts{count_of<RenewalsRefused>, count_of<Renewals>}},
  };
}

}  // namespace stepdown::analysis
