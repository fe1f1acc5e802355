#include "tests/cli/called.hpp"
#include "tests/support/csv_records.hpp"
#include "tests/support/temporary_folder.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <utility>
#include <vector>

// What uncertain inputs make of the figures of a sweep, where it is known.
namespace stepdown::tests {
namespace {

namespace fs = std::filesystem;

/// People cost 100 a day for 10 days, or 90 for as long; nothing else differs.
const char* const two_ways = R"(
schema: 1
name: Two ways
start: 2026-01-05
run: {warm_up: 0 d, horizon: 60 d, replications: 3}
levels:
  dear: {places: unlimited, treatment_time: {constant: 10 d}, to: well, costs: {a_day: 100}, prices: {a_day: 90}}
  fixed: {places: unlimited, treatment_time: {constant: 10 d}, to: well, costs: {a_day: 90}}
outcomes: [well]
arrivals: {referrals: {poisson: {rate: 14 /wk}, to: dear}}
economics: {followed_for: 30 d}
)";

/// Two people come a day, and stay as long as the plan says.
const char* const unlimited = R"(
schema: 1
name: Unlimited
start: 2026-01-05
run: {warm_up: 60 d, horizon: 260 d}
levels:
  day: {places: unlimited, treatment_time: {gamma: {mean: 10 d, cv: 0.5}}, to: gone}
outcomes: [gone]
arrivals: {referrals: {poisson: {rate: 14 /wk}, to: day}}
)";

/// Rows of a table, by column.
using Rows = std::vector<std::map<std::string, std::string>>;

Rows rows_of(const fs::path& file) {
  const auto records = csv_records(text_of(file));
  REQUIRE(records);
  Rows rows;
  for (std::size_t i = 1; i < records->size(); ++i) {
    const std::vector<std::string>& values = (*records)[i];
    REQUIRE(values.size() == records->front().size());
    auto& row = rows.emplace_back();
    for (std::size_t column = 0; column < values.size(); ++column)
      row[records->front()[column]] = values[column];
  }
  return rows;
}

double number(const std::map<std::string, std::string>& row, const std::string& column) {
  return std::stod(row.at(column));
}

/// Within its interval made half as wide again: some 3 standard errors.
void check_near(const std::map<std::string, std::string>& row,
                const std::string& column,
                const std::pair<std::string, std::string>& ends,
                double expected) {
  const double value = number(row, column);
  CAPTURE(column);
  CAPTURE(value);
  CHECK(expected > value - 2 * (value - number(row, ends.first)));
  CHECK(expected < value + 2 * (number(row, ends.second) - value));
}

/// Runs a plan beside the scenario; the folder with its tables.
fs::path swept(const TemporaryFolder& place, const char* scenario, const std::string& plan) {
  std::ofstream(place.path() / "scenario.yaml") << scenario;
  std::ofstream(place.path() / "plan.yaml") << "scenario: scenario.yaml\n" << plan;
  const fs::path out = place.path() / "out";
  const Called called =
      call({"sweep", (place.path() / "plan.yaml").string(), "--out", out.string()});
  CAPTURE(called.err);
  REQUIRE(called.code == 0);
  return out;
}

}  // namespace

TEST_SUITE_BEGIN("cli");

TEST_CASE("uncertainty: variance of a census is split into stay and chance") {
  // The census is 2 a day times a stay from 6 to 14 d.
  const TemporaryFolder place;
  const fs::path out = swept(place,
                             unlimited,
                             "uncertain:\n"
                             "  stay: {path: levels.day.treatment_time.gamma.mean, uniform: {min: "
                             "6 d, max: 14 d}}\n"
                             "draws: 200\n"
                             "replications: 4\n"
                             "figures: [census.mean@day, lost.per_year]\n");
  const Rows rows = rows_of(out / "uncertainty.csv");
  REQUIRE(rows.size() == 2);
  const auto& census = rows[0];
  CHECK(census.at("option") == "1");
  CHECK(census.at("figure") == "census.mean");
  CHECK(census.at("draws") == "200");
  check_near(census, "value", {"low", "high"}, 20);
  check_near(census, "input_sd", {"input_sd_low", "input_sd_high"}, 16 / std::sqrt(12.0));
  CHECK(number(census, "input_sd_high") - number(census, "input_sd_low") < 1);
  // Ends of the range of 8 people up and down but for 2.5 %, and chance.
  const double chance = number(census, "chance_sd");
  CHECK(chance > 0.5);
  CHECK(chance < 2);
  CHECK(number(census, "range_low") == doctest::Approx(12.4).epsilon(0.1));
  CHECK(number(census, "range_high") == doctest::Approx(27.6).epsilon(0.1));
  const double variance = 256.0 / 12;
  check_near(census,
             "input_share",
             {"input_share_low", "input_share_high"},
             variance / (variance + chance * chance));
  CHECK_FALSE(fs::exists(out / "value_of_information.csv"));
  CHECK(contains(text_of(out / "dictionary.csv"), "uncertainty.csv,input_share"));
}

TEST_CASE("uncertainty: value of information is that of two prices") {
  // One way is even between -400 and 400 cheaper than the other: known, it saves 400 / 4.
  const TemporaryFolder place;
  const fs::path out =
      swept(place,
            two_ways,
            "scenarios: {dear: {}, fixed: {arrivals.referrals.to: fixed}}\n"
            "uncertain:\n"
            "  price: {path: levels.dear.costs.a_day, uniform: {min: 50, max: 130}}\n"
            "  nothing: {path: levels.dear.prices.a_day, uniform: {min: 50, max: 130}}\n"
            "draws: 400\n");
  const Rows rows = rows_of(out / "value_of_information.csv");
  REQUIRE(rows.size() == 3);
  CHECK(rows[0].at("input").empty());
  check_near(rows[0], "value", {"low", "high"}, 100);
  CHECK(number(rows[0], "high") - number(rows[0], "low") < 60);
  CHECK(rows[1].at("input") == "price");
  check_near(rows[1], "value", {"low", "high"}, 100);
  CHECK(rows[2].at("input") == "nothing");
  CHECK(number(rows[2], "low") < 10);
}

TEST_CASE("uncertainty: what the scenario says that is uncertain is drawn without a plan") {
  const TemporaryFolder place;
  std::ofstream(place.path() / "scenario.yaml")
      << unlimited
      << "uncertain: {stay: {path: levels.day.treatment_time.gamma.mean, uniform: {min: 6 d, max: "
         "14 d}}}\n";
  const auto sweep = [&](const std::string& draws) {
    return call({"sweep",
                 (place.path() / "scenario.yaml").string(),
                 "--draws",
                 draws,
                 "--replications",
                 "2",
                 "--figure",
                 "census.mean@day",
                 "--out",
                 (place.path() / "out").string()});
  };
  REQUIRE(sweep("3").code == 0);
  const Rows rows = rows_of(place.path() / "out/design.csv");
  REQUIRE(rows.size() == 3);
  CHECK(number(rows[0], "stay") > 6);
  CHECK(rows[0].at("stay") != rows[1].at("stay"));
  CHECK(contains(text_of(place.path() / "out/manifest.json"), "--draws 3"));
  CHECK(sweep("4").code == 1);  // another sweep than that which is stored there
}

TEST_CASE("uncertainty: replications that differ are no base for a split") {
  const TemporaryFolder place;
  const fs::path out = swept(place,
                             unlimited,
                             "uncertain:\n"
                             "  stay: {path: levels.day.treatment_time.gamma.mean, uniform: {min: "
                             "6 d, max: 14 d}}\n"
                             "draws: 3\n"
                             "precision: {figures: {census.mean@day: 20 %}, least: 2, most: 9}\n"
                             "figures: [census.mean@day]\n");
  const Rows rows = rows_of(out / "uncertainty.csv");
  REQUIRE(rows.size() == 1);
  CHECK(rows[0].at("input_sd").empty());
  CHECK(rows[0].at("range_low").empty());
  CHECK(contains(rows[0].at("note"), "give 'replications' instead of 'precision'"));
  CHECK(contains(rows[0].at("note"), "fewer than 40 draws"));
}

TEST_SUITE_END();

}  // namespace stepdown::tests
