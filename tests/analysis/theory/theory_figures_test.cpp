#include "analysis/theory/theory_figures.hpp"

#include "analysis/experiments/agreement.hpp"
#include "analysis/formulas/erlang.hpp"
#include "analysis/report/agreement_report.hpp"
#include "models/compile/compile.hpp"
#include "models/reading/read_scenario.hpp"
#include "sim/distributions/constant.hpp"
#include "sim/distributions/exponential.hpp"
#include "sim/distributions/lognormal.hpp"
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

TheoryReport report_of(const models::Scenario& scenario) {
  return analysis::theory_report(models::compile(scenario).model);
}

/// The figure of that name and method; null when there is none.
const TheoryFigure* find(const TheoryReport& report,
                         const std::string& state,
                         const std::string& metric,
                         const std::string& method = "") {
  const auto found =
      std::find_if(report.figures.begin(), report.figures.end(), [&](const TheoryFigure& f) {
        return f.state == state && f.metric == metric && (method.empty() || f.method == method);
      });
  return found == report.figures.end() ? nullptr : &*found;
}

double value(const TheoryReport& report,
             const std::string& state,
             const std::string& metric,
             const std::string& method = "") {
  const TheoryFigure* f = find(report, state, metric, method);
  REQUIRE(f != nullptr);
  REQUIRE(f->value);
  return *f->value;
}

bool has_note(const TheoryReport& report, const std::string& note) {
  return std::any_of(
      report.figures.begin(), report.figures.end(), [&](const auto& f) { return f.note == note; });
}

}  // namespace

TEST_CASE("theory figures: a level alone with exponential stays is exact") {
  const TheoryReport report = report_of(one_level(12, 2, sim::Exponential{5}));
  const TheoryFigure* wait = find(report, "care", "wait", "Erlang C");
  REQUIRE(wait != nullptr);
  CHECK(wait->standing == Standing::Exact);
  CHECK(wait->value.value() ==
        doctest::Approx(analysis::erlang_c(10, 12).value() / (12 / 5.0 - 2)));
  CHECK(value(report, "care", "offered_load") == doctest::Approx(10));
  CHECK(value(report, "care", "load_per_place") == doctest::Approx(10.0 / 12));
  CHECK(value(report, "care", "p_delay", "Poisson census") ==
        doctest::Approx(analysis::erlang_b(10, 12)));
}

TEST_CASE("theory figures: nobody is left in care for longer after longer") {
  const TheoryReport report = report_of(one_level(12, 2, sim::Exponential{5}));
  double before = 1;
  for (const char* const retention :
       {"retention_30", "retention_90", "retention_180", "retention_365"}) {
    CHECK(value(report, "all", retention) <= before);
    before = value(report, "all", retention);
  }
  CHECK(before == 0);
}

TEST_CASE("theory figures: a level that cannot keep up says so") {
  const TheoryReport report = report_of(one_level(10, 2.06, sim::Exponential{5}));
  const TheoryFigure* wait = find(report, "care", "wait", "Erlang C");
  REQUIRE(wait != nullptr);
  CHECK_FALSE(wait->value);
  CHECK(wait->note == "waiting list without patience and load per place 1.03: grows without end");
  CHECK(has_note(report, "more is asked for than the places can serve"));
}

TEST_CASE("theory figures: other shapes of stay are approximate but for one place") {
  const TheoryReport many = report_of(one_level(6, 1, sim::Lognormal{1.5, 0.5}));
  CHECK(find(many, "care", "wait", "Erlang C")->standing == Standing::OnItsOwn);
  REQUIRE(find(many, "care", "wait", "Lee-Longton") != nullptr);
  const TheoryReport one = report_of(one_level(1, 0.1, sim::Constant{6}));
  const TheoryFigure* wait = find(one, "care", "wait", "Pollaczek-Khinchine");
  REQUIRE(wait != nullptr);
  CHECK(wait->standing == Standing::Exact);
  // lambda E[S^2] / (2 (1 - rho)) = 0.1 x 36 / 0.8
  CHECK(wait->value.value() == doctest::Approx(4.5));
  CHECK(value(one, "care", "list", "Pollaczek-Khinchine") == doctest::Approx(0.45));
}

TEST_CASE("theory figures: loss does not depend on the shape of stay") {
  const TheoryReport report = report_of(limited_list(8, 0, 1.2, sim::Constant{6}));
  const TheoryFigure* lost = find(report, "care", "turned_away", "Erlang B");
  REQUIRE(lost != nullptr);
  CHECK(lost->standing == Standing::Exact);
  CHECK(lost->value.value() == doctest::Approx(analysis::erlang_b(7.2, 8)));
  CHECK(
      find(report_of(limited_list(8, 2, 1.2, sim::Constant{6})), "care", "turned_away")->standing ==
      Standing::OnItsOwn);
}

TEST_CASE("theory figures: a Jackson network is exact level by level") {
  const TheoryReport report = report_of(loop(12, 2, 0.4, sim::Exponential{3}));
  CHECK(find(report, "upper", "p_delay", "Erlang C")->standing == Standing::Exact);
  CHECK(value(report, "lower", "p_delay", "Erlang C") ==
        doctest::Approx(analysis::erlang_c(10, 12).value()));
}

TEST_CASE("theory figures: a Jackson network serves all kinds of people alike") {
  models::Scenario scenario = loop(12, 2, 0.4, sim::Exponential{3});
  for (models::State& state : scenario.states)
    state.waiting.order.clear();
  scenario.attributes.push_back(attribute("urgency", {{"urgent", 0.4}, {"routine", 0.6}}));
  CHECK(find(report_of(scenario), "upper", "p_delay", "Erlang C")->standing == Standing::Exact);
  // Urgent people could go other ways than those who wait the longer for it.
  models::Effect first = effect("urgent first", {is("urgency", "urgent")});
  first.priority = models::Located<int>{1, {}};
  scenario.effects.push_back(first);
  CHECK(find(report_of(scenario), "upper", "p_delay", "Erlang C")->standing == Standing::OnItsOwn);
}

TEST_CASE("theory figures: a small pathway with holding is solved as a Markov chain") {
  const TheoryReport report = report_of(tandem_with_holding(
      poisson("referrals", 0.5, {{"first", 1}}), sim::Exponential{1}, sim::Exponential{0.8}));
  const TheoryFigure* held = find(report, "first", "held", "Markov chain of the pathway");
  REQUIRE(held != nullptr);
  CHECK(held->standing == Standing::Exact);
  CHECK(held->value.value() > 0);
  CHECK(find(report, "first", "wait", "Erlang C") == nullptr);
}

TEST_CASE("theory figures: what the Markov chain answers no formula of one level answers too") {
  // The first level alone would grow without end or turn others away; the chain knows better.
  models::Scenario scenario = tandem_with_holding(
      poisson("referrals", 2, {{"first", 1}}), sim::Exponential{1}, sim::Exponential{0.8});
  scenario.states[0].waiting.limit = {3, {}};
  scenario.states[0].waiting.turned_away_to = to({{"left", 1}});
  const TheoryReport report = report_of(scenario);
  for (const TheoryFigure& f : report.figures) {
    CAPTURE(f.metric);
    CAPTURE(f.method);
    const bool is_of_waits = f.metric == "wait" || f.metric == "list" || f.metric == "turned_away";
    if (is_of_waits) CHECK(f.method == "Markov chain of the pathway");
  }
  const TheoryFigure* away = find(report, "first", "turned_away");
  REQUIRE(away != nullptr);
  CHECK(away->statistic == "share");
  CHECK(away->value.value() > 0.3);  // two a day ask, less than one comes through
  CHECK(find(report, "first", "gave_up")->value == 0);
}

TEST_CASE("theory figures: a level whose places are held has no waits on its own") {
  // as if the chain were too large
  const models::Model model =
      models::compile(tandem_with_holding(poisson("referrals", 0.5, {{"first", 1}}),
                                          sim::Exponential{1},
                                          sim::Exponential{0.8}))
          .model;
  const TheoryReport report = analysis::theory_report(model, {.most_exact_states = 1});
  CHECK(find(report, "first", "wait", "Erlang C") == nullptr);
  CHECK(has_note(report,
                 "no waits of the level alone: its places are held while second is full, which a "
                 "level on its own does not know"));
  CHECK(find(report, "second", "wait", "Erlang C") != nullptr);
  const auto is_about_second = [](const std::string& note) {
    return note.starts_with(
        "second: 100 % of its requests come from first, which is full at least 50 % of the time, "
        "as "
        "its places are held too, and sends people on ");
  };
  CHECK(std::ranges::any_of(report.footnotes, is_about_second));
}

TEST_CASE("theory figures: the shape of patience counts") {
  // M/M/9 with patience of exactly 10 d, by an independent program: 4.54 d among the admitted
  const TheoryReport report =
      report_of(impatient_level(9, 1.13, sim::Exponential{8.4}, sim::Constant{10}));
  CHECK(value(report, "care", "wait", "M/M/c+G") == doctest::Approx(4.54).epsilon(0.002));
  CHECK(value(report, "care", "p_delay", "M/M/c+G") == doctest::Approx(0.844).epsilon(0.001));
  CHECK(find(report, "care", "list", "M/M/c+G")->standing == Standing::Exact);
}

TEST_CASE("theory figures: waits by class are not exact where people come back") {
  // Jackson's theorem is about how many are there, not about the requests of one class
  const TheoryReport report = report_of(loop(12, 2, 0.4, sim::Exponential{3}));
  const TheoryFigure* wait = find(report, "upper", "wait", "Cobham");
  REQUIRE(wait != nullptr);
  CHECK(wait->standing == Standing::OnItsOwn);
}

TEST_CASE("theory figures: without a warm-up the long run is not what the run shows") {
  const std::string footnote =
      "waits and lists are of the long run; this one starts empty and observes that too";
  const auto has_footnote = [&](const TheoryReport& report) {
    return std::find(report.footnotes.begin(), report.footnotes.end(), footnote) !=
           report.footnotes.end();
  };
  models::Scenario scenario = one_level(12, 2, sim::Exponential{5});
  CHECK_FALSE(has_footnote(report_of(scenario)));
  scenario.run.warm_up.value = 0;
  const TheoryReport from_empty = report_of(scenario);
  CHECK(find(from_empty, "care", "wait", "Erlang C")->standing == Standing::LongRun);
  CHECK(has_footnote(from_empty));
}

TEST_CASE("theory figures: an outcome of those turned away is not said to be empty") {
  const TheoryReport report = report_of(limited_list(8, 0, 1.2, sim::Constant{6}));
  CHECK(has_note(report, "with unlimited places nobody comes here"));
  CHECK_FALSE(has_note(report, "nobody comes here"));
}

TEST_CASE("theory figures: the text beside a run counts all that is exact and names the worst") {
  const TheoryFigure right{"care", "all", "census", "mean", 10, Standing::Exact, "m", ""};
  const TheoryFigure hidden{"care", "all", "utilization", "mean", 1, Standing::Exact, "m", ""};
  const TheoryFigure alone{"care", "all", "list", "mean", 2, Standing::OnItsOwn, "m", ""};
  const auto text = [](const std::vector<analysis::Agreement>& figures) {
    return analysis::agreement_text(figures, 4, analysis::Page{100});
  };
  const analysis::Agreement near{right, {10.1, 0.1, 9}, 0.1, 1.0, true};
  const analysis::Agreement far{hidden, {1.5, 0.1, 9}, 0.5, 5.0, true};
  const analysis::Agreement other{alone, {3, 0.1, 9}, 1, {}};
  CHECK(text({near, other}).ends_with("0 of 1 exact figures beyond the limit\n"));
  CHECK(text({near, far, other})
            .ends_with("1 of 2 exact figures beyond the limit; the worst: care utilization mean, "
                       "1.5 by theory 1\n"));
  // no spread at all, and another value
  const analysis::Agreement certain{right, {11, 0, 9}, 1, {}, true};
  CHECK(text({certain, far})
            .ends_with("2 of 2 exact figures beyond the limit; the worst: care census mean, 11 by "
                       "theory 10\n"));
  CHECK(text({certain}).find("+1  !") != std::string::npos);
  // what is rare may not have been seen
  const TheoryFigure rare{"care", "all", "p_delay", "share", 1e-6, Standing::Exact, "m", ""};
  CHECK(
      text({near, {rare, {0, 0, 9}, -1e-6, {}}})
          .ends_with("0 of 1 exact figures beyond the limit\n"
                     "1 more not judged: of rare events, or a quantile at the edge of no wait\n"));
}

TEST_CASE("theory figures: without limits everything observed is exact") {
  models::Scenario scenario = relapse_loop(2, 20, 100, 300);
  scenario.run.warm_up.value = 0;
  scenario.run.horizon.value = 400;
  const TheoryReport report = report_of(scenario);
  CHECK(report.is_unlimited);
  CHECK(find(report, "care", "census")->standing == Standing::Exact);
  CHECK(find(report, "all", "days_in_care")->standing == Standing::Exact);
  CHECK(value(report, "care", "admissions") ==
        doctest::Approx(value(report, "care", "flow.care.home") +
                        365.0 / 400 * report.paths->states[0].midnight[400])
            .epsilon(1e-6));
  CHECK(value(report, "all", "time_to_outcome") == doctest::Approx(395).epsilon(1e-8));
  scenario.run.warm_up.value = 10;
  CHECK(find(report_of(scenario), "all", "days_in_care")->standing == Standing::Unlimited);
}

TEST_CASE("theory figures: priorities wait by their order") {
  models::Scenario scenario = one_level(10, 2.25, sim::Exponential{4});
  scenario.attributes.push_back(attribute("urgency", {{"urgent", 0.4}, {"routine", 0.6}}));
  models::Effect first = effect("urgent first", {is("urgency", "urgent")});
  first.priority = models::Located<int>{1, {}};
  scenario.effects.push_back(first);
  const TheoryReport report = report_of(scenario);
  std::vector<double> waits;
  for (const TheoryFigure& f : report.figures)
    if (f.method == "Cobham") waits.push_back(f.value.value());
  REQUIRE(waits.size() == 2);
  CHECK(waits[0] == doctest::Approx(0.4180).epsilon(0.0005));
  CHECK(waits[1] == doctest::Approx(4.180).epsilon(0.0005));
}

TEST_CASE("theory figures: without an outcome there is no long run") {
  models::Model model = models::compile(relapse_loop(1, 20, 100, 300)).model;
  for (models::RaceExit& race : model.race_exits)
    for (std::uint32_t i = 0; i < race.targets.count; ++i)
      model.targets[race.targets.first + i].state = models::StateId{2};
  const TheoryReport report = analysis::theory_report(model);
  CHECK_FALSE(report.traffic);
  REQUIRE_FALSE(report.footnotes.empty());
  CHECK(report.footnotes[0] == "no long run: nobody leaves care, home, relapsed for an outcome");
  CHECK(find(report, "care", "census") != nullptr);
}

TEST_CASE("theory figures: waits are exact only in the order in which people asked") {
  models::Scenario scenario = one_level(10, 2.25, sim::Exponential{4});
  scenario.attributes.push_back(attribute("urgency", {{"urgent", 0.4}, {"routine", 0.6}}));
  models::Effect first = effect("urgent first", {is("urgency", "urgent")});
  first.priority = models::Located<int>{1, {}};
  scenario.effects.push_back(first);
  const TheoryReport report = report_of(scenario);
  CHECK(value(report, "care", "wait", "Erlang C") == doctest::Approx(2.6749).epsilon(0.001));
  CHECK(has_note(report, "some are offered a place before others who asked earlier"));
}

TEST_CASE("theory figures: who gives up and asks again is no Poisson stream of its own") {
  // whoever gives up goes home, from where people come back
  models::Scenario scenario = impatient_level(3, 2, sim::Exponential{2}, sim::Exponential{5});
  CHECK(find(report_of(scenario), "care", "gave_up")->standing == Standing::Exact);
  scenario.states[0].waiting.gave_up_to = to({{"home", 1}});
  scenario.states.insert(
      scenario.states.begin() + 1,
      community("home", {race_exit("return", sim::Exponential{30}, {{"care", 1}})}));
  CHECK(find(report_of(scenario), "care", "gave_up", "Erlang A")->standing == Standing::OnItsOwn);
}

TEST_CASE("theory figures: a level that nobody comes to says so") {
  models::Scenario scenario = one_level(4, 1, sim::Exponential{2});
  scenario.states.insert(
      scenario.states.begin() + 1,
      level("unused", 3, sim::Exponential{2}, {split_exit("planned", 1, {{"left", 1}})}));
  const TheoryReport report = report_of(scenario);
  CHECK(has_note(report, "nobody asks for a place"));
  CHECK(find(report, "unused", "expected_stay") == nullptr);
}

TEST_CASE("theory figures: unlimited levels have places to plan with and nobody waits") {
  const TheoryReport report = report_of(unlimited_level(5, sim::Lognormal{2, 0.7}));
  CHECK(value(report, "care", "places_for_10_percent_delay") > 0);
  REQUIRE_FALSE(report.footnotes.empty());
  CHECK(report.footnotes.back() == "nobody waits: all levels that people come to are unlimited");
}

TEST_CASE("theory: whoever listens hears of each step before it is done") {
  std::vector<std::string> heard;
  const models::Model model = models::compile(relapse_loop(1, 20, 100, 300)).model;
  const auto listen = [&heard](const analysis::TheoryStep& step) {
    CHECK(step.done < step.of);
    if (heard.empty() || heard.back() != step.what) heard.emplace_back(step.what);
  };
  (void)analysis::theory_report(model, {.listener = listen});
  CHECK(heard == std::vector<std::string>{"demand in the long run",
                                          "census over time: kinds of people",
                                          "demand over time: levels",
                                          "places for the demand: levels",
                                          "waits in the long run",
                                          "what becomes of people: kinds"});
}

TEST_CASE("theory: a run that is too long to follow from day to day says so") {
  std::string kinds;
  for (int i = 0; i < 128; ++i)
    kinds += "k" + std::to_string(i) + ": 0.0078125, ";
  const models::Scenario scenario = models::read_scenario_text(
      "schema: 1\nname: Long\nstart: 2026-01-05\n"
      "run: {warm_up: 0 d, horizon: 900 y}\nattributes: {kind: {" +
          kinds.substr(0, kinds.size() - 2) +
          "}}\nlevels:\n"
          "  a: {places: unlimited, treatment_time: 2 d, to: b}\n"
          "  b: {places: unlimited, treatment_time: 2 d, to: out}\n"
          "outcomes: [out]\n"
          "arrivals: {r: {poisson: {rate: 3 /d}, to: a}}\n",
      "test.yaml");
  const TheoryReport report = report_of(scenario);
  CHECK_FALSE(report.paths);
  CHECK(std::ranges::any_of(report.footnotes, [](const std::string& note) {
    return note.starts_with("no census over time: a run of 328500 days is too long to follow");
  }));
  CHECK(value(report, "a", "offered_load") == doctest::Approx(6));
}

TEST_SUITE_END();
