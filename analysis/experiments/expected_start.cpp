#include "analysis/experiments/expected_start.hpp"

#include "analysis/summary/start_effect.hpp"
#include "analysis/theory/start_path.hpp"

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <span>

namespace stepdown::analysis {

namespace {

/// One count on its way to the long run.
struct Settling {
  std::span<const double> ends;
  std::span<const double> means;
  double settled = 0;
  bool is_well_known = false;  ///< theory has it right, but for the shape of stays

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

constexpr double least_share = 0.005;   // of the long run: less never matters
constexpr double part_of_width = 0.25;  // so much off, 95 % intervals cover 92 %

/// What is off and how much of it may be, people.
struct Judged {
  double bias = 0;
  double enough = 0;
};

/// @param bias  of the mean of the window, by theory
Judged judge(double bias,
             const Settling& count,
             bool is_list,
             const std::optional<SeenCount>& seen) {
  const double settled = count.settled;
  if (!seen || !seen->half_width) {
    const double off = seen ? smaller(bias, seen->mean - settled) : bias;
    const double share = seen && seen->is_uncertain ? 0.5 : is_list ? 0.05 : 0.01;
    return {off, share * settled};
  }
  constexpr double chance = 1.5;  // half-widths: 3 standard errors
  const double width = *seen->half_width;
  const double missing = seen->mean - settled;
  if (count.is_well_known && std::abs(missing - bias) <= chance * width)
    return {bias, std::max(least_share * settled, part_of_width * width)};
  return {smaller(bias, missing), std::max(least_share * settled, width)};
}

constexpr double nobody = 0.01;  // people

std::optional<StartBias> bias_of(const Settling& count,
                                 const models::Model& model,
                                 const std::string& level,
                                 bool is_list,
                                 const std::optional<SeenCount>& seen) {
  if (!(count.settled > nobody)) return std::nullopt;
  const double window = model.horizon - model.warm_up;
  const double bias = count.bias(model.warm_up, window).value_or(0);
  const Judged judged = judge(bias, count, is_list, seen);
  if (std::abs(judged.bias) <= judged.enough) return std::nullopt;
  return StartBias{.level = level,
                   .is_list = is_list,
                   .bias = judged.bias,
                   .mean = count.settled,
                   .is_by_theory = true,
                   .settles_after_days = count.settles_after(window, judged.enough)};
}

/// Calls `look(settling, level number, whether it is the list)` for all that theory knows.
template <class Look>
void look_at_counts(const StartPath& path, const Look& look) {
  for (const StartPath::Level& level : path.levels) {
    const bool is_well_known = level.is_asked_from_outside;
    look(Settling{path.ends, level.census, level.settled_census, is_well_known},
         level.number,
         false);
    if (!level.is_list_too_long)
      look(Settling{path.ends, level.list, level.settled_list, is_well_known}, level.number, true);
  }
}

}  // namespace

std::vector<StartBias> expected_start(const models::Model& model, const SeenCounts& seen) {
  std::vector<StartBias> found;
  if (model.warm_up == 0 || model.start || changes_for_good(model)) return found;
  const auto path = start_path(model, model.horizon);
  if (!path) return found;
  look_at_counts(*path, [&](const Settling& count, std::size_t level, bool is_list) {
    const std::string& name = model.states[level].name;
    if (auto bias = bias_of(count, model, name, is_list, seen(name, is_list)))
      found.push_back(*std::move(bias));
  });
  return found;
}

std::optional<ExpectedWarmUp> expected_warm_up(const models::Model& model, double window) {
  if (model.start) return std::nullopt;
  ExpectedWarmUp expected;
  // As far as the path is fine.
  for (const double horizons : {1.0, looked_ahead, looked_ahead * looked_ahead}) {
    const auto path = start_path(model, horizons * model.horizon);
    if (!path) return std::nullopt;
    expected = {.days = 0, .level = {}};
    look_at_counts(*path, [&](const Settling& count, std::size_t level, bool /*is_list*/) {
      if (!expected.days || !(count.settled > nobody)) return;
      const auto settles = count.settles_after(window, least_share * count.settled);
      if (settles && *settles <= *expected.days) return;
      expected = {.days = settles, .level = model.states[level].name};
    });
    if (expected.days) return expected;
  }
  return expected;
}

}  // namespace stepdown::analysis
