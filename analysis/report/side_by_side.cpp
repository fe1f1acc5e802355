#include "analysis/report/side_by_side.hpp"

#include "analysis/report/targets_text.hpp"
#include "analysis/report/text_table.hpp"
#include "models/text/visible.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

namespace stepdown::analysis {

namespace {

using Rows = std::vector<std::vector<std::string>>;

const models::StateModel* level_named(const models::Model& model, std::string_view name) {
  const auto end = model.states.begin() + static_cast<std::ptrdiff_t>(model.level_count);
  const auto found = std::find_if(
      model.states.begin(), end, [name](const auto& state) { return state.name == name; });
  return found == end ? nullptr : &*found;
}

/// Levels, as the first scenario that has them lists them, in which somebody can have to wait.
std::vector<std::string> levels_with_lists(const std::vector<ComparedScenario>& scenarios) {
  std::vector<std::string> names;
  for (const ComparedScenario& one : scenarios)
    for (std::size_t l = 0; l < one.model.level_count; ++l) {
      const models::StateModel& level = one.model.states[l];
      if (level.has_list() && std::ranges::find(names, level.name) == names.end())
        names.push_back(level.name);
    }
  return names;
}

/// When a column is shown.
enum class Where {
  Everywhere,
  NotAtGates,  ///< where a level takes people up at any time; at starts everybody has to wait
  AtGates
};

/// A column of the table of a level.
struct Shown {
  const char* heading;
  const char* unit;
  const char* metric;
  const char* statistic;
  double scale;
  Where where;
};

constexpr Shown columns[] = {
    {"use of", "places %", "utilization", "mean", 100, Where::Everywhere},
    {"groups", "running", "groups_running", "mean", 1, Where::AtGates},
    {"seats", "filled %", "group_fill", "mean", 100, Where::AtGates},
    {"have to", "wait %", "p_delay", "share", 100, Where::NotAtGates},
    {"mean", "wait d", "wait", "mean", 1, Where::Everywhere},
    {"90 %", "wait d", "wait", "p90", 1, Where::Everywhere},
    {"for a", "seat d", "wait_for_seat", "mean", 1, Where::AtGates},
    {"for a", "start d", "wait_for_start", "mean", 1, Where::AtGates},
    {"gave up", "a year", "gave_up", "per_year", 1, Where::Everywhere},
    {"lost", "a year", "lost", "per_year", 1, Where::Everywhere},
    {"revenue", "1000 a y", "revenue", "per_year", 0.001, Where::Everywhere},
    {"cost", "1000 a y", "cost", "per_year", 0.001, Where::Everywhere},
    {"margin", "1000 a y", "margin", "per_year", 0.001, Where::Everywhere}};

std::string cell(const ComparedScenario& one, const std::string& level, const Shown& column) {
  const SummaryLine* const line = one.summary.find(level, column.metric, column.statistic);
  if (line == nullptr || !line->value) return "-";
  const double value = *line->value * column.scale;
  return fmt::format("{:.{}f}", value, value > 0 && value < 1 ? 2 : 1);
}

/// Whether a column says anything of any scenario.
bool is_told(const std::vector<ComparedScenario>& scenarios,
             const std::string& level,
             const Shown& column) {
  return std::ranges::any_of(scenarios, [&](const ComparedScenario& one) {
    const models::StateModel* const state = level_named(one.model, level);
    if (state == nullptr || cell(one, level, column) == "-") return false;
    const Where kind = state->has_gate() ? Where::AtGates : Where::NotAtGates;
    return column.where == Where::Everywhere || column.where == kind;
  });
}

std::string level_table(const std::vector<ComparedScenario>& scenarios, const std::string& name) {
  std::vector<Shown> told;
  std::ranges::copy_if(columns, std::back_inserter(told), [&](const Shown& column) {
    return is_told(scenarios, name, column);
  });
  Rows rows{{name, "places"}, {"", ""}};
  for (const Shown& column : told) {
    rows[0].emplace_back(column.heading);
    rows[1].emplace_back(column.unit);
  }
  for (std::size_t s = 0; s < scenarios.size(); ++s) {
    const models::StateModel* const level = level_named(scenarios[s].model, name);
    rows.push_back({letter_of(s), level == nullptr ? "-" : level->places_label});
    for (const Shown& column : told)
      rows.back().push_back(level == nullptr ? "-" : cell(scenarios[s], name, column));
  }
  return "\n" + aligned(std::move(rows));
}

/// By target, as its author wrote it: what each scenario found, and whether that meets it.
std::string targets_table(const std::vector<ComparedScenario>& scenarios) {
  Rows rows{{"target"}};
  for (std::size_t s = 0; s < scenarios.size(); ++s) {
    rows.front().push_back(letter_of(s));
    for (const TargetFinding& finding : scenarios[s].targets)
      if (std::ranges::find(rows, finding.target.text, [](const auto& row) { return row[0]; }) ==
          rows.end())
        rows.push_back({finding.target.text});
  }
  if (rows.size() == 1) return "";
  for (auto row = rows.begin() + 1; row != rows.end(); ++row)
    for (const ComparedScenario& one : scenarios) {
      const auto found = std::ranges::find(
          one.targets, row->front(), [](const TargetFinding& f) { return f.target.text; });
      row->push_back(found == one.targets.end() || !found->is_met
                         ? "-"
                         : fmt::format("{:.3g} {}", *found->value, yes_or_no(*found->is_met)));
    }
  return "\n" + aligned(std::move(rows));
}

}  // namespace

std::string letter_of(std::size_t scenario) {
  constexpr std::size_t letters = 26;
  return scenario < letters ? std::string(1, static_cast<char>('A' + static_cast<int>(scenario)))
                            : fmt::format("{}", scenario + 1);
}

std::string side_by_side(const std::vector<ComparedScenario>& scenarios) {
  std::string tables;
  if (scenarios.size() > 2)  // of one alternative the differences show both sides
    for (const std::string& level : levels_with_lists(scenarios))
      tables += level_table(scenarios, level);
  tables += targets_table(scenarios);
  if (tables.empty()) return "";
  std::string text = "\nSide by side\n";
  for (std::size_t s = 0; s < scenarios.size(); ++s)
    text += fmt::format("{}  {}\n", letter_of(s), models::visible(scenarios[s].name));
  return text + tables;
}

}  // namespace stepdown::analysis
