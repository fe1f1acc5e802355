#include "analysis/experiments/run_model.hpp"
#include "sim/limit.hpp"
#include "tests/support/simulated.hpp"

#include <doctest/doctest.h>

#include <cstddef>
#include <fstream>
#include <string>
#include <unistd.h>

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
  std::string why;
  try {
    (void)analysis::run_model(model, options);
  } catch (const sim::LimitReached& limit) {
    why = limit.what();
  }
  CHECK(why.starts_with("this would need about "));
  CHECK(
      why.ends_with(" million people inside at once, and 1 GB are free; shorten the run, lower the "
                    "rates of arrivals"));
}

TEST_SUITE_END();

}  // namespace
}  // namespace stepdown::tests
