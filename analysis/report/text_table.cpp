#include "analysis/report/text_table.hpp"

#include "analysis/report/wrapped_text.hpp"
#include "models/text/display_width.hpp"
#include "models/text/letters.hpp"
#include "models/text/visible.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <optional>
#include <span>
#include <utility>

namespace stepdown::analysis {

namespace {

using models::display_width;
using TextRow = std::vector<std::string>;
using Widths = std::vector<std::size_t>;

constexpr std::size_t gap_of_columns = 2;
constexpr std::size_t indent_of_label = 2;
constexpr std::size_t most_lines_of_cell = 3;

/// A column as it was given.
struct TextColumn {
  Widths headings;           ///< of each heading row
  std::string heading;       ///< all of it, in one line
  std::size_t body = 0;      ///< of the widest cell
  std::size_t word = 0;      ///< the widest word of the cells
  bool is_of_words = false;  ///< some cell can be broken, and is no number

  [[nodiscard]] std::size_t widest_heading() const {
    return headings.empty() ? 0 : std::ranges::max(headings);
  }
  [[nodiscard]] std::size_t natural() const { return std::max(body, widest_heading()); }
};

std::size_t widest_word(std::string_view text) {
  std::size_t widest = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    widest = std::max(widest, display_width(text.substr(at, end - at)));
    at = end + 1;
  }
  return widest;
}

/// The narrowest column in which a heading has at most so many lines.
std::size_t narrowest(const std::string& heading, std::size_t lines) {
  std::size_t width = std::max<std::size_t>(widest_word(heading), 1);
  while (broken_lines(heading, width).size() > lines)
    ++width;
  return width;
}

/// A table as it was given.
struct Grid {
  std::vector<TextRow> rows;  ///< each with all columns
  std::size_t headings = 1;
  std::vector<TextColumn> columns;

  [[nodiscard]] std::span<const TextRow> body() const { return std::span(rows).subspan(headings); }
};

bool has_more_letters_than_digits(const std::string& cell) {
  return std::ranges::count_if(cell, models::is_letter) >
         std::ranges::count_if(cell, models::is_digit);
}

void look_at_body(TextColumn& column, const std::string& cell, bool is_first) {
  constexpr std::size_t short_text = 12;
  column.body = std::max(column.body, display_width(cell));
  column.word = std::max(column.word, widest_word(cell));
  const bool is_word = is_first || has_more_letters_than_digits(cell);
  if (is_word && display_width(cell) > short_text && cell.find(' ') != std::string::npos)
    column.is_of_words = true;
}

Grid grid_of(std::vector<TextRow> rows, std::size_t headings) {
  Grid grid;
  grid.headings = std::min(headings, rows.size());
  std::size_t columns = 0;
  for (TextRow& row : rows) {
    columns = std::max(columns, row.size());
    for (std::string& cell : row)
      cell = models::visible(cell);
  }
  for (TextRow& row : rows)
    row.resize(columns);
  grid.rows = std::move(rows);
  for (std::size_t i = 0; i < columns; ++i) {
    TextColumn& column = grid.columns.emplace_back();
    for (const TextRow& row : std::span(grid.rows).first(grid.headings)) {
      column.headings.push_back(display_width(row[i]));
      if (row[i].empty()) continue;
      column.heading += (column.heading.empty() ? "" : " ") + row[i];
    }
    for (const TextRow& row : grid.body())
      look_at_body(column, row[i], i == 0);
  }
  return grid;
}

std::size_t total_of(const Widths& widths) {
  std::size_t total = widths.empty() ? 0 : gap_of_columns * (widths.size() - 1);
  for (const std::size_t width : widths)
    total += width;
  return total;
}

Widths natural_widths(const Grid& grid) {
  Widths widths;
  for (const TextColumn& column : grid.columns)
    widths.push_back(column.natural());
  return widths;
}

Widths with_headings_of(std::size_t lines, const Grid& grid) {
  Widths widths;
  for (const TextColumn& column : grid.columns)
    widths.push_back(std::max(column.body, narrowest(column.heading, lines)));
  return widths;
}

/// A way to make a table fit.
struct Way {
  std::size_t heading_lines;  ///< 0: as they were given
  std::size_t narrowest;      ///< of labels and other words; 0: they stay as wide as they are
};

/// The most readable first.
constexpr Way ways[] = {{0, 0}, {2, 0}, {2, 20}, {3, 0}, {3, 20}, {3, 14}, {5, 14}};
constexpr Way ways_of_given[] = {{0, 0}, {0, 20}, {2, 20}, {3, 20}, {3, 14}, {5, 14}};

/// How narrow a column of words may become.
std::size_t floor_of(const Grid& grid, std::size_t column, const Way& way) {
  constexpr std::size_t widest_floor = 30;
  const TextColumn& one = grid.columns[column];
  const std::size_t indent = column == 0 ? indent_of_label : 0;
  const std::size_t heading =
      way.heading_lines == 0 ? one.widest_heading() : narrowest(one.heading, way.heading_lines);
  return std::max(std::clamp(one.word + indent, way.narrowest, widest_floor), heading);
}

/// With labels and other words in more lines, as many as it takes.
Widths with_narrow_words(Widths widths, const Grid& grid, const Way& way, std::size_t page) {
  while (total_of(widths) > page) {
    std::optional<std::size_t> widest;
    for (std::size_t i = 0; i < widths.size(); ++i) {
      const bool may_be = i == 0 || grid.columns[i].is_of_words;
      if (!may_be || widths[i] <= floor_of(grid, i, way)) continue;
      if (!widest || widths[i] > widths[*widest]) widest = i;
    }
    if (!widest) break;
    --widths[*widest];
  }
  return widths;
}

/// Columns that stand side by side: from `first` until `end`, behind the first of all.
struct Block {
  std::size_t first = 1;
  std::size_t end = 1;
};

/// Blocks of as many columns as keep lines to `longest`; each has one at least.
std::vector<Block> blocks_within(std::size_t longest, const Widths& widths) {
  if (widths.size() < 2) return {Block{}};
  std::vector<Block> blocks;
  for (std::size_t i = 1; i < widths.size();) {
    Block& block = blocks.emplace_back(Block{i, i});
    std::size_t width = widths[0];
    do
      width += gap_of_columns + widths[i++];
    while (i < widths.size() && width + gap_of_columns + widths[i] <= longest);
    block.end = i;
  }
  return blocks;
}

/// As few blocks as keep lines short enough. Of these the widest is as narrow as can be, so that no
/// column is left over for a block of its own.
std::vector<Block> blocks_of(const Widths& widths, std::size_t page) {
  std::vector<Block> blocks = blocks_within(page, widths);
  const std::size_t fewest = blocks.size();
  for (std::size_t longest = page; fewest > 1 && longest-- > 0;) {
    std::vector<Block> narrower = blocks_within(longest, widths);
    if (narrower.size() > fewest) break;
    blocks = std::move(narrower);
  }
  return blocks;
}

/// Widths with which each block of the table fits the page: the label stands again and again, so it
/// stays narrow, and no other column takes all.
Widths widths_in_blocks(const Grid& grid, std::size_t page) {
  constexpr Way way{2, 14};
  constexpr std::size_t parts = 3;
  Widths widths = with_headings_of(way.heading_lines, grid);
  widths[0] =
      std::min({widths[0], std::max(floor_of(grid, 0, way), page / parts), page - page / parts});
  for (std::size_t& width : std::span(widths).subspan(1))
    width = std::min(width, page - widths[0] - gap_of_columns);
  return widths;
}

/// Widths with which the table, or each block of it, fits the page.
Widths fitting_widths(const Grid& grid, std::size_t page) {
  const std::span<const Way> all =
      grid.headings > 1 ? std::span<const Way>(ways_of_given) : std::span<const Way>(ways);
  for (const Way& way : all) {
    Widths widths =
        way.heading_lines == 0 ? natural_widths(grid) : with_headings_of(way.heading_lines, grid);
    if (way.narrowest > 0) widths = with_narrow_words(std::move(widths), grid, way, page);
    if (total_of(widths) <= page) return widths;
  }
  return widths_in_blocks(grid, page);
}

/// Draws the rows of blocks.
class Drawing {
 public:
  Drawing(const Grid& grid, Widths widths) : grid_(grid), widths_(std::move(widths)) {}

  [[nodiscard]] std::string text(const Block& block) const {
    std::string text;
    if (are_headings_as_given())
      for (const TextRow& row : std::span(grid_.rows).first(grid_.headings))
        text += lines_of(row, block, true);
    else
      text += lines_of(joined_headings(), block, true);
    for (const TextRow& row : grid_.body())
      text += lines_of(row, block, false);
    return text;
  }

 private:
  [[nodiscard]] bool are_headings_as_given() const {
    for (std::size_t i = 0; i < widths_.size(); ++i)
      if (grid_.columns[i].widest_heading() > widths_[i]) return false;
    return true;
  }

  [[nodiscard]] TextRow joined_headings() const {
    TextRow row;
    for (const TextColumn& column : grid_.columns)
      row.push_back(column.heading);
    return row;
  }

  /// The lines of a cell, as wide as its column.
  [[nodiscard]] std::vector<std::string> cell_lines(const std::string& cell,
                                                    std::size_t column,
                                                    bool is_heading) const {
    const std::size_t width = widths_[column];
    if (display_width(cell) <= width) return {cell};
    const std::size_t lead = std::min(cell.find_first_not_of(' '), width / 2);
    const std::size_t indent = column == 0 && !is_heading ? indent_of_label : 0;
    std::vector<std::string> lines = broken_lines(cell, width - lead, indent);
    if (!is_heading && lines.size() > most_lines_of_cell) {
      lines[most_lines_of_cell - 1] += " …";
      lines.resize(most_lines_of_cell);
    }
    for (std::size_t i = 0; i < lines.size(); ++i) {
      const std::size_t less = lead + (i == 0 ? 0 : indent);
      lines[i] = std::string(less, ' ') + models::shortened(lines[i], width - less);
    }
    return lines;
  }

  [[nodiscard]] bool is_left(std::size_t column) const {
    const TextColumn& one = grid_.columns[column];
    return column == 0 || (one.is_of_words && one.body > widths_[column]);
  }

  void add(std::string& line, std::string_view cell, std::size_t column) const {
    const std::string gap(widths_[column] - std::min(display_width(cell), widths_[column]), ' ');
    if (is_left(column))
      line.append(cell).append(gap);
    else
      line.append(gap).append(cell);
  }

  [[nodiscard]] std::string lines_of(const TextRow& row,
                                     const Block& block,
                                     bool is_heading) const {
    std::vector<std::size_t> shown{0};
    for (std::size_t i = block.first; i < std::min(block.end, row.size()); ++i)
      shown.push_back(i);
    std::vector<std::vector<std::string>> cells;
    std::size_t height = 1;
    for (const std::size_t column : shown) {
      cells.push_back(cell_lines(row[column], column, is_heading));
      height = std::max(height, cells.back().size());
    }
    std::string text;
    for (std::size_t y = 0; y < height; ++y) {
      std::string line;
      for (std::size_t i = 0; i < shown.size(); ++i) {
        // Headings end right above the figures, whose rows begin with them.
        const std::size_t above = is_heading ? height - cells[i].size() : 0;
        const bool is_there = y >= above && y - above < cells[i].size();
        if (i > 0) line.append(gap_of_columns, ' ');
        add(line, is_there ? std::string_view(cells[i][y - above]) : "", shown[i]);
      }
      line.erase(line.find_last_not_of(' ') + 1);
      text += line + "\n";
    }
    return text;
  }

  const Grid& grid_;
  Widths widths_;
};

}  // namespace

std::string aligned(std::vector<std::vector<std::string>> rows,
                    const Page& page,
                    std::size_t headings) {
  const Grid grid = grid_of(std::move(rows), headings);
  if (grid.columns.empty()) return "";
  const Widths widths = fitting_widths(grid, page.width);
  const std::vector<Block> blocks = blocks_of(widths, page.width);
  const Drawing drawing(grid, widths);
  std::string text;
  for (const Block& block : blocks) {
    if (!text.empty()) text += "\n";
    text += drawing.text(block);
  }
  return text;
}

}  // namespace stepdown::analysis
