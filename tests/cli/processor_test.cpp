#include "tests/cli/child_process.hpp"
#include "tests/support/temporary_folder.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <string>
#include <vector>

using stepdown::tests::entries_of;
using stepdown::tests::Environment;
using stepdown::tests::start;
using stepdown::tests::TemporaryFolder;
using stepdown::tests::text_of;
using stepdown::tests::wait_for;

namespace fs = std::filesystem;

namespace {

/// The reports on a processor that lacks these features.
void run_without(const std::string& features, const std::string& scenario, const fs::path& folder) {
  Environment environment;
  if (!features.empty()) environment.emplace_back("GLIBC_TUNABLES", "glibc.cpu.hwcaps=" + features);
  const std::vector<std::string> args{
      "run", scenario, "--replications", "2", "--out", folder.string(), "--event-log", "--people"};
  REQUIRE(wait_for(start(args, environment)) == 0);
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
    run_without("", scenario, whole);
    // The first two are the names of glibc before 2.33, the others those since then.
    run_without("-AVX2_Usable,-FMA_Usable,-AVX2,-FMA,-FMA4", scenario, masked);
    for (const std::string& name : entries_of(whole)) {
      if (name == "timings.json") continue;
      CAPTURE(name);
      CHECK(text_of(whole / name) == text_of(masked / name));
    }
  }
}

TEST_SUITE_END();
