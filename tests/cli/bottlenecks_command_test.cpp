#include "tests/cli/called.hpp"
#include "tests/support/temporary_folder.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <filesystem>
#include <sstream>
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

Called look(const std::vector<std::string>& more) {
  std::vector<std::string> args{
      "bottlenecks", "tests/data/small_program.yaml", "--set", "run.horizon=2 y"};
  args.insert(args.end(), more.begin(), more.end());
  return call(args);
}

/// In characters.
std::size_t longest_line(const std::string& text) {
  std::size_t longest = 0;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    const auto continued = std::ranges::count_if(
        line, [](char c) { return (static_cast<unsigned>(c) & 0xC0U) == 0x80U; });
    longest = std::max(longest, line.size() - static_cast<std::size_t>(continued));
  }
  return longest;
}

}  // namespace

TEST_SUITE_BEGIN("cli");

TEST_CASE("bottlenecks command: one ranked table that fits a terminal") {
  const Called called =
      look({"--replications", "6", "--set", "levels.iop.costs={a_place_day: 20}"});
  CHECK(called.code == 0);
  CHECK(stepdown::tests::is_only_of_the_start(called.err));
  CHECK(called.out.starts_with("one more "));
  CHECK(contains(called.out, "\nphp: slot "));
  CHECK(contains(called.out, "/100k"));
  CHECK(contains(called.out, "cost: thousand USD a year"));
  CHECK(longest_line(called.out) <= 80);
}

TEST_CASE("bottlenecks command: writes a folder that is the same for any number of threads") {
  const TemporaryFolder place;
  const fs::path one = place.path() / "one";
  const fs::path two = place.path() / "two";
  const auto run = [](const fs::path& folder, const std::string& threads) {
    return look({"--quiet", "--replications", "5", "--out", folder.string(), "--threads", threads});
  };
  const Called called = run(one, "1");
  CHECK(called.code == 0);
  CHECK(called.out.empty());
  REQUIRE(run(two, "3").code == 0);
  const auto manifest = nlohmann::json::parse(text_of(one / "manifest.json"));
  CHECK(manifest["replications"] == 5);
  CHECK(contains(manifest["command"].get<std::string>(), "stepdown bottlenecks "));
  auto files = manifest["files"].get<std::vector<std::string>>();
  std::ranges::sort(files);
  CHECK(entries_of(one) == files);
  for (const std::string& file : entries_of(one)) {
    CAPTURE(file);
    CHECK((text_of(one / file) == text_of(two / file)));
  }
  const std::string csv = text_of(one / "bottlenecks.csv");
  CHECK(csv.starts_with("rank,kind,name,unit,places,figure,base,value,difference,low,high,"));
  CHECK(contains(csv, ",level,php,slot,1,days_waited,"));
  CHECK(contains(text_of(one / "dictionary.csv"), "\nbottlenecks.csv,per_100000,"));
  CHECK(run(one, "1").code == 1);  // the folder is there
}

TEST_CASE("bottlenecks command: what cannot be told is said") {
  const Called called = look({"--replications", "6", "--set", "levels.php.places=unlimited"});
  CHECK(contains(called.out, "\nleft out, as places are unlimited: php\n"));
  const Called one = look({"--replications", "1"});
  CHECK(one.code == 1);
  CHECK(contains(one.err, "expected two replications or more"));
  const Called none = look({"--replications",
                            "2",
                            "--set",
                            "levels.php.places=unlimited",
                            "--set",
                            "levels.iop.places=unlimited"});
  CHECK(none.code == 0);
  CHECK(contains(none.out, "No level has a limit"));
}

TEST_SUITE_END();
