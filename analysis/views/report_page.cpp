#include "analysis/views/report_page.hpp"

#include "analysis/report/csv.hpp"
#include "analysis/report/json_file.hpp"
#include "analysis/report/manifest.hpp"
#include "analysis/views/page_template.hpp"
#include "analysis/views/thin_days.hpp"
#include "analysis/views/thin_figures.hpp"
#include "sim/contract.hpp"

#include <fmt/core.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstddef>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace stepdown::analysis {

namespace {

constexpr std::string_view title_place = "<!--title-->";
constexpr std::string_view results_place = "<!--results-->";

/// Of the text of one table, and of all of them.
constexpr std::size_t most_bytes_of_days = 250'000;
constexpr std::size_t most_bytes_of_table = 1'000'000;

/// Texts of JSON are appended one after the other: a tree of a million cells first costs more than
/// all the rest of the page.
void append_text(std::string& json, std::string_view text) {
  const bool is_plain = std::ranges::all_of(
      text, [](char c) { return c >= ' ' && c < 127 && c != '"' && c != '\\'; });
  if (is_plain) {
    json += '"';
    json += text;
    json += '"';
  } else {
    constexpr int compact = -1;
    json += Json(text).dump(compact, ' ', false, Json::error_handler_t::replace);
  }
}

/// What is a number is one of JSON as it is written.
void append_cell(std::string& json, const std::string& cell) {
  if (cell.empty())
    json += "null";
  else if (number_of(cell))
    json += cell;
  else
    append_text(json, text_of_field(cell));
}

template <class Values, class Append>
void append_list(std::string& json, const Values& values, const Append& append) {
  json += '[';
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (i > 0) json += ',';
    append(json, values[i]);
  }
  json += ']';
}

void append_table(std::string& json, ResultTable whole) {
  const ResultTable table = with_fewer_figures(
      with_fewer_days(std::move(whole), most_bytes_of_days), most_bytes_of_table);
  std::size_t shown = 0;
  std::size_t bytes = 0;
  for (; shown < table.rows.size(); ++shown) {
    for (const std::string& cell : table.rows[shown])
      bytes += cell.size() + 1;
    if (bytes > most_bytes_of_table) break;
  }
  json += R"({"columns":)";
  append_list(json, table.columns, append_text);
  json += R"(,"rows":)";
  append_list(json,
              std::span(table.rows).first(shown),
              [](std::string& to, const std::vector<std::string>& row) {
                append_list(to, row, append_cell);
              });
  const std::size_t left_out = table.rows_left_out + table.rows.size() - shown;
  json += fmt::format(R"(,"left_out":{}}})", left_out);
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
  constexpr int compact = -1;
  std::string json = R"({"format":1,"manifest":)";
  json += manifest.dump(compact, ' ', false, Json::error_handler_t::replace);
  json += R"(,"scenario":)";
  if (results.scenario.empty())
    json += "null";
  else
    append_text(json, results.scenario);
  json += R"(,"tables":{)";
  bool is_first = true;
  for (ResultTable& table : results.tables) {
    if (!std::exchange(is_first, false)) json += ',';
    append_text(json, table.file);
    json += ':';
    append_table(json, std::move(table));
  }
  json += "}}";
  return fill_page(page_template, title_of(manifest), json);
}

}  // namespace stepdown::analysis
