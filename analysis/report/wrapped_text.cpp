#include "analysis/report/wrapped_text.hpp"

#include "models/text/display_width.hpp"

#include <algorithm>
#include <utility>

namespace stepdown::analysis {

namespace {

using models::display_width;

/// Lines that words are put into, one after the other.
class Lines {
 public:
  Lines(std::size_t width, std::size_t after_first) : width_(width), after_first_(after_first) {}

  /// @param gap  spaces before it, where it does not begin a line
  void add(std::string_view word, std::size_t gap) {
    if (!line_.empty() && display_width(line_) + gap + display_width(word) > room()) end();
    if (!line_.empty()) line_.append(gap, ' ');
    const bool is_path = word.find('/') != std::string_view::npos;
    while (!is_path && display_width(word) > room()) {
      const std::size_t part = std::max<std::size_t>(models::prefix_within(word, room()), 1);
      line_ = word.substr(0, part);
      word.remove_prefix(part);
      end();
    }
    line_ += word;
  }

  [[nodiscard]] std::vector<std::string> take() && {
    if (!line_.empty() || lines_.empty()) end();
    return std::move(lines_);
  }

 private:
  [[nodiscard]] std::size_t room() const {
    constexpr std::size_t least = 2;  // of a character
    const std::size_t less = lines_.empty() ? 0 : after_first_;
    return std::max(width_ - std::min(less, width_), least);
  }
  void end() { lines_.push_back(std::exchange(line_, {})); }

  std::size_t width_;
  std::size_t after_first_;
  std::vector<std::string> lines_;
  std::string line_;
};

/// Calls `use` with each part of the text between separators.
template <class Use>
void for_each_part(std::string_view text, char separator, const Use& use) {
  while (true) {
    const std::size_t end = text.find(separator);
    use(text.substr(0, end));
    if (end == std::string_view::npos) return;
    text.remove_prefix(end + 1);
  }
}

std::string wrapped_line(std::string_view line, std::size_t width, std::size_t hanging) {
  if (display_width(line) <= width) return std::string{line};
  const std::size_t indent = std::min(line.find_first_not_of(' '), line.size());
  std::string text;
  const std::vector<std::string> lines =
      broken_lines(line.substr(indent), width - std::min(indent, width / 2), hanging);
  for (std::size_t i = 0; i < lines.size(); ++i)
    text +=
        (i == 0 ? std::string(indent, ' ') : "\n" + std::string(indent + hanging, ' ')) + lines[i];
  return text;
}

}  // namespace

std::vector<std::string> broken_lines(std::string_view text,
                                      std::size_t width,
                                      std::size_t after_first) {
  Lines lines(width, after_first);
  std::size_t gap = 0;
  for_each_part(text, ' ', [&](std::string_view word) {
    if (!word.empty()) lines.add(word, std::exchange(gap, 0));
    ++gap;
  });
  return std::move(lines).take();
}

std::string wrapped(std::string_view text, const Page& page) {
  constexpr std::size_t usual_hanging = 2;
  return wrapped(text, page, usual_hanging);
}

std::string wrapped(std::string_view text, const Page& page, std::size_t hanging) {
  std::string lines_joined;
  for_each_part(text, '\n', [&](std::string_view line) {
    if (!lines_joined.empty() || line.data() != text.data()) lines_joined += '\n';
    lines_joined += wrapped_line(line, page.width_of_sentences(), hanging);
  });
  return lines_joined;
}

}  // namespace stepdown::analysis
