#include "analysis/catalog/measurement.hpp"
#include "analysis/measure/groups.hpp"
#include "analysis/report/figure_table.hpp"
#include "analysis/report/tables.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <vector>

namespace stepdown::analysis {

namespace {

constexpr std::array<Column, 3> texts_of_money{{
    {"state", "-", "a level or community state; all: together"},
    {"label", "-", "its label"},
    {"currency", "-", "of all amounts of money"},
}};

const FigureTable& money_figures() {
  static const FigureTable made{
      "money.csv",
      "one row a level or community state, where there are prices or costs; again for people who "
      "pay different prices, of whom costs whoever is there are empty",
      texts_of_money,
      WideTable::Money};
  return made;
}

bool tells_of(const Report& report, const std::string& group) {
  if (group == all) return true;
  const std::vector<std::string> names = group_names(report.model);
  const auto found = std::ranges::find(names, group);
  return report.model.money->tells_of(static_cast<std::size_t>(found - names.begin()));
}

void write_money_rows(CsvWriter& csv, const Report& report, const std::string& group) {
  if (!tells_of(report, group)) return;
  const auto write = [&](const std::string& state, const std::string& label) {
    csv.text(state).text(label).text(report.model.settings.currency);
    money_figures().write_figures(csv, report.summary, state, group, [](std::string_view figure) {
      return std::string(figure);
    });
  };
  write(all, all);
  for (const models::StateModel& state : report.model.states)
    if (state.kind != models::StateKind::Outcome) write(state.name, state.label);
}

}  // namespace

Table money_table() {
  Table money = money_figures().with(write_money_rows);
  money.is_written = [](const Report& report) { return report.model.money.has_value(); };
  return money;
}

}  // namespace stepdown::analysis
