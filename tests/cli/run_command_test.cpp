#include "analysis/report/output_file.hpp"
#include "tests/cli/called.hpp"
#include "tests/support/temporary_folder.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <filesystem>
#include <sstream>
#include <string>
#include <vector>

using stepdown::analysis::write_file;
using stepdown::tests::call;
using stepdown::tests::Called;
using stepdown::tests::contains;
using stepdown::tests::entries_of;
using stepdown::tests::TemporaryFolder;
using stepdown::tests::text_of;
using stepdown::tests::unbroken;

namespace fs = std::filesystem;

namespace {

constexpr const char* minimal = "tests/data/small_program.yaml";

/// Runs `minimal` for 6 replications of 2 years into `folder`.
Called run(const fs::path& folder, std::vector<std::string> more = {}) {
  std::vector<std::string> args{
      "run", minimal, "--set", "run.horizon=2 y", "--out", folder.string()};
  if (std::find(more.begin(), more.end(), "--replications") == more.end())
    args.insert(args.end(), {"--replications", "6"});
  args.insert(args.end(), more.begin(), more.end());
  return call(args);
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);)
    lines.push_back(line);
  return lines;
}

/// The lines that contain `part`, as one text.
std::string lines_with(const std::string& text, const std::string& part) {
  std::string found;
  for (const std::string& line : lines_of(text))
    if (contains(line, part)) found += line + "\n";
  return found;
}

}  // namespace

TEST_SUITE_BEGIN("cli");

TEST_CASE("run: writes every file that the dictionary explains and the manifest names") {
  const TemporaryFolder place;
  const fs::path folder = place.path() / "reports";
  const Called called = run(folder);
  CHECK(called.code == 0);
  CHECK(stepdown::tests::is_only_of_the_start(called.err));
  CHECK(contains(called.out, "Reports in " + folder.string()));
  const auto manifest = nlohmann::json::parse(text_of(folder / "manifest.json"));
  auto named = manifest["files"].get<std::vector<std::string>>();
  std::sort(named.begin(), named.end());
  CHECK(entries_of(folder) == named);
  for (const char* const file : {"levels.csv",
                                 "waits.csv",
                                 "exits.csv",
                                 "flows.csv",
                                 "held.csv",
                                 "census_daily.csv",
                                 "metrics.csv",
                                 "dictionary.csv"})
    CHECK(fs::exists(folder / file));
  const std::string dictionary = text_of(folder / "dictionary.csv");
  CHECK_FALSE(contains(dictionary, ",'"));  // nothing in it looks like a formula
  for (const std::string& file : named) {
    if (!file.ends_with(".csv")) continue;
    CAPTURE(file);
    CHECK(contains(dictionary, "\n" + file + ","));
    std::string header = lines_of(text_of(folder / file)).front();
    header.pop_back();  // CR
    std::istringstream columns(header);
    for (std::string column; std::getline(columns, column, ',');) {
      CAPTURE(column);
      CHECK(contains(dictionary, "\n" + file + "," + column + ","));
    }
  }
}

TEST_CASE("run: the week is in a table of its own where people come by it") {
  const TemporaryFolder place;
  const fs::path steady = place.path() / "steady";
  REQUIRE(run(steady).code == 0);
  CHECK_FALSE(fs::exists(steady / "census_weekly.csv"));
  const fs::path weekly = place.path() / "weekly";
  REQUIRE(run(weekly, {"--set", "arrivals.referrals.poisson.weekday={sat: 0, sun: 0}"}).code == 0);
  const std::vector<std::string> lines = lines_of(text_of(weekly / "census_weekly.csv"));
  REQUIRE(lines.size() == 1 + 2 * 168);
  CHECK(lines[1].starts_with("php,"));
  CHECK(contains(lines[1], ",mon,0,"));
  CHECK(contains(lines[168], ",sun,23,"));
  CHECK(lines[169].starts_with("iop,"));
  CHECK(contains(text_of(weekly / "manifest.json"), "\"census_weekly.csv\""));
}

TEST_CASE("run: any number of threads gives the same bytes") {
  const TemporaryFolder place;
  const fs::path one = place.path() / "one";
  REQUIRE(run(one, {"--threads", "1", "--event-log", "--people"}).code == 0);
  for (const std::string threads : {"2", "7"}) {
    const fs::path many = place.path() / threads;
    REQUIRE(run(many, {"--threads", threads, "--event-log", "--people"}).code == 0);
    CHECK(entries_of(one) == entries_of(many));
    for (const std::string& file : entries_of(one)) {
      if (file == "timings.json") continue;
      CAPTURE(file);
      CHECK((text_of(one / file) == text_of(many / file)));
    }
  }
}

TEST_CASE("run: another seed gives other figures") {
  const TemporaryFolder place;
  REQUIRE(run(place.path() / "a").code == 0);
  REQUIRE(run(place.path() / "b", {"--seed", "2"}).code == 0);
  CHECK(text_of(place.path() / "a/levels.csv") != text_of(place.path() / "b/levels.csv"));
}

TEST_CASE("run: the command in the manifest gives the same figures again") {
  const TemporaryFolder place;
  REQUIRE(run(place.path() / "a", {"--seed", "3"}).code == 0);
  const auto manifest = nlohmann::json::parse(text_of(place.path() / "a/manifest.json"));
  CHECK(
      manifest["command"] ==
      "stepdown run tests/data/small_program.yaml --set 'run.horizon=2 y' --set run.replications=6 "
      "--set run.seed=3");
  CHECK(manifest["seed"] == 3);
  REQUIRE(call({"run",
                minimal,
                "--set",
                "run.horizon=2 y",
                "--set",
                "run.replications=6",
                "--set",
                "run.seed=3",
                "--out",
                (place.path() / "b").string()})
              .code == 0);
  for (const std::string& file : entries_of(place.path() / "a")) {
    if (file == "timings.json") continue;
    CAPTURE(file);
    CHECK((text_of(place.path() / "a" / file) == text_of(place.path() / "b" / file)));
  }
}

TEST_CASE("run: the event log changes no figure") {
  const TemporaryFolder place;
  REQUIRE(run(place.path() / "without").code == 0);
  REQUIRE(run(place.path() / "with", {"--event-log"}).code == 0);
  for (const std::string& file : entries_of(place.path() / "without")) {
    if (!file.ends_with(".csv")) continue;
    CAPTURE(file);
    CHECK((text_of(place.path() / "without" / file) == text_of(place.path() / "with" / file)));
  }
}

TEST_CASE("run: tables alone are the same tables and a page can be made of them later") {
  const TemporaryFolder place;
  REQUIRE(run(place.path() / "all").code == 0);
  const Called called = run(place.path() / "tables", {"--tables-only"});
  REQUIRE(called.code == 0);
  CHECK(!contains(called.out, "report.html"));
  CHECK(!std::filesystem::exists(place.path() / "tables/report.html"));
  CHECK(!std::filesystem::exists(place.path() / "tables/report.xlsx"));
  const std::string manifest = text_of(place.path() / "tables/manifest.json");
  CHECK(!contains(manifest, "report.html"));
  for (const std::string& file : entries_of(place.path() / "tables")) {
    if (!file.ends_with(".csv")) continue;
    CAPTURE(file);
    CHECK((text_of(place.path() / "all" / file) == text_of(place.path() / "tables" / file)));
  }
  REQUIRE(call({"report", (place.path() / "tables").string()}).code == 0);
  CHECK(std::filesystem::exists(place.path() / "tables/report.html"));
}

TEST_CASE("run: the list of people has everyone and changes no figure") {
  const TemporaryFolder place;
  REQUIRE(run(place.path() / "without").code == 0);
  REQUIRE(run(place.path() / "with", {"--people"}).code == 0);
  CHECK(text_of(place.path() / "without/metrics.csv") ==
        text_of(place.path() / "with/metrics.csv"));
  const auto manifest = nlohmann::json::parse(text_of(place.path() / "with/manifest.json"));
  CHECK(contains(manifest["files"].dump(), "people.csv"));
  const auto lines = lines_of(text_of(place.path() / "with/people.csv"));
  CHECK(lines.size() == 1 + manifest["simulated"]["people"].get<std::size_t>());
}

TEST_CASE("run: a replay prints what the event log has") {
  const TemporaryFolder place;
  REQUIRE(run(place.path() / "log", {"--event-log"}).code == 0);
  const std::string log = text_of(place.path() / "log/events.csv");
  const std::string header = lines_of(log).front() + "\n";
  std::string third;
  for (const std::string& line : lines_of(log))
    if (line.starts_with("3,")) third += line + "\n";
  const Called replay = run(place.path() / "none", {"--replay", "3"});
  CHECK(replay.code == 0);
  CHECK((replay.out == header + third));
  CHECK_FALSE(fs::exists(place.path() / "none"));
  const Called patient = run(place.path() / "none", {"--replay", "3:referrals:17"});
  CHECK(patient.out == header + lines_with(third, ",referrals:17,"));
  CHECK(lines_of(patient.out).size() > 2);
}

TEST_CASE("run: a replay of nobody says who there is") {
  const TemporaryFolder place;
  const auto error = [&](const std::string& wanted) {
    const Called called = run(place.path() / "none", {"--replay", wanted});
    CHECK(called.code == 1);
    return called.err;
  };
  CHECK(contains(error("x"), "expected REPLICATION"));
  CHECK(contains(error("1:17"), "expected REPLICATION"));
  CHECK(contains(error("1:nobody:17"), "no arrival source 'nobody'"));
  CHECK(contains(error("1:referrals:99999999"), "has only patients 0 to "));
}

TEST_CASE("run: refuses a folder that exists and replaces its own when forced") {
  const TemporaryFolder place;
  const fs::path folder = place.path() / "reports";
  REQUIRE(run(folder).code == 0);
  const std::string before = text_of(folder / "levels.csv");
  const Called refused = run(folder, {"--seed", "2"});
  CHECK(refused.code == 1);
  CHECK(contains(refused.err, "--force"));
  CHECK(text_of(folder / "levels.csv") == before);
  CHECK(run(folder, {"--seed", "2", "--force"}).code == 0);
  CHECK(text_of(folder / "levels.csv") != before);
  CHECK(entries_of(place.path()) == std::vector<std::string>{"reports"});
}

TEST_CASE("run: a folder that cannot be made cannot be written") {
  CHECK(run("/proc/reports").code == 3);
}

TEST_CASE("run: quiet prints nothing but warnings") {
  const TemporaryFolder place;
  const Called called = run(place.path() / "reports", {"--quiet"});
  CHECK(called.code == 0);
  CHECK(called.out.empty());
  CHECK(stepdown::tests::is_only_of_the_start(called.err));
}

TEST_CASE("run: one replication has figures without intervals") {
  const TemporaryFolder place;
  REQUIRE(run(place.path() / "reports", {"--replications", "1"}).code == 0);
  const std::string summary =
      lines_with(text_of(place.path() / "reports/metrics.csv"), ",summary,php,all,census,mean,");
  REQUIRE_FALSE(summary.empty());
  CHECK(contains(summary, ",,,,,"));  // low, high, n and sd are empty
}

TEST_CASE("run: metrics name the scenario and what was set in it") {
  const TemporaryFolder place;
  const fs::path folder = place.path() / "reports";
  REQUIRE(run(folder, {"--set", "levels.php.places.slots=20", "--seed", "3"}).code == 0);
  const std::string metrics = text_of(folder / "metrics.csv");
  const std::string name =
      "\r\n\"Minimal step-down program; run.horizon=2 y; levels.php.places.slots=20; run.seed=3\",";
  CHECK(contains(metrics, name + "summary,"));
  CHECK(contains(metrics, name + "5,"));
}

TEST_CASE("run: the folder has the scenario as it was run and where its values come from") {
  const TemporaryFolder place;
  const fs::path folder = place.path() / "reports";
  REQUIRE(run(folder, {"--set", "levels.iop.source=\"=1+1, said\"", "--set", "levels.php.hold=3 d"})
              .code == 0);
  const std::string inputs = text_of(folder / "inputs.csv");
  CHECK(contains(inputs, "\r\nlevels.php.hold,3,d,,none,command line,3\r\n"));
  CHECK(contains(inputs, "\r\nrun.horizon,2,y,,none,command line,1\r\n"));
  CHECK(contains(inputs,
                 "\r\nlevels.iop.places.groups.size,10,,\"'=1+1, said\",read,"
                 "tests/data/small_program.yaml,"));
  const std::string again = (place.path() / "again").string();
  REQUIRE(call({"run", (folder / "scenario.yaml").string(), "--out", again}).code == 0);
  CHECK(text_of(folder / "levels.csv") == text_of(fs::path(again) / "levels.csv"));
  CHECK(text_of(folder / "scenario.yaml") == text_of(fs::path(again) / "scenario.yaml"));
}

TEST_CASE("run: replications that a precision asks for are those of the scenario as it was run") {
  const TemporaryFolder place;
  const fs::path folder = place.path() / "reports";
  REQUIRE(
      call({"run", minimal, "--precision", "census.mean@php=50%", "--out", folder.string()}).code ==
      0);
  const auto manifest = nlohmann::json::parse(text_of(folder / "manifest.json"));
  const std::string replications = manifest["replications"]["finished"].dump();
  CHECK(contains(text_of(folder / "scenario.yaml"), "replications: " + replications + "}"));
  CHECK(contains(text_of(folder / "inputs.csv"), "run.replications," + replications + ","));
}

TEST_CASE("run: tables for people have the digits that their intervals need") {
  const TemporaryFolder place;
  const fs::path folder = place.path() / "reports";
  REQUIRE(run(folder).code == 0);
  // Numbers of full precision mostly have 17 digits.
  const auto longest_cell = [&folder](const char* file) {
    std::istringstream rest(text_of(folder / file).substr(text_of(folder / file).find('\n')));
    std::size_t longest = 0;
    for (std::string cell; std::getline(rest, cell, ',');)
      longest = std::max(longest, cell.size());
    return longest;
  };
  CHECK(longest_cell("metrics.csv") >= 17);
  CHECK(longest_cell("levels.csv") <= 12);
}

TEST_CASE("run: names that look like formulas stay text") {
  const TemporaryFolder place;
  const std::string file = (place.path() / "formula.yaml").string();
  std::string text = text_of(minimal);
  text.replace(text.find("name: Minimal"), 13, "name: =1+1 Minimal");
  write_file(file, text);
  REQUIRE(call({"run", file, "--replications", "1", "--out", (place.path() / "reports").string()})
              .code == 0);
  CHECK(contains(text_of(place.path() / "reports/metrics.csv"), "\n'=1+1 Minimal"));
}

TEST_CASE("run: a replay of a replication that no run has is refused") {
  for (const std::string number : {"4294967295", "10000000", "99999999999999999999"}) {
    const Called called = call({"run", minimal, "--replay", number});
    CHECK(called.code == 1);
    CHECK(unbroken(called.err) ==
          "stepdown: --replay: expected a whole number from 0 to 9999999, got '" + number + "' ");
    CHECK(called.out.empty());
  }
}

TEST_SUITE_END();
