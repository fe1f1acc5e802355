#include "analysis/cli/start_notes.hpp"
#include "analysis/report/output_file.hpp"
#include "models/compile/compile.hpp"
#include "tests/cli/called.hpp"
#include "tests/support/small_models.hpp"
#include "tests/support/temporary_folder.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <filesystem>
#include <string>
#include <vector>

using stepdown::analysis::StartBias;
using stepdown::analysis::warning_of_start;
using stepdown::analysis::warning_of_starts_in;
using stepdown::tests::call;
using stepdown::tests::Called;
using stepdown::tests::contains;
using stepdown::tests::TemporaryFolder;
using stepdown::tests::text_of;

namespace fs = std::filesystem;

namespace {

/// M/M/c: 1,095 days are observed after the warm-up.
struct Queue {
  int places = 1;
  double load = 0.9;
  double stay = 7;     ///< days
  double warm_up = 0;  ///< days
  int replications = 100;
};

Called run(const Queue& queue, const fs::path& folder, const std::vector<std::string>& more = {}) {
  const fs::path file = folder / "queue.yaml";
  stepdown::analysis::write_file(
      file,
      fmt::format("schema: 1\nname: Queue\nstart: 2026-01-05\n"
                  "run: {{warm_up: {} d, horizon: {} d, replications: {}}}\n"
                  "levels:\n"
                  "  care:\n"
                  "    places: {{slots: {}}}\n"
                  "    treatment_time: {{exponential: {{mean: {} d}}}}\n"
                  "    to: well\n"
                  "outcomes: [well]\n"
                  "arrivals: {{referrals: {{poisson: {{rate: {:.8f} /d}}, to: care}}}}\n",
                  queue.warm_up,
                  queue.warm_up + 1095,
                  queue.replications,
                  queue.places,
                  queue.stay,
                  queue.load * queue.places / queue.stay));
  std::vector<std::string> args{"run", file.string(), "--out", (folder / "reports").string()};
  args.insert(args.end(), {"--force", "--quiet"});
  args.insert(args.end(), more.begin(), more.end());
  return call(args);
}

/// In how many of 10 runs with other luck the start is warned of.
int warned_of_10(const Queue& queue) {
  const TemporaryFolder place;
  int warned = 0;
  for (int seed = 1; seed <= 10; ++seed)
    if (contains(run(queue, place.path(), {"--seed", std::to_string(seed)}).err,
                 "looks too short, the waiting list of care still grows, which moves its mean and "
                 "the mean wait by what theory expects to be "))
      ++warned;
  return warned;
}

}  // namespace

TEST_SUITE_BEGIN("cli");

TEST_CASE("start: nothing is said of a run without a warm-up") {
  const TemporaryFolder place;
  const Called called =
      run({.places = 3, .load = 0.95, .stay = 42, .warm_up = 0}, place.path(), {"--strict"});
  CHECK(called.code == 0);
  CHECK(called.err.empty());
}

TEST_CASE("start: a list that settles beyond any horizon is warned of in a quiet run too") {
  // M/M/3 at load 0.95 with stays of 42 d: a relaxation time of about 60 years
  const TemporaryFolder place;
  const Called called = run({.places = 3, .load = 0.95, .stay = 42, .warm_up = 182}, place.path());
  CHECK(called.code == 0);
  CHECK(contains(called.err, "warning: run.warm_up: 182 d looks too short, the waiting list of "));
  CHECK(contains(called.err, "; care does not settle within 10216 d; --warm-up auto finds "));
}

TEST_CASE("start: one level that does not settle leaves the warnings of others standing") {
  stepdown::models::Scenario scenario =
      stepdown::tests::one_level(3, 0.1, stepdown::sim::Exponential{20});
  scenario.run.warm_up.value = 10;
  scenario.run.horizon.value = 100;
  const auto model = stepdown::models::compile(scenario).model;
  const StartBias soon{.level = "detox", .bias = -1, .mean = 4, .settles_after_days = 50};
  const StartBias later{.level = "php", .bias = -1, .mean = 10, .settles_after_days = 70};
  const StartBias never{.level = "iop",
                        .is_list = true,
                        .bias = -3,
                        .mean = 6,
                        .is_by_theory = true,
                        .settles_after_days = {}};
  CHECK(warning_of_start({}, model).empty());
  CHECK(
      warning_of_start({soon, later}, model) ==
      "warning: run.warm_up: 10 d looks too short, the start is still felt in 2 levels: detox, "
      "php; the census of detox still grows, which moves its mean by some 25 %; a warm-up of 70 d "
      "would do\n");
  CHECK(warning_of_start({soon}, model) ==
        "warning: run.warm_up: 10 d looks too short, the census of detox still grows, which moves "
        "its mean by some 25 %; a warm-up of 50 d would do\n");
  CHECK(
      warning_of_starts_in({{"a", {}}, {"b", {soon}}, {"c", {later}}}, model) ==
      "warning: run.warm_up: 10 d looks too short in 2 scenarios: b, c; the start is still felt in "
      "2 levels: detox, php; in the first the census of detox still grows, which moves its mean by "
      "some 25 %; a warm-up of 70 d would do\n");
  CHECK(warning_of_starts_in({{"a", {}}, {"b", {}}}, model).empty());
  CHECK(warning_of_start({soon, later, never}, model) ==
        "warning: run.warm_up: 10 d looks too short, the start is still felt in 3 levels: detox, "
        "php, iop; the census of detox still grows, which moves its mean by some 25 %; iop does "
        "not settle within 800 d; --warm-up auto finds how long it "
        "takes\n");
}

TEST_CASE("start: a bias near the half-width is warned of mostly") {
  // true -8.7 % and -7 %; of 40 runs each 95 % intervals cover the long run in 82 %
  CHECK(warned_of_10({.places = 3, .load = 0.9, .stay = 7, .warm_up = 365}) >= 7);
  CHECK(warned_of_10({.places = 30, .load = 0.9, .stay = 42, .warm_up = 365}) >= 7);
}

TEST_CASE("start: nothing is said of one that has settled") {
  CHECK(warned_of_10({.places = 3, .load = 0.7, .stay = 7, .warm_up = 365}) == 0);
  CHECK(warned_of_10({.places = 3, .load = 0.9, .stay = 7, .warm_up = 3650}) == 0);
  CHECK(warned_of_10({.places = 30, .load = 0.8, .stay = 42, .warm_up = 1460}) == 0);
}

TEST_CASE("start: auto takes as long as theory expects so that the run does not reject it") {
  const TemporaryFolder place;
  const Called called =
      run({.places = 3, .load = 0.95, .stay = 7, .warm_up = 182, .replications = 20},
          place.path(),
          {"--warm-up", "auto"});
  CHECK(called.code == 0);
  CHECK(called.err.empty());
  const auto manifest = nlohmann::json::parse(text_of(place.path() / "reports" / "manifest.json"));
  CHECK(manifest["warm_up"]["found"]["by"] == "theory");
  const double days = manifest["window"]["warm_up_days"];
  // the relaxation time is 7 / 3 / (1 - sqrt(0.95))^2 = 3640 d
  CHECK(days > 2 * 3640);
  CHECK(manifest["window"]["horizon_days"] == days + 1095);
}

TEST_SUITE_END();
