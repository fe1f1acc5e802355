#include "analysis/experiments/calibration.hpp"

#include "analysis/experiments/calibration_warnings.hpp"
#include "analysis/statistics/normal_quantile.hpp"
#include "models/reading/read_calibration_plan.hpp"
#include "sim/random_stream.hpp"
#include "tests/support/check_mean.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <stdexcept>
#include <string>
#include <vector>

namespace stepdown::analysis {
namespace {

using tests::check_mean;

/// Nothing is simulated here: what a set has for figures is a formula.
using Formula = std::function<std::vector<FigureOfSet>(const SetInBlock& set)>;

SimulateSets by(const Formula& formula) {
  return [formula](const std::vector<SetInBlock>& sets) {
    FiguresOfSets figures;
    for (const SetInBlock& set : sets)
      figures.push_back(formula(set));
    return std::optional{figures};
  };
}

CalibrationAsked asked_of(const std::string& text) {
  CalibrationAsked asked;
  asked.plan = models::read_calibration_plan_text(
      "scenario: clinic.yaml\n" + text, "plan.yaml", [](const std::string& path, std::size_t most) {
        return models::load_file("tests/broken_plans/parts/" + path, most);
      });
  for (const models::ObservedFigure& observed : asked.plan.observed) {
    asked.figures.push_back({"census", "mean", observed.name.value});
    asked.targets.push_back({observed.value, observed.sd});
  }
  return asked;
}

/// Of a level without limit: census = rate (a week) / 7 x stay (days), and admissions a year.
std::vector<FigureOfSet> unlimited(const SetInBlock& set) {
  constexpr double days_of_week = 7;
  constexpr double weeks_of_year = 52;
  const double rate = set.parameters.values[0];
  const double stay = set.parameters.values[1];
  return {{rate / days_of_week * stay, {}, {}}, {rate * weeks_of_year, {}, {}}};
}

const std::string rate_and_stay =
    "free:\n"
    "  arrivals.referrals.poisson.rate: 7..21 /wk\n"
    "  stay: {path: levels.php.treatment_time.exponential.mean, range: 5..30 d}\n";

/// Some 4 standard deviations of what is seen to each side.
const std::string narrow =
    "free:\n"
    "  arrivals.referrals.poisson.rate: 12.5..15.5 /wk\n"
    "  stay: {path: levels.php.treatment_time.exponential.mean, range: 7.5..12.5 d}\n";

const std::string seen_of_both =
    "observed: {census: {value: 20, sd: 1}, admissions: {value: 728, sd: 20}}\n";

/// A standard normal number by name.
double drawn(std::uint64_t seed, std::uint32_t which, std::uint8_t purpose) {
  const sim::StreamKey key{seed, 0, sim::name_hash("calibration test")};
  const sim::Block words = sim::keyed_block(key, which, 0, purpose);
  return normal_quantile(sim::open_unit(words[0], words[1]));
}

/// A figure that is the parameter, seen through chance of 0.5 in the program and an error of
/// observation of 1: whether the interval of 95 % has the parameter with which it was made, which
/// came from what it may be, 0 to 20.
/// @param claimed_sd  of the observation, as the plan says
double is_covered(std::uint64_t seed, const std::string& claimed_sd) {
  constexpr double chance = 0.5;
  CalibrationAsked asked = asked_of("observed: {census: {value: 1, sd: " + claimed_sd +
                                    "}}\nfree: {levels.php.hold: 0..20 d}\ndraws: 800\nkeep: 40\n");
  asked.plan.design_seed = seed;
  const sim::Block words = sim::keyed_block({seed, 1, 0}, 0, 0, 0);
  const double truth = 20 * sim::open_unit(words[0], words[1]);
  asked.targets[0].value = truth + chance * drawn(seed, 0, 1) + drawn(seed, 0, 2);
  const auto sets = fitting_sets(
      asked, by([&](const SetInBlock& set) {
        const double noise = chance * drawn(seed, static_cast<std::uint32_t>(set.block), 3);
        return std::vector<FigureOfSet>{{set.parameters.values[0] + noise, {}, {}}};
      }));
  REQUIRE(sets);
  REQUIRE(sets->kept.size() == 40);
  const Interval interval = parameter_fits(asked, *sets).front().interval;
  return interval.low <= truth && truth <= interval.high ? 1 : 0;
}

std::vector<double> covered(std::uint64_t seeds, const std::string& claimed_sd) {
  std::vector<double> all;
  for (std::uint64_t seed = 1; seed <= seeds; ++seed)
    all.push_back(is_covered(seed, claimed_sd));
  return all;
}

/// Whether one of the warnings has these words.
bool warns(const CalibrationAsked& asked, const Calibration& found, const std::string& words) {
  return std::ranges::any_of(calibration_warnings(asked, found), [&](const std::string& warning) {
    return warning.find(words) != std::string::npos;
  });
}

Calibration calibrated(const CalibrationAsked& asked, const Formula& formula) {
  auto best = best_fit(asked, by(formula));
  auto sets = fitting_sets(asked, by(formula));
  REQUIRE(best);
  REQUIRE(sets);
  auto fits = parameter_fits(asked, *sets);
  return {*std::move(best), *std::move(sets), std::move(fits)};
}

}  // namespace

TEST_SUITE_BEGIN("unit");

TEST_CASE("calibration: the best set has the figures that were observed") {
  const CalibrationAsked asked = asked_of(seen_of_both + rate_and_stay);
  const auto best = best_fit(asked, by(unlimited));
  REQUIRE(best);
  CHECK(best->is_settled);
  CHECK(best->evaluations <= 200);
  CHECK(best->misfit < 2e-4);  // 0.01 sd each
  CHECK(best->parameters.values[0] == doctest::Approx(14).epsilon(0.001));
  CHECK(best->parameters.values[1] == doctest::Approx(10).epsilon(0.002));
  CHECK(best->shares[0] == doctest::Approx(0.5).epsilon(0.002));
  CHECK(best->parameters.sets.size() == 2);
  CHECK(best->parameters.sets[1].starts_with("levels.php.treatment_time.exponential.mean="));
  CHECK(best->parameters.sets[1].ends_with(" d"));
}

TEST_CASE("calibration: the answer is checked with luck of its own") {
  const CalibrationAsked asked = asked_of(seen_of_both + rate_and_stay);
  const auto best = best_fit(asked, by([](const SetInBlock& set) {
                               std::vector<FigureOfSet> figures = unlimited(set);
                               *figures[0].value += set.block == block_of_search ? 2 : 0;  // lucky
                               return figures;
                             }));
  REQUIRE(best);
  CHECK(*best->searched[0].value == doctest::Approx(20).epsilon(0.001));
  CHECK(*best->checked[0].value == doctest::Approx(18).epsilon(0.001));
  CHECK(*difference_in_sd(asked.targets[0], best->checked[0]) == doctest::Approx(-2).epsilon(0.01));
}

TEST_CASE("calibration: what a simulation throws comes out and a stop is one") {
  const CalibrationAsked asked = asked_of(seen_of_both + rate_and_stay);
  int calls = 0;
  const auto failing = by([&](const SetInBlock& set) {
    if (++calls == 5) throw std::runtime_error("no such scenario");
    return unlimited(set);
  });
  CHECK_THROWS_WITH_AS((void)best_fit(asked, failing), "no such scenario", std::runtime_error);
  CHECK(calls == 5);
  const SimulateSets stopped = [](const std::vector<SetInBlock>& /*sets*/) {
    return std::optional<FiguresOfSets>{};
  };
  CHECK_FALSE(best_fit(asked, stopped));
  CHECK_FALSE(fitting_sets(asked, stopped));
}

TEST_CASE("calibration: what is all but certain is fitted as well") {
  CalibrationAsked asked = asked_of(seen_of_both + rate_and_stay + "draws: 0\n");
  for (const double sd : {1e-6, 1e-30}) {
    for (ObservedTarget& target : asked.targets)
      target.standard_error = sd;
    const auto best = best_fit(asked, by(unlimited));
    REQUIRE(best);
    CHECK(best->misfit > 1);  // of values that are written with ten digits
    if (sd == 1e-6) CHECK(best->parameters.values[0] == doctest::Approx(14).epsilon(0.01));
  }
}

TEST_CASE("calibration: values in steps are found and none is simulated twice") {
  const CalibrationAsked asked = asked_of(
      "observed: {census: {value: 17.2, sd: 1}}\n"
      "free: {slots: {path: levels.php.places.slots, range: 8..24, step: 1}}\n"
      "draws: 0\n");
  std::vector<double> tried;
  const auto best = best_fit(asked, by([&](const SetInBlock& set) {
                               if (set.block == block_of_search)
                                 tried.push_back(set.parameters.values[0]);
                               return std::vector<FigureOfSet>{{set.parameters.values[0], {}, {}}};
                             }));
  REQUIRE(best);
  CHECK(best->parameters.values[0] == 17);
  std::ranges::sort(tried);
  CHECK(std::ranges::adjacent_find(tried) == tried.end());
}

TEST_CASE("calibration: the sets that fit are about the posterior") {
  // The rate is 728 / 52 with sd 20 / 52, and the stay 7 census / rate.
  const CalibrationAsked asked = asked_of(seen_of_both + narrow + "draws: 4000\nkeep: 100\n");
  const auto sets = fitting_sets(asked, by(unlimited));
  REQUIRE(sets);
  CHECK(sets->drawn.size() == 4000);
  CHECK(sets->kept.size() == 100);
  const auto fits = parameter_fits(asked, *sets);
  REQUIRE(fits.size() == 2);
  const double rate_sd = 20.0 / 52;
  CHECK(std::abs(fits[0].mean - 14) < 4 * rate_sd / 10);
  CHECK(fits[0].sd == doctest::Approx(rate_sd).epsilon(0.3));
  // relative variances of a ratio add
  const double stay_sd = 10 * std::sqrt(0.05 * 0.05 + rate_sd / 14 * rate_sd / 14);
  CHECK(std::abs(fits[1].mean - 10) < 4 * stay_sd / 10);
  CHECK(fits[1].sd == doctest::Approx(stay_sd).epsilon(0.3));
  CHECK(fits[1].width < 0.5);
}

TEST_CASE("calibration: intervals cover what data were made with as often as they claim") {
  CHECK(check_mean(covered(200, "1"), 0.95));
}

TEST_CASE("calibration: intervals of data that are worse than was said are caught") {
  CHECK_FALSE(check_mean(covered(100, "0.1"), 0.95));
}

TEST_CASE("calibration: more draws begin with the same and another seed has others") {
  const std::string text = seen_of_both + rate_and_stay;
  const auto few = drawn_sets(asked_of(text + "draws: 50\n"));
  const auto many = drawn_sets(asked_of(text + "draws: 90\n"));
  const auto others = drawn_sets(asked_of(text + "draws: 50\ndesign_seed: 2\n"));
  REQUIRE(many.size() == 90);
  for (std::size_t i = 0; i < few.size(); ++i)
    CHECK(few[i].sets == many[i].sets);
  CHECK(few[0].sets != others[0].sets);
}

TEST_CASE("calibration: probabilities keep their sum") {
  const CalibrationAsked asked = asked_of(
      "observed: {census: {value: 0.4, sd: 0.01}}\n"
      "free: {dropout: {path: levels.residential.exits.dropout.probability, range: 0.2..0.5, rest: "
      "levels.residential.exits.planned.probability}}\n");
  const auto sets = drawn_sets(asked);
  REQUIRE(sets.size() == 1000);
  for (const ParameterSet& set : sets) {
    REQUIRE(set.sets.size() == 2);
    CHECK(set.sets[1].starts_with("levels.residential.exits.planned.probability="));
    const double planned = std::stod(set.sets[1].substr(set.sets[1].find('=') + 1));
    CHECK(planned == rest_of(asked.plan.free[0], set.values[0]));
    CHECK(planned + set.values[0] == doctest::Approx(0.9).epsilon(1e-9));
  }
  const auto best = best_fit(asked, by([](const SetInBlock& set) {
                               return std::vector<FigureOfSet>{{set.parameters.values[0], {}, {}}};
                             }));
  REQUIRE(best);
  CHECK(best->parameters.values[0] == doctest::Approx(0.4).epsilon(1e-3));
  CHECK(best->parameters.sets[1].starts_with("levels.residential.exits.planned.probability=0."));
}

TEST_CASE("calibration: sets without a figure are not kept") {
  const CalibrationAsked asked = asked_of(seen_of_both + rate_and_stay + "draws: 100\n");
  const auto sets = fitting_sets(asked, by([](const SetInBlock& set) {
                                   std::vector<FigureOfSet> figures = unlimited(set);
                                   if (set.block > 30) figures[1].value.reset();
                                   return figures;
                                 }));
  REQUIRE(sets);
  CHECK(sets->kept.size() == 29);  // blocks 2 to 30
  CHECK(parameter_fits(asked, *sets).empty());
  Calibration found = calibrated(asked, unlimited);
  found.sets = *sets;
  found.fits.clear();
  CHECK(warns(asked, found, "only 29 of the 100 sets that were drawn have all figures"));
}

TEST_CASE("calibration: warns of what makes an answer doubtful and of nothing else") {
  CalibrationAsked asked = asked_of(seen_of_both + narrow + "draws: 4000\nkeep: 100\n");
  CHECK(calibration_warnings(asked, calibrated(asked, unlimited)).empty());
  SUBCASE("a figure that nothing fits and a bound") {
    asked = asked_of("observed: {census: {value: 200, sd: 1}}\n" +
                     std::string{"free: {levels.php.hold: 1..20 d}\n"});
    const auto twice = [](const SetInBlock& set) {
      return std::vector<FigureOfSet>{{2 * set.parameters.values[0], {}, {}}};
    };
    const Calibration found = calibrated(asked, twice);
    CHECK(warns(asked, found, "no set that was tried comes near census: 200 was observed, 40 is"));
    CHECK(warns(asked, found, "levels.php.hold ended at its bound, 20 d"));
    CHECK(warns(asked, found, "so their intervals are too wide"));
    CHECK_FALSE(warns(asked, found, "say nothing"));  // it cannot be told from far sets
  }
  SUBCASE("more free than observed and nothing said of one") {
    asked = asked_of("observed: {census: {value: 14, sd: 1}}\n" + rate_and_stay);
    const auto rate_only = [](const SetInBlock& set) {
      return std::vector<FigureOfSet>{{set.parameters.values[0], {}, {}}};
    };
    const Calibration found = calibrated(asked, rate_only);
    CHECK(warns(asked, found, "2 parameters are free and 1 figures were observed"));
    CHECK(warns(asked, found, "the figures say nothing of stay"));
    CHECK_FALSE(warns(asked, found, "say nothing of arrivals"));
  }
  SUBCASE("a search that was cut short") {
    asked = asked_of(seen_of_both + rate_and_stay + "evaluations: 5\ndraws: 0\n");
    CHECK(warns(asked, calibrated(asked, unlimited), "had not settled after 5 evaluations"));
  }
  SUBCASE("chance that is larger than the uncertainty of what was observed") {
    asked = asked_of(seen_of_both + rate_and_stay + "draws: 0\n");
    const auto by_chance = [](double standard_error) {
      return [standard_error](const SetInBlock& set) {
        std::vector<FigureOfSet> figures = unlimited(set);
        const double value = *figures[0].value + (set.block == block_of_check ? 3.5 : 0);
        figures[0] = {value, {}, standard_error};
        return figures;
      };
    };
    CHECK(warns(asked, calibrated(asked, by_chance(0.05)), "comes near census: 20 was"));
    const Calibration found = calibrated(asked, by_chance(1.25));
    CHECK_FALSE(warns(asked, found, "comes near census"));
    CHECK(warns(asked, found, "chance in the simulated census is 1.2 times the uncertainty"));
  }
  SUBCASE("a figure that is not there") {
    asked = asked_of("observed: {census: {value: 200, sd: 1}}\n" +
                     std::string{"free: {levels.php.hold: 1..20 d}\ndraws: 0\n"});
    const auto nothing = [](const SetInBlock& /*set*/) { return std::vector<FigureOfSet>(1); };
    CHECK(warns(asked, calibrated(asked, nothing), "census does not exist with the best set"));
  }
}

TEST_SUITE_END();

}  // namespace stepdown::analysis
