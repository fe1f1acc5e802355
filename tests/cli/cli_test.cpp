#include "analysis/cli/cli.hpp"

#include "analysis/report/output_file.hpp"
#include "tests/cli/called.hpp"
#include "tests/support/temporary_folder.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <sstream>
#include <string>
#include <vector>

namespace fs = std::filesystem;

using stepdown::analysis::write_file;
using stepdown::tests::call;
using stepdown::tests::Called;
using stepdown::tests::contains;
using stepdown::tests::TemporaryFolder;
using stepdown::tests::text_of;

namespace {

constexpr const char* minimal = "tests/data/small_program.yaml";

}  // namespace

TEST_SUITE_BEGIN("cli");

TEST_CASE("cli: help of every command comes with an example") {
  const Called program = call({"--help"});
  CHECK(program.code == 0);
  CHECK(program.err.empty());
  for (const std::string command : {"run",
                                    "check",
                                    "theory",
                                    "verify",
                                    "bottlenecks",
                                    "size",
                                    "calibrate",
                                    "graph",
                                    "init",
                                    "schema"}) {
    CHECK(contains(program.out, command));
    const Called help = call({command, "--help"});
    CAPTURE(command);
    CHECK(help.code == 0);
    CHECK(contains(help.out, "Example"));
    CHECK(contains(help.out, "stepdown " + command));
  }
}

TEST_CASE("cli: the version is one line") {
  const Called called = call({"--version"});
  CHECK(called.code == 0);
  CHECK(called.out == "stepdown 0.1.0\n");
}

TEST_CASE("cli: wrong usage is one line and the usage of that command") {
  const auto wrong = [](const std::vector<std::string>& args) {
    const Called called = call(args);
    CHECK(called.code == 1);
    CHECK(called.out.empty());
    CHECK(contains(called.err, "stepdown: "));
    CHECK(contains(called.err, "Usage: stepdown"));
    return called.err;
  };
  wrong({});
  wrong({"fly"});
  CHECK(contains(wrong({"run"}), "Usage: stepdown run"));
  CHECK(contains(wrong({"run", minimal, "--replications", "0"}), "--replications"));
  CHECK(contains(wrong({"run", minimal, "--threads", "many"}), "--threads"));
  CHECK(contains(wrong({"run", minimal, "--colour"}), "--colour"));
  CHECK(contains(wrong({"run", minimal, "--replay", "0", "--event-log"}), "--replay"));
}

TEST_CASE("cli: numbers are whole and decimal as in a scenario") {
  const std::vector<std::string> not_seeds{"-1",
                                           "+1",
                                           "1.0",
                                           "0x10",
                                           "010",
                                           "1e3",
                                           "",
                                           "18446744073709551616",
                                           "99999999999999999999999"};
  const std::vector<std::vector<std::string>> calls{{"run", minimal, "--seed"},
                                                    {"run", minimal, "--replications"},
                                                    {"run", minimal, "--threads"},
                                                    {"compare", minimal, minimal, "--seed"},
                                                    {"verify", "--seed"},
                                                    {"verify", "--replications"}};
  for (const std::vector<std::string>& start : calls) {
    for (const std::string& number : not_seeds) {
      CAPTURE(start.front());
      CAPTURE(number);
      std::vector<std::string> args = start;
      args.push_back(number);
      const Called called = call(args);
      CHECK(called.code == 1);
      CHECK(contains(called.err, start.back() + ": expected a whole number"));
      CHECK(contains(called.err, "got '" + number + "'"));
    }
  }
  CHECK(contains(call({"run", minimal, "--seed", "18446744073709551616"}).err,
                 "; the largest is 18446744073709551615\n"));
  const Called largest = call({"check", minimal, "--set", "run.seed=18446744073709551616"});
  CHECK(largest.code == 2);
  CHECK(contains(largest.err, "; the largest is 18446744073709551615\n"));
}

TEST_CASE("cli: an empty text is not an option left out") {
  const std::vector<std::vector<std::string>> calls{
      {"run", minimal, "--out"},
      {"run", minimal, "--replay"},
      {"run", minimal, "--warm-up"},
      {"theory", minimal, "--out"},
      {"theory", minimal, "--beside"},
      {"verify", "--out"},
      {"compare", minimal, minimal, "--out"},
      {"compare", minimal, minimal, "--indifference", "1", "--best"}};
  for (std::vector<std::string> args : calls) {
    const std::string option = args.back();
    CAPTURE(args.front());
    CAPTURE(option);
    args.emplace_back();
    const Called called = call(args);
    CHECK(called.code == 1);
    CHECK(contains(called.err, option + ": expected "));
    CHECK(contains(called.err, ", got ''"));
  }
}

TEST_CASE("cli: the largest seed is one") {
  const TemporaryFolder place;
  const fs::path folder = place.path() / "reports";
  const std::string largest = "18446744073709551615";
  const std::vector<std::string> args{"run",
                                      minimal,
                                      "--quiet",
                                      "--replications",
                                      "1",
                                      "--seed",
                                      largest,
                                      "--out",
                                      folder.string()};
  REQUIRE(call(args).code == 0);
  CHECK(contains(text_of(folder / "manifest.json"), "\"seed\": " + largest));
}

TEST_CASE("cli: a missing file cannot be read") {
  const Called called = call({"check", "nowhere.yaml"});
  CHECK(called.code == 3);
  CHECK(called.err == "stepdown: nowhere.yaml: No such file or directory\n");
}

TEST_CASE("cli: a scenario that is not valid shows every problem") {
  const TemporaryFolder place;
  const std::string file = (place.path() / "bad.yaml").string();
  std::string text = text_of(minimal);
  text.replace(text.find("slots"), 5, "solts");
  text.replace(text.find("26 wk"), 5, "26");
  write_file(file, text);
  const Called called = call({"check", file});
  CHECK(called.code == 2);
  CHECK(called.out.empty());
  CHECK(contains(called.err, "solts"));
  CHECK(contains(called.err, "run.warm_up"));
}

TEST_CASE("cli: values set on the command line are checked too") {
  const Called called = call({"check", minimal, "--set", "levels.php.places.slots=many"});
  CHECK(called.code == 2);
  CHECK(contains(called.err, "--set"));
  CHECK(contains(called.err, "many"));
}

TEST_CASE("cli: check shows the levels and says that all is fine") {
  const Called called = call({"check", minimal});
  CHECK(called.code == 0);
  CHECK(called.err.empty());
  CHECK(contains(called.out, "Minimal step-down program"));
  CHECK(contains(called.out, "2 levels, 1 community state, 1 outcome, 1 arrival source"));
  CHECK(contains(called.out, "\nfine\n"));
  CHECK(call({"check", minimal, "--quiet"}).out.empty());
}

TEST_CASE("cli: check counts what values have a source if the scenario says any") {
  CHECK_FALSE(contains(call({"check", minimal}).out, "inputs:"));
  const Called called = call({"check",
                              minimal,
                              "--set",
                              "run.assumption=long enough",
                              "--set",
                              "levels.iop.hold=3 d",
                              "--set",
                              "levels.iop.source={hold: derived from ours, places: license}"});
  CHECK(called.code == 0);
  CHECK(contains(called.out, "\ninputs: 2 with a source, 1 derived, 2 assumed, "));
}

TEST_CASE("cli: warnings become errors when asked to be strict") {
  const TemporaryFolder place;
  const std::string file = (place.path() / "odd.yaml").string();
  std::string text = text_of(minimal);
  text += "effects:\n  none: {when: {relapses: \">= 99\"}, state: php, stay_ratio: 1, source: x}\n";
  text.replace(text.find("outcomes: [recovered]"), 21, "outcomes: [recovered, unreachable]");
  write_file(file, text);
  const Called lenient = call({"check", file});
  CHECK(lenient.code == 0);
  CHECK(contains(lenient.err, "warning: "));
  CHECK(contains(lenient.out, "usable, with warnings"));
  const Called strict = call({"check", file, "--strict"});
  CHECK(strict.code == 2);
  CHECK(contains(strict.err, "error: "));
  CHECK(strict.out.empty());
}

TEST_CASE("cli: a typical start that is not known is a warning of every command") {
  const TemporaryFolder place;
  const std::string file = (place.path() / "typical.yaml").string();
  write_file(file,
             "schema: 1\nname: Typical\nstart: 2026-01-05\n"
             "run: {warm_up: 0 d, horizon: 40 d, replications: 2}\n"
             "levels:\n  care: {places: {slots: 1}, treatment_time: {exponential: {mean: 5 d}}, "
             "to: done}\noutcomes: [done]\n"
             "arrivals: {calls: {poisson: {rate: 0.21 /d}, to: care}}\nstart_from: typical\n");
  const std::string words =
      "start_from: begins empty, as no typical start is known: a waiting list grows without end";
  const Called lenient = call({"check", file});
  CHECK(lenient.code == 0);
  CHECK(contains(lenient.err, "warning: " + words));
  CHECK(contains(lenient.out, "usable, with warnings"));
  const Called strict = call({"check", file, "--strict"});
  CHECK(strict.code == 2);
  CHECK(contains(strict.err, "error: " + words));
  const Called run = call({"run", file, "--out", (place.path() / "reports").string()});
  CHECK(run.code == 0);
  CHECK(contains(run.err, "warning: " + words));
  CHECK(call({"run", file, "--strict", "--out", (place.path() / "none").string()}).code == 2);
  CHECK(call({"check", file, "--strict", "--set", "arrivals.calls.poisson.rate=0.1 /d"}).code == 0);
}

TEST_CASE("cli: graph prints a drawing") {
  const Called called = call({"graph", minimal});
  CHECK(called.code == 0);
  CHECK(contains(called.out, "digraph"));
  CHECK(contains(called.out, "php"));
}

TEST_CASE("cli: schema prints a JSON Schema") {
  const Called called = call({"schema"});
  CHECK(called.code == 0);
  CHECK(contains(called.out, "\"$schema\""));
  CHECK(contains(called.out, "treatment_time"));
  const Called of_plans = call({"schema", "--plan"});
  CHECK(of_plans.code == 0);
  CHECK(contains(of_plans.out, "\"$schema\""));
  CHECK(contains(of_plans.out, "latin_hypercube"));
}

TEST_CASE("cli: init writes a scenario without warnings that runs") {
  const TemporaryFolder place;
  const std::string file = (place.path() / "my.yaml").string();
  const Called written = call({"init", file});
  CHECK(written.code == 0);
  CHECK(contains(written.out, "stepdown run " + file));
  CHECK(call({"check", file, "--strict"}).code == 0);
  const Called run =
      call({"run", file, "--replications", "2", "--out", (place.path() / "reports").string()});
  CHECK(run.code == 0);
  CHECK(run.err.empty());
  const Called again = call({"init", file});
  CHECK(again.code == 1);
  CHECK(contains(again.err, "exists; --force replaces it"));
  CHECK(call({"init", file, "--force"}).code == 0);
}

TEST_CASE("cli: an output that does not take the text is an error") {
  std::ostringstream out;
  std::ostringstream err;
  out.setstate(std::ios::badbit);
  CHECK(stepdown::analysis::run_cli({"schema"}, out, err) == 3);
}

TEST_SUITE_END();
