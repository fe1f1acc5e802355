#include "tests/cli/called.hpp"
#include "tests/cli/child_process.hpp"
#include "tests/support/temporary_folder.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <sys/resource.h>
#include <sys/types.h>
#include <time.h>
#include <vector>

using stepdown::tests::call;
using stepdown::tests::Called;
using stepdown::tests::contains;
using stepdown::tests::entries_of;
using stepdown::tests::start;
using stepdown::tests::TemporaryFolder;
using stepdown::tests::text_of;
using stepdown::tests::wait_for;

namespace {

namespace fs = std::filesystem;

using Args = std::vector<std::string>;

/// A grid of six points over a small scenario.
Args sweep_to(const fs::path& out, const Args& more = {}) {
  Args args{"sweep",
            "scenarios/minimal.yaml",
            "--factor",
            "levels.php.places.slots=16..18",
            "--factor",
            "levels.iop.places.groups.count=3,4",
            "--figure",
            "lost.per_year",
            "--figure",
            "wait.mean@php",
            "--figure",
            "wait.p90@php",
            "--figure",
            "retention_30.share",
            "--replications",
            "6",
            "--per-replication",
            "--quiet",
            "--out",
            out.string()};
  args.insert(args.end(), more.begin(), more.end());
  return args;
}

/// Everything in a folder of reports but the names in it, by name.
std::map<std::string, std::string> reports_in(const fs::path& folder) {
  std::map<std::string, std::string> texts;
  for (const std::string& name : entries_of(folder))
    texts[name] = text_of(folder / name);
  return texts;
}

void sleep_ms(long ms) {
  const timespec time{ms / 1000, ms % 1000 * 1'000'000};
  ::nanosleep(&time, nullptr);
}

}  // namespace

TEST_SUITE_BEGIN("cli");

TEST_CASE("sweep: a row a point and figure and a row a point") {
  const TemporaryFolder place;
  const fs::path out = place.path() / "beds";
  const Called called = call(sweep_to(out));
  REQUIRE(called.code == 0);
  CHECK(entries_of(out) == std::vector<std::string>{"design.csv",
                                                    "dictionary.csv",
                                                    "manifest.json",
                                                    "report.html",
                                                    "report.xlsx",
                                                    "sweep.csv",
                                                    "sweep_replications.csv",
                                                    "sweep_wide.csv"});
  const std::string design = text_of(out / "design.csv");
  CHECK(contains(design, "\r\n1,16,3\r\n2,16,4\r\n3,17,3\r\n"));
  const std::string tidy = text_of(out / "sweep.csv");
  CHECK(std::count(tidy.begin(), tidy.end(), '\n') == 1 + 6 * 4);
  CHECK(contains(tidy, "\r\n1,16,3,php,all,wait.mean,"));
  const std::string wide = text_of(out / "sweep_wide.csv");
  CHECK(contains(wide, ",lost.per_year,lost.per_year_low,lost.per_year_high,wait.mean@php,"));
  CHECK(std::count(wide.begin(), wide.end(), '\n') == 1 + 6);
  const std::string each = text_of(out / "sweep_replications.csv");
  CHECK(std::count(each.begin(), each.end(), '\n') == 1 + 6 * 4 * 6);
}

TEST_CASE("sweep: figures are those of a run with the same values") {
  const TemporaryFolder place;
  REQUIRE(call(sweep_to(place.path() / "beds")).code == 0);
  REQUIRE(call({"run",
                "scenarios/minimal.yaml",
                "--set",
                "levels.php.places.slots=17",
                "--set",
                "levels.iop.places.groups.count=4",
                "--replications",
                "6",
                "--quiet",
                "--out",
                (place.path() / "run").string()})
              .code == 0);
  std::istringstream metrics(text_of(place.path() / "run/metrics.csv"));
  std::string value;
  for (std::string line; std::getline(metrics, line);)
    if (contains(line, ",summary,php,all,wait,p90,")) {
      const auto at = line.find(",p90,") + 5;
      value = line.substr(at, line.find(',', line.find(',', line.find(',', at) + 1) + 1) - at);
    }
  REQUIRE_FALSE(value.empty());  // value, low and high
  CHECK(contains(text_of(place.path() / "beds/sweep.csv"), "\r\n4,17,4,php,all,wait.p90," + value));
}

TEST_CASE("sweep: threads and shards and kills change no byte") {
  const TemporaryFolder place;
  REQUIRE(call(sweep_to(place.path() / "one/beds", {"--threads", "1"})).code == 0);
  const auto wanted = reports_in(place.path() / "one/beds");
  SUBCASE("two threads") {
    REQUIRE(call(sweep_to(place.path() / "two/beds", {"--threads", "2"})).code == 0);
    CHECK(reports_in(place.path() / "two/beds") == wanted);
  }
  SUBCASE("shards that are merged") {
    const fs::path out = place.path() / "parts/beds";
    Args merge = sweep_to(out);
    merge[0] = "merge";
    for (const char* const part : {"1", "2", "3", "4"}) {
      REQUIRE(call(sweep_to(out, {"--shard", std::string(part) + "/4"})).code == 0);
      merge.push_back(out.string() + "." + part + "-of-4.sweep");
    }
    CHECK_FALSE(fs::exists(out));
    const std::string last = merge.back();
    merge.pop_back();
    const Called missing = call(merge);
    CHECK(missing.code == 1);
    CHECK(contains(missing.err, "6 replications in 1 points are missing, point 4 ("));
    merge.push_back(last);
    const std::string shard = text_of(last);
    REQUIRE(call(merge).code == 0);
    CHECK(reports_in(out) == wanted);
    fs::resize_file(last, shard.size() / 2);
    const std::string cut = text_of(last);
    CHECK(contains(call(merge).err, "is damaged"));
    CHECK(text_of(last) == cut);  // what is merged stays as it is
  }
  SUBCASE("killed again and again") {
    const fs::path out = place.path() / "killed/beds";
    for (long ms = 10; ms < 200; ms += 20) {
      const pid_t child = start(sweep_to(out));
      sleep_ms(ms);
      ::kill(child, SIGKILL);
      wait_for(child);
      if (fs::exists(out)) CHECK(reports_in(out) == wanted);  // complete or absent
    }
    REQUIRE(wait_for(start(sweep_to(out))) == 0);
    CHECK(reports_in(out) == wanted);
  }
}

TEST_CASE("sweep: what has ended is not run again") {
  const TemporaryFolder place;
  const fs::path out = place.path() / "beds";
  REQUIRE(call(sweep_to(out)).code == 0);
  const auto wanted = reports_in(out);
  const auto size = fs::file_size(out.string() + ".sweep");
  fs::remove_all(out);
  REQUIRE(call(sweep_to(out)).code == 0);
  CHECK(reports_in(out) == wanted);
  CHECK(fs::file_size(out.string() + ".sweep") == size);
}

TEST_CASE("sweep: a changed plan is refused and --extend adds to it") {
  const TemporaryFolder place;
  const fs::path out = place.path() / "beds";
  REQUIRE(call(sweep_to(out)).code == 0);
  Args other_scenario = sweep_to(out, {"--set", "levels.php.hold=8 d"});
  CHECK(contains(call(other_scenario).err, "has replications of another scenario"));
  Args other_figures = sweep_to(out, {"--figure", "deaths.per_year"});
  CHECK(call(other_figures).code == 1);
  Args more = sweep_to(out);
  more[3] = "levels.php.places.slots=16..19";
  const Called refused = call(more);
  CHECK(refused.code == 1);
  CHECK(contains(refused.err, "2 points that"));
  CHECK(contains(refused.err, "--extend adds them"));
  Args fewer = sweep_to(out, {"--extend"});
  fewer[3] = "levels.php.places.slots=17..19";
  CHECK(contains(call(fewer).err, "points that the plan no longer has"));
  more.emplace_back("--extend");
  REQUIRE(call(more).code == 0);
  const fs::path anew = place.path() / "anew/beds";
  Args same = sweep_to(anew);
  same[3] = "levels.php.places.slots=16..19";
  REQUIRE(call(same).code == 0);
  CHECK(reports_in(out) == reports_in(anew));
}

TEST_CASE("sweep: two at once on one store do not go together") {
  const TemporaryFolder place;
  const fs::path out = place.path() / "beds";
  Args long_one = sweep_to(out);
  long_one[15] = "2000";
  const pid_t child = start(long_one);
  while (!fs::exists(out.string() + ".sweep"))
    sleep_ms(5);
  sleep_ms(300);
  const Called second = call(long_one);
  ::kill(child, SIGKILL);
  wait_for(child);
  CHECK(second.code == 3);
  CHECK(contains(second.err, "another process works on"));
}

TEST_CASE("sweep: Ctrl-C keeps what has ended") {
  const TemporaryFolder place;
  const fs::path out = place.path() / "beds";
  Args long_one = sweep_to(out);
  long_one[15] = "2000";
  const pid_t child = start(long_one);
  const fs::path store = out.string() + ".sweep";
  while (!fs::exists(store) || fs::file_size(store) < 60'000)  // until something has ended
    sleep_ms(5);
  ::kill(child, SIGINT);
  CHECK(wait_for(child) == 130);
  CHECK_FALSE(fs::exists(out));
  CHECK(fs::file_size(store) >= 60'000);
}

TEST_CASE("sweep: a disk that takes no more is told and the store goes on later") {
  const TemporaryFolder place;
  const fs::path out = place.path() / "beds";
  const pid_t child = start(sweep_to(out, {"--threads", "1"}), {}, [] {
    const rlimit limit{40'000, 40'000};
    ::setrlimit(RLIMIT_FSIZE, &limit);
  });
  CHECK(wait_for(child) == 3);
  REQUIRE(call(sweep_to(out)).code == 0);
  REQUIRE(call(sweep_to(place.path() / "other/beds")).code == 0);
  CHECK(reports_in(out) == reports_in(place.path() / "other/beds"));
}

TEST_CASE("sweep: a damaged store is told and what is sound in it kept") {
  const TemporaryFolder place;
  const fs::path out = place.path() / "beds";
  REQUIRE(call(sweep_to(out)).code == 0);
  const auto wanted = reports_in(out);
  fs::resize_file(out.string() + ".sweep", fs::file_size(out.string() + ".sweep") / 2);
  const Called again = call(sweep_to(out));
  CHECK(again.code == 0);
  CHECK(contains(again.err, "was damaged and is now"));
  CHECK(reports_in(out) == wanted);
  CHECK(fs::exists(out.string() + ".sweep.damaged-1"));
}

namespace {

/// A level without limit: its census is rate times stay, so both elasticities are 1.
const char* const unlimited = R"(
schema: 1
name: Unlimited
start: 2026-01-05
run: {warm_up: 100 d, horizon: 1100 d}
levels:
  day: {places: unlimited, treatment_time: {gamma: {mean: 10 d, cv: 0.5}}, to: gone}
outcomes: [gone]
arrivals: {referrals: {poisson: {rate: 14 /wk}, to: day}}
)";

/// The rows of a table whose cells begin so, the others as numbers.
std::vector<double> row_of(const std::string& table, const std::string& begin) {
  const auto at = table.find("\r\n" + begin + ",");
  if (at == std::string::npos) return {};
  std::istringstream cells(table.substr(at + 2 + begin.size() + 1, 200));
  std::vector<double> numbers;
  for (std::string cell; numbers.size() < 3 && std::getline(cells, cell, ',') && !cell.empty();)
    numbers.push_back(std::stod(cell));
  return numbers;
}

}  // namespace

TEST_CASE("sensitivity: elasticities of a census without limit are 1") {
  const TemporaryFolder place;
  std::ofstream(place.path() / "unlimited.yaml") << unlimited;
  Args args{"sensitivity",
            (place.path() / "unlimited.yaml").string(),
            "--factor",
            "levels.day.treatment_time.gamma.mean=9 d,11 d",
            "--factor",
            "arrivals.referrals.poisson.rate=10 /wk,18 /wk",
            "--figure",
            "census.mean@day",
            "--replications",
            "20",
            "--out",
            (place.path() / "out").string()};
  const Called called = call(args);
  REQUIRE(called.code == 0);
  const std::string table = text_of(place.path() / "out/sensitivity.csv");
  const std::string rate = "day,all,census.mean,arrivals.referrals.poisson.rate,1";
  const std::string stay = "day,all,census.mean,levels.day.treatment_time.gamma.mean,2";
  CHECK(row_of(table, rate + ",at_base").size() == 1);  // 20 people
  for (const std::string& factor : {rate, stay}) {
    const std::vector<double> elasticity = row_of(table, factor + ",elasticity");
    REQUIRE(elasticity.size() == 3);
    const double error = (elasticity[2] - elasticity[1]) / 2 / 2.09;  // Student, 19 degrees
    CHECK(error < 0.02);
    CHECK(std::abs(elasticity[0] - 1) < 4 * error);
  }
  CHECK(contains(called.out, "elasticity"));
}

TEST_CASE("sensitivity: Sobol indices of a product are those of its factors") {
  // For X and Y even between 1 - a and 1 + a, V = v + w + v w with v = a^2 / 3, so first orders are
  // v / V and w / V.
  const TemporaryFolder place;
  std::ofstream(place.path() / "unlimited.yaml") << unlimited;
  std::ofstream(place.path() / "plan.yaml")
      << "scenario: unlimited.yaml\n"
         "factors:\n"
         "  stay: {path: levels.day.treatment_time.gamma.mean, uniform: {min: 8 d, max: 12 d}}\n"
         "  rate: {path: arrivals.referrals.poisson.rate, uniform: {min: 7 /wk, max: 21 /wk}}\n"
         "design: {sobol: {points: 8}}\n"
         "figures: [census.mean@day]\n"
         "replications: 4\n";
  REQUIRE(call({"sensitivity",
                (place.path() / "plan.yaml").string(),
                "--method",
                "sobol",
                "--points",
                "128",
                "--quiet",
                "--out",
                (place.path() / "out").string()})
              .code == 0);
  const std::string table = text_of(place.path() / "out/sensitivity.csv");
  const double stay = 0.04 / 3;
  const double rate = 0.25 / 3;
  const double whole = stay + rate + stay * rate;
  const auto check = [&](const std::string& name, double first, double total) {
    const std::vector<double> of_first = row_of(table, "day,all,census.mean," + name + ",first");
    const std::vector<double> of_total = row_of(table, "day,all,census.mean," + name + ",total");
    REQUIRE(of_first.size() == 3);
    REQUIRE(of_total.size() == 3);
    CHECK(std::abs(of_first[0] - first) < (of_first[2] - of_first[1]));  // some 4 standard errors
    CHECK(std::abs(of_total[0] - total) < (of_total[2] - of_total[1]));
    CHECK(of_first[2] - of_first[1] < 0.8);
  };
  check("rate,1", rate / whole, (rate + stay * rate) / whole);
  check("stay,2", stay / whole, (stay + stay * rate) / whole);
}

TEST_CASE("sensitivity: inputs that belong together are refused") {
  const TemporaryFolder place;
  std::ofstream(place.path() / "unlimited.yaml") << unlimited;
  std::ofstream(place.path() / "draws.csv") << "levels.day.treatment_time.gamma.mean (d)\n9\n10\n";
  std::ofstream(place.path() / "plan.yaml") << "scenario: unlimited.yaml\n"
                                               "uncertain: {posterior: {csv: draws.csv}}\n";
  const Called called = call({"sensitivity",
                              (place.path() / "plan.yaml").string(),
                              "--out",
                              (place.path() / "out").string()});
  CHECK(called.code == 1);
  CHECK(contains(called.err, "got 'posterior' of several that belong together"));
}

TEST_CASE("sweep: mistakes are told before anything is run") {
  const TemporaryFolder place;
  const fs::path out = place.path() / "beds";
  Args nothing_there = sweep_to(out);
  nothing_there[3] = "levels.php.places.sluts=16..18";
  CHECK(call(nothing_there).code == 2);
  Args no_figure = sweep_to(out);
  no_figure[7] = "wait.mean@phq";
  const Called called = call(no_figure);
  CHECK(called.code == 1);
  CHECK(contains(called.err, "wait.mean@php"));
  CHECK(call(sweep_to(out, {"--shard", "5/4"})).code == 1);
  CHECK(entries_of(place.path()).empty());
}

TEST_SUITE_END();
