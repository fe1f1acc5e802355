#include "analysis/experiments/verification.hpp"

#include "analysis/report/verification_report.hpp"

#include <doctest/doctest.h>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

using namespace stepdown;
using analysis::Agreement;
using analysis::SimulatedFigure;
using analysis::Standing;
using analysis::TheoryFigure;
using analysis::Verification;
using analysis::VerificationSystem;

TEST_SUITE_BEGIN("unit");

namespace {

TheoryFigure wait_of(double value) {
  return {"care", "all", "wait", "mean", value, Standing::Exact, "Erlang C", ""};
}

/// The mean wait of 1000 people, of whom half had to wait.
analysis::SimulatedFigures simulated(SimulatedFigure figure) {
  return {{{"wait", "mean", "care", "all"}, figure},
          {{"p_delay", "share", "care", "all"}, {0.5, 0.01, figure.replications, 1000}}};
}

std::optional<double> z_of(const TheoryFigure& theory, SimulatedFigure figure) {
  const auto rows = analysis::agreements({theory}, simulated(figure));
  REQUIRE(rows.size() == 1);
  return rows.front().z;
}

}  // namespace

TEST_CASE("agreement: without any spread only rounding is agreement") {
  CHECK(z_of(wait_of(2), {2 + 1e-12, 0, 20}).value() == 0);
  CHECK_FALSE(z_of(wait_of(2), {2.1, 0, 20}));
}

TEST_CASE("agreement: figures that were not simulated or have no value are left out") {
  TheoryFigure list = wait_of(1);
  list.metric = "list";
  TheoryFigure none = wait_of(1);
  none.value.reset();
  CHECK(analysis::agreements({list, none}, simulated({1, 0.1, 20})).empty());
}

TEST_CASE("verification: a figure that is not what theory says fails") {
  Verification verification;
  verification.limit = analysis::z_limit(3, 20);
  for (const double simulated_mean : {2.01, 3.0, 0.5})
    verification.rows.push_back(
        {"M/M/1",
         analysis::agreements({wait_of(2)}, simulated({simulated_mean, 0.02, 20})).front()});
  CHECK(verification.agrees(verification.rows[0]));
  CHECK(verification.failures().size() == 2);
}

TEST_CASE("verification: what never varies fails only where chance cannot explain it") {
  Verification verification;
  verification.limit = analysis::z_limit(2, 29);
  for (const int replications : {2, 29, 30})
    verification.rows.push_back(
        {"M/M/1", analysis::agreements({wait_of(2)}, simulated({3, 0, replications})).front()});
  CHECK_FALSE(Verification::is_judged(verification.rows[0]));
  CHECK_FALSE(Verification::is_judged(verification.rows[1]));
  REQUIRE(verification.failures().size() == 1);
  CHECK(verification.failures().front() == &verification.rows[2]);
  const std::string text = analysis::verification_text(verification);
  CHECK(text.find("3 ± 0      2  cannot be judged\n") != std::string::npos);
}

TEST_CASE("verification: a system of ours is simulated and judged") {
  std::vector<VerificationSystem> loss;
  for (const VerificationSystem& system : analysis::verification_systems())
    if (system.name == "Erlang loss, fixed stays") loss.push_back(system);
  REQUIRE(loss.size() == 1);
  analysis::VerificationPlan plan;
  plan.replications = 12;
  std::vector<std::string> told;
  plan.progress = [&](int done, std::string_view name) {
    CHECK(done == static_cast<int>(told.size()));
    told.emplace_back(name);
  };
  const Verification verification = analysis::verify(plan, loss);
  CHECK(told == std::vector<std::string>{"Erlang loss, fixed stays"});
  CHECK_FALSE(verification.rows.empty());
  CHECK(verification.failures().empty());
  // what nobody does is not in the table
  for (const auto& row : verification.rows)
    CHECK(row.figure.simulated.value != 0);
}

TEST_SUITE_END();
