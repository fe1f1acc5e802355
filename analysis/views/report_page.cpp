#include "analysis/views/report_page.hpp"

#include "analysis/report/csv.hpp"
#include "analysis/report/json_file.hpp"
#include "analysis/report/manifest.hpp"
#include "analysis/views/page_template.hpp"
#include "analysis/views/thin_days.hpp"
#include "analysis/views/thin_figures.hpp"
#include "sim/contract.hpp"

#include <nlohmann/json.hpp>

#include <charconv>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace stepdown::analysis {

namespace {

constexpr std::string_view title_place = "<!--title-->";
constexpr std::string_view results_place = "<!--results-->";

/// Of the text of one table, and of all of them.
constexpr std::size_t most_bytes_of_days = 250'000;
constexpr std::size_t most_bytes_of_table = 1'000'000;

Json json_of_cell(const std::string& cell) {
  if (cell.empty()) return nullptr;
  const auto number = number_of(cell);
  if (!number) return text_of_field(cell);
  const char* const end = cell.data() + cell.size();
  std::int64_t whole = 0;
  if (const auto [at, error] = std::from_chars(cell.data(), end, whole);
      error == std::errc() && at == end)
    return whole;
  return *number;
}

Json json_of(ResultTable whole) {
  const ResultTable table = with_fewer_figures(
      with_fewer_days(std::move(whole), most_bytes_of_days), most_bytes_of_table);
  Json rows = Json::array();
  std::size_t left_out = table.rows_left_out;
  std::size_t bytes = 0;
  for (const std::vector<std::string>& cells : table.rows) {
    Json row = Json::array();
    for (const std::string& cell : cells) {
      row.push_back(json_of_cell(cell));
      bytes += cell.size() + 1;
    }
    if (bytes > most_bytes_of_table)
      ++left_out;
    else
      rows.push_back(std::move(row));
  }
  return {{"columns", table.columns}, {"rows", std::move(rows)}, {"left_out", left_out}};
}

std::string title_of(const Json& manifest) {
  const std::string name = text_in(first_scenario(manifest), "name");
  return name.empty() ? "stepdown" : name + " – stepdown";
}

/// Text of HTML; what is no UTF-8 stays, browsers replace it.
std::string as_html(std::string_view text) {
  std::string html;
  for (const char c : text) {
    if (c == '<')
      html += "&lt;";
    else if (c == '&')
      html += "&amp;";
    else
      html += c;
  }
  return html;
}

/// JSON that ends no script element: the sign is only within texts, where an escape means the same.
std::string as_script_data(std::string_view json) {
  std::string data;
  data.reserve(json.size());
  for (const char c : json) {
    if (c == '<')
      data += "\\u003c";
    else
      data += c;
  }
  return data;
}

}  // namespace

std::string fill_page(std::string_view page, std::string_view title, std::string_view json) {
  const std::size_t title_at = page.find(title_place);
  const std::size_t results_at = page.find(results_place);
  sim::expects(title_at < results_at && results_at != std::string_view::npos,
               "a page has a place for its title and then one for its results");
  const std::size_t after_title = title_at + title_place.size();
  std::string filled(page.substr(0, title_at));
  filled += as_html(title);
  filled += page.substr(after_title, results_at - after_title);
  filled += as_script_data(json);
  filled += page.substr(results_at + results_place.size());
  return filled;
}

std::string report_page(Results results) {
  const Json manifest = Json::parse(results.manifest);
  Json tables = Json::object();
  for (ResultTable& table : results.tables) {
    Json& json = tables[table.file];
    json = json_of(std::move(table));
  }
  const Json json{{"format", 1},
                  {"manifest", manifest},
                  {"scenario", results.scenario.empty() ? Json() : Json(results.scenario)},
                  {"tables", std::move(tables)}};
  constexpr int compact = -1;
  return fill_page(page_template,
                   title_of(manifest),
                   json.dump(compact, ' ', false, Json::error_handler_t::replace));
}

}  // namespace stepdown::analysis
