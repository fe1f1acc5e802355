#include "analysis/catalog/families.hpp"

#include <cstdint>

namespace stepdown::analysis {

namespace {

template <models::Counter counter>
std::int64_t count_of(const Seen& seen) {
  return seen.here[counter];
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
  };
}

}  // namespace stepdown::analysis
