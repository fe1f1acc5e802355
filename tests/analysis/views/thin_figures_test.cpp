#include "analysis/views/thin_figures.hpp"

#include <doctest/doctest.h>

#include <set>
#include <string>

using stepdown::analysis::ResultTable;
using stepdown::analysis::text_size;
using stepdown::analysis::with_fewer_figures;

namespace {

/// Two alternatives with a figure for everybody, one for a group, a part and a rare statistic.
ResultTable comparison() {
  ResultTable table{.file = "compare.csv",
                    .columns = {"alternative", "profile", "metric", "statistic", "difference"},
                    .rows = {}};
  for (const char* alternative : {"one", "two"}) {
    table.rows.push_back({alternative, "all", "wait", "mean", "-1.5"});
    table.rows.push_back({alternative, "payer=medicaid", "wait", "mean", "-2.5"});
    table.rows.push_back({alternative, "all", "stay.dropout", "mean", "0.1"});
    table.rows.push_back({alternative, "all", "wait", "p99", "-9"});
  }
  return table;
}

}  // namespace

TEST_SUITE_BEGIN("unit");

TEST_CASE("thin figures: a table that fits stays as it is and so does one without figures") {
  CHECK(with_fewer_figures(comparison(), text_size(comparison())).rows.size() == 8);
  ResultTable levels{.file = "levels.csv", .columns = {"level", "metric"}, .rows = {{"a", "b"}}};
  CHECK(with_fewer_figures(levels, 0).rows.size() == 1);
}

TEST_CASE("thin figures: parts and rare statistics go first and groups last") {
  const std::size_t whole = text_size(comparison());
  const ResultTable some = with_fewer_figures(comparison(), whole - 1);
  CHECK(some.rows.size() == 4);
  CHECK(some.rows_left_out == 4);
  const ResultTable few = with_fewer_figures(comparison(), 10);
  CHECK(few.rows.size() == 2);
  CHECK(few.rows_left_out == 6);
  std::set<std::string> alternatives;
  for (const auto& row : few.rows)
    alternatives.insert(row.front());
  CHECK(alternatives == std::set<std::string>{"one", "two"});
}

TEST_SUITE_END();
