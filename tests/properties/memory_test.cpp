#include "analysis/experiments/memory_needs.hpp"
#include "analysis/experiments/run_model.hpp"
#include "analysis/experiments/select_best.hpp"
#include "analysis/experiments/verification.hpp"
#include "analysis/experiments/warm_up_advice.hpp"
#include "sim/limit.hpp"
#include "tests/support/simulated.hpp"

#include <doctest/doctest.h>

#include <cstddef>
#include <fstream>
#include <functional>
#include <string>
#include <string_view>
#include <unistd.h>
#include <vector>

namespace stepdown::tests {
namespace {

/// Memory of this process that is in RAM now, in MB.
double resident_mb() {
  std::ifstream statm{"/proc/self/statm"};
  std::size_t pages = 0;
  std::size_t resident = 0;
  statm >> pages >> resident;
  return static_cast<double>(resident) * static_cast<double>(sysconf(_SC_PAGESIZE)) / 1e6;
}

/// Why it is refused; empty when it is not.
std::string refusal(const std::function<void()>& act) {
  std::string why;
  try {
    act();
  } catch (const sim::LimitReached& limit) {
    why = limit.what();
  }
  return why;
}

/// Some hundred megabytes for groups of people: 4096 combinations of twelve attributes.
models::Model with_many_groups() {
  std::string attributes;
  std::string names;
  for (int i = 0; i < 12; ++i) {
    attributes += fmt::format("  a{}: {{x: 0.5, y: 0.5}}\n", i);
    names += fmt::format("{}a{}", i == 0 ? "" : ", ", i);
  }
  return model_of(fmt::format(R"(schema: 1
name: Groups
start: 2026-01-05
run: {{warm_up: 0 d, horizon: 100 d, replications: 2}}
report_by: [{}]
attributes:
{}levels:
  clinic: {{places: {{beds: 5}}, treatment_time: 5 d, to: out}}
outcomes: [out]
arrivals:
  referrals: {{poisson: {{rate: 1 /d}}, to: clinic}}
)",
                              names,
                              attributes));
}

TEST_SUITE_BEGIN("property");

// 2 referrals a day: 7,300 people in 10 years, 730,000 in 1,000. At the 64 bytes that one person
// inside takes, keeping them all would need 47 MB.
TEST_CASE("memory: a hundred times longer run needs no more") {
  const auto run_for = [](const std::string& horizon) {
    const models::Model model =
        model_of_file("scenarios/textbook/mmc.yaml", {"run.warm_up=1 y", "run.horizon=" + horizon});
    models::Simulator simulator{model};
    const models::Observations all = simulator.run(0);
    CHECK(all.peak_people_inside < 200);
    return resident_mb();
  };
  const double after_short_run = run_for("10 y");
  const double after_long_run = run_for("1000 y");
  MESSAGE(fmt::format(
      "resident after 10 y {:.1f} MB, after 1000 y {:.1f} MB", after_short_run, after_long_run));
  CHECK(after_long_run - after_short_run < 8);
}

// 365 million people, some 300 bytes each, where 1 GB is free.
TEST_CASE("memory: a run that does not fit is refused before it begins") {
  const models::Model model =
      model_of_file("scenarios/textbook/mmc.yaml",
                    {"run.horizon=10 y",
                     "run.warm_up=0 d",
                     "levels.clinic.places=unlimited",
                     "levels.clinic.treatment_time={exponential: {mean: 1000 y}}",
                     "arrivals.referrals.poisson.rate=100000 /d"});
  analysis::RunOptions options;
  options.free_memory = 1e9;
  const std::string why = refusal([&] { (void)analysis::run_model(model, options); });
  CHECK(why.starts_with("this would need about "));
  CHECK(
      why.ends_with(" million people inside at once, and 1 GB are free; shorten the run, lower the "
                    "rates of arrivals"));
}

/// One level, with more keys of its own and of the run.
models::Model one_level(const std::string& of_level, const std::string& of_run) {
  return model_of(fmt::format(R"(schema: 1
name: Large
start: 2026-01-05
run: {{{}}}
levels:
  clinic: {{places: {{slots: 5}}, treatment_time: 5 d, to: out{}}}
outcomes: [out]
arrivals:
  referrals: {{poisson: {{rate: 0.5 /d}}, to: clinic}}
)",
                              of_run,
                              of_level));
}

/// What most of it would be for.
std::string cause(const models::Model& model, double free_memory) {
  analysis::RunOptions options;
  options.free_memory = free_memory;
  const std::string why = refusal([&] { (void)analysis::run_model(model, options); });
  const std::string before = "mostly for ";
  const std::size_t at = why.find(before);
  return at == std::string::npos ? why : why.substr(at + before.size());
}

TEST_CASE("memory: what grows with days and replications is refused by its name") {
  CHECK(cause(one_level("", "warm_up: 0 d, horizon: 30 d, replications: 10000000"), 10e9) ==
        "the figures of each replication, and 10 GB are free; take fewer replications");
  CHECK(cause(one_level("", "warm_up: 0 d, horizon: 10 y, replications: 2"), 1e6) ==
        "the counts at midnights, and 0.001 GB are free; shorten the run");
  CHECK(cause(one_level(", admission: {cohort: {every: 1 h}}",
                        "warm_up: 0 d, horizon: 1000 y, replications: 2"),
              100e6) == "the starts of groups, and 0.1 GB are free; shorten the run");
  // Whoever may stop early is not refused for what may never come.
  CHECK(cause(one_level("", "warm_up: 0 d, horizon: 30 d, replications: 2"), 10e9).empty());
}

// One number each of 5 replications, for which vectors have room for 8: of 3 counts in 12 or 13
// months, mean and peak; of 2 counts in 168 hours.
TEST_CASE("memory: the forecast of months and hours is what their vectors take") {
  const analysis::RunSize five{.threads = 1, .replications = 5};
  const auto bytes = [&five](const models::Model& model, std::string_view what) {
    for (const analysis::MemoryNeed& need : analysis::memory_needs(model, five))
      if (need.what == what) return need.bytes;
    return -1.0;
  };
  const models::Model steady = one_level("", "warm_up: 0 d, horizon: 365 d, replications: 5");
  const double months = bytes(steady, "the census of each month of each replication");
  CHECK(months >= 8 * 3 * 13 * 2 * 8);
  CHECK(months <= 8 * 3 * 15 * 2 * 8);
  CHECK(bytes(steady, "the census by hour of the week of each replication") == 0);
  const models::Model weekly = one_level(", admission: {hours: {from: 9 h, to: 17 h}}",
                                         "warm_up: 0 d, horizon: 365 d, replications: 5");
  CHECK(bytes(weekly, "the census by hour of the week of each replication") == 8 * 2 * 168 * 8);
}

TEST_CASE("memory: groups that do not fit are refused by every way to simulate") {
  const models::Model model = with_many_groups();
  constexpr double free_memory = 100e6;
  const std::string expected =
      "GB, mostly for the groups of report_by, and 0.1 GB are free; report by fewer attributes, or "
      "by some "
      "with fewer values";
  const auto is_refused = [&expected](const std::function<void()>& act) {
    const std::string why = refusal(act);
    return why.starts_with("this would need about ") && why.ends_with(expected);
  };
  analysis::RunOptions options;
  options.free_memory = free_memory;
  CHECK(is_refused([&] { (void)analysis::run_model(model, options); }));
  analysis::BestPlan best;
  best.figure = {"census", "mean", "clinic"};
  best.selection.indifference = 1;
  best.free_memory = free_memory;
  CHECK(is_refused([&] { (void)analysis::select_best({&model, &model}, best); }));
  CHECK(refusal([&] { (void)analysis::find_warm_up(model, 2, 1, free_memory / 2); }) != "");
  const std::vector<analysis::VerificationSystem>& systems = analysis::verification_systems();
  analysis::VerificationPlan plan;
  plan.replications = 2;
  plan.free_memory = 1;
  CHECK(refusal([&] { (void)analysis::verify(plan, {systems.front()}); }) != "");
}

TEST_SUITE_END();

}  // namespace
}  // namespace stepdown::tests
