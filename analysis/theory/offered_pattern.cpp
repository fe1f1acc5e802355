#include "analysis/theory/offered_pattern.hpp"

#include "analysis/theory/understood.hpp"

#include <algorithm>
#include <cmath>

namespace stepdown::analysis {

namespace {

/// Days that lie in the window whole; of a window shorter than that, the day in which it begins.
std::vector<OfferedPart> observed_days(const models::Model& model, const CensusPath& path) {
  std::vector<OfferedPart> parts;
  const auto first = static_cast<std::size_t>(model.warm_up);
  const auto end = std::max(first + 1, static_cast<std::size_t>(model.horizon));
  for (std::size_t d = first; d < end && d < path.daily.size(); ++d)
    parts.push_back({std::max(0.0, path.daily[d]), std::max(0.0, path.entries[d]), 1});
  return parts;
}

}  // namespace

std::variant<std::vector<OfferedPart>, NoAnswer> offered_pattern(const models::Model& model,
                                                                 const TheoryReport& report,
                                                                 std::size_t level) {
  if (auto no = not_understood(model, one_at_a_time)) return *std::move(no);
  const StateDemand& demand = report.traffic->states[level];
  if (!(demand.rate > 0)) return NoAnswer{"nobody asks for a place"};
  if (!std::isfinite(demand.offered_load)) return NoAnswer{"stays have no finite mean"};
  if (!not_understood(model, at_one_rate) || !report.paths)
    return std::vector<OfferedPart>{{demand.offered_load, demand.rate, 1}};
  std::vector<OfferedPart> parts = observed_days(model, report.paths->states[level]);
  const bool is_asked =
      std::ranges::any_of(parts, [](const OfferedPart& part) { return part.requests > 0; });
  if (!is_asked) return NoAnswer{"nobody asks for a place while it is observed"};
  return parts;
}

}  // namespace stepdown::analysis
