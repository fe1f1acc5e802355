#include "tests/support/simulated.hpp"
#include "tests/validation/agreement.hpp"
#include "tests/validation/closed_forms.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <numeric>
#include <string>
#include <vector>

// Staff as a limit that two levels share: against the M/M/c that both are together, where a person
// takes as many hours at both, and against the knapsack that they are where not.
namespace stepdown::tests {
namespace {

using models::Counter;
using models::Headcount;
using models::Model;
using models::Observations;
using models::StateObservations;

// Three counselors with 20 h of sessions a week each, of which everybody takes 2 h: 30 people.
const std::string clinic = R"(
schema: 1
name: Shared staff
start: 2026-01-05
run: {warm_up: 300 d, horizon: 3300 d, replications: 100}
staff:
  counselor: {productive: 0.5, at_hand: 3}
levels:
  php:
    places: {staff: counselor}
    treatment_time: {exponential: {mean: 20 d}}
    to: out
    services: {individual: {sessions_a_week: 1, lasts: 2 h, role: counselor}}
  iop:
    places: {staff: counselor}
    treatment_time: {exponential: {mean: 20 d}}
    to: out
    services: {individual: {sessions_a_week: 4, lasts: 30 min, role: counselor}}
outcomes: [out]
arrivals:
  all: {poisson: {rate: 1.2 /d}, to: {php: 0.4, iop: 0.6}}
)";

// Of 12 h a person takes 2 h in php and 1 h in iop.
const std::string knapsack = R"(
schema: 1
name: Shared hours
start: 2026-01-05
run: {warm_up: 100 d, horizon: 2100 d, replications: 40}
staff:
  counselor: {productive: 0.5, at_hand: 0.6}
levels:
  php:
    places: {staff: counselor}
    treatment_time: 8 d
    to: out
    services: {individual: {sessions_a_week: 1, lasts: 2 h, role: counselor}}
    waiting: {limit: 0, turned_away_to: out}
  iop:
    places: {staff: counselor}
    treatment_time: {exponential: {mean: 10 d}}
    to: out
    services: {individual: {sessions_a_week: 2, lasts: 30 min, role: counselor}}
    waiting: {limit: 0, turned_away_to: out}
outcomes: [out]
arrivals:
  all: {poisson: {rate: 0.8 /d}, to: {php: 0.5, iop: 0.5}}
)";

struct KnapsackClass {
  double load = 0;  ///< requests a day x mean stay
  int size = 0;     ///< units of a person
};

/// The chance that a request finds fewer than its size of `units` free, by class, whatever the law
/// of stays is: by the recursion of Kaufman (1981) and Roberts for the units in use,
///
///     j q(j) = sum over classes k of load_k size_k q(j - size_k).
std::vector<double> knapsack_blocking(int units, const std::vector<KnapsackClass>& classes) {
  std::vector<double> q{1};
  for (int j = 1; j <= units; ++j) {
    double sum = 0;
    for (const KnapsackClass& one : classes)
      if (j >= one.size) sum += one.load * one.size * q[static_cast<std::size_t>(j - one.size)];
    q.push_back(sum / j);
  }
  const double all = std::accumulate(q.begin(), q.end(), 0.0);
  std::vector<double> blocking;
  for (const KnapsackClass& one : classes)
    blocking.push_back(std::accumulate(q.end() - one.size, q.end(), 0.0) / all);
  return blocking;
}

/// The same with 3 h and a list with room for one at each level, php served first, as a Markov
/// chain. People come to each level as often as a stay ends.
class Lists {
 public:
  struct State {
    int php = 0;  ///< there
    int iop = 0;
    int php_list = 0;
    int iop_list = 0;
  };

  /// The shares of time of all states, by number.
  Lists() {
    share_[0] = 1;
    constexpr int steps = 4000;
    for (int step = 0; step < steps; ++step)
      share_ = after_a_step();
  }

  /// The mean of something over time.
  template <class Of>
  [[nodiscard]] double mean(const Of& of) const {
    double sum = 0;
    for (std::size_t number = 0; number < share_.size(); ++number)
      if (share_[number] > 0) sum += share_[number] * of(state_of(static_cast<int>(number)));
    return sum;
  }

 private:
  using Shares = std::array<double, 32>;

  [[nodiscard]] static State state_of(int number) {
    return {number / 16, number / 4 % 4, number / 2 % 2, number % 2};
  }
  /// Once all are admitted for whom there are hours.
  [[nodiscard]] static std::size_t number_of(State state) {
    bool are_hours_left = true;
    while (are_hours_left) {
      const int free = 3 - 2 * state.php - state.iop;
      if (state.php_list > 0 && free >= 2) {
        --state.php_list;
        ++state.php;
      } else if (state.iop_list > 0 && free >= 1) {
        --state.iop_list;
        ++state.iop;
      } else {
        are_hours_left = false;
      }
    }
    return static_cast<std::size_t>(state.php * 16 + state.iop * 4 +
                                    std::min(state.php_list, 1) * 2 + std::min(state.iop_list, 1));
  }
  /// In a step one of 6 things of the same rate happens, at the most.
  [[nodiscard]] Shares after_a_step() const {
    Shares next{};
    for (std::size_t number = 0; number < share_.size(); ++number) {
      const State now = state_of(static_cast<int>(number));
      const double share = share_[number] / 6;
      const auto go = [&](State to, int rate) { next[number_of(to)] += share * rate; };
      go({now.php, now.iop, now.php_list + 1, now.iop_list}, 1);
      go({now.php, now.iop, now.php_list, now.iop_list + 1}, 1);
      if (now.php > 0) go({now.php - 1, now.iop, now.php_list, now.iop_list}, now.php);
      if (now.iop > 0) go({now.php, now.iop - 1, now.php_list, now.iop_list}, now.iop);
      go(now, 4 - now.php - now.iop);
    }
    return next;
  }

  Shares share_{};
};

/// Of both levels together.
template <class Amount>
double sum_of(const Observations& seen, const Amount& amount) {
  return amount(seen.states[0]) + amount(seen.states[1]);
}

TEST_SUITE_BEGIN("validation");

// Which list a free place goes to is the same to all of them together: they stay equally long.
TEST_CASE("validation: levels that share staff agree with M/M/c of all their people") {
  const Model model = model_of(clinic);
  const std::vector<Observations> runs = observe(model, model.replications);
  const Mmc q{30, 1.2, 1.0 / 20};
  const auto p_wait = each(runs, [](const Observations& seen) {
    const auto count = [&seen](Counter counter) {
      return sum_of(seen, [counter](const StateObservations& level) {
        return static_cast<double>(level[counter]);
      });
    };
    return count(Counter::Delayed) / count(Counter::Requests);
  });
  const auto mean = [&runs](Headcount headcount) {
    return each(runs, [headcount](const Observations& seen) {
      return sum_of(
          seen, [headcount](const StateObservations& level) { return level[headcount].mean(); });
    });
  };
  check_agreement("two levels, one role: share who wait", p_wait, q.p_wait(), 0.2);
  check_agreement("two levels, one role: mean list", mean(Headcount::List), q.mean_list(), 0.25);
  check_agreement("two levels, one role: mean census", mean(Headcount::Census), q.load(), 0.02);
  // Of one counselor less, or of half the counselors for each level.
  check_refusal(p_wait, erlang_c(29, q.load()));
  check_refusal(p_wait, erlang_c(15, q.load() / 2));
}

TEST_CASE("validation: levels that share hours agree with the stochastic knapsack") {
  const Model model = model_of(knapsack);
  const std::vector<Observations> runs = observe(model, model.replications);
  // 12 h in whole hours: php takes two, iop one.
  const double php = 0.4 * 8;
  const double iop = 0.4 * 10;
  const std::vector<double> exact = knapsack_blocking(12, {{php, 2}, {iop, 1}});
  const auto turned_away = [&runs](std::size_t level) {
    return each(runs, [level](const Observations& seen) {
      const StateObservations& here = seen.states[level];
      return static_cast<double>(here[Counter::TurnedAway]) /
             static_cast<double>(here[Counter::Requests]);
    });
  };
  const auto census = [&runs](std::size_t level) {
    return each(runs, [level](const Observations& seen) {
      return seen.states[level][Headcount::Census].mean();
    });
  };
  const auto full = [&runs](std::size_t level) {
    return each(runs, [level](const Observations& seen) {
      return sim::to_days(seen.states[level].full_time) / seen.window_days;
    });
  };
  check_agreement("12 h, two levels: turned away who take 2 h", turned_away(0), exact[0], 0.15);
  check_agreement("12 h, two levels: turned away who take 1 h", turned_away(1), exact[1], 0.15);
  check_agreement(
      "12 h, two levels: census of those with 2 h", census(0), php * (1 - exact[0]), 0.05);
  check_agreement(
      "12 h, two levels: census of those with 1 h", census(1), iop * (1 - exact[1]), 0.05);
  // Who comes at a random moment is turned away while there is no room.
  check_agreement("12 h, two levels: full for those who take 2 h", full(0), exact[0], 0.15);
  check_agreement("12 h, two levels: full for those who take 1 h", full(1), exact[1], 0.15);
  // If all took an hour and a half, or one.
  check_refusal(turned_away(0), erlang_b(8, php + iop));
  check_refusal(turned_away(1), erlang_b(12, php + iop));
}

TEST_CASE("validation: lists of levels that share hours agree with a Markov chain") {
  const Model model = model_of(knapsack,
                               {"staff.counselor.at_hand=0.15",
                                "levels.php.treatment_time={exponential: {mean: 1 d}}",
                                "levels.iop.treatment_time={exponential: {mean: 1 d}}",
                                "levels.php.waiting.limit=1",
                                "levels.iop.waiting.limit=1",
                                "arrivals.all.poisson.rate=2 /d"});
  const std::vector<Observations> runs = observe(model, model.replications);
  const Lists exact;
  const auto mean = [&runs](std::size_t level, Headcount headcount) {
    return each(runs, [level, headcount](const Observations& seen) {
      return seen.states[level][headcount].mean();
    });
  };
  using State = Lists::State;
  const auto listed_php = [](const State& now) { return now.php_list; };
  const auto listed_iop = [](const State& now) { return now.iop_list; };
  check_agreement("3 h, two lists: list of those who take 2 h",
                  mean(0, Headcount::List),
                  exact.mean(listed_php),
                  0.1);
  check_agreement("3 h, two lists: list of those who take 1 h",
                  mean(1, Headcount::List),
                  exact.mean(listed_iop),
                  0.1);
  check_agreement("3 h, two lists: census of those who take 2 h",
                  mean(0, Headcount::Census),
                  exact.mean([](const State& now) { return now.php; }),
                  0.1);
  check_agreement("3 h, two lists: census of those who take 1 h",
                  mean(1, Headcount::Census),
                  exact.mean([](const State& now) { return now.iop; }),
                  0.1);
}

TEST_SUITE_END();

}  // namespace
}  // namespace stepdown::tests
