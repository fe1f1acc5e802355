#include "tests/support/simulated.hpp"
#include "tests/validation/agreement.hpp"
#include "tests/validation/closed_forms.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

// Places and waiting lists of one level against the textbook: Erlang B, C and A, Pollaczek and
// Khinchine, Cobham. Scenarios from scenarios/textbook, and each with parameters of our own.
namespace stepdown::tests {
namespace {

using models::Counter;
using models::Headcount;
using models::Length;
using models::Model;
using models::Observations;
using models::StateObservations;

constexpr int replications = 100;
const std::string folder = "scenarios/textbook/";

double ratio(std::int64_t part, std::int64_t whole) {
  return static_cast<double>(part) / static_cast<double>(whole);
}

/// Checks one level of `file` against M/M/c: chance of waiting, mean and 90 % quantile of the wait,
/// share within 3 days, list and census.
void check_mmc(const std::string& file, const std::vector<std::string>& sets, const Mmc& q) {
  const Model model = model_of_file(folder + file, sets);
  const std::vector<Observations> runs = observe(model, replications);
  const auto clinic = [&model](const Observations& o) -> const StateObservations& {
    return observed(model, o, "clinic");
  };
  const std::string name = fmt::format("M/M/{} load {:.3g}: ", q.c, q.load());
  const auto p_wait = each(runs, [&](const auto& o) {
    return ratio(clinic(o)[Counter::Delayed], clinic(o)[Counter::Requests]);
  });
  check_agreement(name + "share who wait", p_wait, q.p_wait(), 0.05);
  const auto wait = each(runs, [&](const auto& o) { return clinic(o)[Length::Wait].mean(); });
  check_agreement(name + "mean wait", wait, q.mean_wait(), 0.1);
  const auto p90 = each(runs, [&](const auto& o) { return clinic(o)[Length::Wait].quantile(0.9); });
  check_agreement(name + "90 % wait at most", p90, q.wait_quantile(0.9), 0.1);
  const auto soon =
      each(runs, [&](const auto& o) { return clinic(o)[Length::Wait].share_at_most(3); });
  check_agreement(name + "share within 3 d", soon, q.share_within(3), 0.05);
  const auto list = each(runs, [&](const auto& o) { return clinic(o)[Headcount::List].mean(); });
  check_agreement(name + "mean list", list, q.mean_list(), 0.1);
  const auto census =
      each(runs, [&](const auto& o) { return clinic(o)[Headcount::Census].mean(); });
  check_agreement(name + "mean census", census, q.load(), 0.02);
  // Erlang B is not Erlang C, and a wait halved is a different wait.
  check_refusal(p_wait, erlang_b(q.c, q.load()));
  check_refusal(wait, q.mean_wait() / 2);
}

TEST_SUITE_BEGIN("validation");

TEST_CASE("validation: one place with exponential treatment agrees with M/M/1") {
  check_mmc("mm1.yaml", {}, {.c = 1, .lambda = 0.4, .mu = 1.0 / 2});
}

TEST_CASE("validation: several places with exponential treatment agree with Erlang C") {
  SUBCASE("10 places as in the scenario") {
    check_mmc("mmc.yaml", {}, {.c = 10, .lambda = 2, .mu = 1.0 / 4});
  }
  SUBCASE("3 places") {
    check_mmc("mmc.yaml",
              {"levels.clinic.places.slots=3",
               "arrivals.referrals.poisson.rate=0.55 /d",
               "run.horizon=41 y"},
              {.c = 3, .lambda = 0.55, .mu = 1.0 / 4});
  }
  SUBCASE("40 places") {
    check_mmc("mmc.yaml",
              {"levels.clinic.places.slots=40", "arrivals.referrals.poisson.rate=9.2 /d"},
              {.c = 40, .lambda = 9.2, .mu = 1.0 / 4});
  }
}

TEST_CASE(
    "validation: one place with any shape of treatment time agrees with Pollaczek-Khinchine") {
  const auto check = [](const std::vector<std::string>& sets, double lambda) {
    const Model model = model_of_file(folder + "mg1.yaml", sets);
    const std::vector<Observations> runs = observe(model, replications);
    const auto check_level =
        [&](const char* level, double cv, double wrong_cv, double sensitivity) {
          const auto wait = each(
              runs, [&](const auto& o) { return observed(model, o, level)[Length::Wait].mean(); });
          check_agreement(fmt::format("M/G/1 load {:.3g} {}: mean wait", 2 * lambda, level),
                          wait,
                          mg1_mean_wait(lambda, 2, cv),
                          sensitivity);
          check_refusal(wait, mg1_mean_wait(lambda, 2, wrong_cv));
        };
    check_level("constant", 0, 1, 0.1);
    check_level("exponential", 1, 0, 0.15);
    check_level("lognormal", 2, 1, 0.3);
  };
  SUBCASE("load 0.75 as in the scenario") {
    check({}, 0.375);
  }
  SUBCASE("load 0.5") {
    check({"arrivals.to_constant.poisson.rate=0.25 /d",
           "arrivals.to_exponential.poisson.rate=0.25 /d",
           "arrivals.to_lognormal.poisson.rate=0.25 /d"},
          0.25);
  }
}

TEST_CASE("validation: a place that is made ready after each stay agrees with M/G/1 with both") {
  const double lambda = 0.25;
  const Model model = model_of_file(
      folder + "mg1.yaml",
      {"levels.exponential.places.turnaround=1 d", "arrivals.to_exponential.poisson.rate=0.25 /d"});
  const std::vector<Observations> runs = observe(model, replications);
  const auto level = [&model](const Observations& o) -> const StateObservations& {
    return observed(model, o, "exponential");
  };
  // Exponential with mean 2 d, and 1 d always: mean 3 d, standard deviation 2 d.
  const auto wait = each(runs, [&](const auto& o) { return level(o)[Length::Wait].mean(); });
  check_agreement("M/G/1 with turnaround: mean wait", wait, mg1_mean_wait(lambda, 3, 2.0 / 3), 0.1);
  const auto delayed = each(runs, [&](const auto& o) {
    return ratio(level(o)[Counter::Delayed], level(o)[Counter::Requests]);
  });
  check_agreement("M/G/1 with turnaround: share who wait", delayed, lambda * 3, 0.05);
  const auto turning =
      each(runs, [&](const auto& o) { return level(o).turnaround_time.days() / o.window_days; });
  check_agreement("M/G/1 with turnaround: places made ready", turning, lambda * 1, 0.03);
  check_refusal(wait, mg1_mean_wait(lambda, 2, 1));
  check_refusal(delayed, lambda * 2);
}

TEST_CASE("validation: without a list the share turned away is Erlang B for every shape") {
  const auto check = [](const std::vector<std::string>& sets, int c, double a) {
    const Model model = model_of_file(folder + "erlang_loss.yaml", sets);
    const std::vector<Observations> runs = observe(model, replications);
    for (const char* level : {"exponential", "lognormal", "constant"}) {
      const std::string name = fmt::format("M/G/{0}/{0} load {1} {2}: ", c, a, level);
      const auto lost = each(runs, [&](const auto& o) {
        const StateObservations& s = observed(model, o, level);
        return ratio(s[Counter::TurnedAway], s[Counter::Requests]);
      });
      check_agreement(name + "share turned away", lost, erlang_b(c, a), 0.05);
      const auto census = each(
          runs, [&](const auto& o) { return observed(model, o, level)[Headcount::Census].mean(); });
      check_agreement(name + "mean census", census, a * (1 - erlang_b(c, a)), 0.02);
      check_refusal(lost, erlang_c(c, a));
      check_refusal(lost, erlang_b(c + 1, a));
    }
  };
  SUBCASE("10 places as in the scenario") {
    check({}, 10, 8);
  }
  SUBCASE("4 places asked for by more") {
    check({"levels.exponential.places.beds=4",
           "levels.lognormal.places.beds=4",
           "levels.constant.places.beds=4",
           "arrivals.to_exponential.poisson.rate=1.25 /d",
           "arrivals.to_lognormal.poisson.rate=1.25 /d",
           "arrivals.to_constant.poisson.rate=1.25 /d"},
          4,
          5);
  }
}

TEST_CASE("validation: a list with a limit agrees with M/M/c/K") {
  const Mmc q{.c = 5, .lambda = 1.5, .mu = 1.0 / 4};
  const Model model = model_of_file(folder + "erlang_loss.yaml",
                                    {"levels.exponential.places.beds=5",
                                     "levels.exponential.waiting.limit=3",
                                     "arrivals.to_exponential.poisson.rate=1.5 /d"});
  const std::vector<Observations> runs = observe(model, replications);
  const BirthAndDeath exact = mmc_with_patience(q, 0, 8);
  const auto level = [&model](const Observations& o) -> const StateObservations& {
    return observed(model, o, "exponential");
  };
  const auto lost = each(runs, [&](const auto& o) {
    return ratio(level(o)[Counter::TurnedAway], level(o)[Counter::Requests]);
  });
  check_agreement("M/M/5/8 load 6: share turned away", lost, exact.p.back(), 0.05);
  const auto list = each(runs, [&](const auto& o) { return level(o)[Headcount::List].mean(); });
  check_agreement("M/M/5/8 load 6: mean list", list, exact.mean_list(5), 0.05);
  check_refusal(lost, erlang_b(5, 6));
}

TEST_CASE("validation: people who lose patience agree with Erlang A") {
  const auto check = [](const std::vector<std::string>& sets, const Mmc& q, double patience) {
    const Model model = model_of_file(folder + "erlang_a.yaml", sets);
    const std::vector<Observations> runs = observe(model, replications);
    const BirthAndDeath exact = mmc_with_patience(q, 1 / patience, 400);
    const auto clinic = [&model](const Observations& o) -> const StateObservations& {
      return observed(model, o, "clinic");
    };
    const std::string name =
        fmt::format("M/M/{}+M load {:.3g} patience {} d: ", q.c, q.load(), patience);
    const auto gave_up = each(runs, [&](const auto& o) {
      return ratio(clinic(o)[Counter::GaveUp], clinic(o)[Counter::Requests]);
    });
    // Of those on the list, 1 / patience a day give up.
    const double exact_share = exact.mean_list(q.c) / patience / q.lambda;
    check_agreement(name + "share who give up", gave_up, exact_share, 0.05);
    const auto p_wait = each(runs, [&](const auto& o) {
      return ratio(clinic(o)[Counter::Delayed], clinic(o)[Counter::Requests]);
    });
    check_agreement(name + "share who wait", p_wait, exact.at_least(q.c), 0.03);
    const auto list = each(runs, [&](const auto& o) { return clinic(o)[Headcount::List].mean(); });
    check_agreement(name + "mean list", list, exact.mean_list(q.c), 0.06);
    const auto census =
        each(runs, [&](const auto& o) { return clinic(o)[Headcount::Census].mean(); });
    check_agreement(name + "mean census", census, exact.mean_census(q.c), 0.01);
    // Of all who asked, admitted or not: mean list / requests a day (Little).
    const auto wait = each(runs, [&](const auto& o) {
      return (clinic(o)[Length::Wait].sum() + clinic(o)[Length::GaveUpWait].sum()) /
             static_cast<double>(clinic(o)[Length::Wait].count() +
                                 clinic(o)[Length::GaveUpWait].count());
    });
    check_agreement(name + "mean wait of all", wait, exact.mean_list(q.c) / q.lambda, 0.06);
    check_refusal(gave_up,
                  mmc_with_patience(q, 1 / (1.5 * patience), 400).mean_list(q.c) /
                      (1.5 * patience) / q.lambda);
  };
  SUBCASE("more asked than can be given as in the scenario") {
    check({}, {.c = 10, .lambda = 2.6, .mu = 1.0 / 4}, 6);
  }
  SUBCASE("2 places and little patience") {
    check({"levels.clinic.places.slots=2",
           "arrivals.referrals.poisson.rate=0.45 /d",
           "levels.clinic.waiting.patience.exponential.mean=2.5 d"},
          {.c = 2, .lambda = 0.45, .mu = 1.0 / 4},
          2.5);
  }
}

/// Mean waits of the people of each class who were admitted to a level in the observed window, from
/// the event log of one replication.
std::vector<double> waits_by_class(const Model& model, std::uint32_t replication) {
  std::vector<double> sums(model.classes.size());
  std::vector<double> counts(model.classes.size());
  std::vector<double> asked;
  for (const models::Happening& h : happenings(model, replication)) {
    if (h.kind == models::HappeningKind::Arrival) {
      asked.resize(std::max<std::size_t>(asked.size(), h.person + 1));
      asked[h.person] = sim::to_days(h.time);
    } else if (h.kind == models::HappeningKind::Admission &&
               sim::to_days(h.time) >= model.warm_up) {
      sums[models::index_of(h.who)] += sim::to_days(h.time) - asked[h.person];
      counts[models::index_of(h.who)] += 1;
    }
  }
  for (std::size_t i = 0; i < sums.size(); ++i)
    sums[i] /= counts[i];
  return sums;
}

/// Checks the waits of urgent (class 0) and routine people (class 1).
void check_cobham(const std::string& name,
                  const Model& model,
                  int runs,
                  const std::array<double, 2>& exact) {
  std::vector<double> urgent;
  std::vector<double> routine;
  for (int r = 0; r < runs; ++r) {
    const std::vector<double> waits = waits_by_class(model, static_cast<std::uint32_t>(r));
    urgent.push_back(waits[0]);
    routine.push_back(waits[1]);
  }
  check_agreement(name + "mean wait urgent", urgent, exact[0], 0.1);
  check_agreement(name + "mean wait routine", routine, exact[1], 0.2);
  check_refusal(urgent, exact[1]);
  check_refusal(routine, exact[0]);
}

TEST_CASE("validation: two classes with priority agree with Cobham") {
  SUBCASE("10 places as in the scenario") {
    const Mmc q{.c = 10, .lambda = 2.25, .mu = 1.0 / 4};
    check_cobham("M/M/10 with priority: ",
                 model_of_file(folder + "two_class_priority.yaml"),
                 60,
                 cobham(q.p_wait() / (q.c * q.mu), 0.4 * 0.9, 0.6 * 0.9));
  }
  SUBCASE("one place and a treatment time for each class") {
    // urgent: 0.15 a day, exponential mean 1 d; routine: 0.35 a day, constant 1.6 d
    // W0 = sum of lambda E[S^2] / 2 = (0.15 x 2 + 0.35 x 2.56) / 2
    check_cobham(
        "M/G/1 with priority: ",
        model_of_file(folder + "two_class_priority.yaml",
                      {"attributes.urgency={urgent: 0.3, routine: 0.7}",
                       "levels.clinic.places.slots=1",
                       "levels.clinic.treatment_time={given: urgency, urgent: {exponential: {mean: "
                       "1 d}}, routine: {constant: 1.6 d}}",
                       "arrivals.referrals.poisson.rate=0.5 /d",
                       "run.horizon=42 y"}),
        60,
        cobham((0.15 * 2 + 0.35 * 2.56) / 2, 0.15, 0.56));
  }
}

TEST_SUITE_END();

}  // namespace
}  // namespace stepdown::tests
