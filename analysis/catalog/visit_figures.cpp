#include "analysis/catalog/families.hpp"
#include "analysis/statistics/ratio.hpp"

#include <cstdint>

namespace stepdown::analysis {

namespace {

using models::Counter;

/// People referred in the window, wherever to.
std::int64_t referred(const Seen& seen) {
  std::int64_t people = 0;
  for (const models::SourceObservations& source : seen.all.sources)
    people += source.arrivals;
  return people;
}

template <Counter visits>
Number per_person(const Seen& seen) {
  return {ratio(seen.here[visits], referred(seen)), referred(seen)};
}

}  // namespace

/// How often people come to a level, each in their whole story. Nobody is followed to the end: what
/// those referred before the window do in it stands for what those referred in it do after it. This
/// holds in the long run, if as many are referred at any time, and then the horizon cuts nothing
/// off.
std::vector<Figure> visit_figures() {
  using enum WideTable;
  return {
      {"visits_per_person",
       "admissions per person",
       Where::Levels | Where::Groups,
       "admissions to the level in the window / people referred to anywhere in the window: in the "
       "long run how often a person comes there, the horizon cuts nothing off; after too short a "
       "warm-up too low",
       Numbers{{"ratio", per_person<Counter::Admissions>, About::People}},
       {{Levels,
         "visits_per_person",
         "admissions / person",
         "how often a person is admitted here: admissions / people referred to anywhere",
         "ratio",
         Part::Value,
         false,
         "admissions_per_year"}}},
      {"ever_visited",
       "people per person",
       Where::Levels | Where::Groups,
       "people admitted to the level in the window for the first time ever / people referred to "
       "anywhere in the window: in the long run the share who ever come there, the horizon cuts "
       "nothing off; after too short a warm-up too low",
       Numbers{{"ratio", per_person<Counter::FirstVisits>, About::People}},
       {{Levels,
         "ever_visited",
         "people / person",
         "share of people who are ever admitted here: first admissions / people referred to "
         "anywhere",
         "ratio",
         Part::Value,
         false,
         "visits_per_person"}}},
  };
}

}  // namespace stepdown::analysis
