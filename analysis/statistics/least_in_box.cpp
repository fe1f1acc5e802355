#include "analysis/statistics/least_in_box.hpp"

#include "sim/contract.hpp"

#include <algorithm>
#include <cstddef>
#include <limits>
#include <memory>
#include <nlopt.h>
#include <utility>

namespace stepdown::analysis {

namespace {

struct Destroy {
  void operator()(nlopt_opt optimizer) const { nlopt_destroy(optimizer); }
};
using Optimizer = std::unique_ptr<std::remove_pointer_t<nlopt_opt>, Destroy>;

/// The function on the unit cube, and the best of what it was so far.
class Watched {
 public:
  Watched(const BoxFunction& function, const BoxSearch& search)
      : function_{&function}, search_{&search} {}

  /// Of a point of the cube; infinite once there is to be an end.
  double at(std::span<const double> point) {
    std::vector<double> numbers;
    for (std::size_t i = 0; i < point.size(); ++i) {
      const Interval& bounds = search_->bounds[i];
      const double share = std::clamp(point[i], 0.0, 1.0);
      numbers.push_back(bounds.low + share * (bounds.high - bounds.low));
    }
    const std::optional<double> value = (*function_)(numbers);
    is_stopped_ = is_stopped_ || !value;
    if (is_stopped_) return std::numeric_limits<double>::infinity();
    ++evaluations_;
    if (!has_best() || *value < least_.value) {
      least_.at = std::move(numbers);
      least_.value = *value;
      best_.assign(point.begin(), point.end());
    }
    return *value;
  }

  [[nodiscard]] bool has_best() const { return !best_.empty(); }
  [[nodiscard]] bool is_stopped() const { return is_stopped_; }
  [[nodiscard]] int left() const { return search_->evaluations - evaluations_; }
  [[nodiscard]] bool is_good() const { return has_best() && least_.value <= search_->good_enough; }
  [[nodiscard]] bool is_over() const { return is_stopped_ || left() <= 0 || is_good(); }
  [[nodiscard]] const BoxSearch& search() const { return *search_; }
  /// On the cube.
  [[nodiscard]] const std::vector<double>& best() const { return best_; }

  [[nodiscard]] LeastInBox found(bool is_settled) const {
    LeastInBox found = least_;
    found.evaluations = evaluations_;
    found.is_settled = is_settled || is_good();
    return found;
  }

 private:
  const BoxFunction* function_;
  const BoxSearch* search_;
  LeastInBox least_;
  std::vector<double> best_;
  int evaluations_ = 0;
  bool is_stopped_ = false;
};

/// What the library calls, and how it ends it.
struct Called {
  Watched* watched = nullptr;
  nlopt_opt optimizer = nullptr;
};

double call(unsigned count, const double* point, double* /*gradient*/, void* data) {
  const auto* const called = static_cast<const Called*>(data);
  const double value = called->watched->at({point, count});
  if (called->watched->is_stopped()) nlopt_force_stop(called->optimizer);
  return value;
}

/// Goes on with one algorithm from the best so far.
/// @returns whether it found that there is nothing better
bool go_on(Watched& watched, nlopt_algorithm algorithm, int evaluations, double step) {
  if (watched.is_over() || evaluations <= 0) return false;
  const BoxSearch& search = watched.search();
  const auto count = static_cast<unsigned>(search.bounds.size());
  const Optimizer optimizer{nlopt_create(algorithm, count)};
  sim::expects(optimizer != nullptr, "there is memory for an optimizer");
  Called called{&watched, optimizer.get()};
  nlopt_set_min_objective(optimizer.get(), call, &called);
  nlopt_set_lower_bounds1(optimizer.get(), 0);
  nlopt_set_upper_bounds1(optimizer.get(), 1);
  nlopt_set_maxeval(optimizer.get(), evaluations);
  nlopt_set_stopval(optimizer.get(), search.good_enough);
  nlopt_set_xtol_abs1(optimizer.get(), search.tolerance);
  nlopt_set_ftol_abs(optimizer.get(), search.same_value);
  if (step > 0) nlopt_set_initial_step1(optimizer.get(), step);
  std::vector<double> point = watched.best();
  double value = 0;
  const nlopt_result ended = nlopt_optimize(optimizer.get(), point.data(), &value);
  return ended == NLOPT_XTOL_REACHED || ended == NLOPT_FTOL_REACHED ||
         ended == NLOPT_ROUNDOFF_LIMITED;
}

}  // namespace

std::optional<LeastInBox> least_in_box(const BoxFunction& function, const BoxSearch& search) {
  sim::expects(!search.bounds.empty() && search.start.size() == search.bounds.size(),
               "a start for each number");
  sim::expects(search.evaluations >= 1, "an evaluation at least");
  constexpr double first_step = 0.05;  // of the bounds' distance
  constexpr double last_step = 0.01;
  Watched watched{function, search};
  std::vector<double> start;
  for (std::size_t i = 0; i < search.start.size(); ++i) {
    const Interval& bounds = search.bounds[i];
    sim::expects(bounds.low < bounds.high, "bounds that ascend");
    start.push_back((search.start[i] - bounds.low) / (bounds.high - bounds.low));
  }
  watched.at(start);
  go_on(watched, NLOPT_GN_DIRECT_L, std::min(search.evaluations / 2, watched.left()), 0);
  if (search.bounds.size() >= 2) go_on(watched, NLOPT_LN_BOBYQA, watched.left(), first_step);
  const bool is_settled = go_on(
      watched, NLOPT_LN_SBPLX, watched.left(), search.bounds.size() >= 2 ? last_step : first_step);
  if (watched.is_stopped()) return std::nullopt;
  return watched.found(is_settled);
}

}  // namespace stepdown::analysis
