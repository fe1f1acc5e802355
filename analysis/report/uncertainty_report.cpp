#include "analysis/report/uncertainty_report.hpp"

#include "analysis/report/sweep_cells.hpp"
#include "analysis/report/text_table.hpp"
#include "analysis/report/wrapped_text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <string_view>
#include <utility>

namespace stepdown::analysis {

namespace {

constexpr const char* uncertainty_file = "uncertainty.csv";
constexpr const char* information_file = "value_of_information.csv";

constexpr std::array<Column, 17> columns_of_uncertainty{{
    {"state", "-", "name of a state; all: of all states together"},
    {"profile", "-", "value of a reported attribute; all: of all people together"},
    {"figure", "-", "metric and statistic, as in metrics.csv of a run"},
    {"value", "as the metric", "mean of the figure over the draws of the uncertain inputs"},
    {"low",
     "as the metric",
     "low end of the 95 % interval of that mean, as draws and replications are so few"},
    {"high", "as the metric", "high end of that interval"},
    {"range_low",
     "as the metric",
     "2.5 % of the draws have at most so much; what chance adds to a draw is in it"},
    {"range_high", "as the metric", "97.5 % of the draws have at most so much"},
    {"input_sd",
     "as the metric",
     "standard deviation between draws of what is to be expected, without chance"},
    {"input_sd_low", "as the metric", "low end of its 95 % interval"},
    {"input_sd_high", "as the metric", "high end of that interval"},
    {"chance_sd",
     "as the metric",
     "standard deviation between replications of one draw: the luck of one run"},
    {"input_share",
     "-",
     "share of the variance of one replication that the uncertain inputs make, the rest is chance"},
    {"input_share_low", "-", "low end of its 95 % interval"},
    {"input_share_high", "-", "high end of that interval"},
    {"draws", "-", "that have a value"},
    {"note", "-", "why a part is empty"},
}};

constexpr std::array<Column, 9> information_columns{{
    {"state", "-", "name of a state; all: of all states together"},
    {"profile", "-", "value of a reported attribute; all: of all people together"},
    {"figure", "-", "the net benefit by which options are chosen"},
    {"input", "-", "column of an uncertain input in design.csv; empty: all of them together"},
    {"best_option", "-", "the option with the largest mean over draws, as in uncertainty.csv"},
    {"value",
     "as the metric",
     "expected value of perfect information: what it would be worth, for the choice between the "
     "options, to know the input before choosing; 0: it would not change the choice"},
    {"low", "as the metric", "low end of its 95 % interval"},
    {"high", "as the metric", "high end of that interval"},
    {"note", "-", "why a part is empty"},
}};

std::optional<double> root(double variance) {
  return std::sqrt(std::max(0.0, variance));
}

void write_split(CsvWriter& csv, const std::optional<VarianceSplit>& split) {
  constexpr std::size_t cells = 7;
  if (!split) {
    csv.blank(cells);
    return;
  }
  csv.number(root(split->input.value));
  csv.number(root(split->input.interval.low)).number(root(split->input.interval.high));
  csv.number(root(split->chance));
  if (split->share)
    csv.number(split->share->value).interval(split->share->interval);
  else
    csv.blank(3);
}

std::string four_digits(double number) {
  return fmt::format("{:.4g}", number);
}

std::string ends_text(const std::optional<Interval>& ends) {
  return ends ? fmt::format("{:.4g} to {:.4g}", ends->low, ends->high) : "-";
}

}  // namespace

UncertaintyTables::UncertaintyTables(const SweepDesign& design, const SweepUncertainty& uncertainty)
    : design_{&design}, uncertainty_{&uncertainty} {
  columns_.push_back({"option", "-", "number of the option, from 1: a point without its draw"});
  for (std::size_t i = 0; i < option_columns(); ++i)
    columns_.push_back(level_column(design, i));
  columns_.insert(columns_.end(), columns_of_uncertainty.begin(), columns_of_uncertainty.end());
}

std::vector<DescribedFile> UncertaintyTables::write(const std::filesystem::path& folder) const {
  write_csv(folder / uncertainty_file, columns_, [this](CsvWriter& csv) {
    for (const UncertainFigure& row : uncertainty_->figures) {
      csv.number(static_cast<std::int64_t>(row.option + 1));
      for (std::size_t i = 0; i < option_columns(); ++i)
        write_level(csv, design_->points[row.option].levels[i]);
      write_name(csv, row.figure);
      csv.number(row.value).interval(row.interval).interval(row.range);
      write_split(csv, row.split);
      csv.number(static_cast<std::int64_t>(row.draws)).text(row.note).end_row();
    }
  });
  std::vector<DescribedFile> files{
      {uncertainty_file,
       "one row an option and figure: what the uncertain inputs make of it",
       columns_}};
  if (uncertainty_->information.empty()) return files;
  write_csv(folder / information_file, information_columns, [this](CsvWriter& csv) {
    for (const InformationValue& row : uncertainty_->information) {
      write_name(csv, row.figure);
      csv.text(row.input).number(static_cast<std::int64_t>(row.best + 1));
      csv.number(row.value).interval(row.interval).text(row.note).end_row();
    }
  });
  files.push_back({information_file,
                   "one row a net benefit and uncertain input: what knowing it would be worth",
                   information_columns});
  return files;
}

std::string UncertaintyTables::option_text(std::size_t option) const {
  std::vector<std::string> parts;
  for (std::size_t i = 0; i < option_columns(); ++i) {
    const std::string& level = design_->points[option].levels[i];
    parts.push_back(fmt::format("{} {}", design_->factors[i], level.empty() ? "as it is" : level));
  }
  return parts.empty() ? "the scenario" : fmt::format("{}", fmt::join(parts, ", "));
}

std::string UncertaintyTables::information_text(const Page& page) const {
  std::string text;
  for (const InformationValue& row : uncertainty_->information) {
    if (row.input.empty())
      text += fmt::format("\n{}: best on average is {}; knowing before choosing is worth\n",
                          to_text(row.figure),
                          option_text(row.best));
    text += fmt::format(
        "  {}: {}\n",
        row.input.empty() ? "everything" : row.input,
        row.value ? fmt::format("{} ({})", four_digits(*row.value), ends_text(row.interval))
                  : row.note);
  }
  return wrapped(text, page);
}

std::string UncertaintyTables::text(const Page& page) const {
  constexpr std::size_t most = 40;
  std::vector<std::vector<std::string>> rows{
      {"option and figure", "mean over draws", "95 % of draws", "of its variance by inputs"}};
  const std::size_t shown = std::min(uncertainty_->figures.size(), most);
  std::string last;
  for (std::size_t i = 0; i < shown; ++i) {
    const UncertainFigure& row = uncertainty_->figures[i];
    const std::string option = option_text(row.option);
    if (option != last) rows.push_back({option});
    last = option;
    rows.push_back(
        {"  " + short_text(row.figure),
         !row.value     ? "-"
         : row.interval ? fmt::format("{:.4g} ± {:.2g}", *row.value, row.interval->half_width())
                        : four_digits(*row.value),
         ends_text(row.range),
         row.split && row.split->share ? fmt::format("{:.0f} %", 100 * row.split->share->value)
                                       : "-"});
  }
  std::string text = aligned(std::move(rows), page);
  if (shown < uncertainty_->figures.size())
    text += fmt::format(
        "... and {} more rows in {}\n", uncertainty_->figures.size() - shown, uncertainty_file);
  return text + information_text(page);
}

}  // namespace stepdown::analysis
