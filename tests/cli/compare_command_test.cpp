#include "analysis/report/output_file.hpp"
#include "tests/cli/called.hpp"
#include "tests/support/temporary_folder.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

using stepdown::analysis::write_file;
using stepdown::tests::call;
using stepdown::tests::Called;
using stepdown::tests::contains;
using stepdown::tests::entries_of;
using stepdown::tests::TemporaryFolder;
using stepdown::tests::text_of;

namespace fs = std::filesystem;

namespace {

/// `minimal` over 2 years, with more arguments.
Called compare_all(const std::vector<std::string>& more) {
  std::vector<std::string> args{
      "compare", "tests/data/small_program.yaml", "--set", "run.horizon=2 y"};
  args.insert(args.end(), more.begin(), more.end());
  return call(args);
}

/// The same in 6 replications.
Called compare(std::vector<std::string> more) {
  more.insert(more.end(), {"--replications", "6"});
  return compare_all(more);
}

constexpr const char* fewer = "levels.php.places.slots=14";

std::vector<std::string> sorted(std::vector<std::string> names) {
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace

TEST_SUITE_BEGIN("cli");

TEST_CASE("compare: says in words what a change does") {
  const Called called = compare({"--with", fewer});
  CHECK(called.code == 0);
  CHECK(stepdown::tests::is_only_of_the_start(called.err));
  CHECK(contains(called.out, std::string(fewer) + ": 4 fewer places in php\n"));
  CHECK(contains(called.out, " d longer mean wait for php ("));
  CHECK(contains(called.out, "paired by replication"));
  CHECK(contains(called.out, "\nEach figure is judged by itself: of 20 that do not change, "));
}

TEST_CASE("compare: a start that is still felt is told with all scenarios in which it is") {
  const std::vector<std::string> busy{"compare",
                                      "scenarios/textbook/mmc.yaml",
                                      "--set",
                                      "run.warm_up=1 d",
                                      "--set",
                                      "run.horizon=61 d",
                                      "--with",
                                      "levels.clinic.places.slots=9"};
  std::vector<std::string> all = busy;
  all.insert(all.end(), {"--replications", "20"});
  const Called called = call(all);
  CHECK(called.code == 0);
  CHECK(contains(called.err,
                 "warning: run.warm_up: 1 d looks too short in 2 scenarios: "
                 "scenarios/textbook/mmc.yaml, levels.clinic.places.slots=9; in the first the "));
  std::vector<std::string> best = busy;
  best.insert(
      best.end(),
      {"--best", "min:wait.mean@clinic", "--indifference", "1", "--most-replications", "50"});
  const std::string err = call(best).err;
  CHECK(contains(err, "warning: run.warm_up: 1 d looks too short in 2 scenarios: "));
  CHECK(contains(err, "levels.clinic.places.slots=9"));
}

TEST_CASE("compare: one warm-up is found for all scenarios") {
  const Called called = call({"compare",
                              "scenarios/textbook/mmc.yaml",
                              "--set",
                              "run.horizon=2 y",
                              "--with",
                              "levels.clinic.places.slots=9",
                              "--warm-up",
                              "auto",
                              "--replications",
                              "4"});
  CHECK(called.code == 0);
  CHECK(contains(called.err, "warm-up: "));
  CHECK(contains(called.err, "as theory expects clinic to take"));
  CHECK_FALSE(contains(called.err, "looks too short"));
}

TEST_CASE("compare: a second file is run with the seed and replications of the first") {
  const TemporaryFolder place;
  const std::string file = (place.path() / "fewer.yaml").string();
  std::string text = text_of("tests/data/small_program.yaml");
  text.replace(text.find("slots: 18"), 9, "slots: 14");
  write_file(file, text);
  const Called by_file = compare({file, "--seed", "5"});
  const Called by_value = compare({"--with", fewer, "--seed", "5"});
  CHECK(by_file.code == 0);
  const auto figures = [](const std::string& out) { return out.substr(out.find("\nfigure")); };
  CHECK(figures(by_file.out) == figures(by_value.out));
}

TEST_CASE("compare: writes a folder that is complete and the same for any number of threads") {
  const TemporaryFolder place;
  const fs::path one = place.path() / "one";
  const fs::path two = place.path() / "two";
  const std::vector<std::string> with{
      "--quiet", "--with", fewer, "--with", "levels.iop.places.groups.count=2"};
  const auto run = [&with](const fs::path& folder, const std::string& threads) {
    std::vector<std::string> args = with;
    args.insert(args.end(), {"--out", folder.string(), "--threads", threads});
    return compare(args);
  };
  const Called called = run(one, "1");
  CHECK(called.code == 0);
  CHECK(called.out.empty());
  CHECK(stepdown::tests::is_only_of_the_start(called.err));
  REQUIRE(run(two, "7").code == 0);
  const auto manifest = nlohmann::json::parse(text_of(one / "manifest.json"));
  CHECK(manifest["scenarios"].size() == 3);
  CHECK(contains(manifest["scenarios"][1]["set"].dump(), fewer));
  CHECK(manifest["replications"] == 6);
  CHECK(entries_of(one) == sorted(manifest["files"].get<std::vector<std::string>>()));
  for (const std::string& file : entries_of(one)) {
    CAPTURE(file);
    CHECK((text_of(one / file) == text_of(two / file)));
  }
  const std::string csv = text_of(one / "compare.csv");
  CHECK(csv.starts_with("alternative,state,profile,metric,statistic,base,value,difference,low,"));
  CHECK(contains(csv, "\n" + std::string(fewer) + ",php,all,utilization,mean,"));
  const std::string dictionary = text_of(one / "dictionary.csv");
  CHECK(dictionary.starts_with("file,column,value,unit,meaning\r\ncompare.csv,,,,one row"));
  CHECK(contains(dictionary, "\ncompare.csv,variance_reduction,"));
  CHECK(run(one, "1").code == 1);  // the folder is there
}

TEST_CASE("compare: economics say what a year of life costs and have tables of their own") {
  const TemporaryFolder folder;
  const fs::path out = folder.path() / "out";
  const std::vector<std::string> set{
      "--set",
      "economics={followed_for: 150 d, willingness_to_pay: [30000, 60000]}",
      "--set",
      "levels.iop.costs={a_day: 40}"};
  std::vector<std::string> args = set;
  args.insert(args.end(), {"--with", fewer, "--with", "levels.iop.to={home: 0.9, php: 0.1}"});
  args.insert(args.end(), {"--out", out.string()});
  const Called called = compare(args);
  CHECK(called.code == 0);
  CHECK(contains(called.out, "\nCosts (USD) and years of life (QALY, no utility) of a person, "));
  CHECK(contains(called.out, "net benefit: extra QALY x 30000 - extra cost"));
  const auto manifest = nlohmann::json::parse(text_of(out / "manifest.json"));
  CHECK(entries_of(out) == sorted(manifest["files"].get<std::vector<std::string>>()));
  const std::string csv = text_of(out / "economics.csv");
  CHECK(csv.starts_with("alternative,figure,willingness_to_pay,base,value,difference,low,high,"));
  for (const std::string row : {",person_cost,,",
                                ",qaly,,",
                                ",net_benefit,30000,",
                                ",net_benefit,60000,",
                                ",icer,,,",
                                ",frontier,,,"})
    CHECK(contains(csv, "\n" + std::string(fewer) + row));
  const std::string curve = text_of(out / "acceptability.csv");
  CHECK(curve.starts_with("willingness_to_pay,scenario,probability,share_of_replications,is_best"));
  CHECK(contains(curve, "\n200000,"));
  const std::string plane = text_of(out / "cost_effectiveness_plane.csv");
  CHECK(contains(plane, "\n" + std::string(fewer) + ",6,"));
  const std::string dictionary = text_of(out / "dictionary.csv");
  for (const std::string row : {"economics.csv,low_together",
                                "acceptability.csv,probability",
                                "cost_effectiveness_plane.csv,qaly"})
    CHECK(contains(dictionary, "\n" + row + ","));
  std::vector<std::string> other = set;
  other.insert(other.end(), {"--with", "economics.followed_for=100 d"});
  CHECK(contains(compare(other).out,
                 "\nCosts and health are not compared: they follow people for different times"));
}

TEST_CASE("compare: what cannot be compared is refused with a reason") {
  CHECK(contains(compare({}).err, "expected a second scenario or --with"));
  const Called window = compare({"--with", "run.horizon=3 y"});
  CHECK(window.code == 1);
  CHECK(contains(window.err, "the same run.warm_up and run.horizon"));
  const Called seed = compare({"--with", "run.seed=7"});
  CHECK(contains(seed.err, "the same run.seed and run.replications"));
  const Called replications =
      compare({"--with", "levels.php.places.slots=14; run.replications = 3"});
  CHECK(replications.code == 1);  // though --replications says for all
  CHECK(contains(replications.err, "got 'run.replications = 3'; give them with --seed and"));
  const Called start = compare({"--with", "start=2026-01-06"});
  CHECK(start.code == 1);
  CHECK(contains(start.err, "expected the same start in all scenarios (2026-01-05 in "));
  for (const std::string nothing : {"", " ; "}) {
    const Called empty = compare({"--with", nothing});
    CHECK(empty.code == 1);
    CHECK(contains(empty.err, "--with: expected PATH=VALUE, got '" + nothing + "'"));
  }
  const Called one =
      call({"compare", "tests/data/small_program.yaml", "--with", fewer, "--replications", "1"});
  CHECK(one.code == 1);
  CHECK(contains(one.err, "expected two replications or more"));
}

TEST_CASE("compare: an alternative that changes nothing is said to be the same") {
  const Called same = compare({"--with", "levels.php.label=php"});
  CHECK(same.code == 0);
  CHECK(contains(same.out, "\nB levels.php.label=php\n  exactly the same figures\n"));
  CHECK_FALSE(contains(same.out, "no clear difference"));
}

TEST_CASE("compare: another gap between episodes is warned of") {
  const Called gap = compare({"--with", "episode_gap=60 d"});
  CHECK(gap.code == 0);
  CHECK(
      contains(gap.err, "warning: episode_gap: 30 d in 'tests/data/small_program.yaml', 60 d in "));
}

TEST_CASE("compare: the best is found and others are dropped") {
  const Called called = compare_all({"--with",
                                     fewer,
                                     "--with",
                                     "levels.php.places.slots=30",
                                     "--best",
                                     "min:wait.mean@php",
                                     "--indifference",
                                     "0.1"});
  CHECK(called.code == 0);
  CHECK(contains(called.out, "Best: levels.php.places.slots=30."));
  CHECK(contains(called.out, "dropped"));
  CHECK(contains(called.out, "against the best"));
}

TEST_CASE("compare: the best is found by a figure of all people") {
  const Called called = compare_all({"--with",
                                     fewer,
                                     "--best",
                                     "min:readmission_365.share",
                                     "--indifference",
                                     "0.2",
                                     "--most-replications",
                                     "50"});
  CHECK(called.code == 0);
  CHECK(contains(called.out, "readmission_365.share"));
  CHECK(contains(called.out, "  50  dropped\n"));  // ten groups of five
}

TEST_CASE("compare: of equal scenarios none is the best") {
  const std::vector<std::string> same{"--with", "levels.php.places.slots=18"};
  const std::vector<std::string> search{"--best", "min:lost.per_year", "--indifference", "1"};
  std::vector<std::string> two = same;
  two.insert(two.end(), search.begin(), search.end());
  const Called called = compare_all(two);
  CHECK(called.code == 0);
  CHECK(contains(called.out, "\nNo difference in lost.per_year@all between "));
  CHECK_FALSE(contains(called.out, "Best: "));
  CHECK_FALSE(contains(called.out, "dropped"));
}

TEST_CASE("compare: a figure without its statistic is told with what to write") {
  const auto error = [](const std::string& figure) {
    return compare_all({"--with", fewer, "--best", "max:" + figure, "--indifference", "1"}).err;
  };
  CHECK(contains(error("completion"), "got 'completion'; write 'completion.share'\n"));
  CHECK(contains(error("wait@php"), "; write 'wait.mean@php' or 'wait.sd@php' or "));
  CHECK(
      contains(error("wait"), "(such as 'wait.mean@residential' or 'wait.mean@residential/payer="));
}

TEST_CASE("compare: a search for the best that cannot be is refused") {
  const auto error = [](std::vector<std::string> more) {
    more.insert(more.end(), {"--with", fewer});
    const Called called = compare_all(more);
    CHECK(called.code == 1);
    CHECK(called.out.empty());
    return called.err;
  };
  const auto best = [&error](std::vector<std::string> more) {
    more.insert(more.end(), {"--best", "min:wait.mean@php"});
    return error(more);
  };
  for (const std::string few : {"0", "-3", "9"})
    CHECK(contains(best({"--indifference", "1", "--most-replications", few}),
                   "--most-replications: "));
  for (const std::string size : {"inf", "nan", "0", "-1", "much"})
    CHECK(contains(best({"--indifference", size}), "expected a number above 0, got '" + size));
  CHECK(contains(best({"--indifference", "1", "--replications", "20"}), "--replications"));
  CHECK(contains(best({}), "--indifference"));
  CHECK(contains(error({"--indifference", "1"}), "--best"));
  CHECK(contains(error({"--most-replications", "20"}), "--best"));
}

TEST_CASE("compare: a figure that is not measured is refused with the nearest name") {
  const auto error = [](const std::string& best) {
    const Called called = compare_all({"--with", fewer, "--best", best, "--indifference", "1"});
    CHECK(called.code == 1);
    return called.err;
  };
  CHECK(contains(error("wait.mean@php"), "expected min:FIGURE or max:FIGURE"));
  CHECK(contains(error("min:wait.mean@pph"), "did you mean 'wait.mean@php'?"));
  CHECK(contains(error("min:wait.mean"), "it is measured of: php, iop"));
  CHECK(contains(error("min:utilisation.mean@php"), "did you mean 'utilization'?"));
}

TEST_SUITE_END();
