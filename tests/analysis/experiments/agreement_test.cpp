#include "analysis/experiments/agreement.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

using namespace stepdown;
using analysis::Agreement;
using analysis::events_behind;
using analysis::SimulatedFigures;
using analysis::Standing;
using analysis::TheoryFigure;

namespace {

TheoryFigure exact(const std::string& metric, const std::string& statistic, double value) {
  return {"care", "all", metric, statistic, value, Standing::Exact, "by hand", ""};
}

/// 100 replications of 2 years: 20,000 people came, asked for a place of `care`, and a share
/// `delayed` of them had to wait.
SimulatedFigures run(double delayed) {
  constexpr std::int64_t people = 20'000;
  const auto error = [](double share) { return std::sqrt(share * (1 - share) / people); };
  return {{{"arrivals", "per_year"}, {100, 1, 100, people}},
          {{"admissions", "per_year", "care"}, {100, 1, 100, people}},
          {{"p_delay", "share", "care"}, {delayed, error(delayed), 100, people}},
          {{"wait", "within_0d", "care"}, {1 - delayed, error(delayed), 100, people}},
          {{"wait", "mean", "care"}, {2 * delayed, 0.1 * delayed, 100, people}},
          {{"wait", "p90", "care"}, {0.06, 0.007, 100, people}},
          {{"list", "mean", "care"}, {delayed / 2, 0.02 * delayed, 100, {}}},
          {{"turned_away", "share", "care"}, {0, 0, 100, people}},
          {{"turned_away", "per_year", "care"}, {0, 0, 100, 0}},
          {{"census", "mean", "care"}, {8, 0.02, 100, {}}},
          {{"utilization", "mean", "care"}, {0.8, 0.002, 100, {}}}};
}

Agreement agreement_of(const TheoryFigure& theory, double delayed) {
  const auto rows = analysis::agreements({theory}, run(delayed));
  REQUIRE(rows.size() == 1);
  return rows.front();
}

}  // namespace

TEST_SUITE_BEGIN("unit");

TEST_CASE("agreement: events behind figures by hand") {
  CHECK(events_behind(exact("p_delay", "share", 0.4), run(0.5)) == doctest::Approx(10'000));
  CHECK(events_behind(exact("p_delay", "share", 0.01), run(0.001)) == doctest::Approx(200));
  CHECK(events_behind(exact("p_delay", "share", 0.999), run(0.9995)) == doctest::Approx(20));
  CHECK(events_behind(exact("wait", "mean", 1), run(0.01)) == doctest::Approx(200));
  CHECK(events_behind(exact("list", "mean", 1), run(0.01)) == doctest::Approx(200));
  CHECK(events_behind(exact("turned_away", "per_year", 0.5), run(0)) == doctest::Approx(100));
  // 8 of 10 places are used, 9.9 by theory; the larger free part counts
  CHECK(events_behind(exact("census", "mean", 9.9), run(0.5)) == doctest::Approx(4'000));
  CHECK(events_behind(exact("utilization", "mean", 0.7), run(0.5)) == doctest::Approx(6'000));
  CHECK(events_behind(exact("wait", "mean", 1), {{{"wait", "mean", "care"}, {1, 0.1, 9, 500}}}) ==
        0);  // how many of them waited is not known
}

TEST_CASE("agreement: what is too rare to be seen is not judged") {
  // 0.8 expected in 200 years, none seen
  for (const Agreement& figure : {agreement_of(exact("turned_away", "per_year", 0.004), 0),
                                  agreement_of(exact("turned_away", "share", 4e-5), 0)}) {
    CHECK_FALSE(figure.is_judged);
    CHECK_FALSE(figure.z);
  }
  // the wait of 12 people has no normal mean; that of 2000 does
  CHECK_FALSE(agreement_of(exact("wait", "mean", 0.01), 0.0006).is_judged);
  CHECK(agreement_of(exact("wait", "mean", 0.21), 0.1).z.value() == doctest::Approx(-1));
}

TEST_CASE("agreement: what ought to have been seen is judged though nothing was") {
  const Agreement none = agreement_of(exact("turned_away", "per_year", 4), 0);
  CHECK(none.is_judged);
  CHECK_FALSE(none.z);  // off for certain
  CHECK(agreement_of(exact("turned_away", "share", 0.04), 0).is_judged);
  // and what ought not to be seen so often
  const Agreement many = agreement_of(exact("p_delay", "share", 1e-6), 0.3);
  CHECK(many.z.value() > 50);
}

TEST_CASE("agreement: a quantile of waits is not judged where about as many do not wait at all") {
  // of 20,000 people the share that waits has a standard error of 0.2 %
  CHECK_FALSE(agreement_of(exact("wait", "p90", 0), 0.095).is_judged);
  CHECK_FALSE(agreement_of(exact("wait", "p90", 0.01), 0.105).is_judged);
  CHECK(agreement_of(exact("wait", "p90", 0.01), 0.3).is_judged);
  CHECK(agreement_of(exact("wait", "p90", 0.01), 0.01).is_judged);  // far fewer wait: it must be 0
}

TEST_CASE("agreement: only exact figures are scored") {
  const std::vector<analysis::TheoryFigure> theory{
      {"care", "all", "census", "mean", 10, analysis::Standing::Exact, "m", ""},
      {"care", "all", "list", "mean", 2, analysis::Standing::OnItsOwn, "m", ""},
      {"care", "all", "wait", "mean", std::nullopt, analysis::Standing::Exact, "m", "none"},
      {"care", "all", "full", "share", 0.5, analysis::Standing::Exact, "m", ""}};
  const analysis::SimulatedFigure eleven{11, 0.5, 20};
  const auto figures =
      analysis::agreements(theory,
                           {{{"census", "mean", "care", "all"}, eleven},
                            {{"admissions", "per_year", "care", "all"}, {365, 5, 20, 7300}},
                            {{"list", "mean", "care", "all"}, eleven},
                            {{"wait", "mean", "care", "all"}, eleven}});
  REQUIRE(figures.size() == 2);
  CHECK(figures[0].difference == doctest::Approx(1));
  CHECK(figures[0].z.value() == doctest::Approx(2));
  CHECK_FALSE(figures[1].z);
}

TEST_CASE("agreement: sizing is held against those turned away and never against those who wait") {
  using analysis::Standing;
  const std::vector<analysis::TheoryFigure> theory{
      {"care", "all", "p_delay", "share", 0.02, Standing::Unlimited, "m", ""},
      {"care", "all", "one_in_n", "ratio", 50, Standing::About, "m", ""},
      {"care", "all", "turned_away", "share", 0.02, Standing::Unlimited, "m", ""},
      {"spa", "all", "turned_away", "share", 0.03, Standing::Unlimited, "m", ""},
      {"spa", "all", "turned_away", "share", 0.04, Standing::OnItsOwn, "m", ""}};
  const analysis::SimulatedFigure seen{0.02, 0.001, 20};
  const auto figures = analysis::agreements(theory,
                                            {{{"p_delay", "share", "care", "all"}, seen},
                                             {{"one_in_n", "ratio", "care", "all"}, seen},
                                             {{"turned_away", "share", "care", "all"}, seen},
                                             {{"turned_away", "share", "spa", "all"}, seen}});
  REQUIRE(figures.size() == 2);
  CHECK(figures[0].theory.value == 0.02);
  CHECK(figures[0].theory.metric == "turned_away");
  CHECK(figures[1].theory.value == 0.04);
}

TEST_CASE("agreement: the limit grows with the number of figures") {
  CHECK(analysis::z_limit(1, 1'000'000, 0.05) == doctest::Approx(1.96).epsilon(0.001));
  CHECK(analysis::z_limit(100, 40) > analysis::z_limit(10, 40));
  CHECK(analysis::z_limit(100, 10) > analysis::z_limit(100, 40));
}

TEST_SUITE_END();
