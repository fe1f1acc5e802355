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
  const double percent = 100 * std::abs(bias.bias) / bias.mean;
  return fmt::format("the {} of {} still {}, which moves its mean{} by {} {} %",
                     bias.is_list ? "waiting list" : "census",
                     bias.level,
                     bias.bias < 0 ? "grows" : "shrinks",
                     bias.is_list ? " and the mean wait" : "",
                     bias.is_by_theory ? "what theory expects to be" : "some",
                     fmt::format(fmt::runtime(percent < 10 ? "{:.2g}" : "{:.0f}"), percent));
}

/// Names of levels, each once.
std::vector<std::string> levels_of(const std::vector<StartBias>& biased) {
  std::vector<std::string> levels;
  for (const StartBias& bias : biased)
    if (std::ranges::find(levels, bias.level) == levels.end()) levels.push_back(bias.level);
  return levels;
}

/// "the start is still felt in 3 levels: php, iop, op; "; of one level nothing.
std::string levels_text(const std::vector<StartBias>& biased) {
  const std::vector<std::string> levels = levels_of(biased);
  if (levels.size() < 2) return "";
  return fmt::format(
      "the start is still felt in {} levels: {}; ", levels.size(), fmt::join(levels, ", "));
}

/// The warm-up that would do for all; of those for which none is known, the levels.
std::string advice_for(const std::vector<StartBias>& biased, const models::Model& model) {
  double enough = 0;
  std::vector<StartBias> lasting;
  for (const StartBias& bias : biased) {
    if (bias.settles_after_days)
      enough = std::max(enough, *bias.settles_after_days);
    else
      lasting.push_back(bias);
  }
  if (lasting.empty()) return fmt::format("a warm-up of {:g} d would do", enough);
  const std::vector<std::string> levels = levels_of(lasting);
  const bool is_by_theory = std::ranges::all_of(lasting, &StartBias::is_by_theory);
  return fmt::format("{} {} not settle within {:g} d; --warm-up auto finds how long it takes",
                     fmt::join(levels, ", "),
                     levels.size() == 1 ? "does" : "do",
                     is_by_theory ? looked_ahead * model.horizon : model.horizon);
}

std::string looks_too_short(const std::vector<StartBias>& biased, const models::Model& model) {
  return fmt::format("run.warm_up: {:g} d looks too short, {}{}; {}",
                     model.warm_up,
                     levels_text(biased),
                     text_of(biased.front()),
                     advice_for(biased, model));
}

std::string warning(const std::string& text) {
  return fmt::format("warning: {}\n", models::visible(text));
}

}  // namespace

std::string warning_of_start(const std::vector<StartBias>& biased, const models::Model& model) {
  return biased.empty() ? "" : warning(looks_too_short(biased, model));
}

std::string warning_of_start_in(const std::string& scenario,
                                const std::vector<StartBias>& biased,
                                const models::Model& model) {
  return biased.empty() ? "" : warning(scenario + ": " + looks_too_short(biased, model));
}

std::string warning_of_starts_in(std::vector<StartOfScenario> starts, const models::Model& model) {
  std::erase_if(starts, [](const StartOfScenario& one) { return one.biased.empty(); });
  if (starts.empty()) return "";
  const StartOfScenario& first = starts.front();
  if (starts.size() == 1) return warning_of_start_in(first.scenario, first.biased, model);
  std::vector<std::string> scenarios;
  std::vector<StartBias> all_biased;
  for (const StartOfScenario& one : starts) {
    scenarios.push_back(one.scenario);
    all_biased.insert(all_biased.end(), one.biased.begin(), one.biased.end());
  }
  return warning(
      fmt::format("run.warm_up: {:g} d looks too short in {} scenarios: {}; {}in the first {}; {}",
                  model.warm_up,
                  scenarios.size(),
                  fmt::join(scenarios, ", "),
                  levels_text(all_biased),
                  text_of(first.biased.front()),
                  advice_for(all_biased, model)));
}

}  // namespace stepdown::analysis
