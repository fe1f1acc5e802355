#include "analysis/report/sweep_report.hpp"

#include "analysis/report/csv.hpp"
#include "analysis/report/dictionary.hpp"
#include "analysis/report/output_file.hpp"
#include "analysis/report/sweep_cells.hpp"
#include "analysis/report/text_table.hpp"
#include "models/text/visible.hpp"
#include "sim/contract.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <optional>
#include <string_view>
#include <utility>

namespace stepdown::analysis {

namespace {

constexpr const char* design_file = "design.csv";
constexpr const char* sweep_file = "sweep.csv";
constexpr const char* wide_file = "sweep_wide.csv";
constexpr const char* replications_file = "sweep_replications.csv";

using Columns = std::vector<Column>;

/// A table that is being written.
class OpenTable {
 public:
  OpenTable(const std::filesystem::path& path, const Columns& columns)
      : file_(path), csv_(columns, [this](std::string_view text) { file_.write(text); }) {}

  [[nodiscard]] CsvWriter& csv() { return csv_; }
  void close() {
    csv_.finish();
    file_.close();
  }

 private:
  OutputFile file_;
  CsvWriter csv_;
};

/// The columns of all tables. Their texts live as long as this.
class SweepColumns {
 public:
  explicit SweepColumns(const StoredSweep& sweep) {
    const SweepDesign& design_of = sweep.design();
    design.push_back({"point", "-", "number of the point, from 1"});
    if (design_of.draws > 0)
      design.push_back({"draw", "-", "number of the draw of the uncertain inputs"});
    for (std::size_t i = 0; i < design_of.factors.size(); ++i)
      design.push_back(level_column(design_of, i));
    tidy = design;
    tidy.insert(tidy.end(), figure_columns.begin(), figure_columns.end());
    names_.reserve(3 * sweep.extent().figures.size());  // views of them stay valid
    wide = design;
    for (const FigureName& figure : sweep.extent().figures) {
      const std::string name = short_text(figure);
      add_wide(name, "the figure over all replications of the point, see sweep.csv");
      add_wide(name + "_low", "low end of its 95 % interval");
      add_wide(name + "_high", "high end of that interval");
    }
    replications = design;
    replications.insert(replications.end(), value_columns.begin(), value_columns.end());
  }

  Columns design;
  Columns tidy;
  Columns wide;
  Columns replications;

 private:
  static constexpr std::array<Column, 9> figure_columns{{
      {"state", "-", "name of a state; all: of all states together"},
      {"profile", "-", "value of a reported attribute; all: of all people together"},
      {"figure", "-", "metric and statistic, as in metrics.csv of a run"},
      {"value", "as the metric", "the figure over all replications of the point"},
      {"low",
       "as the metric",
       "low end of its 95 % interval, as in metrics.csv; empty where it could not be trusted"},
      {"high", "as the metric", "high end of that interval"},
      {"n", "-", "observations behind the figure; empty: an average over time"},
      {"replications", "-", "that have a value"},
      {"note",
       "-",
       "why a part is empty, how few events it stands on, or what it lacks of the `precision` "
       "asked "
       "for"},
  }};
  static constexpr std::array<Column, 6> value_columns{{
      {"state", "-", "name of a state; all: of all states together"},
      {"profile", "-", "value of a reported attribute; all: of all people together"},
      {"figure", "-", "metric and statistic, as in metrics.csv of a run"},
      {"replication", "-", "number of the replication, from 0; equal numbers have the same luck"},
      {"value", "as the metric", "the figure in this replication"},
      {"n", "-", "observations behind it; empty: an average over time"},
  }};

  void add_wide(std::string name, std::string_view meaning) {
    wide.push_back({names_.emplace_back(std::move(name)), "as the metric", meaning});
  }

  std::vector<std::string> names_;
};

void write_point(CsvWriter& csv, const SweepDesign& design, std::size_t number) {
  const SweepPoint& point = design.points[number];
  csv.number(static_cast<std::int64_t>(number + 1));
  if (design.draws > 0) csv.number(std::int64_t{point.draw.value_or(0)});
  for (const std::string& level : point.levels)
    write_level(csv, level);
}

EndedPoint ended_point(StoredSweep& sweep, std::size_t point) {
  auto ended = sweep.ended(point);
  sim::expects(ended.has_value(), "a sweep is reported when nothing is missing");
  return *std::move(ended);
}

/// The note of a figure, and what it lacks of the precision that was asked for.
std::string note_of(const KeptEstimate& estimate,
                    const FigureName& figure,
                    const std::optional<PrecisionOutcome>& precision) {
  std::string note = estimate.note;
  if (!precision) return note;
  for (const ReachedPrecision& one : precision->figures) {
    const std::string shortfall = one.wanted.figure == figure ? shortfall_text(one) : "";
    if (!shortfall.empty()) note += (note.empty() ? "" : "; ") + shortfall;
  }
  return note;
}

/// The tables that are made of the summaries of points, all in one pass.
void write_figures(StoredSweep& sweep,
                   const SweepColumns& columns,
                   const std::filesystem::path& folder) {
  const SweepDesign& design = sweep.design();
  const std::vector<FigureName>& figures = sweep.extent().figures;
  OpenTable tidy(folder / sweep_file, columns.tidy);
  OpenTable wide(folder / wide_file, columns.wide);
  for (std::size_t point = 0; point < design.points.size(); ++point) {
    const EndedPoint ended = ended_point(sweep, point);
    write_point(wide.csv(), design, point);
    for (std::size_t i = 0; i < figures.size(); ++i) {
      const KeptEstimate figure = ended.summary.estimate(i);
      write_point(tidy.csv(), design, point);
      write_name(tidy.csv(), figures[i]);
      tidy.csv().number(figure.value);
      tidy.csv().interval(figure.interval);
      tidy.csv().number(figure.n);
      tidy.csv().number(figure.replications);
      tidy.csv().text(note_of(figure, figures[i], ended.precision)).end_row();
      wide.csv().number(figure.value);
      wide.csv().interval(figure.interval);
    }
    wide.csv().end_row();
  }
  tidy.close();
  wide.close();
}

void write_replications(StoredSweep& sweep,
                        const SweepColumns& columns,
                        const std::filesystem::path& folder) {
  const SweepDesign& design = sweep.design();
  const std::vector<FigureName>& figures = sweep.extent().figures;
  const KeptLines lines = kept_lines(figures);
  OpenTable table(folder / replications_file, columns.replications);
  for (std::size_t point = 0; point < design.points.size(); ++point)
    sweep.replications(point, [&](int number, ReplicationRecord&& record) {
      for (std::size_t i = 0; i < figures.size(); ++i) {
        const ReplicationValue& value = record.values[lines.figures[i]];
        write_point(table.csv(), design, point);
        write_name(table.csv(), figures[i]);
        table.csv().number(std::int64_t{number}).number(value.value());
        table.csv().number(value.n());
        table.csv().end_row();
      }
    });
  table.close();
}

}  // namespace

std::vector<std::string> write_sweep(StoredSweep& sweep,
                                     const SweepTables& tables,
                                     const std::filesystem::path& folder) {
  const SweepColumns columns(sweep);
  const SweepDesign& design = sweep.design();
  write_csv(folder / design_file, columns.design, [&](CsvWriter& csv) {
    for (std::size_t point = 0; point < design.points.size(); ++point) {
      write_point(csv, design, point);
      csv.end_row();
    }
  });
  write_figures(sweep, columns, folder);
  std::vector<DescribedFile> described{
      {design_file, "one row a point: what is changed in it", columns.design},
      {sweep_file, "one row a point and figure; for programs", columns.tidy},
      {wide_file, "one row a point: what is changed, then its figures", columns.wide}};
  if (tables.with_replications) {
    write_replications(sweep, columns, folder);
    described.push_back(
        {replications_file, "one row a point, figure and replication", columns.replications});
  }
  if (tables.uncertainty != nullptr)
    std::ranges::copy(tables.uncertainty->write(folder), std::back_inserter(described));
  std::vector<std::string> files;
  for (const DescribedFile& one : described)
    files.emplace_back(one.file);
  files.push_back(write_dictionary(described, {}, folder));
  std::ranges::sort(files);
  return files;
}

std::string sweep_text(StoredSweep& sweep, const Page& page) {
  constexpr std::size_t most = 30;
  const SweepDesign& design = sweep.design();
  const std::vector<FigureName>& figures = sweep.extent().figures;
  std::vector<std::vector<std::string>> rows{{"point"}};
  rows.front().insert(rows.front().end(), design.factors.begin(), design.factors.end());
  for (const FigureName& figure : figures)
    rows.front().push_back(short_text(figure));
  const std::size_t shown = std::min(design.points.size(), most);
  for (std::size_t point = 0; point < shown; ++point) {
    const EndedPoint ended = ended_point(sweep, point);
    std::vector<std::string>& row = rows.emplace_back();
    row.push_back(fmt::format("{}", point + 1));
    for (const std::string& level : design.points[point].levels)
      row.push_back(level.empty() ? "as it is" : level);
    for (std::size_t i = 0; i < figures.size(); ++i) {
      const KeptEstimate figure = ended.summary.estimate(i);
      row.push_back(
          !figure.value ? "-"
          : figure.interval
              ? fmt::format("{:.4g} ± {:.2g}", *figure.value, figure.interval->half_width())
              : fmt::format("{:.4g}", *figure.value));
    }
  }
  std::string text = aligned(std::move(rows), page);
  if (shown < design.points.size())
    text += fmt::format("... and {} more points\n", design.points.size() - shown);
  return text;
}

}  // namespace stepdown::analysis
