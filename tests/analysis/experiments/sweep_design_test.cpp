#include "analysis/experiments/sweep_design.hpp"

#include "models/reading/read_sweep_plan.hpp"
#include "tests/support/check_mean.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <iterator>
#include <set>
#include <string>
#include <vector>

namespace stepdown::analysis {
namespace {

using Texts = std::vector<std::string>;

const std::string beds_and_slots =
    "factors:\n"
    "  beds: {path: levels.residential.places.beds, values: [30, 32, 36]}\n"
    "  slots: {path: levels.php.places.slots, range: 16..18}\n";

SweepDesign design_from(const std::string& text) {
  const models::FileLoader beside = [](const std::string& path, std::size_t max_bytes) {
    return models::load_file("tests/broken_plans/parts/" + path, max_bytes);
  };
  return design_of(
      models::read_sweep_plan_text("scenario: clinic.yaml\n" + text, "plan.yaml", beside));
}

/// The points as text, one a line: `30 16`.
std::string listed(const SweepDesign& design) {
  std::string text;
  for (const SweepPoint& point : design.points) {
    for (const std::string& level : point.levels)
      text += level + " ";
    text += "\n";
  }
  return text;
}

std::vector<double> column(const SweepDesign& design, std::size_t index) {
  std::vector<double> numbers;
  for (const SweepPoint& point : design.points)
    numbers.push_back(std::stod(point.levels.at(index)));
  return numbers;
}

/// Whether the first points of `longer` are those of `shorter`.
bool begins_with(const SweepDesign& longer, const SweepDesign& shorter) {
  return longer.points.size() > shorter.points.size() &&
         std::equal(shorter.points.begin(),
                    shorter.points.end(),
                    longer.points.begin(),
                    [](const SweepPoint& a, const SweepPoint& b) {
                      return a.levels == b.levels && a.sets == b.sets && a.draw == b.draw;
                    });
}

const std::string two_stays =
    "factors:\n"
    "  a: {path: levels.php.hold, range: 0..1 d}\n"
    "  b: {path: levels.residential.hold, range: 0..1 d}\n";

}  // namespace

TEST_SUITE_BEGIN("unit");

TEST_CASE("sweep design: a grid has every combination and the first factor goes slowest") {
  const SweepDesign design = design_from(beds_and_slots);
  CHECK(design.factors == Texts{"beds", "slots"});
  CHECK(design.units == Texts{"", ""});
  CHECK(listed(design) ==
        "30 16 \n30 17 \n30 18 \n32 16 \n32 17 \n32 18 \n36 16 \n36 17 \n36 18 \n");
  CHECK(design.points[5].sets ==
        Texts{"levels.residential.places.beds=32", "levels.php.places.slots=18"});
  CHECK_FALSE(design.points[5].draw);
}

TEST_CASE("sweep design: one at a time begins with the scenario and does not repeat it") {
  const SweepDesign design = design_from(beds_and_slots + "design: one_at_a_time\n");
  CHECK(listed(design) == "32 18 \n30 18 \n36 18 \n32 16 \n32 17 \n");
  CHECK(design.points[0].sets.empty());
  CHECK(design.points[1].sets == Texts{"levels.residential.places.beds=30"});
  CHECK(design.points[3].sets == Texts{"levels.php.places.slots=16"});
}

TEST_CASE("sweep design: named scenarios stand beside every point") {
  const SweepDesign design = design_from(
      "scenarios: {as_today: {}, longer: {levels.php.hold: 3 d}}\n"
      "factors: {levels.php.places.slots: [16, 18]}\n");
  CHECK(design.factors == Texts{"scenario", "levels.php.places.slots"});
  CHECK(listed(design) == "as_today 16 \nlonger 16 \nas_today 18 \nlonger 18 \n");
  CHECK(design.points[1].sets == Texts{"levels.php.hold=3 d", "levels.php.places.slots=16"});
  CHECK(listed(design_from("scenarios: {one: {}, two: {levels.php.hold: 3 d}}\n")) ==
        "one \ntwo \n");
}

TEST_CASE("sweep design: what holds for all points comes before their own values") {
  const models::FileLoader beside = [](const std::string& path, std::size_t max_bytes) {
    return models::load_file("tests/broken_plans/parts/" + path, max_bytes);
  };
  const models::SweepPlan plan = models::read_sweep_plan_text(
      "scenario: clinic.yaml\nset: {run.horizon: 2 y}\nfactors: {levels.php.places.slots: [16]}\n",
      "plan.yaml",
      beside);
  CHECK(sets_of(plan, design_of(plan).points.at(0)) ==
        Texts{"run.horizon=2 y", "levels.php.places.slots=16"});
}

TEST_CASE("sweep design: a Latin hypercube meets each slice of each factor once") {
  for (const int points : {1, 2, 7, 100, 1000}) {
    CAPTURE(points);
    const SweepDesign design = design_from(
        two_stays + "design: {latin_hypercube: {points: " + std::to_string(points) + "}}\n");
    CHECK(design.points.size() == static_cast<std::size_t>(points));
    for (const std::size_t factor : {0U, 1U}) {
      std::set<int> slices;
      for (const double u : column(design, factor))
        slices.insert(static_cast<int>(u * points));
      CHECK(slices.size() == static_cast<std::size_t>(points));
      CHECK(*slices.begin() == 0);
      CHECK(*slices.rbegin() == points - 1);
    }
  }
}

// Of n slices and independent shuffles the correlation has the variance 1 / (n - 1).
TEST_CASE("sweep design: the factors of a Latin hypercube are shuffled apart") {
  const SweepDesign design = design_from(two_stays + "design: {latin_hypercube: {points: 400}}\n");
  const std::vector<double> a = column(design, 0);
  const std::vector<double> b = column(design, 1);
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i)
    sum += (a[i] - 0.5) * (b[i] - 0.5);
  CHECK(std::abs(12 * sum / 400) < 4 / std::sqrt(399.0));
  CHECK_FALSE(std::ranges::is_sorted(a));
}

TEST_CASE("sweep design: values of a list are met equally often by a Latin hypercube") {
  const SweepDesign design =
      design_from(beds_and_slots + "design: {latin_hypercube: {points: 30}}\n");
  const std::vector<double> beds = column(design, 0);
  for (const double value : {30.0, 32.0, 36.0})
    CHECK(std::ranges::count(beds, value) == 10);
}

TEST_CASE("sweep design: without a shift Sobol's points are those of the literature") {
  const SweepDesign design =
      design_from(two_stays + "design: {sobol: {points: 8, shifted: false}}\n");
  const std::vector<double> a = {0, 0.5, 0.75, 0.25, 0.375, 0.875, 0.625, 0.125};
  const std::vector<double> b = {0, 0.5, 0.25, 0.75, 0.375, 0.875, 0.125, 0.625};
  for (std::size_t i = 0; i < a.size(); ++i) {
    // in the middle of the last of 32 bits
    CHECK(std::abs(column(design, 0)[i] - a[i]) < 1e-9);
    CHECK(std::abs(column(design, 1)[i] - b[i]) < 1e-9);
  }
}

TEST_CASE("sweep design: shifted points of a power of two meet each slice once") {
  const SweepDesign design = design_from(two_stays + "design: {sobol: {points: 128}}\n");
  for (const std::size_t factor : {0U, 1U}) {
    std::set<int> slices;
    for (const double u : column(design, factor))
      slices.insert(static_cast<int>(u * 128));
    CHECK(slices.size() == 128);
  }
  const std::string other = "design_seed: 2\ndesign: {sobol: {points: 128}}\n";
  CHECK(column(design, 0) != column(design_from(two_stays + other), 0));
}

TEST_CASE("sweep design: more Sobol points and more draws begin with the same") {
  const auto sobol = [](int points) {
    return design_from(two_stays + "scenarios: {x: {}, y: {}}\ndesign: {sobol: {points: " +
                       std::to_string(points) + "}}\n");
  };
  CHECK(begins_with(sobol(100), sobol(32)));
  const auto drawn = [](int draws) {
    return design_from(beds_and_slots +
                       "uncertain: {hold: {path: levels.php.hold, gamma: {mean: 7 d, cv: 0.3}}}\n"
                       "draws: " +
                       std::to_string(draws) + "\n");
  };
  CHECK(begins_with(drawn(20), drawn(3)));
}

TEST_CASE("sweep design: a further factor leaves the luck of the others alone") {
  const std::string more = "  c: {path: levels.php.places.slots, range: 16..24}\n";
  for (const std::string design :
       {"design: {sobol: {points: 16}}\n", "design: {latin_hypercube: {points: 16}}\n"}) {
    CAPTURE(design);
    const SweepDesign two = design_from(two_stays + design);
    const SweepDesign three = design_from(two_stays + more + design);
    CHECK(column(two, 0) == column(three, 0));
    CHECK(column(two, 1) == column(three, 1));
  }
}

TEST_CASE("sweep design: every point has the same draws") {
  const SweepDesign design = design_from(
      "factors: {levels.php.places.slots: [16, 18]}\n"
      "uncertain: {hold: {path: levels.php.hold, uniform: {min: 2 d, max: 4 d}}}\n"
      "draws: 3\n");
  CHECK(design.factors == Texts{"levels.php.places.slots", "hold"});
  CHECK(design.units == Texts{"", "d"});
  REQUIRE(design.points.size() == 6);
  for (const int draw : {0, 1, 2}) {
    const SweepPoint& first = design.points.at(static_cast<std::size_t>(2 * draw));
    const SweepPoint& second = design.points.at(static_cast<std::size_t>(2 * draw + 1));
    CHECK(first.draw == draw + 1);
    CHECK(second.draw == draw + 1);
    CHECK(first.levels[0] == "16");
    CHECK(second.levels[0] == "18");
    CHECK(first.levels[1] == second.levels[1]);
    CHECK(first.sets[1] == "levels.php.hold=" + first.levels[1] + " d");
  }
  CHECK(design.points[0].levels[1] != design.points[2].levels[1]);
}

// The mean of a share is its count over all; with n = 90 the variance is m (1 - m) / (n + 1).
TEST_CASE("sweep design: Dirichlet shares keep their sum and their moments") {
  const SweepDesign design = design_from(
      "uncertain:\n"
      "  exits:\n"
      "    paths: [levels.residential.exits.planned.probability, "
      "levels.residential.exits.dropout.probability, "
      "levels.residential.exits.administrative.probability]\n"
      "    dirichlet: [54, 27, 9]\n"
      "draws: 2000\n");
  std::vector<std::vector<double>> shares;
  for (const std::size_t i : {0U, 1U, 2U})
    shares.push_back(column(design, i));
  for (std::size_t draw = 0; draw < 2000; ++draw)
    CHECK(std::abs(shares[0][draw] + shares[1][draw] + shares[2][draw] - 1) < 1e-12);
  const std::vector<double> means = {0.6, 0.3, 0.1};
  for (const std::size_t i : {0U, 1U, 2U}) {
    CHECK(tests::check_mean(shares[i], means[i]));
    std::vector<double> squares;
    std::ranges::transform(shares[i], std::back_inserter(squares), [&](double share) {
      return (share - means[i]) * (share - means[i]);
    });
    CHECK(tests::check_mean(squares, means[i] * (1 - means[i]) / 91));
  }
}

// The sum of 2000 draws of a beta with the mean 0.3, and of a lognormal with the median 1.4: half
// of them lie above it.
TEST_CASE("sweep design: draws follow their distributions") {
  const SweepDesign design = design_from(
      "uncertain:\n"
      "  share: {path: levels.residential.exits.dropout.probability, beta: {events: 12, of: 40}}\n"
      "  ratio: {path: levels.php.hold, lognormal: {median: 1.4 d, mean: 1.5 d}}\n"
      "draws: 2000\n");
  CHECK(tests::check_mean(column(design, 0), 0.3));
  CHECK(tests::check_mean(column(design, 1), 1.5));
  std::vector<double> above;
  for (const double ratio : column(design, 1))
    above.push_back(ratio > 1.4 ? 1 : 0);
  CHECK(tests::check_mean(above, 0.5));
}

TEST_CASE("sweep design: rows of a file of draws stay together") {
  const SweepDesign design = design_from("uncertain: {posterior: {csv: draws.csv}}\n");
  CHECK(listed(design) == "3 0.3 \n4.5 0.25 \n6 0.35 \n");
  CHECK(design.points[2].draw == 3);
  CHECK(design.points[2].sets ==
        Texts{"levels.php.hold=6 d", "levels.residential.exits.dropout.probability=0.35"});
}

TEST_SUITE_END();

}  // namespace stepdown::analysis
