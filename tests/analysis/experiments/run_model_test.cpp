#include "analysis/experiments/run_model.hpp"

#include "models/compile/compile.hpp"
#include "sim/distributions/exponential.hpp"
#include "tests/support/small_models.hpp"

#include <doctest/doctest.h>

#include <cstddef>
#include <numeric>
#include <vector>

using namespace stepdown;
using namespace stepdown::tests;

namespace {

constexpr int replications = 6;

models::Model small_model() {
  models::Scenario scenario = impatient_level(6, 1.5, sim::Exponential{4}, sim::Exponential{6});
  scenario.run.warm_up.value = 0;
  scenario.run.horizon.value = 60;
  scenario.run.replications.value = replications;
  return models::compile(scenario).model;
}

/// Writes down what it is told, by replication.
class Notes final : public analysis::RunListener {
 public:
  explicit Notes(bool wants_stories) : wants_stories_(wants_stories) {}

  std::vector<int> finished_replications;
  std::vector<int> progress;
  std::vector<int> happenings = std::vector<int>(replications);
  std::vector<int> stories = std::vector<int>(replications);
  std::vector<int> ends = std::vector<int>(replications);
  std::vector<std::size_t> figures;

  analysis::ReplicationListener started(int replication) override {
    const auto r = static_cast<std::size_t>(replication);
    analysis::ReplicationListener listener;
    listener.happening = [this, r](const models::Happening&) { ++happenings[r]; };
    if (wants_stories_) listener.story = [this, r](const models::PersonStory&) { ++stories[r]; };
    listener.ended = [this, r] { ++ends[r]; };
    return listener;
  }
  void finished(int replication, const analysis::Measured& measured) override {
    finished_replications.push_back(replication);
    figures.push_back(measured.figures.size());
  }
  void progressed(int ended) override { progress.push_back(ended); }

 private:
  bool wants_stories_;
};

}  // namespace

TEST_SUITE_BEGIN("unit");

TEST_CASE("run: every listener hears each replication and then what counts in its order") {
  const models::Model model = small_model();
  for (const int threads : {1, 3}) {
    CAPTURE(threads);
    Notes one(true);
    Notes other(false);
    const auto summary =
        analysis::run_model(model, {.threads = threads, .listeners = {&one, &other}});
    REQUIRE(summary);
    for (const Notes* const notes : {&one, &other}) {
      CHECK(notes->finished_replications == std::vector<int>{0, 1, 2, 3, 4, 5});
      CHECK(notes->progress == std::vector<int>{1, 2, 3, 4, 5, 6});
      CHECK(notes->ends == std::vector<int>(replications, 1));
      CHECK(notes->figures == std::vector<std::size_t>(replications, summary->lines.size()));
    }
    CHECK(one.happenings == other.happenings);
    CHECK(one.happenings[0] > 0);
    CHECK(std::accumulate(one.stories.begin(), one.stories.end(), 0) == summary->people);
    CHECK(other.stories == std::vector<int>(replications, 0));
  }
}

TEST_CASE("run: listeners change nothing") {
  const models::Model model = small_model();
  Notes notes(true);
  const auto heard = analysis::run_model(model, {.threads = 2, .listeners = {&notes}});
  const auto alone = analysis::run_model(model, {.threads = 2});
  REQUIRE(heard);
  REQUIRE(alone);
  CHECK(heard->events == alone->events);
  CHECK(heard->line("care", "census", "mean").value == alone->line("care", "census", "mean").value);
}

TEST_SUITE_END();
