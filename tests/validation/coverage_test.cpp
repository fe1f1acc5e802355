#include "tests/validation/coverage.hpp"

#include "tests/support/simulated.hpp"
#include "tests/validation/closed_forms.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <cmath>
#include <string>
#include <vector>

// Queues and losses. How to measure: coverage.hpp.
namespace stepdown::tests {
namespace {

/// Five places, mean treatment time 4 d, at a load of `rho` per place.
Mmc five_places(double rho) {
  return {.c = 5, .lambda = 5 * rho / 4, .mu = 1.0 / 4};
}

models::Model model_of_mmc(const Mmc& q, int warm_up, int observed, int replications) {
  return model_of_file("scenarios/textbook/mmc.yaml",
                       {fmt::format("levels.clinic.places.slots={}", q.c),
                        fmt::format("levels.clinic.treatment_time.exponential.mean={} d", 1 / q.mu),
                        fmt::format("arrivals.referrals.poisson.rate={} /d", q.lambda),
                        fmt::format("run.warm_up={} d", warm_up),
                        fmt::format("run.horizon={} d", warm_up + observed),
                        fmt::format("run.replications={}", replications)});
}

std::vector<Exact> exact_of(const Mmc& q) {
  return {{{"wait", "mean", "clinic", "all"}, q.mean_wait()},
          {{"census", "mean", "clinic", "all"}, q.load()},
          {{"p_delay", "share", "clinic", "all"}, q.p_wait()},
          {{"stay", "median", "clinic", "all"}, std::log(2) / q.mu},
          {{"stay", "p90", "clinic", "all"}, std::log(10) / q.mu}};
}

/// Ten places without a list, mean treatment time 4 d, two requests a day.
models::Model loss_model(int observed, int replications) {
  return model_of_file("scenarios/textbook/erlang_loss.yaml",
                       {"run.warm_up=60 d",
                        fmt::format("run.horizon={} d", 60 + observed),
                        fmt::format("run.replications={}", replications)});
}

std::vector<Exact> exact_of_loss() {
  const double b = erlang_b(10, 8);
  // P(census <= 7) is .56, P(census <= 8) .73 and P(census <= 9) .88
  return {{{"turned_away", "share", "exponential", "all"}, b},
          {{"census", "median", "exponential", "all"}, 7, true},
          {{"census", "p80", "exponential", "all"}, 9, true},
          {{"stay", "p75", "exponential", "all"}, 4 * std::log(4)},
          {{"census", "mean", "exponential", "all"}, 8 * (1 - b)},
          {{"full", "share", "exponential", "all"}, b}};
}

TEST_SUITE_BEGIN("validation");

// Relaxation time 1 / (c mu (1 - sqrt(rho))^2): 16 d at load 0.6, 304 d at 0.9. Warm-ups are eight
// of those and more.
TEST_CASE("coverage: intervals of a short queue hold the exact value") {
  for (const double load : {0.4, 0.6}) {
    const Mmc q = five_places(load);
    for (const int replications : numbers_of_replications())
      check_fixed(fmt::format("queue, load {} x {}", load, replications),
                  model_of_mmc(q, 150, 1500, replications),
                  exact_of(q));
  }
}

TEST_CASE("coverage: intervals of a heavy queue hold the exact value") {
  const Mmc q = five_places(0.9);
  for (const int replications : numbers_of_replications())
    check_fixed(fmt::format("queue, load 0.9 x {}", replications),
                model_of_mmc(q, 2500, 12000, replications),
                exact_of(q));
}

// A load of .95 takes four times as long to settle: 1250 d. Only measured, as it takes its time.
TEST_CASE("coverage: intervals of a very heavy queue hold the exact value") {
  if (numbers_of_replications().size() == 1) return;
  const Mmc q = five_places(0.95);
  check_fixed("queue, load 0.95 x 20", model_of_mmc(q, 10'000, 20'000, 20), exact_of(q));
}

TEST_CASE("coverage: intervals of a loss system hold the exact value") {
  for (const int replications : numbers_of_replications())
    check_fixed(
        fmt::format("losses x {}", replications), loss_model(700, replications), exact_of_loss());
}

// Stays of 20 d (relaxation time 75 d at load 7), so that a third of a curve is known in closed
// form: retention_30 is exp(-30 / 20).
Mmc beds(int c, double load) {
  return {.c = c, .lambda = load / 20, .mu = 1.0 / 20};
}

std::vector<Exact> exact_of_people(const Mmc& q) {
  const double p = q.p_wait();
  std::vector<Exact> exact{{{"wait", "mean", "clinic", "all"}, q.mean_wait()},
                           {{"p_delay", "share", "clinic", "all"}, p},
                           {{"retention_30", "share", "all", "all"}, std::exp(-30 * q.mu)}};
  if (p > 0.1)
    exact.push_back({{"wait", "p90", "clinic", "all"}, std::log(p / 0.1) / q.spare_rate()});
  return exact;
}

void check_people(const std::string& system, const Mmc& q, int observed) {
  for (const int replications : numbers_of_replications()) {
    models::Model model = model_of_mmc(q, 700, observed, replications);
    check_fixed(fmt::format("{} x {}", system, replications), model, exact_of_people(q));
  }
}

// A replication of a year sees 128 people; one of 60 d sees 21.
TEST_CASE("coverage: intervals of figures about people hold the exact value") {
  check_people("10 beds, load 7, 1 y", beds(10, 7), 365);
  check_people("10 beds, load 7, 60 d", beds(10, 7), 60);
}

// One in 113 has to wait, 13 of those whom 20 replications see.
TEST_CASE("coverage: intervals of what is rare hold the exact value or are left out") {
  check_people("10 beds, load 4, 1 y", beds(10, 4), 365);
}

TEST_CASE("coverage: intervals hold the exact value where the stopping rule ended the run") {
  const Mmc q = five_places(0.6);
  check_stopped("short queue, to 5 %", model_of_mmc(q, 150, 750, 1), exact_of(q), 0.05);
  check_stopped("loss system, to 3 %", loss_model(350, 1), exact_of_loss(), 0.03);
}

TEST_SUITE_END();

}  // namespace
}  // namespace stepdown::tests
