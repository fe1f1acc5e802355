#include "analysis/cli/visible_buffer.hpp"

#include "analysis/cli/colors.hpp"
#include "models/text/visible.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace stepdown::analysis {

namespace {

/// How many bytes at the end of a text may be the beginning of something longer.
std::size_t unfinished(std::string_view written) {
  if (written.ends_with('\r')) return 1;
  constexpr std::size_t longest = 4;  // bytes of a character
  for (std::size_t back = 1; back <= std::min(written.size(), longest - 1); ++back) {
    const auto byte = static_cast<unsigned char>(written[written.size() - back]);
    if (byte < 0x80) return 0;
    if (byte < 0xC0) continue;
    const std::size_t length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2;
    return back < length ? back : 0;
  }
  return 0;
}

}  // namespace

void VisibleBuffer::finish() {
  pass(std::exchange(rest_, {}));
  to_ << in_colors(std::exchange(line_, {}));
  to_.flush();
}

VisibleBuffer::int_type VisibleBuffer::overflow(int_type c) {
  if (traits_type::eq_int_type(c, traits_type::eof())) return traits_type::not_eof(c);
  const char one = traits_type::to_char_type(c);
  return xsputn(&one, 1) == 1 ? c : traits_type::eof();
}

std::streamsize VisibleBuffer::xsputn(const char* text, std::streamsize size) {
  std::string whole = std::exchange(rest_, {});
  whole.append(text, static_cast<std::size_t>(size));
  const std::size_t kept = unfinished(whole);
  rest_ = whole.substr(whole.size() - kept);
  whole.resize(whole.size() - kept);
  pass(whole);
  return to_ ? size : 0;
}

int VisibleBuffer::sync() {
  to_.flush();
  return to_ ? 0 : -1;
}

void VisibleBuffer::pass(std::string_view text) {
  const std::string visible = models::visible(text, models::Layout::Lines);
  if (has_colors_)
    pass_in_colors(visible);
  else
    to_ << visible;
}

void VisibleBuffer::pass_in_colors(std::string_view visible) {
  line_ += visible;
  for (std::size_t end = line_.find('\n'); end != std::string::npos; end = line_.find('\n')) {
    to_ << in_colors(std::string_view(line_).substr(0, end)) << '\n';
    line_.erase(0, end + 1);
  }
}

}  // namespace stepdown::analysis
