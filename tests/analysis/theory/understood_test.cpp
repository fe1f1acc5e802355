#include "analysis/theory/understood.hpp"

#include "analysis/theory/theory_figures.hpp"
#include "models/compile/compile.hpp"
#include "sim/distributions/constant.hpp"
#include "sim/distributions/exponential.hpp"
#include "tests/support/small_models.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

using namespace stepdown;
using namespace stepdown::tests;
using analysis::Standing;
using analysis::TheoryFigure;
using analysis::TheoryReport;

TEST_SUITE_BEGIN("unit");

namespace {

/// Beyond all that are known.
constexpr auto made_for_this_test = static_cast<models::Feature>(models::feature_count);

/// One for each way of the theory to an answer.
std::vector<models::Scenario> scenarios_with_theory() {
  const sim::Exponential week{7};
  return {unlimited_level(1, week),             // renewal equations
          one_level(8, 1, week),                // Erlang C
          limited_list(8, 0, 1, week),          // Erlang B
          one_level(1, 0.1, sim::Constant{7}),  // one place
          loop(20, 1, 0.25, week),              // Jackson
          tandem_with_holding(poisson("new", 0.1, {{"first", 1}}), week, week),  // Markov chain
          impatient_level(2, 1, week, sim::Constant{3}),                         // on its own
          two_profiles(1, week)};
}

bool has_value(const TheoryFigure& figure) {
  return figure.value.has_value();
}

}  // namespace

TEST_CASE("theory: every claim vanishes where a model uses what no formula knows") {
  for (const models::Scenario& scenario : scenarios_with_theory()) {
    models::Model model = models::compile(scenario).model;
    REQUIRE(std::ranges::any_of(analysis::theory_report(model).figures, has_value));
    model.features.insert(made_for_this_test);
    const TheoryReport report = analysis::theory_report(model);
    CHECK(std::ranges::none_of(report.figures, has_value));
    CHECK_FALSE(report.is_unlimited);
    CHECK_FALSE(report.traffic);
    CHECK_FALSE(report.paths);
    CHECK_FALSE(analysis::has_poisson_census(model));
    const std::vector<std::string> reasons{
        "no long run: the pathway uses a feature without a name",
        "no census over time: the pathway uses a feature without a name",
        "no outcomes of people: the pathway uses a feature without a name"};
    for (const std::string& reason : reasons) {
      CAPTURE(reason);
      CHECK(std::ranges::find(report.footnotes, reason) != report.footnotes.end());
    }
    // What a chain does not understand of a level is told before what it does not of the pathway.
    CHECK(std::ranges::any_of(report.footnotes, [](const std::string& footnote) {
      return footnote.starts_with("no exact Markov chain: ");
    }));
  }
}

TEST_CASE("theory: a level that uses what no formula knows is named") {
  models::Model model = models::compile(one_level(8, 1, sim::Exponential{7})).model;
  model.states[0].features.insert(made_for_this_test);
  model.features.insert(made_for_this_test);
  const TheoryReport report = analysis::theory_report(model);
  CHECK(std::ranges::find(report.footnotes, "no long run: care uses a feature without a name") !=
        report.footnotes.end());
}

TEST_CASE("theory: the first thing that is not understood is told and sources come first") {
  models::Scenario scenario = impatient_level(2, 1, sim::Constant{7}, sim::Constant{3});
  scenario.arrivals = {scheduled("daily", 1, 0, {{"care", 1}})};
  const models::Model model = models::compile(scenario).model;
  models::FeatureSet known = analysis::any_waiting;
  const auto reason = [&] {
    const auto no = analysis::not_understood(model, known);
    return no ? no->reason : "";
  };
  CHECK(reason() == "arrivals of daily are not Poisson with one rate");
  known = known | analysis::any_arrivals;
  CHECK(reason() == "times in care are not exponential");
  known = known | analysis::any_stays;
  CHECK(reason().empty());
}

TEST_CASE("theory: an exact claim needs a model without effects of history") {
  models::Scenario scenario = relapse_loop(1, 10, 20, 40);
  const auto is_exact = [](const TheoryFigure& figure) {
    return figure.standing == Standing::Exact && figure.value;
  };
  CHECK(std::ranges::any_of(analysis::theory_report(models::compile(scenario).model).figures,
                            is_exact));
  models::Effect slower = effect("slower", {compare("relapses", models::Comparison::AtLeast, 1)});
  slower.stay_ratio = {2, {}};
  scenario.effects = {slower};
  CHECK(std::ranges::none_of(analysis::theory_report(models::compile(scenario).model).figures,
                             is_exact));
}

TEST_SUITE_END();
