#include "models/compile/compile.hpp"
#include "models/reading/inputs.hpp"
#include "models/reading/read_scenario.hpp"
#include "models/reading/scenario_text.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <string>
#include <system_error>
#include <vector>

namespace stepdown::models {
namespace {

const std::string sourced = R"(schema: 1
name: Sourced
start: 2026-01-05
run: {warm_up: 0 d, horizon: 1 y, assumption: long enough}
attributes:
  profile: {alcohol: 0.6, opioid: 0.4}
levels:
  php:
    label: Day program
    source: {places: "license, 2026", treatment_time: derived from TEDS 2004}
    assumption: as elsewhere
    places: {slots: 16}
    treatment_time: {lognormal: {median: 14 d, mean: 18.5 d, assumption: {mean: our own}}}
    to: done
outcomes: [done]
arrivals:
  referrals: {poisson: {rate: 6 /wk, source: Referrals of 2025}, to: php}
effects:
  strength: 0.5
  slow: {when: {profile: opioid}, stay_ratio: 1.2, source: Derived from TEDS 2004}
)";

Scenario read(const std::string& text,
              const std::vector<std::string>& sets = {},
              std::map<std::string, std::string> files = {}) {
  files.emplace("dir/base.yaml", sourced);
  const FileLoader loader = [&files](const std::string& path, std::size_t) -> FileText {
    if (!files.contains(path))
      return {{}, std::make_error_code(std::errc::no_such_file_or_directory)};
    return {files.at(path), {}};
  };
  Scenario scenario = read_scenario_text(text, "dir/test.yaml", sets, loader);
  CHECK_NOTHROW((void)compile(scenario));
  return scenario;
}

std::string word(Confidence confidence) {
  switch (confidence) {
    case Confidence::Read:
      return "read";
    case Confidence::Derived:
      return "derived";
    case Confidence::Assumption:
      return "assumption";
    case Confidence::None:
      return "none";
  }
  return {};
}

std::string row(const Input& input) {
  return fmt::format("{} | {} | {} | {} | {} | {}:{}",
                     input.path,
                     input.value,
                     input.unit,
                     word(input.confidence),
                     input.said,
                     input.at.file,
                     input.at.line);
}

/// The rows whose paths begin so, one a line.
std::string rows(const Scenario& scenario, const std::string& begin = {}) {
  std::string all;
  for (const Input& input : inputs_of(scenario))
    if (input.path.starts_with(begin)) all += row(input) + "\n";
  return all;
}

/// Confidence of one value, and what is said.
std::string said(const Scenario& scenario, const std::string& path) {
  const std::vector<Input> inputs = inputs_of(scenario);
  const auto found = std::ranges::find(inputs, path, &Input::path);
  if (found == inputs.end()) return "no such value";
  return fmt::format("{}: {}", word(found->confidence), found->said);
}

TEST_SUITE_BEGIN("unit");

TEST_CASE("origins: every value has its row and what is said nearest to it") {
  CHECK(rows(read(sourced)) ==
        "start | 2026-01-05 |  | none |  | dir/test.yaml:3\n"
        "run.warm_up | 0 | d | assumption | long enough | dir/test.yaml:4\n"
        "run.horizon | 1 | y | assumption | long enough | dir/test.yaml:4\n"
        "attributes.profile.alcohol | 0.6 |  | none |  | dir/test.yaml:6\n"
        "attributes.profile.opioid | 0.4 |  | none |  | dir/test.yaml:6\n"
        "levels.php.places.slots | 16 |  | read | license, 2026 | dir/test.yaml:12\n"
        "levels.php.treatment_time.lognormal.median | 14 | d | derived | derived from TEDS 2004 | "
        "dir/test.yaml:13\n"
        "levels.php.treatment_time.lognormal.mean | 18.5 | d | assumption | our own | "
        "dir/test.yaml:13\n"
        "levels.php.to | done |  | assumption | as elsewhere | dir/test.yaml:14\n"
        "outcomes.0 | done |  | none |  | dir/test.yaml:15\n"
        "arrivals.referrals.poisson.rate | 6 | /wk | read | Referrals of 2025 | dir/test.yaml:17\n"
        "arrivals.referrals.to | php |  | none |  | dir/test.yaml:17\n"
        "effects.strength | 0.5 |  | none |  | dir/test.yaml:19\n"
        "effects.slow.when.profile | opioid |  | derived | Derived from TEDS 2004 | "
        "dir/test.yaml:20\n"
        "effects.slow.stay_ratio | 1.2 |  | derived | Derived from TEDS 2004 | "
        "dir/test.yaml:20\n");
}

TEST_CASE("origins: quantities are a number and a unit") {
  const Scenario scenario = read(sourced,
                                 {"levels.php.treatment_time={gompertz: {shape: -0.01 /d, rate: "
                                  "\"20 /1000y\"}}",
                                  "arrivals.referrals.poisson.rate=6/wk"});
  CHECK(rows(scenario, "levels.php.treatment_time.gompertz") ==
        "levels.php.treatment_time.gompertz.shape | -0.01 | /d | none |  | --set:1\n"
        "levels.php.treatment_time.gompertz.rate | 20 | /1000y | none |  | --set:1\n");
  CHECK(rows(scenario, "arrivals.referrals.poisson") ==
        "arrivals.referrals.poisson.rate | 6 | /wk | none |  | --set:2\n");
}

TEST_CASE("origins: a scenario is the same whatever it says of where its values come from") {
  std::string plain = sourced;
  for (const std::string text :
       {", assumption: long enough",
        "    source: {places: \"license, 2026\", treatment_time: derived from TEDS 2004}\n",
        "    assumption: as elsewhere\n",
        ", assumption: {mean: our own}",
        ", source: Referrals of 2025"}) {
    REQUIRE(plain.find(text) != std::string::npos);
    plain.erase(plain.find(text), text.size());
  }
  CHECK(read(plain).canonical == read(sourced).canonical);
  CHECK(says_origins(read(sourced)));
  CHECK_FALSE(says_origins(read(plain)));
}

TEST_CASE("origins: an effect may say its source in any way") {
  const auto with = [](const std::string& origin) {
    std::string text = sourced;
    const std::string source = "source: Derived from TEDS 2004";
    return read(text.replace(text.find(source), source.size(), origin));
  };
  CHECK(with("assumption: our own").effects[0].source == "our own");
  CHECK(said(with("assumption: our own"), "effects.slow.stay_ratio") == "assumption: our own");
  const Scenario both =
      with("source: {when: TEDS 2004}, assumption: {stay_ratio: as in other places}");
  CHECK(both.effects[0].source == "TEDS 2004; as in other places");
  CHECK(said(both, "effects.slow.when.profile") == "read: TEDS 2004");
  CHECK(said(both, "effects.slow.stay_ratio") == "assumption: as in other places");
  CHECK(said(with("source: assumption"), "effects.slow.stay_ratio") == "assumption: assumption");
}

TEST_CASE("origins: what was said of a value is not said of the one that replaces it") {
  const Scenario set = read(sourced,
                            {"levels.php.places.slots=20",
                             "run.horizon=2 y",
                             "levels.php.hold=3 d",
                             "effects.slow.stay_ratio=1.3"});
  CHECK(said(set, "levels.php.places.slots") == "none: ");
  CHECK(said(set, "levels.php.hold") == "none: ");
  CHECK(said(set, "levels.php.to") == "assumption: as elsewhere");
  CHECK(said(set, "levels.php.treatment_time.lognormal.median") ==
        "derived: derived from TEDS 2004");
  CHECK(said(set, "levels.php.treatment_time.lognormal.mean") == "assumption: our own");
  CHECK(said(set, "run.warm_up") == "assumption: long enough");
  CHECK(said(set, "run.horizon") == "none: ");
  CHECK(said(set, "effects.slow.stay_ratio") == "none: ");
  CHECK(set.effects[0].source == "Derived from TEDS 2004");
  const Scenario all =
      read(sourced, {"effects.slow.stay_ratio=1.3", "effects.slow.when.profile=alcohol"});
  CHECK(all.effects[0].source == "changed; it was: Derived from TEDS 2004");
  CHECK(said(all, "effects.slow.stay_ratio") == "none: ");
  CHECK(said(all, "effects.slow.when.profile") ==
        "assumption: changed; it was: Derived from TEDS 2004");
  const Scenario deep = read(sourced, {"levels.php.treatment_time.lognormal.median=15 d"});
  CHECK(said(deep, "levels.php.treatment_time.lognormal.median") == "none: ");
  CHECK(said(deep, "levels.php.treatment_time.lognormal.mean") == "assumption: our own");
}

TEST_CASE("origins: a variant and the command line say where their own values come from") {
  const Scenario variant = read(
      "schema: 1\nbase: base.yaml\nchange:\n  source: board of 2026\n"
      "  assumption: {run.horizon: long}\n"
      "  levels.php.places.slots: 20\n  run.horizon: 2 y\n  levels.php.hold: 3 d\n"
      "  arrivals.referrals.poisson: {rate: 7 /wk, assumption: more of them}\n");
  CHECK(said(variant, "levels.php.places.slots") == "read: board of 2026");
  CHECK(said(variant, "levels.php.hold") == "read: board of 2026");
  CHECK(said(variant, "run.horizon") == "assumption: long");
  CHECK(said(variant, "run.warm_up") == "assumption: long enough");
  CHECK(said(variant, "levels.php.to") == "assumption: as elsewhere");
  CHECK(said(variant, "arrivals.referrals.poisson.rate") == "assumption: more of them");
  const Scenario set = read(sourced,
                            {"levels.php.source=board of 2027",
                             "levels.php.places.slots=20",
                             "run.assumption.horizon=we plan so far",
                             "arrivals.referrals.source={to: their letters}"});
  CHECK(said(set, "levels.php.places.slots") == "read: board of 2027");
  CHECK(said(set, "levels.php.to") == "read: board of 2027");
  CHECK(said(set, "run.horizon") == "assumption: we plan so far");
  CHECK(said(set, "run.warm_up") == "assumption: long enough");
  CHECK(said(set, "arrivals.referrals.to") == "read: their letters");
}

TEST_CASE("origins: a scenario as text is the same scenario") {
  const std::vector<std::string> sets{
      "levels.php.places.slots=20", "run.horizon=2 y", "effects.slow.stay_ratio=1.3"};
  const Scenario scenario = read(sourced, sets);
  const std::string text = scenario_text(scenario);
  CHECK(
      text ==
      "# The scenario as it was run, with its base, its changes and what was set.\n"
      "schema: 1\n"
      "name: Sourced\n"
      "start: 2026-01-05\n"
      "run: {assumption: {warm_up: long enough}, warm_up: 0 d, horizon: 2 y}\n"
      "\n"
      "attributes:\n"
      "  profile: {alcohol: 0.6, opioid: 0.4}\n"
      "\n"
      "levels:\n"
      "  php:\n"
      "    source: {treatment_time: derived from TEDS 2004}\n"
      "    assumption: {to: as elsewhere}\n"
      "    label: Day program\n"
      "    places: {slots: 20}\n"
      "    treatment_time: {lognormal: {assumption: {mean: our own}, median: 14 d, mean: 18.5 d}}\n"
      "    to: done\n"
      "\n"
      "outcomes: [done]\n"
      "\n"
      "arrivals:\n"
      "  referrals: {poisson: {source: Referrals of 2025, rate: 6 /wk}, to: php}\n"
      "\n"
      "effects:\n"
      "  strength: 0.5\n"
      "  slow: {when: {profile: opioid}, stay_ratio: 1.3, source: {when: Derived from TEDS "
      "2004}}\n");
  const Scenario again = read(text);
  CHECK(again.canonical == scenario.canonical);
  CHECK(scenario_text(again) == text);
  for (const Input& input : inputs_of(scenario))
    CHECK(said(again, input.path) == said(scenario, input.path));
}

TEST_CASE("origins: every scenario of this repository is the same as text") {
  int scenarios = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator{"scenarios"}) {
    const auto folder = entry.path().parent_path();
    if (entry.path().extension() != ".yaml" || folder == "scenarios/plans" ||
        folder == "scenarios/calibrations")
      continue;
    CAPTURE(entry.path().string());
    const Scenario scenario = read_scenario(entry.path().string());
    const std::string beside = (folder / "as_text.yaml").string();
    const Scenario again = read_scenario_text(scenario_text(scenario), beside);
    CHECK(again.canonical == scenario.canonical);
    CHECK(scenario_text(again) == scenario_text(scenario));
    ++scenarios;
  }
  CHECK(scenarios > 10);
}

TEST_SUITE_END();

}  // namespace
}  // namespace stepdown::models
