#include "analysis/report/figure_table.hpp"

#include "analysis/catalog/measurement.hpp"

#include <optional>

namespace stepdown::analysis {

namespace {

std::string metric_name(std::string_view pattern, std::string_view subject) {
  const auto gap = pattern.find("{}");
  if (gap == std::string_view::npos) return std::string(pattern);
  return std::string(pattern.substr(0, gap)) + std::string(subject) +
         std::string(pattern.substr(gap + 2));
}

void write_part(CsvWriter& csv, const SummaryLine& line, Part part) {
  const auto end_of_interval = [&](double Interval::*end) {
    return line.interval ? std::optional((*line.interval).*end) : std::nullopt;
  };
  switch (part) {
    case Part::Mean:
      csv.number(line.mean);
      return;
    case Part::Low:
      csv.number(end_of_interval(&Interval::low));
      return;
    case Part::High:
      csv.number(end_of_interval(&Interval::high));
      return;
    case Part::Pooled:
      csv.number(line.pooled);
      return;
    case Part::N:
      if (line.n)
        csv.number(*line.n);
      else
        csv.blank();
      return;
    case Part::PerDay:
      csv.number(line.mean ? std::optional(*line.mean / days_per_year) : std::nullopt);
      return;
    case Part::Replications:
      csv.number(line.replications);
      return;
  }
}

}  // namespace

std::vector<Column> FigureTable::columns() const {
  std::vector<Column> columns(text_columns.begin(), text_columns.end());
  for (const FigureColumn& figure : figures)
    columns.push_back(figure.column);
  return columns;
}

void write_figures(CsvWriter& csv,
                   const FigureTable& table,
                   const Summary& summary,
                   const std::string& state,
                   std::string_view subject) {
  for (const FigureColumn& figure : table.figures) {
    const SummaryLine* const line =
        summary.find(state, metric_name(figure.metric, subject), std::string(figure.statistic));
    if (line == nullptr)
      csv.blank();
    else
      write_part(csv, *line, figure.part);
  }
}

}  // namespace stepdown::analysis
