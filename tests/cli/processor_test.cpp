#include "tests/cli/child_process.hpp"
#include "tests/properties/random_network.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/support/wanted_scenarios.hpp"

#include <doctest/doctest.h>

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

using stepdown::tests::entries_of;
using stepdown::tests::Environment;
using stepdown::tests::random_network;
using stepdown::tests::start;
using stepdown::tests::TemporaryFolder;
using stepdown::tests::text_of;
using stepdown::tests::wait_for;
using stepdown::tests::wanted_scenarios;

namespace fs = std::filesystem;

namespace {

/// Features of processors that the C library looks for; the first two are the names of glibc before
/// 2.33, the others those since then.
const std::string newer_features = "-AVX2_Usable,-FMA_Usable,-AVX2,-FMA,-FMA4";

/// The reports on a processor that lacks these features.
void run_without(const std::string& features,
                 const std::string& scenario,
                 const fs::path& folder,
                 int threads) {
  Environment environment;
  if (!features.empty()) environment.emplace_back("GLIBC_TUNABLES", "glibc.cpu.hwcaps=" + features);
  const std::vector<std::string> args{"run",
                                      scenario,
                                      "--replications",
                                      "4",
                                      "--threads",
                                      std::to_string(threads),
                                      "--out",
                                      folder.string(),
                                      "--event-log",
                                      "--people"};
  REQUIRE(wait_for(start(args, environment)) == 0);
}

void check_same(const fs::path& one, const fs::path& other) {
  const std::vector<std::string> names = entries_of(one);
  CHECK(names.size() > 10);
  for (const std::string& name : names) {
    if (name == "timings.json") continue;
    CAPTURE(name);
    CHECK(text_of(one / name) == text_of(other / name));
  }
}

}  // namespace

TEST_SUITE_BEGIN("cli");

// The C library chooses exp, log and pow by what the processor can do, when the program starts. On
// a processor without AVX2 and FMA there is nothing to mask, and this cannot fail.
TEST_CASE("processor: the same bytes without its newer features") {
  for (const std::string scenario :
       {"scenarios/regional_network.yaml", "tests/models/data/every_key.yaml"}) {
    const TemporaryFolder folder;
    const fs::path whole = folder.path() / "whole";
    const fs::path masked = folder.path() / "masked";
    run_without("", scenario, whole, 2);
    run_without(newer_features, scenario, masked, 2);
    check_same(whole, masked);
  }
}

TEST_CASE("processor: the same bytes of random scenarios for any number of threads and features") {
  for (int seed = 0; seed < wanted_scenarios(12); ++seed) {
    CAPTURE(seed);
    const TemporaryFolder folder;
    const std::string scenario = (folder.path() / "random.yaml").string();
    std::ofstream(scenario) << random_network(static_cast<std::uint64_t>(seed), seed % 2 == 1)
                            << "report_by: [kind]\n";
    run_without("", scenario, folder.path() / "one", 1);
    run_without("", scenario, folder.path() / "two", 2);
    run_without(newer_features, scenario, folder.path() / "three", 3);
    check_same(folder.path() / "one", folder.path() / "two");
    check_same(folder.path() / "one", folder.path() / "three");
  }
}

TEST_SUITE_END();
