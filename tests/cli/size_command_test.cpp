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

/// `minimal` over 2 years, in few replications.
Called size(const std::vector<std::string>& more) {
  std::vector<std::string> args{"size",
                                "tests/data/small_program.yaml",
                                "--set",
                                "run.horizon=2 y",
                                "--least-replications",
                                "10",
                                "--most-replications",
                                "20"};
  args.insert(args.end(), more.begin(), more.end());
  return call(args);
}

/// In bytes.
std::size_t longest_line(const std::string& text) {
  std::size_t longest = 0;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);)
    longest = std::max(longest, line.size());
  return longest;
}

const std::vector<std::string> two_levers{"--target",
                                          "php.wait.mean <= 4 d",
                                          "--target",
                                          "iop.p_delay <= 0.4",
                                          "--lever",
                                          "php.slots=14..40",
                                          "--lever",
                                          "iop.groups=1..8"};

}  // namespace

TEST_SUITE_BEGIN("cli");

TEST_CASE("size: tells the fewest places and what a step less breaks") {
  const Called called = size(two_levers);
  CHECK(called.code == 0);
  CHECK(stepdown::tests::is_only_of_the_start(called.err));
  for (const char* const part : {"\nphp.slots ",
                                 "\niop.groups ",
                                 "\nphp.wait.mean <= 4 d ",
                                 " binding\n",
                                 "\none step cheaper ",
                                 "\none step more ",
                                 "\nguess ",
                                 "\nplan: php.slots / iop.groups\n"})
    CHECK(contains(called.out, part));
  CHECK(longest_line(called.out) <= 80);
}

TEST_CASE("size: writes a folder that is the same for any number of threads") {
  const TemporaryFolder place;
  const fs::path one = place.path() / "one";
  const fs::path two = place.path() / "two";
  const auto run = [](const fs::path& folder, const std::string& threads) {
    std::vector<std::string> args = two_levers;
    args.insert(args.end(), {"--quiet", "--out", folder.string(), "--threads", threads});
    return size(args);
  };
  const Called called = run(one, "1");
  CHECK(called.code == 0);
  CHECK(called.out.empty());
  REQUIRE(run(two, "3").code == 0);
  const auto manifest = nlohmann::json::parse(text_of(one / "manifest.json"));
  CHECK(entries_of(one).size() == manifest["files"].size());
  CHECK(contains(manifest["command"].get<std::string>(), "--lever php.slots=14..40"));
  for (const std::string& file : entries_of(one)) {
    CAPTURE(file);
    CHECK((text_of(one / file) == text_of(two / file)));
  }
  CHECK(text_of(one / "size.csv")
            .starts_with("trial,stage,is_answer,php.slots,iop.groups,cost,replications,judgment,"));
  CHECK(contains(text_of(one / "size.csv"), ",confirming,1,"));
  CHECK(text_of(one / "frontier.csv").starts_with("php.slots,iop.groups,cost,target,value,low,"));
  CHECK(contains(text_of(one / "dictionary.csv"), "\nfrontier.csv,meets_all,"));
}

TEST_CASE("size: costs decide what is given up") {
  std::vector<std::string> args = two_levers;
  args[5] = "php.slots=14..40@1000";
  CHECK(contains(size(args).err, "iop.groups has no cost in the scenario; give what one of it "));
  args[7] = "iop.groups=1..8@20000";
  const Called called = size(args);
  CHECK(called.code == 0);
  const bool is_cost =
      called.out.starts_with("Least cost ") || contains(called.out, ", with this cost: ");
  CHECK(is_cost);
  args[7] = "iop.groups=1..8";
  args.insert(args.end(), {"--set", "levels.iop.costs={a_place_day: 10}"});
  CHECK(size(args).code == 0);
}

TEST_CASE("size: the least that the levers allow is not compared with what was not tried") {
  const Called called = size({"--target", "php.wait.mean <= 400 d", "--lever", "php.slots=18..20"});
  CHECK(called.code == 0);
  CHECK(contains(called.out, "it is the least that the levers allow"));
  CHECK_FALSE(contains(called.out, "one step cheaper misses"));
}

TEST_CASE("size: a lever that is dear beyond measure beside a cheap one is no defect") {
  std::vector<std::string> args = two_levers;
  args[5] = "php.slots=14..40@1e9";
  args[7] = "iop.groups=1..8@1e-9";
  CHECK(size(args).code == 0);
}

TEST_CASE("size: says that nothing within the bounds is enough and what comes nearest") {
  const Called called = size({"--target", "php.wait.mean <= 0.1 d", "--lever", "php.slots=10..14"});
  CHECK(called.code == 4);
  CHECK(contains(called.out, "No plan within the bounds meets all targets; this comes nearest\n"));
  CHECK(contains(called.out, "\nphp.slots      14 "));
}

TEST_CASE("size: what it cannot understand is refused with a reason") {
  const std::vector<std::string> target{"--target", "php.wait.mean <= 4 d"};
  const auto refused = [&](const std::string& lever) {
    std::vector<std::string> args = target;
    args.insert(args.end(), {"--lever", lever});
    const Called called = size(args);
    CHECK(called.code == 1);
    return called.err;
  };
  CHECK(contains(refused("php.slots"), "--lever: expected a lever with bounds"));
  CHECK(contains(refused("php.slots=3"), "--lever: expected a lever with bounds"));
  CHECK(contains(refused("phq.slots=3..4"), "got 'phq'; did you mean 'php'?"));
  CHECK(contains(refused("php.chairs=3..4"), "expected a level and its beds, slots, groups or "));
  CHECK(contains(refused("php.slots=9..4"), "expected bounds from 0 on, the lower one first"));
  CHECK(contains(refused("php.slots=1..4:0"), "expected a step above 0"));
  CHECK(contains(refused("php.slots=a..4"), "a number (the least), got 'a'"));
  CHECK(contains(refused("php.slots=1..4@-3"), "expected a cost above 0"));
  CHECK(contains(refused("php.slots=1..4@1e308"), "at most 1000000000, got 1e+308"));
  CHECK(contains(refused("run.seed=1..4"), "run.seed"));
  CHECK(contains(size({"--lever", "php.slots=14..40"}).err, "expected targets to meet"));
  CHECK(size({"--target", "php.wiat.mean <= 4 d", "--lever", "php.slots=1..4"}).code == 2);
  CHECK(size({"--target", "php.wait.mean <= 4 d", "--lever", "php.beds=1..4"}).code == 2);
}

TEST_SUITE_END();
