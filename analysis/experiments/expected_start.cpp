#include "analysis/experiments/expected_start.hpp"

#include "analysis/summary/start_effect.hpp"
#include "analysis/theory/start_path.hpp"

#include <algorithm>
#include <cmath>
#include <span>

namespace stepdown::analysis {

namespace {

/// One count on its way to the long run.
struct Settling {
  std::span<const double> ends;
  std::span<const double> means;
  double settled = 0;

  /// How far the mean over [from, from + days) is off the long run; nothing beyond the path.
  [[nodiscard]] std::optional<double> bias(double from, double days) const {
    if (from + days > ends.back() * (1 + 1e-12)) return std::nullopt;
    double sum = 0;
    double begin = 0;
    for (std::size_t i = 0; i < ends.size() && begin < from + days; ++i) {
      const double overlap = std::min(ends[i], from + days) - std::max(begin, from);
      if (overlap > 0) sum += overlap * (means[i] - settled);
      begin = ends[i];
    }
    return sum / days;
  }

  /// The first step from which on a window of that length is off by no more than `enough`.
  [[nodiscard]] std::optional<double> settles_after(double days, double enough) const {
    const auto is_close = [&](double from) {
      const auto off = bias(from, days);
      return !off || std::abs(*off) <= enough;
    };
    const auto found =
        std::ranges::partition_point(ends, [&](double end) { return !is_close(end); });
    if (found == ends.end() || !bias(*found, days)) return std::nullopt;
    return std::ceil(*found);
  }
};

/// The one nearer to 0 of two that have the same sign; else 0.
double smaller(double a, double b) {
  if (a * b <= 0) return 0;
  return std::abs(a) < std::abs(b) ? a : b;
}

std::optional<StartBias> bias_of(const Settling& count,
                                 const models::Model& model,
                                 const std::string& level,
                                 bool is_list,
                                 const std::optional<SeenCount>& seen) {
  constexpr double nobody = 0.01;  // people
  if (!(count.settled > nobody)) return std::nullopt;
  const double window = model.horizon - model.warm_up;
  double bias = count.bias(model.warm_up, window).value_or(0);
  if (seen) bias = smaller(bias, seen->mean - count.settled);
  const auto half_width = seen ? seen->half_width : std::nullopt;
  const double matters = (half_width ? 0.005 : is_list ? 0.05 : 0.01) * count.settled;
  const double enough = std::max(matters, half_width.value_or(0));
  if (std::abs(bias) <= enough) return std::nullopt;
  return StartBias{.level = level,
                   .is_list = is_list,
                   .bias = bias,
                   .mean = count.settled,
                   .is_by_theory = true,
                   .settles_after_days = count.settles_after(window, enough)};
}

}  // namespace

std::vector<StartBias> expected_start(const models::Model& model, const SeenCounts& seen) {
  std::vector<StartBias> found;
  if (model.warm_up == 0 || changes_for_good(model)) return found;
  const auto path = start_path(model, model.horizon);
  if (!path) return found;
  for (const StartPath::Level& level : path->levels) {
    const std::string& name = model.states[level.number].name;
    const auto look = [&](const std::vector<double>& means, double settled, bool is_list) {
      const Settling count{path->ends, means, settled};
      if (auto bias = bias_of(count, model, name, is_list, seen(name, is_list)))
        found.push_back(*std::move(bias));
    };
    look(level.census, level.settled_census, false);
    if (!level.is_list_too_long) look(level.list, level.settled_list, true);
  }
  return found;
}

}  // namespace stepdown::analysis
