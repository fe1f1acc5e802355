#include "models/reading/read_sweep_plan.hpp"
#include "tests/cli/called.hpp"
#include "tests/cli/child_process.hpp"
#include "tests/support/csv_records.hpp"
#include "tests/support/temporary_folder.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <cmath>
#include <csignal>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <sys/types.h>
#include <time.h>
#include <variant>
#include <vector>

using stepdown::tests::call;
using stepdown::tests::Called;
using stepdown::tests::contains;
using stepdown::tests::csv_records;
using stepdown::tests::entries_of;
using stepdown::tests::start;
using stepdown::tests::TemporaryFolder;
using stepdown::tests::text_of;
using stepdown::tests::wait_for;

namespace {

namespace fs = std::filesystem;

/// A level without limit: its census is rate times stay.
const char* const unlimited = R"(
schema: 1
name: Unlimited
start: 2026-01-05
run: {warm_up: 100 d, horizon: 1100 d}
levels:
  day: {places: unlimited, treatment_time: {gamma: {mean: 30 d, cv: 0.5}}, to: gone}
outcomes: [gone]
arrivals: {referrals: {poisson: {rate: 30 /wk}, to: day}}
)";

/// Seen where 14 a week come and stay for 10 days.
const std::string plan =
    "scenario: unlimited.yaml\n"
    "observed:\n"
    "  census.mean@day: {value: 20, sd: 0.5}\n"
    "  admissions.per_year@day: {value: 730.5, sd: 20}\n"
    "free:\n"
    "  arrivals.referrals.poisson.rate: 10..18 /wk\n"
    "  stay: {path: levels.day.treatment_time.gamma.mean, range: 8..12 d}\n"
    "replications: 5\n";

/// Both files in a folder. @returns the plan
std::string written(const fs::path& folder, const std::string& more) {
  std::ofstream(folder / "unlimited.yaml") << unlimited;
  std::ofstream(folder / "plan.yaml") << plan << more;
  return (folder / "plan.yaml").string();
}

Called calibrate(const std::string& file, const fs::path& out, std::vector<std::string> more = {}) {
  std::vector<std::string> args{"calibrate", file, "--out", out.string()};
  args.insert(args.end(), more.begin(), more.end());
  return call(args);
}

/// The cells of the row that begins with this one.
std::vector<std::string> row_of(const std::string& table, const std::string& first) {
  const auto records = csv_records(table);
  REQUIRE(records);
  for (const std::vector<std::string>& record : *records)
    if (record.front() == first) return record;
  return {};
}

}  // namespace

TEST_SUITE_BEGIN("cli");

TEST_CASE("calibrate: finds the rate and the stay that data were made with") {
  const TemporaryFolder place;
  const fs::path out = place.path() / "fitted";
  const Called called = calibrate(written(place.path(), "draws: 0\n"), out);
  REQUIRE(called.code == 0);
  CHECK(called.err == "");
  const std::string parameters = text_of(out / "parameters.csv");
  const auto rate = row_of(parameters, "arrivals.referrals.poisson.rate");
  const auto stay = row_of(parameters, "stay");
  REQUIRE(rate.size() >= 4);
  REQUIRE(stay.size() >= 4);
  // Some 10,000 people are seen in 5 replications of 1000 days, who stay for 10 days with sd 5. The
  // fit has no rest, so the rate is off as their number is, and the stay as their mean, and by
  // those of the 20 people inside at the ends of each replication who are more or fewer.
  const double people = 10'000;
  const double rate_error = 14 / std::sqrt(people);
  const double stay_error = std::sqrt(25 / people) + std::sqrt(2 * 5 * 20.0) * 10 / people;
  CHECK(std::abs(std::stod(rate[3]) - 14) < 4 * rate_error);
  CHECK(std::abs(std::stod(stay[3]) - 10) < 4 * stay_error);
  CHECK(called.out.starts_with("figure "));
  CHECK(contains(called.out, "admissions.per_year@day  "));
  CHECK(entries_of(out) == std::vector<std::string>{"calibration.csv",
                                                    "dictionary.csv",
                                                    "manifest.json",
                                                    "parameters.csv",
                                                    "report.html",
                                                    "report.xlsx"});
}

TEST_CASE("calibrate: writes the same folder for any number of threads") {
  const TemporaryFolder place;
  const std::string file =
      written(place.path(), "evaluations: 30\ndraws: 60\nset: {run.horizon: 400 d}\n");
  const fs::path one = place.path() / "one";
  const fs::path two = place.path() / "two";
  const Called called = calibrate(file, one, {"--threads", "1", "--replications", "3", "--quiet"});
  REQUIRE(called.code == 0);
  CHECK(called.out.empty());
  REQUIRE(calibrate(file, two, {"--threads", "2", "--replications", "3"}).code == 0);
  CHECK(entries_of(one) == std::vector<std::string>{"all_draws.csv",
                                                    "calibration.csv",
                                                    "dictionary.csv",
                                                    "fitted_draws.csv",
                                                    "manifest.json",
                                                    "parameters.csv",
                                                    "report.html",
                                                    "report.xlsx"});
  for (const std::string& name : entries_of(one)) {
    CAPTURE(name);
    CHECK((text_of(one / name) == text_of(two / name)));
  }
  const auto manifest = nlohmann::json::parse(text_of(one / "manifest.json"));
  CHECK(manifest["files"].size() == 8);
  CHECK(contains(manifest["command"].get<std::string>(), "calibrate "));
  CHECK(manifest["replications"] == 3);
  const std::string dictionary = text_of(one / "dictionary.csv");
  CHECK(contains(dictionary, "\nfitted_draws.csv,levels.day.treatment_time.gamma.mean (d),,d,"));
  CHECK(contains(dictionary, "\ncalibration.csv,difference,,sd,"));
}

TEST_CASE("calibrate: a sweep takes the sets that fit as they are") {
  const TemporaryFolder place;
  const fs::path out = place.path() / "fitted";
  const std::string file =
      written(place.path(), "evaluations: 10\ndraws: 60\nkeep: 40\nset: {run.horizon: 300 d}\n");
  REQUIRE(calibrate(file, out, {"--replications", "2", "--quiet"}).code == 0);
  std::ofstream(place.path() / "sweep.yaml")
      << "scenario: unlimited.yaml\n"
         "uncertain: {fitted: {csv: fitted/fitted_draws.csv}}\n"
         "figures: [census.mean@day]\n"
         "replications: 1\n";
  const auto sweep = stepdown::models::read_sweep_plan((place.path() / "sweep.yaml").string());
  CHECK(sweep.draws == 40);
  CHECK(sweep.warnings.empty());
  const auto& input = sweep.uncertain.front();
  REQUIRE(input.columns.size() == 2);
  CHECK(input.columns[0].name == "arrivals.referrals.poisson.rate");
  CHECK(input.columns[0].unit == "/wk");
  CHECK(input.columns[1].unit == "d");
  const auto& rows = std::get<stepdown::models::SweepDraws>(input.values).rows;
  REQUIRE(rows.size() == 40);
  for (const auto& row : rows) {
    CHECK(row.sets[0].starts_with("arrivals.referrals.poisson.rate="));
    CHECK(row.sets[0].ends_with(" /wk"));
    CHECK(std::stod(row.shown[1]) > 8);
    CHECK(std::stod(row.shown[1]) < 12);
  }
  CHECK(call({"sweep",
              (place.path() / "sweep.yaml").string(),
              "--quiet",
              "--set",
              "run.horizon=150 d",
              "--out",
              (place.path() / "forecast").string()})
            .code == 0);
}

TEST_CASE("calibrate: tells what is doubtful about the answer") {
  const TemporaryFolder place;
  const std::string file = written(place.path(),
                                   "evaluations: 60\ndraws: 0\nset: {levels.day.treatment_time: "
                                   "{gamma: {mean: 10 d, cv: 0.5}}}\n");
  std::string text = text_of(file);
  text.replace(text.find("value: 20,"), 10, "value: 60,");
  std::ofstream(file) << text;
  const Called called = calibrate(file, place.path() / "fitted", {"--replications", "3"});
  CHECK(called.code == 0);
  CHECK(contains(called.err, "warning: no set that was tried comes near census.mean@day: 60 was"));
  CHECK(contains(called.err, "ended at its bound"));
}

TEST_CASE("calibrate: mistakes are told before anything is run") {
  const TemporaryFolder place;
  const fs::path out = place.path() / "fitted";
  const std::string file = written(place.path(), "draws: 0\n");
  const auto with = [&](const std::string& from, const std::string& to) {
    std::string text = plan;
    text.replace(text.find(from), from.size(), to);
    std::ofstream(file) << text;
    return calibrate(file, out);
  };
  Called called = with("census.mean@day", "census.mean@dey");
  CHECK(called.code == 2);
  CHECK(contains(called.err, "census.mean@day"));
  called = with("census.mean@day", "census@day");
  CHECK(called.code == 2);
  called = with("admissions.per_year@day: {value: 730.5, sd: 20}",
                "\"census.mean@day/all\": {value: 20, sd: 1}");
  CHECK(called.code == 2);
  CHECK(contains(called.err, "expected each figure once in 'observed'"));
  called = with("range: 8..12 d", "range: -8..12 d");
  CHECK(called.code == 2);
  CHECK(contains(called.err, "with arrivals.referrals.poisson.rate=10 /wk; levels.day."));
  called = with("sd: 0.5", "sd: -0.5");
  CHECK(called.code == 2);
  CHECK(calibrate((place.path() / "no.yaml").string(), out).code == 3);
  CHECK(calibrate(file, out, {"--replications", "0"}).code == 1);
  CHECK_FALSE(fs::exists(out));
}

TEST_CASE("calibrate: Ctrl-C leaves nothing") {
  const TemporaryFolder place;
  const fs::path out = place.path() / "fitted";
  const std::string file = written(place.path(), "draws: 100000\n");
  const pid_t child = start({"calibrate", file, "--out", out.string(), "--quiet"});
  const auto entries = [&] {
    return std::distance(fs::directory_iterator(place.path()), fs::directory_iterator());
  };
  const timespec moment{0, 50'000'000};
  while (entries() == 2)  // until there is a folder aside
    ::nanosleep(&moment, nullptr);
  const timespec longer{0, 300'000'000};
  ::nanosleep(&longer, nullptr);
  ::kill(child, SIGINT);
  CHECK(wait_for(child) == 130);
  CHECK_FALSE(fs::exists(out));
  CHECK(entries() == 2);
}

TEST_CASE("calibrate: the example in scenarios is fitted") {
  const TemporaryFolder place;
  const Called called =
      calibrate("scenarios/calibrations/minimal.yaml",
                place.path() / "fitted",
                {"--replications", "1", "--set", "run.warm_up=30 d", "--set", "run.horizon=200 d"});
  CHECK(called.code == 0);
  CHECK(contains(called.out, "\nparameter "));
  CHECK(contains(called.out, "of 400 that were drawn 40 fit"));
}

TEST_SUITE_END();
