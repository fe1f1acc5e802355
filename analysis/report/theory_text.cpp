#include "analysis/report/theory_text.hpp"

#include "analysis/report/best_figures.hpp"
#include "analysis/report/text_table.hpp"
#include "analysis/report/wrapped_text.hpp"
#include "models/text/visible.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace stepdown::analysis {

using models::Model;

namespace {

std::string demand_table(const Model& model,
                         const TheoryReport& report,
                         const TrafficFigures& traffic,
                         const Page& page) {
  const BestFigures figures(report);
  std::vector<std::vector<std::string>> rows{{"level",
                                              "places",
                                              "asked for a year",
                                              "mean stay d",
                                              "offered load",
                                              "load per place",
                                              "1 day in 20 above"}};
  for (std::size_t l = 0; l < model.level_count; ++l) {
    const models::StateModel& level = model.states[l];
    const StateDemand& demand = traffic.states[l];
    rows.push_back(
        {level.label,
         demand.places ? std::to_string(*demand.places) : "unlimited",
         figures.text(level.name, "requested", "per_year", 0),
         figures.text(level.name, "expected_stay", "mean", 1),
         figures.text(level.name, "offered_load", "mean", 1),
         demand.load_per_place
             ? fmt::format("{:.2f}{}", *demand.load_per_place, demand.is_overloaded() ? " !" : "")
             : "-",
         figures.text(level.name, "offered_load", "p95", 0)});
  }
  return aligned(std::move(rows), page);
}

bool has_tilde(const std::vector<std::vector<std::string>>& rows) {
  return std::ranges::any_of(rows, [](const auto& row) {
    return std::ranges::any_of(row, [](const auto& cell) { return cell.starts_with('~'); });
  });
}

/// Places with which one request in so many is delayed, and what it is with the places there are.
std::string places_table(const Model& model,
                         const TheoryReport& report,
                         const TrafficFigures& traffic,
                         const Page& page) {
  const BestFigures figures(report);
  std::vector<std::vector<std::string>> rows{{"level", "now", "one in"}};
  constexpr std::array<int, 6> percents{50, 20, 10, 5, 2, 1};
  for (const int percent : percents)
    rows.front().push_back(fmt::format("1 in {}", 100 / percent));
  for (std::size_t l = 0; l < model.level_count; ++l) {
    const models::StateModel& level = model.states[l];
    const StateDemand& demand = traffic.states[l];
    if (!(demand.rate > 0)) continue;
    rows.push_back({level.label,
                    demand.places ? std::to_string(*demand.places) : "-",
                    figures.text(level.name, "one_in_n", "ratio", 1)});
    for (const int percent : percents)
      rows.back().push_back(figures.text(
          level.name, fmt::format("places_for_{}_percent_delay", percent), "count", 0));
  }
  constexpr std::string_view about =
      "~ about: stays not exponential, batches, or too much to solve\n";
  const bool is_about = has_tilde(rows);
  return aligned(std::move(rows), page) + (is_about ? std::string(about) : "");
}

std::string waiting_table(const Model& model, const TheoryReport& report, const Page& page) {
  const BestFigures figures(report);
  std::vector<std::vector<std::string>> rows{{"level",
                                              "have to wait %",
                                              "mean wait d",
                                              "90 % wait d",
                                              "on the list",
                                              "give up %",
                                              "turned away %",
                                              "method"}};
  constexpr double percent = 100;
  for (std::size_t l = 0; l < model.level_count; ++l) {
    const models::StateModel& level = model.states[l];
    const TheoryFigure* f = figures.find(level.name, "p_delay", "share");
    if (f == nullptr) f = figures.find(level.name, "wait", "mean");
    if (f == nullptr || !f->value) continue;
    const auto text = [&](const char* metric, const char* statistic, int decimals, double scale) {
      const TheoryFigure* figure = figures.find(level.name, metric, statistic);
      const bool is_of_row = figure != nullptr && figure->method == f->method;
      return is_of_row ? figures.text(level.name, metric, statistic, decimals, scale)
                       : std::string("-");
    };
    rows.push_back({level.label,
                    text("p_delay", "share", 1, percent),
                    text("wait", "mean", 2, 1),
                    text("wait", "p90", 2, 1),
                    text("list", "mean", 2, 1),
                    text("gave_up", "share", 1, percent),
                    text("turned_away", "share", 1, percent),
                    f->method});
  }
  if (rows.size() == 1) return {};
  const bool is_about = has_tilde(rows);
  return aligned(std::move(rows), page) +
         (is_about ? "~ the level taken alone, stays as if exponential\n" : "");
}

std::string people_table(const TheoryReport& report, const Page& page) {
  const BestFigures figures(report);
  std::vector<std::string> groups;
  for (const TheoryFigure& f : report.figures)
    if (f.metric == "completion" &&
        std::find(groups.begin(), groups.end(), f.group) == groups.end())
      groups.push_back(f.group);
  std::vector<std::vector<std::string>> rows{{"people",
                                              "complete %",
                                              "in care after 90 d %",
                                              "days in care, 1st year",
                                              "admissions, 1st year",
                                              "years to an outcome"}};
  const auto text = [&](const std::string& group,
                        const char* metric,
                        const char* statistic,
                        int decimals,
                        double scale) -> std::string {
    const TheoryFigure* f = figures.find("all", metric, statistic, group);
    return f != nullptr && f->value ? fmt::format("{:.{}f}", *f->value * scale, decimals) : "-";
  };
  for (const std::string& group : groups)
    rows.push_back({group,
                    text(group, "completion", "share", 1, 100),
                    text(group, "retention_90", "share", 1, 100),
                    text(group, "days_in_care", "mean", 1, 1),
                    text(group, "stays", "mean", 2, 1),
                    text(group, "time_to_outcome", "mean", 1, 1 / 365.0)});
  return rows.size() > 1 ? aligned(std::move(rows), page) : std::string();
}

/// Why figures of some states are missing.
struct Reason {
  std::string note;
  std::vector<std::string> states;  ///< by label
  bool is_of_levels = true;
};

std::vector<Reason> reasons_of(const Model& model, const TheoryReport& report) {
  std::vector<Reason> reasons;
  for (const TheoryFigure& f : report.figures) {
    if (f.note.empty() || f.group != "all") continue;
    const auto state = std::ranges::find(model.states, f.state, &models::StateModel::name);
    const std::string& name = state == model.states.end() ? f.state : state->label;
    auto known = std::ranges::find(reasons, f.note, &Reason::note);
    if (known == reasons.end()) known = reasons.insert(known, {f.note, {}});
    if (std::ranges::find(known->states, name) != known->states.end()) continue;
    known->states.push_back(name);
    const auto levels = static_cast<std::ptrdiff_t>(model.level_count);
    known->is_of_levels = known->is_of_levels && state - model.states.begin() < levels;
  }
  return reasons;
}

/// "php: no waits of the level alone"; of several, first why and then who.
std::string text_of(const Reason& reason, const Model& model) {
  if (reason.states.size() == 1) return reason.states.front() + ": " + reason.note;
  const std::string_view kind = reason.is_of_levels ? "levels" : "states";
  if (reason.is_of_levels && reason.states.size() == model.level_count)
    return fmt::format("{}: all {} {}", reason.note, reason.states.size(), kind);
  return fmt::format(
      "{}: {} {}: {}", reason.note, reason.states.size(), kind, fmt::join(reason.states, ", "));
}

/// Reasons for missing figures, each once.
std::string reasons(const Model& model, const TheoryReport& report) {
  std::string text;
  for (const Reason& reason : reasons_of(model, report))
    text += models::visible(text_of(reason, model)) + "\n";
  for (const std::string& footnote : report.footnotes)
    text += models::visible(footnote) + "\n";
  return text;
}

/// A heading and a table below it; nothing where there is no table.
std::string section(std::string_view heading, const std::string& table, const Page& page) {
  return table.empty() ? "" : "\n" + wrapped(heading, page, 0) + "\n\n" + table;
}

}  // namespace

std::string theory_text(const Model& model, const TheoryReport& report, const Page& page) {
  std::string text = wrapped(models::visible(model.name), page) + "\n";
  if (report.traffic) {
    text +=
        section("Demand with unlimited places, in the long run (! more than the places can serve)",
                demand_table(model, report, *report.traffic, page),
                page);
    text += section(
        "Places with which one request in so many is delayed, from the census with unlimited "
        "places",
        places_table(model, report, *report.traffic, page),
        page);
  }
  text += section("Waiting", waiting_table(model, report, page), page);
  text += section(
      "A person from the first admission, with unlimited places", people_table(report, page), page);
  if (const std::string why = reasons(model, report); !why.empty())
    text += "\n" + wrapped(why, page);
  return text;
}

}  // namespace stepdown::analysis
