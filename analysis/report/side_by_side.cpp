#include "analysis/report/side_by_side.hpp"

#include "analysis/report/targets_text.hpp"
#include "analysis/report/text_table.hpp"
#include "analysis/report/wrapped_text.hpp"
#include "models/text/display_width.hpp"
#include "models/text/visible.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <optional>
#include <string_view>
#include <utility>

namespace stepdown::analysis {

namespace {

using Scenarios = std::vector<ComparedScenario>;
using Rows = std::vector<std::vector<std::string>>;

const models::StateModel* level_named(const models::Model& model, std::string_view name) {
  const auto end = model.states.begin() + static_cast<std::ptrdiff_t>(model.level_count);
  const auto found = std::find_if(
      model.states.begin(), end, [name](const auto& state) { return state.name == name; });
  return found == end ? nullptr : &*found;
}

/// Of all levels, as the first scenario that has them lists them.
std::vector<std::string> levels_of(const Scenarios& scenarios) {
  std::vector<std::string> names;
  for (const ComparedScenario& one : scenarios)
    for (std::size_t l = 0; l < one.model.level_count; ++l) {
      const std::string& name = one.model.states[l].name;
      if (std::ranges::find(names, name) == names.end()) names.push_back(name);
    }
  return names;
}

/// Whether somebody can have to wait for the level in any scenario.
bool has_list(const Scenarios& scenarios, const std::string& name) {
  return std::ranges::any_of(scenarios, [&](const ComparedScenario& one) {
    const models::StateModel* const level = level_named(one.model, name);
    return level != nullptr && level->has_list();
  });
}

/// When a column is shown.
enum class Where {
  Everywhere,
  NotAtGates,  ///< where a level takes people up at any time; at starts everybody has to wait
  AtGates
};

/// A column of the table of a level.
struct ShownFigure {
  const char* heading;
  const char* unit;
  const char* metric;
  const char* statistic;
  double scale;
  Where where;
};

constexpr ShownFigure columns_of_side_by_side[] = {
    {"use of", "places %", "utilization", "mean", 100, Where::Everywhere},
    {"groups", "running", "groups_running", "mean", 1, Where::AtGates},
    {"seats", "filled %", "group_fill", "mean", 100, Where::AtGates},
    {"have to", "wait %", "p_delay", "share", 100, Where::NotAtGates},
    {"mean", "wait d", "wait", "mean", 1, Where::Everywhere},
    {"90 %", "wait d", "wait", "p90", 1, Where::Everywhere},
    {"seat", "wait d", "wait_for_seat", "mean", 1, Where::AtGates},
    {"start", "wait d", "wait_for_start", "mean", 1, Where::AtGates},
    {"gave up", "a y", "gave_up", "per_year", 1, Where::Everywhere},
    {"lost", "a y", "lost", "per_year", 1, Where::Everywhere}};

constexpr ShownFigure money_columns[] = {
    {"revenue", "1000 a y", "revenue", "per_year", 0.001, Where::Everywhere},
    {"cost", "1000 a y", "cost", "per_year", 0.001, Where::Everywhere},
    {"margin", "1000 a y", "margin", "per_year", 0.001, Where::Everywhere}};

constexpr const char* unknown = "-";

std::string cell(const ComparedScenario& one,
                 const std::string& state,
                 const std::string& metric,
                 const std::string& statistic,
                 double scale = 1) {
  const SummaryLine* const line = one.summary.find(state, metric, statistic);
  if (line == nullptr || !line->value) return unknown;
  const double value = *line->value * scale;
  return fmt::format("{:.{}f}", value, value > 0 && value < 1 ? 2 : 1);
}

std::string cell(const ComparedScenario& one, const std::string& level, const ShownFigure& column) {
  return cell(one, level, column.metric, column.statistic, column.scale);
}

/// Whether a column says anything of any scenario.
bool is_told(const Scenarios& scenarios, const std::string& level, const ShownFigure& column) {
  return std::ranges::any_of(scenarios, [&](const ComparedScenario& one) {
    const models::StateModel* const state = level_named(one.model, level);
    if (state == nullptr || cell(one, level, column) == unknown) return false;
    const Where kind = state->has_gate() ? Where::AtGates : Where::NotAtGates;
    return column.where == Where::Everywhere || column.where == kind;
  });
}

/// The table of a level, or of all: what it is called, two lines of headings, a row a scenario.
class LevelTable {
 public:
  LevelTable(const Scenarios& scenarios, const std::string& state) : rows_{{state}, {""}} {
    for (std::size_t s = 0; s < scenarios.size(); ++s)
      rows_.push_back({letter_of(s)});
    if (models::display_width(state) <= longest_in_front) return;
    above_ = models::visible(state) + "\n";
    rows_.front().front().clear();
  }

  /// Adds a column. @pre a cell for each scenario
  void add(std::string heading, std::string unit, std::vector<std::string> cells) {
    rows_[0].push_back(std::move(heading));
    rows_[1].push_back(std::move(unit));
    for (std::size_t s = 0; s < cells.size(); ++s)
      rows_[s + 2].push_back(std::move(cells[s]));
  }

  [[nodiscard]] std::string text(const Page& page) const {
    return "\n" + above_ + aligned(rows_, page, 2);
  }

 private:
  /// A longer name would take the room of columns_of_side_by_side in each line.
  static constexpr std::size_t longest_in_front = 8;

  std::string above_;
  Rows rows_;
};

/// Of each scenario that has the level what `tell` says of it; of others that it is unknown.
template <class Tell>
std::vector<std::string> cells_of_level(const Scenarios& scenarios,
                                        const std::string& name,
                                        const Tell& tell) {
  std::vector<std::string> cells;
  for (const ComparedScenario& one : scenarios) {
    const models::StateModel* const level = level_named(one.model, name);
    cells.push_back(level == nullptr ? unknown : tell(one, *level));
  }
  return cells;
}

void add_places(LevelTable& table, const Scenarios& scenarios, const std::string& level) {
  table.add("places", "", cells_of_level(scenarios, level, [](const auto&, const auto& state) {
              return state.places_label;
            }));
}

std::string access_table(const Scenarios& scenarios, const std::string& level, const Page& page) {
  LevelTable table{scenarios, level};
  add_places(table, scenarios, level);
  for (const ShownFigure& column : columns_of_side_by_side)
    if (is_told(scenarios, level, column))
      table.add(column.heading,
                column.unit,
                cells_of_level(scenarios, level, [&](const auto& one, const auto&) {
                  return cell(one, level, column);
                }));
  return table.text(page);
}

/// Of the level on day 0, "-": its places are in no groups.
std::string groups_of(const models::StateModel& level) {
  int groups = level.group_size > 0 ? level.places / level.group_size : 0;
  for (const models::TrackModel& track : level.tracks)
    if (track.group_size > 0) groups += track.places / track.group_size;
  return groups > 0 ? fmt::format("{}", groups) : unknown;
}

bool says_anything(const std::vector<std::string>& cells) {
  return std::ranges::any_of(cells, [](const std::string& cell) { return cell != unknown; });
}

/// Of all roles, as the first scenario that has them lists them.
std::vector<std::string> roles_of(const Scenarios& scenarios) {
  std::vector<std::string> names;
  for (const ComparedScenario& one : scenarios)
    for (const models::RoleModel& role : one.model.staff)
      if (std::ranges::find(names, role.name) == names.end()) names.push_back(role.name);
  return names;
}

/// A column of staff or money.
struct Needed {
  std::string heading;
  std::string unit;
  std::vector<std::string> cells;
};

/// Full-time equivalents of a role that the state needs.
Needed staff_column(const Scenarios& scenarios,
                    const std::string& state,
                    const std::string& role,
                    bool with_p95) {
  Needed needed{role, "FTE", {}};
  for (const ComparedScenario& one : scenarios) {
    std::string& told = needed.cells.emplace_back(cell(one, state, "fte." + role, "mean"));
    const std::string p95 = cell(one, state, "fte." + role, "p95");
    if (!with_p95 || p95 == unknown) continue;
    needed.unit = "FTE (p95)";
    told += fmt::format(" ({})", p95);
  }
  return needed;
}

/// Staff and money of a level, or of all together; empty: there is neither.
std::string resource_table(const Scenarios& scenarios,
                           const std::string& state,
                           bool with_p95,
                           const Page& page) {
  std::vector<Needed> needed;
  for (const std::string& role : roles_of(scenarios))
    needed.push_back(staff_column(scenarios, state, role, with_p95));
  for (const ShownFigure& column : money_columns) {
    Needed& money = needed.emplace_back(Needed{column.heading, column.unit, {}});
    for (const ComparedScenario& one : scenarios)
      money.cells.push_back(cell(one, state, column));
  }
  std::erase_if(needed, [](const Needed& one) { return !says_anything(one.cells); });
  if (needed.empty()) return "";
  LevelTable table{scenarios, state};
  if (state != all) {
    add_places(table, scenarios, state);
    std::vector<std::string> groups = cells_of_level(
        scenarios, state, [](const auto&, const auto& level) { return groups_of(level); });
    if (says_anything(groups)) table.add("groups", "open", std::move(groups));
  }
  for (Needed& one : needed)
    table.add(std::move(one.heading), std::move(one.unit), std::move(one.cells));
  return table.text(page);
}

/// The same, with the busiest weeks where that makes no table more.
std::string resource_table(const Scenarios& scenarios, const std::string& state, const Page& page) {
  std::string with = resource_table(scenarios, state, true, page);
  std::string without = resource_table(scenarios, state, false, page);
  return std::ranges::count(with, '\n') > std::ranges::count(without, '\n') ? without : with;
}

/// Those of the levels that are shown, in their order.
std::vector<std::string> shown_of(const std::vector<std::string>& levels,
                                  const std::vector<std::string>* changed) {
  constexpr std::size_t most = 4;
  if (changed == nullptr || levels.size() <= most) return levels;
  const auto end = changed->begin() + static_cast<std::ptrdiff_t>(std::min(most, changed->size()));
  std::vector<std::string> shown;
  std::ranges::copy_if(levels, std::back_inserter(shown), [&](const std::string& level) {
    return std::find(changed->begin(), end, level) != end;
  });
  return shown;
}

/// Of each level, what it does for people, if there are several alternatives, and what it takes.
std::string level_tables(const Scenarios& scenarios,
                         const std::vector<std::string>* changed,
                         const Page& page) {
  std::string tables;
  const std::vector<std::string> levels = levels_of(scenarios);
  const std::vector<std::string> shown = shown_of(levels, changed);
  for (const std::string& level : shown) {
    // Of one alternative the differences show both sides.
    if (scenarios.size() > 2 && has_list(scenarios, level))
      tables += access_table(scenarios, level, page);
    tables += resource_table(scenarios, level, page);
  }
  if (levels.size() > 1) tables += resource_table(scenarios, std::string{all}, page);
  if (!roles_of(scenarios).empty())
    tables += wrapped(
        "\nFTE: full-time equivalents needed on average; p95: as many as are enough in 95 % of the "
        "weeks\n",
        page);
  if (!tables.empty() && shown.size() < levels.size())
    tables += wrapped(fmt::format("\n{} levels that differ less, or not clearly, have no table\n",
                                  levels.size() - shown.size()),
                      page);
  return tables;
}

/// By target, as its author wrote it: what each scenario found, and whether that meets it.
std::string targets_table(const Scenarios& scenarios, const Page& page) {
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
                         : fmt::format("{:.3g} {}", *found->value, met_or_missed(*found->is_met)));
    }
  return "\n" + aligned(std::move(rows), page);
}

}  // namespace

std::string letter_of(std::size_t scenario) {
  constexpr std::size_t letters = 26;
  return scenario < letters ? std::string(1, static_cast<char>('A' + static_cast<int>(scenario)))
                            : fmt::format("{}", scenario + 1);
}

std::string side_by_side(const std::vector<ComparedScenario>& scenarios,
                         const Page& page,
                         const std::vector<std::string>* changed) {
  const std::string tables =
      level_tables(scenarios, changed, page) + targets_table(scenarios, page);
  if (tables.empty()) return "";
  std::string names = "\nSide by side\n";
  for (std::size_t s = 0; s < scenarios.size(); ++s)
    names += fmt::format("{}  {}\n", letter_of(s), models::visible(scenarios[s].name));
  return wrapped(names, page, 3) + tables;
}

}  // namespace stepdown::analysis
