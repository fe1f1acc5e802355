#include "analysis/summary/track_summary.hpp"

#include "analysis/measure/measure.hpp"
#include "analysis/summary/group_starts.hpp"
#include "tests/support/simulated.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace stepdown::analysis {
namespace {

using namespace stepdown::tests;  // NOLINT(google-build-using-namespace): models from text

/// Ana is there by day from 1 on, Cat from 11; Ben in the evening from 7 on. Stays of ten days.
const std::string two_tracks = R"(
schema: 1
name: Two tracks
start: 2026-01-05
run: {warm_up: 0 d, horizon: 20 d, replications: 1}
attributes: {daytime: {free: 0.5, works: 0.5}}
levels:
  iop:
    tracks:
      morning: {places: {slots: 1}, only: {daytime: free}}
      evening: {places: {groups: {count: 2, size: 2}}, admission: {cohort: {every: 1 wk}}}
    treatment_time: 10 d
    to: out
outcomes: [out]
arrivals:
  ana: {scheduled: {every: 400 d, first: 1 d}, attributes: {daytime: {free: 1, works: 0}}, to: iop}
  ben: {scheduled: {every: 400 d, first: 3 d}, attributes: {daytime: {free: 0, works: 1}}, to: iop}
  cat: {scheduled: {every: 400 d, first: 8 d}, attributes: {daytime: {free: 1, works: 0}}, to: iop}
)";

TEST_SUITE_BEGIN("unit");

TEST_CASE("track summary: each track has its own census and waits and groups") {
  const models::Model model = model_of(two_tracks);
  TrackSummarizer summarizer{model};
  for (int replication = 0; replication < 2; ++replication)
    summarizer.add(models::Simulator{model}.run(0));
  const std::vector<TrackSummary> tracks = summarizer.finish();
  REQUIRE(tracks.size() == 2);
  CHECK(tracks[0].track == 0);
  CHECK(*tracks[0].census.value == doctest::Approx(19 / 20.0));
  CHECK(*tracks[0].utilization.value == doctest::Approx(19 / 20.0));
  CHECK(*tracks[0].full.value == doctest::Approx(19 / 20.0));
  CHECK(*tracks[0].admissions.value == doctest::Approx(2 * 365 / 20.0));
  CHECK(*tracks[0].wait.value == doctest::Approx(3 / 2.0));
  CHECK_FALSE(tracks[0].group_fill.value.has_value());
  CHECK(*tracks[1].places.value == doctest::Approx(4));
  CHECK(*tracks[1].utilization.value == doctest::Approx(10 / 80.0));
  CHECK(*tracks[1].wait.value == doctest::Approx(4));
  CHECK(*tracks[1].groups_running.value == doctest::Approx(10 / 20.0));
  CHECK(*tracks[1].group_fill.value == doctest::Approx(0.5));
}

/// Open places of `iop` on average.
double places_of_level(const models::Model& model, const models::Observations& seen) {
  const auto figures = measure(model, possible_moves(model), seen).figures;
  const auto found = std::ranges::find_if(figures, [](const Measurement& one) {
    return one.state == "iop" && one.group == all && one.metric == "places";
  });
  REQUIRE(found != figures.end());
  return found->value.value_or(0);
}

// Eight people, of stays of ten days, are there at the start in five places, of which one closes on
// day 10, when all have left.
TEST_CASE("track summary: who is there at the start beyond all places is above them") {
  const auto text = [](const std::string& places) {
    return R"(
schema: 1
name: Overfull
start: 2026-01-05
run: {warm_up: 0 d, horizon: 20 d, replications: 1}
levels:
  iop:
)" + places +
           R"(
    treatment_time: 10 d
    to: out
outcomes: [out]
arrivals:
  ana: {scheduled: {every: 400 d, first: 19 d}, to: iop}
start_from: {iop: {census: 8}}
)";
  };
  const auto places = [](const models::Model& model) {
    return places_of_level(model, models::Simulator{model}.run(0));
  };
  const auto tracks = [](const models::Model& model) {
    TrackSummarizer summarizer{model};
    summarizer.add(models::Simulator{model}.run(0));
    return summarizer.finish();
  };
  const models::Model plain = model_of(text("    places: {slots: 5, changes: {2026-01-15: 4}}"));
  const models::Model changing = model_of(text(
      "    tracks: {a: {places: {slots: 2}}, b: {places: {slots: 3, changes: {2026-01-15: 2}}}}"));
  const models::Model constant =
      model_of(text("    tracks: {a: {places: {slots: 2}}, b: {places: {slots: 3}}}"));
  CHECK(places(plain) == doctest::Approx(4.5));
  CHECK(places(changing) == doctest::Approx(4.5));
  CHECK(*tracks(changing)[0].places.value == doctest::Approx(2));
  CHECK(*tracks(changing)[1].places.value == doctest::Approx(2.5));
  CHECK(places(constant) == 5);
  CHECK(*tracks(constant)[0].places.value == doctest::Approx(2));
  CHECK(*tracks(constant)[1].places.value == doctest::Approx(3));
}

TEST_CASE("group starts: those of a track tell which one") {
  const models::Model model = model_of(two_tracks);
  GroupStartSummarizer summarizer;
  summarizer.add(models::Simulator{model}.run(0));
  const std::vector<GroupStart> starts = std::move(summarizer).finish();
  REQUIRE(starts.size() == 3);
  CHECK(starts[1].track == 1);
  CHECK(starts[1].time == 7 * sim::one_day);
  CHECK(starts[1].admitted.mean() == 1);
  CHECK(starts[1].seats.mean() == 4);
}

TEST_SUITE_END();

}  // namespace
}  // namespace stepdown::analysis
