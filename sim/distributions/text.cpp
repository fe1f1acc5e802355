#include "sim/distributions/text.hpp"

#include "sim/distributions/distribution.hpp"
#include "sim/distributions/kernels.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <system_error>

namespace stepdown::sim {

std::string short_number(double x) {
  std::array<char, 32> buffer{};
  constexpr double plain_below = 1e7;
  const bool is_big_whole = std::abs(x) < plain_below && x == std::round(x);
  char* const last = buffer.data() + buffer.size();
  const auto [end, error] =
      is_big_whole ? std::to_chars(buffer.data(), last, static_cast<long>(x))
                   : std::to_chars(buffer.data(), last, x, std::chars_format::general, 4);
  return error == std::errc{} ? std::string{buffer.data(), end} : std::string{"?"};
}

namespace {

std::string days(double x) {
  return std::isinf(x) ? "unlimited" : short_number(x) + " d";
}

std::string percent(double share) {
  return short_number(100 * share) + " %";
}

std::string mean_of(const Distribution& law) {
  return "mean " + days(mean(law));
}

/// "first, second and third"
std::string listed(const std::vector<std::string>& items) {
  std::string text;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i > 0) text += i + 1 == items.size() ? " and " : ", ";
    text += items[i];
  }
  return text;
}

/// "20 % a, 80 % b"
template <class Item, class Text>
std::string weighted_list(const std::vector<double>& weights,
                          const std::vector<Item>& items,
                          const Text& text) {
  std::vector<std::string> parts;
  for (std::size_t i = 0; i < items.size(); ++i)
    parts.push_back(percent(weights[i]) + " " + text(items[i]));
  return listed(parts);
}

std::string text_of(const Constant& law) {
  return "always " + days(law.value);
}

std::string text_of(const Exponential& law) {
  return "exponential (mean " + days(law.mean) + ")";
}

std::string text_of(const Erlang& law) {
  return "Erlang (" + short_number(law.phases) + " phases, mean " + days(law.mean) + ")";
}

std::string text_of(const Gamma& law) {
  return "gamma (" + mean_of(law) + ", shape " + short_number(law.shape) + ")";
}

std::string text_of(const Lognormal& law) {
  return "lognormal (median " + days(std::exp(law.mu)) + ", " + mean_of(law) + ")";
}

std::string text_of(const Weibull& law) {
  return "Weibull (" + mean_of(law) + ", shape " + short_number(law.shape) + ")";
}

std::string text_of(const LogLogistic& law) {
  return "log-logistic (median " + days(law.median) + ", shape " + short_number(law.shape) + ")";
}

std::string text_of(const Uniform& law) {
  return "uniform from " + days(law.low) + " to " + days(law.high);
}

std::string text_of(const Triangular& law) {
  return "triangular from " + days(law.low) + " over " + days(law.mode) + " to " + days(law.high);
}

std::string text_of(const BetaPert& law) {
  return "PERT from " + days(law.low) + " over " + days(law.mode) + " to " + days(law.high);
}

std::string text_of(const NormalCutAtZero& law) {
  return "normal cut at zero (" + mean_of(law) + ", sd " + days(std::sqrt(variance(law))) + ")";
}

std::string text_of(const Coxian& law) {
  return "Coxian (" + short_number(static_cast<double>(law.rates.size())) + " phases, " +
         mean_of(law) + ", cv " + short_number(coefficient_of_variation(law)) + ")";
}

std::string text_of(const HyperExponential& law) {
  return "hyperexponential (" +
         weighted_list(law.weights, law.means, [](double mean) { return "mean " + days(mean); }) +
         ")";
}

std::string text_of(const PiecewiseHazard& law) {
  std::vector<std::string> parts;
  for (std::size_t i = 0; i < law.hazards.size(); ++i) {
    std::string part = short_number(law.hazards[i]) + " a day";
    if (i < law.breakpoints.size()) part += " to " + days(law.breakpoints[i]);
    parts.push_back(part);
  }
  return "hazard of " + listed(parts);
}

std::string text_of(const Geometric& law) {
  return "review every " + days(law.interval) + ", ends with " + percent(law.probability);
}

std::string text_of(const Empirical& law) {
  return short_number(static_cast<double>(law.values.size())) + " observed values (" +
         mean_of(law) + ")";
}

std::string text_of(const EmpiricalBins& law) {
  return "histogram of " + short_number(static_cast<double>(law.weights.size())) + " bins (" +
         mean_of(law) + ")";
}

std::string text_of(const Mixture& law) {
  return "mixture of " + weighted_list(law.weights, law.components, describe);
}

std::string text_of(const Truncated& law) {
  std::string text = describe(*law.base);
  if (law.low > 0) text += ", at least " + days(law.low);
  if (std::isfinite(law.high)) text += ", at most " + days(law.high);
  return text;
}

std::string text_of(const Scaled& law) {
  return short_number(law.factor) + " times " + describe(*law.base);
}

}  // namespace

std::string describe(const Distribution& distribution) {
  return std::visit([](const auto& family) { return text_of(family); }, distribution.family());
}

}  // namespace stepdown::sim
