#include "analysis/report/calibration_report.hpp"

#include "analysis/experiments/calibration_warnings.hpp"
#include "analysis/experiments/sweep_design.hpp"
#include "analysis/report/csv.hpp"
#include "analysis/report/dictionary.hpp"
#include "analysis/report/text_table.hpp"
#include "analysis/report/wrapped_text.hpp"
#include "analysis/statistics/sample.hpp"
#include "models/sweep_values.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>

namespace stepdown::analysis {

namespace {

constexpr const char* calibration_file = "calibration.csv";
constexpr const char* parameters_file = "parameters.csv";
constexpr const char* fitted_file = "fitted_draws.csv";
constexpr const char* drawn_file = "all_draws.csv";
constexpr double low_share = 0.025;

using Rows = std::vector<std::vector<std::string>>;

constexpr std::array<Column, 12> calibration_columns{{
    {"figure", "-", "as the plan calls it"},
    {"observed", "as the figure", "what was observed"},
    {"sd", "as the figure", "how uncertain that is, as a standard deviation"},
    {"fitted",
     "as the figure",
     "the figure with the best set, by replications that the search did not see"},
    {"low", "as the figure", "low end of its 95 % interval"},
    {"high", "as the figure", "high end of that interval"},
    {"difference", "sd", "(fitted - observed) / sd"},
    {"searched", "as the figure", "the figure by the replications of the search, made to fit"},
    {"sets_mean", "as the figure", "mean over the sets that fit"},
    {"sets_low", "as the figure", "2.5 % quantile over the sets that fit"},
    {"sets_high", "as the figure", "97.5 % quantile over the sets that fit"},
    {"sets", "-", "sets that fit and have the figure"},
}};

constexpr std::array<Column, 12> parameter_columns{{
    {"parameter", "-", "as the plan calls it"},
    {"paths", "-", "what of the scenario it sets"},
    {"unit", "-", "of its values"},
    {"best", "as the parameter", "its value in the best set"},
    {"is_at_bound", "-", "1: that is an end of what it may be"},
    {"mean", "as the parameter", "over the sets that fit"},
    {"sd", "as the parameter", "over the sets that fit"},
    {"low", "as the parameter", "low end of the 95 % interval of the sets that fit"},
    {"high", "as the parameter", "high end of that interval"},
    {"width",
     "-",
     "standard deviation over the sets that fit / over all sets: near 1 the figures say nothing of "
     "it. On the scale of its distribution"},
    {"least", "as the parameter", "that it may be; of a distribution its 0.1 % quantile"},
    {"most", "as the parameter", "that it may be; of a distribution its 99.9 % quantile"},
}};

/// What the sets that fit say of a figure.
struct OverSets {
  std::optional<double> mean;
  std::optional<double> low;
  std::optional<double> high;
  std::size_t sets = 0;
};

OverSets over_sets(const FittingSets& sets, std::size_t figure) {
  std::vector<double> values;
  for (const std::size_t draw : sets.kept)
    if (const auto value = sets.drawn[draw].figures[figure].value) values.push_back(*value);
  return {sample_mean(values),
          quantile_of_next(values, low_share),
          quantile_of_next(values, 1 - low_share),
          values.size()};
}

/// What a parameter may be, as numbers.
Interval bounds_of(const models::FreeParameter& parameter) {
  constexpr double end = 0x1p-40;
  const Interval shares = searched_shares(parameter);
  const auto number_at = [&](double share) {
    const auto level = models::level_at(parameter.factor, std::clamp(share, end, 1 - end));
    return number_in(level.shown.front()).value_or(0);
  };
  return {number_at(shares.low), number_at(shares.high)};
}

const std::string& unit_of(const models::FreeParameter& parameter) {
  return parameter.factor.columns.front().unit;
}

std::string with_unit(const std::string& name, const std::string& unit) {
  return unit.empty() ? name : fmt::format("{} ({})", name, unit);
}

std::string paths_of(const models::FreeParameter& parameter) {
  std::vector<std::string> paths;
  for (const auto& path : parameter.factor.paths)
    paths.push_back(path.value);
  return fmt::format("{}", fmt::join(paths, ", "));
}

void write_figures(CsvWriter& csv, const CalibrationAsked& asked, const Calibration& found) {
  for (std::size_t i = 0; i < asked.targets.size(); ++i) {
    const FigureOfSet& fitted = found.best.checked[i];
    csv.text(asked.plan.observed[i].name.value);
    csv.number(asked.targets[i].value).number(asked.targets[i].standard_error);
    csv.number(fitted.value).interval(fitted.interval);
    csv.number(difference_in_sd(asked.targets[i], fitted));
    csv.number(found.best.searched[i].value);
    const OverSets over = over_sets(found.sets, i);
    csv.number(over.mean).number(over.low).number(over.high);
    csv.number(static_cast<std::int64_t>(over.sets)).end_row();
  }
}

void write_parameters(CsvWriter& csv, const CalibrationAsked& asked, const Calibration& found) {
  for (std::size_t i = 0; i < asked.plan.free.size(); ++i) {
    const models::FreeParameter& parameter = asked.plan.free[i];
    csv.text(parameter.factor.name.value).text(paths_of(parameter)).text(unit_of(parameter));
    csv.number(found.best.parameters.values[i]);
    csv.number(std::int64_t{is_at_bound(parameter, found.best.shares[i]) ? 1 : 0});
    if (i < found.fits.size()) {
      const ParameterFit& fit = found.fits[i];
      csv.number(fit.mean).number(fit.sd).interval(fit.interval).number(fit.width);
    } else {
      constexpr std::size_t cells_of_fit = 5;
      csv.blank(cells_of_fit);
    }
    csv.interval(bounds_of(parameter)).end_row();
  }
}

/// The columns of the tables of draws. Their texts live as long as this.
class DrawColumns {
 public:
  explicit DrawColumns(const CalibrationAsked& asked) {
    std::size_t paths = 0;
    for (const models::FreeParameter& parameter : asked.plan.free)
      paths += parameter.factor.paths.size() + 1;
    names_.reserve(paths + asked.plan.free.size());  // views of them stay valid
    const Column draw{"draw", "-", "number of the draw, from 1"};
    const Column distance{"distance",
                          "sd",
                          "from what was observed, with the noise of the observation; empty: a "
                          "figure does not exist"};
    fitted = {draw, distance};
    all = {draw, {"is_kept", "-", "1: the set is one of those that fit"}, distance};
    for (const models::FreeParameter& parameter : asked.plan.free) {
      const std::string& unit = unit_of(parameter);
      const std::string_view shown_unit = unit.empty() ? std::string_view{"-"} : unit;
      for (const auto& path : parameter.factor.paths)
        fitted.push_back({names_.emplace_back(with_unit(path.value, unit)),
                          shown_unit,
                          "value of the path in the set"});
      if (parameter.rest)
        fitted.push_back({names_.emplace_back(with_unit(parameter.rest->value, unit)),
                          shown_unit,
                          "what is left of the sum of this path and the one before"});
      all.push_back({parameter.factor.name.value, shown_unit, "value of the parameter in the set"});
    }
    for (const models::ObservedFigure& figure : asked.plan.observed)
      all.push_back({figure.name.value, "as the figure", "as simulated with the set"});
  }

  std::vector<Column> fitted;
  std::vector<Column> all;

 private:
  std::vector<std::string> names_;
};

/// In the order of the draws, so that the first of them are as good a sample as all.
void write_fitted(CsvWriter& csv, const CalibrationAsked& asked, const FittingSets& sets) {
  std::vector<std::size_t> kept = sets.kept;
  std::ranges::sort(kept);
  for (const std::size_t draw : kept) {
    const DrawnSet& set = sets.drawn[draw];
    csv.number(static_cast<std::int64_t>(draw + 1)).number(set.distance);
    for (std::size_t i = 0; i < asked.plan.free.size(); ++i) {
      const models::FreeParameter& parameter = asked.plan.free[i];
      const double value = set.parameters.values[i];
      for (std::size_t path = 0; path < parameter.factor.paths.size(); ++path)
        csv.number(value);
      if (parameter.rest) csv.number(rest_of(parameter, value));
    }
    csv.end_row();
  }
}

void write_drawn(CsvWriter& csv, const FittingSets& sets) {
  std::vector<bool> is_kept(sets.drawn.size());
  for (const std::size_t draw : sets.kept)
    is_kept[draw] = true;
  for (std::size_t draw = 0; draw < sets.drawn.size(); ++draw) {
    const DrawnSet& set = sets.drawn[draw];
    csv.number(static_cast<std::int64_t>(draw + 1)).number(std::int64_t{is_kept[draw] ? 1 : 0});
    csv.number(std::isfinite(set.distance) ? std::optional(set.distance) : std::nullopt);
    for (const double value : set.parameters.values)
      csv.number(value);
    for (const FigureOfSet& figure : set.figures)
      csv.number(figure.value);
    csv.end_row();
  }
}

std::string interval_text(double value, const std::optional<Interval>& interval) {
  if (!interval) return fmt::format("{:.4g}", value);
  return fmt::format("{:.4g} ({:.4g} to {:.4g})", value, interval->low, interval->high);
}

std::string figures_table(const CalibrationAsked& asked,
                          const Calibration& found,
                          const Page& page) {
  const bool has_sets = !found.sets.kept.empty();
  Rows rows{{"figure", "observed", "fitted (95 %)", "off by sd"}};
  if (has_sets) rows.front().emplace_back("sets that fit");
  for (std::size_t i = 0; i < asked.targets.size(); ++i) {
    const FigureOfSet& fitted = found.best.checked[i];
    const auto off = difference_in_sd(asked.targets[i], fitted);
    rows.push_back(
        {asked.plan.observed[i].name.value,
         fmt::format("{:.4g} ± {:.3g}", asked.targets[i].value, asked.targets[i].standard_error),
         fitted.value ? interval_text(*fitted.value, fitted.interval) : "-",
         off ? fmt::format("{:+.1f}", *off) : "-"});
    if (!has_sets) continue;
    const OverSets over = over_sets(found.sets, i);
    rows.back().push_back(
        over.low && over.high ? fmt::format("{:.4g} to {:.4g}", *over.low, *over.high) : "-");
  }
  return aligned(std::move(rows), page);
}

std::string parameters_table(const CalibrationAsked& asked,
                             const Calibration& found,
                             const Page& page) {
  const bool has_fits = !found.fits.empty();
  Rows rows{{"parameter", "best"}};
  if (has_fits) rows.front().emplace_back("sets that fit (95 %)");
  rows.front().emplace_back("may be");
  for (std::size_t i = 0; i < asked.plan.free.size(); ++i) {
    const models::FreeParameter& parameter = asked.plan.free[i];
    const Interval bounds = bounds_of(parameter);
    rows.push_back({with_unit(parameter.factor.name.value, unit_of(parameter)),
                    fmt::format("{:.4g}", found.best.parameters.values[i])});
    if (has_fits) rows.back().push_back(interval_text(found.fits[i].mean, found.fits[i].interval));
    rows.back().push_back(fmt::format("{:.4g} to {:.4g}", bounds.low, bounds.high));
  }
  return aligned(std::move(rows), page);
}

}  // namespace

std::vector<std::string> write_calibration(const CalibrationAsked& asked,
                                           const Calibration& found,
                                           const std::filesystem::path& folder) {
  write_csv(folder / calibration_file, calibration_columns, [&](CsvWriter& csv) {
    write_figures(csv, asked, found);
  });
  write_csv(folder / parameters_file, parameter_columns, [&](CsvWriter& csv) {
    write_parameters(csv, asked, found);
  });
  const DrawColumns columns{asked};
  std::vector<DescribedFile> described{
      {calibration_file, "one row a figure that was observed", calibration_columns},
      {parameters_file, "one row a free parameter", parameter_columns}};
  if (!found.sets.drawn.empty()) {
    write_csv(
        folder / drawn_file, columns.all, [&](CsvWriter& csv) { write_drawn(csv, found.sets); });
    write_csv(folder / fitted_file, columns.fitted, [&](CsvWriter& csv) {
      write_fitted(csv, asked, found.sets);
    });
    described.push_back({drawn_file, "one row a set that was drawn", columns.all});
    described.push_back({fitted_file,
                         "one row a set that fits, all as likely; `uncertain: {fitted: {csv: "
                         "fitted_draws.csv}}` of a sweep plan takes them",
                         columns.fitted});
  }
  std::vector<std::string> files;
  for (const DescribedFile& one : described)
    files.emplace_back(one.file);
  files.push_back(write_dictionary(described, {}, folder));
  std::ranges::sort(files);
  return files;
}

std::string calibration_text(const CalibrationAsked& asked,
                             const Calibration& found,
                             const Page& page) {
  std::string text = fmt::format("\nThe best of {} sets", found.best.evaluations);
  if (!found.sets.kept.empty())
    text += fmt::format("; of {} that were drawn {} fit, up to {:.2g} sd off",
                        found.sets.drawn.size(),
                        found.sets.kept.size(),
                        found.sets.tolerance);
  return figures_table(asked, found, page) + "\n" + parameters_table(asked, found, page) +
         wrapped(text + "\n", page);
}

}  // namespace stepdown::analysis
