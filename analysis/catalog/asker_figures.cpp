#include "analysis/catalog/families.hpp"
#include "analysis/catalog/shares_of_lengths.hpp"
#include "analysis/statistics/ratio.hpp"

#include <cstdint>
#include <string_view>

namespace stepdown::analysis {

namespace {

using models::Counter;
using models::Length;

Number delayed_inside(const Seen& seen) {
  const std::int64_t requests = seen.here[Counter::InternalRequests];
  return {ratio(seen.here[Counter::InternalDelayed], requests), requests};
}

Number delayed_outside(const Seen& seen) {
  const models::StateObservations& here = seen.here;
  const std::int64_t requests = here[Counter::Requests] - here[Counter::InternalRequests];
  return {ratio(here[Counter::Delayed] - here[Counter::InternalDelayed], requests), requests};
}

template <Length length>
Figure wait_of() {
  Figure figure = figure_of(length, Where::Levels, {});
  figure.measure = LengthsOfTime{length, shares_within<length>()};
  return figure;
}

Figure p_delay_of(std::string_view name,
                  std::string_view definition,
                  Number (*share)(const Seen&)) {
  return {name,
          "fraction",
          Where::Levels | Where::Groups,
          definition,
          Numbers{{"share", share, About::People}}};
}

}  // namespace

/// Waiting by where people came from. Columns: those of `wait` and `p_delay` in waits.csv, in rows
/// of their own.
std::vector<Figure> asker_figures() {
  std::vector<Figure> figures{
      wait_of<Length::ExternalWait>(),
      wait_of<Length::InternalWait>(),
      p_delay_of("p_delay_external",
                 "part of p_delay: requests of those who came from outside treatment: newly "
                 "referred, or returning",
                 delayed_outside),
      p_delay_of("p_delay_internal",
                 "part of p_delay: requests of those who came from a level of treatment and had "
                 "been nowhere since",
                 delayed_inside),
  };
  for (Figure& figure : figures)
    figure.comes_in_bursts = true;
  return figures;
}

}  // namespace stepdown::analysis
