#include "analysis/cli/start_notes.hpp"

#include "analysis/theory/start_path.hpp"
#include "models/text/visible.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>

namespace stepdown::analysis {

namespace {

/// "the census of iop still grows, which moves its mean by some 7 %".
std::string text_of(const StartBias& bias) {
  return fmt::format("the {} of {} still {}, which moves its mean{} by {} {:.2g} %",
                     bias.is_list ? "waiting list" : "census",
                     bias.level,
                     bias.bias < 0 ? "grows" : "shrinks",
                     bias.is_list ? " and the mean wait" : "",
                     bias.is_by_theory ? "what theory expects to be" : "some",
                     100 * std::abs(bias.bias) / bias.mean);
}

/// The warm-up that would do for all; of those for which none is known, the levels.
std::string advice_for(const std::vector<StartBias>& biased, const models::Model& model) {
  double enough = 0;
  std::vector<std::string> lasting;
  bool is_by_theory = true;
  for (const StartBias& bias : biased) {
    if (bias.settles_after_days) {
      enough = std::max(enough, *bias.settles_after_days);
      continue;
    }
    is_by_theory = is_by_theory && bias.is_by_theory;
    if (std::ranges::find(lasting, bias.level) == lasting.end()) lasting.push_back(bias.level);
  }
  if (lasting.empty()) return fmt::format("a warm-up of {:g} d would do", enough);
  return fmt::format("{} {} not settle within {:g} d; --warm-up auto finds how long it takes",
                     fmt::join(lasting, ", "),
                     lasting.size() == 1 ? "does" : "do",
                     is_by_theory ? looked_ahead * model.horizon : model.horizon);
}

std::string looks_too_short(const std::vector<StartBias>& biased, const models::Model& model) {
  return fmt::format("run.warm_up: {:g} d looks too short, {}; {}",
                     model.warm_up,
                     text_of(biased.front()),
                     advice_for(biased, model));
}

}  // namespace

std::string warning_of_start(const std::vector<StartBias>& biased, const models::Model& model) {
  if (biased.empty()) return "";
  return fmt::format("warning: {}\n", models::visible(looks_too_short(biased, model)));
}

std::string warning_of_start_in(const std::string& scenario,
                                const std::vector<StartBias>& biased,
                                const models::Model& model) {
  if (biased.empty()) return "";
  return fmt::format("warning: {}: {}\n",
                     models::visible(scenario),
                     models::visible(looks_too_short(biased, model)));
}

}  // namespace stepdown::analysis
