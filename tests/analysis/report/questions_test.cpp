#include "analysis/catalog/catalog.hpp"
#include "analysis/report/tables.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

using stepdown::analysis::belongs_to;
using stepdown::analysis::Column;
using stepdown::analysis::Metric;
using stepdown::analysis::metric_catalog;
using stepdown::analysis::Table;
using stepdown::analysis::tables;

namespace {

/// What stands between back quotes, one after another.
std::vector<std::string> words_in_quotes(std::string_view text) {
  std::vector<std::string> words;
  for (std::size_t open = text.find('`'); open != std::string_view::npos; open = text.find('`')) {
    text.remove_prefix(open + 1);
    const std::size_t close = text.find('`');
    words.emplace_back(text.substr(0, close));
    text.remove_prefix(close + 1);
  }
  return words;
}

/// The cells of a row of a Markdown table; nothing for other lines.
std::vector<std::string> cells(std::string_view line) {
  std::vector<std::string> all;
  if (!line.starts_with("| ")) return all;
  line.remove_prefix(1);
  for (std::size_t bar = line.find('|'); bar != std::string_view::npos; bar = line.find('|')) {
    all.emplace_back(line.substr(0, bar));
    line.remove_prefix(bar + 1);
  }
  return all;
}

struct Answer {
  std::string line;
  std::vector<std::string> figures;
  std::string file;  ///< of a run
};

/// The rows of the page whose file is a table of a run.
std::vector<Answer> answers() {
  std::ifstream page("analysis/QUESTIONS.md");
  std::vector<Answer> all;
  for (std::string line; std::getline(page, line);) {
    const std::vector<std::string> row = cells(line);
    if (row.size() != 4) continue;
    for (const std::string& file : words_in_quotes(row[3])) {
      const std::vector<Table> known = tables();
      if (std::ranges::find(known, file, &Table::file) != known.end())
        all.push_back({line, words_in_quotes(row[2]), file});
    }
  }
  return all;
}

/// Whether a table has a column of that name, or explains one, or a row for that metric.
bool is_known(const std::string& file, const std::string& figure) {
  const std::vector<Table> known = tables();
  const auto table = std::ranges::find(known, file, &Table::file);
  const bool is_told = std::ranges::any_of(table->columns, [&](const Column& column) {
    return column.name == figure || column.meaning.find(figure) != std::string_view::npos;
  });
  return is_told || std::ranges::any_of(metric_catalog(), [&](const Metric& metric) {
           return belongs_to(figure, metric.name);
         });
}

}  // namespace

TEST_SUITE_BEGIN("unit");

TEST_CASE("questions: every figure is a column of its file or explained by one") {
  const std::vector<Answer> all = answers();
  CHECK(all.size() > 20);
  for (const Answer& answer : all)
    for (const std::string& figure : answer.figures)
      CHECK_MESSAGE(is_known(answer.file, figure), answer.line << " " << figure);
}

TEST_CASE("questions: a figure that no file has is found") {
  CHECK(is_known("levels.csv", "p_delay"));
  CHECK(!is_known("levels.csv", "xylophones"));
}

TEST_SUITE_END();
