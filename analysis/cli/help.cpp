#include "analysis/cli/help.hpp"

#include "analysis/report/wrapped_text.hpp"
#include "models/text/display_width.hpp"

#include <cstddef>
#include <string_view>
#include <utility>

namespace stepdown::analysis {

namespace {

/// @param column  in which descriptions begin
std::string line_that_fits(std::string_view line, std::size_t column, const Page& page) {
  const std::size_t width = page.width_of_sentences();
  if (models::display_width(line) <= width) return std::string{line};
  const bool has_description =
      line.size() > column && line.substr(column - 2, 2) == "  " && line[column] != ' ';
  constexpr std::size_t hanging = 6;
  if (!has_description || width < 2 * column) return wrapped(line, page, hanging);
  std::string text{line.substr(0, column)};
  const auto lines = broken_lines(line.substr(column), width - column);
  for (std::size_t i = 0; i < lines.size(); ++i)
    text += (i == 0 ? "" : "\n" + std::string(column, ' ')) + lines[i];
  return text;
}

}  // namespace

std::string HelpThatFits::make_help(const CLI::App* app,
                                    std::string name,
                                    CLI::AppFormatMode mode) const {
  const std::string help = CLI::Formatter::make_help(app, std::move(name), mode);
  std::string text;
  for (std::size_t at = 0; at < help.size();) {
    const std::size_t end = std::min(help.find('\n', at), help.size());
    const std::string_view line = std::string_view(help).substr(at, end - at);
    text += line_that_fits(line, get_column_width(), page_) + "\n";
    at = end + 1;
  }
  return text;
}

}  // namespace stepdown::analysis
