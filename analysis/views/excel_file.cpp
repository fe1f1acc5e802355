#include "analysis/views/excel_file.hpp"

#include "models/text/utf8.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <map>
#include <set>
#include <system_error>
#include <xlsxwriter.h>

namespace stepdown::analysis {

namespace {

constexpr double title_size = 12;
constexpr std::uint16_t months_apart = 6;  // of those that are written under a chart
constexpr const char* sheet_name_forbids = "[]:*?/\\";
constexpr std::size_t longest_name = 31;
constexpr std::size_t longest_text = 32'000;  // Excel's 32,767, in bytes of UTF-8

const char* excel_form(NumberForm form) {
  switch (form) {
    case NumberForm::Plain:
      return "#,##0.0##";
    case NumberForm::Count:
      return "#,##0";
    case NumberForm::Days:
      return "#,##0.0";
    case NumberForm::Percent:
      return "0.0%";
    case NumberForm::Money:
      return "#,##0;[Red]-#,##0";
  }
  return "General";
}

/// What stays of text that may be no UTF-8 and too long.
std::string as_cell(std::string_view text) {
  std::string cell;
  while (!text.empty() && cell.size() < longest_text) {
    const std::size_t length = models::utf8_length(text);
    if (length == 0)
      cell += "\uFFFD";
    else
      cell += text.substr(0, length);
    text.remove_prefix(std::max(length, std::size_t{1}));
  }
  return cell;
}

/// A name in a chart; one with an equals sign first would be taken for a reference.
std::string as_name(std::string_view text) {
  return (text.starts_with('=') ? " " : "") + as_cell(text);
}

std::uint8_t excel_kind(ChartKind kind) {
  switch (kind) {
    case ChartKind::Lines:
      return LXW_CHART_LINE;
    case ChartKind::Bars:
      return LXW_CHART_BAR;
    case ChartKind::Intervals:
      return LXW_CHART_SCATTER_STRAIGHT_WITH_MARKERS;
  }
  return LXW_CHART_LINE;
}

}  // namespace

/// What the library makes belongs to its workbook, until this is closed.
struct ExcelFile::Parts {
  lxw_workbook* workbook = nullptr;
  lxw_format* bold = nullptr;
  lxw_format* title = nullptr;
  lxw_format* head = nullptr;
  std::map<NumberForm, lxw_format*> numbers{};
  std::set<std::string> names{};

  lxw_format* number(NumberForm form) {
    lxw_format*& format = numbers[form];
    if (format == nullptr) {
      format = workbook_add_format(workbook);
      format_set_num_format(format, excel_form(form));
    }
    return format;
  }
};

std::string text_of(const CellRange& range) {
  std::array<char, LXW_MAX_CELL_RANGE_LENGTH> cells{};
  lxw_rowcol_to_range_abs(
      cells.data(), range.first_row, range.first_column, range.last_row, range.last_column);
  std::string sheet;
  for (const char c : range.sheet)
    sheet += c == '\'' ? "''" : std::string(1, c);
  return fmt::format("'{}'!{}", sheet, cells.data());
}

ExcelFile::ExcelFile(const std::filesystem::path& path)
    : path_{path}, parts_{std::make_unique<Parts>()} {
  parts_->workbook = workbook_new(path.c_str());
  if (parts_->workbook == nullptr)
    throw std::system_error(ENOMEM, std::generic_category(), path.string());
  lxw_doc_properties properties{};
  properties.created = 1;  // not when it was made: equal results are equal files
  workbook_set_properties(parts_->workbook, &properties);
  parts_->bold = workbook_add_format(parts_->workbook);
  format_set_bold(parts_->bold);
  format_set_text_wrap(parts_->bold);
  format_set_align(parts_->bold, LXW_ALIGN_VERTICAL_TOP);
  parts_->title = workbook_add_format(parts_->workbook);
  format_set_bold(parts_->title);
  format_set_font_size(parts_->title, 14);
  parts_->head = workbook_add_format(parts_->workbook);
  format_set_bold(parts_->head);
  format_set_text_wrap(parts_->head);
  format_set_align(parts_->head, LXW_ALIGN_VERTICAL_TOP);
  format_set_bottom(parts_->head, LXW_BORDER_THIN);
}

ExcelFile::~ExcelFile() {
  if (parts_->workbook != nullptr) lxw_workbook_free(parts_->workbook);
}

ExcelSheet ExcelFile::add_sheet(std::string_view name) {
  std::string wanted = as_cell(name);
  for (char& c : wanted)
    if (std::string_view(sheet_name_forbids).find(c) != std::string_view::npos) c = ' ';
  const auto short_name = [](const std::string& text, std::size_t most) {
    return text.substr(0, models::offset_of_character(text, most));
  };
  std::string taken = short_name(wanted, longest_name);
  for (int again = 2; !parts_->names.insert(taken).second; ++again)
    taken = fmt::format("{} {}", short_name(wanted, longest_name - 5), again);
  lxw_worksheet* const sheet = workbook_add_worksheet(parts_->workbook, taken.c_str());
  if (sheet == nullptr) throw std::system_error(EINVAL, std::generic_category(), path_.string());
  return {sheet, taken, *parts_};
}

void ExcelFile::close() {
  lxw_workbook* const workbook = std::exchange(parts_->workbook, nullptr);
  errno = 0;
  if (workbook_close(workbook) != LXW_NO_ERROR)  // also frees it
    throw std::system_error(errno == 0 ? EIO : errno, std::generic_category(), path_.string());
}

namespace {

lxw_worksheet* of(void* sheet) {
  return static_cast<lxw_worksheet*>(sheet);
}

}  // namespace

void ExcelSheet::text(std::uint32_t row, std::uint16_t column, std::string_view text) {
  worksheet_write_string(of(sheet_), row, column, as_cell(text).c_str(), nullptr);
}

void ExcelSheet::bold(std::uint32_t row, std::uint16_t column, std::string_view text) {
  worksheet_write_string(of(sheet_), row, column, as_cell(text).c_str(), parts_->bold);
}

void ExcelSheet::title(std::uint32_t row, std::uint16_t column, std::string_view text) {
  worksheet_write_string(of(sheet_), row, column, as_cell(text).c_str(), parts_->title);
}

void ExcelSheet::number(std::uint32_t row, std::uint16_t column, double number, NumberForm form) {
  worksheet_write_number(of(sheet_), row, column, number, parts_->number(form));
}

void ExcelSheet::formula(std::uint32_t row,
                         std::uint16_t column,
                         const std::string& formula,
                         std::pair<double, NumberForm> worth) {
  worksheet_write_formula_num(
      of(sheet_), row, column, formula.c_str(), parts_->number(worth.second), worth.first);
}

void ExcelSheet::head(std::uint16_t column, std::string_view text, std::string_view note) {
  worksheet_write_string(of(sheet_), 0, column, as_cell(text).c_str(), parts_->head);
  if (!note.empty()) worksheet_write_comment(of(sheet_), 0, column, as_cell(note).c_str());
}

void ExcelSheet::width(std::uint16_t column, double characters) {
  worksheet_set_column(of(sheet_), column, column, characters, nullptr);
}

void ExcelSheet::freeze(std::uint32_t last_row, std::uint16_t last_column) {
  worksheet_freeze_panes(of(sheet_), 1, 1);
  worksheet_autofilter(of(sheet_), 0, 0, last_row, last_column);
  worksheet_repeat_rows(of(sheet_), 0, 0);
}

void ExcelSheet::print_across() {
  worksheet_set_landscape(of(sheet_));
  worksheet_fit_to_pages(of(sheet_), 1, 0);
}

void ExcelSheet::chart(std::uint32_t row, std::uint16_t column, const ExcelChart& chart) {
  lxw_chart* const drawn = workbook_add_chart(parts_->workbook, excel_kind(chart.kind));
  for (const ChartSeries& line : chart.series) {
    lxw_chart_series* const series = chart_add_series(
        drawn, ("=" + text_of(line.across)).c_str(), ("=" + text_of(line.values)).c_str());
    chart_series_set_name(series, as_name(line.name).c_str());
    lxw_chart_line look{};
    look.color = line.color;
    look.width = 1.75F;
    look.dash_type = line.is_dashed ? LXW_CHART_LINE_DASH_DASH : LXW_CHART_LINE_DASH_SOLID;
    if (chart.kind == ChartKind::Bars) {
      lxw_chart_fill fill{};
      fill.color = line.color;
      chart_series_set_fill(series, &fill);
    } else {
      chart_series_set_line(series, &look);
      chart_series_set_marker_type(
          series, line.is_marked ? LXW_CHART_MARKER_CIRCLE : LXW_CHART_MARKER_NONE);
    }
  }
  lxw_chart_font font{};
  font.size = title_size;
  font.bold = LXW_TRUE;
  chart_title_set_name(drawn, as_name(chart.title).c_str());
  chart_title_set_name_font(drawn, &font);
  chart_axis_set_name(drawn->x_axis, as_name(chart.across).c_str());
  chart_axis_set_name(drawn->y_axis, as_name(chart.upwards).c_str());
  if (chart.kind == ChartKind::Lines) chart_axis_set_interval_unit(drawn->x_axis, months_apart);
  if (chart.kind == ChartKind::Bars) chart_axis_set_reverse(drawn->y_axis);
  if (chart.kind == ChartKind::Intervals || chart.series.size() < 2)
    chart_legend_set_position(drawn, LXW_CHART_LEGEND_NONE);
  else
    chart_legend_set_position(drawn, LXW_CHART_LEGEND_BOTTOM);
  lxw_chart_options options{};
  options.x_scale = 1.25;
  options.y_scale = 1.2;
  worksheet_insert_chart_opt(of(sheet_), row, column, drawn, &options);
}

}  // namespace stepdown::analysis
