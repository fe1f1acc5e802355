#include "analysis/report/compare_report.hpp"

#include "analysis/experiments/findings.hpp"
#include "analysis/report/compare_summary.hpp"
#include "analysis/report/csv.hpp"
#include "analysis/report/dictionary.hpp"
#include "analysis/report/economics_report.hpp"
#include "analysis/report/side_by_side.hpp"
#include "analysis/report/sweep_cells.hpp"
#include "analysis/report/text_table.hpp"
#include "analysis/report/wrapped_text.hpp"
#include "models/text/visible.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <ranges>
#include <utility>

namespace stepdown::analysis {

namespace {

constexpr const char* comparison_file = "compare.csv";

constexpr std::array<Column, 15> columns_of_compare{{
    {"alternative", "-", "scenario that is compared with the first one"},
    {"state", "-", "name of a state; all: of all states together"},
    {"profile", "-", "value of a reported attribute; all: of all people together"},
    {"metric", "-", "as in metrics.csv"},
    {"statistic", "-", "how it is summed up"},
    {"base", "as the metric", "in the first scenario, as value in metrics.csv"},
    {"value", "as the metric", "in the alternative"},
    {"difference", "as the metric", "alternative - base"},
    {"low",
     "as the metric",
     "low end of the 95 % interval of the difference, paired by what each replication (of "
     "quantiles "
     "and curves: each of 20 groups of them) contributes to it"},
    {"high", "as the metric", "high end of that interval"},
    {"low_together", "as the metric", "low end of the interval that holds for all alternatives"},
    {"high_together", "as the metric", "high end of that interval (Bonferroni)"},
    {"replications", "-", "in which both have a value"},
    {"variance_reduction",
     "-",
     "how many times as many replications independent seeds would need for the same interval"},
    {"excludes_zero", "-", "1: the interval of all alternatives together leaves out zero"},
}};

/// What a planner looks at first.
constexpr std::pair<const char*, const char*> headline[] = {
    {"lost", "per_year"}, {"census", "mean"}, {"deaths_expected", "per_year"}};
constexpr std::pair<const char*, const char*> level_headline[] = {
    {"utilization", "mean"}, {"p_delay", "share"}, {"wait", "mean"}, {"lost", "per_year"}};

/// How much of each alternative is shown.
struct Extent {
  std::size_t sentences;
  std::size_t rows;
};

Extent extent_for(std::size_t alternatives) {
  constexpr std::size_t few = 3;
  return alternatives <= few ? Extent{8, 12} : Extent{3, 0};
}

/// Those that are shown, and how many more there are.
struct Shown {
  std::vector<const FigureDifference*> figures;
  std::size_t clear_left_out = 0;
  std::size_t left_out = 0;
};

/// Of all levels together, then of levels what clearly differs, and of it the largest first.
Shown shown(const models::Model& model, const ScenarioDifference& difference, std::size_t most) {
  Shown shown;
  const auto find = [&](const char* metric, const char* statistic, const std::string& state) {
    return difference.find({metric, statistic, state, all});
  };
  for (const auto& [metric, statistic] : headline)
    if (const auto* figure = find(metric, statistic, std::string{all}))
      shown.figures.push_back(figure);
  const auto of_all = static_cast<std::ptrdiff_t>(shown.figures.size());
  for (std::size_t l = 0; l < model.level_count; ++l)
    for (const auto& [metric, statistic] : level_headline)
      if (const auto* figure = find(metric, statistic, model.states[l].name);
          figure != nullptr && model.states[l].is_limited)
        shown.figures.push_back(figure);
  const auto rank = [](const FigureDifference* figure) {
    return std::pair(figure->excludes_zero(), size_of(*figure));
  };
  std::ranges::stable_sort(
      shown.figures.begin() + of_all, shown.figures.end(), std::ranges::greater{}, rank);
  while (shown.figures.size() > most) {
    ++shown.left_out;
    if (shown.figures.back()->excludes_zero()) ++shown.clear_left_out;
    shown.figures.pop_back();
  }
  return shown;
}

/// Two digits of the half-width; "+1.2", "-0.03".
std::string change_text(double value, double half_width) {
  if (!(half_width > 0)) return fmt::format("{:+.3g}", value);
  constexpr double second_digit = 10;
  return (value > 0 ? "+" : "") + in_words(value, half_width / second_digit);
}

std::string figure_table(const models::Model& model,
                         const ScenarioDifference& difference,
                         const std::string& letter,
                         std::size_t most,
                         const Page& page) {
  const Shown shown_figures = shown(model, difference, most);
  std::vector<std::vector<std::string>> rows{
      {"figure", "A", letter, "difference", "95 % interval"}};
  for (const FigureDifference* const f : shown_figures.figures) {
    const double half_width = f->together.half_width();
    rows.push_back(
        {short_text(f->figure),
         fmt::format("{:.4g}", f->paired.mean_a),
         fmt::format("{:.4g}", f->paired.mean_b),
         change_text(f->paired.difference, half_width) + (f->excludes_zero() ? " *" : ""),
         fmt::format("{} to {}",
                     change_text(f->together.low, half_width),
                     change_text(f->together.high, half_width))});
  }
  std::string text = aligned(std::move(rows), page);
  if (shown_figures.left_out > 0)
    text += wrapped(fmt::format("... and {} more, {} of them with a clear difference, in {}\n",
                                shown_figures.left_out,
                                shown_figures.clear_left_out,
                                comparison_file),
                    page);
  return text;
}

/// What is sure, the largest first, and how much is not.
std::string findings_text(const Findings& found, std::size_t most) {
  if (found.are_all_equal) return "  exactly the same figures\n";
  constexpr std::size_t most_open = 3;
  std::string text;
  for (const std::string& sentence : found.sure | std::views::take(most))
    text += fmt::format("  {}\n", sentence);
  if (found.sure.size() > most)
    text += fmt::format("  and {} more clear differences\n", found.sure.size() - most);
  if (found.open.empty()) return text;
  text += fmt::format("  no clear difference: {}",
                      fmt::join(found.open | std::views::take(most_open), ", "));
  if (found.open.size() > most_open)
    text += fmt::format(" and {} more", found.open.size() - most_open);
  return text + "\n";
}

}  // namespace

std::vector<std::string> write_comparison(const std::vector<ScenarioDifference>& differences,
                                          const std::filesystem::path& folder,
                                          const EconomicComparison* economics) {
  write_csv(folder / comparison_file, columns_of_compare, [&differences](CsvWriter& csv) {
    for (const ScenarioDifference& difference : differences) {
      for (const FigureDifference& f : difference.figures) {
        csv.text(difference.name).text(f.figure.state).text(f.figure.group);
        csv.text(f.figure.metric).text(f.figure.statistic);
        csv.number(f.paired.mean_a).number(f.paired.mean_b).number(f.paired.difference);
        csv.number(f.paired.interval.low).number(f.paired.interval.high);
        csv.number(f.together.low).number(f.together.high).number(f.replications);
        csv.number(f.paired.variance_reduction());
        csv.number(std::int64_t{f.excludes_zero() ? 1 : 0}).end_row();
      }
    }
  });
  std::vector<DescribedFile> described{
      {comparison_file, "one row an alternative scenario and figure", columns_of_compare}};
  if (economics != nullptr && economics->why_none.empty()) {
    write_economics(*economics, folder);
    const std::vector<DescribedFile> more = economics_files();
    described.insert(described.end(), more.begin(), more.end());
  }
  std::vector<std::string> files;
  for (const DescribedFile& one : described)
    files.emplace_back(one.file);
  files.push_back(write_dictionary(described, {}, folder));
  std::ranges::sort(files);
  return files;
}

std::string comparison_text(const std::vector<ComparedScenario>& scenarios,
                            const std::vector<ScenarioDifference>& differences,
                            const Page& page) {
  const ComparedScenario& base = scenarios.front();
  const Extent extent = extent_for(differences.size());
  std::string text = wrapped(fmt::format("First scenario, A: {}, {} replications\n\n",
                                         models::visible(base.name),
                                         base.summary.replications),
                             page);
  text += compare_summary(scenarios, differences, page);
  for (std::size_t i = 0; i < differences.size(); ++i) {
    const ScenarioDifference& difference = differences[i];
    const std::string letter = letter_of(i + 1);
    std::string title = fmt::format("\n{}  {}", letter, models::visible(difference.name));
    if (!difference.changes.empty())
      title += ": " + models::visible(fmt::format("{}", fmt::join(difference.changes, ", ")));
    text += wrapped(title + "\n", page);
    text +=
        wrapped(models::visible(findings_text(findings(difference, base.model), extent.sentences),
                                models::Layout::Lines),
                page);
    if (extent.rows > 0)
      text += "\n" + figure_table(base.model, difference, letter, extent.rows, page);
  }
  return text +
         wrapped(
             fmt::format(
                 "\n95 % intervals of the difference, paired by replication{}; * leaves out zero\n"
                 "Each figure is judged by itself: of 20 that do not change, about one is called "
                 "changed by chance\n"
                 "--out DIR writes all figures into {}\n",
                 differences.size() > 1 ? fmt::format(", for all {} together", differences.size())
                                        : "",
                 comparison_file),
             page);
}

}  // namespace stepdown::analysis
