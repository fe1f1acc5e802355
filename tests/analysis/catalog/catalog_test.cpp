#include "analysis/catalog/catalog.hpp"

#include "analysis/catalog/pooling.hpp"
#include "analysis/catalog/wide_columns.hpp"
#include "models/observed.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

using stepdown::analysis::figure_families;
using stepdown::analysis::figures_in_all;
using stepdown::analysis::find_metric;
using stepdown::analysis::is_share;
using stepdown::analysis::metric_catalog;
using stepdown::analysis::Part;
using stepdown::analysis::PlacedColumn;
using stepdown::analysis::wide_columns;
using stepdown::analysis::WideTable;

namespace {

/// Where a column of levels.csv stands; past the end when there is none.
std::size_t place_in_levels(std::string_view name) {
  const std::vector<PlacedColumn> columns = wide_columns(WideTable::Levels);
  return static_cast<std::size_t>(std::ranges::find(columns, name, &PlacedColumn::name) -
                                  columns.begin());
}

}  // namespace

TEST_SUITE_BEGIN("unit");

TEST_CASE("catalog: families are found by the name of a member") {
  REQUIRE(find_metric("exits.dropout") != nullptr);
  CHECK(find_metric("exits.dropout")->name == "exits.<reason>");
  CHECK(find_metric("stay")->name == "stay");
  CHECK(find_metric("stay.planned")->name == "stay.<reason>");
  CHECK(find_metric("readmission_each_30")->name == "readmission_each_<k>");
  CHECK(find_metric("readmission_30")->name == "readmission_<k>");
  CHECK(find_metric("exits.") == nullptr);
  CHECK(find_metric("happiness") == nullptr);
}

TEST_CASE("catalog: no metric is in the dictionary twice or without a meaning") {
  std::set<std::string_view> names;
  for (const auto& metric : metric_catalog()) {
    CAPTURE(metric.name);
    CHECK(names.insert(metric.name).second);
    CHECK_FALSE(metric.unit.empty());
    CHECK_FALSE(metric.of.empty());
    CHECK_FALSE(metric.definition.empty());
  }
}

TEST_CASE("catalog: the dictionary says where a figure exists from its declaration") {
  CHECK(find_metric("census")->of == "levels, community, all, groups");
  CHECK(find_metric("places")->of == "limited levels");
  CHECK(find_metric("held_for.<level>")->of == "levels that hold, groups");
  CHECK(find_metric("entered")->of == "community, outcomes, groups");
  CHECK(find_metric("diverted")->of == "levels, groups");
  CHECK(find_metric("status_30")->of == "states, waiting, groups");
}

TEST_CASE("catalog: whatever has a name among the observations is a figure") {
  const auto check = [](const auto& nouns) {
    for (const auto& noun : nouns) {
      if (noun.name.empty()) continue;
      CAPTURE(noun.name);
      REQUIRE(find_metric(noun.name) != nullptr);
      CHECK(find_metric(noun.name)->definition == noun.definition);
    }
  };
  check(stepdown::models::counters);
  check(stepdown::models::lengths);
  check(stepdown::models::headcounts);
}

TEST_CASE("catalog: every counter that is a figure of all levels has a column in levels.csv") {
  const std::size_t end = wide_columns(WideTable::Levels).size();
  for (const auto& noun : stepdown::models::counters) {
    if (noun.name.empty() || !find_metric(noun.name)->of.starts_with("levels,")) continue;
    CAPTURE(noun.name);
    CHECK(place_in_levels(std::string(noun.name) + "_per_year") < end);
  }
  CHECK(place_in_levels("delayed_per_year") == end);
  CHECK(find_metric("balked")->of == "levels where people balk, groups");
  CHECK(place_in_levels("balked_per_year") == end);
}

TEST_CASE("catalog: every counter that is summed over levels is a figure of all of them") {
  for (const auto& noun : stepdown::models::counters) {
    if (noun.name.empty()) continue;
    CAPTURE(noun.name);
    const bool is_in_all = std::ranges::any_of(
        figures_in_all(), [&](const auto* figure) { return figure->name == noun.name; });
    CHECK(is_in_all == noun.is_summed);
  }
}

TEST_CASE("catalog: a column with an interval is followed by its ends") {
  const std::vector<PlacedColumn> columns = wide_columns(WideTable::Flows);
  REQUIRE(columns.size() > 3);
  CHECK(columns[0].name == "moves_per_year");
  CHECK(columns[1].name == "moves_per_year_low");
  CHECK(columns[1].part == Part::Low);
  CHECK(columns[2].name == "moves_per_year_high");
  CHECK(columns[2].part == Part::High);
  CHECK(columns[2].unit == columns[0].unit);
  CHECK(columns[2].statistic == columns[0].statistic);
  CHECK(columns[3].name == "share");
}

TEST_CASE("catalog: a column stands behind the one that it names") {
  CHECK(place_in_levels("mean_places") == 0);
  CHECK(place_in_levels("admissions_per_year") == place_in_levels("requests_per_year") + 1);
  CHECK(place_in_levels("held_place_days_per_year") == place_in_levels("open_stays") + 1);
  CHECK(place_in_levels("replications") + 1 == wide_columns(WideTable::Levels).size());
}

TEST_CASE("catalog: no wide table has a column twice") {
  for (const WideTable table :
       {WideTable::Levels, WideTable::Waits, WideTable::Exits, WideTable::Flows, WideTable::Held}) {
    std::set<std::string> names;
    for (const PlacedColumn& column : wide_columns(table)) {
      CAPTURE(column.name);
      CHECK(names.insert(column.name).second);
    }
    CHECK_FALSE(names.empty());
  }
}

TEST_CASE("catalog: shares and fractions are parts of a whole and counts are not") {
  CHECK(is_share("p_delay", "share"));
  CHECK(is_share("wait", "within_7d"));
  CHECK(is_share("stay", "above_30d"));
  CHECK(is_share("utilization", "mean"));
  CHECK_FALSE(is_share("census", "mean"));
  CHECK_FALSE(is_share("happiness", "mean"));
}

TEST_CASE("catalog: each statistic is over time or about all people") {
  using enum stepdown::analysis::Pooling;
  using stepdown::analysis::pooling_of;
  for (const auto& [metric, statistic] : {std::pair{"census", "mean"},
                                          {"census", "max"},
                                          {"utilization", "mean"},
                                          {"full", "share"},
                                          {"lost", "per_year"},
                                          {"held_days", "per_year"},
                                          {"open_stays", "count"},
                                          {"deaths", "per_year"}})
    CHECK(pooling_of(metric, statistic) == OverTime);
  for (const auto& [metric, statistic] : {std::pair{"wait", "mean"},
                                          {"wait", "within_7d"},
                                          {"stay", "above_30d"},
                                          {"ever_visited", "ratio"},
                                          {"p_delay", "share"},
                                          {"lost", "share"},
                                          {"exits.planned", "share"},
                                          {"exits.planned", "within_30d"},
                                          {"stay.planned", "mean"},
                                          {"stay_held", "mean"},
                                          {"held_days", "mean"},
                                          {"never_treated", "share"},
                                          {"days_in_care", "mean"},
                                          {"status_30", "share"}})
    CHECK(pooling_of(metric, statistic) == Ratio);
  CHECK(pooling_of("wait", "sd") == Spread);
  CHECK(pooling_of("stay.planned", "sd") == Spread);
  CHECK(pooling_of("wait", "p90") == Distribution);
  CHECK(pooling_of("time_to_treatment", "max") == Distribution);
  CHECK(pooling_of("retention_365", "share") == Curve);
  CHECK(pooling_of("census", "p95") == Distribution);
  CHECK(pooling_of("recovery_time", "median") == Curve);
  CHECK(pooling_of("one_in_n", "ratio") == Reciprocal);
}

TEST_CASE("catalog: waits come in bursts and exits do not") {
  CHECK(stepdown::analysis::comes_in_bursts("p_delay"));
  CHECK(stepdown::analysis::comes_in_bursts("wait"));
  CHECK(stepdown::analysis::comes_in_bursts("never_treated"));
  CHECK_FALSE(stepdown::analysis::comes_in_bursts("exits.planned"));
  CHECK_FALSE(stepdown::analysis::comes_in_bursts("status_30"));
}

TEST_SUITE_END();
