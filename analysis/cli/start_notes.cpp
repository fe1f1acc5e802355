#include "analysis/cli/start_notes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace stepdown::analysis {

namespace {

/// "the census of iop still grows, which moves its mean by some 7 %".
std::string text_of(const StartBias& bias) {
  return fmt::format("the {} of {} still {}, which moves its mean by some {:.2g} %",
                     bias.is_list ? "waiting list" : "census",
                     bias.level,
                     bias.bias < 0 ? "grows" : "shrinks",
                     100 * std::abs(bias.bias) / bias.mean);
}

bool has_settled(const StartBias& bias) {
  return bias.settles_after_days.has_value();
}

}  // namespace

std::string warning_of_start(const std::vector<StartBias>& biased, const models::Model& model) {
  if (biased.empty() || !std::all_of(biased.begin(), biased.end(), has_settled)) return "";
  double enough = 0;
  for (const StartBias& bias : biased)
    enough = std::max(enough, bias.settles_after_days.value_or(0));
  return fmt::format("warning: run.warm_up: {:g} d looks too short, {}; MSER-5 suggests {:g} d\n",
                     model.warm_up,
                     text_of(biased.front()),
                     enough);
}

std::string note_of_drift(const std::vector<StartBias>& biased) {
  const auto drifting = std::find_if_not(biased.begin(), biased.end(), has_settled);
  if (drifting == biased.end()) return "";
  return fmt::format(
      "\nThe start is still felt: {}.\n"
      "The figures are of these days; --warm-up auto finds how long it takes to settle.\n",
      text_of(*drifting));
}

}  // namespace stepdown::analysis
