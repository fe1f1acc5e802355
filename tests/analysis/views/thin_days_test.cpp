#include "analysis/views/thin_days.hpp"

#include <doctest/doctest.h>

#include <cstddef>
#include <string>

using stepdown::analysis::ResultTable;
using stepdown::analysis::with_fewer_days;

namespace {

/// Two groups, each with a row for each day from 0.
ResultTable curves(int days) {
  ResultTable table{.file = "survival.csv", .columns = {"group", "day", "estimate"}, .rows = {}};
  for (const char* group : {"all", "some"})
    for (int day = 0; day <= days; ++day)
      table.rows.push_back({group, std::to_string(day), "0.123456789"});
  return table;
}

bool has_day(const ResultTable& table, const std::string& day) {
  for (const auto& row : table.rows)
    if (row[1] == day) return true;
  return false;
}

}  // namespace

TEST_SUITE_BEGIN("unit");

TEST_CASE("thin days: a short table stays as it is and so does one without days") {
  CHECK(with_fewer_days(curves(20), 100'000).rows.size() == 42);
  ResultTable levels{.file = "levels.csv", .columns = {"level"}, .rows = {}};
  for (int i = 0; i < 1000; ++i)
    levels.rows.push_back({"a level with a long name"});
  CHECK(with_fewer_days(levels, 100).rows.size() == 1000);
}

TEST_CASE(
    "thin days: a long one keeps each group with the same days and those that are asked for") {
  const ResultTable thin = with_fewer_days(curves(5000), 20'000);
  CHECK(thin.rows.size() < 2500);
  CHECK(thin.rows.size() + thin.rows_left_out == 10'002);
  for (const char* day : {"0", "7", "30", "90", "365", "5000"})
    CHECK_MESSAGE(has_day(thin, day), day);
  CHECK(!has_day(thin, "8"));
  std::size_t of_all = 0;
  for (const auto& row : thin.rows)
    of_all += row[0] == "all" ? 1U : 0U;
  CHECK(2 * of_all == thin.rows.size());
}

TEST_CASE("thin days: some forty days stay however long their rows are") {
  const ResultTable thin = with_fewer_days(curves(4000), 10);
  CHECK(thin.rows.size() >= 2 * 40);
  CHECK(thin.rows.size() < 2 * 60);
}

TEST_SUITE_END();
