#include "tests/cli/called.hpp"
#include "tests/support/temporary_folder.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <filesystem>
#include <string>
#include <vector>

using stepdown::tests::call;
using stepdown::tests::Called;
using stepdown::tests::contains;
using stepdown::tests::entries_of;
using stepdown::tests::TemporaryFolder;
using stepdown::tests::text_of;

namespace fs = std::filesystem;

namespace {

Called run(const fs::path& folder, const std::vector<std::string>& more) {
  std::vector<std::string> args{
      "run", "tests/data/small_program.yaml", "--set", "run.horizon=2 y", "--out", folder.string()};
  args.insert(args.end(), more.begin(), more.end());
  return call(args);
}

nlohmann::json manifest_of(const fs::path& folder) {
  return nlohmann::json::parse(text_of(folder / "manifest.json"));
}

/// M/M/10 with other values, in five replications with the warm-up that is found for it.
Called run_warmed(const fs::path& folder, const std::vector<std::string>& sets) {
  std::vector<std::string> args{"run", "scenarios/textbook/mmc.yaml", "--replications", "5"};
  for (const std::string& set : sets)
    args.insert(args.end(), {"--set", set});
  args.insert(args.end(), {"--warm-up", "auto", "--out", folder.string()});
  return call(args);
}

}  // namespace

TEST_SUITE_BEGIN("cli");

TEST_CASE("precision: a run ends when it is precise enough whatever the number of threads") {
  const TemporaryFolder place;
  const fs::path one = place.path() / "1";
  const std::vector<std::string> wanted{"--precision", "census.mean@iop=3%", "--threads", "1"};
  const Called called = run(one, wanted);
  CHECK(called.code == 0);
  CHECK(contains(called.err, "precision reached after "));
  CHECK(contains(called.err, "(at least 10, at most 1000)"));
  CHECK(contains(called.err, "census.mean@iop: half-width 2."));
  const auto precision = manifest_of(one)["replications"]["precision"];
  CHECK(precision["reached"] == true);
  CHECK(precision["figures"][0]["half_width"] <= 0.03);
  const int replications = manifest_of(one)["replications"]["finished"];
  CHECK(replications > 10);
  for (const std::string threads : {"2", "7"}) {
    const fs::path many = place.path() / threads;
    REQUIRE(run(many, {"--precision", "census.mean@iop=3%", "--threads", threads}).code == 0);
    for (const std::string& file : entries_of(one)) {
      if (file == "timings.json") continue;
      CAPTURE(file);
      CHECK((text_of(one / file) == text_of(many / file)));
    }
  }
  // at the end it was precise for some replications
  const Called cut = run(place.path() / "cut",
                         {"--precision",
                          "census.mean@iop=3%",
                          "--most-replications",
                          std::to_string(replications - 1)});
  CHECK(contains(cut.err, "precision not reached after "));
  CHECK(contains(cut.err, "precise enough at the end, but not for long enough"));
  // so many replications asked for have the same figures
  const fs::path fixed = place.path() / "fixed";
  REQUIRE(run(fixed, {"--replications", std::to_string(replications)}).code == 0);
  CHECK((text_of(fixed / "metrics.csv") == text_of(one / "metrics.csv")));
}

TEST_CASE("precision: what was not reached is said even when quiet") {
  const TemporaryFolder place;
  const Called called =
      run(place.path() / "reports",
          {"--precision", "wait.mean@php=0.001", "--most-replications", "12", "--quiet"});
  CHECK(called.code == 0);
  CHECK(contains(called.err, "precision not reached after 12 replications"));
  CHECK(manifest_of(place.path() / "reports")["replications"]["precision"]["reached"] == false);
}

TEST_CASE("precision: a figure that is always 0 is not called precise") {
  const TemporaryFolder place;
  const Called called = run(place.path() / "reports",
                            {"--precision", "lost.per_year@php=5%", "--most-replications", "10"});
  CHECK(called.code == 0);
  CHECK(contains(called.err, "precision not reached after 10 replications"));
  CHECK(contains(called.err, "\n  lost.per_year@php: always 0 so far\n"));
}

TEST_CASE("precision: bad requests are refused with a hint") {
  const TemporaryFolder place;
  const auto error = [&place](const std::vector<std::string>& more) {
    const Called called = run(place.path() / "none", more);
    CHECK(called.code == 1);
    return called.err;
  };
  CHECK(contains(error({"--precision", "wait.mean@php"}), "expected FIGURE=HALF-WIDTH"));
  CHECK(contains(error({"--precision", "wait.mean@phq=5%"}), "did you mean 'wait.mean@php'?"));
  CHECK(contains(error({"--precision", "wayt.mean@php=5%"}), "did you mean 'wait'?"));
  CHECK(contains(error({"--least-replications", "5"}), "--precision"));
  for (const std::string size : {"inf", "inf%", "nan", "nan%", "0", "-1"})
    CHECK(contains(error({"--precision", "wait.mean@php=" + size}), "expected FIGURE=HALF-WIDTH"));
  for (const std::string size : {"100%", "200%"})
    CHECK(contains(error({"--precision", "wait.mean@php=" + size}),
                   "expected a half-width below 100 % of the value"));
  CHECK(contains(error({"--replay", "3", "--precision", "wait.mean@php=5%"}), "--precision"));
  CHECK(contains(error({"--replay", "3", "--warm-up", "auto"}), "--warm-up"));
  CHECK(contains(error({"--warm-up", ""}), "expected auto or a length of time"));
  CHECK_FALSE(fs::exists(place.path() / "none"));
}

TEST_CASE("warm-up: auto says what it chose and records it") {
  const TemporaryFolder place;
  const fs::path folder = place.path() / "reports";
  const Called called = run_warmed(folder, {"run.horizon=3 y"});
  CHECK(called.code == 0);
  CHECK(
      contains(called.err,
               " d, as theory expects clinic to take; MSER-5 on 50 pilot replications of 1095 d "));
  const auto manifest = manifest_of(folder);
  const double days = manifest["warm_up"]["days"];
  CHECK(days >= 5);
  CHECK(days <= 200);
  CHECK(manifest["window"]["warm_up_days"] == days);
  CHECK(manifest["warm_up"]["found"]["by"] == "theory");
  CHECK(manifest["warm_up"]["found"]["by_pilots_days"] <= days);
  CHECK(manifest["warm_up"]["found"]["slowest_level"] == "clinic");
}

TEST_CASE("warm-up: one longer than the run makes the run longer by what is to be observed") {
  const TemporaryFolder place;
  const fs::path folder = place.path() / "reports";
  const Called called =
      run_warmed(folder, {"levels.clinic.places.slots=9", "run.warm_up=10 d", "run.horizon=80 d"});
  CHECK(called.code == 0);
  CHECK(contains(called.err, " d instead of 80 d, so that 70 days are observed as asked\n"));
  const auto manifest = manifest_of(folder);
  const double days = manifest["window"]["warm_up_days"];
  CHECK(days >= 80);
  CHECK(manifest["window"]["horizon_days"] == days + 70);
}

TEST_CASE("warm-up: a list that grows without end is refused without a horizon that would do") {
  const TemporaryFolder place;
  const Called called =
      run_warmed(place.path() / "none",
                 {"run.horizon=200 d", "run.warm_up=0 d", "levels.clinic.places.slots=1"});
  CHECK(called.code == 1);
  CHECK(
      contains(called.err, "clinic had not settled after 1600 d (does a list grow without end?)"));
  CHECK_FALSE(contains(called.err, "set run.horizon"));
}

TEST_CASE("warm-up: a run without one is called terminating") {
  const TemporaryFolder place;
  const fs::path folder = place.path() / "reports";
  const Called called = run(folder, {"--warm-up", "0 d", "--replications", "3"});
  CHECK(called.code == 0);
  CHECK(contains(called.out, "730 days from the start (a terminating run), 3 replications"));
  CHECK_FALSE(contains(called.err, "too short"));
  CHECK(manifest_of(folder)["warm_up"]["is_terminating_run"] == true);
}

TEST_SUITE_END();
