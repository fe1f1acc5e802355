#include "analysis/cli/theory_progress.hpp"
#include "analysis/report/output_file.hpp"
#include "tests/cli/called.hpp"
#include "tests/support/csv_records.hpp"
#include "tests/support/temporary_folder.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <filesystem>
#include <map>
#include <sstream>
#include <string>
#include <vector>

using stepdown::analysis::write_file;
using stepdown::tests::call;
using stepdown::tests::Called;
using stepdown::tests::contains;
using stepdown::tests::csv_records;
using stepdown::tests::entries_of;
using stepdown::tests::TemporaryFolder;
using stepdown::tests::text_of;
using stepdown::tests::unbroken;

namespace fs = std::filesystem;

namespace {

constexpr const char* minimal = "tests/data/small_program.yaml";

/// The rows of a CSV file as maps from column to cell.
std::vector<std::map<std::string, std::string>> table(const fs::path& file) {
  const auto rows = csv_records(text_of(file)).value();
  std::vector<std::map<std::string, std::string>> result;
  for (std::size_t r = 1; r < rows.size(); ++r) {
    REQUIRE(rows[r].size() == rows.front().size());
    auto& row = result.emplace_back();
    for (std::size_t c = 0; c < rows[r].size(); ++c)
      row[rows.front()[c]] = rows[r][c];
  }
  return result;
}

/// Every file is named in the manifest, every column explained, and no number is none.
void check_folder(const fs::path& folder) {
  const auto manifest = nlohmann::json::parse(text_of(folder / "manifest.json"));
  auto named = manifest["files"].get<std::vector<std::string>>();
  std::sort(named.begin(), named.end());
  CHECK(entries_of(folder) == named);
  const std::string dictionary = text_of(folder / "dictionary.csv");
  for (const std::string& file : named) {
    if (!file.ends_with(".csv")) continue;
    CAPTURE(file);
    const std::string text = text_of(folder / file);
    CHECK_FALSE(contains(text, "nan"));
    CHECK_FALSE(contains(text, ",inf"));
    CHECK(contains(dictionary, "\n" + file + ","));
    const auto rows = csv_records(text).value();
    for (const std::string& column : rows.front()) {
      CAPTURE(column);
      CHECK(contains(dictionary, "\n" + file + "," + column + ","));
    }
  }
}

}  // namespace

TEST_SUITE_BEGIN("cli");

TEST_CASE("theory: prints what applies and the reason for the rest") {
  const Called called = call({"theory", minimal});
  CHECK(called.code == 0);
  CHECK(called.err.empty());
  CHECK(contains(called.out, "Demand with unlimited places, in the long run"));
  CHECK(contains(called.out, "Places with which one request in so many is delayed"));
  CHECK(contains(called.out, "no exact Markov chain: holding in php ends after a fixed time"));
  const Called overloaded = call({"theory", minimal, "--set", "levels.php.places.slots=14"});
  CHECK(contains(overloaded.out,
                 "php: waiting list without patience and load per place 1.07: grows without end"));
  const Called unlimited = call({"theory",
                                 minimal,
                                 "--set",
                                 "levels.php.places=unlimited",
                                 "--set",
                                 "levels.iop.places=unlimited"});
  CHECK(contains(unlimited.out, "nobody waits: all levels that people come to are unlimited"));
  CHECK(call({"theory", minimal, "--quiet"}).out.empty());
}

TEST_CASE("theory: every scenario that is shipped has its tables") {
  std::vector<std::string> files{minimal, "scenarios/regional_network.yaml"};
  for (const char* const folder : {"scenarios/textbook", "scenarios/bench"})
    for (const std::string& name : entries_of(folder))
      if (name.ends_with(".yaml")) files.push_back(std::string(folder) + "/" + name);
  for (const std::string& file : files) {
    CAPTURE(file);
    const TemporaryFolder place;
    const fs::path folder = place.path() / "theory";
    const Called called = call({"theory",
                                file,
                                "--set",
                                "run.horizon=2 y",
                                "--set",
                                "run.warm_up=90 d",
                                "--out",
                                folder.string()});
    CHECK(called.code == 0);
    CHECK_FALSE(contains(called.out, "nan"));
    CHECK_FALSE(contains(called.out, "inf "));
    check_folder(folder);
  }
}

TEST_CASE("theory: the curve has every number of places and falls") {
  const TemporaryFolder place;
  const fs::path folder = place.path() / "theory";
  REQUIRE(call({"theory", minimal, "--out", folder.string(), "--quiet"}).code == 0);
  for (const std::string level : {"php", "iop"}) {
    CAPTURE(level);
    int places = 0;
    int present = 0;
    double before = 2;
    for (const auto& row : table(folder / "capacity.csv")) {
      if (row.at("level") != level) continue;
      CHECK(std::stoi(row.at("places")) == places++);
      const double p_delay = std::stod(row.at("p_delay"));
      CHECK(p_delay < before);
      CHECK(std::stod(row.at("one_in_n")) == doctest::Approx(1 / p_delay));
      before = p_delay;
      if (row.at("is_present") == "1") present = std::stoi(row.at("places"));
    }
    CHECK(present == (level == "php" ? 18 : 30));
    CHECK(places > present * 5 / 4);
  }
}

TEST_CASE("theory: stands beside a run of the same scenario") {
  const TemporaryFolder place;
  const std::string run = (place.path() / "run").string();
  const std::string file = "scenarios/textbook/mmc.yaml";
  REQUIRE(call({"run", file, "--replications", "8", "--out", run, "--quiet"}).code == 0);
  const fs::path folder = place.path() / "theory";
  const Called called = call({"theory", file, "--beside", run, "--out", folder.string()});
  CHECK(called.code == 0);
  CHECK(called.err.empty());  // the number of replications does not make it another scenario
  CHECK(contains(called.out, "Simulated and by theory"));
  CHECK(contains(called.out, " exact figures beyond the limit\n"));
  check_folder(folder);
  bool has_wait = false;
  for (const auto& row : table(folder / "beside.csv")) {
    CHECK(std::stod(row.at("simulated")) - std::stod(row.at("theory")) ==
          doctest::Approx(std::stod(row.at("difference"))));
    if (row.at("metric") != "wait" || row.at("statistic") != "mean") continue;
    has_wait = true;
    CHECK(row.at("replications") == "8");
    CHECK(std::stod(row.at("z")) ==
          doctest::Approx(std::stod(row.at("difference")) / std::stod(row.at("standard_error"))));
  }
  CHECK(has_wait);
  const Called other =
      call({"theory", file, "--set", "levels.clinic.places.slots=11", "--beside", run});
  CHECK(other.code == 0);
  CHECK(contains(other.err, "is not of this very scenario"));
  // proof that the judgment can fail
  const Called wrong =
      call({"theory", file, "--set", "levels.clinic.places.slots=13", "--beside", run});
  CHECK(contains(wrong.out, " exact figures beyond the limit; the worst: "));
  CHECK_FALSE(contains(wrong.out, "\n0 of "));
}

// Runs of which something was further off than chance that is near normal allows. Treatment takes 2
// days on average. Five places asked for 0.2 times a day: nobody was turned away, 0.7 were to be
// expected. Three, asked for 0.5 times: one in eleven waits, so that the 90 % quantile of all is 0,
// though not in all replications. One, asked for 0.1 times: 93 people waited.
TEST_CASE("theory: a right run is not refused for what is rare or at the edge of no wait") {
  const TemporaryFolder place;
  const std::string file = (place.path() / "rare.yaml").string();
  const auto judged = [&](const std::string& run, const std::string& level, const char* rate) {
    write_file(file,
               "schema: 1\nname: Rare\nstart: 2026-01-05\nrun: {warm_up: 100 d, " + run +
                   "}\nlevels:\n  b: {treatment_time: {exponential: {mean: 2 d}}, to: done, " +
                   level + "}\noutcomes: [done]\narrivals:\n  s: {poisson: {rate: " + rate +
                   "}, to: b}\n");
    const std::string out = (place.path() / "run").string();
    REQUIRE(call({"run", file, "--out", out, "--force", "--quiet"}).code == 0);
    return call({"theory", file, "--beside", out}).out;
  };
  const std::string no_wait = "places: {beds: 5}, waiting: {limit: 0, turned_away_to: done}";
  const std::string loss = judged("horizon: 1100 d, replications: 60", no_wait, "0.2 /d");
  CHECK(contains(loss, "\n0 of 3 exact figures beyond the limit\n3 more not judged: "));
  const std::string edge =
      judged("horizon: 1100 d, replications: 60", "places: {beds: 3}", "0.5 /d");
  CHECK(contains(edge, "\n0 of 11 exact figures beyond the limit\n"));
  const std::string few =
      judged("horizon: 400 d, replications: 20, seed: 8", "places: {beds: 1}", "0.1 /d");
  CHECK(contains(few, "\n0 of 8 exact figures beyond the limit\n3 more not judged: "));
}

TEST_CASE("theory: what it cannot use is refused") {
  CHECK(call({"theory"}).code == 1);
  CHECK(call({"theory", "nowhere.yaml"}).code == 3);
  CHECK(call({"theory", minimal, "--beside", "nowhere"}).code == 3);
  CHECK(call({"theory", minimal, "--colour"}).code == 1);
  CHECK(call({"theory", minimal, "--set", "levels.php.places.slots=many"}).code == 2);
  const TemporaryFolder place;
  write_file(place.path() / "metrics.csv", "a,b\r\n1,2\r\n");
  const Called called = call({"theory", minimal, "--beside", place.path().string()});
  CHECK(called.code == 1);
  CHECK(contains(called.err, "expected a metrics.csv of stepdown"));
}

TEST_CASE("theory: a foreign manifest beside it is another scenario") {
  const TemporaryFolder place;
  write_file(place.path() / "metrics.csv",
             "replication,state,profile,metric,statistic,value,n,sd,replications\r\n");
  for (const char* const manifest : {R"({"scenario": {"files": [{"file": "x", "sha1": 3}]}})",
                                     R"({"scenario": {"files": 3, "set": {"a": 1}}})",
                                     R"({"scenario": [1]})",
                                     R"([])"}) {
    CAPTURE(manifest);
    write_file(place.path() / "manifest.json", manifest);
    const Called called = call({"theory", minimal, "--beside", place.path().string()});
    CHECK(called.code == 0);
    CHECK(contains(called.err, "is not of this very scenario"));
  }
}

TEST_CASE("theory: does not replace the reports that it reads") {
  const TemporaryFolder place;
  const fs::path folder = place.path() / "theory";
  REQUIRE(call({"theory", minimal, "--out", folder.string(), "--quiet"}).code == 0);
  const std::string same = (place.path() / "." / "theory/").string();
  const Called called =
      call({"theory", minimal, "--beside", folder.string(), "--out", same, "--force", "--quiet"});
  CHECK(called.code == 1);
  CHECK(contains(called.err, "expected another folder for --out than for --beside"));
  CHECK(fs::exists(folder / "theory.csv"));
}

TEST_CASE("theory: millions of places do not make millions of rows") {
  const TemporaryFolder place;
  const fs::path folder = place.path() / "theory";
  REQUIRE(call({"theory",
                minimal,
                "--set",
                "levels.php.places.slots=10000000",
                "--out",
                folder.string(),
                "--quiet"})
              .code == 0);
  const auto rows = table(folder / "capacity.csv");
  CHECK(rows.size() < 200);
  const auto present = std::find_if(rows.begin(), rows.end(), [](const auto& row) {
    return row.at("level") == "php" && row.at("is_present") == "1";
  });
  REQUIRE(present != rows.end());
  CHECK(present->at("places") == "10000000");
  CHECK(present->at("p_delay") == "0");
  CHECK(present->at("one_in_n").empty());
}

TEST_CASE("theory: a tilde is explained where there is one") {
  CHECK(contains(call({"theory", minimal}).out, "~ the level taken alone"));
  const Called exact = call({"theory", "scenarios/textbook/mmc.yaml"});
  CHECK(contains(exact.out, "Waiting"));
  CHECK_FALSE(contains(exact.out, "~"));
  const Called chain = call({"theory", "scenarios/textbook/tandem_with_holding_2.yaml"});
  CHECK(contains(chain.out, "Markov chain of the pathway"));
  CHECK_FALSE(contains(chain.out, "~"));
  CHECK_FALSE(contains(chain.out, "grows without end"));
}

TEST_CASE("theory: refuses a folder that exists and replaces its own when forced") {
  const TemporaryFolder place;
  const fs::path folder = place.path() / "theory";
  const std::vector<std::string> args{"theory", minimal, "--quiet", "--out", folder.string()};
  REQUIRE(call(args).code == 0);
  const std::string before = text_of(folder / "theory.csv");
  std::vector<std::string> again = args;
  again.insert(again.end(), {"--set", "levels.php.places.slots=25"});
  const Called refused = call(again);
  CHECK(refused.code == 1);
  CHECK(contains(refused.err, "--force"));
  CHECK((text_of(folder / "theory.csv") == before));
  again.emplace_back("--force");
  CHECK(call(again).code == 0);
  CHECK((text_of(folder / "theory.csv") != before));
  CHECK(entries_of(place.path()) == std::vector<std::string>{"theory"});
}

TEST_CASE("verify: prints the table and writes it") {
  const TemporaryFolder place;
  const fs::path folder = place.path() / "verification";
  const Called called =
      call({"verify", "--replications", "30", "--seed", "2", "--out", folder.string()});
  CHECK(called.code == 0);
  CHECK(called.err.empty());
  CHECK(contains(called.out, "Erlang loss, lognormal stays"));
  CHECK(contains(called.out, "Gridlock"));
  CHECK(contains(called.out, "; 0 beyond |z| "));
  CHECK(contains(called.out,
                 "\nA right program has any figure beyond it in 1 of 1000 verifications\n"));
  CHECK(contains(called.out, "30 replications, seed 2"));
  check_folder(folder);
  const auto rows = table(folder / "verification.csv");
  CHECK(rows.size() > 100);
  for (const auto& row : rows) {
    CHECK(row.at("agrees") == "1");
    CHECK(row.at("replications") == "30");
  }
  CHECK(contains(call({"verify", "--out", folder.string()}).err, "--force"));
}

TEST_CASE("verify: what it cannot use is refused") {
  CHECK(call({"verify", "--replications", "29"}).code == 1);
  CHECK(call({"verify", "--threads", "0"}).code == 1);
  CHECK(call({"verify", "tests/data/small_program.yaml"}).code == 1);
  CHECK(call({"verify", "--out", "/proc/verification"}).code == 3);
}

TEST_CASE("theory: a file beside it that is not of this program is refused") {
  const TemporaryFolder place;
  const std::string metrics = (place.path() / "metrics.csv").string();
  const auto beside = [&place] {
    return call({"theory", minimal, "--beside", place.path().string()});
  };
  fs::create_directory(metrics);
  CHECK(beside().code == 3);
  CHECK(beside().err == "stepdown: " + metrics + ": Is a directory\n");
  fs::remove(metrics);
  fs::create_symlink("/dev/zero", metrics);
  CHECK(beside().code == 3);
  CHECK(unbroken(beside().err) == "stepdown: " + metrics + " is no plain file: Invalid argument ");
}

TEST_CASE("theory: on a terminal a line tells what it is at and leaves nothing behind") {
  using stepdown::analysis::TheoryProgress;
  TheoryProgress::Clock::time_point now{};
  std::ostringstream terminal;
  {
    TheoryProgress progress(&terminal, [&now] { return now; });
    progress.at({"kinds", 0, 3});
    now += std::chrono::milliseconds{100};
    progress.at({"kinds", 1, 3});  // too soon
    now += std::chrono::milliseconds{200};
    progress.at({"kinds", 2, 3});
    progress.at({"waits"});
  }
  const std::string clear = "\r\x1b[K";
  CHECK(terminal.str() ==
        clear + "kinds, 1 of 3" + clear + "kinds, 3 of 3" + clear + "waits" + clear);
  TheoryProgress nowhere(nullptr);
  nowhere.at({"kinds", 0, 3});
  CHECK_FALSE(contains(call({"theory", minimal}).err, "\r"));
}

TEST_SUITE_END();
