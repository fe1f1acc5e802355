#include "analysis/report/figure_table.hpp"

#include "analysis/catalog/measurement.hpp"
#include "analysis/measure/groups.hpp"
#include "analysis/report/sensible_digits.hpp"

#include <optional>
#include <utility>

namespace stepdown::analysis {

namespace {

std::optional<double> per_day(std::optional<double> per_year) {
  return per_year ? std::optional(*per_year / days_per_year) : std::nullopt;
}

void write_part(CsvWriter& csv, const SummaryLine& line, Part part) {
  const std::optional<double> half_width = half_width_of(line.interval);
  const auto end_of_interval = [&](double Interval::*end) {
    return line.interval ? std::optional((*line.interval).*end) : std::nullopt;
  };
  switch (part) {
    case Part::Value:
      csv.sensible(line.value, half_width);
      return;
    case Part::Low:
      csv.sensible(end_of_interval(&Interval::low), half_width);
      return;
    case Part::High:
      csv.sensible(end_of_interval(&Interval::high), half_width);
      return;
    case Part::Pooled:
      csv.sensible(line.pooled, half_width);
      return;
    case Part::N:
      if (line.n)
        csv.number(*line.n);
      else
        csv.blank();
      return;
    case Part::PerDay:
      csv.sensible(per_day(line.value), per_day(half_width));
      return;
    case Part::Replications:
      csv.number(line.replications);
      return;
  }
}

}  // namespace

FigureTable::FigureTable(std::string_view file,
                         std::string_view meaning,
                         std::span<const Column> text_columns,
                         WideTable table)
    : file_(file),
      meaning_(meaning),
      figures_(wide_columns(table)),
      columns_(text_columns.begin(), text_columns.end()) {
  columns_.push_back({"group",
                      "-",
                      "all people, or those with one value of a report_by attribute, of whom "
                      "figures about places are empty"});
  for (const PlacedColumn& figure : figures_)
    columns_.push_back({figure.name, figure.unit, figure.meaning});
}

Table FigureTable::with(WriteRows write_rows) const {
  return {file_,
          meaning_,
          columns_,
          [this, write_rows = std::move(write_rows)](const Report& report, const TextSink& sink) {
            CsvWriter csv(columns_, sink);
            write_rows(csv, report, all);
            for (const std::string& group : group_names(report.model))
              write_rows(csv, report, group);
            csv.finish();
          }};
}

void FigureTable::write_figures(CsvWriter& csv,
                                const Summary& summary,
                                const std::string& state,
                                const std::string& group,
                                const MetricOf& metric_of) const {
  csv.text(group);
  for (const PlacedColumn& figure : figures_) {
    const SummaryLine* const line =
        summary.find(state, metric_of(figure.figure), figure.statistic, group);
    if (line == nullptr)
      csv.blank();
    else
      write_part(csv, *line, figure.part);
  }
  csv.end_row();
}

FigureTable::MetricOf FigureTable::about(std::string subject) {
  return [subject = std::move(subject)](std::string_view figure) {
    const auto open = figure.find('<');
    return open == std::string_view::npos ? std::string(figure)
                                          : std::string(figure.substr(0, open)) + subject;
  };
}

}  // namespace stepdown::analysis
