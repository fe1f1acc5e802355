#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// A workbook of Excel's, as far as results need one. No macros; equal contents are equal bytes.
namespace stepdown::analysis {

/// How a number is shown.
enum class NumberForm : std::uint8_t { Plain, Count, Days, Percent, Money };

/// A part of a sheet that a chart or formula refers to: rows and columns from 0, ends included.
struct CellRange {
  std::string sheet;
  std::uint32_t first_row = 0;
  std::uint32_t last_row = 0;
  std::uint16_t first_column = 0;
  std::uint16_t last_column = 0;
};

/// "'Census by month'!$C$2:$C$40"
[[nodiscard]] std::string text_of(const CellRange& range);

/// One line of a chart, or one group of its bars.
struct ChartSeries {
  std::string name;
  CellRange across;  ///< categories, or x
  CellRange values;
  std::uint32_t color = 0;  ///< 0xRRGGBB
  bool is_dashed = false;
  bool is_marked = false;  ///< with a point for each value
};

/// Kinds of charts that we draw.
enum class ChartKind : std::uint8_t { Lines, Bars, Intervals };

struct ExcelChart {
  ChartKind kind{};
  std::string title;
  std::string across;   ///< title of the axis that lies
  std::string upwards;  ///< title of the one that stands
  std::vector<ChartSeries> series;
};

class ExcelSheet;

/// The file. Nothing is written before `close`.
class ExcelFile {
 public:
  explicit ExcelFile(const std::filesystem::path& path);
  ~ExcelFile();
  ExcelFile(const ExcelFile&) = delete;
  ExcelFile& operator=(const ExcelFile&) = delete;
  ExcelFile(ExcelFile&&) = delete;
  ExcelFile& operator=(ExcelFile&&) = delete;

  /// A new sheet, the last. Its name is cut and changed to one that Excel takes.
  [[nodiscard]] ExcelSheet add_sheet(std::string_view name);

  /// @throws std::system_error naming the path when it cannot be written.
  void close();

  struct Parts;

 private:
  std::filesystem::path path_;
  std::unique_ptr<Parts> parts_;
};

/// A sheet of a file that is still open. Rows and columns are counted from 0.
class ExcelSheet {
 public:
  ExcelSheet(void* sheet, std::string name, ExcelFile::Parts& parts)
      : sheet_{sheet}, name_{std::move(name)}, parts_{&parts} {}

  [[nodiscard]] const std::string& name() const { return name_; }

  /// Text is text, whatever it begins with. What a cell cannot hold is cut off.
  void text(std::uint32_t row, std::uint16_t column, std::string_view text);
  void bold(std::uint32_t row, std::uint16_t column, std::string_view text);
  void title(std::uint32_t row, std::uint16_t column, std::string_view text);
  void number(std::uint32_t row, std::uint16_t column, double number, NumberForm form);
  /// A formula, and what it is worth, for programs that do not reckon.
  void formula(std::uint32_t row,
               std::uint16_t column,
               const std::string& formula,
               std::pair<double, NumberForm> worth);
  /// The head of a column, with a note that explains it (none if empty).
  void head(std::uint16_t column, std::string_view text, std::string_view note);
  void width(std::uint16_t column, double characters);
  /// Keeps the first row and column in sight, and lets rows be filtered.
  void freeze(std::uint32_t last_row, std::uint16_t last_column);
  void chart(std::uint32_t row, std::uint16_t column, const ExcelChart& chart);
  /// For paper: across, all columns on one page.
  void print_across();

 private:
  void* sheet_;  ///< lxw_worksheet, whose headers define macros that we keep out
  std::string name_;
  ExcelFile::Parts* parts_;
};

}  // namespace stepdown::analysis
