#include "analysis/experiments/run_points.hpp"

#include "analysis/experiments/run_model.hpp"
#include "analysis/store/record_bytes.hpp"
#include "analysis/summary/kept_summarizer.hpp"
#include "tests/analysis/store/kept_scenario.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <cstddef>
#include <map>
#include <string>
#include <utility>
#include <vector>

using stepdown::analysis::FigureName;
using stepdown::analysis::KeptSummarizer;
using stepdown::analysis::pieces_of;
using stepdown::analysis::PointTask;
using stepdown::analysis::ReplicationRecord;
using stepdown::analysis::run_model;
using stepdown::analysis::run_points;
using stepdown::analysis::to_bytes;
using stepdown::analysis::UnmeasuredFigure;
using stepdown::models::Model;
using stepdown::tests::kept_scenario;
using stepdown::tests::model_of;

namespace {

const std::vector<FigureName> figures{{"wait", "mean", "day"},
                                      {"wait", "p90", "day"},
                                      {"lost", "per_year"},
                                      {"retention_30", "share"}};

Model point_model(std::size_t point) {
  return model_of(kept_scenario, {fmt::format("levels.day.places.slots={}", 8 + point)});
}

using Records = std::map<std::pair<std::size_t, int>, std::string>;

Records records_of(const std::vector<PointTask>& tasks, int threads) {
  Records records;
  const bool is_whole = run_points({tasks},
                                   {.figures = figures, .threads = threads},
                                   point_model,
                                   [&](std::size_t point, int replication, auto&& record) {
                                     records[{point, replication}] = to_bytes(record);
                                     return true;
                                   });
  CHECK(is_whole);
  return records;
}

}  // namespace

TEST_SUITE_BEGIN("unit");

TEST_CASE("points: have the same records for any number of threads") {
  const std::vector<PointTask> few{{0, {0, 1, 2, 3, 4}}, {2, {1, 3}}};
  const Records records = records_of(few, 1);
  CHECK(records.size() == 7);
  CHECK(records == records_of(few, 2));  // threads share the replications of a point
  const std::vector<PointTask> many{
      {0, {0}}, {1, {0}}, {2, {0}}, {3, {0}}, {4, {0}}, {5, {0}}, {6, {0}}, {7, {0, 1}}};
  CHECK(records_of(many, 1) == records_of(many, 2));
  Records one_by_one;  // that have no tables in common
  for (const PointTask& task : many)
    one_by_one.merge(records_of({task}, 1));
  CHECK(records_of(many, 1) == one_by_one);
  CHECK(records.at({2, 1}) == records_of({{2, {1}}}, 1).at({2, 1}));
}

TEST_CASE(
    "points: are divided among threads towards the end alone and each replication is run once") {
  std::vector<PointTask> tasks(100);
  for (std::size_t point = 0; point < tasks.size(); ++point)
    tasks[point] = {point, {0, 1, 2, 3, 4, 5, 6, 7, 8, 9}};
  const std::vector<PointTask> pieces = pieces_of({tasks}, 2);
  CHECK(pieces.size() < 120);
  CHECK(pieces.front().replications.size() == 10);
  CHECK(pieces.back().replications.size() == 2);
  std::vector<PointTask> together;
  for (const PointTask& piece : pieces) {
    if (together.empty() || together.back().point != piece.point)
      together.push_back({piece.point, {}});
    std::vector<int>& numbers = together.back().replications;
    numbers.insert(numbers.end(), piece.replications.begin(), piece.replications.end());
  }
  REQUIRE(together.size() == tasks.size());
  for (std::size_t point = 0; point < tasks.size(); ++point)
    CHECK(together[point].replications == tasks[point].replications);
  CHECK(pieces_of({tasks, true}, 2).size() == tasks.size());  // one after the other
  CHECK(pieces_of({tasks}, 1).size() == tasks.size());
}

TEST_CASE("points: figures are those of a run of the same scenario") {
  Model model = point_model(1);
  model.replications = 12;
  const auto summary = run_model(model, {.threads = 2});
  REQUIRE(summary.has_value());
  KeptSummarizer kept(figures);
  std::vector<int> numbers;
  for (int i = 0; i < model.replications; ++i)
    numbers.push_back(i);
  run_points({{{1, numbers}}},
             {.figures = figures},
             point_model,
             [&](std::size_t, int, ReplicationRecord&& record) {
               kept.add(std::move(record));
               return true;
             });
  for (std::size_t i = 0; i < figures.size(); ++i) {
    const auto* const line =
        summary->find(figures[i].state, figures[i].metric, figures[i].statistic);
    REQUIRE(line != nullptr);
    const auto estimate = kept.estimate(i);
    REQUIRE(estimate.value.has_value());
    CHECK(estimate.value == line->value);
    CHECK(estimate.interval->low == line->interval->low);
  }
}

TEST_CASE("points: end when no more replications are wanted or it is stopped") {
  int told = 0;
  CHECK(run_points({{{0, {0, 1, 2, 3}}}, true},
                   {.figures = figures, .threads = 2},
                   point_model,
                   [&](std::size_t, int replication, ReplicationRecord&&) {
                     ++told;
                     return replication < 1;
                   }));
  CHECK(told == 2);
  CHECK_FALSE(
      run_points({{{0, {0}}}}, {.figures = figures, .stop = [] { return true; }}, point_model, {}));
}

TEST_CASE("points: a figure that one does not measure is told with the point") {
  try {
    run_points({{{3, {0}}}}, {.figures = {{"wait", "mean", "night"}}}, point_model, {});
    FAIL("a figure of no level was kept");
  } catch (const UnmeasuredFigure& error) {
    CHECK(error.point() == 3);
    CHECK(std::string(error.what()) == "does not measure wait.mean@night");
  }
}

TEST_SUITE_END();
