#include "models/stay_law.hpp"

#include "sim/contract.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace stepdown::models {
namespace {

/// The integral of `of` by Gauss and Legendre's rule with five points.
template <class Function>
double integral(const Function& of, double from, double to) {
  constexpr std::array<double, 3> points{0, 0.538469310105683091, 0.906179845938663993};
  constexpr std::array<double, 3> weights{
      0.568888888888888889, 0.478628670499366468, 0.236926885056189088};
  const double middle = (from + to) / 2;
  const double half = (to - from) / 2;
  double sum = weights[0] * of(middle);
  for (std::size_t i = 1; i < points.size(); ++i)
    sum += weights[i] * (of(middle - half * points[i]) + of(middle + half * points[i]));
  return half * sum;
}

/// The cubic through two values with these slopes, at the share t of the way.
double hermite(double width, double left, double slope, double right, double end_slope, double t) {
  const double rest = 1 - t;
  return (1 + 2 * t) * rest * rest * left + t * rest * rest * width * slope +
         t * t * (3 - 2 * t) * right - t * t * rest * width * end_slope;
}

constexpr double negligible = 1e-9;  // of the mean stay
constexpr double longest = 1e9;      // days; a heavier tail is cut there

}  // namespace

double StayLaw::split_survival(std::size_t split, double days) const {
  const SplitExit& exit = model_->splits_in(*behavior_)[split];
  return exit.probability *
         sim::survival(model_->distributions[index_of(exit.time)], days / exit.time_factor);
}

double StayLaw::survival(double days) const {
  double left = 1;
  const std::size_t splits = behavior_->splits.count;
  if (splits > 0) left = 0;
  for (std::size_t i = 0; i < splits; ++i)
    left += split_survival(i, days);
  for (const RaceExit& race : model_->races_in(*behavior_)) {
    const double alone =
        sim::survival(model_->distributions[index_of(race.time)], days / race.time_factor);
    left *= race.hazard_ratio == 1 ? alone : std::pow(alone, race.hazard_ratio);
  }
  return left;
}

bool StayLaw::has_mean() const {
  const auto is_finite = [this](const auto& exit) {
    return std::isfinite(sim::mean(model_->distributions[index_of(exit.time)]));
  };
  const auto splits = model_->splits_in(*behavior_);
  return (!splits.empty() && std::ranges::all_of(splits, is_finite)) ||
         std::ranges::any_of(
             model_->races_in(*behavior_),
             [&](const RaceExit& race) { return race.hazard_ratio >= 1 && is_finite(race); }) ||
         landmarks().back() < longest;
}

std::vector<double> StayLaw::landmarks() const {
  std::vector<double> found{0};
  const auto add = [this, &found](const auto& exit) {
    const sim::Distribution& time = model_->distributions[index_of(exit.time)];
    for (const double q : {1.0 - 1e-6, 0.999, 0.99, 0.9, 0.75, 0.5, 0.25, 0.1, 0.01, 0.001, 1e-6})
      found.push_back(sim::quantile_of_survival(time, q) * exit.time_factor);
    found.push_back(sim::lowest(time) * exit.time_factor);
    found.push_back(sim::highest(time) * exit.time_factor);
  };
  std::ranges::for_each(model_->splits_in(*behavior_), add);
  std::ranges::for_each(model_->races_in(*behavior_), add);
  std::erase_if(found, [](double days) { return !std::isfinite(days); });
  std::ranges::sort(found);
  const auto [again, end] = std::ranges::unique(found);
  found.erase(again, end);
  if (found.size() == 1) found.push_back(1);
  double sum = 0;
  for (std::size_t i = 1; i < found.size(); ++i)
    sum += (found[i] - found[i - 1]) * survival(found[i]);
  while (found.back() < longest &&
         !(found.back() * survival(found.back()) <= negligible / 10 * sum)) {
    sum += found.back() * survival(2 * found.back());
    found.push_back(2 * found.back());
  }
  return found;
}

/// Cuts cells until the cubic through the integral at their ends is right in the middle, too.
struct StayAges::Refiner {
  const StayLaw& law;
  double tolerance;
  std::vector<Node>& nodes;

  void add(const Node& left, double to, int depth) const {
    const auto survival = [this](double days) { return law.survival(days); };
    const double middle = (left.age + to) / 2;
    const double half = integral(survival, left.age, middle);
    const double rest = integral(survival, middle, to);
    const double width = to - left.age;
    const Node right{to, survival(to), left.integral + half + rest};
    const double guess =
        hermite(width, left.integral, left.survival, right.integral, right.survival, 0.5);
    const bool is_right =
        std::abs(integral(survival, left.age, to) - (half + rest)) <= tolerance &&
        std::abs(guess - (left.integral + half)) <= tolerance &&
        left.survival * width <= 3 * (half + rest);  // so that the cubic rises all the way
    constexpr int deepest = 32;
    if (is_right || depth == deepest || (half + rest) <= tolerance) {
      nodes.push_back(right);
      return;
    }
    add(left, middle, depth + 1);
    const Node between = nodes.back();
    add(between, to, depth + 1);
  }
};

StayAges::StayAges(const StayLaw& law) {
  sim::expects(law.has_mean(), "only stays with a mean are found in progress");
  const std::vector<double> ends = law.landmarks();
  double rough = 0;
  for (std::size_t i = 1; i < ends.size(); ++i)
    rough += (ends[i] - ends[i - 1]) * (law.survival(ends[i - 1]) + law.survival(ends[i])) / 2;
  nodes_.push_back({0, law.survival(0), 0});
  const Refiner refiner{law, negligible * rough, nodes_};
  for (std::size_t i = 1; i < ends.size(); ++i) {
    const Node left = nodes_.back();
    refiner.add(left, ends[i], 0);
  }
}

double StayAges::at(double u) const {
  const double wanted = u * mean();
  const auto right = std::ranges::lower_bound(nodes_, wanted, {}, &Node::integral);
  if (right == nodes_.begin()) return 0;
  const Node& left = *(right - 1);
  const double width = right->age - left.age;
  double low = 0;
  double high = 1;
  for (int step = 0; step < 50; ++step) {
    const double t = (low + high) / 2;
    const double there =
        hermite(width, left.integral, left.survival, right->integral, right->survival, t);
    (there < wanted ? low : high) = t;
  }
  return left.age + width * (low + high) / 2;
}

}  // namespace stepdown::models
