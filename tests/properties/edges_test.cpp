#include "tests/support/random/edges.hpp"

#include "analysis/experiments/run_model.hpp"
#include "analysis/report/theory_csv.hpp"
#include "analysis/report/theory_text.hpp"
#include "analysis/theory/infinite_server.hpp"
#include "analysis/theory/theory_figures.hpp"
#include "models/diagnostics/diagnostics.hpp"
#include "models/reading/schema.hpp"
#include "sim/limit.hpp"
#include "tests/support/random/simulation.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/support/wanted_scenarios.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <exception>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <sys/resource.h>
#include <vector>

// Each key of the schema at the edges of what may be written, and beyond: whatever is written is
// run or refused.
namespace stepdown::tests {
namespace {

/// The program's answer to a scenario. Any other way to end is a defect: exit code 70.
enum class Answer { Refused, Ran, AtLimit, Stopped };

std::optional<models::Model> accepted(const RandomScenario& scenario) {
  std::optional<models::Model> model;
  try {
    model = models::compile(read(scenario)).model;
  } catch (const models::ScenarioError& error) {
    model.reset();
    CHECK_FALSE(error.diagnostics().empty());
  }
  return model;
}

/// One replication and all tables, unless more happens than anybody wants to wait for: then it must
/// end when asked to.
Answer run_once(models::Model model) {
  constexpr int most_questions = 20;
  model.replications = 1;
  int questions = 0;
  analysis::RunOptions options;
  options.free_memory = 1e9;
  options.stop = [&questions] { return ++questions > most_questions; };
  Answer answer = Answer::Ran;
  try {
    const auto summary = analysis::run_model(model, options);
    if (summary)
      (void)report_text(model, *summary);
    else
      answer = Answer::Stopped;
  } catch (const sim::LimitReached&) {
    answer = Answer::AtLimit;
  }
  return answer;
}

/// Theory goes through each half day of a run, and of a gap in an episode, or each hour: what takes
/// long finds as much in a short one.
bool is_short(const models::Model& model) {
  constexpr double long_time = 2000;
  constexpr std::size_t many = 100;
  return model.horizon < long_time && model.settings.episode_gap < long_time &&
         model.states.size() < many && !analysis::has_hours(model);
}

Answer answer_to(const RandomScenario& scenario) {
  static const TemporaryFolder folder;
  const auto model = accepted(scenario);
  if (!model) return Answer::Refused;
  const Answer answer = run_once(*model);
  if (!is_short(*model)) return answer;
  const analysis::TheoryReport theory = analysis::theory_report(*model);
  (void)analysis::theory_text(*model, theory);
  (void)analysis::write_theory(*model, theory, folder.path());
  return answer;
}

/// That scenario with another value in one place.
RandomScenario with(const KeyInUse& in_use, std::size_t place, const Written& value) {
  RandomScenario scenario;
  scenario.root = in_use.root;
  scenario.files = in_use.files;
  *places_of(scenario.root, in_use.key).at(place) = value;
  scenario.yaml = yaml_text(scenario.root);
  return scenario;
}

/// What came of all values in all places of a key.
struct Outcome {
  int refused = 0;
  int accepted = 0;
  std::vector<std::string> defects;
};

Outcome try_all(KeyInUse in_use, const std::function<Answer(const RandomScenario&)>& ask) {
  Outcome outcome;
  const auto try_one = [&](const RandomScenario& scenario) {
    try {
      ++(ask(scenario) == Answer::Refused ? outcome.refused : outcome.accepted);
    } catch (const std::exception& defect) {
      outcome.defects.push_back(
          fmt::format("{}: {}\n{}", in_use.key, defect.what(), scenario.yaml));
    }
  };
  const std::size_t places = places_of(in_use.root, in_use.key).size();
  for (std::size_t place = 0; place < places; ++place) {
    const Written usual = *places_of(in_use.root, in_use.key)[place];
    for (const Written& value : odd_values(usual))
      try_one(with(in_use, place, value));
    const auto at_the_edge = values_at_the_edge(usual, [&](const Written& value) {
      return accepted(with(in_use, place, value)).has_value();
    });
    for (const Written& value : at_the_edge)
      try_one(with(in_use, place, value));
  }
  return outcome;
}

double peak_mb() {
  constexpr double kilobytes = 1024;
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / kilobytes;
}

KeyInUse use_of(const std::string& key) {
  for (KeyInUse& in_use : keys_in_use(20))
    if (in_use.key == key) return in_use;
  return {};
}

TEST_SUITE_BEGIN("property");

/// Every so-manieth key: all take some ten minutes. STEPDOWN_EDGES=1 walks over all of them.
std::size_t keys_apart() {
  constexpr std::size_t usual = 24;
  const char* const wanted = std::getenv("STEPDOWN_EDGES");
  return wanted == nullptr ? usual : std::max<std::size_t>(1, std::stoul(wanted));
}

TEST_CASE("edges: keys of the schema at their edges and beyond are run or refused") {
  std::set<std::string> missing;
  std::size_t number = 0;
  for (const models::schema::Section& section : models::schema::sections())
    for (const models::schema::Key& key : section.keys)
      if (number++ % keys_apart() == 0)
        missing.insert(fmt::format("{}.{}", section.name, key.name));
  CHECK(number > 150);
  const double before = peak_mb();
  Outcome all;
  for (const KeyInUse& in_use : keys_in_use(wanted_scenarios(200))) {
    if (!missing.contains(in_use.key)) continue;
    const Outcome outcome = try_all(in_use, answer_to);
    for (const std::string& defect : outcome.defects)
      FAIL_CHECK(defect);
    if (outcome.refused > 0) missing.erase(in_use.key);
    all.refused += outcome.refused;
    all.accepted += outcome.accepted;
  }
  CHECK(fmt::format("{}", fmt::join(missing, " ")) == "");
  MESSAGE(fmt::format("refused {}, accepted {}", all.refused, all.accepted));
  CHECK(peak_mb() - before < 1500);
}

TEST_CASE("edges: a value that breaks something is found wherever it stands") {
  const auto breaks = [](const std::string& text) {
    return [text](const RandomScenario& scenario) {
      if (scenario.yaml.find(text) != std::string::npos) throw sim::LimitReached("broken");
      return Answer::Refused;
    };
  };
  CHECK(try_all(use_of("run.replications"), breaks("replications: 10000000\n")).defects.size() ==
        1);
  CHECK(try_all(use_of("run.seed"), breaks("seed: 18446744073709551615\n")).defects.empty());
  CHECK(try_all(use_of("run.horizon"), breaks("horizon: 5e-324 ")).defects.size() == 1);
  CHECK(try_all(use_of("run.horizon"), breaks("nothing of the kind")).defects.empty());
}

TEST_CASE("edges: bounds are found by asking") {
  const auto edges_of = [](const std::string& text, double low, double high) {
    std::string found;
    const auto is_inside = [low, high](const Written& value) {
      const double number = std::stod(value.text.substr(value.text.find_first_of("-0123456789")));
      return number >= low && number <= high;
    };
    for (const Written& value : values_at_the_edge(scalar(text), is_inside))
      found += value.text + "; ";
    return found;
  };
  CHECK(edges_of("24 d", 1, 1000) == "1 d; 0.9999999999999498 d; 1000 d; 1000.0000000000582 d; ");

  CHECK(edges_of("never", 0, 1) == "");
  CHECK(edges_of("2026-01-05", 0, 1) == "");
}

TEST_SUITE_END();

}  // namespace
}  // namespace stepdown::tests
