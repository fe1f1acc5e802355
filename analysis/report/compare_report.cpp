#include "analysis/report/compare_report.hpp"

#include "analysis/experiments/findings.hpp"
#include "analysis/report/csv.hpp"
#include "analysis/report/dictionary.hpp"
#include "analysis/report/economics_report.hpp"
#include "analysis/report/text_table.hpp"
#include "models/text/visible.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

namespace stepdown::analysis {

namespace {

constexpr const char* comparison_file = "compare.csv";

constexpr std::array<Column, 15> columns{{
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

std::vector<FigureName> shown(const models::Model& model) {
  std::vector<FigureName> names;
  for (const auto& [metric, statistic] : headline)
    names.push_back({metric, statistic, all, all});
  for (std::size_t l = 0; l < model.level_count; ++l) {
    if (!model.states[l].is_limited) continue;
    for (const auto& [metric, statistic] : level_headline)
      names.push_back({metric, statistic, model.states[l].name, all});
  }
  return names;
}

std::string figure_table(const ComparedScenario& base, const ScenarioDifference& difference) {
  std::vector<std::vector<std::string>> rows{
      {"figure", "first", "this", "difference", "low", "high", "saves"}};
  for (const FigureName& name : shown(base.model)) {
    const FigureDifference* f = difference.find(name);
    if (f == nullptr) continue;
    const auto saves = f->paired.variance_reduction();
    rows.push_back({to_text(name),
                    fmt::format("{:.4g}", f->paired.mean_a),
                    fmt::format("{:.4g}", f->paired.mean_b),
                    fmt::format("{:+.3g}{}", f->paired.difference, f->excludes_zero() ? " *" : ""),
                    fmt::format("{:.3g}", f->together.low),
                    fmt::format("{:.3g}", f->together.high),
                    saves ? fmt::format("{:.1f} x", *saves) : "-"});
  }
  return aligned(rows);
}

}  // namespace

std::vector<std::string> write_comparison(const std::vector<ScenarioDifference>& differences,
                                          const std::filesystem::path& folder,
                                          const EconomicComparison* economics) {
  write_csv(folder / comparison_file, columns, [&differences](CsvWriter& csv) {
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
      {comparison_file, "one row an alternative scenario and figure", columns}};
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

std::string comparison_text(const ComparedScenario& base,
                            const std::vector<ScenarioDifference>& differences) {
  std::string text = fmt::format("First scenario: {}, {} replications\n",
                                 models::visible(base.name),
                                 base.summary.replications);
  for (const ScenarioDifference& difference : differences) {
    text += "\n" + models::visible(difference.name);
    if (!difference.changes.empty())
      text += ": " + models::visible(fmt::format("{}", fmt::join(difference.changes, ", ")));
    text += "\n";
    for (const std::string& finding : findings(difference, base.model))
      text += fmt::format("  {}\n", models::visible(finding));
    text += "\n" + figure_table(base, difference);
  }
  text += fmt::format(
      "\n95 % intervals of the difference, paired by replication{}; * leaves out zero\n"
      "Each figure is judged by itself: of 20 that do not change, about one is called changed by "
      "chance\n"
      "saves: so many times fewer replications than with independent seeds\n",
      differences.size() > 1 ? fmt::format(", for all {} together", differences.size()) : "");
  return text;
}

}  // namespace stepdown::analysis
