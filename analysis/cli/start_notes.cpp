#include "analysis/cli/start_notes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

namespace stepdown::analysis {

namespace {

/// "the census of iop still grows, which moves its mean by some 7 %".
std::string text_of(const StartBias& bias) {
  return fmt::format("the {} of {} still {}, which moves its mean by {} {:.2g} %",
                     bias.is_list ? "waiting list" : "census",
                     bias.level,
                     bias.bias < 0 ? "grows" : "shrinks",
                     bias.is_by_theory ? "what theory expects to be" : "some",
                     100 * std::abs(bias.bias) / bias.mean);
}

bool has_settled(const StartBias& bias) {
  return bias.settles_after_days.has_value();
}

/// The warm-up that would do for all; nothing when nothing is felt, or it is not known.
std::optional<double> enough_for(const std::vector<StartBias>& biased) {
  if (biased.empty() || !std::all_of(biased.begin(), biased.end(), has_settled))
    return std::nullopt;
  double enough = 0;
  for (const StartBias& bias : biased)
    enough = std::max(enough, bias.settles_after_days.value_or(0));
  return enough;
}

std::string looks_too_short(const std::vector<StartBias>& biased, const models::Model& model) {
  return fmt::format(
      "run.warm_up: {:g} d looks too short, {}", model.warm_up, text_of(biased.front()));
}

std::string would_do(double days) {
  return fmt::format("a warm-up of {:g} d would do", days);
}

}  // namespace

std::string warning_of_start(const std::vector<StartBias>& biased, const models::Model& model) {
  const auto enough = enough_for(biased);
  if (!enough) return "";
  return fmt::format("warning: {}; {}\n", looks_too_short(biased, model), would_do(*enough));
}

std::string warning_of_start_in(const std::string& scenario,
                                const std::vector<StartBias>& biased,
                                const models::Model& model) {
  if (biased.empty()) return "";
  const auto enough = enough_for(biased);
  return fmt::format(
      "warning: {}: {}; {}\n",
      scenario,
      looks_too_short(biased, model),
      enough ? would_do(*enough) : "--warm-up auto finds how long it takes to settle");
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
