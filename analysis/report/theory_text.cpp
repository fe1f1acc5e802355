#include "analysis/report/text_table.hpp"
#include "analysis/report/theory_report_files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <string_view>

namespace stepdown::analysis {

using models::Model;

namespace {

/// The first figure of that name by the best standing.
class Figures {
 public:
  explicit Figures(const TheoryReport& report) : report_(report) {}

  [[nodiscard]] const TheoryFigure* find(std::string_view state,
                                         std::string_view metric,
                                         std::string_view statistic,
                                         std::string_view group = "all") const {
    const TheoryFigure* best = nullptr;
    for (const TheoryFigure& f : report_.figures) {
      if (f.state != state || f.metric != metric || f.statistic != statistic || f.group != group)
        continue;
      if (f.standing == Standing::Unlimited && metric == "p_delay") continue;
      if (best == nullptr || rank(f) < rank(*best)) best = &f;
    }
    return best;
  }

  /// `scale` x the value, or `-`; a tilde marks approximations.
  [[nodiscard]] std::string text(std::string_view state,
                                 std::string_view metric,
                                 std::string_view statistic,
                                 int decimals,
                                 double scale = 1) const {
    const TheoryFigure* f = find(state, metric, statistic);
    if (f == nullptr || !f->value) return "-";
    return fmt::format(
        "{}{:.{}f}", f->standing == Standing::OnItsOwn ? "~" : "", *f->value * scale, decimals);
  }

 private:
  const TheoryReport& report_;

  static int rank(const TheoryFigure& f) {
    switch (f.standing) {
      case Standing::Exact:
        return 0;
      case Standing::LongRun:
        return 1;
      case Standing::OnItsOwn:
        return 2;
      case Standing::Unlimited:
        return 3;
    }
    return 4;
  }
};

std::string demand_table(const Model& model,
                         const TheoryReport& report,
                         const TrafficFigures& traffic) {
  const Figures figures(report);
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
  return aligned(rows);
}

/// Places with which one request in so many is delayed, and what it is with the places there are.
std::string places_table(const Model& model,
                         const TheoryReport& report,
                         const TrafficFigures& traffic) {
  const Figures figures(report);
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
  return aligned(rows);
}

std::string waiting_table(const Model& model, const TheoryReport& report) {
  const Figures figures(report);
  std::vector<std::vector<std::string>> rows{{"level",
                                              "have to wait %",
                                              "mean wait d",
                                              "90 % wait d",
                                              "on the list",
                                              "give up %",
                                              "turned away %",
                                              "method"}};
  constexpr double percent = 100;
  bool has_tilde = false;
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
    has_tilde = has_tilde || std::any_of(rows.back().begin() + 1,
                                         rows.back().end(),
                                         [](const auto& t) { return t.starts_with('~'); });
  }
  if (rows.size() == 1) return {};
  return aligned(rows) + (has_tilde ? "~ the level taken alone, stays as if exponential\n" : "");
}

std::string people_table(const TheoryReport& report) {
  const Figures figures(report);
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
  return rows.size() > 1 ? aligned(rows) : std::string();
}

/// Reasons for missing figures, each once.
std::string reasons(const Model& model, const TheoryReport& report) {
  std::string text;
  std::vector<std::string> said;
  for (const TheoryFigure& f : report.figures) {
    if (f.note.empty() || f.group != "all") continue;
    const auto state = std::find_if(
        model.states.begin(), model.states.end(), [&](const auto& s) { return s.name == f.state; });
    const std::string name = state == model.states.end() ? f.state : state->label;
    std::string line = fmt::format("{}: {}\n", name, f.note);
    if (std::find(said.begin(), said.end(), line) != said.end()) continue;
    text += line;
    said.push_back(std::move(line));
  }
  for (const std::string& footnote : report.footnotes)
    text += footnote + "\n";
  return text;
}

/// Beyond the limit, or another value without any spread: two replications can count the same by
/// chance, five hardly.
bool is_off(const BesideFigure& f, double limit) {
  constexpr std::int64_t no_chance = 5;
  if (!f.is_judged) return false;
  if (f.z) return std::abs(*f.z) > limit;
  return f.simulated.mean == 0 || f.simulated.replications >= no_chance;
}

std::string name_of(const BesideFigure& f) {
  const std::string group = f.theory.group == "all" ? "" : " of " + f.theory.group;
  return fmt::format("{} {} {}{}", f.theory.state, f.theory.metric, f.theory.statistic, group);
}

/// "k of n exact figures beyond the limit", with the worst, and how many were not judged.
std::string verdict(const std::vector<BesideFigure>& figures, double limit) {
  std::size_t exact = 0;
  std::size_t judged = 0;
  std::size_t off = 0;
  const BesideFigure* worst = nullptr;
  const auto distance = [](const BesideFigure& f) {
    return f.z ? std::abs(*f.z) : std::numeric_limits<double>::infinity();
  };
  for (const BesideFigure& f : figures) {
    if (f.theory.standing == Standing::Exact) ++exact;
    if (f.is_judged) ++judged;
    if (!is_off(f, limit)) continue;
    ++off;
    if (worst == nullptr || distance(f) > distance(*worst)) worst = &f;
  }
  if (exact == 0) return "no figure of theory is exact here\n";
  std::string text = fmt::format("{} of {} exact figures beyond the limit", off, judged);
  if (worst != nullptr)
    text += fmt::format("; the worst: {}, {:.4g} by theory {:.4g}",
                        name_of(*worst),
                        worst->simulated.mean,
                        worst->theory.value.value_or(0));
  if (judged < exact)
    text +=
        fmt::format("\n{} more not judged: of rare events, or a quantile at the edge of no wait",
                    exact - judged);
  return text + "\n";
}

constexpr std::array<std::string_view, 8> shown{
    "census", "admissions", "p_delay", "wait", "list", "completion", "days_in_care", "stays"};

}  // namespace

std::string theory_text(const Model& model, const TheoryReport& report) {
  std::string text = fmt::format("{}\n", model.name);
  if (report.traffic) {
    text +=
        "\nDemand with unlimited places, in the long run (! more than the places can serve)\n\n";
    text += demand_table(model, report, *report.traffic);
    text +=
        "\nPlaces with which one request in so many is delayed, from the census with unlimited "
        "places\n\n";
    text += places_table(model, report, *report.traffic);
  }
  if (const std::string table = waiting_table(model, report); !table.empty())
    text += "\nWaiting\n\n" + table;
  if (const std::string table = people_table(report); !table.empty())
    text += "\nA person from the first admission, with unlimited places\n\n" + table;
  if (const std::string why = reasons(model, report); !why.empty()) text += "\n" + why;
  return text;
}

std::string beside_text(const std::vector<BesideFigure>& figures, double limit) {
  std::vector<std::vector<std::string>> rows{
      {"state", "figure", "simulated", "theory", "difference", "z", "theory is"}};
  for (const BesideFigure& f : figures) {
    const bool is_shown = f.theory.group == "all" &&
                          (std::find(shown.begin(), shown.end(), f.theory.metric) != shown.end() ||
                           f.theory.metric.starts_with("retention_"));
    if (!is_shown) continue;
    const char* const mark = is_off(f, limit) ? "!" : "";
    rows.push_back({f.theory.state,
                    fmt::format("{} {}", f.theory.metric, f.theory.statistic),
                    fmt::format("{:.4g} ± {:.2g}", f.simulated.mean, f.simulated.standard_error),
                    fmt::format("{:.4g}", f.theory.value.value_or(0)),
                    fmt::format("{:+.3g}", f.difference),
                    f.z          ? fmt::format("{:+.2f}{}{}", *f.z, *mark == 0 ? "" : " ", mark)
                    : *mark != 0 ? mark
                                 : "-",
                    to_text(f.theory.standing)});
  }
  return aligned(rows) +
         fmt::format("± one standard error; ! beyond |z| {:.1f}, not chance\n", limit) +
         verdict(figures, limit);
}

}  // namespace stepdown::analysis
