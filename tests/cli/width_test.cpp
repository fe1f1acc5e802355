#include "analysis/report/output_file.hpp"
#include "models/text/display_width.hpp"
#include "tests/cli/called.hpp"
#include "tests/support/temporary_folder.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <filesystem>
#include <sstream>
#include <string>
#include <vector>

using stepdown::analysis::write_file;
using stepdown::tests::call;
using stepdown::tests::Called;
using stepdown::tests::contains;
using stepdown::tests::TemporaryFolder;

namespace fs = std::filesystem;

namespace {

using Args = std::vector<std::string>;

/// Thirty levels, one after the other, with long labels in several scripts, and rare events.
std::string thirty_levels() {
  const Args labels{"Intensive outpatient program of the northern region, evenings only",
                    "入院治療プログラム（北部地域・夜間）長い名前の病棟",
                    "🏥 Withdrawal management with medication (ASAM 3.7-WM) 🏥",
                    "Ein_sehr_langer_Name_ohne_jedes_Leerzeichen_wie_ihn_niemand_lesen_will"};
  std::string text =
      "schema: 1\nname: Thirty levels, of which each has a label that is longer than a planner "
      "would ever want to write or to read\nstart: 2026-01-05\n"
      "run: {warm_up: 5 d, horizon: 65 d, replications: 2}\nlevels:\n";
  constexpr int levels = 30;
  for (int i = 1; i <= levels; ++i)
    text += fmt::format(
        "  level_{0}: {{label: '{1} {0}', places: {{beds: 2}}, treatment_time: {{exponential: "
        "{{mean: 4 d}}}}, to: {2}}}\n",
        i,
        labels[static_cast<std::size_t>(i) % labels.size()],
        i == levels ? std::string("done") : fmt::format("level_{}", i + 1));
  return text +
         "outcomes: [done]\narrivals: {referrals: {poisson: {rate: 4 /wk}, to: {level_1: 0.5, "
         "level_15: 0.5}}}\n"
         "targets: [level_1.wait.p90 <= 7 d, lost.per_year <= 1000000, "
         "level_2.utilization <= 0.0001]\n";
}

bool is_of_table(const std::string& line) {
  return line.find(
             "  ",
             line.find_first_not_of(' ') == std::string::npos ? 0 : line.find_first_not_of(' ')) !=
         std::string::npos;
}

/// All lines fit: of tables 80, of all else 100.
void check_widths(const std::string& text) {
  constexpr std::size_t of_tables = 80;
  constexpr std::size_t of_all = 100;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    CAPTURE(line);
    CHECK(stepdown::models::display_width(line) <= (is_of_table(line) ? of_tables : of_all));
  }
}

Called check_call(const Args& args) {
  std::string line;
  for (const std::string& arg : args)
    line += arg + " ";
  CAPTURE(line);
  const Called called = call(args);
  CAPTURE(called.err);
  CHECK((called.code == 0 || called.code == 4));
  check_widths(called.out);
  check_widths(called.err);
  return called;
}

/// In a short run of few replications.
Args brief(Args args) {
  args.insert(args.end(), {"--set", "run.warm_up=5 d", "--set", "run.horizon=65 d"});
  return args;
}

}  // namespace

TEST_SUITE_BEGIN("cli");

TEST_CASE("width: what commands say of scenarios fits 80 columns") {
  const TemporaryFolder place;
  const fs::path many = place.path() / "many.yaml";
  write_file(many, thirty_levels());
  const std::string out = (place.path() / "run").string();
  struct Tried {
    std::string file;
    std::string places;
  };
  for (const auto& [file, places] :
       {Tried{"scenarios/minimal.yaml", "levels.php.places.slots"},
        Tried{"scenarios/regional_network.yaml", "levels.residential.places.beds"},
        Tried{many.string(), "levels.level_1.places.beds"}}) {
    const Args few{"--replications", "2"};
    const auto with_few = [&](Args args) {
      args = brief(std::move(args));
      args.insert(args.end(), few.begin(), few.end());
      return args;
    };
    check_call({"check", file});
    check_call(with_few({"run", file, "--out", out, "--force"}));
    check_call(brief({"theory", file, "--beside", out}));
    check_call(with_few({"compare", file, "--with", places + "=5"}));
    check_call(with_few({"compare", file, "--with", places + "=3", "--with", places + "=5"}));
    check_call(brief({"compare",
                      file,
                      "--with",
                      places + "=5",
                      "--best",
                      "min:lost.per_year",
                      "--indifference",
                      "1",
                      "--most-replications",
                      "20"}));
    check_call(with_few({"sweep",
                         file,
                         "--factor",
                         places + "=3..5",
                         "--out",
                         (place.path() / "sweep").string(),
                         "--force"}));
    fs::remove(place.path() / "sweep.sweep");
  }
}

TEST_CASE("width: what searches say fits 80 columns") {
  const TemporaryFolder place;
  const std::string minimal = "scenarios/minimal.yaml";
  check_call(brief({"bottlenecks", minimal, "--replications", "2"}));
  check_call(brief({"bottlenecks", "scenarios/regional_network.yaml", "--replications", "2"}));
  check_call(brief({"size",
                    minimal,
                    "--target",
                    "php.wait.p90 <= 7 d",
                    "--target",
                    "php.p_delay <= 0.5",
                    "--lever",
                    "php.slots=10..40@1200",
                    "--lever",
                    "iop.groups=2..6@900",
                    "--least-replications",
                    "10",
                    "--most-replications",
                    "10"}));
  for (const std::string method : {"tornado", "regression"})
    check_call(brief({"sensitivity",
                      minimal,
                      "--factor",
                      "levels.php.places.slots=16,20",
                      "--factor",
                      "levels.iop.places.groups.count=3,4",
                      "--figure",
                      "wait.mean@php",
                      "--method",
                      method,
                      "--replications",
                      "2",
                      "--out",
                      (place.path() / method).string()}));
  check_call({"init", (place.path() / "new.yaml").string()});
}

TEST_CASE("width: help of every command fits 80 columns") {
  check_call({"--help"});
  for (const std::string command : {"run",
                                    "check",
                                    "theory",
                                    "verify",
                                    "bottlenecks",
                                    "compare",
                                    "sweep",
                                    "sensitivity",
                                    "merge",
                                    "size",
                                    "calibrate",
                                    "graph",
                                    "init",
                                    "schema"}) {
    const Called help = call({command, "--help"});
    CAPTURE(command);
    CHECK(help.code == 0);
    std::istringstream lines(help.out);
    for (std::string line; std::getline(lines, line);) {
      CAPTURE(line);
      CHECK(stepdown::models::display_width(line) <= 80);
    }
  }
}

TEST_CASE("width: warnings that break one rule are one with a count and the places of others") {
  const TemporaryFolder place;
  const std::string file = (place.path() / "idle.yaml").string();
  write_file(file, R"(
schema: 1
name: Idle
start: 2026-01-05
run: {warm_up: 0 d, horizon: 30 d, replications: 2}
levels:
  care: {places: {beds: 3}, treatment_time: 5 d, to: done}
  idle_one: {places: {beds: 3}, treatment_time: 5 d, to: done}
  idle_two: {places: {beds: 3}, treatment_time: 5 d, to: done}
  idle_three: {places: {beds: 3}, treatment_time: 5 d, to: done}
outcomes: [done]
arrivals: {people: {poisson: {rate: 1 /wk}, to: care}}
)");
  const Called called = check_call({"check", file});
  CAPTURE(called.err);
  CHECK(contains(called.err, "levels.idle_one: never used: nobody can get here"));
  CHECK(
      contains(called.err,
               "\n  2 more of this kind: levels.idle_two (line 9), levels.idle_three (line 10)\n"));
  CHECK(called.err.ends_with("\n3 warnings\n"));
}

TEST_SUITE_END();
